#include "catalog/language_file.h"

#include "base/db.h"
#include "base/shape.h"
#include "base/text.h"
#include "compliance/audit/columns.h"
#include "compliance/audit/intake.h"
#include "compliance/school/year.h"

#include <string.h>

enum { ROWS_MOST = 5000 };

static const struct param columns[] = {
    {"language", PARAM_ARG, KIND_LANGUAGE, NULL, "a tag (es) or an English name (Spanish)"},
    {"families", PARAM_OPTION, KIND_INT, NULL, "families with a pupil in the program", NULL, 0, FAMILIES_MOST},
    {"program", PARAM_OPTION, KIND_TEXT, NULL, "special-education or section-504", program_words},
    {"pupils", PARAM_OPTION, KIND_INT, NULL, "enrolled pupils with this home language", NULL, 0, FAMILIES_MOST},
    {"school_year", PARAM_OPTION, KIND_YEAR, NULL, "school year, like 2026-27"},
    {"english", PARAM_OPTION, KIND_TEXT, NULL, "English name", .most = LANGUAGE_NAME_MOST},
    {"own", PARAM_OPTION, KIND_TEXT, NULL, "name in the language itself", .most = LANGUAGE_NAME_MOST},
    {0},
};
static const char *const aliases[][2] = {{"students", "pupils"},     {"enrolled", "pupils"},
                                         {"enrollment", "pupils"},   {"learners", "pupils"},
                                         {"households", "families"}, {"parents", "families"},
                                         {"year", "school_year"},    {"name", "english"},
                                         {"tag", "language"},        {NULL, NULL}};
static const struct columns_kind language_kind = {.list = columns, .needed = 2, .aliases = aliases};

struct row {
    const char *language, *program, *school_year, *english, *own; /* program NULL: the language alone */
    long families, pupils;
    int year;
    bool creates, is_new, changed; /* creates: the language, too */
    long line;
};

static const struct column row_columns[] = {
    {"language", "language", CELL_TEXT, offsetof(struct row, language), 0, NULL},
    {"program", "program", CELL_TEXT, offsetof(struct row, program), 0, NULL},
    {"families", "families", CELL_INT, offsetof(struct row, families), 0, NULL},
    {"pupils", "pupils", CELL_INT, offsetof(struct row, pupils), 0, NULL},
    {"school_year", "school_year", CELL_TEXT, offsetof(struct row, school_year), 0, NULL},
    {"english", "english", CELL_TEXT, offsetof(struct row, english), 0, NULL},
    {"own", "own", CELL_TEXT, offsetof(struct row, own), 0, NULL},
};
static const struct shape row_shape = SHAPE(row_columns, row);

struct row_list {
    struct row *list;
    size_t count;
};

static void push(struct mem *m, struct row_list *l, const struct row *row) {
    l->list = mem_grow(m, l->list, l->count, sizeof *l->list);
    l->list[l->count++] = *row;
}

/* ---- what is stored ---- */

static bool load_families(struct req *r, struct row_list *out, struct err *e) {
    struct query *q = sql(r->db, "SELECT f.language, f.program, f.families, f.pupils, f.school_year, l.english, l.own "
                                 "FROM family f JOIN language l ON l.school = f.school AND l.tag = f.language "
                                 "WHERE f.school = $1 ORDER BY f.school_year, f.language, f.program");
    *out = (struct row_list){0};
    sql_int(q, r->school);
    while (sql_row(q)) {
        struct row row = {.language = sql_get_text(q, 0, r->mem),
                          .program = sql_get_text(q, 1, r->mem),
                          .families = sql_get_int(q, 2),
                          .pupils = sql_get_int(q, 3),
                          .year = (int)sql_get_int(q, 4),
                          .english = sql_get_text(q, 5, r->mem),
                          .own = sql_get_text(q, 6, r->mem)};
        row.school_year = year_text(r->mem, row.year);
        push(r->mem, out, &row);
    }
    return sql_end(q, e);
}

static struct row language_alone(const struct language *l) {
    return (struct row){
        .language = l->tag, .english = l->english, .own = l->own, .families = INT_NONE, .pupils = INT_NONE};
}

static const struct row *find_row(const struct row_list *all, const struct row *like) {
    for (size_t i = 0; i < all->count; i++) {
        const struct row *one = &all->list[i];
        /* NOLINTNEXTLINE(clang-analyzer-*): set by every path that comes here */
        if (!one->program == !like->program && one->year == like->year && strcmp(one->language, like->language) == 0 &&
            (!one->program || strcmp(one->program, like->program) == 0))
            return one;
    }
    return NULL;
}

/* Writes those of `keys` that are stored, as CSV. */
static bool write_rows(struct req *r, const struct row_list *keys, struct buf *out, struct err *e) {
    struct row_list all, shown = {0};
    struct languages languages;
    if (!load_families(r, &all, e) || !languages_load(r, &languages, e))
        return false;
    for (size_t i = 0; i < keys->count; i++) {
        const struct row *key = &keys->list[i], *there = find_row(&all, key);
        if (there)
            push(r->mem, &shown, there);
        for (size_t k = 0; !key->program && k < languages.count; k++) {
            struct row alone = language_alone(&languages.list[k]);
            if (strcmp(alone.language, key->language) == 0)
                push(r->mem, &shown, &alone);
        }
    }
    shape_csv(out, &row_shape, &(struct rows){shown.list, shown.count});
    return true;
}

bool language_export(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct row_list all;
    struct languages languages;
    (void)f;
    if (!load_families(r, &all, e) || !languages_load(r, &languages, e))
        return false;
    size_t families = all.count;
    for (size_t i = 0; i < languages.count; i++) {
        bool has = false;
        for (size_t k = 0; k < families && !has; k++)
            has = strcmp(all.list[k].language, languages.list[i].tag) == 0;
        struct row alone = language_alone(&languages.list[i]);
        if (!has)
            push(r->mem, &all, &alone);
    }
    answer_list(a, &row_shape, all.list, all.count);
    a->as_csv = true;
    return true;
}

/* ---- reading a file ---- */

struct import {
    struct req *req;
    struct answer *answer;
    struct languages languages; /* with those that the rows so far add */
    struct row_list there, rows;
    struct columns_reading columns;
};

static bool import_header(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    return columns_find(&in->columns, row, e);
}

/* The text of a cell; "" where it is empty, or its column is absent. */
static const char *cell(const struct import *in, const char *column) {
    const char *text = fields_get(&in->columns.row, column);
    return text ? text : "";
}

static void check_name(struct import *in, const char *column, const char *is) {
    const char *given = cell(in, column);
    struct err e = {0};
    if (!*given || strcmp(given, is) == 0)
        return;
    err_set(&e, ERR_INPUT, column, "%s: \"%s\" differs from \"%s\", which cannot be changed", column,
            text_shown(in->req->mem, given), is);
    columns_add(&in->columns, &e);
}

/* Of the row: one that exists, or, with an English name, a new one. */
static bool take_language(struct import *in, struct row *row, struct err *e) {
    struct mem *m = in->req->mem;
    const char *word = cell(in, "language"), *english = cell(in, "english"), *own = cell(in, "own");
    const struct language *l = language_find(&in->languages, word);
    if (l) {
        *row = (struct row){.language = l->tag, .english = l->english, .own = l->own};
        check_name(in, "english", l->english);
        check_name(in, "own", l->own);
        return true;
    }
    if (!*english)
        return language_unknown(m, &in->languages, word, e);
    *row = (struct row){.language = mem_text(m, word),
                        .english = mem_text(m, english),
                        .own = mem_text(m, *own ? own : english),
                        .creates = true};
    const struct language new = {row->language, row->english, row->own};
    return language_check(in->req, &in->languages, &new, e);
}

/* A row that says nothing but the names of a language. */
static bool is_language_alone(const struct import *in) {
    return *cell(in, "english") && !*cell(in, "program") && !*cell(in, "families") && !*cell(in, "pupils") &&
           !*cell(in, "school_year");
}

static void take_figures(struct import *in, struct row *row) {
    const struct fields *f = &in->columns.row;
    const char *program = cell(in, "program");
    struct err e = {0};
    row->program = *program ? mem_text(in->req->mem, program) : program_words[0];
    row->year = field_year(f, "school_year", year_of(in->req->today));
    row->school_year = year_text(in->req->mem, row->year);
    row->families = field_int(f, "families", INT_NONE);
    row->pupils = field_int(f, "pupils", INT_NONE);
    if (row->families != INT_NONE || !fields_has(f, "families"))
        return;
    err_set(&e, ERR_INPUT, "families", "families is empty: %s", columns[1].what);
    columns_add(&in->columns, &e);
}

static bool read_row(struct import *in, const struct csv_row *csv, struct row *row, struct err *e) {
    columns_read(&in->columns, csv);
    const bool alone = is_language_alone(in);
    if (fields_has(&in->columns.row, "language") && !take_language(in, row, e))
        columns_add(&in->columns, e);
    row->line = csv->line;
    row->families = row->pupils = INT_NONE;
    if (!alone)
        take_figures(in, row);
    if (!columns_settle(&in->columns, e))
        return false;
    const struct row *twin = find_row(&in->rows, row), *was = find_row(&in->there, row);
    if (twin)
        return err_set(e, ERR_INPUT, "language", "language: %s is in row %ld already", row->english, twin->line);
    if (was && !columns_has(&in->columns, "pupils"))
        row->pupils = was->pupils;
    row->is_new = alone ? row->creates : !was;
    row->changed = was && (was->families != row->families || was->pupils != row->pupils);
    return true;
}

static bool import_row(void *where, const struct csv_row *csv, struct err *e) {
    struct import *in = where;
    struct row row = {0};
    if (in->rows.count + (size_t)in->answer->refused >= ROWS_MOST)
        return err_set(e, ERR_INPUT, "file", "the file has more than %d rows; is it the right file?", ROWS_MOST);
    if (!read_row(in, csv, &row, e))
        return answer_refuse(in->req, in->answer, csv->line, e);
    if (row.creates) {
        in->languages.list =
            mem_grow(in->req->mem, in->languages.list, in->languages.count, sizeof *in->languages.list);
        in->languages.list[in->languages.count++] = (struct language){row.language, row.english, row.own};
    }
    push(in->req->mem, &in->rows, &row);
    return true;
}

static bool begin_reading(struct import *in, struct req *r, struct answer *a, struct err *e) {
    *in = (struct import){.req = r, .answer = a};
    columns_begin(&in->columns, &language_kind, r->mem, r->today, year_begin(year_of(r->today)));
    return languages_load(r, &in->languages, e) && load_families(r, &in->there, e);
}

/* ---- storing ---- */

static bool put_family(struct req *r, const struct row *row, struct err *e) {
    return family_put(r, row->year, &(struct family){row->language, row->program, row->families, row->pupils}, e);
}

static bool store(struct import *in, struct err *e) {
    for (size_t i = 0; i < in->rows.count; i++) {
        const struct row *row = &in->rows.list[i];
        if (row->creates && !language_put(in->req, &(struct language){row->language, row->english, row->own}, e))
            return false;
        if (row->program && (row->is_new || row->changed) && !put_family(in->req, row, e))
            return false;
    }
    return true;
}

/* What the rows touch; a new language is a row of its own. */
static struct row_list touched(const struct import *in) {
    struct row_list keys = {0};
    for (size_t i = 0; i < in->rows.count; i++) {
        const struct row *row = &in->rows.list[i];
        if (row->creates)
            push(in->req->mem, &keys, &(struct row){.language = row->language});
        if (row->program && (row->is_new || row->changed))
            push(in->req->mem, &keys, row);
    }
    return keys;
}

bool language_import(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct import in = {0};
    struct intake take = {.kind = "languages", .action = "language import", .subject = ""};
    struct csv_sink sink = {&in, import_header, import_row};
    if (!intake_begin(&take, r, f, a, e))
        return false;
    bool ok = begin_reading(&in, r, a, e) && csv_read(r->in, &sink, e);
    for (size_t i = 0; i < in.rows.count; i++) {
        const struct row *row = &in.rows.list[i];
        take.made += row->is_new;
        take.changed += row->changed;
        take.same += !row->is_new && !row->changed;
    }
    if (!intake_goes_on(&take, &ok, e))
        return ok;
    struct row_list keys = touched(&in);
    ok = write_rows(r, &keys, &take.before, e) && store(&in, e) && write_rows(r, &keys, &take.after, e);
    return intake_end(&take, ok, e);
}

/* ---- undoing ---- */

static bool read_kept(struct req *r, const char *text, struct import *in, struct err *e) {
    struct answer told = {.keep_refusals = true};
    const struct csv_sink sink = {in, import_header, import_row};
    bool ok = begin_reading(in, r, &told, e) && csv_read_text(text, &sink, e);
    in->answer = NULL;
    if (!ok)
        return false;
    return told.refused == 0 ||
           err_set(e, ERR_CONFLICT, "batch", "the import cannot be undone: %s", told.refusals[0].why);
}

static bool remove_family(struct req *r, const struct row *row, struct err *e) {
    struct query *q = sql(r->db, "DELETE FROM family WHERE school = $1 AND school_year = $2 AND language = $3 AND "
                                 "program = $4");
    sql_int(q, r->school);
    sql_int(q, row->year);
    sql_text(q, row->language);
    sql_text(q, row->program);
    return sql_do(q, e);
}

static bool remove_language(struct req *r, const struct batch *b, const struct row *row, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT EXISTS (SELECT 1 FROM family WHERE school = $1 AND language = $2) OR EXISTS (SELECT 1 FROM "
                   "item WHERE school = $1 AND instr(' ' || languages || ' ', ' ' || $2 || ' ') > 0)");
    sql_int(q, r->school);
    sql_text(q, row->language);
    bool used = sql_row(q) && sql_get_int(q, 0) == 1;
    if (!sql_end(q, e))
        return false;
    if (used)
        return err_set(e, ERR_RULE, "batch",
                       "batch %ld cannot be undone: it brought %s, which is in use: it has families or an item", b->id,
                       row->english);
    q = sql(r->db, "DELETE FROM language WHERE school = $1 AND tag = $2");
    sql_int(q, r->school);
    sql_text(q, row->language);
    return sql_do(q, e);
}

bool language_undo(struct req *r, const struct batch *b, struct err *e) {
    struct import before = {0}, after = {0};
    struct buf now = {0};
    bool ok = read_kept(r, b->after, &after, e) && read_kept(r, b->before, &before, e) &&
              write_rows(r, &after.rows, &now, e) && batch_is_as_left(r, b, &now, e);
    buf_free(&now);
    for (size_t i = 0; ok && i < after.rows.count; i++)
        ok = !after.rows.list[i].program || remove_family(r, &after.rows.list[i], e);
    for (size_t i = 0; ok && i < before.rows.count; i++)
        ok = put_family(r, &before.rows.list[i], e);
    for (size_t i = 0; ok && i < after.rows.count; i++)
        ok = after.rows.list[i].program || remove_language(r, b, &after.rows.list[i], e);
    return ok;
}
