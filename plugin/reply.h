/* reply.h - the plugin's frames, each packed and ready to be written.  Floor: plugin. */
#ifndef SS_REPLY_H
#define SS_REPLY_H
#include "agreement.h"
#include "fault.h"
#include "job.h"
#include "packet.h"
#include "sayso.pb-c.h"

/* What a Done says beside its job's outcome. */
typedef struct ss_counts {
    uint32_t attributions;
    uint32_t speakers;
    uint32_t credits;
    uint32_t replaced_sequences;
} ss_counts;

/* Each makes a packet for the caller to hand on or free; NULL without memory. What they are given is
 * borrowed for the call. */
ss_packet *ss_reply_hello_ack(const ss_agreement *agreement, const sayso_model *model);
ss_packet *ss_reply_pong(uint64_t nonce);
ss_packet *ss_reply_error(const ss_fault *fault);
ss_packet *ss_reply_annotations(uint32_t doc, Sayso__V1__Annotations *annotations);
ss_packet *ss_reply_speakers(uint32_t doc, Sayso__V1__Speakers *speakers);
ss_packet *ss_reply_done(uint32_t doc, const ss_outcome *outcome, const ss_counts *counts, uint64_t elapsed_us);

#endif
