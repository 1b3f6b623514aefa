/* rules_pattern.h - patterns that name parts of patterns.  Floor: meaning. */
#ifndef SS_RULES_PATTERN_H
#define SS_RULES_PATTERN_H
#include "meaning/rules_text.h"
#include "text/pattern.h"

/* A part of patterns by name: they say (?&name). A definition may use those before it, and itself. */
typedef struct ss_definition {
    const char *name;
    const char *pattern;
} ss_definition;

typedef struct ss_definitions {
    const ss_definition *definition; /* [count] */
    uint32_t count;
} ss_definitions;

/* NULL when there is none of this name. */
const ss_definition *ss_definition_find(const ss_definitions *definitions, const char *name);

/* Compiles a pattern with the definitions that it names. *out lives in the arena, as does what a lazy one borrows;
 * NULL on error. SS_ERR_INVALID_TEXT with *fault about `value` in `text`; SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_rules_pattern(ss_arena *arena, const ss_definitions *definitions, const ss_rules_text *text,
                                       const ss_rule_text *value, ss_pattern_engine engine, ss_pattern **out,
                                       ss_rules_fault *fault);

#endif
