/* The clocks on paper: what runs, when it is due, by which law; and what was over in the school year. */
#include "compliance/cases/clock.h"
#include "compliance/audit/disclosure.h"
#include "compliance/school/year.h"
#include "forms/forms.h"
#include "forms/papers.h"
#include "forms/draw/sheet.h"

#include <string.h>

static const char what[] =
    "The legal clocks of the school, the most overdue first. Due is the last day by law; act by is the last school day "
    "on "
    "or before it, for pupil records the due day itself. Check the dates against the district's calendar.";

static const struct table_column columns[] = {{"NO.", 30, 6, PAGE_LEFT, false},     {"RULE", 0, 6, PAGE_LEFT, false},
                                              {"FROM", 70, 6, PAGE_LEFT, false},    {"DUE", 70, 6, PAGE_LEFT, false},
                                              {"ACT BY", 70, 6, PAGE_LEFT, false},  {"STATUS", 88, 6, PAGE_LEFT, false},
                                              {"DONE ON", 70, 1, PAGE_CENTER, true}};
enum { COLUMNS = sizeof columns / sizeof *columns, SENTENCE_LINES = 5 };

struct printing {
    struct req *req;
    const struct calendar *calendar;
    const struct clock **list;
    size_t count, open, overdue;
    bool cases;
};

static bool is_overdue(const struct printing *p, const struct clock *k) {
    return strcmp(clock_status(k, p->calendar, p->req->today), "overdue") == 0;
}

static void draw_top(struct sheet *s, const struct printing *p) {
    sheet_top(s, what);
    double y = s->table.y;
    const struct sheet_entry entries[] = {
        {"SCHOOL", s->school->name, 0.36, &sheet_body},
        {"LOCATION CODE", s->school->code, 0.18, &sheet_strong},
        {"CLOCKS", mem_printf(s->mem, "%zu", p->count), 0.14, &sheet_strong},
        {"OF THEM OPEN", mem_printf(s->mem, "%zu", p->open), 0.16, &sheet_strong},
        {"OVERDUE", mem_printf(s->mem, "%zu", p->overdue), 0.16, &sheet_strong},
    };
    sheet_entries(s, entries, sizeof entries / sizeof *entries);
    page_frame(s->pages, &(struct page_box){SHEET_MARGIN, y, SHEET_WIDTH, s->table.y - y}, 1);
    s->table.y += 8;
}

static void draw_clock(struct sheet *s, const struct printing *p, const struct clock *k) {
    const int today = p->req->today;
    const char *status = clock_status(k, p->calendar, today);
    struct table_row row = {.from = 1, .to = COLUMNS - 2};
    row.cell[0][0] = sheet_fit(&sheet_bold, mem_printf(s->row, "%ld", k->id));
    row.cell[1][0] = sheet_piece(&sheet_bold, 2, k->rule->name);
    row.cell[1][1] = sheet_piece(&sheet_small, 2, k->rule->title);
    row.cell[2][0] = sheet_piece(&sheet_body, 1, date_words(s->row, k->on));
    row.cell[3][0] = sheet_piece(&sheet_bold, 1, date_words(s->row, k->due));
    row.cell[4][0] = sheet_piece(&sheet_body, 1, date_words(s->row, k->act_by));
    row.cell[5][0] = sheet_piece(is_overdue(p, k) ? &sheet_bold : &sheet_body, 2,
                                 k->agreed != DATE_NONE ? mem_printf(s->row, "%s, extended", status) : status);
    row.cell[6][0] = sheet_piece(&sheet_body, 1, date_words(s->row, k->over_on));
    row.beneath[0] = sheet_piece(&sheet_small, SENTENCE_LINES, clock_sentence(s->row, k, today));
    if (p->cases && k->ref)
        row.beneath[1] = sheet_piece(&sheet_small, 1, mem_printf(s->row, "Case: %s", k->ref));
    table_row(&s->table, &row);
    mem_reset(s->row);
}

static void draw_foot(struct sheet *s, const struct printing *p, const char *name) {
    sheet_need(s, 96);
    s->table.y += 8;
    sheet_text(s, &sheet_small, 2,
               p->cases ? "This paper names cases: keep it as confidential as they are."
                        : "Nothing of a case is on this paper: guidestock clock explain NO. has the rest.");
    sheet_sign_both(s, 40, (struct sheet_signer){"Prepared by \302\267 signature", name},
                    (struct sheet_signer){"Principal \302\267 signature", NULL});
}

static bool draw(const struct printing *p, const struct paper *on, struct buf *pdf, struct err *e) {
    struct mem *m = p->req->mem;
    struct sheet s = {.mem = m,
                      .school = on->school,
                      .form = "Legal clocks",
                      .which = date_words(m, p->req->today),
                      .fonts = on->fonts,
                      .err = e};
    if (!sheet_open(&s))
        return false;
    draw_top(&s, p);
    sheet_columns(&s, columns, COLUMNS);
    if (p->count > 0)
        table_head(&s.table);
    else
        sheet_text(&s, &sheet_body, 1, "No clock.");
    for (size_t i = 0; i < p->count && !pages_failed(s.pages, e); i++)
        draw_clock(&s, p, p->list[i]);
    draw_foot(&s, p, sheet_set(on->settings->text[SETTING_REQUESTER]));
    bool ok = sheet_bytes(&s, NULL, pdf);
    sheet_close(&s);
    return ok;
}

/* Those that run, and but for --open those that were over in this school year; none that is void. */
static void choose(struct printing *p, const struct clocks *all, bool open_only) {
    const int from = year_begin(year_of(p->req->today));
    for (size_t i = 0; i < all->count; i++) {
        const struct clock *k = &all->list[i];
        if (k->state == CLOCK_VOID || (k->state != CLOCK_OPEN && (open_only || k->over_on < from)))
            continue;
        p->list[p->count++] = k;
        p->open += k->state == CLOCK_OPEN;
        p->overdue += is_overdue(p, k);
    }
    clocks_sort(p->req->mem, p->list, p->count, p->calendar, p->req->today);
}

static bool tell_read(const struct printing *p, const struct fields *f, struct err *e) {
    struct mem *m = p->req->mem;
    struct disclosure of = {.what = mem_printf(m, "%zu of clock", p->count),
                            .refs = mem_alloc(m, (p->count + 1) * sizeof *of.refs),
                            .count = p->count};
    for (size_t i = 0; i < p->count; i++)
        of.refs[i] = p->list[i]->ref;
    return disclosure_tell(p->req, f, &of, e);
}

static bool clock_pdf(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct school school;
    struct settings settings;
    struct clocks all;
    const struct paper on = {&school, &settings, NULL};
    struct printing p = {.req = r, .cases = fields_has(f, "cases")};
    if (!school_load(r, &school, e) || !school_settings(r, &settings, e) || !clocks_load(r, &all, e) ||
        !calendar_load(r, &p.calendar, e))
        return false;
    p.list = mem_alloc(r->mem, (all.count + 1) * sizeof *p.list);
    choose(&p, &all, fields_has(f, "open"));
    a->form = ANSWER_BYTES;
    a->file_name = "clocks.pdf";
    return draw(&p, &on, &a->bytes, e) && (!p.cases || tell_read(&p, f, e));
}

static const struct param params[] = {
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only those that run", NULL},
    {"cases", PARAM_FLAG, KIND_TEXT, NULL, "with the references of cases; the trail tells it", NULL},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why, with --cases", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"clock", "pdf", "the clocks on paper", ACCESS_WRITE, 0, ROLES_ALL, clock_pdf, params, NULL,
     EXAMPLE({"open", "yes"}, {"out", "clocks.pdf"})},
};
const struct verbs clock_paper_verbs = {verbs, sizeof verbs / sizeof *verbs};
