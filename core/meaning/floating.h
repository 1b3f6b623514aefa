/* floating.h - quotations that no relation claims: tied to a speaker by the page's layout (tie.h), or records without a
 * cue.  Floor: meaning. */
#ifndef SS_FLOATING_H
#define SS_FLOATING_H
#include "base/arena.h"
#include "meaning/never_quote.h"
#include "meaning/relation.h"
#include "text/document.h"

/* Words that make a quotation more than an emphasis. */
#define SS_FLOATING_WORDS 4u

/* What is less sure than nearly all that the network reads. */
#define SS_FLOATING_CONFIDENCE 300u

/* Adds a relation for every quotation of at least SS_FLOATING_WORDS words that no relation claims and that is no title,
 * scare quote or modifier of a noun, nor in `never`; one that is left open and reopened in the next paragraph is one
 * relation with it. It has runs_on where the quotation before it goes on: in the next paragraph, which is no more than the
 * answer to no question, or in the same or next sentence of its own paragraph. Only quotations inside one window of the
 * network (which has at most window_tokens), of those that end at or before token `read`; one that may yet be claimed or
 * go on when more text is read is marked `unsettled`, the others stay. *relations stays in text order, at most
 * SS_MAX_ATTRIBUTIONS of them: SS_ERR_LIMIT when some were left out for that. SS_ERR_MEMORY, SS_ERR_STOPPED.
 * O(n log n) in relations and quotations. */
SS_MUST_USE ss_status ss_floating_add(ss_arena *arena, const ss_document *document, const ss_stretches *never,
                                      uint32_t read, uint32_t window_tokens, ss_relations *relations);

/* Gives each relation that runs on the speaker of the other; after the speakers have been resolved. */
void ss_floating_speak(ss_relations *relations);

#endif
