/* limit.h - every bound of the plugin, each with its reason.  Floor: plugin.
 *
 * The core's are in base/limits.h. Those that Hello and options set are ss_limits of agreement.h. */
#ifndef SS_LIMIT_H
#define SS_LIMIT_H
#include <stddef.h>
#include "base/limits.h"

/* ---- frames ---------------------------------------------------------------------------------- */

/* Before Hello: an honest one has some hundred bytes. A longer frame is FRAME. */
#define SS_FRAME_FIRST_CAP (64u << 10)

/* A length is a varint of 32 bits. */
#define SS_FRAME_PREFIX_BYTES 5u

/* After Hello, without a wish, 4 MiB. Not under 256 KiB: every record fits in 192 KiB. Not over 16 MiB, what the
 * largest document fits in: a frame stands in memory twice while it is unpacked. */
#define SS_FRAME_DEFAULT_BYTES (4u << 20)
#define SS_FRAME_LEAST_BYTES (256u << 10)
#define SS_FRAME_MOST_BYTES (16u << 20)

/* Messages inside messages: the schema's deepest are the Speakers, Speaker, Phrase and Span inside a PluginFrame.
 * Past it PARSE. */
#define SS_WIRE_MAX_NESTING 4u

/* Fields of a frame over all its messages, unknown ones and each element of a packed list counted: an honest
 * host's Hello has some twenty. Past it PARSE. */
#define SS_WIRE_MAX_FIELDS 4096u

/* What unpacking a frame may take: its own size once more, for the texts that protobuf-c copies, room for
 * its structs, and for each field what protobuf-c keeps about it (a scanned member in a table that
 * doubles, an unknown field's record, or the largest sub-message). */
#define SS_UNPACK_BYTES (64u << 10)
#define SS_UNPACK_BYTES_A_FIELD 256u

/* ---- documents ------------------------------------------------------------------------------- */

/* The core reads no longer ones. Past it TOO_LARGE. */
#define SS_DOCUMENT_MOST_BYTES SS_MAX_DOCUMENT_BYTES

/* A document in the queue counts at least so many bytes: what it costs to hold an empty one, rounded up. */
#define SS_JOB_LEAST_BYTES 4096u

/* Four documents of the largest size, or 16,384 of the smallest that counts; an option may ask for up to 1 GiB,
 * which makes the queue's ring 2 MiB. Past it the plugin stops reading. */
#define SS_QUEUED_DEFAULT_BYTES (64u << 20)
#define SS_QUEUED_MOST_BYTES (1u << 30)

/* A media type or language tag, without the byte that ends it in memory: RFC 6838 allows 127 bytes for a type and a
 * subtype together with their slash, and parameters are short. A longer one is UNSUPPORTED. */
#define SS_TAG_MOST_BYTES 255u

/* A streamed document is looked at when it has so many bytes, for nothing is final before, and then each time it has
 * grown by this share of itself: each look reads all tokens again, nine times the text over all. */
#define SS_SETTLE_FIRST_BYTES SS_DECISION_BYTES
#define SS_SETTLE_GROWTH_SHARE 8u

/* ---- answers --------------------------------------------------------------------------------- */

/* As many as the core makes. Past it LIMIT. */
#define SS_ATTRIBUTIONS_MOST SS_MAX_ATTRIBUTIONS

/* So many attributions, each with some 250 bytes of text; an option may ask for up to 1 GiB. Past it LIMIT. */
#define SS_ANSWER_DEFAULT_BYTES (64u << 20)
#define SS_ANSWER_MOST_BYTES (1u << 30)

/* A frame is sent once its records reach so many bytes; one larger record has a frame of its own. Not
 * the agreed max_frame_bytes, so that the frames of a document are the same under all of them. */
#define SS_BATCH_BYTES (64u << 10)

/* What a record may take; the smallest max_frame_bytes is larger. The caps of the schema keep it so. */
#define SS_RECORD_MOST_BYTES (192u << 10)

/* The texts of one record, past which they are left out (text_omitted): the record then still fits in any frame. */
#define SS_RECORD_TEXT_BYTES (64u << 10)

/* Of a phrase's text, so much is given, cut before a character: as much as of a name. */
#define SS_PHRASE_TEXT_BYTES SS_MAX_NAME_BYTES

/* Answers that workers may have waiting for the writer; past it they wait too, but for the one whose
 * document is first and has nothing waiting. Keeps a host that does not read from filling memory. */
#define SS_QUEUE_ANSWER_BYTES (4u << 20)

/* The messages of one frame: its text is borrowed, and the structs of the smallest records, some 25 bytes on
 * the wire, take sixteen times that. The other arena holds a byte a speaker. */
#define SS_FRAME_BUDGET (8u << 20)
#define SS_PLAN_BUDGET (4u << 20)

/* ---- the command ------------------------------------------------------------------------------ */

/* What is read of a file to see whether it is compressed: deflated bytes that pass for UTF-8 this long do not
 * happen. */
#define SS_LOOKED_AT_BYTES 512u

/* Of a document: its lines in the table (at most 64 MiB), and a text of it made valid (48 MiB, and as much again while
 * it grows). */
#define SS_ANSWER_BUDGET (256u << 20)

/* Of one answer while it waits for its turn: ten times an ordinary article's. Past it its worker waits. */
#define SS_PLACE_BYTES (256u << 10)

/* Answers that wait while an earlier one is slow, for each worker. */
#define SS_PLACES_A_JOB 16u

/* The outputs of all files: a path is 4 KiB at most, and a command line some MiB. */
#define SS_NAMES_BUDGET (256u << 20)

/* The longest id of a line, as it stands there: some hundred times a UUID. It is kept beside the document and written
 * again. Past it BAD_DATA. */
#define SS_REQUEST_ID_MOST_BYTES 4096u

/* Objects and arrays inside one another, the line's own counted, and values in a line: keys that are not
 * ours may hold anything, but a value takes up to a hundred bytes of memory, and each level a call. Past
 * them BAD_DATA. */
#define SS_REQUEST_MOST_DEPTH 16u
#define SS_REQUEST_MOST_VALUES 4096u

/* The longest line for documents of so many bytes: JSON may write each as "\u0041", and the rest is for its
 * other keys. Past it TOO_LARGE. */
#define SS_REQUEST_REST_BYTES 65536u
#define SS_REQUEST_LINE_BYTES(document_bytes) ((size_t)(document_bytes) * 6 + SS_REQUEST_REST_BYTES)

/* A line's memory past it is not kept for the next one. */
#define SS_LINE_KEPT_BYTES (1u << 20)

/* ---- the process ----------------------------------------------------------------------------- */

/* Workers: the cores of a large machine; each may need the core's budget for a document. */
#define SS_JOBS_MOST 64

/* No thread of ours nests deep; the engine's working set is in its arena. */
#define SS_THREAD_STACK_BYTES (1u << 20)

/* Memory in pieces from here on is given back to the system when it is freed, so that one large document does not
 * hold it from the next. */
#define SS_GIVEN_BACK_BYTES (256 << 10)

/* Once reading has been halted, a host that takes nothing for so long is given up: the protocol's figure. */
#define SS_WRITER_PATIENCE_MS 5000

#endif
