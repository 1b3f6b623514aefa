/* record.c - names, keys, roles and mentions of the speakers.  Floor: meaning. */
#include "meaning/record.h"

#include <string.h>

#include "base/limits.h"
#include "meaning/lexeme.h"
#include "meaning/order.h"
#include "text/utf8.h"

typedef struct text_out {
    char *bytes;
    uint32_t length;
    uint32_t capacity;
} text_out;

static bool put(text_out *out, const char *bytes, uint32_t length)
{
    if (out->length + length > out->capacity)
        return false;
    memcpy(out->bytes + out->length, bytes, length);
    out->length += length;
    return true;
}

/* The token's bytes, a bad sequence as U+FFFD; false when the record is full. */
static bool put_token(const ss_tokens *tokens, uint32_t token, text_out *out)
{
    ss_span span = ss_token_span(tokens, token);
    for (uint32_t at = span.start; at < span.end;) {
        ss_character character = ss_utf8_decode(tokens->text, tokens->length, at);
        const char *bytes = (const char *)tokens->text + at;
        if (!(character.bad ? put(out, "\xEF\xBF\xBD", 3) : put(out, bytes, character.length)))
            return false;
        at += character.length;
    }
    return true;
}

static void write_name(const ss_tokens *tokens, ss_range range, text_out *out)
{
    for (uint32_t i = range.first; i < range.end; i++) {
        if (i > range.first && tokens->token[i].gap != SS_GAP_NONE && !put(out, " ", 1))
            return;
        if (!put_token(tokens, i, out))
            return;
    }
}

static bool is_article(const ss_tokens *tokens, uint32_t token)
{
    return ss_token_is(tokens, token, "the") || ss_token_is(tokens, token, "a") || ss_token_is(tokens, token, "an");
}

/* Articles and titles before the rest of the name say nothing about who it is. */
static void write_key(const ss_tokens *tokens, ss_range range, text_out *out)
{
    while (range.first + 1 < range.end &&
           (is_article(tokens, range.first) || (ss_lexeme_of(tokens, range.first) & SS_LEXEME_HONORIFIC)))
        range.first++;
    for (uint32_t i = range.first; i < range.end; i++) {
        if (i > range.first && tokens->token[i].gap != SS_GAP_NONE && !put(out, " ", 1))
            return;
        out->length += ss_lexeme_fold(tokens, i, out->bytes + out->length, out->capacity - out->length);
    }
}

uint32_t ss_record_key(const ss_tokens *tokens, ss_range name, char *out, uint32_t capacity)
{
    text_out key = {out, 0, capacity};
    write_key(tokens, name, &key);
    return key.length;
}

/* Enough for the name and its key: a case-folded character has at most three times its bytes. */
static uint32_t bytes_of(const ss_tokens *tokens, ss_range range)
{
    uint32_t bytes = 0;
    for (uint32_t i = range.first; i < range.end && bytes < SS_MAX_NAME_BYTES; i++)
        bytes += tokens->token[i].length * 3u + 1;
    return bytes < SS_MAX_NAME_BYTES ? bytes : SS_MAX_NAME_BYTES;
}

static ss_status write_texts(const ss_cast *cast, const ss_entity *entity, ss_speaker *out)
{
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t room = bytes_of(tokens, entity->text);
    text_out name = {ss_arena_alloc(cast->arena, room + 1, 1), 0, room};
    text_out key = {ss_arena_alloc(cast->arena, room + 1, 1), 0, room};
    if (name.bytes == NULL || key.bytes == NULL)
        return SS_ERR_MEMORY;
    write_name(tokens, entity->text, &name);
    write_key(tokens, entity->text, &key);
    out->name = name.bytes;
    out->name_length = name.length;
    out->key = key.bytes;
    out->key_length = key.length;
    return SS_OK;
}

/* Adds the range in text order, once. */
static uint16_t insert(ss_range *list, uint16_t count, ss_range range)
{
    uint16_t at = count;
    if (range.first == range.end || count == SS_MAX_PHRASES)
        return count;
    while (at > 0 && list[at - 1].first > range.first)
        at--;
    if (at > 0 && list[at - 1].first == range.first)
        return count;
    memmove(&list[at + 1], &list[at], (size_t)(count - at) * sizeof *list);
    list[at] = range;
    return (uint16_t)(count + 1);
}

static bool is_said_already(const ss_tokens *tokens, const ss_range *list, uint16_t count, ss_range range)
{
    for (uint16_t i = 0; i < count; i++) {
        uint32_t k = 0;
        if (list[i].end - list[i].first != range.end - range.first)
            continue;
        while (list[i].first + k < list[i].end &&
               ss_lexeme_hash(tokens, list[i].first + k) == ss_lexeme_hash(tokens, range.first + k))
            k++;
        if (list[i].first + k == list[i].end)
            return true;
    }
    return false;
}

static ss_status write_roles(const ss_cast *cast, const ss_entity *entity, ss_speaker *out)
{
    const ss_tokens *tokens = &cast->document->tokens;
    bool person = out->kind == SS_SPEAKER_PERSON || out->kind == SS_SPEAKER_ANONYMOUS;
    if (entity->role_first == 0 || (!person && out->kind != SS_SPEAKER_GROUP))
        return SS_OK;
    ss_range *role = ss_arena_alloc(cast->arena, SS_MAX_PHRASES, sizeof *role);
    ss_range *affiliation = ss_arena_alloc(cast->arena, SS_MAX_PHRASES, sizeof *affiliation);
    if (role == NULL || affiliation == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = entity->role_first; i != 0; i = cast->role[i - 1].next) {
        const ss_role *one = &cast->role[i - 1].role;
        if (cast->role[i - 1].predicate)
            continue;
        if (person)
            out->role_count = insert(role, out->role_count, one->role);
        if (!is_said_already(tokens, affiliation, out->affiliation_count, one->affiliation))
            out->affiliation_count = insert(affiliation, out->affiliation_count, one->affiliation);
    }
    out->role = role;
    out->affiliation = affiliation;
    return SS_OK;
}

static ss_status write_members(const ss_cast *cast, const ss_entity *entity, const uint32_t *record_of, ss_speaker *out)
{
    if (entity->member_count == 0)
        return SS_OK;
    uint32_t *member = ss_arena_alloc(cast->arena, entity->member_count, sizeof *member);
    if (member == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < entity->member_count; i++) {
        uint32_t record = record_of[cast->member[entity->member_first + i]];
        bool twice = false;
        for (uint32_t k = 0; k < out->member_count; k++)
            twice = twice || member[k] == record;
        if (!twice)
            member[out->member_count++] = record;
    }
    out->member = member;
    return SS_OK;
}

/* Deals the log out to the records, in text order; a name inside a source that is the same mention
 * counts once. */
static ss_status write_mentions(const ss_cast *cast, const uint32_t *record_of, const ss_log_entry *log,
                                uint32_t log_count, ss_speaker *speaker, uint32_t count)
{
    uint64_t *key = ss_arena_alloc(cast->arena, log_count + 1, sizeof *key);
    uint32_t *room = ss_arena_alloc(cast->arena, count + 1, sizeof *room);
    ss_range **list = ss_arena_alloc(cast->arena, count + 1, sizeof *list);
    if (key == NULL || room == NULL || list == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < log_count; i++) {
        key[i] = (uint64_t)log[i].range.first << 32 | i;
        room[record_of[log[i].entity]]++;
    }
    if (ss_order_keys(cast->arena, key, log_count) != SS_OK)
        return SS_ERR_MEMORY;
    for (uint32_t i = 1; i <= count; i++) {
        uint32_t size = room[i] < SS_MAX_MENTIONS ? room[i] : SS_MAX_MENTIONS;
        list[i] = ss_arena_alloc(cast->arena, size + 1, sizeof **list);
        if (list[i] == NULL)
            return SS_ERR_MEMORY;
        speaker[i - 1].mention = list[i];
    }
    for (uint32_t i = 0; i < log_count; i++) {
        const ss_log_entry *entry = &log[(uint32_t)key[i]];
        uint32_t record = record_of[entry->entity];
        if (record == 0)
            continue;
        ss_speaker *one = &speaker[record - 1];
        ss_range *last = one->mention_count > 0 ? &list[record][one->mention_count - 1] : NULL;
        if (last != NULL && entry->range.first < last->end) {
            if (entry->range.end > last->end)
                last->end = entry->range.end;
        } else if (one->mention_count < SS_MAX_MENTIONS) {
            list[record][one->mention_count++] = entry->range;
        }
    }
    return SS_OK;
}

ss_status ss_records_write(const ss_cast *cast, const uint32_t *order, uint32_t count, const ss_log_entry *log,
                           uint32_t log_count, ss_speakers *out)
{
    *out = (ss_speakers){0};
    ss_speaker *speaker = ss_arena_alloc(cast->arena, count + 1, sizeof *speaker);
    uint32_t *record_of = ss_arena_alloc(cast->arena, cast->count + 1, sizeof *record_of);
    if (speaker == NULL || record_of == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < count; i++)
        record_of[order[i]] = i + 1;
    for (uint32_t i = 0; i < count; i++) {
        const ss_entity *entity = &cast->entity[order[i]];
        speaker[i].kind = entity->kind == 0 ? SS_SPEAKER_UNKNOWN : entity->kind;
        if (write_texts(cast, entity, &speaker[i]) != SS_OK || write_roles(cast, entity, &speaker[i]) != SS_OK ||
            write_members(cast, entity, record_of, &speaker[i]) != SS_OK)
            return SS_ERR_MEMORY;
    }
    if (write_mentions(cast, record_of, log, log_count, speaker, count) != SS_OK)
        return SS_ERR_MEMORY;
    *out = (ss_speakers){.speaker = speaker, .count = count};
    return SS_OK;
}
