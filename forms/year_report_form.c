#include "forms/year_report_form.h"

#include "office/report.h"

static const char what[] =
    "The school's record of the year, as it stands today. Clocks and requisitions are named by their "
    "numbers, so that each figure can be followed to its rows.";

static const struct table_column person_columns[] = {
    {"DESIGNEE", 0, 6, PAGE_LEFT, false},       {"CLASS", 118, 6, PAGE_LEFT, false},
    {"FROM", 68, 6, PAGE_LEFT, false},          {"THROUGH", 68, 6, PAGE_LEFT, false},
    {"IN THE PORTAL", 68, 6, PAGE_LEFT, false}, {"REMARK", 104, 1, PAGE_LEFT, false}};
static const struct table_column duty_columns[] = {{"#", 22, 5, PAGE_RIGHT, false},
                                                   {"RESPONSIBILITY", 0, 6, PAGE_LEFT, false},
                                                   {"WHO", 96, 6, PAGE_LEFT, false},
                                                   {"STATE", 82, 6, PAGE_LEFT, false},
                                                   {"ON", 62, 1, PAGE_LEFT, false}};
static const struct table_column rule_columns[] = {
    {"RULE", 0, 6, PAGE_LEFT, false},    {"RAN", 34, 6, PAGE_RIGHT, false},   {"MET", 34, 6, PAGE_RIGHT, false},
    {"LATE", 34, 6, PAGE_RIGHT, false},  {"OPEN", 36, 6, PAGE_RIGHT, false},  {"OVERDUE", 50, 6, PAGE_RIGHT, false},
    {"ENDED", 40, 8, PAGE_RIGHT, false}, {"CLOCKS", 118, 1, PAGE_LEFT, false}};
static const struct table_column clock_columns[] = {
    {"CLOCK", 38, 6, PAGE_RIGHT, false}, {"RULE", 0, 6, PAGE_LEFT, false},    {"FROM", 68, 6, PAGE_LEFT, false},
    {"DUE", 68, 6, PAGE_LEFT, false},    {"STATUS", 70, 6, PAGE_LEFT, false}, {"CAUSE", 170, 1, PAGE_LEFT, false}};
static const struct table_column guide_columns[] = {
    {"GUIDE", 0, 6, PAGE_LEFT, false},    {"LANGUAGE", 76, 6, PAGE_LEFT, false}, {"EDITION", 66, 6, PAGE_LEFT, false},
    {"COPIES", 44, 6, PAGE_RIGHT, false}, {"TIMES", 40, 6, PAGE_RIGHT, false},   {"PAPER", 40, 6, PAGE_RIGHT, false},
    {"E-MAIL", 42, 6, PAGE_RIGHT, false}, {"WEB", 34, 1, PAGE_RIGHT, false}};
static const struct table_column requisition_columns[] = {
    {"REQUISITION", 96, 6, PAGE_LEFT, false}, {"STATUS", 0, 6, PAGE_LEFT, false},
    {"PREPARED", 76, 6, PAGE_LEFT, false},    {"SENT", 76, 6, PAGE_LEFT, false},
    {"FIRST CAME", 76, 6, PAGE_LEFT, false},  {"COPIES", 48, 6, PAGE_RIGHT, false},
    {"RECEIVED", 52, 1, PAGE_RIGHT, false}};
static const struct table_column outage_columns[] = {{"ITEM", 0, 6, PAGE_LEFT, false},
                                                     {"LANGUAGE", 100, 6, PAGE_LEFT, false},
                                                     {"FROM", 76, 6, PAGE_LEFT, false},
                                                     {"THROUGH", 100, 6, PAGE_LEFT, false},
                                                     {"SCHOOL DAYS", 74, 1, PAGE_RIGHT, false}};

static const struct sheet_section person_section = {"Designee", "Nobody was recorded for this year.", person_columns,
                                                    sizeof person_columns / sizeof *person_columns};
static const struct sheet_section duty_section = {"Responsibilities of Attachment A", "", duty_columns,
                                                  sizeof duty_columns / sizeof *duty_columns};
static const struct sheet_section rule_section = {"Clocks, by rule", "No clock ran in this year.", rule_columns,
                                                  sizeof rule_columns / sizeof *rule_columns};
static const struct sheet_section clock_section = {"Clocks met late, open or ended",
                                                   "Every clock that ran was met in time.", clock_columns,
                                                   sizeof clock_columns / sizeof *clock_columns};
static const struct sheet_section guide_section = {"Guides handed out", "Nothing was handed out.", guide_columns,
                                                   sizeof guide_columns / sizeof *guide_columns};
static const struct sheet_section requisition_section = {"Requisitions", "None was prepared.", requisition_columns,
                                                         sizeof requisition_columns / sizeof *requisition_columns};
static const struct sheet_section outage_section = {"Days without a usable copy",
                                                    "No item of the shelf was without one on a school day.",
                                                    outage_columns, sizeof outage_columns / sizeof *outage_columns};

static const char *number(struct sheet *s, long n) { return mem_printf(s->row, "%ld", n); }

/* Tells where the record has the rows behind a section. */
static void draw_source(struct sheet *s, const char *words) {
    s->table.y += 3;
    sheet_text(s, &sheet_small, 2, words);
}

static void draw_top(struct sheet *s, const struct year_report *of) {
    struct mem *m = s->mem;
    const struct designee_state *d = &of->duties.designee;
    const struct year_rule *c = &of->clocks;
    const struct sheet_entry entries[] = {
        {"SCHOOL", s->paper->school.name, 0.4, &sheet_body},
        {"LOCATION CODE", s->paper->school.code, 0.2, &sheet_strong},
        {"SCHOOL YEAR", of->school_year, 0.2, &sheet_strong},
        {"AS OF", date_words(m, of->as_of), 0.2, &sheet_body},
        {"DESIGNEE BY SEPTEMBER 30", designee_status_words[d->status], 0.25, &sheet_strong},
        {"DAYS WITHOUT A DESIGNEE", mem_printf(m, "%ld", d->gap_days), 0.25, &sheet_strong},
        {"DUTIES DONE", mem_printf(m, "%ld of %d", of->duties.done, DUTIES), 0.2, &sheet_strong},
        {"CLOCKS MET, LATE, OPEN, OVERDUE", mem_printf(m, "%ld, %ld, %ld, %ld", c->met, c->late, c->open, c->overdue),
         0.3, &sheet_strong},
        {"GUIDES HANDED OUT", mem_printf(m, "%ld", of->given.copies), 0.25, &sheet_strong},
        {"COPIES ORDERED", mem_printf(m, "%ld", of->copies_ordered), 0.25, &sheet_strong},
        {"RECEIVED", mem_printf(m, "%ld", of->copies_received), 0.2, &sheet_strong},
        {"ITEMS OUT OF STOCK, SCHOOL DAYS", mem_printf(m, "%ld, %ld", of->outages.items, of->outages.school_days), 0.3,
         &sheet_strong},
    };
    sheet_top(s, what);
    sheet_entries(s, entries, sizeof entries / sizeof *entries);
}

static void draw_people(struct sheet *s, const struct year_report *of) {
    const struct assignment *list = of->people.list;
    const struct designee_gap *gaps = of->duties.designee.gaps.list;
    sheet_section(s, &person_section, of->people.count);
    for (size_t i = 0; i < of->people.count; i++) {
        const struct assignment *a = &list[i];
        const int portal = a->date[DESIGNEE_PORTAL];
        struct table_row row = {0};
        row.cell[0][0] = sheet_piece(&sheet_bold, 3, a->name);
        row.cell[1][0] = sheet_piece(&sheet_body, 3, a->class_name);
        row.cell[2][0] = sheet_date(&sheet_body, s, a->from);
        row.cell[3][0] = sheet_date(&sheet_body, s, a->to);
        row.cell[4][0] = sheet_date(&sheet_body, s, portal);
        if (portal != DATE_NONE && a->portal_entered > portal)
            row.cell[4][1] =
                sheet_piece(&sheet_small, 2, mem_printf(s->row, "entered %s", date_words(s->row, a->portal_entered)));
        row.cell[5][0] = sheet_piece(&sheet_body, 6, a->reason);
        sheet_row(s, &row);
    }
    s->table.y += 4;
    sheet_text(s, &sheet_body, 3, of->designee_words);
    for (size_t i = 0; i < of->duties.designee.gaps.count; i++)
        sheet_text(s, &sheet_body, 1,
                   mem_printf(s->mem, "Without a designee: %s through %s.", date_words(s->mem, gaps[i].from),
                              date_words(s->mem, gaps[i].to)));
    draw_source(s, mem_printf(s->mem, "The record has each change of designee in the history of %s.", of->school_year));
}

static void draw_duties(struct sheet *s, const struct year_report *of) {
    const struct duty *list = of->duty_list.list;
    sheet_section(s, &duty_section, of->duty_list.count);
    for (size_t i = 0; i < of->duty_list.count; i++) {
        const struct duty *d = &list[i];
        struct table_row row = {0};
        row.cell[0][0] = sheet_piece(&sheet_bold, 1, number(s, d->number));
        row.cell[1][0] = sheet_piece(&sheet_body, 3, d->title);
        row.cell[1][1] = sheet_piece(&sheet_small, 3, d->words);
        row.cell[2][0] = sheet_piece(&sheet_body, 2, d->held);
        row.cell[3][0] = sheet_piece(d->state == DUTY_DONE ? &sheet_bold : &sheet_body, 2, d->state_word);
        row.cell[4][0] = sheet_date(&sheet_body, s, d->on);
        sheet_row(s, &row);
    }
    draw_source(
        s, mem_printf(s->mem, "The record has the evidence of each in the list of duties of %s.", of->school_year));
}

static void draw_rules(struct sheet *s, const struct year_report *of) {
    const struct year_rule *list = of->rules.list;
    sheet_section(s, &rule_section, of->rules.count);
    for (size_t i = 0; i < of->rules.count; i++) {
        const struct year_rule *rule = &list[i];
        const long figures[] = {rule->ran, rule->met, rule->late, rule->open, rule->overdue, rule->ended};
        struct table_row row = {0};
        row.cell[0][0] = sheet_piece(&sheet_bold, 2, rule->rule);
        row.cell[0][1] = sheet_piece(&sheet_small, 3, rule->citation);
        for (int k = 0; k < 6; k++)
            row.cell[1 + k][0] = sheet_figure(&sheet_body, s, figures[k]);
        row.cell[7][0] = sheet_piece(&sheet_small, PAGE_LINES_MOST, rule->numbers);
        sheet_row(s, &row);
    }
    if (of->rules.count > 0)
        draw_source(s,
                    "The list of clocks has those of each rule; the register of record requests has those of the rule "
                    "\"records\". Open includes overdue; ended includes withdrawn.");
}

static void draw_clocks(struct sheet *s, const struct year_report *of) {
    const struct year_clock *list = of->clock_list.list;
    if (of->clocks.ran == 0)
        return;
    sheet_section(s, &clock_section, (size_t)(of->clocks.ran - of->clocks.met));
    for (size_t i = 0; i < of->clock_list.count; i++) {
        const struct year_clock *k = &list[i];
        bool late = k->days_late != INT_NONE;
        struct table_row row = {.from = 1, .to = 5};
        if (k->is_met)
            continue;
        row.cell[0][0] = sheet_figure(&sheet_bold, s, k->number);
        row.cell[1][0] = sheet_piece(&sheet_body, 2, k->rule);
        row.cell[2][0] = sheet_date(&sheet_body, s, k->on);
        row.cell[3][0] = sheet_date(&sheet_body, s, k->due);
        row.cell[4][0] = sheet_piece(late ? &sheet_bold : &sheet_body, 2, k->status);
        row.cell[5][0] = sheet_piece(&sheet_body, 4, k->cause);
        row.beneath[0] = sheet_piece(&sheet_small, 4, k->sentence);
        sheet_row(s, &row);
    }
    draw_source(s, "The record explains each clock by its number: every date, and the rule behind it.");
}

static void draw_guides(struct sheet *s, const struct year_report *of) {
    const struct given *list = of->guides.list;
    sheet_section(s, &guide_section, of->guides.count);
    for (size_t i = 0; i < of->guides.count; i++) {
        const struct given *g = &list[i];
        const long figures[] = {g->copies, g->times, g->paper, g->email, g->web};
        struct table_row row = {0};
        if (g->head) {
            struct table_row head = {.from = 0, .to = 7};
            head.beneath[0] = sheet_piece(&sheet_bold, 2, g->head);
            sheet_row(s, &head);
        }
        row.cell[0][0] = sheet_piece(&sheet_body, 3, g->title);
        row.cell[0][1] = sheet_piece(&sheet_small, 1, g->item);
        row.cell[1][0] = sheet_piece(&sheet_body, 2, g->language_short);
        row.cell[2][0] = sheet_piece(&sheet_body, 2, g->edition ? g->edition : "not known");
        for (int k = 0; k < 5; k++)
            row.cell[3 + k][0] = sheet_figure(&sheet_body, s, figures[k]);
        sheet_row(s, &row);
    }
    draw_source(s, mem_printf(s->mem, "The record has them in the tally of guides given in %s.", of->school_year));
}

static void draw_requisitions(struct sheet *s, const struct year_report *of) {
    const struct year_requisition *list = of->requisitions.list;
    sheet_section(s, &requisition_section, of->requisitions.count);
    for (size_t i = 0; i < of->requisitions.count; i++) {
        const struct year_requisition *v = &list[i];
        struct table_row row = {0};
        row.cell[0][0] = sheet_piece(&sheet_bold, 1, v->number);
        row.cell[1][0] = sheet_piece(&sheet_body, 1, v->status);
        row.cell[2][0] = sheet_date(&sheet_body, s, v->prepared);
        row.cell[3][0] = sheet_date(&sheet_body, s, v->sent);
        row.cell[4][0] = sheet_date(&sheet_body, s, v->first_received);
        row.cell[5][0] = sheet_figure(&sheet_body, s, v->copies);
        row.cell[6][0] = sheet_figure(&sheet_body, s, v->received);
        sheet_row(s, &row);
    }
    draw_source(s,
                "The record has each requisition by its number. Ordered are the copies of those that were sent and not "
                "cancelled.");
}

static void draw_outages(struct sheet *s, const struct year_report *of) {
    const struct outage *list = of->outage_list.list;
    sheet_section(s, &outage_section, of->outage_list.count);
    for (size_t i = 0; i < of->outage_list.count; i++) {
        const struct outage *o = &list[i];
        const char *to = date_words(s->row, o->to);
        struct table_row row = {0};
        row.cell[0][0] = sheet_piece(&sheet_bold, 2, o->title);
        row.cell[0][1] = sheet_piece(&sheet_small, 1, o->item);
        row.cell[1][0] = sheet_piece(&sheet_body, 2, o->language_short);
        row.cell[2][0] = sheet_date(&sheet_body, s, o->from);
        row.cell[3][0] = sheet_piece(&sheet_body, 1, o->still ? mem_printf(s->row, "%s, still", to) : to);
        row.cell[4][0] = sheet_figure(&sheet_body, s, o->school_days);
        sheet_row(s, &row);
    }
    draw_source(
        s, "The record has the movements of each item in its ledger. An item that the school keeps counts from the "
           "first day of its ledger on.");
}

static void draw_foot(struct sheet *s) {
    sheet_need(s, 44 + SHEET_SIGN_HEIGHT);
    sheet_sign_both(s, 44, (struct sheet_signer){"Prepared by", sheet_requester(s)},
                    (struct sheet_signer){"Principal", NULL});
}

static void draw(struct sheet *s) {
    const struct year_report *of = s->paper->of;
    draw_top(s, of);
    draw_people(s, of);
    draw_duties(s, of);
    draw_rules(s, of);
    draw_clocks(s, of);
    draw_guides(s, of);
    draw_requisitions(s, of);
    draw_outages(s, of);
    draw_foot(s);
}

void year_report_paper(struct mem *m, const struct year_report *of, struct paper *p) {
    p->form = "Year report";
    p->which = of->school_year;
    p->source = mem_printf(m, "As of %s", date_words(m, of->as_of));
    p->draw = draw;
    p->of = of;
}

bool year_report_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct year_report *report = mem_alloc(r->mem, sizeof *report);
    struct paper *p = paper_load(r, e);
    if (!p || !report_year_load(r, f, report, e))
        return false;
    if (!fields_has(f, "out"))
        return report_year(r, &p->school, report, a);
    year_report_paper(r->mem, report, p);
    return paper_answer(a, p, NULL);
}
