/* audit.h - what every answer must keep to, whatever the case is about.  Runner. */
#ifndef SC_AUDIT_H
#define SC_AUDIT_H
#include "answer.h"
#include "pool.h"

/* A document as a host knows it. */
typedef struct sc_document {
    uint32_t id;
    Sayso__V1__Begin begin;
    sc_bytes data; /* as sent */
    bool ended;    /* its End or Cancel was sent */
    sc_text *text; /* inflated, once the answer is whole */
    sc_answer answer;
} sc_document;

/* Checks a whole answer in the session's unit and turns its spans to bytes. NULL, or what breaks a rule, and which. */
const char *sc_audit_answer(sc_pool *pool, sc_document *document, Sayso__V1__OffsetUnit unit);

/* Checks a frame of a document that has not ended. NULL, or what breaks a rule. */
const char *sc_audit_early(const sc_frame *frame, bool streams);

#endif
