/* act_lexicon.h - what each cue word does, by the frame it stands in.  Floor: meaning. */
#ifndef SS_ACT_LEXICON_H
#define SS_ACT_LEXICON_H
#include <stddef.h>
#include <stdint.h>
#include "meaning/relation.h"

/* Beside ss_act: words that decide nothing by themselves. */
enum {
    SS_ACT_LIGHT = 20,    /* the next word of the cue decides: "expressed fear", "tried to explain"; alone a STATEMENT */
    SS_ACT_NEGATES = 21,  /* the next word decides, and is negated: "failed to say" */
    SS_ACT_REFUSES = 22,  /* of a STATEMENT word next: that, negated ("declined to comment"); else a REFUSAL */
    SS_ACT_WEAK = 32,     /* added: holds unless a later word of the cue decides: "seemed", but "seemed to praise" */
    SS_ACT_NEGATIVE = 64, /* added: the word says no in itself: "unaware" */
    SS_ACT_POSITIVE = 128 /* added: a "no" before it is spent: "has no doubt" */
};

#define SS_ACT_VALUE_MASK 31u

/* A frame is one of
 *   ""         whatever stands around the word
 *   "out of"   these words follow, adverbs and one object pronoun allowed before them ("ruled it out"),
 *              or a single one ends the cue ("called on Monday for")
 *   "* to"     the same after one to nine words that begin no clause of their own ("asked the mayor to")
 *   "wh"       a question's clause follows, perhaps after whom is asked: "asked him whether"
 *   "to do"    an infinitive follows: "called to reject", but not "a call to the minister"
 *   "ing"      a gerund follows: "suggested cutting"
 *   "direct"   the content begins with a quotation mark
 *   "<no"      this word stands up to two words before it
 *   "@court"   the source is a court, judge or jury; "@document": a report, study, poll ...  */
typedef struct ss_act_rule {
    const char *lemma;
    const char *frame;
    uint8_t act; /* ss_act or one of the above, flags added */
} ss_act_rule;

typedef struct ss_act_rules {
    const ss_act_rule *rule; /* [count], static */
    uint32_t count;          /* 0: the lemma is none of a cue */
} ss_act_rules;

/* The rules of a lemma, in the order in which they are tried. O(log lexicon). */
ss_act_rules ss_act_lexicon_find(const char *lemma, size_t length);

/* The whole table, for tests of its order. */
ss_act_rules ss_act_lexicon_all(void);

/* "said" -> "say"; NULL for a form that is not in the list. O(log list). */
const char *ss_act_lexicon_irregular(const char *form, size_t length);

#endif
