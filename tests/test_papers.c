#include "compliance/trail.h"
#include "forms/papers.h"
#include "inventory/delivery.h"
#include "inventory/movement.h"
#include "tests/look.h"
#include "tests/pdf.h"
#include "tests/suites.h"

#include <stdlib.h>
#include <string.h>

static const char long_title[] =
    "Everything that Parents and Guardians of Pupils with Disabilities Wanted to Know about "
    "Individualized Education Programs, Least Restrictive Environments, Assessment Plans, "
    "Mediation, Complaints and Hearings, and Did not Dare to Ask Because Nobody Had the Time";

/* A printing of the Parent's Guide in every language that we know, with copies and families. */
static void add_scripts(struct world *w) {
    static const char *const tags[] = {"hy", "zh", "fa", "fil", "ko", "ru", "vi", "ar"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        look_done(w,
                  mem_printf(w->mem, "catalog add pg.%s --publication parent-guide --number 970000000%zu", tags[i], i));
        look_done(w, mem_printf(w->mem, "stock adjust pg.%s %zu --reason opening", tags[i], 7 * i + 1));
        look_done(w, mem_printf(w->mem, "language set %s %zu", tags[i], 3 * i + 1));
    }
}

static void add_many(struct world *w, int count) {
    for (int i = 0; i < count; i++) {
        look_done(w,
                  mem_printf(
                      w->mem,
                      "catalog add more-%03d.en --publication more-%03d --title 'Leaflet %03d of many' --kind brochure",
                      i, i, i));
        look_done(w, mem_printf(w->mem, "stock adjust more-%03d.en %d --reason opening", i, i + 1));
    }
}

/* The words of the paper; the caller frees them. */
static struct buf paper(struct world *w, const char *line) {
    look_done(w, line);
    ck_assert_int_eq(w->answer.form, ANSWER_BYTES);
    ck_assert_int_eq(memcmp(w->answer.bytes.data, "%PDF-", 5), 0);
    return pdf_text(&w->answer.bytes, "-layout");
}

static void expect_all(const struct buf *text, const char *const *words) {
    for (size_t i = 0; words[i]; i++)
        pdf_expect(text, words[i]);
}

/* Wrapped as it may be, nothing of it is lost. */
static void expect_every_word(struct world *w, const struct buf *text, const char *words) {
    for (const char *at = words; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        pdf_expect(text, mem_textn(w->mem, at, n));
        at += n;
    }
}

/* ---- every paper ---- */

static struct deliver_case {
    const char *item, *condition;
    long copies;
    const char *date;
} const two_short[] = {{"parent-guide.en", "good", 40, "2026-09-14"}, {0}};

/* What the steps of a delivery write, without their verbs. */
static void deliver(struct world *w, const char *number, const char *status, const struct deliver_case *rows) {
    struct trail t;
    struct requisition q;
    struct err e = {0};
    ck_assert_msg(trail_begin(&t, &w->req, &e), "%s", e.message);
    bool ok = requisition_load(&w->req, number, &q, &e) && requisition_event_add(&t, &q, status, NULL, &e) &&
              requisition_set_status(&w->req, &q, status, &e);
    long event = t.last;
    for (; ok && rows->item; rows++) {
        struct delivery d = {.event = event,
                             .condition = rows->condition,
                             .copies = rows->copies,
                             .movement = INT_NONE,
                             .reverses = INT_NONE};
        d.item_id = world_count(w, mem_printf(w->mem, "SELECT id FROM item WHERE code = '%s'", rows->item));
        ck_assert(date_parse_iso(rows->date, &d.on_date));
        ok = delivery_put(&t, &q, &d, &e);
    }
    ck_assert_msg(trail_end(&t, ok, "test", number, "delivered", &e), "%s", e.message);
}

static void open_with_order(struct world *w) {
    world_open(w, "senior", "2026-09-15");
    look_done(w, "school set requester='Pat Clerk' phone='(555) 010-0100' region=East");
    look_done(w, "requisition new --date 2026-09-01");
    look_done(w, "requisition add 1 parent-guide.en 50 --reason more");
    look_done(w, "requisition add 1 lre.en 20 --reason more");
}

static const char *const papers[] = {"stock labels --out F",
                                     "stock log --out F",
                                     "requisition blank --out F",
                                     "requisition discrepancy 1",
                                     "report day --out F",
                                     "report stock --out F",
                                     NULL};

START_TEST(every_paper_is_the_same_each_time_and_tells_whose_it_is) {
    struct world w;
    open_with_order(&w);
    add_scripts(&w);
    deliver(&w, "1", "part received", two_short);
    for (size_t i = 0; papers[i]; i++) {
        struct counts before = look_counts(&w);
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
        struct counts after = look_counts(&w);
        look_same(&before, &after, papers[i]);
        buf_free(&first);
        if (i == 0)
            continue; /* labels have no head */
        struct buf text = paper(&w, papers[i]);
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
    struct school school;
    struct settings settings;
    struct err e = {0};
    struct report report;
    struct day day;
    struct requisition q;
    struct discrepancy found;
    ck_assert(school_load(&w.req, &school, &e) && school_settings(&w.req, &settings, &e) &&
              report_load(&w.req, &report, &e) && day_load(&w.req, w.req.today, &day, &e) &&
              requisition_load(&w.req, "1", &q, &e) && discrepancy_load(&w.req, &q, &found, &e));
    const struct paper on = {&school, &settings, "/nowhere"};
    const struct labels labels = {report.stock.list, report.stock.count, &report.stock.all_languages, 1};
    const struct discrepancy_paper note = {&q, &found, w.req.today};
    struct buf pdf = {0};
    for (int i = 0; i < 5; i++) {
        e = (struct err){0};
        bool ok = i == 0   ? labels_sheet(w.mem, &on, &labels, &pdf, &e)
                  : i == 1 ? issue_log(w.mem, &on, &pdf, &e)
                  : i == 2 ? discrepancy_note(w.mem, &on, &note, &pdf, &e)
                  : i == 3 ? day_sheet(w.mem, &on, &day, &pdf, &e)
                           : stock_report(w.mem, &on, &report, &pdf, &e);
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
        look_refused(&w, cases[i].line, NULL, cases[i].kind, cases[i].words);
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
                                        "guidestock stock issue GUIDE COPIES --for REASON --how HOW",
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
        long received, short_by, damaged, wrong, old, over;
        const char *asked;
    } cases[] = {
        {"part received",
         {{"parent-guide.en", "good", 40, "2026-09-14"}},
         40,
         10,
         0,
         0,
         0,
         0,
         "Keep 10 copies back-ordered."},
        {"closed",
         {{"parent-guide.en", "good", 49, "2026-09-14"}},
         49,
         1,
         0,
         0,
         0,
         0,
         "1 copy did not come. The requisition is closed: do not send them."},
        {"part received",
         {{"parent-guide.en", "good", 40, "2026-09-14"}, {"parent-guide.en", "damaged", 10, "2026-09-14"}},
         40,
         0,
         10,
         0,
         0,
         0,
         "Take back 10 damaged copies and send 10 good ones."},
        {"closed",
         {{"parent-guide.en", "damaged", 10, "2026-09-13"}, {"parent-guide.en", "good", 50, "2026-09-14"}},
         50,
         0,
         10,
         0,
         0,
         0,
         "Take back 10 damaged copies: what they were to be has come."},
        {"part received",
         {{"parent-guide.en", "wrong language", 50, "2026-09-14"}},
         0,
         0,
         0,
         50,
         0,
         0,
         "Take back 50 wrong-language copies and send 50 in English."},
        {"closed",
         {{"parent-guide.en", "good", 45, "2026-09-14"}, {"parent-guide.en", "old edition", 5, "2026-09-14"}},
         50,
         0,
         0,
         0,
         5,
         0,
         "Replace 5 copies of an old edition by the current one."},
        {"closed",
         {{"parent-guide.en", "good", 60, "2026-09-14"}},
         60,
         0,
         0,
         0,
         0,
         10,
         "10 copies more than ordered came: we keep them unless you take them back."},
        {"part received",
         {{"parent-guide.en", "good", 20, "2026-09-13"},
          {"parent-guide.en", "damaged", 5, "2026-09-13"},
          {"parent-guide.en", "wrong language", 6, "2026-09-14"},
          {"parent-guide.en", "old edition", 7, "2026-09-14"}},
         27,
         12,
         5,
         6,
         7,
         0,
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
        ck_assert_msg(l->ordered == 50 && l->received == cases[i].received && l->short_by == cases[i].short_by &&
                          l->damaged == cases[i].damaged && l->wrong_language == cases[i].wrong &&
                          l->old_edition == cases[i].old && l->over == cases[i].over,
                      "%zu: received %ld short %ld damaged %ld wrong %ld old %ld over %ld", i, l->received, l->short_by,
                      l->damaged, l->wrong_language, l->old_edition, l->over);
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
    look_refused(&w, "requisition discrepancy 1 --out F", NULL, ERR_RULE, "nothing was delivered");
    look_refused(&w, "requisition discrepancy 2 --out F", NULL, ERR_NOT_FOUND, "R-2026-27-0002");
    look_refused(&w, "requisition discrepancy x --out F", NULL, ERR_INPUT, "no requisition number");
    deliver(&w, "1", "closed", all);
    look_refused(&w, "requisition discrepancy 1 --out F", NULL, ERR_RULE, "everything came as ordered");
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
    look_refused(&w, "requisition discrepancy 1 --out F", NULL, ERR_RULE, "everything came as ordered");
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

/* ---- the end of the day ---- */

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
    look_refused(&w, "report day --date 2026-09-17", NULL, ERR_INPUT, "2026-09-17");
    look_refused(&w, "report day --date 1989-12-31 --out F", NULL, ERR_INPUT, "1990");
    look_refused(&w, "report day --date 2026-02-30", NULL, ERR_INPUT, "2026-02-30");
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
                                        "guidestock verify --head",
                                        "signature",
                                        "2026-09-15T18:00:00Z",
                                        "No requisition took a step",
                                        "in UTC",
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

/* ---- the stock report ---- */

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
        long families, copies, percent;
        bool printed;
    } expected[] = {{"special-education", "Spanish", 30, 15, 50, true},
                    {"special-education", "Armenian", 9, 0, 0, false},
                    {"special-education", "English", 0, 10, INT_NONE, true},
                    {"section-504", "Korean", 2, 0, 0, false},
                    {"section-504", "English", INT_NONE, 8, INT_NONE, true}};
    ck_assert_uint_eq(all.rows.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < all.rows.count; i++) {
        ck_assert_str_eq(look_text(&all, i, "program"), expected[i].program);
        ck_assert_str_eq(look_text(&all, i, "language"), expected[i].language);
        ck_assert_int_eq(look_int(&all, i, "families"), expected[i].families);
        ck_assert_int_eq(look_int(&all, i, "copies"), expected[i].copies);
        ck_assert_int_eq(look_int(&all, i, "percent"), expected[i].percent);
        ck_assert_int_eq(look_bool(&all, i, "printed"), expected[i].printed);
    }
    ck_assert_uint_eq(strlen(look_text(&all, 0, "bar")), 12); /* 24 characters are the 30 families */
    ck_assert_uint_eq(strlen(look_text(&all, 1, "bar")), 0);
    struct buf text = paper(&w, "report stock --out F");
    static const char *const words[] = {"Stock report",
                                        "2026-27",
                                        "15 copies",
                                        "30 families",
                                        "50 %",
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
    ck_assert_msg(longest > 270 && longest < 290 && abs(2 * half - longest) <= 4, "bars of %d and %d", longest, half);
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
    struct school school;
    struct settings settings;
    ck_assert(report_load(&w.req, &report, &e) && school_load(&w.req, &school, &e) &&
              school_settings(&w.req, &settings, &e));
    report.items.count = report.languages.count = 0;
    const struct paper on = {&school, &settings, NULL};
    struct buf pdf = {0};
    ck_assert(stock_report(w.mem, &on, &report, &pdf, &e));
    text = pdf_text(&pdf, "-layout");
    pdf_expect(&text, "No item is kept at this school.");
    buf_free(&text);
    buf_free(&pdf);
    world_close(&w);
}
END_TEST

Suite *papers_suite(void) {
    Suite *s = suite_create("papers");
    TCase *every = tcase_create("every paper"), *shelf = tcase_create("labels, log, blank"),
          *note = tcase_create("discrepancy"), *reports = tcase_create("reports");
    TCase *const all[] = {every, shelf, note, reports};
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
    tcase_add_test(reports, a_day_sums_what_moved_by_item_and_reason);
    tcase_add_test(reports, a_hand_out_entered_later_is_of_its_own_day_and_so_is_the_change);
    tcase_add_test(reports, a_day_tells_what_went_by_e_mail_what_was_not_accepted_and_each_step);
    tcase_add_test(reports, the_day_end_sheet_prints_the_head_of_the_chain);
    tcase_add_test(reports, a_day_of_nothing_and_a_day_of_very_much_have_their_sheets);
    tcase_add_test(reports, copies_of_a_language_stand_beside_its_families);
    tcase_add_test(reports, a_bar_is_as_long_as_its_figure);
    tcase_add_test(reports, a_report_of_no_items_says_so_and_one_of_two_hundred_leaves_none_out);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        tcase_set_timeout(all[i], 120);
        suite_add_tcase(s, all[i]);
    }
    return s;
}
