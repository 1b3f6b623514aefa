#include "meaning/credit.h"

#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "meaning/credit_patterns.h"

/* A page's head is its headlines, by-line, date and first paragraphs; its tail may be a list of sources. */
#define HEAD_PARAGRAPHS 12u
#define TAIL_PARAGRAPHS 64u
#define END_PARAGRAPHS 3u

/* Patterns are machine code, and at nearly every byte the first look says that none begins there. */
#define PATTERN_BYTES_AN_OPERATION (16u * SS_BYTES_AN_OPERATION)

/* The patterns and what they hold; a few dozen, each of a few kilobytes. */
#define RULES_BUDGET ((size_t)4 << 20)

typedef struct rule {
    const ss_credit_pattern *source;
    const ss_pattern *pattern;
    const ss_pattern *each;   /* NULL where the source has none */
    const ss_pattern *follow; /* NULL where the source has none */
} rule;

/* Rules share what they have in common: making a pattern takes most of a millisecond. */
typedef struct compiled {
    const char *source;
    ss_pattern *pattern;
} compiled;

struct ss_credit_rules {
    ss_arena arena;     /* holds this structure too */
    rule *rules;        /* [ss_credit_pattern_count] */
    compiled *compiled; /* [compiled_count], at most three a rule */
    uint32_t compiled_count;
    ss_pattern_engine engine;
};

/* ---- making the rules -------------------------------------------------------------------------- */

static size_t append(char *out, size_t at, const char *text)
{
    size_t size = strlen(text);
    memcpy(out + at, text, size + 1);
    return at + size;
}

/* Marks the definitions that `text` names. */
static void mark_named(const char *text, bool *named)
{
    for (const char *at = strstr(text, "(?&"); at != NULL; at = strstr(at + 3, "(?&")) {
        size_t size = strcspn(at + 3, ")");
        for (uint32_t i = 0; i < ss_credit_definition_count; i++)
            if (strncmp(ss_credit_definitions[i].name, at + 3, size) == 0 && ss_credit_definitions[i].name[size] == '\0')
                named[i] = true;
    }
}

/* (?x: pattern ) and behind it the definitions that it needs, so that its groups keep their numbers and it
 * compiles fast. A definition names only such as stand before it. The line breaks end comments. */
static const char *compose(ss_arena *scratch, const char *pattern)
{
    bool *named = ss_arena_alloc(scratch, ss_credit_definition_count, sizeof *named);
    size_t size = strlen(pattern) + 32;
    for (uint32_t i = 0; i < ss_credit_definition_count; i++)
        size += strlen(ss_credit_definitions[i].name) + strlen(ss_credit_definitions[i].pattern) + 16;
    char *out = ss_arena_alloc(scratch, size, 1);
    if (named == NULL || out == NULL)
        return NULL;
    mark_named(pattern, named);
    size_t at = append(out, 0, "(?x)(?:");
    at = append(out, at, pattern);
    at = append(out, at, "\n)(?(DEFINE)");
    for (uint32_t i = ss_credit_definition_count; i-- > 0;) {
        if (!named[i])
            continue;
        mark_named(ss_credit_definitions[i].pattern, named);
        at = append(out, at, "(?<");
        at = append(out, at, ss_credit_definitions[i].name);
        at = append(out, at, ">");
        at = append(out, at, ss_credit_definitions[i].pattern);
        at = append(out, at, "\n)");
    }
    append(out, at, ")");
    return out;
}

static ss_status compile(ss_credit_rules *rules, const char *source, const ss_pattern **out)
{
    *out = NULL;
    for (uint32_t i = 0; source != NULL && i < rules->compiled_count && *out == NULL; i++)
        if (strcmp(rules->compiled[i].source, source) == 0)
            *out = rules->compiled[i].pattern;
    if (source == NULL || *out != NULL)
        return SS_OK;
    ss_arena scratch;
    ss_arena_init(&scratch, RULES_BUDGET);
    ss_pattern *pattern;
    const char *whole = compose(&scratch, source);
    ss_status status =
        whole == NULL ? SS_ERR_MEMORY : ss_pattern_compile(&rules->arena, whole, rules->engine, &pattern, NULL);
    ss_arena_free(&scratch);
    if (status != SS_OK)
        return status;
    rules->compiled[rules->compiled_count++] = (compiled){source, pattern};
    *out = pattern;
    return SS_OK;
}

static ss_status compile_rule(ss_credit_rules *rules, const ss_credit_pattern *source, rule *out)
{
    out->source = source;
    ss_status status = compile(rules, source->pattern, &out->pattern);
    if (status == SS_OK)
        status = compile(rules, source->each, &out->each);
    if (status == SS_OK)
        status = compile(rules, source->follow, &out->follow);
    return status;
}

ss_status ss_credit_rules_create_for(ss_pattern_engine engine, ss_credit_rules **out)
{
    *out = NULL;
    ss_arena arena;
    ss_arena_init(&arena, RULES_BUDGET);
    ss_credit_rules *rules = ss_arena_alloc(&arena, 1, sizeof *rules);
    if (rules == NULL)
        return SS_ERR_MEMORY;
    rules->arena = arena;
    rules->engine = engine;
    rules->rules = ss_arena_alloc(&rules->arena, ss_credit_pattern_count, sizeof *rules->rules);
    rules->compiled = ss_arena_alloc(&rules->arena, ss_credit_pattern_count, 3 * sizeof *rules->compiled);
    ss_status status = rules->rules == NULL || rules->compiled == NULL ? SS_ERR_MEMORY : SS_OK;
    for (uint32_t i = 0; i < ss_credit_pattern_count && status == SS_OK; i++)
        status = compile_rule(rules, &ss_credit_patterns[i], &rules->rules[i]);
    if (status != SS_OK) {
        ss_credit_rules_free(rules);
        return status;
    }
    *out = rules;
    return SS_OK;
}

ss_status ss_credit_rules_create(ss_credit_rules **out)
{
    return ss_credit_rules_create_for(SS_PATTERN_JIT, out);
}

void ss_credit_rules_free(ss_credit_rules *rules)
{
    if (rules == NULL)
        return;
    for (uint32_t i = 0; i < rules->compiled_count; i++)
        ss_pattern_free(rules->compiled[i].pattern);
    ss_arena arena = rules->arena;
    ss_arena_free(&arena);
}

static uint64_t hash_text(uint64_t hash, const char *text)
{
    return text == NULL ? ss_hash64(hash, "", 1) : ss_hash64(hash, text, strlen(text) + 1);
}

uint64_t ss_credit_rules_digest(const ss_credit_rules *rules)
{
    uint64_t hash = SS_HASH64_START;
    for (uint32_t i = 0; i < ss_credit_definition_count; i++)
        hash = hash_text(hash_text(hash, ss_credit_definitions[i].name), ss_credit_definitions[i].pattern);
    for (uint32_t i = 0; i < ss_credit_pattern_count; i++) {
        const ss_credit_pattern *source = rules->rules[i].source;
        const unsigned char flags[3] = {source->kind, source->place, source->once};
        hash = hash_text(hash_text(ss_hash64(hash, flags, sizeof flags), source->name), source->pattern);
        hash = hash_text(hash_text(hash, source->each), source->follow);
    }
    return hash;
}

/* ---- finding credits --------------------------------------------------------------------------- */

/* What one call works on. */
typedef struct finder {
    ss_arena *arena;
    const ss_document *document;
    ss_credit *credit; /* [capacity], by span.start, disjoint */
    uint32_t count;
    uint32_t capacity;
    uint64_t operations;
} finder;

/* Keeps the order; a credit that overlaps an earlier one is dropped, as is an empty one. */
static ss_status insert(finder *self, ss_span span, uint8_t kind)
{
    uint32_t at = self->count;
    while (at > 0 && self->credit[at - 1].span.start >= span.end)
        at--;
    if (span.start >= span.end || (at > 0 && self->credit[at - 1].span.end > span.start))
        return SS_OK;
    if (self->count == self->capacity) {
        uint32_t capacity = self->capacity == 0 ? 16 : self->capacity * 2;
        ss_credit *grown = ss_arena_grow(self->arena, self->credit, self->capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        self->credit = grown;
        self->capacity = capacity;
    }
    memmove(self->credit + at + 1, self->credit + at, (self->count - at) * sizeof *self->credit);
    self->credit[at] = (ss_credit){span, kind};
    self->count++;
    return SS_OK;
}

/* A limit hit inside a match means that the paragraph is no credit, not that the document fails. */
static ss_status search(finder *self, const ss_pattern *pattern, ss_span window, ss_match *match, bool *found)
{
    self->operations += 1 + (window.end - window.start) / PATTERN_BYTES_AN_OPERATION;
    ss_status status = ss_pattern_search(pattern, self->document->tokens.text, window, match, found);
    return status == SS_ERR_LIMIT ? SS_OK : status;
}

/* A credit's stretch: one credit, or several that `each` finds in it. */
static ss_status take(finder *self, const rule *by, ss_span stretch)
{
    if (by->each == NULL)
        return insert(self, stretch, by->source->kind);
    ss_match match;
    bool found = true;
    while (stretch.start < stretch.end) {
        ss_status status = search(self, by->each, stretch, &match, &found);
        if (status != SS_OK || !found)
            return status;
        status = insert(self, match.group[1], by->source->kind);
        if (status != SS_OK)
            return status;
        stretch.start = match.group[0].end > stretch.start ? match.group[0].end : stretch.start + 1;
    }
    return SS_OK;
}

/* The paragraph, or as much of it as a pattern may see: its end for what stands at the text's end. */
static ss_span window_of(const ss_document *document, uint32_t paragraph, bool from_end)
{
    ss_range range = {document->paragraphs.first[paragraph], document->paragraphs.first[paragraph + 1]};
    ss_span window = ss_range_span(&document->tokens, range);
    if (window.end - window.start > SS_MAX_PATTERN_WINDOW) {
        if (from_end)
            window.start = window.end - SS_MAX_PATTERN_WINDOW;
        else
            window.end = window.start + SS_MAX_PATTERN_WINDOW;
    }
    return window;
}

static ss_status take_following(finder *self, const rule *by, uint32_t paragraph)
{
    ss_match match;
    bool found = true;
    for (uint32_t i = paragraph + 1; by->follow != NULL && i < self->document->paragraphs.count; i++) {
        ss_status status = search(self, by->follow, window_of(self->document, i, false), &match, &found);
        if (status != SS_OK || !found)
            return status;
        status = take(self, by, match.group[1]);
        if (status != SS_OK)
            return status;
    }
    return SS_OK;
}

static bool is_tried(const ss_credit_pattern *source, uint32_t paragraph, uint32_t count)
{
    bool head = paragraph < HEAD_PARAGRAPHS;
    bool tail = paragraph > 0 && count - paragraph <= TAIL_PARAGRAPHS;
    switch (source->place) {
    case SS_CREDIT_HEAD: return head;
    case SS_CREDIT_TAIL: return tail;
    case SS_CREDIT_END: return paragraph > 0 && count - paragraph <= END_PARAGRAPHS;
    default: return head || tail;
    }
}

static ss_status apply(finder *self, const rule *by)
{
    uint32_t count = self->document->paragraphs.count, matches = 0;
    ss_span only = {0, 0};
    for (uint32_t i = 0; i < count; i++) {
        if (i == HEAD_PARAGRAPHS && count > HEAD_PARAGRAPHS + TAIL_PARAGRAPHS)
            i = count - TAIL_PARAGRAPHS;
        if (!is_tried(by->source, i, count))
            continue;
        ss_match match;
        bool found = false;
        ss_span window = window_of(self->document, i, by->source->place == SS_CREDIT_END);
        ss_status status = search(self, by->pattern, window, &match, &found);
        if (status == SS_OK && found && by->source->once) {
            only = match.group[1];
            matches++;
        } else if (status == SS_OK && found) {
            status = take(self, by, match.group[1]);
            if (status == SS_OK)
                status = take_following(self, by, i);
        }
        if (status != SS_OK)
            return status;
    }
    return matches == 1 ? take(self, by, only) : SS_OK;
}

ss_status ss_credits_find(ss_arena *arena, const ss_credit_rules *rules, const ss_document *document, ss_credits *out)
{
    *out = (ss_credits){0};
    finder self = {.arena = arena, .document = document};
    for (uint32_t i = 0; i < ss_credit_pattern_count; i++) {
        ss_status status = apply(&self, &rules->rules[i]);
        if (status != SS_OK)
            return status;
    }
    *out = (ss_credits){self.credit, self.count, self.operations};
    return SS_OK;
}
