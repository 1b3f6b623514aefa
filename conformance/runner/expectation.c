/* expectation.c - reads a case's expected.txt: what is right about its document.  Runner. */
#include "expectation.h"
#include <string.h>

static const char *const names[SC_KEYS] = {"cue",   "source", "content", "speaker", "kind", "act",  "negated",     "parent",
                                           "optional", "exact", "credit", "name",    "key",  "role", "affiliation", "member"};

#define BIT(key) (1u << (key))
static const unsigned quoted = BIT(SC_CUE) | BIT(SC_SOURCE) | BIT(SC_CONTENT) | BIT(SC_PARENT) | BIT(SC_CREDIT) | BIT(SC_ROLE) |
                               BIT(SC_AFFILIATION);
static const unsigned fragmented = BIT(SC_SOURCE) | BIT(SC_CONTENT) | BIT(SC_ROLE) | BIT(SC_AFFILIATION) | BIT(SC_MEMBER);

typedef struct reader {
    sc_pool *pool;
    const sc_words *words;
    sc_expectation *out;
    sc_place region, everywhere;
    bool in_block;
} reader;

const char *sc_key_name(sc_key key)
{
    return names[key];
}

sc_key sc_key_of(const char *name)
{
    sc_key key = 0;
    while (key < SC_KEYS && strcmp(names[key], name) != 0)
        key++;
    return key;
}

/* Which keys may stand in a block that begins with `kind`. */
static unsigned allowed_in(sc_key kind)
{
    switch (kind) {
    case SC_CUE:
        return BIT(SC_CUE) | BIT(SC_SOURCE) | BIT(SC_CONTENT) | BIT(SC_SPEAKER) | BIT(SC_KIND) | BIT(SC_ACT) | BIT(SC_NEGATED) |
               BIT(SC_PARENT) | BIT(SC_OPTIONAL) | BIT(SC_EXACT);
    case SC_CREDIT:
        return BIT(SC_CREDIT) | BIT(SC_KIND);
    case SC_NAME:
        return BIT(SC_NAME) | BIT(SC_KIND) | BIT(SC_FOLDED) | BIT(SC_ROLE) | BIT(SC_AFFILIATION) | BIT(SC_MEMBER);
    default:
        return 0;
    }
}

const char *sc_block_text(const sc_block *block, sc_key key)
{
    return block->key[key].count > 0 ? block->key[key].meaning[0].part[0].text : NULL;
}

bool sc_block_is_optional(const sc_block *block)
{
    const char *text = sc_block_text(block, SC_OPTIONAL);
    return text != NULL && strcmp(text, "yes") == 0;
}

static void add_part(reader *r, sc_meaning *meaning, sc_part part)
{
    meaning->part = sc_pool_grow(r->pool, meaning->part, meaning->count, sizeof part);
    meaning->part[meaning->count++] = part;
}

/* `text` is a value; `or` before its key makes it another meaning. */
static const char *add_value(reader *r, sc_block *block, sc_key key, bool alternative, const char *text, size_t length)
{
    sc_meanings *meanings = &block->key[key];
    sc_part part = {length == 4 && memcmp(text, "none", 4) == 0, {0, 0}, NULL};
    sc_place head = {0, 0};
    if (!part.none && (quoted & BIT(key)) != 0) {
        sc_quote quote = sc_quote_resolve(r->pool, r->words->text, text, length, r->region);
        if (quote.fault != NULL)
            return quote.fault;
        part.place = quote.bytes;
        head = quote.head.end > 0 ? quote.head : sc_quote_head(r->words, quote.bytes);
    } else if (!part.none)
        part.text = sc_quote_plain(r->pool, text, length);
    if (part.none && (key == SC_NAME || key == SC_CREDIT || key == SC_EXACT || key == SC_OPTIONAL))
        return sc_pool_print(r->pool, "%s cannot be none", names[key]);
    if (alternative && meanings->count == 0)
        return "'or' without a first reading";
    if (!alternative && meanings->count > 0 && (fragmented & BIT(key)) == 0)
        return sc_pool_print(r->pool, "%s is there twice", names[key]);
    if (alternative || meanings->count == 0) {
        meanings->meaning = sc_pool_grow(r->pool, meanings->meaning, meanings->count, sizeof *meanings->meaning);
        meanings->meaning[meanings->count++] = (sc_meaning){NULL, 0, head};
    }
    add_part(r, &meanings->meaning[meanings->count - 1], part);
    return NULL;
}

static const char *begin_block(reader *r, sc_key kind, unsigned line)
{
    if (kind != SC_CUE && kind != SC_CREDIT && kind != SC_NAME)
        return "no block begins with this key";
    sc_expectation *out = r->out;
    out->block = sc_pool_grow(r->pool, out->block, out->count, sizeof *out->block);
    memset(&out->block[out->count], 0, sizeof *out->block);
    out->block[out->count].kind = kind;
    out->block[out->count++].line = line;
    r->in_block = true;
    return NULL;
}

/* `in: QUOTE`, looked for in the whole document. */
static const char *narrow(reader *r, const char *value, size_t length)
{
    r->region = r->everywhere;
    if (length == strlen("everywhere") && memcmp(value, "everywhere", length) == 0)
        return NULL;
    sc_quote quote = sc_quote_resolve(r->pool, r->words->text, value, length, r->region);
    r->region = quote.characters;
    return quote.fault;
}

static void trim(const char **text, size_t *length)
{
    while (*length > 0 && (**text == ' ' || **text == '\t')) {
        ++*text;
        --*length;
    }
    while (*length > 0 && ((*text)[*length - 1] == ' ' || (*text)[*length - 1] == '\t' || (*text)[*length - 1] == '\r'))
        --*length;
}

static const char *read_line(reader *r, const char *line, size_t length, unsigned number)
{
    const char *colon = memchr(line, ':', length), *value;
    size_t size = colon == NULL ? 0 : (size_t)(colon - line), value_length;
    value = colon == NULL ? line : colon + 1;
    value_length = colon == NULL ? 0 : length - size - 1;
    trim(&line, &size);
    trim(&value, &value_length);
    if (colon == NULL || value_length == 0)
        return "not 'key: value'";
    bool alternative = size > 3 && memcmp(line, "or ", 3) == 0;
    const char *name = sc_pool_copy(r->pool, line + (alternative ? 3 : 0), size - (alternative ? 3 : 0));
    if (!r->in_block && strcmp(name, "in") == 0)
        return narrow(r, value, value_length);
    if (!r->in_block && strcmp(name, "others") == 0 && value_length == 7 && memcmp(value, "allowed", 7) == 0) {
        r->out->others_allowed = true;
        return NULL;
    }
    sc_key key = sc_key_of(name);
    const char *fault = r->in_block ? NULL : begin_block(r, key, number);
    if (fault != NULL)
        return fault;
    sc_block *block = &r->out->block[r->out->count - 1];
    block->last_line = number;
    if (key == SC_KEYS || (allowed_in(block->kind) & BIT(key)) == 0)
        return sc_pool_print(r->pool, "no key '%s' in this block", name);
    return add_value(r, block, key, alternative, value, value_length);
}

static bool is_blank(const char *line, size_t length)
{
    trim(&line, &length);
    return length == 0;
}

void sc_expectation_read(sc_pool *pool, const sc_words *words, const char *source, size_t length, sc_expectation *out)
{
    reader r = {pool, words, out, {0, words->text->count}, {0, words->text->count}, false};
    unsigned number = 0;
    memset(out, 0, sizeof *out);
    for (size_t at = 0; at < length && out->fault == NULL;) {
        const char *stop = memchr(source + at, '\n', length - at);
        size_t size = stop == NULL ? length - at : (size_t)(stop - source) - at;
        number++;
        if (is_blank(source + at, size))
            r.in_block = false;
        else if (source[at] != '#') {
            const char *fault = read_line(&r, source + at, size, number);
            if (fault != NULL)
                out->fault = sc_pool_print(pool, "expected.txt:%u: %s", number, fault);
        }
        at += size + 1;
    }
}
