/* What a file may not bring, and what an undoing of it may not take away: the rules hold through it, too. */
#include "tests/cases.h"
#include "tests/fixture.h"
#include "tests/paper.h"
#include "tests/stored.h"

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
    static const char *const words[] = {"Approved by the principal"};
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
    {"waiting,2026-09-01,,,esy.en,1,,\n", "cannot be undone by ann: R-2026-27-0001 is waiting, imported by ann; only a"},
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

TCase *import_rules_case(void) {
    TCase *c = tcase_create("rules");
    tcase_set_timeout(c, 600);
    tcase_add_checked_fixture(c, open_senior, close_world);
    tcase_add_loop_test(c, a_clerk_approves_nothing_by_importing_it, 0, (int)COUNT(orders));
    tcase_add_loop_test(c, while_there_are_no_users_an_import_brings_every_state, 0, (int)COUNT(orders));
    tcase_add_test(c, an_imported_approval_names_no_approver_on_the_paper);
    tcase_add_loop_test(c, a_clerk_undoes_only_drafts_of_their_own_import, 0, (int)COUNT(undone));
    tcase_add_test(c, what_is_part_received_is_cancelled_by_no_undoing);
    tcase_add_test(c, an_order_of_too_many_copies_is_a_refused_row);
    return c;
}
