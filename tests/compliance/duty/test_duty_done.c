/* Responsibilities done: several at once, with more evidence later, on another day than was said; what was missed; and
 * whose they were. */
#include "compliance/duty/duty.h"
#include "compliance/school/year.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/paper.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void on(const char *day, const char *line) {
    world_today(&w, day);
    expect_done(&w, line, NULL, NULL);
}

static const struct duty *duty(int number) {
    struct duties *all = mem_alloc(w.mem, sizeof *all);
    struct err e = {0};
    ck_assert_msg(duties_load(&w.req, year_of(w.req.today), all, &e), "%s", e.message);
    return &all->list[number - 1];
}

/* ---- several at once ---- */

START_TEST(several_are_done_in_one_step_or_none) {
    long before = world_count(&w, "SELECT count(*) FROM trail");
    expect_done(&w, "duty done 5 6 4 --paper 'in the green folder'", NULL,
                "Duty 5 is done: paper on file in the green folder.\n"
                "Duty 6 is done: paper on file in the green folder.\n"
                "Duty 4 is done: paper on file in the green folder; due again Mon, Sep 21, 2026.");
    ck_assert_uint_eq(w.answer.rows.count, 3);
    ck_assert_int_eq(look_int(&w.answer, 2, "number"), 4);
    ck_assert_str_eq(look_text(&w.answer, 2, "state"), "done");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail"), before + 1);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail WHERE action = 'duty done' AND subject = '5, 6, 4'"),
                     1);
    look_done(&w, "duty submit 9");
    static const struct {
        const char *line;
        enum err_kind kind;
        const char *says;
    } cases[] = {
        {"duty done", ERR_INPUT, "N is missing"},
        {"duty done 7 8 7", ERR_INPUT, "duty 7 is given twice"},
        {"duty done 7 22", ERR_NOT_FOUND, "no duty 22"},
        {"duty done 7 eight", ERR_INPUT, "is not a number"},
        {"duty done 7 21", ERR_RULE, "repeats duty 19"},
        {"duty done 7 5", ERR_RULE, "duty 5 is done since 2026-09-16"},
        {"duty done 7 9", ERR_RULE, "duty 9 was submitted to the principal"},
        {"duty done 7 8 --date 2026-09-17", ERR_INPUT, "in the future"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_refused(&w, cases[i].line, NULL, cases[i].kind, cases[i].says);
        ck_assert_int_eq(duty(7)->state, DUTY_OPEN);
    }
}
END_TEST

START_TEST(every_duty_that_cannot_be_meant_is_named_with_its_row) {
    expect_refused(&w, "duty done 7 22 8 21 7 --note 'told Maria Gonzalez'", NULL, ERR_INPUT, "full name");
    ck_assert_uint_eq(w.req.problems.count, 0); /* of verify, by now */
    ck_assert(!world_run(&w, "duty done 7 22 8 21 7 --note 'told Maria Gonzalez'"));
    const struct problem *p = w.req.problems.list;
    ck_assert_uint_eq(w.req.problems.count, 4);
    ck_assert_str_eq(p[0].field, "note");
    ck_assert(p[1].row == 2 && strstr(p[1].message, "there is no duty 22: Attachment A has 21"));
    ck_assert_str_eq(look_command(&w, p[1].next), "duty list");
    ck_assert(p[2].row == 4 && strstr(p[2].message, "duty 21 repeats duty 19"));
    ck_assert(p[3].row == 5 && strcmp(p[3].message, "duty 7 is given twice") == 0);
}
END_TEST

START_TEST(one_that_is_done_says_when_it_is_due_again) {
    expect_done(&w, "duty done 5", NULL, "Duty 5 is done."); /* once a year */
    expect_done(&w, "duty done 4", NULL, "Duty 4 is done; due again Mon, Sep 21, 2026.");
    expect_done(&w, "duty done 19 --date 2026-08-31", NULL,
                "Duty 19 is done; it came due again on Tue, Sep 1, 2026, and is to be done for that, too.");
    ck_assert_int_eq(duty(19)->state, DUTY_OPEN);
    on("2027-06-28", "duty done 19");
    ck_assert_str_eq(w.answer.text, "Duty 19 is done."); /* until a new year */
}
END_TEST

/* ---- evidence ---- */

START_TEST(evidence_that_is_found_later_is_added_to_what_is_done) {
    on("2026-09-10", "duty done 5");
    world_today(&w, "2026-09-16");
    expect_refused(&w, "duty done 5", NULL, ERR_RULE, "duty 5 is done since 2026-09-10");
    ck_assert_str_eq(look_command(&w, w.err.next), "duty reopen 5 --reason TEXT");
    ck_assert_str_eq(look_command(&w, w.err.next->also), "duty done 5 --paper WHERE");
    expect_done(&w, "duty done 5 --paper 'in the green folder'", NULL, "Duty 5 is done: paper on file in the green");
    ck_assert_int_eq(duty(5)->on, day("2026-09-10")); /* it was done when it was done */
    expect_refused(&w, "duty done 5 --paper 'in the green folder'", NULL, ERR_RULE, "is done since");
    expect_done(&w, "duty done 5 --note 'all notified'", NULL, "all notified; paper on file in the green folder.");
    expect_done(&w, "duty done 5 --note 'two by letter' --date 2026-09-10", NULL, "all notified; two by letter; paper");
    expect_refused(&w, "duty done 5 --note more --date 2026-09-12", NULL, ERR_RULE, "guidestock duty reopen 5");
    expect_done(&w, "duty show 5", NULL, NULL);
    struct answer history = look_rows(&w.answer, 0, "history");
    ck_assert_uint_eq(history.rows.count, 1 + 4); /* each is an event */
    on("2026-09-16", "duty done 4");
    on("2026-09-21", "duty done 4 --note 'again'"); /* due again: that is a new one */
    ck_assert_int_eq(duty(4)->on, day("2026-09-21"));
    ck_assert_str_eq(duty(4)->note, "again");
}
END_TEST

START_TEST(a_wrong_day_is_mended_by_reopening_and_the_right_one) {
    on("2026-09-10", "duty start 5");
    on("2026-09-16", "duty done 5");
    expect_refused(&w, "duty done 6 --date 2026-06-30", NULL, ERR_RULE, "duties are closed");
    expect_done(&w, "duty reopen 5 --reason 'it was the 8th'", NULL, NULL);
    expect_refused(&w, "duty done 5 --date 2026-06-30", NULL, ERR_RULE, "is of 2025-26");
    expect_refused(&w, "duty start 5 --date 2026-09-08", NULL, ERR_INPUT, "before the last step of duty 5");
    expect_done(&w, "duty done 5 --date 2026-09-08", NULL, "Duty 5 is done.");
    ck_assert_int_eq(duty(5)->on, day("2026-09-08"));
    ck_assert_int_eq(duty(5)->state, DUTY_DONE);
    expect_done(&w, "duty show 5", NULL, NULL);
    struct answer history = look_rows(&w.answer, 0, "history");
    ck_assert_str_eq(look_text(&history, history.rows.count - 1, "what"), "done"); /* as it was entered */
    ck_assert_str_eq(look_text(&history, history.rows.count - 2, "what"), "reopen");
}
END_TEST

START_TEST(a_duty_is_returned_with_a_note_or_a_reason) {
    look_done(&w, "duty submit 5");
    look_done(&w, "duty submit 6");
    w.req.actor = "pat";
    expect_refused(&w, "duty return 5", NULL, ERR_INPUT, "note is empty; say what has to be changed");
    expect_refused(&w, "duty return 5 --note x --reason y", NULL, ERR_INPUT, "give one of them");
    expect_refused(&w, "duty return 5 --reason 'ask Maria Gonzalez'", NULL, ERR_INPUT, "full name");
    expect_done(&w, "duty return 5 --reason 'which day?'", NULL, "which day?");
    expect_done(&w, "duty return 6 --note 'which room?'", NULL, "which room?");
    ck_assert_str_eq(duty(5)->note, "which day?");
}
END_TEST

/* ---- what was missed ---- */

static const char *due_words(int number) {
    struct matters m = {.req = &w.req};
    struct err e = {0};
    const char *head = mem_printf(w.mem, "Duty %d, ", number);
    ck_assert_msg(duty_matters(&m, &e), "%s", e.message);
    for (size_t i = 0; i < m.count; i++)
        if (strncmp(m.list[i].text, head, strlen(head)) == 0)
            return m.list[i].text;
    return "";
}

START_TEST(weeks_that_were_missed_are_counted_from_the_day_it_was_done_last) {
    static const struct {
        const char *today, *says;
        long missed;
    } cases[] = {
        {"2026-09-20", "", 0}, /* Sunday: done for this week */
        {"2026-09-21", "Duty 4, weekly (A. Reyes), due since Sep 21, 2026, last done Sep 16, 2026: Keep", 0},
        {"2026-09-27", "due since Sep 21, 2026, last done Sep 16, 2026", 0},
        {"2026-09-28", "not done since Sep 16, 2026 (1 time missed)", 1},
        {"2026-10-05", "not done since Sep 16, 2026 (2 times missed)", 2},
        {"2026-12-16", "Duty 4, weekly (A. Reyes), not done since Sep 16, 2026 (12 times missed): Keep", 12},
    };
    look_done(&w, "duty done 4");
    for (size_t i = 0; i < COUNT(cases); i++) {
        world_today(&w, cases[i].today);
        ck_assert_msg(*cases[i].says ? strstr(due_words(4), cases[i].says) != NULL : !*due_words(4), "%s: %s",
                      cases[i].today, due_words(4));
        ck_assert_int_eq(duty(4)->missed, cases[i].missed);
    }
    ck_assert(strstr(duty(4)->words, "last done Sep 16, 2026 by ann; 12 times missed since Sep 16, 2026"));
    on("2026-12-16", "duty done 4");
    ck_assert_int_eq(duty(4)->missed, 0);
    expect_done(&w, "duty reopen 4 --reason 'it was not'", NULL, NULL); /* then it is as it was before */
    ck_assert_int_eq(duty(4)->last_done, day("2026-09-16"));
    ck_assert_int_eq(duty(4)->missed, 12);
    look_done(&w, "duty start 4"); /* begun is not done */
    ck_assert(strstr(due_words(4), "(12 times missed)"));
}
END_TEST

START_TEST(one_never_done_and_one_by_the_month_say_so) {
    ck_assert(strstr(due_words(4), "due since Sep 14, 2026, not done yet this year: Keep"));
    look_done(&w, "duty done 19");
    world_today(&w, "2026-12-16");
    ck_assert(strstr(due_words(19), "Duty 19, monthly (A. Reyes), not done since Sep 16, 2026 (2 times missed)"));
    on("2026-12-16", "duty done 4 --note x"); /* by mistake */
    look_done(&w, "duty done 4 --paper y");
    look_done(&w, "duty reopen 4 --reason 'never done'");
    ck_assert(strstr(due_words(4), "not done yet this year")); /* more evidence was no doing of its own */
    world_today(&w, "2027-07-05");
    expect_done(&w, "duty list --year 2026-27", NULL, NULL);
    ck_assert_int_eq(look_int(&w.answer, 3, "missed"), 0); /* a year that is over asks for nothing */
}
END_TEST

/* ---- whose it was ---- */

START_TEST(what_is_done_shows_whose_it_was_on_that_day) {
    on("2026-09-10", "duty done 5 8");
    on("2026-09-16", "duty assign 8 'B. Cruz'");
    look_done(&w, "duty assign 7 'B. Cruz' --date 2026-09-01");
    look_done(&w, "duty done 7 --date 2026-09-02");
    look_done(&w, "duty done 9 --date 2026-08-05"); /* nobody was it */
    look_done(&w, "staff add 'C. Li' --class 'Office Technician'");
    w.req.actor = "pat";
    on("2026-10-01", "designee reassign 'C. Li' --from 2026-10-01");
    look_done(&w, "duty assign 7 designee");
    look_done(&w, "duty done 6");
    static const struct {
        int number;
        const char *who;
    } cases[] = {{5, "A. Reyes"}, {6, "C. Li"}, {7, "B. Cruz"}, {8, "A. Reyes"}, {10, "C. Li"}};
    expect_done(&w, "duty list", NULL, NULL);
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_str_eq(look_text(&w.answer, (size_t)cases[i].number - 1, "who"), cases[i].who);
    ck_assert_ptr_null(look_text(&w.answer, 8, "who"));
    expect_done(&w, "report year --json", NULL, NULL);
    struct answer list = look_rows(&w.answer, 0, "duties");
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_str_eq(look_text(&list, (size_t)cases[i].number - 1, "who"), cases[i].who);
    struct buf text = paper(&w, "duty pdf --out F");
    ck_assert_int_eq(pdf_count(&text, "A. Reyes"), 2);
    ck_assert_int_eq(pdf_count(&text, "B. Cruz"), 1);
    buf_free(&text);
    expect_done(&w, "duty assign 8 'B. Cruz'", NULL, "already"); /* whose it is now is another question */
    look_done(&w, "duty reopen 8 --reason again");
    ck_assert_str_eq(duty(8)->held, "B. Cruz");
}
END_TEST

void duty_done_suite(Suite *s) {
    TCase *c = tcase_create("done");
    tcase_add_checked_fixture(c, open_with_designee, close_world);
    tcase_add_test(c, several_are_done_in_one_step_or_none);
    tcase_add_test(c, every_duty_that_cannot_be_meant_is_named_with_its_row);
    tcase_add_test(c, one_that_is_done_says_when_it_is_due_again);
    tcase_add_test(c, evidence_that_is_found_later_is_added_to_what_is_done);
    tcase_add_test(c, a_wrong_day_is_mended_by_reopening_and_the_right_one);
    tcase_add_test(c, a_duty_is_returned_with_a_note_or_a_reason);
    tcase_add_test(c, weeks_that_were_missed_are_counted_from_the_day_it_was_done_last);
    tcase_add_test(c, one_never_done_and_one_by_the_month_say_so);
    tcase_add_test(c, what_is_done_shows_whose_it_was_on_that_day);
    suite_add_tcase(s, c);
}
