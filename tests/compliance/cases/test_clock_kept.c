/* What a clock says of a case, purged when the case is over; and what verify finds when it was changed. */
#include "compliance/cases/clock.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"
#include "tests/support/trigger.h"

#include <check.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- purge ---- */

START_TEST(a_case_closed_long_ago_is_purged_and_the_chain_still_verifies) {
    world_today(&w, "2024-09-10");
    look_done(&w, "clock start assessment-plan --on 2024-08-20 --ref 'blue 7'"); /* 1: old */
    look_done(&w, "clock close 1 --on 2024-08-30 --note 'given by hand'");
    look_done(&w, "clock start assessment-plan --on 2024-08-20 --ref 'blue 8'"); /* 2: still runs, see 3 */
    look_done(&w, "clock close 2 --on 2024-08-30");
    look_done(&w, "clock start iep-meeting --on 2024-09-02 --referral 2024-08-20 --ref 'blue 8'"); /* 3: open */
    look_done(&w, "clock start assessment-plan --on 2024-08-21");                                  /* 4: no reference */
    look_done(&w, "clock withdraw 4 --on 2024-08-30 --reason 'the parent wrote'");
    world_today(&w, "2025-08-29");
    look_done(&w, "clock purge --older-than 1");
    says("Nothing was purged");
    world_today(&w, "2025-08-30");
    const char *before = stored(&w);
    look_done(&w, "clock purge --older-than 1 --dry-run");
    says("2 clocks of cases closed on or before 2024-08-30 would be purged: 1, 4.");
    ck_assert_str_eq(look_text(&w.answer, 0, "numbers"), "1, 4");
    ck_assert(!look_bool(&w.answer, 0, "purged"));
    ck_assert_str_eq(stored(&w), before);
    expect_done(&w, "clock purge --older-than 1", NULL, "Purged, closed on or before 2024-08-30: clocks 1, 4");
    ck_assert(look_bool(&w.answer, 0, "purged"));
    ck_assert_int_eq(look_date(&w.answer, 0, "closed_by"), day("2024-08-30"));
    const char *after = stored(&w);
    ck_assert(!strstr(after, "blue 7") && !strstr(after, "given by hand") && !strstr(after, "the parent wrote"));
    ck_assert(strstr(after, "blue 8"));
    ck_assert_ptr_null(clock_numbered(1).ref);
    ck_assert_int_eq(clock_numbered(1).due, day("2024-09-04")); /* its dates stay */
    look_done(&w, "clock explain 1");
    ck_assert_int_eq(look_date(&w.answer, 0, "purged_on"), day("2025-08-30"));
    expect_refused(&w, "clock reopen 1 --reason x", NULL, ERR_RULE, "clock 1 was purged on 2025-08-30");
    look_done(&w, "clock close 3");
    look_done(&w, "school set keep_cases=1");
    look_done(&w, "clock purge");
    says("Nothing was purged"); /* closed, but not long ago */
    world_today(&w, "2026-08-30");
    expect_done(&w, "clock purge", NULL, "clocks 2, 3");
    look_done(&w, "clock purge");
    says("Nothing was purged"); /* not twice */
}
END_TEST

START_TEST(a_year_before_the_29th_of_february_is_the_28th) {
    world_today(&w, "2024-02-29");
    look_done(&w, "clock purge --older-than 1");
    says("no case was over by 2023-02-28");
}
END_TEST

START_TEST(a_case_that_goes_on_in_a_register_or_in_a_clock_is_kept_in_both) {
    world_today(&w, "2024-09-10");
    look_done(&w, "clock start assessment-plan --on 2024-08-20 --ref 'blue 7'");
    look_done(&w, "clock close 1 --on 2024-08-30");
    look_done(&w, "clock start triennial --on 2024-08-20 --ref 'blue 8'");
    look_done(&w, "records add --ref 'blue 7' --on 2024-08-20 --routed 2024-08-20");
    look_done(&w, "records add --ref 'blue 8' --on 2024-08-20 --routed 2024-08-20");
    look_done(&w, "records done 2 --on 2024-08-22");
    world_today(&w, "2026-01-12");
    expect_done(&w, "clock purge --older-than 1", NULL, "Nothing was purged");   /* request 1 is open */
    expect_done(&w, "records purge --older-than 1", NULL, "Nothing was purged"); /* clock 2 runs */
    look_done(&w, "records done 1 --on 2024-08-22");
    look_done(&w, "clock close 2 --on 2024-09-01");
    expect_done(&w, "clock purge --older-than 1", NULL, "clocks 1, 2");
    expect_done(&w, "records purge --older-than 1", NULL, "records 1, 2");
    ck_assert(!strstr(stored(&w), "blue"));
}
END_TEST

/* ---- tampering ---- */

static const struct {
    const char *sql, *says;
} tampered[] = {
    {"UPDATE clock_event SET due = '2026-03-01' WHERE clock = 1 AND kind = 'start'", "clock_event"},
    {"UPDATE clock_event SET sentence = 'due never' WHERE clock = 1 AND kind = 'start'", "does not fit its hash"},
    {"UPDATE clock_event SET seal = NULL WHERE clock = 1 AND kind = 'start'", "does not belong there"},
    {"UPDATE clock_case SET text = 'blue 9'", "what it says of its case was changed"},
    {"UPDATE clock_case SET salt = zeroblob(16)", "what it says of its case was changed"},
    {"DELETE FROM clock_case", "what it says of its case is missing"},
    {"DELETE FROM clock_event WHERE clock = 2", "is missing"},
    {"UPDATE clock_event SET kind = 'purge' WHERE clock = 1 AND kind = 'close'", "should have been purged"},
    {"UPDATE clock_event SET school = 7 WHERE clock = 2", ""},
};

START_TEST(verify_names_what_was_changed_behind_the_program) {
    static const char *const names[] = {"clock_event_is_kept", "clock_event_stays", "clock_event_is_new",
                                        "clock_case_is_kept",  "clock_case_is_new", "clock_case_is_purged"};
    for (size_t i = 0; i < COUNT(tampered); i++) {
        struct err e = {0};
        struct buf off = {0};
        if (i > 0)
            open_school();
        look_done(&w, "clock start assessment-plan --on 2025-12-10 --ref 'blue 7'");
        look_done(&w, "clock close 1");
        look_done(&w, "clock start triennial --on 2025-12-10");
        ck_assert(world_is_sound(&w));
        struct query *q = sql_prepare(w.db, tampered[i].sql);
        ck_assert_msg(!sql_do(q, &e), "%s: was done", tampered[i].sql); /* the triggers */
        e = (struct err){0};
        ck_assert(sql_do(sql_prepare(w.db, "PRAGMA foreign_keys = OFF"), &e) && db_begin(w.db, 0, &e));
        for (size_t k = 0; k < COUNT(names); k++)
            ck_assert_msg(trigger_off(w.db, names[k], &off, &e), "%s", e.message);
        ck_assert_msg(sql_do(sql_prepare(w.db, tampered[i].sql), &e), "%s", e.message);
        db_witness(w.db);
        ck_assert(db_end(w.db, true, &e));
        ck_assert_msg(!world_run(&w, "verify"), "%s", tampered[i].sql);
        ck_assert_int_eq(w.err.kind, ERR_DAMAGED);
        ck_assert_msg(noted(&w, tampered[i].says), "%s: %s", tampered[i].sql, w.answer.notes[0].words);
        buf_free(&off);
        if (i + 1 < COUNT(tampered))
            world_close(&w);
    }
}
END_TEST

START_TEST(a_clock_that_cannot_be_read_is_damage) {
    struct err e = {0};
    struct buf off = {0};
    look_done(&w, "clock start triennial --on 2025-12-10");
    ck_assert(db_begin(w.db, 0, &e) && trigger_off(w.db, "clock_event_is_kept", &off, &e) &&
              sql_do(sql_prepare(w.db, "UPDATE clock_event SET rule = 'biennial'"), &e));
    db_witness(w.db);
    ck_assert(db_end(w.db, true, &e));
    buf_free(&off);
    ck_assert(!world_run(&w, "clock list"));
    ck_assert_int_eq(w.err.kind, ERR_DAMAGED);
    ck_assert(!world_run(&w, "check"));
    ck_assert(!world_run(&w, "clock close 1"));
    ck_assert(!world_run(&w, "clock start triennial --on 2025-12-10 --ref x"));
    ck_assert(!world_run(&w, "clock purge --older-than 1"));
    ck_assert(!world_run(&w, "calendar add closure 2026-02-02"));
    ck_assert_int_eq(w.err.kind, ERR_DAMAGED);
}
END_TEST

void clock_kept_suite(Suite *s) {
    TCase *c = tcase_create("kept");
    tcase_add_checked_fixture(c, open_school, close_world);
    tcase_add_test(c, a_case_closed_long_ago_is_purged_and_the_chain_still_verifies);
    tcase_add_test(c, a_year_before_the_29th_of_february_is_the_28th);
    tcase_add_test(c, a_case_that_goes_on_in_a_register_or_in_a_clock_is_kept_in_both);
    tcase_add_test(c, verify_names_what_was_changed_behind_the_program);
    tcase_add_test(c, a_clock_that_cannot_be_read_is_damage);
    suite_add_tcase(s, c);
}
