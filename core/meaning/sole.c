/* sole.c - where only one person has been spoken of, "the goalkeeper" is that one.  Floor: meaning. */
#include "meaning/sole.h"

#include "base/limits.h"
#include "meaning/lexeme.h"

/* Sentences that may lie between a person's newest mention and the phrase. */
#define NEAR_SENTENCES 3u

static bool may_be_sole(const ss_mention *mention)
{
    const uint32_t somebody = SS_LEXEME_ROLE | SS_LEXEME_MALE | SS_LEXEME_FEMALE | SS_LEXEME_NATION;
    bool of_something = mention->role.affiliation.first < mention->role.affiliation.end;
    return mention->form == SS_MENTION_NOMINAL && mention->determiner == SS_DETERMINER_DEFINITE &&
           mention->kind == SS_SPEAKER_PERSON && mention->number == SS_NUMBER_SINGULAR && (mention->classes & somebody) &&
           !(mention->classes & SS_LEXEME_VAGUE) && !of_something;
}

/* One word, once, and no subject or never again: the town of "born in Arnholt" brings nobody in. */
static bool is_in_passing(const ss_entity *entity)
{
    return entity->parts == 1 && entity->names <= 1 && entity->role_first == 0 &&
           (entity->subject_sentence == 0 || entity->all_names == 1);
}

static bool is_person(const ss_entity *entity)
{
    bool single = entity->number != SS_NUMBER_PLURAL;
    if (!entity->named)
        return single && (entity->kind == SS_SPEAKER_PERSON || entity->kind == SS_SPEAKER_ANONYMOUS);
    return (entity->kind == SS_SPEAKER_PERSON && !is_in_passing(entity)) ||
           (entity->kind == 0 && entity->parts >= 2 && !entity->place);
}

/* Who has an office of his own is called by that; "the woman" says nothing of offices. */
static bool is_free(const ss_search *search, const ss_entity *entity)
{
    for (uint32_t i = entity->role_first; i != 0; i = search->cast->role[i - 1].next)
        if (ss_offices_name_any(&search->cast->role[i - 1].offices))
            return !(search->mention->classes & SS_LEXEME_ROLE) && search->mention->gender != SS_GENDER_UNKNOWN;
    return true;
}

uint32_t ss_antecedent_sole(const ss_search *search)
{
    const ss_cast *cast = search->cast;
    uint32_t found = SS_NO_ENTITY, looked_at = 0;
    if (!search->sighting->source || !may_be_sole(search->mention))
        return SS_NO_ENTITY;
    for (uint32_t i = cast->newest; i != 0; i = cast->entity[i - 1].older) {
        if (++looked_at > SS_MAX_CANDIDATES)
            return SS_NO_ENTITY;
        cast->effort->operations++;
        if (!is_person(&cast->entity[i - 1]))
            continue;
        if (found != SS_NO_ENTITY)
            return SS_NO_ENTITY;
        found = i - 1;
    }
    if (found == SS_NO_ENTITY || found == search->never)
        return SS_NO_ENTITY;
    const ss_entity *one = &cast->entity[found];
    bool near = search->sighting->sentence - one->last_sentence <= NEAR_SENTENCES;
    return near && one->named && ss_candidate_may_be(cast, one, search->mention->gender) && is_free(search, one) ? found : SS_NO_ENTITY;
}
