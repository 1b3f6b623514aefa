#include "text/language_index.h"

#include <stddef.h>
#include <string.h>

#include "base/hash.h"

ss_status ss_index_make(ss_arena *arena, uint32_t slots, ss_index *out)
{
    *out = (ss_index){ss_arena_alloc(arena, slots, sizeof *out->slot), slots, 0};
    return out->slot == NULL ? SS_ERR_MEMORY : SS_OK;
}

/* The slot that has the word, or would. */
static ss_listed *slot_of(const ss_index *index, const char *word, uint32_t length)
{
    uint32_t at = ss_hash32(SS_HASH32_START, word, length) & (index->slots - 1);
    for (;; at = (at + 1) & (index->slots - 1)) {
        ss_listed *entry = &index->slot[at];
        if (entry->text == NULL || (entry->length == length && memcmp(entry->text, word, length) == 0))
            return entry;
    }
}

ss_status ss_index_add(ss_index *index, uint32_t list, const char *words)
{
    for (const char *word = words; *word != '\0'; word += *word == ' ') {
        size_t length = strcspn(word, " ");
        ss_listed *entry = slot_of(index, word, (uint32_t)length);
        if (entry->text == NULL) {
            if (index->used == index->slots / 2)
                return SS_ERR_INTERNAL;
            index->used++;
            *entry = (ss_listed){.text = word, .length = (uint16_t)length};
        }
        entry->lists |= 1u << list;
        word += length;
    }
    return SS_OK;
}

ss_listed *ss_index_find(const ss_index *index, const char *word, uint32_t length)
{
    ss_listed *entry = slot_of(index, word, length);
    return entry->text == NULL ? NULL : entry;
}
