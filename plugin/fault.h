/* fault.h - what ends a session: a frame that breaks the protocol, where and how.  Floor: plugin. */
#ifndef SS_FAULT_H
#define SS_FAULT_H
#include <stdint.h>

/* The values are those of ErrorCode in proto/sayso.proto. */
typedef enum ss_fault_code {
    SS_FAULT_NONE = 0,
    SS_FAULT_FRAME = 1,
    SS_FAULT_PARSE = 2,
    SS_FAULT_EMPTY = 3,
    SS_FAULT_HELLO = 4,
    SS_FAULT_SEQUENCE = 5,
    SS_FAULT_DOC_ID = 6
} ss_fault_code;

typedef struct ss_fault {
    ss_fault_code code;
    uint64_t at;         /* byte of the host's stream */
    const char *message; /* a constant sentence: what and what to do */
} ss_fault;

#endif
