#include "forms/count_sheet.h"

#include "forms/draw/table.h"

#include <string.h>

static const char form_title[] = "Count sheet";
static const char form_what[] = "Write the copies that are there: 0 where there are none. A row left blank was not "
                                "counted, and keeps its record.";

/* Modules as on the requisition: whole dots of the printer. */
static const double margin = 30, bar_module = 0.72, bar_height = 18;
static const double page_bottom = PAGE_WIDTH - 44;
enum { WIDTH = PAGE_HEIGHT - 60 };

static const struct page_style title = {.size = 15, .lead = 19, .weight = PAGE_BOLD};
static const struct page_style body = {.size = 9.5, .lead = 12};
static const struct page_style bold = {.size = 9.5, .lead = 12, .weight = PAGE_BOLD};
static const struct page_style digits = {.size = 9.5, .lead = 11, .weight = PAGE_BOLD};
static const struct page_style small = {.size = 7.5, .lead = 9.5};
static const struct page_style small_right = {.size = 7.5, .lead = 9.5, .align = PAGE_RIGHT};

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
    [COLUMN_TITLE] = {"PUBLICATION AND CODE", 0, 8, PAGE_LEFT, false}, /* what the others leave */
    [COLUMN_LANGUAGE] = {"LANGUAGE", 80, 6, PAGE_LEFT, false},
    [COLUMN_EDITION] = {"EDITION", 80, 6, PAGE_LEFT, false},
    [COLUMN_RECORD] = {"RECORD", 40, 8, PAGE_RIGHT, false},
    [COLUMN_COUNT] = {"COUNTED", 80, 0, PAGE_LEFT, true},
    [COLUMN_NOTE] = {"NOTE", 120, 0, PAGE_LEFT, true},
};

struct sheet {
    struct mem *mem, *row; /* row: emptied after each line */
    const struct count_paper *paper;
    struct pages *pages;
    struct table table;
    struct table_column columns[COLUMNS];
    struct err *err;
};

/* ---- the head of each page ---- */

static double draw_to_write(struct sheet *s, double x, double y, double width, const char *what) {
    double wide = page_width(s->pages, &small, what) + 4;
    page_text(s->pages, &small, &(struct page_box){x, y - 8, wide, 10}, what);
    page_blank(s->pages, x + wide, y, width - wide);
    return x + width + 14;
}

/* On each page: two people may share a shelf. */
static void draw_who(struct sheet *s, double y) {
    double x = draw_to_write(s, margin, y, 235, "Counted by");
    x = draw_to_write(s, x, y, 110, "Date");
    x = draw_to_write(s, x, y, 235, "Checked by");
    draw_to_write(s, x, y, 110, "Date");
}

static void draw_head(struct sheet *s) {
    const double y = 30, right = margin + WIDTH;
    const struct school *school = s->paper->school;
    struct page_style right_bold = bold;
    right_bold.align = PAGE_RIGHT;
    const char *where = mem_printf(s->mem, "%s \302\267 %s", school->code, school->name);
    const char *when =
        mem_printf(s->mem, "Count %ld \302\267 printed %s", s->paper->count, date_words(s->mem, s->paper->date));
    page_text(s->pages, &title, &(struct page_box){margin, y - 2, 200, 19}, form_title);
    page_text(s->pages, &right_bold, &(struct page_box){right - 420, y, 420, 12}, where);
    page_text(s->pages, &small_right, &(struct page_box){right - 220, y + 13, 220, 10}, when);
    page_text(s->pages, &small, &(struct page_box){margin, y + 18, 500, 10}, form_what);
    page_rule(s->pages, margin, y + 32, WIDTH, 1);
    draw_who(s, y + 56);
    s->table.y = y + 60;
}

static void turn(void *where, struct table *t) {
    (void)t;
    struct sheet *s = where;
    page_add(s->pages);
    draw_head(s);
}

/* ---- rows ---- */

static struct table_piece text_piece(const struct page_style *style, int most, const char *text) {
    return (struct table_piece){.kind = TABLE_TEXT, .style = style, .text = text, .most = most};
}

static bool put_number(struct sheet *s, const struct shelf_row *row, struct table_piece *cell) {
    const char *number = row->of->material_number;
    if (!number) {
        cell[0] = text_piece(&bold, 2, "SEE CATALOG");
        return true;
    }
    struct barcode *bars = mem_alloc(s->row, sizeof *bars);
    if (!barcode_number(s->row, number, bars, s->err))
        return false;
    cell[0] = (struct table_piece){.kind = TABLE_BARS, .bars = bars, .height = bar_height, .space = 1};
    cell[1] = text_piece(&digits, 1, number);
    cell[1].space = 0.5;
    return true;
}

/* Where two editions stand on two rows, which is which must be seen before counting. */
static void put_edition(struct sheet *s, const struct shelf_row *row, bool several, struct table_piece *cell) {
    bool current = !row->superseded && row->from == DATE_NONE;
    const char *name = row->edition;
    if (!name && several)
        name = current ? "the current one" : mem_printf(s->row, "edition #%ld", row->edition_number);
    cell[0] = text_piece(&body, 2, name);
    if (row->superseded) {
        cell[1] = text_piece(&bold, 1, "REMOVE");
        cell[2] = text_piece(&small, 1, "superseded");
    } else if (!current) {
        cell[1] = text_piece(&small, 3, mem_printf(s->row, "not in use before %s", date_words(s->row, row->from)));
    }
}

static bool draw_row(struct sheet *s, const struct shelf_row *line, bool several) {
    struct table_row row = {0};
    const struct item *of = line->of;
    if (!put_number(s, line, row.cell[COLUMN_NUMBER]))
        return false;
    row.cell[COLUMN_TITLE][0] = text_piece(&bold, 4, of->short_title);
    if (of->own_title && *of->own_title && page_can_draw(s->pages, of->own_title))
        row.cell[COLUMN_TITLE][1] = text_piece(&body, 2, of->own_title);
    row.cell[COLUMN_TITLE][2] = text_piece(&small, 2, mem_printf(s->row, "%s \302\267 %s", of->code, of->kind));
    row.cell[COLUMN_LANGUAGE][0] = text_piece(&body, 4, item_language_names(s->row, s->paper->languages, of));
    put_edition(s, line, several, row.cell[COLUMN_EDITION]);
    if (!s->paper->blind) {
        row.cell[COLUMN_RECORD][0] = (struct table_piece){
            .kind = TABLE_FIT, .style = &small, .space = 1.5, .text = mem_printf(s->row, "%ld", line->on_hand)};
    }
    table_row(&s->table, &row);
    mem_reset(s->row);
    return !pages_failed(s->pages, s->err);
}

static bool draw_rows(struct sheet *s) {
    const struct shelf *shelf = s->paper->shelf;
    table_head(&s->table);
    if (shelf->count == 0) {
        struct table_row row = {.from = COLUMN_NUMBER, .to = COLUMN_EDITION};
        row.beneath[0] = text_piece(&body, 1, "There is nothing to count: the catalog has no items.");
        table_row(&s->table, &row);
    }
    for (size_t i = 0; i < shelf->count; i++) {
        const struct shelf_row *row = &shelf->list[i];
        bool several = (i > 0 && row[-1].of == row->of) || (i + 1 < shelf->count && row[1].of == row->of);
        if (!draw_row(s, row, several))
            return false;
    }
    return true;
}

/* ---- the whole ---- */

static void set_columns(struct sheet *s) {
    double rest = WIDTH;
    memcpy(s->columns, columns, sizeof columns);
    if (s->paper->blind) { /* its width goes to the note */
        s->columns[COLUMN_NOTE].width += s->columns[COLUMN_RECORD].width;
        s->columns[COLUMN_RECORD] = (struct table_column){NULL, 0, 0, PAGE_LEFT, false};
    }
    for (int i = 0; i < COLUMNS; i++)
        rest -= s->columns[i].width;
    s->columns[COLUMN_TITLE].width = rest;
    s->table = (struct table){s->pages, s->columns, COLUMNS, margin, 0, page_bottom, bar_module, turn, s};
}

static bool draw_sheet(struct sheet *s, struct buf *pdf) {
    const struct school *school = s->paper->school;
    set_columns(s);
    page_add(s->pages);
    draw_head(s);
    if (!draw_rows(s))
        return false;
    pages_footer(s->pages, mem_printf(s->mem, "%s \302\267 %s %s", form_title, school->code, school->name),
                 mem_printf(s->mem, "Enter it: guidestock count enter ITEM COPIES, or scan the number instead of "
                                    "typing the code"),
                 margin);
    return pages_bytes(s->pages, pdf, s->err);
}

bool count_sheet(struct mem *m, const struct count_paper *paper, struct buf *pdf, struct err *e) {
    struct sheet s = {.mem = m, .paper = paper, .err = e};
    const struct page_about about = {mem_printf(m, "%s, count %ld", form_title, paper->count), paper->school->name,
                                     "en-US", paper->fonts, true};
    if (!pages_open(&s.pages, m, &about, e))
        return false;
    s.row = mem_new();
    bool ok = draw_sheet(&s, pdf);
    mem_free(s.row);
    pages_close(s.pages);
    return ok;
}

bool count_sheet_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct school school = {0};
    struct languages languages = {0};
    struct shelf shelf = {0};
    struct count c = {0};
    struct trail t;
    bool kept = false;
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = school_load(r, &school, e) && languages_load(r, &languages, e) && count_shelf(r, &shelf, e) &&
              count_find(r, "open", &c, e) && count_put_sheet(&t, &c, &kept, e);
    const struct count_paper paper = {.school = &school,
                                      .languages = &languages,
                                      .shelf = &shelf,
                                      .count = c.id,
                                      .date = r->today,
                                      .blind = fields_has(f, "blind")};
    ok = ok && count_sheet(r->mem, &paper, &a->bytes, e);
    const char *detail = mem_printf(r->mem, "%zu rows%s%s", shelf.count, kept ? "; compared with the sheet of " : "",
                                    kept ? date_iso(r->mem, c.sheet_on) : "");
    if (!trail_end(&t, ok, "count sheet", mem_printf(r->mem, "count %ld", c.id), detail, e))
        return false;
    if (kept)
        answer_note(r, a,
                    "count %ld has figures already: they are compared with the record of its first sheet, of %s. What "
                    "is counted from this one, enter with --now",
                    c.id, date_iso(r->mem, c.sheet_on));
    a->form = ANSWER_BYTES;
    a->file_name = mem_printf(r->mem, "count-sheet-%s.pdf", date_iso(r->mem, r->today));
    return true;
}
