/* pronoun.c - rank the candidates for "he", "she", "it" and "they".  Floor: meaning. */
#include "base/limits.h"
#include "meaning/antecedent.h"
#include "meaning/lexeme.h"

/* Set by hand; chosen so that the running speaker wins over a nearer name that is no subject, and a
 * name two paragraphs back over nobody. */
static const int8_t weight[SS_FEATURE_COUNT] = {
    [SS_FEATURE_BIAS] = 26,          [SS_FEATURE_SENTENCES] = -4,     [SS_FEATURE_PARAGRAPHS] = -4,
    [SS_FEATURE_RUNNING_SPEAKER] = 9, [SS_FEATURE_EARLIER_SPEAKER] = 2, [SS_FEATURE_ANY_SPEAKER] = 3,
    [SS_FEATURE_SUBJECT] = 6,        [SS_FEATURE_OVERTAKEN] = -11,    [SS_FEATURE_SAME_SENTENCE] = 1,
    [SS_FEATURE_QUOTED] = -8,
    [SS_FEATURE_POSSESSIVE] = -3,    [SS_FEATURE_KIND_KNOWN] = 6,     [SS_FEATURE_GENDER_AGREES] = 4,
    [SS_FEATURE_GENDER_UNLIKELY] = -24, [SS_FEATURE_FREQUENCY] = 2,
};

int32_t ss_rank_pronoun(const int8_t feature[SS_FEATURE_COUNT])
{
    int32_t score = 0;
    for (int i = 0; i < SS_FEATURE_COUNT; i++)
        score += weight[i] * feature[i];
    return score;
}

/* The share of a given name's bearers, in percent, from which on a pronoun of the other gender is
 * unlikely. */
#define UNLIKELY_SHARE 90u

static bool fits_person(const ss_mention *mention, const ss_entity *entity)
{
    bool kind = entity->kind == SS_SPEAKER_PERSON || entity->kind == SS_SPEAKER_ANONYMOUS ||
                (entity->kind == 0 && entity->named);
    return kind && !entity->place && entity->number != SS_NUMBER_PLURAL &&
           (entity->gender == SS_GENDER_UNKNOWN || entity->gender == mention->gender);
}

static bool fits(const ss_mention *mention, const ss_entity *entity)
{
    if (entity->mentions == 0)
        return false;
    if (mention->kind == SS_SPEAKER_PERSON)
        return fits_person(mention, entity);
    if (mention->number == SS_NUMBER_PLURAL)
        return entity->kind == SS_SPEAKER_GROUP ||
               (entity->kind == SS_SPEAKER_ANONYMOUS && entity->number == SS_NUMBER_PLURAL) ||
               (entity->kind == SS_SPEAKER_ORGANISATION && !entity->place && entity->last_source != 0);
    return (entity->kind == SS_SPEAKER_ORGANISATION || entity->kind == SS_SPEAKER_DOCUMENT) &&
           (!entity->place || entity->last_source != 0);
}

static int8_t capped(uint32_t value, uint32_t most)
{
    return (int8_t)(value < most ? value : most);
}

static void gender_features(const ss_mention *mention, const ss_entity *entity, int8_t *feature)
{
    if (mention->gender == SS_GENDER_UNKNOWN)
        return;
    bool female = mention->gender == SS_GENDER_FEMALE;
    uint32_t share = entity->female_percent;
    if (entity->gender == mention->gender)
        feature[SS_FEATURE_GENDER_AGREES] = 1;
    else if (share != SS_NAME_SHARE_UNKNOWN && (female ? share : 100 - share) >= UNLIKELY_SHARE)
        feature[SS_FEATURE_GENDER_AGREES] = 1;
    else if (share != SS_NAME_SHARE_UNKNOWN && (female ? 100 - share : share) >= UNLIKELY_SHARE)
        feature[SS_FEATURE_GENDER_UNLIKELY] = 1;
}

static void describe(const ss_cast *cast, const ss_mention *mention, const ss_sighting *here, const ss_entity *entity,
                     int8_t *feature)
{
    feature[SS_FEATURE_BIAS] = 1;
    feature[SS_FEATURE_SENTENCES] = capped(here->sentence - entity->last_sentence, 6);
    feature[SS_FEATURE_PARAGRAPHS] = capped(here->paragraph - entity->last_paragraph, 3);
    feature[SS_FEATURE_RUNNING_SPEAKER] = entity->last_source != 0 && entity->last_source == cast->source_count;
    feature[SS_FEATURE_EARLIER_SPEAKER] = entity->last_source != 0 && entity->last_source + 1 == cast->source_count;
    feature[SS_FEATURE_ANY_SPEAKER] = entity->last_source != 0;
    feature[SS_FEATURE_SUBJECT] = entity->last_subject != SS_SUBJECT_NOT;
    feature[SS_FEATURE_SAME_SENTENCE] = here->sentence == entity->last_sentence;
    feature[SS_FEATURE_QUOTED] = entity->last_quoted && !here->quoted;
    feature[SS_FEATURE_POSSESSIVE] = entity->last_possessive;
    uint8_t wanted = mention->kind == SS_SPEAKER_PERSON         ? SS_SPEAKER_PERSON
                     : mention->number == SS_NUMBER_PLURAL ? SS_SPEAKER_GROUP
                                                           : SS_SPEAKER_ORGANISATION;
    feature[SS_FEATURE_KIND_KNOWN] = entity->kind == wanted;
    feature[SS_FEATURE_FREQUENCY] = entity->mentions >= 16  ? 4
                                    : entity->mentions >= 8 ? 3
                                    : entity->mentions >= 4 ? 2
                                    : entity->mentions >= 2 ? 1
                                                            : 0;
    gender_features(mention, entity, feature);
}

uint32_t ss_antecedent_of_pronoun(const ss_cast *cast, const ss_mention *mention, const ss_sighting *sighting,
                                  uint32_t never)
{
    uint32_t best = SS_NO_ENTITY;
    int32_t best_score = INT32_MIN;
    int32_t next_score = INT32_MIN;
    uint32_t looked_at = 0;
    bool subject_seen = false; /* candidates come newest first */
    uint32_t subject_sentence = 0;
    for (uint32_t i = cast->newest; i != 0 && looked_at < SS_MAX_CANDIDATES; i = cast->entity[i - 1].older, looked_at++) {
        const ss_entity *entity = &cast->entity[i - 1];
        cast->effort->operations++;
        if (i - 1 == never || !fits(mention, entity))
            continue;
        int8_t feature[SS_FEATURE_COUNT] = {0};
        describe(cast, mention, sighting, entity, feature);
        feature[SS_FEATURE_OVERTAKEN] = subject_seen && subject_sentence > entity->last_sentence;
        if (entity->last_subject == SS_SUBJECT_SENTENCE && !entity->last_quoted && !subject_seen) {
            subject_seen = true;
            subject_sentence = entity->last_sentence;
        }
        int32_t score = ss_rank_pronoun(feature);
        if (score > best_score) {
            next_score = best_score;
            best_score = score;
            best = i - 1;
        } else if (score > next_score) {
            next_score = score;
        }
    }
    if (best == SS_NO_ENTITY || best_score < SS_RANK_LEAST)
        return SS_NO_ENTITY;
    /* a rival that would be no answer alone is no rival */
    if (next_score >= SS_RANK_LEAST && best_score - next_score < SS_RANK_MARGIN)
        return SS_NO_ENTITY;
    return best;
}
