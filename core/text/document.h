/* document.h - a text read once: its tokens, sentences, paragraphs and quotations.  Floor: text. */
#ifndef SS_DOCUMENT_H
#define SS_DOCUMENT_H
#include "text/quote_place.h"
#include "text/sentence.h"
#include "text/token.h"

typedef struct ss_document {
    ss_tokens tokens;
    ss_parts sentences;
    ss_parts paragraphs;
    ss_quotes quotes;
    const uint8_t *place; /* [tokens.count] ss_quote_place */
    uint64_t operations; /* what reading it cost */
} ss_document;

/* Borrows text for as long as *out is used; *out lives in the arena and is zeroed on error.
 * SS_ERR_MEMORY. Linear time. */
SS_MUST_USE ss_status ss_document_read(ss_arena *arena, const uint8_t *text, uint32_t length, ss_document *out);

#endif
