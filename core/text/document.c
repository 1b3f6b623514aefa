#include "text/document.h"

ss_status ss_document_read(ss_arena *arena, const uint8_t *text, uint32_t length, ss_document *out)
{
    ss_document document;
    *out = (ss_document){0};
    ss_status status = ss_tokens_cut(arena, text, length, &document.tokens);
    if (status == SS_OK)
        status = ss_sentences_split(arena, &document.tokens, &document.sentences);
    if (status == SS_OK)
        status = ss_paragraphs_split(arena, &document.tokens, &document.paragraphs);
    if (status == SS_OK)
        status = ss_quotes_pair(arena, &document.tokens, &document.paragraphs, &document.quotes);
    if (status == SS_OK)
        status = ss_quote_places_find(arena, &document.tokens, &document.quotes, &document.place);
    if (status == SS_OK) {
        *out = document;
        out->operations = document.tokens.operations + document.sentences.operations + document.quotes.operations;
    }
    return status;
}
