/* source_test.c - where the sources of a text stand, and who is quoted with a word. */
#include "marked_text.h"

#include "meaning/source.h"

static marked_text marked;

/* The number of the relation that quotes a word, where it stands first; 0 when none does. */
static uint32_t quoting(const char *text, const char *word)
{
    ss_sources sources;
    const ss_tokens *tokens = &marked.document.tokens;
    uint32_t token = 0;
    marked_read(&marked, text);
    for (uint32_t i = 0; i < marked.relations.count; i++)
        marked.relation[i].kind = (uint8_t)ss_relation_kind(&marked.document, &marked.relation[i]);
    assert_int_equal(ss_sources_gather(&marked.arena, &marked.document, &marked.relations, &sources), SS_OK);
    while (token < tokens->count && !ss_token_is(tokens, token, word))
        token++;
    uint32_t relation = ss_sources_quoting(&sources, &marked.document, &marked.relations, token);
    marked_free(&marked);
    return relation == SS_NO_RELATION ? 0 : relation + 1;
}

static void words_are_quoted_by_their_speaker(void **state)
{
    (void)state;
    assert_int_equal(quoting("[1 Ann Lee] said, {1 \"He was late.\"} Nobody left.", "late"), 1);
    assert_int_equal(quoting("{1 \"He was here,\"} [1 Ann Lee] said, {1 \"and late.\"} Nobody left.", "late"), 1);
    assert_int_equal(quoting("[1 Ann Lee] said, {1 \"He was late.\"} Nobody left.", "nobody"), 0);
    assert_int_equal(quoting("Of Bo, {1 of her horse} [1 she] wrote, {1 \"He was late.\"} Nobody left.", "late"), 1);
}

static void what_is_no_quotation_quotes_nobody(void **state)
{
    (void)state;
    assert_int_equal(quoting("[1 Ann Lee] said {1 he was late}.", "late"), 0);
    assert_int_equal(quoting("[1 Ann Lee] called it {1 her \"best late day\"}.", "late"), 0);
}

static void the_inner_quotation_counts(void **state)
{
    (void)state;
    assert_int_equal(quoting("{1 \"[2 My brother] said, {2 'He was late,'}\"} [1 Ann Lee] said.", "late"), 2);
    assert_int_equal(quoting("{1 \"[2 My brother] said, {2 'He was late,'} and left,\"} [1 Ann Lee] said.", "left"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_quoted_by_their_speaker),
        cmocka_unit_test(what_is_no_quotation_quotes_nobody),
        cmocka_unit_test(the_inner_quotation_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
