/* script.c - reads session.txt: one verb a line, and what goes with it.  Runner. */
#include "script.h"
#include <stdlib.h>
#include <string.h>
#include "text.h"

#define MOST_VALUES 64

typedef struct cursor {
    sc_pool *pool;
    const char *at, *end;
    const char *fault;
} cursor;

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static int hex_digit(char byte)
{
    const char *digits = "0123456789abcdef", *found;
    char lower = byte >= 'A' && byte <= 'F' ? (char)(byte + 32) : byte;
    found = lower == '\0' ? NULL : strchr(digits, lower);
    return found == NULL ? -1 : (int)(found - digits);
}

/* \xHH is a byte, \u{H…} a code point. */
static void read_number_escape(cursor *c, sc_bytes *out)
{
    bool is_byte = *c->at++ == 'x';
    uint32_t code = 0;
    uint8_t bytes[4];
    unsigned digits = 0;
    if (!is_byte && (c->at == c->end || *c->at++ != '{'))
        c->fault = "\\u wants {…}";
    for (; c->at < c->end && hex_digit(*c->at) >= 0 && digits < (is_byte ? 2 : 6); digits++)
        code = code << 4 | (uint32_t)hex_digit(*c->at++);
    if (digits == 0 || (is_byte && digits != 2) || (!is_byte && (c->at == c->end || *c->at++ != '}')))
        c->fault = "an escape is \\xHH or \\u{H…}";
    bytes[0] = (uint8_t)code;
    sc_bytes_add(out, bytes, is_byte ? 1 : sc_text_encode(code, bytes));
}

static void read_escape(cursor *c, sc_bytes *out)
{
    static const char from[] = "nrt\"\\", to[] = "\n\r\t\"\\";
    const char *found = c->at < c->end ? memchr(from, *c->at, sizeof from - 1) : NULL;
    if (found != NULL) {
        c->at++;
        sc_bytes_add(out, &to[found - from], 1);
    } else if (c->at < c->end && (*c->at == 'x' || *c->at == 'u'))
        read_number_escape(c, out);
    else
        c->fault = "no such escape: \\n \\r \\t \\\" \\\\ \\xHH \\u{H…}";
}

static sc_value read_value(cursor *c, bool *quoted)
{
    sc_bytes out = {c->pool, NULL, 0, 0};
    *quoted = c->at < c->end && *c->at == '"';
    if (*quoted) {
        for (c->at++; c->at < c->end && *c->at != '"' && c->fault == NULL;) {
            if (*c->at == '\\') {
                c->at++;
                read_escape(c, &out);
            } else
                sc_bytes_add(&out, c->at++, 1);
        }
        if (c->at == c->end)
            c->fault = "a text has no closing mark";
        else
            c->at++;
    } else
        while (c->at < c->end && !is_blank(*c->at) && *c->at != '|' && *c->at != ',')
            sc_bytes_add(&out, c->at++, 1);
    return (sc_value){sc_pool_copy(c->pool, out.data, out.length), out.length};
}

/* Bytes of the relation that stands here, 0 without one. */
static size_t relation_at(const cursor *c, sc_relation *relation)
{
    static const struct {
        const char *mark;
        sc_relation relation;
    } relations[] = {{">=", SC_AT_LEAST}, {"<=", SC_AT_MOST}, {"!=", SC_IS_NOT}, {"!~", SC_LACKS}, {"=", SC_IS}, {"~", SC_CONTAINS}};
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        size_t length = strlen(relations[i].mark);
        if ((size_t)(c->end - c->at) >= length && memcmp(c->at, relations[i].mark, length) == 0) {
            *relation = relations[i].relation;
            return length;
        }
    }
    *relation = SC_BARE;
    return 0;
}

static void read_values(cursor *c, sc_word *word)
{
    bool quoted;
    word->value = sc_pool_take(c->pool, MOST_VALUES * sizeof *word->value);
    do {
        if (word->count == MOST_VALUES) {
            c->fault = "too many values";
            return;
        }
        word->value[word->count++] = read_value(c, &quoted);
        word->quoted = word->quoted || quoted;
    } while (c->fault == NULL && c->at < c->end && (*c->at == '|' || *c->at == ',') && c->at++ != NULL);
}

static sc_word read_word(cursor *c)
{
    sc_word word = {NULL, SC_BARE, NULL, 0, false};
    const char *start = c->at;
    while (c->at < c->end && ((*c->at >= 'a' && *c->at <= 'z') || *c->at == '_'))
        c->at++;
    size_t mark = c->at > start ? relation_at(c, &word.relation) : 0;
    if (mark > 0) {
        word.key = sc_pool_copy(c->pool, start, (size_t)(c->at - start));
        c->at += mark;
    } else
        c->at = start;
    read_values(c, &word);
    if (c->fault == NULL && c->at < c->end && !is_blank(*c->at))
        c->fault = "a blank is missing behind a text";
    return word;
}

const char *sc_script_words(sc_pool *pool, const char *source, size_t length, sc_line *line)
{
    cursor c = {pool, source, source + length, NULL};
    for (;;) {
        while (c.at < c.end && is_blank(*c.at))
            c.at++;
        if (c.at == c.end || *c.at == '#' || c.fault != NULL)
            return c.fault;
        line->word = sc_pool_grow(pool, line->word, line->count, sizeof *line->word);
        line->word[line->count++] = read_word(&c);
    }
}

static const char *read_line(sc_pool *pool, const char *source, size_t length, sc_line *line)
{
    const char *fault = sc_script_words(pool, source, length, line);
    if (fault != NULL || line->count == 0)
        return fault;
    if (line->word[0].key != NULL || line->word[0].quoted)
        return "a line begins with a verb";
    line->verb = line->word[0].value[0].data;
    line->word++;
    line->count--;
    return NULL;
}

void sc_script_read(sc_pool *pool, const char *source, size_t length, sc_script *out)
{
    unsigned number = 0;
    memset(out, 0, sizeof *out);
    for (size_t at = 0; at < length && out->fault == NULL;) {
        const char *stop = memchr(source + at, '\n', length - at);
        size_t size = stop == NULL ? length - at : (size_t)(stop - source) - at;
        sc_line line = {++number, NULL, NULL, 0};
        const char *fault = read_line(pool, source + at, size, &line);
        if (fault != NULL)
            out->fault = sc_pool_print(pool, "session.txt:%u: %s", number, fault);
        if (line.verb != NULL) {
            out->line = sc_pool_grow(pool, out->line, out->count, sizeof line);
            out->line[out->count++] = line;
        }
        at += size + 1;
    }
}

const sc_word *sc_script_find(const sc_line *line, const char *key)
{
    for (size_t at = 0; at < line->count; at++)
        if (line->word[at].key != NULL && strcmp(line->word[at].key, key) == 0)
            return &line->word[at];
    return NULL;
}

const sc_word *sc_script_bare(const sc_line *line, size_t index)
{
    for (size_t at = 0; at < line->count; at++)
        if (line->word[at].key == NULL && index-- == 0)
            return &line->word[at];
    return NULL;
}

static bool contains(const sc_value *whole, const sc_value *part)
{
    return part->length == 0 || memmem(whole->data, whole->length, part->data, part->length) != NULL;
}

static bool equal(const sc_value *one, const sc_value *other)
{
    return one->length == other->length && memcmp(one->data, other->data, one->length) == 0;
}

bool sc_script_fits(const sc_word *word, const sc_value *actual, bool is_number)
{
    bool is_one = false, has_one = false;
    uint64_t wanted = 0, number = is_number ? strtoull(actual->data, NULL, 10) : 0;
    for (size_t at = 0; at < word->count; at++) {
        wanted = is_number ? strtoull(word->value[at].data, NULL, 0) : 0;
        is_one = is_one || (is_number ? number == wanted : equal(&word->value[at], actual));
        has_one = has_one || contains(actual, &word->value[at]);
    }
    switch (word->relation) {
    case SC_IS:
        return is_one;
    case SC_IS_NOT:
        return !is_one;
    case SC_AT_LEAST:
        return number >= wanted;
    case SC_AT_MOST:
        return number <= wanted;
    case SC_CONTAINS:
        return has_one;
    case SC_LACKS:
        return !has_one;
    case SC_BARE:
        break;
    }
    return false;
}
