#include "inventory/requisition.h"

#include "base/db.h"
#include "base/text.h"
#include "catalog/item.h"
#include "compliance/school.h"
#include "compliance/year.h"

#include <stdlib.h>
#include <string.h>

const char *const requisition_status_names[REQUISITION_STATUSES] = {
    [REQUISITION_DRAFT] = "draft",
    [REQUISITION_WAITING] = "waiting",
    [REQUISITION_APPROVED] = "approved",
    [REQUISITION_SENT] = "sent",
    [REQUISITION_PART_RECEIVED] = "part received",
    [REQUISITION_CLOSED] = "closed",
    [REQUISITION_CANCELLED] = "cancelled",
};

/* ---- numbers ---- */

const char *requisition_number(struct mem *m, long year, long serial) {
    return mem_printf(m, "R-%s-%04ld", year_text(m, (int)year), serial);
}

static bool parse_serial(const char *text, long *serial) {
    size_t n = strlen(text);
    if (n == 0 || n > 9 || strspn(text, "0123456789") != n)
        return false;
    *serial = strtol(text, NULL, 10);
    return *serial > 0;
}

static bool parse_number(struct req *r, const char *text, long *year, long *serial, struct err *e) {
    int y = year_of(r->today);
    bool whole = strlen(text) > 10 && (text[0] == 'R' || text[0] == 'r') && text[1] == '-' && text[9] == '-';
    if ((whole && year_parse(mem_textn(r->mem, text + 2, 7), &y) && parse_serial(text + 10, serial)) ||
        (!whole && parse_serial(text, serial))) {
        *year = y;
        return true;
    }
    return err_set(e, ERR_INPUT, "requisition", "\"%s\" is no requisition number; write it like %s",
                   text_shown(r->mem, text), requisition_number(r->mem, year_of(r->today), 1));
}

/* ---- reading ---- */

static bool read_head(struct req *r, struct requisition *out, bool *found, struct err *e) {
    struct query *q = sql(r->db, "SELECT status, prepared, needed, priority, purpose, urgent FROM requisition "
                                 "WHERE school = $1 AND school_year = $2 AND number = $3");
    sql_int(q, r->school);
    sql_int(q, out->school_year);
    sql_int(q, out->serial);
    *found = sql_row(q);
    if (*found) {
        out->status = sql_get_text(q, 0, r->mem);
        out->prepared = sql_get_date(q, 1);
        out->needed = sql_get_date(q, 2);
        out->priority = sql_get_text(q, 3, r->mem);
        out->purpose = sql_get_text(q, 4, r->mem);
        out->urgent = sql_get_int(q, 5) == 1;
        out->sent = DATE_NONE;
    }
    return sql_end(q, e);
}

static void describe(struct mem *m, const struct languages *languages, const struct item *i,
                     struct requisition_line *l) {
    size_t n = 0;
    while (i->tags[n])
        n++;
    l->item = i->code;
    l->material_number = i->material_number;
    l->title = i->short_title;
    l->own_title = i->own_title;
    l->kind = i->kind;
    l->edition = i->edition_name;
    l->unit = i->unit;
    l->languages = i->tags;
    l->language_names = mem_alloc(m, (n + 1) * sizeof *l->language_names);
    l->language_own = mem_alloc(m, (n + 1) * sizeof *l->language_own);
    for (size_t t = 0; t < n; t++) {
        const struct language *language = language_find(languages, i->tags[t]);
        l->language_names[t] = language ? language->english : i->tags[t];
        l->language_own[t] = language ? language->own : i->tags[t];
    }
}

static bool read_lines(struct req *r, struct requisition *out, struct err *e) {
    struct items items;
    struct languages languages;
    struct requisition_line *lines = NULL;
    size_t n = 0;
    if (!items_load(r, &items, e) || !languages_load(r, &languages, e))
        return false;
    bool open = strcmp(out->status, "closed") != 0 && strcmp(out->status, "cancelled") != 0;
    struct query *q = sql(r->db, "SELECT item, units, copies_per_unit, copies, received_copies, suggested, sentence, "
                                 "reason FROM requisition_line WHERE school = $1 AND school_year = $2 AND number = $3 "
                                 "ORDER BY place");
    sql_int(q, r->school);
    sql_int(q, out->school_year);
    sql_int(q, out->serial);
    while (sql_row(q)) {
        const struct item *i = item_by_id(&items, sql_get_int(q, 0));
        if (!i)
            continue; /* the foreign key forbids it; verify would name it */
        lines = mem_grow(r->mem, lines, n, sizeof *lines);
        struct requisition_line *l = &lines[n++];
        *l = (struct requisition_line){.place = (long)n,
                                       .units = sql_get_int(q, 1),
                                       .copies_per_unit = sql_get_int(q, 2),
                                       .copies = sql_get_int(q, 3),
                                       .received_copies = sql_get_int(q, 4),
                                       .suggested = sql_get_int(q, 5),
                                       .sentence = sql_get_text(q, 6, r->mem),
                                       .reason = sql_get_text(q, 7, r->mem)};
        describe(r->mem, &languages, i, l);
        l->short_copies = !open && l->copies > l->received_copies ? l->copies - l->received_copies : 0;
        out->copies += l->copies;
    }
    out->lines = (struct rows){lines, n};
    return sql_end(q, e);
}

static bool read_events(struct req *r, struct requisition *out, struct err *e) {
    struct requisition_event *events = NULL;
    size_t n = 0;
    struct query *q = sql(r->db, "SELECT at, actor, status, note FROM requisition_event WHERE school = $1 "
                                 "AND school_year = $2 AND number = $3 ORDER BY id");
    sql_int(q, r->school);
    sql_int(q, out->school_year);
    sql_int(q, out->serial);
    while (sql_row(q)) {
        events = mem_grow(r->mem, events, n, sizeof *events);
        events[n++] = (struct requisition_event){sql_get_text(q, 0, r->mem), sql_get_text(q, 1, r->mem),
                                                 sql_get_text(q, 2, r->mem), sql_get_text(q, 3, r->mem), DATE_NONE};
    }
    out->events = (struct rows){events, n};
    return sql_end(q, e);
}

bool requisition_load(struct req *r, const char *number, struct requisition *out, struct err *e) {
    bool found = false;
    *out = (struct requisition){0};
    if (!parse_number(r, number, &out->school_year, &out->serial, e))
        return false;
    out->number = requisition_number(r->mem, out->school_year, out->serial);
    if (!read_head(r, out, &found, e))
        return false;
    if (!found)
        return err_set(e, ERR_NOT_FOUND, "requisition", "no requisition %s; see: guidestock requisition list",
                       out->number);
    return read_lines(r, out, e) && read_events(r, out, e);
}

bool requisition_incoming(struct req *r, struct incoming **list, size_t *count, struct err *e) {
    *list = NULL;
    *count = 0;
    struct query *q =
        sql(r->db, "SELECT l.item, max(0, l.copies - l.received_copies), l.school_year, l.number FROM requisition q "
                   "JOIN requisition_line l ON l.school = q.school AND l.school_year = q.school_year AND "
                   "l.number = q.number WHERE q.school = $1 AND q.status NOT IN ('closed', 'cancelled') "
                   "ORDER BY l.item, l.school_year, l.number");
    sql_int(q, r->school);
    while (sql_row(q)) {
        long copies = sql_get_int(q, 1);
        const char *name = requisition_number(r->mem, sql_get_int(q, 2), sql_get_int(q, 3));
        struct incoming *last = *count ? &(*list)[*count - 1] : NULL;
        if (copies == 0)
            continue;
        if (last && last->item == sql_get_int(q, 0)) {
            last->copies += copies;
            last->names = mem_printf(r->mem, "%s, %s", last->names, name);
            continue;
        }
        *list = mem_grow(r->mem, *list, *count, sizeof **list);
        (*list)[(*count)++] = (struct incoming){sql_get_int(q, 0), copies, name};
    }
    return sql_end(q, e);
}

/* ---- writing ---- */

static void event_canonical(struct buf *b, long id, const struct requisition *q, const struct requisition_event *ev) {
    trail_add_text(b, "requisition_event");
    trail_add_int(b, id);
    trail_add_int(b, q->school_year);
    trail_add_int(b, q->serial);
    trail_add_text(b, ev->at);
    trail_add_text(b, ev->by);
    trail_add_text(b, ev->to);
    trail_add_text(b, ev->note);
    if (ev->date != DATE_NONE) {
        char date[11];
        date_write(date, ev->date);
        trail_add_text(b, date);
    }
}

static bool put_event(struct trail *t, const struct requisition *of, const struct requisition_event *ev, long *event,
                      struct err *e) {
    struct req *r = t->req;
    struct hash hash;
    long id;
    event_canonical(&t->text, t->last + 1, of, ev);
    trail_link(t, &id, &hash);
    if (event)
        *event = id;
    struct query *q = sql(r->db, "INSERT INTO requisition_event (school, id, school_year, number, at, actor, status, "
                                 "note, on_date, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    sql_int(q, r->school);
    sql_int(q, id);
    sql_int(q, of->school_year);
    sql_int(q, of->serial);
    sql_text(q, ev->at);
    sql_text(q, ev->by);
    sql_text(q, ev->to);
    sql_text(q, ev->note);
    sql_date(q, ev->date);
    sql_blob(q, hash.bytes, HASH_BYTES);
    return sql_do(q, e);
}

bool requisition_event_add(struct trail *t, const struct requisition *of, const char *to, const char *note,
                           struct err *e) {
    struct requisition_event ev = {t->req->now, t->req->actor, to, note, DATE_NONE};
    return put_event(t, of, &ev, NULL, e);
}

bool requisition_step(struct trail *t, struct requisition *of, enum requisition_status to,
                      const struct requisition_event *ev, long *event, struct err *e) {
    of->state = to;
    of->status = requisition_status_names[to];
    struct requisition_event row = {t->req->now, t->req->actor, of->status, ev->note, ev->date};
    return requisition_set_status(t->req, of, of->status, e) && put_event(t, of, &row, event, e);
}

bool requisition_received(struct req *r, const struct requisition *of, long item, long copies, struct err *e) {
    struct query *q = sql(r->db, "UPDATE requisition_line SET received_copies = received_copies + $1 WHERE school = $2 "
                                 "AND school_year = $3 AND number = $4 AND item = $5");
    sql_int(q, copies);
    sql_int(q, r->school);
    sql_int(q, of->school_year);
    sql_int(q, of->serial);
    sql_int(q, item);
    return sql_do(q, e);
}

bool requisition_set_status(struct req *r, const struct requisition *of, const char *status, struct err *e) {
    struct query *q = sql(r->db, "UPDATE requisition SET status = $1 WHERE school = $2 AND school_year = $3 "
                                 "AND number = $4");
    sql_text(q, status);
    sql_int(q, r->school);
    sql_int(q, of->school_year);
    sql_int(q, of->serial);
    return sql_do(q, e);
}

bool requisition_insert(struct trail *t, struct requisition *v, struct err *e) {
    struct req *r = t->req;
    v->school_year = year_of(v->prepared);
    v->status = "draft";
    struct query *q = sql(r->db, "SELECT coalesce(max(number), 0) + 1 FROM requisition WHERE school = $1 AND "
                                 "school_year = $2");
    sql_int(q, r->school);
    sql_int(q, v->school_year);
    if (sql_row(q))
        v->serial = sql_get_int(q, 0);
    if (!sql_end(q, e))
        return false;
    v->number = requisition_number(r->mem, v->school_year, v->serial);
    q = sql(r->db, "INSERT INTO requisition (school, school_year, number, status, prepared, needed, priority, purpose, "
                   "urgent, replaces_year, replaces_number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    sql_int(q, r->school);
    sql_int(q, v->school_year);
    sql_int(q, v->serial);
    sql_text(q, v->status);
    sql_date(q, v->prepared);
    sql_date(q, v->needed);
    sql_text(q, v->priority);
    sql_text(q, v->purpose);
    sql_int(q, v->urgent);
    sql_int(q, v->replaces ? v->replaces_year : INT_NONE);
    sql_int(q, v->replaces ? v->replaces_serial : INT_NONE);
    return sql_do(q, e) && requisition_event_add(t, v, "draft", NULL, e);
}

bool requisition_line_store(struct req *r, const struct requisition *of, long item, const struct requisition_line *l,
                            struct err *e) {
    struct query *q = sql(r->db, "INSERT INTO requisition_line (school, school_year, number, place, item, units, "
                                 "copies_per_unit, copies, received_copies, suggested, sentence, reason) VALUES "
                                 "($1, $2, $3, (SELECT coalesce(max(place), 0) + 1 FROM requisition_line WHERE "
                                 "school = $1 AND school_year = $2 AND number = $3), $4, $5, $6, $7, 0, $8, $9, $10) "
                                 "ON CONFLICT (school, school_year, number, item) DO UPDATE SET "
                                 "units = excluded.units, copies_per_unit = excluded.copies_per_unit, "
                                 "copies = excluded.copies, suggested = excluded.suggested, reason = excluded.reason");
    sql_int(q, r->school);
    sql_int(q, of->school_year);
    sql_int(q, of->serial);
    sql_int(q, item);
    sql_int(q, l->units);
    sql_int(q, l->copies_per_unit);
    sql_int(q, l->copies);
    sql_int(q, l->suggested);
    sql_text(q, l->sentence);
    sql_text(q, l->reason);
    return sql_do(q, e);
}

bool requisition_line_remove(struct req *r, const struct requisition *of, long item, struct err *e) {
    struct query *q = sql(r->db, "DELETE FROM requisition_line WHERE school = $1 AND school_year = $2 AND number = $3 "
                                 "AND item = $4");
    sql_int(q, r->school);
    sql_int(q, of->school_year);
    sql_int(q, of->serial);
    sql_int(q, item);
    return sql_do(q, e);
}

/* ---- for verify ---- */

struct query *requisition_walk(struct req *r) {
    struct query *q =
        sql(r->db, "SELECT id, school_year, number, at, actor, status, note, hash, on_date FROM requisition_event "
                   "WHERE school = $1 ORDER BY id");
    sql_int(q, r->school);
    return q;
}

bool requisition_next(void *where, struct trail_row *row, bool *end, struct err *e) {
    struct query *q = where;
    (void)e;
    if (!sql_row(q)) {
        *end = true;
        return true; /* an error of the query is told by its sql_end */
    }
    struct requisition of = {.school_year = sql_get_int(q, 1), .serial = sql_get_int(q, 2)};
    struct requisition_event ev = {sql_peek_text(q, 3), sql_peek_text(q, 4), sql_peek_text(q, 5), sql_peek_text(q, 6),
                                   sql_get_date(q, 8)};
    row->id = sql_get_int(q, 0);
    row->text.length = 0;
    event_canonical(&row->text, row->id, &of, &ev);
    trail_read_hash(q, 7, &row->stored);
    return true;
}
