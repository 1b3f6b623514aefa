/* act_of.c - what ss_acts_assign makes of given cues, for measure.py.
 *
 * usage: act_of < LINES
 * A line is FILE, cue, source and content with tabs between them; a part is "start-end", several with
 * commas between them, or empty; code points, end exclusive. Prints "act negated" a line, in numbers.
 * Links the library's inside. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "meaning/act.h"
#include "text/document.h"
#include "text/offset.h"

typedef struct ground {
    ss_document document;
    ss_offsets offsets;
} ground;

static unsigned char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    unsigned char *bytes = malloc(SS_MAX_DOCUMENT_BYTES);
    *length = bytes == NULL ? 0 : fread(bytes, 1, SS_MAX_DOCUMENT_BYTES, file);
    fclose(file);
    return bytes;
}

/* The tokens that share a character with [start, end). */
static ss_range tokens_of(const ground *at, uint32_t start, uint32_t end)
{
    const ss_tokens *tokens = &at->document.tokens;
    uint32_t first = 0;
    while (first < tokens->count && ss_offsets_convert(&at->offsets, ss_token_span(tokens, first).end) <= start)
        first++;
    uint32_t after = first;
    while (after < tokens->count && ss_offsets_convert(&at->offsets, ss_token_span(tokens, after).start) < end)
        after++;
    return (ss_range){first, after};
}

/* Reads one part of a line; returns how many ranges of it hold a token. */
static uint32_t parse(const ground *at, const char *part, ss_range *out, uint32_t capacity)
{
    uint32_t count = 0;
    while (*part != '\0' && count < capacity) {
        char *rest;
        uint32_t start = (uint32_t)strtoul(part, &rest, 10);
        uint32_t end = (uint32_t)strtoul(*rest == '-' ? rest + 1 : rest, &rest, 10);
        out[count] = tokens_of(at, start, end);
        if (out[count].first < out[count].end)
            count++;
        part = *rest == ',' ? rest + 1 : "";
    }
    return count;
}

static int answer(ss_arena *arena, char **field)
{
    size_t length;
    unsigned char *text = read_file(field[0], &length);
    ground at;
    if (text == NULL || ss_document_read(arena, text, (uint32_t)length, &at.document) != SS_OK ||
        ss_offsets_build(arena, text, (uint32_t)length, SS_OFFSET_CODE_POINT, &at.offsets) != SS_OK) {
        fprintf(stderr, "act_of: %s: cannot be read\n", field[0]);
        free(text);
        return 0;
    }
    ss_range cue = {0, 0}, source[SS_MAX_SOURCE_SPANS], content[SS_MAX_CONTENT_SPANS];
    parse(&at, field[1], &cue, 1);
    ss_relation relation = {.cue = cue, .source = source, .content = content};
    relation.source_count = parse(&at, field[2], source, SS_MAX_SOURCE_SPANS);
    relation.content_count = parse(&at, field[3], content, SS_MAX_CONTENT_SPANS);
    ss_acts_assign(&at.document, &(ss_relations){&relation, 1});
    printf("%d %d\n", relation.act, relation.negated);
    free(text);
    return 1;
}

int main(void)
{
    static char line[1 << 16];
    ss_arena arena;
    ss_arena_init(&arena, SS_ARENA_BUDGET);
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        char *field[4] = {line, line, line, line};
        for (int i = 1; i < 4; i++) {
            char *tab = strchr(field[i - 1], '\t');
            if (tab == NULL) {
                fprintf(stderr, "act_of: a line without four fields\n");
                return 1;
            }
            *tab = '\0';
            field[i] = tab + 1;
        }
        if (!answer(&arena, field))
            return 1;
        ss_arena_reset(&arena);
    }
    ss_arena_free(&arena);
    return 0;
}
