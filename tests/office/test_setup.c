/* Making a school: what is asked, and what comes next. */
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <string.h>

START_TEST(another_school_tells_what_was_made_and_what_comes_next) {
    look_done(&w, "school add --name 'Second School' --code 0043 --level middle");
    ck_assert_str_eq(look_text(&w.answer, 0, "code"), "0043");
    ck_assert_str_eq(look_text(&w.answer, 0, "name"), "Second School");
    ck_assert_str_eq(look_text(&w.answer, 0, "level"), "middle");
    ck_assert(!look_bool(&w.answer, 0, "demonstration"));
    ck_assert_str_eq(w.answer.text,
                     "Second School (0043) is ready, with the publications of REF-5640.9 (September 2022).");
    ck_assert_str_eq(look_command(&w, w.answer.next), "stock adjust ITEM QTY --reason opening");
    ck_assert_str_eq(look_command(&w, w.answer.next->also), "stock --low");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail t JOIN school s ON s.id = t.school WHERE s.code = "
                                     "'0043' AND action = 'school add' AND detail = 'Second School, middle'"),
                     1);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(everything_that_is_wrong_with_a_school_is_told_at_once) {
    const char *before = stored(&w);
    ck_assert(!world_run(&w, "school add --name '' --code '' --level junior"));
    const struct problems *p = &w.req.problems;
    ck_assert_uint_eq(p->count, 3);
    ck_assert_str_eq(p->list[0].field, "name");
    ck_assert_str_eq(p->list[1].field, "code");
    ck_assert_str_eq(p->list[2].field, "level");
    ck_assert_str_eq(stored(&w), before);
}
END_TEST

START_TEST(a_code_stands_for_one_school) {
    expect_refused(&w, "school add --name Again --code 0042 --level span", NULL, ERR_CONFLICT, "0042");
}
END_TEST

void setup_suite(Suite *s) {
    TCase *c = tcase_create("setup");
    tcase_add_checked_fixture(c, open_senior, close_world);
    tcase_add_test(c, another_school_tells_what_was_made_and_what_comes_next);
    tcase_add_test(c, everything_that_is_wrong_with_a_school_is_told_at_once);
    tcase_add_test(c, a_code_stands_for_one_school);
    suite_add_tcase(s, c);
}
