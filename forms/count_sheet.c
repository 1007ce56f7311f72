#include "forms/count_sheet.h"

#include <string.h>

static const char what[] =
    "Write the copies that are there: 0 where there are none. A blank row means not counted: its "
    "record does not change.";

static const double margin = SHEET_MARGIN, bar_height = 18;
static const struct page_style digits = {.size = 9.5, .lead = 11, .weight = PAGE_BOLD};

enum {
    COLUMN_NUMBER,
    COLUMN_TITLE,
    COLUMN_LANGUAGE,
    COLUMN_EDITION,
    COLUMN_RECORD,
    COLUMN_COUNT,
    COLUMN_NOTE,
    COLUMNS
};

static const struct table_column columns[COLUMNS] = {
    [COLUMN_NUMBER] = {"MATERIAL NUMBER", 86, 12, PAGE_LEFT, false},
    [COLUMN_TITLE] = {"PUBLICATION AND CODE", 246, 8, PAGE_LEFT, false},
    [COLUMN_LANGUAGE] = {"LANGUAGE", 80, 6, PAGE_LEFT, false},
    [COLUMN_EDITION] = {"EDITION", 80, 6, PAGE_LEFT, false},
    [COLUMN_RECORD] = {"RECORD", 0, 8, PAGE_RIGHT, false}, /* takes what the others leave */
    [COLUMN_COUNT] = {"COUNTED", 80, 0, PAGE_LEFT, true},
    [COLUMN_NOTE] = {"NOTE", 120, 0, PAGE_LEFT, true},
};

/* ---- the head of each page ---- */

static double draw_to_write(struct sheet *s, double x, double y, double width, const char *words) {
    double wide = page_width(s->pages, &sheet_small, words) + 4;
    page_text(s->pages, &sheet_small, &(struct page_box){x, y - 8, wide, 10}, words);
    page_blank(s->pages, x + wide, y, width - wide);
    return x + width + 14;
}

/* Every page has these blanks, because two people may share a shelf. */
static void draw_who(struct sheet *s, double y) {
    double x = draw_to_write(s, margin, y, 235, "Counted by");
    x = draw_to_write(s, x, y, 110, "Date");
    x = draw_to_write(s, x, y, 235, "Checked by");
    draw_to_write(s, x, y, 110, "Date");
}

static void draw_head(struct sheet *s) {
    const struct count_paper *of = s->paper->of;
    const double y = 30, right = margin + s->width;
    struct page_style right_bold = sheet_bold;
    right_bold.align = PAGE_RIGHT;
    const char *where = mem_printf(s->mem, "%s \302\267 %s", s->paper->school.code, s->paper->school.name);
    const char *when = mem_printf(s->mem, "Count %ld \302\267 printed %s", of->count, date_words(s->mem, of->date));
    page_text(s->pages, &sheet_title, &(struct page_box){margin, y - 2, 200, 19}, s->paper->form);
    page_text(s->pages, &right_bold, &(struct page_box){right - 420, y, 420, 12}, where);
    page_text(s->pages, &sheet_small_right, &(struct page_box){right - 220, y + 13, 220, 10}, when);
    page_text(s->pages, &sheet_small, &(struct page_box){margin, y + 18, 500, 10}, what);
    page_rule(s->pages, margin, y + 32, s->width, 1);
    draw_who(s, y + 56);
    s->table.y = y + 60;
}

/* ---- rows ---- */

static void put_number(struct sheet *s, const char *number, struct table_piece *cell) {
    if (number)
        sheet_bars(s, number, bar_height, &digits, cell);
    else
        cell[0] = sheet_piece(&sheet_bold, 2, sheet_no_number);
}

/* Two editions of an item have a row each: the counter must see which is which. */
static void put_edition(struct sheet *s, const struct shelf_row *row, bool several, struct table_piece *cell) {
    bool current = !row->superseded && row->from == DATE_NONE;
    const char *name = row->edition;
    if (!name && several)
        name = current ? "the current one" : mem_printf(s->row, "edition #%ld", row->edition_number);
    cell[0] = sheet_piece(&sheet_body, 2, name);
    if (row->superseded) {
        cell[1] = sheet_piece(&sheet_bold, 1, "REMOVE");
        cell[2] = sheet_piece(&sheet_small, 1, "superseded");
    } else if (!current) {
        cell[1] =
            sheet_piece(&sheet_small, 3, mem_printf(s->row, "not in use before %s", date_words(s->row, row->from)));
    }
}

static void draw_row(struct sheet *s, const struct shelf_row *line, bool several) {
    const struct count_paper *paper = s->paper->of;
    struct table_row row = {0};
    const struct item *of = line->of;
    put_number(s, of->material_number, row.cell[COLUMN_NUMBER]);
    row.cell[COLUMN_TITLE][0] = sheet_piece(&sheet_bold, 4, of->short_title);
    if (sheet_set(of->own_title) && page_can_draw(s->pages, of->own_title))
        row.cell[COLUMN_TITLE][1] = sheet_piece(&sheet_body, 2, of->own_title);
    row.cell[COLUMN_TITLE][2] = sheet_piece(&sheet_small, 2, mem_printf(s->row, "%s \302\267 %s", of->code, of->kind));
    row.cell[COLUMN_LANGUAGE][0] = sheet_piece(&sheet_body, 4, item_language_names(s->row, &paper->languages, of));
    put_edition(s, line, several, row.cell[COLUMN_EDITION]);
    if (!paper->blind) {
        row.cell[COLUMN_RECORD][0] = sheet_figure(&sheet_small, s, line->on_hand);
        row.cell[COLUMN_RECORD][0].space = 1.5;
    }
    sheet_row(s, &row);
}

static void draw_rows(struct sheet *s, const struct shelf *shelf) {
    table_head(&s->table);
    if (shelf->count == 0) {
        struct table_row row = {.from = COLUMN_NUMBER, .to = COLUMN_EDITION};
        row.beneath[0] = sheet_piece(&sheet_body, 1, "There is nothing to count: the catalog has no items.");
        table_row(&s->table, &row);
    }
    for (size_t i = 0; i < shelf->count; i++) {
        const struct shelf_row *row = &shelf->list[i];
        bool several = (i > 0 && row[-1].of == row->of) || (i + 1 < shelf->count && row[1].of == row->of);
        draw_row(s, row, several);
    }
}

static void draw(struct sheet *s) {
    const struct count_paper *of = s->paper->of;
    struct table_column own[COLUMNS];
    memcpy(own, columns, sizeof columns);
    if (of->blind) { /* the note takes the width that the record would have */
        own[COLUMN_RECORD] = (struct table_column){NULL, 0, 0, PAGE_LEFT, false};
        own[COLUMN_NOTE].width += 40;
    }
    page_add(s->pages);
    draw_head(s);
    sheet_columns(s, own, COLUMNS);
    draw_rows(s, &of->shelf);
}

void count_sheet_paper(struct mem *m, const struct count_paper *of, struct paper *p) {
    p->form = "Count sheet";
    p->which = mem_printf(m, "count %ld", of->count);
    p->source = "Enter the copies in this count; the barcode can be scanned instead of typing the code";
    p->landscape = true;
    p->head = draw_head;
    p->draw = draw;
    p->of = of;
}

bool count_sheet_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct count_paper *of = mem_alloc(r->mem, sizeof *of);
    struct paper *p = paper_load(r, e);
    struct count c = {0};
    struct trail t;
    bool kept = false;
    if (!p || !trail_begin(&t, r, e))
        return false;
    bool ok = languages_load(r, &of->languages, e) && count_shelf(r, &of->shelf, e) && count_find(r, "open", &c, e) &&
              count_put_sheet(&t, &c, &kept, e);
    const char *detail =
        mem_printf(r->mem, "%zu rows%s%s", of->shelf.count, kept ? "; compared with the sheet of " : "",
                   kept ? date_iso(r->mem, c.sheet_on) : "");
    if (!trail_end(&t, ok, "count sheet", mem_printf(r->mem, "count %ld", c.id), detail, e))
        return false;
    of->count = c.id;
    of->date = r->today;
    of->blind = fields_has(f, "blind");
    count_sheet_paper(r->mem, of, p);
    if (kept)
        answer_note_next(r, a,
                         hint_new(r->mem, "To enter what is counted from this sheet", "count enter", "item", hint_blank,
                                  "quantity", hint_blank, "now", "yes", NULL),
                         "count %ld has figures already: they are compared with the record of its first sheet, of %s",
                         c.id, date_iso(r->mem, c.sheet_on));
    return paper_answer(a, p, mem_printf(r->mem, "count-sheet-%s.pdf", date_iso(r->mem, r->today)));
}
