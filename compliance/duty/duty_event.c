#include "compliance/duty/duty_event.h"

#include "base/db.h"

bool duty_events_load(struct req *r, int year, long duty, struct duty_event **list, size_t *count, struct err *e) {
    struct query *q = sql(
        r->db, "SELECT d.id, school_year, duty, kind, on_date, person, note, paper, t.actor, t.at FROM duty_event d "
               "LEFT JOIN trail t ON t.school = d.school AND t.id = (SELECT min(id) FROM trail f WHERE f.school = "
               "d.school AND f.id > d.id) WHERE d.school = $1 AND school_year = $2 AND ($3 = 0 OR duty = $3) "
               "ORDER BY d.id");
    *list = NULL;
    *count = 0;
    sql_int(q, r->school);
    sql_int(q, year);
    sql_int(q, duty);
    while (sql_row(q)) {
        *list = mem_grow(r->mem, *list, *count, sizeof **list);
        (*list)[(*count)++] = (struct duty_event){.id = sql_get_int(q, 0),
                                                  .year = sql_get_int(q, 1),
                                                  .duty = sql_get_int(q, 2),
                                                  .kind = sql_get_text(q, 3, r->mem),
                                                  .on = sql_get_date(q, 4),
                                                  .person = sql_get_text(q, 5, r->mem),
                                                  .note = sql_get_text(q, 6, r->mem),
                                                  .paper = sql_get_text(q, 7, r->mem),
                                                  .by = sql_get_text(q, 8, r->mem),
                                                  .at = sql_get_text(q, 9, r->mem)};
    }
    return sql_end(q, e);
}

static const struct chain_column columns[] = {
    {"school_year", CHAIN_INT}, {"duty", CHAIN_INT},  {"kind", CHAIN_TEXT},  {"on_date", CHAIN_TEXT},
    {"person", CHAIN_TEXT},     {"note", CHAIN_TEXT}, {"paper", CHAIN_TEXT},
};
const struct chain_table duty_table = CHAIN_TABLE("duty_event", columns, NULL);

bool duty_event_put(struct trail *t, struct duty_event *ev, struct err *e) {
    const struct chain_value row[] = {
        {.number = ev->year}, {.number = ev->duty}, {ev->kind}, {date_iso(t->req->mem, ev->on)},
        {ev->person},         {ev->note},           {ev->paper}};
    return chain_put(t, &duty_table, row, &ev->id, e);
}
