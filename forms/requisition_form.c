#include "forms/requisition_form.h"

#include "base/text.h"
#include "inventory/order/requisition_step.h"

#include <stdlib.h>
#include <string.h>

static const char form_what[] = "School worksheet for special education and Section 504 publications, in our own "
                                "layout: copy it to the district's requisition form. It is not that form.";

/* 1.92 points are eight dots at 300 dpi, so that no printer has to round a module. */
static const double margin = SHEET_MARGIN, bar_height = 22, qr_module = 1.92;
enum { WIDTH = SHEET_WIDTH, FOOT_HEIGHT = 168, BLANK_LINES = 12 };

static const struct page_style number = {.size = 20, .lead = 24, .weight = PAGE_BOLD, .align = PAGE_RIGHT};
static const struct page_style digits = {.size = 11, .lead = 13, .weight = PAGE_BOLD};
static const struct page_style heavy = {.size = 15, .lead = 16, .weight = PAGE_BOLD};
static const struct page_style stamp = {.size = 12, .lead = 16, .weight = PAGE_BOLD, .align = PAGE_CENTER, .gray = 1};

enum {
    COLUMN_PLACE,
    COLUMN_NUMBER,
    COLUMN_TITLE,
    COLUMN_LANGUAGE,
    COLUMN_UNITS,
    COLUMN_UNIT,
    COLUMN_COPIES,
    COLUMN_PRICE,
    COLUMN_EXTENSION,
    COLUMN_RECEIVED,
    COLUMN_BACK,
    COLUMNS
};

static const struct table_column columns[COLUMNS] = {
    [COLUMN_PLACE] = {"#", 18, 7, PAGE_LEFT, false},
    [COLUMN_NUMBER] = {"MATERIAL NUMBER", 75, 9, PAGE_LEFT, false},
    [COLUMN_TITLE] = {"PUBLICATION", 0, 8, PAGE_LEFT, false}, /* takes what the others leave */
    [COLUMN_LANGUAGE] = {"LANGUAGE", 59, 5, PAGE_LEFT, false},
    [COLUMN_UNITS] = {"UNITS", 41, 7, PAGE_RIGHT, false},
    [COLUMN_UNIT] = {"UNIT OF ISSUE", 45, 5, PAGE_LEFT, false},
    [COLUMN_COPIES] = {"COPIES", 34, 6, PAGE_RIGHT, false},
    [COLUMN_PRICE] = {"UNIT PRICE", 34, 0, PAGE_LEFT, true},
    [COLUMN_EXTENSION] = {"EXTENSION", 45, 0, PAGE_LEFT, true},
    [COLUMN_RECEIVED] = {"RECEIVED", 40, 0, PAGE_LEFT, true},
    [COLUMN_BACK] = {"BACK- ORDERED", 37, 0, PAGE_LEFT, true},
};

static const char *const priorities_shown[] = {"Regular", "Same day", "Overnight", "Will-call"};
static const char *const outcomes[] = {"complete", "back-ordered", "short", "damaged", "wrong language", "old edition"};
enum { PRIORITIES = 4, OUTCOMES = 6 };

/* A blank form holds only what is of the school; the rest is filled in by hand. */
static bool is_blank(const struct requisition *q) { return !q->number; }

static bool is_status(const struct requisition *q, const char *status) {
    return q->status && strcmp(q->status, status) == 0;
}

/* ---- the head of the first page ---- */

/* White letters in a black box; returns its width. */
static double draw_stamp(struct sheet *s, double x, double y, const char *words) {
    double width = page_width(s->pages, &stamp, words) + 16;
    page_fill(s->pages, &(struct page_box){x - width, y, width, 17}, 0);
    page_text(s->pages, &stamp, &(struct page_box){x - width, y + 0.5, width, 16}, words);
    return width;
}

/* CANCELLED and URGENT, the first one ending at x; returns where the last one begins. */
static double draw_stamps(struct sheet *s, const struct requisition *q, double x, double y) {
    if (is_status(q, "cancelled"))
        x -= draw_stamp(s, x, y, "CANCELLED") + 6;
    if (q->urgent)
        x -= draw_stamp(s, x, y, "URGENT") + 6;
    return x;
}

static const char *status_words(struct mem *m, const struct requisition *q) {
    const char *sent = date_words(m, q->sent);
    if (q->replaces && is_status(q, "draft"))
        return mem_printf(m, "Replaces %s", q->replaces);
    if (!q->status || is_status(q, "draft") || is_status(q, "cancelled"))
        return NULL;
    if (sent && is_status(q, "sent"))
        return mem_printf(m, "Sent %s", sent);
    return sent ? mem_printf(m, "Sent %s: %s", sent, q->status) : mem_printf(m, "Status: %s", q->status);
}

/* Where the number is written by hand. */
static void draw_no_number(struct sheet *s, double y) {
    const double wide = 190, right = margin + WIDTH;
    page_text(s->pages, &sheet_label, &(struct page_box){right - wide, y, wide, 9}, "REQUISITION NUMBER");
    page_blank(s->pages, right - wide, y + 30, wide);
    s->table.y = y + 48;
}

static void draw_number(struct sheet *s, const struct requisition *q, double y) {
    struct barcode qr;
    barcode_qr(s->mem, q->number, &qr, s->err);
    double side = qr.across * qr_module, right = margin + WIDTH;
    double qr_x = (double)(long)((right - side) / 0.24) * 0.24;
    page_runs(s->pages, &(struct page_box){qr_x, y, qr_module, qr_module}, qr.runs, qr.count);
    right = qr_x - BARCODE_QUIET_QR * qr_module - 2;
    page_text(s->pages, &number, &(struct page_box){right - 190, y - 3, 190, 24}, q->number);
    double stamps = draw_stamps(s, q, right, y + 23);
    page_text(s->pages, &sheet_small_right, &(struct page_box){right - 190, y + 27, stamps - right + 190, 10},
              status_words(s->mem, q));
    s->table.y = y + side + 9;
}

static void draw_top(struct sheet *s, const struct requisition *q) {
    const double y = 30;
    struct page_lines what;
    if (is_blank(q))
        draw_no_number(s, y);
    else
        draw_number(s, q, y);
    page_text(s->pages, &sheet_title, &(struct page_box){margin, y - 2, 310, 19}, s->paper->form);
    page_wrap(s->pages, &sheet_small, 270, 2, form_what, &what);
    page_lines(s->pages, &sheet_small, &(struct page_box){margin, y + 20, 270, 0}, &what);
}

static const char *priority_of(const struct sheet *s, const struct requisition *q) {
    const char *own = sheet_set(q->priority);
    return own ? own : s->paper->settings.text[SETTING_PRIORITY];
}

static void draw_priority(struct sheet *s, const struct requisition *q, double x, double y) {
    const char *chosen = priority_of(s, q);
    int ticked = is_blank(q) ? PRIORITIES : 0; /* a printed tick could not be taken back by hand */
    for (int i = 0; chosen && !is_blank(q) && i < PRIORITIES; i++)
        if (strcmp(chosen, priority_words[i]) == 0)
            ticked = i;
    for (int i = 0; i < PRIORITIES; i++) {
        double width = page_width(s->pages, &sheet_body, priorities_shown[i]);
        page_tick_box(s->pages, x, y + 2, 8, i == ticked);
        page_text(s->pages, i == ticked ? &sheet_bold : &sheet_body, &(struct page_box){x + 11, y, width + 9, 12},
                  priorities_shown[i]);
        x += width + 23;
    }
}

static const char *upper(struct mem *m, const char *text) {
    char *copy = mem_text(m, text);
    for (char *c = copy; *c; c++)
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    return copy;
}

static void draw_header(struct sheet *s, const struct requisition *q) {
    enum { FIRST_ROW = 5 };
    const char *const *set = s->paper->settings.text;
    const char *region = sheet_set(set[SETTING_REGION_LABEL]), *purpose = sheet_set(q->purpose);
    const struct sheet_entry entries[] = {
        {"SCHOOL", s->paper->school.name, 0.32, &sheet_body},
        {"LOCATION CODE", s->paper->school.code, 0.145, &sheet_strong},
        {region ? upper(s->mem, region) : "REGION", sheet_set(set[SETTING_REGION]), 0.215, &sheet_body},
        {"DATE PREPARED", date_words(s->mem, q->prepared), 0.16, &sheet_body},
        {"DATE NEEDED", date_words(s->mem, q->needed), 0.16, &sheet_bold},
        {"SHIP TO", sheet_set(set[SETTING_SHIP_TO]), 0.32, &sheet_body},
        {"ATTENTION", sheet_set(set[SETTING_ATTENTION]), 0.215, &sheet_body},
        {"DELIVERY PRIORITY", "", 0.465, &sheet_body},
        {"REQUESTER", sheet_requester(s), 0.26, &sheet_body},
        {"TITLE", sheet_set(set[SETTING_REQUESTER_TITLE]), 0.26, &sheet_body},
        {"TELEPHONE", sheet_set(set[SETTING_PHONE]), 0.16, &sheet_body},
        {"E-MAIL", sheet_set(set[SETTING_EMAIL]), 0.32, &sheet_body},
        {"PURPOSE", purpose ? purpose : sheet_set(set[SETTING_PURPOSE]), 1, &sheet_body},
        {"FUND", sheet_set(set[SETTING_FUND]), 0.19, &sheet_body},
        {"FUNCTIONAL AREA", sheet_set(set[SETTING_FUNCTIONAL_AREA]), 0.29, &sheet_body},
        {"COMMITMENT ITEM / G/L ACCOUNT", sheet_set(set[SETTING_COMMITMENT_ITEM]), 0.3, &sheet_body},
        {"COST CENTER", sheet_set(set[SETTING_COST_CENTER]), 0.22, &sheet_body},
    };
    const double second_row = s->table.y + sheet_entries_height(s, entries, FIRST_ROW);
    sheet_entries(s, entries, sizeof entries / sizeof *entries);
    draw_priority(s, q, margin + WIDTH * 0.535 + 6, second_row + 12);
    s->table.y += 8;
}

static void draw_next_head(struct sheet *s) {
    sheet_head(s);
    draw_stamps(s, s->paper->of, margin + WIDTH - 136, 30);
}

/* ---- lines ---- */

static void put_number(struct sheet *s, const struct requisition_line *line, struct table_piece *cell) {
    if (line->material_number) {
        sheet_bars(s, line->material_number, bar_height, &digits, cell);
    } else {
        cell[0] = sheet_piece(&sheet_bold, 2, sheet_no_number);
        cell[1] = sheet_blank(18);
    }
}

static void put_quantity(struct sheet *s, const struct requisition_line *line, struct table_row *row) {
    struct table_piece *units = row->cell[COLUMN_UNITS], *unit = row->cell[COLUMN_UNIT];
    const char *name = sheet_set(line->unit);
    units[0] = (struct table_piece){.kind = TABLE_FIT, .style = &heavy, .text = mem_printf(s->row, "%ld", line->units)};
    row->cell[COLUMN_COPIES][0] = (struct table_piece){
        .kind = TABLE_FIT, .style = &sheet_body_right, .space = 2, .text = mem_printf(s->row, "%ld", line->copies)};
    if (line->copies_per_unit == INT_NONE) {
        /* Where the unit of issue is not known, units are copies; nobody may take them for packs. */
        units[1] = (struct table_piece){.kind = TABLE_FIT, .style = &sheet_bold, .text = "copies"};
        unit[0] = sheet_piece(&sheet_body, 2, name ? mem_printf(s->row, "%s of", name) : "unit");
        unit[0].space = 2;
        unit[1] = sheet_blank(12);
        return;
    }
    if (line->copies_per_unit == 1)
        unit[0] = sheet_piece(&sheet_body, 3, name ? name : "each");
    else
        unit[0] =
            sheet_piece(&sheet_body, 3, mem_printf(s->row, "%s of %ld", name ? name : "unit", line->copies_per_unit));
    unit[0].space = 2;
}

/* The title in its own language, the sentence of the suggestion, and why the clerk asks for something else. */
static void put_beneath(struct sheet *s, const struct requisition_line *line, struct table_row *row) {
    const char *own = sheet_set(line->own_title);
    const char *sentence = sheet_set(line->sentence), *reason = sheet_set(line->reason);
    long off = line->suggested == INT_NONE ? 0 : labs(line->units - line->suggested);
    if (own && page_can_draw(s->pages, own))
        row->beneath[0] = sheet_piece(&sheet_body, 3, own);
    if (sentence)
        row->beneath[1] = sheet_piece(&sheet_small, 4, sentence);
    if (reason)
        row->beneath[2] = sheet_piece(&sheet_small, 4, mem_printf(s->row, "Reason: %s", reason));
    else if (off > 1)
        row->beneath[2] =
            sheet_piece(&sheet_small, 2,
                        mem_printf(s->row, "Suggested: %ld. No reason is given for the difference.", line->suggested));
    row->beneath[1].space = row->beneath[2].space = 1.5;
    row->from = COLUMN_TITLE;
    row->to = COLUMN_COPIES;
}

static void draw_row(struct sheet *s, const struct requisition_line *line) {
    struct table_row row = {0};
    const char *edition = sheet_set(line->edition);
    row.cell[COLUMN_PLACE][0] = (struct table_piece){
        .kind = TABLE_FIT, .style = &sheet_small, .space = 1, .text = mem_printf(s->row, "%ld", line->place)};
    put_number(s, line, row.cell[COLUMN_NUMBER]);
    struct table_piece *words = row.cell[COLUMN_TITLE];
    words[0] = sheet_piece(&sheet_bold, 6, line->title);
    if (line->kind && edition)
        words[1] = sheet_piece(&sheet_body, 3, mem_printf(s->row, "%s \302\267 edition %s", line->kind, edition));
    else if (line->kind || edition)
        words[1] = sheet_piece(&sheet_body, 3, line->kind ? line->kind : mem_printf(s->row, "edition %s", edition));
    const char *const *english = (const char *const *)line->language_names;
    row.cell[COLUMN_LANGUAGE][0] = sheet_piece(&sheet_body, 4, sheet_names(s, english, NULL, " and "));
    row.cell[COLUMN_LANGUAGE][1] =
        sheet_piece(&sheet_body, 3, sheet_names(s, (const char *const *)line->language_own, english, ", "));
    put_quantity(s, line, &row);
    put_beneath(s, line, &row);
    sheet_row(s, &row);
}

/* The number of the line, and dotted blanks to write on in the columns that have no box. */
static void draw_blank_row(struct sheet *s, long place) {
    struct table_row row = {0};
    row.cell[COLUMN_PLACE][0] = sheet_fit(&sheet_small, mem_printf(s->row, "%ld", place));
    row.cell[COLUMN_PLACE][0].space = 4;
    for (int c = COLUMN_NUMBER; c <= COLUMN_COPIES; c++)
        row.cell[c][0] = sheet_blank(13);
    table_row(&s->table, &row);
}

static void draw_rows(struct sheet *s, const struct requisition *q) {
    const struct requisition_line *lines = q->lines.list;
    table_head(&s->table);
    for (long place = 1; is_blank(q) && place <= BLANK_LINES; place++)
        draw_blank_row(s, place);
    if (q->lines.count == 0 && !is_blank(q)) {
        struct table_row row = {.from = COLUMN_NUMBER, .to = COLUMN_COPIES};
        row.beneath[0] = sheet_piece(&sheet_body, 1, "This requisition has no lines.");
        table_row(&s->table, &row);
    }
    for (size_t i = 0; i < q->lines.count; i++)
        draw_row(s, &lines[i]);
}

/* ---- the foot ---- */

static void draw_totals(struct sheet *s, const struct requisition *q) {
    const struct table *t = &s->table;
    double right = table_left(t, COLUMN_COPIES) + table_width(t, COLUMN_COPIES, COLUMN_COPIES), y = t->y + 6;
    const char *copies = is_blank(q) ? "" : mem_printf(s->mem, "%ld", q->copies);
    const char *words = "copies in all";
    if (!is_blank(q))
        words = mem_printf(s->mem, "%zu line%s; copies in all", q->lines.count, q->lines.count == 1 ? "" : "s");
    double wide =
        is_blank(q) ? table_width(t, COLUMN_COPIES, COLUMN_COPIES) : page_width(s->pages, &sheet_bold, copies);
    if (is_blank(q))
        page_blank(s->pages, right - wide, y + 11, wide);
    page_text(s->pages, &sheet_bold_right, &(struct page_box){right - wide - 1, y, wide + 1, 12}, copies);
    page_text(s->pages, &sheet_body_right, &(struct page_box){margin, y, right - wide - 8 - margin, 12}, words);
    page_text(s->pages, &sheet_small, &(struct page_box){table_left(t, COLUMN_PRICE) + 12, y, 30, 12}, "total");
    page_blank(s->pages, table_left(t, COLUMN_EXTENSION) + 3, y + 11, t->columns[COLUMN_EXTENSION].width - 6);
}

static void draw_receiving(struct sheet *s, double y) {
    const struct page_box box = {margin, y, WIDTH, 64};
    const struct page_style head = {.size = 7, .lead = 9, .weight = PAGE_BOLD, .spaced = 0.4};
    double x = margin + 8, blank = y + 30;
    page_frame(s->pages, &box, 1);
    page_text(s->pages, &head, &(struct page_box){x, y + 4, 100, 9}, "RECEIVING");
    page_text(s->pages, &sheet_small, &(struct page_box){x + 56, y + 4, WIDTH - 80, 9},
              "Write what came, and what is back-ordered, beside each line. Tick what is true of the delivery.");
    page_text(s->pages, &sheet_body, &(struct page_box){x, blank - 10, 40, 12}, "Date");
    page_blank(s->pages, x + 26, blank, 110);
    page_text(s->pages, &sheet_body, &(struct page_box){x + 150, blank - 10, 70, 12}, "Received by");
    page_blank(s->pages, x + 210, blank, WIDTH - 16 - 210);
    for (int i = 0; i < OUTCOMES; i++) {
        double width = page_width(s->pages, &sheet_body, outcomes[i]);
        page_tick_box(s->pages, x, y + 45, 9, false);
        page_text(s->pages, &sheet_body, &(struct page_box){x + 13, y + 43.5, width + 2, 12}, outcomes[i]);
        x += width + 31;
    }
}

/* Who approved the requisition in the record, and when. Recording a signature on paper, or importing the requisition
 * from a file, approves nothing, so that its actor is not named. */
static const char *approval_words(struct mem *m, const struct requisition *q) {
    const struct requisition_event *last = step_last(q, REQUISITION_APPROVED);
    if (!last || q->state < REQUISITION_APPROVED || q->state == REQUISITION_CANCELLED ||
        (last->note && strcmp(last->note, step_imported_note) == 0))
        return NULL;
    bool signed_copy = last->note && text_starts(last->note, step_signed_note);
    return mem_printf(m, "%s, %s", signed_copy ? "Signed copy on file" : last->by, date_words(m, last->date));
}

/* Totals, signatures and receiving stay together on one page. */
static void draw_foot(struct sheet *s, const struct requisition *q) {
    const char *name = sheet_requester(s);
    const char *job = sheet_set(s->paper->settings.text[SETTING_REQUESTER_TITLE]);
    sheet_need(s, FOOT_HEIGHT);
    draw_totals(s, q);
    const double below = 58;
    const char *requester = name && job ? mem_printf(s->mem, "%s, %s", name, job) : name;
    sheet_sign_both(s, below, (struct sheet_signer){"Requested by", requester},
                    (struct sheet_signer){"Approved by the principal", approval_words(s->mem, q)});
    draw_receiving(s, s->table.y + below + 34);
}

/* ---- the whole ---- */

static void set_columns(struct sheet *s, const struct requisition *q) {
    struct table_column own[COLUMNS];
    memcpy(own, columns, sizeof columns);
    if (q->lines.count > 99)
        own[COLUMN_PLACE].width = 28; /* so that five digits keep off the barcode */
    sheet_columns(s, own, COLUMNS);
}

static void draw(struct sheet *s) {
    const struct requisition *q = s->paper->of;
    if (q->lines.count > REQUISITION_LINES_MOST) {
        err_set(s->err, ERR_INPUT, NULL, "%s has %zu lines; a requisition has at most %d", q->number, q->lines.count,
                REQUISITION_LINES_MOST);
        return;
    }
    page_add(s->pages);
    draw_top(s, q);
    draw_header(s, q);
    set_columns(s, q);
    draw_rows(s, q);
    draw_foot(s, q);
}

void requisition_paper(struct mem *m, const struct requisition *of, struct paper *p) {
    const char *prepared = date_words(m, of->prepared);
    p->form = "Requisition for Stores Warehouse stock";
    p->which = of->number;
    p->since = prepared ? mem_printf(m, "prepared %s", prepared) : NULL;
    p->source = "Material numbers from REF-5640.9 (September 2022): check the catalog";
    p->head = draw_next_head;
    p->draw = draw;
    p->of = of;
}

/* ---- the verbs ---- */

bool requisition_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct requisition *q = mem_alloc(r->mem, sizeof *q);
    if (!requisition_load(r, field_text(f, "requisition"), q, e))
        return false;
    struct paper *p = paper_load(r, e);
    if (!p)
        return false;
    requisition_paper(r->mem, q, p);
    school_note_missing(r, &p->settings, a);
    return paper_answer(a, p, mem_printf(r->mem, "%s.pdf", q->number));
}

bool requisition_print_blank(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    static const struct requisition none = {.prepared = DATE_NONE, .needed = DATE_NONE, .sent = DATE_NONE};
    struct paper *p = paper_load(r, e);
    (void)f;
    if (!p)
        return false;
    requisition_paper(r->mem, &none, p);
    return paper_answer(a, p, "requisition-blank.pdf");
}
