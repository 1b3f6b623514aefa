#include "meaning/quotation.h"

#include <string.h>

#include "base/limits.h"
#include "meaning/floating.h"

/* The outermost quotations in text order, and who touches them. */
typedef struct passages {
    const ss_document *document;
    const ss_quote **quote; /* [count], disjoint */
    uint32_t *touched;      /* [count] relations whose contents have a token of it */
    uint32_t count;
} passages;

static ss_status collect(ss_arena *arena, const ss_document *document, passages *out)
{
    const ss_quotes *quotes = &document->quotes;
    *out = (passages){document, ss_arena_alloc(arena, quotes->count, sizeof *out->quote),
                      ss_arena_alloc(arena, quotes->count, sizeof *out->touched), 0};
    if (out->quote == NULL || out->touched == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < quotes->count; i++)
        if (quotes->quote[i].depth == 0)
            out->quote[out->count++] = &quotes->quote[i];
    return SS_OK;
}

/* The first quotation that ends behind the token. */
static uint32_t passage_at(const passages *self, uint32_t token)
{
    uint32_t low = 0, high = self->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (self->quote[middle]->end > token)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* One past the last quotation that begins before the token; the quotations a range touches are
 * [passage_at(first), passages_before(end)). */
static uint32_t passages_before(const passages *self, uint32_t token)
{
    uint32_t at = token == 0 ? 0 : passage_at(self, token - 1);
    return at + (at < self->count && self->quote[at]->open < token);
}

/* Each relation counts once for a quotation, however many of its fragments lie in it. */
static void count_touches(passages *self, const ss_relations *relations)
{
    for (uint32_t i = 0; i < relations->count; i++) {
        const ss_relation *relation = &relations->relation[i];
        uint32_t next = 0; /* fragments are in text order: quotations before it are counted */
        for (uint32_t k = 0; k < relation->content_count; k++) {
            uint32_t at = passage_at(self, relation->content[k].first), end = passages_before(self, relation->content[k].end);
            for (at = at > next ? at : next; at < end; at++)
                self->touched[at]++;
            next = end > next ? end : next;
        }
    }
}

/* Counts no further than one past `most`, so that a quotation of any length costs no more than its content. */
static uint32_t words_in(const ss_document *document, uint32_t first, uint32_t end, uint32_t most)
{
    uint32_t words = 0;
    for (uint32_t i = first; i < end && words <= most; i++)
        words += document->tokens.token[i].kind <= SS_TOKEN_ADDRESS;
    return words;
}

static bool overlaps(ss_range a, const ss_quote *quote)
{
    return a.first < quote->end && quote->open < a.end;
}

/* The fragment with the quotation at its border, when most of that is in it. */
static ss_range grown(const passages *self, const ss_relation *relation, ss_range fragment, uint32_t at)
{
    if (at >= self->count || self->touched[at] != 1)
        return fragment;
    const ss_quote *quote = self->quote[at];
    if (!overlaps(fragment, quote) || overlaps(relation->cue, quote) || (fragment.first <= quote->open && fragment.end >= quote->end))
        return fragment;
    uint32_t first = fragment.first > quote->open ? fragment.first : quote->open;
    uint32_t end = fragment.end < quote->end ? fragment.end : quote->end;
    uint32_t half = words_in(self->document, first, end, UINT32_MAX / 2);
    if (words_in(self->document, quote->open, quote->end, 2 * half) > 2 * half)
        return fragment;
    return (ss_range){fragment.first < quote->open ? fragment.first : quote->open, fragment.end > quote->end ? fragment.end : quote->end};
}

/* Contents while they are put together. */
typedef struct contents {
    ss_range range[SS_MAX_CONTENT_SPANS];
    uint32_t count;
} contents;

static void append(contents *self, ss_range range)
{
    ss_range *last = &self->range[self->count - (self->count > 0)];
    if (self->count > 0 && range.first < last->end)
        last->end = range.end > last->end ? range.end : last->end;
    else if (self->count < SS_MAX_CONTENT_SPANS)
        self->range[self->count++] = range;
}

static bool reopens(const passages *self, uint32_t at)
{
    return at < self->count && self->quote[at]->continues;
}

/* Nobody else's, and long enough that, unclaimed, it would be a record: one that is streamed only when it is settled, so
 * that no record is given before one that begins in it. */
static bool is_free(const passages *self, uint32_t at)
{
    const ss_quote *quote = self->quote[at];
    return self->touched[at] == 0 && words_in(self->document, quote->open, quote->end, SS_FLOATING_WORDS) >= SS_FLOATING_WORDS;
}

/* Paragraphs of the quotation before the one the content begins with. */
static void put_earlier(const passages *self, const ss_relation *relation, contents *out)
{
    uint32_t at = passage_at(self, relation->content[0].first), first = at;
    if (at >= self->count || relation->content[0].first > self->quote[at]->open + 1)
        return;
    while (first > 0 && reopens(self, first) && is_free(self, first - 1))
        first--;
    for (; first < at; first++)
        append(out, (ss_range){self->quote[first]->open, self->quote[first]->end});
}

/* ... and after the one it ends with. Returns whether text past `read` may belong to it. */
static bool put_later(const passages *self, const ss_relation *relation, uint32_t read, contents *out)
{
    uint32_t end = out->range[out->count - 1].end, at = passage_at(self, end == 0 ? 0 : end - 1);
    if (at >= self->count || self->quote[at]->open >= end || self->quote[at]->closed || end < self->quote[at]->end ||
        overlaps(relation->cue, self->quote[at]))
        return false;
    while (reopens(self, at + 1) && self->touched[at + 1] == 0 && self->quote[at + 1]->end <= read) {
        at++;
        append(out, (ss_range){self->quote[at]->open, self->quote[at]->end});
    }
    return !self->quote[at]->closed && (self->quote[at]->end >= read || (reopens(self, at + 1) && self->quote[at + 1]->end > read));
}

static bool differs(const contents *one, const ss_relation *relation)
{
    return one->count != relation->content_count || memcmp(one->range, relation->content, one->count * sizeof *one->range) != 0;
}

static ss_status complete(ss_arena *arena, const passages *self, uint32_t read, ss_relation *relation)
{
    contents whole = {.count = 0};
    put_earlier(self, relation, &whole);
    for (uint32_t k = 0; k < relation->content_count; k++) {
        ss_range fragment = relation->content[k];
        fragment = grown(self, relation, fragment, passage_at(self, fragment.first));
        uint32_t last = passages_before(self, fragment.end);
        append(&whole, last == 0 ? fragment : grown(self, relation, fragment, last - 1));
    }
    relation->unsettled = put_later(self, relation, read, &whole) && read < self->document->tokens.count;
    if (!differs(&whole, relation))
        return SS_OK;
    ss_range *range = ss_arena_alloc(arena, whole.count, sizeof *range);
    if (range == NULL)
        return SS_ERR_MEMORY;
    memcpy(range, whole.range, whole.count * sizeof *range);
    relation->content = range;
    relation->content_count = whole.count;
    return SS_OK;
}

ss_status ss_quotations_complete(ss_arena *arena, const ss_document *document, uint32_t read, ss_relations *relations)
{
    passages self;
    ss_status status = collect(arena, document, &self);
    if (status == SS_OK)
        count_touches(&self, relations);
    for (uint32_t i = 0; i < relations->count && status == SS_OK; i++)
        status = complete(arena, &self, read, &relations->relation[i]);
    return status;
}
