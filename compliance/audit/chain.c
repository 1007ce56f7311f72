#include "compliance/audit/chain.h"

#include "base/db.h"

#include <stdlib.h>
#include <string.h>

/* ---- texts ---- */

/* Stands for NULL in a canonical text; no checked text can hold it. */
static const char null_mark[] = "\x1e";

void chain_add_text(struct buf *b, const char *text) {
    if (text && *text == *null_mark) /* no text of ours: somebody's who would pass it for NULL */
        buf_text(b, null_mark);
    buf_text(b, text ? text : null_mark);
    buf_add(b, "\n", 1);
}

void chain_add_int(struct buf *b, long n) {
    char digits[24], *at = digits + sizeof digits;
    unsigned long left = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
    if (n == INT_NONE) {
        chain_add_text(b, NULL);
        return;
    }
    *--at = '\n';
    do
        *--at = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    if (n < 0)
        *--at = '-';
    buf_add(b, at, (size_t)(digits + sizeof digits - at));
}

void chain_read_hash(struct query *q, int column, struct hash *out) {
    size_t n;
    const void *bytes = sql_peek_blob(q, column, &n);
    memset(out, 0, sizeof *out);
    if (n == HASH_BYTES)
        memcpy(out->bytes, bytes, HASH_BYTES);
}

/* ---- statements ---- */

enum { INSERT, INSERT_MANY, ROWS, UPWARD, DOWNWARD, NEXT_SCHOOL };

static void make(struct buf *out, const void *key, int kind) {
    const struct chain_table *t = key;
    const char *last = t->last ? t->last : "hash";
    switch (kind) {
    case INSERT:
    case INSERT_MANY:
        buf_printf(out, "INSERT INTO %s (school, id", t->name);
        for (size_t i = 0; i < t->count; i++)
            buf_printf(out, ", %s", t->columns[i].name);
        buf_printf(out, ", hash) %s $1", kind == INSERT ? "VALUES (" : "SELECT");
        for (size_t i = 1; i < t->count + 3; i++)
            buf_printf(out, kind == INSERT ? ", $%zu" : ", c%zu", kind == INSERT ? i + 1 : i);
        buf_text(out, kind == INSERT ? ")" : " FROM given");
        break;
    case ROWS:
        buf_text(out, "SELECT id");
        for (size_t i = 0; i < t->count; i++)
            buf_printf(out, ", %s", t->columns[i].name);
        buf_printf(out, ", hash, school FROM %s WHERE school = $1 ORDER BY id", t->name);
        break;
    case UPWARD: /* the last column: to reach it, all of the row's structure must be sound */
        buf_printf(out, "SELECT id, %s FROM %s ORDER BY school, id", last, t->name);
        break;
    case DOWNWARD:
        buf_printf(out, "SELECT id, %s FROM %s ORDER BY school DESC, id DESC", last, t->name);
        break;
    default:
        buf_printf(out, "SELECT min(school) FROM %s WHERE school > $1", t->name);
    }
}

/* ---- storing ---- */

static void add_value(struct buf *text, const struct chain_column *c, const struct chain_value *v) {
    if (c->type == CHAIN_INT)
        chain_add_int(text, v->number);
    else if (v->text || !c->late)
        chain_add_text(text, v->text);
}

/* Gives the row its place in the chain; its hash is then t->head. */
static void link_row(struct trail *t, const struct chain_table *table, const struct chain_value *values, long *id) {
    struct hash before = t->head;
    t->last++;
    if (id)
        *id = t->last;
    chain_add_text(&t->text, table->name);
    chain_add_int(&t->text, t->last);
    for (size_t i = 0; i < table->count; i++)
        add_value(&t->text, &table->columns[i], &values[i]);
    hash_link(&t->head, &before, t->text.data, t->text.length);
    t->text.length = 0;
}

bool chain_put(struct trail *t, const struct chain_table *table, const struct chain_value *values, long *id,
               struct err *e) {
    link_row(t, table, values, id);
    struct query *q = sql_made(t->req->db, table, INSERT, make);
    sql_int(q, t->req->school);
    sql_int(q, t->last);
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].type == CHAIN_INT)
            sql_int(q, values[i].number);
        else
            sql_text(q, values[i].text);
    sql_blob(q, t->head.bytes, HASH_BYTES);
    return sql_do(q, e);
}

enum { ROWS_MOST = 1024 }; /* that wait; they take under 1 MiB */

static struct sql_value waiting_value(struct mem *m, const struct chain_column *c, const struct chain_value *v) {
    if (c->type == CHAIN_INT)
        return (struct sql_value){v->number == INT_NONE ? SQL_NULL : SQL_INT, v->number, NULL};
    return (struct sql_value){v->text ? SQL_TEXT : SQL_NULL, 0, mem_text(m, v->text)};
}

bool chain_add(struct trail *t, struct chain_rows *rows, const struct chain_table *table,
               const struct chain_value *values, long *id, struct err *e) {
    size_t columns = table->count + 2;
    if (!rows->mem) {
        rows->mem = mem_new();
        rows->values = mem_heap(NULL, ROWS_MOST * columns * sizeof *rows->values);
    }
    link_row(t, table, values, id);
    struct sql_value *at = rows->values + rows->count++ * columns;
    *at++ = (struct sql_value){SQL_INT, t->last, NULL};
    for (size_t i = 0; i < table->count; i++)
        *at++ = waiting_value(rows->mem, &table->columns[i], &values[i]);
    void *hash = mem_alloc(rows->mem, HASH_BYTES);
    *at = (struct sql_value){SQL_BLOB, HASH_BYTES, memcpy(hash, t->head.bytes, HASH_BYTES)};
    return rows->count < ROWS_MOST || chain_flush(t, rows, table, e);
}

bool chain_flush(struct trail *t, struct chain_rows *rows, const struct chain_table *table, struct err *e) {
    if (rows->count == 0)
        return true;
    struct query *q = sql_made(t->req->db, table, INSERT_MANY, make);
    sql_int(q, t->req->school);
    bool ok = sql_many(q, rows->values, rows->count, table->count + 2, e);
    rows->count = 0;
    mem_reset(rows->mem);
    return ok;
}

void chain_drop(struct chain_rows *rows) {
    mem_free(rows->mem);
    free(rows->values);
    *rows = (struct chain_rows){0};
}

enum { TABLES_MOST = 32, FINDINGS_MOST = 50 };

struct chain_row {
    long id, school; /* as the row says, whatever was asked for */
    struct buf text;
    struct hash stored;
};

/* How far the walk has come. Behind a row that does not fit, the next may be the child of what it was or of what its
 * hash says now: so there are two heads, and whatever fits either was not touched. */
struct walk {
    struct req *req;
    const struct chain_table *tables[TABLES_MOST]; /* the trail first */
    struct query *queries[TABLES_MOST];
    struct chain_row rows[TABLES_MOST];
    bool ended[TABLES_MOST], broken[TABLES_MOST];
    long seen[TABLES_MOST]; /* the last row of each */
    size_t count;
    struct hash heads[2];
    long last;
    size_t last_source;
    long first_lost; /* 0: no gap yet */
    chain_found *found;
    void *where;
    long findings;
};

static void tell(struct walk *w, const char *what) {
    if (++w->findings <= FINDINGS_MOST)
        w->found(w->where, what);
}

static void read_row(const struct chain_table *t, struct query *q, struct chain_row *row) {
    row->id = sql_get_int(q, 0);
    row->text.length = 0;
    chain_add_text(&row->text, t->name);
    chain_add_int(&row->text, row->id);
    for (size_t i = 0; i < t->count; i++) {
        const bool number = t->columns[i].type == CHAIN_INT;
        const struct chain_value v = {number ? NULL : sql_peek_text(q, (int)i + 1),
                                      number ? sql_get_int(q, (int)i + 1) : 0};
        add_value(&row->text, &t->columns[i], &v);
    }
    chain_read_hash(q, (int)t->count + 1, &row->stored);
    row->school = sql_get_int(q, (int)t->count + 2);
}

static void walk_on(struct walk *w, size_t i) {
    if (w->ended[i])
        return;
    if (!sql_row(w->queries[i])) {
        w->ended[i] = true;
        w->broken[i] = sql_failed(w->queries[i]);
        return;
    }
    read_row(w->tables[i], w->queries[i], &w->rows[i]);
}

/* `expected`: its hash as the child of the first head. */
static bool fits(const struct walk *w, const struct chain_row *row, struct hash *expected) {
    struct hash other;
    hash_link(expected, &w->heads[0], row->text.data, row->text.length);
    if (row->school != w->req->school)
        return false;
    if (memcmp(expected->bytes, row->stored.bytes, HASH_BYTES) == 0)
        return true;
    if (memcmp(w->heads[0].bytes, w->heads[1].bytes, HASH_BYTES) == 0)
        return false;
    hash_link(&other, &w->heads[1], row->text.data, row->text.length);
    return memcmp(other.bytes, row->stored.bytes, HASH_BYTES) == 0;
}

/* The source whose next row comes first, or count at the end. Of two on one place, the one that fits. */
static size_t first_of(const struct walk *w) {
    size_t first = w->count;
    struct hash ignored;
    for (size_t i = 0; i < w->count; i++) {
        if (w->ended[i])
            continue;
        bool twin = first < w->count && w->rows[i].id == w->rows[first].id;
        if (first == w->count || w->rows[i].id < w->rows[first].id ||
            (twin && !fits(w, &w->rows[first], &ignored) && fits(w, &w->rows[i], &ignored)))
            first = i;
    }
    return first;
}

static void tell_lost(struct walk *w, const char *instead) {
    if (w->first_lost == 0)
        w->first_lost = w->last + 1;
    tell(w, mem_printf(w->req->mem, "row %ld of the chain is missing: %s", w->last + 1, instead));
}

static void take_row(struct walk *w, size_t i) {
    const struct chain_row *row = &w->rows[i];
    const char *table = w->tables[i]->name;
    struct mem *m = w->req->mem;
    struct hash expected;
    if (row->id <= w->last) {
        tell(w, mem_printf(m, "%s %ld does not belong there: the chain has come to row %ld without it", table, row->id,
                           w->last));
        return;
    }
    bool gap = row->id != w->last + 1, fit = fits(w, row, &expected);
    if (gap)
        tell_lost(w, mem_printf(m, "where it should stand, %s has row %ld", table, row->id));
    else if (row->school != w->req->school)
        tell(w, mem_printf(m, "%s %ld was changed after it was written: it says that it is of another school", table,
                           row->id));
    else if (!fit)
        tell(w, mem_printf(m, "%s %ld was changed after it was written: it does not fit its hash", table, row->id));
    w->heads[0] = row->stored;
    w->heads[1] = fit || gap ? row->stored : expected;
    w->last = row->id;
    w->last_source = i;
}

/* The end of the chain: every change ends with its row in the trail (source 0). */
static void tell_end(struct walk *w) {
    struct mem *m = w->req->mem;
    bool broken = false;
    for (size_t i = 0; i < w->count; i++) {
        broken = broken || w->broken[i];
        if (w->broken[i])
            tell(w, mem_printf(m, "row %ld of the chain cannot be read: %s is damaged behind its row %ld",
                               w->first_lost ? w->first_lost : w->last + 1, w->tables[i]->name, w->seen[i]));
    }
    if (w->last > 0 && w->last_source != 0 && !broken)
        tell_lost(w, mem_printf(m, "behind %s %ld, the trail does not say who did it", w->tables[w->last_source]->name,
                                w->last));
}

static void walk_chain(struct walk *w) {
    for (size_t i = 0; i < w->count; i++)
        walk_on(w, i);
    for (size_t i; w->findings <= FINDINGS_MOST && (i = first_of(w)) < w->count;) {
        take_row(w, i);
        w->seen[i] = w->rows[i].id;
        if (w->last % 8192 == 0 && w->req->progress)
            w->req->progress(w->req->progress_where, w->last);
        walk_on(w, i);
    }
    tell_end(w);
}

static void add_table(struct walk *w, const struct chain_table *t) {
    w->tables[w->count] = t;
    w->queries[w->count] = sql_made(w->req->db, t, ROWS, make);
    sql_int(w->queries[w->count++], w->req->school);
}

bool chain_verify(struct req *r, const struct chain_table *const *tables, chain_found *found, void *where,
                  struct err *e) {
    struct walk w = {.req = r, .found = found, .where = where};
    bool ok = true;
    for (size_t i = 0; tables[i] && w.count < TABLES_MOST; i++)
        add_table(&w, tables[i]);
    walk_chain(&w);
    for (size_t i = 0; i < w.count; i++) {
        buf_free(&w.rows[i].text);
        bool ended = sql_end(w.queries[i], e);
        ok = ok && ended;
    }
    return ok;
}

static bool next_school(struct req *r, const struct chain_table *t, long after, long *school, struct err *e) {
    struct query *q = sql_made(r->db, t, NEXT_SCHOOL, make);
    sql_int(q, after);
    long next = sql_row(q) ? sql_get_int(q, 0) : INT_NONE;
    /* Not above `after`: the rows are out of order, and that damage the chain has named. */
    if (next != INT_NONE && next > after && (*school == INT_NONE || next < *school))
        *school = next;
    return sql_end(q, e);
}

bool chain_next_school(struct req *r, const struct chain_table *const *tables, long after, long *school,
                       struct err *e) {
    bool ok = true;
    *school = INT_NONE;
    for (; ok && *tables; tables++)
        ok = next_school(r, *tables, after, school, e);
    return ok;
}

/* The rows in their order, or from the end, as far as they can be read: whether all of them, and which is the last. */
static bool read_through(struct query *q, long *last) {
    struct err ignored = {0}; /* db_check has told it */
    *last = 0;
    while (sql_row(q))
        *last = sql_get_int(q, 0);
    bool whole = !sql_failed(q);
    sql_end(q, &ignored);
    return whole;
}

/* A row that is damaged in its structure ends the reading of its table, or keeps rows from being found at all. From
 * both ends, without looking for a key, the reading comes up to it: so it is named all the same. */
static void name_unreadable(struct req *r, const struct chain_table *t, chain_found *found, void *where) {
    struct mem *m = r->mem;
    long before, behind;
    bool up = read_through(sql_made(r->db, t, UPWARD, make), &before);
    bool down = read_through(sql_made(r->db, t, DOWNWARD, make), &behind);
    if (!up || !down)
        found(where, mem_printf(m, "%s: what stands between its rows %s and %s cannot be read", t->name,
                                before ? mem_printf(m, "%ld", before) : "(the first)",
                                behind ? mem_printf(m, "%ld", behind) : "(the last)"));
}

void chain_name_unreadable(struct req *r, const struct chain_table *const *tables, chain_found *found, void *where) {
    for (; *tables; tables++)
        name_unreadable(r, *tables, found, where);
}
