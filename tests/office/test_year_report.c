/* The report of a school year: its figures, the rows behind them, its paper; days without stock against a count day by
 * day. */
#include "compliance/school/year.h"
#include "office/year_report.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/paper.h"
#include "tests/support/stored.h"

#include <stdlib.h>
#include <string.h>

static const char calendar[] = "school_year,kind,from,to,name\n"
                               "2024-25,first_day,2024-08-12,,First day\n"
                               "2024-25,last_day,2025-06-10,,Last day\n"
                               "2025-26,first_day,2025-08-14,,First day\n"
                               "2025-26,break,2025-12-22,2026-01-09,Winter break\n"
                               "2025-26,last_day,2026-06-10,,Last day\n"
                               "2026-27,first_day,2026-08-13,,First day\n"
                               "2026-27,last_day,2027-06-10,,Last day\n";

static void open_with_calendar(void) {
    open_senior();
    look_done_file(&w, "calendar import c.csv", calendar);
}

static void today(const char *day) { world_today(&w, day); }

static void expect_outage(const struct answer *rows, size_t row, const char *item, const char *from, const char *to,
                          long days) {
    ck_assert_uint_lt(row, rows->rows.count);
    ck_assert_str_eq(look_text(rows, row, "item"), item);
    ck_assert_str_eq(date_iso(w.mem, look_date(rows, row, "from")), from);
    ck_assert_str_eq(date_iso(w.mem, look_date(rows, row, "to")), to);
    ck_assert_int_eq(look_int(rows, row, "school_days"), days);
}

/* Those of one item, in their order. */
static struct answer outages_of(const char *item, struct outage *list) {
    struct answer all = look_rows(&w.answer, 0, "outages"), own = all;
    const struct outage *from = all.rows.list;
    own.rows.count = 0;
    own.rows.list = list;
    for (size_t i = 0; i < all.rows.count; i++)
        if (strcmp(from[i].item, item) == 0)
            list[own.rows.count++] = from[i];
    return own;
}

/* ---- numbers ---- */

START_TEST(numbers_in_a_row_are_written_as_a_range) {
    static const struct {
        long numbers[8];
        size_t count;
        const char *text;
    } cases[] = {{{0}, 0, ""},
                 {{7}, 1, "7"},
                 {{1, 2}, 2, "1, 2"},
                 {{1, 2, 3}, 3, "1-3"},
                 {{1, 2, 3, 5, 8, 9, 12, 13}, 8, "1-3, 5, 8, 9, 12, 13"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(year_numbers(w.mem, cases[i].numbers, cases[i].count), cases[i].text);
}
END_TEST

/* ---- clocks ---- */

static void some_clocks(void) {
    today("2026-06-12");
    look_done(&w, "clock start pupil-records --on 2025-06-02 --ref a1"); /* over before the year */
    look_done(&w, "clock close 1 --on 2025-06-05");
    look_done(&w, "clock start pupil-records --on 2025-06-25 --ref a2"); /* carried into it */
    look_done(&w, "clock close 2 --on 2025-07-01");
    look_done(&w, "clock start assessment-plan --on 2025-09-01 --ref a3");
    look_done(&w, "clock close 3 --on 2025-09-18"); /* due on the 16th */
    look_done(&w, "clock start assessment-plan --on 2025-10-01 --ref a4");
    look_done(&w, "clock withdraw 4 --on 2025-10-03 --reason 'the parent changed their mind'");
    look_done(&w, "clock start assessment-plan --on 2025-10-02 --ref a5");
    look_done(&w, "clock end 5 --on 2025-10-09 --reason not-produced");
    look_done(&w, "clock start pupil-records --on 2026-06-02 --ref a6"); /* due on the 9th */
    look_done(&w, "clock start section-504-response --on 2026-06-01 --ref a7");
    look_done(&w, "clock start annual-review --on 2026-06-01 --ref a8");
    look_done(&w, "clock start parent-decision --on 2026-03-02 --ref a9"); /* a minimum is never late */
    look_done(&w, "clock close 9 --on 2026-05-02");
}

static void expect_clock(const struct answer *clocks, size_t row, long id, long late, const char *cause) {
    const char *got = look_text(clocks, row, "cause");
    ck_assert_int_eq(look_int(clocks, row, "id"), id);
    ck_assert_int_eq(look_int(clocks, row, "days_late"), late);
    ck_assert_str_eq(got ? got : "-", cause);
}

START_TEST(clocks_are_counted_met_late_open_and_ended_each_with_its_cause) {
    some_clocks();
    look_done(&w, "report year");
    struct answer clocks = look_rows(&w.answer, 0, "clocks");
    ck_assert_uint_eq(clocks.rows.count, 8);
    expect_clock(&clocks, 0, 2, INT_NONE, "-");
    expect_clock(&clocks, 1, 3, 2, "closed 2 days after it was due");
    expect_clock(&clocks, 2, 4, INT_NONE, "withdrawn Oct 3, 2025");
    expect_clock(&clocks, 3, 5, INT_NONE, "ended Oct 9, 2025: the child was repeatedly not produced");
    expect_clock(&clocks, 4, 6, 3, "open, 3 days overdue");
    expect_clock(&clocks, 5, 7, INT_NONE, "open; the law has no date");
    expect_clock(&clocks, 6, 8, INT_NONE, "open until Jun 1, 2027");
    expect_clock(&clocks, 7, 9, INT_NONE, "-");
    ck_assert_int_eq(look_int(&w.answer, 0, "clocks_ran"), 8);
    ck_assert_int_eq(look_int(&w.answer, 0, "clocks_met"), 2);
    ck_assert_int_eq(look_int(&w.answer, 0, "clocks_late"), 1);
    ck_assert_int_eq(look_int(&w.answer, 0, "clocks_open"), 3);
    ck_assert_int_eq(look_int(&w.answer, 0, "clocks_overdue"), 1);
    ck_assert_int_eq(look_int(&w.answer, 0, "clocks_ended"), 2);
    struct answer rules = look_rows(&w.answer, 0, "rules");
    size_t plans = look_find(&rules, "rule", "assessment-plan"), records = look_find(&rules, "rule", "pupil-records");
    ck_assert_str_eq(look_text(&rules, plans, "clocks"), "3-5");
    ck_assert_int_eq(look_int(&rules, plans, "ended"), 2);
    ck_assert_str_eq(look_text(&rules, records, "clocks"), "2, 6");
    ck_assert_int_eq(look_int(&rules, records, "met"), 1);
    ck_assert_int_eq(look_int(&rules, records, "overdue"), 1);
    look_done(&w, "report year --year 2024-25");
    clocks = look_rows(&w.answer, 0, "clocks");
    ck_assert_uint_eq(clocks.rows.count, 2); /* the second ran in both years */
    expect_clock(&clocks, 0, 1, INT_NONE, "-");
    expect_clock(&clocks, 1, 2, INT_NONE, "-");
}
END_TEST

START_TEST(the_sums_of_the_rules_are_the_sums_of_the_report) {
    static const char *const names[][2] = {{"ran", "clocks_ran"},         {"met", "clocks_met"},
                                           {"late", "clocks_late"},       {"open", "clocks_open"},
                                           {"overdue", "clocks_overdue"}, {"ended", "clocks_ended"}};
    some_clocks();
    look_done(&w, "report year");
    struct answer rules = look_rows(&w.answer, 0, "rules");
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        long sum = 0;
        for (size_t i = 0; i < rules.rows.count; i++)
            sum += look_int(&rules, i, names[n][0]);
        ck_assert_int_eq(look_int(&w.answer, 0, names[n][1]), sum);
    }
    ck_assert_int_eq(look_int(&w.answer, 0, "clocks_ran"),
                     look_int(&w.answer, 0, "clocks_met") + look_int(&w.answer, 0, "clocks_late") +
                         look_int(&w.answer, 0, "clocks_open") + look_int(&w.answer, 0, "clocks_ended"));
}
END_TEST

START_TEST(a_minimum_for_the_parent_is_no_day_of_the_school_s) {
    today("2026-06-12");
    look_done(&w, "clock start parent-decision --on 2026-05-20");
    look_done(&w, "report year");
    struct answer clocks = look_rows(&w.answer, 0, "clocks");
    ck_assert_uint_eq(clocks.rows.count, 1);
    expect_clock(&clocks, 0, 1, INT_NONE, "open; the parent has until Jun 4, 2026 at least");
    ck_assert_int_eq(look_int(&w.answer, 0, "clocks_overdue"), 0);
}
END_TEST

START_TEST(requests_of_the_register_of_records_are_counted_among_the_clocks) {
    today("2026-06-12");
    look_done(&w, "records add --ref b1 --on 2025-06-02 --routed 2025-06-02"); /* of the year before */
    look_done(&w, "records done 1 --on 2025-06-04");
    look_done(&w, "records add --ref b2 --on 2025-11-24 --routed 2025-11-24"); /* due on December 1 */
    look_done(&w, "records done 2 --on 2025-12-03");
    look_done(&w, "records add --ref b3 --on 2026-06-08 --routed 2026-06-08"); /* due on the 15th */
    look_done(&w, "records add --ref b4 --on 2026-06-08");
    look_done(&w, "records void 4 --reason 'entered twice'");
    look_done(&w, "records add --ref b6 --on 2025-10-01");
    look_done(&w, "records done 5 --outcome withdrawn --on 2025-10-20"); /* after it was due: not late */
    look_done(&w, "clock start pupil-records --on 2026-06-10 --ref b5");
    look_done(&w, "report year");
    struct answer clocks = look_rows(&w.answer, 0, "clocks"), rules = look_rows(&w.answer, 0, "rules");
    ck_assert_uint_eq(clocks.rows.count, 4);
    expect_clock(&clocks, 0, 1, INT_NONE, "open until Jun 17, 2026");
    expect_clock(&clocks, 1, 2, 2, "closed 2 days after it was due");
    expect_clock(&clocks, 2, 3, INT_NONE, "open until Jun 15, 2026");
    ck_assert_str_eq(look_text(&clocks, 1, "rule"), "records");
    ck_assert_str_eq(look_text(&clocks, 1, "sentence"),
                     "due 2025-12-01: 5 business days from 2025-11-24, EC 56504, 49069.7");
    expect_clock(&clocks, 3, 5, INT_NONE, "withdrawn Oct 20, 2025");
    ck_assert_str_eq(look_text(&rules, 1, "clocks"), "2, 3, 5");
    ck_assert_int_eq(look_int(&rules, 1, "ended"), 1);
    ck_assert_int_eq(look_int(&rules, 1, "late"), 1);
    ck_assert_int_eq(look_int(&w.answer, 0, "clocks_open"), 2);
}
END_TEST

/* ---- guides, requisitions, the designee ---- */

START_TEST(guides_and_requisitions_are_those_of_the_year) {
    today("2026-06-20");
    look_done(&w, "stock adjust parent-guide.en 90 --reason opening --date 2025-06-02");
    look_done(&w, "stock issue parent-guide.en 5 --for annual --date 2025-06-30");
    look_done(&w, "stock issue parent-guide.en 7 --for annual --date 2025-07-01");
    look_done(&w, "stock issue parent-guide.en 2 --for annual --how email --date 2026-06-20");
    look_done(&w, "requisition new --date 2026-06-18");
    look_done(&w, "requisition add R-2025-26-0001 lre.en 20");
    look_done(&w, "requisition new --date 2026-06-19");
    look_done(&w, "requisition add R-2025-26-0002 esy.en 9");
    look_done(&w, "requisition cancel R-2025-26-0002 --reason 'asked twice'");
    look_done(&w, "requisition new --date 2026-06-19");
    look_done(&w, "requisition add R-2025-26-0003 esy.en 4"); /* not sent: not ordered yet */
    look_done(&w, "requisition submit R-2025-26-0001");
    look_done(&w, "requisition approve R-2025-26-0001");
    look_done(&w, "requisition send R-2025-26-0001");
    look_done(&w, "report year");
    ck_assert_int_eq(look_int(&w.answer, 0, "guides_given"), 9);
    ck_assert_int_eq(look_int(&w.answer, 0, "guides_sent"), 2);
    ck_assert_int_eq(look_int(&w.answer, 0, "copies_ordered"), 20);
    struct answer list = look_rows(&w.answer, 0, "requisitions");
    ck_assert_uint_eq(list.rows.count, 3);
    ck_assert_str_eq(look_text(&list, 1, "number"), "R-2025-26-0002");
    ck_assert_str_eq(look_text(&list, 1, "status"), "cancelled");
    ck_assert_int_eq(look_int(&list, 1, "copies"), 9);
    look_done(&w, "report year --year 2024-25");
    ck_assert_int_eq(look_int(&w.answer, 0, "guides_given"), 5);
    ck_assert_uint_eq(look_rows(&w.answer, 0, "requisitions").rows.count, 0);
}
END_TEST

START_TEST(the_designees_of_the_year_stand_with_the_days_without_one) {
    today("2026-02-10");
    look_done(&w, "designee record 'Ann Reyes' --class 'Office Technician' --from 2025-09-15 --portal 2025-10-02");
    look_done(&w, "designee end --on 2026-01-23 --reason 'left the school'");
    look_done(&w, "designee record 'Bob Lee' --class 'Office Technician' --from 2026-02-02 --portal 2026-02-03");
    look_done(&w, "duty done 5 --note 'sent'");
    look_done(&w, "report year");
    struct answer people = look_rows(&w.answer, 0, "designees"), gaps = look_rows(&w.answer, 0, "gaps"),
                  duties = look_rows(&w.answer, 0, "duties");
    ck_assert_str_eq(look_text(&w.answer, 0, "designee_status"), "late");
    ck_assert_uint_eq(people.rows.count, 2);
    ck_assert_str_eq(look_text(&people, 0, "reason"), "left the school");
    ck_assert_uint_eq(gaps.rows.count, 1);
    ck_assert_str_eq(date_iso(w.mem, look_date(&gaps, 0, "from")), "2026-01-24");
    ck_assert_int_eq(look_int(&w.answer, 0, "days_without_designee"), 9);
    ck_assert_uint_eq(duties.rows.count, DUTIES);
    ck_assert_int_eq(look_int(&w.answer, 0, "duties_done"), 1);
    ck_assert_str_eq(look_text(&duties, 4, "state"), "done");
}
END_TEST

/* ---- days without stock ---- */

START_TEST(days_without_a_copy_are_school_days_from_the_ledgers_first_day_on) {
    struct outage list[8];
    today("2026-01-20");
    look_done(&w, "stock adjust parent-guide.en 5 --reason opening --date 2025-09-01");
    look_done(&w, "stock issue parent-guide.en 5 --date 2025-12-18"); /* a Thursday; at its start there were some */
    look_done(&w, "stock receive parent-guide.en 9 --date 2026-01-14");
    look_done(&w, "stock adjust itp-booklet.en 3 --reason opening --date 2025-10-01");
    look_done(&w, "stock issue itp-booklet.en 3 --date 2026-01-16");
    look_done(&w, "report year");
    struct answer guide = outages_of("parent-guide.en", list);
    ck_assert_uint_eq(guide.rows.count, 1);
    expect_outage(&guide, 0, "parent-guide.en", "2025-12-19", "2026-01-13", 3); /* Dec 19, Jan 12 and 13 */
    struct answer booklet = outages_of("itp-booklet.en", list);
    ck_assert_uint_eq(booklet.rows.count, 2);
    expect_outage(&booklet, 0, "itp-booklet.en", "2025-09-01", "2025-09-30", 22);
    expect_outage(&booklet, 1, "itp-booklet.en", "2026-01-17", "2026-01-20", 2);
    ck_assert(look_bool(&booklet, 1, "still"));
    look_done(&w, "catalog retire itp-booklet.en");
    look_done(&w, "report year");
    booklet = outages_of("itp-booklet.en", list);
    expect_outage(&booklet, booklet.rows.count - 1, "itp-booklet.en", "2026-01-17", "2026-01-19", 1);
}
END_TEST

enum { YEAR_DAYS = 365 };

static unsigned next_random(unsigned long long *seed) {
    *seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(*seed >> 33);
}

/* Copies that come and go at random; what there is at the start of each day, and whether copies came in on it. */
static void random_year(unsigned long long *seed, int first, int last, bool with[YEAR_DAYS + 1]) {
    long balance = 0;
    for (int day = first; day <= last; day++) {
        with[day - first] = balance > 0;
        unsigned what = next_random(seed) % 40;
        if (day == first || what == 0) {
            long n = 1 + next_random(seed) % 9;
            look_done(&w, mem_printf(w.mem, "stock receive lre.en %ld --date %s", n, date_iso(w.mem, day)));
            with[day - first] = true;
            balance += n;
        }
        if (balance > 0 && what >= 30) {
            long n = what == 39 ? balance : 1 + next_random(seed) % (unsigned)balance;
            look_done(&w, mem_printf(w.mem, "stock issue lre.en %ld --date %s", n, date_iso(w.mem, day)));
            balance -= n;
        }
    }
}

START_TEST(random_years_have_the_days_without_stock_of_a_count_day_by_day) {
    unsigned long long seed = 20260915;
    for (int round = 0; round < 10; round++) {
        bool with[YEAR_DAYS + 1];
        struct outage list[YEAR_DAYS];
        open_with_calendar();
        today("2026-06-30");
        const int first = year_begin(2025) + 40 + (int)(next_random(&seed) % 40), last = w.req.today;
        const struct calendar *c;
        struct err e = {0};
        random_year(&seed, first, last, with);
        ck_assert(calendar_load(&w.req, &c, &e));
        look_done(&w, "report year");
        struct answer own = outages_of("lre.en", list);
        long days = 0, listed = 0;
        for (int day = first; day <= last; day++)
            days += !with[day - first] && calendar_is_school_day(c, day);
        for (size_t i = 0; i < own.rows.count; i++) {
            for (int day = list[i].from; day <= list[i].to; day++)
                ck_assert_msg(!with[day - first], "round %d: %s had a copy", round, date_iso(w.mem, day));
            listed += list[i].school_days;
        }
        ck_assert_int_eq(listed, days);
        close_world();
    }
}
END_TEST

/* ---- paper, refusals ---- */

START_TEST(the_paper_says_what_the_answer_says) {
    static const char *const words[] = {"Year report",
                                        "2025-26",
                                        "closed 2 days after",
                                        "open, 3 days overdue",
                                        "enrolled",
                                        "Responsibilities of Attachment A",
                                        "Nothing was handed",
                                        "None was prepared",
                                        "Nobody was recorded",
                                        "The record explains each clock by its number",
                                        "Prepared by",
                                        NULL};
    some_clocks();
    look_done(&w, "clock start assessment-plan --on 2026-05-02 --ref a10");
    look_done(&w, "clock end 10 --on 2026-05-09 --reason enrolled-elsewhere");
    struct buf text = paper(&w, "report year --out -");
    expect_all(&text, words);
    ck_assert_int_eq(pdf_count(&text, "a3"), 0); /* no case is named */
    buf_free(&text);
}
END_TEST

START_TEST(no_case_is_named_in_the_report) {
    some_clocks();
    look_done(&w, "clock start assessment-plan --on 2026-05-02 --ref 'blue 77'");
    look_done(&w, "clock extend 10 --to 2026-06-20 --reason 'green 88' --on 2026-05-05");
    look_done(&w, "report year");
    struct answer clocks = look_rows(&w.answer, 0, "clocks");
    for (size_t i = 0; i < clocks.rows.count; i++) {
        const char *cause = look_text(&clocks, i, "cause"), *sentence = look_text(&clocks, i, "sentence");
        ck_assert(!cause || (!strstr(cause, "blue 77") && !strstr(cause, "green 88")));
        ck_assert(!strstr(sentence, "blue 77") && !strstr(sentence, "green 88"));
    }
    ck_assert_str_eq(look_text(&clocks, 8, "cause"), "open until Jun 20, 2026; extended in writing to Jun 20, 2026");
}
END_TEST

START_TEST(a_year_that_has_not_begun_has_no_report) {
    today("2026-06-30");
    expect_refused(&w, "report year --year 2026-27", NULL, ERR_INPUT,
                   "2026-27 has not begun; it begins on July 1, 2026");
    expect_refused(&w, "report year --year 2026", NULL, ERR_INPUT, "year");
    expect_refused(&w, "report year --year 2026-28", NULL, ERR_INPUT, "year");
}
END_TEST

void year_report_suite(Suite *s) {
    TCase *figures = tcase_create("figures"), *own = tcase_create("random");
    tcase_add_checked_fixture(figures, open_with_calendar, close_world);
    tcase_add_test(figures, numbers_in_a_row_are_written_as_a_range);
    tcase_add_test(figures, clocks_are_counted_met_late_open_and_ended_each_with_its_cause);
    tcase_add_test(figures, the_sums_of_the_rules_are_the_sums_of_the_report);
    tcase_add_test(figures, a_minimum_for_the_parent_is_no_day_of_the_school_s);
    tcase_add_test(figures, requests_of_the_register_of_records_are_counted_among_the_clocks);
    tcase_add_test(figures, guides_and_requisitions_are_those_of_the_year);
    tcase_add_test(figures, the_designees_of_the_year_stand_with_the_days_without_one);
    tcase_add_test(figures, days_without_a_copy_are_school_days_from_the_ledgers_first_day_on);
    tcase_add_test(figures, the_paper_says_what_the_answer_says);
    tcase_add_test(figures, no_case_is_named_in_the_report);
    tcase_add_test(figures, a_year_that_has_not_begun_has_no_report);
    tcase_add_test(own, random_years_have_the_days_without_stock_of_a_count_day_by_day);
    suite_add_tcase(s, figures);
    suite_add_tcase(s, own);
}
