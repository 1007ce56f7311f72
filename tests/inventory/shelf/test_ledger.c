#include "base/fields.h"
#include "inventory/shelf/ledger.h"
#include "inventory/stock.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/model.h"
#include "tests/support/stored.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

/* Tuesday, September 15, 2026 is today. */

static long on_hand(const char *code) { return stock_of(code)->on_hand; }
static long issued(const char *code) { return stock_of(code)->input.issued; }

/* ---- what each movement does ---- */

START_TEST(each_movement_changes_the_shelf_and_the_use_by_its_kind_and_reason) {
    const struct model_kind *k = &model_kinds[_i];
    look_done(&w, "stock receive esy.en 100 --date 2026-09-01");
    look_done(&w, mem_printf(w.mem, "stock %s esy.en 7 --date 2026-09-10%s%s", k->kind, k->reason ? " --reason " : "",
                             k->reason ? k->reason : ""));
    ck_assert_uint_eq(w.answer.rows.count, 1);
    ck_assert_str_eq(look_text(&w.answer, 0, "item"), "esy.en");
    ck_assert_str_eq(look_text(&w.answer, 0, "kind"), k->kind);
    ck_assert_int_eq(look_int(&w.answer, 0, "quantity"), k->sign * 7);
    ck_assert_int_eq(look_int(&w.answer, 0, "on_hand"), 100 + k->sign * 7);
    ck_assert_int_eq(on_hand("esy.en"), 100 + k->sign * 7);
    look_done(&w, "stock issue esy.en 20 --date 2026-09-09"); /* so that what is taken off the use shows */
    ck_assert_int_eq(issued("esy.en"), 20 - (k->used ? k->sign * 7 : 0));
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(each_reason_of_giving_and_way_of_giving_is_taken) {
    static const char *const reasons[] = {"annual",          "referral",       "evaluation-request",
                                          "state-complaint", "due-process",    "discipline",
                                          "request",         "assessment-plan"};
    static const char *const hows[] = {"paper", "email", "web"};
    look_done(&w, "stock receive esy.en 100");
    for (size_t i = 0; i < 8; i++)
        look_done(&w, mem_printf(w.mem, "stock issue esy.en 1 --for %s --how %s", reasons[i], hows[i % 3]));
    ck_assert_int_eq(on_hand("esy.en"), 97); /* three on paper; the others left the shelf as it was */
    look_done(&w, "stock show esy.en");
    for (size_t i = 0; i < 8; i++) {
        ck_assert_str_eq(look_text(&w.answer, i + 1, "reason"), reasons[i]);
        ck_assert_str_eq(look_text(&w.answer, i + 1, "how"), hows[i % 3]);
    }
}
END_TEST

START_TEST(a_second_opening_is_told_of_the_first) {
    look_done(&w, "stock adjust esy.en 40 --reason opening --date 2026-08-12");
    ck_assert_uint_eq(w.answer.note_count, 0);
    look_done(&w, "stock adjust lre.en 5 --reason opening");
    ck_assert_uint_eq(w.answer.note_count, 0);
    expect_done(&w, "stock adjust esy.en 38 --reason opening", NULL,
                "esy.en has an opening of 40 from Aug 12, 2026 already; this adds to it");
    look_done(&w, "stock undo");
    look_done(&w, "stock undo"); /* that of lre.en */
    look_done(&w, "stock adjust lre.en 6 --reason opening");
    ck_assert_uint_eq(w.answer.note_count, 0); /* what is undone is none */
    expect_done(&w, "stock adjust esy.en 1 --reason opening", NULL, "an opening of 40 from");
}
END_TEST

START_TEST(all_pairs_that_cannot_be_moved_are_named_at_once) {
    static const char *const verbs[] = {"receive %s", "print %s", "issue %s", "return %s", "adjust %s --reason found"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        const char *format = verbs[i], *at = strstr(format, "%s");
        expect_problems(
            &w, mem_printf(w.mem, "stock %.*snothing.en 1 esy.en 2 neither.en 3%s", (int)(at - format), format, at + 2),
            (const struct told[]){{"item", 1, "no item \"nothing.en\""}, {"item", 3, "no item \"neither.en\""}, {0}});
    }
    expect_problems(&w, "stock receive esy.en 0 nothing.en x",
                    (const struct told[]){{"quantity", 1, "0 is not from 1"}, {"quantity", 2, "is not a number"}, {0}});
}
END_TEST

START_TEST(a_figure_far_beyond_the_shelf_is_asked_about) {
    look_done(&w, "catalog set esy.en minimum=14 maximum=29");
    look_done(&w, "stock receive esy.en 290"); /* ten times: that may be */
    ck_assert_uint_eq(w.answer.note_count, 0);
    expect_done(&w, "stock receive esy.en 291", NULL,
                "291 copies of esy.en is unusually many: the shelf is filled to 29");
    ck_assert(noted(&w, "guidestock stock undo"));
    look_done(&w, "stock undo"); /* nobody is asked again */
    ck_assert_uint_eq(w.answer.note_count, 0);
    look_done(&w, "catalog set esy.en minimum=1 maximum=2");
    look_done(&w, "stock receive esy.en 100");
    ck_assert_uint_eq(w.answer.note_count, 0);
    expect_done(&w, "stock issue esy.en 101 --how email", NULL,
                "101 copies of esy.en is unusually many: the shelf is filled to ");
    expect_done(&w, "stock issue esy.en 101", NULL, "101 copies of esy.en is unusually many: the shelf is filled to ");
}
END_TEST

START_TEST(an_item_is_named_by_code_or_by_material_number) {
    static const char *const words[] = {"parent-guide.es", "9661218951", "966-121-8951", "'966 121 8951'",
                                        "PARENT-GUIDE.ES"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        look_done(&w, mem_printf(w.mem, "stock receive %s 1", words[i]));
    ck_assert_int_eq(on_hand("parent-guide.es"), 5);
}
END_TEST

START_TEST(a_movement_that_cannot_be_is_refused_with_its_cause_and_stores_nothing) {
    static const struct {
        const char *line;
        enum err_kind kind;
        const char *words;
    } cases[] = {
        {"stock receive esy.en 0", ERR_INPUT, "quantity: 0 is not from 1 to 1000000"},
        {"stock receive esy.en -1", ERR_INPUT, "without a sign"},
        {"stock receive esy.en +1", ERR_INPUT, "without a sign"},
        {"stock receive esy.en 1e3", ERR_INPUT, "in digits"},
        {"stock receive esy.en 1O", ERR_INPUT, "a letter O?"},
        {"stock receive esy.en 1.5", ERR_INPUT, "whole numbers"},
        {"stock receive esy.en 1,000", ERR_INPUT, "whole numbers"},
        {"stock receive esy.en 1000001", ERR_INPUT, "1000001 is not from 1 to 1000000"},
        {"stock receive esy.en 99999999999999999999", ERR_INPUT, "quantity"},
        {"stock receive esy.en ''", ERR_INPUT, "quantity is empty"},
        {"stock receive esy.en ' 5'", ERR_INPUT, "quantity"},
        {"stock receive esy.en", ERR_INPUT, "QTY is missing"},
        {"stock receive esy.en 5 lre.en", ERR_INPUT, "QTY is missing"},
        {"stock receive", ERR_INPUT, "missing"},
        {"stock receive esy.en 5 --date 2026-09-16", ERR_INPUT, "in the future"},
        {"stock receive esy.en 5 --date tomorrow", ERR_INPUT, "in the future"},
        {"stock receive esy.en 5 --date 1989-12-31", ERR_INPUT, "before 1990"},
        {"stock receive esy.en 5 --date 2026-02-30", ERR_INPUT, "is not a date"},
        {"stock receive esy.en 5 --date 2026-13-01", ERR_INPUT, "is not a date"},
        {"stock receive esy.en 5 --edition 'Sep 1999'", ERR_NOT_FOUND, "no edition"},
        {"stock receive esy.en 5 --reason found", ERR_INPUT, "reason"},
        {"stock receive esy.en 5 --for annual", ERR_INPUT, "for"},
        {"stock receive ezy.en 5", ERR_NOT_FOUND, "Did you mean esy.en?"},
        {"stock receive 9661218959 5", ERR_NOT_FOUND, "9661218959"},
        {"stock receive 96612189 5", ERR_INPUT, "8 digits"},
        {"stock receive esy.en 5 qqq 5", ERR_NOT_FOUND, "no item \"qqq\""},
        {"stock issue esy.en 1 --for fun", ERR_INPUT, "none of annual"},
        {"stock issue esy.en 1 --how fax", ERR_INPUT, "none of paper"},
        {"stock issue esy.en 1", ERR_RULE, "0 copies of esy.en are on hand, 1 was asked for"},
        {"stock adjust esy.en 1", ERR_INPUT, "--reason"},
        {"stock adjust esy.en 1 --reason broken", ERR_INPUT, "none of damaged"},
        {"stock adjust esy.en 1 --reason damaged", ERR_RULE, "on hand"},
        {"stock issue lre.en 11", ERR_RULE, "10 copies of lre.en are on hand, 11 were asked for"},
        {"stock issue lre.en 1 --date 2026-08-31", ERR_RULE, "0 copies of lre.en were on hand on 2026-08-31"},
        {"stock issue lre.en 6 lre.en 5", ERR_RULE, "10 copies of lre.en are on hand, 11 were asked for"},
        {"stock issue lre.en 5 esy.en 1", ERR_RULE, "esy.en"},
        {"stock issue lre.en 5 puzzled.en 1 nothing.en 1", ERR_NOT_FOUND, "nothing.en"},
        {"stock show nothing.en", ERR_NOT_FOUND, "nothing.en"},
        {"stock show esy.en --last 0", ERR_INPUT, "last"},
        {"stock --language Klingon", ERR_NOT_FOUND, "Klingon"},
        {"stock undo 0", ERR_INPUT, "id"},
        {"stock undo 999999", ERR_NOT_FOUND, "999999"},
    };
    look_done(&w, "stock receive lre.en 10 --date 2026-09-01");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refused(&w, cases[i].line, NULL, cases[i].kind, cases[i].words);
    ck_assert_int_eq(on_hand("lre.en"), 10);
}
END_TEST

START_TEST(a_note_is_text_of_at_most_500_bytes) {
    char line[700], note[502];
    memset(note, 'n', 501);
    note[501] = '\0';
    snprintf(line, sizeof line, "stock receive esy.en 5 --note %s", note);
    expect_refused(&w, line, NULL, ERR_INPUT, "at most 500");
    expect_refused(&w, "stock receive esy.en 5 --note a\tb", NULL, ERR_INPUT, "control character");
    expect_refused(&w, "stock receive esy.en 5 --note \xff", NULL, ERR_INPUT, "UTF-8");
    note[500] = '\0';
    snprintf(line, sizeof line, "stock receive esy.en 5 --note %s", note);
    look_done(&w, line);
    look_done(&w, "stock show esy.en");
    ck_assert_str_eq(look_text(&w.answer, 0, "note"), note);
}
END_TEST

START_TEST(several_pairs_are_one_transaction) {
    long trail = world_count(&w, "SELECT count(*) FROM trail");
    look_done(&w, "stock receive esy.en 5 lre.en 6 esy.en 7 --date 2026-09-10");
    ck_assert_uint_eq(w.answer.rows.count, 3);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement"), 3);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail"), trail + 1);
    ck_assert_int_eq(on_hand("esy.en"), 12);
    ck_assert_int_eq(on_hand("lre.en"), 6);
    expect_refused(&w, "stock issue esy.en 12 lre.en 7", NULL, ERR_RULE, "lre.en"); /* the first alone would do */
    look_done(&w, "stock issue esy.en 12 lre.en 6");
    ck_assert_int_eq(on_hand("esy.en"), 0);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(the_balance_of_no_later_day_goes_below_zero) {
    look_done(&w, "stock receive esy.en 10 --date 2026-09-01");
    look_done(&w, "stock issue esy.en 8 --date 2026-09-10");
    look_done(&w, "stock receive esy.en 5 --date 2026-09-14");
    expect_refused(&w, "stock issue esy.en 3 --date 2026-09-05", NULL, ERR_RULE,
                   "3 copies of esy.en cannot be taken on 2026-09-05: on 2026-09-10 only 2 were left");
    expect_refused(&w, "stock adjust esy.en 3 --date 2026-09-10 --reason lost", NULL, ERR_RULE,
                   "2 copies of esy.en were on hand on 2026-09-10, 3 were asked for");
    expect_refused(&w, "stock issue esy.en 1 --date 2026-08-31", NULL, ERR_RULE, "2026-08-31");
    look_done(&w, "stock issue esy.en 2 --date 2026-09-05"); /* down to zero on the 10th, which is allowed */
    expect_refused(&w, "stock issue esy.en 1 --date 2026-09-13", NULL, ERR_RULE, "2026-09-13");
    look_done(&w, "stock issue esy.en 5 --date 2026-09-14"); /* on the day of the receipt */
    ck_assert_int_eq(on_hand("esy.en"), 0);
    struct err e = {0};
    long balance;
    ck_assert(ledger_balance(&w.req, 7, 1, w.req.today - 10, &balance, &e)); /* 2026-09-05 */
    ck_assert_int_eq(balance, 8);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(the_ledger_of_an_item_has_a_running_balance_by_day) {
    static const struct {
        const char *date, *kind;
        long quantity, balance;
    } rows[] = {{"2026-09-01", "receive", 10, 10}, {"2026-09-03", "issue", -4, 6}, {"2026-09-10", "print", 5, 11}};
    look_done(&w, "stock receive esy.en 10 --date 2026-09-01");
    look_done(&w, "stock print esy.en 5 --date 2026-09-10");
    look_done(&w, "stock issue esy.en 4 --date 2026-09-03"); /* written down last */
    look_done(&w, "stock receive lre.en 9");
    look_done(&w, "stock show esy.en");
    ck_assert_uint_eq(w.answer.rows.count, 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_str_eq(date_iso(w.mem, look_date(&w.answer, i, "date")), rows[i].date);
        ck_assert_str_eq(look_text(&w.answer, i, "kind"), rows[i].kind);
        ck_assert_int_eq(look_int(&w.answer, i, "quantity"), rows[i].quantity);
        ck_assert_int_eq(look_int(&w.answer, i, "balance"), rows[i].balance);
        ck_assert_str_eq(look_text(&w.answer, i, "by"), "tester");
    }
    look_done(&w, "stock show esy.en --last 1");
    ck_assert_uint_eq(w.answer.rows.count, 1);
    ck_assert_int_eq(look_int(&w.answer, 0, "balance"), 11);
}
END_TEST

START_TEST(stock_lists_what_is_low_first_and_by_language) {
    look_done(&w, "stock receive esy.en 50 parent-guide.es 3 iep-and-you.en-es 50");
    look_done(&w, "stock");
    ck_assert_uint_eq(w.answer.rows.count, 10);
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "OUT");
    ck_assert_str_eq(look_text(&w.answer, 7, "item"), "parent-guide.es");
    ck_assert_str_eq(look_text(&w.answer, 7, "status"), "LOW");
    ck_assert_str_eq(look_text(&w.answer, 9, "status"), "OK");
    look_done(&w, "stock --low");
    ck_assert_uint_eq(w.answer.rows.count, 8);
    ck_assert_uint_eq(look_find(&w.answer, "item", "esy.en"), SIZE_MAX);
    look_done(&w, "stock --language Spanish");
    ck_assert_uint_eq(w.answer.rows.count, 3);
    ck_assert_uint_ne(look_find(&w.answer, "item", "itp-guide.en-es"), SIZE_MAX);
}
END_TEST

/* ---- undoing ---- */

static long last_movement(void) { return look_int(&w.answer, 0, "movement"); }

START_TEST(undoing_puts_down_the_opposite_and_the_movement_counts_as_never_made) {
    look_done(&w, "stock receive esy.en 50 --date 2026-09-01");
    look_done(&w, "stock issue esy.en 9 --date 2026-09-08");
    long id = last_movement();
    ck_assert_int_eq(issued("esy.en"), 9);
    look_done(&w, mem_printf(w.mem, "stock undo %ld", id));
    ck_assert_int_eq(look_int(&w.answer, 0, "quantity"), 9);
    ck_assert_int_eq(on_hand("esy.en"), 50);
    ck_assert_int_eq(issued("esy.en"), 0);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement"), 3); /* nothing is deleted */
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement WHERE reverses IS NOT NULL AND "
                                     "on_date = '2026-09-08' AND quantity = 9"),
                     1);
    look_done(&w, "stock show esy.en");
    ck_assert_int_eq(look_int(&w.answer, 1, "undone_by"), look_int(&w.answer, 2, "movement"));
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(undo_without_a_number_takes_back_ones_own_last_and_then_the_one_before) {
    w.req.actor = "another";
    expect_refused(&w, "stock undo", NULL, ERR_NOT_FOUND, "no movement left to undo");
    w.req.actor = "tester";
    look_done(&w, "stock receive esy.en 10");
    look_done(&w, "stock receive esy.en 200");
    w.req.actor = "another";
    look_done(&w, "stock receive esy.en 3000");
    w.req.actor = "tester";
    look_done(&w, "stock undo");
    ck_assert_int_eq(on_hand("esy.en"), 3010);
    look_done(&w, "stock undo");
    ck_assert_int_eq(on_hand("esy.en"), 3000);
    expect_refused(&w, "stock undo", NULL, ERR_NOT_FOUND, "no movement left to undo");
}
END_TEST

START_TEST(a_movement_is_undone_once_and_an_undoing_never) {
    look_done(&w, "stock receive esy.en 10");
    long id = last_movement();
    look_done(&w, "stock undo");
    long undoing = last_movement();
    expect_refused(&w, mem_printf(w.mem, "stock undo %ld", id), NULL, ERR_CONFLICT, "undone already");
    expect_refused(&w, mem_printf(w.mem, "stock undo %ld", undoing), NULL, ERR_RULE, "itself the undoing");
    ck_assert_int_eq(on_hand("esy.en"), 0);
}
END_TEST

START_TEST(a_receipt_that_was_used_since_is_not_undone) {
    look_done(&w, "stock receive esy.en 10 --date 2026-09-01");
    long id = last_movement();
    look_done(&w, "stock issue esy.en 4 --date 2026-09-08");
    long issue = last_movement();
    look_done(&w, "stock receive esy.en 100 --date 2026-09-14"); /* after that day: of no help */
    expect_refused(&w, mem_printf(w.mem, "stock undo %ld", id), NULL, ERR_RULE, "2026-09-08");
    look_done(&w, mem_printf(w.mem, "stock undo %ld", issue));
    look_done(&w, mem_printf(w.mem, "stock undo %ld", id));
    ck_assert_int_eq(on_hand("esy.en"), 100);
    ck_assert(world_is_sound(&w));
}
END_TEST

/* ---- schools ---- */

START_TEST(an_elementary_school_has_no_items_for_secondary_schools) {
    static const char *const codes[] = {"itp-guide.en-es", "itp-booklet.en", "9665026460"};
    world_close(&w);
    world_open(&w, "elementary", "2026-09-15");
    for (size_t i = 0; i < 3; i++) {
        expect_refused(&w, mem_printf(w.mem, "stock receive %s 5", codes[i]), NULL, ERR_RULE, "secondary schools only");
        expect_refused(&w, mem_printf(w.mem, "stock receive esy.en 5 %s 5", codes[i]), NULL, ERR_RULE, "secondary");
    }
    look_done(&w, "stock");
    ck_assert_uint_eq(w.answer.rows.count, 8);
    ck_assert_uint_eq(look_find(&w.answer, "item", "itp-guide.en-es"), SIZE_MAX);
}
END_TEST

START_TEST(two_schools_in_one_file_do_not_share_a_shelf) {
    look_done(&w, "stock receive esy.en 50");
    long first = w.req.school;
    look_done(&w, "school add --name Other --code 0043 --level elementary"); /* asks for it from here on */
    ck_assert_int_ne(w.req.school, first);
    ck_assert_int_eq(on_hand("esy.en"), 0);
    expect_refused(&w, "stock issue esy.en 1", NULL, ERR_RULE, "0 copies of esy.en are on hand");
    look_done(&w, "stock receive esy.en 7");
    ck_assert_int_eq(on_hand("esy.en"), 7);
    w.req.school = first;
    ck_assert_int_eq(on_hand("esy.en"), 50);
    ck_assert(world_is_sound(&w));
}
END_TEST

void ledger_suite(Suite *s) {
    TCase *c = tcase_create("core");
    tcase_add_checked_fixture(c, open_senior, close_world);
    tcase_add_loop_test(c, each_movement_changes_the_shelf_and_the_use_by_its_kind_and_reason, 0, MODEL_KINDS);
    tcase_add_test(c, each_reason_of_giving_and_way_of_giving_is_taken);
    tcase_add_test(c, a_second_opening_is_told_of_the_first);
    tcase_add_test(c, all_pairs_that_cannot_be_moved_are_named_at_once);
    tcase_add_test(c, a_figure_far_beyond_the_shelf_is_asked_about);
    tcase_add_test(c, an_item_is_named_by_code_or_by_material_number);
    tcase_add_test(c, a_movement_that_cannot_be_is_refused_with_its_cause_and_stores_nothing);
    tcase_add_test(c, a_note_is_text_of_at_most_500_bytes);
    tcase_add_test(c, several_pairs_are_one_transaction);
    tcase_add_test(c, the_balance_of_no_later_day_goes_below_zero);
    tcase_add_test(c, the_ledger_of_an_item_has_a_running_balance_by_day);
    tcase_add_test(c, stock_lists_what_is_low_first_and_by_language);
    tcase_add_test(c, undoing_puts_down_the_opposite_and_the_movement_counts_as_never_made);
    tcase_add_test(c, undo_without_a_number_takes_back_ones_own_last_and_then_the_one_before);
    tcase_add_test(c, a_movement_is_undone_once_and_an_undoing_never);
    tcase_add_test(c, a_receipt_that_was_used_since_is_not_undone);
    tcase_add_test(c, an_elementary_school_has_no_items_for_secondary_schools);
    tcase_add_test(c, two_schools_in_one_file_do_not_share_a_shelf);
    suite_add_tcase(s, c);
}
