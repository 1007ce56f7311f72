#include "inventory/order/requisition.h"

#include "base/db.h"
#include "base/text.h"
#include "catalog/edition.h"
#include "compliance/school/calendar.h"
#include "compliance/school/school.h"
#include "compliance/school/year.h"

#include <stdlib.h>
#include <string.h>

const char *const requisition_status_names[REQUISITION_STATUSES + 1] = {
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
    return err_set(e, ERR_INPUT, "requisition", "\"%s\" is not a requisition number; write it like %s",
                   text_shown(r->mem, text), requisition_number(r->mem, year_of(r->today), 1));
}

/* ---- reading ---- */

static bool read_head(struct req *r, struct requisition *out, bool *found, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT status, prepared, needed, priority, purpose, urgent, replaces_year, replaces_number "
                   "FROM requisition WHERE school = $1 AND school_year = $2 AND number = $3");
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
        out->replaces_year = sql_get_int(q, 6);
        out->replaces_serial = sql_get_int(q, 7);
        if (out->replaces_serial != INT_NONE)
            out->replaces = requisition_number(r->mem, out->replaces_year, out->replaces_serial);
        while (out->state < REQUISITION_STATUSES - 1 && strcmp(requisition_status_names[out->state], out->status) != 0)
            out->state++;
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
    struct editions editions;
    struct languages languages;
    struct requisition_line *lines = NULL;
    size_t n = 0;
    if (!items_load(r, &items, e) || !languages_load(r, &languages, e) || !editions_load(r, 0, &editions, e))
        return false;
    bool open = out->state != REQUISITION_CLOSED && out->state != REQUISITION_CANCELLED;
    struct query *q =
        sql(r->db, "SELECT item, units, copies_per_unit, copies, received_copies, suggested, sentence, "
                   "reason, edition FROM requisition_line WHERE school = $1 AND school_year = $2 AND number = $3 "
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
                                       .item_id = i->id,
                                       .units = sql_get_int(q, 1),
                                       .copies_per_unit = sql_get_int(q, 2),
                                       .copies = sql_get_int(q, 3),
                                       .received_copies = sql_get_int(q, 4),
                                       .suggested = sql_get_int(q, 5),
                                       .sentence = sql_get_text(q, 6, r->mem),
                                       .reason = sql_get_text(q, 7, r->mem),
                                       .edition_number =
                                           edition_ordered(&editions, i->id, sql_get_int(q, 8), out->prepared)};
        if (open && l->copies > l->received_copies)
            l->recall = edition_recall(r, &editions, i->id, l->edition_number, r->today);
        l->superseded = l->recall != NULL;
        describe(r->mem, &languages, i, l);
        long missing = l->copies > l->received_copies ? l->copies - l->received_copies : 0;
        l->due_copies = open ? missing : 0;
        l->short_copies = open ? 0 : missing;
        l->retired = i->retired_on != DATE_NONE;
        out->copies += l->copies;
    }
    out->lines = (struct rows){lines, n};
    return sql_end(q, e);
}

/* Version 1 of the schema kept no day: then it is the day of the moment. */
static int event_date(struct query *q, int date_column, const char *at) {
    int date = sql_get_date(q, date_column);
    char day[11] = "";
    if (date != DATE_NONE || strlen(at) < 10)
        return date;
    memcpy(day, at, 10);
    return date_parse_iso(day, &date) ? date : DATE_NONE;
}

static bool read_events(struct req *r, struct requisition *out, struct err *e) {
    struct requisition_event *events = NULL;
    size_t n = 0;
    struct query *q = sql(r->db, "SELECT id, at, actor, status, note, on_date FROM requisition_event WHERE school = $1 "
                                 "AND school_year = $2 AND number = $3 ORDER BY id");
    sql_int(q, r->school);
    sql_int(q, out->school_year);
    sql_int(q, out->serial);
    while (sql_row(q)) {
        events = mem_grow(r->mem, events, n, sizeof *events);
        struct requisition_event *ev = &events[n++];
        *ev = (struct requisition_event){.id = sql_get_int(q, 0),
                                         .at = sql_get_text(q, 1, r->mem),
                                         .by = sql_get_text(q, 2, r->mem),
                                         .to = sql_get_text(q, 3, r->mem),
                                         .note = sql_get_text(q, 4, r->mem),
                                         .dated = sql_peek_text(q, 5) != NULL};
        ev->date = event_date(q, 5, ev->at);
        if (out->sent == DATE_NONE && strcmp(ev->to, "sent") == 0)
            out->sent = ev->date; /* a delivery taken back may lead there again */
    }
    out->events = (struct rows){events, n};
    return sql_end(q, e);
}

/* In a new school year a short number still finds an open order of last year, until the new year has that number. */
static bool find(struct req *r, const char *number, struct requisition *out, bool *found, struct err *e) {
    bool bare = strspn(number, "0123456789") == strlen(number);
    if (!parse_number(r, number, &out->school_year, &out->serial, e) || !read_head(r, out, found, e))
        return false;
    if (*found || !bare)
        return true;
    struct requisition last = {.school_year = out->school_year - 1, .serial = out->serial};
    if (!read_head(r, &last, found, e))
        return false;
    *found = *found && last.state != REQUISITION_CLOSED && last.state != REQUISITION_CANCELLED;
    if (*found)
        *out = last;
    return true;
}

bool requisition_load(struct req *r, const char *number, struct requisition *out, struct err *e) {
    bool found = false;
    *out = (struct requisition){0};
    if (!find(r, number, out, &found, e))
        return false;
    out->number = requisition_number(r->mem, out->school_year, out->serial);
    if (!found)
        return err_hinted(e, hint_new(r->mem, "The requisitions", "requisition list", NULL), ERR_NOT_FOUND,
                          "requisition", "no requisition %s", out->number);
    return read_lines(r, out, e) && read_events(r, out, e);
}

const struct requisition_line *requisition_line_of(const struct requisition *of, long item) {
    const struct requisition_line *lines = of->lines.list;
    for (size_t i = 0; i < of->lines.count; i++)
        if (lines[i].item_id == item)
            return &lines[i];
    return NULL;
}

bool requisition_of_movement(struct req *r, long movement, const char **number, struct err *e) {
    struct query *q = sql(r->db, "SELECT school_year, number FROM delivery WHERE school = $1 AND movement = $2");
    sql_int(q, r->school);
    sql_int(q, movement);
    *number = sql_row(q) ? requisition_number(r->mem, sql_get_int(q, 0), sql_get_int(q, 1)) : NULL;
    return sql_end(q, e);
}

bool requisition_incoming(struct req *r, struct incoming **list, size_t *count, struct err *e) {
    *list = NULL;
    *count = 0;
    struct query *q =
        sql(r->db, "SELECT l.item, max(0, l.copies - l.received_copies), l.school_year, l.number, q.sent "
                   "FROM requisition_days q JOIN requisition_line l ON l.school = q.school AND l.school_year = "
                   "q.school_year AND l.number = q.number WHERE q.school = $1 AND q.status NOT IN ('closed', "
                   "'cancelled') ORDER BY l.item, l.school_year, l.number");
    sql_int(q, r->school);
    while (sql_row(q)) {
        if (sql_get_int(q, 1) == 0)
            continue;
        *list = mem_grow(r->mem, *list, *count, sizeof **list);
        (*list)[(*count)++] =
            (struct incoming){sql_get_int(q, 0), sql_get_int(q, 1),
                              requisition_number(r->mem, sql_get_int(q, 2), sql_get_int(q, 3)), sql_get_date(q, 4)};
    }
    return sql_end(q, e);
}

/* ---- the lead time that deliveries took ---- */

enum { LEARN_LEAST = 3, LEARN_FROM = 5 }; /* deliveries */

static int by_length(const void *a, const void *b) {
    const long *x = a, *y = b;
    return (*x < *y) - (*x > *y); /* the longest first */
}

/* Looks through all that are closed: an old requisition may be the last one that came. */
bool requisition_learned_lead(struct req *r, const struct calendar *c, long *days, long *count, struct err *e) {
    long leads[LEARN_FROM] = {0};
    size_t n = 0;
    struct query *q =
        sql(r->db, "WITH done AS MATERIALIZED (SELECT school_year, number, sent, first_received FROM requisition_days "
                   "WHERE school = $1 AND status = 'closed') "
                   "SELECT sent, first_received FROM done WHERE sent IS NOT NULL AND first_received IS NOT NULL "
                   "ORDER BY first_received DESC, school_year DESC, number DESC LIMIT 5");
    sql_int(q, r->school);
    while (n < LEARN_FROM && sql_row(q)) {
        int sent = sql_get_date(q, 0), received = sql_get_date(q, 1);
        leads[n++] = calendar_count(c, sent + 1, received);
    }
    qsort(leads, n, sizeof *leads, by_length);
    *count = (long)n;
    if (n >= LEARN_LEAST)
        *days = leads[1];
    return sql_end(q, e);
}

enum { STALE_DAYS = 5 }; /* school days (docs/ordering.md, "Aging") */

bool requisition_aging(struct req *r, const struct calendar *c, struct aging *out, struct err *e) {
    struct settings settings;
    long from;
    if (!school_settings(r, &settings, e))
        return false;
    out->lead = settings.number[SETTING_LEAD];
    return requisition_learned_lead(r, c, &out->lead, &from, e);
}

const char *requisition_late_words(struct mem *m, const struct aging *aging, bool sent, long days) {
    if (!sent && days >= STALE_DAYS)
        return mem_printf(m, "unsent for %ld school days: send it, or cancel it", days);
    if (sent && days > 2 * aging->lead)
        return mem_printf(m, "%ld school days, more than twice the usual %ld: chase it or close it short", days,
                          aging->lead);
    return NULL;
}

/* ---- writing ---- */

static const struct chain_column columns[] = {
    {"school_year", CHAIN_INT},    {"number", CHAIN_INT},         {"at", CHAIN_TEXT},
    {"actor", CHAIN_TEXT},         {"status", CHAIN_TEXT},        {"note", CHAIN_TEXT},
    {"on_date", CHAIN_TEXT, true}, {"content", CHAIN_TEXT, true}, /* not in version 1 */
};
const struct chain_table requisition_table = CHAIN_TABLE("requisition_event", columns, "content");

/* Hashes what the requisition says: its head, and each line without what came of it. */
static bool hash_content(struct req *r, long school_year, long serial, char out[2 * HASH_BYTES + 1], struct err *e) {
    struct buf b = {0};
    const struct hash nothing = {{0}};
    struct hash hash;
    struct query *q = sql(r->db, "SELECT prepared, needed, priority, purpose, urgent, replaces_year, replaces_number "
                                 "FROM requisition WHERE school = $1 AND school_year = $2 AND number = $3");
    sql_int(q, r->school);
    sql_int(q, school_year);
    sql_int(q, serial);
    while (sql_row(q))
        for (int i = 0; i < 7; i++)
            chain_add_text(&b, sql_peek_text(q, i));
    bool ok = sql_end(q, e);
    q = sql(r->db, "SELECT place, item, units, copies_per_unit, copies, suggested, sentence, reason, edition "
                   "FROM requisition_line WHERE school = $1 AND school_year = $2 AND number = $3 ORDER BY item");
    sql_int(q, r->school);
    sql_int(q, school_year);
    sql_int(q, serial);
    while (sql_row(q))
        for (int i = 0; i < 9; i++)
            chain_add_text(&b, sql_peek_text(q, i));
    ok = sql_end(q, e) && ok;
    hash_link(&hash, &nothing, b.data, b.length);
    hash_text(out, &hash);
    buf_free(&b);
    return ok;
}

static bool set_status(struct req *r, const struct requisition *of, struct err *e) {
    struct query *q = sql(r->db, "UPDATE requisition SET status = $1 WHERE school = $2 AND school_year = $3 "
                                 "AND number = $4");
    sql_text(q, of->status);
    sql_int(q, r->school);
    sql_int(q, of->school_year);
    sql_int(q, of->serial);
    return sql_do(q, e);
}

bool requisition_step(struct trail *t, struct requisition *of, enum requisition_status to,
                      const struct requisition_event *ev, long *event, struct err *e) {
    struct req *r = t->req;
    char date[11], content[2 * HASH_BYTES + 1];
    of->state = to;
    of->status = requisition_status_names[to];
    date_write(date, ev->date);
    if (!set_status(r, of, e) || !hash_content(r, of->school_year, of->serial, content, e))
        return false;
    const struct chain_value row[] = {{.number = of->school_year},
                                      {.number = of->serial},
                                      {r->now},
                                      {r->actor},
                                      {of->status},
                                      {ev->note},
                                      {date},
                                      {content}};
    return chain_put(t, &requisition_table, row, event, e);
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

bool requisition_insert(struct trail *t, struct requisition *v, struct err *e) {
    struct req *r = t->req;
    v->school_year = year_of(v->prepared);
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
                   "urgent, replaces_year, replaces_number) VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $10)");
    sql_int(q, r->school);
    sql_int(q, v->school_year);
    sql_int(q, v->serial);
    sql_date(q, v->prepared);
    sql_date(q, v->needed);
    sql_text(q, v->priority);
    sql_text(q, v->purpose);
    sql_int(q, v->urgent);
    sql_int(q, v->replaces ? v->replaces_year : INT_NONE);
    sql_int(q, v->replaces ? v->replaces_serial : INT_NONE);
    const struct requisition_event ev = {.date = v->prepared};
    return sql_do(q, e) && requisition_step(t, v, REQUISITION_DRAFT, &ev, NULL, e);
}

bool requisition_line_store(struct req *r, const struct requisition *of, long item, const struct requisition_line *l,
                            struct err *e) {
    struct query *q = sql(r->db, "INSERT INTO requisition_line (school, school_year, number, place, item, units, "
                                 "copies_per_unit, copies, received_copies, suggested, sentence, reason, edition) "
                                 "VALUES ($1, $2, $3, (SELECT coalesce(max(place), 0) + 1 FROM requisition_line WHERE "
                                 "school = $1 AND school_year = $2 AND number = $3), $4, $5, $6, $7, 0, $8, $9, $10, "
                                 "(SELECT number FROM edition WHERE school = $1 AND item = $4 AND from_date <= $11 "
                                 "ORDER BY from_date DESC LIMIT 1)) "
                                 "ON CONFLICT (school, school_year, number, item) DO UPDATE SET "
                                 "units = excluded.units, copies_per_unit = excluded.copies_per_unit, "
                                 "copies = excluded.copies, suggested = excluded.suggested, reason = excluded.reason, "
                                 "edition = excluded.edition");
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
    sql_date(q, r->today);
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

/* The lines of a draft change between two steps, so it is left out; the trail has each change. */
static bool verify_content(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e) {
    bool ok = true;
    struct query *q =
        sql(r->db, "SELECT school_year, number, (SELECT content FROM requisition_event v WHERE v.school = "
                   "q.school AND v.school_year = q.school_year AND v.number = q.number ORDER BY v.id DESC LIMIT 1) "
                   "FROM requisition q WHERE school = $1 AND status <> 'draft'");
    sql_int(q, r->school);
    while (ok && sql_row(q)) {
        char is[2 * HASH_BYTES + 1];
        const char *was = sql_peek_text(q, 2);
        ok = hash_content(r, sql_get_int(q, 0), sql_get_int(q, 1), is, e);
        if (ok && was && strcmp(is, was) != 0)
            found(where, mem_printf(r->mem, "requisition %s was changed after its last step",
                                    requisition_number(r->mem, sql_get_int(q, 0), sql_get_int(q, 1))));
    }
    bool ended = sql_end(q, e);
    return ok && ended;
}

bool requisition_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT school_year, number FROM requisition q WHERE school = $1 AND status IS NOT "
                   "(SELECT v.status FROM requisition_event v WHERE v.school = q.school AND v.school_year = "
                   "q.school_year AND v.number = q.number ORDER BY v.id DESC LIMIT 1)");
    sql_int(q, r->school);
    while (sql_row(q))
        found(where, mem_printf(r->mem, "requisition %s: its status is not that of its last step",
                                requisition_number(r->mem, sql_get_int(q, 0), sql_get_int(q, 1))));
    if (!sql_end(q, e))
        return false;
    q = sql(r->db,
            "SELECT school_year, number, place FROM requisition_line l WHERE school = $1 AND received_copies <> "
            "(SELECT coalesce(sum(d.copies), 0) FROM delivery d WHERE d.school = l.school AND d.school_year = "
            "l.school_year AND d.number = l.number AND d.item = l.item AND d.condition IN ('good', 'old edition'))");
    sql_int(q, r->school);
    while (sql_row(q))
        found(where, mem_printf(r->mem, "requisition %s, line %ld: what was received is not what its deliveries say",
                                requisition_number(r->mem, sql_get_int(q, 0), sql_get_int(q, 1)), sql_get_int(q, 2)));
    return sql_end(q, e) && verify_content(r, found, where, e);
}
