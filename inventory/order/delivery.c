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

static const struct chain_column columns[] = {
    {"school_year", CHAIN_INT}, {"number", CHAIN_INT},     {"item", CHAIN_INT},   {"event", CHAIN_INT},
    {"on_date", CHAIN_TEXT},    {"condition", CHAIN_TEXT}, {"copies", CHAIN_INT}, {"movement", CHAIN_INT},
    {"reverses", CHAIN_INT},    {"note", CHAIN_TEXT},
};
const struct chain_table delivery_table = CHAIN_TABLE("delivery", columns, NULL);

bool delivery_put(struct trail *t, const struct requisition *of, struct delivery *d, struct err *e) {
    const struct chain_value row[] = {{.number = of->school_year},
                                      {.number = of->serial},
                                      {.number = d->item_id},
                                      {.number = d->event},
                                      {date_iso(t->req->mem, d->on_date)},
                                      {d->condition},
                                      {.number = d->copies},
                                      {.number = d->movement},
                                      {.number = d->reverses},
                                      {d->note}};
    return chain_put(t, &delivery_table, row, &d->id, e);
}
