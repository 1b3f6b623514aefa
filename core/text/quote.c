#include "text/quote.h"

#include <string.h>

#include "base/limits.h"
#include "text/quote_mark.h"

#define NOT_YET UINT32_MAX

/* A quotation that is open. */
typedef struct frame {
    uint32_t quote;  /* index into pairing.quote */
    uint32_t likely; /* token of a mark that may close it (SS_ROLE_MAYBE_CLOSE), or NOT_YET */
    bool plural;     /* that mark stands behind an s */
    bool doubtful;   /* opened by SS_ROLE_MAYBE_OPEN */
    bool nested;     /* one of its own family was opened inside */
    ss_quote_mark opening;
} frame;

typedef struct pairing {
    ss_arena *arena;
    const ss_tokens *tokens;
    ss_quote *quote; /* in order of `open`; end is 0 while open, and for good when it turns out to be none */
    uint32_t count;
    uint32_t capacity;
    uint32_t paragraph; /* its first token */
    uint32_t opened;    /* token of the mark that opened last, or NOT_YET */
    frame stack[SS_MAX_QUOTE_DEPTH]; /* from the outermost */
    uint32_t depth;
    uint32_t too_deep; /* marks that opened past the limit and are not closed: they pair among themselves */
    uint8_t left_open[SS_MAX_QUOTE_DEPTH]; /* families that the paragraph before left open, from the outermost */
    uint32_t left_count;
    uint64_t operations;
} pairing;

static ss_status add_quote(pairing *pair, uint32_t open, const ss_quote_mark *mark, bool continues)
{
    if (pair->count == pair->capacity) {
        uint32_t capacity = pair->capacity == 0 ? 64 : pair->capacity * 2;
        ss_quote *grown = ss_arena_grow(pair->arena, pair->quote, pair->capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        pair->quote = grown;
        pair->capacity = capacity;
    }
    pair->quote[pair->count++] = (ss_quote){.open = open, .style = mark->style, .continues = continues};
    return SS_OK;
}

static void remove_frame(pairing *pair, uint32_t level)
{
    memmove(&pair->stack[level], &pair->stack[level + 1], (pair->depth - level - 1) * sizeof *pair->stack);
    pair->depth--;
}

static void finish(pairing *pair, uint32_t level, uint32_t end, bool closed)
{
    ss_quote *quote = &pair->quote[pair->stack[level].quote];
    quote->end = end;
    quote->closed = closed;
    remove_frame(pair, level);
}

/* Ends it at the mark that may have closed it, or forgets it: its mark was a stray one. */
static void settle(pairing *pair, uint32_t level)
{
    uint32_t likely = pair->stack[level].likely;
    if (likely != NOT_YET)
        finish(pair, level, likely + 1, true);
    else
        remove_frame(pair, level);
}

/* The innermost open quotation of a family, one past its level; 0 when there is none. */
static uint32_t innermost(const pairing *pair, uint8_t family)
{
    uint32_t level = pair->depth;
    while (level > 0 && pair->stack[level - 1].opening.family != family)
        level--;
    return level;
}

static ss_status open_quote(pairing *pair, uint32_t index, const ss_quote_mark *mark)
{
    uint32_t level = innermost(pair, mark->family);
    if (level > 0 && mark->family == SS_FAMILY_SINGLE) {
        /* Single ones do not nest in each other: the one before has ended or was an apostrophe. */
        if (pair->stack[level - 1].likely != NOT_YET || level == pair->depth)
            settle(pair, level - 1);
    } else if (level > 0) {
        pair->stack[level - 1].nested = true;
    }
    if (pair->depth == SS_MAX_QUOTE_DEPTH) {
        pair->too_deep++;
        return SS_OK;
    }
    uint32_t depth = pair->depth;
    bool continues =
        index == pair->paragraph + depth && depth < pair->left_count && pair->left_open[depth] == mark->family;
    ss_status status = add_quote(pair, index, mark, continues);
    if (status != SS_OK)
        return status;
    pair->stack[pair->depth++] = (frame){.quote = pair->count - 1,
                                         .likely = NOT_YET,
                                         .doubtful = mark->role == SS_ROLE_MAYBE_OPEN,
                                         .opening = *mark};
    pair->opened = index;
    return SS_OK;
}

/* The level (plus one) of the quotation that the mark can close, 0 when there is none. */
static uint32_t closable(const pairing *pair, const ss_quote_mark *mark)
{
    uint32_t level = innermost(pair, mark->family);
    if (level == 0)
        return 0;
    const frame *open = &pair->stack[level - 1];
    bool single = mark->family == SS_FAMILY_SINGLE;
    if (single && level != pair->depth) /* an apostrophe inside a quotation that was opened later */
        return 0;
    if (single && open->doubtful && !mark->certain)
        return 0;
    if (mark->numeric && mark->style == SS_QUOTE_ASCII_DOUBLE && open->opening.style != SS_QUOTE_ASCII_DOUBLE)
        return 0; /* inches inside curly marks */
    if (open->opening.style == SS_QUOTE_GUILLEMET && open->opening.forward == mark->forward)
        return 0;
    return level;
}

static void close_quote(pairing *pair, uint32_t index, uint32_t level)
{
    while (pair->depth > level)
        settle(pair, pair->depth - 1);
    finish(pair, level - 1, index + 1, true);
}

/* Remembers where a single quotation may have ended. Behind an s an apostrophe is likelier, so any
 * other place is better. */
static void note_likely_close(pairing *pair, uint32_t index, const ss_quote_mark *mark)
{
    uint32_t level = closable(pair, mark);
    if (level == 0)
        return;
    frame *open = &pair->stack[level - 1];
    if (open->likely == NOT_YET || (open->plural && !mark->plural)) {
        open->likely = index;
        open->plural = mark->plural;
    }
}

static ss_status pair_mark(pairing *pair, uint32_t index)
{
    bool after_opening = pair->opened != NOT_YET && pair->opened + 1 == index;
    ss_quote_mark mark = ss_quote_mark_read(pair->tokens, index, after_opening);
    uint32_t level = closable(pair, &mark);
    switch (mark.role) {
    case SS_ROLE_MAYBE_OPEN:
        return innermost(pair, mark.family) == 0 ? open_quote(pair, index, &mark) : SS_OK;
    case SS_ROLE_TURN:
        if (level == 0)
            return open_quote(pair, index, &mark);
        break;
    case SS_ROLE_OPEN:
        return open_quote(pair, index, &mark);
    case SS_ROLE_MAYBE_CLOSE:
        note_likely_close(pair, index, &mark);
        return SS_OK;
    case SS_ROLE_CLOSE:
        break;
    default:
        return SS_OK;
    }
    if (pair->too_deep > 0)
        pair->too_deep--;
    else if (level > 0)
        close_quote(pair, index, level);
    return SS_OK;
}

/* A single quotation is left open only when the next paragraph reopens it, behind the marks of those
 * around it; otherwise its mark was an apostrophe. */
static bool is_reopened(const pairing *pair, const frame *open, uint32_t next)
{
    const ss_tokens *tokens = pair->tokens;
    if (next >= tokens->count || tokens->token[next].kind != SS_TOKEN_QUOTE)
        return false;
    uint32_t opening = pair->quote[open->quote].open;
    bool leads = opening == pair->paragraph || tokens->token[opening - 1].kind >= SS_TOKEN_QUOTE;
    ss_quote_mark mark = ss_quote_mark_read(tokens, next, pair->left_count > 0);
    return leads && mark.role == SS_ROLE_OPEN && mark.style == open->opening.style;
}

/* Whether it is left open when its paragraph ends before token `end`. */
static bool stays_open(const pairing *pair, const frame *open, uint32_t end)
{
    if (open->opening.family == SS_FAMILY_SINGLE)
        return (open->likely == NOT_YET || open->plural) && is_reopened(pair, open, end + pair->left_count);
    bool reversed = open->opening.style == SS_QUOTE_GUILLEMET && !open->opening.forward;
    return !open->nested && !reversed;
}

/* What is open at a paragraph's end ends there. */
static void end_paragraph(pairing *pair, uint32_t end)
{
    bool stays[SS_MAX_QUOTE_DEPTH];
    pair->left_count = 0;
    for (uint32_t i = 0; i < pair->depth; i++) {
        stays[i] = stays_open(pair, &pair->stack[i], end);
        if (stays[i])
            pair->left_open[pair->left_count++] = pair->stack[i].opening.family;
    }
    while (pair->depth > 0) {
        uint32_t innermost_level = pair->depth - 1;
        if (stays[innermost_level])
            finish(pair, innermost_level, end, false);
        else
            settle(pair, innermost_level);
    }
    pair->opened = NOT_YET;
    pair->too_deep = 0;
}

/* Leaves out what turned out to be none, and counts the depth. */
static uint32_t compact(ss_quote *quote, uint32_t count)
{
    uint32_t end[SS_MAX_QUOTE_DEPTH], depth = 0, kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (quote[i].end == 0)
            continue;
        while (depth > 0 && end[depth - 1] <= quote[i].open)
            depth--;
        quote[i].depth = (uint8_t)depth;
        end[depth++] = quote[i].end;
        quote[kept++] = quote[i];
    }
    return kept;
}

ss_status ss_quotes_pair(ss_arena *arena, const ss_tokens *tokens, const ss_parts *paragraphs, ss_quotes *out)
{
    *out = (ss_quotes){0};
    pairing pair = {.arena = arena, .tokens = tokens, .opened = NOT_YET};
    for (uint32_t i = 0; i < paragraphs->count; i++) {
        pair.paragraph = paragraphs->first[i];
        uint32_t end = paragraphs->first[i + 1];
        for (uint32_t token = pair.paragraph; token < end; token++) {
            if (tokens->token[token].kind != SS_TOKEN_QUOTE)
                continue;
            pair.operations += 1 + pair.depth;
            ss_status status = pair_mark(&pair, token);
            if (status != SS_OK)
                return status;
        }
        end_paragraph(&pair, end);
    }
    *out = (ss_quotes){pair.quote, compact(pair.quote, pair.count), pair.operations};
    return SS_OK;
}
