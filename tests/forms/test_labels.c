/* Shelf labels: what they say, and where their ink is. */
#include "forms/labels.h"
#include "tests/suites.h"
#include "tests/support/paper.h"
#include "tests/support/stored.h"

#include <stdlib.h>

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

START_TEST(an_item_and_a_language_that_are_not_there_are_both_named) {
    struct world w;
    world_open(&w, "elementary", "2026-09-15");
    ck_assert(!world_run(&w, "stock labels --item no-such.en --language Klingon --out F"));
    const struct problems *p = &w.req.problems;
    ck_assert_uint_eq(p->count, 2);
    ck_assert_str_eq(p->list[0].field, "item");
    ck_assert_str_eq(p->list[1].field, "language");
    ck_assert(!world_run(&w, "stock labels --language Korean --out F"));
    ck_assert_str_eq(w.err.message, "there is no label to print: no item in Korean");
    ck_assert_str_eq(look_command(&w, w.err.next), "stock");
    world_close(&w);
}
END_TEST

void labels_suite(Suite *s) {
    TCase *c = tcase_create("labels");
    tcase_add_test(c, a_label_says_title_language_code_number_and_when_to_order);
    tcase_add_test(c, no_ink_of_a_label_comes_near_its_edge);
    tcase_add_test(c, labels_go_on_over_the_sheet_and_leave_none_out);
    tcase_add_test(c, a_language_in_no_font_of_ours_is_named_in_english_alone);
    tcase_add_test(c, labels_that_cannot_be_are_refused);
    tcase_add_test(c, an_item_and_a_language_that_are_not_there_are_both_named);
    tcase_set_timeout(c, 120);
    suite_add_tcase(s, c);
}
