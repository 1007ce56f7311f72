#include "tests/support/trigger.h"

static void make(struct buf *out, const void *key, int kind) {
    (void)kind;
    buf_text(out, key);
}

/* Each statement under a kind of its own, since the same bytes may hold another text the next time. */
static bool run(struct db *db, const char *text, struct err *e) {
    static int kind;
    return sql_do(sql_made(db, text, ++kind, make), e);
}

bool trigger_off(struct db *db, const char *name, struct buf *text, struct err *e) {
    struct query *q = sql(db, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = $1");
    struct buf drop = {0};
    sql_text(q, name);
    text->length = 0;
    if (sql_row(q))
        buf_text(text, sql_peek_text(q, 0));
    buf_printf(&drop, "DROP TRIGGER %s", name);
    bool ok = sql_end(q, e) && run(db, drop.data, e);
    buf_free(&drop);
    return ok;
}

bool trigger_on(struct db *db, const struct buf *text, struct err *e) { return run(db, text->data, e); }
