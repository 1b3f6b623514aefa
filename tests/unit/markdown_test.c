#include "markdown_fixture.h"

#include <stdio.h>

#include "sayso.h"
#include "text/entity.h"

/* ---- what is seen -------------------------------------------------------------------------------- */

static void plain_text_stays(void **state)
{
    (void)state;
    static const example examples[] = {
        {"", ""},
        {"One line.", "One line."},
        {"One.\n\nTwo.\n", "One.\n\nTwo."},
        {"snake_case_name, 2*3*4, 5 * 6 * 7, a ** b ** c", "snake_case_name, 2*3*4, 5 * 6 * 7, a ** b ** c"},
        {"\"[He] left,\" she said [sic] (twice).", "\"[He] left,\" she said [sic] (twice)."},
        {"AT&T & co; &bogus; &#; &#x; a < b > c", "AT&T & co; &bogus; &#; &#x; a < b > c"},
        {"#tag is no heading", "#tag is no heading"},
        {"~5 people, ~$10", "~5 people, ~$10"},
    };
    CHECK(examples);
}

static void lines_join_and_blank_lines_part(void **state)
{
    (void)state;
    static const example examples[] = {
        {"\"We will\ngo,\" he said.", "\"We will go,\" he said."},
        {"one\r\ntwo\rthree\n   four", "one  two three    four"},
        {"one\r\n\r\ntwo\r\rthree", "one\n\ntwo\n\nthree"},
        {"one  \ntwo\\\nthree", "one  \n\ntwo\n\nthree"}, /* hard breaks */
        {"\n\n  one\n \t \ntwo", "one\n\ntwo"},
        {"          Indented \"prose\"\n          of a converter.", "Indented \"prose\"           of a converter."},
    };
    CHECK(examples);
}

static void blocks(void **state)
{
    (void)state;
    static const example examples[] = {
        {"# Title\nText\n### More ###\n", "Title\n\nText\n\nMore"},
        {"Title\n=====\nText\ngoes on\n---\nend", "Title\n\nText goes on\n\nend"},
        {"one\n\n---\n\n* * *\n___\ntwo", "one\n\ntwo"},
        {"- one\n- two\n  goes on\n* three\n+ four", "one\n\ntwo   goes on\n\nthree\n\nfour"},
        {"1. one\n2. two\n\n   more of two\n    1) inner\n        - deep", "one\n\ntwo\n\nmore of two\n\ninner\n\ndeep"},
        {"- [ ] to do\n- [x] done\n- [y] text", "to do\n\ndone\n\n[y] text"},
        {"He was born in\n1986. A good year.", "He was born in 1986. A good year."},
        {"> quoted\n> text\nlazily on\n>> inner\n\nafter", "quoted text lazily on\n\ninner\n\nafter"},
        {"> - item\n>   more\n> - next", "item more\n\nnext"},
        {"see\n```js\n\"hidden,\" he said.\n```\nand\n\n~~~\nx\n```\n~~~~\nend", "see\n\nand\n\nend"},
        {"- ```\n  hidden\n\n  too\n- seen", "seen"},
        {"Text[^1] goes on[^note].\n\n[^1]: The note.\n    More of it.\n\nEnd", "Text goes on.\n\nThe note.     More of it.\n\nEnd"},
    };
    CHECK(examples);
}

static void tables(void **state)
{
    (void)state;
    static const example examples[] = {
        {"| Name | Said |\n|------|:----:|\n| Ann  | \"I \\| we\" |\n| **Bob** ||\n\nend",
         "Name\n\nSaid\n\nAnn\n\n\"I | we\"\n\nBob\n\nend"},
        {"text before\na | b\n- | -\nc | d\nno bar", "text before\n\na\n\nb\n\nc\n\nd\n\nno bar"},
        {"a | b | c\n--|--\nd", "a | b | c --|-- d"}, /* as many columns as cells, or no table */
        {"> a | b\n> --|--\n> c | d\nout", "a\n\nb\n\nc\n\nd\n\nout"},
        {"either | or", "either | or"},
    };
    CHECK(examples);
}

static void emphasis(void **state)
{
    (void)state;
    static const example examples[] = {
        {"*one* _two_ **three** __four__ ***five*** ~~six~~ ~seven~", "one two three four five six seven"},
        {"**\"We won,\"** she said. *\"Yes.\"*", "\"We won,\" she said. \"Yes.\""},
        {"un*frigging*believable", "unfriggingbelievable"},
        {"**a *b** c*", "a b c"},
        {"*open and _open and * alone", "*open and _open and * alone"},
        {"_not_a_name and __init__ there", "_not_a_name and init there"},
        {"**bold **text, **\"Quoted,\"**he said, ** wide ** x", "bold text, \"Quoted,\"he said, ** wide ** x"},
        {"*\xc3\xa9t\xc3\xa9*, \xe2\x80\x9c*quoted*\xe2\x80\x9d", "\xc3\xa9t\xc3\xa9, \xe2\x80\x9cquoted\xe2\x80\x9d"},
        {"\\*kept\\* \\_as is\\_ \\\"q\\\" \\a \\\\", "*kept* _as is_ \"q\" \\a \\"},
    };
    CHECK(examples);
}

static void links(void **state)
{
    (void)state;
    static const example examples[] = {
        {"[Ann Berg](https://example.org/a_(b) \"A title\") said", "Ann Berg said"},
        {"[*Ann* `Berg`](<u v>) [](#top) [x]() [y]( u\n 't' )", "Ann Berg  x y"},
        {"[no](a b) [no] (u) [no", "[no](a b) [no] (u) [no"},
        {"[a [b](u) c](v)", "[a b c](v)"},
        {"![A *photo* of it](data:image/png;base64,iVBORw0KGgo=)Text", "A photo of it Text"},
        {"[![logo](l.png)](home) x", "logo  x"},
        {"[text][Ref] [ref][] [REF] [text][none] [none]\n\n[ref]: /u \"t\"", "text ref REF [text][none] [none]"},
        {"[a]: /u\n'title'\n[b]:\n/v\nText [a] [B].", "Text a B."},
        {"[a]: not a definition\n\n[a]", "[a]: not a definition\n\n[a]"},
        {"<https://example.org/a?b=c> <me@example.org> https://bare.example.org/x_y_z",
         "https://example.org/a?b=c me@example.org https://bare.example.org/x_y_z"},
        {"*a [b* c](u)", "*a b* c"},
    };
    CHECK(examples);
}

static void code_spans(void **state)
{
    (void)state;
    static const example examples[] = {
        {"use `*p` and `` ` `` and `&amp;`", "use *p and ` and &amp;"},
        {"``LaTeX'' quotes stay", "``LaTeX'' quotes stay"},
        {"`a ``b` c``", "a ``b c``"},
        {"*a `b* c`", "*a b* c"},
    };
    CHECK(examples);
}

static void html(void **state)
{
    (void)state;
    static const example examples[] = {
        {"a <b>bold</b> word<br>and <!-- no\ncomment --> line <p>new", "a bold word\n\nand  line \n\nnew"},
        {"<div class='x'>\n*raw* <b>&amp;</b>\n<p>second\n</div>\n\n*md*", "*raw* & \n\nsecond \n\nmd"},
        {"<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"},
        {"one\n\n<!-- a\n\nb -->rest\n\ntwo", "one\n\nrest\n\ntwo"},
        {"<script>\nvar a = '<p>';\n\n</script>\ntext", "text"},
        {"a <script>if (a<b) c()</script> b <style>p{}</style> c", "a \n\nb \n\nc"},
        {"<pre>\nhidden\n\ntoo</pre>\n\nseen", "seen"},
        {"<?xml v?><!DOCTYPE html>\n\n<![CDATA[ x ]]>y", "y"},
        {"<a href=\"x>y\">in</a> <a href='x\">text <3 <5>", "in <a href='x\">text <3 <5>"},
        {"<span>alone</span> here\n\n<!-- unclosed", "alone here"},
    };
    CHECK(examples);
}

static void entities(void **state)
{
    (void)state;
    static const example examples[] = {
        {"&ldquo;Yes&rdquo; &#8220;no&#8221; &#x201C;x&#X201d;",
         "\xe2\x80\x9cYes\xe2\x80\x9d \xe2\x80\x9cno\xe2\x80\x9d \xe2\x80\x9cx\xe2\x80\x9d"},
        {"&amp;lt; &lt;b&gt; &quot;q&apos; &nbsp;&hellip;", "&lt; <b> \"q' \xc2\xa0\xe2\x80\xa6"},
        {"&#147;x&#148; &#146;s", "\xe2\x80\x9cx\xe2\x80\x9d \xe2\x80\x99s"}, /* as in browsers */
        {"a&#10;b&NewLine;c", "a b c"},
        {"&#0; &#xD800; &#x110000; &#99999999999999999999;", "\xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd"},
        {"&#42;kept&#42; &amp;amp", "*kept* &amp"},
        {"&Auml;&zwnj;&CloseCurlyDoubleQuote;", "\xc3\x84\xe2\x80\x8c\xe2\x80\x9d"},
    };
    CHECK(examples);
    static const uint8_t cut[] = "&amp;";
    for (uint32_t length = 1; length < 5; length++)
        assert_int_equal(ss_entity_read(cut, length, 0).length, 0);
    assert_int_equal(ss_entity_read(cut, 5, 0).length, 5);
}

static void front_matter(void **state)
{
    (void)state;
    static const example examples[] = {
        {"---\ntitle: A page\n\ntags: [x]\n---\nText", "Text"},
        {"\xef\xbb\xbf---\r\ntitle: x\r\n...\r\nText", "Text"},
        {"---\n\nText\n\n---\n\nmore", "Text\n\nmore"},
        {"---\nNot a key, he said.\n---\nText", "Not a key, he said.\n\nText"},
        {"---\nkey: x\n\nnever ends", "key: x\n\nnever ends"},
        {"Text\n\n---\nkey: x\n---\n", "Text\n\nkey: x"},
    };
    CHECK(examples);
}

static void odd_bytes(void **state)
{
    (void)state;
    static const char nul[] = "a *b\0c* d\0";
    marked read;
    mark(&read, nul, sizeof nul - 1);
    assert_int_equal(read.visible.length, 8);
    assert_memory_equal(read.visible.text, "a b\0c d\0", 8);
    unmark(&read);
    check_bytes("\xef\xbb\xbf# T", 6, "T");
    check_bytes("*\xff\xe2\x80* \xc2", 7, "\xff\xe2\x80 \xc2");
}

/* ---- where it is ---------------------------------------------------------------------------------- */

/* Where the source of a stretch of visible text is. */
static void check_place(const char *source, const char *seen, const char *expected)
{
    marked read;
    mark(&read, source, strlen(source));
    const uint8_t *at = memmem(read.visible.text, read.visible.length, seen, strlen(seen));
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - read.visible.text);
    ss_span span = ss_visible_span(&read.visible, (ss_span){start, start + (uint32_t)strlen(seen)});
    if (span.end - span.start != strlen(expected) || memcmp(read.source + span.start, expected, strlen(expected)) != 0)
        fail_msg("%s is at %.*s", seen, (int)(span.end - span.start), (const char *)read.source + span.start);
    unmark(&read);
}

static void spans_hold_markup_inside_not_around(void **state)
{
    (void)state;
    check_place("**Ann [Berg](u)** said", "Ann Berg", "Ann [Berg");
    check_place("**Ann [Berg](u)** said", "Berg said", "Berg](u)** said");
    check_place("&ldquo;We *will*&rdquo; x", "\xe2\x80\x9cWe will\xe2\x80\x9d", "&ldquo;We *will*&rdquo;");
    check_place("&ldquo;We &amp; I&rdquo; x", "We & I", "We &amp; I");
    check_place("> one\n> two\n> three", "one two", "one\n> two");
    check_place("one\r\ntwo", "one  two", "one\r\ntwo");
    check_place("# A\n\nB", "A\n\nB", "A\n\nB");
    check_place("\\\"Yes,\\\" he", "\"Yes,\"", "\"Yes,\\\"");
    check_place("| a | b |\n|---|---|\n", "b", "b");
    check_place("&#65;BC", "A", "&#65;");
    check_place("&#65;\n\nBC", "BC", "BC");
}

static void empty_spans(void **state)
{
    (void)state;
    marked read;
    mark(&read, "*a* &amp;\n\nb", 12);
    ss_span gap = ss_visible_span(&read.visible, (ss_span){3, 5}); /* the blank line's two bytes */
    assert_memory_equal(read.visible.text, "a &\n\nb", 6);
    assert_true(gap.start == gap.end && gap.start == 9);
    ss_span none = ss_visible_span(&read.visible, (ss_span){0, 0});
    assert_true(none.start == 1 && none.end == 1);
    ss_span last = ss_visible_span(&read.visible, (ss_span){5, 6});
    assert_true(last.start == 11 && last.end == 12);
    unmark(&read);
    ss_span nothing = ss_visible_span(&(ss_visible){0}, (ss_span){0, 0});
    assert_true(nothing.start == 0 && nothing.end == 0);
}

static void tokens_have_places(void **state)
{
    (void)state;
    marked read;
    mark(&read, "**\"We won't go,\"** [Ann Berg](u) *said*.", 41);
    ss_document document;
    assert_int_equal(ss_document_read(&read.arena, read.visible.text, read.visible.length, &document), SS_OK);
    assert_int_equal(document.quotes.count, 1);
    ss_span quote = ss_range_span(&document.tokens, (ss_range){document.quotes.quote[0].open, document.quotes.quote[0].end});
    quote = ss_visible_span(&read.visible, quote);
    assert_true(quote.start == 2 && quote.end == 16);
    unmark(&read);
}

/* ---- through the door ----------------------------------------------------------------------------- */

static const sayso_result *annotate(sayso_annotator *annotator, const char *text, const char *media_type)
{
    const sayso_result *result;
    sayso_options options = {.media_type = media_type, .language = "en"};
    sayso_status status = sayso_annotate(annotator, text, strlen(text), &options, &result);
    assert_int_equal(status, result->status);
    return result;
}

/* A result's spans and texts, to be held against another's. */
typedef struct kept {
    sayso_span span[16];
    uint32_t spans;
    char text[256]; /* names and keys */
    uint64_t fingerprint;
} kept;

static void keep_spans(kept *out, const sayso_span *span, uint32_t count)
{
    assert_true(out->spans + count <= sizeof out->span / sizeof *out->span);
    memcpy(out->span + out->spans, span, count * sizeof *span);
    out->spans += count;
}

static kept keep(const sayso_result *result)
{
    kept out = {0};
    assert_int_equal(result->status, SAYSO_OK);
    assert_int_equal(result->attribution_count, 1);
    assert_int_equal(result->speaker_count, 1);
    const sayso_attribution *found = result->attribution;
    const sayso_speaker *speaker = result->speaker;
    out.fingerprint = found->fingerprint;
    keep_spans(&out, found->content, found->content_count);
    keep_spans(&out, found->source, found->source_count);
    keep_spans(&out, &found->cue, 1);
    keep_spans(&out, speaker->mention, speaker->mention_count);
    snprintf(out.text, sizeof out.text, "%.*s/%.*s", (int)speaker->name.length, speaker->name.bytes, (int)speaker->key.length,
             speaker->key.bytes);
    return out;
}

/* What is found does not matter here, only that it is the same. */
static void records_are_those_of_the_visible_text(void **state)
{
    static const char plain[] = "\"We will not go & not stay,\" said Anna Berg on Monday.";
    static const char marked_up[] = "> **\"We will *not* go &amp;\n> not stay,\"** said [Anna **Berg**](u \"t\") on Monday.\n";
    static const char quotation[] = "\"We will *not* go &amp;\n> not stay,\"";
    marked read;
    mark(&read, marked_up, strlen(marked_up));
    assert_int_equal(read.visible.length, strlen(plain));
    assert_memory_equal(read.visible.text, plain, strlen(plain));
    kept expected = keep(annotate(*state, plain, NULL)), found = keep(annotate(*state, marked_up, "Text/Markdown; charset=utf-8"));
    assert_string_equal(found.text, expected.text);
    assert_true(found.fingerprint == expected.fingerprint);
    assert_int_equal(found.spans, expected.spans);
    for (uint32_t i = 0; i < found.spans; i++) {
        ss_span span = ss_visible_span(&read.visible, (ss_span){expected.span[i].start, expected.span[i].end});
        assert_true(found.span[i].start == span.start && found.span[i].end == span.end);
    }
    assert_int_equal(found.span[0].end - found.span[0].start, strlen(quotation));
    assert_memory_equal(marked_up + found.span[0].start, quotation, strlen(quotation));
    unmark(&read);
}

static void media_types(void **state)
{
    sayso_annotator *annotator = *state;
    static const char *const served[] = {NULL, "", "text/plain", "TEXT/PLAIN;charset=utf-8", "text/markdown",
                                         "text/markdown ; variant=GFM"};
    for (size_t i = 0; i < sizeof served / sizeof *served; i++)
        assert_int_equal(annotate(annotator, "Some *words*.", served[i])->status, SAYSO_OK);
    static const char *const refused[] = {"text/html", "text", "text/plainer", "text/markdown2", " text/plain", ";",
                                          "text/plain,text/markdown"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const sayso_result *result = annotate(annotator, "Some *words*.", refused[i]);
        assert_int_equal(result->status, SAYSO_UNSUPPORTED);
        assert_non_null(strstr(result->error.message, refused[i]));
    }
}

static sayso_model *model;

static int make_annotator(void **state)
{
    sayso_annotator *annotator = NULL;
    assert_int_equal(sayso_model_builtin(&model, NULL), SAYSO_OK);
    assert_int_equal(sayso_annotator_create(model, &annotator), SAYSO_OK);
    *state = annotator;
    return 0;
}

static int free_annotator(void **state)
{
    sayso_annotator_free(*state);
    sayso_model_free(model);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_stays),
        cmocka_unit_test(lines_join_and_blank_lines_part),
        cmocka_unit_test(blocks),
        cmocka_unit_test(tables),
        cmocka_unit_test(emphasis),
        cmocka_unit_test(links),
        cmocka_unit_test(code_spans),
        cmocka_unit_test(html),
        cmocka_unit_test(entities),
        cmocka_unit_test(front_matter),
        cmocka_unit_test(odd_bytes),
        cmocka_unit_test(spans_hold_markup_inside_not_around),
        cmocka_unit_test(empty_spans),
        cmocka_unit_test(tokens_have_places),
        cmocka_unit_test(records_are_those_of_the_visible_text),
        cmocka_unit_test(media_types),
    };
    return cmocka_run_group_tests(tests, make_annotator, free_annotator);
}
