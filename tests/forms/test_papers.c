#include "forms/day_sheet.h"
#include "forms/discrepancy_form.h"
#include "forms/issue_log.h"
#include "forms/labels.h"
#include "forms/stock_report_form.h"
#include "inventory/order/delivery.h"
#include "inventory/shelf/movement.h"
#include "tests/suites.h"
#include "tests/support/paper.h"
#include "tests/support/stored.h"

#include <stdlib.h>
#include <string.h>

/* ---- every paper ---- */

static const char *const papers[] = {"stock labels --out F",      "stock log --out F",
                                     "requisition blank --out F", "requisition discrepancy 1",
                                     "report day --out F",        "report stock --out F",
                                     "designee pdf --out F",      "duty pdf --out F",
                                     "report year --out F",       NULL};

START_TEST(every_paper_is_the_same_each_time_and_tells_whose_it_is) {
    struct world w;
    open_with_order(&w);
    add_scripts(&w);
    deliver(&w, "1", "part received", two_short);
    for (size_t i = 0; papers[i]; i++) {
        const char *before = stored(&w);
        look_done(&w, papers[i]);
        struct buf first = {0};
        buf_add(&first, w.answer.bytes.data, w.answer.bytes.length);
        ck_assert_msg(pdf_holds(&first, "/Lang (en-US)") && pdf_holds(&first, "/Title") &&
                          pdf_holds(&first, "/Author") && !pdf_holds(&first, "/CreationDate"),
                      "%s: metadata", papers[i]);
        look_done(&w, papers[i]);
        ck_assert_msg(first.length == w.answer.bytes.length &&
                          memcmp(first.data, w.answer.bytes.data, first.length) == 0,
                      "%s: other bytes", papers[i]);
        ck_assert_msg(strcmp(stored(&w), before) == 0, "%s: something was stored", papers[i]);
        buf_free(&first);
        if (i == 0)
            continue; /* labels have no head */
        struct buf text = paper(&w, papers[i]);
        ck_assert_msg(!pdf_holds(&text, "guidestock"), "%s: a command", papers[i]); /* a principal reads it */
        pdf_expect(&text, "Test School");
        pdf_expect(&text, "0042");
        ck_assert_int_eq(pdf_count(&text, mem_printf(w.mem, " of %ld", pdf_pages(&w.answer.bytes))),
                         pdf_pages(&w.answer.bytes));
        buf_free(&text);
    }
    ck_assert(world_is_sound(&w));
    world_close(&w);
}
END_TEST

/* Without its font a form is an error: not an empty page, and not half a file. */
START_TEST(without_a_font_there_is_an_error_and_no_page) {
    struct world w;
    open_with_order(&w);
    deliver(&w, "1", "part received", two_short);
    struct err e = {0};
    struct report report;
    struct day day;
    struct discrepancy_form note = {.today = w.req.today};
    struct paper *on = paper_load(&w.req, &e);
    ck_assert(on && report_load(&w.req, &report, &e) && day_load(&w.req, w.req.today, &day, &e) &&
              requisition_load(&w.req, "1", &note.requisition, &e) &&
              discrepancy_load(&w.req, &note.requisition, &note.found, &e));
    on->fonts = "/nowhere";
    const struct labels labels = {report.stock.list, report.stock.count, &report.stock.all_languages, 1};
    struct paper all[] = {*on, *on, *on, *on, *on};
    labels_paper(&labels, &all[0]);
    issue_log_paper(&all[1]);
    discrepancy_paper(&note, &all[2]);
    day_sheet_paper(w.mem, &day, &all[3]);
    stock_report_paper(w.mem, &report, &all[4]);
    struct buf pdf = {0};
    for (int i = 0; i < 5; i++) {
        e = (struct err){0};
        bool ok = sheet_pdf(w.mem, &all[i], &pdf, &e);
        ck_assert_msg(!ok && e.kind == ERR_IO && pdf.length == 0, "paper %d: %s", i, e.message);
    }
    world_close(&w);
}
END_TEST

/* ---- labels ---- */

enum { PER_INCH = 200 };

/* Ink of a page, label by label: where it begins from the left edge (inches; 0: there is none), and how much lies
 * outside every label, or nearer to an edge than 0.06 inch. Avery 5160: 2 5/8 by 1 inch, from 3/16 and 1/2 inch on,
 * 2 3/4 apart. */
static long ink_outside(const struct pdf_picture *p, double begins[LABELS_ON_SHEET]) {
    long outside = 0;
    for (int y = 0; y < p->down; y++)
        for (int x = 0; x < p->across; x++) {
            if (p->points[(size_t)y * (size_t)p->across + (size_t)x] > 200)
                continue;
            double across = (x + 0.5) / PER_INCH - 0.1875, down = (y + 0.5) / PER_INCH - 0.5;
            int column = (int)(across / 2.75), row = (int)down, label = row * 3 + column;
            double in_x = across - column * 2.75, in_y = down - row;
            bool on = across >= 0 && down >= 0 && column < 3 && row < 10 && in_x >= 0.06 && in_x <= 2.625 - 0.06 &&
                      in_y >= 0.06 && in_y <= 1 - 0.06;
            outside += !on;
            if (on && (begins[label] == 0 || in_x < begins[label]))
                begins[label] = in_x;
        }
    return outside;
}

static void check_labels(struct world *w, long start, long count) {
    for (long page = 1, at = start - 1; page <= pdf_pages(&w->answer.bytes); page++, at -= LABELS_ON_SHEET) {
        double begins[LABELS_ON_SHEET] = {0};
        struct pdf_picture p = pdf_picture(&w->answer.bytes, (int)page, PER_INCH);
        ck_assert_int_eq(p.across, 17 * PER_INCH / 2);
        ck_assert_int_eq(ink_outside(&p, begins), 0);
        for (long i = 0; i < LABELS_ON_SHEET; i++) {
            bool printed = i >= at && i < at + count;
            /* All begin alike, so that none is beside its place: at 10 points, and the white that a letter has. */
            ck_assert_msg(printed ? begins[i] > 0.134 && begins[i] < 0.156 : begins[i] == 0,
                          "page %ld: the ink of label %ld begins at %f", page, i + 1, begins[i]);
        }
        free(p.points);
    }
}

START_TEST(a_label_says_title_language_code_number_and_when_to_order) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    look_done(&w, "catalog set parent-guide.es minimum=77 maximum=99");
    struct buf text = paper(&w, "stock labels --item parent-guide.es --out F");
    static const char *const words[] = {
        "A Parent's Guide to Special", "Spanish · Español", "parent-guide.es", "9661218951", "reorder at", "77", NULL};
    expect_all(&text, words);
    buf_free(&text);
    text = paper(&w, "stock labels --item lre.en --out F");
    pdf_expect(&text, "SEE CATALOG");
    ck_assert(!pdf_holds(&text, "966"));
    buf_free(&text);
    world_close(&w);
}
END_TEST

START_TEST(no_ink_of_a_label_comes_near_its_edge) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    add_scripts(&w);
    look_done(&w, mem_printf(w.mem,
                             "catalog add a-code-as-long-as-the-catalog-lets-codes-bexxxxxxxxxxxxxx.en --publication "
                             "long --title '%s' --kind guide --number 9999999999",
                             long_title));
    look_done(
        &w, "catalog set a-code-as-long-as-the-catalog-lets-codes-bexxxxxxxxxxxxxx.en minimum=999999 maximum=1000000");
    look_done(&w, "language add xx --english 'A language whose English name is much longer than a label' --own "
                  "'Քքքքքքքքքքքքքքքքքքքքքքքքքքք'");
    look_done(&w, "catalog add lre.xx --number 9999999998");
    look_done(&w, "catalog set lre.xx floor=5");
    look_done(&w, "stock labels --out F");
    long count = world_count(&w, "SELECT count(*) FROM item");
    check_labels(&w, 1, count);
    for (long start = 2; start <= LABELS_ON_SHEET; start += 14) { /* 2, 16, 30 */
        look_done(&w, mem_printf(w.mem, "stock labels --start %ld --out F", start));
        check_labels(&w, start, count);
    }
    world_close(&w);
}
END_TEST

START_TEST(labels_go_on_over_the_sheet_and_leave_none_out) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    add_many(&w, 200);
    struct buf text = paper(&w, "stock labels --start 25 --out F");
    long count = world_count(&w, "SELECT count(*) FROM item");
    ck_assert_int_eq(pdf_pages(&w.answer.bytes), (24 + count + 29) / 30);
    for (int i = 0; i < 200; i++)
        ck_assert_int_eq(pdf_count(&text, mem_printf(w.mem, "Leaflet %03d ", i)), 1);
    buf_free(&text);
    world_close(&w);
}
END_TEST

START_TEST(a_language_in_no_font_of_ours_is_named_in_english_alone) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    look_done(&w, "language add hi --english Hindi --own हिन्दी");
    look_done(&w, "catalog add lre.hi");
    struct buf text = paper(&w, "stock labels --item lre.hi --out F");
    pdf_expect(&text, "Hindi");
    pdf_expect(&text, "not kept"); /* asked for by name, it has its label all the same */
    ck_assert(!pdf_holds(&text, "?") && !pdf_holds(&text, "·"));
    buf_free(&text);
    world_close(&w);
}
END_TEST

START_TEST(labels_that_cannot_be_are_refused) {
    static const struct {
        const char *line;
        enum err_kind kind;
        const char *words;
    } cases[] = {
        {"stock labels --start 0 --out F", ERR_INPUT, "30"},
        {"stock labels --start 31 --out F", ERR_INPUT, "30"},
        {"stock labels --start -1 --out F", ERR_INPUT, "without a sign"},
        {"stock labels --start one --out F", ERR_INPUT, "start"},
        {"stock labels --item no-such.en --out F", ERR_NOT_FOUND, "no-such.en"},
        {"stock labels --language Klingon --out F", ERR_NOT_FOUND, "Klingon"},
        {"stock labels --language Korean --out F", ERR_NOT_FOUND, "no item in Korean"},
        {"stock labels --item parent-guide.en --language Spanish --out F", ERR_NOT_FOUND, "parent-guide.en in Spanish"},
        {"stock labels --item itp-booklet.en --out F", ERR_NOT_FOUND, "itp-booklet.en"},
    };
    struct world w;
    world_open(&w, "elementary", "2026-09-15");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refused(&w, cases[i].line, NULL, cases[i].kind, cases[i].words);
    world_close(&w);
}
END_TEST

/* ---- the log, the blank ---- */

START_TEST(the_log_names_the_eight_reasons_and_no_student) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    struct buf text = paper(&w, "stock log --out F");
    for (size_t i = 0; issue_reasons[i].name; i++) {
        pdf_expect(&text, issue_reasons[i].name);
        pdf_expect(&text, issue_reasons[i].words);
        pdf_expect(&text, issue_reasons[i].citation);
    }
    static const char *const words[] = {"Never write a student's name",
                                        "DATE",
                                        "GUIDE",
                                        "LANGUAGE",
                                        "EDITION",
                                        "PAPER",
                                        "E-MAIL",
                                        "WEB",
                                        "COPIES",
                                        "(INITIALS)",
                                        "At the end of the day, enter each line as copies handed out",
                                        NULL};
    expect_all(&text, words);
    ck_assert_int_eq(pdf_pages(&w.answer.bytes), 1);
    ck_assert(!pdf_holds(&text, "…"));
    buf_free(&text);
    world_close(&w);
}
END_TEST

START_TEST(a_blank_requisition_holds_the_school_and_nothing_else) {
    struct world w;
    open_with_order(&w);
    struct buf text = paper(&w, "requisition blank --out F");
    static const char *const words[] = {"Requisition for Stores Warehouse stock",
                                        "REQUISITION NUMBER",
                                        "Test School",
                                        "0042",
                                        "East",
                                        "Pat Clerk",
                                        "(555) 010-0100",
                                        "RECEIVING",
                                        "Requested by",
                                        "Overnight",
                                        "\n12\n",
                                        "copies in all",
                                        NULL};
    expect_all(&text, words);
    ck_assert(!pdf_holds(&text, "R-2026") && !pdf_holds(&text, "no lines") && !pdf_holds(&text, "parent-guide") &&
              !pdf_holds(&text, "\n13\n") && !pdf_holds(&text, "2026\n"));
    ck_assert_int_eq(pdf_pages(&w.answer.bytes), 1);
    buf_free(&text);
    world_close(&w);
}
END_TEST

/* ---- what came otherwise ---- */

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
    expect_refused(&w, "requisition discrepancy x --out F", NULL, ERR_INPUT, "no requisition number");
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

Suite *papers_suite(void) {
    Suite *s = suite_create("papers");
    TCase *every = tcase_create("every paper"), *shelf = tcase_create("labels, log, blank"),
          *note = tcase_create("discrepancy");
    TCase *const all[] = {every, shelf, note};
    tcase_add_test(every, every_paper_is_the_same_each_time_and_tells_whose_it_is);
    tcase_add_test(every, without_a_font_there_is_an_error_and_no_page);
    tcase_add_test(shelf, a_label_says_title_language_code_number_and_when_to_order);
    tcase_add_test(shelf, no_ink_of_a_label_comes_near_its_edge);
    tcase_add_test(shelf, labels_go_on_over_the_sheet_and_leave_none_out);
    tcase_add_test(shelf, a_language_in_no_font_of_ours_is_named_in_english_alone);
    tcase_add_test(shelf, labels_that_cannot_be_are_refused);
    tcase_add_test(shelf, the_log_names_the_eight_reasons_and_no_student);
    tcase_add_test(shelf, a_blank_requisition_holds_the_school_and_nothing_else);
    tcase_add_test(note, a_discrepancy_is_counted_and_said);
    tcase_add_test(note, the_note_prints_its_lines_its_dates_and_what_is_asked);
    tcase_add_test(note, a_note_without_a_discrepancy_is_refused);
    tcase_add_test(note, deliveries_taken_back_do_not_count);
    tcase_add_test(note, two_hundred_lines_and_a_long_title_stand_under_a_head_each);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        tcase_set_timeout(all[i], 120);
        suite_add_tcase(s, all[i]);
    }
    return s;
}
