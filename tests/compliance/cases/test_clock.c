/* The clocks that run at a school: started, extended, closed, explained, computed anew; what is refused; and what
 * of it the bare program and `check` say. */
#include "compliance/audit/request.h"
#include "compliance/cases/clock.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <check.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- starting ---- */

START_TEST(a_clock_is_started_listed_and_explained) {
    look_done(&w, "clock start assessment-plan --on 2025-12-10 --ref 'blue 7'");
    says("Clock 1: assessment-plan from 2025-12-10: due 2026-01-15: 15 days from 2025-12-10, paused 21 days for winter "
         "break (more than five schooldays), EC 56321(a)\nAct by Jan 15, 2026.");
    ck_assert_int_eq(w.answer.form, ANSWER_ONE);
    ck_assert_int_eq(look_int(&w.answer, 0, "id"), 1);
    look_done(&w, "clock start iep-meeting --on 2025-11-12 --referral 2025-10-30");
    look_done(&w, "clock list");
    ck_assert_uint_eq(w.answer.rows.count, 2);
    ck_assert_str_eq(look_text(&w.answer, 0, "rule"), "assessment-plan");
    ck_assert_str_eq(look_text(&w.answer, 0, "ref"), "blue 7");
    ck_assert_int_eq(look_date(&w.answer, 0, "on"), day("2025-12-10"));
    ck_assert_int_eq(look_date(&w.answer, 0, "due"), day("2026-01-15"));
    ck_assert_int_eq(look_date(&w.answer, 0, "rolled"), day("2026-01-15"));
    ck_assert_int_eq(look_date(&w.answer, 0, "act_by"), day("2026-01-15"));
    ck_assert_int_eq(look_int(&w.answer, 0, "paused_days"), 21);
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "due soon");
    ck_assert_ptr_null(look_text(&w.answer, 1, "ref"));
    look_done(&w, "clock list --ref 'blue 7'");
    ck_assert_uint_eq(w.answer.rows.count, 1);
    ck_assert(world_is_sound(&w));
}
END_TEST

/* The keys are a contract: no other, and in this order. */
START_TEST(the_list_has_the_keys_that_scripts_rely_on) {
    static const char *const keys[] = {"id",     "rule",   "ref",         "on",     "due",
                                       "rolled", "act_by", "paused_days", "status", "sentence"};
    size_t n = 0;
    look_done(&w, "clock list");
    ck_assert_uint_eq(w.answer.rows.count, 0);
    says("No clock.");
    ck_assert_str_eq(look_command(&w, w.answer.next), "clock start RULE --on DATE --ref CASE");
    for (size_t i = 0; i < w.answer.shape->count; i++)
        if (!(w.answer.shape->columns[i].flags & COLUMN_PLAIN))
            ck_assert_str_eq(w.answer.shape->columns[i].name, keys[n++]);
    ck_assert_uint_eq(n, COUNT(keys));
}
END_TEST

static const struct {
    const char *line;
    enum err_kind kind;
    const char *says;
} not_started[] = {
    {"clock start assessment-plan --on 2026-01-13", ERR_INPUT, "on: 2026-01-13 is in the future"},
    {"clock start assessment-plan --on 1989-01-13", ERR_INPUT, "before 1990"},
    {"clock start assessment-plan --on 2025-02-29", ERR_INPUT, "\"2025-02-29\" is not a date"},
    {"clock start assessment-plan", ERR_INPUT, "--on DATE is missing"},
    {"clock start assess-plan --on 2025-12-10", ERR_INPUT, "rule: \"assess-plan\" is none of assessment-plan"},
    {"clock start assessment-plan --on 2022-05-01", ERR_RULE, "the school year 2021-22 has no calendar here"},
    {"clock start iep-meeting --on 2025-12-10 --referral 2025-12-11", ERR_INPUT, "is after the consent"},
    {"clock start triennial --on 2025-12-10 --referral 2025-12-10", ERR_INPUT,
     "triennial has no referral date; it starts with"},
    {"clock start triennial --on 2025-12-10 --ref 'Maria Lopez'", ERR_INPUT, "looks like a person's full name"},
    {"clock start triennial --on 2025-12-10 --ref 052396M123", ERR_INPUT, "looks like a student number"},
    {"clock start triennial --on 2025-12-10 --ref aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     ERR_INPUT, "ref"},
    {"clock start triennial --on 2025-12-10 --target 2026-12-10", ERR_INPUT, "triennial has a date by law (EC 56381)"},
    {"clock start section-504-response --on 2025-12-10 --target 2025-12-10", ERR_INPUT, "is not after the referral"},
    {"clock start section-504-response --on 2025-12-10 --target never", ERR_INPUT, "\"never\" is not a date"},
};

START_TEST(a_clock_that_cannot_be_is_not_started) {
    for (size_t i = 0; i < COUNT(not_started); i++)
        expect_refused(&w, not_started[i].line, NULL, not_started[i].kind, not_started[i].says);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM clock_event"), 0);
}
END_TEST

START_TEST(without_a_calendar_only_what_needs_none_is_started) {
    struct world other;
    world_open(&other, "elementary", "2026-01-12");
    expect_refused(&other, "clock start assessment-plan --on 2026-01-05", NULL, ERR_RULE,
                   "2025-26 has no calendar here");
    expect_refused(&other, "clock start pupil-records --on 2026-01-05", NULL, ERR_RULE, "2025-26 has no calendar here");
    expect_done(&other, "clock start annual-review --on 2026-01-05", NULL, "holidays not checked");
    expect_done(&other, "clock start section-504-response --on 2026-01-05", NULL, "7 days old");
    world_close(&other);
}
END_TEST

START_TEST(the_same_clock_is_not_started_twice) {
    look_done(&w, "clock start assessment-plan --on 2025-12-10 --ref 'blue 7'");
    expect_refused(&w, "clock start assessment-plan --on 2025-12-10 --ref 'blue 7'", NULL, ERR_CONFLICT,
                   "this clock exists already: clock 1, assessment-plan of \"blue 7\" from 2025-12-10");
    look_done(&w, "clock start assessment-plan --on 2025-12-11 --ref 'blue 7'");
    look_done(&w, "clock start parent-decision --on 2025-12-10 --ref 'blue 7'");
    look_done(&w, "clock start assessment-plan --on 2025-12-10 --ref 'blue 8'");
    look_done(&w, "clock start assessment-plan --on 2025-12-10"); /* without a reference nobody can tell */
    look_done(&w, "clock start assessment-plan --on 2025-12-10");
    look_done(&w, "clock withdraw 1 --reason 'entered by mistake'");
    look_done(&w, "clock start assessment-plan --on 2025-12-10 --ref 'blue 7'");
    expect_refused(&w, "clock reopen 1 --reason 'it was none'", NULL, ERR_CONFLICT,
                   "this clock exists already: clock 7");
    look_done(&w, "clock withdraw 7 --reason 'the other one is right'");
    look_done(&w, "clock reopen 1 --reason 'it was none'");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM clock_event WHERE kind = 'reopen'"), 1);
}
END_TEST

START_TEST(a_clock_reopened_keeps_what_was_agreed_and_can_be_extended_again) {
    look_done(&w, "clock start assessment-plan --on 2025-12-10 --ref 'blue 7'");
    look_done(&w, "clock extend 1 --to 2026-01-30 --on 2026-01-09");
    look_done(&w, "clock close 1 --on 2026-01-12");
    look_done(&w, "clock reopen 1 --reason 'the wrong one'");
    ck_assert_int_eq(clock_numbered(1).due, day("2026-01-30"));
    expect_refused(&w, "clock extend 1 --to 2026-01-30", NULL, ERR_INPUT, "is not after the day it is due now");
    look_done(&w, "clock extend 1 --to 2026-02-06");
    ck_assert_int_eq(clock_numbered(1).due, day("2026-02-06"));
    ck_assert(strstr(clock_numbered(1).sentence, "without that it was 2026-01-15"));
    ck_assert(world_is_sound(&w));
}
END_TEST

/* A year that is not loaded is never taken for one without breaks. */
START_TEST(an_agreement_beyond_the_calendar_has_no_count_of_paused_days) {
    look_done(&w, "clock start assessment-plan --on 2025-12-10");
    look_done(&w, "clock extend 1 --to 2026-06-10"); /* the last day of instruction */
    ck_assert_int_eq(clock_numbered(1).paused_days, 21);
    look_done(&w, "clock extend 1 --to 2026-06-11");
    ck_assert_int_eq(clock_numbered(1).paused_days, INT_NONE);
    ck_assert_int_eq(clock_numbered(1).due, day("2026-06-11"));
    look_done(&w, "clock extend 1 --to 2026-10-05");
    ck_assert_int_eq(clock_numbered(1).paused_days, INT_NONE);
    ck_assert(strstr(clock_numbered(1).sentence, "holidays not checked"));
    expect_done(&w, "calendar add break 2026-02-02 2026-02-13", NULL, "added break");
    ck_assert_int_eq(clock_numbered(1).paused_days, INT_NONE);
}
END_TEST

START_TEST(a_clock_that_is_overdue_from_the_start_or_warned_of_says_so) {
    world_today(&w, "2024-09-20");
    expect_done(&w, "clock start assessment-plan --on 2024-08-20", NULL, "It is overdue already.");
    expect_done(&w, "clock start iep-meeting --on 2024-09-20 --referral 2024-06-05", NULL,
                "clock 2: the rule of the end of the year would give 2024-09-11");
    expect_done(&w, "clock explain 2", NULL, "clock 2: the rule of the end of the year would give 2024-09-11");
}
END_TEST

/* ---- statuses ---- */

static void status_on(const char *today, long id, const char *status) {
    world_today(&w, today);
    look_done(&w, "clock list");
    for (size_t i = 0; i < w.answer.rows.count; i++)
        if (look_int(&w.answer, i, "id") == id) {
            ck_assert_msg(strcmp(look_text(&w.answer, i, "status"), status) == 0, "on %s: %s, not %s", today,
                          look_text(&w.answer, i, "status"), status);
            return;
        }
    ck_abort_msg("clock %ld is not in the list", id);
}

START_TEST(a_clock_stands_as_the_first_that_fits) {
    world_today(&w, "2024-12-01");
    look_done(&w, "clock start iep-meeting --on 2024-11-12 --referral 2024-10-30"); /* due Saturday 2025-02-01 */
    status_on("2024-12-02", 1, "open");
    status_on("2024-12-16", 1, "paused today");
    status_on("2025-01-05", 1, "paused today");
    status_on("2025-01-06", 1, "open");
    status_on("2025-01-21", 1, "open");     /* 8 school days before January 31 */
    status_on("2025-01-22", 1, "due soon"); /* 7 */
    status_on("2025-01-31", 1, "due soon");
    status_on("2025-02-01", 1, "past act by");
    status_on("2025-02-02", 1, "overdue");
    look_done(&w, "clock close 1 --on 2025-02-01");
    says("Clock 1: met, 2025-02-01; it was due 2025-02-01");
    status_on("2025-02-02", 1, "met");
    look_done(&w, "clock reopen 1 --reason 'wrong day'");
    look_done(&w, "clock close 1 --on 2025-02-02");
    status_on("2025-02-02", 1, "met late");
    look_done(&w, "clock reopen 1 --reason 'wrong again'");
    look_done(&w, "clock withdraw 1 --on 2025-01-30 --reason 'the parent wrote'");
    status_on("2025-02-02", 1, "withdrawn");
    look_done(&w, "clock reopen 1 --reason 'came back'");
    look_done(&w, "clock end 1 --on 2025-01-30 --reason not-produced --note 'three letters'");
    says("EC 56302.1(b)");
    status_on("2025-02-02", 1, "ended");
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(a_minimum_for_the_parent_and_a_clock_without_a_date_are_never_overdue) {
    look_done(&w, "clock start parent-decision --on 2025-10-01");
    look_done(&w, "clock start section-504-response --on 2025-11-03 --target 2026-01-05");
    look_done(&w, "clock list");
    for (size_t i = 0; i < 2; i++) {
        ck_assert_str_eq(look_text(&w.answer, i, "status"), "open");
        ck_assert_int_eq(look_date(&w.answer, i, "act_by"), DATE_NONE);
    }
    size_t i = look_find(&w.answer, "rule", "section-504-response");
    ck_assert_int_eq(look_date(&w.answer, i, "due"), DATE_NONE);
    ck_assert_int_eq(look_int(&w.answer, i, "paused_days"), INT_NONE);
    ck_assert_str_eq(look_text(&w.answer, i, "sentence"),
                     "no date: the law says \"reasonable\" and gives no number of days, 34 CFR 104.35; 70 days old; "
                     "local target, not law: 2026-01-05");
    look_done(&w, "clock close 1");
    look_done(&w, "clock close 2 --on 2025-11-04");
    world_today(&w, "2026-03-01");
    look_done(&w, "clock list");
    for (i = 0; i < 2; i++)
        ck_assert_str_eq(look_text(&w.answer, i, "status"), "met");
    ck_assert(strstr(look_text(&w.answer, 1, "sentence"), "1 day old when it was closed"));
}
END_TEST

START_TEST(the_local_target_of_a_504_referral_can_be_a_setting) {
    look_done(&w, "school set target_504=45");
    look_done(&w, "clock start section-504-response --on 2025-12-01");
    ck_assert_int_eq(clock_numbered(1).target, day("2025-12-01") + 45);
    look_done(&w, "clock start section-504-response --on 2025-12-01 --target 2025-12-20");
    ck_assert_int_eq(clock_numbered(2).target, day("2025-12-20"));
    look_done(&w, "school set target_504=");
    look_done(&w, "clock start section-504-response --on 2025-12-01");
    ck_assert_int_eq(clock_numbered(3).target, DATE_NONE);
    expect_refused(&w, "school set target_504=0", NULL, ERR_INPUT, "target_504");
}
END_TEST

START_TEST(overdue_comes_first_then_by_act_by_and_what_is_over_last) {
    static const long order[] = {5, 2, 4, 1, 6, 3};
    look_done(&w, "clock start annual-review --on 2025-03-10");        /* 1: March 10, 2026 */
    look_done(&w, "clock start annual-review --on 2025-01-05");        /* 2: overdue */
    look_done(&w, "clock start annual-review --on 2024-01-05");        /* 3: closed */
    look_done(&w, "clock start annual-review --on 2025-02-10");        /* 4: February 10, 2026 */
    look_done(&w, "clock start annual-review --on 2024-06-10");        /* 5: overdue for long */
    look_done(&w, "clock start section-504-response --on 2024-06-10"); /* 6: no date */
    look_done(&w, "clock close 3 --on 2025-01-05");
    look_done(&w, "clock list");
    for (size_t i = 0; i < COUNT(order); i++)
        ck_assert_int_eq(look_int(&w.answer, i, "id"), order[i]);
    look_done(&w, "clock list --open");
    ck_assert_uint_eq(w.answer.rows.count, 5);
}
END_TEST

/* ---- steps ---- */

START_TEST(an_extension_in_writing_carries_the_agreed_day_as_it_is) {
    look_done(&w, "clock start iep-meeting --on 2025-11-12 --referral 2025-10-30"); /* due February 1 */
    w.req.actor = "ann";
    look_done(&w, "clock extend 1 --to 2026-02-22 --on 2026-01-09 --reason 'the parent travels'");
    says("due 2026-02-22: agreed with the parent in writing, on 2026-01-09, recorded by ann; without that it was "
         "2026-02-01: 60 days from 2025-11-12");
    struct clock k = clock_numbered(1);
    ck_assert_int_eq(k.due, day("2026-02-22"));
    ck_assert_int_eq(k.rolled, day("2026-02-22")); /* a Sunday, as agreed */
    ck_assert_int_eq(k.act_by, day("2026-02-20"));
    look_done(&w, "clock list");
    ck_assert_str_eq(look_text(&w.answer, 0, "status_words"), "open, extended");
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "open");
    look_done(&w, "clock extend 1 --to 2026-03-01");
    look_done(&w, "clock explain 1");
    ck_assert(look_bool(&w.answer, 0, "extended"));
    ck_assert_int_eq(look_date(&w.answer, 0, "agreed"), day("2026-03-01"));
    struct answer readings = look_rows(&w.answer, 0, "readings");
    ck_assert_uint_eq(readings.rows.count, 2);
    ck_assert_int_eq(look_date(&readings, 0, "due"), day("2026-03-01"));
    ck_assert_int_eq(look_date(&readings, 1, "due"), day("2026-02-01"));
    struct answer history = look_rows(&w.answer, 0, "history");
    ck_assert_uint_eq(history.rows.count, 3);
    ck_assert_str_eq(look_text(&history, 1, "by"), "ann");
    ck_assert_str_eq(look_text(&history, 1, "text"), "the parent travels");
    ck_assert_int_eq(look_date(&history, 1, "due"), day("2026-02-22"));
    ck_assert(world_is_sound(&w));
}
END_TEST

/* Of clocks 1 (assessment-plan, open), 2 (pupil-records, open) and 3 (assessment-plan, met). */
static const struct {
    const char *line;
    enum err_kind kind;
    const char *says;
} refused_steps[] = {
    {"clock extend 1 --to 2026-01-15", ERR_INPUT, "to: 2026-01-15 is not after the day it is due now, 2026-01-15"},
    {"clock extend 1 --to 2026-01-01", ERR_INPUT, "to: 2026-01-01 is not after"},
    {"clock extend 1 --to 2200-01-01", ERR_INPUT, "to: 2200-01-01 is not from 1990 to 2199"},
    {"clock extend 1 --to 2026-02-01 --on 2026-01-13", ERR_INPUT, "on: 2026-01-13 is in the future"},
    {"clock extend 1 --to 2026-02-01 --on 2025-12-09", ERR_INPUT, "on: 2025-12-09 is before clock 1 started"},
    {"clock extend 1 --to 2026-02-01 --reason 'Maria Lopez asked'", ERR_INPUT, "full name"},
    {"clock extend 4 --to 2026-01-09 --on 2026-01-10", ERR_INPUT,
     "on: 2026-01-10 is after the day agreed on, 2026-01-09"},
    {"clock extend 1", ERR_INPUT, "to is missing: the day agreed on"},
    {"clock extend 2 --to 2026-02-01", ERR_RULE, "clock 2 is pupil-records, which cannot be extended in writing"},
    {"clock extend 3 --to 2026-02-01", ERR_RULE, "clock 3 is met since 2025-12-15, so it cannot be extended"},
    {"clock extend 9 --to 2026-02-01", ERR_NOT_FOUND, "no clock 9"},
    {"clock extend x --to 2026-02-01", ERR_INPUT, "\"x\" is not a number"},
    {"clock close 1 --on 2025-12-09", ERR_INPUT, "on: 2025-12-09 is before clock 1 started, 2025-12-10"},
    {"clock close 1 --on 2026-01-13", ERR_INPUT, "in the future"},
    {"clock close 1 --on 2026-01-09 --consent 2026-01-08", ERR_INPUT,
     "consent: 2026-01-08 is before the plan was given"},
    {"clock close 1 --on 2026-01-09 --consent 2026-01-13", ERR_INPUT, "consent: 2026-01-13 is in the future"},
    {"clock close 1 --note 'case 123456789'", ERR_INPUT, "student number"},
    {"clock close 2 --consent 2026-01-09", ERR_INPUT,
     "clock 2 is pupil-records; a signed consent closes an assessment"},
    {"clock close 3", ERR_RULE, "clock 3 is met since 2025-12-15, so it cannot be closed"},
    {"clock close 3", ERR_RULE, "clock reopen 3 --reason TEXT"},
    {"clock close 9", ERR_NOT_FOUND, "no clock 9"},
    {"clock withdraw 1", ERR_INPUT, "--reason TEXT is missing"},
    {"clock withdraw 1 --reason ''", ERR_INPUT, "reason is empty"},
    {"clock withdraw 1 --reason x --on 2025-12-09", ERR_INPUT, "before clock 1 started"},
    {"clock withdraw 1 --reason 'for Ana Ruiz'", ERR_INPUT, "full name"},
    {"clock withdraw 3 --reason x", ERR_RULE, "so it cannot be withdrawn"},
    {"clock end 1 --reason moved", ERR_INPUT, "\"moved\" is none of enrolled-elsewhere, not-produced"},
    {"clock end 1 --reason not-produced --on 2027-01-01", ERR_INPUT, "in the future"},
    {"clock end 1 --reason not-produced --note 'Ana Ruiz'", ERR_INPUT, "full name"},
    {"clock end 3 --reason not-produced", ERR_RULE, "so it cannot be ended"},
    {"clock reopen 1 --reason x", ERR_RULE, "clock 1 is open already"},
    {"clock reopen 3 --reason ''", ERR_INPUT, "reason is empty"},
    {"clock reopen 9 --reason x", ERR_NOT_FOUND, "no clock 9"},
    {"clock explain 9", ERR_NOT_FOUND, "no clock 9"},
    {"clock explain 1 --why 'Ana Ruiz called'", ERR_INPUT, "full name"},
    {"clock purge", ERR_INPUT, "say how many years"},
    {"clock purge --older-than 0", ERR_INPUT, "older-than"},
    {"clock purge --older-than some", ERR_INPUT, "older-than"},
};

START_TEST(a_step_that_cannot_be_is_refused_and_stores_nothing) {
    look_done(&w, "clock start assessment-plan --on 2025-12-10");
    look_done(&w, "clock start pupil-records --on 2026-01-08");
    look_done(&w, "clock start assessment-plan --on 2025-12-08");
    look_done(&w, "clock close 3 --on 2025-12-15");
    look_done(&w, "clock start assessment-plan --on 2025-11-10"); /* 4: overdue */
    for (size_t i = 0; i < COUNT(refused_steps); i++)
        expect_refused(&w, refused_steps[i].line, NULL, refused_steps[i].kind, refused_steps[i].says);
}
END_TEST

/* The only thing offered is that line, and it can be typed as it is. */
static void offers_and_takes(const char *line) {
    const struct hint *next = w.answer.next;
    ck_assert(next && !next->also);
    ck_assert_str_eq(look_command(&w, next), line);
    look_done(&w, line);
}

START_TEST(closing_offers_the_next_clock) {
    look_done(&w, "clock start assessment-plan --on 2025-11-10 --ref 'mother''s wish 7'");
    look_done(&w, "clock start assessment-plan --on 2025-11-10 --ref blue-7");
    look_done(&w, "clock close 1 --on 2025-11-20");
    const struct hint *next = w.answer.next;
    ck_assert(next && next->also && !next->also->also);
    ck_assert_str_eq(next->words, "The parent has time to decide");
    ck_assert_str_eq(look_command(&w, next), "clock start parent-decision --on 2025-11-20 --ref 'mothers wish 7'");
    ck_assert_str_eq(next->also->words, "When the signed consent comes");
    ck_assert_str_eq(look_command(&w, next->also),
                     "clock start iep-meeting --on DATE --referral 2025-11-10 --ref 'mothers wish 7'");
    look_done(&w, "clock close 2 --on 2025-11-20 --consent 2025-12-02");
    ck_assert_str_eq(w.answer.next->words, "The signed consent starts the next one");
    offers_and_takes("clock start iep-meeting --on 2025-12-02 --referral 2025-11-10 --ref blue-7");
    look_done(&w, "clock close 3 --on 2026-01-12");
    offers_and_takes("clock start annual-review --on 2026-01-12 --ref blue-7");
    look_done(&w, "clock close 4");
    ck_assert_str_eq(look_command(&w, w.answer.next), "clock start annual-review --on 2026-01-12 --ref blue-7");
    look_done(&w, "clock start pupil-records --on 2026-01-12 --ref blue-7");
    look_done(&w, "clock close 5");
    ck_assert_ptr_null(w.answer.next);
}
END_TEST

START_TEST(a_reference_with_blanks_and_quotes_is_offered_as_a_shell_takes_it) {
    struct fields f = {.mem = w.mem, .today = w.req.today, .year_begin = w.req.today};
    fields_add(&f, "rule", "annual-review");
    fields_add(&f, "on", "2025-01-12");
    fields_add(&f, "ref", "it's blue 7");
    const struct verb *start = &clock_verbs.list[0];
    w.req.verb = start;
    ck_assert_msg(request_read(&w.req, &f, &w.err) && request_run(&w.req, &f, &w.answer, &w.err), "%s", w.err.message);
    look_done(&w, "clock close 1");
    ck_assert_str_eq(look_command(&w, w.answer.next),
                     "clock start annual-review --on 2026-01-12 --ref 'it'\\''s blue 7'");
}
END_TEST

/* The fields that are wrong, in the order told, joined by blanks. */
static const char *wrong_fields(void) {
    const char *fields = "";
    for (size_t i = 0; i < w.req.problems.count; i++)
        fields = mem_join(w.mem, fields, " ", "%s", w.req.problems.list[i].field);
    return fields;
}

static const struct {
    const char *line, *fields;
} wrong_at_once[] = {
    {"clock start triennial --on 2025-12-10 --ref 'Maria Lopez' --target 2026-12-10 --referral 2025-12-10 --after 9",
     "ref target id referral"},
    {"clock start trien --on 2027-12-10 --target soon --after x", "on target after"},
    {"clock close 9 --note 'Ana Ruiz'", "id note"},
    {"clock close 1 --on 2025-12-09 --note 'Ana Ruiz'", "on note"},
    {"clock extend 1 --to 2026-01-09 --on 2026-01-10", "to on"},
    {"clock extend 1 --undo --to 2026-02-01 --on 2026-01-12", "to on reason"},
    {"clock extend 9 --reason 'Ana Ruiz'", "to id reason"},
    {"clock withdraw 0 --on 2027-01-01 --reason ' '", "id on reason"},
};

START_TEST(all_that_is_wrong_with_a_step_is_told_at_once) {
    look_done(&w, "clock start assessment-plan --on 2025-12-10");
    for (size_t i = 0; i < COUNT(wrong_at_once); i++) {
        const char *before = stored(&w);
        ck_assert_msg(!world_run(&w, wrong_at_once[i].line), "%s", wrong_at_once[i].line);
        ck_assert_msg(strcmp(wrong_fields(), wrong_at_once[i].fields) == 0, "%s: %s", wrong_at_once[i].line,
                      wrong_fields());
        ck_assert_str_eq(stored(&w), before);
    }
}
END_TEST

/* ---- reading a case ---- */

START_TEST(who_reads_a_case_and_why_is_in_the_trail) {
    look_done(&w, "clock start assessment-plan --on 2025-12-10 --ref 'blue 7'");
    ck_assert_str_eq(
        trail_last("subject || ': ' || detail"),
        "clock 1: assessment-plan from 2025-12-10: due 2026-01-15: 15 days from 2025-12-10, paused 21 days "
        "for winter break (more than five schooldays), EC 56321(a)");
    w.req.actor = "ann";
    look_done(&w, "clock explain 1 --why 'parent called'");
    ck_assert_str_eq(trail_last("actor || ' ' || action || ' ' || subject || ' ' || detail"),
                     "ann clock explain clock 1 why: parent called");
    look_done(&w, "clock explain 1");
    ck_assert_str_eq(trail_last("detail"), "no reason given");
    expect_refused(&w, "clock explain 1 --why 'parent of blue 7 called'", NULL, ERR_INPUT,
                   "names the case (\"blue 7\")");
    look_done(&w, "records add --ref 'red 2' --on 2026-01-09");
    expect_refused(&w, "records show 1 --why 'for red 2'", NULL, ERR_INPUT, "names the case (\"red 2\")");
    look_done(&w, "records show 1 --why 'the parent called'");
    look_done(&w, "clock explain 1");
    /* the reference itself stands in no row of the chain */
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail WHERE subject || detail LIKE '%blue%'"), 0);
    ck_assert_str_eq(look_text(&w.answer, 0, "citation"), "EC 56321(a), 56043(a)");
    ck_assert_str_eq(look_text(&w.answer, 0, "as_of"), "November 2026");
    struct answer readings = look_rows(&w.answer, 0, "readings");
    ck_assert_uint_eq(readings.rows.count, 3);
    ck_assert_int_eq(look_date(&readings, 0, "due"), day("2026-01-15"));
    ck_assert_int_eq(look_date(&readings, 1, "due"), day("2026-01-15"));
    ck_assert_int_eq(look_date(&readings, 2, "due"), day("2026-01-17"));
}
END_TEST

START_TEST(every_rule_is_explained_with_its_citation) {
    for (size_t i = 0; i < clock_rule_count; i++)
        look_done(&w, mem_printf(w.mem, "clock start %s --on 2025-10-01", clock_rules[i].name));
    for (size_t i = 0; i < clock_rule_count; i++) {
        look_done(&w, mem_printf(w.mem, "clock explain %zu", i + 1));
        ck_assert_str_eq(look_text(&w.answer, 0, "rule"), clock_rules[i].name);
        ck_assert_str_eq(look_text(&w.answer, 0, "citation"), clock_rules[i].citation);
        ck_assert(strstr(look_text(&w.answer, 0, "sentence"), clock_rules[i].cite));
        bool counted = clock_rules[i].unit != CLOCK_NO_LENGTH && !clock_rules[i].is_minimum;
        ck_assert_uint_eq(look_rows(&w.answer, 0, "readings").rows.count, !counted                             ? 0
                                                                          : clock_rules[i].unit == CLOCK_YEARS ? 1
                                                                          : clock_rules[i].pauses              ? 3
                                                                                                               : 2);
    }
}
END_TEST

static const struct {
    const char *line, *may; /* of ann (clerk), pat (principal), dee (district), vic (viewer), sam (nobody) */
} roles[] = {
    {"clock start triennial --on 2025-12-10", "ap"},
    {"clock extend 1 --to 2026-06-01", "ap"},
    {"clock close 2", "ap"},
    {"clock reopen 2 --reason x", "ap"},
    {"clock withdraw 3 --reason x", "ap"},
    {"clock end 4 --reason not-produced", "ap"},
    {"clock extend 1 --undo --reason x", "ap"},
    {"clock void 5 --reason x", "ap"},
    {"clock purge --older-than 5", "ap"},
    {"clock explain 1", "apdv"},
    {"clock list", "apdvs"},
    {"calendar add closure 2026-02-02", "ap"},
};

START_TEST(the_office_changes_and_every_user_reads_on_the_record) {
    static const char *const who[] = {"ann", "pat", "dee", "vic", "sam"};
    for (int i = 0; i < 4; i++)
        look_done(&w, mem_printf(w.mem, "clock start iep-meeting --on 2025-11-%02d", 10 + i));
    look_done(&w, "user add ann --role clerk");
    look_done(&w, "user add pat --role principal");
    look_done(&w, "user add dee --role district");
    look_done(&w, "user add vic --role viewer");
    for (size_t i = 0; i < COUNT(roles); i++)
        for (size_t k = 0; k < COUNT(who); k++) {
            w.req.actor = who[k];
            if (!strchr(roles[i].may, who[k][0]))
                expect_refused(&w, roles[i].line, NULL, ERR_RULE, who[k]);
            else if (!world_run(&w, roles[i].line)) /* the second of them comes too late */
                ck_assert_msg(k > 0 && !strstr(w.err.message, "role"), "%s %s: %s", who[k], roles[i].line,
                              w.err.message);
        }
}
END_TEST

/* ---- what needs doing ---- */

static bool finds(const char *kind, const char *words) {
    look_done(&w, "check");
    size_t i = look_find(&w.answer, "kind", kind);
    if (i == SIZE_MAX)
        return false;
    ck_assert_msg(strstr(look_text(&w.answer, i, "text"), words), "%s", look_text(&w.answer, i, "text"));
    return true;
}

START_TEST(reminders_come_30_7_and_1_school_days_before_act_by_and_when_overdue) {
    world_today(&w, "2025-02-10");
    look_done(&w, "designee record 'A. Reyes' --class 'Office Technician' --from 2024-08-12 --portal 2024-09-12");
    look_done(&w, "clock start annual-review --on 2024-05-10"); /* due Saturday, May 10, 2025; act by the 9th */
    ck_assert(!finds("clock_30", ""));
    world_today(&w, "2025-03-20");
    ck_assert(!finds("clock_30", ""));
    world_today(&w, "2025-03-21"); /* 30 school days, over the spring break */
    ck_assert(finds("clock_30", "clock 1 annual-review: to act on within 30 school days, by May 9, 2025"));
    world_today(&w, "2025-04-29");
    ck_assert(finds("clock_30", ""));
    world_today(&w, "2025-04-30");
    ck_assert(finds("clock_7", "within 7 school days, by May 9, 2025"));
    ck_assert(!finds("clock_30", ""));
    world_today(&w, "2025-05-08");
    ck_assert(finds("clock_1", "within 1 school day, by May 9, 2025"));
    world_today(&w, "2025-05-10");
    ck_assert(finds("clock_past_act_by", "past its last day to act, due May 10, 2025"));
    world_today(&w, "2025-05-11");
    ck_assert(finds("clock_overdue", "clock 1 annual-review: overdue, due May 10, 2025"));
    look_done(&w, "duty done 4");
    look_done(&w, "duty done 19");
    look_done(&w, "today");
    ck_assert_str_eq(look_text(&w.answer, 0, "kind"), "clock_overdue"); /* before what is merely out */
    ck_assert_str_eq(look_command(&w, look_hint(&w.answer, 0, "action")), "clock close 1 --on DATE");
    look_done(&w, "clock close 1");
    ck_assert(!finds("clock_overdue", ""));
}
END_TEST

START_TEST(no_reminder_comes_before_the_clock_began) {
    look_done(&w, "clock start assessment-plan --on 2025-12-10"); /* act by is 8 school days away */
    look_done(&w, "clock start section-504-response --on 2025-12-10 --target 2025-12-11");
    world_today(&w, "2025-12-09");
    ck_assert(!finds("clock_30", "") && !finds("clock_7", "") && !finds("clock_target", ""));
    world_today(&w, "2025-12-10");
    ck_assert(finds("clock_30", "clock 1 assessment-plan"));
    world_today(&w, "2025-12-11");
    ck_assert(finds("clock_target", "clock 2"));
}
END_TEST

START_TEST(reminders_are_grouped_and_name_no_case) {
    for (int i = 1; i <= 7; i++)
        look_done(&w, mem_printf(w.mem, "clock start annual-review --on 2025-01-%02d --ref 'blue %d'", i, i));
    ck_assert(finds("clock_overdue",
                    "7 clocks overdue; the oldest: clock 1 annual-review (Jan 1), clock 2 annual-review "
                    "(Jan 2), and 5 more"));
    size_t i = look_find(&w.answer, "kind", "clock_overdue");
    ck_assert_str_eq(look_command(&w, look_hint(&w.answer, i, "action")), "clock list --open");
    for (size_t k = 0; k < w.answer.rows.count; k++)
        ck_assert(!strstr(look_text(&w.answer, k, "text"), "blue"));
    look_done(&w, "clock start section-504-response --on 2025-12-10 --target 2026-01-12");
    ck_assert(finds("clock_target", "clock 8 section-504-response: at or past its local target (not law) of Jan 12"));
    look_done(&w, "clock start section-504-response --on 2025-12-11 --target 2026-01-13");
    look_done(&w, "clock start parent-decision --on 2025-10-01");
    look_done(&w, "clock start section-504-response --on 2025-01-11");
    ck_assert(finds("clock_target", "clock 8 "));
}
END_TEST

void clock_suite(Suite *s) {
    TCase *c = tcase_create("clock");
    tcase_add_checked_fixture(c, open_school, close_world);
    tcase_add_test(c, a_clock_is_started_listed_and_explained);
    tcase_add_test(c, the_list_has_the_keys_that_scripts_rely_on);
    tcase_add_test(c, a_clock_that_cannot_be_is_not_started);
    tcase_add_test(c, without_a_calendar_only_what_needs_none_is_started);
    tcase_add_test(c, the_same_clock_is_not_started_twice);
    tcase_add_test(c, a_clock_reopened_keeps_what_was_agreed_and_can_be_extended_again);
    tcase_add_test(c, an_agreement_beyond_the_calendar_has_no_count_of_paused_days);
    tcase_add_test(c, a_clock_that_is_overdue_from_the_start_or_warned_of_says_so);
    tcase_add_test(c, a_clock_stands_as_the_first_that_fits);
    tcase_add_test(c, a_minimum_for_the_parent_and_a_clock_without_a_date_are_never_overdue);
    tcase_add_test(c, the_local_target_of_a_504_referral_can_be_a_setting);
    tcase_add_test(c, overdue_comes_first_then_by_act_by_and_what_is_over_last);
    tcase_add_test(c, an_extension_in_writing_carries_the_agreed_day_as_it_is);
    tcase_add_test(c, a_step_that_cannot_be_is_refused_and_stores_nothing);
    tcase_add_test(c, closing_offers_the_next_clock);
    tcase_add_test(c, a_reference_with_blanks_and_quotes_is_offered_as_a_shell_takes_it);
    tcase_add_test(c, all_that_is_wrong_with_a_step_is_told_at_once);
    tcase_add_test(c, who_reads_a_case_and_why_is_in_the_trail);
    tcase_add_test(c, every_rule_is_explained_with_its_citation);
    tcase_add_test(c, the_office_changes_and_every_user_reads_on_the_record);
    tcase_add_test(c, reminders_come_30_7_and_1_school_days_before_act_by_and_when_overdue);
    tcase_add_test(c, no_reminder_comes_before_the_clock_began);
    tcase_add_test(c, reminders_are_grouped_and_name_no_case);
    suite_add_tcase(s, c);
}
