/* batch_test.c - records on the wire: texts, caps, frames, and where a limit cuts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "batch.h"
#include "sayso.pb-c.h"

#define MOST_FRAMES 64
#define LENGTH 200000u

/* A document of `a`s that nothing is found in, with records made by hand, and what was sent of them. */
typedef struct fixture {
    sayso_model *model;
    sayso_annotator *annotator;
    ss_agreement agreement;
    ss_job *job;
    sayso_result result;
    ss_arena scratch;
    ss_arena frame;
    Sayso__V1__PluginFrame *frames[MOST_FRAMES];
    size_t lengths[MOST_FRAMES];
    uint32_t frame_count;
    uint32_t wanted; /* frames, before nobody reads any more */
    ss_batch batch;
    ss_counts counts;
    const char *limit;
} fixture;

static bool receive(void *receiver, ss_packet *packet)
{
    fixture *self = receiver;
    size_t prefix = 0;
    assert_true(self->frame_count < MOST_FRAMES);
    while (packet->bytes[prefix++] & 0x80)
        ;
    self->lengths[self->frame_count] = packet->size;
    self->frames[self->frame_count] = sayso__v1__plugin_frame__unpack(NULL, packet->size - prefix, packet->bytes + prefix);
    assert_non_null(self->frames[self->frame_count]);
    assert_int_equal(self->frames[self->frame_count++]->doc, 9);
    free(packet);
    return self->frame_count < self->wanted;
}

static void forget_frames(fixture *self)
{
    while (self->frame_count > 0)
        sayso__v1__plugin_frame__free_unpacked(self->frames[--self->frame_count], NULL);
}

static void begin(fixture *self)
{
    const sayso_result *found;
    ss_order order = {.include_text = true};
    uint8_t *text = malloc(LENGTH);
    assert_non_null(text);
    memset(text, ' ', LENGTH);
    memcpy(text + 1022, "\xe2\x82\xac", 3); /* a character across the byte 1,024 */
    self->job = ss_job_begin(9, &order, &self->agreement);
    assert_non_null(self->job);
    assert_int_equal(ss_job_add(self->job, text, LENGTH), SS_OK);
    free(text);
    assert_int_equal(sayso_annotate(self->annotator, self->job->body.bytes, LENGTH, NULL, &found), SAYSO_OK);
}

static int set_up(void **state)
{
    fixture *self = calloc(1, sizeof *self);
    *state = self;
    self->wanted = MOST_FRAMES;
    self->agreement.limits = (ss_limits){.max_document_bytes = LENGTH, .max_attributions = 1000000, .max_answer_bytes = 64u << 20};
    ss_arena_init(&self->scratch, 1u << 20);
    ss_arena_init(&self->frame, 8u << 20);
    if (sayso_model_builtin(&self->model, NULL) != SAYSO_OK || sayso_annotator_create(self->model, &self->annotator) != SAYSO_OK)
        return -1;
    begin(self);
    return 0;
}

static int tear_down(void **state)
{
    fixture *self = *state;
    forget_frames(self);
    ss_job_free(self->job);
    sayso_annotator_free(self->annotator);
    sayso_model_free(self->model);
    ss_arena_free(&self->scratch);
    ss_arena_free(&self->frame);
    free(self);
    return 0;
}

static void start(fixture *self)
{
    self->batch = (ss_batch){.job = self->job, .annotator = self->annotator, .scratch = &self->scratch, .frame = &self->frame,
                             .put = receive, .receiver = self};
    ss_batch_begin(&self->batch);
}

static ss_status send(fixture *self)
{
    forget_frames(self);
    start(self);
    ss_status status = ss_batch_rest(&self->batch, &self->job->body, &self->result, &self->counts);
    self->limit = self->batch.limit;
    return status;
}

static void expect_counts(const fixture *self, uint32_t attributions, uint32_t speakers, uint32_t credits)
{
    assert_int_equal(self->counts.attributions, attributions);
    assert_int_equal(self->counts.speakers, speakers);
    assert_int_equal(self->counts.credits, credits);
}

static sayso_attribution attribution(uint32_t id, const sayso_span *content, uint32_t speaker)
{
    return (sayso_attribution){.id = id, .kind = SAYSO_MIXED, .act = SAYSO_RULING, .confidence = 999, .speaker = speaker,
                               .fingerprint = UINT64_MAX, .content = content, .content_count = 1};
}

static void nothing_found_sends_nothing(void **state)
{
    fixture *self = *state;
    assert_int_equal(send(self), SS_OK);
    assert_int_equal(self->frame_count, 0);
    expect_counts(self, 0, 0, 0);
    assert_null(self->limit);
}

static void every_field_is_sent(void **state)
{
    fixture *self = *state;
    static const sayso_span source[] = {{1, 3}, {5, 6}}, content[] = {{20, 25}, {30, 31}}, mention[] = {{1, 3}};
    static const uint32_t member[] = {2};
    const sayso_attribution one = {.id = 1, .kind = SAYSO_INDIRECT, .act = SAYSO_REFUSAL, .negated = true, .confidence = 750, .speaker = 1,
                                   .parent = 0, .fingerprint = 0x0123456789abcdef, .cue = {10, 14}, .source = source, .content = content,
                                   .source_count = 2, .content_count = 2};
    const sayso_speaker speakers[] = {
        {.id = 1, .kind = SAYSO_GROUP, .name = {"Ann and Bo", 10}, .key = {"ann and bo", 10}, .role = mention, .affiliation = source,
         .mention = mention, .member = member, .role_count = 1, .affiliation_count = 2, .mention_count = 1, .member_count = 1},
        {.id = 2, .kind = SAYSO_PERSON}};
    const sayso_credit credit = {SAYSO_WIRE, {40, 44}};
    self->result = (sayso_result){.attribution = &one, .speaker = speakers, .credit = &credit, .attribution_count = 1, .speaker_count = 2,
                                  .credit_count = 1, .replaced_sequences = 5};
    assert_int_equal(send(self), SS_OK);
    assert_int_equal(self->frame_count, 2);
    expect_counts(self, 1, 2, 1);
    assert_int_equal(self->counts.replaced_sequences, 5);
    const Sayso__V1__Annotations *annotations = self->frames[0]->annotations;
    const Sayso__V1__Attribution *got = annotations->attribution[0];
    assert_int_equal(got->kind, SAYSO__V1__KIND__KIND_INDIRECT);
    assert_int_equal(got->act, SAYSO__V1__ACT__ACT_REFUSAL);
    assert_true(got->negated);
    assert_int_equal(got->confidence_permille, 750);
    assert_true(got->fingerprint == 0x0123456789abcdef);
    assert_int_equal(got->n_source, 2);
    assert_int_equal(got->source[1]->start, 5);
    assert_int_equal(got->cue->end, 14);
    assert_int_equal(got->content[1]->end, 31);
    assert_int_equal(got->source_text.len, 4); /* two bytes, a space, one byte */
    assert_int_equal(got->cue_text.len, 4);
    assert_int_equal(got->n_content_text, 2);
    assert_int_equal(got->content_text[0].len, 5);
    assert_int_equal(annotations->credit[0]->kind, SAYSO__V1__CREDIT_KIND__CREDIT_KIND_WIRE);
    assert_int_equal(annotations->credit[0]->text.len, 4);
    const Sayso__V1__Speaker *group = self->frames[1]->speakers->speaker[0];
    assert_int_equal(self->frames[1]->speakers->n_speaker, 2);
    assert_memory_equal(group->name.data, "Ann and Bo", 10);
    assert_memory_equal(group->key.data, "ann and bo", 10);
    assert_int_equal(group->n_role, 1);
    assert_int_equal(group->n_affiliation, 2);
    assert_int_equal(group->affiliation[1]->text.len, 1);
    assert_int_equal(group->mention[0]->end, 3);
    assert_int_equal(group->member[0], 2);
}

static void texts_of_more_than_64_kib_are_left_out(void **state)
{
    fixture *self = *state;
    for (uint32_t more = 0; more <= 1; more++) {
        const sayso_span source[] = {{0, 10}, {20, 30}}, content = {1000, 1000 + 65536 - 21 - 4 + more};
        sayso_attribution one = attribution(1, &content, 0);
        one.cue = (sayso_span){50, 54};
        one.source = source;
        one.source_count = 2;
        self->result = (sayso_result){.attribution = &one, .attribution_count = 1};
        assert_int_equal(send(self), SS_OK);
        const Sayso__V1__Attribution *got = self->frames[0]->annotations->attribution[0];
        assert_int_equal(got->text_omitted, more);
        assert_int_equal(got->source_text.len, more ? 0 : 21);
        assert_int_equal(got->cue_text.len, more ? 0 : 4);
        assert_int_equal(got->n_content_text, 1 - more);
        assert_int_equal(got->content[0]->end, content.end);
    }
}

static void long_phrases_are_cut_before_a_character(void **state)
{
    fixture *self = *state;
    static const sayso_span role[] = {{0, 1022}, {0, 1025}, {0, 1500}, {1, 1500}, {5000, 7000}};
    static const size_t expected[] = {1022, 1022, 1022, 1024, 1024};
    const sayso_speaker one = {.id = 1, .kind = SAYSO_PERSON, .role = role, .role_count = 5};
    self->result = (sayso_result){.speaker = &one, .speaker_count = 1};
    assert_int_equal(send(self), SS_OK);
    for (int i = 0; i < 5; i++) {
        const Sayso__V1__Phrase *phrase = self->frames[0]->speakers->speaker[0]->role[i];
        assert_int_equal(phrase->text.len, expected[i]);
        assert_int_equal(phrase->span->end, role[i].end);
    }
}

static void a_cut_takes_no_speaker_or_member_away(void **state)
{
    fixture *self = *state;
    static const sayso_span content[] = {{10, 20}, {30, 40}, {50, 60}};
    static const uint32_t member[] = {3, 4};
    const sayso_speaker speakers[] = {{.id = 1}, {.id = 2, .member = member, .member_count = 2}, {.id = 3}, {.id = 4}, {.id = 5}};
    sayso_attribution all[] = {attribution(1, &content[0], 2), attribution(2, &content[1], 2), attribution(3, &content[2], 1)};
    all[0].parent = 3;
    all[1].parent = 1;
    const sayso_credit credits[] = {{SAYSO_BYLINE, {0, 5}}, {SAYSO_WIRE, {45, 48}}, {SAYSO_WIRE, {70, 80}}};
    self->agreement.limits.max_attributions = 2;
    self->result = (sayso_result){.attribution = all, .attribution_count = 3, .speaker = speakers, .speaker_count = 5, .credit = credits, .credit_count = 3};
    assert_int_equal(send(self), SS_OK);
    expect_counts(self, 2, 3, 2); /* the third credit comes after the cut */
    assert_non_null(strstr(self->limit, "max_attributions"));
    const Sayso__V1__Annotations *annotations = self->frames[0]->annotations;
    assert_int_equal(annotations->n_attribution, 2);
    assert_int_equal(annotations->attribution[0]->parent, 0); /* that one is not sent */
    assert_int_equal(annotations->attribution[1]->parent, 1);
    assert_int_equal(annotations->n_credit, 2);
    const Sayso__V1__Speakers *sent = self->frames[1]->speakers;
    assert_int_equal(sent->n_speaker, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(sent->speaker[i]->id, i + 2);
    self->agreement.limits.max_attributions = 3;
    assert_int_equal(send(self), SS_OK);
    expect_counts(self, 3, 5, 3);
    assert_null(self->limit);
    assert_int_equal(self->frames[0]->annotations->attribution[0]->parent, 3);
}

static void answers_keep_to_their_bytes(void **state)
{
    fixture *self = *state;
    enum { COUNT = 600 };
    static sayso_span content[COUNT];
    static sayso_attribution all[COUNT];
    static sayso_speaker speakers[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) {
        content[i] = (sayso_span){300 * i, 300 * i + 290};
        all[i] = attribution(i + 1, &content[i], i + 1);
        speakers[i] = (sayso_speaker){.id = i + 1, .kind = SAYSO_PERSON, .name = {"Somebody", 8}};
    }
    self->result = (sayso_result){.attribution = all, .attribution_count = COUNT, .speaker = speakers, .speaker_count = COUNT};
    uint32_t before = 0;
    for (uint32_t most = 1; most < 300000; most = most * 3 / 2 + 7) {
        size_t sum = 0;
        self->agreement.limits.max_answer_bytes = most;
        assert_int_equal(send(self), SS_OK);
        for (uint32_t i = 0; i < self->frame_count; i++) {
            sum += self->lengths[i];
            assert_true(self->lengths[i] <= SS_BATCH_BYTES + 32);
        }
        assert_true(sum <= most);
        assert_true((self->limit == NULL) == (self->counts.attributions == COUNT));
        assert_true(self->counts.attributions == self->counts.speakers);
        assert_true(self->counts.attributions >= before);
        assert_true(self->limit == NULL || sum + 1000 + most / 100 > most); /* no more than that is given away */
        before = self->counts.attributions;
    }
    assert_int_equal(before, COUNT);
    assert_true(self->frame_count > 3);
}

static void a_large_record_has_a_frame_of_its_own(void **state)
{
    fixture *self = *state;
    static const sayso_span content[] = {{0, 10}, {100, 65600}, {65700, 65710}};
    const sayso_attribution all[] = {attribution(1, &content[0], 0), attribution(2, &content[1], 0), attribution(3, &content[2], 0)};
    self->result = (sayso_result){.attribution = all, .attribution_count = 3};
    assert_int_equal(send(self), SS_OK);
    assert_int_equal(self->frame_count, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(self->frames[i]->annotations->attribution[0]->id, i + 1);
}

static void a_receiver_that_is_gone_stops_it(void **state)
{
    fixture *self = *state;
    static const sayso_span content[] = {{0, 40000}, {50000, 90000}};
    const sayso_attribution all[] = {attribution(1, &content[0], 0), attribution(2, &content[1], 0)};
    self->result = (sayso_result){.attribution = all, .attribution_count = 2};
    self->wanted = 1;
    assert_int_equal(send(self), SS_ERR_STOPPED);
    assert_int_equal(self->frame_count, 1);
}

/* ---- streamed -------------------------------------------------------------------------------- */

enum { PROVISIONAL = 1 << 30 };

/* Five attributions of three speakers. Three come early, of two provisional speakers that both turn out to be the
 * first. */
static void streamed(fixture *self, sayso_result *early, sayso_result *whole)
{
    static const sayso_span content[] = {{10, 20}, {30, 40}, {50, 60}, {70, 80}, {90, 100}};
    static const uint32_t early_speaker[] = {PROVISIONAL + 2, PROVISIONAL + 1, PROVISIONAL + 2}, speaker[] = {1, 1, 1, 2, 3};
    static const sayso_merge merge[] = {{PROVISIONAL + 2, 1}, {PROVISIONAL + 1, 1}};
    static sayso_attribution first[3], all[5];
    static sayso_speaker guess[2], known[3];
    for (uint32_t i = 0; i < 5; i++)
        all[i] = attribution(i + 1, &content[i], speaker[i]);
    for (uint32_t i = 0; i < 3; i++)
        first[i] = attribution(i + 1, &content[i], early_speaker[i]);
    for (uint32_t i = 0; i < 3; i++)
        known[i] = (sayso_speaker){.id = i + 1, .kind = SAYSO_PERSON, .name = {"Somebody Else", 13}};
    guess[0] = (sayso_speaker){.id = PROVISIONAL + 2, .kind = SAYSO_PERSON, .name = {"She", 3}};
    guess[1] = (sayso_speaker){.id = PROVISIONAL + 1, .kind = SAYSO_PERSON, .name = {"Else", 4}};
    *early = (sayso_result){.attribution = first, .attribution_count = 3, .speaker = guess, .speaker_count = 2};
    *whole = (sayso_result){.attribution = all, .attribution_count = 5, .speaker = known, .speaker_count = 3, .merge = merge, .merge_count = 2};
    forget_frames(self);
    start(self);
}

static void what_was_streamed_is_not_sent_again_but_merged(void **state)
{
    fixture *self = *state;
    sayso_result early, whole;
    streamed(self, &early, &whole);
    assert_int_equal(ss_batch_settled(&self->batch, &self->job->body, &early), SS_OK);
    assert_int_equal(self->frame_count, 2);
    assert_int_equal(self->frames[0]->annotations->n_attribution, 3);
    assert_int_equal(self->frames[1]->speakers->n_speaker, 2);
    assert_int_equal(self->frames[1]->speakers->speaker[0]->id, PROVISIONAL + 2);
    assert_int_equal(ss_batch_sent(&self->batch).attributions, 3);
    assert_int_equal(ss_batch_sent(&self->batch).speakers, 2);
    assert_int_equal(ss_batch_rest(&self->batch, &self->job->body, &whole, &self->counts), SS_OK);
    assert_null(self->batch.limit);
    expect_counts(self, 5, 3, 0);
    assert_int_equal(self->frame_count, 4);
    assert_int_equal(self->frames[2]->annotations->n_attribution, 2);
    assert_int_equal(self->frames[2]->annotations->attribution[0]->id, 4);
    const Sayso__V1__Speakers *speakers = self->frames[3]->speakers;
    assert_int_equal(speakers->n_speaker, 5); /* those that others became come first */
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(speakers->speaker[i]->id, i + 1);
    assert_int_equal(speakers->speaker[3]->id, PROVISIONAL + 2);
    assert_int_equal(speakers->speaker[3]->merged_into, 1);
    assert_int_equal(speakers->speaker[4]->id, PROVISIONAL + 1);
    assert_int_equal(speakers->speaker[4]->merged_into, 1);
}

static void attributions_are_counted_over_all_calls(void **state)
{
    fixture *self = *state;
    sayso_result early, whole;
    for (uint32_t most = 1; most <= 6; most++) {
        self->agreement.limits.max_attributions = most;
        streamed(self, &early, &whole);
        assert_int_equal(ss_batch_settled(&self->batch, &self->job->body, &early), SS_OK);
        assert_int_equal(self->batch.limit != NULL, most < 3);
        assert_int_equal(self->batch.allowance.attributions, most < 3 ? most : 3);
        assert_int_equal(self->batch.allowance.provisional, most < 2 ? 1 : 2);
        assert_int_equal(ss_batch_rest(&self->batch, &self->job->body, &whole, &self->counts), SS_OK);
        assert_int_equal(self->batch.limit != NULL, most < 5);
        expect_counts(self, most < 5 ? most : 5, most < 4 ? 1 : most < 5 ? 2 : 3, 0);
    }
}

typedef struct sums {
    size_t bytes;
    uint32_t attributions; /* ids must be 1, 2, ... */
    uint32_t speakers;
    uint32_t merged;
} sums;

static sums sums_of(const fixture *self)
{
    sums out = {0, 0, 0, 0};
    for (uint32_t i = 0; i < self->frame_count; i++) {
        const Sayso__V1__PluginFrame *frame = self->frames[i];
        out.bytes += self->lengths[i];
        if (frame->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_ANNOTATIONS)
            for (size_t k = 0; k < frame->annotations->n_attribution; k++)
                assert_int_equal(frame->annotations->attribution[k]->id, ++out.attributions);
        else
            for (size_t k = 0; k < frame->speakers->n_speaker; k++) {
                out.merged += frame->speakers->speaker[k]->merged_into != 0;
                out.speakers += frame->speakers->speaker[k]->merged_into == 0;
            }
    }
    return out;
}

/* A provisional speaker whose own record does not fit any more stays as it was sent. */
static void streamed_answers_keep_to_their_bytes(void **state)
{
    fixture *self = *state;
    sayso_result early, whole;
    bool stayed = false, cut = false;
    for (uint32_t most = 1; most < 1500; most += 7) {
        self->agreement.limits.max_answer_bytes = most;
        streamed(self, &early, &whole);
        assert_int_equal(ss_batch_settled(&self->batch, &self->job->body, &early), SS_OK);
        cut = cut || self->batch.limit != NULL;
        assert_int_equal(ss_batch_rest(&self->batch, &self->job->body, &whole, &self->counts), SS_OK);
        sums sent = sums_of(self);
        assert_true(sent.bytes <= most);
        expect_counts(self, sent.attributions, sent.speakers - sent.merged, 0);
        assert_int_equal(self->batch.limit == NULL, sent.attributions == 5 && sent.speakers == 5 && sent.merged == 2);
        stayed = stayed || (sent.attributions > 0 && sent.merged == 0);
    }
    assert_true(cut && stayed);
    expect_counts(self, 5, 3, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_found_sends_nothing),
        TEST(every_field_is_sent),
        TEST(texts_of_more_than_64_kib_are_left_out),
        TEST(long_phrases_are_cut_before_a_character),
        TEST(a_cut_takes_no_speaker_or_member_away),
        TEST(answers_keep_to_their_bytes),
        TEST(a_large_record_has_a_frame_of_its_own),
        TEST(a_receiver_that_is_gone_stops_it),
        TEST(what_was_streamed_is_not_sent_again_but_merged),
        TEST(attributions_are_counted_over_all_calls),
        TEST(streamed_answers_keep_to_their_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
