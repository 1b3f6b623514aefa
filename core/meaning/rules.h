/* rules.h - the rules in force: those of the program and those of a file that a user wrote.  Floor: meaning.
 *
 *     lists/credits.rules ──┐
 *                           ├──► rules_text ──► rules ──► credits, cue words, never-a-quote, aliases
 *     a user's file ────────┘
 *
 * plugin/doc/rules.md is the format for those who write it. */
#ifndef SS_RULES_H
#define SS_RULES_H
#include "base/arena.h"
#include "meaning/alias.h"
#include "meaning/cue_word.h"
#include "meaning/rules_text.h"
#include "text/pattern.h"

/* The values are those of proto/sayso.proto. */
typedef enum ss_credit_kind {
    SS_CREDIT_BYLINE = 1,
    SS_CREDIT_DATELINE = 2,
    SS_CREDIT_WIRE = 3,
    SS_CREDIT_PUBLISHER = 4,
    SS_CREDIT_SOURCE_LINK = 5
} ss_credit_kind;

/* Where a credit is looked for: it is furniture of a page's head or tail, never of its middle. */
typedef enum ss_credit_place {
    SS_CREDIT_HEAD,    /* the first paragraphs */
    SS_CREDIT_TAIL,    /* the last paragraphs, never the text's first */
    SS_CREDIT_END,     /* the last three, never the text's first */
    SS_CREDIT_ANYWHERE /* head and tail */
} ss_credit_place;

/* Patterns see one paragraph at a time. What one finds is its group 1, or its whole match when it has none. */
typedef struct ss_credit_rule {
    const char *name;
    ss_pattern *find;    /* the credit, or what `each` takes apart */
    ss_pattern *each;    /* NULL, or searched again and again in that: every match is a credit */
    const char *const *needs; /* [needs_count] texts of which one must stand in the paragraph; none: it is always searched */
    uint32_t needs_count;
    ss_pattern *further; /* NULL, or: the paragraphs behind belong to it as long as they match, in the same way */
    uint8_t kind;        /* ss_credit_kind */
    uint8_t place;       /* ss_credit_place */
    bool once;           /* gives nothing when more than one paragraph matches: "LONDON: ..." against a transcript */
} ss_credit_rule;

/* What its pattern finds is no quotation, nor any other content. */
typedef struct ss_never_rule {
    const char *name;
    ss_pattern *find;
} ss_never_rule;

typedef struct ss_rules {
    const ss_credit_rule *credit; /* [credit_count], those of the user first: earlier ones win */
    const ss_never_rule *never;   /* [never_count] */
    ss_cue_words cues;
    ss_aliases aliases;
    uint32_t credit_count;
    uint32_t never_count;
    char digest[64]; /* "builtin 0123456789abcdef", with a user's file " user 0123456789abcdef" behind it */
    ss_arena arena;  /* holds all of it, this structure too */
    ss_pattern **pattern; /* [pattern_count], all of the above */
    uint32_t pattern_count;
} ss_rules;

/* The rules of the program and of `file` (length bytes, borrowed for the call; NULL without one). `engine` is that
 * of the program's own patterns: SS_PATTERN_LAZY, and for tests another. *out is shared by threads, const but for
 * what patterns do inside, and NULL on error. SS_ERR_INVALID_TEXT with *fault about the user's file, SS_ERR_MEMORY;
 * SS_ERR_INTERNAL would be a fault in the program's own. */
SS_MUST_USE ss_status ss_rules_create(ss_pattern_engine engine, const uint8_t *file, size_t length, ss_rules **out,
                                      ss_rules_fault *fault);
void ss_rules_free(ss_rules *rules); /* NULL is fine */

/* The file of the program's own rules, not terminated. */
const uint8_t *ss_rules_builtin(size_t *length);

/* What a user's patterns cost in one text, and the first that was given up. */
typedef struct ss_rules_effort {
    ss_steps steps;
    const char *gave_up; /* its name, NULL while none was */
} ss_rules_effort;

/* One search of a pattern of rule `name`: group[1] of *match is what it finds. A pattern that reaches a limit finds
 * nothing, and effort says so. SS_ERR_MEMORY; SS_ERR_BAD_PATTERN. */
SS_MUST_USE ss_status ss_rules_search(ss_pattern *pattern, const char *name, const uint8_t *text, ss_span window,
                                      ss_rules_effort *effort, ss_match *match, bool *found);

/* What such a search counts as, in operations. */
uint64_t ss_rules_search_operations(ss_span window);

#endif
