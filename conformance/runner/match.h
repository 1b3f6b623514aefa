/* match.h - pairs what a case expects with what a filter found.  Runner. */
#ifndef SC_MATCH_H
#define SC_MATCH_H
#include "answer.h"
#include "expectation.h"

#define SC_NO_MATCH SIZE_MAX

typedef struct sc_match {
    size_t *found;  /* [blocks] the attribution that answers a block, or SC_NO_MATCH; credits and speakers: 0 when they are right */
    bool *answers;  /* [attributions] whether one answers a block */
    size_t right, missed, wrong;
    double f1; /* 1 where nothing is expected and nothing found */
} sc_match;

/* The answer's spans are bytes. compare: bits of the keys that have to be right. O(blocks × attributions × words). */
sc_match sc_match_pair(sc_pool *pool, const sc_words *words, const sc_expectation *expectation, const sc_answer *answer, unsigned compare);

/* A speaker's name, white space folded; NULL for none. */
const char *sc_match_name(sc_pool *pool, const Sayso__V1__Speaker *speaker);

#endif
