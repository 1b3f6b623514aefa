/* usage_test.c - what all the names of a text tell of whom they name. */
#include "cast_fixture.h"

#include "meaning/usage.h"

/* The kind of whoever the text's first name means; `placed` of its names stand behind "in". */
static uint8_t kind_of_first(const char *words, uint32_t names, uint32_t placed)
{
    cast_text self;
    cast_read(&self, words);
    ss_usage_count(&self.cast);
    const ss_entity *entity = &self.cast.entity[self.cast.entity_of_name[0]];
    assert_int_equal(entity->all_names, names);
    assert_int_equal(entity->placed_names, placed);
    uint8_t kind = entity->kind;
    forget(&self.text);
    return kind;
}

static void what_plays_is_a_team(void **state)
{
    (void)state;
    assert_int_equal(kind_of_first("He left for Zorba in May. Zorba play Quillmore on Sunday.", 2, 0), SS_SPEAKER_ORGANISATION);
    assert_int_equal(kind_of_first("He left for Zorba in May. It was late when Zorba were told.", 2, 0), SS_SPEAKER_ORGANISATION);
    assert_int_equal(kind_of_first("He left for Zorba in May. Zorba plays Quillmore on Sunday.", 2, 0), 0);
    assert_int_equal(kind_of_first("He met Zorba in May. The friends of Zorba are old.", 2, 0), 0);
}

static void towns_stand_behind_in(void **state)
{
    (void)state;
    kind_of_first("He was born in Zorba and lives near Zorba.", 2, 2);
    kind_of_first("He was born in Zorba and left Zorba.", 2, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_plays_is_a_team),
        cmocka_unit_test(towns_stand_behind_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
