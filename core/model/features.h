/* features.h - what the network sees of a token.  Floor: model.
 *
 * Nothing here is learned, and training reads these same numbers (core/train/features.c), so that
 * what a network was trained on is what it meets. */
#ifndef SS_FEATURES_H
#define SS_FEATURES_H
#include <stdint.h>
#include "text/document.h"

typedef enum ss_letter_case {
    SS_CASE_NONE,        /* no letter at its start */
    SS_CASE_LOWER,
    SS_CASE_CAPITALISED,
    SS_CASE_UPPER,       /* two letters or more, none of them lower case */
    SS_CASES
} ss_letter_case;

/* The place, the gap before and the case as one number, so that a table can learn their interplay. */
#define SS_CONTEXTS ((uint32_t)SS_QUOTE_PLACES * 4u * (uint32_t)SS_CASES)

/* Hashes are FNV-1a of the folded text, mixed (murmur3's finaliser) so that any bits of them serve. */
typedef struct ss_token_features {
    uint32_t word;    /* the whole folded token */
    uint32_t prefix;  /* its first three characters */
    uint32_t suffix;  /* its last three characters */
    uint32_t ending;  /* its last two characters */
    uint32_t shape;   /* "Xx", "dd", "x-x": runs of a class cut at two, of the first 12 characters */
    uint16_t context; /* < SS_CONTEXTS */
} ss_token_features;

/* Fills out[i - range.first] for the tokens of the range. Linear. */
void ss_features_extract(const ss_document *document, ss_range range, ss_token_features *out);

#endif
