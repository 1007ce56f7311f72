/* A new edition recalls the old one; and verify finds what does not fit. */
#include "inventory/shelf/ledger.h"
#include "inventory/stock.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"
#include "tests/support/trigger.h"

#include <check.h>
#include <string.h>

/* Tuesday, September 15, 2026; 40 copies of esy.en since August 3 */
static void open_with_old_esy(void) {
    open_senior();
    look_done(&w, "catalog set esy.en 'edition=Old'");
    look_done(&w, "stock receive esy.en 40 --date 2026-08-03");
}

static const struct stock_line *esy(void) {
    struct stock *stock = mem_alloc(w.mem, sizeof *stock);
    struct err e = {0};
    ck_assert_msg(stock_load(&w.req, 7, stock, &e), "%s", e.message);
    ck_assert_uint_eq(stock->count, 1);
    return &stock->list[0];
}

static long balance(long edition) {
    long n;
    struct err e = {0};
    ck_assert(ledger_balance(&w.req, 7, edition, w.req.today, &n, &e));
    return n;
}

START_TEST(superseded_copies_stop_counting_and_are_flagged_to_be_removed) {
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-14");
    ck_assert(strstr(w.answer.text, "REMOVE 40 copies"));
    ck_assert_int_eq(esy()->on_hand, 0);
    ck_assert_int_eq(esy()->superseded, 40);
    ck_assert_str_eq(esy()->status, "OUT");
    ck_assert(strstr(esy()->beneath, "REMOVE 40 copies"));
    look_done(&w, "stock receive esy.en 60");
    ck_assert_int_eq(esy()->on_hand, 60);
    ck_assert_int_eq(balance(2), 60);
    look_done(&w, "stock adjust esy.en 40 --reason superseded");
    ck_assert_int_eq(balance(1), 0);
    ck_assert_int_eq(balance(2), 60);
    ck_assert_int_eq(esy()->superseded, 0);
    ck_assert(!esy()->beneath || !strstr(esy()->beneath, "REMOVE"));
    ck_assert_int_eq(esy()->input.issued, 0); /* taken off is not used */
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(a_superseded_edition_is_not_handed_out) {
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-14");
    expect_refused(&w, "stock issue esy.en 1", NULL, ERR_RULE,
                   "superseded edition on the shelf must not be handed out");
    expect_refused(&w, "stock issue esy.en 1 --edition Old", NULL, ERR_RULE,
                   "edition Old of esy.en was superseded on 2026-09-14 by New");
    expect_refused(&w, "stock issue esy.en 1 --edition Old --date 2026-09-14", NULL, ERR_RULE,
                   "superseded on 2026-09-14");
    look_done(&w, "stock issue esy.en 1 --date 2026-09-13"); /* it was the current one then */
    look_done(&w, "stock issue esy.en 1 --edition old --date 2026-09-13");
    ck_assert_int_eq(balance(1), 38);
    look_done(&w, "stock receive esy.en 5 --edition Old"); /* an old edition that arrives is not usable */
    ck_assert_int_eq(esy()->on_hand, 0);
    ck_assert_int_eq(esy()->superseded, 43);
    look_done(&w, "stock adjust esy.en 3 --edition Old --reason returned-to-warehouse");
    ck_assert_int_eq(esy()->superseded, 40);
}
END_TEST

START_TEST(an_edition_of_a_later_day_changes_nothing_before_it) {
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-21");
    ck_assert_int_eq(esy()->on_hand, 40);
    ck_assert_int_eq(esy()->superseded, 0);
    look_done(&w, "stock issue esy.en 1");
    expect_refused(&w, "stock issue esy.en 1 --edition New", NULL, ERR_RULE, ""); /* not current yet */
    world_today(&w, "2026-09-20");
    ck_assert_int_eq(esy()->on_hand, 39);
    ck_assert_int_eq(esy()->input.days_in_stock, 35); /* seven weeks: August 3 to September 18 */
    world_today(&w, "2026-09-21");
    ck_assert_int_eq(esy()->on_hand, 0);
    ck_assert_int_eq(esy()->superseded, 39);
    expect_refused(&w, "stock issue esy.en 1", NULL, ERR_RULE, "must not be handed out");
    world_today(&w, "2026-09-25");
    ck_assert_int_eq(esy()->input.days_in_stock, 35);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(an_edition_is_taken_back_while_nothing_of_it_has_moved) {
    look_done(&w, "catalog supersede esy.en --edition New");
    ck_assert_int_eq(esy()->on_hand, 0);
    expect_refused(&w, "stock issue esy.en 1", NULL, ERR_RULE, "must not be handed out");
    look_done(&w, "catalog supersede esy.en --undo");
    ck_assert_int_eq(esy()->on_hand, 40);
    ck_assert_int_eq(esy()->superseded, 0);
    expect_refused(&w, "catalog supersede esy.en --undo", NULL, ERR_RULE, "no later edition");
    look_done(&w, "catalog supersede esy.en --edition New");
    look_done(&w, "stock receive esy.en 5");
    expect_refused(&w, "catalog supersede esy.en --undo", NULL, ERR_RULE, "have moved");
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(two_editions_of_an_item_have_two_names) {
    look_done(&w, "catalog set esy.en edition=Old");
    look_done(&w, "catalog supersede esy.en --edition New");
    expect_refused(&w, "catalog set esy.en edition=Old", NULL, ERR_CONFLICT, "another edition \"Old\"");
    expect_refused(&w, "catalog supersede esy.en --edition Old --from 2026-10-01", NULL, ERR_CONFLICT, "already");
}
END_TEST

START_TEST(nothing_is_to_be_removed_before_the_new_edition_begins) {
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-21");
    ck_assert_msg(!strstr(w.answer.text, "REMOVE"), "%s", w.answer.text);
}
END_TEST

START_TEST(copies_of_an_edition_that_is_yet_to_come_are_not_flagged_as_superseded) {
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-21");
    look_done(&w, "stock receive esy.en 60 --edition New");
    ck_assert_int_eq(esy()->on_hand, 40);
    ck_assert_msg(esy()->superseded == 0, "%ld copies of the edition to come count as superseded", esy()->superseded);
    world_today(&w, "2026-09-21");
    ck_assert_int_eq(esy()->on_hand, 60);
    ck_assert_int_eq(esy()->superseded, 40);
}
END_TEST

START_TEST(the_command_that_removes_superseded_copies_works_over_several_editions) {
    look_done(&w, "catalog supersede esy.en --edition Second --from 2026-09-01");
    look_done(&w, "stock receive esy.en 5 --date 2026-09-02");
    look_done(&w, "catalog supersede esy.en --edition Third --from 2026-09-10");
    ck_assert_int_eq(esy()->superseded, 45);
    look_done(&w, "stock adjust esy.en 45 --reason superseded");
    ck_assert_int_eq(esy()->superseded, 0);
    ck_assert_int_eq(balance(1), 0);
    ck_assert_int_eq(balance(2), 0);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(days_with_stock_are_those_of_the_edition_of_the_day) {
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-07"); /* a Monday */
    ck_assert_int_eq(esy()->input.days_in_stock, 25);                          /* August 3 to September 4 */
    look_done(&w, "stock receive esy.en 1 --date 2026-09-10");
    ck_assert_int_eq(esy()->input.days_in_stock, 28); /* Thursday, Friday, Monday the 14th */
    look_done(&w, "stock issue esy.en 1 --date 2026-09-10");
    ck_assert_int_eq(esy()->input.days_in_stock, 26); /* it came in on Thursday, and that counts */
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(an_edition_that_cannot_be_is_refused) {
    static const struct {
        const char *line;
        enum err_kind kind;
        const char *words;
    } cases[] = {
        {"catalog supersede esy.en --edition Old", ERR_CONFLICT, "already"},
        {"catalog supersede esy.en --edition SECOND", ERR_CONFLICT, "already"},
        {"catalog supersede esy.en --edition X --from 2026-09-01", ERR_RULE, "not after 2026-09-01"},
        {"catalog supersede esy.en --edition X --from 2026-08-31", ERR_RULE, "not after 2026-09-01"},
        {"catalog supersede esy.en --edition X --from 1989-12-31", ERR_INPUT, "before 1990"},
        {"catalog supersede esy.en --edition X --from 2027-09-17", ERR_INPUT, "a year ahead"},
        {"catalog supersede esy.en --edition X --from 2026-02-30", ERR_INPUT, "is not a date"},
        {"catalog supersede esy.en --edition ''", ERR_INPUT, "name the new one"},
        {"catalog supersede esy.en", ERR_INPUT, "name the new one"},
        {"catalog supersede nothing.en --edition X", ERR_NOT_FOUND, "nothing.en"},
    };
    look_done(&w, "catalog supersede esy.en --edition Second --from 2026-09-01");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refused(&w, cases[i].line, NULL, cases[i].kind, cases[i].words);
}
END_TEST

/* ---- verify ---- */

START_TEST(verify_finds_what_does_not_fit_the_ledger) {
    static const struct {
        const char *damage, *words;
    } cases[] = {
        {"UPDATE stock_day SET balance = balance + 1 WHERE on_date = '2026-08-03'", "stock_day"},
        {"UPDATE stock_day SET used_all = used_all + 1 WHERE on_date = '2026-09-03'", "stock_day"},
        {"UPDATE stock_day SET came_in = 0 WHERE on_date = '2026-08-03'", "stock_day"},
        {"UPDATE stock_day SET used = 0 WHERE on_date = '2026-09-03'", "stock_day"},
        {"DELETE FROM stock_day WHERE on_date = '2026-09-03'", "stock_day"},
        {"INSERT INTO stock_day VALUES (1, 7, 1, '2026-09-09', 0, 0, 0, 36, 4)", "stock_day"},
        {"DELETE FROM stock_run", "stock_run"},
        {"UPDATE stock_run SET from_date = '2026-08-04'", "stock_run"},
        {"UPDATE stock_run SET from_date = '2026-08-02'", "stock_run"},
        {"UPDATE stock_run SET to_date = '2026-08-20'", "stock_run"},
        {"INSERT INTO stock_run VALUES (1, 8, '2026-09-01', NULL)", "stock_run"},
        {"UPDATE movement SET mark = 7 WHERE quantity = 40", "movement"}, /* as if a file had brought it */
        {"UPDATE movement SET quantity = 41 WHERE quantity = 40", ""},
        {"UPDATE movement SET note = 'later' WHERE quantity = 40", "movement"},
        {"DELETE FROM movement WHERE quantity = -4", ""},
        {"UPDATE trail SET actor = 'somebody' WHERE action = 'stock issue'", "trail"},
        {"DELETE FROM trail WHERE action = 'catalog set'", ""},
        {"UPDATE requisition_event SET note = 'x'", "requisition_event"},
        {"UPDATE edition SET from_date = '2026-09-01'", ""},
    };
    static const char *const triggers[] = {"movement_is_kept", "movement_stays", "trail_is_kept", "trail_stays",
                                           "requisition_event_is_kept"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (i > 0)
            open_with_old_esy();
        look_done(&w, "stock issue esy.en 4 --date 2026-09-03");
        look_done(&w, "requisition new");
        ck_assert(world_is_sound(&w));
        struct buf texts[sizeof triggers / sizeof *triggers] = {0};
        struct err e = {0};
        for (size_t k = 0; k < sizeof triggers / sizeof *triggers; k++)
            ck_assert(trigger_off(w.db, triggers[k], &texts[k], &e));
        world_count(&w, cases[i].damage);
        for (size_t k = 0; k < sizeof triggers / sizeof *triggers; k++) {
            ck_assert(trigger_on(w.db, &texts[k], &e));
            buf_free(&texts[k]);
        }
        ck_assert_msg(!world_run(&w, "verify") && w.err.kind == ERR_DAMAGED, "verify finds nothing after %s: %s",
                      cases[i].damage, w.err.message);
        ck_assert_msg(noted(&w, cases[i].words), "after %s verify does not name %s but says: %s", cases[i].damage,
                      cases[i].words, w.answer.note_count ? w.answer.notes[0].words : "nothing");
        if (i + 1 < sizeof cases / sizeof *cases)
            close_world();
    }
}
END_TEST

void ledger_edition_suite(Suite *s) {
    TCase *c = tcase_create("edition");
    tcase_add_checked_fixture(c, open_with_old_esy, close_world);
    tcase_add_test(c, superseded_copies_stop_counting_and_are_flagged_to_be_removed);
    tcase_add_test(c, a_superseded_edition_is_not_handed_out);
    tcase_add_test(c, an_edition_of_a_later_day_changes_nothing_before_it);
    tcase_add_test(c, an_edition_is_taken_back_while_nothing_of_it_has_moved);
    tcase_add_test(c, two_editions_of_an_item_have_two_names);
    tcase_add_test(c, nothing_is_to_be_removed_before_the_new_edition_begins);
    tcase_add_test(c, copies_of_an_edition_that_is_yet_to_come_are_not_flagged_as_superseded);
    tcase_add_test(c, the_command_that_removes_superseded_copies_works_over_several_editions);
    tcase_add_test(c, days_with_stock_are_those_of_the_edition_of_the_day);
    tcase_add_test(c, an_edition_that_cannot_be_is_refused);
    tcase_add_test(c, verify_finds_what_does_not_fit_the_ledger);
    suite_add_tcase(s, c);
}
