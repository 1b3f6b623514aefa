/* sayso_inside.h - what the files of the door share.  Floor: the door, above meaning. */
#ifndef SAYSO_INSIDE_H
#define SAYSO_INSIDE_H
#include "base/arena.h"
#include "meaning/credit.h"
#include "meaning/never_quote.h"
#include "meaning/relation.h"
#include "meaning/rules.h"
#include "meaning/speaker.h"
#include "model/kernel.h"
#include "model/pack.h"
#include "model/reading.h"
#include "model/weights.h"
#include "sayso.h"
#include "text/document.h"
#include "text/offset.h"
#include "text/visible.h"

struct sayso_model {
    ss_weights weights;
    ss_pack pack;            /* the weights, for the kernels */
    ss_arena arena;          /* of the pack */
    const ss_kernel *kernel; /* the fastest of this processor */
    ss_rules *rules;
    void *owned; /* the bytes of a model that was read, NULL for the one inside the library */
    char name[48];
};

struct sayso_annotator {
    const sayso_model *model;
    ss_arena arena; /* of one call */
    ss_arena kept;  /* of one text: its readings */
    ss_readings readings;
    ss_offsets offsets;
    sayso_result result;
    uint32_t given;  /* attributions that sayso_settle has given of this text */
    bool limited;    /* a limit was reached: no more is read */
};

/* What one call works with. */
typedef struct work {
    ss_arena *arena;
    ss_visible visible; /* what is read; without runs it is the text as given */
    ss_document document;
    const ss_readings *readings;
    ss_relations relations;
    ss_speakers speakers;
    ss_credits credits;
    ss_stretches never;    /* where a user says that no quotation is */
    ss_rules_effort effort[2]; /* of the user's patterns: in finding those, and credits */
    const sayso_options *options;
    sayso_result *result;
} work;

/* Writes a message; error may be NULL. */
void ss_say(sayso_error *error, const char *message, uint64_t offset);

/* Ends a call: without SAYSO_OK or SAYSO_LIMIT the result holds no records. Returns status. */
sayso_status ss_result_end(sayso_result *result, sayso_status status, const char *message, uint64_t offset);

/* The same for a status of the floors below. */
sayso_status ss_result_answer(sayso_result *result, ss_status status, const sayso_options *options);

/* Each refuses what is not served, with the result ended, or returns SAYSO_OK. */
sayso_status ss_refuse_media_type(sayso_result *result, const char *media_type, bool *markdown);
sayso_status ss_refuse_text(sayso_result *result, const uint8_t *text, size_t length, const sayso_options *options);
sayso_status ss_refuse_language(ss_arena *arena, sayso_result *result, const uint8_t *text, uint32_t length,
                                const sayso_options *options);

/* Tokens to bytes: the result of a whole text. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_result_write(work *self);

/* The attributions after the first `given`, their speakers under provisional ids. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_result_write_settled(work *self, uint32_t given);

/* What the passes over the text counted, summed. */
uint64_t ss_result_operations(const work *self);

/* Ends a call as SAYSO_LIMIT: a user's rule of this name took too many steps and was given up somewhere. */
sayso_status ss_refuse_rule(sayso_result *result, const char *name);

/* Which record each provisional id of the first `given` attributions became. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_result_write_merges(work *self, uint32_t given);

#endif
