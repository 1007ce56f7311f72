#include "forms/draw/sheet.h"

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

/* 0.72 points are three dots at 300 dpi: no printer has to round a bar. */
static const double margin = SHEET_MARGIN, bar_module = 0.72;

const char *sheet_set(const char *text) { return text && *text ? text : NULL; }

bool sheet_open(struct sheet *s) {
    const char *title = s->which ? mem_printf(s->mem, "%s, %s", s->form, s->which) : s->form;
    const struct page_about about = {
        .title = title, .author = s->school->name, .language = "en-US", .fonts = s->fonts, .landscape = s->landscape};
    s->width = (s->landscape ? PAGE_HEIGHT : PAGE_WIDTH) - 2 * SHEET_MARGIN;
    s->bottom = SHEET_BOTTOM - (s->landscape ? PAGE_HEIGHT - PAGE_WIDTH : 0);
    if (!pages_open(&s->pages, s->mem, &about, s->err))
        return false;
    s->row = mem_new();
    return true;
}

void sheet_close(struct sheet *s) {
    mem_free(s->row);
    pages_close(s->pages);
}

bool sheet_bytes(struct sheet *s, const char *middle, struct buf *pdf) {
    const char *whose = s->which ? mem_printf(s->mem, "%s \302\267 %s %s", s->which, s->school->code, s->school->name)
                                 : mem_printf(s->mem, "%s %s", s->school->code, s->school->name);
    pages_footer(s->pages, whose, middle, margin);
    return pages_bytes(s->pages, pdf, s->err);
}

/* The next page, with a short head; a `turn` of a table. */
static void turn(void *sheet, struct table *t) {
    struct sheet *s = sheet;
    page_add(s->pages);
    const char *school = mem_printf(s->row, "%s \302\267 %s%s%s", s->school->code, s->school->name,
                                    s->since ? " \302\267 " : "", s->since ? s->since : "");
    double y = 30, right = margin + s->width;
    page_text(s->pages, &sheet_bold, &(struct page_box){margin, y, 300, 12}, s->form);
    page_text(s->pages, &sheet_small, &(struct page_box){margin, y + 12, 360, 10}, school);
    struct page_style number = sheet_strong;
    number.align = PAGE_RIGHT;
    page_text(s->pages, &number, &(struct page_box){right - 130, y, 130, 14}, s->which);
    if (s->stamps)
        s->stamps(s, right - 136, y);
    page_rule(s->pages, margin, y + 26, s->width, 1);
    t->y = y + 30;
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
    page_text(s->pages, &sheet_title, &(struct page_box){margin, 28, left, 19}, s->form);
    if (s->which)
        page_text(s->pages, &which, &(struct page_box){margin + left, 28, right, 19}, s->which);
    page_wrap(s->pages, &sheet_small, s->width, 2, what, &lines);
    page_lines(s->pages, &sheet_small, &(struct page_box){margin, 50, s->width, 0}, &lines);
    s->table.y = 50 + lines.height + 6;
}

void sheet_need(struct sheet *s, double height) {
    if (s->table.y + height > s->bottom)
        turn(s, &s->table);
}

/* ---- boxes ---- */

static double entry_height(struct sheet *s, const struct sheet_entry *entry) {
    struct page_lines lines;
    page_wrap(s->pages, entry->style, s->width * entry->share - 12, SHEET_VALUE_LINES, entry->value, &lines);
    return (lines.height > 13 ? lines.height : 13) + 9 + 6;
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

void sheet_entries(struct sheet *s, const struct sheet_entry *entries, int count) {
    struct page_box box = {margin, s->table.y, 0, 0};
    for (int i = 0; i < count; i++) {
        double height = entry_height(s, &entries[i]);
        box.height = height > box.height ? height : box.height;
    }
    for (int i = 0; i < count; i++, box.x += box.width) {
        box.width = s->width * entries[i].share;
        draw_entry(s, &entries[i], &box);
        if (i > 0)
            page_rule_down(s->pages, box.x, box.y, box.height, 0.5);
    }
    s->table.y += box.height;
}

void sheet_sign(struct sheet *s, const struct page_box *at, const char *who, const char *name) {
    const double date = 80, wide = at->width - date - 10;
    page_blank(s->pages, at->x, at->y, wide);
    page_blank(s->pages, at->x + at->width - date, at->y, date);
    page_text(s->pages, &sheet_small, &(struct page_box){at->x, at->y + 2, wide, 10}, who);
    page_text(s->pages, &sheet_small, &(struct page_box){at->x + at->width - date, at->y + 2, date, 10}, "date");
    page_text(s->pages, &sheet_small, &(struct page_box){at->x, at->y + 11.5, wide, 10}, name);
}

void sheet_sign_both(struct sheet *s, double below, struct sheet_signer left, struct sheet_signer right) {
    struct page_box at = {margin, s->table.y + below, s->width / 2 - 12, SHEET_SIGN_HEIGHT};
    sheet_sign(s, &at, left.who, left.name);
    at.x += s->width / 2 + 12;
    sheet_sign(s, &at, right.who, right.name);
}

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

/* ---- pieces of rows ---- */

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

struct table_piece sheet_fit(const struct page_style *style, const char *text) {
    return (struct table_piece){.kind = TABLE_FIT, .style = style, .text = text};
}

struct table_piece sheet_blank(double height) {
    return (struct table_piece){.kind = TABLE_BLANK, .height = height};
}
