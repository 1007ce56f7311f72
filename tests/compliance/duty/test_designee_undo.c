/* Steps of the designee that are taken back: which, by whom, why; and what the history says of them. The commands that
 * answers and refusals suggest. */
#include "compliance/duty/designee.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <stdint.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void on(const char *day, const char *line) {
    world_today(&w, day);
    expect_done(&w, line, NULL, NULL);
}

static void with_two(void) { /* A from August 13, B from January 11; on February 1 */
    world_open(&w, "senior", "2026-09-15");
    on("2026-08-20", "designee record 'A. Reyes' --class 'Office Technician' --from 2026-08-13 --portal 2026-08-20");
    on("2027-01-11", "designee reassign 'B. Cruz' --class 'Sr. Office Technician' --from 2027-01-11");
    world_today(&w, "2027-02-01");
}
static long last_step(void) {
    return world_count(&w, "SELECT max(step) FROM designation d WHERE undoes IS NULL AND NOT EXISTS (SELECT 1 FROM "
                           "designation u WHERE u.undoes = d.step)");
}

static void take_back(const char *reason) {
    expect_done(&w, mem_printf(w.mem, "designee undo --step %ld --reason '%s'", last_step(), reason), NULL,
                "Taken back: ");
}

static void expect_status(const char *status, const char *designee) {
    expect_done(&w, "designee status", NULL, NULL);
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), status);
    const char *who = look_text(&w.answer, 0, "designee");
    ck_assert_msg(designee ? who && strcmp(who, designee) == 0 : !who, "%s", who ? who : "nobody");
}

START_TEST(what_was_recorded_last_is_taken_back_step_by_step) {
    on("2027-02-01", "designee end --on 2027-01-20 --reason gone");
    expect_status("met", NULL);
    on("2027-02-01", "designee undo --reason 'she is here'"); /* of these days: without its number */
    expect_status("met", "B. Cruz");
    take_back("she never came"); /* the reassignment: both rows of it */
    expect_status("met", "A. Reyes");
    take_back("nor did he");
    expect_status("past due", NULL);
    expect_refused(&w, "designee undo --reason more", NULL, ERR_RULE, "nothing is recorded");
    expect_refused(&w, "designee undo --step 2 --reason more", NULL, ERR_RULE, "nothing is recorded");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM designation"), 1 + 2 + 1 + 1 + 2 + 1);
    on("2027-02-01", "designee record 'C. Li' --class 'Office Technician' --from 2026-08-13 --portal 2026-09-01");
    expect_status("met", "C. Li"); /* the days are free again */
    on("2027-02-01", "designee undo --reason 'nor she'");
    expect_status("past due", NULL);
    on("2027-02-01", "designee record 'C. Li' --from 2026-08-13");
    on("2027-02-01", "designee end --on 2026-12-01 --reason 'left'");
    on("2027-02-01", "designee undo --reason 'stayed'");
    on("2027-02-01", "designee update --portal 2026-09-02"); /* what comes behind an undo is a step of its own */
    expect_status("met", "C. Li");
    on("2027-02-01", "designee undo --reason 'was not done'");
    expect_status("past due", "C. Li");
    take_back("nor she");
    expect_status("past due", NULL);
}
END_TEST

START_TEST(the_same_undo_twice_does_not_walk_back_further) {
    on("2027-02-01", "designee end --on 2027-01-20 --reason gone");
    long ended = last_step();
    on("2027-02-01", "designee undo --reason 'she is here'");
    expect_refused(&w, "designee undo --reason 'she is here'", NULL, ERR_RULE,
                   mem_printf(w.mem,
                              "step %ld is taken back already, on Feb 1, 2027 by tester. The last step of "
                              "2026-27 is now step %ld, reassign of B. Cruz",
                              ended, last_step()));
    ck_assert_str_eq(look_command(&w, w.err.next),
                     mem_printf(w.mem, "designee undo --reason TEXT --step %ld", last_step()));
    expect_refused(&w, mem_printf(w.mem, "designee undo --step %ld --reason x", ended), NULL, ERR_CONFLICT,
                   "was taken back already, on Feb 1, 2027 by tester");
    expect_status("met", "B. Cruz");
}
END_TEST

START_TEST(what_is_older_than_a_week_is_taken_back_by_its_number_only) {
    expect_refused(&w, "designee undo --reason 'never came'", NULL, ERR_RULE,
                   mem_printf(w.mem,
                              "nothing was recorded in the last 7 days. The last step of 2026-27 is now step "
                              "%ld, reassign of B. Cruz",
                              last_step()));
    world_today(&w, "2027-01-19");
    expect_refused(&w, "designee undo --reason 'never came'", NULL, ERR_RULE, "in the last 7 days");
    world_today(&w, "2027-01-18");
    expect_done(&w, "designee undo --reason 'never came'", NULL, "Taken back: designee reassign of B. Cruz");
    expect_status("met", "A. Reyes");
}
END_TEST

START_TEST(a_number_names_the_last_step_or_is_refused) {
    long first = world_count(&w, "SELECT min(step) FROM designation"), last = last_step();
    const struct {
        const char *step, *says;
        enum err_kind kind;
    } cases[] = {
        {mem_printf(w.mem, "%ld", first),
         mem_printf(w.mem, "step %ld is not the last of 2026-27: step %ld, reassign of B. Cruz", first, last),
         ERR_RULE},
        {mem_printf(w.mem, "%ld", last + 1), "designee history --year 2026-27", ERR_NOT_FOUND}, /* its second row */
        {"999", "there is no step 999 in 2026-27", ERR_NOT_FOUND},
        {"0", "step", ERR_INPUT},
        {"last", "is not a number", ERR_INPUT},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&w, mem_printf(w.mem, "designee undo --step %s --reason x", cases[i].step), NULL, cases[i].kind,
                       cases[i].says);
    take_back("never came");
    expect_status("met", "A. Reyes");
}
END_TEST

START_TEST(the_history_keeps_what_was_taken_back_with_who_and_why) {
    on("2027-02-01", "designee end --on 2027-01-20 --reason gone");
    on("2027-02-02", "designee undo --reason 'she is here (really): yes'");
    long step = last_step();
    take_back("never came");
    expect_done(&w, "designee history", NULL, NULL);
    ck_assert_uint_eq(w.answer.rows.count, 2);
    ck_assert_str_eq(look_text(&w.answer, 1, "name"), "B. Cruz"); /* also who is not it any more, nor was */
    ck_assert(look_bool(&w.answer, 0, "stands"));
    ck_assert(!look_bool(&w.answer, 1, "stands"));
    const char *words = look_text(&w.answer, 1, "words"),
               *first = mem_printf(w.mem,
                                   "step %ld: reassign 2027-01-11 by tester, taken back on 2027-02-02 by tester: "
                                   "never came",
                                   step);
    ck_assert_msg(strstr(words, "counts for nothing") && strstr(words, first), "%s", words);
    ck_assert_msg(strstr(words, "end 2027-02-01 by tester, taken back on 2027-02-02 by tester: she is here (really): "
                                "yes"),
                  "%s", words);
    ck_assert(strstr(look_text(&w.answer, 0, "words"), first)); /* the step was of both */
    struct answer steps = look_rows(&w.answer, 0, "steps");
    ck_assert_uint_eq(steps.rows.count, 3);
    ck_assert_str_eq(look_text(&steps, 1, "taken_back_reason"), "never came");
    ck_assert_str_eq(look_text(&steps, 1, "taken_back_by"), "tester");
    ck_assert_ptr_null(look_text(&steps, 0, "taken_back_by"));
    ck_assert_int_eq(look_int(&steps, 1, "step"), step);
    ck_assert_int_eq(look_int(&steps, 2, "undoes"), step);
}
END_TEST

/* ---- commands that are suggested ---- */

START_TEST(a_suggested_command_carries_what_was_typed_and_can_be_copied) {
    static const struct {
        const char *line, *begins, *command;
    } cases[] = {
        {"designee reassign 'C. Li' --class 'Sr. Office Technician' --from 2027-01-25", "nobody is the designee",
         "designee record 'C. Li' --class 'Sr. Office Technician' --from 2027-01-25"},
        {"designee reassign 'A. Reyes' --from 2027-01-25", "nobody is the designee",
         "designee record 'A. Reyes' --class 'Office Technician' --from 2027-01-25"},
    };
    on("2027-02-01", "designee end --on 2027-01-20 --reason gone");
    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_refused(&w, cases[i].line, NULL, ERR_RULE, cases[i].begins);
        ck_assert_str_eq(look_command(&w, w.err.next), cases[i].command);
        look_done(&w, cases[i].command);
        on("2027-02-01", "designee undo --reason 'to try the next'");
    }
    expect_refused(&w, "designee end --on 2027-01-22 --reason x", NULL, ERR_RULE,
                   "designee record NAME --class 'Office Technician' --from DATE");
    on("2027-02-01", "designee record 'A. Reyes' --from 2027-01-25");
    expect_refused(&w, "designee record 'C. Li' --class 'Office Tech' --from 2027-02-01", NULL, ERR_CONFLICT,
                   "guidestock designee reassign 'C. Li' --class 'Office Tech' --from 2027-02-01");
    ck_assert_str_eq(look_command(&w, w.err.next->also), "designee update --portal DATE");
    expect_refused(&w, "designee end --on 2026-09-01 --reason x --year 2025-26", NULL, ERR_INPUT, "2025-26");
    expect_refused(&w, "designee reassign 'C. Li' --from 2026-06-01 --year 2025-26", NULL, ERR_RULE,
                   "--from 2026-06-01 --year 2025-26");
}
END_TEST

START_TEST(who_leaves_and_is_the_designee_is_asked_for_a_successor) {
    expect_done(&w, "staff edit 'A. Reyes' left=2027-01-29", NULL, NULL); /* was it, and is it no more */
    ck_assert(!w.answer.next);
    expect_done(&w, "staff edit 'b. cruz' left=2027-01-29", NULL, "B. Cruz is the designee");
    ck_assert_str_eq(look_command(&w, w.answer.next),
                     "designee reassign NAME --class 'Office Technician' --from 2027-01-30");
    ck_assert_str_eq(look_command(&w, w.answer.next->also), "designee end --on 2027-01-29 --reason TEXT");
    ck_assert_uint_eq(w.answer.next->roles & w.answer.next->also->roles, ROLE_PRINCIPAL);
    expect_done(&w, "staff edit 'B. Cruz' left=2027-02-01", NULL, "--from DATE"); /* tomorrow is no day to record */
    expect_done(&w, "staff edit 'B. Cruz' left=", NULL, NULL);
    ck_assert(!w.answer.next);
    on("2027-02-01", "designee end --on 2027-01-29 --reason left");
    expect_done(&w, "staff edit 'B. Cruz' left=2027-01-29", NULL, NULL);
    ck_assert(!w.answer.next);
}
END_TEST

/* The door words a hint by its roles; whoever asks, the hint is the same. */
START_TEST(what_only_the_principal_may_do_is_hinted_for_the_principal) {
    static const char *const actors[] = {"tester", "ann", "pat", "vic", "sam"};
    struct err e = {0};
    for (size_t i = 0; i < COUNT(actors); i++) {
        struct matters m = {.req = &w.req};
        w.req.actor = actors[i];
        ck_assert(designee_matters(&m, &e) && m.count == 2);
        ck_assert_str_eq(look_command(&w, m.list[0].next), "designee update --portal DATE");
        ck_assert_str_eq(look_command(&w, m.list[1].next), "designee update --met DATE");
        ck_assert_str_eq(look_command(&w, m.list[1].next->also), "duty pdf");
        for (size_t k = 0; k < m.count; k++)
            ck_assert_uint_eq(m.list[k].next->roles, ROLE_PRINCIPAL);
        if (i > 0)
            continue;
        look_done(&w, "user add ann --role clerk");
        look_done(&w, "user add pat --role principal");
        look_done(&w, "user add vic --role viewer");
    }
}
END_TEST

void designee_undo_suite(Suite *s) {
    TCase *c = tcase_create("undo");
    tcase_add_checked_fixture(c, with_two, close_world);
    tcase_add_test(c, what_was_recorded_last_is_taken_back_step_by_step);
    tcase_add_test(c, the_same_undo_twice_does_not_walk_back_further);
    tcase_add_test(c, what_is_older_than_a_week_is_taken_back_by_its_number_only);
    tcase_add_test(c, a_number_names_the_last_step_or_is_refused);
    tcase_add_test(c, the_history_keeps_what_was_taken_back_with_who_and_why);
    tcase_add_test(c, a_suggested_command_carries_what_was_typed_and_can_be_copied);
    tcase_add_test(c, who_leaves_and_is_the_designee_is_asked_for_a_successor);
    tcase_add_test(c, what_only_the_principal_may_do_is_hinted_for_the_principal);
    suite_add_tcase(s, c);
}
