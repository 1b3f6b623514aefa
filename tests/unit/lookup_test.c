/* The table of names: what it finds, and that hashes chosen to collide do not make it slow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/limits.h"
#include "meaning/lookup.h"

static ss_arena arena;

static int open_arena(void **state)
{
    (void)state;
    ss_arena_init(&arena, SS_ARENA_BUDGET);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    ss_arena_free(&arena);
    return 0;
}

static uint32_t found(const ss_lookup *lookup, ss_field field, uint64_t hash)
{
    uint32_t link = ss_lookup_find(lookup, field, hash);
    return link == 0 ? UINT32_MAX : lookup->link[link - 1].entity;
}

static void the_newest_comes_first(void **state)
{
    (void)state;
    ss_lookup lookup;
    ss_lookup_init(&arena, &lookup);
    assert_int_equal(ss_lookup_find(&lookup, SS_FIELD_KEY, 7), 0);
    for (uint32_t i = 0; i < 1000; i++) {
        assert_int_equal(ss_lookup_add(&lookup, SS_FIELD_KEY, i, i), SS_OK);
        assert_int_equal(ss_lookup_add(&lookup, SS_FIELD_SURNAME, i, i + 1000), SS_OK);
        assert_int_equal(ss_lookup_add(&lookup, SS_FIELD_KEY, i, i + 5000), SS_OK);
    }
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t link = ss_lookup_find(&lookup, SS_FIELD_KEY, i);
        assert_int_equal(lookup.link[link - 1].entity, i + 5000);
        assert_int_equal(lookup.link[lookup.link[link - 1].next - 1].entity, i);
        assert_int_equal(found(&lookup, SS_FIELD_SURNAME, i), i + 1000);
        assert_int_equal(ss_lookup_find(&lookup, SS_FIELD_GIVEN, i), 0);
    }
}

/* As lookup.c spreads a hash of SS_FIELD_KEY. */
static uint64_t spread(uint64_t hash)
{
    hash += 0x9E3779B97F4A7C15ull;
    hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDull;
    hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53ull;
    return hash ^ hash >> 33;
}

/* Of words that all want one place the first 256 are found, those after them are not, and other words
 * do not notice. */
static void collisions_are_left_out(void **state)
{
    (void)state;
    ss_lookup lookup;
    ss_lookup_init(&arena, &lookup);
    uint64_t hash[400];
    uint32_t count = 0;
    for (uint64_t one = 1; count < 400; one++)
        if ((spread(one) & 0xFFF) == 0)
            hash[count++] = one;
    for (uint32_t i = 0; i < 400; i++)
        assert_int_equal(ss_lookup_add(&lookup, SS_FIELD_KEY, hash[i], i), SS_OK);
    for (uint32_t i = 0; i < 400; i++)
        assert_int_equal(found(&lookup, SS_FIELD_KEY, hash[i]), i < 256 ? i : UINT32_MAX);
    assert_int_equal(ss_lookup_add(&lookup, SS_FIELD_GIVEN, 5, 77), SS_OK);
    assert_int_equal(found(&lookup, SS_FIELD_GIVEN, 5), 77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_comes_first),
        cmocka_unit_test(collisions_are_left_out),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
