/* tag.h - the part of speech of every token and what a noun is in its clause, guessed by linear models.  Floor: meaning.
 *
 *     tokens ──► tags, left to right ──► function of one noun: subject, object, ... */
#ifndef SS_TAG_H
#define SS_TAG_H
#include "meaning/speaker_weights.h"
#include "text/document.h"

/* The values are those of core/train/speakers/tagger.py. */
typedef enum ss_tag {
    SS_TAG_NOUN,
    SS_TAG_PLURAL, /* noun */
    SS_TAG_NAME,
    SS_TAG_PRONOUN,
    SS_TAG_RELATIVE, /* "who", "which"; asking too */
    SS_TAG_FINITE,   /* "said", "says" */
    SS_TAG_VERBAL,   /* any other verb: "said" behind "has", "saying", "say" behind "to" */
    SS_TAG_AUXILIARY,
    SS_TAG_PREPOSITION,
    SS_TAG_DETERMINER,
    SS_TAG_ADJECTIVE,
    SS_TAG_ADVERB,
    SS_TAG_CONJUNCTION,  /* "and" */
    SS_TAG_SUBORDINATOR, /* "because" */
    SS_TAG_NUMBER,
    SS_TAG_MARK, /* all else: marks, "to", "'s", "not", "oh" */
} ss_tag;

static inline bool ss_tag_is_noun(uint8_t tag)
{
    return tag == SS_TAG_NOUN || tag == SS_TAG_PLURAL;
}

static inline bool ss_tag_is_finite(uint8_t tag)
{
    return tag == SS_TAG_FINITE || tag == SS_TAG_AUXILIARY;
}

typedef enum ss_function {
    SS_FUNCTION_SUBJECT,
    SS_FUNCTION_OBJECT,
    SS_FUNCTION_OBLIQUE, /* behind a preposition */
    SS_FUNCTION_POSSESSOR,
    SS_FUNCTION_APPOSITION,
    SS_FUNCTION_CONJUNCT, /* behind "and" */
    SS_FUNCTION_MODIFIER, /* before a noun */
    SS_FUNCTION_OTHER
} ss_function;

/* *tag, [tokens.count] ss_tag, lives in the arena. SS_ERR_MEMORY, SS_ERR_STOPPED. Linear. */
SS_MUST_USE ss_status ss_tags_guess(ss_arena *arena, const ss_document *document, const ss_speaker_weights *weights,
                                    uint8_t **tag);

/* Rows of the weights that speak for what the words of a range are; SS_FUNCTION_TRAITS of them. Looks at
 * SS_FUNCTION_REACH tokens on either side. */
#define SS_FUNCTION_TRAITS 22u
#define SS_FUNCTION_REACH 12u
void ss_function_rows(const ss_document *document, const uint8_t *tag, ss_range sentence, ss_range range,
                      uint16_t rows[SS_FUNCTION_TRAITS]);

/* The likeliest function of a name, a pronoun or the head of a noun phrase. */
ss_function ss_function_of(const ss_document *document, const uint8_t *tag, const ss_speaker_weights *weights,
                           ss_range sentence, ss_range range);

#endif
