#include "meaning/credit.h"

#include <string.h>

#include "base/limits.h"

/* A page's head is its headlines, by-line, date and first paragraphs; its tail may be a list of sources. */
#define HEAD_PARAGRAPHS 12u
#define TAIL_PARAGRAPHS 64u
#define END_PARAGRAPHS 3u

/* What one call works on. */
typedef struct finder {
    ss_arena *arena;
    const ss_document *document;
    ss_rules_effort *effort;
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

/* One search of a rule's pattern: group[1] is what it finds. */
static ss_status search(finder *self, const ss_credit_rule *by, ss_pattern *pattern, ss_span window, ss_match *match,
                        bool *found)
{
    self->operations += ss_rules_search_operations(window);
    return ss_rules_search(pattern, by->name, self->document->tokens.text, window, self->effort, match, found);
}

/* A credit's stretch: one credit, or several that `each` finds in it. */
static ss_status take(finder *self, const ss_credit_rule *by, ss_span stretch)
{
    if (by->each == NULL)
        return insert(self, stretch, by->kind);
    ss_match match;
    bool found = true;
    while (stretch.start < stretch.end) {
        ss_status status = search(self, by, by->each, stretch, &match, &found);
        if (status != SS_OK || !found)
            return status;
        status = insert(self, match.group[1], by->kind);
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

static ss_status take_following(finder *self, const ss_credit_rule *by, uint32_t paragraph)
{
    ss_match match;
    bool found = true;
    for (uint32_t i = paragraph + 1; by->further != NULL && i < self->document->paragraphs.count; i++) {
        ss_status status = search(self, by, by->further, window_of(self->document, i, false), &match, &found);
        if (status != SS_OK || !found)
            return status;
        status = take(self, by, match.group[1]);
        if (status != SS_OK)
            return status;
    }
    return SS_OK;
}

/* Whether one of the texts that a rule needs stands there. */
static bool has_needs(const finder *self, const ss_credit_rule *by, ss_span window)
{
    const uint8_t *text = self->document->tokens.text + window.start;
    for (uint32_t i = 0; i < by->needs_count; i++)
        if (memmem(text, window.end - window.start, by->needs[i], strlen(by->needs[i])) != NULL)
            return true;
    return by->needs_count == 0;
}

static bool is_tried(const ss_credit_rule *by, uint32_t paragraph, uint32_t count)
{
    bool head = paragraph < HEAD_PARAGRAPHS;
    bool tail = paragraph > 0 && count - paragraph <= TAIL_PARAGRAPHS;
    switch (by->place) {
    case SS_CREDIT_HEAD: return head;
    case SS_CREDIT_TAIL: return tail;
    case SS_CREDIT_END: return paragraph > 0 && count - paragraph <= END_PARAGRAPHS;
    default: return head || tail;
    }
}

static ss_status apply(finder *self, const ss_credit_rule *by)
{
    uint32_t count = self->document->paragraphs.count, matches = 0;
    ss_span only = {0, 0};
    for (uint32_t i = 0; i < count; i++) {
        if (i == HEAD_PARAGRAPHS && count > HEAD_PARAGRAPHS + TAIL_PARAGRAPHS)
            i = count - TAIL_PARAGRAPHS;
        ss_span window = window_of(self->document, i, by->place == SS_CREDIT_END);
        if (!is_tried(by, i, count) || !has_needs(self, by, window))
            continue;
        ss_match match;
        bool found = false;
        ss_status status = search(self, by, by->find, window, &match, &found);
        if (status == SS_OK && found && by->once) {
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

ss_status ss_credits_find(ss_arena *arena, const ss_rules *rules, const ss_document *document, ss_rules_effort *effort,
                          ss_credits *out)
{
    *out = (ss_credits){0};
    finder self = {.arena = arena, .document = document, .effort = effort};
    for (uint32_t i = 0; i < rules->credit_count; i++) {
        ss_status status = apply(&self, &rules->credit[i]);
        if (status != SS_OK)
            return status;
    }
    *out = (ss_credits){self.credit, self.count, self.operations};
    return SS_OK;
}
