/* answer.h - what a filter sent about one document.  Runner. */
#ifndef SC_ANSWER_H
#define SC_ANSWER_H
#include <stdbool.h>
#include "field.h"
#include "filter.h"
#include "pool.h"
#include "sayso.pb-c.h"
#include "text.h"

/* Records are borrowed from the frames they came in. */
typedef struct sc_answer {
    Sayso__V1__Attribution **attribution; /* [attribution_count] as they came */
    size_t attribution_count;
    Sayso__V1__Speaker **speaker; /* [speaker_count] the latest of each id, in the order of their first */
    size_t speaker_count;
    Sayso__V1__Credit **credit; /* [credit_count] */
    size_t credit_count;
    const Sayso__V1__Done *done; /* NULL before it came */
    uint64_t bytes;              /* of its Annotations and Speakers, lengths included */
    sc_bytes frames;             /* all, without document id and elapsed_us: what rule D4 compares */
} sc_answer;

/* Adds a frame of the document. */
void sc_answer_add(sc_pool *pool, sc_answer *answer, const sc_frame *frame);

/* The speaker of this id, or NULL. */
const Sayso__V1__Speaker *sc_answer_speaker(const sc_answer *answer, uint32_t id);

/* Turns all spans from the unit to bytes, in place. NULL, or which one is no place of the text. */
const char *sc_answer_to_bytes(sc_pool *pool, sc_answer *answer, const sc_text *text, Sayso__V1__OffsetUnit unit);

/* What spans cover, once they are bytes, joined by one blank. */
sc_value sc_answer_slice(sc_pool *pool, const sc_text *text, Sayso__V1__Span *const *span, size_t count);

/* Whether both answers are the same frames, byte for byte, but for the document's id and elapsed_us. */
bool sc_answer_same_frames(const sc_answer *one, const sc_answer *other);

/* Whether both answers hold the same records, merged speakers followed. NULL, or the first that differs. */
const char *sc_answer_compare(sc_pool *pool, const sc_answer *one, const sc_answer *other);

#endif
