#include "meaning/never_quote.h"

#include "meaning/order.h"

#define WINDOWS_A_LOOK 256u

typedef struct finder {
    ss_arena *arena;
    const ss_document *document;
    ss_rules_effort *effort;
    ss_span *found; /* [count], in the order they were found */
    uint32_t count;
    uint32_t capacity;
    uint64_t operations;
} finder;

static ss_status keep(finder *self, ss_span stretch)
{
    if (stretch.start >= stretch.end)
        return SS_OK;
    if (self->count == self->capacity) {
        uint32_t capacity = self->capacity == 0 ? 16 : 2 * self->capacity;
        ss_span *grown = ss_arena_grow(self->arena, self->found, self->capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        self->found = grown;
        self->capacity = capacity;
    }
    self->found[self->count++] = stretch;
    return SS_OK;
}

static ss_status search_window(finder *self, const ss_never_rule *rule, ss_span window)
{
    ss_match match;
    bool found = true;
    while (window.start < window.end) {
        self->operations += ss_rules_search_operations(window);
        ss_status status = ss_rules_search(rule->find, rule->name, self->document->tokens.text, window, self->effort,
                                           &match, &found);
        if (status == SS_OK && found)
            status = keep(self, match.group[1]);
        if (status != SS_OK || !found)
            return status;
        window.start = match.group[0].end > window.start ? match.group[0].end : window.start + 1;
    }
    return SS_OK;
}

/* One past the last token of the window that begins at `first`: whole sentences as long as they fit, of a longer one
 * whole tokens, at least one. */
static uint32_t window_end(const ss_document *document, uint32_t first, uint32_t end)
{
    const ss_tokens *tokens = &document->tokens;
    const uint32_t *next = &document->sentences.first[ss_part_of(&document->sentences, first) + 1];
    uint32_t most = tokens->token[first].start + SS_MAX_PATTERN_WINDOW, at = first;
    for (; at < end && ss_token_span(tokens, *next - 1).end <= most; next++)
        at = *next;
    if (at > first)
        return at;
    do
        at++;
    while (at < end && ss_token_span(tokens, at).end <= most);
    return at;
}

static ss_status search_paragraph(finder *self, const ss_rules *rules, uint32_t first, uint32_t end)
{
    const ss_tokens *tokens = &self->document->tokens;
    while (first < end) {
        uint32_t until = window_end(self->document, first, end);
        ss_span window = ss_range_span(tokens, (ss_range){first, until});
        if (window.end - window.start > SS_MAX_PATTERN_WINDOW)
            window.end = window.start + SS_MAX_PATTERN_WINDOW;
        self->effort->steps.most = SS_STEPS_ALWAYS + (uint64_t)SS_STEPS_A_BYTE * window.end;
        for (uint32_t i = 0; i < rules->never_count; i++) {
            ss_status status = search_window(self, &rules->never[i], window);
            if (status != SS_OK)
                return status;
        }
        first = until;
    }
    return SS_OK;
}

static ss_status put_in_order(finder *self, ss_stretches *out)
{
    uint64_t *key = ss_arena_alloc(self->arena, self->count, sizeof *key);
    ss_span *stretch = ss_arena_alloc(self->arena, self->count, sizeof *stretch);
    uint32_t *furthest = ss_arena_alloc(self->arena, self->count, sizeof *furthest);
    if (key == NULL || stretch == NULL || furthest == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < self->count; i++)
        key[i] = (uint64_t)self->found[i].start << 32 | i;
    if (ss_order_keys(self->arena, key, self->count) != SS_OK)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < self->count; i++) {
        stretch[i] = self->found[(uint32_t)key[i]];
        furthest[i] = i > 0 && furthest[i - 1] > stretch[i].end ? furthest[i - 1] : stretch[i].end;
    }
    *out = (ss_stretches){stretch, furthest, self->count, self->operations};
    return SS_OK;
}

ss_status ss_never_quotes_find(ss_arena *arena, const ss_rules *rules, const ss_document *document,
                               ss_rules_effort *effort, ss_stretches *out)
{
    finder self = {.arena = arena, .document = document, .effort = effort};
    *out = (ss_stretches){0};
    const ss_parts *paragraphs = &document->paragraphs;
    for (uint32_t i = 0; rules->never_count > 0 && i < paragraphs->count; i++) {
        if (i % WINDOWS_A_LOOK == 0 && ss_arena_is_stopped(arena))
            return SS_ERR_STOPPED;
        ss_status status = search_paragraph(&self, rules, paragraphs->first[i], paragraphs->first[i + 1]);
        if (status != SS_OK)
            return status;
    }
    return put_in_order(&self, out);
}

bool ss_never_quotes_hold(const ss_stretches *stretches, const ss_document *document, ss_range range)
{
    const ss_tokens *tokens = &document->tokens;
    while (range.first < range.end && tokens->token[range.first].kind >= SS_TOKEN_QUOTE)
        range.first++;
    while (range.first < range.end && tokens->token[range.end - 1].kind >= SS_TOKEN_QUOTE)
        range.end--;
    if (range.first == range.end)
        return false;
    ss_span span = ss_range_span(tokens, range);
    uint32_t low = 0, high = stretches->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (stretches->stretch[middle].start <= span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && stretches->furthest[low - 1] >= span.end;
}

void ss_never_quotes_leave_out(const ss_stretches *stretches, const ss_document *document, ss_relations *relations)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; stretches->count > 0 && i < relations->count; i++) {
        const ss_relation *relation = &relations->relation[i];
        bool held = true;
        for (uint32_t k = 0; k < relation->content_count && held; k++)
            held = ss_never_quotes_hold(stretches, document, relation->content[k]);
        if (!held)
            relations->relation[kept++] = *relation;
    }
    if (stretches->count > 0)
        relations->count = kept;
}
