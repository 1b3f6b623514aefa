/* sentence.h - group tokens into sentences and paragraphs.  Floor: text. */
#ifndef SS_SENTENCE_H
#define SS_SENTENCE_H
#include "base/arena.h"
#include "text/token.h"

/* Part i holds tokens [first[i], first[i + 1]); first[count] == number of tokens. */
typedef struct ss_parts {
    const uint32_t *first; /* [count + 1], ascending; lives in the arena */
    uint32_t count;        /* 0 only when there are no tokens */
    uint64_t operations;   /* tokens that were looked at to find them */
} ss_parts;

/* Borrow tokens for the call; *out lives until the arena is reset, and is zeroed on error.
 * A sentence never crosses a paragraph's border, and its closing marks (quotation marks, brackets)
 * belong to it; a full stop after an abbreviation or initial ends none unless what follows says so;
 * nothing ends before a lower-case word ("Why?" he asked.), and ":" and ";" end nothing.
 * SS_ERR_MEMORY. Linear time, no recursion; equal tokens give equal output on every machine. */
SS_MUST_USE ss_status ss_sentences_split(ss_arena *arena, const ss_tokens *tokens, ss_parts *out);
SS_MUST_USE ss_status ss_paragraphs_split(ss_arena *arena, const ss_tokens *tokens, ss_parts *out);

/* The part that holds a token (< number of tokens). O(log count). */
uint32_t ss_part_of(const ss_parts *parts, uint32_t token);

#endif
