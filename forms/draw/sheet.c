#include "forms/draw/sheet.h"

#include <stdio.h>
#include <string.h>

const struct page_style sheet_title = {.size = 15, .lead = 19, .weight = PAGE_BOLD};
const struct page_style sheet_label = {.size = 7, .lead = 9, .spaced = 0.4};
const struct page_style sheet_body = {.size = 9.5, .lead = 12};
const struct page_style sheet_body_right = {.size = 9.5, .lead = 12, .align = PAGE_RIGHT};
const struct page_style sheet_bold = {.size = 9.5, .lead = 12, .weight = PAGE_BOLD};
const struct page_style sheet_bold_right = {.size = 9.5, .lead = 12, .weight = PAGE_BOLD, .align = PAGE_RIGHT};
const struct page_style sheet_strong = {.size = 12, .lead = 14, .weight = PAGE_BOLD};
const struct page_style sheet_small = {.size = 7.5, .lead = 9.5};
const struct page_style sheet_small_right = {.size = 7.5, .lead = 9.5, .align = PAGE_RIGHT};

/* 0.72 points are three dots at 300 dpi, so that no printer has to round a bar. */
static const double margin = SHEET_MARGIN, bar_module = 0.72;

const char sheet_no_number[] = "SEE CATALOG";

const char *sheet_set(const char *text) { return text && *text ? text : NULL; }
const char *sheet_requester(const struct sheet *s) { return sheet_set(s->paper->settings.text[SETTING_REQUESTER]); }

/* The foot of each page, once the number of pages is known. */
static void draw_footers(struct sheet *s) {
    const struct paper *p = s->paper;
    const char *left = mem_printf(s->mem, "%s%s%s %s", p->which ? p->which : "", p->which ? " \302\267 " : "",
                                  p->school.code, p->school.name);
    const struct page_style style = {.size = 7, .lead = 9};
    const struct page_style centered = {.size = 7, .lead = 9, .align = PAGE_CENTER};
    const struct page_style right = {.size = 7, .lead = 9, .align = PAGE_RIGHT};
    const double y = s->bottom + 11, side = 190, number_side = 84;
    const double middle_side = s->width - side - number_side - 24;
    const long count = pages_count(s->pages);
    struct page_lines l[2];
    page_wrap(s->pages, &style, side, 1, left, &l[0]);
    page_wrap(s->pages, &centered, middle_side, 1, p->source, &l[1]);
    for (long i = 0; i < count; i++) {
        char number[64];
        snprintf(number, sizeof number, "Page %ld of %ld", i + 1, count);
        page_again(s->pages, i);
        page_rule(s->pages, margin, y - 4, s->width, 0.5);
        page_lines(s->pages, &style, &(struct page_box){margin, y, side, 9}, &l[0]);
        page_lines(s->pages, &centered, &(struct page_box){margin + side + 12, y, middle_side, 9}, &l[1]);
        page_text(s->pages, &right, &(struct page_box){margin + s->width - number_side, y, number_side, 9}, number);
    }
}

static bool open_sheet(struct sheet *s) {
    const struct paper *p = s->paper;
    const char *title = p->which ? mem_printf(s->mem, "%s, %s", p->form, p->which) : p->form;
    const struct page_about about = {
        .title = title, .author = p->school.name, .language = "en-US", .fonts = p->fonts, .landscape = p->landscape};
    s->width = (p->landscape ? PAGE_HEIGHT : PAGE_WIDTH) - 2 * SHEET_MARGIN;
    s->bottom = SHEET_BOTTOM - (p->landscape ? PAGE_HEIGHT - PAGE_WIDTH : 0);
    return pages_open(&s->pages, s->mem, &about, s->err);
}

bool sheet_failed(struct sheet *s) { return s->err->kind != ERR_NONE || pages_failed(s->pages, s->err); }

bool sheet_pdf(struct mem *m, const struct paper *paper, struct buf *pdf, struct err *e) {
    struct sheet s = {.paper = paper, .mem = m, .err = e};
    if (!open_sheet(&s))
        return false;
    s.row = mem_new();
    paper->draw(&s);
    if (!paper->bare)
        draw_footers(&s);
    bool ok = !sheet_failed(&s) && pages_bytes(s.pages, pdf, e);
    mem_free(s.row);
    pages_close(s.pages);
    return ok;
}

void sheet_head(struct sheet *s) {
    const struct paper *p = s->paper;
    const char *school = mem_printf(s->row, "%s \302\267 %s%s%s", p->school.code, p->school.name,
                                    p->since ? " \302\267 " : "", p->since ? p->since : "");
    const double y = 30, right = margin + s->width;
    page_text(s->pages, &sheet_bold, &(struct page_box){margin, y, 300, 12}, p->form);
    page_text(s->pages, &sheet_small, &(struct page_box){margin, y + 12, 360, 10}, school);
    struct page_style number = sheet_strong;
    number.align = PAGE_RIGHT;
    page_text(s->pages, &number, &(struct page_box){right - 130, y, 130, 14}, p->which);
    page_rule(s->pages, margin, y + 26, s->width, 1);
    s->table.y = y + 30;
}

static void turn(void *sheet, struct table *t) {
    (void)t;
    struct sheet *s = sheet;
    page_add(s->pages);
    if (s->paper->head)
        s->paper->head(s);
    else
        sheet_head(s);
}

void sheet_columns(struct sheet *s, const struct table_column *columns, int count) {
    double rest = s->width, y = s->table.y;
    memcpy(s->columns, columns, (size_t)count * sizeof *columns);
    for (int i = 0; i < count; i++)
        rest -= columns[i].width;
    for (int i = 0; i < count; i++)
        if (columns[i].width == 0)
            s->columns[i].width = rest;
    s->table = (struct table){s->pages, s->columns, count, margin, y, s->bottom, bar_module, turn, s};
}

/* ---- heads ---- */

void sheet_top(struct sheet *s, const char *what) {
    const struct page_style which = {.size = 15, .lead = 19, .weight = PAGE_BOLD, .align = PAGE_RIGHT};
    const double left = 350, right = s->width - left;
    struct page_lines lines;
    page_add(s->pages);
    page_text(s->pages, &sheet_title, &(struct page_box){margin, 28, left, 19}, s->paper->form);
    if (s->paper->which)
        page_text(s->pages, &which, &(struct page_box){margin + left, 28, right, 19}, s->paper->which);
    page_wrap(s->pages, &sheet_small, s->width, 2, what, &lines);
    page_lines(s->pages, &sheet_small, &(struct page_box){margin, 50, s->width, 0}, &lines);
    s->table.y = 50 + lines.height + 6;
}

void sheet_need(struct sheet *s, double height) {
    if (s->table.y + height > s->bottom)
        turn(s, &s->table);
}

/* ---- boxes ---- */

double sheet_entries_height(struct sheet *s, const struct sheet_entry *row, size_t count) {
    double most = 13;
    for (size_t i = 0; i < count; i++) {
        struct page_lines lines;
        page_wrap(s->pages, row[i].style, s->width * row[i].share - 12, SHEET_VALUE_LINES, row[i].value, &lines);
        most = lines.height > most ? lines.height : most;
    }
    return most + 9 + 6;
}

static void draw_entry(struct sheet *s, const struct sheet_entry *entry, const struct page_box *box) {
    struct page_box inside = {box->x + 6, box->y + 2.5, box->width - 12, 9};
    struct page_lines lines;
    page_text(s->pages, &sheet_label, &inside, entry->label);
    inside.y += 9;
    page_wrap(s->pages, entry->style, inside.width, SHEET_VALUE_LINES, entry->value, &lines);
    if (lines.count > 0)
        page_lines(s->pages, entry->style, &inside, &lines);
    else if (!entry->value)
        page_blank(s->pages, inside.x, inside.y + 12, inside.width);
}

static void draw_row(struct sheet *s, const struct sheet_entry *entries, size_t count) {
    struct page_box box = {margin, s->table.y, 0, sheet_entries_height(s, entries, count)};
    for (size_t i = 0; i < count; i++, box.x += box.width) {
        box.width = s->width * entries[i].share;
        draw_entry(s, &entries[i], &box);
        if (i > 0)
            page_rule_down(s->pages, box.x, box.y, box.height, 0.5);
    }
    s->table.y += box.height;
}

void sheet_entries(struct sheet *s, const struct sheet_entry *entries, size_t count) {
    const double top = s->table.y;
    for (size_t from = 0, to; from < count; from = to) {
        double share = 0;
        for (to = from; to < count && share < 0.999; to++)
            share += entries[to].share;
        if (from > 0)
            page_rule(s->pages, margin, s->table.y, s->width, 0.5);
        draw_row(s, entries + from, to - from);
    }
    page_frame(s->pages, &(struct page_box){margin, top, s->width, s->table.y - top}, 1);
}

/* ---- signatures ---- */

void sheet_sign(struct sheet *s, const struct page_box *at, struct sheet_signer signer) {
    const double date = 80, wide = at->width - date - 10;
    page_blank(s->pages, at->x, at->y, wide);
    page_blank(s->pages, at->x + at->width - date, at->y, date);
    page_text(s->pages, &sheet_small, &(struct page_box){at->x, at->y + 2, wide, 10},
              mem_printf(s->mem, "%s \302\267 signature", signer.who));
    page_text(s->pages, &sheet_small, &(struct page_box){at->x + at->width - date, at->y + 2, date, 10}, "date");
    page_text(s->pages, &sheet_small, &(struct page_box){at->x, at->y + 11.5, wide, 10}, signer.name);
}

void sheet_sign_both(struct sheet *s, double below, struct sheet_signer left, struct sheet_signer right) {
    struct page_box at = {margin, s->table.y + below, s->width / 2 - 12, SHEET_SIGN_HEIGHT};
    sheet_sign(s, &at, left);
    at.x += s->width / 2 + 12;
    sheet_sign(s, &at, right);
}

/* ---- texts and tables ---- */

void sheet_text(struct sheet *s, const struct page_style *style, int most, const char *text) {
    struct page_lines lines;
    page_wrap(s->pages, style, s->width, most, text, &lines);
    sheet_need(s, lines.height);
    page_lines(s->pages, style, &(struct page_box){margin, s->table.y, s->width, 0}, &lines);
    s->table.y += lines.height;
    page_forget(s->pages);
}

void sheet_section(struct sheet *s, const struct sheet_section *section, size_t rows) {
    s->table.y += 10;
    sheet_need(s, 80);
    sheet_text(s, &sheet_strong, 1, section->title);
    if (rows == 0) {
        sheet_text(s, &sheet_body, 2, section->none);
        return;
    }
    sheet_columns(s, section->columns, section->count);
    table_head(&s->table);
}

/* ---- rows ---- */

void sheet_row(struct sheet *s, const struct table_row *row) {
    table_row(&s->table, row);
    mem_reset(s->row);
}

const char *sheet_names(struct sheet *s, const char *const *names, const char *const *skip, const char *last) {
    struct buf b = {0};
    buf_text(&b, "");
    for (size_t i = 0; names && names[i]; i++) {
        if (skip && ((skip[i] && strcmp(names[i], skip[i]) == 0) || !page_can_draw(s->pages, names[i])))
            continue;
        if (b.length > 0)
            buf_text(&b, names[i + 1] ? ", " : last);
        buf_text(&b, names[i]);
    }
    const char *text = b.length > 0 ? mem_text(s->row, b.data) : NULL;
    buf_free(&b);
    return text;
}

struct table_piece sheet_piece(const struct page_style *style, int most, const char *text) {
    return (struct table_piece){.kind = TABLE_TEXT, .style = style, .text = text, .most = most};
}

struct table_piece sheet_date(const struct page_style *style, struct sheet *s, int date) {
    return sheet_piece(style, 1, date_words(s->row, date));
}

struct table_piece sheet_fit(const struct page_style *style, const char *text) {
    return (struct table_piece){.kind = TABLE_FIT, .style = style, .text = text};
}

struct table_piece sheet_figure(const struct page_style *style, struct sheet *s, long n) {
    return sheet_fit(style, mem_printf(s->row, "%ld", n));
}

struct table_piece sheet_blank(double height) {
    return (struct table_piece){.kind = TABLE_BLANK, .height = height};
}

void sheet_bars(struct sheet *s, const char *number, double height, const struct page_style *digits,
                struct table_piece cell[2]) {
    struct barcode *bars = mem_alloc(s->row, sizeof *bars);
    barcode_number(s->row, number, bars, s->err);
    cell[0] = (struct table_piece){.kind = TABLE_BARS, .bars = bars, .height = height, .space = 1};
    cell[1] = sheet_piece(digits, 1, number);
    cell[1].space = 0.5;
}
