/* markdown_fixture.h - texts read as Markdown. */
#ifndef MARKDOWN_FIXTURE_H
#define MARKDOWN_FIXTURE_H
#include "text_fixture.h"

#include "text/markdown.h"

/* A text that was read as Markdown; the source is an exact allocation. */
typedef struct marked {
    ss_arena arena;
    uint8_t *source;
    uint32_t length;
    ss_visible visible;
} marked;

static inline void mark(marked *read, const void *bytes, size_t length)
{
    ss_arena_init(&read->arena, SS_ARENA_BUDGET);
    read->source = malloc(length == 0 ? 1 : length);
    assert_non_null(read->source);
    if (length > 0)
        memcpy(read->source, bytes, length);
    read->length = (uint32_t)length;
    assert_int_equal(ss_markdown_read(&read->arena, read->source, read->length, &read->visible), SS_OK);
}

static inline void unmark(marked *read)
{
    ss_arena_free(&read->arena);
    free(read->source);
}

static inline void check_bytes(const char *source, size_t length, const char *expected)
{
    marked read;
    mark(&read, source, length);
    size_t size = strlen(expected);
    if (read.visible.length != size || memcmp(read.visible.text, expected, size) != 0)
        fail_msg("%s\nis read as\n%.*s\nnot\n%s", source, (int)read.visible.length, (const char *)read.visible.text, expected);
    unmark(&read);
}

typedef struct example {
    const char *source;
    const char *visible;
} example;

static inline void check(const example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_bytes(examples[i].source, strlen(examples[i].source), examples[i].visible);
}

#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

#endif
