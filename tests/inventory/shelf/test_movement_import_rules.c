/* What a file may not bring, and what an undoing of it may not take away: the rules hold through it, too. */
#include "tests/suites.h"
#include "tests/support/exported.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/paper.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ORDERS "number,status,prepared,sent,first_received,item,units,copies_per_unit,received_copies\n"
#define R1 "R-2026-27-0001,"

/* Ann and Bob are clerks, Pat is a principal. */
static void add_users(void) {
    static const char *const lines[] = {"user add ann --role clerk", "user add bob --role clerk",
                                        "user add pat --role principal"};
    for (size_t i = 0; i < COUNT(lines); i++)
        look_done(&w, lines[i]);
}

/* ---- requisitions ---- */

static const struct {
    const char *row;
    bool clerk; /* whether a clerk may bring it */
} orders[] = {
    {"draft,2026-09-01,,,esy.en,1,,\n", true},
    {"waiting,2026-09-01,,,esy.en,1,,\n", true},
    {"cancelled,2026-09-01,,,esy.en,1,,\n", true},
    {"approved,2026-09-01,,,esy.en,1,,\n", false},
    {"sent,2026-09-01,2026-09-02,,esy.en,1,,\n", false},
    {"part received,2026-09-01,2026-09-02,2026-09-03,esy.en,5,,1\n", false},
    {"closed,2026-09-01,2026-09-02,2026-09-03,esy.en,5,,5\n", false},
    {"cancelled,2026-09-01,2026-09-02,,esy.en,1,,\n", false},
};
static const char too_far[] =
    "row 2, status: only a principal may import an order that is approved or further; import it as waiting";

START_TEST(a_clerk_approves_nothing_by_importing_it) {
    const char *file = mem_printf(w.mem, ORDERS R1 "%s", orders[_i].row);
    add_users();
    w.req.actor = "ann";
    if (orders[_i].clerk)
        expect_done(&w, "import f.csv", file, "1 new");
    else
        expect_refused(&w, "import f.csv", file, ERR_INPUT, too_far);
    w.req.actor = "pat";
    expect_done(&w, "import f.csv", file, orders[_i].clerk ? "1 unchanged" : "1 new");
    w.req.actor = "bob";
    expect_done(&w, "import f.csv", file, "1 unchanged"); /* it is here: nothing is approved by saying so */
}
END_TEST

START_TEST(while_there_are_no_users_an_import_brings_every_state) {
    expect_done(&w, "import f.csv", mem_printf(w.mem, ORDERS R1 "%s", orders[_i].row), "1 new");
}
END_TEST

START_TEST(an_imported_approval_names_no_approver_on_the_paper) {
    static const char *const words[] = {"Approved by the principal", NULL};
    w.req.actor = "importer-of-it";
    expect_done(&w, "import f.csv", ORDERS R1 "approved,2026-09-01,,,esy.en,1,,\n", "1 new");
    struct buf text = paper(&w, "requisition pdf 1");
    expect_all(&text, words);
    ck_assert_msg(!strstr(text.data, "importer-of-it"), "%s", text.data);
    buf_free(&text);
    look_done(&w, "requisition return 1 --note 'once more'");
    look_done(&w, "requisition submit 1");
    look_done(&w, "requisition approve 1");
    text = paper(&w, "requisition pdf 1");
    ck_assert_msg(strstr(text.data, "importer-of-it"), "%s", text.data);
    buf_free(&text);
}
END_TEST

static const struct {
    const char *row, *refused; /* what is said to the clerk who imported it; NULL: it is undone */
} undone[] = {
    {"draft,2026-09-01,,,esy.en,1,,\n", NULL},
    {"cancelled,2026-09-01,,,esy.en,1,,\n", NULL},
    {"waiting,2026-09-01,,,esy.en,1,,\n",
     "cannot be undone by ann: R-2026-27-0001 is waiting, imported by ann; only a"},
};

START_TEST(a_clerk_undoes_only_drafts_of_their_own_import) {
    add_users();
    w.req.actor = "ann";
    expect_done(&w, "import f.csv", mem_printf(w.mem, ORDERS R1 "%s", undone[_i].row), "1 new");
    w.req.actor = "bob";
    if (_i == 0)
        expect_refused(&w, "import undo 1", NULL, ERR_RULE, "by bob: R-2026-27-0001 is draft, imported by ann");
    w.req.actor = "ann";
    if (!undone[_i].refused) {
        expect_done(&w, "import undo 1", NULL, "Batch 1 (requisitions)");
        return;
    }
    expect_refused(&w, "import undo 1", NULL, ERR_RULE, undone[_i].refused);
    w.req.actor = "pat";
    expect_done(&w, "import undo 1", NULL, "1 requisition cancelled");
}
END_TEST

START_TEST(what_is_part_received_is_cancelled_by_no_undoing) {
    const char *before_it = ORDERS R1 "draft,2026-09-01,,,esy.en,1,,\n"
                                      "R-2026-27-0002,part received,2026-09-01,2026-09-02,2026-09-03,esy.en,5,,1\n";
    expect_done(&w, "import f.csv", before_it, "2 new");
    expect_refused(&w, "import undo", NULL, ERR_RULE, "R-2026-27-0002 is part received; take the delivery back first");
}
END_TEST

START_TEST(an_order_of_too_many_copies_is_a_refused_row) {
    expect_refused(&w, "import f.csv", ORDERS R1 "draft,2026-09-01,,,esy.en,1000000000,1000000,\n", ERR_INPUT,
                   "row 2, units: 1000000000 units of 1000000 are over 1000000000 copies");
    expect_refused(&w, "import f.csv", ORDERS R1 "draft,2026-09-01,,,esy.en,1001,1000000,\n", ERR_INPUT, "are over");
    expect_done(&w, "import f.csv", ORDERS R1 "draft,2026-09-01,,,esy.en,1000,1000000,\n", "1 new");
}
END_TEST

/* ---- columns, days, kinds ---- */

static const struct {
    const char *file, *words;
} unknown_columns[] = {
    {"language,families,Students\nhy,31,200\n",
     "the header has a column \"students\". Did you mean pupils? The columns are language,families,program,pupils,"},
    {"language,families,pupls\nhy,31,200\n", "a column \"pupls\". Did you mean pupils?"},
    {"number,status,prepared,item,units,quantity\nR-2026-27-0001,draft,2026-09-01,esy.en,1,25\n",
     "a column \"quantity\". Did you mean units? The columns are number,status,prepared,"},
    {"date,item,kind,quantity,Students\n2026-09-01,esy.en,receive,5,3\n",
     "a column \"students\". The columns are date,item,kind,quantity,reason,note,how,edition"},
};

START_TEST(a_column_that_would_be_lost_is_refused) {
    expect_refused(&w, "import f.csv", unknown_columns[_i].file, ERR_INPUT, unknown_columns[_i].words);
}
END_TEST

START_TEST(a_column_without_a_name_and_the_one_of_refused_rows_are_let_pass) {
    expect_done(&w, "import f.csv", "language,families,refused,\nhy,31,row 2 was bad,\n", "1 new");
    expect_done(&w, "import f.csv", "date,item,kind,quantity,refused,\n2026-09-01,esy.en,receive,5,bad,\n", "1 new");
}
END_TEST

static const char reads_as_count[] = "this reads as a count of the shelf (item, quantity); to enter hand-outs, add a "
                                     "column kind (issue, receive, ...)";
static const char *const hand_outs[] = {
    "date,item,quantity\n2026-09-01,esy.en,5\n2026-09-02,lre.en,5\n",
    "date,item,quantity\n2026-09-01,esy.en,5\n2026-09-02,esy.en,2\n",
    "date,item,quantity\n9/1/26,esy.en,5\n9/2/26,esy.en,x\n",
    "item,quantity,reason\nesy.en,5,annual\n",
    "item,quantity,for\nesy.en,5,annual\n",
    "date,item,quantity,note\n2026-09-01,esy.en,5,by post\n",
};

START_TEST(a_list_of_hand_outs_without_a_kind_is_no_count) {
    expect_refused(&w, "import f.csv", hand_outs[_i], ERR_INPUT, reads_as_count);
}
END_TEST

START_TEST(each_answer_says_what_the_file_was_read_as) {
    static const char *const files[][2] = {
        {"date,item,quantity\n2026-09-15,esy.en,5\n9/15,lre.en,5\n", "0 refused. (count 1) (a count of the shelf)"},
        {"date,item,kind,quantity\n2026-09-01,esy.en,receive,5\n", "0 refused. (batch 1) (movements)"},
        {"language,families\nhy,31\n", "0 refused. (batch 2) (families by language)"},
        {"item,languages,floor\nlre.en,en,4\n", "0 refused. (batch 3) (a catalog)"},
        {"school_year,kind,from\n2026-27,first_day,2026-08-13\n2026-27,last_day,2027-06-10\n", "(a school calendar)"},
        {ORDERS R1 "draft,2026-09-01,,,esy.en,1,,\n", "(requisitions)"},
        {"item,quantity,edition,date\nesy.en,5,,2026-09-14\nlre.en,6,,2026-09-13\n", "(a count of the shelf)"},
    };
    for (size_t i = 0; i < COUNT(files); i++) {
        expect_done(&w, "import f.csv --dry-run", files[i][0], "Nothing was stored. (");
        expect_done(&w, "import f.csv", files[i][0], files[i][1]);
    }
}
END_TEST

START_TEST(dates_are_understood_as_spreadsheets_write_them) {
    expect_done(&w, "import f.csv",
                "date,item,kind,quantity\n9/1/26,esy.en,receive,1\n2026/09/02,esy.en,receive,2\n"
                "2026/9/3,esy.en,receive,3\n09/04/26,esy.en,receive,4\n",
                "4 new");
    for (int day = 1; day <= 4; day++)
        ck_assert_int_eq(world_count(&w, mem_printf(w.mem,
                                                    "SELECT quantity FROM movement WHERE on_date = "
                                                    "'2026-09-%02d'",
                                                    day)),
                         day);
}
END_TEST

START_TEST(what_was_handed_out_on_no_school_day_is_taken_with_one_note) {
    static const char days[] = "date,item,kind,quantity\n2026-08-01,esy.en,receive,9\n2026-09-05,esy.en,issue,1\n"
                               "2026-09-06,esy.en,issue,1\n2026-09-08,esy.en,issue,1\n";
    expect_done(&w, "import f.csv --dry-run", days, "4 new");
    ck_assert(!noted(&w, "school days")); /* no calendar is loaded: nobody knows */
    expect_done(&w, "import c.csv",
                "school_year,kind,from\n2026-27,first_day,2026-08-13\n2026-27,last_day,2027-06-10\n", NULL);
    expect_done(&w, "import f.csv", days, "4 new");
    ck_assert_uint_eq(w.answer.note_count, 1);
    ck_assert_str_eq(w.answer.notes[0].words, "2 rows were handed out on days without school by the calendar (the "
                                              "first: row 3, 2026-09-05); they are taken nevertheless");
}
END_TEST

/* ---- refusals and undoing ---- */

START_TEST(refused_rows_are_told_in_the_order_of_their_lines) {
    /* a number that is taken comes to light after the last row */
    expect_refused(&w, "catalog import f.csv",
                   "item,material_number,floor\nesy.en,1112223334,\nlre.en,1112223334,\npuzzled.en,,x\n", ERR_INPUT,
                   "row 3, ");
    ck_assert_uint_eq(w.answer.note_count, 2);
    ck_assert_msg(strncmp(w.answer.notes[0].words, "row 3, ", 7) == 0, "%s", w.answer.notes[0].words);
    ck_assert_msg(strncmp(w.answer.notes[1].words, "row 4, ", 7) == 0, "%s", w.answer.notes[1].words);
    expect_refused(&w, "import f.csv",
                   ORDERS "R-2026-27-0002,draft,2026-09-01,,,esy.en,1,,\n" R1 "draft,2026-09-01,,,lre.en,1,,\n" R1
                          "draft,2026-09-01,,,esy.en,x,,\n",
                   ERR_INPUT, "row 3, number: all of");
    ck_assert_msg(strncmp(w.answer.notes[0].words, "row 3, ", 7) == 0, "%s", w.answer.notes[0].words);
}
END_TEST

START_TEST(what_is_in_use_and_cannot_be_undone_comes_with_a_way_out) {
    expect_done(&w, "catalog import f.csv", "item,floor\nlre.vi,5\n", "1 new");
    expect_done(&w, "stock receive lre.vi 3", NULL, NULL);
    expect_refused(&w, "import undo 1", NULL, ERR_RULE, "guidestock catalog retire lre.vi");
    expect_done(&w, "catalog retire lre.vi", NULL, NULL);
    expect_done(&w, "catalog import f.csv", "item,editions\nlre.en,; 2026-09-01 New\n", "1 changed");
    expect_done(&w, "stock receive lre.en 3", NULL, NULL);
    expect_refused(&w, "import undo 2", NULL, ERR_RULE, "guidestock catalog set lre.en edition=VALUE");
    expect_done(&w, "catalog set lre.en edition=NAME", NULL, NULL);
}
END_TEST

START_TEST(undo_a_second_time_does_not_go_on_to_the_import_before) {
    expect_done(&w, "import f.csv", "language,families\nhy,31\nes,4\n", "(batch 1)");
    expect_done(&w, "import f.csv", "date,item,kind,quantity\n2026-09-01,esy.en,receive,5\n", "(batch 2)");
    expect_done(&w, "import undo", NULL, "Batch 2 (movements)");
    expect_refused(&w, "import undo", NULL, ERR_RULE,
                   "your last import (batch 2) is undone already; the one before it is batch 1 (languages, 2 rows)");
    ck_assert_str_eq(look_command(&w, w.err.next), "import undo 1");
    expect_done(&w, "import undo 1", NULL, "Batch 1 (languages)");
    expect_refused(&w, "import undo", NULL, ERR_NOT_FOUND, "no import left to undo");
}
END_TEST

/* ---- what was sent ---- */

#define SENT "date,item,kind,quantity,reason,how\n"
static const char sent[] = SENT "2026-09-01,esy.en,receive,5,,\n2026-09-02,esy.en,issue,3,annual,email\n"
                                "2026-09-02,esy.en,issue,3,annual,email\n2026-09-02,lre.en,issue,1000,,web\n"
                                "2026-09-03,esy.en,issue,2,annual,paper\n";

static long movements(void) { return world_count(&w, "SELECT count(*) FROM movement"); }
static long notices(void) { return world_count(&w, "SELECT coalesce(sum(copies), 0) FROM notice"); }
static long on_hand(void) { return world_count(&w, "SELECT coalesce(sum(quantity), 0) FROM movement"); }

START_TEST(what_a_file_says_was_sent_becomes_notices_and_leaves_the_shelf_as_it_is) {
    expect_done(&w, "import f.csv --dry-run", sent, "5 rows: 5 new, 0 already here");
    ck_assert_int_eq(movements() + notices(), 0);
    expect_done(&w, "import f.csv", sent, "5 rows: 5 new, 0 already here");
    ck_assert_int_eq(on_hand(), 3);
    ck_assert_int_eq(movements(), 2);
    ck_assert_int_eq(notices(), 1006);
    ck_assert_int_eq(stock_of("esy.en")->input.issued, 2);
    look_done(&w, "stock given --for annual");
    ck_assert_int_eq(look_int(&w.answer, 0, "email"), 6);
    ck_assert_int_eq(look_int(&w.answer, 0, "paper"), 2);
    const char *before = stored(&w);
    expect_done(&w, "import f.csv", sent, "5 rows: 0 new, 5 already here");
    ck_assert_str_eq(stored(&w), before);
    expect_done(&w, "import f.csv", exported(&w, "movements"), "5 rows: 0 new, 5 already here");
    expect_done(&w, "import f.csv", SENT "2026-09-02,esy.en,issue,3,annual,web\n", "1 new"); /* another how */
    expect_done(&w, "import f.csv",
                SENT "2026-09-02,esy.en,issue,3,annual,email\n2026-09-02,esy.en,issue,3,annual,email\n"
                     "2026-09-02,esy.en,issue,3,annual,email\n",
                "1 new, 2 already here");
}
END_TEST

START_TEST(an_import_with_notices_is_undone_as_one_and_can_come_again) {
    const char *before = exported(&w, "movements");
    expect_done(&w, "import f.csv", sent, "5 new");
    expect_done(&w, "import undo", NULL, "Batch 1 (movements): 2 movements and 3 notices undone.");
    ck_assert_str_eq(exported(&w, "movements"), before);
    ck_assert_int_eq(on_hand() + notices(), 0);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM notice"), 6); /* nothing is deleted */
    expect_done(&w, "import f.csv", sent, "5 new, 0 already here");
    expect_done(&w, "import g.csv", SENT "2026-09-04,esy.en,issue,1,,web\n2026-09-05,esy.en,issue,1,,web\n", "2 new");
    long last = world_count(&w, "SELECT max(id) FROM notice");
    expect_done(&w, mem_printf(w.mem, "stock undo %ld", last), NULL, NULL);
    expect_done(&w, "import undo 3", NULL, "1 notice undone (1 were undone before)");
    ck_assert_int_eq(notices(), 1006);
}
END_TEST

START_TEST(what_was_sent_is_exported_among_the_movements_while_it_stands) {
    expect_done(&w, "stock receive esy.en 5 --date 2026-09-01", NULL, NULL);
    expect_done(&w, "stock issue esy.en 2 --how email --for request --note 'by phone' --date 2026-09-01", NULL, NULL);
    expect_done(&w, "stock issue esy.en 1 --how paper --date 2026-09-02", NULL, NULL);
    expect_done(&w, "stock issue esy.en 9 --how web", NULL, NULL);
    expect_done(&w, "stock undo", NULL, NULL);
    ck_assert_str_eq(exported(&w, "movements"), "date,item,kind,quantity,reason,note,how,edition\n"
                                                "2026-09-01,esy.en,receive,5,,,,\n"
                                                "2026-09-01,esy.en,issue,2,request,by phone,email,\n"
                                                "2026-09-02,esy.en,issue,1,,,paper,\n");
}
END_TEST

/* Version 1 took copies off the shelf for what it sent: they stay off, and stay sent. */
START_TEST(what_version_1_sent_keeps_its_copies_and_its_place_in_the_tally) {
    static const char old[] =
        "date,item,kind,quantity,reason,note,how,edition\n2026-09-01,esy.en,receive,5,,,,\n"
        "2026-09-02,esy.en,issue,2,annual,,email-copy,\n2026-09-02,esy.en,issue,2,annual,,email,\n"
        "2026-09-03,esy.en,issue,1,,,web-copy,\n";
    expect_done(&w, "import f.csv", old, "4 new");
    ck_assert_int_eq(on_hand(), 2);
    ck_assert_int_eq(notices(), 2);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement WHERE how IN ('email', 'web')"), 2);
    look_done(&w, "stock given --for annual");
    ck_assert_int_eq(look_int(&w.answer, 0, "email"), 4);
    ck_assert_int_eq(look_int(&w.answer, 0, "paper"), 0);
    ck_assert_str_eq(exported(&w, "movements"), old);
    expect_done(&w, "import f.csv", old, "0 new, 4 already here");
    expect_refused(&w, "import f.csv", SENT "2026-09-03,esy.en,receive,1,,email\n", ERR_INPUT, "how: a receive takes");
    expect_refused(&w, "import f.csv", SENT "2026-09-03,esy.en,return,1,,email-copy\n", ERR_INPUT, "how: a return");
}
END_TEST

START_TEST(what_was_sent_is_not_to_blame_for_a_shelf_below_zero) {
    static const char file[] = SENT "2026-09-01,esy.en,receive,5,,\n2026-09-02,esy.en,issue,9,,email\n"
                                    "2026-09-02,esy.en,issue,6,,\n2026-09-03,esy.en,issue,9,,web\n";
    expect_refused(&w, "import f.csv", file, ERR_INPUT, "row 4, quantity: esy.en would have -1 copies");
    ck_assert_int_eq(w.answer.refused, 1);
}
END_TEST

START_TEST(a_notice_without_an_edition_is_known_again_after_a_new_one) {
    static const char file[] = SENT "2026-09-10,lre.en,issue,5,,email\n";
    expect_done(&w, "import f.csv", file, "1 new");
    expect_done(&w, "catalog supersede lre.en --edition New --from 2026-09-01", NULL, NULL);
    expect_done(&w, "import f.csv", file, "0 new, 1 already here");
    expect_done(&w, "import f.csv", exported(&w, "movements"), "0 new, 1 already here");
    expect_done(&w, "import f.csv", "date,item,kind,quantity,how,edition\n2026-09-10,lre.en,issue,5,email,New\n",
                "1 new");
}
END_TEST

void movement_import_rules_suite(Suite *s) {
    TCase *c = tcase_create("rules");
    tcase_add_checked_fixture(c, open_senior, close_world);
    tcase_add_loop_test(c, a_clerk_approves_nothing_by_importing_it, 0, (int)COUNT(orders));
    tcase_add_loop_test(c, while_there_are_no_users_an_import_brings_every_state, 0, (int)COUNT(orders));
    tcase_add_test(c, an_imported_approval_names_no_approver_on_the_paper);
    tcase_add_loop_test(c, a_clerk_undoes_only_drafts_of_their_own_import, 0, (int)COUNT(undone));
    tcase_add_test(c, what_is_part_received_is_cancelled_by_no_undoing);
    tcase_add_test(c, an_order_of_too_many_copies_is_a_refused_row);
    tcase_add_loop_test(c, a_column_that_would_be_lost_is_refused, 0, (int)COUNT(unknown_columns));
    tcase_add_test(c, a_column_without_a_name_and_the_one_of_refused_rows_are_let_pass);
    tcase_add_loop_test(c, a_list_of_hand_outs_without_a_kind_is_no_count, 0, (int)COUNT(hand_outs));
    tcase_add_test(c, each_answer_says_what_the_file_was_read_as);
    tcase_add_test(c, dates_are_understood_as_spreadsheets_write_them);
    tcase_add_test(c, what_was_handed_out_on_no_school_day_is_taken_with_one_note);
    tcase_add_test(c, refused_rows_are_told_in_the_order_of_their_lines);
    tcase_add_test(c, what_is_in_use_and_cannot_be_undone_comes_with_a_way_out);
    tcase_add_test(c, undo_a_second_time_does_not_go_on_to_the_import_before);
    tcase_add_test(c, what_a_file_says_was_sent_becomes_notices_and_leaves_the_shelf_as_it_is);
    tcase_add_test(c, an_import_with_notices_is_undone_as_one_and_can_come_again);
    tcase_add_test(c, what_was_sent_is_exported_among_the_movements_while_it_stands);
    tcase_add_test(c, what_version_1_sent_keeps_its_copies_and_its_place_in_the_tally);
    tcase_add_test(c, what_was_sent_is_not_to_blame_for_a_shelf_below_zero);
    tcase_add_test(c, a_notice_without_an_edition_is_known_again_after_a_new_one);
    suite_add_tcase(s, c);
}
