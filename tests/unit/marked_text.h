/* marked_text.h - texts with their relations marked, for the tests of the meaning floor.
 *
 *     "[1 Ann Lee] <1 said> {1 it was late}. {2 \"Go,\"} [2 she] said."
 *
 * [n ...] is the source of relation n, {n ...} its content and <n ...> its cue; the marks are taken out. */
#ifndef MARKED_TEXT_H
#define MARKED_TEXT_H
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/limits.h"
#include "meaning/relation.h"
#include "meaning/speaker.h"
#include "text/document.h"

#define MARKED_MOST 16

typedef struct marked_text {
    ss_arena arena;
    char text[8192];
    ss_document document;
    ss_range source[MARKED_MOST][4];
    ss_range content[MARKED_MOST][4];
    ss_relation relation[MARKED_MOST];
    ss_relations relations;
    ss_speakers speakers;
} marked_text;

typedef struct marked_span {
    char kind; /* '[', '{' or '<' */
    int number;
    uint32_t start;
    uint32_t end;
} marked_span;

/* The tokens that lie inside the bytes. */
static inline ss_range marked_tokens(const marked_text *marked, uint32_t start, uint32_t end)
{
    const ss_tokens *tokens = &marked->document.tokens;
    ss_range range = {0, 0};
    while (range.first < tokens->count && tokens->token[range.first].start < start)
        range.first++;
    range.end = range.first;
    while (range.end < tokens->count && tokens->token[range.end].start < end)
        range.end++;
    assert_true(range.first < range.end);
    return range;
}

static inline int marked_strip(marked_text *marked, const char *text, marked_span *span)
{
    int open[8];
    int depth = 0;
    int spans = 0;
    uint32_t length = 0;
    for (const char *at = text; *at != '\0'; at++) {
        assert_true(length + 1 < sizeof marked->text);
        if ((*at == '[' || *at == '{' || *at == '<') && at[1] >= '1' && at[1] <= '9' && at[2] == ' ') {
            span[spans] = (marked_span){*at, at[1] - '0', length, length};
            open[depth++] = spans++;
            at += 2;
        } else if (depth > 0 && *at == (span[open[depth - 1]].kind == '[' ? ']' : span[open[depth - 1]].kind == '{' ? '}' : '>')) {
            span[open[--depth]].end = length;
        } else {
            marked->text[length++] = *at;
        }
    }
    marked->text[length] = '\0';
    assert_int_equal(depth, 0);
    return spans;
}

static inline void marked_read(marked_text *marked, const char *text)
{
    static marked_span span[64];
    memset(marked, 0, sizeof *marked);
    ss_arena_init(&marked->arena, SS_ARENA_BUDGET);
    int spans = marked_strip(marked, text, span);
    assert_int_equal(ss_document_read(&marked->arena, (const uint8_t *)marked->text, (uint32_t)strlen(marked->text),
                                      &marked->document),
                     SS_OK);
    for (int i = 0; i < spans; i++) {
        uint32_t index = (uint32_t)span[i].number - 1;
        ss_relation *relation = &marked->relation[index];
        ss_range range = marked_tokens(marked, span[i].start, span[i].end);
        if (span[i].kind == '[')
            marked->source[index][relation->source_count++] = range;
        else if (span[i].kind == '<')
            relation->cue = range;
        else
            marked->content[index][relation->content_count++] = range;
        relation->source = marked->source[index];
        relation->content = marked->content[index];
        if (index >= marked->relations.count)
            marked->relations.count = index + 1;
    }
    marked->relations.relation = marked->relation;
    for (uint32_t i = 0; i < marked->relations.count; i++)
        marked->relation[i].kind = (uint8_t)ss_relation_kind(&marked->document, &marked->relation[i]);
}

static inline void marked_resolve(marked_text *marked, const char *text)
{
    marked_read(marked, text);
    assert_int_equal(ss_speakers_resolve(&marked->arena, &marked->document, &marked->relations, &marked->speakers), SS_OK);
}

static inline void marked_free(marked_text *marked)
{
    ss_arena_free(&marked->arena);
}

/* The text of a token range, as a terminated string that the next calls overwrite in turn. */
static inline const char *marked_words(const marked_text *marked, ss_range range)
{
    static char words[4][1024];
    static int turn;
    char *out = words[turn++ % 4];
    out[0] = '\0';
    if (range.first < range.end) {
        ss_span bytes = ss_range_span(&marked->document.tokens, range);
        memcpy(out, marked->text + bytes.start, bytes.end - bytes.start);
        out[bytes.end - bytes.start] = '\0';
    }
    return out;
}

#endif
