#include "forms/issue_log.h"

#include "inventory/shelf/movement.h"

static const char what[] =
    "Write one line for each hand-out, on the day itself. The line proves that the guide was given: why, in which "
    "language and edition, how, and by whom.";
static const char privacy[] = "Never write a student's name, birth date or number here: the log needs none.";
static const char later[] =
    "At the end of the day, enter each line as copies handed out, with its reason and how it was given.";

enum { TICK_FIRST = 5, TICK_LAST = 7, COLUMNS = 10, REASONS_HEAD = 22, REASON_LEAD = 10 };
static const double row_height = 24, line_height = 13; /* of a row; of the empty line in it */

static const struct table_column columns[COLUMNS] = {
    {"DATE", 50, 0, PAGE_LEFT, true},
    {"GUIDE", 0, 0, PAGE_LEFT, true},
    {"LANGUAGE", 76, 0, PAGE_LEFT, true},
    {"EDITION", 62, 0, PAGE_LEFT, true},
    {"REASON (1 TO 8)", 44, 0, PAGE_LEFT, true},
    {"PAPER", 34, 0, PAGE_LEFT, true},
    {"E-MAIL", 36, 0, PAGE_LEFT, true},
    {"WEB", 32, 0, PAGE_LEFT, true},
    {"COPIES", 40, 0, PAGE_LEFT, true},
    {"GIVEN BY (INITIALS)", 56, 0, PAGE_LEFT, true},
};

static void draw_top(struct sheet *s) {
    sheet_top(s, what);
    const struct sheet_entry entries[] = {{"SCHOOL", s->paper->school.name, 0.46, &sheet_body},
                                          {"LOCATION CODE", s->paper->school.code, 0.18, &sheet_strong},
                                          {"FROM", NULL, 0.18, &sheet_body},
                                          {"THROUGH", NULL, 0.18, &sheet_body}};
    sheet_entries(s, entries, sizeof entries / sizeof *entries);
    s->table.y += 6;
    sheet_text(s, &sheet_bold, 2, privacy);
    s->table.y += 4;
}

static size_t reason_count(void) {
    size_t n = 0;
    while (issue_reasons[n].name)
        n++;
    return n;
}

/* Each reason: its number, the word that the record keeps, what it means, its citation. */
static void draw_reasons(struct sheet *s) {
    const struct page_style name = {.size = 7.5, .lead = 9.5, .weight = PAGE_BOLD};
    double x = SHEET_MARGIN, y = s->table.y + 6;
    page_text(s->pages, &sheet_bold, &(struct page_box){x, y, 60, 12}, "Reasons");
    page_text(s->pages, &sheet_small_right, &(struct page_box){x + 60, y + 1, SHEET_WIDTH - 60, 10}, later);
    y += REASONS_HEAD - 8;
    for (size_t i = 0; i < reason_count(); i++, y += REASON_LEAD) {
        page_text(s->pages, &name, &(struct page_box){x, y, 16, 10}, mem_printf(s->row, "%zu", i + 1));
        page_text(s->pages, &name, &(struct page_box){x + 16, y, 96, 10}, issue_reasons[i].name);
        page_text(s->pages, &sheet_small, &(struct page_box){x + 114, y, 250, 10}, issue_reasons[i].words);
        page_text(s->pages, &sheet_small, &(struct page_box){x + 366, y, SHEET_WIDTH - 366, 10},
                  issue_reasons[i].citation);
    }
}

static void draw(struct sheet *s) {
    struct table_row row = {0};
    draw_top(s);
    sheet_columns(s, columns, COLUMNS);
    table_head(&s->table);
    row.cell[0][0] = (struct table_piece){.kind = TABLE_TEXT, .style = &sheet_body, .most = 1, .space = line_height};
    for (int c = TICK_FIRST; c <= TICK_LAST; c++)
        row.cell[c][0] = (struct table_piece){.kind = TABLE_TICK, .height = line_height};
    while (s->table.y + row_height + REASONS_HEAD + (double)reason_count() * REASON_LEAD <= SHEET_BOTTOM)
        table_row(&s->table, &row);
    draw_reasons(s);
}

void issue_log_paper(struct paper *p) {
    p->form = "Guides handed out";
    p->draw = draw;
}

bool issue_log_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct paper *p = paper_load(r, e);
    (void)f;
    if (!p)
        return false;
    issue_log_paper(p);
    return paper_answer(a, p, "issue-log.pdf");
}
