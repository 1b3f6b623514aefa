/* Markdown: what is seen stands in order in the source, on borders of its characters, and costs a bounded
 * number of steps a byte. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "fuzz.h"
#include "text/markdown.h"
#include "text/token.h"
#include "text/utf8.h"

static void check_tokens(ss_arena *arena, const ss_visible *visible, const bool *border, uint32_t length)
{
    ss_tokens tokens;
    assert(ss_tokens_cut(arena, visible->text, visible->length, &tokens) == SS_OK);
    for (uint32_t i = 0, before = 0; i < tokens.count; i++) {
        ss_span span = ss_visible_span(visible, ss_token_span(&tokens, i));
        assert(span.start >= before && span.start < span.end && span.end <= length);
        assert(border[span.start] && border[span.end]);
        before = span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    ss_arena arena;
    ss_visible visible, again;
    uint32_t length = (uint32_t)size;
    bool *border = calloc(size + 1, sizeof *border);
    for (uint32_t at = 0; at < length; at += ss_utf8_decode(bytes, length, at).length)
        border[at] = true;
    border[length] = true;
    ss_arena_init(&arena, SS_ARENA_BUDGET);
    assert(ss_markdown_read(&arena, bytes, length, &visible) == SS_OK);
    assert(visible.steps <= 64 * ((uint64_t)length + 1));
    for (uint32_t i = 1; i < visible.count; i++)
        assert(visible.run[i].visible > visible.run[i - 1].visible && visible.run[i].source >= visible.run[i - 1].source);
    check_tokens(&arena, &visible, border, length);
    assert(ss_markdown_read(&arena, bytes, length, &again) == SS_OK);
    assert(again.length == visible.length && again.count == visible.count);
    assert(visible.length == 0 || memcmp(again.text, visible.text, visible.length) == 0);
    ss_arena_free(&arena);
    free(border);
    return 0;
}
