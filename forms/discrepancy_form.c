#include "forms/discrepancy_form.h"

static const char what[] = "To the Stores Warehouse: what was delivered differs from what was ordered. Received are "
                           "good copies and those of an old edition. Damaged copies and those in another language are "
                           "not received: they are still owed. Short is what did not come at all.";

enum { COLUMN_PLACE, COLUMN_NUMBER, COLUMN_TITLE, FIGURES, COLUMN_ORDERED = FIGURES, COLUMNS = FIGURES + 7 };

static const struct table_column columns[COLUMNS] = {
    [COLUMN_PLACE] = {"#", 22, 5, PAGE_LEFT, false},
    [COLUMN_NUMBER] = {"MATERIAL NUMBER", 78, 6, PAGE_LEFT, false},
    [COLUMN_TITLE] = {"PUBLICATION", 0, 6, PAGE_LEFT, false},
    {"ORDERED", 45, 5, PAGE_RIGHT, false},
    {"RECEIVED", 47, 5, PAGE_RIGHT, false},
    {"SHORT", 38, 5, PAGE_RIGHT, false},
    {"DAMAGED", 46, 5, PAGE_RIGHT, false},
    {"WRONG LANGUAGE", 54, 5, PAGE_RIGHT, false},
    {"OLD EDITION", 44, 5, PAGE_RIGHT, false},
    {"OVER", 34, 1, PAGE_RIGHT, false},
};

static void draw_top(struct sheet *s, const struct discrepancy_form *of) {
    const char *const *set = s->paper->settings.text;
    const struct sheet_entry entries[] = {
        {"SCHOOL", s->paper->school.name, 0.34, &sheet_body},
        {"LOCATION CODE", s->paper->school.code, 0.16, &sheet_strong},
        {"REQUISITION IS", of->requisition.status, 0.18, &sheet_body},
        {"SENT", date_words(s->mem, of->requisition.sent), 0.16, &sheet_body},
        {"DATE OF THIS NOTE", date_words(s->mem, of->today), 0.16, &sheet_body},
        {"REQUESTER", sheet_requester(s), 0.34, &sheet_body},
        {"TELEPHONE", sheet_set(set[SETTING_PHONE]), 0.2, &sheet_body},
        {"DELIVERED", of->found.dates, 0.46, &sheet_bold},
    };
    sheet_top(s, what);
    sheet_entries(s, entries, sizeof entries / sizeof *entries);
    s->table.y += 8;
}

static void draw_row(struct sheet *s, const struct discrepancy_line *l) {
    struct table_row row = {.from = COLUMN_TITLE, .to = COLUMNS - 1};
    const long figures[] = {l->ordered,        l->received,    l->short_by, l->damaged,
                            l->wrong_language, l->old_edition, l->over};
    const char *languages = sheet_names(s, (const char *const *)l->of->language_names, NULL, " and ");
    row.cell[COLUMN_PLACE][0] = sheet_figure(&sheet_small, s, l->of->place);
    row.cell[COLUMN_PLACE][0].space = 1;
    row.cell[COLUMN_NUMBER][0] =
        sheet_piece(&sheet_bold, 2, l->of->material_number ? l->of->material_number : sheet_no_number);
    row.cell[COLUMN_TITLE][0] = sheet_piece(&sheet_bold, PAGE_LINES_MOST, l->of->title);
    row.cell[COLUMN_TITLE][1] = sheet_piece(
        &sheet_body, 4,
        l->of->edition ? mem_printf(s->row, "%s \302\267 edition %s", languages ? languages : "", l->of->edition)
                       : languages);
    for (int i = 0; i < COLUMNS - FIGURES; i++) {
        bool always = FIGURES + i <= COLUMN_ORDERED + 1; /* "0 received" matters, "0 damaged" does not */
        row.cell[FIGURES + i][0] = figures[i] == 0 && !always ? sheet_piece(&sheet_body, 1, "\342\200\223")
                                                              : sheet_figure(&sheet_bold, s, figures[i]);
    }
    row.beneath[0] = sheet_piece(&sheet_body, 6, l->asked ? l->asked : "As ordered.");
    row.beneath[0].space = 2;
    sheet_row(s, &row);
}

static void draw_foot(struct sheet *s, const struct discrepancy *d) {
    sheet_need(s, 100);
    s->table.y += 8;
    sheet_text(s, &sheet_body, 3,
               mem_printf(s->mem,
                          "%zu of %zu lines differ%s from the order. Please do what is asked under each of them, and "
                          "tell us the day of the delivery.",
                          d->different, d->count, d->different == 1 ? "s" : ""));
    sheet_sign_both(s, 40, (struct sheet_signer){"Prepared by", sheet_requester(s)},
                    (struct sheet_signer){"Approved by the principal", NULL});
}

static void draw(struct sheet *s) {
    const struct discrepancy_form *of = s->paper->of;
    draw_top(s, of);
    sheet_columns(s, columns, COLUMNS);
    table_head(&s->table);
    for (size_t i = 0; i < of->found.count; i++)
        draw_row(s, &of->found.list[i]);
    draw_foot(s, &of->found);
}

void discrepancy_paper(const struct discrepancy_form *of, struct paper *p) {
    p->form = "Discrepancy note";
    p->which = of->requisition.number;
    p->source = "Copies, not units of issue";
    p->draw = draw;
    p->of = of;
}

bool discrepancy_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct discrepancy_form *of = mem_alloc(r->mem, sizeof *of);
    of->today = r->today;
    if (!requisition_load(r, field_text(f, "requisition"), &of->requisition, e) ||
        !discrepancy_load(r, &of->requisition, &of->found, e))
        return false;
    struct paper *p = paper_load(r, e);
    if (!p)
        return false;
    discrepancy_paper(of, p);
    return paper_answer(a, p, mem_printf(r->mem, "%s-discrepancy.pdf", of->requisition.number));
}
