/* word.h - where a word or number ends, and where it is cut.  Floor: text. */
#ifndef SS_WORD_H
#define SS_WORD_H
#include <stdbool.h>
#include <stdint.h>

/* The end of the word or number that starts at `start` (a letter or digit; an apostrophe may stand
 * before it), at most SS_MAX_TOKEN_BYTES on. What joins characters to one word:
 *   letters, digits and what combines with them; unseen characters between two of them
 *   - between them: "long-term", "30-year-old", "F-16", "2-1", "U.S.-led"
 *   ' between letters: "O'Brien", "o'clock"; contractions too, which ss_word_cut takes apart
 *   . inside: "U.S.", "a.m.", "example.com", "3.5"; not before a capital after a longer piece
 *     ("said.The" is two words without the space)
 *   _ between them: "file_name"
 *   , : / between digits: "3,000", "10:30", "9/11"
 *   . at the end: of dotted initials ("U.S.", "p.m."), of single initials ("J.", but not "I."), of
 *     abbreviations ("Mr.", "No." before a number)
 * Time linear in the answer. */
uint32_t ss_word_end(const uint8_t *text, uint32_t length, uint32_t start);

/* The last place where the word text[start, end) is cut in two tokens, or `end` when it is one:
 * "do|n't", "ministry|'s", "they|'ll", "can|not". Call again for what stands before. O(1). */
uint32_t ss_word_cut(const uint8_t *text, uint32_t start, uint32_t end);

/* The end of 's, 're, 've, 'll, 'd or 'm when an apostrophe at `at` begins one that ends in no
 * longer word; `at` when not. O(1). */
uint32_t ss_word_clitic_end(const uint8_t *text, uint32_t length, uint32_t at);

/* The apostrophe's length in bytes at `at`, 0 when there is none. O(1). */
uint32_t ss_word_apostrophe(const uint8_t *text, uint32_t length, uint32_t at);

#endif
