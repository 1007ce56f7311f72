#include "catalog/catalog_import.h"

#include "base/csv.h"
#include "base/db.h"
#include "base/text.h"
#include "catalog/item_keys.h"
#include "compliance/trail.h"

#include <string.h>

enum plan_column { ITEM, PUBLICATION, TITLE, KIND, PROGRAM, SCHOOLS, LANGUAGES, KEYS_FROM, RETIRED = PLAN_COLUMNS - 1 };

static const char *const columns[PLAN_COLUMNS] = {
    "item",    "publication",     "title",           "kind",    "program",
    "schools", "languages",       "material_number", "edition", "own_title",
    "unit",    "copies_per_unit", "copies_per_year", "floor",   "shelf_cap",
    "minimum", "maximum",         "retired"};

static int find_column(const char *name) {
    for (int c = 0; c < PLAN_COLUMNS; c++)
        if (strcmp(columns[c], name) == 0)
            return c;
    return -1;
}

bool plan_take(struct item_plan *p, struct mem *m, const char *column, const char *value) {
    int c = find_column(column);
    if (c >= 0)
        p->value[c] = mem_text(m, value);
    return c >= 0;
}

/* ---- one item ---- */

static bool check_code(struct mem *m, const char *code, struct err *e) {
    size_t n = strlen(code);
    if (n == 0)
        return err_set(e, ERR_INPUT, "item", "item is empty; write its code, like parent-guide.hy");
    if (n > ITEM_CODE_MOST || strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-.") != n || !strchr(code, '.') ||
        code[0] == '.' || code[0] == '-' || code[n - 1] == '.')
        return err_set(e, ERR_INPUT, "item",
                       "item: \"%s\" is no item code; write publication.language in small letters, digits and "
                       "hyphens, at most %d, like parent-guide.hy",
                       text_shown(m, code), ITEM_CODE_MOST);
    return true;
}

static const char *given(const struct item_plan *p, enum plan_column c, const char *otherwise) {
    return p->value[c] && *p->value[c] ? p->value[c] : otherwise;
}

/* What cannot be changed of an item that is there must be what it is. */
static bool check_same(struct req *r, const struct item_plan *p, struct err *e) {
    const struct item *i = p->before;
    const struct {
        enum plan_column c;
        const char *is;
    } fixed[] = {
        {PUBLICATION, i->publication}, {TITLE, i->title},         {KIND, i->kind},
        {PROGRAM, i->program},         {LANGUAGES, i->languages}, {SCHOOLS, i->secondary_only ? "secondary" : "all"}};
    for (size_t k = 0; k < sizeof fixed / sizeof *fixed; k++)
        if (strcmp(given(p, fixed[k].c, fixed[k].is), fixed[k].is) != 0)
            return err_set(e, ERR_INPUT, columns[fixed[k].c],
                           "%s: \"%s\" differs from \"%s\", which cannot be changed; retire %s and add another item",
                           columns[fixed[k].c], text_shown(r->mem, p->value[fixed[k].c]), fixed[k].is, i->code);
    return true;
}

/* The tags of the code's last part: "en-es" is English and Spanish. */
static const char *languages_of_code(struct mem *m, const char *code, const struct languages *all) {
    char *tags = mem_text(m, strrchr(code, '.') + 1);
    if (language_find(all, tags))
        return tags;
    for (char *s = tags; *s; s++)
        if (*s == '-')
            *s = ' ';
    return tags;
}

static bool take_languages(struct req *r, const struct languages *all, struct item_plan *p, struct err *e) {
    const char *wanted = given(p, LANGUAGES, languages_of_code(r->mem, p->after.code, all)), *kept = "";
    const char **tags = NULL;
    size_t n = 0;
    for (const char *s = wanted + strspn(wanted, " "); *s; s += strspn(s, " ")) {
        size_t length = strcspn(s, " ");
        const char *word = mem_textn(r->mem, s, length);
        const struct language *l = language_find(all, word);
        if (!l)
            return language_unknown(r->mem, all, word, e);
        tags = mem_grow(r->mem, tags, n, sizeof *tags);
        tags[n++] = l->tag;
        kept = mem_printf(r->mem, "%s%s%s", kept, *kept ? " " : "", l->tag);
        s += length;
    }
    if (n == 0 || n > 10)
        return err_set(e, ERR_INPUT, "languages", "languages: from one to ten tags are expected, like \"en es\"");
    tags = mem_grow(r->mem, tags, n, sizeof *tags);
    tags[n] = NULL;
    p->after.tags = tags;
    p->after.languages = kept;
    return true;
}

static bool take_publication(struct req *r, const struct items *all, struct item_plan *p, struct err *e) {
    static const char *const kinds[] = {"booklet", "brochure", "guide", "poster", "other", NULL};
    static const char *const schools[] = {"all", "secondary", NULL};
    struct mem *m = r->mem;
    struct item *after = &p->after;
    after->publication =
        given(p, PUBLICATION, mem_textn(m, after->code, (size_t)(strrchr(after->code, '.') - after->code)));
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->list[i].publication, after->publication) == 0) {
            after->title = all->list[i].title;
            after->short_title = all->list[i].short_title;
            after->kind = all->list[i].kind;
            after->program = all->list[i].program;
            after->secondary_only = all->list[i].secondary_only;
            return true;
        }
    p->new_publication = true;
    after->title = after->short_title = given(p, TITLE, NULL);
    if (!after->title)
        return err_set(e, ERR_INPUT, "title",
                       "title: there is no publication \"%s\" yet, so it needs a title (or is the code mistyped?)",
                       text_shown(m, after->publication));
    after->kind = given(p, KIND, "other");
    after->program = given(p, PROGRAM, program_words[0]);
    after->secondary_only = strcmp(given(p, SCHOOLS, "all"), "secondary") == 0;
    return parse_text(m, "title", after->title, TITLE_MOST, e) &&
           parse_text(m, "publication", after->publication, ITEM_CODE_MOST, e) &&
           parse_word(m, "kind", after->kind, kinds, e) && program_check(m, after->program, e) &&
           parse_word(m, "schools", given(p, SCHOOLS, "all"), schools, e);
}

static bool take_keys(struct req *r, struct item_plan *p, struct err *e) {
    struct fields f = {.mem = r->mem, .today = r->today, .year_begin = r->today};
    for (int c = KEYS_FROM; c < RETIRED; c++)
        if (p->value[c] && !item_key_set(r, &p->after, columns[c], p->value[c], e))
            return false;
    const char *retired = p->value[RETIRED];
    if (retired && !*retired)
        p->after.retired_on = DATE_NONE;
    return !retired || !*retired || parse_date(&f, "retired", retired, &p->after.retired_on, e);
}

bool plan_make(struct req *r, const struct items *all, const struct languages *languages, struct item_plan *p,
               struct err *e) {
    const char *code = given(p, ITEM, "");
    if (!check_code(r->mem, code, e))
        return false;
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->list[i].code, code) == 0)
            p->before = &all->list[i];
    if (p->before) {
        p->after = *p->before;
        if (!check_same(r, p, e) || !take_keys(r, p, e))
            return false;
        p->changed = *item_changes(r->mem, p->before, &p->after) || p->before->retired_on != p->after.retired_on;
    } else {
        p->after = (struct item){.code = code,
                                 .copies_per_unit = INT_NONE,
                                 .copies_per_year = INT_NONE,
                                 .title_copies = INT_NONE,
                                 .floor = INT_NONE,
                                 .shelf_cap = INT_NONE,
                                 .minimum = INT_NONE,
                                 .maximum = INT_NONE,
                                 .retired_on = DATE_NONE};
        if (!take_publication(r, all, p, e) || !take_languages(r, languages, p, e) || !take_keys(r, p, e))
            return false;
        if (p->after.material_number)
            p->after.number_source = mem_printf(r->mem, "entered by %s, %s", r->actor, date_iso(r->mem, r->today));
        p->after.id = -1 - p->line; /* not an item's yet, and unlike any other row's */
    }
    return item_check(r, all, &p->after, e);
}

bool plan_store(struct req *r, struct item_plan *p, struct err *e) {
    if (p->before)
        return item_store(r, &p->after, e);
    if (p->new_publication) {
        struct query *q = sql(r->db, "INSERT INTO publication (school, code, place, program, title, short_title, "
                                     "kind, secondary_only, copies_per_year) VALUES ($1, $2, "
                                     "(SELECT coalesce(max(place), 0) + 1 FROM publication WHERE school = $1), $3, "
                                     "$4, $5, $6, $7, NULL) ON CONFLICT DO NOTHING");
        sql_int(q, r->school);
        sql_text(q, p->after.publication);
        sql_text(q, p->after.program);
        sql_text(q, p->after.title);
        sql_text(q, p->after.short_title);
        sql_text(q, p->after.kind);
        sql_int(q, p->after.secondary_only);
        if (!sql_do(q, e))
            return false;
    }
    return item_insert(r, &p->after, e);
}

/* ---- a file of them ---- */

enum { ROWS_MOST = 5000 };

struct import {
    struct req *req;
    struct answer *answer;
    struct items all; /* as they would be after the rows so far */
    struct languages languages;
    int column[CSV_COLUMNS_MOST]; /* which of ours each column of the file is */
    struct item_plan *plans;
    size_t count;
};

static bool import_header(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    bool item = false;
    for (size_t c = 0; c < row->count; c++) {
        in->column[c] = find_column(row->cells[c]);
        item = item || in->column[c] == ITEM;
        if (in->column[c] < 0)
            return err_set(e, ERR_INPUT, "file", "the header has a column \"%s\" that is none of catalog export",
                           text_shown(in->req->mem, row->cells[c]));
    }
    return item || err_set(e, ERR_INPUT, "file", "the header has no column \"item\"; see: guidestock catalog export");
}

/* The catalog as it would be: later rows are checked against it. */
static void remember(struct import *in, const struct item_plan *p) {
    for (size_t i = 0; p->before && i < in->all.count; i++)
        if (in->all.list[i].id == p->after.id) {
            in->all.list[i] = p->after;
            return;
        }
    in->all.list = mem_grow(in->req->mem, in->all.list, in->all.count, sizeof *in->all.list);
    in->all.list[in->all.count++] = p->after;
}

static bool plan_row(struct import *in, const struct csv_row *row, struct item_plan *p, struct err *e) {
    if (row->fault)
        return err_set(e, ERR_INPUT, "file", "%s", row->fault);
    for (size_t c = 0; c < row->count; c++)
        plan_take(p, in->req->mem, columns[in->column[c]], row->cells[c]);
    const char *code = given(p, ITEM, "");
    for (size_t i = 0; i < in->count; i++)
        if (strcmp(in->plans[i].after.code, code) == 0)
            return err_set(e, ERR_INPUT, "item", "item: \"%s\" stands in row %ld already",
                           text_shown(in->req->mem, code), in->plans[i].line);
    if (!plan_make(in->req, &in->all, &in->languages, p, e))
        return false;
    if (p->before) { /* a copy of its own: the list is changed under it */
        struct item *before = mem_alloc(in->req->mem, sizeof *before);
        *before = *p->before;
        p->before = before;
    }
    return true;
}

static bool import_row(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    struct item_plan plan = {.line = row->line};
    if (in->count >= ROWS_MOST)
        return err_set(e, ERR_INPUT, "file", "a catalog of over %d rows is none", ROWS_MOST);
    if (!plan_row(in, row, &plan, e)) {
        answer_refuse(in->req, in->answer, row->line, e);
        return true;
    }
    remember(in, &plan);
    in->plans = mem_grow(in->req->mem, in->plans, in->count, sizeof *in->plans);
    in->plans[in->count++] = plan;
    return true;
}

/* Numbers that change hands are first put down, so that none is held twice. */
static bool store_all(struct import *in, struct err *e) {
    for (size_t i = 0; i < in->count; i++) {
        struct item_plan *p = &in->plans[i];
        if (!p->before || !p->changed || !p->before->material_number)
            continue;
        struct item without = *p->before;
        without.material_number = NULL;
        if (!item_store(in->req, &without, e))
            return false;
    }
    for (size_t i = 0; i < in->count; i++)
        if ((!in->plans[i].before || in->plans[i].changed) && !plan_store(in->req, &in->plans[i], e))
            return false;
    return true;
}

bool catalog_import(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct import in = {.req = r, .answer = a};
    struct csv_sink sink = {&in, import_header, import_row};
    struct trail t;
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = items_load(r, &in.all, e) && languages_load(r, &in.languages, e) && csv_read(r->in, &sink, e);
    long made = 0, changed = 0;
    for (size_t i = 0; i < in.count; i++) {
        made += !in.plans[i].before;
        changed += in.plans[i].before && in.plans[i].changed;
    }
    const char *words = mem_printf(r->mem, "%ld new, %ld changed, %ld unchanged, %ld refused", made, changed,
                                   (long)in.count - made - changed, a->refused);
    ok = ok && answer_unrefused(a, mem_printf(r->mem, "%s. Nothing was stored.", words), e);
    if (ok && (fields_has(f, "dry-run") || made + changed == 0)) {
        trail_drop(&t);
        a->text = mem_printf(r->mem, "%s. Nothing was stored.", words);
        return true;
    }
    ok = ok && store_all(&in, e);
    a->text = mem_printf(r->mem, "%s.", words);
    return trail_end(&t, ok, "catalog import", "", words, e);
}
