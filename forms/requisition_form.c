#include "forms/requisition_form.h"

#include "base/text.h"
#include "forms/draw/sheet.h"
#include "inventory/order/requisition_step.h"

#include <stdlib.h>
#include <string.h>

static const char form_title[] = "Requisition for Stores Warehouse stock";
static const char form_what[] = "School worksheet for special education and Section 504 publications, in our own "
                                "layout: copy it to the district's requisition form. It is not that form.";
static const char form_source[] = "Material numbers from REF-5640.9 (September 2022): check the catalog";

/* 1.92 points are eight dots at 300 dpi: no printer has to round a module. */
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
    [COLUMN_TITLE] = {"PUBLICATION", 0, 8, PAGE_LEFT, false}, /* what the others leave */
    [COLUMN_LANGUAGE] = {"LANGUAGE", 59, 5, PAGE_LEFT, false},
    [COLUMN_UNITS] = {"UNITS", 41, 7, PAGE_RIGHT, false},
    [COLUMN_UNIT] = {"UNIT OF ISSUE", 45, 5, PAGE_LEFT, false},
    [COLUMN_COPIES] = {"COPIES", 34, 6, PAGE_RIGHT, false},
    [COLUMN_PRICE] = {"UNIT PRICE", 34, 0, PAGE_LEFT, true},
    [COLUMN_EXTENSION] = {"EXTENSION", 45, 0, PAGE_LEFT, true},
    [COLUMN_RECEIVED] = {"RECEIVED", 40, 0, PAGE_LEFT, true},
    [COLUMN_BACK] = {"BACK- ORDERED", 37, 0, PAGE_LEFT, true},
};

static const char *const priorities[] = {"regular", "same day", "overnight", "will-call"};
static const char *const priorities_shown[] = {"Regular", "Same day", "Overnight", "Will-call"};
static const char *const outcomes[] = {"complete", "back-ordered", "short", "damaged", "wrong language", "old edition"};
enum { PRIORITIES = 4, OUTCOMES = 6 };

struct form {
    struct sheet sheet;
    const struct settings *settings;
    const struct requisition *q;
};

/* Nothing but the school's own: to be filled in by hand. */
static bool is_blank(const struct form *f) { return !f->q->number; }

static bool is_status(const struct form *f, const char *status) {
    return f->q->status && strcmp(f->q->status, status) == 0;
}

/* ---- the head of the first page ---- */

/* White letters in a black box; returns its width. */
static double draw_stamp(struct form *f, double x, double y, const char *words) {
    double width = page_width(f->sheet.pages, &stamp, words) + 16;
    page_fill(f->sheet.pages, &(struct page_box){x - width, y, width, 17}, 0);
    page_text(f->sheet.pages, &stamp, &(struct page_box){x - width, y + 0.5, width, 16}, words);
    return width;
}

/* CANCELLED and URGENT, from right to left, ending at x. */
static double draw_stamps(struct form *f, double x, double y) {
    if (is_status(f, "cancelled"))
        x -= draw_stamp(f, x, y, "CANCELLED") + 6;
    if (f->q->urgent)
        x -= draw_stamp(f, x, y, "URGENT") + 6;
    return x;
}

static const char *status_words(struct form *f) {
    const char *sent = date_words(f->sheet.mem, f->q->sent);
    if (f->q->replaces && is_status(f, "draft"))
        return mem_printf(f->sheet.mem, "In the place of %s", f->q->replaces);
    if (!f->q->status || is_status(f, "draft") || is_status(f, "cancelled"))
        return NULL;
    if (sent && is_status(f, "sent"))
        return mem_printf(f->sheet.mem, "Sent %s", sent);
    return sent ? mem_printf(f->sheet.mem, "Sent %s: %s", sent, f->q->status)
                : mem_printf(f->sheet.mem, "Status: %s", f->q->status);
}

/* Where the number is written by hand. */
static void draw_no_number(struct form *f, double y) {
    const double wide = 190, right = margin + WIDTH;
    page_text(f->sheet.pages, &sheet_label, &(struct page_box){right - wide, y, wide, 9}, "REQUISITION NUMBER");
    page_blank(f->sheet.pages, right - wide, y + 30, wide);
    f->sheet.table.y = y + 48;
}

static bool draw_number(struct form *f, double y) {
    struct barcode qr;
    if (!barcode_qr(f->sheet.mem, f->q->number, &qr, f->sheet.err))
        return false;
    double side = qr.across * qr_module, right = margin + WIDTH;
    double qr_x = (double)(long)((right - side) / 0.24) * 0.24;
    page_runs(f->sheet.pages, &(struct page_box){qr_x, y, qr_module, qr_module}, qr.runs, qr.count);
    right = qr_x - BARCODE_QUIET_QR * qr_module - 2;
    page_text(f->sheet.pages, &number, &(struct page_box){right - 190, y - 3, 190, 24}, f->q->number);
    double stamps = draw_stamps(f, right, y + 23);
    page_text(f->sheet.pages, &sheet_small_right, &(struct page_box){right - 190, y + 27, stamps - right + 190, 10},
              status_words(f));
    f->sheet.table.y = y + side + 9;
    return true;
}

static bool draw_top(struct form *f) {
    const double y = 30;
    struct page_lines what;
    if (is_blank(f))
        draw_no_number(f, y);
    else if (!draw_number(f, y))
        return false;
    page_text(f->sheet.pages, &sheet_title, &(struct page_box){margin, y - 2, 310, 19}, form_title);
    page_wrap(f->sheet.pages, &sheet_small, 270, 2, form_what, &what);
    page_lines(f->sheet.pages, &sheet_small, &(struct page_box){margin, y + 20, 270, 0}, &what);
    return true;
}

static const char *priority_of(const struct form *f) {
    const char *own = sheet_set(f->q->priority);
    return own ? own : f->settings->text[SETTING_PRIORITY];
}

static void draw_priority(struct form *f, double x, double y) {
    const char *chosen = priority_of(f);
    int ticked = is_blank(f) ? PRIORITIES : 0; /* what is ticked on a blank could not be taken back */
    for (int i = 0; chosen && !is_blank(f) && i < PRIORITIES; i++)
        if (strcmp(chosen, priorities[i]) == 0)
            ticked = i;
    for (int i = 0; i < PRIORITIES; i++) {
        double width = page_width(f->sheet.pages, &sheet_body, priorities_shown[i]);
        page_tick_box(f->sheet.pages, x, y + 2, 8, i == ticked);
        page_text(f->sheet.pages, i == ticked ? &sheet_bold : &sheet_body, &(struct page_box){x + 11, y, width + 9, 12},
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

static void draw_where(struct form *f) {
    const char *const *set = f->settings->text;
    const char *region = sheet_set(set[SETTING_REGION_LABEL]);
    const struct sheet_entry who[] = {
        {"SCHOOL", f->sheet.school->name, 0.32, &sheet_body},
        {"LOCATION CODE", f->sheet.school->code, 0.145, &sheet_strong},
        {region ? upper(f->sheet.mem, region) : "REGION", sheet_set(set[SETTING_REGION]), 0.215, &sheet_body},
        {"DATE PREPARED", date_words(f->sheet.mem, f->q->prepared), 0.16, &sheet_body},
        {"DATE NEEDED", date_words(f->sheet.mem, f->q->needed), 0.16, &sheet_bold},
    };
    sheet_entries(&f->sheet, who, 5);
    page_rule(f->sheet.pages, margin, f->sheet.table.y, WIDTH, 0.5);
    const struct sheet_entry where[] = {
        {"SHIP TO", sheet_set(set[SETTING_SHIP_TO]), 0.32, &sheet_body},
        {"ATTENTION", sheet_set(set[SETTING_ATTENTION]), 0.215, &sheet_body},
        {"DELIVERY PRIORITY", "", 0.465, &sheet_body},
    };
    double y = f->sheet.table.y;
    sheet_entries(&f->sheet, where, 3);
    draw_priority(f, margin + WIDTH * 0.535 + 6, y + 12);
    page_rule(f->sheet.pages, margin, f->sheet.table.y, WIDTH, 0.5);
}

static void draw_header(struct form *f) {
    const char *const *set = f->settings->text;
    const char *own = sheet_set(f->q->purpose);
    double top = f->sheet.table.y;
    draw_where(f);
    const struct sheet_entry requester[] = {
        {"REQUESTER", sheet_set(set[SETTING_REQUESTER]), 0.26, &sheet_body},
        {"TITLE", sheet_set(set[SETTING_REQUESTER_TITLE]), 0.26, &sheet_body},
        {"TELEPHONE", sheet_set(set[SETTING_PHONE]), 0.16, &sheet_body},
        {"E-MAIL", sheet_set(set[SETTING_EMAIL]), 0.32, &sheet_body},
    };
    sheet_entries(&f->sheet, requester, 4);
    page_rule(f->sheet.pages, margin, f->sheet.table.y, WIDTH, 0.5);
    const struct sheet_entry purpose = {"PURPOSE", own ? own : sheet_set(set[SETTING_PURPOSE]), 1, &sheet_body};
    sheet_entries(&f->sheet, &purpose, 1);
    page_rule(f->sheet.pages, margin, f->sheet.table.y, WIDTH, 0.5);
    const struct sheet_entry accounting[] = {
        {"FUND", sheet_set(set[SETTING_FUND]), 0.19, &sheet_body},
        {"FUNCTIONAL AREA", sheet_set(set[SETTING_FUNCTIONAL_AREA]), 0.29, &sheet_body},
        {"COMMITMENT ITEM / G/L ACCOUNT", sheet_set(set[SETTING_COMMITMENT_ITEM]), 0.3, &sheet_body},
        {"COST CENTER", sheet_set(set[SETTING_COST_CENTER]), 0.22, &sheet_body},
    };
    sheet_entries(&f->sheet, accounting, 4);
    page_frame(f->sheet.pages, &(struct page_box){margin, top, WIDTH, f->sheet.table.y - top}, 1);
    f->sheet.table.y += 8;
}

static void stamp_page(struct sheet *s, double x, double y) { draw_stamps(s->where, x, y); }

/* ---- lines ---- */

static bool put_number(struct form *f, const struct requisition_line *line, struct table_piece *cell) {
    if (!line->material_number) {
        cell[0] = sheet_piece(&sheet_bold, 2, "SEE CATALOG");
        cell[1] = sheet_blank(18);
        return true;
    }
    struct barcode *bars = mem_alloc(f->sheet.row, sizeof *bars);
    if (!barcode_number(f->sheet.row, line->material_number, bars, f->sheet.err))
        return false;
    cell[0] = (struct table_piece){.kind = TABLE_BARS, .bars = bars, .height = bar_height, .space = 1};
    cell[1] = sheet_piece(&digits, 1, line->material_number);
    cell[1].space = 0.5;
    return true;
}

static void put_quantity(struct form *f, const struct requisition_line *line, struct table_row *row) {
    struct table_piece *units = row->cell[COLUMN_UNITS], *unit = row->cell[COLUMN_UNIT];
    const char *name = sheet_set(line->unit);
    units[0] =
        (struct table_piece){.kind = TABLE_FIT, .style = &heavy, .text = mem_printf(f->sheet.row, "%ld", line->units)};
    row->cell[COLUMN_COPIES][0] = (struct table_piece){.kind = TABLE_FIT,
                                                       .style = &sheet_body_right,
                                                       .space = 2,
                                                       .text = mem_printf(f->sheet.row, "%ld", line->copies)};
    if (line->copies_per_unit == INT_NONE) {
        /* Units are copies here: nobody may take them for packs. */
        units[1] = (struct table_piece){.kind = TABLE_FIT, .style = &sheet_bold, .text = "copies"};
        unit[0] = sheet_piece(&sheet_body, 2, name ? mem_printf(f->sheet.row, "%s of", name) : "unit");
        unit[0].space = 2;
        unit[1] = sheet_blank(12);
        return;
    }
    if (line->copies_per_unit == 1)
        unit[0] = sheet_piece(&sheet_body, 3, name ? name : "each");
    else
        unit[0] = sheet_piece(&sheet_body, 3,
                              mem_printf(f->sheet.row, "%s of %ld", name ? name : "unit", line->copies_per_unit));
    unit[0].space = 2;
}

/* The title as its readers know it, the arithmetic's sentence, and why the
 * clerk asks for something else. */
static void put_beneath(struct form *f, const struct requisition_line *line, struct table_row *row) {
    const char *own = sheet_set(line->own_title);
    const char *sentence = sheet_set(line->sentence), *reason = sheet_set(line->reason);
    long off = line->suggested == INT_NONE ? 0 : labs(line->units - line->suggested);
    if (own && page_can_draw(f->sheet.pages, own))
        row->beneath[0] = sheet_piece(&sheet_body, 3, own);
    if (sentence)
        row->beneath[1] = sheet_piece(&sheet_small, 4, sentence);
    if (reason)
        row->beneath[2] = sheet_piece(&sheet_small, 4, mem_printf(f->sheet.row, "Reason: %s", reason));
    else if (off > 1)
        row->beneath[2] = sheet_piece(
            &sheet_small, 2,
            mem_printf(f->sheet.row, "Suggested: %ld. No reason is given for the difference.", line->suggested));
    row->beneath[1].space = row->beneath[2].space = 1.5;
    row->from = COLUMN_TITLE;
    row->to = COLUMN_COPIES;
}

static bool draw_row(struct form *f, const struct requisition_line *line) {
    struct table_row row = {0};
    const char *edition = sheet_set(line->edition);
    row.cell[COLUMN_PLACE][0] = (struct table_piece){
        .kind = TABLE_FIT, .style = &sheet_small, .space = 1, .text = mem_printf(f->sheet.row, "%ld", line->place)};
    if (!put_number(f, line, row.cell[COLUMN_NUMBER]))
        return false;
    struct table_piece *words = row.cell[COLUMN_TITLE];
    words[0] = sheet_piece(&sheet_bold, 6, line->title);
    if (line->kind && edition)
        words[1] = sheet_piece(&sheet_body, 3, mem_printf(f->sheet.row, "%s \302\267 edition %s", line->kind, edition));
    else if (line->kind || edition)
        words[1] =
            sheet_piece(&sheet_body, 3, line->kind ? line->kind : mem_printf(f->sheet.row, "edition %s", edition));
    const char *const *english = (const char *const *)line->language_names;
    row.cell[COLUMN_LANGUAGE][0] = sheet_piece(&sheet_body, 4, sheet_names(&f->sheet, english, NULL, " and "));
    row.cell[COLUMN_LANGUAGE][1] =
        sheet_piece(&sheet_body, 3, sheet_names(&f->sheet, (const char *const *)line->language_own, english, ", "));
    put_quantity(f, line, &row);
    put_beneath(f, line, &row);
    table_row(&f->sheet.table, &row);
    mem_reset(f->sheet.row);
    return !pages_failed(f->sheet.pages, f->sheet.err);
}

/* Line by line a number, and dotted blanks to write on; what has a box of its own needs none. */
static void draw_blank_row(struct form *f, long place) {
    struct table_row row = {0};
    row.cell[COLUMN_PLACE][0] = sheet_fit(&sheet_small, mem_printf(f->sheet.row, "%ld", place));
    row.cell[COLUMN_PLACE][0].space = 4;
    for (int c = COLUMN_NUMBER; c <= COLUMN_COPIES; c++)
        row.cell[c][0] = sheet_blank(13);
    table_row(&f->sheet.table, &row);
}

static bool draw_rows(struct form *f) {
    const struct requisition_line *lines = f->q->lines.list;
    table_head(&f->sheet.table);
    for (long place = 1; is_blank(f) && place <= BLANK_LINES; place++)
        draw_blank_row(f, place);
    if (f->q->lines.count == 0 && !is_blank(f)) {
        struct table_row row = {.from = COLUMN_NUMBER, .to = COLUMN_COPIES};
        row.beneath[0] = sheet_piece(&sheet_body, 1, "This requisition has no lines.");
        table_row(&f->sheet.table, &row);
    }
    for (size_t i = 0; i < f->q->lines.count; i++)
        if (!draw_row(f, &lines[i]))
            return false;
    return true;
}

/* ---- the foot ---- */

static void draw_totals(struct form *f) {
    const struct table *t = &f->sheet.table;
    double right = table_left(t, COLUMN_COPIES) + table_width(t, COLUMN_COPIES, COLUMN_COPIES), y = t->y + 6;
    const char *copies = is_blank(f) ? "" : mem_printf(f->sheet.mem, "%ld", f->q->copies);
    const char *words = "copies in all";
    if (!is_blank(f))
        words =
            mem_printf(f->sheet.mem, "%zu line%s; copies in all", f->q->lines.count, f->q->lines.count == 1 ? "" : "s");
    double wide =
        is_blank(f) ? table_width(t, COLUMN_COPIES, COLUMN_COPIES) : page_width(f->sheet.pages, &sheet_bold, copies);
    if (is_blank(f))
        page_blank(f->sheet.pages, right - wide, y + 11, wide);
    page_text(f->sheet.pages, &sheet_bold_right, &(struct page_box){right - wide - 1, y, wide + 1, 12}, copies);
    page_text(f->sheet.pages, &sheet_body_right, &(struct page_box){margin, y, right - wide - 8 - margin, 12}, words);
    page_text(f->sheet.pages, &sheet_small, &(struct page_box){table_left(t, COLUMN_PRICE) + 12, y, 30, 12}, "total");
    page_blank(f->sheet.pages, table_left(t, COLUMN_EXTENSION) + 3, y + 11, t->columns[COLUMN_EXTENSION].width - 6);
}

static void draw_receiving(struct form *f, double y) {
    const struct page_box box = {margin, y, WIDTH, 64};
    const struct page_style head = {.size = 7, .lead = 9, .weight = PAGE_BOLD, .spaced = 0.4};
    double x = margin + 8, blank = y + 30;
    page_frame(f->sheet.pages, &box, 1);
    page_text(f->sheet.pages, &head, &(struct page_box){x, y + 4, 100, 9}, "RECEIVING");
    page_text(f->sheet.pages, &sheet_small, &(struct page_box){x + 56, y + 4, WIDTH - 80, 9},
              "Write what came, and what is back-ordered, beside each line. Tick what is true of the delivery.");
    page_text(f->sheet.pages, &sheet_body, &(struct page_box){x, blank - 10, 40, 12}, "Date");
    page_blank(f->sheet.pages, x + 26, blank, 110);
    page_text(f->sheet.pages, &sheet_body, &(struct page_box){x + 150, blank - 10, 70, 12}, "Received by");
    page_blank(f->sheet.pages, x + 210, blank, WIDTH - 16 - 210);
    for (int i = 0; i < OUTCOMES; i++) {
        double width = page_width(f->sheet.pages, &sheet_body, outcomes[i]);
        page_tick_box(f->sheet.pages, x, y + 45, 9, false);
        page_text(f->sheet.pages, &sheet_body, &(struct page_box){x + 13, y + 43.5, width + 2, 12}, outcomes[i]);
        x += width + 31;
    }
}

/* Who approved it in the record, and when. Whoever wrote down a signature on paper, or brought it in a
 * file, did not approve it. */
static const char *approval_words(struct form *f) {
    const struct requisition_event *last = step_last(f->q, REQUISITION_APPROVED);
    if (!last || f->q->state < REQUISITION_APPROVED || f->q->state == REQUISITION_CANCELLED ||
        (last->note && strcmp(last->note, step_imported_note) == 0))
        return NULL;
    bool signed_copy = last->note && text_starts(last->note, step_signed_note);
    return mem_printf(f->sheet.mem, "%s, %s", signed_copy ? "Signed copy on file" : last->by,
                      date_words(f->sheet.mem, last->date));
}

/* Never alone on a page without a header. */
static void draw_foot(struct form *f) {
    const char *name = sheet_set(f->settings->text[SETTING_REQUESTER]);
    const char *job = sheet_set(f->settings->text[SETTING_REQUESTER_TITLE]);
    sheet_need(&f->sheet, FOOT_HEIGHT);
    draw_totals(f);
    const double below = 58;
    const char *requester = name && job ? mem_printf(f->sheet.mem, "%s, %s", name, job) : name;
    sheet_sign_both(&f->sheet, below, (struct sheet_signer){"Requested by \302\267 signature", requester},
                    (struct sheet_signer){"Approved by the principal \302\267 signature", approval_words(f)});
    draw_receiving(f, f->sheet.table.y + below + 34);
}

/* ---- the whole ---- */

static void set_columns(struct form *f) {
    struct table_column own[COLUMNS];
    memcpy(own, columns, sizeof columns);
    if (f->q->lines.count > 99)
        own[COLUMN_PLACE].width = 28; /* so that five digits keep off the barcode */
    sheet_columns(&f->sheet, own, COLUMNS);
}

static bool draw_form(struct form *f, struct buf *pdf) {
    page_add(f->sheet.pages);
    if (!draw_top(f))
        return false;
    draw_header(f);
    set_columns(f);
    if (!draw_rows(f))
        return false;
    draw_foot(f);
    return sheet_bytes(&f->sheet, form_source, pdf);
}

bool requisition_form_on(struct mem *m, const struct requisition_paper *paper, struct buf *pdf, struct err *e) {
    const struct requisition *q = paper->requisition;
    const char *prepared = date_words(m, q->prepared);
    if (q->lines.count > REQUISITION_LINES_MOST)
        return err_set(e, ERR_INPUT, NULL, "%s has %zu lines; a requisition has at most %d", q->number, q->lines.count,
                       REQUISITION_LINES_MOST);
    struct form f = {.settings = paper->settings, .q = q};
    f.sheet = (struct sheet){.mem = m,
                             .school = paper->school,
                             .form = form_title,
                             .which = q->number,
                             .since = prepared ? mem_printf(m, "prepared %s", prepared) : NULL,
                             .fonts = paper->fonts,
                             .stamps = stamp_page,
                             .where = &f,
                             .err = e};
    if (!sheet_open(&f.sheet))
        return false;
    bool ok = draw_form(&f, pdf);
    sheet_close(&f.sheet);
    return ok;
}

bool requisition_form(struct mem *m, const struct school *s, const struct settings *settings,
                      const struct requisition *q, struct buf *pdf, struct err *e) {
    const struct requisition_paper paper = {s, settings, q, NULL};
    return requisition_form_on(m, &paper, pdf, e);
}
