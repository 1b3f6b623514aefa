/* antecedent.h - whom a pronoun or a noun phrase without a name means.  Floor: meaning.
 *
 *     mention ──► candidates, newest first ──► signs of each ──► score ──► the first, when it is far enough ahead
 */
#ifndef SS_ANTECEDENT_H
#define SS_ANTECEDENT_H
#include "base/limits.h"
#include "meaning/cast.h"
#include "meaning/feature.h"

typedef struct ss_candidate {
    uint32_t entity;
    int32_t score;
    uint16_t sign[SS_MAX_SIGNS]; /* [signs], each an ss_feature or one of its values */
    uint8_t signs;
    uint8_t fit;                 /* ss_fit_grade of a description */
    bool ahead;                  /* named later in the sentence, not before */
} ss_candidate;

#define SS_MAX_AHEAD 3u

typedef struct ss_candidates {
    ss_candidate list[SS_MAX_CANDIDATES + SS_MAX_AHEAD]; /* [count] */
    uint32_t count;
    ss_asked asked;
} ss_candidates;

/* A candidate's score is the sum of its signs' weights. One that is not `margin` above both zero and the next one's score is no
 * answer: a wrong merge is worse than none. */
typedef struct ss_rank {
    int16_t margin[SS_ASKED_COUNT];
    int16_t weight[SS_ASKED_COUNT][SS_FEATURE_COUNT];
} ss_rank;

/* Trained by core/train/speakers/train.py. */
extern const ss_rank ss_rank_builtin;

/* Lists and scores the candidates for a PRONOUN or NOMINAL mention among the SS_MAX_CANDIDATES most recently seen and,
 * for a pronoun, the names ahead in its sentence; none for a mention that brings in somebody new. `sighting` is where the mention
 * stands; `never` is an entity that it cannot be (the speaker of the quotation it stands in), or SS_NO_ENTITY. Borrows all. */
void ss_candidates_list(const ss_cast *cast, const ss_mention *mention, const ss_sighting *sighting, uint32_t never,
                        ss_candidates *out);

/* The entity that is clearly meant, or SS_NO_ENTITY. */
uint32_t ss_candidates_best(const ss_cast *cast, const ss_candidates *candidates);

/* The entity that an equal phrase before brought in, where so many words say who is meant; or SS_NO_ENTITY. */
uint32_t ss_antecedent_of_same_words(const ss_cast *cast, const ss_mention *mention);

/* How well a description fits: the more of its words are said of the candidate, the better. */
typedef enum ss_fit_grade { SS_FIT_NONE, SS_FIT_LEADER, SS_FIT_LEADER_OF, SS_FIT_HEAD, SS_FIT_MODIFIED } ss_fit_grade;
ss_fit_grade ss_fit_of(const ss_cast *cast, const ss_mention *mention, const ss_entity *entity);

/* Whether kind, gender and number of a description's words let it mean the entity. */
bool ss_fit_is_possible(const ss_mention *mention, const ss_entity *entity);

/* Whether a description may mean somebody named before: "the", not "a". */
bool ss_fit_refers_back(const ss_cast *cast, const ss_mention *mention);

#endif
