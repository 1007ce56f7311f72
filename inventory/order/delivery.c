#include "inventory/order/delivery.h"

#include "base/db.h"

#include <string.h>

const char *const delivery_conditions[] = {"good", "damaged", "wrong language", "old edition", NULL};

bool delivery_counts(const char *condition) {
    return strcmp(condition, "good") == 0 || strcmp(condition, "old edition") == 0;
}

bool deliveries_load(struct req *r, const struct requisition *of, struct deliveries *out, struct err *e) {
    *out = (struct deliveries){0};
    struct query *q =
        sql(r->db, "SELECT d.id, d.event, d.item, i.code, d.condition, d.on_date, d.copies, d.movement, d.reverses, "
                   "d.note, v.actor, EXISTS (SELECT 1 FROM delivery u WHERE u.school = d.school AND u.reverses = d.id) "
                   "FROM delivery d JOIN item i ON i.school = d.school AND i.id = d.item "
                   "JOIN requisition_event v ON v.school = d.school AND v.id = d.event "
                   "WHERE d.school = $1 AND d.school_year = $2 AND d.number = $3 ORDER BY d.id");
    sql_int(q, r->school);
    sql_int(q, of->school_year);
    sql_int(q, of->serial);
    while (sql_row(q)) {
        out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
        out->list[out->count++] = (struct delivery){.id = sql_get_int(q, 0),
                                                    .event = sql_get_int(q, 1),
                                                    .item_id = sql_get_int(q, 2),
                                                    .item = sql_get_text(q, 3, r->mem),
                                                    .condition = sql_get_text(q, 4, r->mem),
                                                    .on_date = sql_get_date(q, 5),
                                                    .copies = sql_get_int(q, 6),
                                                    .movement = sql_get_int(q, 7),
                                                    .reverses = sql_get_int(q, 8),
                                                    .note = sql_get_text(q, 9, r->mem),
                                                    .by = sql_get_text(q, 10, r->mem),
                                                    .undone = sql_get_int(q, 11) == 1};
    }
    return sql_end(q, e);
}

/* The text that its hash covers; `date` as stored. */
static void canonical(struct buf *b, const struct requisition *of, const struct delivery *d, const char *date) {
    trail_add_text(b, "delivery");
    trail_add_int(b, d->id);
    trail_add_int(b, of->school_year);
    trail_add_int(b, of->serial);
    trail_add_int(b, d->item_id);
    trail_add_int(b, d->event);
    trail_add_text(b, date);
    trail_add_text(b, d->condition);
    trail_add_int(b, d->copies);
    trail_add_int(b, d->movement);
    trail_add_int(b, d->reverses);
    trail_add_text(b, d->note);
}

bool delivery_put(struct trail *t, const struct requisition *of, struct delivery *d, struct err *e) {
    struct req *r = t->req;
    struct hash hash;
    char date[11];
    long id;
    d->id = t->last + 1;
    date_write(date, d->on_date);
    canonical(&t->text, of, d, date);
    trail_link(t, &id, &hash);
    struct query *q =
        sql(r->db, "INSERT INTO delivery (school, id, school_year, number, item, event, on_date, condition, copies, "
                   "movement, reverses, note, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    sql_int(q, r->school);
    sql_int(q, id);
    sql_int(q, of->school_year);
    sql_int(q, of->serial);
    sql_int(q, d->item_id);
    sql_int(q, d->event);
    sql_date(q, d->on_date);
    sql_text(q, d->condition);
    sql_int(q, d->copies);
    sql_int(q, d->movement);
    sql_int(q, d->reverses);
    sql_text(q, d->note);
    sql_blob(q, hash.bytes, HASH_BYTES);
    return sql_do(q, e);
}

static void row_canonical(struct query *q, struct buf *text) {
    struct requisition of = {.school_year = sql_get_int(q, 1), .serial = sql_get_int(q, 2)};
    struct delivery d = {.id = sql_get_int(q, 0),
                         .item_id = sql_get_int(q, 3),
                         .event = sql_get_int(q, 4),
                         .condition = sql_peek_text(q, 6),
                         .copies = sql_get_int(q, 7),
                         .movement = sql_get_int(q, 8),
                         .reverses = sql_get_int(q, 9),
                         .note = sql_peek_text(q, 10)};
    canonical(text, &of, &d, sql_peek_text(q, 5));
}

struct trail_source delivery_source(struct req *r) {
    struct query *q = sql(r->db, "SELECT id, school_year, number, item, event, on_date, condition, copies, movement, "
                                 "reverses, note, hash, school FROM delivery WHERE school = $1 ORDER BY id");
    sql_int(q, r->school);
    return (struct trail_source){"delivery", q, 11, row_canonical};
}
