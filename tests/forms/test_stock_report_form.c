/* The stock report: copies beside families, as rows and as bars. */
#include "forms/stock_report_form.h"
#include "tests/suites.h"
#include "tests/support/paper.h"

#include <stdlib.h>
#include <string.h>

START_TEST(copies_of_a_language_stand_beside_its_families) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    look_done(&w,
              "stock adjust iep-and-you.en-es 10 parent-guide.es 5 --reason opening"); /* the first in both languages */
    look_done(&w, "stock adjust section-504.en 8 --reason opening");
    look_done(&w, "language set Spanish 30");
    look_done(&w, "language set English 0");
    look_done(&w, "language set Armenian 9");
    look_done(&w, "language set Korean 2 --program section-504");
    look_done(&w, "report stock");
    struct answer all = look_rows(&w.answer, 0, "languages");
    static const struct {
        const char *program, *language;
        long families, copies;
        bool printed;
    } expected[] = {{"special-education", "Spanish", 30, 15, true},
                    {"special-education", "Armenian", 9, 0, false},
                    {"special-education", "English", 0, 10, true},
                    {"section-504", "Korean", 2, 0, false},
                    {"section-504", "English", INT_NONE, 8, true}};
    ck_assert_uint_eq(all.rows.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < all.rows.count; i++) {
        ck_assert_str_eq(look_text(&all, i, "program"), expected[i].program);
        ck_assert_str_eq(look_text(&all, i, "language"), expected[i].language);
        ck_assert_int_eq(look_int(&all, i, "families"), expected[i].families);
        ck_assert_int_eq(look_int(&all, i, "copies"), expected[i].copies);
        ck_assert_int_eq(look_bool(&all, i, "printed"), expected[i].printed);
    }
    ck_assert_uint_eq(strlen(look_text(&all, 0, "bar")), 12); /* 24 characters are the 30 families */
    ck_assert_uint_eq(strlen(look_text(&all, 1, "bar")), 0);
    struct buf text = paper(&w, "report stock --out F");
    static const char *const words[] = {"Stock report",
                                        "2026-27",
                                        "15 copies",
                                        "30 families",
                                        "no printing in the catalog",
                                        "Special education: copies and families",
                                        "Section 504: copies and families",
                                        "families not entered",
                                        "Español",
                                        "Հայերեն",
                                        "LOW",
                                        "not known",
                                        NULL};
    expect_all(&text, words);
    buf_free(&text);
    world_close(&w);
}
END_TEST

/* The bars as they are drawn: solid for copies, framed for families, in proportion. */
START_TEST(a_bar_is_as_long_as_its_figure) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    look_done(&w, "stock adjust parent-guide.es 50 parent-guide.en 100 --reason opening");
    look_done(&w, "report stock --out F");
    struct pdf_picture p = pdf_picture(&w.answer.bytes, (int)pdf_pages(&w.answer.bytes), 72);
    int longest = 0, half = 0;
    for (int y = 0; y < p.down - 60; y++) {
        int from = 163, n = 0; /* beside their base line; what begins before it is a rule of the table */
        while (p.points[y * p.across + from - 8] > 200 && from + n < p.across && p.points[y * p.across + from + n] < 64)
            n++;
        longest = n > longest ? n : longest;
        half = n > half && n < 200 ? n : half;
    }
    ck_assert_msg(longest > 315 && longest < 340 && abs(2 * half - longest) <= 4, "bars of %d and %d", longest, half);
    free(p.points);
    world_close(&w);
}
END_TEST

START_TEST(a_report_of_no_items_says_so_and_one_of_two_hundred_leaves_none_out) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    add_scripts(&w);
    look_done(&w, mem_printf(w.mem, "catalog add long.en --publication long --title '%s' --kind guide", long_title));
    add_many(&w, 200);
    struct buf text = paper(&w, "report stock --out F");
    long pages = pdf_pages(&w.answer.bytes);
    ck_assert_int_eq(pdf_count(&text, "Stock report"), pages);
    for (int i = 0; i < 200; i++)
        ck_assert_int_eq(pdf_count(&text, mem_printf(w.mem, "Leaflet %03d ", i)), 1);
    expect_every_word(&w, &text, long_title);
    static const char *const own[] = {"Русский", "Tiếng Việt", "中文", "한국어", "Հայերեն", NULL};
    expect_all(&text, own);
    buf_free(&text);
    struct err e = {0}; /* a catalog without a single item does not come about by our commands */
    struct report report;
    struct paper *p = paper_load(&w.req, &e);
    ck_assert(p && report_load(&w.req, &report, &e));
    report.items.count = report.languages.count = 0;
    struct buf pdf = {0};
    stock_report_paper(w.mem, &report, p);
    ck_assert(sheet_pdf(w.mem, p, &pdf, &e));
    text = pdf_text(&pdf, "-layout");
    pdf_expect(&text, "No item is kept at this school.");
    buf_free(&text);
    buf_free(&pdf);
    world_close(&w);
}
END_TEST

void stock_report_form_suite(Suite *s) {
    TCase *c = tcase_create("stock report");
    tcase_add_test(c, copies_of_a_language_stand_beside_its_families);
    tcase_add_test(c, a_bar_is_as_long_as_its_figure);
    tcase_add_test(c, a_report_of_no_items_says_so_and_one_of_two_hundred_leaves_none_out);
    tcase_set_timeout(c, 120);
    suite_add_tcase(s, c);
}
