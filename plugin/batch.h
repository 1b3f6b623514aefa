/* batch.h - all records of one document: cut to its limits, batched into frames.  Floor: plugin. */
#ifndef SS_BATCH_H
#define SS_BATCH_H
#include "base/arena.h"
#include "base/status.h"
#include "job.h"
#include "record.h"
#include "reply.h"

/* A frame is sent once its records reach so many bytes; one larger record has a frame of its own. Not
 * the agreed max_frame_bytes, so that the frames of a document are the same under all of them. */
#define SS_BATCH_BYTES (64u << 10)

/* What a record may take; the smallest max_frame_bytes is larger. The caps of the schema keep it so. */
#define SS_RECORD_MOST_BYTES (192u << 10)

/* Takes the packet over; false when nobody reads any more. */
typedef bool ss_batch_put(void *receiver, ss_packet *packet);

/* Sends the records of a result, Annotations first, then Speakers, in text order and up to the job's
 * limits: an attribution is sent only with its speaker and that one's members. *counts says how many;
 * *limit is NULL, or names the limit that cut them. Uses scratch and frame as it likes, and resets both.
 * SS_ERR_MEMORY, SS_ERR_INTERNAL, SS_ERR_STOPPED when put answered false; some packets are then put. Linear time. */
SS_MUST_USE ss_status ss_batch_send(const ss_job *job, const sayso_annotator *annotator, const sayso_result *result,
                                    ss_arena *scratch, ss_arena *frame, ss_batch_put *put, void *receiver,
                                    ss_counts *counts, const char **limit);

#endif
