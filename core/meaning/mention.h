/* mention.h - what the words of one source say about who it is.  Floor: meaning. */
#ifndef SS_MENTION_H
#define SS_MENTION_H
#include "meaning/name.h"
#include "meaning/phrase.h"

typedef enum ss_mention_form {
    SS_MENTION_OTHER,        /* no noun was found */
    SS_MENTION_NAME,         /* "U.S. Defense Secretary Pete Hegseth" */
    SS_MENTION_NOMINAL,      /* "the minister", "European allies", "the report" */
    SS_MENTION_PRONOUN,      /* "he", "their", "it" */
    SS_MENTION_FIRST_PERSON, /* "I", "we" */
    SS_MENTION_SET           /* "France and Germany"; see ss_mention_parts */
} ss_mention_form;

typedef enum ss_number { SS_NUMBER_UNKNOWN, SS_NUMBER_SINGULAR, SS_NUMBER_PLURAL } ss_number;

typedef struct ss_mention {
    ss_range range;      /* the source without the marks at its borders */
    ss_range phrase;     /* what names the speaker: without relative clause; of "who", the noun before it */
    ss_role role;        /* of a NOMINAL: its words up to the head, and of what */
    uint32_t name;       /* index + 1 into ss_names of a NAME, else 0 */
    uint32_t head;       /* token of the head noun, or of the pronoun */
    uint32_t classes;    /* ss_lexeme_of the head */
    uint8_t form;        /* ss_mention_form */
    uint8_t kind;        /* ss_speaker_kind as far as these words tell; 0 = they do not */
    uint8_t gender;      /* ss_gender */
    uint8_t number;      /* ss_number */
    uint8_t determiner;  /* ss_determiner */
} ss_mention;

/* A source has at most this many words; what the model makes longer is cut. Keeps reading linear. */
#define SS_MENTION_MAX_TOKENS 128u

/* The range without marks, quotation marks and a final "'s" at its borders, and not past its first
 * sentence; empty when nothing is left. */
ss_range ss_mention_trim(const ss_document *document, ss_range source);

/* Reads a trimmed source that is no set. Robust against sources that the model cut too long or too
 * short: a role without its name, a name without its title. Borrows all. O(its length + log names). */
void ss_mention_read(const ss_document *document, const ss_names *names, ss_range source, ss_mention *out);

/* Cuts a coordinated source into its parts ("France", "Germany"); answers their number, 0 when it
 * is not coordinated. Only parts that could each be a source of their own count. */
uint32_t ss_mention_parts(const ss_document *document, const ss_names *names, ss_range source, ss_range *part,
                          uint32_t capacity);

#endif
