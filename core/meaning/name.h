/* name.h - the names of people and organisations in a text, with their titles and roles.
 * Floor: meaning. */
#ifndef SS_NAME_H
#define SS_NAME_H
#include "base/arena.h"
#include "meaning/speaker.h"
#include "text/document.h"

typedef enum ss_gender { SS_GENDER_UNKNOWN, SS_GENDER_MALE, SS_GENDER_FEMALE } ss_gender;

/* What stands before or after a name and says who that is. */
typedef struct ss_role {
    ss_range role;        /* "U.S. Defense Secretary"; empty when there is none */
    ss_range affiliation; /* "U.S."; empty when there is none */
} ss_role;

typedef struct ss_name {
    ss_range name;         /* without role and title: "Pete Hegseth"; never empty */
    ss_role before;        /* "U.S. Defense Secretary", or what stands before a comma: "The minister, X," */
    ss_role after;         /* in apposition: ", a doctor," */
    uint64_t key;          /* hash of the whole name, folded */
    uint64_t given;        /* hash of its first part, or 0 when it has one part only */
    uint64_t surname;      /* hash of its last part */
    uint64_t suffix;       /* hash of "Jr.", "Sr.", "III" behind it, 0 when there is none */
    uint32_t sentence;
    uint16_t parts;        /* words of the name, particles and suffixes not counted */
    uint8_t kind;          /* ss_speaker_kind: PERSON, ORGANISATION; 0 while nothing says which */
    uint8_t gender;        /* ss_gender, from title or role */
    uint8_t female_percent; /* of the given name's bearers; SS_NAME_SHARE_UNKNOWN */
    bool initial_given;    /* "J. Smith" */
    bool titled;           /* a title or role stands before it */
    bool possessive;       /* "'s" follows */
    bool acronym;          /* "NATO" */
    bool place;            /* stands for a place, and for its government as a source */
    bool weak;             /* a sentence's first word that may be no name at all */
} ss_name;

#define SS_NAME_SHARE_UNKNOWN 255u

/* By name.first; the `name` ranges are disjoint. */
typedef struct ss_names {
    ss_name *name; /* [count] */
    uint32_t count;
    uint64_t operations; /* tokens that were looked at to find them */
} ss_names;

/* Reads the names of the whole document; in headings and past SS_MAX_NAMES only those inside the
 * `wanted` ranges (the sources, ascending by first), where a run ends with its range. Borrows all;
 * *out lives in the arena, zeroed on error. SS_ERR_MEMORY. Linear in the tokens. */
SS_MUST_USE ss_status ss_names_read(ss_arena *arena, const ss_document *document, const ss_range *wanted,
                                    uint32_t wanted_count, ss_names *out);

/* The first name that ends after the token; names->count when there is none. O(log count). */
uint32_t ss_names_from(const ss_names *names, uint32_t token);

/* The name whose last word stands right before the token; names->count when there is none. O(log count). */
uint32_t ss_names_ending(const ss_names *names, uint32_t token);

/* The name that starts at the token with the office before it; names->count when there is none. O(log count). */
uint32_t ss_names_starting(const ss_names *names, uint32_t token);

/* Where a name starts with the office that stands right before it: "mayor Ann Lee". */
uint32_t ss_name_start(const ss_name *name);

/* The sentence that holds a token, as a range. O(log sentences). */
ss_range ss_sentence_range(const ss_document *document, uint32_t token);

#endif
