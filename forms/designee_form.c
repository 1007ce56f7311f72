#include "forms/designee_form.h"

#include "compliance/school/year.h"

static const char what[] =
    "The school's own record of the section \"Clerical Support for Special Education and Section 504\" of the School "
    "Designee Form (Principal's Portal, Actions). It is not the district's form, and does not take its place.";
static const char released[] =
    "This designation does not release certificated staff from their responsibilities related to all aspects of "
    "special education and Section 504 compliance in their roles as administrators and teachers (REF-5640.9).";

static const struct table_column done_columns[] = {
    {"WHAT IS DONE", 0, 6, PAGE_LEFT, false}, {"ON", 100, 6, PAGE_LEFT, false}, {"NOTE", 150, 1, PAGE_LEFT, false}};
static const struct table_column held_columns[] = {{"DESIGNEE", 130, 6, PAGE_LEFT, false},
                                                   {"CLASS", 130, 6, PAGE_LEFT, false},
                                                   {"FROM", 72, 6, PAGE_LEFT, false},
                                                   {"THROUGH", 72, 6, PAGE_LEFT, false},
                                                   {"REMARK", 0, 1, PAGE_LEFT, false}};
static const struct sheet_section held_section = {"Designees of this school year", "Nobody was recorded yet.",
                                                  held_columns, sizeof held_columns / sizeof *held_columns};

/* What was done on each date, in the order of REF-5640.9. */
static const char *const done_words[DESIGNEE_DATES] = {
    [DESIGNEE_PORTAL] = "The principal completed the section in the School Designee Form",
    [DESIGNEE_MET] = "Principal and designee met and reviewed all of Attachment A",
    [DESIGNEE_TRAINED] = "Training \"Clerical Support for Special Education and Section 504\" on MyPLN",
    [DESIGNEE_SSO] = "Single Sign-On account is active",
    [DESIGNEE_WELLIGENT] = "Access to Welligent, through oneAccess",
};

static void draw_top(struct sheet *s, const struct designee_form *of) {
    const struct assignment *p = of->state.present;
    const struct sheet_entry entries[] = {
        {"SCHOOL", s->paper->school.name, 0.36, &sheet_body},
        {"LOCATION CODE", s->paper->school.code, 0.16, &sheet_strong},
        {"SCHOOL YEAR", s->paper->which, 0.16, &sheet_strong},
        {"STATUS", designee_status_words[of->state.status], 0.14, &sheet_bold},
        {"ACT BY", date_words(s->mem, of->state.act_by), 0.18, &sheet_body},
        {"DESIGNEE", p ? p->name : NULL, 0.36, &sheet_bold},
        {"CLASS", p ? p->class_name : NULL, 0.32, &sheet_body},
        {"FROM", p ? date_words(s->mem, p->from) : NULL, 0.16, &sheet_body},
        {"THROUGH", p && p->to != DATE_NONE ? date_words(s->mem, p->to) : "", 0.16, &sheet_body},
        {"E-MAIL", sheet_set(of->who.email), 0.36, &sheet_body},
        {"TELEPHONE", sheet_set(of->who.phone), 0.32, &sheet_body},
        {"REASON FOR ANOTHER CLASS", p && p->class_reason ? p->class_reason : "", 0.32, &sheet_body},
    };
    sheet_top(s, what);
    sheet_entries(s, entries, sizeof entries / sizeof *entries);
}

/* About the present designee: the School Designee Form of an earlier one does not name them. */
static const char *portal_note(struct sheet *s, const struct designee_form *of, const struct assignment *p) {
    const int portal = p ? p->date[DESIGNEE_PORTAL] : DATE_NONE;
    if (portal == DATE_NONE)
        return of->state.portal == DATE_NONE ? "due September 30" : "to be brought up to date";
    return p->portal_entered > portal ? mem_printf(s->row, "entered here %s", date_words(s->row, p->portal_entered))
                                      : NULL;
}

static void draw_done(struct sheet *s, const struct designee_form *of) {
    const struct assignment *p = of->state.present;
    s->table.y += 8;
    sheet_columns(s, done_columns, sizeof done_columns / sizeof *done_columns);
    table_head(&s->table);
    for (int i = 0; i < DESIGNEE_DATES; i++) {
        const char *note = i == DESIGNEE_TRAINED ? "encouraged, not mandatory" : NULL;
        struct table_row row = {0};
        if (i == DESIGNEE_PORTAL)
            note = portal_note(s, of, p);
        row.cell[0][0] = sheet_piece(&sheet_body, 3, done_words[i]);
        row.cell[1][0] = p && p->date[i] != DATE_NONE ? sheet_date(&sheet_bold, s, p->date[i]) : sheet_blank(12);
        row.cell[2][0] = sheet_piece(&sheet_small, 2, note);
        row.cell[2][0].space = 1.5;
        sheet_row(s, &row);
    }
    s->table.y += 6;
    sheet_text(s, &sheet_body, 3, designee_sentence(s->mem, &of->state, of->today));
}

static void draw_held(struct sheet *s, const struct designee_form *of) {
    const struct designee_gap *gaps = of->state.gaps.list;
    sheet_section(s, &held_section, of->all.count);
    for (size_t i = 0; i < of->all.count; i++) {
        const struct assignment *a = &of->all.list[i];
        struct table_row row = {0};
        row.cell[0][0] = sheet_piece(&sheet_bold, 3, a->name);
        row.cell[1][0] = sheet_piece(&sheet_body, 3, a->class_name);
        row.cell[2][0] = sheet_date(&sheet_body, s, a->from);
        row.cell[3][0] = sheet_date(&sheet_body, s, a->to);
        row.cell[4][0] = sheet_piece(&sheet_body, 6, a->reason);
        sheet_row(s, &row);
    }
    s->table.y += 4;
    for (size_t i = 0; i < of->state.gaps.count; i++)
        sheet_text(s, &sheet_body, 1,
                   mem_printf(s->mem, "Without a designee: %s through %s, %d day%s.", date_words(s->mem, gaps[i].from),
                              date_words(s->mem, gaps[i].to), gaps[i].to - gaps[i].from + 1,
                              gaps[i].to == gaps[i].from ? "" : "s"));
}

/* The text that is signed stands above the signatures, on the same page. */
static void draw_foot(struct sheet *s, const struct designee_form *of) {
    const struct assignment *p = of->state.present;
    sheet_need(s, 12 + 36 + 44 + SHEET_SIGN_HEIGHT);
    s->table.y += 12;
    sheet_text(s, &sheet_bold, 3, released);
    sheet_sign_both(s, 44, (struct sheet_signer){"Principal", NULL},
                    (struct sheet_signer){"Designee", p ? p->name : NULL});
}

static void draw(struct sheet *s) {
    const struct designee_form *of = s->paper->of;
    draw_top(s, of);
    draw_done(s, of);
    draw_held(s, of);
    draw_foot(s, of);
}

void designee_paper(struct mem *m, const struct designee_form *of, struct paper *p) {
    p->form = "School Designee record";
    p->which = year_text(m, of->state.year);
    p->source = mem_printf(m, "REF-5640.9, 12 September 2022 \302\267 as of %s", date_words(m, of->today));
    p->draw = draw;
    p->of = of;
}

bool designee_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct designee_form *of = mem_alloc(r->mem, sizeof *of);
    struct staff who;
    bool found = false;
    const int year = field_year(f, "year", year_of(r->today));
    of->today = r->today;
    if (!designee_load(r, year, &of->state, e) || !assignments_load(r, year, &of->all, e) ||
        (of->state.present && !staff_find(r, of->state.present->name, &who, &found, e)))
        return false;
    if (found)
        of->who = who;
    struct paper *p = paper_load(r, e);
    if (!p)
        return false;
    designee_paper(r->mem, of, p);
    return paper_answer(a, p, mem_printf(r->mem, "designee-%s.pdf", p->which));
}
