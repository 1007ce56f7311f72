/* A new edition recalls the old one: what is on the shelf, and what is still ordered of it. */
#include "inventory/order/requisition.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <stdint.h>
#include <string.h>

/* Tuesday, September 15, 2026 is today; 40 copies of esy.en, edition Old, since August 3. */
static void open_with_old_esy(void) {
    open_senior();
    look_done(&w, "catalog set esy.en edition=Old");
    look_done(&w, "stock receive esy.en 40 --date 2026-08-03");
}

static void expect_row(size_t row, const char *edition, const char *since, const long copies[6]) {
    static const char *const columns[6] = {"on_shelf_then", "came_since", "disposed",
                                           "given_since",   "otherwise",  "left"};
    ck_assert_str_eq(look_text(&w.answer, row, "edition"), edition);
    ck_assert_str_eq(date_iso(w.mem, look_date(&w.answer, row, "superseded_on")), since);
    for (int i = 0; i < 6; i++)
        ck_assert_msg(look_int(&w.answer, row, columns[i]) == copies[i], "%s of %s is %ld, not %ld", columns[i],
                      edition, look_int(&w.answer, row, columns[i]), copies[i]);
}

static const char *command_of(size_t row) {
    const struct hint *command = look_hint(&w.answer, row, "command");
    return command ? look_command(&w, command) : NULL;
}

/* ---- on the shelf ---- */

START_TEST(nothing_is_recalled_while_nothing_is_superseded) {
    look_done(&w, "catalog recall");
    ck_assert_uint_eq(w.answer.rows.count, 0);
    ck_assert_str_eq(w.answer.text, "No copies of a superseded edition are on the shelf.");
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-21"); /* to come */
    look_done(&w, "catalog recall --all");
    ck_assert_uint_eq(w.answer.rows.count, 0);
    world_today(&w, "2026-09-21");
    look_done(&w, "catalog recall");
    ck_assert_uint_eq(w.answer.rows.count, 1);
    expect_row(0, "Old", "2026-09-21", (const long[6]){40, 0, 0, 0, 0, 40});
    ck_assert_str_eq(look_text(&w.answer, 0, "new_edition"), "New");
}
END_TEST

START_TEST(a_recall_shows_what_there_was_what_became_of_it_and_what_is_left) {
    look_done(&w, "stock issue esy.en 3 --date 2026-09-02");
    look_done(&w, "stock issue esy.en 1 --date 2026-09-07"); /* before anybody knew of the new edition */
    look_done(&w, "stock issue esy.en 3 --date 2026-09-08");
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-07");
    look_done(&w, "catalog recall");
    expect_row(0, "Old", "2026-09-07", (const long[6]){37, 0, 0, 4, 0, 33});
    look_done(&w, "stock adjust esy.en 10 --reason superseded");
    look_done(&w, "stock receive esy.en 5 --edition Old");
    look_done(&w, "stock adjust esy.en 2 --edition Old --reason returned-to-warehouse");
    look_done(&w, "stock receive esy.en 100"); /* of the new one */
    look_done(&w, "catalog recall");
    expect_row(0, "Old", "2026-09-07", (const long[6]){37, 5, 10, 4, 2, 26});
    ck_assert_str_eq(command_of(0), "stock adjust esy.en 26 --reason superseded");
    ck_assert_str_eq(look_text(&w.answer, 0, "words"),
                     "5 came in since; 4 handed out since: these families need the new edition; 2 taken off for "
                     "another reason");
    look_done(&w, "stock adjust esy.en 26 --reason superseded");
    look_done(&w, "catalog recall");
    ck_assert_uint_eq(w.answer.rows.count, 0);
    look_done(&w, "catalog recall --all");
    expect_row(0, "Old", "2026-09-07", (const long[6]){37, 5, 36, 4, 2, 0});
    ck_assert_ptr_null(command_of(0));
    look_done(&w, "stock undo"); /* a disposal that was not */
    look_done(&w, "catalog recall");
    expect_row(0, "Old", "2026-09-07", (const long[6]){37, 5, 10, 4, 2, 26});
}
END_TEST

START_TEST(superseded_twice_each_edition_has_its_row_and_its_command) {
    look_done(&w, "catalog supersede esy.en --edition 'The Second' --from 2026-09-01");
    look_done(&w, "stock receive esy.en 8 --date 2026-09-02");
    look_done(&w, "catalog supersede esy.en --edition Third --from 2026-09-10");
    look_done(&w, "catalog recall");
    ck_assert_uint_eq(w.answer.rows.count, 2);
    expect_row(0, "Old", "2026-09-01", (const long[6]){40, 0, 0, 0, 0, 40});
    expect_row(1, "The Second", "2026-09-10", (const long[6]){8, 0, 0, 0, 0, 8});
    ck_assert_str_eq(look_text(&w.answer, 1, "new_edition"), "Third");
    ck_assert_str_eq(command_of(1), "stock adjust esy.en 8 --reason superseded --edition 'The Second'");
    look_done(&w, "stock adjust esy.en 8 --reason superseded --edition 'The Second'"); /* the later one first */
    look_done(&w, "catalog recall");
    ck_assert_uint_eq(w.answer.rows.count, 1);
    ck_assert_str_eq(command_of(0), "stock adjust esy.en 40 --reason superseded");
    look_done(&w, command_of(0));
    look_done(&w, "catalog recall");
    ck_assert_uint_eq(w.answer.rows.count, 0);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(an_old_edition_that_comes_in_is_to_be_removed) {
    look_done(&w, "stock receive esy.en 5 --edition Old"); /* current as yet */
    ck_assert(!strstr(w.answer.text, "REMOVE"));
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-14");
    look_done(&w, "stock adjust esy.en 45 --reason superseded");
    look_done(&w, "stock receive esy.en 6 --edition Old");
    ck_assert_msg(strstr(w.answer.text, "REMOVE them from the shelf: that edition is superseded."), "%s",
                  w.answer.text);
    ck_assert_str_eq(look_command(&w, w.answer.next), "stock adjust esy.en 6 --reason superseded");
    ck_assert_int_eq(look_int(&w.answer, 0, "on_hand"), 0);
    look_done(&w, "stock return esy.en 1 --date 2026-09-13"); /* of the edition current then */
    ck_assert_str_eq(look_command(&w, w.answer.next), "stock adjust esy.en 7 --reason superseded");
    look_done(&w, "stock receive esy.en 5");
    ck_assert(!strstr(w.answer.text, "REMOVE"));
    look_done(&w, "check");
    size_t row = look_find(&w.answer, "kind", "remove");
    ck_assert_uint_ne(row, SIZE_MAX);
    ck_assert_str_eq(look_command(&w, look_hint(&w.answer, row, "action")),
                     "stock adjust esy.en 7 --reason superseded");
}
END_TEST

/* ---- ordered ---- */

static const struct requisition_line *line_of(const char *number) {
    struct requisition *v = mem_alloc(w.mem, sizeof *v);
    struct err e = {0};
    ck_assert_msg(requisition_load(&w.req, number, v, &e), "%s", e.message);
    ck_assert_uint_ge(v->lines.count, 1);
    return v->lines.list;
}

static const char words[] =
    "ordered when edition Old was current; New is since 2026-09-14: refuse old copies when they "
    "come";

START_TEST(an_order_written_for_the_old_edition_is_flagged_wherever_it_is_met) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 esy.en 60");
    look_done(&w, "requisition add 1 lre.en 20");
    ck_assert_int_eq(line_of("1")->edition_number, 1);
    ck_assert(!line_of("1")->superseded);
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-14");
    ck_assert_msg(strstr(w.answer.text, mem_printf(w.mem, "R-2026-27-0001 (draft): %s", words)), "%s", w.answer.text);
    ck_assert(line_of("1")->superseded);
    ck_assert_str_eq(line_of("1")->recall, words);
    ck_assert(!line_of("1")[1].superseded);
    look_done(&w, "requisition show 1");
    struct answer lines = look_rows(&w.answer, 0, "lines");
    ck_assert(look_bool(&lines, 0, "superseded"));
    ck_assert_str_eq(look_text(&lines, 0, "recall"), words);
    ck_assert(!look_bool(&lines, 1, "superseded"));
    look_done(&w, "catalog recall");
    ck_assert_msg(strstr(w.answer.text, "R-2026-27-0001 (draft), esy.en: ordered when"), "%s", w.answer.text);
    look_done(&w, "today");
    size_t row = look_find(&w.answer, "kind", "recall");
    ck_assert_uint_ne(row, SIZE_MAX);
    ck_assert_str_eq(look_text(&w.answer, row, "text"), mem_printf(w.mem, "R-2026-27-0001, esy.en: %s", words));
    const char *command = look_command(&w, look_hint(&w.answer, row, "action"));
    ck_assert_str_eq(command, "requisition set R-2026-27-0001 esy.en 60");
    look_done(&w, command);
    ck_assert(!line_of("1")->superseded); /* written anew, for the new edition */
    ck_assert_int_eq(line_of("1")->edition_number, 2);
    look_done(&w, "today");
    ck_assert_uint_eq(look_find(&w.answer, "kind", "recall"), SIZE_MAX);
}
END_TEST

START_TEST(an_order_is_flagged_from_the_day_on_that_the_new_edition_begins) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 esy.en 60");
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-21");
    ck_assert_msg(strstr(w.answer.text, "R-2026-27-0001 (draft): ordered when edition Old was current; New is from "
                                        "2026-09-21: refuse old copies when they come"),
                  "%s", w.answer.text);
    look_done(&w, "requisition set 1 esy.en 61");
    ck_assert_int_eq(line_of("1")->edition_number, 1); /* as yet the current one */
    ck_assert(!line_of("1")->superseded);
    look_done(&w, "today");
    ck_assert_uint_eq(look_find(&w.answer, "kind", "recall"), SIZE_MAX);
    world_today(&w, "2026-09-21");
    ck_assert(line_of("1")->superseded);
    look_done(&w, "catalog supersede esy.en --undo");
    ck_assert(!line_of("1")->superseded);
}
END_TEST

START_TEST(what_is_cancelled_or_was_written_by_version_1_or_is_all_there_is_not_flagged) {
    static const char *const undoings[] = {"UPDATE requisition_line SET edition = NULL",
                                           "UPDATE requisition_line SET received_copies = copies"};
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 esy.en 60");
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-14");
    for (size_t i = 0; i < 2; i++) {
        ck_assert(line_of("1")->superseded);
        world_count(&w, "SAVEPOINT change");
        w.within = true;
        world_count(&w, undoings[i]);
        ck_assert_msg(!line_of("1")->superseded, "%s", undoings[i]);
        look_done(&w, "today");
        ck_assert_uint_eq(look_find(&w.answer, "kind", "recall"), SIZE_MAX);
        world_count(&w, "ROLLBACK TO change");
        world_count(&w, "RELEASE change");
        w.within = false;
    }
    look_done(&w, "requisition cancel 1 --reason 'the new one'");
    ck_assert(!line_of("1")->superseded);
    look_done(&w, "today");
    ck_assert_uint_eq(look_find(&w.answer, "kind", "recall"), SIZE_MAX);
    look_done(&w, "catalog recall");
    ck_assert_ptr_null(w.answer.text); /* the shelf's row, and no order */
}
END_TEST

START_TEST(an_edition_without_a_name_is_spoken_of_without_one) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 lre.en 60");
    look_done(&w, "catalog supersede lre.en --edition New --from 2026-09-14");
    ck_assert_str_eq(line_of("1")->recall, "ordered when an earlier edition was current; New is since 2026-09-14: "
                                           "refuse old copies when they come");
}
END_TEST

START_TEST(a_recall_that_cannot_be_is_refused) {
    expect_refused(&w, "catalog recall esy.en", NULL, ERR_INPUT, "esy.en");
    expect_refused(&w, "catalog recall --done", NULL, ERR_INPUT, "--done");
}
END_TEST

void recall_suite(Suite *s) {
    TCase *c = tcase_create("recall");
    tcase_add_checked_fixture(c, open_with_old_esy, close_world);
    tcase_add_test(c, nothing_is_recalled_while_nothing_is_superseded);
    tcase_add_test(c, a_recall_shows_what_there_was_what_became_of_it_and_what_is_left);
    tcase_add_test(c, superseded_twice_each_edition_has_its_row_and_its_command);
    tcase_add_test(c, an_old_edition_that_comes_in_is_to_be_removed);
    tcase_add_test(c, an_order_written_for_the_old_edition_is_flagged_wherever_it_is_met);
    tcase_add_test(c, an_order_is_flagged_from_the_day_on_that_the_new_edition_begins);
    tcase_add_test(c, what_is_cancelled_or_was_written_by_version_1_or_is_all_there_is_not_flagged);
    tcase_add_test(c, an_edition_without_a_name_is_spoken_of_without_one);
    tcase_add_test(c, a_recall_that_cannot_be_is_refused);
    suite_add_tcase(s, c);
}
