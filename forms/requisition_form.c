#include "forms/requisition_form.h"

#include "base/text.h"
#include "forms/table.h"

#include <stdlib.h>
#include <string.h>

static const char form_title[] = "Requisition for Stores Warehouse stock";
static const char form_what[] = "School worksheet for special education and Section 504 publications, in our own "
                                "layout: copy it to the district's requisition form. It is not that form.";
static const char form_source[] = "Material numbers from REF-5640.9 (September 2022): check the catalog";

/* 0.72 points are three dots at 300 dpi, and 1.92 eight: no printer has to round a bar. */
static const double margin = 30, bar_module = 0.72, bar_height = 22, qr_module = 1.92;
static const double page_bottom = PAGE_HEIGHT - 44;
enum { WIDTH = PAGE_WIDTH - 60, FOOT_HEIGHT = 168, VALUE_LINES = 6 };

static const struct page_style title = {.size = 15, .lead = 19, .weight = PAGE_BOLD};
static const struct page_style number = {.size = 20, .lead = 24, .weight = PAGE_BOLD, .align = PAGE_RIGHT};
static const struct page_style label = {.size = 7, .lead = 9, .spaced = 0.4};
static const struct page_style body = {.size = 9.5, .lead = 12};
static const struct page_style body_right = {.size = 9.5, .lead = 12, .align = PAGE_RIGHT};
static const struct page_style bold = {.size = 9.5, .lead = 12, .weight = PAGE_BOLD};
static const struct page_style bold_right = {.size = 9.5, .lead = 12, .weight = PAGE_BOLD, .align = PAGE_RIGHT};
static const struct page_style digits = {.size = 11, .lead = 13, .weight = PAGE_BOLD};
static const struct page_style strong = {.size = 12, .lead = 14, .weight = PAGE_BOLD};
static const struct page_style heavy = {.size = 15, .lead = 16, .weight = PAGE_BOLD};
static const struct page_style small = {.size = 7.5, .lead = 9.5};
static const struct page_style small_right = {.size = 7.5, .lead = 9.5, .align = PAGE_RIGHT};
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
    struct mem *mem, *row; /* row: emptied after each line */
    const struct school *school;
    const struct settings *settings;
    const struct requisition *q;
    struct pages *pages;
    struct table table;
    struct table_column columns[COLUMNS];
    struct err *err;
};

struct entry {
    const char *label, *value; /* value NULL: a dotted blank */
    double share;              /* of the width */
    const struct page_style *style;
};

static const char *set_or_null(const char *text) { return text && *text ? text : NULL; }
static bool is_status(const struct form *f, const char *status) {
    return f->q->status && strcmp(f->q->status, status) == 0;
}

/* ---- the head of the first page ---- */

/* White letters in a black box; returns its width. */
static double draw_stamp(struct form *f, double x, double y, const char *words) {
    double width = page_width(f->pages, &stamp, words) + 16;
    page_fill(f->pages, &(struct page_box){x - width, y, width, 17}, 0);
    page_text(f->pages, &stamp, &(struct page_box){x - width, y + 0.5, width, 16}, words);
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
    const char *sent = date_words(f->mem, f->q->sent);
    if (!f->q->status || is_status(f, "draft") || is_status(f, "cancelled"))
        return NULL;
    if (sent && is_status(f, "sent"))
        return mem_printf(f->mem, "Sent %s", sent);
    return sent ? mem_printf(f->mem, "Sent %s: %s", sent, f->q->status)
                : mem_printf(f->mem, "Status: %s", f->q->status);
}

static bool draw_top(struct form *f) {
    struct barcode qr;
    if (!barcode_qr(f->mem, f->q->number, &qr, f->err))
        return false;
    double side = qr.across * qr_module, right = margin + WIDTH, y = 30;
    double qr_x = (double)(long)((right - side) / 0.24) * 0.24;
    page_runs(f->pages, &(struct page_box){qr_x, y, qr_module, qr_module}, qr.runs, qr.count);
    right = qr_x - BARCODE_QUIET_QR * qr_module - 2;
    page_text(f->pages, &number, &(struct page_box){right - 190, y - 3, 190, 24}, f->q->number);
    double stamps = draw_stamps(f, right, y + 23);
    page_text(f->pages, &small_right, &(struct page_box){right - 190, y + 27, stamps - right + 190, 10},
              status_words(f));
    struct page_lines what;
    page_text(f->pages, &title, &(struct page_box){margin, y - 2, 310, 19}, form_title);
    page_wrap(f->pages, &small, 270, 2, form_what, &what);
    page_lines(f->pages, &small, &(struct page_box){margin, y + 20, 270, 0}, &what);
    f->table.y = y + side + 9;
    return true;
}

static double entry_height(struct form *f, const struct entry *entry) {
    struct page_lines lines;
    page_wrap(f->pages, entry->style, WIDTH * entry->share - 12, VALUE_LINES, entry->value, &lines);
    return (lines.height > 13 ? lines.height : 13) + 9 + 6;
}

static void draw_entry(struct form *f, const struct entry *entry, const struct page_box *box) {
    struct page_box inside = {box->x + 6, box->y + 2.5, box->width - 12, 9};
    struct page_lines lines;
    page_text(f->pages, &label, &inside, entry->label);
    inside.y += 9;
    page_wrap(f->pages, entry->style, inside.width, VALUE_LINES, entry->value, &lines);
    if (lines.count > 0)
        page_lines(f->pages, entry->style, &inside, &lines);
    else if (!entry->value)
        page_blank(f->pages, inside.x, inside.y + 12, inside.width);
}

/* A row of boxes, as high as the highest; returns its height. */
static double draw_entries(struct form *f, const struct entry *entries, int count) {
    struct page_box box = {margin, f->table.y, 0, 0};
    for (int i = 0; i < count; i++) {
        double height = entry_height(f, &entries[i]);
        box.height = height > box.height ? height : box.height;
    }
    for (int i = 0; i < count; i++, box.x += box.width) {
        box.width = WIDTH * entries[i].share;
        draw_entry(f, &entries[i], &box);
        if (i > 0)
            page_rule_down(f->pages, box.x, box.y, box.height, 0.5);
    }
    f->table.y += box.height;
    return box.height;
}

static const char *priority_of(const struct form *f) {
    const char *own = set_or_null(f->q->priority);
    return own ? own : f->settings->text[SETTING_PRIORITY];
}

static void draw_priority(struct form *f, double x, double y) {
    const char *chosen = priority_of(f);
    int ticked = 0;
    for (int i = 0; chosen && i < PRIORITIES; i++)
        if (strcmp(chosen, priorities[i]) == 0)
            ticked = i;
    for (int i = 0; i < PRIORITIES; i++) {
        double width = page_width(f->pages, &body, priorities_shown[i]);
        page_tick_box(f->pages, x, y + 2, 8, i == ticked);
        page_text(f->pages, i == ticked ? &bold : &body, &(struct page_box){x + 11, y, width + 9, 12},
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
    const char *region = set_or_null(set[SETTING_REGION_LABEL]);
    const struct entry who[] = {
        {"SCHOOL", f->school->name, 0.32, &body},
        {"LOCATION CODE", f->school->code, 0.145, &strong},
        {region ? upper(f->mem, region) : "REGION", set_or_null(set[SETTING_REGION]), 0.215, &body},
        {"DATE PREPARED", date_words(f->mem, f->q->prepared), 0.16, &body},
        {"DATE NEEDED", date_words(f->mem, f->q->needed), 0.16, &bold},
    };
    draw_entries(f, who, 5);
    page_rule(f->pages, margin, f->table.y, WIDTH, 0.5);
    const struct entry where[] = {
        {"SHIP TO", set_or_null(set[SETTING_SHIP_TO]), 0.32, &body},
        {"ATTENTION", set_or_null(set[SETTING_ATTENTION]), 0.215, &body},
        {"DELIVERY PRIORITY", "", 0.465, &body},
    };
    double y = f->table.y;
    draw_entries(f, where, 3);
    draw_priority(f, margin + WIDTH * 0.535 + 6, y + 12);
    page_rule(f->pages, margin, f->table.y, WIDTH, 0.5);
}

static void draw_header(struct form *f) {
    const char *const *set = f->settings->text;
    const char *own = set_or_null(f->q->purpose);
    double top = f->table.y;
    draw_where(f);
    const struct entry requester[] = {
        {"REQUESTER", set_or_null(set[SETTING_REQUESTER]), 0.26, &body},
        {"TITLE", set_or_null(set[SETTING_REQUESTER_TITLE]), 0.26, &body},
        {"TELEPHONE", set_or_null(set[SETTING_PHONE]), 0.16, &body},
        {"E-MAIL", set_or_null(set[SETTING_EMAIL]), 0.32, &body},
    };
    draw_entries(f, requester, 4);
    page_rule(f->pages, margin, f->table.y, WIDTH, 0.5);
    const struct entry purpose = {"PURPOSE", own ? own : set_or_null(set[SETTING_PURPOSE]), 1, &body};
    draw_entries(f, &purpose, 1);
    page_rule(f->pages, margin, f->table.y, WIDTH, 0.5);
    const struct entry accounting[] = {
        {"FUND", set_or_null(set[SETTING_FUND]), 0.19, &body},
        {"FUNCTIONAL AREA", set_or_null(set[SETTING_FUNCTIONAL_AREA]), 0.29, &body},
        {"COMMITMENT ITEM / G/L ACCOUNT", set_or_null(set[SETTING_COMMITMENT_ITEM]), 0.3, &body},
        {"COST CENTER", set_or_null(set[SETTING_COST_CENTER]), 0.22, &body},
    };
    draw_entries(f, accounting, 4);
    page_frame(f->pages, &(struct page_box){margin, top, WIDTH, f->table.y - top}, 1);
    f->table.y += 8;
}

/* Each further page says which requisition it belongs to. */
static void turn(void *where, struct table *t) {
    struct form *f = where;
    page_add(f->pages);
    const char *prepared = date_words(f->row, f->q->prepared);
    const char *school = mem_printf(f->row, "%s \302\267 %s%s%s", f->school->code, f->school->name,
                                    prepared ? " \302\267 prepared " : "", prepared ? prepared : "");
    double y = 30, right = margin + WIDTH;
    page_text(f->pages, &bold, &(struct page_box){margin, y, 300, 12}, form_title);
    page_text(f->pages, &small, &(struct page_box){margin, y + 12, 360, 10}, school);
    struct page_style short_number = strong;
    short_number.align = PAGE_RIGHT;
    page_text(f->pages, &short_number, &(struct page_box){right - 130, y, 130, 14}, f->q->number);
    draw_stamps(f, right - 136, y);
    page_rule(f->pages, margin, y + 26, WIDTH, 1);
    t->y = y + 30;
}

/* ---- lines ---- */

/* "Spanish", "English and Spanish", "A, B and C"; `skip`: leaves out what is the same there. */
static const char *join_names(struct form *f, const char *const *names, const char *const *skip, const char *last) {
    struct buf b = {0};
    buf_text(&b, "");
    for (size_t i = 0; names && names[i]; i++) {
        if (skip && ((skip[i] && strcmp(names[i], skip[i]) == 0) || !page_can_draw(f->pages, names[i])))
            continue;
        if (b.length > 0)
            buf_text(&b, names[i + 1] ? ", " : last);
        buf_text(&b, names[i]);
    }
    const char *text = b.length > 0 ? mem_text(f->row, b.data) : NULL;
    buf_free(&b);
    return text;
}

static struct table_piece text_piece(const struct page_style *style, int most, const char *text) {
    return (struct table_piece){.kind = TABLE_TEXT, .style = style, .text = text, .most = most};
}

static struct table_piece blank_piece(double height) {
    return (struct table_piece){.kind = TABLE_BLANK, .height = height};
}

static bool put_number(struct form *f, const struct requisition_line *line, struct table_piece *cell) {
    if (!line->material_number) {
        cell[0] = text_piece(&bold, 2, "SEE CATALOG");
        cell[1] = blank_piece(18);
        return true;
    }
    struct barcode *bars = mem_alloc(f->row, sizeof *bars);
    if (!barcode_number(f->row, line->material_number, bars, f->err))
        return false;
    cell[0] = (struct table_piece){.kind = TABLE_BARS, .bars = bars, .height = bar_height, .space = 1};
    cell[1] = text_piece(&digits, 1, line->material_number);
    cell[1].space = 0.5;
    return true;
}

static void put_quantity(struct form *f, const struct requisition_line *line, struct table_row *row) {
    struct table_piece *units = row->cell[COLUMN_UNITS], *unit = row->cell[COLUMN_UNIT];
    const char *name = set_or_null(line->unit);
    units[0] = (struct table_piece){.kind = TABLE_FIT, .style = &heavy, .text = mem_printf(f->row, "%ld", line->units)};
    row->cell[COLUMN_COPIES][0] = (struct table_piece){
        .kind = TABLE_FIT, .style = &body_right, .space = 2, .text = mem_printf(f->row, "%ld", line->copies)};
    if (line->copies_per_unit == INT_NONE) {
        /* Units are copies here: nobody may take them for packs. */
        units[1] = (struct table_piece){.kind = TABLE_FIT, .style = &bold, .text = "copies"};
        unit[0] = text_piece(&body, 2, name ? mem_printf(f->row, "%s of", name) : "unit");
        unit[0].space = 2;
        unit[1] = blank_piece(12);
        return;
    }
    if (line->copies_per_unit == 1)
        unit[0] = text_piece(&body, 3, name ? name : "each");
    else
        unit[0] = text_piece(&body, 3, mem_printf(f->row, "%s of %ld", name ? name : "unit", line->copies_per_unit));
    unit[0].space = 2;
}

/* The title as its readers know it, the arithmetic's sentence, and why the
 * clerk asks for something else. */
static void put_beneath(struct form *f, const struct requisition_line *line, struct table_row *row) {
    const char *own = set_or_null(line->own_title);
    const char *sentence = set_or_null(line->sentence), *reason = set_or_null(line->reason);
    long off = line->suggested == INT_NONE ? 0 : labs(line->units - line->suggested);
    if (own && page_can_draw(f->pages, own))
        row->beneath[0] = text_piece(&body, 3, own);
    if (sentence)
        row->beneath[1] = text_piece(&small, 4, sentence);
    if (reason)
        row->beneath[2] = text_piece(&small, 4, mem_printf(f->row, "Reason: %s", reason));
    else if (off > 1)
        row->beneath[2] = text_piece(
            &small, 2, mem_printf(f->row, "Suggested: %ld. No reason is given for the difference.", line->suggested));
    row->beneath[1].space = row->beneath[2].space = 1.5;
    row->from = COLUMN_TITLE;
    row->to = COLUMN_COPIES;
}

static bool draw_row(struct form *f, const struct requisition_line *line) {
    struct table_row row = {0};
    const char *edition = set_or_null(line->edition);
    row.cell[COLUMN_PLACE][0] = (struct table_piece){
        .kind = TABLE_FIT, .style = &small, .space = 1, .text = mem_printf(f->row, "%ld", line->place)};
    if (!put_number(f, line, row.cell[COLUMN_NUMBER]))
        return false;
    struct table_piece *words = row.cell[COLUMN_TITLE];
    words[0] = text_piece(&bold, 6, line->title);
    if (line->kind && edition)
        words[1] = text_piece(&body, 3, mem_printf(f->row, "%s \302\267 edition %s", line->kind, edition));
    else if (line->kind || edition)
        words[1] = text_piece(&body, 3, line->kind ? line->kind : mem_printf(f->row, "edition %s", edition));
    const char *const *english = (const char *const *)line->language_names;
    row.cell[COLUMN_LANGUAGE][0] = text_piece(&body, 4, join_names(f, english, NULL, " and "));
    row.cell[COLUMN_LANGUAGE][1] =
        text_piece(&body, 3, join_names(f, (const char *const *)line->language_own, english, ", "));
    put_quantity(f, line, &row);
    put_beneath(f, line, &row);
    table_row(&f->table, &row);
    mem_reset(f->row);
    return !pages_failed(f->pages, f->err);
}

static bool draw_rows(struct form *f) {
    const struct requisition_line *lines = f->q->lines.list;
    table_head(&f->table);
    if (f->q->lines.count == 0) {
        struct table_row row = {.from = COLUMN_NUMBER, .to = COLUMN_COPIES};
        row.beneath[0] = text_piece(&body, 1, "This requisition has no lines.");
        table_row(&f->table, &row);
    }
    for (size_t i = 0; i < f->q->lines.count; i++)
        if (!draw_row(f, &lines[i]))
            return false;
    return true;
}

/* ---- the foot ---- */

static void draw_totals(struct form *f) {
    const struct table *t = &f->table;
    double right = table_left(t, COLUMN_COPIES) + table_width(t, COLUMN_COPIES, COLUMN_COPIES), y = t->y + 6;
    const char *copies = mem_printf(f->mem, "%ld", f->q->copies);
    const char *words =
        mem_printf(f->mem, "%zu line%s; copies in all", f->q->lines.count, f->q->lines.count == 1 ? "" : "s");
    double wide = page_width(f->pages, &bold, copies);
    page_text(f->pages, &bold_right, &(struct page_box){right - wide - 1, y, wide + 1, 12}, copies);
    page_text(f->pages, &body_right, &(struct page_box){margin, y, right - wide - 8 - margin, 12}, words);
    page_text(f->pages, &small, &(struct page_box){table_left(t, COLUMN_PRICE) + 12, y, 30, 12}, "total");
    page_blank(f->pages, table_left(t, COLUMN_EXTENSION) + 3, y + 11, t->columns[COLUMN_EXTENSION].width - 6);
}

static void draw_signature(struct form *f, double x, double y, const char *who, const char *name) {
    const double width = WIDTH / 2.0 - 12, date = 80;
    page_blank(f->pages, x, y, width - date - 10);
    page_blank(f->pages, x + width - date, y, date);
    page_text(f->pages, &small, &(struct page_box){x, y + 2, width - date - 10, 10}, who);
    page_text(f->pages, &small, &(struct page_box){x + width - date, y + 2, date, 10}, "date");
    page_text(f->pages, &small, &(struct page_box){x, y + 11.5, width - date - 10, 10}, name);
}

static void draw_receiving(struct form *f, double y) {
    const struct page_box box = {margin, y, WIDTH, 64};
    const struct page_style head = {.size = 7, .lead = 9, .weight = PAGE_BOLD, .spaced = 0.4};
    double x = margin + 8, blank = y + 30;
    page_frame(f->pages, &box, 1);
    page_text(f->pages, &head, &(struct page_box){x, y + 4, 100, 9}, "RECEIVING");
    page_text(f->pages, &small, &(struct page_box){x + 56, y + 4, WIDTH - 80, 9},
              "Write what came, and what is back-ordered, beside each line. Tick what is true of the delivery.");
    page_text(f->pages, &body, &(struct page_box){x, blank - 10, 40, 12}, "Date");
    page_blank(f->pages, x + 26, blank, 110);
    page_text(f->pages, &body, &(struct page_box){x + 150, blank - 10, 70, 12}, "Received by");
    page_blank(f->pages, x + 210, blank, WIDTH - 16 - 210);
    for (int i = 0; i < OUTCOMES; i++) {
        double width = page_width(f->pages, &body, outcomes[i]);
        page_tick_box(f->pages, x, y + 45, 9, false);
        page_text(f->pages, &body, &(struct page_box){x + 13, y + 43.5, width + 2, 12}, outcomes[i]);
        x += width + 31;
    }
}

/* Never alone on a page without a header: `turn` draws one. */
static void draw_foot(struct form *f) {
    struct table *t = &f->table;
    const char *name = set_or_null(f->settings->text[SETTING_REQUESTER]);
    const char *job = set_or_null(f->settings->text[SETTING_REQUESTER_TITLE]);
    if (t->y + FOOT_HEIGHT > page_bottom)
        turn(f, t);
    draw_totals(f);
    double y = t->y + 58;
    const char *requester = name && job ? mem_printf(f->mem, "%s, %s", name, job) : name;
    draw_signature(f, margin, y, "Requested by \302\267 signature", requester);
    draw_signature(f, margin + WIDTH / 2.0 + 12, y, "Approved by the principal \302\267 signature", NULL);
    draw_receiving(f, y + 34);
}

/* ---- the whole ---- */

static void set_columns(struct form *f) {
    double rest = WIDTH;
    memcpy(f->columns, columns, sizeof columns);
    if (f->q->lines.count > 99)
        f->columns[COLUMN_PLACE].width = 28; /* so that five digits keep off the barcode */
    for (int i = 0; i < COLUMNS; i++)
        rest -= f->columns[i].width;
    f->columns[COLUMN_TITLE].width = rest;
    f->table = (struct table){f->pages, f->columns, COLUMNS, margin, 0, page_bottom, bar_module, turn, f};
}

static bool draw_form(struct form *f, struct buf *pdf) {
    set_columns(f);
    page_add(f->pages);
    if (!draw_top(f))
        return false;
    draw_header(f);
    if (!draw_rows(f))
        return false;
    draw_foot(f);
    const char *whose = mem_printf(f->mem, "%s \302\267 %s %s", f->q->number, f->school->code, f->school->name);
    pages_footer(f->pages, whose, form_source, margin);
    return pages_bytes(f->pages, pdf, f->err);
}

bool requisition_form_on(struct mem *m, const struct requisition_paper *paper, struct buf *pdf, struct err *e) {
    const struct requisition *q = paper->requisition;
    if (q->lines.count > REQUISITION_LINES_MOST)
        return err_set(e, ERR_INPUT, NULL, "%s has %zu lines; a requisition has at most %d", q->number, q->lines.count,
                       REQUISITION_LINES_MOST);
    struct form f = {.mem = m, .school = paper->school, .settings = paper->settings, .q = q, .err = e};
    const struct page_about about = {mem_printf(m, "%s, %s", form_title, q->number), paper->school->name, "en-US",
                                     paper->fonts, false};
    if (!pages_open(&f.pages, m, &about, e))
        return false;
    f.row = mem_new();
    bool ok = draw_form(&f, pdf);
    mem_free(f.row);
    pages_close(f.pages);
    return ok;
}

bool requisition_form(struct mem *m, const struct school *s, const struct settings *settings,
                      const struct requisition *q, struct buf *pdf, struct err *e) {
    const struct requisition_paper paper = {s, settings, q, NULL};
    return requisition_form_on(m, &paper, pdf, e);
}
