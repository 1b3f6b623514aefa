/* query.h - a cue asks the tokens around it: what they are relative to it.  Floor: model. */
#ifndef SS_QUERY_H
#define SS_QUERY_H
#include "base/span.h"
#include "text/document.h"

/* Tokens of its paragraph before and after a cue that are asked: 99 of 100 sources and contents of
 * real news lie inside. */
#define SS_QUERY_BEFORE 96u
#define SS_QUERY_AFTER 128u

/* What the cues of a document may ask: this many times its tokens, news has 1.5; and what earlier windows left
 * unasked, up to SS_QUERY_SAVED tokens, which a document also begins with. Within a window its cues share alike.
 * A page of dense dialogue is asked in full; the time of a text that is nothing but cues is bounded. */
#define SS_QUERY_ASKED_A_TOKEN 3u
#define SS_QUERY_SAVED 4096u

#define SS_DISTANCE_CLASSES 48u /* 0 within the cue, 1.. after it, 24.. before it */
#define SS_SENTENCE_CLASSES 7u  /* sentences away, -3..3, plus 3 */
#define SS_BETWEEN_CLASSES 5u   /* how many lie between the token and the cue, at most 4 */

/* Per token of a query, rows of the query stage's tables in the order of ss_query_table. */
typedef struct ss_query_features {
    uint8_t row[5];
} ss_query_features;

/* A cue and the tokens it asks: those of its paragraph's piece in the window, near it. */
typedef struct ss_query {
    ss_range cue;
    ss_range asked;
} ss_query;

/* What is counted between a token and its cue. */
bool ss_query_counts_comma(const ss_tokens *tokens, uint32_t token);
bool ss_query_counts_quote(const ss_tokens *tokens, uint32_t token); /* double quotation marks of any script */

/* most: tokens that may be asked beside the cue's own, three sevenths of them before it. */
ss_query ss_query_at(ss_range cue, ss_range paragraph, uint32_t most);

/* What lies before each token of a window counts: prefix sums that all its queries share. */
typedef struct ss_query_context {
    const ss_document *document;
    ss_range window;
    const uint32_t *sentence; /* [window length] the sentence of each token */
    const uint16_t *commas;   /* [window length + 1] in window tokens before i */
    const uint16_t *quotes;   /* [window length + 1] double quotation marks, likewise */
    const uint16_t *cues;     /* [window length + 1] cue starts, likewise */
} ss_query_context;

/* out: [asked.end - asked.first]. */
void ss_query_features_extract(const ss_query_context *context, const ss_query *query, ss_query_features *out);

#endif
