/* speaker.c - walk over sources and names in text order and say who each source is.  Floor: meaning. */
#include "meaning/speaker.h"

#include "base/limits.h"
#include "meaning/ahead.h"
#include "meaning/antecedent.h"
#include "meaning/beside.h"
#include "meaning/foretold.h"
#include "meaning/interview.h"
#include "meaning/joint.h"
#include "meaning/kin.h"
#include "meaning/lexeme.h"
#include "meaning/predicate.h"
#include "meaning/record.h"
#include "meaning/reference.h"
#include "meaning/sighting.h"
#include "meaning/sole.h"
#include "meaning/source.h"
#include "meaning/title.h"

/* Sources in the first person inside each other's quotations that are followed outwards. */
#define MAX_HOLDERS 8u

/* Sources between two looks at the stop flag; each looks at SS_MAX_CANDIDATES entities at most. */
#define SOURCES_A_LOOK 1024u

/* References whose entity is kept for a relative clause behind them: "a chef who once cooked for two presidents said". */
#define RECENT 4u

typedef struct referred {
    uint32_t head; /* + 1, 0 = none */
    uint32_t entity;
} referred;

/* Noun phrases that stand before the pronoun that tells whose they are: "A native of Ohio and a former nurse, she was". */
#define WAITING 2u

typedef struct waiting_phrase {
    ss_mention mention;
    uint32_t token; /* of the pronoun */
} waiting_phrase;

typedef struct walk {
    ss_arena *arena;
    const ss_document *document;
    ss_names names;
    ss_sources sources;
    ss_references references;
    ss_cast cast;
    ss_joint joint;              /* what "and" joins outside the sources */
    ss_kin kin;                  /* who is whose */
    ss_interview interview;
    uint8_t *tag;                /* [tokens] */
    const ss_relations *relations;
    const ss_watch *watch;
    ss_range spoken;             /* the quotation of the source at hand, empty when it has none */
    uint32_t asked;              /* mentions of the watch that are done */
    ss_mention *mention;         /* [sources.count] */
    uint32_t *entity;            /* [sources.count], SS_NO_ENTITY until known */
    uint32_t *source_of;         /* [relations], index + 1 of the relation's source, 0 = none */
    ss_log_entry *log;           /* every mention */
    uint32_t log_count;
    uint32_t log_capacity;
    referred recent[RECENT];     /* the newest references, in turn */
    uint32_t recent_count;
    waiting_phrase waiting[WAITING];
    uint32_t waiting_count;
    uint32_t author;             /* entity, SS_NO_ENTITY until somebody says "I" outside quotations */
} walk_state;

static ss_status note(walk_state *walk, ss_range range, uint32_t entity)
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

static ss_sighting sighting_of(const walk_state *walk, const ss_mention *mention, uint32_t token)
{
    ss_sighting sighting = ss_sighting_of(&walk->cast, mention, token);
    sighting.quoted = ss_sources_quote(&walk->sources, token);
    return sighting;
}

static void tell(const walk_state *walk, const ss_mention *mention, uint32_t entity)
{
    if (walk->watch != NULL)
        walk->watch->mention(walk->watch->data, mention, entity);
}

/* "Bernoulli and Euler": the two are somebody, too, whom "they" may mean. */
static ss_status see_joint(walk_state *walk, ss_range part, uint32_t end, uint32_t entity, const ss_sighting *sighting)
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
    tell(walk, &mention, set);
    return note(walk, words, set);
}

/* A name outside the sources. */
static ss_status see_name(walk_state *walk, uint32_t index)
{
    uint32_t entity = walk->cast.entity_of_name[index];
    if (entity == SS_NO_ENTITY)
        return SS_OK;
    ss_range name = walk->names.name[index].name;
    ss_mention mention = {.range = name, .phrase = name, .name = index + 1, .head = name.end - 1, .form = SS_MENTION_NAME};
    ss_sighting sighting = sighting_of(walk, &mention, name.first);
    ss_cast_see(&walk->cast, entity, &sighting);
    ss_kin_see_name(&walk->kin, &walk->cast, index);
    tell(walk, &mention, entity);
    if (note(walk, name, entity) != SS_OK)
        return SS_ERR_MEMORY;
    return see_joint(walk, ss_joint_words(&walk->names.name[index]), name.end, entity, &sighting);
}

/* What a mention adds to what is known of its entity. */
static void learn(walk_state *walk, const ss_mention *mention, uint32_t entity)
{
    ss_entity *one = &walk->cast.entity[entity];
    if (one->kind == 0 && mention->kind == SS_SPEAKER_PERSON)
        one->kind = mention->kind;
    if (one->gender == SS_GENDER_UNKNOWN && mention->kind == SS_SPEAKER_PERSON && mention->form == SS_MENTION_NOMINAL)
        one->gender = mention->gender;
}

/* The entity that a relation is attributed to, when it is known already or has a name. */
static uint32_t speaker_of(const walk_state *walk, uint32_t relation)
{
    if (relation == SS_NO_RELATION || walk->source_of[relation] == 0)
        return SS_NO_ENTITY;
    uint32_t source = walk->source_of[relation] - 1;
    if (walk->entity[source] != SS_NO_ENTITY || walk->mention[source].form != SS_MENTION_NAME)
        return walk->entity[source];
    return walk->cast.entity_of_name[walk->mention[source].name - 1];
}

/* Of the quotation that holds a source. */
static uint32_t speaker_around(const walk_state *walk, uint32_t source)
{
    const ss_source *one = &walk->sources.source[source];
    return one->quoted ? speaker_of(walk, one->holder) : SS_NO_ENTITY;
}

/* Of the quotation, or the turn, that says the words at a token. */
static uint32_t quoted_speaker(const walk_state *walk, uint32_t token)
{
    uint32_t relation = ss_sources_quoting(&walk->sources, walk->document, walk->relations, token);
    if (relation != SS_NO_RELATION && walk->relations->relation[relation].runs_on != 0)
        relation = walk->relations->relation[relation].runs_on - 1;
    return speaker_of(walk, relation);
}

/* "His father" is his father or, while nothing is known of that one, somebody new. */
static uint32_t find_nominal(const walk_state *walk, const ss_search *search)
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

/* The entity of a mention; SS_NO_ENTITY when none that is known is meant. */
static ss_status find_entity(walk_state *walk, const ss_mention *mention, const ss_sighting *sighting, uint32_t never,
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

static ss_status resolve(walk_state *walk, const ss_mention *mention, const ss_sighting *sighting, uint32_t never,
                         uint32_t *entity)
{
    for (uint32_t i = 0; i < RECENT && mention->form == SS_MENTION_NOMINAL; i++)
        if (walk->recent[i].head == mention->head + 1) {
            *entity = walk->recent[i].entity;
            return SS_OK;
        }
    if (find_entity(walk, mention, sighting, never, entity) != SS_OK)
        return SS_ERR_MEMORY;
    return *entity == SS_NO_ENTITY ? ss_cast_add_mention(&walk->cast, mention, entity) : SS_OK;
}

/* What a mention tells of who is whose. */
static void see_kin(walk_state *walk, const ss_mention *mention, const ss_sighting *sighting, uint32_t entity)
{
    if (mention->form == SS_MENTION_NAME)
        ss_kin_see_name(&walk->kin, &walk->cast, mention->name - 1);
    else if (mention->form == SS_MENTION_NOMINAL)
        ss_kin_see_nominal(&walk->kin, &walk->cast, mention, entity);
    else if (mention->form == SS_MENTION_PRONOUN && sighting->function == SS_FUNCTION_POSSESSOR)
        ss_kin_see_pronoun(&walk->kin, &walk->cast, mention->head, entity);
}

/* "Ann Lee became the mayor": she has that role from now on, so that "the mayor" may mean her. */
static ss_status learn_predicate(walk_state *walk, const ss_mention *mention, uint32_t entity)
{
    ss_entity *one = &walk->cast.entity[entity];
    bool person = mention->kind == SS_SPEAKER_PERSON || mention->kind == SS_SPEAKER_ANONYMOUS;
    if (person && one->kind == 0)
        one->kind = SS_SPEAKER_PERSON;
    tell(walk, mention, entity);
    if (mention->form == SS_MENTION_NOMINAL)
        ss_kin_see_nominal(&walk->kin, &walk->cast, mention, entity);
    if (mention->form != SS_MENTION_NOMINAL || mention->determiner == SS_DETERMINER_POSSESSIVE)
        return SS_OK;
    ss_role role = mention->role;
    role.role.end = role.role.first < mention->head ? mention->head + 1 : role.role.end;
    return ss_cast_learn_role(&walk->cast, entity, role);
}

/* "Her sons, Bo and Cy Lee,": they are who the noun phrase means; *found tells whether names stand there. */
static ss_status see_several(walk_state *walk, const ss_mention *mention, const ss_sighting *sighting, bool *found)
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
    tell(walk, &names, set);
    tell(walk, mention, set);
    return SS_OK;
}

/* "A native of Ohio, | she was": the noun phrases that wait for that pronoun are whose it is. */
static ss_status settle_waiting(walk_state *walk, const ss_mention *pronoun, uint32_t entity)
{
    for (uint32_t i = 0; i < walk->waiting_count && pronoun->form == SS_MENTION_PRONOUN; i++) {
        const waiting_phrase *one = &walk->waiting[i];
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
static bool waits(walk_state *walk, const ss_mention *mention)
{
    uint32_t token = mention->form == SS_MENTION_NOMINAL ? ss_foretold_pronoun(&walk->cast, mention) : 0;
    if (token == 0 || walk->waiting_count == WAITING)
        return false;
    walk->waiting[walk->waiting_count++] = (waiting_phrase){*mention, token};
    return true;
}

/* Who says "I" at a token: whose quotation or turn it is, or who answers in an interview. */
static uint32_t who_says_i(const walk_state *walk, uint32_t token)
{
    uint32_t speaker = quoted_speaker(walk, token);
    if (speaker != SS_NO_ENTITY)
        return speaker;
    bool answer = !ss_sources_quote(&walk->sources, token) && ss_interview_answers(&walk->interview, walk->document, token);
    return answer ? walk->interview.guest : SS_NO_ENTITY;
}

/* Of "I am the only keeper" the one who says it. */
static uint32_t first_person_subject(const walk_state *walk, const ss_mention *mention)
{
    uint32_t entity = ss_predicate_is_mine(&walk->cast, mention) ? who_says_i(walk, mention->head) : SS_NO_ENTITY;
    return entity != SS_NO_ENTITY && ss_predicate_fits(mention, &walk->cast.entity[entity]) ? entity : SS_NO_ENTITY;
}

/* A pronoun or noun phrase outside the sources; a pronoun that means nobody clearly is forgotten, and a predicate, too. */
static ss_status see_reference(walk_state *walk, const ss_mention *mention, bool predicate)
{
    uint32_t entity = SS_NO_ENTITY;
    if (mention->form == SS_MENTION_NOMINAL || mention->form == SS_MENTION_OTHER)
        entity = ss_predicate_subject(&walk->cast, mention);
    if (entity == SS_NO_ENTITY && mention->form == SS_MENTION_NOMINAL)
        entity = first_person_subject(walk, mention);
    if (entity == SS_NO_ENTITY)
        entity = ss_kin_told(&walk->cast, mention);
    if (entity == SS_NO_ENTITY && mention->form == SS_MENTION_NOMINAL)
        entity = ss_beside_name(&walk->cast, mention);
    if (entity == SS_NO_ENTITY && mention->form == SS_MENTION_NOMINAL)
        entity = ss_foretold_name(&walk->cast, mention);
    if (entity != SS_NO_ENTITY)
        return learn_predicate(walk, mention, entity);
    if (predicate || waits(walk, mention))
        return SS_OK;
    ss_sighting sighting = sighting_of(walk, mention, mention->head);
    bool several;
    if (see_several(walk, mention, &sighting, &several) != SS_OK || several)
        return several ? SS_OK : SS_ERR_MEMORY;
    if (mention->form == SS_MENTION_NOMINAL && sighting.function == SS_FUNCTION_APPOSITION &&
        !ss_joint_goes_on(&walk->document->tokens, mention))
        return SS_OK; /* "Ann Lee, a roofer of 52," is one person */
    /* who is quoted with "he" would have said "I" */
    uint32_t never = mention->form == SS_MENTION_PRONOUN ? quoted_speaker(walk, mention->head) : SS_NO_ENTITY;
    if (find_entity(walk, mention, &sighting, never, &entity) != SS_OK)
        return SS_ERR_MEMORY;
    if (entity == SS_NO_ENTITY && mention->form == SS_MENTION_NOMINAL &&
        ss_cast_add_mention(&walk->cast, mention, &entity) != SS_OK)
        return SS_ERR_MEMORY;
    if (entity != SS_NO_ENTITY) {
        ss_cast_see(&walk->cast, entity, &sighting);
        walk->recent[walk->recent_count++ % RECENT] = (referred){mention->head + 1, entity};
    }
    see_kin(walk, mention, &sighting, entity);
    tell(walk, mention, entity);
    if (settle_waiting(walk, mention, entity) != SS_OK)
        return SS_ERR_MEMORY;
    bool possessor = mention->form == SS_MENTION_PRONOUN && sighting.function == SS_FUNCTION_POSSESSOR;
    return possessor ? SS_OK : see_joint(walk, mention->phrase, mention->phrase.end, entity, &sighting);
}

static ss_status resolve_set(walk_state *walk, ss_range words, const ss_range *part, uint32_t count,
                             const ss_sighting *sighting, uint32_t *entity)
{
    uint32_t member[SS_MAX_MEMBERS];
    for (uint32_t i = 0; i < count; i++) {
        ss_mention mention;
        ss_mention_read(walk->document, &walk->names, part[i], &mention);
        if (resolve(walk, &mention, sighting, SS_NO_ENTITY, &member[i]) != SS_OK ||
            note(walk, part[i], member[i]) != SS_OK)
            return SS_ERR_MEMORY;
        ss_sighting alone = *sighting;
        alone.source = false; /* the set speaks */
        ss_cast_see(&walk->cast, member[i], &alone);
    }
    return ss_cast_add_set(&walk->cast, words, member, count, entity);
}

/* The quotation of a source, from its first words to its last. */
static ss_range spoken_by(const walk_state *walk, const ss_source *source)
{
    const ss_relation *relation = &walk->relations->relation[source->relation];
    if (relation->kind != SS_KIND_DIRECT)
        return (ss_range){0, 0};
    return (ss_range){relation->content[0].first, relation->content[relation->content_count - 1].end};
}

static ss_status walk_source(walk_state *walk, uint32_t index)
{
    const ss_source *source = &walk->sources.source[index];
    const ss_mention *mention = &walk->mention[index];
    uint32_t entity = SS_NO_ENTITY;
    if (mention->form == SS_MENTION_FIRST_PERSON)
        return SS_OK;
    /* two relations of one source */
    if (index > 0 && source->range.first == walk->sources.source[index - 1].range.first &&
        source->range.end == walk->sources.source[index - 1].range.end) {
        walk->entity[index] = walk->entity[index - 1];
        return SS_OK;
    }
    ss_sighting sighting = sighting_of(walk, mention, source->range.first);
    sighting.source = true;
    sighting.inner = source->holder != SS_NO_RELATION;
    walk->spoken = spoken_by(walk, source);
    if (mention->form == SS_MENTION_SET) {
        ss_range part[SS_MAX_MEMBERS];
        sighting.function = SS_FUNCTION_SUBJECT; /* not what its last part is to the first */
        uint32_t count = ss_mention_parts(walk->document, &walk->names, source->range, part, SS_MAX_MEMBERS);
        ss_range words = {part[0].first, part[count - 1].end}; /* without a relative clause behind them */
        if (resolve_set(walk, words, part, count, &sighting, &entity) != SS_OK)
            return SS_ERR_MEMORY;
    } else if (resolve(walk, mention, &sighting, speaker_around(walk, index), &entity) != SS_OK) {
        return SS_ERR_MEMORY;
    }
    ss_cast_see(&walk->cast, entity, &sighting);
    see_kin(walk, mention, &sighting, entity);
    walk->entity[index] = entity;
    tell(walk, mention, entity);
    return settle_waiting(walk, mention, entity) == SS_OK ? note(walk, source->range, entity) : SS_ERR_MEMORY;
}

/* "I" is the author, and inside a quotation whoever is quoted. */
static ss_status resolve_first_person(walk_state *walk, uint32_t index)
{
    const ss_source *source = &walk->sources.source[index];
    uint32_t at = index;
    for (uint32_t i = 0; i < MAX_HOLDERS && walk->mention[at].form == SS_MENTION_FIRST_PERSON; i++) {
        const ss_source *one = &walk->sources.source[at];
        if (!one->quoted || one->holder == SS_NO_RELATION || walk->source_of[one->holder] == 0)
            break;
        at = walk->source_of[one->holder] - 1;
    }
    uint32_t entity = walk->mention[at].form == SS_MENTION_FIRST_PERSON ? SS_NO_ENTITY : walk->entity[at];
    if (entity == SS_NO_ENTITY && !walk->sources.source[at].quoted)
        entity = walk->author;
    if (entity == SS_NO_ENTITY) {
        if (ss_cast_add_mention(&walk->cast, &walk->mention[index], &entity) != SS_OK)
            return SS_ERR_MEMORY;
        if (!walk->sources.source[at].quoted) {
            walk->cast.entity[entity].kind = SS_SPEAKER_AUTHOR;
            walk->author = entity;
        }
    }
    walk->entity[index] = entity;
    return note(walk, source->range, entity);
}

/* A sentence's first word that the tags take for a name, or a given name before a verb. */
static bool is_tagged_name(const walk_state *walk, uint32_t token)
{
    const ss_tokens *tokens = &walk->document->tokens;
    if (walk->tag[token] == SS_TAG_NAME || token + 1 >= tokens->count)
        return walk->tag[token] == SS_TAG_NAME;
    bool verb = walk->tag[token + 1] == SS_TAG_FINITE || walk->tag[token + 1] == SS_TAG_AUXILIARY;
    return verb && ss_title_is_given(tokens, token) && ss_lexeme_of(tokens, token) == 0;
}

/* A name of the whole text, noted at its entity. */
static void count_name(const walk_state *walk, const ss_name *name, ss_entity *entity)
{
    const uint32_t no_name = SS_LEXEME_ORGANISATION | SS_LEXEME_DOCUMENT | SS_LEXEME_GROUP | SS_LEXEME_ROLE | SS_LEXEME_NATION |
                             SS_LEXEME_PLACE | SS_LEXEME_FIRM | SS_LEXEME_MODIFIER | SS_LEXEME_VERB | SS_LEXEME_STOP;
    entity->shortened = entity->shortened || (name->parts == 1 && entity->parts >= 2);
    if (entity->all_names++ > 0)
        return;
    for (uint32_t i = entity->text.first; i < entity->text.end; i++)
        entity->common = (uint8_t)(entity->common + ((ss_lexeme_of(&walk->document->tokens, i) & no_name) != 0));
}

static ss_status prepare(walk_state *walk, const ss_relations *relations)
{
    const ss_speaker_weights *weights = walk->watch != NULL ? walk->watch->weights : ss_speaker_weights_builtin();
    if (ss_tags_guess(walk->arena, walk->document, weights, &walk->tag) != SS_OK ||
        ss_sources_gather(walk->arena, walk->document, relations, &walk->sources) != SS_OK ||
        ss_names_read(walk->arena, walk->document, walk->sources.range, walk->sources.count, &walk->names) != SS_OK)
        return SS_ERR_MEMORY;
    uint32_t count = walk->sources.count;
    walk->mention = ss_arena_alloc(walk->arena, count + 1, sizeof *walk->mention);
    walk->entity = ss_arena_alloc(walk->arena, count + 1, sizeof *walk->entity);
    walk->source_of = ss_arena_alloc(walk->arena, relations->count + 1, sizeof *walk->source_of);
    if (walk->mention == NULL || walk->entity == NULL || walk->source_of == NULL)
        return SS_ERR_MEMORY;
    walk->author = SS_NO_ENTITY;
    for (uint32_t i = 0; i < count; i++) {
        const ss_source *source = &walk->sources.source[i];
        ss_range part[SS_MAX_MEMBERS];
        ss_mention_read(walk->document, &walk->names, source->range, &walk->mention[i]);
        if (ss_mention_parts(walk->document, &walk->names, source->range, part, SS_MAX_MEMBERS) > 1)
            walk->mention[i].form = SS_MENTION_SET;
        if (walk->mention[i].form == SS_MENTION_NAME)
            walk->names.name[walk->mention[i].name - 1].weak = false; /* it speaks, so it is a name */
        walk->entity[i] = SS_NO_ENTITY;
        walk->source_of[source->relation] = i + 1;
    }
    for (uint32_t i = 0; i < walk->names.count; i++)
        if (walk->names.name[i].weak && is_tagged_name(walk, walk->names.name[i].name.first))
            walk->names.name[i].weak = false;
    if (ss_cast_gather(walk->arena, walk->document, &walk->names, &walk->cast) != SS_OK)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < walk->names.count; i++)
        if (walk->cast.entity_of_name[i] != SS_NO_ENTITY)
            count_name(walk, &walk->names.name[i], &walk->cast.entity[walk->cast.entity_of_name[i]]);
    walk->cast.watch = walk->watch;
    walk->cast.weights = weights;
    walk->cast.tag = walk->tag;
    walk->interview = ss_interview_read(&walk->cast);
    walk->references = (ss_references){.document = walk->document, .names = &walk->names, .tag = walk->tag};
    return SS_OK;
}

/* The name belongs to the source's own mention, which is noted with the source. */
static bool is_own_name(const ss_mention *mention, uint32_t name)
{
    return mention->form == SS_MENTION_SET || (mention->form == SS_MENTION_NAME && mention->name == name + 1);
}

/* References whose head stands before token `before`, and not in a source that holds them as its own. */
static ss_status see_references(walk_state *walk, uint32_t before, uint32_t source)
{
    ss_mention mention;
    while (ss_references_next(&walk->references, before, &mention)) {
        const ss_mention *own = source < walk->sources.count ? &walk->mention[source] : NULL;
        bool inside = own != NULL && ss_range_has(walk->sources.range[source], mention.head);
        if (inside && (own->form == SS_MENTION_SET || own->head == mention.head))
            continue;
        if (see_reference(walk, &mention, walk->references.predicate) != SS_OK)
            return SS_ERR_MEMORY;
    }
    return SS_OK;
}

/* Mentions that a watch asks for, and references between them. */
static ss_status see_asked(walk_state *walk, uint32_t before, uint32_t source)
{
    for (; walk->watch != NULL && walk->asked < walk->watch->asked_count; walk->asked++) {
        ss_mention mention;
        ss_mention_read(walk->document, &walk->names, walk->watch->asked[walk->asked], &mention);
        if (mention.head >= before)
            break;
        bool own = source < walk->sources.count && ss_range_has(walk->sources.range[source], mention.head) &&
                   walk->mention[source].head == mention.head;
        if (see_references(walk, mention.head, source) != SS_OK || (!own && see_reference(walk, &mention, false) != SS_OK))
            return SS_ERR_MEMORY;
        walk->references.next = walk->references.next > mention.head ? walk->references.next : mention.head + 1;
    }
    return see_references(walk, before, source);
}

/* Names and references before token `before`, in text order; `source` is the one that begins next. */
static ss_status see_others(walk_state *walk, uint32_t *next, uint32_t before, uint32_t source)
{
    for (; *next < walk->names.count && walk->names.name[*next].name.first < before; ++*next) {
        uint32_t first = walk->names.name[*next].name.first;
        bool own = source < walk->sources.count && first >= walk->sources.range[source].first &&
                   is_own_name(&walk->mention[source], *next);
        if (see_asked(walk, first, source) != SS_OK || (!own && see_name(walk, *next) != SS_OK))
            return SS_ERR_MEMORY;
    }
    return see_asked(walk, before, source);
}

static ss_status walk_text(walk_state *walk)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < walk->sources.count; i++) {
        if (see_others(walk, &next, walk->sources.range[i].end, i) != SS_OK || walk_source(walk, i) != SS_OK)
            return SS_ERR_MEMORY;
        if (i % SOURCES_A_LOOK == 0 && ss_arena_is_stopped(walk->arena))
            return SS_ERR_STOPPED;
    }
    if (see_others(walk, &next, walk->document->tokens.count, walk->sources.count) != SS_OK)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < walk->sources.count; i++)
        if (walk->mention[i].form == SS_MENTION_FIRST_PERSON && resolve_first_person(walk, i) != SS_OK)
            return SS_ERR_MEMORY;
    return SS_OK;
}

/* Numbers the entities that speak in the order of their first source, a set before its members, and
 * tells the relations. */
static ss_status number_speakers(const walk_state *walk, ss_relations *relations, uint32_t **order, uint32_t *count)
{
    const ss_cast *cast = &walk->cast;
    uint32_t *record_of = ss_arena_alloc(walk->arena, cast->count + 1, sizeof *record_of);
    *order = ss_arena_alloc(walk->arena, cast->count + 1, sizeof **order);
    *count = 0;
    if (record_of == NULL || *order == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < relations->count; i++)
        relations->relation[i].speaker = 0;
    for (uint32_t i = 0; i < walk->sources.count; i++) {
        const ss_entity *entity = &cast->entity[walk->entity[i]];
        for (uint32_t k = 0; k <= entity->member_count; k++) {
            uint32_t one = k == 0 ? walk->entity[i] : cast->member[entity->member_first + k - 1];
            if (record_of[one] == 0) {
                (*order)[(*count)++] = one;
                record_of[one] = *count;
            }
        }
        relations->relation[walk->sources.source[i].relation].speaker = record_of[walk->entity[i]];
    }
    return SS_OK;
}

/* Names, candidates, mentions, the tokens that were tagged, and those of the sources, which may overlap. */
static uint64_t operations_of(const walk_state *walk)
{
    uint64_t operations = walk->names.operations + walk->cast.effort->operations + walk->log_count +
                          walk->references.found + walk->document->tokens.count;
    for (uint32_t i = 0; i < walk->sources.count; i++)
        operations += walk->sources.range[i].end - walk->sources.range[i].first;
    return operations;
}

ss_status ss_speakers_watch(ss_arena *arena, const ss_document *document, ss_relations *relations, const ss_watch *watch,
                            ss_speakers *out)
{
    walk_state walk = {.arena = arena, .document = document, .relations = relations, .watch = watch};
    uint32_t *order;
    uint32_t count;
    *out = (ss_speakers){0};
    if (prepare(&walk, relations) != SS_OK || walk_text(&walk) != SS_OK ||
        number_speakers(&walk, relations, &order, &count) != SS_OK)
        return ss_arena_is_stopped(arena) ? SS_ERR_STOPPED : SS_ERR_MEMORY;
    ss_status status = ss_records_write(&walk.cast, order, count, walk.log, walk.log_count, out);
    if (status == SS_OK)
        out->operations = operations_of(&walk);
    return status;
}

ss_status ss_speakers_resolve(ss_arena *arena, const ss_document *document, ss_relations *relations, ss_speakers *out)
{
    return ss_speakers_watch(arena, document, relations, NULL, out);
}
