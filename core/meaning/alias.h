/* alias.h - names that a user says are one person's or organisation's.  Floor: meaning. */
#ifndef SS_ALIAS_H
#define SS_ALIAS_H
#include "base/arena.h"
#include "meaning/relation.h"
#include "meaning/speaker.h"
#include "text/document.h"

/* Keys are names folded as ss_speaker.key is. */
typedef struct ss_alias {
    const char *key;      /* of the other name, terminated */
    const char *name;     /* as the record is to say, terminated */
    const char *name_key; /* terminated */
    uint32_t order;       /* of two for one key the higher holds; ss_aliases_index sets it */
} ss_alias;

typedef struct ss_aliases {
    const ss_alias *alias; /* [count], ascending by key; each name itself among them */
    uint32_t count;
} ss_aliases;

/* Makes the table of alias[count], in the order of the file: of two for one key the later holds, and each name stands
 * for itself unless it is said to be another's. *out lives in the arena, and borrows the texts. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_aliases_index(ss_arena *arena, const ss_alias *alias, uint32_t count, ss_aliases *out);

/* The key of a text as if it were a speaker's name, terminated; NULL without memory. */
const char *ss_alias_key(ss_arena *arena, const char *name, uint32_t length);

/* Gives every source and every speaker of such a name to the speaker that the user says, whose record has his
 * name; what becomes one record has the mentions and roles of all. Relations are told, and the order of
 * records stays that of their first source. *speakers is replaced by new ones in the arena. SS_ERR_MEMORY.
 * O(n log n) in the mentions, O(log aliases) a source. */
SS_MUST_USE ss_status ss_aliases_apply(ss_arena *arena, const ss_aliases *aliases, const ss_document *document,
                                       ss_relations *relations, ss_speakers *speakers);

#endif
