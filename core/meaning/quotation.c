#include "meaning/quotation.h"

#include <string.h>

#include "base/limits.h"
#include "meaning/floating.h"
#include "text/outer_quote.h"

/* The outermost quotations, and who touches them. */
typedef struct passages {
    const ss_document *document;
    ss_outer_quotes outer;
    uint32_t *touched; /* [outer.count] relations whose contents have a token of it */
} passages;

static ss_status collect(ss_arena *arena, const ss_document *document, passages *out)
{
    *out = (passages){.document = document};
    ss_status status = ss_outer_quotes_gather(arena, &document->quotes, &out->outer);
    out->touched = ss_arena_alloc(arena, out->outer.count, sizeof *out->touched);
    return status == SS_OK && out->touched == NULL ? SS_ERR_MEMORY : status;
}

/* One past the last quotation that begins before the token; the quotations a range touches are
 * [ss_outer_quotes_from(first), passages_before(end)). */
static uint32_t passages_before(const passages *self, uint32_t token)
{
    uint32_t at = token == 0 ? 0 : ss_outer_quotes_from(&self->outer, token - 1);
    return at + (at < self->outer.count && self->outer.quote[at]->open < token);
}

/* Each relation counts once for a quotation, however many of its fragments lie in it. */
static void count_touches(passages *self, const ss_relations *relations)
{
    for (uint32_t i = 0; i < relations->count; i++) {
        const ss_relation *relation = &relations->relation[i];
        if (relation->holder != 0)
            continue; /* what its parent has, it may have too */
        uint32_t next = 0; /* fragments are in text order: quotations before it are counted */
        for (uint32_t k = 0; k < relation->content_count; k++) {
            uint32_t at = ss_outer_quotes_from(&self->outer, relation->content[k].first);
            uint32_t end = passages_before(self, relation->content[k].end);
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
    if (at >= self->outer.count || self->touched[at] != 1)
        return fragment;
    const ss_quote *quote = self->outer.quote[at];
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
    return at < self->outer.count && self->outer.quote[at]->continues;
}

/* Nobody else's, and long enough that, unclaimed, it would be a record: one that is streamed only when it is settled, so
 * that no record is given before one that begins in it. */
static bool is_free(const passages *self, uint32_t at)
{
    const ss_quote *quote = self->outer.quote[at];
    return self->touched[at] == 0 && words_in(self->document, quote->open, quote->end, SS_FLOATING_WORDS) >= SS_FLOATING_WORDS;
}

/* Paragraphs of the quotation before the one the content begins with. */
static void put_earlier(const passages *self, const ss_relation *relation, contents *out)
{
    uint32_t at = ss_outer_quotes_from(&self->outer, relation->content[0].first), first = at;
    if (at >= self->outer.count || relation->content[0].first > self->outer.quote[at]->open + 1)
        return;
    while (first > 0 && reopens(self, first) && is_free(self, first - 1))
        first--;
    for (; first < at; first++)
        append(out, (ss_range){self->outer.quote[first]->open, self->outer.quote[first]->end});
}

/* ... and after the one it ends with. Returns whether text past `read` may belong to it. */
static bool put_later(const passages *self, const ss_relation *relation, uint32_t read, contents *out)
{
    uint32_t end = out->range[out->count - 1].end, at = ss_outer_quotes_from(&self->outer, end == 0 ? 0 : end - 1);
    if (at >= self->outer.count)
        return false;
    const ss_quote *quote = self->outer.quote[at];
    if (quote->open >= end || quote->closed || end < quote->end || overlaps(relation->cue, quote))
        return false;
    while (reopens(self, at + 1) && self->touched[at + 1] == 0 && self->outer.quote[at + 1]->end <= read) {
        quote = self->outer.quote[++at];
        append(out, (ss_range){quote->open, quote->end});
    }
    bool goes_on_unread = reopens(self, at + 1) && self->outer.quote[at + 1]->end > read;
    return !quote->closed && (quote->end >= read || goes_on_unread);
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
        fragment = grown(self, relation, fragment, ss_outer_quotes_from(&self->outer, fragment.first));
        uint32_t last = passages_before(self, fragment.end);
        append(&whole, last == 0 ? fragment : grown(self, relation, fragment, last - 1));
    }
    relation->unsettled = put_later(self, relation, read, &whole) && read < self->document->tokens.count;
    if (!differs(&whole, relation))
        return SS_OK;
    relation->content = ss_arena_copy(arena, whole.range, whole.count, sizeof *whole.range);
    if (relation->content == NULL)
        return SS_ERR_MEMORY;
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
        if (relations->relation[i].holder == 0)
            status = complete(arena, &self, read, &relations->relation[i]);
    return status;
}
