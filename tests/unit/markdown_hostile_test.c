#include "markdown_fixture.h"

#include <stdio.h>

#include "text/utf8.h"

/* ---- any bytes ------------------------------------------------------------------------------------ */

static const char *const piece[] = {
    "*", "**", "_", "__", "~~", "`", "``", "```", "[", "]", "(", ")", "![", "](", "](u)", "](<", "[r]", "[^1]", "\n\n[r]: u\n\n",
    "\\", "\\*", "&amp;", "&ldquo;", "&#8220;", "&#", "&bogus;", "<", ">", "<b>", "</p>", "<br>", "<!--", "-->", "<https://a.b>",
    "<div>", "\n<pre>", "</pre>", "\n", "\n", "\n\n", "\r\n", "\r", "  \n", "\n> ", "\n- ", "\n1. ", "\n    ", "\n# ", "\n---\n",
    "\n| a | b |\n|---|---|\n", "|", "\n```\n", " ", "\t", "a", "Ann", "said", "\"", "\xe2\x80\x9c", "\xc3\xa9", "\xf0\x9f\x98\x80",
    "\xff", "\xe2\x80", "\x80", "\xc2\xa0", "---\nk: v\n",
};

static size_t random_markdown(uint64_t *seed, uint8_t *out, size_t capacity)
{
    size_t length = 0, pieces = random_below(seed, 60);
    for (size_t i = 0; i < pieces; i++) {
        const char *next = piece[random_below(seed, sizeof piece / sizeof *piece)];
        size_t size = strlen(next);
        if (length + size > capacity)
            break;
        memcpy(out + length, next, size);
        length += size;
    }
    return length;
}

static bool is_white(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Runs ascend, stay inside both texts, and hold the source's bytes. */
static void check_runs(const marked *read)
{
    const ss_visible *visible = &read->visible;
    uint32_t visible_end = 0, source_end = 0;
    for (uint32_t i = 0; i < visible->count; i++) {
        ss_visible_run run = visible->run[i];
        uint32_t size = run.size >> 1, next = i + 1 < visible->count ? visible->run[i + 1].visible : visible->length;
        assert_true(run.visible >= visible_end && run.source >= source_end && size > 0);
        for (uint32_t k = visible_end; k < run.visible; k++)
            assert_true(is_white(visible->text[k]));
        source_end = run.source + size;
        assert_true(source_end <= read->length && run.visible < next);
        visible_end = run.visible + size;
        if (run.size & 1)
            visible_end = run.visible + ss_utf8_decode(visible->text, visible->length, run.visible).length;
        assert_true(visible_end <= next);
        for (uint32_t k = 0; k < size && !(run.size & 1); k++) {
            uint8_t seen = visible->text[run.visible + k], byte = read->source[run.source + k];
            assert_true(seen == byte || (seen == ' ' && is_white(byte)));
        }
    }
    assert_int_equal(visible_end, visible->length);
}

/* Spans of tokens begin and end where characters of the source do, in their order. */
static void check_spans(marked *read)
{
    static bool border[4096];
    memset(border, 0, sizeof border);
    for (uint32_t at = 0; at < read->length; at += ss_utf8_decode(read->source, read->length, at).length)
        border[at] = true;
    border[read->length] = true;
    ss_tokens tokens;
    assert_int_equal(ss_tokens_cut(&read->arena, read->visible.text, read->visible.length, &tokens), SS_OK);
    uint32_t before = 0;
    for (uint32_t i = 0; i < tokens.count; i++) {
        ss_span span = ss_visible_span(&read->visible, ss_token_span(&tokens, i));
        assert_true(span.start >= before && span.end > span.start && span.end <= read->length);
        assert_true(border[span.start] && border[span.end]);
        before = span.end;
    }
}

static void any_bytes_keep_their_places(void **state)
{
    (void)state;
    uint64_t seed = 0x5eed0017;
    uint8_t bytes[1024];
    for (int round = 0; round < 4000; round++) {
        size_t length = round % 8 == 0 ? random_bytes(&seed, bytes, 256) : random_markdown(&seed, bytes, sizeof bytes);
        marked read, again;
        mark(&read, bytes, length);
        check_runs(&read);
        check_spans(&read);
        mark(&again, bytes, length);
        assert_int_equal(again.visible.length, read.visible.length);
        assert_memory_equal(again.visible.text, read.visible.text, read.visible.length);
        unmark(&again);
        unmark(&read);
    }
}

/* A paragraph's end is one: what stands before a blank line is read alike whatever follows, but for
 * definitions and what hides the rest. */
static void paragraphs_stand_alone(void **state)
{
    (void)state;
    uint64_t seed = 0x5eed0018;
    static const char *const own[] = {"*", "**", "_", "`", "[", "]", "](u)", "&amp;", "\\", "a", " ", "\"", "<b>", "|", "~~", "!["};
    for (int round = 0; round < 2000; round++) {
        char one[128] = "x";
        size_t pieces = random_below(&seed, 20);
        for (size_t i = 0; i < pieces; i++)
            strcat(one, own[random_below(&seed, sizeof own / sizeof *own)]);
        char both[300];
        int length = snprintf(both, sizeof both, "%s\n\n%s", one, one);
        marked alone, twice;
        mark(&alone, one, strlen(one));
        mark(&twice, both, (size_t)length);
        uint32_t size = alone.visible.length;
        assert_true(twice.visible.length == 2 * size + 2);
        assert_memory_equal(twice.visible.text, alone.visible.text, size);
        assert_memory_equal(twice.visible.text + size + 2, alone.visible.text, size);
        unmark(&alone);
        unmark(&twice);
    }
}

/* ---- cost ------------------------------------------------------------------------------------------ */

#define STEPS_A_BYTE 64u

/* Steps for `length` bytes of head and then one piece again and again. */
static uint64_t steps_of(const char *head, const char *again, size_t length)
{
    char *text = malloc(length);
    assert_non_null(text);
    size_t first = strlen(head), size = strlen(again);
    for (size_t i = 0; i < length; i++)
        text[i] = i < first ? head[i] : again[(i - first) % size];
    marked read;
    mark(&read, text, length);
    uint64_t steps = read.visible.steps;
    unmark(&read);
    free(text);
    return steps;
}

static void check_cost(const char *head, const char *again)
{
    uint64_t few = steps_of(head, again, 1u << 14), many = steps_of(head, again, 1u << 18);
    if (many > (uint64_t)STEPS_A_BYTE << 18 || many > 20 * few)
        fail_msg("%s%s...: %llu steps, 16 times as many bytes %llu", head, again, (unsigned long long)few, (unsigned long long)many);
}

static void cost_is_linear(void **state)
{
    (void)state;
    static const char *const again[] = {
        "](", "[", "*", "_", "<", "`", "&", "|", ">", "![", "\\", "#", "-", "~", "\"", "\n", "\r", " ", "\t", "!", "a",
        "* a ", "a* ", "*a", "a*", "**a _b ", "*a_ ", "***a_b~", "_a_", "~~a", "a**b*",
        "[a](b", "[a](", "](<", "[a](b \"", "[a](b '", "[a](b (", "[](\\(", "[a][a]", "[^a", "[^a]: ", "[a]: b\n", "]: ",
        "<a b=\"", "<a b='", "<a b=\"<c d='", "<a ", "<!--", "<?", "<!A", "<![CDATA[", "<pre>", "a<pre>", "a <!--", "a <!-- -",
        "<a:b", "<a@b", "</", "<br>", "&#1", "&ldquo", "`a``b```c", "`` ` ",
        "- ", "> ", "1. ", "> - ", "- - - a", "* - ", "- a\n", "> a\n", "# a\n", "a\n", "a  \n", "a\\\n", "```\n", "|a", "|-\n",
        "a|b\n-|-\n", "\n    - a", "\xff", "*\xc2\xa0", "a\n=\n",
    };
    for (size_t i = 0; i < sizeof again / sizeof *again; i++)
        check_cost("", again[i]);
}

static void cost_is_linear_behind_a_start(void **state)
{
    (void)state;
    static const example starts[] = {
        {"[a]: b\n\n", "[a][b"}, {"[a]: b\n\n", "[a](b"}, {"[a]: b\n\n", "]["}, {"[a]: b\n\n", "[ a\n]"},
        {"> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > a\n", "\n"},
        {"- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - a\n", "\n"},
        {"- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - a\n", "  a\n"},
        {"- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - a\n\n", "                    a\n"},
        {"---\na: b\n", "a\n"}, {"<!--\n", "-->\n<!--\n"}, {"a|b\n-|-\n", "|a"}, {"a|b\n-|-\n", "|a\n"},
        {"`", "a``"}, {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "](x"},
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        check_cost(starts[i].source, starts[i].visible);
}

/* ---- limits ---------------------------------------------------------------------------------------- */

/* `count` times `again` between two texts. */
static char *repeated(const char *before, const char *again, size_t count, const char *after)
{
    size_t size = strlen(again), length = strlen(before);
    char *text = malloc(length + count * size + strlen(after) + 1);
    assert_non_null(text);
    strcpy(text, before);
    for (size_t i = 0; i < count; i++)
        memcpy(text + length + i * size, again, size);
    strcpy(text + length + count * size, after);
    return text;
}

static void check_repeated(const char *before, const char *again, size_t count, const char *after, const char *expected)
{
    char *text = repeated(before, again, count, after);
    check_bytes(text, strlen(text), expected);
    free(text);
}

/* Past a limit, markup is text. */
static void limits(void **state)
{
    (void)state;
    for (size_t n = SS_MAX_MARKDOWN_DEPTH - 1; n <= SS_MAX_MARKDOWN_DEPTH + 1; n++)
        check_repeated("", "> ", n, "a\n\nb", "a\n\nb"); /* markers past it are left out all the same */
    check_repeated("[a](", "(", SS_MAX_MARKDOWN_PARENTHESES - 1, ")))))))))))))))))))))))))))))))) x", "a x");
    check_repeated("[a](", "(", SS_MAX_MARKDOWN_PARENTHESES, "))))))))))))))))))))))))))))))))) x", "a x");
    char *deep = repeated("[a](", "(", SS_MAX_MARKDOWN_PARENTHESES + 1, ")))))))))))))))))))))))))))))))))) x");
    check_bytes(deep, strlen(deep), deep);
    free(deep);

    for (size_t n = SS_MAX_MARKDOWN_BACKTICKS - 1; n <= SS_MAX_MARKDOWN_BACKTICKS + 1; n++) {
        char *run = repeated("", "`", n, ""), text[512];
        snprintf(text, sizeof text, "x %sa%s", run, run);
        check_bytes(text, strlen(text), n <= SS_MAX_MARKDOWN_BACKTICKS ? "x a" : text);
        free(run);
    }
    for (size_t n = SS_MAX_MARKDOWN_LABEL - 1; n <= SS_MAX_MARKDOWN_LABEL + 1; n++) {
        char *label = repeated("[", "a", n, "]"), text[4096];
        snprintf(text, sizeof text, "[x]%s\n\n%s: u", label, label);
        marked read;
        mark(&read, text, strlen(text));
        assert_int_equal(read.visible.length == 1, n <= SS_MAX_MARKDOWN_LABEL);
        unmark(&read);
        free(label);
    }
}

static void limits_of_what_is_open(void **state)
{
    (void)state;
    for (size_t n = SS_MAX_MARKDOWN_BRACKETS - 1; n <= SS_MAX_MARKDOWN_BRACKETS + 1; n++) {
        char *text = repeated("![x", "[", n - 1, "");
        char *closed = repeated(text, "]", n, "(u)");
        marked read;
        mark(&read, closed, strlen(closed));
        assert_int_equal(read.visible.text[0] == '!', n > SS_MAX_MARKDOWN_BRACKETS);
        unmark(&read);
        free(text);
        free(closed);
    }
    for (size_t n = SS_MAX_MARKDOWN_DELIMITERS - 1; n <= SS_MAX_MARKDOWN_DELIMITERS + 1; n++) {
        char *text = repeated("__x ", "*y ", n - 1, "z__");
        marked read;
        mark(&read, text, strlen(text));
        assert_int_equal(read.visible.text[0] == '_', n + 1 > SS_MAX_MARKDOWN_DELIMITERS);
        unmark(&read);
        free(text);
    }
    for (size_t n = SS_MAX_FRONT_MATTER - 1; n <= SS_MAX_FRONT_MATTER + 1; n++) {
        char *text = repeated("---\na: ", "b", n - 8, "\n---\nc"); /* the closing line starts at byte n */
        marked read;
        mark(&read, text, strlen(text));
        assert_int_equal(read.visible.length == 1, n < SS_MAX_FRONT_MATTER);
        unmark(&read);
        free(text);
    }
}

/* Every allocation that can fail is answered with an error and no text. */
static void memory_that_ends(void **state)
{
    (void)state;
    char *text = repeated("", "\\*a[b]: &amp; | > `c` \n> d\n", 20000, "\n\n[x]: y\n");
    size_t length = strlen(text);
    int failed = 0;
    for (size_t budget = 0; budget < (size_t)8 << 20; budget += (size_t)128 << 10) {
        ss_arena arena;
        ss_visible visible;
        ss_arena_init(&arena, budget);
        ss_status status = ss_markdown_read(&arena, (const uint8_t *)text, (uint32_t)length, &visible);
        assert_true(status == SS_OK || status == SS_ERR_MEMORY);
        failed += status == SS_ERR_MEMORY;
        assert_int_equal(visible.text == NULL, status != SS_OK);
        ss_arena_free(&arena);
    }
    assert_true(failed > 3 && failed < 64);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bytes_keep_their_places),
        cmocka_unit_test(paragraphs_stand_alone),
        cmocka_unit_test(cost_is_linear),
        cmocka_unit_test(cost_is_linear_behind_a_start),
        cmocka_unit_test(limits),
        cmocka_unit_test(limits_of_what_is_open),
        cmocka_unit_test(memory_that_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
