#include "forms/draw/table.h"

#include <string.h>

static const struct page_style head_style = {.size = 7, .lead = 8.5, .weight = PAGE_BOLD, .spaced = 0.2};

/* A figure that is too wide even in small letters takes more lines; it is never cut. */
enum { HEAD_HEIGHT = 22, FIT_LINES = 3, TICK_SIDE = 9 };
static const double above = 5, below = 6; /* white within a row */

struct laid { /* a piece, broken into lines, and its place */
    struct page_style style;
    struct page_lines lines;
    double y, height; /* y from the top of the row */
};

static double larger(double a, double b) { return a > b ? a : b; }

double table_left(const struct table *t, int column) {
    double x = t->x;
    for (int i = 0; i < column; i++)
        x += t->columns[i].width;
    return x;
}

double table_width(const struct table *t, int from, int to) {
    double width = -t->columns[to].gap;
    for (int i = from; i <= to; i++)
        width += t->columns[i].width;
    return width;
}

static void write_lines(const struct table *t, double y, double height) {
    for (int i = 0; i < t->count; i++)
        if (t->columns[i].to_write)
            page_rule_down(t->pages, table_left(t, i), y, height, 0.5);
    if (t->columns[t->count - 1].to_write)
        page_rule_down(t->pages, table_left(t, t->count), y, height, 0.5);
}

void table_head(struct table *t) {
    for (int i = 0; i < t->count; i++) {
        const struct table_column *c = &t->columns[i];
        struct page_style style = head_style;
        struct page_lines lines;
        style.align = c->to_write ? PAGE_CENTER : c->align;
        style.spaced = c->to_write ? 0 : head_style.spaced;
        double width = c->width - (c->to_write ? 0 : c->gap);
        page_wrap(t->pages, &style, width, 2, c->head, &lines);
        struct page_box box = {table_left(t, i), t->y + HEAD_HEIGHT - 3 - lines.height, width, lines.height};
        page_lines(t->pages, &style, &box, &lines);
    }
    write_lines(t, t->y, HEAD_HEIGHT);
    page_rule(t->pages, t->x, t->y + HEAD_HEIGHT, table_left(t, t->count) - t->x, 1);
    t->y += HEAD_HEIGHT;
}

static void lay(struct table *t, const struct table_piece *piece, double width, enum page_align align,
                struct laid *out) {
    out->height = piece->height;
    out->lines.count = 0;
    if (piece->kind == TABLE_FIT)
        out->style = page_fit(t->pages, piece->style, width, 7, piece->text);
    else if (piece->kind == TABLE_TEXT)
        out->style = *piece->style;
    else
        return;
    out->style.align = align;
    int most = piece->kind == TABLE_FIT ? FIT_LINES : piece->most;
    page_wrap(t->pages, &out->style, width, most, piece->text, &out->lines);
    out->height = out->lines.height;
}

static void draw(struct table *t, const struct table_piece *piece, const struct laid *laid,
                 const struct page_box *box) {
    struct page_box at = {box->x, box->y + laid->y, box->width, laid->height};
    if (piece->kind == TABLE_BARS)
        page_runs(t->pages, &(struct page_box){at.x, at.y, t->module, at.height}, piece->bars->runs,
                  piece->bars->count);
    else if (piece->kind == TABLE_BLANK)
        page_blank(t->pages, at.x, at.y + at.height, at.width);
    else if (piece->kind == TABLE_TICK)
        page_tick_box(t->pages, at.x + (at.width - TICK_SIDE) / 2, at.y + (at.height - TICK_SIDE) / 2, TICK_SIDE,
                      false);
    else
        page_lines(t->pages, &laid->style, &at, &laid->lines);
}

/* Lays the stack of one cell; returns where it ends. */
static double lay_cell(struct table *t, const struct table_row *row, int column, struct laid *out) {
    const struct table_column *c = &t->columns[column];
    double y = above;
    for (int i = 0; i < TABLE_PIECES_MOST; i++) {
        const struct table_piece *piece = &row->cell[column][i];
        out[i].y = y;
        if (piece->kind == TABLE_NOTHING)
            continue;
        lay(t, piece, c->width - c->gap, c->align, &out[i]);
        out[i].y += piece->space;
        y = out[i].y + out[i].height;
    }
    return y;
}

static double lay_beneath(struct table *t, const struct table_row *row, double y, struct laid *out) {
    for (int i = 0; i < TABLE_BENEATH_MOST; i++) {
        out[i].y = y;
        if (row->beneath[i].kind == TABLE_NOTHING)
            continue;
        lay(t, &row->beneath[i], table_width(t, row->from, row->to), PAGE_LEFT, &out[i]);
        out[i].y += row->beneath[i].space;
        y = out[i].y + out[i].height;
    }
    return y;
}

void table_row(struct table *t, const struct table_row *row) {
    struct laid cells[TABLE_COLUMNS_MOST][TABLE_PIECES_MOST], beneath[TABLE_BENEATH_MOST];
    memset(cells, 0, sizeof cells);
    memset(beneath, 0, sizeof beneath);
    double height = 0, spanned = 0;
    for (int c = 0; c < t->count; c++) {
        double end = lay_cell(t, row, c, cells[c]);
        height = larger(height, end);
        if (c >= row->from && c <= row->to)
            spanned = larger(spanned, end);
    }
    height = larger(height, lay_beneath(t, row, spanned, beneath)) + below;
    if (t->y + height > t->bottom) {
        t->turn(t->where, t);
        table_head(t);
    }
    for (int c = 0; c < t->count; c++)
        for (int i = 0; i < TABLE_PIECES_MOST; i++)
            if (row->cell[c][i].kind != TABLE_NOTHING)
                draw(t, &row->cell[c][i], &cells[c][i],
                     &(struct page_box){table_left(t, c), t->y, t->columns[c].width - t->columns[c].gap, 0});
    for (int i = 0; i < TABLE_BENEATH_MOST; i++)
        if (row->beneath[i].kind != TABLE_NOTHING)
            draw(t, &row->beneath[i], &beneath[i],
                 &(struct page_box){table_left(t, row->from), t->y, table_width(t, row->from, row->to), 0});
    write_lines(t, t->y, height);
    page_rule(t->pages, t->x, t->y + height, table_left(t, t->count) - t->x, 0.5);
    t->y += height;
    page_forget(t->pages);
}
