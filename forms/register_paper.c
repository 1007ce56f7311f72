#include "forms/register_paper.h"

#include "compliance/cases/register_show.h"
#include "compliance/cases/register_verbs.h"
#include "forms/paper.h"

enum { NUMBER_WIDTH = 30, STATUS_WIDTH = 46, CASE_LINES = 12 };

struct register_paper {
    struct req *req;
    const struct register_book *book;
    struct register_entries entries; /* in the order in which they are printed */
    bool cases;                      /* with the references and texts of cases */
    const struct register_column *columns[TABLE_COLUMNS_MOST];
    struct table_column heads[TABLE_COLUMNS_MOST];
    int count; /* of columns */
};

/* Number first, status last. True: the columns ask for landscape. */
static bool lay_out(struct register_paper *p) {
    int width = NUMBER_WIDTH + STATUS_WIDTH;
    p->heads[0] = (struct table_column){"NO.", NUMBER_WIDTH, 6, PAGE_LEFT, false};
    p->count = 1;
    for (const struct register_column *c = p->book->columns; c->name && p->count < TABLE_COLUMNS_MOST - 1; c++) {
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

static void draw_top(struct sheet *s, const struct register_paper *p) {
    size_t open = 0, count = 0; /* a void entry is printed, but not counted */
    for (size_t i = 0; i < p->entries.count; i++) {
        open += p->entries.list[i].status == REGISTER_OPEN;
        count += p->entries.list[i].status != REGISTER_VOID;
    }
    sheet_top(s, p->book->duty);
    const struct sheet_entry entries[] = {
        {"SCHOOL", s->paper->school.name, 0.34, &sheet_body},
        {"LOCATION CODE", s->paper->school.code, 0.16, &sheet_strong},
        {"ENTRIES", mem_printf(s->mem, "%zu", count), 0.12, &sheet_strong},
        {"OF THEM OPEN", mem_printf(s->mem, "%zu", open), 0.16, &sheet_strong},
        {"PRINTED", date_words(s->mem, p->req->today), 0.22, &sheet_body},
    };
    sheet_entries(s, entries, sizeof entries / sizeof *entries);
    s->table.y += 8;
}

/* "CASE" as "Case". */
static const char *small_head(struct mem *m, const char *head) {
    char *text = mem_text(m, head);
    for (char *c = text + 1; *c; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
    return text;
}

/* What an entry holds of its case, each text after the head of its column; NULL: nothing. */
static const char *case_text(struct sheet *s, const struct register_paper *p, const struct register_entry *x) {
    const char *all = NULL;
    for (const struct register_column *c = p->book->columns; c->name; c++) {
        if (!register_column_is_of_case(p->book, c))
            continue;
        const char *text = register_cell(s->row, x, c, true);
        if (text)
            all = mem_printf(s->row, "%s%s%s: %s", all ? all : "", all ? " \302\267 " : "", small_head(s->row, c->head),
                             text);
    }
    return all;
}

static void draw_entry(struct sheet *s, const struct register_paper *p, const struct register_entry *x) {
    struct table_row row = {.from = 1, .to = p->count - 1};
    row.cell[0][0] = sheet_figure(&sheet_bold, s, x->number);
    for (int i = 1; i < p->count - 1; i++)
        row.cell[i][0] = sheet_piece(&sheet_body, PAGE_LINES_MOST, register_cell(s->row, x, p->columns[i], true));
    row.cell[p->count - 1][0] = sheet_piece(&sheet_bold, 2, register_status(p->req, x));
    if (p->cases) {
        row.beneath[0] = sheet_piece(&sheet_small, CASE_LINES, case_text(s, p, x));
        row.beneath[0].space = 2;
    }
    sheet_row(s, &row);
}

static void draw_foot(struct sheet *s, const struct register_paper *p) {
    sheet_need(s, 106);
    s->table.y += 8;
    sheet_text(s, &sheet_small, 2,
               mem_printf(s->mem, "Done: %s. Void: entered by mistake, not counted.%s", p->book->closes,
                          p->cases ? " This paper names cases: keep it as confidential as they are."
                                   : " No case is named on this paper."));
    const char *holidays = register_holidays(&p->entries);
    if (holidays)
        sheet_text(s, &sheet_small, 1, holidays);
    sheet_sign_both(s, 40, (struct sheet_signer){"Prepared by", sheet_requester(s)},
                    (struct sheet_signer){"Approved by the principal", NULL});
}

static void draw(struct sheet *s) {
    const struct register_paper *p = s->paper->of;
    draw_top(s, p);
    sheet_columns(s, p->heads, p->count);
    if (p->entries.count > 0)
        table_head(&s->table);
    else
        sheet_text(s, &sheet_body, 1, "Nothing is entered.");
    for (size_t i = 0; i < p->entries.count; i++)
        draw_entry(s, p, &p->entries.list[i]);
    draw_foot(s, p);
}

/* ---- the verb ---- */

static const char *which(struct req *r, const struct fields *f) {
    const char *today = date_words(r->mem, r->today);
    if (fields_has(f, "year"))
        return fields_get(f, "year");
    return fields_has(f, "open") ? mem_printf(r->mem, "open on %s", today) : today;
}

static bool print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct register_paper *of = mem_alloc(r->mem, sizeof *of);
    struct paper *p = paper_load(r, e);
    of->req = r;
    of->book = register_find(r->verb->noun);
    of->cases = fields_has(f, "cases");
    if (!p || !register_choose(r, f, of->book, false, &of->entries, e))
        return false;
    register_sort(&of->entries);
    p->form = of->book->title;
    p->which = which(r, f);
    p->landscape = lay_out(of);
    p->draw = draw;
    p->of = of;
    return (!of->cases || register_tell_read(r, f, &of->entries, e)) &&
           paper_answer(a, p, mem_printf(r->mem, "%s.pdf", of->book->noun));
}

const struct verbs *register_paper_verbs(struct mem *m) {
    static const struct field example[] = {
        {.name = "year", .value = "2026-27"}, {.name = "out", .value = "out.pdf"}, {0}};
    struct verb *list = mem_alloc(m, REGISTERS * sizeof *list);
    struct verbs *all = mem_alloc(m, sizeof *all);
    for (size_t i = 0; i < REGISTERS; i++)
        list[i] = (struct verb){register_books[i]->noun,
                                "pdf",
                                mem_printf(m, "the %s on paper", register_books[i]->plural),
                                ACCESS_READ_LOGGED,
                                0,
                                ROLES_ALL,
                                print,
                                register_export_params,
                                &shape_bytes,
                                example,
                                NULL};
    *all = (struct verbs){list, REGISTERS};
    return all;
}
