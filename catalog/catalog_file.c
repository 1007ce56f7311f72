#include "catalog/catalog_file.h"

#include "base/csv.h"
#include "base/db.h"
#include "base/shape.h"
#include "base/text.h"
#include "catalog/catalog_import.h"
#include "compliance/audit/columns.h"
#include "compliance/audit/intake.h"
#include "compliance/school/year.h"

#include <string.h>

enum { ROWS_MOST = 5000 };

/* ---- export ---- */

struct exported {
    struct item item;
    const char *schools, *editions;
};

/* What import takes back: the names are those of its columns. */
static const struct column export_columns[] = {
    {"item", "item", CELL_TEXT, offsetof(struct exported, item.code), 0, NULL},
    {"publication", "publication", CELL_TEXT, offsetof(struct exported, item.publication), 0, NULL},
    {"title", "title", CELL_TEXT, offsetof(struct exported, item.title), 0, NULL},
    {"kind", "kind", CELL_TEXT, offsetof(struct exported, item.kind), 0, NULL},
    {"program", "program", CELL_TEXT, offsetof(struct exported, item.program), 0, NULL},
    {"schools", "schools", CELL_TEXT, offsetof(struct exported, schools), 0, NULL},
    {"languages", "languages", CELL_TEXTS, offsetof(struct exported, item.tags), 0, NULL},
    {"material_number", "material_number", CELL_TEXT, offsetof(struct exported, item.material_number), 0, NULL},
    {"edition", "edition", CELL_TEXT, offsetof(struct exported, item.edition_name), 0, NULL},
    {"own_title", "own_title", CELL_TEXT, offsetof(struct exported, item.own_title), 0, NULL},
    {"unit", "unit", CELL_TEXT, offsetof(struct exported, item.unit), 0, NULL},
    {"copies_per_unit", "copies_per_unit", CELL_INT, offsetof(struct exported, item.copies_per_unit), 0, NULL},
    {"copies_per_year", "copies_per_year", CELL_INT, offsetof(struct exported, item.copies_per_year), 0, NULL},
    {"floor", "floor", CELL_INT, offsetof(struct exported, item.floor), 0, NULL},
    {"shelf_cap", "shelf_cap", CELL_INT, offsetof(struct exported, item.shelf_cap), 0, NULL},
    {"minimum", "minimum", CELL_INT, offsetof(struct exported, item.minimum), 0, NULL},
    {"maximum", "maximum", CELL_INT, offsetof(struct exported, item.maximum), 0, NULL},
    {"retired", "retired", CELL_DATE, offsetof(struct exported, item.retired_on), 0, NULL},
    {"number_source", "number_source", CELL_TEXT, offsetof(struct exported, item.number_source), 0, NULL},
    {"editions", "editions", CELL_TEXT, offsetof(struct exported, editions), 0, NULL},
};
const struct shape catalog_export_shape = SHAPE(export_columns, exported);

static void add_name(struct buf *b, const char *name) {
    for (const char *s = name; s && *s; s++)
        buf_add(b, *s == ';' ? ";;" : s, *s == ';' ? 2 : 1);
}

/* All of an item that has several; NULL where `edition` says it. */
static const char *editions_text(struct mem *m, const struct editions *all, long item) {
    struct buf b = {0};
    size_t n = 0;
    for (size_t i = 0; i < all->count; i++) {
        const struct edition *ed = &all->list[i];
        if (ed->item != item)
            continue;
        if (n++ > 0)
            buf_printf(&b, "; %s ", date_iso(m, ed->from));
        add_name(&b, ed->name);
    }
    const char *text = n > 1 ? mem_text(m, b.data) : NULL;
    buf_free(&b);
    return text;
}

static bool wants(const char *const *codes, size_t count, const char *code) {
    for (size_t i = 0; codes && i < count; i++)
        if (strcmp(codes[i], code) == 0)
            return true;
    return !codes;
}

/* Those items, or with codes NULL all of them. */
static bool load_rows(struct req *r, const char *const *codes, size_t count, struct rows *out, struct err *e) {
    struct items all;
    struct editions editions;
    size_t n = 0;
    if (!items_load(r, &all, e) || !editions_load(r, 0, &editions, e))
        return false;
    struct exported *rows = mem_alloc(r->mem, (all.count + 1) * sizeof *rows);
    for (size_t i = 0; i < all.count; i++)
        if (wants(codes, count, all.list[i].code))
            rows[n++] = (struct exported){all.list[i], all.list[i].secondary_only ? "secondary" : "all",
                                          editions_text(r->mem, &editions, all.list[i].id)};
    *out = (struct rows){rows, n};
    return true;
}

static bool write_rows(struct req *r, const char *const *codes, size_t count, struct buf *out, struct err *e) {
    struct rows rows;
    if (!load_rows(r, codes, count, &rows, e))
        return false;
    shape_csv(out, &catalog_export_shape, &rows);
    return true;
}

bool catalog_export(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct rows rows;
    (void)f;
    if (!load_rows(r, NULL, 0, &rows, e))
        return false;
    answer_list(a, &catalog_export_shape, rows.list, rows.count);
    a->as_csv = true;
    return true;
}

/* ---- import: reading ---- */

struct import {
    struct req *req;
    struct answer *answer;
    struct items all; /* as they would be after the rows so far */
    struct editions editions;
    struct languages languages;
    struct columns_reading columns;
    struct item_plan *plans;
    size_t count;
    bool undoing; /* then editions may go */
};

static bool import_header(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    return columns_find(&in->columns, row, e);
}

/* Up to a ; that stands alone; moves *text behind it, and past one blank. NULL at the end. */
static const char *next_edition(struct mem *m, const char **text) {
    const char *s = *text;
    if (!s)
        return NULL;
    char *name = mem_alloc(m, strlen(s) + 1);
    size_t n = 0;
    for (; *s && (*s != ';' || s[1] == ';'); s++) {
        s += *s == ';';
        name[n++] = *s;
    }
    *text = *s ? s + 1 + (s[1] == ' ') : NULL;
    return name;
}

static bool bad_editions(const char *text, struct mem *m, const char *why, struct err *e) {
    return err_set(e, ERR_INPUT, "editions", "editions: \"%s\": %s; write them like Sep 2018; 2026-09-14 Sep 2026",
                   text_shown(m, text), why);
}

static bool split_editions(struct mem *m, const char *text, struct item_plan *p, struct err *e) {
    const char *left = text;
    for (const char *one; (one = next_edition(m, &left)) != NULL;) {
        struct edition ed = {.number = (long)p->edition_count + 1, .from = date_from(1, 1, 1)};
        if (ed.number > 1 && (strlen(one) < 12 || one[10] != ' ' || !date_parse_iso(mem_textn(m, one, 10), &ed.from)))
            return bad_editions(text, m, "after a ; a day and a name are expected", e);
        if (ed.number > 1)
            one += 11;
        if (!parse_text(m, "editions", one, EDITION_NAME_MOST, e))
            return false;
        ed.name = *one ? one : NULL;
        for (size_t i = 0; i < p->edition_count; i++)
            if (ed.from <= p->editions[i].from ||
                (ed.name && p->editions[i].name && strcmp(ed.name, p->editions[i].name) == 0))
                return bad_editions(text, m, "each begins after the one before it and has a name of its own", e);
        p->editions = mem_grow(m, p->editions, p->edition_count, sizeof *p->editions);
        p->editions[p->edition_count++] = ed;
    }
    return p->edition_count <= EDITIONS_MOST || bad_editions(text, m, "at most 100 are kept", e);
}

/* The list begins with the editions that the item has; what follows is new, as by `catalog supersede`. */
static bool check_editions(struct import *in, const struct item_plan *p, struct err *e) {
    const char *code = p->after.code;
    size_t had = 0;
    for (size_t i = 0; p->before && i < in->editions.count; i++) {
        const struct edition *ed = &in->editions.list[i];
        if (ed->item != p->before->id)
            continue;
        if (had >= p->edition_count ? !in->undoing : p->editions[had].from != ed->from)
            return err_hinted(e, hint_new(in->req->mem, "Its editions", "catalog show", "item", code, NULL), ERR_INPUT,
                              "editions",
                              "editions: %s has an edition since %s; a file adds editions, and takes none away", code,
                              date_iso(in->req->mem, ed->from));
        had++;
    }
    for (size_t i = had; i < p->edition_count; i++)
        if (i > 0 &&
            (p->editions[i].from < date_from(1990, 1, 1) || p->editions[i].from > in->req->today + EDITION_AHEAD_MOST))
            return err_set(e, ERR_INPUT, "editions", "editions: %s is before 1990 or more than a year ahead",
                           date_iso(in->req->mem, p->editions[i].from));
    return true;
}

static bool is_same_edition(const struct edition *a, const struct edition *b) {
    return a->from == b->from && strcmp(a->name ? a->name : "", b->name ? b->name : "") == 0;
}

/* With a list of editions, the cell `edition` is only a word for one of them: the day tells which is current. */
static bool plan_editions(struct import *in, struct item_plan *p, struct err *e) {
    const char *text = plan_value(p, ITEM_EDITIONS), *current = plan_value(p, ITEM_EDITION);
    bool named = !current;
    size_t had = 0, same = 0;
    if (!text)
        return true;
    if (!split_editions(in->req->mem, text, p, e) || !check_editions(in, p, e))
        return false;
    for (size_t i = 0; p->before && i < in->editions.count; i++)
        if (in->editions.list[i].item == p->before->id) {
            same += had < p->edition_count && is_same_edition(&p->editions[had], &in->editions.list[i]);
            had++;
        }
    for (size_t i = 0; i < p->edition_count; i++) {
        const struct edition *ed = &p->editions[i];
        named = named || (ed->name && text_same_nocase(ed->name, current));
        if (ed->from > in->req->today)
            continue;
        p->after.edition = ed->number;
        p->after.edition_name = ed->name;
    }
    if (!named)
        return err_set(e, ERR_INPUT, "edition", "edition: \"%s\" is not in the cell \"editions\"",
                       text_shown(in->req->mem, current));
    if (p->before) {
        const struct item *i = p->before;
        p->changed = *item_changes(in->req->mem, i, &p->after) || i->retired_on != p->after.retired_on ||
                     same != p->edition_count || had != p->edition_count;
    }
    return true;
}

/* The row gives the item a number that it did not have. */
static bool takes_number(const struct item_plan *p) {
    const char *had = p->before ? p->before->material_number : NULL, *has = p->after.material_number;
    return has && (!had || strcmp(had, has) != 0);
}

/* The catalog as it would be: later rows are checked against it. A number that
 * is taken is not in it before settle_numbers. */
static void remember(struct import *in, const struct item_plan *p) {
    struct item after = p->after;
    if (takes_number(p))
        after.material_number = NULL;
    for (size_t i = 0; p->before && i < in->all.count; i++)
        if (in->all.list[i].id == after.id) {
            in->all.list[i] = after;
            return;
        }
    in->all.list = mem_grow(in->req->mem, in->all.list, in->all.count, sizeof *in->all.list);
    in->all.list[in->all.count++] = after;
}

/* After the last row, so that numbers may change hands in any order: each row
 * takes its number, and one that is not free then is refused. */
static void settle_numbers(struct import *in) {
    struct err refusal = {0};
    size_t kept = 0;
    for (size_t i = 0; i < in->count; i++) {
        const struct item_plan *p = &in->plans[i];
        if (takes_number(p) && !item_check_number(&in->all, &p->after, &refusal)) {
            answer_refuse(in->req, in->answer, p->line, &refusal);
            continue;
        }
        for (size_t k = 0; takes_number(p) && k < in->all.count; k++)
            if (in->all.list[k].id == p->after.id)
                in->all.list[k].material_number = p->after.material_number;
        in->plans[kept++] = *p;
    }
    in->count = kept;
}

/* Its cells are good; what they say must fit the catalog. */
static bool plan_row(struct import *in, const struct csv_row *row, struct item_plan *p, struct err *e) {
    struct columns_reading *c = &in->columns;
    struct mem *m = in->req->mem;
    columns_read(c, row);
    if (!columns_settle(c, e))
        return false;
    for (size_t k = 0; k < ITEM_COLUMNS; k++)
        if (c->at[k] >= 0)
            p->value[k] = mem_text(m, fields_get(&c->row, item_columns[k].name));
    p->retired_on = field_date(&c->row, item_columns[ITEM_RETIRED].name, DATE_NONE);
    for (size_t i = 0; i < in->count; i++)
        if (strcmp(in->plans[i].after.code, p->value[ITEM_CODE]) == 0)
            return err_set(e, ERR_INPUT, "item", "item: \"%s\" is in row %ld already",
                           text_shown(m, p->value[ITEM_CODE]), in->plans[i].line);
    if (!plan_make(in->req, &in->all, &in->languages, p, &c->problems))
        return columns_settle(c, e);
    if (!plan_editions(in, p, e))
        return false;
    if (p->before) { /* a copy of its own: later rows change the list */
        struct item *before = mem_alloc(m, sizeof *before);
        *before = *p->before;
        p->before = before;
    }
    return true;
}

static bool import_row(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    struct item_plan plan = {.line = row->line, .retired_on = DATE_NONE};
    if (in->count + (size_t)in->answer->refused >= ROWS_MOST)
        return err_set(e, ERR_INPUT, "file", "the file has more than %d rows; is it a catalog?", ROWS_MOST);
    if (!plan_row(in, row, &plan, e))
        return answer_refuse(in->req, in->answer, row->line, e);
    remember(in, &plan);
    in->plans = mem_grow(in->req->mem, in->plans, in->count, sizeof *in->plans);
    in->plans[in->count++] = plan;
    return true;
}

static bool begin_reading(struct import *in, struct err *e) {
    static const struct columns_kind kind = {.list = item_columns, .needed = 1};
    struct req *r = in->req;
    columns_begin(&in->columns, &kind, r->mem, r->today, year_begin(year_of(r->today)));
    return items_load(r, &in->all, e) && languages_load(r, &in->languages, e) && editions_load(r, 0, &in->editions, e);
}

/* ---- storing ---- */

struct changes {
    struct edition_change *list;
    size_t count;
};

static void note_change(struct import *in, struct changes *c, long item, int from) {
    c->list = mem_grow(in->req->mem, c->list, c->count, sizeof *c->list);
    c->list[c->count++] = (struct edition_change){item, from};
}

/* Sets the names of the editions that an item has, adds new ones and, undoing, takes away those behind the list. */
static bool store_editions(struct import *in, const struct item_plan *p, struct changes *c, struct err *e) {
    const struct item *i = &p->after;
    size_t had = 0;
    for (size_t k = 0; p->before && k < in->editions.count; k++) {
        const struct edition *ed = &in->editions.list[k];
        if (ed->item != i->id)
            continue;
        if (had < p->edition_count &&
            !edition_rename(in->req, i->id, p->editions[had].number, p->editions[had].name, e))
            return false;
        if (had >= p->edition_count)
            note_change(in, c, i->id, ed->from);
        had++;
    }
    if (had > p->edition_count)
        return editions_remove(in->req, i->id, (long)p->edition_count + 1, e);
    for (size_t k = p->before ? had : 1; k < p->edition_count; k++) {
        if (!edition_add(in->req, i, p->editions[k].name, p->editions[k].from, e))
            return false;
        note_change(in, c, i->id, p->editions[k].from);
    }
    return true;
}

static bool store_plan(struct import *in, struct item_plan *p, struct changes *c, struct err *e) {
    if (p->edition_count == 0)
        return plan_store(in->req, p, e);
    if (p->before)
        return store_editions(in, p, c, e) && plan_store(in->req, p, e);
    p->after.edition_name = p->editions[0].name; /* of the first, with which an item is made */
    return plan_store(in->req, p, e) && store_editions(in, p, c, e);
}

/* Numbers that change hands are first put down, so that none is held twice. */
static bool store_all(struct import *in, struct changes *c, struct err *e) {
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
        if ((!in->plans[i].before || in->plans[i].changed) && !store_plan(in, &in->plans[i], c, e))
            return false;
    return true;
}

/* The codes of what is stored. */
static const char **codes_of(const struct import *in, size_t *count) {
    const char **codes = mem_alloc(in->req->mem, (in->count + 1) * sizeof *codes);
    *count = 0;
    for (size_t i = 0; i < in->count; i++)
        if (!in->plans[i].before || in->plans[i].changed)
            codes[(*count)++] = in->plans[i].after.code;
    return codes;
}

bool catalog_import(struct req *r, const struct fields *f, struct answer *a, const struct catalog_shelf *shelf,
                    struct err *e) {
    struct import in = {.req = r, .answer = a};
    struct intake take = {.kind = "catalog", .action = "catalog import", .subject = ""};
    struct csv_sink sink = {&in, import_header, import_row};
    struct changes changes = {0};
    size_t count;
    if (!intake_begin(&take, r, f, a, e))
        return false;
    bool ok = begin_reading(&in, e) && csv_read(r->in, &sink, e);
    if (ok)
        settle_numbers(&in);
    for (size_t i = 0; i < in.count; i++) {
        take.made += !in.plans[i].before;
        take.changed += in.plans[i].before && in.plans[i].changed;
        take.same += in.plans[i].before && !in.plans[i].changed;
    }
    if (!intake_goes_on(&take, &ok, e))
        return ok;
    const char **codes = codes_of(&in, &count);
    ok = write_rows(r, codes, count, &take.before, e) && store_all(&in, &changes, e) &&
         shelf->settle(&take.trail, changes.list, changes.count, e) && write_rows(r, codes, count, &take.after, e);
    return intake_end(&take, ok, e);
}

/* ---- undoing ---- */

static bool remove_item(struct req *r, const struct item *i, struct err *e) {
    if (!editions_remove(r, i->id, 1, e))
        return false;
    struct query *q = sql(r->db, "DELETE FROM item WHERE school = $1 AND id = $2");
    sql_int(q, r->school);
    sql_int(q, i->id);
    if (!sql_do(q, e))
        return false;
    q = sql(r->db, "DELETE FROM publication WHERE school = $1 AND code = $2 AND NOT EXISTS (SELECT 1 FROM item i WHERE "
                   "i.school = $1 AND i.publication = $2)");
    sql_int(q, r->school);
    sql_text(q, i->publication);
    return sql_do(q, e);
}

/* An item, or with `edition` one of its editions. */
static bool still_used(struct mem *m, const struct batch *b, const char *code, const char *edition, struct err *e) {
    const struct hint *way_out =
        edition ? hint_new(m, "Where only its name is wrong", "catalog set", "item", code, "edition", hint_blank, NULL)
                : hint_new(m, "Where it is not to be ordered", "catalog retire", "item", code, NULL);
    return err_hinted(e, way_out, ERR_RULE, "batch",
                      "batch %ld cannot be undone: it brought %s%s%s%s, which is in use: it has movements or an order",
                      b->id, edition ? "edition " : "", edition ? edition : "", edition ? " of " : "", code);
}

/* Takes away what the rows `after` have and `before` do not. */
static bool remove_new(struct req *r, const struct batch *b, const struct import *before, const struct import *after,
                       const struct catalog_shelf *shelf, struct err *e) {
    for (size_t i = 0; i < after->count; i++) {
        const struct item *one = after->plans[i].before;
        bool was = !one, used = false;
        for (size_t k = 0; !was && k < before->count; k++)
            was = strcmp(before->plans[k].after.code, one->code) == 0;
        if (was)
            continue;
        if (!shelf->is_used(r, one->id, 0, &used, e))
            return false;
        if (used)
            return still_used(r->mem, b, one->code, NULL, e);
        if (!remove_item(r, one, e))
            return false;
    }
    return true;
}

/* Rows of our own, as a batch keeps them. Those `before` may not fit while those `after` stand: a number changed hands.
 */
static bool read_kept(struct req *r, const char *text, struct import *in, struct answer *a, struct err *e) {
    *a = (struct answer){.keep_refusals = true};
    *in = (struct import){.req = r, .answer = a, .undoing = true};
    struct csv_sink sink = {in, import_header, import_row};
    return begin_reading(in, e) && csv_read_text(text, &sink, e);
}

static bool all_taken(const struct batch *b, const struct answer *a, struct err *e) {
    return a->refused == 0 ||
           err_set(e, ERR_CONFLICT, "batch", "batch %ld cannot be undone: %s", b->id, a->refusals[0].why);
}

static bool editions_unused(struct import *in, const struct batch *b, const struct catalog_shelf *shelf,
                            struct err *e) {
    for (size_t i = 0; i < in->count; i++) {
        const struct item_plan *p = &in->plans[i];
        long keep = p->edition_count ? (long)p->edition_count : 1;
        for (size_t k = 0; p->before && k < in->editions.count; k++) {
            const struct edition *ed = &in->editions.list[k];
            bool used = false;
            if (ed->item != p->before->id || ed->number <= keep)
                continue;
            if (!shelf->is_used(in->req, ed->item, ed->number, &used, e))
                return false;
            if (used)
                return still_used(in->req->mem, b, p->before->code, ed->name, e);
        }
    }
    return true;
}

/* A row without a list had one edition, whose name is in `edition`. */
static void list_single_editions(struct import *in) {
    for (size_t i = 0; i < in->count; i++) {
        struct item_plan *p = &in->plans[i];
        if (p->edition_count > 0)
            continue;
        p->editions = mem_alloc(in->req->mem, sizeof *p->editions);
        p->editions[0] = (struct edition){0, 1, plan_value(p, ITEM_EDITION), date_from(1, 1, 1)};
        p->edition_count = 1;
        p->after.edition = 1;
        p->after.edition_name = p->editions[0].name;
        p->changed = true;
    }
}

bool catalog_undo(struct trail *t, const struct batch *b, const struct catalog_shelf *shelf, struct err *e) {
    struct req *r = t->req;
    struct import before, after;
    struct answer told;
    struct changes changes = {0};
    struct buf now = {0};
    size_t count = 0;
    if (!read_kept(r, b->after, &after, &told, e) || !all_taken(b, &told, e) ||
        !read_kept(r, b->before, &before, &told, e) || !all_taken(b, &told, e))
        return false;
    const char **codes = mem_alloc(r->mem, (after.count + 1) * sizeof *codes);
    for (size_t i = 0; i < after.count; i++)
        codes[count++] = after.plans[i].after.code;
    bool ok = write_rows(r, codes, count, &now, e) && batch_is_as_left(r, b, &now, e);
    buf_free(&now);
    if (!ok || !remove_new(r, b, &before, &after, shelf, e) || !read_kept(r, b->before, &before, &told, e))
        return false;
    settle_numbers(&before);
    list_single_editions(&before);
    return all_taken(b, &told, e) && editions_unused(&before, b, shelf, e) && store_all(&before, &changes, e) &&
           shelf->settle(t, changes.list, changes.count, e);
}
