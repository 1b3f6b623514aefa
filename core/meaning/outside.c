/* outside.c - names, pronouns and noun phrases outside the sources: what may be meant later.  Floor: meaning. */
#include "meaning/beside.h"
#include "meaning/foretold.h"
#include "meaning/predicate.h"
#include "meaning/walk.h"

/* "Bernoulli and Euler": the two are somebody, too, whom "they" may mean. */
static ss_status see_joint(ss_walk *walk, ss_range part, uint32_t end, uint32_t entity, const ss_sighting *sighting)
{
    ss_joint *joint = &walk->joint;
    if (!ss_joint_take(joint, &walk->cast, part, entity, sighting))
        return SS_OK;
    uint32_t set;
    ss_range words = {joint->part[0].first, end}; /* without what is said behind the last */
    if (ss_cast_add_set(&walk->cast, words, joint->member, joint->count, &set) != SS_OK)
        return SS_ERR_MEMORY;
    ss_sighting together = *sighting;
    together.function = joint->first.function;
    together.form = SS_MENTION_SET;
    joint->count = 0;
    ss_cast_see(&walk->cast, set, &together);
    ss_mention mention = {.range = words, .phrase = words, .head = words.end, .form = SS_MENTION_SET};
    ss_walk_tell(walk, &mention, set);
    return ss_walk_note(walk, words, set);
}

ss_status ss_walk_see_name(ss_walk *walk, uint32_t index)
{
    uint32_t entity = walk->cast.entity_of_name[index];
    if (entity == SS_NO_ENTITY)
        return SS_OK;
    ss_range name = walk->names.name[index].name;
    ss_mention mention = {.range = name, .phrase = name, .name = index + 1, .head = name.end - 1, .form = SS_MENTION_NAME};
    ss_sighting sighting = ss_walk_sighting(walk, &mention, name.first);
    ss_cast_see(&walk->cast, entity, &sighting);
    ss_kin_see_name(&walk->kin, &walk->cast, index);
    ss_walk_tell(walk, &mention, entity);
    if (ss_walk_note(walk, name, entity) != SS_OK)
        return SS_ERR_MEMORY;
    return see_joint(walk, ss_joint_words(&walk->names.name[index]), name.end, entity, &sighting);
}

/* "Ann Lee became the mayor": she has that role from now on, so that "the mayor" may mean her. */
static ss_status learn_predicate(ss_walk *walk, const ss_mention *mention, uint32_t entity)
{
    ss_entity *one = &walk->cast.entity[entity];
    bool person = mention->kind == SS_SPEAKER_PERSON || mention->kind == SS_SPEAKER_ANONYMOUS;
    if (person && one->kind == 0)
        one->kind = SS_SPEAKER_PERSON;
    ss_walk_tell(walk, mention, entity);
    if (mention->form == SS_MENTION_NOMINAL)
        ss_kin_see_nominal(&walk->kin, &walk->cast, mention, entity);
    if (mention->form != SS_MENTION_NOMINAL || mention->determiner == SS_DETERMINER_POSSESSIVE)
        return SS_OK;
    ss_role role = mention->role;
    role.role.end = role.role.first < mention->head ? mention->head + 1 : role.role.end;
    return ss_cast_learn_role(&walk->cast, entity, role);
}

/* "Her sons, Bo and Cy Lee,": they are who the noun phrase means; *found tells whether names stand there. */
static ss_status see_several(ss_walk *walk, const ss_mention *mention, const ss_sighting *sighting, bool *found)
{
    uint32_t member[SS_MAX_MEMBERS], set;
    ss_range words;
    uint32_t count = ss_beside_names(&walk->cast, mention, member, &words);
    *found = count > 0;
    if (count == 0)
        return SS_OK;
    if (ss_cast_add_set(&walk->cast, words, member, count, &set) != SS_OK)
        return SS_ERR_MEMORY;
    ss_mention names = {.range = words, .phrase = words, .head = words.end, .form = SS_MENTION_SET};
    ss_cast_see(&walk->cast, set, sighting);
    ss_walk_tell(walk, &names, set);
    ss_walk_tell(walk, mention, set);
    return SS_OK;
}

ss_status ss_walk_settle_waiting(ss_walk *walk, const ss_mention *pronoun, uint32_t entity)
{
    for (uint32_t i = 0; i < walk->waiting_count && pronoun->form == SS_MENTION_PRONOUN; i++) {
        const ss_waiting *one = &walk->waiting[i];
        if (one->token == pronoun->head && entity != SS_NO_ENTITY &&
            ss_predicate_fits(&one->mention, &walk->cast.entity[entity]) &&
            learn_predicate(walk, &one->mention, entity) != SS_OK)
            return SS_ERR_MEMORY;
    }
    while (walk->waiting_count > 0 && walk->waiting[walk->waiting_count - 1].token <= pronoun->head)
        walk->waiting_count--;
    return SS_OK;
}

/* Whether the noun phrase now waits for the pronoun behind it. */
static bool waits(ss_walk *walk, const ss_mention *mention)
{
    uint32_t token = mention->form == SS_MENTION_NOMINAL ? ss_foretold_pronoun(&walk->cast, mention) : 0;
    if (token == 0 || walk->waiting_count == SS_WALK_WAITING)
        return false;
    walk->waiting[walk->waiting_count++] = (ss_waiting){*mention, token};
    return true;
}

/* Who says "I" at a token: whose quotation or turn it is, or who answers in an interview. */
static uint32_t who_says_i(const ss_walk *walk, uint32_t token)
{
    uint32_t speaker = ss_walk_quoted_speaker(walk, token);
    if (speaker != SS_NO_ENTITY)
        return speaker;
    bool answer = !ss_sources_quote(&walk->sources, token) && ss_interview_answers(&walk->interview, walk->document, token);
    return answer ? walk->interview.guest : SS_NO_ENTITY;
}

/* Of "I am the only keeper" the one who says it. */
static uint32_t first_person_subject(const ss_walk *walk, const ss_mention *mention)
{
    uint32_t entity = ss_predicate_is_mine(&walk->cast, mention) ? who_says_i(walk, mention->head) : SS_NO_ENTITY;
    return entity != SS_NO_ENTITY && ss_predicate_fits(mention, &walk->cast.entity[entity]) ? entity : SS_NO_ENTITY;
}

/* Whom the words around a mention tell it to be; SS_NO_ENTITY when they do not, and somebody has to be looked for. */
static uint32_t told_by_words(const ss_walk *walk, const ss_mention *mention)
{
    const ss_cast *cast = &walk->cast;
    bool nominal = mention->form == SS_MENTION_NOMINAL;
    uint32_t entity = nominal || mention->form == SS_MENTION_OTHER ? ss_predicate_subject(cast, mention) : SS_NO_ENTITY;
    if (entity == SS_NO_ENTITY && nominal)
        entity = first_person_subject(walk, mention);
    if (entity == SS_NO_ENTITY)
        entity = ss_kin_told(cast, mention);
    if (entity == SS_NO_ENTITY && nominal)
        entity = ss_beside_name(cast, mention);
    return entity == SS_NO_ENTITY && nominal ? ss_foretold_name(cast, mention) : entity;
}

ss_status ss_walk_see_reference(ss_walk *walk, const ss_mention *mention, bool predicate)
{
    uint32_t entity = told_by_words(walk, mention);
    if (entity != SS_NO_ENTITY)
        return learn_predicate(walk, mention, entity);
    if (predicate || waits(walk, mention))
        return SS_OK;
    ss_sighting sighting = ss_walk_sighting(walk, mention, mention->head);
    bool several;
    if (see_several(walk, mention, &sighting, &several) != SS_OK)
        return SS_ERR_MEMORY;
    if (several)
        return SS_OK;
    if (mention->form == SS_MENTION_NOMINAL && sighting.function == SS_FUNCTION_APPOSITION &&
        !ss_joint_goes_on(&walk->document->tokens, mention))
        return SS_OK; /* "Ann Lee, a roofer of 52," is one person */
    /* who is quoted with "he" would have said "I" */
    uint32_t never = mention->form == SS_MENTION_PRONOUN ? ss_walk_quoted_speaker(walk, mention->head) : SS_NO_ENTITY;
    if (ss_walk_find(walk, mention, &sighting, never, &entity) != SS_OK)
        return SS_ERR_MEMORY;
    if (entity == SS_NO_ENTITY && mention->form == SS_MENTION_NOMINAL &&
        ss_cast_add_mention(&walk->cast, mention, &entity) != SS_OK)
        return SS_ERR_MEMORY;
    if (entity != SS_NO_ENTITY) {
        ss_cast_see(&walk->cast, entity, &sighting);
        walk->recent[walk->recent_count++ % SS_WALK_RECENT] = (ss_referred){mention->head + 1, entity};
    }
    ss_walk_see_kin(walk, mention, &sighting, entity);
    ss_walk_tell(walk, mention, entity);
    if (ss_walk_settle_waiting(walk, mention, entity) != SS_OK)
        return SS_ERR_MEMORY;
    bool possessor = mention->form == SS_MENTION_PRONOUN && sighting.function == SS_FUNCTION_POSSESSOR;
    return possessor ? SS_OK : see_joint(walk, mention->phrase, mention->phrase.end, entity, &sighting);
}
