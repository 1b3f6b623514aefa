/* entity.h - HTML character references: "&amp;" "&#8220;" "&#x201C;".  Floor: text. */
#ifndef SS_ENTITY_H
#define SS_ENTITY_H
#include <stdint.h>

typedef struct ss_entity {
    uint32_t code_point; /* U+FFFD for a number that is no character */
    uint32_t length;     /* bytes, from the & to the semicolon; 0 when there is none */
} ss_entity;

/* The reference that starts with the & at `at` and ends before `length`. Names are those of HTML 4
 * and some of HTML 5 that stand for marks of punctuation; the semicolon must be there. The numbers 128 to
 * 159 mean what they do in browsers, characters of Windows-1252: "&#147;" is a quotation mark. O(1): no
 * reference is longer than SS_MAX_ENTITY_BYTES. */
ss_entity ss_entity_read(const uint8_t *text, uint32_t length, uint32_t at);

#endif
