/* cut.h - how much of a result an answer gives when it is limited.  Floor: plugin. */
#ifndef SS_CUT_H
#define SS_CUT_H
#include "base/arena.h"
#include "base/status.h"
#include "sayso.h"

typedef enum ss_cut_sort { SS_CUT_ATTRIBUTION, SS_CUT_CREDIT, SS_CUT_SPEAKER } ss_cut_sort;

/* Bytes that a format writes for the record at that index of its list; 0 without memory. */
typedef size_t ss_cut_measure(void *format, ss_cut_sort sort, uint32_t index);

/* 0 = no limit, of both. */
typedef struct ss_cut_limits {
    uint32_t attributions;
    uint32_t bytes;
} ss_cut_limits;

typedef struct ss_cut {
    uint32_t attributions; /* so many from the first on */
    uint32_t credits;
    const bool *speaker; /* [speaker_count], whether it is given, in the arena; NULL: all are */
    const char *limit;   /* NULL: nothing was cut; else the option that did it */
} ss_cut;

/* Gives attributions and credits in text order up to the first that does not fit, an attribution only
 * with its speaker and that one's members; then, when all fit, the other speakers as far as they do.
 * `measure` is asked only when bytes are limited. SS_ERR_MEMORY. Linear time. */
SS_MUST_USE ss_status ss_cut_make(ss_arena *arena, const sayso_result *result, ss_cut_limits limits, ss_cut_measure *measure,
                                  void *format, ss_cut *out);

#endif
