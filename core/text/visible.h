/* visible.h - the text that a reader of a marked-up document sees, and where each byte of it stands in
 * the source.  Floor: text. */
#ifndef SS_VISIBLE_H
#define SS_VISIBLE_H
#include <stdint.h>
#include "base/arena.h"
#include "base/span.h"
#include "base/status.h"

/* A stretch of visible bytes that stand for a stretch of source bytes. It ends where the next one
 * begins; what lies beyond its source bytes is white space put between two stretches, which stands
 * for nothing. */
typedef struct ss_visible_run {
    uint32_t visible; /* its first byte in the visible text */
    uint32_t source;  /* its first byte in the source */
    uint32_t size;    /* source bytes << 1; + 1 when they stand for their character as a whole, as "&amp;"
                       * does, not byte for byte */
} ss_visible_run;

/* Runs ascend in both texts. A byte that stands for one byte equals it, but that white space around a
 * line break inside a paragraph is spaces. Paragraphs are parted by a blank line; there are no other line feeds. */
typedef struct ss_visible {
    const uint8_t *text; /* [length] */
    uint32_t length;
    const ss_visible_run *run; /* [count] */
    uint32_t count;
    uint64_t steps; /* bytes and entries that were looked at to make it, the measure of its cost */
} ss_visible;

/* The source from the first to the last character of a span of the visible text: markup in between is
 * inside, markup at its edges is not. An empty span, and one of nothing but added white space, is
 * empty. Keeps order: of two spans that do not overlap, the later one lies later in the source too.
 * Time logarithmic in the number of runs. */
ss_span ss_visible_span(const ss_visible *visible, ss_span span);

/* What is put between two stretches of visible text. */
typedef enum ss_visible_gap { SS_VISIBLE_TOGETHER, SS_VISIBLE_SPACE, SS_VISIBLE_PARAGRAPH } ss_visible_gap;

/* Makes a visible text from its start to its end. */
typedef struct ss_visible_writer {
    ss_arena *arena;
    uint8_t *text; /* [capacity], length of them written */
    uint32_t length;
    uint32_t capacity;
    ss_visible_run *run; /* [runs_capacity], count of them written */
    uint32_t count;
    uint32_t run_capacity;
    uint8_t gap; /* ss_visible_gap before what comes next */
} ss_visible_writer;

/* `expected` bytes are made room for. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_visible_begin(ss_visible_writer *writer, ss_arena *arena, uint32_t expected);

/* What comes next is parted at least so from what stands there; nothing is put before the first or
 * behind the last stretch. O(1). */
void ss_visible_part(ss_visible_writer *writer, ss_visible_gap gap);

/* Adds `length` bytes (borrowed) that stand byte for byte for those at `source`; line feeds become
 * spaces, white space at a paragraph's start is left out. Sources ascend from call to call. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_visible_copy(ss_visible_writer *writer, const uint8_t *bytes, uint32_t length, uint32_t source);

/* Adds a character that the bytes of `source`, at least one, stand for; a control character becomes a
 * space. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_visible_put(ss_visible_writer *writer, uint32_t code_point, ss_span source);

/* What was written, in the writer's arena. */
ss_visible ss_visible_end(const ss_visible_writer *writer);

#endif
