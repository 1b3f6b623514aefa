/* reading.h - what the network reads in a document: cues with their sources and contents.  Floor: model.
 *
 *     document ──► windows ──► encoder ──► cues ──► for each cue its source and content ──► readings */
#ifndef SS_READING_H
#define SS_READING_H
#include "base/arena.h"
#include "base/span.h"
#include "model/weights.h"
#include "text/document.h"

typedef struct ss_reading {
    ss_range cue;            /* never empty */
    const ss_range *source;  /* [source_count], in text order; 0 when the text names none */
    const ss_range *content; /* [content_count], in text order, at least one */
    uint32_t source_count;
    uint32_t content_count;
    /* How far the chosen label is before the next best, in logits of 1/1024: ... */
    int32_t cue_margin;     /* ... where the cue begins */
    int32_t source_margin;  /* ... at the least sure border of the source; 0 when there is none */
    int32_t content_margin; /* ... and of the content */
} ss_reading;

typedef struct ss_readings {
    const ss_reading *reading; /* [count], by cue */
    uint32_t count;
} ss_readings;

/* Borrows weights and document; *out lives in the arena, zeroed on error. stop (may be NULL) is polled
 * once a window: SS_ERR_STOPPED. SS_ERR_MEMORY; SS_ERR_LIMIT past SS_MAX_ATTRIBUTIONS, with the
 * readings up to there valid. Linear: at most SS_MAX_WINDOW_CUES cues a window are asked. */
SS_MUST_USE ss_status ss_readings_make(ss_arena *arena, const ss_weights *weights, const ss_document *document,
                                       const volatile int *stop, ss_readings *out);

#endif
