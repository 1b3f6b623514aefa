/* inflate.h - a document that comes as one zlib or gzip stream.  Floor: plugin. */
#ifndef SS_INFLATE_H
#define SS_INFLATE_H
#include "base/status.h"
#include "body.h"

typedef struct ss_inflater ss_inflater;

/* NULL without memory. */
ss_inflater *ss_inflater_create(void);

/* Takes the next bytes of the stream, cut anywhere, and adds what they hold to the body. Faults may
 * be seen a little after the bytes that caused them, but are the same however the stream is cut.
 * SS_ERR_LIMIT when the body's cap is passed; SS_ERR_INVALID_TEXT when the stream is broken or is followed by more,
 * with error->at a byte of the stream; SS_ERR_MEMORY. After an error nothing more may be fed. */
SS_MUST_USE ss_status ss_inflater_feed(ss_inflater *inflater, const uint8_t *bytes, size_t length, ss_body *body,
                                       ss_error *error);

/* The stream is whole: as feed, and SS_ERR_INVALID_TEXT when it has not come to its end. */
SS_MUST_USE ss_status ss_inflater_finish(ss_inflater *inflater, ss_body *body, ss_error *error);

void ss_inflater_free(ss_inflater *inflater); /* NULL is fine */

#endif
