/* walk.c - who a mention is, and what is kept of it.  Floor: meaning. */
#include "meaning/walk.h"

#include "meaning/ahead.h"
#include "meaning/beside.h"
#include "meaning/sighting.h"
#include "meaning/sole.h"

ss_status ss_walk_note(ss_walk *walk, ss_range range, uint32_t entity)
{
    if (walk->log_count == walk->log_capacity) {
        uint32_t capacity = walk->log_capacity == 0 ? 64 : walk->log_capacity * 2;
        ss_log_entry *grown = ss_arena_grow(walk->arena, walk->log, walk->log_capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        walk->log = grown;
        walk->log_capacity = capacity;
    }
    walk->log[walk->log_count++] = (ss_log_entry){range, entity};
    return SS_OK;
}

ss_sighting ss_walk_sighting(const ss_walk *walk, const ss_mention *mention, uint32_t token)
{
    ss_sighting sighting = ss_sighting_of(&walk->cast, mention, token);
    sighting.quoted = ss_sources_quote(&walk->sources, token);
    return sighting;
}

void ss_walk_tell(const ss_walk *walk, const ss_mention *mention, uint32_t entity)
{
    if (walk->watch != NULL)
        walk->watch->mention(walk->watch->data, mention, entity);
}

/* What a mention adds to what is known of its entity. */
static void learn(ss_walk *walk, const ss_mention *mention, uint32_t entity)
{
    ss_entity *one = &walk->cast.entity[entity];
    if (one->kind == 0 && mention->kind == SS_SPEAKER_PERSON)
        one->kind = mention->kind;
    if (one->gender == SS_GENDER_UNKNOWN && mention->kind == SS_SPEAKER_PERSON && mention->form == SS_MENTION_NOMINAL)
        one->gender = mention->gender;
}

uint32_t ss_walk_speaker_of(const ss_walk *walk, uint32_t relation)
{
    if (relation == SS_NO_RELATION || walk->source_of[relation] == 0)
        return SS_NO_ENTITY;
    uint32_t source = walk->source_of[relation] - 1;
    if (walk->entity[source] != SS_NO_ENTITY || walk->mention[source].form != SS_MENTION_NAME)
        return walk->entity[source];
    return walk->cast.entity_of_name[walk->mention[source].name - 1];
}

uint32_t ss_walk_quoted_speaker(const ss_walk *walk, uint32_t token)
{
    uint32_t relation = ss_sources_quoting(&walk->sources, walk->document, walk->relations, token);
    if (relation != SS_NO_RELATION && walk->relations->relation[relation].runs_on != 0)
        relation = walk->relations->relation[relation].runs_on - 1;
    return ss_walk_speaker_of(walk, relation);
}

/* "His father" is his father or, while nothing is known of that one, somebody new. */
static uint32_t find_nominal(const ss_walk *walk, const ss_search *search)
{
    uint32_t entity = ss_kin_told(&walk->cast, search->mention);
    if (entity == SS_NO_ENTITY)
        entity = ss_beside_name(&walk->cast, search->mention);
    if (entity == SS_NO_ENTITY)
        entity = ss_kin_find(&walk->kin, &walk->cast, search->mention, search->sighting->sentence);
    if (entity != SS_NO_ENTITY || ss_kin_is_owned(&walk->kin, &walk->cast, search->mention))
        return entity;
    return ss_antecedent_of_nominal(search);
}

ss_status ss_walk_find(ss_walk *walk, const ss_mention *mention, const ss_sighting *sighting, uint32_t never,
                       uint32_t *entity)
{
    ss_search search = {&walk->cast, mention, sighting, never, sighting->source ? walk->spoken : (ss_range){0}};
    *entity = SS_NO_ENTITY;
    if (mention->form == SS_MENTION_NAME && ss_cast_of_name(&walk->cast, mention->name - 1, entity) != SS_OK)
        return SS_ERR_MEMORY;
    if (mention->form == SS_MENTION_PRONOUN)
        *entity = ss_kin_owner(&walk->kin, &walk->cast, mention, ss_antecedent_of_pronoun(&search));
    else if (mention->form == SS_MENTION_NOMINAL)
        *entity = find_nominal(walk, &search);
    if (*entity == SS_NO_ENTITY && ss_antecedent_ahead(&walk->cast, &search, entity) != SS_OK)
        return SS_ERR_MEMORY;
    if (*entity == SS_NO_ENTITY)
        *entity = ss_antecedent_sole(&search);
    if (*entity != SS_NO_ENTITY)
        learn(walk, mention, *entity);
    return SS_OK;
}

void ss_walk_see_kin(ss_walk *walk, const ss_mention *mention, const ss_sighting *sighting, uint32_t entity)
{
    if (mention->form == SS_MENTION_NAME)
        ss_kin_see_name(&walk->kin, &walk->cast, mention->name - 1);
    else if (mention->form == SS_MENTION_NOMINAL)
        ss_kin_see_nominal(&walk->kin, &walk->cast, mention, entity);
    else if (mention->form == SS_MENTION_PRONOUN && sighting->function == SS_FUNCTION_POSSESSOR)
        ss_kin_see_pronoun(&walk->kin, &walk->cast, mention->head, entity);
}
