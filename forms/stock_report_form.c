#include "forms/stock_report_form.h"

#include "office/report.h"

#include <string.h>

static const char what[] =
    "On hand are copies of the current edition. At the reorder level an order is due; it fills up to the fill level.";

static const struct table_column columns[] = {
    {"PUBLICATION", 0, 8, PAGE_LEFT, false}, {"LANGUAGE", 104, 6, PAGE_LEFT, false},
    {"STATUS", 58, 6, PAGE_LEFT, false},     {"ON HAND", 40, 6, PAGE_RIGHT, false},
    {"COMING", 44, 6, PAGE_RIGHT, false},    {"REORDER AT", 54, 6, PAGE_RIGHT, false},
    {"FILL TO", 50, 8, PAGE_RIGHT, false},   {"EDITION", 62, 1, PAGE_LEFT, false}};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const struct sheet_section section = {"Items", "No item is kept at this school.", columns, COLUMNS};

/* A row has a name at its left, then two bars with their figures. */
enum { NAME_WIDTH = 132, FIGURE_WIDTH = 92, BAR_HEIGHT = 9, BAR_ROW = 28, LEGEND = 34 };
static const double bar_width = SHEET_WIDTH - NAME_WIDTH - FIGURE_WIDTH;

static void draw_top(struct sheet *s, const struct report *report) {
    sheet_top(s, what);
    const struct sheet_entry entries[] = {
        {"SCHOOL", s->paper->school.name, 0.4, &sheet_body},
        {"LOCATION CODE", s->paper->school.code, 0.18, &sheet_strong},
        {"SCHOOL YEAR", report->school_year, 0.18, &sheet_body},
        {"ITEMS THAT ARE LOW", mem_printf(s->mem, "%ld of %zu", report->low, report->items.count), 0.24, &sheet_strong},
    };
    sheet_entries(s, entries, sizeof entries / sizeof *entries);
}

static void draw_item(struct sheet *s, const struct stock_line *l) {
    struct table_row row = {.from = 0, .to = COLUMNS - 1};
    const long figures[] = {l->on_hand, l->incoming, l->reorder_at, l->fill_to};
    row.cell[0][0] = sheet_piece(&sheet_bold, PAGE_LINES_MOST, l->title);
    row.cell[1][0] = sheet_piece(&sheet_body, 4, l->language_names);
    row.cell[1][1] = sheet_piece(&sheet_small, 2, l->item);
    row.cell[2][0] = sheet_piece(stock_is_low(l) ? &sheet_bold : &sheet_body, 2, l->status);
    for (int i = 0; i < 4; i++)
        row.cell[3 + i][0] = sheet_figure(&sheet_body, s, figures[i]);
    row.cell[7][0] = sheet_piece(&sheet_body, 3, l->edition ? l->edition : "not known");
    if (l->superseded > 0) {
        row.beneath[0] =
            sheet_piece(&sheet_body, 2,
                        mem_printf(s->row, "REMOVE %ld copies of a superseded edition from the shelf.", l->superseded));
        row.beneath[0].space = 2;
    }
    sheet_row(s, &row);
}

/* ---- bars ---- */

static const char *program_title(const char *program) {
    return strcmp(program, program_words[0]) == 0 ? "Special education" : "Section 504";
}

/* Solid and framed bars differ without colour. */
static void draw_legend(struct sheet *s, const struct report *report, const char *program) {
    double y = s->table.y + 16, x = SHEET_MARGIN;
    page_text(s->pages, &sheet_strong, &(struct page_box){x, s->table.y, SHEET_WIDTH, 14},
              mem_printf(s->row, "%s: copies and families by language", program_title(program)));
    page_fill(s->pages, &(struct page_box){x, y + 1, 18, 8}, 0);
    page_text(s->pages, &sheet_small, &(struct page_box){x + 22, y, 150, 10}, "copies on hand, of all titles");
    page_frame(s->pages, &(struct page_box){x + 160.5, y + 1.5, 17, 7}, 1);
    page_text(s->pages, &sheet_small, &(struct page_box){x + 182, y, 300, 10},
              mem_printf(s->row, "families with a pupil in the program, %s", report->school_year));
    s->table.y += LEGEND;
}

static double bar_of(const struct report *report, long n) {
    return report->most > 0 && n > 0 ? bar_width * (double)n / (double)report->most : 0;
}

static const char *figure(struct sheet *s, long n, const char *one, const char *more) {
    return n == INT_NONE ? mem_printf(s->row, "%s not entered", more)
                         : mem_printf(s->row, "%ld %s", n, n == 1 ? one : more);
}

static void draw_bar(struct sheet *s, const struct report *report, const struct report_language *l) {
    const double x = SHEET_MARGIN + NAME_WIDTH, y = s->table.y;
    const double copies = bar_of(report, l->copies), families = bar_of(report, l->families);
    bool beside = l->own && strcmp(l->own, l->language) != 0 && page_can_draw(s->pages, l->own);
    page_text(s->pages, &sheet_bold, &(struct page_box){SHEET_MARGIN, y + 1, NAME_WIDTH - 8, 12}, l->language);
    if (beside)
        page_text(s->pages, &sheet_body, &(struct page_box){SHEET_MARGIN, y + 12, NAME_WIDTH - 8, 12}, l->own);
    if (copies > 0)
        page_fill(s->pages, &(struct page_box){x, y + 3, copies < 1 ? 1 : copies, BAR_HEIGHT}, 0);
    if (families > 0)
        page_frame(s->pages,
                   &(struct page_box){x + 0.5, y + 4 + BAR_HEIGHT, families < 2 ? 1 : families - 1, BAR_HEIGHT - 1}, 1);
    page_rule_down(s->pages, x, y + 1, 2 * BAR_HEIGHT + 5, 0.75);
    page_text(s->pages, &sheet_small, &(struct page_box){x + copies + 4, y + 2.5, FIGURE_WIDTH, 10},
              l->printed ? figure(s, l->copies, "copy", "copies") : "no printing in the catalog");
    page_text(s->pages, &sheet_small, &(struct page_box){x + families + 4, y + 3 + BAR_HEIGHT, FIGURE_WIDTH, 10},
              figure(s, l->families, "family", "families"));
    s->table.y += BAR_ROW;
    mem_reset(s->row);
    page_forget(s->pages);
}

/* A program that goes on over the page has its legend again. */
static void draw_bars(struct sheet *s, const struct report *report) {
    const struct report_language *list = report->languages.list;
    for (size_t i = 0; i < report->languages.count; i++) {
        bool first = i == 0 || strcmp(list[i].program, list[i - 1].program) != 0;
        double before = s->table.y += first ? 14 : 0;
        sheet_need(s, BAR_ROW + (first ? LEGEND + BAR_ROW : 0));
        if (first || s->table.y < before)
            draw_legend(s, report, list[i].program);
        draw_bar(s, report, &list[i]);
    }
}

static void draw(struct sheet *s) {
    const struct report *report = s->paper->of;
    const struct stock_line *list = report->items.list;
    draw_top(s, report);
    sheet_section(s, &section, report->items.count);
    for (size_t i = 0; i < report->items.count; i++)
        draw_item(s, &list[i]);
    draw_bars(s, report);
}

void stock_report_paper(struct mem *m, const struct report *of, struct paper *p) {
    p->form = "Stock report";
    p->which = date_words(m, of->date);
    p->draw = draw;
    p->of = of;
}

bool stock_report_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct report *report = mem_alloc(r->mem, sizeof *report);
    struct paper *p = paper_load(r, e);
    if (!p || !report_load(r, report, e))
        return false;
    if (!fields_has(f, "out"))
        return report_stock(r, &p->school, report, a);
    stock_report_paper(r->mem, report, p);
    return paper_answer(a, p, NULL);
}
