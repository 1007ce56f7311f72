/* Every paper: the same bytes each time, whose it is, and no page without its font. */
#include "forms/day_sheet.h"
#include "forms/discrepancy_form.h"
#include "forms/issue_log.h"
#include "forms/labels.h"
#include "forms/requisition_form.h"
#include "forms/stock_report_form.h"
#include "tests/suites.h"
#include "tests/support/paper.h"
#include "tests/support/stored.h"

#include <string.h>

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

/* So that no reader or writer waits for the drawing. */
START_TEST(a_paper_is_drawn_without_the_database_from_what_its_verb_loaded) {
    static const char *const writing[] = {"requisition pdf 1", "count sheet", "count sheet --blind", "clock pdf",
                                          "clock pdf --cases", "meeting pdf", "records pdf --cases", NULL};
    struct world w;
    open_with_order(&w);
    deliver(&w, "1", "part received", two_short);
    look_done(&w, "clock start section-504-response --on 2026-09-10 --ref a1");
    look_done(&w, "meeting add iep --on 2026-09-20 --at 9 --place 'Room 1' --ref a1");
    const char *const *const lists[] = {papers, writing};
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; lists[l][i]; i++) {
            struct err e = {0};
            look_done(&w, lists[l][i]);
            ck_assert_msg(w.answer.finish, "%s: drawn by its verb", lists[l][i]);
            struct answer again = w.answer;
            again.bytes = (struct buf){0};
            w.req.db = NULL;
            ck_assert_msg(again.finish(&w.req, &again, &e), "%s: %s", lists[l][i], e.message);
            w.req.db = w.db;
            ck_assert_uint_eq(again.bytes.length, w.answer.bytes.length);
            ck_assert_int_eq(memcmp(again.bytes.data, w.answer.bytes.data, again.bytes.length), 0);
            buf_free(&again.bytes);
        }
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

void paper_suite(Suite *s) {
    TCase *c = tcase_create("every paper");
    tcase_add_test(c, every_paper_is_the_same_each_time_and_tells_whose_it_is);
    tcase_add_test(c, a_paper_is_drawn_without_the_database_from_what_its_verb_loaded);
    tcase_add_test(c, without_a_font_there_is_an_error_and_no_page);
    tcase_set_timeout(c, 120);
    suite_add_tcase(s, c);
}
