/* lexeme.h - what a word says about who is meant: office, organisation, gender ...  Floor: meaning.
 * The tables are generated from core/meaning/lists/. */
#ifndef SS_LEXEME_H
#define SS_LEXEME_H
#include <stdint.h>
#include "text/token.h"

/* Classes of a word, as bits; a word may have several. */
enum {
    SS_LEXEME_TITLE = 1 << 0,        /* stands before a person's name, no part of it: "Mr.", "Sen." */
    SS_LEXEME_HONORIFIC = 1 << 1,    /* a title that tells no office: "Mr.", "Sir" */
    SS_LEXEME_MALE = 1 << 2,         /* "spokesman" */
    SS_LEXEME_FEMALE = 1 << 3,       /* "Mrs." */
    SS_LEXEME_LEADER = 1 << 4,       /* an office at the head of something */
    SS_LEXEME_ROLE = 1 << 5,         /* what a person may be: "minister", "nurse" */
    SS_LEXEME_ORGANISATION = 1 << 6, /* what an organisation may be: "ministry", "Inc." */
    SS_LEXEME_GROUP = 1 << 7,        /* several people: "allies" */
    SS_LEXEME_VAGUE = 1 << 8,        /* nobody in particular: "some", "critics" */
    SS_LEXEME_ANONYMITY = 1 << 9,    /* "anonymity", "unnamed" */
    SS_LEXEME_DOCUMENT = 1 << 10,    /* "report" */
    SS_LEXEME_PLACE = 1 << 11,       /* "Kyiv", "South Korea"; capitalised only */
    SS_LEXEME_NATION = 1 << 12,      /* "Canadian"; capitalised only */
    SS_LEXEME_FIRM = 1 << 13,        /* the name of an organisation: "Pentagon"; capitalised only */
    SS_LEXEME_PARTICLE = 1 << 14,    /* inside a name in lower case: "von" */
    SS_LEXEME_SUFFIX = 1 << 15,      /* after a name: "Jr." */
    SS_LEXEME_MODIFIER = 1 << 16,    /* before a role and part of it: "former", "foreign" */
    SS_LEXEME_VERB = 1 << 17,        /* a verb that may stand beside a role */
    SS_LEXEME_PREPOSITION = 1 << 18,
    SS_LEXEME_STOP = 1 << 19,        /* never part of a name at the start of a sentence */
    SS_LEXEME_PLURAL = 1 << 20,      /* the plural of a role, organisation, document or nation */
    SS_LEXEME_ENDING = 1 << 21       /* an organisation at the end of a name alone: "Thames Water", not "the water" */
};

#define SS_LEXEME_PROPER (SS_LEXEME_PLACE | SS_LEXEME_NATION | SS_LEXEME_FIRM)

typedef struct ss_lexeme_row {
    char word[32]; /* case-folded, NUL-padded */
    uint32_t classes;
} ss_lexeme_row;

typedef struct ss_given_row {
    char name[16];          /* lower case, NUL-padded */
    uint8_t female_percent; /* of its bearers */
} ss_given_row;

/* Ascending by word and by name. */
extern const ss_lexeme_row ss_lexeme_rows[];
extern const uint32_t ss_lexeme_row_count;
extern const ss_given_row ss_given_rows[];
extern const uint32_t ss_given_row_count;

#define SS_GIVEN_UNKNOWN UINT32_MAX

/* A buffer of this size holds any folded word that can be in a table, and more. */
#define SS_FOLD_BYTES 64u

/* The classes of a folded word or of several joined by single spaces; 0 when it is in no list.
 * O(log rows). */
uint32_t ss_lexeme_classes(const char *folded, uint32_t length);

/* The percentage of girls among a given name's bearers, SS_GIVEN_UNKNOWN when it is no known one. */
uint32_t ss_lexeme_given(const char *folded, uint32_t length);

/* Case-folded, accents and other marks dropped, curly apostrophes straight, a final full stop left
 * out, at most `capacity` bytes, cut at a character's border. Returns the bytes written. */
uint32_t ss_lexeme_fold(const ss_tokens *tokens, uint32_t token, char *out, uint32_t capacity);

/* Classes of one token as it stands there: SS_LEXEME_PROPER only when it is capitalised ("Polish",
 * not "polish"). 0 for what is no word. */
uint32_t ss_lexeme_of(const ss_tokens *tokens, uint32_t token);

/* Classes of the tokens of a range taken as one name ("white house"). */
uint32_t ss_lexeme_of_range(const ss_tokens *tokens, ss_range range);

/* FNV-1a of the folded token; equal words, equal hashes. */
uint64_t ss_lexeme_hash(const ss_tokens *tokens, uint32_t token);

/* Two to six upper-case letters and no lower-case ones: "NATO", "U.S.". */
bool ss_lexeme_is_acronym(const ss_tokens *tokens, uint32_t token);

#endif
