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

/* The text that its hash covers; `date` as stored. */
static void canonical(struct buf *b, const struct duty_event *ev, const char *date) {
    trail_add_text(b, "duty_event");
    trail_add_int(b, ev->id);
    trail_add_int(b, ev->year);
    trail_add_int(b, ev->duty);
    trail_add_text(b, ev->kind);
    trail_add_text(b, date);
    trail_add_text(b, ev->person);
    trail_add_text(b, ev->note);
    trail_add_text(b, ev->paper);
}

bool duty_event_put(struct trail *t, struct duty_event *ev, struct err *e) {
    struct req *r = t->req;
    struct hash hash;
    char date[11];
    long id;
    ev->id = t->last + 1;
    date_write(date, ev->on);
    canonical(&t->text, ev, date);
    trail_link(t, &id, &hash);
    struct query *q = sql(r->db, "INSERT INTO duty_event (school, id, school_year, duty, kind, on_date, person, note, "
                                 "paper, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    sql_int(q, r->school);
    sql_int(q, id);
    sql_int(q, ev->year);
    sql_int(q, ev->duty);
    sql_text(q, ev->kind);
    sql_date(q, ev->on);
    sql_text(q, ev->person);
    sql_text(q, ev->note);
    sql_text(q, ev->paper);
    sql_blob(q, hash.bytes, HASH_BYTES);
    return sql_do(q, e);
}

static void row_canonical(struct query *q, struct buf *text) {
    const struct duty_event ev = {.id = sql_get_int(q, 0),
                                  .year = sql_get_int(q, 1),
                                  .duty = sql_get_int(q, 2),
                                  .kind = sql_peek_text(q, 3),
                                  .person = sql_peek_text(q, 5),
                                  .note = sql_peek_text(q, 6),
                                  .paper = sql_peek_text(q, 7)};
    canonical(text, &ev, sql_peek_text(q, 4));
}

struct trail_source duty_source(struct req *r) {
    struct query *q = sql(r->db, "SELECT id, school_year, duty, kind, on_date, person, note, paper, hash, school "
                                 "FROM duty_event WHERE school = $1 ORDER BY id");
    sql_int(q, r->school);
    return (struct trail_source){"duty_event", q, 8, row_canonical};
}
