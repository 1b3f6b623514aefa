/* status.h - what a call of the core may answer.  Floor: base. */
#ifndef SS_STATUS_H
#define SS_STATUS_H

typedef enum ss_status {
    SS_OK = 0,
    SS_ERR_MEMORY = -1,       /* malloc failed or the arena's budget is spent */
    SS_ERR_LIMIT = -2,        /* a limit of base/limits.h was reached */
    SS_ERR_INVALID_TEXT = -3, /* a bad UTF-8 sequence where strict text was asked for */
    SS_ERR_BAD_MODEL = -4,    /* a model file that is not one, or not one of this version */
    SS_ERR_BAD_PATTERN = -5,  /* a pattern that does not compile, or whose match hit its limits */
    SS_ERR_STOPPED = -6,      /* the caller's stop flag was raised */
    SS_ERR_INTERNAL = -7      /* an invariant of our own does not hold */
} ss_status;

/* Where input can be bad, what was wrong with it and where.  `what` is a constant sentence,
 * never allocated; `at` is a byte position in the input that the function was given. */
typedef struct ss_error {
    ss_status status;
    const char *what;
    unsigned long long at;
} ss_error;

#define SS_MUST_USE __attribute__((warn_unused_result))

#endif
