/* quote.c - finds the places that a case's quotes name.  Runner. */
#include "quote.h"
#include <string.h>
#include <utf8proc.h>

#define ELLIPSIS 0x2026

/* A character of a quote; literal: `\` took its meaning away. */
typedef struct piece {
    uint32_t code;
    bool literal;
} piece;

typedef struct pieces {
    piece *at; /* [count] */
    size_t count;
} pieces;

typedef struct search {
    sc_pool *pool;
    const sc_text *text;
    const char *fault;
} search;

static pieces unescape(sc_pool *pool, const char *value, size_t length)
{
    pieces out = {sc_pool_take(pool, (length + 1) * sizeof(piece)), 0};
    bool literal = false;
    for (size_t at = 0; at < length;) {
        uint32_t code;
        bool bad;
        at += sc_text_decode((const uint8_t *)value + at, length - at, &code, &bad);
        if (code == '\\' && !literal) {
            literal = true;
            continue;
        }
        out.at[out.count++] = (piece){code, literal};
        literal = false;
    }
    return out;
}

static char *plain(sc_pool *pool, pieces quote)
{
    sc_bytes out = {pool, NULL, 0, 0};
    uint8_t bytes[4];
    for (size_t at = 0; at < quote.count; at++)
        sc_bytes_add(&out, bytes, sc_text_encode(quote.at[at].code, bytes));
    return sc_pool_copy(pool, out.data, out.length);
}

char *sc_quote_plain(sc_pool *pool, const char *value, size_t length)
{
    pieces whole = unescape(pool, value, length), folded = {sc_pool_take(pool, (length + 1) * sizeof(piece)), 0};
    for (size_t at = 0; at < whole.count; at++)
        if (!sc_quote_is_space(whole.at[at].code))
            folded.at[folded.count++] = whole.at[at];
        else if (folded.count > 0 && folded.at[folded.count - 1].code != ' ')
            folded.at[folded.count++] = (piece){' ', false};
    while (folded.count > 0 && folded.at[folded.count - 1].code == ' ')
        folded.count--;
    return plain(pool, folded);
}

/* Letters and digits, without marks: what a word begins and ends with. */
static bool is_letter_or_digit(uint32_t code)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    bool mark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
    return sc_quote_is_wordish(code) && !mark;
}

/* Characters of text at `at` that the quote matches, 0 for none. Runs of white space match any run. */
static uint32_t match_at(const sc_text *text, pieces quote, uint32_t at, uint32_t end)
{
    uint32_t begin = at;
    for (size_t i = 0; i < quote.count;) {
        if (!sc_quote_is_space(quote.at[i].code)) {
            if (at == end || text->code[at++] != quote.at[i++].code)
                return 0;
            continue;
        }
        if (at == end || !sc_quote_is_space(text->code[at]))
            return 0;
        while (i < quote.count && sc_quote_is_space(quote.at[i].code))
            i++;
        while (at < end && sc_quote_is_space(text->code[at]))
            at++;
    }
    if (sc_quote_is_wordish(quote.at[0].code) && begin > 0 && is_letter_or_digit(text->code[begin - 1]))
        return 0;
    if (sc_quote_is_wordish(quote.at[quote.count - 1].code) && at < end && is_letter_or_digit(text->code[at]))
        return 0;
    return at - begin;
}

static pieces strip(pieces quote)
{
    while (quote.count > 0 && sc_quote_is_space(quote.at[0].code)) {
        quote.at++;
        quote.count--;
    }
    while (quote.count > 0 && sc_quote_is_space(quote.at[quote.count - 1].code))
        quote.count--;
    return quote;
}

/* The number-th place (from 1) within the region, and how many there are. */
static sc_place find(const search *s, pieces quote, sc_place region, uint32_t number, uint32_t *count)
{
    sc_place found = {0, 0};
    quote = strip(quote);
    *count = 0;
    for (uint32_t at = region.start; quote.count > 0 && at < region.end;) {
        uint32_t length = match_at(s->text, quote, at, region.end);
        if (length > 0 && ++*count == number)
            found = (sc_place){at, at + length};
        at += length > 0 ? length : 1;
    }
    return found;
}

/* said#2 -> said, and 2; 0 without a number */
static pieces take_number(pieces quote, uint32_t *number)
{
    size_t at = quote.count;
    uint32_t read = 0;
    *number = 0;
    while (at > 0 && quote.at[at - 1].code >= '0' && quote.at[at - 1].code <= '9' && !quote.at[at - 1].literal)
        at--;
    if (at == 0 || at == quote.count || quote.at[at - 1].code != '#' || quote.at[at - 1].literal || quote.count - at > 6)
        return quote;
    for (size_t digit = at; digit < quote.count; digit++)
        read = read * 10 + quote.at[digit].code - '0';
    *number = read;
    quote.count = at - 1;
    return quote;
}

static sc_place pick(search *s, pieces quote, sc_place region, bool nearest)
{
    uint32_t number, count;
    quote = take_number(quote, &number);
    if (strip(quote).count == 0) {
        s->fault = "an empty quote";
        return region;
    }
    sc_place found = find(s, quote, region, number > 0 ? number : 1, &count);
    if ((number == 0 && count > 1 && !nearest) || count < (number > 1 ? number : 1))
        s->fault = sc_pool_print(s->pool, "\"%s\" fits %u places%s", plain(s->pool, quote), count, count > 1 && number == 0 ? ": number it" : "");
    return found;
}

/* Where " … " stands, quote.count without. */
static size_t find_gap(pieces quote)
{
    for (size_t at = 0; at + 2 < quote.count; at++)
        if (quote.at[at].code == ' ' && quote.at[at + 1].code == ELLIPSIS && quote.at[at + 2].code == ' ' && !quote.at[at].literal &&
            !quote.at[at + 1].literal && !quote.at[at + 2].literal)
            return at;
    return quote.count;
}

static bool equal_at(pieces quote, size_t at, pieces part)
{
    for (size_t i = 0; i < part.count; i++)
        if (at + i >= quote.count || quote.at[at + i].code != part.at[i].code)
            return false;
    return true;
}

/* The head is the text of the marked part, the occurrence that it is within the quote. */
static sc_place find_head(search *s, pieces quote, size_t from, size_t to, sc_place place)
{
    pieces part = {quote.at + from, to - from};
    uint32_t before = 0, count;
    for (size_t at = 0; part.count > 0 && at + part.count <= from;) {
        bool same = equal_at(quote, at, part);
        before += same;
        at += same ? part.count : 1;
    }
    sc_place found = find(s, part, place, before + 1, &count);
    if (count <= before)
        s->fault = "the [head] is not in the quote's place";
    return found;
}

static sc_place to_bytes(const sc_text *text, sc_place characters)
{
    return (sc_place){text->byte[characters.start], text->byte[characters.end]};
}

sc_quote sc_quote_resolve(sc_pool *pool, const sc_text *text, const char *value, size_t length, sc_place region)
{
    search s = {pool, text, NULL};
    pieces all = unescape(pool, value, length), quote = {sc_pool_take(pool, (all.count + 1) * sizeof(piece)), 0};
    size_t mark[2] = {0, 0}, marks = 0;
    for (size_t at = 0; at < all.count; at++) {
        if (all.at[at].literal || (all.at[at].code != '[' && all.at[at].code != ']'))
            quote.at[quote.count++] = all.at[at];
        else if (marks++ < 2)
            mark[marks - 1] = quote.count;
    }
    sc_quote out = {{0, 0}, {0, 0}, {0, 0}, NULL};
    size_t gap = find_gap(quote);
    out.characters = pick(&s, (pieces){quote.at, gap}, region, false);
    if (gap < quote.count && s.fault == NULL) {
        sc_place rest = {out.characters.end, region.end};
        out.characters.end = pick(&s, (pieces){quote.at + gap + 3, quote.count - gap - 3}, rest, true).end;
    }
    if (marks > 0 && s.fault == NULL) {
        if (marks != 2 || mark[0] >= mark[1])
            s.fault = "one [head], please";
        else
            out.head = to_bytes(text, find_head(&s, quote, mark[0], mark[1], out.characters));
    }
    if (s.fault == NULL)
        out.bytes = to_bytes(text, out.characters);
    out.fault = s.fault;
    return out;
}
