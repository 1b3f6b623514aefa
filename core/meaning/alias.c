#include "meaning/alias.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "meaning/mention.h"
#include "meaning/order.h"
#include "meaning/record.h"

#define NONE UINT32_MAX

/* "Maggie" = "the Iron Lady", "the Iron Lady" = "Margaret Thatcher": so many are followed, and a circle ends there. */
#define MAX_CHAIN 4u

/* ---- the table -------------------------------------------------------------------------------------- */

/* Of two for one key the later first: the search looks for the first. */
static int by_key(const void *left, const void *right)
{
    const ss_alias *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    return order != 0 ? order : a->order > b->order ? -1 : 1;
}

ss_status ss_aliases_index(ss_arena *arena, const ss_alias *alias, uint32_t count, ss_aliases *out)
{
    uint32_t kept = 0;
    ss_alias *all = ss_arena_alloc(arena, 2 * (size_t)count, sizeof *all);
    *out = (ss_aliases){0};
    if (all == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        all[2 * i] = (ss_alias){alias[i].key, alias[i].name, alias[i].name_key, count + i};
        all[2 * i + 1] = (ss_alias){alias[i].name_key, alias[i].name, alias[i].name_key, i};
    }
    qsort(all, 2 * (size_t)count, sizeof *all, by_key);
    for (uint32_t i = 0; i < 2 * count; i++)
        if (kept == 0 || strcmp(all[kept - 1].key, all[i].key) != 0)
            all[kept++] = all[i];
    *out = (ss_aliases){all, kept};
    return SS_OK;
}

/* The key of a name in a buffer, cut where a record's is. */
static uint32_t write_key(const ss_tokens *tokens, ss_range name, char *out)
{
    uint32_t length = ss_record_key(tokens, name, out, SS_MAX_NAME_BYTES);
    out[length] = '\0';
    return length;
}

const char *ss_alias_key(ss_arena *arena, const char *name, uint32_t length)
{
    ss_tokens tokens;
    char key[SS_MAX_NAME_BYTES + 1];
    if (ss_tokens_cut(arena, (const uint8_t *)name, length, &tokens) != SS_OK)
        return NULL;
    uint32_t size = write_key(&tokens, (ss_range){0, tokens.count}, key) + 1;
    char *kept = ss_arena_alloc(arena, size, 1);
    return kept == NULL ? NULL : memcpy(kept, key, size);
}

/* The index of the alias of a key, NONE. */
static uint32_t find(const ss_aliases *aliases, const char *key, uint32_t length)
{
    uint32_t low = 0, high = aliases->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strncmp(aliases->alias[middle].key, key, length);
        if (order == 0)
            order = aliases->alias[middle].key[length] != '\0';
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NONE;
}

/* The index of the alias by which all of one name are known: the name itself, whose name may be another's again. */
static uint32_t person_of(const ss_aliases *aliases, const char *key, uint32_t length)
{
    uint32_t at = find(aliases, key, length);
    for (uint32_t i = 0; i < MAX_CHAIN && at != NONE; i++) {
        const char *name_key = aliases->alias[at].name_key;
        at = find(aliases, name_key, (uint32_t)strlen(name_key));
    }
    return at;
}

/* ---- who is whom ------------------------------------------------------------------------------------ */

typedef struct change {
    ss_arena *arena;
    const ss_aliases *aliases;
    const ss_document *document;
    ss_relations *relations;
    const ss_speakers *old;
    uint32_t *person;     /* [old->count]: alias of the name itself, NONE */
    uint32_t *moved;      /* [relations->count]: the same, where the source alone says so */
    uint32_t *fresh_of;   /* [old->count]: place of its record in `fresh` */
    uint32_t *fresh_of_person; /* [aliases->count]: place + 1, 0 while there is none */
    ss_speaker *fresh;    /* [count], in the old order */
    uint64_t *key;        /* [count]: first token of a source << 32 | place */
    uint32_t *place_of;   /* [count]: id in the new order */
    uint32_t count;
} change;

static ss_status prepare(change *self)
{
    uint32_t most = self->old->count + self->relations->count;
    self->person = ss_arena_alloc(self->arena, self->old->count, sizeof *self->person);
    self->moved = ss_arena_alloc(self->arena, self->relations->count, sizeof *self->moved);
    self->fresh_of = ss_arena_alloc(self->arena, self->old->count, sizeof *self->fresh_of);
    self->fresh_of_person = ss_arena_alloc(self->arena, self->aliases->count, sizeof *self->fresh_of_person);
    self->fresh = ss_arena_alloc(self->arena, most, sizeof *self->fresh);
    self->key = ss_arena_alloc(self->arena, most, sizeof *self->key);
    self->place_of = ss_arena_alloc(self->arena, most, sizeof *self->place_of);
    return self->person == NULL || self->moved == NULL || self->fresh_of == NULL || self->fresh_of_person == NULL ||
                   self->fresh == NULL || self->key == NULL || self->place_of == NULL
               ? SS_ERR_MEMORY
               : SS_OK;
}

/* The source's own words, empty without one. */
static ss_range source_of(const change *self, const ss_relation *relation)
{
    return relation->source_count == 0 ? (ss_range){0, 0} : ss_mention_trim(self->document, relation->source[0]);
}

/* Whether anything is to be changed. */
static bool find_persons(change *self)
{
    bool any = false;
    for (uint32_t i = 0; i < self->old->count; i++) {
        const ss_speaker *one = &self->old->speaker[i];
        self->person[i] = person_of(self->aliases, one->key, one->key_length);
        any = any || self->person[i] != NONE;
    }
    for (uint32_t i = 0; i < self->relations->count; i++) {
        const ss_relation *relation = &self->relations->relation[i];
        ss_range source = source_of(self, relation);
        char key[SS_MAX_NAME_BYTES + 1];
        self->moved[i] = NONE;
        if (relation->speaker == 0 || source.first == source.end)
            continue;
        uint32_t person = person_of(self->aliases, key, write_key(&self->document->tokens, source, key));
        if (person != self->person[relation->speaker - 1])
            self->moved[i] = person;
        any = any || self->moved[i] != NONE;
    }
    return any;
}

/* Records that lose their last source and are nobody's member are gone. */
static ss_status find_kept(change *self, bool **out)
{
    bool *speaks = *out = ss_arena_alloc(self->arena, self->old->count, sizeof *speaks);
    if (speaks == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < self->relations->count; i++)
        if (self->relations->relation[i].speaker != 0 && self->moved[i] == NONE)
            speaks[self->relations->relation[i].speaker - 1] = true;
    for (uint32_t i = 0; i < self->old->count; i++)
        for (uint32_t k = 0; k < self->old->speaker[i].member_count; k++)
            speaks[self->old->speaker[i].member[k] - 1] = true;
    return SS_OK;
}

/* ---- new records ------------------------------------------------------------------------------------ */

/* The record of a person, made of `like` when there is none; whoever has the name itself says its kind. */
static uint32_t record_of_person(change *self, uint32_t person, const ss_speaker *like)
{
    const ss_alias *alias = &self->aliases->alias[person];
    uint32_t *place = &self->fresh_of_person[person];
    bool itself = strlen(alias->name_key) == like->key_length && memcmp(alias->name_key, like->key, like->key_length) == 0;
    if (*place == 0) {
        self->fresh[self->count] = (ss_speaker){.name = alias->name,
                                                .key = alias->name_key,
                                                .name_length = (uint32_t)strlen(alias->name),
                                                .key_length = (uint32_t)strlen(alias->name_key),
                                                .kind = like->kind};
        *place = ++self->count;
    } else if (itself) {
        self->fresh[*place - 1].kind = like->kind;
    }
    return *place - 1;
}

static ss_status join_phrases(ss_arena *arena, const ss_range **list, uint16_t *count, const ss_range *more, uint16_t more_count)
{
    ss_range *joined = ss_arena_alloc(arena, SS_MAX_PHRASES, sizeof *joined);
    uint16_t kept = 0;
    if (joined == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t a = 0, b = 0; kept < SS_MAX_PHRASES && (a < *count || b < more_count);) {
        bool first = b == more_count || (a < *count && (*list)[a].first <= more[b].first);
        ss_range next = first ? (*list)[a++] : more[b++];
        if (kept == 0 || joined[kept - 1].first != next.first)
            joined[kept++] = next;
    }
    *list = joined;
    *count = kept;
    return SS_OK;
}

/* Roles and members of an old record go to the new one. Members keep their old ids until the new are known. */
static ss_status join(change *self, ss_speaker *into, const ss_speaker *from)
{
    ss_status status = join_phrases(self->arena, &into->role, &into->role_count, from->role, from->role_count);
    if (status == SS_OK)
        status = join_phrases(self->arena, &into->affiliation, &into->affiliation_count, from->affiliation,
                              from->affiliation_count);
    if (into->member_count == 0) {
        into->member = from->member;
        into->member_count = from->member_count;
    }
    return status;
}

static ss_status make_records(change *self, const bool *kept)
{
    for (uint32_t i = 0; i < self->old->count; i++) {
        const ss_speaker *one = &self->old->speaker[i];
        self->fresh_of[i] = NONE;
        if (!kept[i])
            continue;
        if (self->person[i] == NONE) {
            self->fresh_of[i] = self->count;
            self->fresh[self->count] = *one;
            self->fresh[self->count++].mention_count = 0;
            continue;
        }
        self->fresh_of[i] = record_of_person(self, self->person[i], one);
        if (join(self, &self->fresh[self->fresh_of[i]], one) != SS_OK)
            return SS_ERR_MEMORY;
    }
    for (uint32_t i = 0; i < self->relations->count; i++)
        if (self->moved[i] != NONE)
            record_of_person(self, self->moved[i], &self->old->speaker[self->relations->relation[i].speaker - 1]);
    return SS_OK;
}

/* By first source; who is but a member stays behind whom he stood behind. */
static ss_status number(change *self)
{
    for (uint32_t i = 0; i < self->count; i++)
        self->key[i] = UINT64_MAX;
    for (uint32_t i = 0; i < self->relations->count; i++) {
        ss_relation *relation = &self->relations->relation[i];
        if (relation->speaker == 0)
            continue;
        uint32_t fresh = self->moved[i] == NONE ? self->fresh_of[relation->speaker - 1] : self->fresh_of_person[self->moved[i]] - 1;
        uint64_t key = (uint64_t)source_of(self, relation).first << 32 | fresh;
        self->key[fresh] = key < self->key[fresh] ? key : self->key[fresh];
        relation->speaker = fresh + 1;
    }
    for (uint32_t i = 0; i < self->count; i++)
        if (self->key[i] == UINT64_MAX)
            self->key[i] = (i == 0 ? 0 : self->key[i - 1] >> 32 << 32) | i;
    if (ss_order_keys(self->arena, self->key, self->count) != SS_OK)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < self->count; i++)
        self->place_of[(uint32_t)self->key[i]] = i + 1;
    for (uint32_t i = 0; i < self->relations->count; i++) {
        uint32_t *speaker = &self->relations->relation[i].speaker;
        *speaker = *speaker == 0 ? 0 : self->place_of[*speaker - 1];
    }
    return SS_OK;
}

static ss_status renumber_members(change *self, ss_speaker *one)
{
    uint32_t *member = ss_arena_alloc(self->arena, one->member_count, sizeof *member);
    uint16_t count = 0;
    if (member == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < one->member_count; i++) {
        uint32_t id = self->place_of[self->fresh_of[one->member[i] - 1]];
        bool twice = false;
        for (uint32_t k = 0; k < count; k++)
            twice = twice || member[k] == id;
        if (!twice)
            member[count++] = id;
    }
    one->member = member;
    one->member_count = count;
    return SS_OK;
}

/* ---- mentions --------------------------------------------------------------------------------------- */

typedef struct mention_entry {
    ss_range range;
    uint32_t fresh; /* NONE: its record is gone */
    bool moved;     /* a source that has a new record: nobody else's mention any more */
} mention_entry;

/* All mentions of old records, and behind them the sources that were moved, which so win their places. */
static ss_status gather_mentions(const change *self, mention_entry **out, uint64_t **key, uint32_t *count)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < self->old->count; i++)
        most += self->old->speaker[i].mention_count;
    most += self->relations->count;
    mention_entry *entry = *out = ss_arena_alloc(self->arena, most, sizeof *entry);
    *key = ss_arena_alloc(self->arena, most, sizeof **key);
    *count = 0;
    if (entry == NULL || *key == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < self->relations->count; i++)
        if (self->moved[i] != NONE)
            entry[(*count)++] = (mention_entry){source_of(self, &self->relations->relation[i]),
                                                self->fresh_of_person[self->moved[i]] - 1, true};
    for (uint32_t i = 0; i < self->old->count; i++)
        for (uint32_t k = 0; k < self->old->speaker[i].mention_count; k++)
            entry[(*count)++] = (mention_entry){self->old->speaker[i].mention[k], self->fresh_of[i], false};
    for (uint32_t i = 0; i < *count; i++)
        (*key)[i] = (uint64_t)entry[i].range.first << 32 | i;
    return ss_order_keys(self->arena, *key, *count);
}

static ss_status make_lists(change *self, const mention_entry *entry, uint32_t count, ss_range ***out)
{
    uint32_t *room = ss_arena_alloc(self->arena, self->count, sizeof *room);
    ss_range **list = *out = ss_arena_alloc(self->arena, self->count, sizeof *list);
    if (room == NULL || list == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < count; i++)
        if (entry[i].fresh != NONE)
            room[entry[i].fresh]++;
    for (uint32_t i = 0; i < self->count; i++) {
        list[i] = ss_arena_alloc(self->arena, room[i] < SS_MAX_MENTIONS ? room[i] : SS_MAX_MENTIONS, sizeof **list);
        if (list[i] == NULL)
            return SS_ERR_MEMORY;
        self->fresh[i].mention = list[i];
    }
    return SS_OK;
}

/* Deals them out in text order; of one record's that overlap the first is made longer. */
static ss_status write_mentions(change *self)
{
    mention_entry *entry;
    uint64_t *key;
    ss_range **list;
    uint32_t count, moved = NONE;
    if (gather_mentions(self, &entry, &key, &count) != SS_OK || make_lists(self, entry, count, &list) != SS_OK)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        const mention_entry *one = &entry[(uint32_t)key[i]];
        if (one->fresh == NONE || (!one->moved && one->range.first == moved))
            continue;
        moved = one->moved ? one->range.first : moved;
        ss_speaker *speaker = &self->fresh[one->fresh];
        ss_range *last = speaker->mention_count == 0 ? NULL : &list[one->fresh][speaker->mention_count - 1];
        if (last != NULL && one->range.first < last->end)
            last->end = one->range.end > last->end ? one->range.end : last->end;
        else if (speaker->mention_count < SS_MAX_MENTIONS)
            list[one->fresh][speaker->mention_count++] = one->range;
    }
    return SS_OK;
}

ss_status ss_aliases_apply(ss_arena *arena, const ss_aliases *aliases, const ss_document *document,
                           ss_relations *relations, ss_speakers *speakers)
{
    change self = {.arena = arena, .aliases = aliases, .document = document, .relations = relations, .old = speakers};
    bool *kept;
    if (aliases->count == 0)
        return SS_OK;
    if (prepare(&self) != SS_OK)
        return SS_ERR_MEMORY;
    if (!find_persons(&self))
        return SS_OK;
    if (find_kept(&self, &kept) != SS_OK || make_records(&self, kept) != SS_OK || number(&self) != SS_OK ||
        write_mentions(&self) != SS_OK)
        return SS_ERR_MEMORY;
    ss_speaker *ordered = ss_arena_alloc(arena, self.count, sizeof *ordered);
    if (ordered == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < self.count; i++) {
        ordered[i] = self.fresh[(uint32_t)self.key[i]];
        if (renumber_members(&self, &ordered[i]) != SS_OK)
            return SS_ERR_MEMORY;
    }
    speakers->speaker = ordered;
    speakers->count = self.count;
    return SS_OK;
}
