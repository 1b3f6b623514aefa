/* kin.h - whose father, widow or lawyer somebody is.  Floor: meaning.
 *
 *     "her husband, Tom Roe," ──► tie: Ann Lee, husband, Tom Roe ──► "her husband", "the husband", "the widow" */
#ifndef SS_KIN_H
#define SS_KIN_H
#include "meaning/cast.h"

/* Ties that are remembered, the newest: of whom nothing was said for so long, nobody says "the widow". */
#define SS_KIN_TIES 64u

typedef struct ss_kin_tie {
    uint32_t owner;    /* entity whose it is */
    uint32_t entity;   /* SS_NO_ENTITY while only spoken of: "it killed her husband" */
    uint32_t sentence; /* of its newest mention */
    uint64_t modifier; /* hash of the words between owner and head, "second" of "his second son"; 0 = none */
    uint8_t relation;  /* what the entity is to the owner; see kin.c */
    uint8_t gender;    /* ss_gender of the word */
} ss_kin_tie;

/* Zeroed at first. */
typedef struct ss_kin {
    ss_kin_tie tie[SS_KIN_TIES]; /* a ring */
    uint32_t count;              /* ever added */
    uint32_t pronoun;            /* token + 1 of the newest "his", "her", "their" */
    uint32_t owner;              /* whom it means */
    uint32_t birth;              /* sentence + 1, the newest with "the daughter of Ann Lee" */
    uint32_t parent;             /* Ann Lee + 1, until the other parent is known */
    uint32_t child;
} ss_kin;

/* Notes whom a possessive pronoun means, and that "his son" is spoken of where such a word follows. */
void ss_kin_see_pronoun(ss_kin *self, const ss_cast *cast, uint32_t token, uint32_t entity);

/* Whom "his" before "brother" means where weights say an entity: not Tom, who is known as Bob's brother, but Bob.
 * O(SS_KIN_TIES). */
uint32_t ss_kin_owner(const ss_kin *self, const ss_cast *cast, const ss_mention *mention, uint32_t entity);

/* Notes a name that "his son" stands before: "his son, Tom Roe," "his son Tom". */
void ss_kin_see_name(ss_kin *self, const ss_cast *cast, uint32_t name);

/* Notes who "his father", a nominal whose head is such a word, is. */
void ss_kin_see_nominal(ss_kin *self, const ss_cast *cast, const ss_mention *mention, uint32_t entity);

/* Of "his son" in "his son, Tom Roe," or "Tom Roe, his son," the one whose name stands beside it; or SS_NO_ENTITY. */
uint32_t ss_kin_told(const ss_cast *cast, const ss_mention *mention);

/* Whether a nominal says whose it is, and that is known: then it is who ss_kin_find finds, or somebody new. */
bool ss_kin_is_owned(const ss_kin *self, const ss_cast *cast, const ss_mention *mention);

/* The one whom "his father", or "the father" where only one is near, means; SS_NO_ENTITY when that is not known.
 * O(SS_KIN_TIES). */
uint32_t ss_kin_find(const ss_kin *self, const ss_cast *cast, const ss_mention *mention, uint32_t sentence);

#endif
