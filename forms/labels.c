#include "forms/papers.h"
#include "forms/draw/sheet.h"

/* Avery 5160: three columns of ten labels, 2 5/8 by 1 inch, on Letter. */
enum { ACROSS = 3, DOWN = 10 };
static const double label_width = 189, left = 13.5, top = 36, pitch_across = 198, pitch_down = 72;

/* The ink keeps off the edge by more than 0.06 inch (4.32 points): printers feed paper no better than that. The bars
 * are four dots wide at 300 dpi, and ten of them stay white at either side. */
static const double inset = 10, inset_top = 6, bar_module = 0.96, bar_height = 17, bars_width = 96;

static const struct page_style digits = {.size = 9, .lead = 11, .weight = PAGE_BOLD};
static const struct page_style large = {.size = 9.5, .lead = 11, .weight = PAGE_BOLD};
static const struct page_style less = {.size = 8, .lead = 10, .weight = PAGE_BOLD};
static const struct page_style spoken = {.size = 8, .lead = 9.5, .weight = PAGE_BOLD};
static const struct page_style code_style = {.size = 7, .lead = 8.5};
static const struct page_style point = {.size = 12, .lead = 13, .weight = PAGE_BOLD, .align = PAGE_RIGHT};

/* Two lines, in smaller letters where they would be cut; returns their height. */
static double draw_title(struct sheet *s, const struct page_box *in, const char *title) {
    struct page_lines lines;
    page_wrap(s->pages, &large, in->width, 2, title, &lines);
    const struct page_style *style = lines.cut ? &less : &large;
    if (lines.cut)
        page_wrap(s->pages, style, in->width, 2, title, &lines);
    page_lines(s->pages, style, in, &lines);
    return lines.height;
}

/* "Spanish · Español": the own names beside the English ones, where a font has them. */
static const char *language_text(struct sheet *s, const struct labels *labels, const struct stock_line *l) {
    const char **english = NULL, **own = NULL;
    size_t n = 0;
    for (; l->languages[n]; n++) {
        const struct language *language = language_find(labels->languages, l->languages[n]);
        english = mem_grow(s->row, english, n, sizeof *english);
        own = mem_grow(s->row, own, n, sizeof *own);
        english[n] = language ? language->english : l->languages[n];
        own[n] = language ? language->own : l->languages[n];
    }
    english = mem_grow(s->row, english, n, sizeof *english);
    own = mem_grow(s->row, own, n, sizeof *own);
    english[n] = own[n] = NULL;
    const char *names = sheet_names(s, english, NULL, " and "), *beside = sheet_names(s, own, english, ", ");
    return beside ? mem_printf(s->row, "%s \302\267 %s", names, beside) : names;
}

static bool draw_number(struct sheet *s, const struct stock_line *l, double x, double y) {
    struct barcode bars;
    if (!l->material_number) {
        page_text(s->pages, &digits, &(struct page_box){x, y + 1, bars_width, 11}, "SEE CATALOG");
        page_blank(s->pages, x, y + bar_height + 9, bars_width - 10);
        return true;
    }
    if (!barcode_number(s->row, l->material_number, &bars, s->err))
        return false;
    page_runs(s->pages, &(struct page_box){x, y, bar_module, bar_height}, bars.runs, bars.count);
    page_text(s->pages, &digits, &(struct page_box){x, y + bar_height, bars_width, 11}, l->material_number);
    return true;
}

static bool draw_label(struct sheet *s, const struct labels *labels, const struct stock_line *l, long place) {
    long row = place / ACROSS, column = place % ACROSS;
    double x = left + (double)column * pitch_across + inset;
    double y = top + (double)row * pitch_down + inset_top, width = label_width - 2 * inset;
    struct page_lines lines;
    double title = draw_title(s, &(struct page_box){x, y, width, 22}, l->title);
    page_text(s->pages, &spoken, &(struct page_box){x, y + title, width, 9.5}, language_text(s, labels, l));
    y += 32.5;
    if (!draw_number(s, l, x, y))
        return false;
    struct page_box at = {x + bars_width + 4, y, width - bars_width - 4, 8.5};
    page_wrap(s->pages, &code_style, at.width, 2, l->item, &lines);
    page_lines(s->pages, &code_style, &at, &lines);
    const char *figure = l->answer.kept ? mem_printf(s->row, "%ld", l->reorder_at) : "not kept";
    const struct page_style fit = page_fit(s->pages, &point, at.width - 38, 7, figure);
    at.y = y + bar_height - 1;
    page_text(s->pages, &code_style, &(struct page_box){at.x, at.y + 1, 38, 10}, "reorder at");
    page_text(s->pages, &fit, &(struct page_box){at.x + 38, at.y - 1.5, at.width - 38, 13}, figure);
    mem_reset(s->row);
    page_forget(s->pages);
    return !pages_failed(s->pages, s->err);
}

bool labels_sheet(struct mem *m, const struct paper *on, const struct labels *labels, struct buf *pdf, struct err *e) {
    struct sheet s = {.mem = m, .school = on->school, .form = "Shelf labels", .fonts = on->fonts, .err = e};
    if (labels->start < 1 || labels->start > LABELS_ON_SHEET)
        return err_set(e, ERR_INPUT, "start", "start: %ld is not from 1 to %d", labels->start, LABELS_ON_SHEET);
    if (!sheet_open(&s))
        return false;
    bool ok = true;
    long place = labels->start - 1;
    for (size_t i = 0; ok && i < labels->count; i++, place++) {
        if (i == 0 || place == LABELS_ON_SHEET) {
            page_add(s.pages);
            place %= LABELS_ON_SHEET;
        }
        ok = draw_label(&s, labels, &labels->list[i], place);
    }
    ok = ok && pages_bytes(s.pages, pdf, e);
    sheet_close(&s);
    return ok;
}
