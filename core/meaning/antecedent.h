/* antecedent.h - whom a pronoun or a noun phrase without a name means.  Floor: meaning.
 *
 *     mention ──► candidates that could be meant ──► what is known of each (ss_feature) ──► score ──► the best, if clear */
#ifndef SS_ANTECEDENT_H
#define SS_ANTECEDENT_H
#include "meaning/cast.h"

/* What is known of one candidate for one mention; 1 or 0 where nothing else is said. The order is that of the
 * weights file: a change asks for new weights. */
typedef enum ss_feature {
    SS_FEATURE_BIAS, /* 8 */
    /* the mention */
    SS_FEATURE_HE,
    SS_FEATURE_SHE,
    SS_FEATURE_THEY,
    SS_FEATURE_IT,
    SS_FEATURE_REFLEXIVE,
    SS_FEATURE_HERE_SUBJECT,
    SS_FEATURE_HERE_OBJECT,
    SS_FEATURE_HERE_OBLIQUE,
    SS_FEATURE_HERE_POSSESSOR,
    SS_FEATURE_HERE_QUOTED,
    SS_FEATURE_HERE_SOURCE,
    SS_FEATURE_HERE_FIRST,   /* of its sentence */
    SS_FEATURE_HERE_AND,     /* "and" or a comma stands before it */
    SS_FEATURE_HERE_THAT,    /* the nearest subordinator before it is "that" */
    SS_FEATURE_HERE_WHO,     /* ... a relative pronoun */
    SS_FEATURE_HERE_WHEN,    /* ... of time */
    SS_FEATURE_HERE_WHY,     /* ... another one */
    SS_FEATURE_RIVALS,       /* other candidates that fit, at most 6 */
    SS_FEATURE_NEAR_RIVALS,  /* those in this sentence and the two before */
    SS_FEATURE_DEFINITE,     /* of nominals */
    SS_FEATURE_OWN,
    SS_FEATURE_BARE,
    SS_FEATURE_WORDS,        /* at most 6 */
    SS_FEATURE_PERSON,
    SS_FEATURE_ORGANISATION,
    SS_FEATURE_GROUP,
    SS_FEATURE_LEADS,        /* "the chief" */
    /* the candidate's newest mention */
    SS_FEATURE_FUNCTION,     /* 8: one for each ss_function */
    SS_FEATURE_NAME = SS_FEATURE_FUNCTION + 8,
    SS_FEATURE_PRONOUN,
    SS_FEATURE_NOMINAL,
    SS_FEATURE_PARALLEL,     /* the same function as here */
    SS_FEATURE_SAME_SENTENCE,
    SS_FEATURE_LAST_SENTENCE,
    SS_FEATURE_SENTENCES,    /* between, at most 8 */
    SS_FEATURE_TOKENS,       /* between, log2, at most 10 */
    SS_FEATURE_PARAGRAPHS,   /* between, at most 4 */
    SS_FEATURE_QUOTED,
    SS_FEATURE_LEFTMOST,     /* nobody who fits stands before it in its sentence */
    SS_FEATURE_THE,          /* "the" stands before it: "the Waimea electorate" */
    SS_FEATURE_TAGGED,       /* it ends with what the tags take for a name */
    SS_FEATURE_SPOKE,        /* it is a source */
    SS_FEATURE_NEWEST,       /* of those that fit */
    SS_FEATURE_NEWER,        /* that fit, at most 5 */
    /* all its mentions */
    SS_FEATURE_MENTIONS,     /* log2, at most 6 */
    SS_FEATURE_NAMES,        /* log2 of those by name, at most 6 */
    SS_FEATURE_MENTIONS_HERE, /* in this sentence, at most 3 */
    SS_FEATURE_MENTIONS_LAST, /* in the one before */
    SS_FEATURE_SHARE,        /* of the mentions of all who fit, in quarters */
    SS_FEATURE_ALL_NAMES,    /* log2 of its names in the whole text, at most 6 */
    SS_FEATURE_MOST_NAMES,   /* nobody who fits has more of those */
    SS_FEATURE_MOST,         /* nobody who fits was mentioned more often */
    SS_FEATURE_EARLIEST,     /* nobody who fits was mentioned earlier */
    SS_FEATURE_FIRST_SENTENCE, /* it was mentioned in the text's first sentence */
    SS_FEATURE_NEVER_SUBJECT,
    SS_FEATURE_SUBJECT_SENTENCES, /* since it was a subject, at most 6 */
    SS_FEATURE_SUBJECT_HERE, /* it was a subject in this sentence */
    SS_FEATURE_SUBJECT_LAST, /* ... in the sentence before, and nobody who fits in a later one */
    SS_FEATURE_OVERTAKEN,    /* somebody else who fits was a subject in a later sentence */
    SS_FEATURE_FOCUS,        /* the last pronoun of this gender meant it */
    SS_FEATURE_FOCUS_HERE,   /* ... and stands in this sentence */
    SS_FEATURE_FOCUS_OTHER,  /* it meant somebody else */
    SS_FEATURE_RUNNING_SPEAKER, /* it is the source before this one */
    SS_FEATURE_EARLIER_SPEAKER, /* the one before that */
    SS_FEATURE_ANY_SPEAKER,
    /* what it is */
    SS_FEATURE_ROLE_KNOWN,   /* an office is said of it */
    SS_FEATURE_KIND_PERSON,
    SS_FEATURE_KIND_UNKNOWN,
    SS_FEATURE_KIND_ORGANISATION,
    SS_FEATURE_KIND_GROUP,
    SS_FEATURE_KIND_DOCUMENT,
    SS_FEATURE_KIND_ANONYMOUS,
    SS_FEATURE_NAMED,
    SS_FEATURE_FULL_NAME,
    SS_FEATURE_PLACE,
    SS_FEATURE_GENDER_SAID,  /* a title or role tells the gender, and it agrees */
    SS_FEATURE_GENDER_HEARD, /* pronouns before were of this gender */
    SS_FEATURE_GENDER_AGAINST, /* of the other one */
    SS_FEATURE_SHARE_FOR,    /* of the given name's bearers, 0..4 */
    SS_FEATURE_SHARE_AGAINST,
    SS_FEATURE_SHARE_UNKNOWN,
    /* between the two, when they stand in one sentence */
    SS_FEATURE_VERBS,        /* finite ones, at most 4 */
    SS_FEATURE_NO_VERB,
    SS_FEATURE_COMMA,
    SS_FEATURE_CONJUNCTION,
    SS_FEATURE_SUBORDINATOR,
    SS_FEATURE_SAME_CLAUSE,
    SS_FEATURE_BOUND,        /* subject and object of one clause: "Ann saw her" is not Ann */
    SS_FEATURE_ADJACENT,     /* "Ann and her" */
    /* a name of the candidate that comes behind the mention, in its sentence: "In her letter, Ann ..." */
    SS_FEATURE_AHEAD,
    SS_FEATURE_AHEAD_ONLY,   /* it was not mentioned before */
    SS_FEATURE_AHEAD_NEXT,   /* no other name comes first */
    SS_FEATURE_AHEAD_SUBJECT,
    SS_FEATURE_AHEAD_COMMA,  /* before that name */
    SS_FEATURE_AHEAD_VERB,   /* a finite one before that name */
    SS_FEATURE_AHEAD_TOKENS, /* log2, at most 5 */
    /* how like a person's its name is */
    SS_FEATURE_PARTS,        /* words of its name, at most 5 */
    SS_FEATURE_SHORTENED,    /* a name of several words that the text also says in one */
    SS_FEATURE_COMMON,       /* words of its name that are no names, at most 3 */
    SS_FEATURE_PLACED,       /* its newest mention stands behind "in" or "at" */
    SS_FEATURE_CITED,        /* once named as a work is: in quotation marks, or before a year in brackets */
    SS_FEATURE_HEARD,        /* log2 of the pronouns of this gender that were taken for it, and 1 if any, at most 6 */
    SS_FEATURE_CALLED,       /* its newest mention calls it: "That is right, Mr. Lee." */
    SS_FEATURE_SET,          /* several that "and" joins */
    SS_FEATURE_PLURAL,
    /* of "the company": */
    SS_FEATURE_SORT,         /* the candidate's name tells the same sort of organisation */
    SS_FEATURE_SORT_AGAINST, /* ... another one */
    SS_FEATURE_SORT_NEWEST,  /* it is the newest whose name tells the same */
    SS_FEATURE_HERE_BE,      /* "it is": often nobody */
    SS_FEATURE_COUNT
} ss_feature;

/* A mention that is looked for, with what its place says. */
typedef struct ss_search {
    const ss_cast *cast;
    const ss_mention *mention;
    const ss_sighting *sighting;
    uint32_t never;   /* an entity that it cannot be (the speaker of the quotation it stands in), or SS_NO_ENTITY */
    ss_range spoken;  /* of a source: its quotation, where it names nobody but others; or empty */
} ss_search;

/* One candidate; of a pronoun's the features of what comes ahead are filled in first. */
typedef struct ss_candidate {
    uint32_t entity;
    int8_t feature[SS_RANK_FEATURES];
} ss_candidate;

/* Names behind a pronoun that are candidates, and how far behind they may be. */
#define SS_AHEAD_NAMES 3u
#define SS_AHEAD_REACH 24u

/* Fills in the features of all candidates, which come newest first, those not seen yet last. Looks at the tokens between a mention and candidates
 * in its sentence, at most SS_BETWEEN_REACH of them. */
#define SS_BETWEEN_REACH 64u
void ss_candidates_describe(const ss_search *search, ss_candidate *candidate, uint32_t count);

/* The given name's share of women, also where the given name is all there is ("Pauline"); SS_NAME_SHARE_UNKNOWN. */
uint32_t ss_candidate_female_percent(const ss_cast *cast, const ss_entity *entity);

/* Whether nothing that is said of it is against a gender, nor most bearers of its given name. */
bool ss_candidate_may_be(const ss_cast *cast, const ss_entity *entity, uint8_t gender);

/* log2 of a value, rounded down, at most `most`; 0 for 0. */
int8_t ss_candidate_log(uint32_t value, uint32_t most);

/* The entity of the candidate that is ahead by the weights, SS_NO_ENTITY when it is not clear. */
uint32_t ss_candidates_best(const ss_search *search, const ss_ranker *ranker, const ss_candidate *candidate, uint32_t count);

/* The entity that a PRONOUN or NOMINAL mention means among the SS_MAX_CANDIDATES most recently seen. */
uint32_t ss_antecedent_of_pronoun(const ss_search *search);
uint32_t ss_antecedent_of_nominal(const ss_search *search);

/* Whether the words of a NOMINAL mention say the role, and no other one. */
bool ss_nominal_has_role(const ss_search *search, const ss_role *role);

#endif
