/* What a change of the school's calendar does to the clocks that run on it, and what is told of it. */
#include "compliance/cases/clock.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <check.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char head[] = "school_year,kind,from,to,name\n";

static const char *year_2025(const char *more) {
    return mem_printf(w.mem,
                      "%s2025-26,first_day,2025-08-14,,\n2025-26,last_day,2026-06-10,,\n"
                      "2025-26,break,2025-12-22,2026-01-09,Winter break\n%s",
                      head, more);
}

START_TEST(a_clock_is_computed_anew_when_its_calendar_changes_and_the_change_is_told) {
    look_done(&w, "clock start assessment-plan --on 2026-01-12");                   /* 1: due January 27 */
    look_done(&w, "clock start assessment-plan --on 2025-12-01");                   /* 2: closed */
    look_done(&w, "clock start annual-review --on 2025-02-04");                     /* 3: no pause */
    look_done(&w, "clock start iep-meeting --on 2026-01-12 --referral 2026-01-05"); /* 4: extended */
    look_done(&w, "clock start initial-iep-after-eligibility --on 2026-01-09");     /* 5: act by moves */
    look_done(&w, "clock close 2 --on 2025-12-05");
    look_done(&w, "clock extend 4 --to 2026-05-01");
    const char *longer = year_2025("2025-26,break,2026-01-19,2026-02-13,Mid-year break\n");
    look_done_file(&w, "calendar import x.csv --dry-run", longer);
    ck_assert_int_eq(clock_numbered(1).due, day("2026-01-27"));
    expect_done(&w, "calendar import x.csv", longer, "clock 1: due 2026-01-27 -> 2026-02-24");
    says("clock 5: due 2026-02-08 as before, act by 2026-02-06 -> 2026-01-16");
    says("clock 3: due 2026-02-04 as before, act by 2026-02-04 -> 2026-01-16");
    ck_assert(!strstr(w.answer.text, "clock 2") && !strstr(w.answer.text, "clock 4"));
    ck_assert(strstr(trail_last("detail"), "clock 1: due 2026-01-27 -> 2026-02-24"));
    ck_assert_int_eq(clock_numbered(1).due, day("2026-02-24"));
    ck_assert_int_eq(clock_numbered(1).paused_days, 28);
    ck_assert_int_eq(clock_numbered(4).due, day("2026-05-01"));
    ck_assert(strstr(clock_numbered(4).sentence, "paused 28 days for mid-year break"));
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM clock_event WHERE kind = 'compute'"), 4);
    expect_done(&w, "import undo", NULL, "clock 1: due 2026-02-24 -> 2026-01-27");
    ck_assert(strstr(trail_last("detail"), "clock 1: due 2026-02-24 -> 2026-01-27"));
    ck_assert_int_eq(clock_numbered(1).due, day("2026-01-27"));
    expect_done(&w, "calendar add closure 2026-01-20 2026-01-23 --name 'Fire closure'", NULL, "added closure");
    ck_assert_int_eq(clock_numbered(1).due, day("2026-01-27")); /* a closure does not pause, and is shown */
    ck_assert(
        strstr(clock_numbered(1).sentence, "the closure from 2026-01-20 to 2026-01-23 (Fire closure) does not pause"));
}
END_TEST

START_TEST(a_clock_that_the_calendar_no_longer_reaches_keeps_its_dates_and_says_so) {
    look_done_file(&w, "calendar import next.csv",
                   mem_printf(w.mem, "%s2026-27,first_day,2026-08-13,,\n2026-27,last_day,2027-06-10,,\n", head));
    world_today(&w, "2026-06-08");
    look_done(&w, "clock start assessment-plan --on 2026-06-08");
    ck_assert_int_eq(clock_numbered(1).due, day("2026-08-23")); /* first day and ten */
    expect_done(&w, "import undo", NULL, "clock 1 keeps its dates: the school year 2026-27 has no calendar here");
    ck_assert_int_eq(clock_numbered(1).due, day("2026-08-23"));
    expect_done(&w, "clock explain 1", NULL,
                "clock 1 keeps the dates that it had: the school year 2026-27 has no calendar here");
    ck_assert_uint_eq(look_rows(&w.answer, 0, "readings").rows.count, 2);
    look_done(&w, "clock withdraw 1 --reason moved");
    expect_refused(&w, "clock reopen 1 --reason 'came back'", NULL, ERR_RULE, "2026-27 has no calendar here");
}
END_TEST

START_TEST(all_that_a_change_of_the_calendar_moves_is_stored_and_told) {
    look_done(&w, "clock start annual-review --on 2025-04-06");
    look_done(&w, "clock start initial-iep-after-eligibility --on 2026-01-08"); /* due Saturday, February 7 */
    look_done(&w, "clock start assessment-plan --on 2026-01-12");
    look_done(&w, "clock extend 3 --to 2026-05-01");
    ck_assert_int_eq(clock_numbered(2).rolled, day("2026-02-09"));
    expect_done(&w, "calendar add holiday 2026-02-09 --name 'A day off'", NULL,
                "clock 2: due 2026-02-07 as before, by the last-day rule of EC 9 2026-02-09 -> 2026-02-10");
    ck_assert_int_eq(clock_numbered(2).rolled, day("2026-02-10"));
    expect_done(&w, "calendar remove holiday 2026-02-09", NULL, "2026-02-10 -> 2026-02-09");
    ck_assert_int_eq(clock_numbered(3).paused_days, 0);
    look_done(&w, "calendar add break 2026-04-06 2026-04-17 --name 'Long rest'"); /* behind what the law gives */
    ck_assert_int_eq(clock_numbered(3).paused_days, 14);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(many_clocks_that_move_are_all_told) {
    static const char *const last = "clock 400: due 2026-01-27 -> 2026-02-05";
    for (int i = 0; i < 400; i++)
        look_done(&w, "clock start assessment-plan --on 2026-01-12");
    expect_done(&w, "calendar add break 2026-01-19 2026-01-27", NULL, last);
    says("clock 1: due 2026-01-27 -> 2026-02-05\nclock 2: due");
    ck_assert(strstr(trail_last("detail"), last));
    for (int i = 1; i <= 400; i++)
        look_done(&w, mem_printf(w.mem, "clock withdraw %d --reason x", i));
    world_today(&w, "2027-01-12");
    expect_done(&w, "clock purge --older-than 1", NULL, "clocks 1, 2, 3, 4,");
    says(", 399, 400. Their");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM clock_case"), 0);
}
END_TEST

/* ---- the calendar, row by row ---- */

START_TEST(a_row_of_the_calendar_is_added_and_removed) {
    look_done(&w, "clock start assessment-plan --on 2026-01-12");
    expect_done(&w, "calendar add break 2026-01-19 2026-01-27 --name 'Long rest'", NULL,
                "2025-26: added break 2026-01-19 to 2026-01-27, Long rest");
    says("clock 1: due 2026-01-27 -> 2026-02-05"); /* six weekdays beside a holiday: it pauses */
    ck_assert_str_eq(look_text(&w.answer, 0, "kind"), "break");
    ck_assert_str_eq(look_text(&w.answer, 0, "name"), "Long rest");
    ck_assert_int_eq(look_date(&w.answer, 0, "to"), day("2026-01-27"));
    ck_assert(strstr(clock_numbered(1).sentence, "paused 9 days for Long rest (more than five schooldays)"));
    expect_done(&w, "calendar remove break 2026-01-19 2026-01-27", NULL, "2025-26: removed break 2026-01-19 to");
    says("clock 1: due 2026-02-05 -> 2026-01-27");
}
END_TEST

START_TEST(a_holiday_taken_out_of_the_calendar_is_missed) {
    expect_done(&w, "calendar remove holiday 2026-05-25", NULL, "2025-26: removed holiday 2026-05-25");
    ck_assert(noted(&w, "2025-26 has no holiday row for Memorial Day (2026-05-25): it is counted as a day of school"));
    look_done(&w, "calendar add holiday 2026-05-25 --name 'Memorial Day'");
    ck_assert(!noted(&w, "no holiday row"));
    look_done(&w, "calendar add closure 2026-02-02");
    look_done(&w, "calendar remove closure 2026-02-02");
    ck_assert(!noted(&w, "no holiday row"));
}
END_TEST

static const struct {
    const char *line;
    enum err_kind kind;
    const char *says;
} refused_rows[] = {
    {"calendar add break 2026-03-30", ERR_INPUT, "overlaps another of 2026-03-30 to 2026-04-03"},
    {"calendar add holiday 2026-05-25", ERR_INPUT, "the holiday 2026-05-25 to 2026-05-25 overlaps another"},
    {"calendar add holiday 2027-01-01", ERR_INPUT, "the school year 2026-27 has no first_day row"},
    {"calendar add break 2026-06-08 2026-06-12", ERR_INPUT, "is not between the first and the last day"},
    {"calendar add closure 2026-06-29 2026-07-02", ERR_INPUT, "lies outside the school year 2025-26"},
    {"calendar add closure 2026-02-03 2026-02-02", ERR_INPUT, "to: 2026-02-02 is before 2026-02-03"},
    {"calendar add first_day 2025-08-14 2025-08-15", ERR_INPUT, "a first_day is a single day"},
    {"calendar add last_day 2025-08-01", ERR_INPUT, "is not between the first and the last day"},
    {"calendar add vacation 2026-02-02", ERR_INPUT, "\"vacation\" is none of first_day"},
    {"calendar add closure soon", ERR_INPUT, "\"soon\" is not a date"},
    {"calendar remove closure 2026-02-02", ERR_NOT_FOUND, "there is no closure from 2026-02-02 to 2026-02-02"},
    {"calendar remove break 2026-03-30", ERR_NOT_FOUND, "there is no break from 2026-03-30 to 2026-03-30"},
    {"calendar remove first_day 2025-08-14", ERR_INPUT, "the school year 2025-26 has no first_day row"},
};

START_TEST(a_calendar_that_contradicts_itself_is_not_made_row_by_row_either) {
    for (size_t i = 0; i < COUNT(refused_rows); i++)
        expect_refused(&w, refused_rows[i].line, NULL, refused_rows[i].kind, refused_rows[i].says);
    expect_done(&w, "calendar add last_day 2026-06-12", NULL, "added last_day 2026-06-12");
    ck_assert_int_eq(
        world_count(&w, "SELECT count(*) FROM calendar_day WHERE school_year = 2025 AND kind = 'last_day'"), 1);
    expect_done(&w, "calendar remove break 2026-03-30 2026-04-03", NULL, "removed break");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM calendar_day WHERE school_year = 2025 AND kind = 'break'"),
                     2);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM calendar_day WHERE school_year = 2024"), 18);
}
END_TEST

void clock_calendar_suite(Suite *s) {
    TCase *c = tcase_create("calendar");
    tcase_add_checked_fixture(c, open_school, close_world);
    tcase_add_test(c, a_clock_is_computed_anew_when_its_calendar_changes_and_the_change_is_told);
    tcase_add_test(c, a_clock_that_the_calendar_no_longer_reaches_keeps_its_dates_and_says_so);
    tcase_add_test(c, all_that_a_change_of_the_calendar_moves_is_stored_and_told);
    tcase_add_test(c, many_clocks_that_move_are_all_told);
    tcase_add_test(c, a_row_of_the_calendar_is_added_and_removed);
    tcase_add_test(c, a_holiday_taken_out_of_the_calendar_is_missed);
    tcase_add_test(c, a_calendar_that_contradicts_itself_is_not_made_row_by_row_either);
    suite_add_tcase(s, c);
}
