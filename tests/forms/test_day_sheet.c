/* The end of a day: what its report sums, and its sheet. */
#include "compliance/audit/trail.h"
#include "tests/suites.h"
#include "tests/support/paper.h"
#include "tests/support/stored.h"

#include <string.h>

static void a_days_work(struct world *w) {
    world_open(w, "senior", "2026-09-15");
    w->req.now = "2026-09-14T18:00:00Z";
    look_done(w, "stock adjust parent-guide.en 50 --reason opening --date 2026-09-14");
    look_done(w, "stock issue parent-guide.en 9 --for referral --date 2026-09-14");
    w->req.now = "2026-09-15T18:00:00Z";
    look_done(w, "stock issue parent-guide.en 3 --for annual");
    look_done(w, "stock issue parent-guide.en 2 --for annual");
    look_done(w, "stock issue parent-guide.en 1 --for assessment-plan --how paper");
    look_done(w, "stock issue parent-guide.en 4 --for annual");
    look_done(w, "stock undo");
    look_done(w, "stock receive parent-guide.es 25");
    look_done(w, "stock print lre.en 6");
    look_done(w, "stock return parent-guide.en 1");
    look_done(w, "stock adjust parent-guide.en 2 --reason damaged");
    look_done(w, "catalog set lre.en floor=12");
}

static void expect_moved(const struct answer *moved, size_t row, const char *what, const char *item, const char *reason,
                         long copies) {
    ck_assert_str_eq(look_text(moved, row, "what"), what);
    ck_assert_str_eq(look_text(moved, row, "item"), item);
    ck_assert_str_eq(look_text(moved, row, "reason") ? look_text(moved, row, "reason") : "-", reason);
    ck_assert_int_eq(look_int(moved, row, "copies"), copies);
}

START_TEST(a_day_sums_what_moved_by_item_and_reason) {
    struct world w;
    a_days_work(&w);
    look_done(&w, "report day");
    struct answer moved = look_rows(&w.answer, 0, "moved"), changes = look_rows(&w.answer, 0, "changes");
    ck_assert_uint_eq(moved.rows.count, 7);
    expect_moved(&moved, 0, "handed out", "parent-guide.en", "annual", 5);
    expect_moved(&moved, 1, "handed out", "parent-guide.en", "assessment-plan", 1);
    ck_assert_str_eq(look_text(&moved, 1, "how"), "paper");
    expect_moved(&moved, 2, "received", "parent-guide.es", "-", 25);
    expect_moved(&moved, 3, "printed", "lre.en", "-", 6);
    expect_moved(&moved, 4, "returned", "parent-guide.en", "-", 1);
    expect_moved(&moved, 5, "adjusted", "parent-guide.en", "damaged", -2);
    expect_moved(&moved, 6, "undone", "parent-guide.en", "issue, annual", 4);
    ck_assert_int_eq(look_int(&w.answer, 0, "handed_out"), 6);
    ck_assert_uint_eq(changes.rows.count, 10);
    ck_assert_int_eq(look_int(&w.answer, 0, "change_count"), 10);
    ck_assert_str_eq(look_text(&changes, 9, "what"), "catalog set");
    ck_assert_str_eq(look_text(&changes, 9, "subject"), "lre.en");
    ck_assert_int_eq(look_int(&w.answer, 0, "school_day"), INT_NONE); /* no calendar is loaded */
    world_close(&w);
}
END_TEST

START_TEST(a_hand_out_entered_later_is_of_its_own_day_and_so_is_the_change) {
    struct world w;
    a_days_work(&w);
    w.req.now = "2026-09-16T18:00:00Z";
    world_today(&w, "2026-09-16");
    look_done(&w, "stock issue parent-guide.es 7 --for request --date 2026-09-15");
    look_done(&w, "report day --date 2026-09-15");
    struct answer moved = look_rows(&w.answer, 0, "moved"), changes = look_rows(&w.answer, 0, "changes");
    expect_moved(&moved, 2, "handed out", "parent-guide.es", "request", 7);
    ck_assert_str_eq(look_text(&changes, 10, "at"), "2026-09-16T18:00:00Z");
    ck_assert_uint_eq(changes.rows.count, 11);
    look_done(&w, "report day");
    ck_assert_uint_eq(look_rows(&w.answer, 0, "moved").rows.count, 0);
    ck_assert_uint_eq(look_rows(&w.answer, 0, "changes").rows.count, 1); /* by its time */
    look_done(&w, "report day --date 2026-09-13");
    ck_assert_uint_eq(look_rows(&w.answer, 0, "changes").rows.count, 0);
    expect_refused(&w, "report day --date 2026-09-17", NULL, ERR_INPUT, "2026-09-17");
    expect_refused(&w, "report day --date 1989-12-31 --out F", NULL, ERR_INPUT, "1990");
    expect_refused(&w, "report day --date 2026-02-30", NULL, ERR_INPUT, "2026-02-30");
    world_close(&w);
}
END_TEST

START_TEST(a_day_is_one_of_local_time) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    w.req.utc_offset_minutes = -420;    /* Los Angeles, in September */
    w.req.now = "2026-09-16T00:30:00Z"; /* 5:30 p.m. of the 15th */
    look_done(&w, "stock receive parent-guide.en 30");
    world_today(&w, "2026-09-16");
    w.req.now = "2026-09-16T15:00:00Z";
    look_done(&w, "stock issue parent-guide.en 2 --date 2026-09-15");
    look_done(&w, "report day --date 2026-09-15");
    struct answer changes = look_rows(&w.answer, 0, "changes");
    ck_assert_uint_eq(changes.rows.count, 2);
    ck_assert_str_eq(look_text(&changes, 0, "time"), "17:30");
    ck_assert_str_eq(look_text(&changes, 0, "at"), "2026-09-16T00:30:00Z"); /* for scripts, as it is kept */
    ck_assert_str_eq(look_text(&changes, 1, "time"), "Sep 16, 2026 08:00");
    look_done(&w, "report day");
    changes = look_rows(&w.answer, 0, "changes");
    ck_assert_uint_eq(changes.rows.count, 1);
    ck_assert_str_eq(look_text(&changes, 0, "time"), "08:00");
    look_done(&w, "requisition new --purpose x");
    look_done(&w, "requisition cancel 1 --reason wrong");
    expect_refused(&w, "requisition submit 1", NULL, ERR_RULE, "(by tester, Sep 16, 2026 08:00");
    world_close(&w);
}
END_TEST

START_TEST(a_day_tells_what_went_by_e_mail_what_was_not_accepted_and_each_step) {
    static const struct deliver_case rows[] = {{"parent-guide.en", "damaged", 4, "2026-09-15"},
                                               {"lre.en", "wrong language", 2, "2026-09-15"},
                                               {"lre.en", "good", 5, "2026-09-15"},
                                               {0}};
    struct world w;
    open_with_order(&w);
    w.req.now = "2026-09-15T18:00:00Z";
    deliver(&w, "1", "part received", rows);
    long item = world_count(&w, "SELECT id FROM item WHERE code = 'parent-guide.en'");
    static const char by_mail[] = "INSERT INTO notice (school, id, item, edition, copies, on_date, reason, how, hash) "
                                  "SELECT 1, 99990, id, 1, 3, '2026-09-15', 'annual', 'email', zeroblob(32) FROM item "
                                  "WHERE code = 'parent-guide.en'";
    struct err e = {0};
    ck_assert(item > 0 && sql_do(sql_prepare(w.db, by_mail), &e));
    look_done(&w, "report day");
    struct answer moved = look_rows(&w.answer, 0, "moved"), steps = look_rows(&w.answer, 0, "steps");
    ck_assert_uint_eq(moved.rows.count, 3);
    expect_moved(&moved, 0, "handed out", "parent-guide.en", "annual", 3);
    ck_assert_str_eq(look_text(&moved, 0, "how"), "email");
    expect_moved(&moved, 1, "not accepted", "parent-guide.en", "damaged", 4);
    expect_moved(&moved, 2, "not accepted", "lre.en", "wrong language", 2);
    size_t last = look_find(&steps, "to", "part received");
    ck_assert_msg(last != SIZE_MAX, "no step");
    ck_assert_str_eq(look_text(&steps, last, "number"), "R-2026-27-0001");
    struct buf text = paper(&w, "report day --out F");
    static const char *const words[] = {
        "handed out", "not accepted", "wrong language", "email", "part received", "R-2026-27-0001", NULL};
    expect_all(&text, words);
    buf_free(&text);
    world_close(&w);
}
END_TEST

START_TEST(the_day_end_sheet_prints_the_head_of_the_chain) {
    struct world w;
    struct hash head, printed;
    struct err e = {0};
    long last;
    a_days_work(&w);
    look_done(&w, "report day");
    const char *digits = look_text(&w.answer, 0, "head");
    ck_assert(trail_head(&w.req, &last, &head, &e) && trail_head_parse(digits, &printed));
    ck_assert_int_eq(memcmp(&head, &printed, sizeof head), 0);
    ck_assert_int_eq(look_int(&w.answer, 0, "head_place"), last);
    struct buf text = paper(&w, "report day --out F");
    static const char *const words[] = {"Day-end sheet",
                                        "Tue Sep 15, 2026",
                                        "handed out",
                                        "assessment-plan",
                                        "undone",
                                        "10 changes.",
                                        "verify it against these digits",
                                        "signature",
                                        "18:00",
                                        "No requisition took a step",
                                        "made on this day",
                                        NULL};
    expect_all(&text, words);
    pdf_expect(&text, digits);
    buf_free(&text);
    look_done(&w, "stock issue parent-guide.en 1");
    look_done(&w, "report day");
    ck_assert_str_ne(look_text(&w.answer, 0, "head"), digits);
    world_close(&w);
}
END_TEST

START_TEST(a_day_of_nothing_and_a_day_of_very_much_have_their_sheets) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    struct buf text = paper(&w, "report day --out F");
    static const char *const none[] = {"No copies moved on this day.", "No requisition took a step",
                                       "The record was not changed.", "0 changes.", NULL};
    expect_all(&text, none);
    ck_assert_int_eq(pdf_pages(&w.answer.bytes), 1);
    buf_free(&text);
    add_many(&w, 200);
    text = paper(&w, "report day --out F");
    long pages = pdf_pages(&w.answer.bytes);
    ck_assert_int_gt(pages, 8);
    ck_assert_int_eq(pdf_count(&text, "Day-end sheet"), pages);
    ck_assert_int_eq(pdf_count(&text, "Page "), pages);
    ck_assert_int_ge(pdf_count(&text, "TO WHAT"), 3);
    for (int i = 0; i < 200; i++)
        ck_assert_int_eq(pdf_count(&text, mem_printf(w.mem, "Leaflet %03d ", i)), 1);
    buf_free(&text);
    world_close(&w);
}
END_TEST

void day_sheet_suite(Suite *s) {
    TCase *c = tcase_create("day sheet");
    tcase_add_test(c, a_day_sums_what_moved_by_item_and_reason);
    tcase_add_test(c, a_hand_out_entered_later_is_of_its_own_day_and_so_is_the_change);
    tcase_add_test(c, a_day_is_one_of_local_time);
    tcase_add_test(c, a_day_tells_what_went_by_e_mail_what_was_not_accepted_and_each_step);
    tcase_add_test(c, the_day_end_sheet_prints_the_head_of_the_chain);
    tcase_add_test(c, a_day_of_nothing_and_a_day_of_very_much_have_their_sheets);
    tcase_set_timeout(c, 120);
    suite_add_tcase(s, c);
}
