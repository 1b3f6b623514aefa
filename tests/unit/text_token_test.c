#include "text_fixture.h"

#include "text/character.h"
#include "text/wrap.h"

/* The tokens of a text, behind no gap "|", a space " ", a line "/", a paragraph "\n" (the first one's
 * left out). */
static void check_cut(const char *text, const char *expected)
{
    static const char *const gap[] = {"|", " ", "/", "\n"};
    reading read;
    written out = {.length = 0};
    read_text(&read, text);
    const ss_tokens *tokens = &read.document.tokens;
    for (uint32_t i = 0; i < tokens->count; i++) {
        ss_span span = ss_token_span(tokens, i);
        write_text(&out, i == 0 ? "" : gap[tokens->token[i].gap]);
        write_bytes(&out, read.text + span.start, span.end - span.start);
    }
    assert_string_equal(out.text, expected);
    forget(&read);
}

/* The kinds of a text's tokens, a letter each: word, number, address, quote, mark. */
static void check_kinds(const char *text, const char *expected)
{
    reading read;
    written out = {.length = 0};
    read_text(&read, text);
    for (uint32_t i = 0; i < read.document.tokens.count; i++)
        write_bytes(&out, &"wnaqm"[read.document.tokens.token[i].kind], 1);
    assert_string_equal(out.length == 0 ? "" : out.text, expected);
    forget(&read);
}

static void contractions_and_possessives(void **state)
{
    (void)state;
    check_cut("She doesn't, can't, won't.", "She does|n't|, ca|n't|, wo|n't|.");
    check_cut("It’s the mayor’s.", "It|’s the mayor|’s|.");
    check_cut("They're sure we've said they'll go, I'm told he'd stay",
              "They|'re sure we|'ve said they|'ll go|, I|'m told he|'d stay");
    check_cut("shouldn't've", "should|n't|'ve");
    check_cut("DON'T BLAME TOM'S", "DO|N'T BLAME TOM|'S");
    check_cut("I cannot; Cannot I? cannots", "I can|not|; Can|not I|? cannots");
    check_cut("the U.S.'s and the 1990's", "the U.S.|'s and the 1990|'s");
    check_cut("(the club)'s 5%'s", "(|the club|)|'s 5|%|'s");
    check_cut("Tom‘s", "Tom|‘s"); /* curled the wrong way */
}

static void apostrophes_inside_words(void **state)
{
    (void)state;
    check_cut("O'Brien at five o'clock, ma'am", "O'Brien at five o'clock|, ma'am");
    check_cut("D’Amato's", "D’Amato|'s");
    check_cut("rock 'n' roll in the '90s with 'em", "rock 'n|' roll in the '90s with 'em");
    check_cut("’Tis the summer of ’68", "’Tis the summer of ’68");
    check_kinds("the '90s with 'em", "wnww");
    check_cut("6'2\"", "6|'|2|\"");
}

static void quotation_marks(void **state)
{
    (void)state;
    check_cut("'No,' the ministers' aide said.", "'|No|,|' the ministers|' aide said|.");
    check_kinds("'No,' the ministers' aide said.", "qwmqwwqwwm");
    check_cut("\"'Yes'\"", "\"|'|Yes|'|\"");
    check_cut("``Yes,'' she said", "``|Yes|,|'' she said");
    check_cut("''I said, 'Yes,''' she said", "''|I said|, '|Yes|,|'|'' she said");
    check_cut("'''Yes' is it,''", "''|'|Yes|' is it|,|''");
    check_cut("“So”", "“|So|”");
    check_kinds("«So» „So“ ‹So›", "qwqqwqqwq");
    check_kinds("`code`", "mwm");
}

static void numbers(void **state)
{
    (void)state;
    check_cut("3,000.50 at 10:30 on 9/11, 3-2.", "3,000.50 at 10:30 on 9/11|, 3-2|.");
    check_cut("$5, 20th, 1990s, 4.5-inch, 30-year-old", "$|5|, 20th|, 1990s|, 4.5-inch|, 30-year-old");
    check_cut("In 2015.", "In 2015|.");
    check_cut("2015–16", "2015|–|16"); /* en dash */
    check_cut("pages 1,2 and 3, then", "pages 1,2 and 3|, then");
    check_kinds("3,000 20th ½ F-16 ٣", "nnnwn");
}

static void hyphens_and_dashes(void **state)
{
    (void)state;
    check_cut("long-term mid- and co-op", "long-term mid|- and co-op");
    check_cut("non\xe2\x80\x91" "breaking x\xe2\x80\x90y", "non\xe2\x80\x91" "breaking x\xe2\x80\x90y");
    check_cut("clear—to us -- or--so", "clear|—|to us -- or|--|so");
    check_cut("wait... no.... …", "wait|... no|.... …");
    check_cut("file_name _so_ and/or", "file_name _|so|_ and|/|or");
}

static void abbreviations_and_initials(void **state)
{
    (void)state;
    check_cut("Mr. Ng met Gen. J. K. Lee.", "Mr. Ng met Gen. J. K. Lee|.");
    check_cut("in the U.S., at 5 p.m., e.g. a Ph.D. at U.N.", "in the U.S.|, at 5 p.m.|, e.g. a Ph.D. at U.N.");
    check_cut("U.S.-led and J.-P. Roy (D-Calif.)", "U.S.-led and J.-P. Roy (|D-Calif.|)");
    check_cut("No. 5 and He said no. No.", "No. 5 and He said no|. No|.");
    check_cut("taller than I. Vitamin A.", "taller than I|. Vitamin A.");
    check_cut("sen. Sen. SEN.", "sen|. Sen. SEN.");
    check_cut("the U.S... the U.S.. the U.S....", "the U.S|... the U.S.|. the U.S.|...");
    check_cut("he said.The end.", "he said|.|The end|.");
    check_cut("Mr.Ng has 5.The rest", "Mr.|Ng has 5|.|The rest");
}

static void addresses(void **state)
{
    (void)state;
    check_cut("See https://example.org/a_(b)?x=1, please", "See https://example.org/a_(b)?x=1|, please");
    check_cut("(see http://example.org/a).", "(|see http://example.org/a|)|.");
    check_cut("\"www.example.org\" or example.org/news.", "\"|www.example.org|\" or example.org/news|.");
    check_cut("Mail jo.doe+x@mail.example.org. Now", "Mail jo.doe+x@mail.example.org|. Now");
    check_cut("@sayso_bot's #WhoSaid, #1 a@b", "@sayso_bot|'s #WhoSaid|, #|1 a|@|b");
    check_kinds("https://example.org jo@example.org @jo #jo example.org #1", "aaaawmn");
    check_cut("“@jo”", "“|@jo|”");
    check_cut("http://... x://", "http|:|/|/|... x|:|/|/");
}

static void other_scripts_and_unseen_characters(void **state)
{
    (void)state;
    check_cut("État caf\x65\xcc\x81 Русь", "État caf\x65\xcc\x81 Русь");
    check_cut("漢字が\xe3\x82\x99", "漢|字|が\xe3\x82\x99");
    check_cut("한국 \xe1\x84\x92ᅡ", "한국 \xe1\x84\x92ᅡ"); /* Hangul is spaced */
    check_cut("a\xc2\xa0" "b\xe2\x80\x89" "c\xe2\x80\x8b" "d\xe3\x80\x80" "e", "a b c d e");
    check_cut("\xef\xbb\xbfso\xc2\xad" "ft \xc2\xad x\xe2\x80\x8d y\x01z", "so\xc2\xad" "ft x y|z");
    check_cut("👩\xe2\x80\x8d👩 ❤\xef\xb8\x8f!", "👩\xe2\x80\x8d👩 ❤\xef\xb8\x8f|!");
    check_cut("a\xff\xe2\x80z", "a|\xff|\xe2\x80|z");
    check_kinds("a\xff\xe2\x80z \xef\xbf\xbd", "wmmwm");
}

static void gaps_and_paragraphs(void **state)
{
    (void)state;
    check_cut("One line.\nTwo lines.\r\nThree.\rFour.", "One line|.\nTwo lines|.\nThree|.\nFour|.");
    check_cut("One.\n \t\nTwo.\r\n\r\nThree.", "One|.\nTwo|.\nThree|.");
    check_cut("a\xc2\x85" "b\xe2\x80\xa8" "c\xe2\x80\xa9" "d\x0c" "e\x0b" "f", "a\nb\nc\nd\ne\nf");
    check_cut("", "");
    check_cut(" \n\t\xef\xbb\xbf", "");
    reading read;
    read_text(&read, "  Start");
    assert_int_equal(read.document.tokens.token[0].gap, SS_GAP_PARAGRAPH);
    forget(&read);
}

static const char wrapped[] =
    "The harbour board met on Tuesday evening to hear what its engineers had\n"
    "found under the old quay, and it did not like the answer: three of every\n"
    "four piles are hollow, the chair said, and the rest are being looked at by\n"
    "divers this week.\n"
    "\n"
    "Nobody on the board would say what a new quay might cost, but the town's\n"
    "treasurer has asked for a figure before the summer.\n";

static void hard_wrapped_lines(void **state)
{
    (void)state;
    assert_true(ss_wrap_detect((const uint8_t *)wrapped, sizeof wrapped - 1));
    reading read;
    read_text(&read, wrapped);
    uint32_t paragraphs = read.document.paragraphs.count, lines = 0;
    for (uint32_t i = 0; i < read.document.tokens.count; i++)
        lines += read.document.tokens.token[i].gap == SS_GAP_LINE;
    assert_int_equal(paragraphs, 2);
    assert_int_equal(lines, 4);
    forget(&read);
}

static void lines_that_are_paragraphs(void **state)
{
    (void)state;
    static const char headlines[] = "Board looks for money to mend a quay that nobody has mended\n"
                                    "Treasurer asks for figures before the summer, and gets none\n"
                                    "Divers find three of four piles hollow under the old harbour\n"
                                    "Mayor promises answers to the harbour's fishermen by Easter\n";
    static const char verse[] = "the quay is old,\nthe water cold,\n"
                                "the board was told,\nand no one sold,\nand so it goes.\n";
    static const char two[] = "The harbour board met on Tuesday evening to hear what its engineers had\n"
                              "found under the old quay, and it did not like the answer: three of every\n"
                              "four piles are hollow.\n";
    assert_false(ss_wrap_detect((const uint8_t *)headlines, sizeof headlines - 1));
    assert_false(ss_wrap_detect((const uint8_t *)verse, sizeof verse - 1));
    assert_false(ss_wrap_detect((const uint8_t *)two, sizeof two - 1)); /* two breaks prove nothing */
    assert_false(ss_wrap_detect(NULL, 0));
}

/* What comes after the window changes nothing. */
static void wrapping_is_told_by_the_first_16_kib(void **state)
{
    (void)state;
    size_t lines = SS_DECISION_BYTES / 10;
    char *text = malloc(lines * 10 + sizeof wrapped);
    assert_non_null(text);
    for (size_t i = 0; i < lines; i++)
        memcpy(text + i * 10, "Go there.\n", 10);
    memcpy(text + lines * 10, wrapped, sizeof wrapped);
    assert_false(ss_wrap_detect((const uint8_t *)text, (uint32_t)(lines * 10 + sizeof wrapped - 1)));
    memcpy(text, wrapped, sizeof wrapped - 1);
    memset(text + sizeof wrapped - 1, ' ', SS_DECISION_BYTES - sizeof wrapped + 1);
    assert_true(ss_wrap_detect((const uint8_t *)text, (uint32_t)(lines * 10 + sizeof wrapped - 1)));
    free(text);
}

static void comparing_and_folding(void **state)
{
    (void)state;
    reading read;
    char out[32];
    read_text(&read, "SAID don’t “ StraßE so\xc2\xad" "ft co\xe2\x80\x91op \xff État ǅ");
    const ss_tokens *tokens = &read.document.tokens;
    assert_true(ss_token_is(tokens, 0, "said"));
    assert_true(ss_token_is(tokens, 0, "Said"));
    assert_false(ss_token_is(tokens, 0, "sai"));
    assert_false(ss_token_is(tokens, 0, "saids"));
    assert_true(ss_token_is(tokens, 2, "n't"));
    assert_true(ss_token_is(tokens, 3, "\""));
    assert_false(ss_token_is(tokens, 3, "'"));
    static const char *const folded[] = {"said", "do", "n't", "“", "strasse", "soft", "co-op",
                                         "\xef\xbf\xbd", "état"};
    for (uint32_t i = 0; i < sizeof folded / sizeof *folded; i++) {
        uint32_t length = ss_token_fold(tokens, i, out, sizeof out);
        assert_int_equal(length, strlen(folded[i]));
        assert_memory_equal(out, folded[i], length);
    }
    assert_int_equal(ss_token_fold(tokens, 8, out, 1), 0); /* no half characters */
    assert_int_equal(ss_token_fold(tokens, 8, out, 3), 3);
    assert_int_equal(ss_token_fold(tokens, 4, out, 5), 5);
    assert_int_equal(ss_token_fold(tokens, 0, out, 0), 0);
    assert_true(ss_token_is_capitalised(tokens, 0));
    assert_false(ss_token_is_capitalised(tokens, 1));
    assert_false(ss_token_is_capitalised(tokens, 7));
    assert_true(ss_token_is_capitalised(tokens, 8));
    assert_true(ss_token_is_capitalised(tokens, 9)); /* title case */
    forget(&read);
}

static void names_are_capitalised_behind_their_article(void **state)
{
    (void)state;
    reading read;
    read_text(&read, "al-Assad El-Sisi al-of all-American as ash-Shaykh");
    static const bool capitalised[] = {true, true, false, false, false, true};
    for (uint32_t i = 0; i < sizeof capitalised / sizeof *capitalised; i++)
        assert_int_equal(ss_token_is_capitalised(&read.document.tokens, i), capitalised[i]);
    forget(&read);
}

static void runs_longer_than_a_token(void **state)
{
    (void)state;
    static const char *const unit[] = {"a", "5", ".", "-", "\xcc\x81", "é", "a-", "http://example.org/"};
    size_t capacity = 3u * SS_MAX_TOKEN_BYTES + 64;
    char *text = malloc(capacity);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) {
        size_t size = strlen(unit[i]), length = 0;
        while (length + size <= capacity) {
            memcpy(text + length, unit[i], size);
            length += size;
        }
        reading read;
        read_bytes(&read, text, length);
        const ss_tokens *tokens = &read.document.tokens;
        assert_in_range(tokens->count, 4, 12); /* the marks between two parts of a URL too */
        for (uint32_t t = 0; t < tokens->count; t++)
            assert_int_equal(tokens->token[t].gap, t == 0 ? SS_GAP_PARAGRAPH : SS_GAP_NONE);
        forget(&read);
    }
    memset(text, 'a', SS_MAX_TOKEN_BYTES + 1u);
    for (uint32_t length = SS_MAX_TOKEN_BYTES - 1u; length <= SS_MAX_TOKEN_BYTES + 1u; length++) {
        reading read;
        read_bytes(&read, text, length);
        assert_int_equal(read.document.tokens.count, length <= SS_MAX_TOKEN_BYTES ? 1 : 2);
        forget(&read);
    }
    free(text);
}

static void spent_memory_is_told(void **state)
{
    (void)state;
    static char text[20000];
    for (size_t i = 0; i + 4 <= sizeof text; i += 4)
        memcpy(text + i, ".\"\n'", 4);
    size_t enough = 0;
    for (size_t budget = 0; enough == 0; budget += 64u << 10) {
        ss_arena arena;
        ss_document document;
        ss_arena_init(&arena, budget);
        ss_status status = ss_document_read(&arena, (const uint8_t *)text, sizeof text, &document);
        if (status == SS_OK)
            enough = budget;
        else {
            assert_int_equal(status, SS_ERR_MEMORY);
            assert_int_equal(document.tokens.count, 0);
            assert_null(document.tokens.token);
        }
        ss_arena_free(&arena);
    }
    assert_in_range(enough, 128u << 10, 8u << 20);
}

static bool is_unseen(const uint8_t *text, uint32_t start, uint32_t end)
{
    while (start < end) {
        ss_sight sight = ss_character_look(text, end, start);
        if (sight.class != SS_CLASS_SPACE && sight.class != SS_CLASS_BREAK && sight.class != SS_CLASS_CONTROL &&
            sight.class != SS_CLASS_FORMAT)
            return false;
        start += sight.length;
    }
    return true;
}

/* Everything seen is in one token, in order, and no character is cut in two. */
static void check_cover(const reading *read, uint32_t length)
{
    const ss_tokens *tokens = &read->document.tokens;
    uint32_t at = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        ss_span span = ss_token_span(tokens, i);
        assert_true(span.start >= at && span.end > span.start && span.end <= length);
        assert_true(is_unseen(read->text, at, span.start));
        assert_true(tokens->token[i].gap != SS_GAP_NONE || i > 0);
        assert_true(!is_unseen(read->text, span.start, span.end));
        at = span.end;
    }
    assert_true(is_unseen(read->text, at, length));
}

static void any_text_is_covered(void **state)
{
    (void)state;
    uint64_t seed = 0x5eed0003;
    uint8_t text[512];
    for (int round = 0; round < 4000; round++) {
        size_t length = round % 4 ? random_text(&seed, text, sizeof text) : random_bytes(&seed, text, 128);
        reading read, again;
        read_bytes(&read, text, length);
        check_cover(&read, (uint32_t)length);
        read_bytes(&again, text, length);
        assert_int_equal(read.document.tokens.count, again.document.tokens.count);
        if (again.document.tokens.count > 0)
            assert_memory_equal(read.document.tokens.token, again.document.tokens.token,
                                again.document.tokens.count * sizeof(ss_token));
        forget(&read);
        forget(&again);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contractions_and_possessives),
        cmocka_unit_test(apostrophes_inside_words),
        cmocka_unit_test(quotation_marks),
        cmocka_unit_test(numbers),
        cmocka_unit_test(hyphens_and_dashes),
        cmocka_unit_test(abbreviations_and_initials),
        cmocka_unit_test(addresses),
        cmocka_unit_test(other_scripts_and_unseen_characters),
        cmocka_unit_test(gaps_and_paragraphs),
        cmocka_unit_test(hard_wrapped_lines),
        cmocka_unit_test(lines_that_are_paragraphs),
        cmocka_unit_test(wrapping_is_told_by_the_first_16_kib),
        cmocka_unit_test(comparing_and_folding),
        cmocka_unit_test(names_are_capitalised_behind_their_article),
        cmocka_unit_test(runs_longer_than_a_token),
        cmocka_unit_test(spent_memory_is_told),
        cmocka_unit_test(any_text_is_covered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
