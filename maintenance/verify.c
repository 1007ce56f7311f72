#include "maintenance/verify.h"
#include "base/sqlite_file.h"
#include "base/text.h"
#include "compliance/audit/schema.h"
#include "compliance/audit/trail.h"

#include <limits.h>
#include <string.h>

struct findings {
    struct req *req;
    struct answer *answer;
    long count;
};

enum { FINDINGS_MOST = 200 };

static void found(void *where, const char *what) {
    struct findings *f = where;
    if (++f->count <= FINDINGS_MOST)
        answer_note(f->req, f->answer, "%s", what);
}

/* ---- the verb ---- */

/* What cannot be read is a finding, too; the rest is verified all the same. */
static bool go_on(struct findings *f, bool ok, struct err *e) {
    if (ok || e->kind != ERR_DAMAGED)
        return ok;
    found(f, e->message);
    *e = (struct err){0};
    return true;
}

static bool verify_school(struct req *r, long school, struct findings *f, struct err *e) {
    r->school = school;
    bool ok = go_on(f, chain_verify(r, r->parts->tables, found, f, e), e);
    for (size_t i = 0; ok && r->parts->checks[i]; i++)
        ok = go_on(f, r->parts->checks[i](r, found, f, e), e);
    return ok;
}

static bool verify_schools(struct req *r, struct findings *f, struct err *e) {
    struct query *q = sql(r->db, "SELECT id FROM school ORDER BY id");
    long *schools = NULL, chosen = r->school, stray = LONG_MIN + 1;
    size_t count = 0;
    while (sql_row(q)) {
        schools = mem_grow(r->mem, schools, count, sizeof *schools);
        schools[count++] = sql_get_int(q, 0);
    }
    bool ok = go_on(f, sql_end(q, e), e);
    for (size_t i = 0; ok && i < count; i++)
        ok = verify_school(r, schools[i], f, e);
    while (ok && go_on(f, chain_next_school(r, r->parts->tables, stray, &stray, e), e) && stray != INT_NONE) {
        bool known = false;
        for (size_t i = 0; i < count; i++)
            known = known || schools[i] == stray;
        ok = known || verify_school(r, stray, f, e);
    }
    r->school = chosen;
    return ok && e->kind == ERR_NONE;
}

bool verify_file(struct req *r, struct answer *a, struct chains *out, struct err *e) {
    struct findings f = {r, a, 0};
    *out = (struct chains){0};
    if (!go_on(&f, db_check(r->db, found, &f, e), e))
        return false;
    if (f.count > 0)
        chain_name_unreadable(r, r->parts->tables, found, &f);
    if (!go_on(&f, schema_verify(r->db, found, &f, e), e))
        return false;
    if (!verify_schools(r, &f, e) || !go_on(&f, chains_load(r, out, e), e))
        return false;
    return f.count == 0 ||
           err_set(e, ERR_DAMAGED, "db", "%ld finding%s: keep this file as it is, and restore the last backup", f.count,
                   f.count == 1 ? "" : "s");
}

/* ---- the ends of the chains ---- */

static const struct column chain_columns[] = {
    {"school", "SCHOOL", CELL_TEXT, offsetof(struct chain, code), 0, NULL},
    {"name", "NAME", CELL_TEXT, offsetof(struct chain, name), COLUMN_WRAP, NULL},
    {"place", "ROW", CELL_INT, offsetof(struct chain, place), 0, NULL},
    {"at", "AT", CELL_TEXT, offsetof(struct chain, at), 0, NULL},
    {"head", "HEAD", CELL_TEXT, offsetof(struct chain, head), 0, NULL},
};
const struct shape chain_shape = SHAPE(chain_columns, chain);

bool chains_load(struct req *r, struct chains *out, struct err *e) {
    struct query *q = sql(r->db, "SELECT s.id, s.code, s.name, (SELECT at FROM trail WHERE school = s.id "
                                 "ORDER BY id DESC LIMIT 1) FROM school s ORDER BY s.code");
    struct req own = *r;
    *out = (struct chains){0};
    while (sql_row(q)) {
        out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
        out->list[out->count++] = (struct chain){.school = sql_get_int(q, 0),
                                                 .code = sql_get_text(q, 1, r->mem),
                                                 .name = sql_get_text(q, 2, r->mem),
                                                 .at = sql_get_text(q, 3, r->mem)};
    }
    if (!sql_end(q, e))
        return false;
    for (size_t i = 0; i < out->count; i++) {
        struct chain *c = &out->list[i];
        own.school = c->school;
        if (!trail_head(&own, &c->place, &c->hash, e))
            return false;
        c->head = trail_head_text(r->mem, &c->hash);
    }
    return true;
}

long chains_rows(const struct chains *c) {
    long rows = 0;
    for (size_t i = 0; i < c->count; i++)
        rows += c->list[i].place;
    return rows;
}

const char *chains_text(struct mem *m, const struct chains *c) {
    struct buf b = {0};
    buf_text(&b, "");
    for (size_t i = 0; i < c->count; i++)
        buf_printf(&b, "%sHead of the chain of %s (%s), row %ld:\n  %s", i ? "\n" : "", c->list[i].name,
                   c->list[i].code, c->list[i].place, c->list[i].head);
    const char *text = mem_text(m, b.data);
    buf_free(&b);
    return text;
}

/* ---- the verb ---- */

struct verified {
    long rows;
    struct rows chains;
    const char *head_school; /* of the head that was asked for; NULL: none was asked for */
    long head_place, head_after;
    const char *head_at;
};
static const struct column verified_columns[] = {
    {"rows", "ROWS", CELL_INT, offsetof(struct verified, rows), 0, NULL},
    {"chains", NULL, CELL_ROWS, offsetof(struct verified, chains), 0, &chain_shape},
    {"head_school", NULL, CELL_TEXT, offsetof(struct verified, head_school), 0, NULL},
    {"head_place", NULL, CELL_INT, offsetof(struct verified, head_place), 0, NULL},
    {"head_at", NULL, CELL_TEXT, offsetof(struct verified, head_at), 0, NULL},
    {"changes_since", NULL, CELL_INT, offsetof(struct verified, head_after), 0, NULL},
};
static const struct shape verified_shape = SHAPE(verified_columns, verified);

/* A restore may have given the head up on purpose; the trail records each restore. */
static bool note_restores(struct req *r, struct answer *a, struct err *e) {
    struct query *q = sql(r->db, "SELECT s.code, t.id, t.at, t.subject, t.detail FROM trail t JOIN school s ON s.id = "
                                 "t.school WHERE t.action = 'restore' ORDER BY t.at DESC LIMIT 3");
    while (sql_row(q))
        answer_note(r, a, "school %s was restored from %s on %s (row %ld): %s", sql_peek_text(q, 0),
                    sql_peek_text(q, 3), trail_at_text(r->mem, sql_peek_text(q, 2)), sql_get_int(q, 1),
                    sql_peek_text(q, 4));
    return sql_end(q, e);
}

/* Finds the school whose chain has the head, and its place there. */
static bool find_head(struct req *r, const struct chains *chains, const struct hash *head, struct answer *a,
                      struct verified *v, struct err *e) {
    struct req own = *r;
    struct trail_place at;
    for (size_t i = 0; i < chains->count; i++) {
        own.school = chains->list[i].school;
        if (!trail_find(&own, head, &at, e))
            return false;
        if (at.place == 0)
            continue;
        v->head_school = chains->list[i].code;
        v->head_place = at.place;
        v->head_after = at.after;
        v->head_at = at.at;
        return true;
    }
    if (!note_restores(r, a, e))
        return false;
    return err_set(e, ERR_DAMAGED, "head",
                   "no row of the chain has the hash %s, so this file no longer holds what was printed with it. "
                   "Compare the digits once more; then keep this file as it is, and restore a backup of that day",
                   trail_head_text(r->mem, head));
}

static bool verify(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    /* An empty head is refused, not passed over: a script that lost it must not be told that all is well. */
    const char *text = fields_get(f, "head"), *place = "";
    struct verified *v = mem_alloc(r->mem, sizeof *v);
    struct chains chains;
    struct hash head;
    if (text && !trail_head_parse(text, &head))
        return err_set(e, ERR_INPUT, "head",
                       "head: \"%s\" is not the head of a chain; write its 64 digits, 0 to 9 and a to f, as they are "
                       "printed, with or without hyphens",
                       text_shown(r->mem, text));
    *v = (struct verified){.head_place = INT_NONE, .head_after = INT_NONE};
    if (!verify_file(r, a, &chains, e) || (text && !find_head(r, &chains, &head, a, v, e)))
        return false;
    v->rows = chains_rows(&chains);
    v->chains = (struct rows){chains.list, chains.count};
    if (text)
        place = mem_printf(r->mem, "\nThis head is that of %s, row %ld (school %s); %ld change%s came after it: found.",
                           trail_at_text(r->mem, v->head_at), v->head_place, v->head_school, v->head_after,
                           v->head_after == 1 ? "" : "s");
    answer_one(a, &verified_shape, v);
    a->text_only = true;
    a->text = mem_printf(r->mem, "All is well: structure, balances and the chain of %ld rows.%s\n%s", v->rows, place,
                         chains_text(r->mem, &chains));
    return true;
}

static const struct param params[] = {
    {"head", PARAM_OPTION, KIND_TEXT, "HASH",
     "a head of the chain, 64 digits as printed: whether the file still has it", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"verify", "", "check the file: structure, balances against the ledger, the chain of hashes", ACCESS_READ,
     ANY_SCHOOL | FILE_ONLY | FINDS_DAMAGE, ROLES_ALL, verify, params, &verified_shape, NULL},
};
const struct verbs verify_verbs = {verbs, sizeof verbs / sizeof *verbs};
