#include "forms/labels.h"

#include <string.h>

/* Avery 5160: three columns of ten labels, 2 5/8 by 1 inch, on Letter. */
enum { ACROSS = 3, DOWN = 10 };
static const double label_width = 189, left = 13.5, top = 36, pitch_across = 198, pitch_down = 72;

/* The ink stays more than 0.06 inch (4.32 points) off the edge, because printers feed paper no more exactly. A module
 * of the barcode is four dots at 300 dpi, and ten modules stay white on each side. */
static const double inset = 10, inset_top = 6, bar_module = 0.96, bar_height = 17, bars_width = 96;

static const struct page_style digits = {.size = 9, .lead = 11, .weight = PAGE_BOLD};
static const struct page_style large = {.size = 9.5, .lead = 11, .weight = PAGE_BOLD};
static const struct page_style less = {.size = 8, .lead = 10, .weight = PAGE_BOLD};
static const struct page_style spoken = {.size = 8, .lead = 9.5, .weight = PAGE_BOLD};
static const struct page_style code_style = {.size = 7, .lead = 8.5};
static const struct page_style point = {.size = 12, .lead = 13, .weight = PAGE_BOLD, .align = PAGE_RIGHT};

/* Two lines at most, in smaller letters where the title would be cut; returns their height. */
static double draw_title(struct sheet *s, const struct page_box *in, const char *title) {
    struct page_lines lines;
    page_wrap(s->pages, &large, in->width, 2, title, &lines);
    const struct page_style *style = lines.cut ? &less : &large;
    if (lines.cut)
        page_wrap(s->pages, style, in->width, 2, title, &lines);
    page_lines(s->pages, style, in, &lines);
    return lines.height;
}

/* "Spanish · Español": the own names stand beside the English ones where a font has them. */
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

static void draw_number(struct sheet *s, const struct stock_line *l, double x, double y) {
    struct barcode bars;
    if (!l->material_number) {
        page_text(s->pages, &digits, &(struct page_box){x, y + 1, bars_width, 11}, sheet_no_number);
        page_blank(s->pages, x, y + bar_height + 9, bars_width - 10);
        return;
    }
    barcode_number(s->row, l->material_number, &bars, s->err);
    page_runs(s->pages, &(struct page_box){x, y, bar_module, bar_height}, bars.runs, bars.count);
    page_text(s->pages, &digits, &(struct page_box){x, y + bar_height, bars_width, 11}, l->material_number);
}

static void draw_label(struct sheet *s, const struct labels *labels, const struct stock_line *l, long place) {
    long row = place / ACROSS, column = place % ACROSS;
    double x = left + (double)column * pitch_across + inset;
    double y = top + (double)row * pitch_down + inset_top, width = label_width - 2 * inset;
    struct page_lines lines;
    double title = draw_title(s, &(struct page_box){x, y, width, 22}, l->title);
    page_text(s->pages, &spoken, &(struct page_box){x, y + title, width, 9.5}, language_text(s, labels, l));
    y += 32.5;
    draw_number(s, l, x, y);
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
}

static void draw(struct sheet *s) {
    const struct labels *labels = s->paper->of;
    long place = labels->start - 1;
    for (size_t i = 0; i < labels->count; i++, place++) {
        if (i == 0 || place == LABELS_ON_SHEET) {
            page_add(s->pages);
            place %= LABELS_ON_SHEET;
        }
        draw_label(s, labels, &labels->list[i], place);
    }
}

void labels_paper(const struct labels *of, struct paper *p) {
    p->form = "Shelf labels";
    p->bare = true;
    p->draw = draw;
    p->of = of;
}

/* ---- the verb ---- */

static bool has_language(const struct stock_line *l, const char *tag) {
    size_t t = 0;
    while (l->languages[t] && strcmp(l->languages[t], tag) != 0)
        t++;
    return l->languages[t] != NULL;
}

/* An item that the school does not keep gets a label only by its name, or while old copies of it are on the shelf. */
static bool wants_label(const struct stock_line *l, const struct item *item, const struct language *language) {
    if (language && !has_language(l, language->tag))
        return false;
    return item || l->answer.status != ORDER_NOT_KEPT || l->superseded > 0;
}

static bool refuse_none(struct mem *m, const struct item *item, const struct language *language, struct err *e) {
    const char *where = "", *which = "";
    if (language)
        where = " in ", which = language->english;
    else
        where = item ? " is not at this school" : " is kept at this school";
    return err_hinted(e, hint_new(m, "The items", "stock", NULL), ERR_NOT_FOUND, item ? "item" : "language",
                      "there is no label to print: %s%s%s", item ? item->code : "no item", where, which);
}

static bool choose(struct req *r, const struct fields *f, struct labels *out, struct answer *a, struct err *e) {
    const char *word = field_text(f, "language"), *code = field_text(f, "item");
    const struct language *language = NULL;
    const struct item *item = NULL;
    struct stock *stock = mem_alloc(r->mem, sizeof *stock);
    if (code && !item_lookup(r, code, &item, e) && !problem_take(&r->problems, 0, e))
        return false;
    if (!stock_load(r, item ? item->id : 0, stock, e))
        return false;
    if (word && !language_choose(r, &stock->all_languages, word, a, &language, e) && !problem_take(&r->problems, 0, e))
        return false;
    if (!problems_none(&r->problems, e))
        return false;
    struct stock_line *list = mem_alloc(r->mem, (stock->count + 1) * sizeof *list);
    for (size_t i = 0; i < stock->count; i++)
        if (wants_label(&stock->list[i], item, language))
            list[out->count++] = stock->list[i];
    out->list = list;
    out->languages = &stock->all_languages;
    return out->count > 0 || refuse_none(r->mem, item, language, e);
}

bool labels_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct labels *of = mem_alloc(r->mem, sizeof *of);
    of->start = field_int(f, "start", 1);
    if (!choose(r, f, of, a, e))
        return false;
    struct paper *p = paper_load(r, e);
    if (!p)
        return false;
    labels_paper(of, p);
    return paper_answer(a, p, "labels.pdf");
}
