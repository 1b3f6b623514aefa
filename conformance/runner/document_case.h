/* document_case.h - cases that are a document: texts of the protocol, and measures of an engine.  Runner. */
#ifndef SC_DOCUMENT_CASE_H
#define SC_DOCUMENT_CASE_H
#include "match.h"
#include "shared.h"
#include "suite.h"

/* A case's document, as its case.json says it is sent. */
typedef struct sc_sending {
    sc_bytes data;
    Sayso__V1__Begin begin;
    Sayso__V1__OffsetUnit unit;
    Sayso__V1__Limits limits;
    bool alone; /* it has limits, or an exit code of its own */
} sc_sending;

const char *sc_sending_read(sc_pool *pool, const sc_case *one, sc_sending *out);

/* Face 0: the answer is what case.json's `done` says. Face 1: it is the same frames however the text is cut. Face 2: the
 * same places in each unit. */
sc_verdict sc_text_case(sc_shared *shared, sc_pool *pool, const sc_case *one, size_t face);

/* What a quality case came to. */
typedef struct sc_measure {
    sc_verdict verdict;
    double f1;
    bool has_f1; /* it demands one */
} sc_measure;

/* With `fix`, a case that fails gets an expected.txt of what came, for review. */
sc_measure sc_quality_case(sc_shared *shared, sc_pool *pool, const sc_case *one, bool fix);

/* expected.txt without what was missed and with what was not expected. False when it cannot be written. */
bool sc_fix_expected(sc_pool *pool, const sc_case *one, const sc_words *words, const sc_expectation *expectation, const sc_match *match,
                     const sc_answer *answer);

/* session.txt with what came in place of the field that the verdict is about. False when it cannot be written. */
bool sc_fix_session(sc_pool *pool, const sc_case *one, const sc_bytes *source, const sc_verdict *verdict);

#endif
