/* text_fixture.h - texts for the tests of core/text: read, written down, and made at random. */
#ifndef TEXT_FIXTURE_H
#define TEXT_FIXTURE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "text/document.h"

/* A text that was read; its bytes are an exact allocation, so that a sanitizer sees a read past them. */
typedef struct reading {
    ss_arena arena;
    uint8_t *text;
    ss_document document;
} reading;

static inline void read_bytes(reading *read, const void *bytes, size_t length)
{
    ss_arena_init(&read->arena, SS_ARENA_BUDGET);
    read->text = malloc(length == 0 ? 1 : length);
    assert_non_null(read->text);
    if (length > 0)
        memcpy(read->text, bytes, length);
    assert_int_equal(ss_document_read(&read->arena, read->text, (uint32_t)length, &read->document), SS_OK);
}

static inline void read_text(reading *read, const char *text)
{
    read_bytes(read, text, strlen(text));
}

static inline void forget(reading *read)
{
    ss_arena_free(&read->arena);
    free(read->text);
}

/* What the tests write down goes here. */
typedef struct written {
    char text[4096];
    size_t length;
} written;

static inline void write_bytes(written *out, const void *bytes, size_t length)
{
    assert_true(out->length + length < sizeof out->text);
    memcpy(out->text + out->length, bytes, length);
    out->length += length;
    out->text[out->length] = '\0';
}

static inline void write_text(written *out, const char *text)
{
    write_bytes(out, text, strlen(text));
}

/* Numbers of a fixed sequence (xorshift64), so that a failure comes again. */
static inline uint32_t random_below(uint64_t *state, uint32_t bound)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)(*state >> 33) % bound;
}

/* Pieces that the rules of core/text turn on, broken ones among them. */
static const char *const random_piece[] = {
    "a", "is", "The", "talks", "U.S.", "Mr.", "J.", "5", "90s", "I", "s", "cause", "n't", "cannot", "漢", "😀",
    "'", "'", "\"", "\"", "‘", "’", "“", "”", "„", "‚", "«", "»", "「", "」", "``", "''",
    ".", ",", "...", "?", "!", ":", "-", "--", "—", "(", ")", "[", "]", "@", "#", "://", "www.", "/", "_",
    " ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\xc2\xa0", "\xe2\x80\xa9",
    "\xe2\x80\x8b", "\xc2\xad", "\xe2\x80\x8d", "\xef\xbb\xbf", "\xcc\x81", "\x01", "\xff", "\xe2\x80",
};

static inline size_t random_text(uint64_t *state, uint8_t *out, size_t capacity)
{
    size_t length = 0, pieces = random_below(state, 80);
    for (size_t i = 0; i < pieces; i++) {
        const char *piece = random_piece[random_below(state, sizeof random_piece / sizeof *random_piece)];
        size_t size = strlen(piece);
        if (length + size > capacity)
            break;
        memcpy(out + length, piece, size);
        length += size;
    }
    return length;
}

/* Bytes without any shape, mostly bad UTF-8. */
static inline size_t random_bytes(uint64_t *state, uint8_t *out, size_t capacity)
{
    size_t length = random_below(state, (uint32_t)capacity);
    for (size_t i = 0; i < length; i++)
        out[i] = (uint8_t)random_below(state, 256);
    return length;
}

#endif
