#include "forms/day_sheet.h"

#include "office/report.h"

static const char what[] =
    "The record of this day. Copies and steps are those of the day itself, even where they were entered later.";
static const char chosen[] = "They were made on this day, or entered something of this day on another one.";
static const char checked[] = "To check the record later, verify it against these digits: that shows whether anything "
                              "recorded up to here was changed.";

static const struct table_column moved_columns[] = {
    {"WHAT", 70, 6, PAGE_LEFT, false},    {"GUIDE", 0, 6, PAGE_LEFT, false}, {"LANGUAGE", 102, 6, PAGE_LEFT, false},
    {"REASON", 104, 6, PAGE_LEFT, false}, {"HOW", 38, 4, PAGE_LEFT, false},  {"COPIES", 44, 1, PAGE_RIGHT, false}};
static const struct table_column step_columns[] = {{"REQUISITION", 92, 6, PAGE_LEFT, false},
                                                   {"CAME TO", 84, 6, PAGE_LEFT, false},
                                                   {"BY", 110, 6, PAGE_LEFT, false},
                                                   {"NOTE", 0, 1, PAGE_LEFT, false}};
static const struct table_column change_columns[] = {{"PLACE", 46, 8, PAGE_RIGHT, false},
                                                     {"AT", 92, 6, PAGE_LEFT, false},
                                                     {"BY", 100, 6, PAGE_LEFT, false},
                                                     {"WHAT", 110, 6, PAGE_LEFT, false},
                                                     {"TO WHAT", 0, 1, PAGE_LEFT, false}};

static const struct sheet_section moved_section = {"Copies", "No copies moved on this day.", moved_columns,
                                                   sizeof moved_columns / sizeof *moved_columns};
static const struct sheet_section step_section = {"Requisitions", "No requisition took a step on this day.",
                                                  step_columns, sizeof step_columns / sizeof *step_columns};
static const struct sheet_section change_section = {"Changes of the record", "The record was not changed.",
                                                    change_columns, sizeof change_columns / sizeof *change_columns};

static void draw_top(struct sheet *s, const struct day *day) {
    sheet_top(s, what);
    const struct sheet_entry entries[] = {
        {"SCHOOL", s->paper->school.name, 0.34, &sheet_body},
        {"LOCATION CODE", s->paper->school.code, 0.15, &sheet_strong},
        {"DAY", day->date_words, 0.31, &sheet_bold},
        {"GUIDES GIVEN", mem_printf(s->mem, "%ld", day->handed_out), 0.2, &sheet_strong}};
    sheet_entries(s, entries, sizeof entries / sizeof *entries);
}

static void draw_moved(struct sheet *s, const struct day *day) {
    const struct day_moved *list = day->moved.list;
    sheet_section(s, &moved_section, day->moved.count);
    for (size_t i = 0; i < day->moved.count; i++) {
        const struct day_moved *v = &list[i];
        struct table_row row = {0};
        row.cell[0][0] = sheet_piece(&sheet_body, 2, v->what);
        row.cell[1][0] = sheet_piece(&sheet_bold, PAGE_LINES_MOST, v->title);
        row.cell[2][0] = sheet_piece(&sheet_body, 4, v->languages);
        row.cell[2][1] = sheet_piece(&sheet_small, 2, v->item);
        row.cell[3][0] = sheet_piece(&sheet_body, 3, v->reason);
        row.cell[4][0] = sheet_piece(&sheet_body, 1, v->how);
        row.cell[5][0] = sheet_figure(&sheet_bold, s, v->copies);
        sheet_row(s, &row);
    }
}

static void draw_steps(struct sheet *s, const struct day *day) {
    const struct day_step *list = day->steps.list;
    sheet_section(s, &step_section, day->steps.count);
    for (size_t i = 0; i < day->steps.count; i++) {
        struct table_row row = {0};
        row.cell[0][0] = sheet_piece(&sheet_bold, 1, list[i].number);
        row.cell[1][0] = sheet_piece(&sheet_body, 2, list[i].to);
        row.cell[2][0] = sheet_piece(&sheet_body, 3, list[i].by);
        row.cell[3][0] = sheet_piece(&sheet_body, 10, list[i].note);
        sheet_row(s, &row);
    }
}

static void draw_changes(struct sheet *s, const struct day *day) {
    const struct day_change *list = day->changes.list;
    sheet_section(s, &change_section, day->changes.count);
    for (size_t i = 0; i < day->changes.count; i++) {
        struct table_row row = {0};
        row.cell[0][0] = sheet_figure(&sheet_body, s, list[i].place);
        row.cell[1][0] = sheet_piece(&sheet_body, 1, list[i].time);
        row.cell[2][0] = sheet_piece(&sheet_body, 3, list[i].by);
        row.cell[3][0] = sheet_piece(&sheet_body, 2, list[i].what);
        row.cell[4][0] = sheet_piece(&sheet_body, 6, list[i].subject);
        sheet_row(s, &row);
    }
    s->table.y += 4;
    sheet_text(s, &sheet_small, 3,
               mem_printf(s->mem, "%ld change%s. %s", day->change_count, day->change_count == 1 ? "" : "s", chosen));
}

/* The head of the chain and the signature stay on one page: whoever signs, signs this head. */
static void draw_head(struct sheet *s, const struct day *day) {
    const struct page_style digits = {.size = 11, .lead = 14, .weight = PAGE_BOLD};
    const double height = 46, inside = SHEET_WIDTH - 16;
    sheet_need(s, 8 + height + 34 + SHEET_SIGN_HEIGHT);
    struct page_box box = {SHEET_MARGIN, s->table.y + 8, SHEET_WIDTH, height};
    const struct page_style fit = page_fit(s->pages, &digits, inside, 7, day->head);
    page_frame(s->pages, &box, 1);
    page_text(s->pages, &sheet_label, &(struct page_box){box.x + 8, box.y + 4, inside, 9},
              mem_printf(s->mem, "HEAD OF THE CHAIN AT PLACE %ld", day->head_place));
    page_text(s->pages, &fit, &(struct page_box){box.x + 8, box.y + 14, inside, 14}, day->head);
    page_text(s->pages, &sheet_small, &(struct page_box){box.x + 8, box.y + 31, inside, 10}, checked);
    s->table.y = box.y + height;
    const struct page_box at = {SHEET_MARGIN, s->table.y + 34, SHEET_WIDTH / 2.0 - 12, SHEET_SIGN_HEIGHT};
    sheet_sign(s, &at, (struct sheet_signer){"Checked and filed by", sheet_requester(s)});
}

static void draw(struct sheet *s) {
    const struct day *day = s->paper->of;
    draw_top(s, day);
    draw_moved(s, day);
    draw_steps(s, day);
    draw_changes(s, day);
    draw_head(s, day);
}

void day_sheet_paper(struct mem *m, const struct day *of, struct paper *p) {
    p->form = "Day-end sheet";
    p->which = date_words(m, of->date);
    p->draw = draw;
    p->of = of;
}

bool day_sheet_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct day *day = mem_alloc(r->mem, sizeof *day);
    if (!day_load(r, field_date(f, "date", r->today), day, e))
        return false;
    if (!fields_has(f, "out"))
        return report_day(r, day, a);
    struct paper *p = paper_load(r, e);
    if (!p)
        return false;
    day_sheet_paper(r->mem, day, p);
    return paper_answer(a, p, NULL);
}
