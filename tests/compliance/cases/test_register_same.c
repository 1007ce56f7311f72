/* The registers for one who types fast: what is entered twice, what else is kept of the case, words cut short. */
#include "compliance/cases/register.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/paper.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void open_with_year(void) {
    world_open(&w, "senior", "2026-09-15");
    look_done_file(&w, "calendar import c.csv",
                   "school_year,kind,from,to,name\n2026-27,first_day,2026-08-13,,First\n2026-27,last_day,2027-06-10,,"
                   "Last\n2026-27,holiday,2026-09-07,,Labor Day\n");
}

/* A note with exactly these words, that offers exactly this command. */
static bool noted_with(const char *words, const char *command) {
    for (size_t i = 0; i < w.answer.note_count; i++)
        if (strcmp(w.answer.notes[i].words, words) == 0)
            return strcmp(look_command(&w, w.answer.notes[i].next), command) == 0;
    return false;
}

/* ---- twice ---- */

START_TEST(a_request_of_one_case_and_day_is_entered_once) {
    look_done(&w, "records add --ref 'blue 7' --on 2026-09-03");
    expect_refused(&w, "records add --ref 'blue 7' --on 2026-09-03", NULL, ERR_CONFLICT,
                   "this request exists already: record request 1, of the same case, 2026-09-03");
    expect_refused(&w, "records add --ref 'Blue 7' --on 2026-09-03 --how oral", NULL, ERR_CONFLICT, "\"blue 7 b\"");
    look_done(&w, "records add --ref 'blue 7' --on 2026-09-04"); /* another day, another case */
    look_done(&w, "records add --ref 'blue 8' --on 2026-09-03 --routed 2026-09-03");
    look_done(&w, "records done 3");
    expect_refused(&w, "records add --ref 'blue 8' --on 2026-09-03", NULL, ERR_CONFLICT,
                   "already: record request 3, of the same case");
    look_done(&w, "records void 1 --reason 'another case'");
    look_done(&w, "records add --ref 'blue 7' --on 2026-09-03"); /* that one counted for nothing */
    ck_assert_int_eq(look_int(&w.answer, 0, "id"), 4);
}
END_TEST

START_TEST(meetings_of_one_case_on_one_day_are_pointed_out_and_kept) {
    look_done(&w, "meeting add iep --on 2026-10-05 --at 9:00 --place x --ref 'blue 7'");
    ck_assert_uint_eq(w.answer.note_count, 0);
    look_done(&w, "meeting add iep --on 2026-10-05 --at 10:00 --place x --ref 'blue 7'");
    ck_assert(noted_with("the same case has meeting 1 on 2026-10-05 too", "meeting void 2 --reason 'entered twice'"));
    look_done(&w, "meeting add iep --on 2026-10-06 --at 10:00 --place x --ref 'blue 7'");
    look_done(&w, "meeting add iep --on 2026-10-05 --at 11:00 --place x --ref 'blue 8'");
    look_done(&w, "meeting add iep --on 2026-10-05 --at 11:00 --place x"); /* of no case */
    ck_assert_uint_eq(w.answer.note_count, 0);
    look_done(&w, "meeting move 3 --on 2026-10-05");
    ck_assert(noted(&w, "has meetings 1, 2 on 2026-10-05 too"));
    look_done(&w, "meeting notify 1"); /* nothing is set by that */
    ck_assert_uint_eq(w.answer.note_count, 0);
    look_done(&w, "meeting done 2 --outcome cancelled");
    look_done(&w, "meeting void 3 --reason 'entered twice'");
    look_done(&w, "meeting move 1 --on 2026-10-05 --at 12:00");
    ck_assert_uint_eq(w.answer.note_count, 0);
}
END_TEST

/* ---- clocks of the same case ---- */

START_TEST(a_request_that_has_a_clock_too_says_how_both_are_closed) {
    look_done(&w, "clock start pupil-records --on 2026-09-03 --ref 'blue 7'");
    look_done(&w, "clock start annual-review --on 2026-01-05 --ref 'blue 7'");
    look_done(&w, "records add --ref 'Blue 7' --on 2026-09-03 --routed 2026-09-03");
    ck_assert(noted_with("clock 1, pupil-records, is of the same case; close both when the request is answered",
                         "clock close 1 --on DATE"));
    ck_assert_uint_eq(w.answer.note_count, 1);
    look_done(&w, "records add --ref 'blue 8' --on 2026-09-03 --routed 2026-09-03");
    ck_assert_uint_eq(w.answer.note_count, 0);
    look_done(&w, "records done 1 --on 2026-09-10");
    ck_assert(noted_with("clock 1, pupil-records, is of the same case, and runs on", "clock close 1 --on 2026-09-10"));
    look_done(&w, "clock close 1 --on 2026-09-10"); /* as it says */
    look_done(&w, "records reopen 1");
    look_done(&w, "records done 1 --on 2026-09-10");
    ck_assert_uint_eq(w.answer.note_count, 0);
    look_done(&w, "clock start pupil-records --on 2026-09-14 --ref 'blue 8'");
    look_done(&w, "records done 2 --on 2026-09-11"); /* before that one began */
    ck_assert_uint_eq(w.answer.note_count, 0);
    look_done(&w, "records reopen 2");
    look_done(&w, "records done 2 --outcome withdrawn");
    ck_assert(noted_with("clock 3, pupil-records, is of the same case, and runs on",
                         "clock withdraw 3 --on 2026-09-15 --reason TEXT"));
}
END_TEST

START_TEST(an_iep_meeting_that_was_held_names_the_clocks_that_it_may_close) {
    static const char *const rules[] = {"iep-meeting", "initial-iep-after-eligibility", "parent-requested-meeting",
                                        "annual-review"};
    for (size_t i = 0; i < COUNT(rules); i++)
        look_done(&w, mem_printf(w.mem, "clock start %s --on 2026-09-01 --ref 'blue 7'", rules[i]));
    look_done(&w, "clock start pupil-records --on 2026-09-01 --ref 'blue 7'");
    look_done(&w, "clock start iep-meeting --on 2026-09-01 --ref 'blue 8'");
    look_done(&w, "meeting add iep --on 2026-09-14 --at 9:00 --place x --ref 'blue 7'");
    ck_assert_uint_eq(w.answer.note_count, 0);
    look_done(&w, "meeting done 1");
    ck_assert_uint_eq(w.answer.note_count, COUNT(rules));
    for (size_t i = 0; i < COUNT(rules); i++)
        ck_assert(noted_with(mem_printf(w.mem, "clock %zu, %s, is of the same case, and runs on", i + 1, rules[i]),
                             mem_printf(w.mem, "clock close %zu --on 2026-09-14", i + 1)));
    static const char *const others[] = {"iep --ref 'blue 9'", "504 --ref 'blue 7'", "virtual-iep"};
    for (size_t i = 0; i < COUNT(others); i++) {
        look_done(&w, mem_printf(w.mem, "meeting add %s --on 2026-09-14 --at 9:00 --place x", others[i]));
        look_done(&w, mem_printf(w.mem, "meeting done %zu", i + 2));
        ck_assert_uint_eq(w.answer.note_count, 0);
    }
    look_done(&w, "meeting add virtual-iep --on 2026-09-11 --at 9:00 --place x --ref 'blue 7'");
    look_done(&w, "meeting done 5 --outcome postponed"); /* not held: nothing is fulfilled */
    ck_assert_uint_eq(w.answer.note_count, 0);
}
END_TEST

/* ---- what is typed ---- */

START_TEST(a_word_cut_short_is_taken_where_only_one_begins_so) {
    static const struct {
        const char *line, *column, *is;
    } cases[] = {
        {"checklist add special-ed --ref 'blue 7'", "program", "special-education"},
        {"consulted add 504", "report", "504-management"},
        {"consulted add IEP-M", "report", "iep-master-calendar"},
        {"availability add related --staff all", "document", "related-services"},
        {"meeting add vir --on 2026-10-05 --at 9 --place x", "kind", "virtual-iep"},
        {"translation add prog Spanish", "document", "progress"},
        {"records add --ref 'blue 7' --how writ", "how", "written"},
        {"problem add rec --note x", "kind", "record"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        look_done(&w, cases[i].line);
        ck_assert_str_eq(look_text(&w.answer, 0, cases[i].column), cases[i].is);
    }
    look_done(&w, "checklist set 1 consent on- sign-in miss");
    look_done(&w, "checklist set 1 assess not --reason none");
}
END_TEST

START_TEST(a_word_that_several_begin_with_is_refused) {
    look_done(&w, "checklist add section --ref 'blue 7'");
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"consulted add iep", "report"},
        {"translation add assess Spanish", "document"},
        {"checklist set 1 re on-file", "\"re\" is none of assessment-plan"},
        {"checklist set 1 plan", "STATE is missing"},
        {"checklist set 1 plan o", "state"},
        {"problem add fo --note x", "kind"}, /* two letters are too few */
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&w, cases[i].line, NULL, ERR_INPUT, cases[i].says);
}
END_TEST

START_TEST(a_translation_is_into_a_language_that_goes_by_one_name) {
    static const char *const words[] = {"Armenian", "armenian", "hy", "  ARMENIAN ", "Hayeren"};
    for (size_t i = 0; i < COUNT(words); i++) {
        look_done(&w, mem_printf(w.mem, "translation add iep '%s'", words[i]));
        ck_assert_str_eq(look_text(&w.answer, 0, "language"), "Armenian");
    }
    expect_refused(&w, "translation add iep Armenain", NULL, ERR_NOT_FOUND, "did you mean Armenian?");
    expect_refused(&w, "translation add iep Zapotec", NULL, ERR_NOT_FOUND, "guidestock language add");
    look_done(&w, "language add zap --english Zapotec --own Diidxazá");
    look_done(&w, "translation add iep Zapotec");
    w.req.language_name = NULL; /* another tool, without a table of them */
    look_done(&w, "translation add iep ' tagalog '");
    ck_assert_str_eq(look_text(&w.answer, 0, "language"), "Tagalog");
}
END_TEST

START_TEST(an_empty_register_shows_a_command_that_can_be_copied) {
    for (size_t i = 0; register_books[i]; i++) {
        look_done(&w, mem_printf(w.mem, "%s list", register_books[i]->noun));
        ck_assert_msg(w.answer.next != NULL, "%s", w.answer.text);
        look_done(&w, look_command(&w, w.answer.next));
    }
}
END_TEST

/* ---- what a list says ---- */

START_TEST(a_list_says_what_became_of_an_entry_and_whether_in_time) {
    look_done(&w, "meeting add iep --on 2026-09-14 --at 9:00 --place x");
    look_done(&w, "meeting add iep --on 2026-10-05 --at 9:00 --place x");
    look_done(&w, "meeting add iep --on 2026-10-06 --at 9:00 --place x");
    look_done(&w, "meeting done 1");
    look_done(&w, "meeting done 2 --outcome cancelled");
    look_done(&w, "meeting list");
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "done"); /* for scripts, as it was */
    ck_assert_str_eq(look_text(&w.answer, 0, "shown"), "held");
    ck_assert_str_eq(look_text(&w.answer, 1, "shown"), "cancelled");
    ck_assert_str_eq(look_text(&w.answer, 2, "shown"), "open");
    static const struct {
        const char *asked, *closed, *outcome, *answered; /* closed NULL: it is open */
    } cases[] = {
        {"2026-08-31", "2026-09-08", "answered", "in time"}, /* due on that day: Labor Day is none */
        {"2026-09-01", "2026-09-10", "answered", "1 day late"}, {"2026-09-02", "2026-09-14", "answered", "4 days late"},
        {"2026-09-03", "2026-09-14", "withdrawn", NULL},        {"2026-09-04", NULL, NULL, NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        look_done(&w,
                  mem_printf(w.mem, "records add --ref 'blue 7' --on %s --routed %s", cases[i].asked, cases[i].asked));
        if (cases[i].closed)
            look_done(&w, mem_printf(w.mem, "records done %zu --on %s --outcome %s", i + 1, cases[i].closed,
                                     cases[i].outcome));
    }
    look_done(&w, "records list");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *answered = look_text(&w.answer, i, "answered");
        ck_assert_msg(cases[i].answered ? answered && strcmp(answered, cases[i].answered) == 0 : !answered, "%zu: %s",
                      i, answered ? answered : "none");
        ck_assert_str_eq(look_text(&w.answer, i, "shown"), cases[i].outcome ? cases[i].outcome : "overdue");
    }
}
END_TEST

START_TEST(on_paper_a_mistake_is_not_counted_and_a_late_answer_is_told) {
    look_done(&w, "records add --ref 'blue 7' --on 2026-09-01 --routed 2026-09-01");
    look_done(&w, "records done 1 --on 2026-09-10");
    for (int i = 2; i <= 4; i++)
        look_done(&w, mem_printf(w.mem, "records add --ref 'blue %d' --on 2026-09-03", i));
    look_done(&w, "records void 4 --reason 'entered twice'");
    struct buf text = paper(&w, "records pdf --out F");
    pdf_expect(&text, "1 day late");
    pdf_expect(&text, "Void: entered by mistake, not counted.");
    ck_assert_int_eq(pdf_count(&text, "void"), 1); /* it is printed */
    const char *words = "";
    char *at = strstr(text.data, "PRINTED");
    ck_assert_ptr_nonnull(at);
    for (at = strtok(at, " \n"); at; at = strtok(NULL, " \n"))
        words = mem_printf(w.mem, "%s %s", words, at);
    ck_assert_msg(strstr(words, " 0042 3 2 Sep 15, 2026"), "%s", words); /* entries, and those of them that are open */
    buf_free(&text);
}
END_TEST

void register_same_suite(Suite *s) {
    TCase *c = tcase_create("same");
    tcase_add_checked_fixture(c, open_with_year, close_world);
    tcase_add_test(c, a_request_of_one_case_and_day_is_entered_once);
    tcase_add_test(c, meetings_of_one_case_on_one_day_are_pointed_out_and_kept);
    tcase_add_test(c, a_request_that_has_a_clock_too_says_how_both_are_closed);
    tcase_add_test(c, an_iep_meeting_that_was_held_names_the_clocks_that_it_may_close);
    tcase_add_test(c, a_word_cut_short_is_taken_where_only_one_begins_so);
    tcase_add_test(c, a_word_that_several_begin_with_is_refused);
    tcase_add_test(c, a_translation_is_into_a_language_that_goes_by_one_name);
    tcase_add_test(c, an_empty_register_shows_a_command_that_can_be_copied);
    tcase_add_test(c, a_list_says_what_became_of_an_entry_and_whether_in_time);
    tcase_add_test(c, on_paper_a_mistake_is_not_counted_and_a_late_answer_is_told);
    suite_add_tcase(s, c);
}
