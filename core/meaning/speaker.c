/* speaker.c - walk over sources and names in text order and say who each source is.  Floor: meaning. */
#include "meaning/speaker.h"

#include "base/limits.h"
#include "meaning/lexeme.h"
#include "meaning/title.h"
#include "meaning/usage.h"
#include "meaning/walk.h"

/* Sources in the first person inside each other's quotations that are followed outwards. */
#define MAX_HOLDERS 8u

/* Sources between two looks at the stop flag; each looks at SS_MAX_CANDIDATES entities at most. */
#define SOURCES_A_LOOK 1024u

/* Of the quotation that holds a source. */
static uint32_t speaker_around(const ss_walk *walk, uint32_t source)
{
    const ss_source *one = &walk->sources.source[source];
    return one->quoted ? ss_walk_speaker_of(walk, one->holder) : SS_NO_ENTITY;
}

static ss_status resolve(ss_walk *walk, const ss_mention *mention, const ss_sighting *sighting, uint32_t never,
                         uint32_t *entity)
{
    for (uint32_t i = 0; i < SS_WALK_RECENT && mention->form == SS_MENTION_NOMINAL; i++)
        if (walk->recent[i].head == mention->head + 1) {
            *entity = walk->recent[i].entity;
            return SS_OK;
        }
    if (ss_walk_find(walk, mention, sighting, never, entity) != SS_OK)
        return SS_ERR_MEMORY;
    return *entity == SS_NO_ENTITY ? ss_cast_add_mention(&walk->cast, mention, entity) : SS_OK;
}

static ss_status resolve_set(ss_walk *walk, ss_range words, const ss_range *part, uint32_t count,
                             const ss_sighting *sighting, uint32_t *entity)
{
    uint32_t member[SS_MAX_MEMBERS];
    for (uint32_t i = 0; i < count; i++) {
        ss_mention mention;
        ss_mention_read(walk->document, &walk->names, part[i], &mention);
        if (resolve(walk, &mention, sighting, SS_NO_ENTITY, &member[i]) != SS_OK ||
            ss_walk_note(walk, part[i], member[i]) != SS_OK)
            return SS_ERR_MEMORY;
        ss_sighting alone = *sighting;
        alone.source = false; /* the set speaks */
        ss_cast_see(&walk->cast, member[i], &alone);
    }
    return ss_cast_add_set(&walk->cast, words, member, count, entity);
}

/* The quotation of a source, from its first words to its last. */
static ss_range spoken_by(const ss_walk *walk, const ss_source *source)
{
    const ss_relation *relation = &walk->relations->relation[source->relation];
    if (relation->kind != SS_KIND_DIRECT)
        return (ss_range){0, 0};
    return (ss_range){relation->content[0].first, relation->content[relation->content_count - 1].end};
}

static ss_status walk_source(ss_walk *walk, uint32_t index)
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
    ss_sighting sighting = ss_walk_sighting(walk, mention, source->range.first);
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
    ss_walk_see_kin(walk, mention, &sighting, entity);
    walk->entity[index] = entity;
    ss_walk_tell(walk, mention, entity);
    if (ss_walk_settle_waiting(walk, mention, entity) != SS_OK)
        return SS_ERR_MEMORY;
    return ss_walk_note(walk, source->range, entity);
}

/* "I" is the author, and inside a quotation whoever is quoted. */
static ss_status resolve_first_person(ss_walk *walk, uint32_t index)
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
    return ss_walk_note(walk, source->range, entity);
}

/* A sentence's first word that the tags take for a name, or a given name before a verb. */
static bool is_tagged_name(const ss_walk *walk, uint32_t token)
{
    const ss_tokens *tokens = &walk->document->tokens;
    if (walk->tag[token] == SS_TAG_NAME || token + 1 >= tokens->count)
        return walk->tag[token] == SS_TAG_NAME;
    bool verb = ss_tag_is_finite(walk->tag[token + 1]);
    return verb && ss_title_is_given(tokens, token) && ss_lexeme_of(tokens, token) == 0;
}

static ss_status prepare(ss_walk *walk, const ss_relations *relations)
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
    walk->cast.watch = walk->watch;
    walk->cast.weights = weights;
    walk->cast.tag = walk->tag;
    ss_usage_count(&walk->cast);
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
static ss_status see_references(ss_walk *walk, uint32_t before, uint32_t source)
{
    ss_mention mention;
    while (ss_references_next(&walk->references, before, &mention)) {
        const ss_mention *own = source < walk->sources.count ? &walk->mention[source] : NULL;
        bool inside = own != NULL && ss_range_has(walk->sources.range[source], mention.head);
        if (inside && (own->form == SS_MENTION_SET || own->head == mention.head))
            continue;
        if (ss_walk_see_reference(walk, &mention, walk->references.predicate) != SS_OK)
            return SS_ERR_MEMORY;
    }
    return SS_OK;
}

/* Mentions that a watch asks for, and references between them. */
static ss_status see_asked(ss_walk *walk, uint32_t before, uint32_t source)
{
    for (; walk->watch != NULL && walk->asked < walk->watch->asked_count; walk->asked++) {
        ss_mention mention;
        ss_mention_read(walk->document, &walk->names, walk->watch->asked[walk->asked], &mention);
        if (mention.head >= before)
            break;
        bool own = source < walk->sources.count && ss_range_has(walk->sources.range[source], mention.head) &&
                   walk->mention[source].head == mention.head;
        if (see_references(walk, mention.head, source) != SS_OK ||
            (!own && ss_walk_see_reference(walk, &mention, false) != SS_OK))
            return SS_ERR_MEMORY;
        walk->references.next = walk->references.next > mention.head ? walk->references.next : mention.head + 1;
    }
    return see_references(walk, before, source);
}

/* Names and references before token `before`, in text order; `source` is the one that begins next. */
static ss_status see_others(ss_walk *walk, uint32_t *next, uint32_t before, uint32_t source)
{
    for (; *next < walk->names.count && walk->names.name[*next].name.first < before; ++*next) {
        uint32_t first = walk->names.name[*next].name.first;
        bool own = source < walk->sources.count && first >= walk->sources.range[source].first &&
                   is_own_name(&walk->mention[source], *next);
        if (see_asked(walk, first, source) != SS_OK || (!own && ss_walk_see_name(walk, *next) != SS_OK))
            return SS_ERR_MEMORY;
    }
    return see_asked(walk, before, source);
}

static ss_status walk_text(ss_walk *walk)
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
static ss_status number_speakers(const ss_walk *walk, ss_relations *relations, uint32_t **order, uint32_t *count)
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
static uint64_t operations_of(const ss_walk *walk)
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
    ss_walk walk = {.arena = arena, .document = document, .relations = relations, .watch = watch};
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
