/* Windows, queries and readings over texts made at random, by weights made at random: whatever the
 * network says, what comes out is well-formed. */
#include "text_fixture.h"

#include <stdio.h>

#include "model/kernel.h"
#include "model/query.h"
#include "model/reading.h"
#include "model/window.h"
#include "weights_fixture.h"

static weights_fixture file;
static ss_weights weights;
static ss_arena arena; /* of the pack */
static ss_pack pack;

static int read_fixture(void **state)
{
    (void)state;
    fixture_make(&file);
    ss_arena_init(&arena, SS_PACK_BUDGET);
    if (ss_weights_read(file.bytes, file.length, &weights, NULL) != SS_OK)
        return -1;
    return ss_pack_make(&arena, &weights, &pack) == SS_OK ? 0 : -1;
}

static int forget_fixture(void **state)
{
    (void)state;
    ss_arena_free(&arena);
    return 0;
}

static ss_status read_by(const ss_kernel *kernel, reading *read, ss_readings *readings)
{
    return ss_readings_extend(&read->arena, &read->arena, &pack, kernel, &read->document, read->document.tokens.count,
                              readings);
}

static ss_status read_all(reading *read, const volatile int *stop, ss_readings *readings)
{
    read->arena.stop = stop;
    return read_by(ss_kernel_choose(NULL), read, readings);
}

/* A text of `words` words; a paragraph of `paragraph` words, or sentences without end when stops is 0. */
static char *prose(uint32_t words, uint32_t paragraph, int stops, uint32_t seed)
{
    static const char *const word[] = {"said", "the", "minister", "\"yes", "no\"", "that", "he", "would", "Rutte", ",", "denied"};
    char *text = malloc(16 * (size_t)words + 1), *at = text;
    assert_non_null(text);
    for (uint32_t i = 0; i < words; i++) {
        seed = seed * 1664525u + 1013904223u;
        at += sprintf(at, "%s%s", word[(seed >> 10) % 11], stops && (seed >> 20) % 9 == 0 ? ". " : " ");
        if ((i + 1) % paragraph == 0)
            at += sprintf(at, "\n\n");
    }
    *at = '\0';
    return text;
}

static void windows_cover_the_text_and_keep_paragraphs_whole(void **state)
{
    (void)state;
    const uint32_t paragraphs[] = {7, 60, 383, 384, 385, 2000};
    for (size_t p = 0; p < sizeof paragraphs / sizeof *paragraphs; p++)
        for (int stops = 0; stops < 2; stops++) {
            char *text = prose(3000, paragraphs[p], stops, 5);
            reading read;
            read_bytes(&read, text, strlen(text));
            uint32_t count = read.document.tokens.count, at = 0;
            while (at < count) {
                ss_range window = ss_window_at(&read.document, at, SS_WINDOW_TOKENS);
                assert_int_equal(window.first, at);
                assert_true(window.end > at && window.end - at <= SS_WINDOW_TOKENS && window.end <= count);
                ss_range piece = ss_window_paragraph(&read.document, window, at);
                uint32_t paragraph = ss_part_of(&read.document.paragraphs, at);
                if (read.document.paragraphs.first[paragraph + 1] - at <= SS_WINDOW_TOKENS)
                    assert_int_equal(piece.end, read.document.paragraphs.first[paragraph + 1]);
                at = window.end;
            }
            forget(&read);
            free(text);
        }
}

static void check_ranges(const ss_reading *found, const ss_range *range, uint32_t count, uint32_t most, uint32_t tokens)
{
    assert_true(count <= most);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(range[i].first < range[i].end && range[i].end <= tokens);
        assert_true(i == 0 || range[i].first >= range[i - 1].end);
        assert_true(range[i].end <= found->cue.first || range[i].first >= found->cue.end);
    }
}

static bool within(ss_range part, const ss_range *range, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (part.first >= range[k].first && part.end <= range[k].end)
            return true;
    return false;
}

/* All of an inner reading lies in one content of an outermost one. 1 when it is inner. */
static uint32_t check_holder(const ss_readings *readings, uint32_t index)
{
    const ss_reading *found = &readings->reading[index];
    if (found->holder == 0)
        return 0;
    assert_true(found->holder <= index);
    const ss_reading *holder = &readings->reading[found->holder - 1];
    assert_int_equal(holder->holder, 0);
    assert_true(within(found->cue, holder->content, holder->content_count));
    for (uint32_t k = 0; k < found->content_count; k++)
        assert_true(within(found->content[k], holder->content, holder->content_count));
    for (uint32_t k = 0; k < found->source_count; k++)
        assert_true(within(found->source[k], holder->content, holder->content_count));
    return 1;
}

static void readings_are_well_formed(void **state)
{
    (void)state;
    uint32_t total = 0, inner = 0;
    for (uint32_t seed = 1; seed <= 12; seed++) {
        char *text = prose(900, 40 + 90 * seed, seed % 3 != 0, seed);
        reading read;
        ss_readings readings = {0};
        read_bytes(&read, text, strlen(text));
        assert_int_equal(read_all(&read, NULL, &readings), SS_OK);
        for (uint32_t i = 0; i < readings.count; i++) {
            const ss_reading *found = &readings.reading[i];
            inner += check_holder(&readings, i);
            assert_true(found->cue.first < found->cue.end && found->cue.end <= read.document.tokens.count);
            assert_true(found->content_count > 0);
            assert_true(found->source_count > 0 || found->source_margin == 0);
            check_ranges(found, found->source, found->source_count, SS_MAX_SOURCE_SPANS, read.document.tokens.count);
            check_ranges(found, found->content, found->content_count, SS_MAX_CONTENT_SPANS, read.document.tokens.count);
        }
        total += readings.count;
        forget(&read);
        free(text);
    }
    assert_true(total > 20 && inner > 5); /* the random weights do find something to be judged */
}

static void assert_equal_ranges(const ss_range *a, const ss_range *b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(a[i].first, b[i].first);
        assert_int_equal(a[i].end, b[i].end);
    }
}

static void every_kernel_reads_the_same(void **state)
{
    (void)state;
    char *text = prose(2500, 90, 1, 11);
    reading read;
    ss_readings plain = {0};
    const ss_kernel *kernel;
    read_bytes(&read, text, strlen(text));
    assert_int_equal(read_by(&ss_kernel_plain, &read, &plain), SS_OK);
    assert_true(plain.count > 10);
    for (uint32_t k = 1; (kernel = ss_kernel_at(k)) != NULL; k++) {
        ss_readings other = {0};
        assert_int_equal(read_by(kernel, &read, &other), SS_OK);
        assert_int_equal(other.count, plain.count);
        for (uint32_t i = 0; i < plain.count; i++) {
            const ss_reading *a = &plain.reading[i], *b = &other.reading[i];
            ss_reading rest = *b; /* all but the pointers */
            rest.source = a->source;
            rest.content = a->content;
            assert_memory_equal(&rest, a, sizeof rest);
            assert_equal_ranges(a->source, b->source, a->source_count);
            assert_equal_ranges(a->content, b->content, a->content_count);
        }
    }
    forget(&read);
    free(text);
}

static void a_raised_flag_stops_the_work(void **state)
{
    (void)state;
    char *text = prose(900, 50, 1, 3);
    volatile int stop = 1;
    reading read;
    ss_readings readings = {0};
    read_bytes(&read, text, strlen(text));
    assert_int_equal(read_all(&read, &stop, &readings), SS_ERR_STOPPED);
    assert_int_equal(readings.count, 0);
    forget(&read);
    free(text);
}

static void an_empty_text_has_no_readings(void **state)
{
    (void)state;
    reading read;
    ss_readings readings = {0};
    read_bytes(&read, "", 0);
    assert_int_equal(read_all(&read, NULL, &readings), SS_OK);
    assert_int_equal(readings.count, 0);
    forget(&read);
}

/* "a , b said c ." — the cue is token 3. */
static void query_features_count_what_lies_between(void **state)
{
    (void)state;
    const char *text = "Ann, Bo said, \"Go.\" Then she left.";
    reading read;
    read_bytes(&read, text, strlen(text));
    const ss_tokens *tokens = &read.document.tokens;
    uint32_t sentence[16] = {0};
    uint16_t commas[17] = {0}, quotes[17] = {0}, cues[17] = {0};
    for (uint32_t i = 0; i < tokens->count; i++) {
        sentence[i] = ss_part_of(&read.document.sentences, i);
        commas[i + 1] = (uint16_t)(commas[i] + ss_query_counts_comma(tokens, i));
        quotes[i + 1] = (uint16_t)(quotes[i] + ss_query_counts_quote(tokens, i));
        cues[i + 1] = (uint16_t)(cues[i] + (i == 3));
    }
    ss_query_context context = {&read.document, {0, tokens->count}, sentence, commas, quotes, cues};
    ss_query query = ss_query_at((ss_range){3, 4}, (ss_range){0, tokens->count}, 224);
    ss_query_features row[16];
    ss_query_features_extract(&context, &query, row);
    assert_int_equal(row[3].row[SS_TABLE_DISTANCE], 0);
    assert_int_equal(row[0].row[SS_TABLE_DISTANCE], 23 + 3); /* three before */
    assert_int_equal(row[0].row[SS_TABLE_COMMAS], 1);
    assert_int_equal(row[6].row[SS_TABLE_DISTANCE], 3);
    assert_int_equal(row[6].row[SS_TABLE_COMMAS], 1);
    assert_int_equal(row[6].row[SS_TABLE_QUOTES], 1);
    assert_int_equal(row[9].row[SS_TABLE_QUOTES], 2);
    assert_int_equal(row[9].row[SS_TABLE_SENTENCE], 3 + 1);
    assert_int_equal(row[9].row[SS_TABLE_CUES], 0);
    forget(&read);
}

static void queries_are_cut_to_their_paragraph_and_their_share(void **state)
{
    (void)state;
    const ss_range paragraph = {1000, 1384}, cue = {1200, 1202};
    ss_query wide = ss_query_at(cue, paragraph, 4608), narrow = ss_query_at(cue, paragraph, 48);
    assert_int_equal(wide.asked.first, 1200 - SS_QUERY_BEFORE);
    assert_int_equal(wide.asked.end, 1202 + SS_QUERY_AFTER);
    assert_int_equal(narrow.asked.first, 1200 - 18);
    assert_int_equal(narrow.asked.end, 1202 + 30);
    ss_query whole = ss_query_at(cue, (ss_range){1190, 1210}, 4608);
    assert_int_equal(whole.asked.first, 1190);
    assert_int_equal(whole.asked.end, 1210);
}

/* Tokens of all paragraphs but the last two: those are what more text can still change. */
static uint32_t settled_tokens(const ss_document *document)
{
    return document->paragraphs.count < 3 ? 0 : document->paragraphs.first[document->paragraphs.count - 2];
}

static void a_text_read_in_pieces_has_the_readings_of_the_whole(void **state)
{
    (void)state;
    char *text = prose(4000, 90, 1, 11);
    size_t length = strlen(text);
    reading whole;
    ss_readings all = {0}, pieces = {0};
    ss_arena kept;
    ss_arena_init(&kept, SS_ARENA_BUDGET);
    read_bytes(&whole, text, length);
    assert_int_equal(read_all(&whole, NULL, &all), SS_OK);
    uint32_t early = 0;
    for (size_t part = length / 7; part < length; part += length / 7) {
        reading read;
        read_bytes(&read, text, part);
        assert_int_equal(ss_readings_extend(&read.arena, &kept, &pack, ss_kernel_choose(NULL), &read.document,
                                            settled_tokens(&read.document), &pieces), SS_OK);
        early = pieces.count;
        forget(&read);
    }
    assert_true(early > 0);
    assert_int_equal(ss_readings_extend(&whole.arena, &kept, &pack, ss_kernel_choose(NULL), &whole.document,
                                        whole.document.tokens.count, &pieces), SS_OK);
    assert_int_equal(pieces.count, all.count);
    assert_true(pieces.operations == all.operations);
    for (uint32_t i = 0; i < all.count; i++) {
        assert_memory_equal(&pieces.reading[i].cue, &all.reading[i].cue, sizeof(ss_range));
        assert_int_equal(pieces.reading[i].content_count, all.reading[i].content_count);
        assert_memory_equal(pieces.reading[i].content, all.reading[i].content, all.reading[i].content_count * sizeof(ss_range));
        assert_int_equal(pieces.reading[i].source_margin, all.reading[i].source_margin);
    }
    ss_arena_free(&kept);
    forget(&whole);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_cover_the_text_and_keep_paragraphs_whole),
        cmocka_unit_test(readings_are_well_formed),
        cmocka_unit_test(every_kernel_reads_the_same),
        cmocka_unit_test(a_raised_flag_stops_the_work),
        cmocka_unit_test(an_empty_text_has_no_readings),
        cmocka_unit_test(query_features_count_what_lies_between),
        cmocka_unit_test(a_text_read_in_pieces_has_the_readings_of_the_whole),
        cmocka_unit_test(queries_are_cut_to_their_paragraph_and_their_share),
    };
    return cmocka_run_group_tests(tests, read_fixture, forget_fixture);
}
