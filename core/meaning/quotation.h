/* quotation.h - contents and quotations agree: whole quotations, over paragraphs too.  Floor: meaning. */
#ifndef SS_QUOTATION_H
#define SS_QUOTATION_H
#include "meaning/relation.h"

/* Completes the contents of relations:
 * - a content that has at least half of the words of a quotation that no other relation touches, whose cue stands
 *   outside, has the whole of it;
 * - a content that reaches the end of a quotation left open has what later paragraphs reopen, as fragments of
 *   their own, and one that begins where a quotation is reopened has the paragraphs before, as long as no
 *   other relation touches them. At most SS_MAX_CONTENT_SPANS fragments.
 *
 * `read` is the token up to which relations have been made. A relation whose content text past it may still change is
 * marked `unsettled`. Only outermost quotations count. Contents that change are written anew in the arena.
 * SS_ERR_MEMORY. Linear in tokens and relations. */
SS_MUST_USE ss_status ss_quotations_complete(ss_arena *arena, const ss_document *document, uint32_t read,
                                             ss_relations *relations);

#endif
