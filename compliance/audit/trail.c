#include "compliance/audit/trail.h"

#include "base/db.h"

#include <string.h>

/* Stands for NULL in a canonical text; no checked text can hold it. */
static const char null_mark[] = "\x1e";

void trail_add_text(struct buf *b, const char *text) {
    if (text && *text == *null_mark) /* no text of ours: somebody's who would pass it for NULL */
        buf_text(b, null_mark);
    buf_text(b, text ? text : null_mark);
    buf_add(b, "\n", 1);
}

void trail_add_int(struct buf *b, long n) {
    char digits[24], *at = digits + sizeof digits;
    unsigned long left = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
    if (n == INT_NONE) {
        trail_add_text(b, NULL);
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

void trail_read_hash(struct query *q, int column, struct hash *out) {
    size_t n;
    const void *bytes = sql_peek_blob(q, column, &n);
    memset(out, 0, sizeof *out);
    if (n == HASH_BYTES)
        memcpy(out->bytes, bytes, HASH_BYTES);
}

bool trail_head(struct req *r, long *last, struct hash *head, struct err *e) {
    struct query *q = sql(r->db, "SELECT id, hash FROM trail WHERE school = $1 ORDER BY id DESC LIMIT 1");
    sql_int(q, r->school);
    *last = 0;
    memset(head, 0, sizeof *head);
    if (sql_row(q)) {
        *last = sql_get_int(q, 0);
        trail_read_hash(q, 1, head);
    }
    return sql_end(q, e);
}

bool trail_at(struct req *r, long place, struct hash *hash, struct err *e) {
    struct query *q = sql(r->db, "SELECT hash FROM trail WHERE school = $1 AND id = $2");
    memset(hash, 0, sizeof *hash);
    sql_int(q, r->school);
    sql_int(q, place);
    if (sql_row(q))
        trail_read_hash(q, 0, hash);
    return sql_end(q, e);
}

enum { GROUP_BYTES = 4 };

const char *trail_head_text(struct mem *m, const struct hash *head) {
    struct buf b = {0};
    for (size_t i = 0; i < HASH_BYTES; i++)
        buf_printf(&b, "%s%02x", i > 0 && i % GROUP_BYTES == 0 ? "-" : "", head->bytes[i]);
    const char *text = mem_text(m, b.data);
    buf_free(&b);
    return text;
}

bool trail_head_parse(const char *text, struct hash *out) {
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    size_t n = 0;
    memset(out, 0, sizeof *out);
    for (; *text; text++) {
        if (*text == ' ' || *text == '-')
            continue;
        const char *digit = strchr(digits, *text);
        if (!digit || n == (size_t)2 * HASH_BYTES)
            return false;
        out->bytes[n / 2] |= (unsigned char)((digit - digits) % 16 << (n % 2 == 0 ? 4 : 0));
        n++;
    }
    return n == (size_t)2 * HASH_BYTES;
}

const char *trail_at_text(struct mem *m, const char *at) {
    if (!at || strlen(at) < 16)
        return "an unknown day";
    return mem_printf(m, "%.10s %.5s UTC", at, at + 11);
}

bool trail_find(struct req *r, const struct hash *head, struct trail_place *out, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT t.id, t.at, (SELECT count(*) FROM trail a WHERE a.school = $1 AND a.id > t.id) "
                   "FROM trail t WHERE t.school = $1 AND t.hash = $2 LIMIT 1");
    *out = (struct trail_place){0};
    sql_int(q, r->school);
    sql_blob(q, head->bytes, HASH_BYTES);
    if (sql_row(q))
        *out = (struct trail_place){
            .place = sql_get_int(q, 0), .at = sql_get_text(q, 1, r->mem), .after = sql_get_int(q, 2)};
    return sql_end(q, e);
}

bool trail_begin(struct trail *t, struct req *r, struct err *e) {
    *t = (struct trail){.req = r};
    return r->school == 0 || trail_head(r, &t->last, &t->head, e);
}

void trail_start_chain(struct trail *t) {
    t->last = 0;
    memset(&t->head, 0, sizeof t->head);
}

void trail_link(struct trail *t, long *id, struct hash *hash) {
    struct hash before = t->head;
    hash_link(&t->head, &before, t->text.data, t->text.length);
    *id = ++t->last;
    *hash = t->head;
    t->text.length = 0;
}

struct entry {
    const char *at, *actor, *action, *subject, *detail;
};

static void canonical(struct buf *b, long id, const struct entry *row) {
    trail_add_text(b, "trail");
    trail_add_int(b, id);
    trail_add_text(b, row->at);
    trail_add_text(b, row->actor);
    trail_add_text(b, row->action);
    trail_add_text(b, row->subject);
    trail_add_text(b, row->detail);
}

static bool write_row(struct trail *t, const struct entry *row, struct err *e) {
    long id;
    struct hash hash;
    canonical(&t->text, t->last + 1, row);
    trail_link(t, &id, &hash);
    struct query *q = sql(t->req->db, "INSERT INTO trail (school, id, at, actor, action, subject, detail, hash) "
                                      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    sql_int(q, t->req->school);
    sql_int(q, id);
    sql_text(q, row->at);
    sql_text(q, row->actor);
    sql_text(q, row->action);
    sql_text(q, row->subject);
    sql_text(q, row->detail);
    sql_blob(q, hash.bytes, HASH_BYTES);
    if (!sql_do(q, e))
        return false;
    db_witness(t->req->db);
    return true;
}

bool trail_end(struct trail *t, bool ok, const char *action, const char *subject, const char *detail, struct err *e) {
    struct entry row = {t->req->now, t->req->actor, action, subject, detail};
    ok = ok && write_row(t, &row, e);
    buf_free(&t->text);
    return ok;
}

void trail_drop(struct trail *t) {
    buf_free(&t->text);
    t->req->dropped = true;
}

/* ---- verifying ---- */

static void own_canonical(struct query *q, struct buf *text) {
    const struct entry row = {sql_peek_text(q, 1), sql_peek_text(q, 2), sql_peek_text(q, 3), sql_peek_text(q, 4),
                              sql_peek_text(q, 5)};
    canonical(text, sql_get_int(q, 0), &row);
}

enum { SOURCES_MOST = 32, FINDINGS_MOST = 50 };

struct trail_row {
    long id, school; /* as the row says, whatever was asked for */
    struct buf text;
    struct hash stored;
};

/* How far the walk has come. Behind a row that does not fit, the next may be the child of what it was or of what its
 * hash says now: so there are two heads, and whatever fits either was not touched. */
struct walk {
    struct req *req;
    const struct trail_source *sources[SOURCES_MOST];
    struct trail_row rows[SOURCES_MOST];
    bool ended[SOURCES_MOST], broken[SOURCES_MOST];
    long seen[SOURCES_MOST]; /* the last row of each */
    size_t count;
    struct hash heads[2];
    long last;
    size_t last_source;
    long first_lost; /* 0: no gap yet */
    void (*found)(void *where, const char *what);
    void *where;
    long findings;
};

static void tell(struct walk *w, const char *what) {
    if (++w->findings <= FINDINGS_MOST)
        w->found(w->where, what);
}

static void walk_on(struct walk *w, size_t i) {
    const struct trail_source *from = w->sources[i];
    struct trail_row *row = &w->rows[i];
    if (w->ended[i])
        return;
    if (!sql_row(from->rows)) {
        w->ended[i] = true;
        w->broken[i] = sql_failed(from->rows);
        return;
    }
    row->id = sql_get_int(from->rows, 0);
    row->text.length = 0;
    from->canonical(from->rows, &row->text);
    trail_read_hash(from->rows, from->hash, &row->stored);
    row->school = sql_get_int(from->rows, from->hash + 1);
}

/* `expected`: its hash as the child of the first head. */
static bool fits(const struct walk *w, const struct trail_row *row, struct hash *expected) {
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
    const struct trail_row *row = &w->rows[i];
    const char *table = w->sources[i]->table;
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
                               w->first_lost ? w->first_lost : w->last + 1, w->sources[i]->table, w->seen[i]));
    }
    if (w->last > 0 && w->last_source != 0 && !broken)
        tell_lost(w, mem_printf(m, "behind %s %ld, the trail does not say who did it",
                                w->sources[w->last_source]->table, w->last));
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

bool trail_verify(struct req *r, const struct trail_source *sources, size_t count,
                  void (*found)(void *where, const char *what), void *where, struct err *e) {
    struct query *q = sql(
        r->db, "SELECT id, at, actor, action, subject, detail, hash, school FROM trail WHERE school = $1 ORDER BY id");
    sql_int(q, r->school);
    const struct trail_source mine = {"trail", q, 6, own_canonical};
    struct walk w = {.req = r, .sources = {&mine}, .count = 1, .found = found, .where = where};
    for (size_t i = 0; i < count && w.count < SOURCES_MOST; i++)
        w.sources[w.count++] = &sources[i];
    walk_chain(&w);
    for (size_t i = 0; i < w.count; i++)
        buf_free(&w.rows[i].text);
    return sql_end(q, e);
}
