#include "text_fixture.h"

/* The text with "{" before each quotation and "}" behind, "+{" where it continues and "...}" where no
 * mark closes it. */
static void check_pairs(const char *text, const char *expected)
{
    reading read;
    written out = {.length = 0};
    read_text(&read, text);
    const ss_tokens *tokens = &read.document.tokens;
    const ss_quotes *quotes = &read.document.quotes;
    uint32_t at = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        ss_span span = ss_token_span(tokens, i);
        write_bytes(&out, read.text + at, span.start - at);
        for (uint32_t q = 0; q < quotes->count; q++)
            if (quotes->quote[q].open == i)
                write_text(&out, quotes->quote[q].continues ? "+{" : "{");
        write_bytes(&out, read.text + span.start, span.end - span.start);
        for (uint32_t q = quotes->count; q > 0; q--)
            if (quotes->quote[q - 1].end == i + 1)
                write_text(&out, quotes->quote[q - 1].closed ? "}" : "...}");
        at = span.end;
    }
    assert_string_equal(out.text, expected);
    forget(&read);
}

static void straight_doubles(void **state)
{
    (void)state;
    check_pairs("\"No,\" she said. \"Never.\"", "{\"No,\"} she said. {\"Never.\"}");
    check_pairs("a \"bold\", \"new\" plan", "a {\"bold\"}, {\"new\"} plan");
    check_pairs("she said:\"No\"and left", "she said:{\"No\"}and left");
    check_pairs("\" No, \" she said", "{\" No, \"} she said");
    check_pairs("(\"No\")—\"Yes\"—so", "({\"No\"})—{\"Yes\"}—so");
    check_pairs("\"I was—\" he broke off", "{\"I was—\"} he broke off");
    check_pairs("\"One. Two. Three.\"", "{\"One. Two. Three.\"}");
    check_pairs("\"Ann\"'s plan", "{\"Ann\"}'s plan");
    check_pairs("id=\"5\">", "id={\"5\"}>");
}

static void curly_marks(void **state)
{
    (void)state;
    check_pairs("“No,” she said", "{“No,”} she said");
    check_pairs("“He said ‘no’ twice,” she said", "{“He said {‘no’} twice,”} she said");
    check_pairs("“No“ she said", "{“No“} she said"); /* the wrong mark */
    check_pairs("”No” she said", "{”No”} she said");
    check_pairs("a “question’’ of", "a {“question’’} of");
    check_pairs("“No,\" she said", "{“No,\"} she said");
    check_pairs("\"No,” she said", "{\"No,”} she said");
}

static void apostrophes_are_no_quotations(void **state)
{
    (void)state;
    check_pairs("The ministers' plan and the dogs' bowls", "The ministers' plan and the dogs' bowls");
    check_pairs("The ministers’ plan, the dogs’.", "The ministers’ plan, the dogs’.");
    check_pairs("'The ministers' plan is bad,' he said.", "{'The ministers' plan is bad,'} he said.");
    check_pairs("‘The ministers’ plan is bad,’ he said.", "{‘The ministers’ plan is bad,’} he said.");
    check_pairs("of 'long talks' and more", "of {'long talks'} and more");
    check_pairs("of 'long talks' and 'real' ones", "of {'long talks'} and {'real'} ones");
    check_pairs("in the '90s and '92, 'cause of 'em", "in the '90s and '92, 'cause of 'em");
    check_pairs("'I left 'cause I could,' he said", "{'I left 'cause I could,'} he said");
    check_pairs("'I'm goin' home,' he said", "{'I'm goin' home,'} he said");
    check_pairs("\"The ministers' plan,\" he said, \"is 'bad'.\"",
                "{\"The ministers' plan,\"} he said, {\"is {'bad'}.\"}");
}

static void british_single_marks(void **state)
{
    (void)state;
    check_pairs("'We can't go on,' he said.", "{'We can't go on,'} he said.");
    check_pairs("'He said \"no\" to me,' she said.", "{'He said {\"no\"} to me,'} she said.");
    check_pairs("a 'clean slate' for all", "a {'clean slate'} for all");
    check_pairs("to be 'bold, brave, and new' now", "to be {'bold, brave, and new'} now");
    check_pairs("She said:'No' and left", "She said:{'No'} and left");
    check_pairs("'No.' 'Why?' 'So.'", "{'No.'} {'Why?'} {'So.'}");
    check_pairs("\"He said, 'No.'\" She left.", "{\"He said, {'No.'}\"} She left.");
    check_pairs("''He said, 'No,''' she said.", "{''He said, {'No,'}''} she said.");
}

static void other_styles(void **state)
{
    (void)state;
    check_pairs("«Oui», « so ‹la› »", "{«Oui»}, {« so {‹la›} »}");
    check_pairs("»So«, sagt er", "{»So«}, sagt er");
    check_pairs("Read more »", "Read more »");
    check_pairs("„So“, „so” ‚so‘", "{„So“}, {„so”} {‚so‘}");
    check_pairs("「漢『字』」", "{「漢{『字』}」}");
    check_pairs("``No,'' she said", "{``No,''} she said");
}

static void marks_that_pair_with_nothing(void **state)
{
    (void)state;
    check_pairs("He is 6'2\" tall", "He is 6'2\" tall");
    check_pairs("\"He is 6'2\" tall,\" she said", "{\"He is 6'2\" tall,\"} she said");
    check_pairs("a 6\" pipe and a 5\"x7\" card", "a 6\" pipe and a 5\"x7\" card");
    check_pairs("No,\" she said", "No,\" she said");
    check_pairs("She left. \"\n\nHe stayed.", "She left. \"\n\nHe stayed.");
    check_pairs("“No. “Never,” she said.", "“No. {“Never,”} she said.");
    check_pairs("a ‘lone mark", "a ‘lone mark");
}

static void paragraphs_reopen_and_end(void **state)
{
    (void)state;
    check_pairs("“One.\n\n“Two.” She left.", "{“One....}\n\n+{“Two.”} She left.");
    check_pairs("\"One.\n\n\"Two.\"", "{\"One....}\n\n+{\"Two.\"}");
    check_pairs("'One.\n\n'Two.' She left.", "{'One....}\n\n+{'Two.'} She left.");
    check_pairs("\"One.\n\nTwo. \"Three.\"", "{\"One....}\n\nTwo. {\"Three.\"}");
    check_pairs("\"One.\"\n\n\"Two.\"", "{\"One.\"}\n\n{\"Two.\"}");
    check_pairs("\"'One.\n\n\"'Two.'\"", "{\"{'One....}...}\n\n+{\"+{'Two.'}\"}");
    check_pairs("\"One.\n\n'Two.'", "{\"One....}\n\n{'Two.'}");
}

static void a_quotation_knows_its_depth_and_style(void **state)
{
    (void)state;
    reading read;
    read_text(&read, "\"a 'b' c\" “d” ‘e’ 'f' «g» „h“ 「i」");
    static const uint8_t style[] = {SS_QUOTE_ASCII_DOUBLE, SS_QUOTE_ASCII_SINGLE, SS_QUOTE_CURLY_DOUBLE,
                                    SS_QUOTE_CURLY_SINGLE, SS_QUOTE_ASCII_SINGLE, SS_QUOTE_GUILLEMET,
                                    SS_QUOTE_LOW,          SS_QUOTE_CORNER};
    assert_int_equal(read.document.quotes.count, sizeof style);
    for (uint32_t i = 0; i < sizeof style; i++) {
        assert_int_equal(read.document.quotes.quote[i].style, style[i]);
        assert_int_equal(read.document.quotes.quote[i].depth, i == 1);
    }
    forget(&read);
}

/* `levels` quotations in each other, one mark of each family in turn. */
static uint32_t nested_depth(uint32_t levels)
{
    static const char *const open[] = {"“", "«", "「"};
    static const char *const close[] = {"”", "»", "」"};
    written text = {.length = 0};
    for (uint32_t i = 0; i < levels; i++)
        write_text(&text, open[i % 3]);
    write_text(&text, "a");
    for (uint32_t i = levels; i > 0; i--)
        write_text(&text, close[(i - 1) % 3]);
    reading read;
    read_text(&read, text.text);
    uint32_t count = read.document.quotes.count;
    forget(&read);
    return count;
}

static void depth_has_a_limit(void **state)
{
    (void)state;
    assert_int_equal(nested_depth(SS_MAX_QUOTE_DEPTH - 1), SS_MAX_QUOTE_DEPTH - 1);
    assert_int_equal(nested_depth(SS_MAX_QUOTE_DEPTH), SS_MAX_QUOTE_DEPTH);
    assert_int_equal(nested_depth(SS_MAX_QUOTE_DEPTH + 1), SS_MAX_QUOTE_DEPTH);
}

static void check_nesting(const ss_document *document)
{
    const ss_quotes *quotes = &document->quotes;
    uint32_t end[SS_MAX_QUOTE_DEPTH], depth = 0;
    for (uint32_t i = 0; i < quotes->count; i++) {
        const ss_quote *quote = &quotes->quote[i];
        assert_true(i == 0 || quotes->quote[i - 1].open < quote->open);
        assert_true(quote->open < quote->end && quote->end <= document->tokens.count);
        assert_int_equal(document->tokens.token[quote->open].kind, SS_TOKEN_QUOTE);
        if (quote->closed) {
            assert_true(quote->end - quote->open >= 2);
            assert_int_equal(document->tokens.token[quote->end - 1].kind, SS_TOKEN_QUOTE);
        }
        assert_int_equal(ss_part_of(&document->paragraphs, quote->open),
                         ss_part_of(&document->paragraphs, quote->end - 1));
        while (depth > 0 && end[depth - 1] <= quote->open)
            depth--;
        assert_true(depth < SS_MAX_QUOTE_DEPTH);
        assert_true(depth == 0 || quote->end <= end[depth - 1]);
        assert_int_equal(quote->depth, depth);
        end[depth++] = quote->end;
    }
}

/* One closing mark closes one quotation. */
static void check_closing_marks(const ss_document *document)
{
    uint8_t *used = calloc(document->tokens.count + 1u, 1);
    assert_non_null(used);
    for (uint32_t i = 0; i < document->quotes.count; i++) {
        const ss_quote *quote = &document->quotes.quote[i];
        assert_int_equal(used[quote->open]++, 0);
        if (quote->closed)
            assert_int_equal(used[quote->end - 1]++, 0);
    }
    free(used);
}

static void any_text_nests(void **state)
{
    (void)state;
    uint64_t seed = 0x5eed0005;
    uint8_t text[512];
    uint32_t quotations = 0;
    for (int round = 0; round < 4000; round++) {
        size_t length = round % 8 ? random_text(&seed, text, sizeof text) : random_bytes(&seed, text, 128);
        reading read;
        read_bytes(&read, text, length);
        check_nesting(&read.document);
        check_closing_marks(&read.document);
        quotations += read.document.quotes.count;
        forget(&read);
    }
    assert_true(quotations > 4000); /* the texts do exercise it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(straight_doubles),
        cmocka_unit_test(curly_marks),
        cmocka_unit_test(apostrophes_are_no_quotations),
        cmocka_unit_test(british_single_marks),
        cmocka_unit_test(other_styles),
        cmocka_unit_test(marks_that_pair_with_nothing),
        cmocka_unit_test(paragraphs_reopen_and_end),
        cmocka_unit_test(a_quotation_knows_its_depth_and_style),
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(any_text_nests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
