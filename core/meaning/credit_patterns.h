/* credit_patterns.h - the built-in patterns by which credits are found, as data.  Floor: meaning. */
#ifndef SS_CREDIT_PATTERNS_H
#define SS_CREDIT_PATTERNS_H
#include <stdbool.h>
#include <stdint.h>

/* Where a pattern is tried: a credit is furniture of a page's head or tail, never of its middle. */
typedef enum ss_credit_place {
    SS_CREDIT_HEAD, /* the first paragraphs */
    SS_CREDIT_TAIL, /* the last paragraphs, never the text's first */
    SS_CREDIT_END,  /* the last three, never the text's first */
    SS_CREDIT_BOTH  /* head and tail */
} ss_credit_place;

/* A part of patterns by name: they say (?&name). A definition may use those before it. */
typedef struct ss_credit_definition {
    const char *name;
    const char *pattern;
} ss_credit_definition;

/* All patterns are in PCRE2's extended syntax (white space and # comments do not count) and see one
 * paragraph at a time. */
typedef struct ss_credit_pattern {
    const char *name;
    uint8_t kind;        /* ss_credit_kind */
    uint8_t place;       /* ss_credit_place */
    bool once;           /* gives nothing when more than one paragraph matches: "LONDON: ..." against a transcript */
    const char *pattern; /* group 1 is the credit, or what `each` takes apart */
    const char *each;    /* NULL, or searched again and again in that: group 1 of every match is a credit */
    const char *follow;  /* NULL, or: the paragraphs behind belong to it as long as they match, in the same way */
} ss_credit_pattern;

extern const ss_credit_definition ss_credit_definitions[];
extern const uint32_t ss_credit_definition_count;
extern const ss_credit_pattern ss_credit_patterns[];
extern const uint32_t ss_credit_pattern_count;

#endif
