/* rules_text.h - the text of a rules file taken apart: its rules, their settings, where each stands.  Floor: meaning.
 *
 *     # a comment
 *     WORD NAME = VALUE            WORD NAME
 *         VALUE goes on                SETTING = VALUE
 *                                          VALUE goes on
 *
 * What the words and values mean is meaning/rules.h's business. */
#ifndef SS_RULES_TEXT_H
#define SS_RULES_TEXT_H
#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/span.h"

typedef struct ss_rules_fault {
    char what[224]; /* what is wrong and what is allowed there, terminated; "" when nothing is */
    uint32_t at;    /* byte of the file */
    uint32_t line;  /* 1, 2, ...; 0 when it is about no place */
    uint32_t column; /* 1, 2, ... in characters */
} ss_rules_fault;

/* A value without the blanks around it; of one that goes on, the pieces of its lines joined by nothing. */
typedef struct ss_rule_text {
    const char *text; /* terminated, holds no NUL */
    uint32_t length;
    ss_span from;     /* bytes of the file, from its first piece to its last */
} ss_rule_text;

typedef struct ss_rule_setting {
    ss_rule_text name;
    ss_rule_text value;
} ss_rule_setting;

typedef struct ss_rule {
    ss_rule_text word;  /* "credit" */
    ss_rule_text name;  /* without its quotation marks; empty when there is none */
    ss_rule_text value; /* behind its "=" */
    const ss_rule_setting *setting; /* [setting_count] */
    uint32_t setting_count;
    bool quoted;        /* the name stood in quotation marks */
    bool has_value;     /* there is a "=" on its line; then it has no settings */
} ss_rule;

typedef struct ss_rules_text {
    const uint8_t *bytes; /* borrowed */
    uint32_t length;
    const ss_rule *rule;  /* [count], in order */
    uint32_t count;
} ss_rules_text;

/* Takes `bytes` apart, which must be UTF-8 without NUL, at most SS_MAX_RULES_BYTES of at most SS_MAX_RULES rules.
 * *out lives in the arena and borrows bytes; it is zeroed on error. SS_ERR_INVALID_TEXT with *fault;
 * SS_ERR_MEMORY. Linear time. */
SS_MUST_USE ss_status ss_rules_text_read(ss_arena *arena, const uint8_t *bytes, size_t length, ss_rules_text *out,
                                         ss_rules_fault *fault);

/* Writes a fault about byte `at` of the text, its line and column; answers SS_ERR_INVALID_TEXT. */
__attribute__((format(printf, 4, 5))) ss_status ss_rules_refuse(const ss_rules_text *text, uint32_t at,
                                                                ss_rules_fault *fault, const char *format, ...);

/* The byte of the file where byte `at` of a value stands. O(value). */
uint32_t ss_rules_place(const ss_rules_text *text, const ss_rule_text *value, size_t at);

/* A text in quotation marks, straight or curly, that is all of `value`: taken off. False when it is none. */
bool ss_rules_unquote(ss_arena *arena, const ss_rule_text *value, ss_rule_text *out);

#endif
