/* What came otherwise than ordered: its figures, and the note to the warehouse. */
#include "compliance/audit/trail.h"
#include "forms/discrepancy_form.h"
#include "inventory/order/delivery.h"
#include "tests/suites.h"
#include "tests/support/paper.h"
#include "tests/support/stored.h"

START_TEST(a_discrepancy_is_counted_and_said) {
    static const struct {
        const char *status;
        struct deliver_case rows[5];
        long is[6]; /* received, short by, damaged, wrong language, old edition, over */
        const char *asked;
    } cases[] = {
        {"part received",
         {{"parent-guide.en", "good", 40, "2026-09-14"}},
         {40, 10, 0, 0, 0, 0},
         "Keep 10 copies back-ordered."},
        {"closed",
         {{"parent-guide.en", "good", 49, "2026-09-14"}},
         {49, 1, 0, 0, 0, 0},
         "1 copy did not come. The requisition is closed: do not send them."},
        {"part received",
         {{"parent-guide.en", "good", 40, "2026-09-14"}, {"parent-guide.en", "damaged", 10, "2026-09-14"}},
         {40, 0, 10, 0, 0, 0},
         "Take back 10 damaged copies and send 10 good ones."},
        {"closed",
         {{"parent-guide.en", "damaged", 10, "2026-09-13"}, {"parent-guide.en", "good", 50, "2026-09-14"}},
         {50, 0, 10, 0, 0, 0},
         "Take back 10 damaged copies: what they were to be has come."},
        {"part received",
         {{"parent-guide.en", "wrong language", 50, "2026-09-14"}},
         {0, 0, 0, 50, 0, 0},
         "Take back 50 wrong-language copies and send 50 in English."},
        {"closed",
         {{"parent-guide.en", "good", 45, "2026-09-14"}, {"parent-guide.en", "old edition", 5, "2026-09-14"}},
         {50, 0, 0, 0, 5, 0},
         "Replace 5 copies of an old edition by the current one."},
        {"closed",
         {{"parent-guide.en", "good", 60, "2026-09-14"}},
         {60, 0, 0, 0, 0, 10},
         "10 copies more than ordered came: we keep them unless you take them back."},
        {"part received",
         {{"parent-guide.en", "good", 20, "2026-09-13"},
          {"parent-guide.en", "damaged", 5, "2026-09-13"},
          {"parent-guide.en", "wrong language", 6, "2026-09-14"},
          {"parent-guide.en", "old edition", 7, "2026-09-14"}},
         {27, 12, 5, 6, 7, 0},
         "Take back 5 damaged copies and send 5 good ones. Take back 6 wrong-language copies and send 6 in English. "
         "Replace 7 copies of an old edition by the current one. Keep 12 copies back-ordered."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world w;
        struct requisition q;
        struct discrepancy d;
        struct err e = {0};
        open_with_order(&w);
        deliver(&w, "1", cases[i].status, cases[i].rows);
        ck_assert(requisition_load(&w.req, "1", &q, &e));
        ck_assert_msg(discrepancy_load(&w.req, &q, &d, &e), "%zu: %s", i, e.message);
        const struct discrepancy_line *l = &d.list[0];
        const long is[6] = {l->received, l->short_by, l->damaged, l->wrong_language, l->old_edition, l->over};
        ck_assert_int_eq(l->ordered, 50);
        for (int k = 0; k < 6; k++)
            ck_assert_msg(is[k] == cases[i].is[k], "%zu: figure %d is %ld", i, k, is[k]);
        ck_assert_str_eq(l->asked, cases[i].asked);
        ck_assert_int_eq(d.list[1].short_by, 20);
        ck_assert_uint_eq(d.different, 2);
        world_close(&w);
    }
}
END_TEST

START_TEST(the_note_prints_its_lines_its_dates_and_what_is_asked) {
    static const struct deliver_case rows[] = {{"parent-guide.en", "good", 31, "2026-09-11"},
                                               {"parent-guide.en", "damaged", 4, "2026-09-14"},
                                               {"lre.en", "good", 20, "2026-09-14"},
                                               {0}};
    struct world w;
    open_with_order(&w);
    deliver(&w, "1", "part received", rows);
    struct buf text = paper(&w, "requisition discrepancy 1 --out F");
    static const char *const words[] = {"Discrepancy note",
                                        "R-2026-27-0001",
                                        "Sep 11, 2026; Sep 14, 2026",
                                        "9661218950",
                                        "SEE CATALOG",
                                        "31",
                                        "Keep 15 copies back-ordered.",
                                        "Take back 4 damaged copies and send 4 good ones.",
                                        "As ordered.",
                                        "Pat Clerk",
                                        "1 of 2 lines differs from the order",
                                        "Prepared by",
                                        "Approved by the principal",
                                        NULL};
    expect_all(&text, words);
    buf_free(&text);
    world_close(&w);
}
END_TEST

START_TEST(a_note_without_a_discrepancy_is_refused) {
    static const struct deliver_case all[] = {
        {"parent-guide.en", "good", 50, "2026-09-14"}, {"lre.en", "good", 20, "2026-09-14"}, {0}};
    struct world w;
    open_with_order(&w);
    expect_refused(&w, "requisition discrepancy 1 --out F", NULL, ERR_RULE, "nothing was delivered");
    expect_refused(&w, "requisition discrepancy 2 --out F", NULL, ERR_NOT_FOUND, "R-2026-27-0002");
    expect_refused(&w, "requisition discrepancy x --out F", NULL, ERR_INPUT, "is not a requisition number");
    deliver(&w, "1", "closed", all);
    expect_refused(&w, "requisition discrepancy 1 --out F", NULL, ERR_RULE, "everything came as ordered");
    world_close(&w);
}
END_TEST

/* A damaged parcel entered by mistake, and taken back. */
START_TEST(deliveries_taken_back_do_not_count) {
    static const struct deliver_case all[] = {{"parent-guide.en", "good", 50, "2026-09-14"},
                                              {"lre.en", "good", 20, "2026-09-14"},
                                              {"lre.en", "damaged", 9, "2026-09-12"},
                                              {0}};
    struct world w;
    struct trail t;
    struct requisition q;
    struct deliveries rows;
    struct err e = {0};
    open_with_order(&w);
    deliver(&w, "1", "closed", all);
    struct buf text = paper(&w, "requisition discrepancy 1 --out F");
    pdf_expect(&text, "Sep 12, 2026");
    buf_free(&text);
    ck_assert(trail_begin(&t, &w.req, &e) && requisition_load(&w.req, "1", &q, &e) &&
              deliveries_load(&w.req, &q, &rows, &e));
    struct delivery back = rows.list[2];
    back.reverses = back.id;
    back.copies = -back.copies;
    ck_assert(trail_end(&t, delivery_put(&t, &q, &back, &e), "test", "1", "taken back", &e));
    expect_refused(&w, "requisition discrepancy 1 --out F", NULL, ERR_RULE, "everything came as ordered");
    look_done(&w, "report day --date 2026-09-12");
    ck_assert_uint_eq(look_rows(&w.answer, 0, "moved").rows.count, 0);
    world_close(&w);
}
END_TEST

START_TEST(two_hundred_lines_and_a_long_title_stand_under_a_head_each) {
    struct world w;
    open_with_order(&w);
    look_done(&w, mem_printf(w.mem, "catalog add long.en --publication long --title '%s' --kind guide", long_title));
    look_done(&w, "requisition add 1 long.en 7 --reason more");
    add_many(&w, 200);
    for (int i = 0; i < 200; i++)
        look_done(&w, mem_printf(w.mem, "requisition add 1 more-%03d.en %d --reason more", i, i + 2));
    deliver(&w, "1", "part received", two_short);
    struct buf text = paper(&w, "requisition discrepancy 1 --out F");
    long pages = pdf_pages(&w.answer.bytes);
    ck_assert_int_gt(pages, 10);
    ck_assert_int_ge(pdf_count(&text, "RECEIVED"), pages - 1); /* the signatures may have a page of their own */
    ck_assert_int_eq(pdf_count(&text, "Discrepancy note"), pages);
    expect_every_word(&w, &text, long_title);
    for (int i = 0; i < 200; i++)
        ck_assert_int_eq(pdf_count(&text, mem_printf(w.mem, "Keep %d copies", i + 2)),
                         i + 2 == 10 || i + 2 == 7 || i + 2 == 20 ? 2 : 1);
    buf_free(&text);
    world_close(&w);
}
END_TEST

void discrepancy_form_suite(Suite *s) {
    TCase *c = tcase_create("discrepancy");
    tcase_add_test(c, a_discrepancy_is_counted_and_said);
    tcase_add_test(c, the_note_prints_its_lines_its_dates_and_what_is_asked);
    tcase_add_test(c, a_note_without_a_discrepancy_is_refused);
    tcase_add_test(c, deliveries_taken_back_do_not_count);
    tcase_add_test(c, two_hundred_lines_and_a_long_title_stand_under_a_head_each);
    tcase_set_timeout(c, 120);
    suite_add_tcase(s, c);
}
