/* phrase.h - a noun phrase without a name: its determiner, head, role and affiliation.
 * Floor: meaning. */
#ifndef SS_PHRASE_H
#define SS_PHRASE_H
#include "text/token.h"

typedef enum ss_determiner {
    SS_DETERMINER_NONE,       /* "officials" */
    SS_DETERMINER_DEFINITE,   /* "the", "this" */
    SS_DETERMINER_INDEFINITE, /* "a", "one" */
    SS_DETERMINER_POSSESSIVE, /* "his", "Hegseth's" */
    SS_DETERMINER_QUANTITY    /* "three", "some", "many" */
} ss_determiner;

typedef struct ss_phrase {
    ss_range range;       /* from the determiner to the end of the last "of ..." that belongs to it */
    ss_range core;        /* what stands between determiner or possessor and the first preposition */
    ss_range role;        /* the core up to its head, and an "of ..." without a name */
    ss_range affiliation; /* a proper noun that says of what: "NATO chief", "spokesman for Acme"; or empty */
    uint32_t head;        /* token of its head noun */
    uint32_t classes;     /* ss_lexeme_of the head */
    uint8_t determiner;   /* ss_determiner */
} ss_phrase;

/* Reads the noun phrase that starts at limit.first and goes no further than limit.end: at most to
 * the first mark, relative pronoun, verb or conjunction. False when there is no noun. Borrows
 * tokens. Linear in the phrase. */
bool ss_phrase_read(const ss_tokens *tokens, ss_range limit, ss_phrase *out);

/* A word in lower case that by its ending is somebody's trade: "biogeochemist", "locksmith". */
bool ss_phrase_is_trade(const ss_tokens *tokens, uint32_t token);

/* The proper noun inside a range of words that stand before a head: "U.S." of "U.S. Defense",
 * "Justice Department"; empty when there is none. */
ss_range ss_phrase_affiliation(const ss_tokens *tokens, ss_range before);

/* The noun phrase that a relative pronoun at `token` ("who", "which") stands for, found leftwards
 * in its sentence: "officials from the ministry" of "officials from the ministry, who said". Empty
 * when there is none. At most SS_PHRASE_REACH tokens are looked at. */
#define SS_PHRASE_REACH 14u
ss_range ss_phrase_before(const ss_tokens *tokens, ss_range sentence, uint32_t token);

#endif
