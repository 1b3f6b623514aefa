/* summary.h - what stands below the table for a person: speakers and credits.  Floor: plugin. */
#ifndef SS_SUMMARY_H
#define SS_SUMMARY_H
#include "format/page.h"

/* Speakers that own an attribution, the busiest first, those of equal counts as they come. */
typedef struct ss_share {
    uint32_t speaker; /* index of the result's speakers */
    uint32_t count;   /* attributions */
} ss_share;

typedef struct ss_tally {
    const ss_share *share; /* [count], lives in the answer's arena */
    uint32_t count;
} ss_tally;

/* SS_ERR_MEMORY. n log n in the speakers. */
SS_MUST_USE ss_status ss_tally_make(const ss_page *page, ss_tally *out);

/* The lines below the table: who spoke how often and what he is; then the credits. */
void ss_summary_put_speakers(const ss_page *page, const ss_tally *tally);
void ss_summary_put_credits(const ss_page *page);

#endif
