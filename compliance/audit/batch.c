#include "compliance/audit/batch.h"

#include "base/db.h"
#include "base/text.h"

#include <string.h>

bool batch_next(struct req *r, long *id, struct err *e) {
    struct query *q = sql(r->db, "SELECT coalesce(max(id), 0) + 1 FROM batch WHERE school = $1");
    sql_int(q, r->school);
    *id = sql_row(q) ? sql_get_int(q, 0) : 0;
    return sql_end(q, e);
}

bool batch_put(struct req *r, const struct batch *b, struct err *e) {
    struct query *q = sql(r->db, "INSERT INTO batch (school, id, at, actor, rows, kind, first_place, last_place, "
                                 "rows_before, rows_after) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    sql_int(q, r->school);
    sql_int(q, b->id);
    sql_text(q, r->now);
    sql_text(q, r->actor);
    sql_int(q, b->rows);
    sql_text(q, b->kind);
    sql_int(q, b->first);
    sql_int(q, b->last);
    sql_text(q, b->before);
    sql_text(q, b->after);
    return sql_do(q, e);
}

static void read_batch(struct query *q, struct mem *m, struct batch *out) {
    *out = (struct batch){
        .id = sql_get_int(q, 0),
        .at = sql_get_text(q, 1, m),
        .by = sql_get_text(q, 2, m),
        .rows = sql_get_int(q, 3),
        .kind = sql_get_text(q, 4, m),
        .first = sql_get_int(q, 5),
        .last = sql_get_int(q, 6),
        .undone_at = sql_get_text(q, 7, m),
        .undone_by = sql_get_text(q, 8, m),
    };
}

static const struct hint *the_imports(struct req *r) { return hint_new(r->mem, "The imports", "import list", NULL); }

bool batch_load(struct req *r, long id, struct batch *out, struct err *e) {
    struct query *q = sql(r->db, "SELECT id, at, actor, rows, kind, first_place, last_place, undone_at, undone_by, "
                                 "rows_before, rows_after FROM batch WHERE school = $1 AND id = $2");
    sql_int(q, r->school);
    sql_int(q, id);
    bool found = sql_row(q);
    if (found) {
        read_batch(q, r->mem, out);
        out->before = sql_get_text(q, 9, r->mem);
        out->after = sql_get_text(q, 10, r->mem);
    }
    if (!sql_end(q, e))
        return false;
    return found || err_hinted(e, the_imports(r), ERR_NOT_FOUND, "batch", "there is no batch %ld", id);
}

bool batch_last(struct req *r, long *id, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT max(id) FROM batch WHERE school = $1 AND actor = $2 AND undone_at IS NULL AND rows > 0");
    sql_int(q, r->school);
    sql_text(q, r->actor);
    *id = sql_row(q) ? sql_get_int(q, 0) : INT_NONE;
    if (!sql_end(q, e))
        return false;
    return *id != INT_NONE || err_hinted(e, the_imports(r), ERR_NOT_FOUND, "batch", "%s has no import left to undo",
                                         text_shown(r->mem, r->actor));
}

bool batch_newest(struct req *r, long *id, struct err *e) {
    struct query *q = sql(r->db, "SELECT max(id) FROM batch WHERE school = $1 AND actor = $2 AND rows > 0");
    sql_int(q, r->school);
    sql_text(q, r->actor);
    *id = sql_row(q) ? sql_get_int(q, 0) : INT_NONE;
    return sql_end(q, e);
}

bool batches_load(struct req *r, struct batch **list, size_t *count, struct err *e) {
    *list = NULL;
    *count = 0;
    struct query *q = sql(r->db, "SELECT id, at, actor, rows, kind, first_place, last_place, undone_at, undone_by "
                                 "FROM batch WHERE school = $1 ORDER BY id");
    sql_int(q, r->school);
    while (sql_row(q)) {
        *list = mem_grow(r->mem, *list, *count, sizeof **list);
        read_batch(q, r->mem, &(*list)[(*count)++]);
    }
    return sql_end(q, e);
}

bool batch_set_undone(struct req *r, const struct batch *b, struct err *e) {
    struct query *q =
        sql(r->db, "UPDATE batch SET undone_at = $1, undone_by = $2 WHERE school = $3 AND id = $4 AND undone_at "
                   "IS NULL");
    sql_text(q, r->now);
    sql_text(q, r->actor);
    sql_int(q, r->school);
    sql_int(q, b->id);
    return sql_do(q, e);
}

bool batch_is_as_left(struct req *r, const struct batch *b, const struct buf *now, struct err *e) {
    const char *left = b->after ? b->after : "", *is = now->data ? now->data : "";
    while (*left && *is) {
        size_t n = strcspn(left, "\n"), m = strcspn(is, "\n");
        if (n != m || memcmp(left, is, n) != 0)
            break;
        left += n + (left[n] == '\n');
        is += m + (is[m] == '\n');
    }
    if (!*left && !*is)
        return true;
    const char *was = mem_textn(r->mem, left, strcspn(left, "\n"));
    return err_set(e, ERR_CONFLICT, "batch",
                   "batch %ld (%s) cannot be undone: what it brought was changed since.\n  It left: %s\n  Now it is: "
                   "%s",
                   b->id, b->kind, *was ? text_shown(r->mem, was) : "(nothing)",
                   *is ? text_shown(r->mem, mem_textn(r->mem, is, strcspn(is, "\n"))) : "(gone)");
}
