/* cue_word.h - words that a user says are cues, or are none.  Floor: meaning. */
#ifndef SS_CUE_WORD_H
#define SS_CUE_WORD_H
#include "base/arena.h"
#include "base/limits.h"
#include "meaning/relation.h"
#include "text/document.h"

/* One to SS_MAX_RULE_WORDS words, folded (ss_lexeme_fold), each for itself and its regular forms: "toot" is "tooted"
 * too. */
typedef struct ss_cue_word {
    const char *word[SS_MAX_RULE_WORDS]; /* [words], terminated */
    uint8_t words;
    uint8_t act;   /* ss_act; 0: it is no cue */
    uint32_t next; /* of the same first word's hash, index + 1, 0 at the end */
} ss_cue_word;

typedef struct ss_cue_words {
    ss_cue_word *cue; /* [count] */
    uint32_t *head;   /* [mask + 1], index + 1 of the first cue of a hash */
    uint32_t count;
    uint32_t mask;
} ss_cue_words;

/* Reads the words of `text`. SS_ERR_LIMIT when they are none, too many, or not words alone; SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_cue_word_read(ss_arena *arena, const char *text, uint32_t length, ss_cue_word *out);

/* Makes the table of cue[count], which it borrows for its life; it lives in the arena. Of two cues of the same words
 * the later one holds. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_cue_words_index(ss_arena *arena, ss_cue_word *cue, uint32_t count, ss_cue_words *out);

/* What the user says of each token: ss_cue_wish of model/reading.h, [tokens]; NULL when there are no cue words.
 * *out lives in the arena. SS_ERR_MEMORY. Linear in the tokens. */
SS_MUST_USE ss_status ss_cue_words_mark(ss_arena *arena, const ss_cue_words *words, const ss_document *document,
                                        const uint8_t **out);

/* Gives the relations whose cue has such a word the act that its rule says. Linear in the cues' tokens. */
void ss_cue_words_act(const ss_cue_words *words, const ss_document *document, ss_relations *relations);

#endif
