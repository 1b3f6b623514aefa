/* reading.h - what the network reads in a document: cues with their sources and contents.  Floor: model.
 *
 *     document ──► windows ──► encoder ──► cues ──► for each cue its source and content ──► readings
 *                                                                                  └─► cues inside contents ──► the same */
#ifndef SS_READING_H
#define SS_READING_H
#include "base/arena.h"
#include "base/span.h"
#include "model/kernel.h"
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
    uint32_t holder;        /* of one inside another's content: that one's index + 1; 0 for all others */
    uint8_t wish;           /* SS_CUE_BEGINS: it is a user's; SS_CUE_SHOWN: the network saw none here; else AS_READ */
} ss_reading;

/* What a user, or grammar, wishes a token to be. A run of BEGINS and GOES_ON where the network sees no cue is made
 * one; a cue of the network with a token of NEVER is none. SHOWN is as BEGINS, and keeps how little the network
 * thinks of it. */
typedef enum ss_cue_wish { SS_CUE_AS_READ, SS_CUE_BEGINS, SS_CUE_GOES_ON, SS_CUE_NEVER, SS_CUE_SHOWN } ss_cue_wish;

/* All readings of a document, or of the part of it that has been read so far. Starts as all zeros. */
typedef struct ss_readings {
    ss_reading *reading;  /* [count], by cue */
    uint32_t count;
    uint32_t capacity;
    uint32_t next;        /* token where the next window begins */
    uint32_t spent;       /* tokens asked beyond SS_QUERY_ASKED_A_TOKEN times those read, at most SS_QUERY_SAVED */
    uint64_t operations;  /* tokens encoded and asked: the measure of the cost */
    const uint8_t *wish;  /* ss_cue_wish, [tokens], or NULL: borrowed for each call */
} ss_readings;

/* Reads on from readings->next. Tokens before `settled` are those of the whole document whatever text
 * may still come; settled == number of tokens says that none will. Only windows that more text cannot
 * change are read, so that a document read piece by piece has the readings of the whole one.
 * Borrows pack, kernel and document for the call; readings live in the arena `kept`, which may be reset
 * only when they are given up, scratch in `arena`, which is asked once a window whether to stop:
 * SS_ERR_STOPPED. SS_ERR_MEMORY; SS_ERR_LIMIT past SS_MAX_ATTRIBUTIONS or SS_MAX_WINDOW_CUES cues in a
 * window: the readings up to there are valid, and no more will be made. Linear time. */
SS_MUST_USE ss_status ss_readings_extend(ss_arena *arena, ss_arena *kept, const ss_pack *pack, const ss_kernel *kernel,
                                         const ss_document *document, uint32_t settled, ss_readings *readings);

#endif
