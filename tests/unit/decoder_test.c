/* The decoder against every sequence there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/decoder.h"

#define LENGTH 5u

static int legal(const uint8_t *label, uint32_t count)
{
    for (uint32_t t = 0; t < count; t++)
        if (label[t] != 0 && label[t] % 2 == 0 &&
            (t == 0 || (label[t - 1] != label[t] && label[t - 1] != label[t] - 1)))
            return 0;
    return 1;
}

static int64_t total(const int32_t *scores, uint32_t labels, const uint8_t *label, uint32_t count)
{
    int64_t sum = 0;
    for (uint32_t t = 0; t < count; t++)
        sum += scores[t * labels + label[t]];
    return sum;
}

static int64_t best_of_all(const int32_t *scores, uint32_t labels)
{
    int64_t best = INT64_MIN;
    uint32_t sequences = 1;
    for (uint32_t t = 0; t < LENGTH; t++)
        sequences *= labels;
    for (uint32_t code = 0; code < sequences; code++) {
        uint8_t label[LENGTH];
        for (uint32_t t = 0, rest = code; t < LENGTH; t++, rest /= labels)
            label[t] = (uint8_t)(rest % labels);
        if (legal(label, LENGTH) && total(scores, labels, label, LENGTH) > best)
            best = total(scores, labels, label, LENGTH);
    }
    return best;
}

static void the_best_legal_sequence_is_found(void **state)
{
    (void)state;
    uint32_t random = 1;
    for (int round = 0; round < 300; round++)
        for (uint32_t labels = 3; labels <= 5; labels += 2) {
            int32_t scores[LENGTH * SS_MAX_LABELS];
            uint8_t best[LENGTH], back[LENGTH * SS_MAX_LABELS];
            for (uint32_t i = 0; i < LENGTH * labels; i++) {
                random = random * 1664525u + 1013904223u;
                scores[i] = (int32_t)(random >> 16) - 32768;
            }
            ss_decode(scores, LENGTH, labels, best, back);
            assert_true(legal(best, LENGTH));
            assert_true(total(scores, labels, best, LENGTH) == best_of_all(scores, labels));
        }
}

static void ties_go_to_the_smaller_label(void **state)
{
    (void)state;
    int32_t scores[3 * 5] = {0};
    uint8_t best[3] = {9, 9, 9}, back[3 * 5];
    ss_decode(scores, 3, 5, best, back);
    assert_int_equal(best[0] + best[1] + best[2], 0);
}

static void nothing_is_decoded_of_nothing(void **state)
{
    (void)state;
    uint8_t best = 9, back;
    ss_decode(NULL, 0, 3, &best, &back);
    assert_int_equal(best, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_legal_sequence_is_found),
        cmocka_unit_test(ties_go_to_the_smaller_label),
        cmocka_unit_test(nothing_is_decoded_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
