/* act_test.c - meaning/act.h on sentences in which <source>, {cue} and [content] are marked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "meaning/act.h"
#include "meaning/act_lexicon.h"
#include "meaning/inflection.h"

typedef struct marked {
    char text[512];
    uint32_t length;
    ss_span source[2], cue[1], content[2];
    uint32_t source_count, cue_count, content_count;
} marked;

static void read_marks(const char *sentence, marked *out)
{
    memset(out, 0, sizeof *out);
    ss_span *open = NULL;
    for (; *sentence != '\0'; sentence++) {
        switch (*sentence) {
        case '<': open = &out->source[out->source_count++]; break;
        case '{': open = &out->cue[out->cue_count++]; break;
        case '[': open = &out->content[out->content_count++]; break;
        case '>': case '}': case ']': open->end = out->length; continue;
        default: out->text[out->length++] = *sentence; continue;
        }
        open->start = out->length;
    }
}

static ss_range range_of(const ss_tokens *tokens, ss_span span)
{
    ss_range out = {0, 0};
    while (tokens->token[out.first].start < span.start)
        out.first++;
    out.end = out.first;
    while (out.end < tokens->count && tokens->token[out.end].start < span.end)
        out.end++;
    return out;
}

static ss_relation assign(ss_arena *arena, const char *sentence)
{
    static marked marks;
    static ss_range source[2], content[2];
    ss_document document;
    read_marks(sentence, &marks);
    assert_int_equal(ss_document_read(arena, (const uint8_t *)marks.text, marks.length, &document), SS_OK);
    ss_relation relation = {0};
    for (uint32_t i = 0; i < marks.source_count; i++)
        source[i] = range_of(&document.tokens, marks.source[i]);
    for (uint32_t i = 0; i < marks.content_count; i++)
        content[i] = range_of(&document.tokens, marks.content[i]);
    if (marks.cue_count > 0)
        relation.cue = range_of(&document.tokens, marks.cue[0]);
    relation.source = source;
    relation.source_count = marks.source_count;
    relation.content = content;
    relation.content_count = marks.content_count;
    ss_relations relations = {&relation, 1};
    ss_acts_assign(&document, &relations);
    return relation;
}

typedef struct expectation {
    ss_act act;
    bool negated;
    const char *sentence;
} expectation;

static void check(const expectation *expected, size_t count)
{
    ss_arena arena;
    ss_arena_init(&arena, 16u << 20);
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        ss_relation got = assign(&arena, expected[i].sentence);
        if (got.act != expected[i].act || got.negated != expected[i].negated) {
            print_error("act %d%s, not %d%s: %s\n", got.act, got.negated ? " negated" : "", (int)expected[i].act,
                        expected[i].negated ? " negated" : "", expected[i].sentence);
            wrong++;
        }
        ss_arena_reset(&arena);
    }
    ss_arena_free(&arena);
    assert_int_equal(wrong, 0);
}

#define CHECK(table) check(table, sizeof(table) / sizeof((table)[0]))
#define STATEMENT SS_ACT_STATEMENT
#define DENIAL SS_ACT_DENIAL
#define QUESTION SS_ACT_QUESTION
#define ORDER SS_ACT_ORDER
#define PROMISE SS_ACT_PROMISE
#define BELIEF SS_ACT_BELIEF
#define INTENTION SS_ACT_INTENTION
#define ATTITUDE SS_ACT_ATTITUDE
#define PERCEPTION SS_ACT_PERCEPTION
#define RULING SS_ACT_RULING
#define REFUSAL SS_ACT_REFUSAL

static void statements(void **state)
{
    (void)state;
    static const expectation table[] = {
        {STATEMENT, false, "<The mayor> {said} [the bridge would open in May]."},
        {STATEMENT, false, "[The bridge will open], {according to} <the mayor>."},
        {STATEMENT, false, "<Mayor Lund>{:} [Bridge to open in May]"},
        {STATEMENT, false, "[\"It holds,\"] {said} <the engineer>."},
        {STATEMENT, false, "<She> {told the Evening Post} [that the firm plans to close two plants]."},
        {STATEMENT, false, "<He> {told reporters} [the company plans to hire]."},
        {STATEMENT, false, "<The singer> {quipped on stage} [that she was broke]."},
        {STATEMENT, false, "<The minister> {tweeted} [that talks had failed]."},
        {STATEMENT, false, "<The union> {zorbled} [that talks had failed]."},
        {STATEMENT, false, "<The club> {described} [the offer as generous]."},
        {STATEMENT, false, "<He> {called} [the offer generous]."},
        {STATEMENT, false, "<They> {made it known} [that they would leave]."},
        {STATEMENT, false, "<They> {made clear} [that they would leave]."},
        {STATEMENT, false, "<He> {went on to say} [that nobody was hurt]."},
        {STATEMENT, false, "<She> {not only said} [it was late] but left."},
        {STATEMENT, false, "<The head teacher> {has long argued} [that classes are too big]."},
        {STATEMENT, false, "<He> {argued for years} [that rents were too high]."},
        {STATEMENT, false, "<He> {insisted on Monday} [that he had paid]."},
        {STATEMENT, false, "<The farmer> {said} [no one came]."},
        {STATEMENT, false, "<The captain> {tried to explain} [why they sank]."},
        {STATEMENT, false, "[\"The town sleeps\"], floated with no cue at all."},
    };
    CHECK(table);
}

static void unsaid_statements(void **state)
{
    (void)state;
    static const expectation table[] = {
        {STATEMENT, true, "<The mayor> {did not say} [when the bridge would open]."},
        {STATEMENT, true, "<The mayor> {didn't say} [when the bridge would open]."},
        {STATEMENT, true, "<The mayor> {didn\xe2\x80\x99t say} [when the bridge would open]."},
        {STATEMENT, true, "<She> {never said} [it was safe]."},
        {STATEMENT, true, "<She> {cannot confirm} [the figures]."},
        {STATEMENT, true, "<The bank> {declined to comment on} [the figures]."},
        {STATEMENT, true, "<The bank> {declined} [to comment on the figures]."},
        {STATEMENT, true, "<The bank> {refused to say} [how much it lost]."},
        {STATEMENT, true, "<The bank> {declined comment on} [the figures]."},
        {STATEMENT, true, "<The bank> {declined to be interviewed about} [the figures]."},
        {STATEMENT, true, "<The bank> {declined to give any further details of} [the sale]."},
        {STATEMENT, true, "<The bank> {would neither confirm nor deny} [the sale]."},
        {STATEMENT, true, "<He> {failed to mention} [his second house]."},
        {STATEMENT, false, "<He> {never failed to mention} [his second house]."},
        {STATEMENT, true, "<The court> {has yet to say} [when it will sit]."},
        {STATEMENT, true, "<They> {stopped short of saying} [he lied]."},
        {STATEMENT, true, "<The ministry> {remained silent about} [the leak]."},
        {STATEMENT, true, "<He> did not {say} [when]."},
    };
    CHECK(table);
}

static void denials_and_refusals(void **state)
{
    (void)state;
    static const expectation table[] = {
        {DENIAL, false, "<The pilot> {denied} [flying too low]."},
        {DENIAL, false, "<The pilot> {firmly rejected} [any talk of guilt]."},
        {DENIAL, true, "<The pilot> {did not dispute} [the height]."},
        {DENIAL, false, "<The firm> {disputes} [the figures]."},
        {DENIAL, false, "<She> {brushed it off} as [gossip]."},
        {DENIAL, false, "<The ministry> {pushed back against} [the report]."},
        {DENIAL, false, "<He> {pleaded not guilty to} [two counts of theft]."},
        {STATEMENT, false, "<He> {pleaded guilty to} [two counts of theft]."},
        {DENIAL, false, "<The coach> {denied} [that he said it]."},
        {REFUSAL, false, "<The pilot> {refused} [to fly]."},
        {REFUSAL, false, "<The pilot> {refused to fly} [that night]."},
        {REFUSAL, false, "<The board> {declined to renew} [the contract]."},
        {REFUSAL, false, "<The premier> {ruled out} [an early vote]."},
        {REFUSAL, false, "<The premier> {ruled it out}: [an early vote]."},
        {REFUSAL, true, "<The premier> {did not rule out} [an early vote]."},
        {REFUSAL, false, "<The owner> {turned down} [a bid]."},
        {REFUSAL, false, "<Olga Ek> {refuses to sign} [the statement]."},
        {REFUSAL, false, "<their> {refusal} [to pay]"},
    };
    CHECK(table);
}

static void questions_and_orders(void **state)
{
    (void)state;
    static const expectation table[] = {
        {QUESTION, false, "<She> {asked} [whether the road was safe]."},
        {QUESTION, false, "<She> {asked the two officers} [if the road was safe]."},
        {QUESTION, false, "[\"Is it safe?\"] <she> {asked}."},
        {QUESTION, false, "<She> {wondered} [how it could happen]."},
        {QUESTION, false, "<Residents> {want to know} [who will pay]."},
        {QUESTION, false, "<Critics> {questioned} [the price]."},
        {QUESTION, false, "<Critics> {called into question} [the price]."},
        {QUESTION, false, "{the question of} [who will pay]"},
        {ORDER, false, "<She> {asked} the two officers [to close the road]."},
        {ORDER, false, "<She> {asked} [the two officers to close the road]."},
        {ORDER, false, "<She> {asked} Smith, Jones and Brown [to leave]."},
        {ORDER, false, "<She> {asked for} [a second opinion]."},
        {ORDER, false, "Drivers were {asked} [to turn back]."},
        {ORDER, false, "<He> {told} them [to leave the hall]."},
        {ORDER, false, "<He> {told them} [not to move]."},
        {ORDER, false, "<The council> {called for} [a ban on fireworks]."},
        {ORDER, false, "<The council> {called on Friday for} [a ban on fireworks]."},
        {ORDER, false, "<The council> {called on} [the state to pay]."},
        {ORDER, false, "<The council> {urged} [people to stay at home]."},
        {ORDER, false, "<The unions> {are demanding} [a pay rise]."},
        {ORDER, false, "<Doctors> {warned parents} [not to wait]."},
        {STATEMENT, false, "<Doctors> {warned} [that time was short]."},
        {ORDER, false, "<their> {calls for} [calm]"},
        {ORDER, true, "<The panel> {did not recommend} [a fine]."},
        {ORDER, false, "<She> {insisted on} [a receipt]."},
    };
    CHECK(table);
}

static void promises_and_intentions(void **state)
{
    (void)state;
    static const expectation table[] = {
        {PROMISE, false, "<The firm> {promised} [to refund them]."},
        {PROMISE, false, "<The firm> {has pledged} [that no one will lose a job]."},
        {PROMISE, false, "<the firm's> {commitment to} [safety]"},
        {PROMISE, false, "<The firm> {agreed} [to pay]."},
        {BELIEF, false, "<The firm> {agreed} [that the price was high]."},
        {PROMISE, false, "<The lodger> {offered to pay} [half]."},
        {PROMISE, true, "<The firm> {stopped short of committing to} [a date]."},
        {INTENTION, false, "<The firm> {wants} [to expand]."},
        {INTENTION, false, "<The firm> {is planning} [a second plant]."},
        {INTENTION, false, "<The firm> {hopes to} [expand]."},
        {INTENTION, false, "<NATO's> {resolve} [to help]"},
        {INTENTION, false, "<The firm> {would like to} [expand]."},
        {INTENTION, false, "<The firm> {decided} [to expand]."},
        {INTENTION, true, "<The firm> {has no plans} [to expand]."},
        {INTENTION, true, "<The firm> {does not intend} [to expand]."},
        {INTENTION, false, "<He> {has long wanted} [to leave]."},
        {INTENTION, false, "<He> {expressed hope} [that it would end]."},
        {INTENTION, false, "<Rutte>, {seeking} [to calm the market]"},
    };
    CHECK(table);
}

static void beliefs_and_attitudes(void **state)
{
    (void)state;
    static const expectation table[] = {
        {BELIEF, false, "<She> {thought} [it was over]."},
        {BELIEF, false, "{in his view}, [it is over]"},
        {BELIEF, true, "<She> {no longer believes} [it is over]."},
        {BELIEF, true, "<She> {doesn't think} [it is over]."},
        {BELIEF, true, "<She> {is unaware} [that it is over]."},
        {BELIEF, false, "<She> {has no doubt} [that it is over]."},
        {BELIEF, false, "<Some> {have interpreted as} [a threat]."},
        {BELIEF, false, "<Analysts> {expect} [prices to fall]."},
        {BELIEF, false, "<He> {sees it as} [a gift]."},
        {BELIEF, false, "<The firm> {is convinced} [that it will win]."},
        {ATTITUDE, false, "<She> {praised} [the crew]."},
        {ATTITUDE, false, "<She> {criticised} [the crew]."},
        {ATTITUDE, false, "<She> {criticizes} [the crew]."},
        {ATTITUDE, false, "<Farmers> {fear} [that rain will come late]."},
        {ATTITUDE, false, "<Farmers> {are worried} [about rain]."},
        {ATTITUDE, false, "<Farmers> {expressed concern} [that rain will come late]."},
        {ATTITUDE, false, "<She> {was proud} [that they won]."},
        {ATTITUDE, false, "{anxiety over} [rain] among <farmers>"},
        {ATTITUDE, false, "<He> {took aim at} [the judges]."},
        {ATTITUDE, false, "<He> {appeared to support} [the talks]."},
        {ATTITUDE, false, "<Council> {Finally Endorses} [New Stadium]"},
    };
    CHECK(table);
}

static void perceptions_and_rulings(void **state)
{
    (void)state;
    static const expectation table[] = {
        {PERCEPTION, false, "<The report> {shows} [that ice is melting]."},
        {PERCEPTION, false, "<The report> {found} [that ice is melting]."},
        {PERCEPTION, false, "<A survey> {suggests} [that ice is melting]."},
        {STATEMENT, false, "<The diver> {suggested} [that ice is melting]."},
        {PERCEPTION, false, "<The divers> {saw} [the ice break]."},
        {PERCEPTION, false, "<The divers> {learnt} [that the ice had broken]."},
        {RULING, false, "<The court> {found} [that the fine was too high]."},
        {RULING, false, "<A jury in Oslo> {found him guilty of} [theft]."},
        {RULING, false, "<The court> {ruled} [that the fine was too high]."},
        {RULING, false, "<The judge> {rejected} [the claim]."},
        {RULING, false, "<The council> {decided} [that the fee was fair]."},
        {RULING, false, "<the appeal court's> {ruling} [that the fee was fair]"},
        {RULING, false, "<The court> {upheld} [the fine]."},
    };
    CHECK(table);
}

static void weak_words_yield_to_later_ones(void **state)
{
    (void)state;
    static const expectation table[] = {
        {PERCEPTION, false, "<The talks> {seemed} [close to an end]."},
        {PERCEPTION, true, "<The talks> {did not seem} [close to an end]."},
        {STATEMENT, false, "<The envoy> {seemed to say} [they were over]."},
        {STATEMENT, false, "<The envoy> {appeared on air to say} [they were over]."},
        {ATTITUDE, false, "<The envoy> {gave a warm welcome to} [the text]."},
        {INTENTION, false, "<The firm> {would like} [to expand]."},
        {STATEMENT, false, "<The firm> {would like to announce} [a merger]."},
        {ORDER, false, "<The unions> {continued to call for} [talks]."},
        {STATEMENT, false, "[\"And then,\"] <he> {continued}, [\"it rained.\"]"},
        {STATEMENT, false, "<her> {most surprising remark was} [that she had lost]"},
        {ATTITUDE, false, "<Villagers> {are surprised} [that it opened]."},
    };
    CHECK(table);
}

static void frames_part_the_senses(void **state)
{
    (void)state;
    static const expectation table[] = {
        {ORDER, false, "<The coach> {suggests} [resting the keeper]."},
        {STATEMENT, false, "<The coach> {suggests} [nothing was wrong]."},
        {INTENTION, false, "<The coach> {is considering} [resting the keeper]."},
        {BELIEF, false, "<The coach> {considers} [the keeper tired]."},
        {ORDER, false, "<The unions> {called} [to reject the offer]."},
        {ORDER, false, "<The club> {asked its supporters} [to stay calm]."},
        {STATEMENT, false, "<He> {told reporters} [the supporters plan to march]."},
        {BELIEF, false, "<Investors> {are skeptical} [that rates will fall]."},
        {ATTITUDE, false, "<Investors> {are skeptical of} [the plan]."},
        {STATEMENT, false, "<their> {attack} [that he was unfit]"},
        {ATTITUDE, false, "<their> {attacks on} [the judge]"},
        {ATTITUDE, false, "<Her anger> {was directed at} [the board]."},
        {ORDER, false, "<She> {directed staff} [to leave]."},
        {QUESTION, false, "<She> {demanded to know} [who had paid]."},
        {STATEMENT, false, "<They> {drew attention to} [the leak]."},
    };
    CHECK(table);
}

static void negation_stands_outside_the_cue_too(void **state)
{
    (void)state;
    static const expectation table[] = {
        {STATEMENT, true, "<Neither bank> {would comment on} [the sale]."},
        {STATEMENT, true, "<No minister> {has said} [when]."},
        {STATEMENT, true, "<None of them> {said} [when]."},
        {STATEMENT, false, "<No 10> {said} [the visit was off]."},
        {STATEMENT, true, "Instead of {calling} [it a loss], <he> smiled."},
        {ATTITUDE, true, "Rather than {praise} [the crew], <he> left."},
        {STATEMENT, true, "<The bank> {chose not to respond to} [the letter]."},
        {REFUSAL, false, "<The bank> {chose not to renew} [the lease]."},
        {PERCEPTION, true, "<The bank> {ignored} [the letter]."},
    };
    CHECK(table);
}

static void lexicon_is_in_order(void **state)
{
    (void)state;
    ss_act_rules all = ss_act_lexicon_all();
    assert_in_range(all.count, 600, 5000);
    for (uint32_t i = 1; i < all.count; i++) {
        const ss_act_rule *before = &all.rule[i - 1], *rule = &all.rule[i];
        int order = strcmp(before->lemma, rule->lemma);
        if (order > 0 || (order == 0 && (before->frame[0] == '\0' || strcmp(before->frame, rule->frame) == 0)))
            fail_msg("out of order or never reached: %s \"%s\"", rule->lemma, rule->frame);
        assert_true((rule->act & SS_ACT_VALUE_MASK) >= SS_ACT_STATEMENT);
        assert_true((rule->act & SS_ACT_VALUE_MASK) <= SS_ACT_REFUSES);
    }
    for (uint32_t i = 0; i < all.count; i++) {
        ss_act_rules found = ss_act_lexicon_find(all.rule[i].lemma, strlen(all.rule[i].lemma));
        assert_true(found.rule <= &all.rule[i] && &all.rule[i] < found.rule + found.count);
    }
    assert_int_equal(ss_act_lexicon_find("sa", 2).count, 0);
    assert_ptr_equal(ss_act_lexicon_find("sayx", 3).rule, ss_act_lexicon_find("say", 3).rule);
}

static void irregular_forms_lead_to_lemmas(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"said", "say"},     {"told", "tell"},   {"thought", "think"}, {"found", "find"},
                                           {"written", "write"}, {"sought", "seek"}, {"swore", "swear"},  {"abode", NULL}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const char *lemma = ss_act_lexicon_irregular(pairs[i][0], strlen(pairs[i][0]));
        if (pairs[i][1] == NULL) {
            assert_null(lemma);
            continue;
        }
        assert_non_null(lemma);
        assert_string_equal(lemma, pairs[i][1]);
        assert_int_not_equal(ss_act_lexicon_find(lemma, strlen(lemma)).count, 0);
    }
}

static void regular_forms_have_their_base(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"announced", "announce"}, {"admitted", "admit"}, {"quipping", "quip"},   {"denies", "deny"},  {"denied", "deny"},
        {"hoping", "hope"},        {"says", "say"},       {"stresses", "stress"}, {"vowed", "vow"},    {"labelled", "label"},
        {"criticising", "criticize"}, {"criticised", "criticize"}, {"re-affirmed", "affirm"}, {"calls", "call"},
        {"promises", "promise"},   {"agreed", "agree"},   {"press", "press"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        ss_bases bases;
        bool found = false;
        ss_inflection_bases(pairs[i][0], strlen(pairs[i][0]), &bases);
        for (uint32_t k = 0; k < bases.count; k++)
            found = found || (bases.length[k] == strlen(pairs[i][1]) &&
                              memcmp(bases.word[k], pairs[i][1], bases.length[k]) == 0);
        if (!found)
            fail_msg("%s has no base %s", pairs[i][0], pairs[i][1]);
    }
    ss_bases bases;
    char longest[SS_INFLECTION_BYTES + 1];
    memset(longest, 's', sizeof longest);
    for (size_t length = 0; length <= sizeof longest; length++) {
        ss_inflection_bases(longest, length, &bases);
        assert_int_equal(bases.count != 0, length >= 2 && length < SS_INFLECTION_BYTES);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements),
        cmocka_unit_test(unsaid_statements),
        cmocka_unit_test(denials_and_refusals),
        cmocka_unit_test(questions_and_orders),
        cmocka_unit_test(promises_and_intentions),
        cmocka_unit_test(beliefs_and_attitudes),
        cmocka_unit_test(perceptions_and_rulings),
        cmocka_unit_test(weak_words_yield_to_later_ones),
        cmocka_unit_test(frames_part_the_senses),
        cmocka_unit_test(negation_stands_outside_the_cue_too),
        cmocka_unit_test(lexicon_is_in_order),
        cmocka_unit_test(irregular_forms_lead_to_lemmas),
        cmocka_unit_test(regular_forms_have_their_base),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
