/* cast.c - entities, their roles and their order by recency.  Floor: meaning. */
#include "meaning/cast.h"

#include "base/hash.h"
#include "meaning/identity.h"
#include "meaning/lexeme.h"
#include "meaning/run.h"

ss_status ss_cast_new(ss_cast *cast, uint32_t *out)
{
    if (cast->count == cast->capacity) {
        uint32_t capacity = cast->capacity == 0 ? 64 : cast->capacity * 2;
        ss_entity *grown = ss_arena_grow(cast->arena, cast->entity, cast->capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        cast->entity = grown;
        cast->capacity = capacity;
    }
    *out = cast->count++;
    cast->entity[*out].female_percent = SS_NAME_SHARE_UNKNOWN;
    return SS_OK;
}

static bool is_empty(ss_range range)
{
    return range.first == range.end;
}

static bool same_words(const ss_tokens *tokens, ss_range one, ss_range other)
{
    if (one.end - one.first != other.end - other.first)
        return false;
    for (uint32_t i = 0; i < one.end - one.first; i++)
        if (ss_lexeme_hash(tokens, one.first + i) != ss_lexeme_hash(tokens, other.first + i))
            return false;
    return true;
}

/* "Mr." tells no office, nor does "Doctor" before a name; "a doctor" does. */
static bool is_office(const ss_tokens *tokens, ss_range role)
{
    for (uint32_t i = role.first; i < role.end; i++)
        if (!(ss_lexeme_of(tokens, i) & SS_LEXEME_HONORIFIC) || !ss_token_is_capitalised(tokens, i))
            return true;
    return false;
}

static ss_status add_role(ss_cast *cast, uint32_t entity, ss_role role, bool predicate)
{
    const ss_tokens *tokens = &cast->document->tokens;
    ss_entity *one = &cast->entity[entity];
    if (role.role.end - role.role.first > SS_RUN_MAX_TOKENS)
        role.role.first = role.role.end - SS_RUN_MAX_TOKENS;
    if (!is_office(tokens, role.role))
        role.role.end = role.role.first;
    if (is_empty(role.role) && is_empty(role.affiliation))
        return SS_OK;
    uint32_t looked_at = 0;
    for (uint32_t i = one->role_first; i != 0; i = cast->role[i - 1].next) {
        if (++looked_at > SS_CAST_MAX_ROLES)
            return SS_OK;
        if (same_words(tokens, cast->role[i - 1].role.role, role.role)) {
            cast->role[i - 1].predicate = cast->role[i - 1].predicate && predicate;
            return SS_OK;
        }
    }
    if (cast->role_count == cast->role_capacity) {
        uint32_t capacity = cast->role_capacity == 0 ? 32 : cast->role_capacity * 2;
        ss_role_item *grown = ss_arena_grow(cast->arena, cast->role, cast->role_capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        cast->role = grown;
        cast->role_capacity = capacity;
    }
    cast->role[cast->role_count++] = (ss_role_item){role, ss_offices_read(tokens, role.role), 0, predicate};
    if (one->role_first == 0)
        one->role_first = cast->role_count;
    else
        cast->role[one->role_last - 1].next = cast->role_count;
    one->role_last = cast->role_count;
    return SS_OK;
}

ss_status ss_cast_add_role(ss_cast *cast, uint32_t entity, ss_role role)
{
    return add_role(cast, entity, role, false);
}

ss_status ss_cast_learn_role(ss_cast *cast, uint32_t entity, ss_role role)
{
    return add_role(cast, entity, role, true);
}

ss_status ss_cast_add_earlier_role(ss_cast *cast, uint32_t entity, ss_role role, uint32_t heading_end)
{
    for (uint32_t i = cast->entity[entity].role_first; i != 0; i = cast->role[i - 1].next) {
        ss_role *known = &cast->role[i - 1].role;
        bool better = role.role.first < known->role.first || known->role.first < heading_end;
        if (better && same_words(&cast->document->tokens, known->role, role.role))
            known->role = role.role;
    }
    return ss_cast_add_role(cast, entity, role);
}

ss_status ss_cast_add_mention(ss_cast *cast, const ss_mention *mention, uint32_t *entity)
{
    if (ss_cast_new(cast, entity) != SS_OK)
        return SS_ERR_MEMORY;
    ss_entity *one = &cast->entity[*entity];
    one->text = mention->phrase;
    one->kind = mention->kind;
    one->gender = mention->gender;
    one->number = mention->number;
    if (mention->form != SS_MENTION_NOMINAL)
        return SS_OK;
    if (ss_lookup_add(&cast->lookup, SS_FIELD_DESCRIPTION, ss_cast_description(cast, mention->phrase), *entity) != SS_OK)
        return SS_ERR_MEMORY;
    return ss_cast_add_role(cast, *entity, mention->role);
}

uint64_t ss_cast_description(const ss_cast *cast, ss_range phrase)
{
    const ss_tokens *tokens = &cast->document->tokens;
    uint64_t hash = SS_HASH64_START;
    for (uint32_t i = phrase.first; i < phrase.end; i++) {
        if (i == phrase.first && (ss_token_is(tokens, i, "the") || ss_token_is(tokens, i, "this")))
            continue;
        uint64_t word = ss_lexeme_hash(tokens, i);
        hash = ss_hash64(hash, &word, sizeof word);
    }
    return hash;
}

static ss_status keep_members(ss_cast *cast, const uint32_t *member, uint32_t member_count)
{
    while (cast->member_count + member_count > cast->member_capacity) {
        uint32_t capacity = cast->member_capacity == 0 ? 64 : cast->member_capacity * 2;
        uint32_t *grown = ss_arena_grow(cast->arena, cast->member, cast->member_capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        cast->member = grown;
        cast->member_capacity = capacity;
    }
    for (uint32_t i = 0; i < member_count; i++)
        cast->member[cast->member_count++] = member[i];
    return SS_OK;
}

ss_status ss_cast_add_set(ss_cast *cast, ss_range words, const uint32_t *member, uint32_t member_count,
                          uint32_t *entity)
{
    uint64_t hash = ss_cast_description(cast, words);
    uint32_t link = ss_lookup_find(&cast->lookup, SS_FIELD_DESCRIPTION, hash);
    if (link != 0 && cast->entity[cast->lookup.link[link - 1].entity].member_count == member_count) {
        *entity = cast->lookup.link[link - 1].entity;
        return SS_OK;
    }
    uint32_t first = cast->member_count;
    if (keep_members(cast, member, member_count) != SS_OK || ss_cast_new(cast, entity) != SS_OK ||
        ss_lookup_add(&cast->lookup, SS_FIELD_DESCRIPTION, hash, *entity) != SS_OK)
        return SS_ERR_MEMORY;
    ss_entity *set = &cast->entity[*entity];
    set->text = words;
    set->kind = SS_SPEAKER_GROUP;
    set->number = SS_NUMBER_PLURAL;
    set->member_first = first;
    set->member_count = member_count;
    return SS_OK;
}

static void unlink_entity(ss_cast *cast, uint32_t entity)
{
    ss_entity *one = &cast->entity[entity];
    if (one->newer != 0)
        cast->entity[one->newer - 1].older = one->older;
    else if (cast->newest == entity + 1)
        cast->newest = one->older;
    if (one->older != 0)
        cast->entity[one->older - 1].newer = one->newer;
}

/* Mentions in the newest sentence and in the one before it. */
static void count_in_sentences(ss_entity *one, uint32_t sentence)
{
    if (one->last_sentence != sentence) {
        one->before = one->last_sentence + 1 == sentence ? one->here : 0;
        one->here = 0;
    }
    one->here = (uint8_t)(one->here + (one->here < UINT8_MAX));
}

uint32_t ss_focus_of(uint8_t gender, uint8_t number)
{
    return gender == SS_GENDER_UNKNOWN && number == SS_NUMBER_PLURAL ? SS_FOCUSES - 1 : gender;
}

void ss_cast_see(ss_cast *cast, uint32_t entity, const ss_sighting *sighting)
{
    ss_entity *one = &cast->entity[entity];
    if (cast->newest != entity + 1) {
        unlink_entity(cast, entity);
        one->newer = 0;
        one->older = cast->newest;
        if (cast->newest != 0)
            cast->entity[cast->newest - 1].newer = entity + 1;
        cast->newest = entity + 1;
    }
    if (one->mentions++ == 0) {
        one->first_token = sighting->token;
        one->first_sentence = sighting->sentence;
    }
    count_in_sentences(one, sighting->sentence);
    one->names += sighting->form == SS_MENTION_NAME;
    one->last_token = sighting->token;
    one->last_sentence = sighting->sentence;
    one->last_paragraph = sighting->paragraph;
    one->last_function = sighting->function;
    one->last_form = sighting->form;
    one->last_quoted = sighting->quoted;
    one->last_the = sighting->the;
    one->last_tagged = sighting->tagged;
    one->last_placed = sighting->placed;
    one->last_called = sighting->called;
    one->last_spoke = sighting->source;
    one->cited = one->cited || sighting->cited;
    if (sighting->function == SS_FUNCTION_SUBJECT && !sighting->quoted)
        one->subject_sentence = sighting->sentence + 1;
    if (sighting->form == SS_MENTION_PRONOUN) {
        if (sighting->gender != SS_GENDER_UNKNOWN) {
            one->heard_gender = sighting->gender;
            one->heard[sighting->gender]++;
        }
        cast->focus[ss_focus_of(sighting->gender, sighting->number)] = (ss_focus){entity + 1, sighting->sentence};
    }
    if (sighting->source && !sighting->inner)
        one->last_source = ++cast->source_count;
}
