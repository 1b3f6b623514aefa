/* wrap.h - whether a text's lines were broken to fit a page.  Floor: text. */
#ifndef SS_WRAP_H
#define SS_WRAP_H
#include <stdbool.h>
#include <stdint.h>

/* True when single line breaks end no paragraph, as in text from a PDF or an old mail. Looks at the
 * line breaks inside paragraphs (the next line is not blank) of the first SS_DECISION_BYTES bytes:
 *   - there are at least three;
 *   - the lines before three quarters of them are 50 to 100 characters long and within 20 of the
 *     longest such line: they were filled, not written so;
 *   - at least half break a sentence: the line ends in a letter, digit, comma or hyphen and the next
 *     begins with a lower-case letter.
 * Verse fails the second test, headlines and lists the third, a paragraph a line the second or third. */
bool ss_wrap_detect(const uint8_t *text, uint32_t length);

#endif
