/* sort.h - what sort of organisation a word of its name, or of a description, tells.  Floor: meaning. */
#ifndef SS_SORT_H
#define SS_SORT_H
#include "meaning/cast.h"

/* As bits: a "bloc" may be an alliance or a union. */
enum {
    SS_SORT_FIRM = 1 << 0,     /* "company", "Inc." */
    SS_SORT_TEAM = 1 << 1,     /* "club", "FC" */
    SS_SORT_SCHOOL = 1 << 2,   /* "college", "University" */
    SS_SORT_COURT = 1 << 3,    /* "tribunal" */
    SS_SORT_ASSEMBLY = 1 << 4, /* "parliament", "council" */
    SS_SORT_OFFICE = 1 << 5,   /* "ministry", "Agency" */
    SS_SORT_STATE = 1 << 6,    /* "government", "administration" */
    SS_SORT_ALLIANCE = 1 << 7,
    SS_SORT_PRESS = 1 << 8,    /* "newspaper", "Times" */
    SS_SORT_FORCE = 1 << 9,    /* "police", "Army" */
    SS_SORT_CHURCH = 1 << 10,
    SS_SORT_HOUSE = 1 << 11,   /* "hospital", "museum", "theatre" */
    SS_SORT_SOCIETY = 1 << 12, /* "charity", "foundation", "association" */
    SS_SORT_PARTY = 1 << 13,   /* "movement" */
    SS_SORT_UNION = 1 << 14,   /* "league", "federation" */
    SS_SORT_ANY = (1 << 15) - 1
};

/* Of the words of a name, its last word that tells one; 0 when none does. O(words). */
uint32_t ss_sort_of_name(const ss_tokens *tokens, ss_range name);

/* Of a name that is known everywhere though no word of it tells: "NATO"; 0 for others. O(1). */
uint32_t ss_sort_of_known(const ss_tokens *tokens, ss_range name);

/* "The Mets": a name in the plural, mostly a team's. */
bool ss_sort_is_plural_name(const ss_cast *cast, const ss_entity *entity);

/* Of the head of "the company"; 0 for what any may be: "the group". O(1). */
uint32_t ss_sort_of_head(const ss_tokens *tokens, uint32_t head);

#endif
