/* What the arithmetic is told about an item: ordering.md, "Look-back" to "Defaults". */
#include "inventory/stock.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"

#include <check.h>
#include <string.h>

/* Wednesday, May 20, 2026, without a calendar: weekdays are school days */
static void open_in_may(void) { world_open(&w, "senior", "2026-05-20"); }

static const struct order_input *input(const char *code) { return &stock_of(code)->input; }

static void calendar(const char *rows) {
    look_done_file(&w, "calendar import c.csv", mem_printf(w.mem, "school_year,kind,from,to,name\n%s", rows));
}

/* ---- issued ---- */

/* 180 weekdays are 36 weeks: the 180th last before a Wednesday is a Wednesday. */
START_TEST(the_look_back_goes_from_the_180th_last_school_day_to_yesterday) {
    static const struct {
        const char *date;
        long copies, issued; /* in all, afterwards */
    } cases[] = {
        {"2026-05-20", 1, 0},   /* today does not count */
        {"2025-09-10", 2, 2},   /* the 180th last school day does */
        {"2025-09-09", 4, 2},   /* the one before does not */
        {"2026-05-19", 8, 10},  /* yesterday does */
        {"2025-09-13", 16, 26}, /* and a Saturday between them */
        {"2024-05-19", 32, 26},
    };
    look_done(&w, "stock receive esy.en 500 --date 2024-01-02");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        look_done(&w, mem_printf(w.mem, "stock issue esy.en %ld --date %s", cases[i].copies, cases[i].date));
        ck_assert_msg(input("esy.en")->issued == cases[i].issued, "after %s: %ld", cases[i].date,
                      input("esy.en")->issued);
    }
    world_today(&w, "2026-05-18"); /* a Monday: September 8 is the 180th last, and a weekend lies before it */
    look_done(&w, "stock issue esy.en 64 --date 2025-09-07");
    ck_assert_int_eq(input("esy.en")->issued, 2 + 4 + 16);
    look_done(&w, "stock issue esy.en 64 --date 2025-09-08");
    ck_assert_int_eq(input("esy.en")->issued, 2 + 4 + 16 + 64);
}
END_TEST

START_TEST(days_without_school_make_the_look_back_longer) {
    calendar("2025-26,first_day,2025-08-14,,\n2025-26,last_day,2026-06-10,,\n"
             "2025-26,break,2025-12-22,2026-01-02,\n"); /* ten weekdays: two weeks more */
    look_done(&w, "stock receive esy.en 500 --date 2024-01-02");
    look_done(&w, "stock issue esy.en 1 --date 2025-08-26");
    ck_assert_int_eq(input("esy.en")->issued, 0);
    look_done(&w, "stock issue esy.en 2 --date 2025-08-27");
    look_done(&w, "stock issue esy.en 4 --date 2025-12-24"); /* on a day without school */
    ck_assert_int_eq(input("esy.en")->issued, 6);
    ck_assert_int_eq(input("esy.en")->days_in_stock, 180);
}
END_TEST

START_TEST(more_returned_than_issued_is_no_use) {
    look_done(&w, "stock receive esy.en 5 --date 2025-08-01");
    look_done(&w, "stock issue esy.en 5 --date 2025-08-01");
    look_done(&w, "stock return esy.en 5 --date 2026-05-01");
    ck_assert_int_eq(input("esy.en")->issued, 0);
    look_done(&w, "stock issue esy.en 5 --date 2026-05-02");
    look_done(&w, "stock print esy.en 3");
    ck_assert_int_eq(input("esy.en")->issued, 0);
    look_done(&w, "stock adjust esy.en 2 --reason unrecorded --date 2026-05-20");
    ck_assert_int_eq(input("esy.en")->issued, 0);
    world_today(&w, "2026-05-21");
    ck_assert_int_eq(input("esy.en")->issued, 2);
}
END_TEST

/* ---- days with stock ---- */

START_TEST(a_school_day_is_with_stock_when_copies_were_there_or_came_in) {
    static const struct {
        const char *what, *lines[4];
        long days;
    } cases[] = {
        {"nothing ever", {NULL}, 0},
        {"always", {"receive esy.en 5 --date 2025-01-02"}, 180},
        {"since the first day of the look-back", {"receive esy.en 5 --date 2025-09-10"}, 180},
        {"since the second", {"receive esy.en 5 --date 2025-09-11"}, 179},
        {"since yesterday", {"receive esy.en 5 --date 2026-05-19"}, 1},
        {"today only", {"receive esy.en 5"}, 0},
        {"in and out on one day", {"receive esy.en 5 --date 2026-05-14", "issue esy.en 5 --date 2026-05-14"}, 1},
        {"out on the next school day", {"receive esy.en 5 --date 2026-05-15", "issue esy.en 5 --date 2026-05-18"}, 2},
        {"on a weekend", {"receive esy.en 5 --date 2026-05-16", "issue esy.en 5 --date 2026-05-17"}, 0},
        {"from a Saturday", {"receive esy.en 5 --date 2026-05-16"}, 2},
        {"twice",
         {"receive esy.en 5 --date 2026-05-04", "issue esy.en 5 --date 2026-05-05",
          "receive esy.en 5 --date 2026-05-18"},
         4},
        {"and undone", {"receive esy.en 5 --date 2026-05-04", "undo"}, 0},
        {"and the issue undone", {"receive esy.en 5 --date 2026-05-14", "issue esy.en 5 --date 2026-05-14", "undo"}, 4},
        {"taken off and returned",
         {"receive esy.en 5 --date 2026-05-11", "issue esy.en 5 --date 2026-05-11",
          "return esy.en 2 --date 2026-05-13"},
         6},
        {"one day of two receipts, one undone",
         {"receive esy.en 5 --date 2026-05-14", "receive esy.en 2 --date 2026-05-14", "undo",
          "issue esy.en 5 --date 2026-05-14"},
         1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (i > 0)
            open_in_may();
        for (int k = 0; k < 4 && cases[i].lines[k]; k++)
            look_done(&w, mem_printf(w.mem, "stock %s", cases[i].lines[k]));
        ck_assert_msg(input("esy.en")->days_in_stock == cases[i].days, "%s: %ld days, not %ld", cases[i].what,
                      input("esy.en")->days_in_stock, cases[i].days);
        ck_assert_msg(world_is_sound(&w), "%s", cases[i].what);
        if (i + 1 < sizeof cases / sizeof *cases)
            close_world();
    }
}
END_TEST

/* ---- before summer ---- */

START_TEST(the_opening_counts_from_70_to_15_school_days_before_the_last_day) {
    static const struct {
        const char *today;
        long opening;
    } cases[] = {
        {"2026-03-03", 0}, /* 71 school days before Wednesday, June 10 */
        {"2026-03-04", 6}, {"2026-04-15", 6}, {"2026-05-20", 6}, {"2026-05-21", 0}, /* 14 */
        {"2026-06-10", 0}, {"2026-06-11", 0}, {"2026-07-01", 0},
    };
    calendar("2025-26,first_day,2025-08-14,,\n2025-26,last_day,2026-06-10,,\n");
    look_done(&w, "stock receive esy.en 500 --date 2024-01-02");
    /* lead 20, safety 10, review 20: the first fifty school days, August 14 to October 22 */
    look_done(&w, "stock issue esy.en 1 --date 2025-08-13");
    look_done(&w, "stock issue esy.en 2 --date 2025-08-14");
    look_done(&w, "stock issue esy.en 4 --date 2025-10-22");
    look_done(&w, "stock issue esy.en 8 --date 2025-10-23");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        world_today(&w, cases[i].today);
        ck_assert_msg(input("esy.en")->opening == cases[i].opening, "on %s: %ld", cases[i].today,
                      input("esy.en")->opening);
    }
    look_done(&w, "school set review=19"); /* one day less: the 22nd is out */
    world_today(&w, "2026-05-20");
    ck_assert_int_eq(input("esy.en")->opening, 2);
}
END_TEST

START_TEST(without_a_calendar_there_is_no_opening) {
    look_done(&w, "stock receive esy.en 500 --date 2024-01-02");
    look_done(&w, "stock issue esy.en 9 --date 2025-08-20");
    ck_assert_int_eq(input("esy.en")->opening, 0);
    calendar("2024-25,first_day,2024-08-12,,\n2024-25,last_day,2025-06-10,,\n"); /* another year's */
    ck_assert_int_eq(input("esy.en")->opening, 0);
}
END_TEST

/* ---- families and floor ---- */

START_TEST(families_count_to_the_items_of_their_language_else_to_the_english_one) {
    look_done(&w, "language set Armenian 31");
    look_done(&w, "language set es 200");
    look_done(&w, "language set English 50");
    ck_assert_int_eq(input("parent-guide.en")->families, 81); /* Armenian has no item of this title */
    ck_assert_int_eq(input("parent-guide.es")->families, 200);
    ck_assert_int_eq(input("iep-and-you.en-es")->families, 281); /* bilingual, and English for Armenian */
    ck_assert_int_eq(input("esy.en")->families, 281);
    ck_assert_int_eq(input("section-504.en")->families, 0); /* another program's pupils */
    look_done(&w, "catalog add parent-guide.hy");
    ck_assert_int_eq(input("parent-guide.hy")->families, 31);
    ck_assert_int_eq(input("parent-guide.en")->families, 50);
    ck_assert_int_eq(input("iep-and-you.en-es")->families, 281);
    look_done(&w, "catalog retire parent-guide.hy");
    ck_assert_int_eq(input("parent-guide.en")->families, 81);
}
END_TEST

START_TEST(families_are_those_of_the_program_and_of_the_school_year) {
    look_done(&w, "language set en 7 --program section-504");
    look_done(&w, "language set en 60 --year 2024-25");
    look_done(&w, "language set en 500 --year 2026-27");
    ck_assert_int_eq(input("section-504.en")->families, 7);
    ck_assert_int_eq(input("equity-office.en")->families, 7);
    ck_assert_int_eq(input("esy.en")->families, 0);
    world_today(&w, "2026-06-30");
    ck_assert_int_eq(input("esy.en")->families, 0);
    world_today(&w, "2026-07-01");
    ck_assert_int_eq(input("esy.en")->families, 500);
    ck_assert_int_eq(input("section-504.en")->families, 0);
}
END_TEST

START_TEST(copies_per_family_are_the_items_else_the_titles_else_the_schools) {
    ck_assert_int_eq(input("parent-guide.en")->copies_per_year, 2);
    ck_assert_int_eq(input("esy.en")->copies_per_year, 1);
    look_done(&w, "school set copies_per_family=3");
    ck_assert_int_eq(input("parent-guide.en")->copies_per_year, 2);
    ck_assert_int_eq(input("esy.en")->copies_per_year, 3);
    look_done(&w, "catalog set parent-guide.en copies_per_year=5");
    ck_assert_int_eq(input("parent-guide.en")->copies_per_year, 5);
    ck_assert_int_eq(input("parent-guide.es")->copies_per_year, 2);
}
END_TEST

START_TEST(the_schools_defaults_reach_the_arithmetic) {
    const struct order_input *in = input("esy.en");
    ck_assert(in->lead_days == 20 && in->safety_days == 10 && in->review_days == 20);
    ck_assert(in->spare_pct == 10 && in->school_days == 180 && in->floor == 10);
    ck_assert(in->shelf_cap == INT_NONE && in->copies_per_unit == INT_NONE);
    ck_assert(in->min_set == INT_NONE && in->max_set == INT_NONE);
    look_done(&w, "school set lead=1 safety=2 review=3 spare=4 school_days=175 floor=6");
    look_done(&w, "catalog set esy.en shelf_cap=90 copies_per_unit=25 minimum=5 maximum=80");
    in = input("esy.en");
    ck_assert(in->lead_days == 1 && in->safety_days == 2 && in->review_days == 3);
    ck_assert(in->spare_pct == 4 && in->school_days == 175 && in->floor == 6);
    ck_assert(in->shelf_cap == 90 && in->copies_per_unit == 25 && in->min_set == 5 && in->max_set == 80);
}
END_TEST

START_TEST(another_language_has_no_floor_until_it_has_a_family) {
    look_done(&w, "catalog add esy.hy");
    look_done(&w, "catalog add esy.es");
    ck_assert_int_eq(input("esy.hy")->floor, 0);
    ck_assert_str_eq(stock_of("esy.hy")->status, "NOT KEPT");
    ck_assert_int_eq(stock_of("esy.hy")->copies, 0);
    ck_assert_int_eq(input("esy.es")->floor, 10);
    ck_assert_int_eq(input("esy.en")->floor, 10);
    ck_assert_int_eq(input("iep-and-you.en-es")->floor, 10);
    look_done(&w, "language set hy 1");
    ck_assert_int_eq(input("esy.hy")->floor, 10);
    ck_assert_str_eq(stock_of("esy.hy")->status, "OUT");
    look_done(&w, "language set hy 0");
    ck_assert_int_eq(input("esy.hy")->floor, 0);
    look_done(&w, "catalog set esy.hy floor=4");
    ck_assert_int_eq(input("esy.hy")->floor, 4);
}
END_TEST

START_TEST(another_language_has_a_floor_once_a_level_is_set_by_hand) {
    static const char *const levels[] = {"minimum=20", "maximum=30"};
    for (size_t i = 0; i < 2; i++) {
        const char *code = i ? "esy.ko" : "esy.hy";
        look_done(&w, mem_printf(w.mem, "catalog add %s", code));
        look_done(&w, mem_printf(w.mem, "catalog set %s %s", code, levels[i]));
        ck_assert_msg(input(code)->floor == 10, "%s with %s: the floor is %ld", code, levels[i], input(code)->floor);
    }
}
END_TEST

START_TEST(a_retired_item_is_never_suggested_and_goes_with_its_last_copy) {
    look_done(&w, "stock receive esy.en 3");
    look_done(&w, "language set en 500");
    look_done(&w, "catalog retire esy.en");
    ck_assert_int_eq(stock_of("esy.en")->copies, 0);
    ck_assert_int_eq(input("esy.en")->families, 0);
    look_done(&w, "stock issue esy.en 3");
    look_done(&w, "stock");
    ck_assert_uint_eq(w.answer.rows.count, 9);
    look_done(&w, "catalog retire esy.en --undo");
    ck_assert_int_gt(stock_of("esy.en")->copies, 0);
}
END_TEST

START_TEST(urgent_is_what_runs_out_before_an_order_could_come) {
    look_done(&w, "stock receive esy.en 240 --date 2025-09-09");
    look_done(&w, "stock issue esy.en 180 --date 2026-05-01"); /* one a school day; lead 20 */
    ck_assert_int_eq(input("esy.en")->days_in_stock, 180);
    look_done(&w, "stock issue esy.en 40"); /* today: not in the look-back; 20 left */
    ck_assert(!stock_of("esy.en")->urgent);
    look_done(&w, "stock issue esy.en 1");
    ck_assert(stock_of("esy.en")->urgent);
    ck_assert_int_eq(stock_of("esy.en")->print_in_house, 1);
    look_done(&w, "stock issue esy.en 12");
    ck_assert_int_eq(stock_of("esy.en")->print_in_house, 13);
    ck_assert_str_eq(look_command(&w, stock_of("esy.en")->command), "stock print esy.en 13");
}
END_TEST

void ledger_look_back_suite(Suite *s) {
    TCase *c = tcase_create("look-back");
    tcase_add_checked_fixture(c, open_in_may, close_world);
    tcase_add_test(c, the_look_back_goes_from_the_180th_last_school_day_to_yesterday);
    tcase_add_test(c, days_without_school_make_the_look_back_longer);
    tcase_add_test(c, more_returned_than_issued_is_no_use);
    tcase_add_test(c, a_school_day_is_with_stock_when_copies_were_there_or_came_in);
    tcase_add_test(c, the_opening_counts_from_70_to_15_school_days_before_the_last_day);
    tcase_add_test(c, without_a_calendar_there_is_no_opening);
    tcase_add_test(c, families_count_to_the_items_of_their_language_else_to_the_english_one);
    tcase_add_test(c, families_are_those_of_the_program_and_of_the_school_year);
    tcase_add_test(c, copies_per_family_are_the_items_else_the_titles_else_the_schools);
    tcase_add_test(c, the_schools_defaults_reach_the_arithmetic);
    tcase_add_test(c, another_language_has_no_floor_until_it_has_a_family);
    tcase_add_test(c, another_language_has_a_floor_once_a_level_is_set_by_hand);
    tcase_add_test(c, a_retired_item_is_never_suggested_and_goes_with_its_last_copy);
    tcase_add_test(c, urgent_is_what_runs_out_before_an_order_could_come);
    suite_add_tcase(s, c);
}
