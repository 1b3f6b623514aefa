/* The model: weights and rules, read once and shared. */
#include "sayso_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

#define MODEL_ALIGNMENT 64u /* of a weights file */

static sayso_status model_make(const void *bytes, size_t length, void *owned, sayso_model **out, sayso_error *error)
{
    ss_error fault = {SS_OK, "", 0};
    ss_rules_fault rules_fault;
    sayso_model *model = calloc(1, sizeof *model);
    if (model == NULL) {
        free(owned);
        ss_say(error, "no memory for a model", 0);
        return SAYSO_MEMORY;
    }
    model->owned = owned;
    model->kernel = ss_kernel_choose(NULL);
    ss_arena_init(&model->arena, SS_PACK_BUDGET);
    ss_status status = ss_weights_read(bytes, length, &model->weights, &fault);
    if (status == SS_OK)
        status = ss_pack_make(&model->arena, &model->weights, &model->pack);
    if (status == SS_OK)
        status = ss_rules_create(SS_PATTERN_LAZY, NULL, 0, &model->rules, &rules_fault);
    if (status != SS_OK) {
        sayso_model_free(model);
        ss_say(error, status == SS_ERR_BAD_MODEL ? fault.what : "no memory for a model", fault.at);
        return status == SS_ERR_BAD_MODEL ? SAYSO_BAD_MODEL : SAYSO_MEMORY;
    }
    snprintf(model->name, sizeof model->name, "%s %08x", model->weights.name, (unsigned)model->weights.checksum);
    *out = model;
    return SAYSO_OK;
}

sayso_status sayso_model_named(const char *name, sayso_model **out, sayso_error *error)
{
    size_t length;
    const uint8_t *bytes = ss_weights_builtin(name, &length);
    *out = NULL;
    ss_say(error, bytes == NULL ? "the library holds no model of this name" : "", 0);
    return bytes == NULL ? SAYSO_UNSUPPORTED : model_make(bytes, length, NULL, out, error);
}

sayso_status sayso_model_builtin(sayso_model **out, sayso_error *error)
{
    return sayso_model_named(sayso_model_builtin_name(0), out, error);
}

const char *sayso_model_builtin_name(uint32_t index)
{
    return ss_weights_builtin_name(index);
}

sayso_status sayso_model_read(const void *bytes, size_t length, sayso_model **out, sayso_error *error)
{
    *out = NULL;
    ss_say(error, "", 0);
    void *copy = length > SIZE_MAX / 2 ? NULL : aligned_alloc(MODEL_ALIGNMENT, (length / MODEL_ALIGNMENT + 1) * MODEL_ALIGNMENT);
    if (copy == NULL) {
        ss_say(error, "no memory for a model of this size", 0);
        return SAYSO_MEMORY;
    }
    memcpy(copy, bytes, length);
    return model_make(copy, length, copy, out, error);
}

sayso_status sayso_model_add_rules(sayso_model *model, const void *bytes, size_t length, sayso_error *error)
{
    ss_rules *rules;
    ss_rules_fault fault;
    ss_say(error, "", 0);
    ss_status status = ss_rules_create(SS_PATTERN_LAZY, bytes == NULL ? "" : bytes, length, &rules, &fault);
    if (status == SS_OK) {
        ss_rules_free(model->rules);
        model->rules = rules;
        return SAYSO_OK;
    }
    ss_say(error, status == SS_ERR_INVALID_TEXT ? fault.what : "no memory for the rules", fault.at);
    if (error != NULL) {
        error->line = fault.line;
        error->column = fault.column;
    }
    return status == SS_ERR_INVALID_TEXT ? SAYSO_BAD_RULES : status == SS_ERR_MEMORY ? SAYSO_MEMORY : SAYSO_INTERNAL;
}

const char *sayso_builtin_rules(size_t *length)
{
    return (const char *)ss_rules_builtin(length);
}

const char *sayso_model_name(const sayso_model *model)
{
    return model->name;
}

const char *sayso_model_rules(const sayso_model *model)
{
    return model->rules->digest;
}

const char *sayso_kernel_name(uint32_t index)
{
    const ss_kernel *kernel = ss_kernel_at(index);
    return kernel == NULL ? NULL : kernel->name;
}

sayso_status sayso_model_set_kernel(sayso_model *model, const char *name)
{
    const ss_kernel *kernel = ss_kernel_choose(name);
    if (kernel == NULL)
        return SAYSO_UNSUPPORTED;
    model->kernel = kernel;
    return SAYSO_OK;
}

void sayso_model_free(sayso_model *model)
{
    if (model == NULL)
        return;
    ss_rules_free(model->rules);
    ss_arena_free(&model->arena);
    free(model->owned);
    free(model);
}
