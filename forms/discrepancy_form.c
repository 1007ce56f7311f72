#include "forms/papers.h"
#include "forms/draw/sheet.h"

static const char form_name[] = "Discrepancy note";
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

static void draw_top(struct sheet *s, const struct paper *on, const struct discrepancy_paper *of) {
    const char *const *set = on->settings->text;
    sheet_top(s, what);
    double y = s->table.y;
    const struct sheet_entry order[] = {{"SCHOOL", s->school->name, 0.34, &sheet_body},
                                        {"LOCATION CODE", s->school->code, 0.16, &sheet_strong},
                                        {"REQUISITION IS", of->requisition->status, 0.18, &sheet_body},
                                        {"SENT", date_words(s->mem, of->requisition->sent), 0.16, &sheet_body},
                                        {"DATE OF THIS NOTE", date_words(s->mem, of->today), 0.16, &sheet_body}};
    sheet_entries(s, order, 5);
    page_rule(s->pages, SHEET_MARGIN, s->table.y, SHEET_WIDTH, 0.5);
    const struct sheet_entry who[] = {{"REQUESTER", sheet_set(set[SETTING_REQUESTER]), 0.34, &sheet_body},
                                      {"TELEPHONE", sheet_set(set[SETTING_PHONE]), 0.2, &sheet_body},
                                      {"DELIVERED", of->found->dates, 0.46, &sheet_bold}};
    sheet_entries(s, who, 3);
    page_frame(s->pages, &(struct page_box){SHEET_MARGIN, y, SHEET_WIDTH, s->table.y - y}, 1);
    s->table.y += 8;
}

static void draw_row(struct sheet *s, const struct discrepancy_line *l) {
    struct table_row row = {.from = COLUMN_TITLE, .to = COLUMNS - 1};
    const long figures[] = {l->ordered,        l->received,    l->short_by, l->damaged,
                            l->wrong_language, l->old_edition, l->over};
    const char *languages = sheet_names(s, (const char *const *)l->of->language_names, NULL, " and ");
    row.cell[COLUMN_PLACE][0] = sheet_fit(&sheet_small, mem_printf(s->row, "%ld", l->of->place));
    row.cell[COLUMN_PLACE][0].space = 1;
    row.cell[COLUMN_NUMBER][0] =
        sheet_piece(&sheet_bold, 2, l->of->material_number ? l->of->material_number : "SEE CATALOG");
    row.cell[COLUMN_TITLE][0] = sheet_piece(&sheet_bold, PAGE_LINES_MOST, l->of->title);
    row.cell[COLUMN_TITLE][1] = sheet_piece(
        &sheet_body, 4,
        l->of->edition ? mem_printf(s->row, "%s \302\267 edition %s", languages ? languages : "", l->of->edition)
                       : languages);
    for (int i = 0; i < COLUMNS - FIGURES; i++) {
        bool always = FIGURES + i <= COLUMN_ORDERED + 1; /* "0 received" says something, "0 damaged" does not */
        row.cell[FIGURES + i][0] = figures[i] == 0 && !always
                                       ? sheet_piece(&sheet_body, 1, "\342\200\223")
                                       : sheet_fit(&sheet_bold, mem_printf(s->row, "%ld", figures[i]));
    }
    row.beneath[0] = sheet_piece(&sheet_body, 6, l->asked ? l->asked : "As ordered.");
    row.beneath[0].space = 2;
    table_row(&s->table, &row);
    mem_reset(s->row);
}

static void draw_foot(struct sheet *s, const struct paper *on, const struct discrepancy *d) {
    const char *name = sheet_set(on->settings->text[SETTING_REQUESTER]);
    sheet_need(s, 100);
    s->table.y += 8;
    sheet_text(s, &sheet_body, 3,
               mem_printf(s->mem,
                          "%zu of %zu lines differ%s from the order. Please do for each what stands under it, and "
                          "tell us the day of the delivery.",
                          d->different, d->count, d->different == 1 ? "s" : ""));
    sheet_sign_both(s, 40, (struct sheet_signer){"Prepared by \302\267 signature", name},
                    (struct sheet_signer){"Approved by the principal \302\267 signature", NULL});
}

bool discrepancy_note(struct mem *m, const struct paper *on, const struct discrepancy_paper *of, struct buf *pdf,
                      struct err *e) {
    struct sheet s = {.mem = m,
                      .school = on->school,
                      .form = form_name,
                      .which = of->requisition->number,
                      .fonts = on->fonts,
                      .err = e};
    if (!sheet_open(&s))
        return false;
    draw_top(&s, on, of);
    sheet_columns(&s, columns, COLUMNS);
    table_head(&s.table);
    for (size_t i = 0; i < of->found->count && !pages_failed(s.pages, e); i++)
        draw_row(&s, &of->found->list[i]);
    draw_foot(&s, on, of->found);
    bool ok = sheet_bytes(&s, "Copies, not units of issue", pdf);
    sheet_close(&s);
    return ok;
}
