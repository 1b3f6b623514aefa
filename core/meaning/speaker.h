/* speaker.h - who is behind each source: mentions gathered into speakers.  Floor: meaning. */
#ifndef SS_SPEAKER_H
#define SS_SPEAKER_H
#include "base/arena.h"
#include "meaning/relation.h"
#include "text/document.h"

/* The values are those of proto/sayso.proto. */
typedef enum ss_speaker_kind {
    SS_SPEAKER_PERSON = 1,
    SS_SPEAKER_ORGANISATION = 2,
    SS_SPEAKER_GROUP = 3,
    SS_SPEAKER_ANONYMOUS = 4,
    SS_SPEAKER_DOCUMENT = 5,
    SS_SPEAKER_AUTHOR = 6,
    SS_SPEAKER_UNKNOWN = 7
} ss_speaker_kind;

typedef struct ss_speaker {
    const char *name;           /* UTF-8, name_length bytes, not terminated, at most SS_MAX_NAME_BYTES */
    const char *key;            /* the name folded: case, accents, titles, spaces */
    uint32_t name_length;
    uint32_t key_length;
    const ss_range *role;        /* [role_count], in order of mention, at most SS_MAX_PHRASES */
    const ss_range *affiliation; /* [affiliation_count], at most SS_MAX_PHRASES */
    const ss_range *mention;     /* [mention_count], in text order, the first SS_MAX_MENTIONS */
    const uint32_t *member;      /* [member_count], index + 1 of speakers of a coordinated source */
    uint16_t role_count;
    uint16_t affiliation_count;
    uint16_t mention_count;
    uint16_t member_count;
    uint8_t kind;               /* ss_speaker_kind */
} ss_speaker;

/* In the order of their first mention as a source. */
typedef struct ss_speakers {
    const ss_speaker *speaker; /* [count] */
    uint32_t count;
    uint64_t operations; /* tokens, candidates and words that were looked at to find them */
} ss_speakers;

/* Gathers the sources of all relations into speakers and writes each relation's `speaker`.
 * A wrong merge is worse than a missing one: two people of one surname stay two, and a mention
 * that fits nobody clearly is a speaker of its own. Borrows the document; *out lives in the arena,
 * zeroed on error. SS_ERR_MEMORY, SS_ERR_STOPPED. Near-linear: at most SS_MAX_CANDIDATES antecedents a mention. */
SS_MUST_USE ss_status ss_speakers_resolve(ss_arena *arena, const ss_document *document, ss_relations *relations,
                                          ss_speakers *out);

/* The same, watched (cast.h); watch may be NULL. */
struct ss_watch;
SS_MUST_USE ss_status ss_speakers_watch(ss_arena *arena, const ss_document *document, ss_relations *relations,
                                        const struct ss_watch *watch, ss_speakers *out);

#endif
