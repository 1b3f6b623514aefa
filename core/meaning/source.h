/* source.h - the sources of all relations in text order, and what each stands in.  Floor: meaning. */
#ifndef SS_SOURCE_H
#define SS_SOURCE_H
#include "meaning/mention.h"
#include "meaning/relation.h"

#define SS_NO_RELATION UINT32_MAX

typedef struct ss_source {
    ss_range range;     /* trimmed, not empty */
    uint32_t relation;  /* index */
    uint32_t holder;    /* index of the innermost other relation whose content holds it, SS_NO_RELATION */
    bool quoted;        /* it stands inside a quotation */
} ss_source;

typedef struct ss_sources {
    const ss_source *source; /* [count], by range.first, then by relation */
    const ss_range *range;   /* [count], the same ranges */
    const ss_range *quote;   /* [quote_count] the outermost quotations, ascending */
    const uint32_t *quoting; /* [quote_count] the relation whose speaker says it, SS_NO_RELATION */
    uint32_t count;
    uint32_t quote_count;
} ss_sources;

/* Takes of each relation the first fragment of its source. *out lives in the arena, zeroed on
 * error. SS_ERR_MEMORY. O(n log n) in sources and contents. */
SS_MUST_USE ss_status ss_sources_gather(ss_arena *arena, const ss_document *document, const ss_relations *relations,
                                        ss_sources *out);

/* Whether a token stands inside a quotation. O(log quotations). */
bool ss_sources_quote(const ss_sources *sources, uint32_t token);

/* The relation whose speaker says the whole sentences that a token stands in; SS_NO_RELATION where there are none, or only
 * words of a sentence: 'called it "his own"'. O(log quotations). */
uint32_t ss_sources_quoting(const ss_sources *sources, uint32_t token);

#endif
