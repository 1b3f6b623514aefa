/* What a text costs is counted, and the count grows no faster than the text, whatever stands in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "hostile_text.h"
#include "sayso.h"

/* Growth from n to 4n bytes over that from n / 4 to n: below 4 when each byte costs the same, 16 when each is
 * compared to all before it. What a document costs whatever its size falls out; half an operation a byte is allowed for
 * what begins past the smaller sizes, as a second window does. */
#define MOST_GROWTH 4.0

/* Operations a byte next to those of prose, which has a token in five bytes and asks two questions a token.
 * Marks alone have a token a byte; cues alone ask three questions a token in the long run; a name that
 * everybody has is compared to SS_MAX_CANDIDATES, thrice. */
#define MOST_AGAINST_PROSE 5.0

typedef struct cost {
    uint64_t operations[3]; /* for n / 4, n, 4n bytes */
    uint32_t attributions;
    sayso_status status;
} cost;

static sayso_model *model;
static sayso_annotator *annotator;

static int open_model(void **state)
{
    (void)state;
    return sayso_model_builtin(&model, NULL) == SAYSO_OK && sayso_annotator_create(model, &annotator) == SAYSO_OK ? 0 : -1;
}

static int close_model(void **state)
{
    (void)state;
    sayso_annotator_free(annotator);
    sayso_model_free(model);
    return 0;
}

static cost cost_of(const hostile_family *family, size_t middle)
{
    cost found = {{0}, 0, SAYSO_OK};
    char *text = malloc(4 * middle);
    assert_non_null(text);
    const sayso_options options = {.media_type = family->markdown ? "text/markdown" : "text/plain", .language = "en"};
    for (int i = 0; i < 3; i++) {
        const sayso_result *result;
        size_t length = i == 0 ? middle / 4 : i == 1 ? middle : 4 * middle;
        hostile_write(family, text, length);
        found.status = sayso_annotate(annotator, text, length, &options, &result);
        found.operations[i] = result->operations;
        found.attributions = result->attribution_count;
    }
    free(text);
    return found;
}

/* What one more byte costs. */
static double slope(const cost *found, size_t middle)
{
    return (double)(found->operations[2] - found->operations[1]) / (3.0 * (double)middle);
}

static void check_family(const hostile_family *family, size_t middle, const cost *prose)
{
    cost found = cost_of(family, middle);
    assert_true(found.status == SAYSO_OK || found.status == SAYSO_LIMIT);
    assert_true(found.operations[0] > 0 && found.operations[0] <= found.operations[1] && found.operations[1] <= found.operations[2]);
    double growth = (double)(found.operations[2] - found.operations[1]) /
                    ((double)(found.operations[1] - found.operations[0]) + (double)middle / 2);
    double factor = slope(&found, middle) / slope(prose, middle);
    if (growth > MOST_GROWTH || factor > MOST_AGAINST_PROSE)
        fail_msg("%s: grows by %.2f, %.2f times prose", family->name, growth, factor);
}

static void every_text_costs_what_its_length_says(void **state)
{
    (void)state;
    const size_t middle = 2048;
    cost prose = cost_of(&hostile_families[0], middle);
    assert_true(prose.attributions > 20);
    for (size_t i = 0; i < HOSTILE_FAMILIES; i++)
        check_family(&hostile_families[i], middle, &prose);
}

static uint64_t operations_of(const char *text, size_t length)
{
    const sayso_result *result;
    const sayso_options options = {.language = "en"};
    assert_int_equal(sayso_annotate(annotator, text, length, &options, &result), SAYSO_OK);
    return result->operations;
}

/* The count is the text's, not the run's. */
static void the_same_text_costs_the_same(void **state)
{
    (void)state;
    char text[8192], other[4096];
    hostile_write(&hostile_families[0], text, sizeof text);
    hostile_write(&hostile_families[1], other, sizeof other);
    uint64_t once = operations_of(text, sizeof text);
    assert_true(operations_of(other, sizeof other) != once);
    assert_true(operations_of(text, sizeof text) == once);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_costs_what_its_length_says),
        cmocka_unit_test(the_same_text_costs_the_same),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
