/* Contents that end in the middle of a quotation, and quotations that go on in the next paragraph. */
#include <stdio.h>

#include "marked_text.h"

#include "meaning/quotation.h"

static marked_text marked;

/* The fragments of a relation's content as text, joined by " | ". */
static const char *content_of(uint32_t number)
{
    static char out[4096];
    size_t length = 0;
    const ss_relation *relation = &marked.relations.relation[number];
    for (uint32_t k = 0; k < relation->content_count; k++) {
        ss_span first = ss_token_span(&marked.document.tokens, relation->content[k].first);
        ss_span last = ss_token_span(&marked.document.tokens, relation->content[k].end - 1);
        length += (size_t)snprintf(out + length, sizeof out - length, "%s%.*s", k > 0 ? " | " : "", (int)(last.end - first.start),
                                   marked.text + first.start);
    }
    return out;
}

static void complete(const char *text)
{
    marked_read(&marked, text);
    assert_int_equal(ss_quotations_complete(&marked.arena, &marked.document, marked.document.tokens.count, &marked.relations), SS_OK);
}

static void most_of_a_quotation_is_all_of_it(void **state)
{
    (void)state;
    complete("[1 Ann Lee] said: \"{1 We are late, all of us}, and sorry.\"");
    assert_string_equal(content_of(0), "\"We are late, all of us, and sorry.\"");
    marked_free(&marked);
}

static void less_than_half_stays(void **state)
{
    (void)state;
    complete("[1 Ann Lee] said: \"{1 We are late}, and the boats are gone, and nobody knows why.\"");
    assert_string_equal(content_of(0), "We are late");
    marked_free(&marked);
}

static void two_relations_keep_their_shares_of_a_quotation(void **state)
{
    (void)state;
    complete("\"{1 We are late and sorry}, [2 Bo] says {2 it is so},\" said [1 Ann Lee].");
    assert_string_equal(content_of(0), "We are late and sorry");
    assert_string_equal(content_of(1), "it is so");
    marked_free(&marked);
}

static void a_quotation_goes_on_where_it_is_reopened(void **state)
{
    (void)state;
    complete("[1 Ann Lee] said: {1 \"We are late.}\n\n\"We are sorry.\n\n\"And we go.\"\n\n\"No,\" it read.");
    assert_string_equal(content_of(0), "\"We are late. | \"We are sorry. | \"And we go.\"");
    marked_free(&marked);
}

static void a_quotation_began_in_the_paragraphs_before(void **state)
{
    (void)state;
    complete("\"We are late today.\n\n{1 \"We are sorry,\"} said [1 Ann Lee].");
    assert_string_equal(content_of(0), "\"We are late today. | \"We are sorry,\"");
    marked_free(&marked);
}

static void what_another_relation_has_is_left_to_it(void **state)
{
    (void)state;
    complete("[1 Ann Lee] said: {1 \"We are late.}\n\n{2 \"We are sorry,\"} said [2 Bo Ray].");
    assert_string_equal(content_of(0), "\"We are late.");
    assert_string_equal(content_of(1), "\"We are sorry,\"");
    marked_free(&marked);
}

/* What may still change is not given out early. */
static void text_to_come_may_add_to_an_open_quotation(void **state)
{
    (void)state;
    marked_read(&marked, "[1 Ann Lee] said: {1 \"We are late.}\n\n\"We are sorry.\"\n\nThe end.");
    uint32_t second = marked.document.paragraphs.first[1], third = marked.document.paragraphs.first[2];
    assert_int_equal(ss_quotations_complete(&marked.arena, &marked.document, second, &marked.relations), SS_OK);
    assert_true(marked.relation[0].unsettled);
    assert_string_equal(content_of(0), "\"We are late.");
    assert_int_equal(ss_quotations_complete(&marked.arena, &marked.document, third, &marked.relations), SS_OK);
    assert_false(marked.relation[0].unsettled);
    assert_string_equal(content_of(0), "\"We are late. | \"We are sorry.\"");
    marked_free(&marked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_of_a_quotation_is_all_of_it),
        cmocka_unit_test(less_than_half_stays),
        cmocka_unit_test(two_relations_keep_their_shares_of_a_quotation),
        cmocka_unit_test(a_quotation_goes_on_where_it_is_reopened),
        cmocka_unit_test(a_quotation_began_in_the_paragraphs_before),
        cmocka_unit_test(what_another_relation_has_is_left_to_it),
        cmocka_unit_test(text_to_come_may_add_to_an_open_quotation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
