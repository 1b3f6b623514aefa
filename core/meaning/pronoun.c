/* pronoun.c - who "he", "she", "it" and "they" may be.  Floor: meaning. */
#include "base/limits.h"
#include "meaning/antecedent.h"
#include "meaning/barred.h"

/* The share of a given name's bearers, in percent, from which on a pronoun of the other gender means somebody else: of a
 * full name, and of one word that may be a surname. Of GAP's right answers 1.4 % are lost to it, of the wrong ones 12 %. */
#define FULL_NAME_SHARE 90u
#define SINGLE_NAME_SHARE 99u

/* From so many pronouns of the other gender on, and none of this one, somebody else is meant; fewer may have been
 * mistakes. */
#define HEARD_OTHERWISE 6u

static bool is_heard_otherwise(const ss_entity *entity, uint8_t gender)
{
    uint8_t other = gender == SS_GENDER_FEMALE ? SS_GENDER_MALE : SS_GENDER_FEMALE;
    return entity->heard[gender] == 0 && entity->heard[other] >= HEARD_OTHERWISE;
}

/* Words from "him to" to "his". */
#define ACT_REACH 6u

static bool genders_fit(const ss_cast *cast, const ss_mention *mention, const ss_entity *entity)
{
    if (entity->gender != SS_GENDER_UNKNOWN || entity->heard_gender == mention->gender)
        return entity->gender == mention->gender || entity->gender == SS_GENDER_UNKNOWN;
    if (is_heard_otherwise(entity, mention->gender))
        return false;
    uint32_t share = ss_candidate_female_percent(cast, entity);
    if (share == SS_NAME_SHARE_UNKNOWN)
        return true;
    uint32_t against = mention->gender == SS_GENDER_FEMALE ? 100 - share : share;
    return against < (entity->parts >= 2 ? FULL_NAME_SHARE : SINGLE_NAME_SHARE);
}

/* Of unknown kind, and only ever behind "in" or "at": the town of "born in Norham". */
static bool is_only_place(const ss_entity *entity)
{
    return entity->kind == 0 && entity->parts == 1 && entity->placed_names == entity->all_names;
}

static bool fits_person(const ss_cast *cast, const ss_mention *mention, const ss_entity *entity)
{
    bool kind = entity->kind == SS_SPEAKER_PERSON || entity->kind == SS_SPEAKER_ANONYMOUS ||
                (entity->kind == 0 && entity->named && !is_only_place(entity));
    return kind && entity->number != SS_NUMBER_PLURAL && genders_fit(cast, mention, entity);
}

static bool has_gender(const ss_entity *entity)
{
    return entity->gender != SS_GENDER_UNKNOWN || entity->heard_gender != SS_GENDER_UNKNOWN;
}

/* "They" of one person, too, whose gender is left open. */
static bool fits_several(const ss_entity *entity)
{
    switch (entity->kind) {
    case SS_SPEAKER_GROUP:
    case SS_SPEAKER_ORGANISATION:
        return true;
    case SS_SPEAKER_ANONYMOUS:
    case SS_SPEAKER_DOCUMENT:
        return entity->number == SS_NUMBER_PLURAL;
    case SS_SPEAKER_PERSON:
    case 0:
        return entity->named && !has_gender(entity);
    default:
        return false;
    }
}

static bool fits(const ss_cast *cast, const ss_mention *mention, const ss_entity *entity)
{
    if (mention->kind == SS_SPEAKER_PERSON)
        return fits_person(cast, mention, entity);
    if (mention->number == SS_NUMBER_PLURAL)
        return fits_several(entity);
    bool kind = entity->kind == SS_SPEAKER_ORGANISATION || entity->kind == SS_SPEAKER_DOCUMENT ||
                (entity->kind == 0 && entity->named);
    return kind && entity->number != SS_NUMBER_PLURAL;
}

/* Notes a name behind the pronoun at the candidate whose it is; a new one when it was not seen yet. */
static uint32_t note_ahead(const ss_search *search, const ss_name *name, uint32_t entity, bool next, ss_candidate *candidate,
                           uint32_t count)
{
    const ss_cast *cast = search->cast;
    uint32_t at = 0, here = search->mention->head;
    while (at < count && candidate[at].entity != entity)
        at++;
    if (at == count) {
        if (count == SS_MAX_CANDIDATES || cast->entity[entity].mentions != 0)
            return count;
        candidate[count++].entity = entity;
    }
    int8_t *feature = candidate[at].feature;
    if (feature[SS_FEATURE_AHEAD] != 0)
        return count;
    uint32_t part = search->sighting->sentence;
    ss_range sentence = {cast->document->sentences.first[part], cast->document->sentences.first[part + 1]};
    for (uint32_t i = here + 1; i < name->name.first; i++) {
        uint8_t tag = cast->tag[i];
        feature[SS_FEATURE_AHEAD_COMMA] = feature[SS_FEATURE_AHEAD_COMMA] || cast->document->tokens.token[i].kind == SS_TOKEN_MARK;
        feature[SS_FEATURE_AHEAD_VERB] = feature[SS_FEATURE_AHEAD_VERB] || ss_tag_is_finite(tag);
    }
    ss_function function = ss_function_of(cast->document, cast->tag, cast->weights, sentence, name->name);
    feature[SS_FEATURE_AHEAD] = 1;
    feature[SS_FEATURE_AHEAD_ONLY] = cast->entity[entity].mentions == 0;
    feature[SS_FEATURE_AHEAD_NEXT] = next;
    feature[SS_FEATURE_AHEAD_SUBJECT] = function == SS_FUNCTION_SUBJECT;
    feature[SS_FEATURE_AHEAD_TOKENS] = ss_candidate_log(name->name.first - here, 5);
    return count;
}

/* "In her letter, Ann Lee wrote": names behind the pronoun, in its sentence. */
static uint32_t look_ahead(const ss_search *search, ss_candidate *candidate, uint32_t count)
{
    const ss_cast *cast = search->cast;
    uint32_t here = search->mention->head, end = cast->document->sentences.first[search->sighting->sentence + 1];
    uint32_t first = ss_names_from(cast->names, here);
    for (uint32_t i = first; i < cast->names->count && i < first + SS_AHEAD_NAMES; i++) {
        const ss_name *name = &cast->names->name[i];
        uint32_t entity = cast->entity_of_name[i];
        cast->effort->operations++;
        if (name->name.first >= end || name->name.first - here > SS_AHEAD_REACH)
            break;
        if (name->name.first > here && !ss_range_has(search->spoken, name->name.first) && entity != SS_NO_ENTITY &&
            entity != search->never && fits(cast, search->mention, &cast->entity[entity]) &&
            !ss_candidate_is_told_by(search, &cast->entity[entity]))
            count = note_ahead(search, name, entity, i == first, candidate, count);
    }
    return count;
}

/* "He went to see his brother, Tom Lee, after he": the subject goes on, and is not who came in as an object. */
static uint32_t keep_subject(const ss_search *search, uint32_t best)
{
    const ss_cast *cast = search->cast;
    const ss_sighting *here = search->sighting;
    const ss_focus *focus = &cast->focus[ss_focus_of(search->mention->gender, search->mention->number)];
    uint32_t subject = focus->entity - 1, sentence = here->sentence + 1;
    if (here->function != SS_FUNCTION_SUBJECT || focus->entity == 0 || focus->sentence != here->sentence ||
        subject == search->never || cast->entity[subject].subject_sentence != sentence)
        return best;
    if (best == SS_NO_ENTITY)
        return subject;
    const ss_entity *one = &cast->entity[best];
    bool object = one->last_sentence == here->sentence && one->last_function != SS_FUNCTION_SUBJECT &&
                  one->subject_sentence != sentence;
    return object ? subject : best;
}

/* "in her own book", "taught herself": what the subject has or does to itself; not "the mayor herself" nor "told Lee to help
 * himself". */
static bool is_of_subject(const ss_search *search)
{
    const ss_cast *cast = search->cast;
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t head = search->mention->head;
    if (search->sighting->function == SS_FUNCTION_POSSESSOR)
        return head + 1 < tokens->count && ss_token_is(tokens, head + 1, "own");
    return search->sighting->reflexive && head > 1 && !ss_tag_is_noun(cast->tag[head - 1]) &&
           cast->tag[head - 1] != SS_TAG_NAME && !ss_token_is(tokens, head - 2, "to");
}

/* "asked him to hand in | his work": who is asked, whom the last pronoun meant; SS_NO_ENTITY for another place. */
static uint32_t who_is_to_act(const ss_search *search)
{
    const ss_cast *cast = search->cast;
    const ss_tokens *tokens = &cast->document->tokens;
    const ss_mention *mention = search->mention;
    const ss_focus *focus = &cast->focus[ss_focus_of(mention->gender, mention->number)];
    uint32_t first = cast->document->sentences.first[search->sighting->sentence];
    if (search->sighting->function != SS_FUNCTION_POSSESSOR || focus->entity == 0 ||
        focus->sentence != search->sighting->sentence || mention->kind != SS_SPEAKER_PERSON)
        return SS_NO_ENTITY;
    for (uint32_t at = mention->head; at > first + 1 && mention->head - at < ACT_REACH; at--) {
        uint8_t tag = cast->tag[at - 1];
        if (ss_token_is(tokens, at - 1, "to") && cast->tag[at - 2] == SS_TAG_PRONOUN &&
            cast->entity[focus->entity - 1].last_token == at - 2)
            return focus->entity - 1;
        if (ss_tag_is_finite(tag) || tag == SS_TAG_NAME || tag == SS_TAG_PRONOUN)
            break;
    }
    return SS_NO_ENTITY;
}

/* The only subject of the sentence, where one is meant; or SS_NO_ENTITY. */
static uint32_t own_subject(const ss_search *search, const ss_candidate *candidate, uint32_t count)
{
    const ss_cast *cast = search->cast;
    uint32_t found = SS_NO_ENTITY;
    if (!is_of_subject(search))
        return SS_NO_ENTITY;
    for (uint32_t i = 0; i < count; i++) {
        if (cast->entity[candidate[i].entity].subject_sentence != search->sighting->sentence + 1)
            continue;
        if (found != SS_NO_ENTITY)
            return SS_NO_ENTITY;
        found = candidate[i].entity;
    }
    return found;
}

uint32_t ss_antecedent_of_pronoun(const ss_search *search)
{
    const ss_cast *cast = search->cast;
    ss_candidate candidate[SS_MAX_CANDIDATES] = {0};
    uint32_t count = 0, looked_at = 0;
    for (uint32_t i = cast->newest; i != 0 && looked_at < SS_MAX_CANDIDATES; i = cast->entity[i - 1].older, looked_at++) {
        cast->effort->operations++;
        if (i - 1 != search->never && fits(cast, search->mention, &cast->entity[i - 1]) &&
            !ss_candidate_is_other(search, &cast->entity[i - 1]))
            candidate[count++].entity = i - 1;
    }
    count = look_ahead(search, candidate, count);
    uint32_t told = who_is_to_act(search);
    told = told == SS_NO_ENTITY ? own_subject(search, candidate, count) : told;
    ss_candidates_describe(search, candidate, count);
    const ss_ranker *ranker = search->mention->kind == SS_SPEAKER_PERSON ? &cast->weights->person : &cast->weights->thing;
    uint32_t best = ss_candidates_best(search, ranker, candidate, count);
    return told != SS_NO_ENTITY ? told : keep_subject(search, best);
}
