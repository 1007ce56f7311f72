#include "forms/clock_paper.h"

#include "compliance/audit/disclosure.h"
#include "compliance/cases/clock.h"
#include "compliance/school/year.h"
#include "forms/paper.h"

#include <string.h>

static const char what[] =
    "The legal clocks of the school, the most overdue first. Due is the last day by law; act by is the last school day "
    "on or before it, for pupil records the due day itself. Check the dates against the district's calendar.";

static const struct table_column columns[] = {{"NO.", 30, 6, PAGE_LEFT, false},     {"RULE", 0, 6, PAGE_LEFT, false},
                                              {"FROM", 70, 6, PAGE_LEFT, false},    {"DUE", 70, 6, PAGE_LEFT, false},
                                              {"ACT BY", 70, 6, PAGE_LEFT, false},  {"STATUS", 88, 6, PAGE_LEFT, false},
                                              {"DONE ON", 70, 1, PAGE_CENTER, true}};
enum { COLUMNS = sizeof columns / sizeof *columns, SENTENCE_LINES = 5 };

struct clock_paper {
    const struct calendar *calendar;
    int today;
    const struct clock **list;
    size_t count, open, overdue;
    bool cases; /* with their references */
};

static const char *status_of(const struct clock_paper *p, const struct clock *k) {
    return clock_status(k, p->calendar, p->today);
}

static bool is_overdue(const struct clock_paper *p, const struct clock *k) {
    return strcmp(status_of(p, k), "overdue") == 0;
}

static void draw_top(struct sheet *s, const struct clock_paper *p) {
    sheet_top(s, what);
    const struct sheet_entry entries[] = {
        {"SCHOOL", s->paper->school.name, 0.36, &sheet_body},
        {"LOCATION CODE", s->paper->school.code, 0.18, &sheet_strong},
        {"CLOCKS", mem_printf(s->mem, "%zu", p->count), 0.14, &sheet_strong},
        {"OF THEM OPEN", mem_printf(s->mem, "%zu", p->open), 0.16, &sheet_strong},
        {"OVERDUE", mem_printf(s->mem, "%zu", p->overdue), 0.16, &sheet_strong},
    };
    sheet_entries(s, entries, sizeof entries / sizeof *entries);
    s->table.y += 8;
}

static void draw_clock(struct sheet *s, const struct clock_paper *p, const struct clock *k) {
    const char *status = status_of(p, k);
    struct table_row row = {.from = 1, .to = COLUMNS - 2};
    row.cell[0][0] = sheet_figure(&sheet_bold, s, k->id);
    row.cell[1][0] = sheet_piece(&sheet_bold, 2, k->rule->name);
    row.cell[1][1] = sheet_piece(&sheet_small, 2, k->rule->title);
    row.cell[2][0] = sheet_date(&sheet_body, s, k->on);
    row.cell[3][0] = sheet_date(&sheet_bold, s, k->due);
    row.cell[4][0] = sheet_date(&sheet_body, s, k->act_by);
    row.cell[5][0] = sheet_piece(is_overdue(p, k) ? &sheet_bold : &sheet_body, 2,
                                 k->agreed != DATE_NONE ? mem_printf(s->row, "%s, extended", status) : status);
    row.cell[6][0] = sheet_date(&sheet_body, s, k->over_on);
    row.beneath[0] = sheet_piece(&sheet_small, SENTENCE_LINES, clock_sentence(s->row, k, p->today));
    if (p->cases && k->ref)
        row.beneath[1] = sheet_piece(&sheet_small, 1, mem_printf(s->row, "Case: %s", k->ref));
    sheet_row(s, &row);
}

static void draw_foot(struct sheet *s, bool cases) {
    sheet_need(s, 96);
    s->table.y += 8;
    sheet_text(s, &sheet_small, 2,
               cases ? "This paper names cases: keep it as confidential as they are."
                     : "No case is named on this paper: the record has the details under the number of each clock.");
    sheet_sign_both(s, 40, (struct sheet_signer){"Prepared by", sheet_requester(s)},
                    (struct sheet_signer){"Principal", NULL});
}

static void draw(struct sheet *s) {
    const struct clock_paper *p = s->paper->of;
    draw_top(s, p);
    sheet_columns(s, columns, COLUMNS);
    if (p->count > 0)
        table_head(&s->table);
    else
        sheet_text(s, &sheet_body, 1, "No clock.");
    for (size_t i = 0; i < p->count; i++)
        draw_clock(s, p, p->list[i]);
    draw_foot(s, p->cases);
}

/* ---- the verb ---- */

/* Clocks that run, and without --open those that ended in this school year; no void ones. */
static void choose(struct mem *m, struct clock_paper *p, const struct clocks *all, bool open_only) {
    const int from = year_begin(year_of(p->today));
    p->list = mem_alloc(m, (all->count + 1) * sizeof *p->list);
    for (size_t i = 0; i < all->count; i++) {
        const struct clock *k = &all->list[i];
        if (k->state == CLOCK_VOID || (k->state != CLOCK_OPEN && (open_only || k->over_on < from)))
            continue;
        p->list[p->count++] = k;
        p->open += k->state == CLOCK_OPEN;
        p->overdue += is_overdue(p, k);
    }
    clocks_sort(m, p->list, p->count, p->calendar, p->today);
}

static bool tell_read(struct req *r, const struct clock_paper *p, const struct fields *f, struct err *e) {
    struct disclosure of = {.what = mem_printf(r->mem, "%zu of clock", p->count),
                            .refs = mem_alloc(r->mem, (p->count + 1) * sizeof *of.refs),
                            .count = p->count};
    for (size_t i = 0; i < p->count; i++)
        of.refs[i] = p->list[i]->ref;
    return disclosure_tell(r, f, &of, e);
}

bool clock_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct clocks all;
    struct clock_paper *of = mem_alloc(r->mem, sizeof *of);
    struct paper *p = paper_load(r, e);
    if (!p || !clocks_load(r, &all, e) || !calendar_load(r, &of->calendar, e))
        return false;
    of->today = r->today;
    of->cases = fields_has(f, "cases");
    choose(r->mem, of, &all, fields_has(f, "open"));
    p->form = "Legal clocks";
    p->which = date_words(r->mem, r->today);
    p->draw = draw;
    p->of = of;
    return (!of->cases || tell_read(r, of, f, e)) && paper_answer(a, p, "clocks.pdf");
}
