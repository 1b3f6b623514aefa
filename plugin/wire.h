/* wire.h - one pass over a message's bytes before anything is unpacked.  Floor: plugin.
 *
 * protobuf-c has no bound on nesting and makes a struct of every two bytes of an empty sub-message,
 * 40 to 80 bytes of memory a byte read. What this pass lets through it unpacks in bounded memory. */
#ifndef SS_WIRE_H
#define SS_WIRE_H
#include <protobuf-c/protobuf-c.h>
#include <stddef.h>
#include <stdint.h>
#include "base/status.h"
#include "limit.h"

typedef struct ss_wire_report {
    uint32_t fields;     /* how many were seen */
    size_t at;           /* of a fault: the first byte of the field that is wrong */
    const char *message; /* NULL without a fault, else a constant sentence */
} ss_wire_report;

/* Checks nesting, the number of fields, lengths, varints, and the wire type of each field that
 * `type` and its sub-messages know. Unknown fields are passed over. SS_ERR_LIMIT past SS_WIRE_MAX_NESTING or
 * SS_WIRE_MAX_FIELDS,
 * SS_ERR_INVALID_TEXT when the bytes are no message of this type. Linear time, no recursion, no memory. */
SS_MUST_USE ss_status ss_wire_check(const ProtobufCMessageDescriptor *type, const uint8_t *bytes, size_t length,
                                    ss_wire_report *report);

#endif
