#include "inventory/shelf/notice.h"

#include "base/db.h"

#include <string.h>

static const struct { const char *how, *words; } ways[] = {{"email", "by e-mail"}, {"web", "as a web link"}};

const char *notice_words(const char *how) {
    for (size_t i = 0; how && i < sizeof ways / sizeof *ways; i++)
        if (strcmp(ways[i].how, how) == 0)
            return ways[i].words;
    return NULL;
}

bool notice_is(const char *how) { return notice_words(how) != NULL; }

static const struct chain_column columns[] = {
    {"item", CHAIN_INT},    {"edition", CHAIN_INT}, {"copies", CHAIN_INT}, {"on_date", CHAIN_TEXT},
    {"reason", CHAIN_TEXT}, {"how", CHAIN_TEXT},    {"note", CHAIN_TEXT},  {"reverses", CHAIN_INT},
    {"batch", CHAIN_INT},   {"mark", CHAIN_INT},
};
const struct chain_table notice_table = CHAIN_TABLE("notice", columns, NULL);

bool notice_put(struct trail *t, struct notice *n, struct err *e) {
    const struct chain_value row[] = {{.number = n->item},
                                      {.number = n->edition},
                                      {.number = n->copies},
                                      {date_iso(t->req->mem, n->on_date)},
                                      {n->reason},
                                      {n->how},
                                      {n->note},
                                      {.number = n->reverses},
                                      {.number = n->batch},
                                      {.number = n->mark}};
    return chain_put(t, &notice_table, row, &n->id, e);
}

/* ---- asking ---- */

/* All but the date. The texts belong to the query. */
static void read_notice(struct query *q, struct notice *n) {
    *n = (struct notice){.id = sql_get_int(q, 0),
                         .item = sql_get_int(q, 1),
                         .edition = sql_get_int(q, 2),
                         .copies = sql_get_int(q, 3),
                         .reason = sql_peek_text(q, 5),
                         .how = sql_peek_text(q, 6),
                         .note = sql_peek_text(q, 7),
                         .reverses = sql_get_int(q, 8),
                         .batch = sql_get_int(q, 9),
                         .mark = sql_get_int(q, 10)};
}

static void keep_texts(struct mem *m, struct query *q, struct notice *n) {
    n->on_date = sql_get_date(q, 4);
    n->reason = mem_text(m, n->reason);
    n->how = mem_text(m, n->how);
    n->note = mem_text(m, n->note);
}

bool notice_find(struct req *r, long id, struct notice *out, bool *found, struct err *e) {
    struct query *q = sql(r->db, "SELECT id, item, edition, copies, on_date, reason, how, note, reverses, batch, mark "
                                 "FROM notice WHERE school = $1 AND id = $2");
    sql_int(q, r->school);
    sql_int(q, id);
    *found = sql_row(q);
    if (*found) {
        read_notice(q, out);
        keep_texts(r->mem, q, out);
    }
    return sql_end(q, e);
}

bool notice_is_undone(struct req *r, long id, bool *undone, struct err *e) {
    struct query *q = sql(r->db, "SELECT 1 FROM notice WHERE school = $1 AND reverses = $2");
    sql_int(q, r->school);
    sql_int(q, id);
    *undone = sql_row(q);
    return sql_end(q, e);
}

bool notice_last_id(struct req *r, const char *actor, long *id, struct err *e) {
    /* The first row of the trail behind a notice closes its transaction, and names its actor. */
    struct query *q =
        sql(r->db, "SELECT n.id FROM notice n WHERE n.school = $1 AND n.reverses IS NULL AND NOT EXISTS "
                   "(SELECT 1 FROM notice u WHERE u.school = n.school AND u.reverses = n.id) "
                   "AND (SELECT t.actor FROM trail t WHERE t.school = n.school AND t.id > n.id ORDER BY t.id LIMIT 1) "
                   "= $2 ORDER BY n.id DESC LIMIT 1");
    sql_int(q, r->school);
    sql_text(q, actor);
    *id = sql_row(q) ? sql_get_int(q, 0) : 0;
    return sql_end(q, e);
}

bool notices_load(struct req *r, long item, long most, struct notice_row **list, size_t *count, struct err *e) {
    *list = NULL;
    *count = 0;
    struct query *q =
        sql(r->db, "SELECT n.id, n.item, n.edition, n.copies, n.on_date, n.reason, n.how, n.note, n.reverses, n.batch, "
                   "n.mark, ed.name, "
                   "t.actor, t.at, (SELECT u.id FROM notice u WHERE u.school = n.school AND u.reverses = n.id) "
                   "FROM notice n JOIN edition ed ON ed.school = n.school AND ed.item = n.item AND "
                   "ed.number = n.edition JOIN trail t ON t.school = n.school AND t.id = "
                   "(SELECT min(id) FROM trail f WHERE f.school = n.school AND f.id > n.id) "
                   "WHERE n.school = $1 AND n.item = $2 ORDER BY n.on_date DESC, n.id DESC LIMIT $3");
    sql_int(q, r->school);
    sql_int(q, item);
    sql_int(q, most);
    while (sql_row(q)) {
        *list = mem_grow(r->mem, *list, *count, sizeof **list);
        struct notice_row *row = &(*list)[(*count)++];
        read_notice(q, &row->of);
        keep_texts(r->mem, q, &row->of);
        row->edition_name = sql_get_text(q, 11, r->mem);
        row->by = sql_get_text(q, 12, r->mem);
        row->at = sql_get_text(q, 13, r->mem);
        row->undone_by = sql_get_int(q, 14);
    }
    return sql_end(q, e);
}

/* ---- of imports ---- */

bool notice_count_marked(struct req *r, const struct notice *like, long *count, struct err *e) {
    struct query *q = sql(r->db, "SELECT count(*) FROM notice n WHERE school = $1 AND item = $2 AND on_date = $3 AND "
                                 "mark = $4 AND batch <> $5 AND ($6 = 0 OR edition = $6) AND NOT EXISTS "
                                 "(SELECT 1 FROM notice u WHERE u.school = n.school AND u.reverses = n.id)");
    sql_int(q, r->school);
    sql_int(q, like->item);
    sql_date(q, like->on_date);
    sql_int(q, like->mark);
    sql_int(q, like->batch);
    sql_int(q, like->edition);
    *count = sql_row(q) ? sql_get_int(q, 0) : 0;
    return sql_end(q, e);
}

/* Reads the batch while opposite notices are added behind it, where the query does not come. */
bool notices_undo(struct trail *t, const struct batch *b, long *count, struct err *e) {
    struct req *r = t->req;
    struct query *q = sql(r->db, "SELECT id, item, edition, copies, on_date, reason, how, note FROM notice n WHERE "
                                 "school = $1 AND id BETWEEN $2 AND $3 AND batch = $4 AND NOT EXISTS (SELECT 1 FROM "
                                 "notice u WHERE u.school = n.school AND u.reverses = n.id) ORDER BY id");
    bool ok = true;
    *count = 0;
    sql_int(q, r->school);
    sql_int(q, b->first == INT_NONE ? 1 : b->first);
    sql_int(q, b->last == INT_NONE ? t->last : b->last);
    sql_int(q, b->id);
    while (ok && sql_row(q)) {
        struct notice n = {.item = sql_get_int(q, 1),
                           .edition = sql_get_int(q, 2),
                           .copies = -sql_get_int(q, 3),
                           .on_date = sql_get_date(q, 4),
                           .reason = sql_peek_text(q, 5),
                           .how = sql_peek_text(q, 6),
                           .note = sql_peek_text(q, 7),
                           .reverses = sql_get_int(q, 0),
                           .batch = INT_NONE,
                           .mark = INT_NONE};
        ok = notice_put(t, &n, e);
        ++*count;
    }
    return sql_end(q, e) && ok;
}
