/* format_fixture.h - a document and a record written by hand, for the tests of plugin/format. */
#ifndef FORMAT_FIXTURE_H
#define FORMAT_FIXTURE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "format/answer.h"

/* The engine only counts offsets here; what it finds in the text is not looked at. */
typedef struct fixture {
    sayso_model *model;
    sayso_annotator *annotator;
    ss_arena arena;
    uint8_t *text; /* an exact allocation, so that a sanitizer sees a read past it */
    sayso_result result;
    ss_answer answer;
    char *written;
    size_t written_length;
    FILE *out;
} fixture;

static inline void fixture_open(fixture *self, const char *text, size_t length, sayso_offset_unit unit)
{
    const sayso_options options = {.unit = unit};
    const sayso_result *ignored;
    memset(self, 0, sizeof *self);
    self->text = malloc(length == 0 ? 1 : length);
    assert_non_null(self->text);
    memcpy(self->text, text, length);
    assert_int_equal(sayso_model_builtin(&self->model, NULL), SAYSO_OK);
    assert_int_equal(sayso_annotator_create(self->model, &self->annotator), SAYSO_OK);
    assert_int_equal(sayso_annotate(self->annotator, self->text, length, &options, &ignored), SAYSO_OK);
    ss_arena_init(&self->arena, 64u << 20);
    self->answer = (ss_answer){.document = "a.txt",
                               .text = self->text,
                               .length = (uint32_t)length,
                               .result = &self->result,
                               .annotator = self->annotator,
                               .model = "some-0.1 1",
                               .rules = "rules 2",
                               .unit = unit,
                               .arena = &self->arena};
    self->out = open_memstream(&self->written, &self->written_length);
    assert_non_null(self->out);
}

/* All that was written, terminated; until the next write. */
static inline const char *fixture_written(fixture *self)
{
    assert_int_equal(fflush(self->out), 0);
    return self->written;
}

static inline void fixture_close(fixture *self)
{
    fclose(self->out);
    free(self->written);
    free(self->text);
    ss_arena_free(&self->arena);
    sayso_annotator_free(self->annotator);
    sayso_model_free(self->model);
}

/* The span of a quotation from the text. */
static inline sayso_span quoted(const fixture *self, const char *quote)
{
    const uint8_t *at = memmem(self->text, self->answer.length, quote, strlen(quote));
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - self->text);
    return (sayso_span){start, start + (uint32_t)strlen(quote)};
}

static inline sayso_text named(const char *name)
{
    return (sayso_text){name, (uint32_t)strlen(name)};
}

#endif
