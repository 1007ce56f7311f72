/* A register on paper: one drawing for all seven, from the columns of each. */
#include "compliance/cases/register_show.h"
#include "compliance/cases/register_verbs.h"
#include "forms/forms.h"
#include "forms/papers.h"
#include "forms/draw/sheet.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_WIDTH = 30, STATUS_WIDTH = 46, CASE_LINES = 12 };

struct printing {
    struct req *req;
    const struct register_paper *of;
    const struct register_column *columns[TABLE_COLUMNS_MOST];
    struct table_column heads[TABLE_COLUMNS_MOST];
    int count;
};

/* Number first, status last; landscape where the columns ask for it. */
static bool lay_out(struct printing *p) {
    const struct register_book *book = p->of->book;
    int width = NUMBER_WIDTH + STATUS_WIDTH;
    p->heads[0] = (struct table_column){"NO.", NUMBER_WIDTH, 6, PAGE_LEFT, false};
    p->count = 1;
    for (const struct register_column *c = book->columns; c->name && p->count < TABLE_COLUMNS_MOST - 1; c++) {
        bool rest = c->paper < 0;
        if (c->paper == PAPER_NOT)
            continue;
        width += rest ? -c->paper : c->paper;
        p->columns[p->count] = c;
        p->heads[p->count++] = (struct table_column){c->head, rest ? 0 : c->paper, 6, PAGE_LEFT, false};
    }
    p->heads[p->count++] = (struct table_column){"STATUS", STATUS_WIDTH, 1, PAGE_LEFT, false};
    return width > SHEET_WIDTH;
}

static void draw_top(struct sheet *s, const struct printing *p) {
    const struct register_paper *of = p->of;
    size_t open = 0, count = 0; /* a mistake is printed, and counts for nothing */
    for (size_t i = 0; i < of->entries->count; i++) {
        open += of->entries->list[i].status == REGISTER_OPEN;
        count += of->entries->list[i].status != REGISTER_VOID;
    }
    sheet_top(s, of->book->duty);
    double y = s->table.y;
    const struct sheet_entry entries[] = {
        {"SCHOOL", s->school->name, 0.34, &sheet_body},
        {"LOCATION CODE", s->school->code, 0.16, &sheet_strong},
        {"ENTRIES", mem_printf(s->mem, "%zu", count), 0.12, &sheet_strong},
        {"OF THEM OPEN", mem_printf(s->mem, "%zu", open), 0.16, &sheet_strong},
        {"PRINTED", date_words(s->mem, p->req->today), 0.22, &sheet_body},
    };
    sheet_entries(s, entries, 5);
    page_frame(s->pages, &(struct page_box){SHEET_MARGIN, y, s->width, s->table.y - y}, 1);
    s->table.y += 8;
}

/* "Case" of a head "CASE" */
static const char *small_head(struct mem *m, const char *head) {
    char *text = mem_text(m, head);
    for (char *c = text + 1; *c; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
    return text;
}

/* What is of the case stands beneath, under its own words. */
static const char *case_text(struct sheet *s, const struct printing *p, const struct register_entry *x) {
    const char *all = NULL;
    for (const struct register_column *c = p->of->book->columns; c->name; c++) {
        if (!register_column_is_of_case(p->of->book, c))
            continue;
        const char *text = register_cell(s->row, x, c, true);
        if (text)
            all = mem_printf(s->row, "%s%s%s: %s", all ? all : "", all ? " \302\267 " : "", small_head(s->row, c->head),
                             text);
    }
    return all;
}

static void draw_entry(struct sheet *s, const struct printing *p, const struct register_entry *x) {
    struct table_row row = {.from = 1, .to = p->count - 1};
    row.cell[0][0] = sheet_fit(&sheet_bold, mem_printf(s->row, "%ld", x->number));
    for (int i = 1; i < p->count - 1; i++)
        row.cell[i][0] = sheet_piece(&sheet_body, PAGE_LINES_MOST, register_cell(s->row, x, p->columns[i], true));
    row.cell[p->count - 1][0] = sheet_piece(&sheet_bold, 2, register_status(p->req, x));
    if (p->of->cases) {
        row.beneath[0] = sheet_piece(&sheet_small, CASE_LINES, case_text(s, p, x));
        row.beneath[0].space = 2;
    }
    table_row(&s->table, &row);
    mem_reset(s->row);
}

static void draw_foot(struct sheet *s, const struct printing *p, const char *name) {
    sheet_need(s, 106);
    s->table.y += 8;
    sheet_text(s, &sheet_small, 2,
               mem_printf(s->mem, "Done: %s. Void: entered by mistake, not counted.%s", p->of->book->closes,
                          p->of->cases ? " This paper names cases: keep it as confidential as they are."
                                       : " Nothing of a case is on this paper."));
    const char *holidays = register_holidays(p->of->entries);
    if (holidays)
        sheet_text(s, &sheet_small, 1, holidays);
    sheet_sign_both(s, 40, (struct sheet_signer){"Prepared by \302\267 signature", name},
                    (struct sheet_signer){"Approved by the principal \302\267 signature", NULL});
}

bool register_paper(struct req *r, const struct paper *on, const struct register_paper *of, struct buf *pdf,
                    struct err *e) {
    struct printing p = {.req = r, .of = of};
    bool wide = lay_out(&p);
    struct sheet s = {.mem = r->mem,
                      .school = on->school,
                      .form = of->book->title,
                      .which = of->which,
                      .fonts = on->fonts,
                      .landscape = wide,
                      .err = e};
    if (!sheet_open(&s))
        return false;
    draw_top(&s, &p);
    sheet_columns(&s, p.heads, p.count);
    if (of->entries->count > 0)
        table_head(&s.table);
    else
        sheet_text(&s, &sheet_body, 1, "Nothing is entered.");
    for (size_t i = 0; i < of->entries->count && !pages_failed(s.pages, e); i++)
        draw_entry(&s, &p, &of->entries->list[i]);
    draw_foot(&s, &p, sheet_set(on->settings->text[SETTING_REQUESTER]));
    bool ok = sheet_bytes(&s, NULL, pdf);
    sheet_close(&s);
    return ok;
}

/* ---- the verbs ---- */

static bool register_pdf(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct school school;
    struct settings settings;
    struct register_entries found;
    const struct paper on = {&school, &settings, NULL};
    struct register_paper of = {.book = register_find(r->verb->noun),
                                .entries = &found,
                                .which = fields_has(f, "year") ? fields_get(f, "year")
                                         : fields_has(f, "open")
                                             ? mem_printf(r->mem, "open on %s", date_words(r->mem, r->today))
                                             : date_words(r->mem, r->today),
                                .cases = fields_has(f, "cases")};
    if (!school_load(r, &school, e) || !school_settings(r, &settings, e) ||
        !register_choose(r, f, of.book, false, &found, e))
        return false;
    register_sort(&found);
    a->form = ANSWER_BYTES;
    a->file_name = mem_printf(r->mem, "%s.pdf", of.book->noun);
    return register_paper(r, &on, &of, &a->bytes, e) && (!of.cases || register_tell_read(r, f, &found, e));
}

static const struct param params[] = {
    {"cases", PARAM_FLAG, KIND_TEXT, NULL, "with references and texts of cases; the trail tells it", NULL},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why, with --cases", NULL},
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only what is open", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "one school year, like 2026-27", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};

static const struct verb list[] = {
    {"meeting", "pdf", "the meetings on paper", ACCESS_WRITE, 0, ROLES_ALL, register_pdf, params, NULL,
     EXAMPLE({"open", "yes"}, {"out", "meetings.pdf"})},
    {"translation", "pdf", "the translations on paper", ACCESS_WRITE, 0, ROLES_ALL, register_pdf, params, NULL,
     EXAMPLE({"year", "2026-27"}, {"out", "translations.pdf"})},
    {"records", "pdf", "the requests for records on paper", ACCESS_WRITE, 0, ROLES_ALL, register_pdf, params, NULL,
     EXAMPLE({"out", "records.pdf"})},
    {"checklist", "pdf", "the checklists on paper", ACCESS_WRITE, 0, ROLES_ALL, register_pdf, params, NULL,
     EXAMPLE({"cases", "yes"}, {"why", "meeting with the principal"}, {"out", "checklists.pdf"})},
    {"problem", "pdf", "the problems on paper", ACCESS_WRITE, 0, ROLES_ALL, register_pdf, params, NULL,
     EXAMPLE({"out", "problems.pdf"})},
    {"availability", "pdf", "the notices on paper", ACCESS_WRITE, 0, ROLES_ALL, register_pdf, params, NULL,
     EXAMPLE({"out", "availability.pdf"})},
    {"consulted", "pdf", "the reports consulted on paper", ACCESS_WRITE, 0, ROLES_ALL, register_pdf, params, NULL,
     EXAMPLE({"out", "consulted.pdf"})},
};

const struct verbs register_paper_verbs = {list, sizeof list / sizeof *list};
