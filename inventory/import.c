#include "inventory/import.h"

#include "base/csv.h"
#include "base/db.h"
#include "base/text.h"
#include "catalog/catalog_import.h"
#include "compliance/calendar.h"
#include "compliance/school.h"
#include "inventory/count.h"
#include "inventory/ledger.h"

#include <stdlib.h>
#include <string.h>

enum import_column { DATE, ITEM, KIND, QUANTITY, REASON, NOTE, COLUMNS };
static const char *const columns[COLUMNS] = {"date", "item", "kind", "quantity", "reason", "note"};

/* The change of one item, edition and day, gathered before it is stored. */
struct gathered {
    long item, edition, amounts[3];
    long rows;
    int date;
    bool used, crowded; /* crowded: rows of earlier imports stand on that day */
};
enum { GATHERED = 1 << 15, GATHERED_MOST = GATHERED / 4 * 3 };

struct import {
    struct req *req;
    struct answer *answer;
    struct fields fields; /* what dates mean; its memory is for one row */
    struct items items;
    struct editions editions;
    const struct item **by_code; /* sorted */
    const char *level;
    int column[COLUMNS]; /* -1: absent */
    struct gathered *gathered;
    size_t gathered_count;
    struct ledger ledger;
    struct buf mark_text;
    long batch, rows, fresh, spaces;
    bool storing; /* the second time through */
};

/* ---- reading a row ---- */

static bool import_header(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    for (int c = 0; c < COLUMNS; c++) {
        in->column[c] = csv_find(row, columns[c]);
        if (c <= QUANTITY && in->column[c] < 0)
            return err_set(e, ERR_INPUT, "file", "the header has no column \"%s\"; expected %s", columns[c],
                           "date,item,kind,quantity,reason,note");
    }
    return true;
}

/* Without blanks at its ends, in the memory of the row; empty when the column is absent. */
static const char *cell(struct import *in, const struct csv_row *row, enum import_column c) {
    if (in->column[c] < 0)
        return "";
    const char *text = row->cells[in->column[c]];
    size_t n = strlen(text), lead = strspn(text, " ");
    while (n > lead && text[n - 1] == ' ')
        n--;
    if (lead == 0 && text[n] == '\0')
        return text;
    const char *trimmed = mem_textn(in->fields.mem, text + lead, n - lead);
    if (!in->storing && ++in->spaces <= 20)
        answer_note(in->req, in->answer, "row %ld, %s: \"%s\" has a space at its %s (taken as %s)", row->line,
                    columns[c], text_shown(in->fields.mem, text), lead ? "beginning" : "end", trimmed);
    return trimmed;
}

static int compare_code(const void *key, const void *element) {
    return strcmp(key, (*(const struct item *const *)element)->code);
}

static int compare_items(const void *a, const void *b) {
    return strcmp((*(const struct item *const *)a)->code, (*(const struct item *const *)b)->code);
}

static bool find_item(struct import *in, const char *word, const struct item **out, struct err *e) {
    const struct item **hit = bsearch(word, in->by_code, in->items.count, sizeof(const struct item *), compare_code);
    struct req scratch = *in->req;
    scratch.mem = in->fields.mem;
    if (hit)
        *out = *hit;
    else if (!item_find(&scratch, &in->items, word, out, e))
        return false;
    if (!item_in_school(*out, in->level))
        return err_set(e, ERR_RULE, "item", "item: %s is for secondary schools only (REF-5640.9)", (*out)->code);
    return true;
}

static bool find_kind(struct mem *m, const char *word, enum movement_kind *kind, struct err *e) {
    int k = movement_kind_of(word);
    if (k < 0)
        return err_set(e, ERR_INPUT, "kind", "kind: \"%s\" is none of receive, print, issue, return, adjust",
                       text_shown(m, word));
    *kind = (enum movement_kind)k;
    return true;
}

static const char *or_null(const char *text) { return *text ? text : NULL; }

/* Not "today" or "+2w": the same file must mean the same tomorrow. */
static bool parse_day(struct import *in, const char *text, int *date, struct err *e) {
    if (*text >= 'a' || *text == '+' || *text == '-')
        return err_set(e, ERR_INPUT, "date", "date: \"%s\" is not a date; write it like 2026-08-13 or 8/13/2026",
                       text_shown(in->fields.mem, text));
    return parse_date(&in->fields, "date", text, date, e);
}

static bool parse_row(struct import *in, const struct csv_row *row, struct movement *v, struct err *e) {
    struct mem *m = in->fields.mem;
    const struct item *item;
    long copies;
    if (row->fault)
        return err_set(e, ERR_INPUT, "file", "%s", row->fault);
    *v = (struct movement){.reverses = INT_NONE, .batch = in->batch};
    v->reason = or_null(cell(in, row, REASON));
    v->note = or_null(cell(in, row, NOTE));
    if (!parse_day(in, cell(in, row, DATE), &v->on_date, e) || !check_past(&in->fields, "date", v->on_date, e) ||
        !find_item(in, cell(in, row, ITEM), &item, e) || !find_kind(m, cell(in, row, KIND), &v->kind, e) ||
        !parse_int(m, "quantity", cell(in, row, QUANTITY), 1, QUANTITY_MOST, &copies, e) ||
        !movement_sign(m, v, copies, e) || (v->note && !parse_text(m, "note", v->note, NOTE_MOST, e)))
        return false;
    v->item = item->id;
    v->edition = edition_on(&in->editions, item->id, v->on_date)->number;
    if (v->edition > 2 && v->reason && strcmp(v->reason, "superseded") == 0)
        return err_set(e, ERR_INPUT, "reason",
                       "reason: %s has several superseded editions; record this one by hand: guidestock stock adjust",
                       item->code);
    if (v->edition == 2 && v->reason && strcmp(v->reason, "superseded") == 0)
        v->edition = 1; /* of the edition that was */
    return true;
}

static void tick(struct import *in) {
    in->rows++;
    if (in->rows % 256 == 0)
        mem_reset(in->fields.mem);
    if (in->rows % 8192 == 0 && in->req->progress)
        in->req->progress(in->req->progress_where, in->rows);
}

static bool check_row(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    struct movement v;
    if (!parse_row(in, row, &v, e))
        answer_refuse(in->req, in->answer, row->line, e);
    tick(in);
    return true;
}

/* ---- storing ---- */

static struct gathered *slot_of(struct import *in, const struct movement *v) {
    size_t at = ((size_t)v->item * 31 + (size_t)v->edition) * 40503U + (size_t)v->on_date * 2654435761U;
    for (;; at++) {
        struct gathered *g = &in->gathered[at % GATHERED];
        if (!g->used || (g->item == v->item && g->edition == v->edition && g->date == v->on_date))
            return g;
    }
}

static int by_item_and_day(const void *a, const void *b) {
    const struct gathered *x = a, *y = b;
    return x->item != y->item         ? (x->item < y->item ? -1 : 1)
           : x->edition != y->edition ? (x->edition < y->edition ? -1 : 1)
                                      : (x->date > y->date) - (x->date < y->date);
}

/* Puts what was gathered into the store, in the order of its keys. */
static bool store_gathered(struct import *in, struct err *e) {
    size_t n = 0;
    for (size_t i = 0; i < GATHERED; i++)
        if (in->gathered[i].used && in->gathered[i].rows > 0)
            in->gathered[n++] = in->gathered[i];
    qsort(in->gathered, n, sizeof *in->gathered, by_item_and_day);
    for (size_t i = 0; i < n; i++) {
        struct gathered *g = &in->gathered[i];
        if (!ledger_day(&in->ledger, g->item, g->edition, g->date, g->amounts, e))
            return false;
    }
    return true;
}

static bool flush(struct import *in, struct err *e) {
    bool ok = store_gathered(in, e);
    memset(in->gathered, 0, GATHERED * sizeof *in->gathered);
    in->gathered_count = 0;
    return ok;
}

/* Whether rows of earlier imports stand on the item's day: only then can a row be one of them. */
static bool day_has_imported(struct import *in, const struct movement *v, bool *has, struct err *e) {
    struct query *q = sql(in->req->db, "SELECT 1 FROM movement WHERE school = $1 AND item = $2 AND on_date = $3 AND "
                                       "mark IS NOT NULL AND batch <> $4 LIMIT 1");
    sql_int(q, in->req->school);
    sql_int(q, v->item);
    sql_date(q, v->on_date);
    sql_int(q, in->batch);
    *has = sql_row(q);
    return sql_end(q, e);
}

/* The item's day among those gathered; made when it is not there. */
static bool gathered_day(struct import *in, const struct movement *v, struct gathered **out, struct err *e) {
    struct gathered *g = slot_of(in, v);
    if (!g->used && in->gathered_count >= GATHERED_MOST) {
        if (!flush(in, e))
            return false;
        g = slot_of(in, v);
    }
    *out = g;
    if (g->used)
        return true;
    *g = (struct gathered){.item = v->item, .edition = v->edition, .date = v->on_date, .used = true};
    in->gathered_count++;
    return in->batch == 1 || day_has_imported(in, v, &g->crowded, e);
}

static void gather(struct gathered *g, const struct movement *v) {
    g->amounts[0] += v->quantity;
    g->amounts[1] += movement_came_in(v);
    g->amounts[2] += movement_used(v);
    g->rows++;
}

static long mark_of(struct buf *b, const struct movement *v) {
    b->length = 0;
    trail_add_text(b, movement_kind_names[v->kind]);
    trail_add_int(b, v->quantity);
    trail_add_text(b, v->reason);
    trail_add_text(b, v->note);
    return hash_mark(b->data, b->length);
}

static void bind_content(struct query *q, const struct import *in, const struct movement *v) {
    sql_int(q, in->req->school);
    sql_int(q, v->item);
    sql_date(q, v->on_date);
    sql_int(q, v->mark);
}

/* The first time that the file brings this content: how often is it there, not undone? */
static bool meet_content(struct import *in, const struct movement *v, long *before, struct err *e) {
    struct query *q = sql(in->req->db, "SELECT count(*) FROM movement m WHERE school = $1 AND item = $2 AND "
                                       "on_date = $3 AND mark = $4 AND batch <> $5 AND NOT EXISTS (SELECT 1 FROM "
                                       "movement u WHERE u.school = m.school AND u.reverses = m.id)");
    bind_content(q, in, v);
    sql_int(q, in->batch);
    *before = sql_row(q) ? sql_get_int(q, 0) : 0;
    if (!sql_end(q, e))
        return false;
    q = sql(in->req->db, "INSERT INTO import_seen (school, item, on_date, mark, before, seen) "
                         "VALUES ($1, $2, $3, $4, $5, 1)");
    bind_content(q, in, v);
    sql_int(q, *before);
    return sql_do(q, e);
}

/* A row is new when the file brings its content more often than it is there. */
static bool is_fresh(struct import *in, const struct movement *v, bool *fresh, struct err *e) {
    struct query *q = sql(in->req->db, "UPDATE import_seen SET seen = seen + 1 WHERE school = $1 AND item = $2 AND "
                                       "on_date = $3 AND mark = $4 RETURNING before, seen");
    long before = 0, seen = 0;
    bind_content(q, in, v);
    while (sql_row(q)) {
        before = sql_get_int(q, 0);
        seen = sql_get_int(q, 1);
    }
    if (!sql_end(q, e))
        return false;
    if (seen == 0) {
        seen = 1;
        if (!meet_content(in, v, &before, e))
            return false;
    }
    *fresh = seen > before;
    return true;
}

static bool store_row(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    struct movement v = {0};
    struct err refused = {0};
    struct gathered *g;
    bool fresh = true;
    tick(in);
    if (!parse_row(in, row, &v, &refused))
        return true; /* named the first time through; nothing will be stored */
    v.mark = mark_of(&in->mark_text, &v);
    if (!gathered_day(in, &v, &g, e) || (g->crowded && !is_fresh(in, &v, &fresh, e)))
        return false;
    if (!fresh)
        return true;
    in->fresh++;
    gather(g, &v);
    return ledger_insert(&in->ledger, &v, e);
}

/* ---- the whole ---- */

/* A third look at the file, for the last row that took copies on or before each such day. */
struct naming {
    struct import *in;
    const struct belows *belows;
    struct named {
        long line;
        int date;
    } * rows;
};

static bool name_header(void *where, const struct csv_row *row, struct err *e) {
    return import_header(((struct naming *)where)->in, row, e);
}

static bool name_row(void *where, const struct csv_row *row, struct err *e) {
    struct naming *n = where;
    struct movement v = {0};
    struct err refused = {0};
    (void)e;
    tick(n->in);
    if (!parse_row(n->in, row, &v, &refused) || v.quantity > 0)
        return true;
    for (size_t i = 0; i < n->belows->count; i++) {
        const struct below *b = &n->belows->list[i];
        if (b->item == v.item && b->edition == v.edition && v.on_date <= b->on_date && v.on_date >= n->rows[i].date)
            n->rows[i] = (struct named){row->line, v.on_date};
    }
    return true;
}

static bool refuse_below(struct import *in, const struct belows *belows, struct err *e) {
    if (belows->count == 0)
        return true;
    struct naming n = {in, belows, mem_alloc(in->req->mem, belows->count * sizeof(struct named))};
    struct csv_sink sink = {&n, name_header, name_row};
    for (size_t i = 0; i < belows->count; i++)
        n.rows[i].date = DATE_NONE;
    if (!csv_read(in->req->in, &sink, e))
        return false;
    for (size_t i = 0; i < belows->count; i++) {
        const struct below *b = &belows->list[i];
        struct err one = {0};
        err_set(&one, ERR_RULE, "quantity", "quantity: %s would stand at %ld copies on %s; below zero is not possible",
                item_by_id(&in->items, b->item)->code, b->balance, date_iso(in->req->mem, b->on_date));
        answer_refuse(in->req, in->answer, n.rows[i].line, &one);
    }
    return err_set(e, ERR_INPUT, "quantity", "%zu %s would go below zero. Nothing was stored.", belows->count,
                   belows->count == 1 ? "item" : "items");
}

static bool new_batch(struct import *in, struct err *e) {
    struct req *r = in->req;
    struct query *q = sql(r->db, "SELECT coalesce(max(id), 0) + 1 FROM batch WHERE school = $1");
    sql_int(q, r->school);
    if (sql_row(q))
        in->batch = sql_get_int(q, 0);
    if (!sql_end(q, e))
        return false;
    q = sql(r->db, "INSERT INTO batch (school, id, at, actor, rows) VALUES ($1, $2, $3, $4, 0)");
    sql_int(q, r->school);
    sql_int(q, in->batch);
    sql_text(q, r->now);
    sql_text(q, r->actor);
    return sql_do(q, e);
}

static bool end_batch(struct import *in, struct err *e) {
    struct query *q = sql(in->req->db, "UPDATE batch SET rows = $1 WHERE school = $2 AND id = $3");
    sql_int(q, in->fresh);
    sql_int(q, in->req->school);
    sql_int(q, in->batch);
    if (!sql_do(q, e))
        return false;
    q = sql(in->req->db, "DELETE FROM import_seen WHERE school = $1");
    sql_int(q, in->req->school);
    return sql_do(q, e);
}

static bool prepare(struct import *in, struct err *e) {
    struct school school;
    struct req *r = in->req;
    if (!items_load(r, &in->items, e) || !editions_load(r, 0, &in->editions, e) || !school_load(r, &school, e))
        return false;
    in->level = school.level;
    in->by_code = mem_alloc(r->mem, (in->items.count + 1) * sizeof *in->by_code);
    for (size_t i = 0; i < in->items.count; i++)
        in->by_code[i] = &in->items.list[i];
    qsort(in->by_code, in->items.count, sizeof *in->by_code, compare_items);
    in->gathered = mem_alloc(r->mem, GATHERED * sizeof *in->gathered);
    return true;
}

/* Within the transaction: every row that was not refused is put down, so that
 * what is here already can be told; it is kept only when `keep` holds. */
static bool store_file(struct import *in, struct trail *t, struct err *e) {
    struct csv_sink sink = {in, import_header, store_row};
    struct belows belows;
    struct buf trigger = {0};
    in->storing = true;
    in->rows = 0;
    ledger_begin(&in->ledger, t);
    /* The trigger is against a REPLACE from outside; here it would cost a sixth of the time, and the lock is ours. */
    bool ok = new_batch(in, e) && db_trigger_off(in->req->db, "movement_is_new", &trigger, e) &&
              csv_read(in->req->in, &sink, e) && db_trigger_on(in->req->db, &trigger, e) && store_gathered(in, e) &&
              ledger_settle(&in->ledger, &belows, e) && refuse_below(in, &belows, e) && end_batch(in, e);
    buf_free(&trigger);
    return ok;
}

static bool import_all(struct import *in, const struct fields *f, struct err *e) {
    struct csv_sink check = {in, import_header, check_row};
    struct req *r = in->req;
    struct answer *a = in->answer;
    struct trail t;
    if (!prepare(in, e) || !csv_read(r->in, &check, e))
        return false;
    long rows = in->rows;
    if (rows == 0)
        return err_set(e, ERR_INPUT, "file", "the file has a header but no row");
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = store_file(in, &t, e);
    const char *words = mem_printf(r->mem, "%ld row%s: %ld new, %ld already here, %ld refused", rows,
                                   rows == 1 ? "" : "s", in->fresh, rows - in->fresh - a->refused, a->refused);
    if (ok && a->refused > 0)
        ok = answer_unrefused(a, mem_printf(r->mem, "%s. Nothing was stored.", words), e);
    if (ok && (fields_has(f, "dry-run") || in->fresh == 0)) {
        trail_drop(&t);
        a->text = mem_printf(r->mem, "%s. Nothing was stored.", words);
        return true;
    }
    a->text = mem_printf(r->mem, "%s. (batch %ld)", words, in->batch);
    return trail_end(&t, ok, "import", mem_printf(r->mem, "batch %ld", in->batch), words, e);
}

static bool import_movements(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct import in = {.req = r, .answer = a, .fields = *f};
    in.fields.mem = mem_new();
    bool ok = import_all(&in, f, e);
    mem_free(in.fields.mem);
    buf_free(&in.mark_text);
    return ok;
}

/* ---- which kind of file ---- */

static const struct kind {
    const char *name;
    const char *const marks[4]; /* a header with all of these is one */
    bool (*import)(struct req *r, const struct fields *f, struct answer *a, struct err *e);
    const char *header;
} kinds[] = {
    {"movements", {"date", "item", "kind", "quantity"}, import_movements, "date,item,kind,quantity,reason,note"},
    {"calendar", {"school_year", "kind", "from"}, calendar_import, "school_year,kind,from,to,name"},
    {"counts", {"item", "quantity"}, count_import, "item,quantity"},
    {"catalog", {"item", "languages"}, catalog_import, "item,publication,languages,material_number,edition,..."},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct telling {
    const struct kind *kind;
    struct mem *mem;
};

static bool tell_kind(void *where, const struct csv_row *row, struct err *e) {
    struct telling *t = where;
    for (size_t k = 0; k < KINDS; k++) {
        bool all = true;
        for (size_t i = 0; i < 4 && kinds[k].marks[i]; i++)
            all = all && csv_find(row, kinds[k].marks[i]) >= 0;
        if (all) {
            t->kind = &kinds[k];
            return true;
        }
    }
    const char *expected = "";
    for (size_t k = 0; k < KINDS; k++)
        expected = mem_printf(t->mem, "%s\n  %s: %s", expected, kinds[k].name, kinds[k].header);
    return err_set(e, ERR_INPUT, "file", "the header row tells no kind of file; it must be one of%s", expected);
}

/* The header is known: the rest is for the reader of its kind. */
static bool enough(void *where, const struct csv_row *row, struct err *e) {
    (void)where;
    (void)row;
    (void)e;
    return false;
}

static bool import_file(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct telling t = {NULL, r->mem};
    struct csv_sink sink = {&t, tell_kind, enough};
    csv_read(r->in, &sink, e);
    if (e->kind != ERR_NONE)
        return false;
    return t.kind->import(r, f, a, e);
}

static const struct param params[] = {
    {"file", PARAM_ARG, KIND_FILE, "FILE", "CSV; its header row tells what it holds", NULL},
    {"dry-run", PARAM_FLAG, KIND_TEXT, NULL, "check all of it, say what is new, and store nothing", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"import", "", "movements, counts, a catalog or a calendar from a CSV file", NEED_WRITE, ROLES_OFFICE, import_file,
     params, NULL, "import movements.csv --dry-run"},
};
const struct verbs import_verbs = {verbs, sizeof verbs / sizeof *verbs};
