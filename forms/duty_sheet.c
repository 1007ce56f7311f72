#include "forms/duty_sheet.h"

#include "compliance/school/year.h"

static const char what[] =
    "For the meeting of principal and designee. It lists all responsibilities of Attachment A, Clerical Support for "
    "Special Education and Section 504, shortened and numbered by us: have the current attachment beside it.";
static const char signed_for[] =
    "We have reviewed all of these responsibilities. The designation does not release certificated staff from theirs.";

static const struct table_column columns[] = {{"#", 22, 5, PAGE_RIGHT, false},
                                              {"RESPONSIBILITY", 0, 8, PAGE_LEFT, false},
                                              {"WHO", 104, 6, PAGE_LEFT, false},
                                              {"DATE", 66, 0, PAGE_CENTER, true},
                                              {"PRINCIPAL INITIALS", 54, 0, PAGE_LEFT, true},
                                              {"DESIGNEE INITIALS", 54, 0, PAGE_LEFT, true}};

static void draw_top(struct sheet *s, const struct duties *of) {
    const struct assignment *p = of->designee.present;
    const struct sheet_entry entries[] = {
        {"SCHOOL", s->paper->school.name, 0.5, &sheet_body},
        {"LOCATION CODE", s->paper->school.code, 0.25, &sheet_strong},
        {"SCHOOL YEAR", s->paper->which, 0.25, &sheet_strong},
        {"DESIGNEE", p ? p->name : NULL, 0.5, &sheet_bold},
        {"CLASS", p ? p->class_name : NULL, 0.25, &sheet_body},
        {"DAY OF THE MEETING", p ? date_words(s->mem, p->date[DESIGNEE_MET]) : NULL, 0.25, &sheet_body},
    };
    sheet_top(s, what);
    sheet_entries(s, entries, sizeof entries / sizeof *entries);
    s->table.y += 4;
}

/* The law, and how often; the footer says which edition of the attachment is meant. */
static const char *small_words(struct mem *m, const struct duty *d) {
    const struct duty_rule *rule = &duty_rules[d->number];
    const char *words = rule->law;
    if (rule->same_as)
        return mem_printf(m, "repeats %d: see %d", rule->same_as, rule->same_as);
    return d->recurs ? mem_printf(m, "%s%s%s", words ? words : "", words ? "; " : "", d->recurs) : words;
}

static void draw_duty(struct sheet *s, const struct duties *of, const struct duty *d) {
    const struct assignment *p = of->designee.present;
    struct table_row row = {0};
    row.cell[0][0] = sheet_piece(&sheet_bold, 1, mem_printf(s->row, "%ld", d->number));
    row.cell[1][0] = sheet_piece(&sheet_body, 4, d->title);
    row.cell[1][1] = sheet_piece(&sheet_small, 2, small_words(s->row, d));
    row.cell[2][0] = d->held ? sheet_piece(d->given ? &sheet_bold : &sheet_body, 3, d->held) : sheet_blank(12);
    row.cell[3][0] = sheet_piece(&sheet_small, 1, p ? date_words(s->row, p->date[DESIGNEE_MET]) : NULL);
    row.cell[3][0].space = 1.5;
    sheet_row(s, &row);
}

static void draw_foot(struct sheet *s, const struct duties *of) {
    const struct assignment *p = of->designee.present;
    sheet_need(s, 10 + 24 + 40 + SHEET_SIGN_HEIGHT);
    s->table.y += 10;
    sheet_text(s, &sheet_body, 2, signed_for);
    sheet_sign_both(s, 40, (struct sheet_signer){"Principal", NULL},
                    (struct sheet_signer){"Designee", p ? p->name : NULL});
}

static void draw(struct sheet *s) {
    const struct duties *of = s->paper->of;
    draw_top(s, of);
    sheet_columns(s, columns, sizeof columns / sizeof *columns);
    table_head(&s->table);
    for (int i = 0; i < DUTIES; i++)
        draw_duty(s, of, &of->list[i]);
    draw_foot(s, of);
}

void duty_sheet_paper(struct mem *m, const struct duties *of, struct paper *p) {
    p->form = "Attachment A sign-off";
    p->which = year_text(m, of->designee.year);
    p->source = mem_printf(m, "%s \302\267 as of %s", duty_version, date_words(m, of->today));
    p->draw = draw;
    p->of = of;
}

bool duty_sheet_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct duties *all = mem_alloc(r->mem, sizeof *all);
    if (!duties_load(r, field_year(f, "year", year_of(r->today)), all, e))
        return false;
    struct paper *p = paper_load(r, e);
    if (!p)
        return false;
    duty_sheet_paper(r->mem, all, p);
    return paper_answer(a, p, mem_printf(r->mem, "attachment-a-%s.pdf", p->which));
}
