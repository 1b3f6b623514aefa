/* inner_quote.h - quotations inside a quotation, with who is quoted there.  Floor: meaning.
 *
 *     "My mother used to shout, 'Lock the gate,' and then she did," Enid Sallow said. */
#ifndef SS_INNER_QUOTE_H
#define SS_INNER_QUOTE_H
#include "base/arena.h"
#include "meaning/relation.h"
#include "text/document.h"

/* Right where the words before the inner quotation are a subject and a verb of speech. */
#define SS_INNER_CONFIDENCE 600u

/* Adds a relation for each quotation right inside an outermost one that a relation's content has, when a subject and
 * a verb of speech stand before it and no relation has its cue there. Only before token `read`. *relations stays in
 * text order, at most SS_MAX_ATTRIBUTIONS: SS_ERR_LIMIT when some were left out. SS_ERR_MEMORY. n log n in
 * relations, else linear. */
SS_MUST_USE ss_status ss_inner_quotes_add(ss_arena *arena, const ss_document *document, uint32_t read, ss_relations *relations);

#endif
