#include "meaning/rules_pattern.h"

#include <string.h>

#include "base/limits.h"

/* The pattern and behind it the definitions that it needs, so that its groups keep their numbers. Nothing stands
 * around the pattern itself: "a)(b" is refused. */
#define DEFINITIONS "(?(DEFINE)"

/* What stands around all of them, and around each: "(?<name>" and ")". */
#define AROUND (sizeof DEFINITIONS)
#define AROUND_EACH 5u

typedef struct composer {
    const ss_definitions *definitions;
    bool *named; /* [definitions->count] */
    bool any;    /* one is named */
    size_t size; /* of what is composed */
} composer;

static const ss_definition *find(const ss_definitions *definitions, const char *name, size_t size)
{
    for (uint32_t i = 0; i < definitions->count; i++) {
        const ss_definition *one = &definitions->definition[i];
        if (strncmp(one->name, name, size) == 0 && one->name[size] == '\0')
            return one;
    }
    return NULL;
}

const ss_definition *ss_definition_find(const ss_definitions *definitions, const char *name)
{
    return find(definitions, name, strlen(name));
}

/* Marks the definitions that `text` names, until there is too much of them. */
static void mark_named(composer *self, const char *text)
{
    for (const char *at = strstr(text, "(?&"); at != NULL && self->size <= SS_MAX_PATTERN_BYTES; at = strstr(at + 3, "(?&")) {
        const ss_definition *one = find(self->definitions, at + 3, strcspn(at + 3, ")"));
        if (one == NULL || self->named[one - self->definitions->definition])
            continue;
        self->named[one - self->definitions->definition] = self->any = true;
        self->size += strlen(one->name) + strlen(one->pattern) + AROUND_EACH;
    }
}

static size_t append(char *out, size_t at, const char *text)
{
    size_t size = strlen(text);
    memcpy(out + at, text, size + 1);
    return at + size;
}

static char *write(ss_arena *arena, const composer *self, const char *pattern)
{
    char *out = ss_arena_alloc(arena, self->size + 1, 1);
    if (out == NULL)
        return NULL;
    size_t at = append(out, 0, pattern);
    if (!self->any)
        return out;
    at = append(out, at, DEFINITIONS);
    for (uint32_t i = self->definitions->count; i-- > 0;) {
        if (!self->named[i])
            continue;
        const ss_definition *one = &self->definitions->definition[i];
        at = append(out, append(out, append(out, at, "(?<"), one->name), ">");
        at = append(out, append(out, at, one->pattern), ")");
    }
    append(out, at, ")");
    return out;
}

ss_status ss_rules_pattern(ss_arena *arena, const ss_definitions *definitions, const ss_rules_text *text,
                           const ss_rule_text *value, ss_pattern_engine engine, ss_pattern **out, ss_rules_fault *fault)
{
    *out = NULL;
    composer self = {.definitions = definitions, .size = value->length + AROUND};
    self.named = ss_arena_alloc(arena, definitions->count, sizeof *self.named);
    if (self.named == NULL)
        return SS_ERR_MEMORY;
    mark_named(&self, value->text);
    for (uint32_t i = definitions->count; i-- > 0;)
        if (self.named[i])
            mark_named(&self, definitions->definition[i].pattern);
    if (self.size > SS_MAX_PATTERN_BYTES)
        return ss_rules_refuse(text, value->from.start, fault,
                               "a pattern of more than %u bytes, with the definitions that it names", SS_MAX_PATTERN_BYTES);
    const char *source = write(arena, &self, value->text);
    ss_pattern_fault wrong = {"", 0};
    ss_status status = source == NULL ? SS_ERR_MEMORY : ss_pattern_compile(arena, source, engine, out, &wrong);
    if (status != SS_ERR_BAD_PATTERN)
        return status;
    return ss_rules_refuse(text, ss_rules_place(text, value, wrong.at < value->length ? wrong.at : value->length), fault,
                           "the pattern does not compile: %s", wrong.what);
}
