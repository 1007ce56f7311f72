/* What needs doing: each matter of the shelf and of orders with its next step, and who may do it. */
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"

#include <string.h>

static const char calendar[] = "school_year,kind,from,to,name\n"
                               "2026-27,first_day,2026-08-13,,First day\n"
                               "2026-27,last_day,2027-06-10,,Last day\n";

/* The next step of the first matter of that kind, as a line for world_run. */
static const char *action_of(const char *kind) {
    size_t row = look_find(&w.answer, "kind", kind);
    ck_assert_msg(row != SIZE_MAX, "no matter is of the kind %s", kind);
    return look_command(&w, look_hint(&w.answer, row, "action"));
}

START_TEST(each_matter_says_what_to_do_next) {
    static const struct {
        const char *line, *kind, *level, *action;
    } cases[] = {
        {"today", "out", "OUT", "stock print parent-guide.en 1"},
        {"today", "low", "LOW", "requisition new --needed"},
        {"today", "setup", "SET UP", "calendar import FILE"},
        {"stock adjust parent-guide.es 3 esy.en 40 --reason opening", NULL, NULL, NULL},
        {"language set es 46", "urgent", "URGENT", "stock print parent-guide.es 9"},
        {"count sheet", "count", "COUNT", "count show"},
        {"requisition new", "draft", "DRAFT", "requisition submit R-2026-27-0001"},
        {"requisition add 1 esy.en 20 --reason x", "draft", "DRAFT", "requisition submit R-2026-27-0001"},
        {"catalog supersede esy.en --edition New --from 2026-09-10", "recall", "RECALL",
         "requisition set R-2026-27-0001 esy.en 20"},
        {"today", "remove", "REMOVE", "stock adjust esy.en 40 --reason superseded"},
        {"requisition submit 1", "waiting", "APPROVE", "requisition approve R-2026-27-0001"},
        {"today", "recall", "RECALL", "requisition show R-2026-27-0001"},
        {"requisition approve 1", "approved", "SEND", "requisition send R-2026-27-0001"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        look_done(&w, cases[i].line);
        if (!cases[i].kind)
            continue;
        look_done(&w, "today");
        ck_assert_str_eq(action_of(cases[i].kind), cases[i].action);
        ck_assert_str_eq(look_text(&w.answer, look_find(&w.answer, "kind", cases[i].kind), "level"), cases[i].level);
    }
    look_done(&w, "requisition send 1");
    world_today(&w, "2026-11-20"); /* more than twice the lead of 20 school days */
    look_done(&w, "check");
    ck_assert_str_eq(action_of("late"), "requisition show R-2026-27-0001");
}
END_TEST

START_TEST(what_a_matter_offers_without_a_blank_can_be_done) {
    static const char *const kinds[] = {"remove", "out", "low", "draft", "waiting", "approved"};
    look_done(&w, "stock adjust esy.en 40 --reason opening");
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-10");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        look_done(&w, "today");
        look_done(&w, action_of(kinds[i]));
    }
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM requisition_event WHERE status = 'sent'"), 1);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(items_beyond_the_fifth_are_counted_together) {
    look_done(&w, "today");
    size_t named = 0;
    for (size_t i = 0; i < w.answer.rows.count; i++)
        named += strcmp(look_text(&w.answer, i, "kind"), "out") == 0;
    ck_assert_uint_eq(named, 6);
    size_t row = look_find(&w.answer, "text", "5 more are out");
    ck_assert_str_eq(look_command(&w, look_hint(&w.answer, row, "action")), "stock --low");
}
END_TEST

START_TEST(a_set_up_that_lacks_nothing_is_not_mentioned) {
    look_done_file(&w, "calendar import c.csv", calendar);
    look_done(&w, "language set es 46");
    look_done(&w, "today");
    ck_assert(look_find(&w.answer, "kind", "setup") == SIZE_MAX);
    ck_assert_str_eq(w.answer.before, "Test School (0042)\tTue Sep 15, 2026, school day 24");
}
END_TEST

START_TEST(check_lists_only_what_is_due_and_counts_it) {
    look_done(&w, "today");
    const size_t all = w.answer.rows.count;
    look_done(&w, "check");
    ck_assert_uint_lt(w.answer.rows.count, all);
    ck_assert_int_eq(w.answer.attention, (int)w.answer.rows.count);
    ck_assert(look_find(&w.answer, "kind", "setup") == SIZE_MAX);
    ck_assert_str_eq(w.answer.text, mem_printf(w.mem, "%d things need attention.", w.answer.attention));
}
END_TEST

void today_suite(Suite *s) {
    TCase *c = tcase_create("today");
    tcase_add_checked_fixture(c, open_senior, close_world);
    tcase_add_test(c, each_matter_says_what_to_do_next);
    tcase_add_test(c, what_a_matter_offers_without_a_blank_can_be_done);
    tcase_add_test(c, items_beyond_the_fifth_are_counted_together);
    tcase_add_test(c, a_set_up_that_lacks_nothing_is_not_mentioned);
    tcase_add_test(c, check_lists_only_what_is_due_and_counts_it);
    suite_add_tcase(s, c);
}
