/* antecedent.h - whom a pronoun or a noun phrase without a name means.  Floor: meaning. */
#ifndef SS_ANTECEDENT_H
#define SS_ANTECEDENT_H
#include "meaning/cast.h"

/* What is known of one candidate for one mention; small integers, so that a model can weigh them. */
typedef enum ss_feature {
    SS_FEATURE_BIAS,
    SS_FEATURE_SENTENCES,       /* between the candidate's newest mention and this one, at most 6 */
    SS_FEATURE_PARAGRAPHS,      /* likewise, at most 3 */
    SS_FEATURE_RUNNING_SPEAKER, /* the candidate is the source before this one */
    SS_FEATURE_EARLIER_SPEAKER, /* the one before that */
    SS_FEATURE_ANY_SPEAKER,     /* a source anywhere before */
    SS_FEATURE_SUBJECT,         /* its newest mention was the subject of its sentence */
    SS_FEATURE_OVERTAKEN,       /* another candidate was the subject of a later sentence */
    SS_FEATURE_SAME_SENTENCE,
    SS_FEATURE_QUOTED,          /* its newest mention stands inside a quotation, this one does not */
    SS_FEATURE_POSSESSIVE,      /* its newest mention was "X's" */
    SS_FEATURE_KIND_KNOWN,      /* it is known to be what the mention asks for */
    SS_FEATURE_GENDER_AGREES,   /* by the text, or the given name's share */
    SS_FEATURE_GENDER_UNLIKELY, /* the given name's share speaks against it */
    SS_FEATURE_FREQUENCY,       /* log2 of its mentions so far, at most 4 */
    SS_FEATURE_COUNT
} ss_feature;

/* The score of a candidate for a pronoun: feature times weight, summed. */
int32_t ss_rank_pronoun(const int8_t feature[SS_FEATURE_COUNT]);

/* A candidate below the first, or not ahead of the next by the second, is no answer. */
#define SS_RANK_LEAST 16
#define SS_RANK_MARGIN 3

/* The entity that a PRONOUN or NOMINAL mention means among the SS_MAX_CANDIDATES most recently seen,
 * SS_NO_ENTITY when it is not clear. `sighting` is where the mention stands; `never` is an entity
 * that it cannot be (the speaker of the quotation it stands in), or SS_NO_ENTITY. Borrows all. */
uint32_t ss_antecedent_of_pronoun(const ss_cast *cast, const ss_mention *mention, const ss_sighting *sighting,
                                  uint32_t never);
uint32_t ss_antecedent_of_nominal(const ss_cast *cast, const ss_mention *mention, const ss_sighting *sighting);

#endif
