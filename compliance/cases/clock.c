#include "compliance/cases/clock.h"

#include "base/buf.h"
#include "base/db.h"
#include "base/text.h"
#include "compliance/audit/seal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const state_names[CLOCK_STATES] = {
    [CLOCK_OPEN] = "open",   [CLOCK_CLOSED] = "closed", [CLOCK_WITHDRAWN] = "withdrawn",
    [CLOCK_ENDED] = "ended", [CLOCK_VOID] = "void",
};

const char *const clock_causes[] = {"enrolled-elsewhere", "not-produced", NULL};

/* ---- loading ---- */

static bool read_clock(struct query *q, struct mem *m, struct clock *out, struct err *e) {
    const char *rule = sql_peek_text(q, 2), *state = sql_peek_text(q, 14);
    *out = (struct clock){.id = sql_get_int(q, 0),
                          .event = sql_get_int(q, 1),
                          .rule = rule ? clock_rule_find(rule) : NULL,
                          .on = sql_get_date(q, 3),
                          .referral = sql_get_date(q, 4),
                          .target = sql_get_date(q, 5),
                          .agreed = sql_get_date(q, 6),
                          .agreed_by = sql_get_text(q, 7, m),
                          .agreed_on = sql_get_date(q, 8),
                          .due = sql_get_date(q, 9),
                          .rolled = sql_get_date(q, 10),
                          .act_by = sql_get_date(q, 11),
                          .paused_days = sql_get_int(q, 12),
                          .sentence = sql_get_text(q, 13, m),
                          .over_on = sql_get_date(q, 15),
                          .cause = sql_get_text(q, 16, m),
                          .consent = sql_get_date(q, 17),
                          .ref = sql_get_text(q, 18, m),
                          .purged_on = sql_get_date(q, 19)};
    while (out->state < CLOCK_STATES && state && strcmp(state, state_names[out->state]) != 0)
        out->state++;
    if (out->rule && state && out->on != DATE_NONE && out->state < CLOCK_STATES)
        return true;
    return err_hinted(e, hint_new(m, "What is damaged", "verify", NULL), ERR_DAMAGED, "clock",
                      "clock %ld cannot be read; its row is damaged", out->id);
}

/* id 0: every clock. Of `running` ones the case is not read. */
static bool read_clocks(struct req *r, long id, bool running, struct clocks *out, struct err *e) {
    struct query *q = sql(
        r->db, "SELECT e.clock, e.id, e.rule, e.trigger_on, e.referral, e.target, e.agreed, e.agreed_by, e.agreed_on, "
               "e.due, e.rolled, e.act_by, e.paused_days, e.sentence, e.state, e.over_on, e.cause, e.consent, "
               "CASE WHEN $3 = 0 THEN (SELECT c.text FROM clock_event s JOIN clock_case c ON c.school = s.school AND "
               "c.event = s.id "
               "WHERE s.school = e.school AND s.clock = e.clock AND s.kind = 'start') END, "
               "CASE WHEN $3 = 0 THEN (SELECT max(p.on_date) FROM clock_event p WHERE p.school = e.school AND p.clock "
               "= e.clock "
               "AND p.kind = 'purge' AND (e.kind <> 'void' OR p.id > e.id)) END FROM clock_event e WHERE e.school = $1 "
               "AND ($2 = 0 OR e.clock = $2) "
               "AND ($3 = 0 OR e.state = 'open') "
               "AND e.id = (SELECT max(l.id) FROM clock_event l WHERE l.school = e.school AND l.clock = e.clock) "
               "ORDER BY e.clock");
    bool ok = true;
    *out = (struct clocks){0};
    sql_int(q, r->school);
    sql_int(q, id);
    sql_int(q, running);
    while (ok && sql_row(q)) {
        out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
        ok = read_clock(q, r->mem, &out->list[out->count++], e);
    }
    return sql_end(q, e) && ok;
}

bool clocks_load(struct req *r, struct clocks *out, struct err *e) { return read_clocks(r, 0, false, out, e); }

bool clocks_load_running(struct req *r, struct clocks *out, struct err *e) { return read_clocks(r, 0, true, out, e); }

bool clocks_load_unfollowed(struct req *r, struct clocks *out, struct err *e) {
    struct query *q =
        sql(r->db,
            "SELECT e.clock, e.trigger_on, e.consent FROM clock_event e WHERE e.school = $1 AND e.consent IS NOT NULL "
            "AND e.state = 'closed' AND e.kind <> 'purge' AND e.id = (SELECT max(l.id) FROM clock_event l WHERE "
            "l.school = e.school AND l.clock = e.clock) AND NOT EXISTS (SELECT 1 FROM clock_event i WHERE "
            "i.school = e.school AND i.rule = 'iep-meeting' AND i.trigger_on = e.consent AND i.kind = 'start' AND NOT "
            "EXISTS (SELECT 1 FROM clock_event v WHERE v.school = i.school AND v.clock = i.clock AND v.kind = 'void') "
            "AND NOT EXISTS (SELECT 1 FROM clock_event s JOIN clock_case a ON a.school = s.school AND a.event = s.id "
            "JOIN clock_case b ON b.school = i.school AND b.event = i.id WHERE s.school = e.school AND "
            "s.clock = e.clock AND s.kind = 'start' AND a.text <> b.text)) ORDER BY e.clock");
    *out = (struct clocks){0};
    sql_int(q, r->school);
    while (sql_row(q)) {
        out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
        out->list[out->count++] = (struct clock){
            .id = sql_get_int(q, 0), .on = sql_get_date(q, 1), .consent = sql_get_date(q, 2), .state = CLOCK_CLOSED};
    }
    return sql_end(q, e);
}

bool clock_load(struct req *r, long id, struct clock *out, struct err *e) {
    struct clocks found;
    if (!read_clocks(r, id, false, &found, e))
        return false;
    if (found.count == 0)
        return err_hinted(e, hint_new(r->mem, "The clocks", "clock list", NULL), ERR_NOT_FOUND, "id",
                          "there is no clock %ld", id);
    *out = found.list[0];
    return true;
}

bool clock_history_load(struct req *r, long id, struct clock_history *out, struct err *e) {
    struct query *q = sql(r->db, "SELECT e.at, e.actor, e.kind, c.text, e.on_date, e.due FROM clock_event e "
                                 "LEFT JOIN clock_case c ON c.school = e.school AND c.event = e.id "
                                 "WHERE e.school = $1 AND e.clock = $2 ORDER BY e.id");
    *out = (struct clock_history){0};
    sql_int(q, r->school);
    sql_int(q, id);
    while (sql_row(q)) {
        out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
        const char *at = sql_get_text(q, 0, r->mem);
        out->list[out->count++] =
            (struct clock_happened){.at = at,
                                    .at_words = date_moment_words(r->mem, at, r->utc_offset_minutes),
                                    .by = sql_get_text(q, 1, r->mem),
                                    .kind = sql_get_text(q, 2, r->mem),
                                    .text = sql_get_text(q, 3, r->mem),
                                    .on = sql_get_date(q, 4),
                                    .due = sql_get_date(q, 5)};
    }
    return sql_end(q, e);
}

/* ---- storing ---- */

static const struct chain_column columns[] = {
    {"clock", CHAIN_INT},     {"kind", CHAIN_TEXT},   {"at", CHAIN_TEXT},         {"actor", CHAIN_TEXT},
    {"on_date", CHAIN_TEXT},  {"rule", CHAIN_TEXT},   {"trigger_on", CHAIN_TEXT}, {"referral", CHAIN_TEXT},
    {"target", CHAIN_TEXT},   {"agreed", CHAIN_TEXT}, {"agreed_by", CHAIN_TEXT},  {"agreed_on", CHAIN_TEXT},
    {"due", CHAIN_TEXT},      {"rolled", CHAIN_TEXT}, {"act_by", CHAIN_TEXT},     {"paused_days", CHAIN_INT},
    {"sentence", CHAIN_TEXT}, {"state", CHAIN_TEXT},  {"over_on", CHAIN_TEXT},    {"cause", CHAIN_TEXT},
    {"consent", CHAIN_TEXT},  {"seal", CHAIN_TEXT},
};
const struct chain_table clock_table = CHAIN_TABLE("clock_event", columns, NULL);

static bool put_case(struct req *r, long event, const unsigned char *salt, const char *text, struct err *e) {
    struct query *q = sql(r->db, "INSERT INTO clock_case (school, event, salt, text) VALUES ($1, $2, $3, $4)");
    sql_int(q, r->school);
    sql_int(q, event);
    sql_blob(q, salt, SALT_BYTES);
    sql_text(q, text);
    return sql_do(q, e);
}

bool clock_next(struct req *r, long *id, struct err *e) {
    struct query *q = sql(r->db, "SELECT coalesce(max(clock), 0) + 1 FROM clock_event WHERE school = $1");
    sql_int(q, r->school);
    *id = sql_row(q) ? sql_get_int(q, 0) : 0;
    return sql_end(q, e);
}

bool clock_put(struct trail *t, struct clock *k, const struct clock_step *step, struct err *e) {
    struct req *r = t->req;
    struct mem *m = r->mem;
    unsigned char salt[SALT_BYTES];
    if (step->text)
        hash_salt(salt);
    const struct chain_value row[] = {{.number = k->id},
                                      {step->kind},
                                      {r->now},
                                      {r->actor},
                                      {date_iso(m, step->on)},
                                      /* NOLINTNEXTLINE(clang-analyzer-*): set by every path that comes here */
                                      {k->rule->name},
                                      {date_iso(m, k->on)},
                                      {date_iso(m, k->referral)},
                                      {date_iso(m, k->target)},
                                      {date_iso(m, k->agreed)},
                                      {k->agreed_by},
                                      {date_iso(m, k->agreed_on)},
                                      {date_iso(m, k->due)},
                                      {date_iso(m, k->rolled)},
                                      {date_iso(m, k->act_by)},
                                      {.number = k->paused_days},
                                      {k->sentence},
                                      {state_names[k->state]},
                                      {date_iso(m, k->over_on)},
                                      {k->cause},
                                      {date_iso(m, k->consent)},
                                      {step->text ? seal_of(m, salt, step->text) : NULL}};
    return chain_put(t, &clock_table, row, &k->event, e) && (!step->text || put_case(r, k->event, salt, step->text, e));
}

bool clock_unextend(struct req *r, struct clock *k, struct err *e) {
    struct clock none = {.agreed = DATE_NONE, .agreed_on = DATE_NONE}, *held = NULL;
    size_t n = 0; /* of extensions that apply; the last one is on top */
    struct query *q = sql(r->db, "SELECT kind = 'extend', agreed, agreed_on, agreed_by FROM clock_event WHERE "
                                 "school = $1 AND clock = $2 AND kind IN ('extend', 'unextend') ORDER BY id");
    sql_int(q, r->school);
    sql_int(q, k->id);
    while (sql_row(q)) {
        if (sql_get_int(q, 0) == 1) {
            held = mem_grow(r->mem, held, n, sizeof *held);
            held[n++] = (struct clock){
                .agreed = sql_get_date(q, 1), .agreed_on = sql_get_date(q, 2), .agreed_by = sql_get_text(q, 3, r->mem)};
        } else if (n > 0) {
            n--;
        }
    }
    const struct clock *before = n > 1 ? &held[n - 2] : &none;
    k->agreed = before->agreed;
    k->agreed_on = before->agreed_on;
    k->agreed_by = before->agreed_by;
    return sql_end(q, e);
}

bool clock_forget(struct req *r, const struct clock *k, struct err *e) {
    struct query *q = sql(r->db, "DELETE FROM clock_case WHERE school = $1 AND event IN (SELECT id FROM clock_event "
                                 "WHERE school = $1 AND clock = $2)");
    sql_int(q, r->school);
    sql_int(q, k->id);
    return sql_do(q, e);
}

/* ---- counting ---- */

bool clock_count(struct mem *m, const struct calendar *c, struct clock *k, struct clock_answer *a, struct err *e) {
    struct clock_answer own = {0};
    struct clock_input in = {.rule = k->rule, .on = k->on, .referral = k->referral, .agreed = k->agreed};
    a = a ? a : &own;
    if (k->agreed != DATE_NONE)
        in.agreed_words = mem_printf(m, "on %s, recorded by %s", date_iso(m, k->agreed_on), k->agreed_by);
    if (!clock_compute(m, c, &in, a, e))
        return false;
    k->due = a->due;
    k->rolled = a->rolled;
    k->act_by = a->act_by;
    k->paused_days = a->paused_days;
    k->sentence = a->sentence;
    return true;
}

/* "clock 4: due 2026-10-02 -> 2026-10-23", or NULL when its dates did not move. */
static const char *moved_words(struct mem *m, const struct clock *was, const struct clock *is) {
    if (was->due != is->due)
        return mem_printf(m, "clock %ld: due %s -> %s", is->id, date_iso(m, was->due), date_iso(m, is->due));
    if (was->act_by != is->act_by)
        return mem_printf(m, "clock %ld: due %s as before, act by %s -> %s", is->id, date_iso(m, is->due),
                          date_iso(m, was->act_by), date_iso(m, is->act_by));
    if (was->rolled != is->rolled)
        return mem_printf(m, "clock %ld: due %s as before, by the last-day rule of EC 9 %s -> %s", is->id,
                          date_iso(m, is->due), date_iso(m, was->rolled), date_iso(m, is->rolled));
    return NULL;
}

bool clock_recompute(struct trail *t, const char **words, struct err *e) {
    struct req *r = t->req;
    struct clocks clocks;
    struct buf lines = {0};
    const struct calendar *calendar;
    *words = "";
    if (!clocks_load(r, &clocks, e) || !calendar_load(r, &calendar, e))
        return false;
    bool ok = true;
    for (size_t i = 0; i < clocks.count && ok; i++) {
        struct clock k = clocks.list[i];
        struct err refused = {0};
        const char *line = NULL;
        if (k.state != CLOCK_OPEN)
            continue;
        if (!clock_count(r->mem, calendar, &k, NULL, &refused)) {
            line = mem_printf(r->mem, "clock %ld keeps its dates: %s", k.id, refused.message);
        } else if (strcmp(k.sentence, clocks.list[i].sentence) != 0 || k.act_by != clocks.list[i].act_by ||
                   k.rolled != clocks.list[i].rolled || k.paused_days != clocks.list[i].paused_days) {
            line = moved_words(r->mem, &clocks.list[i], &k);
            ok = clock_put(t, &k, &(struct clock_step){"compute", r->today, NULL}, e);
        }
        if (line)
            buf_printf(&lines, "%s%s", lines.length ? "\n" : "", line);
    }
    if (lines.length)
        *words = mem_text(r->mem, lines.data);
    buf_free(&lines);
    return ok;
}

/* ---- how it stands ---- */

enum { DUE_SOON_DAYS = 7 }; /* school days before act by */

const char *clock_status(const struct clock *k, const struct calendar *c, int today) {
    if (k->state == CLOCK_WITHDRAWN || k->state == CLOCK_ENDED || k->state == CLOCK_VOID)
        return state_names[k->state];
    bool deadline = k->due != DATE_NONE && !k->rule->is_minimum;
    if (k->state == CLOCK_CLOSED)
        return deadline && k->over_on > k->due ? "met late" : "met";
    if (deadline && today > k->due)
        return "overdue";
    if (deadline && today > k->act_by)
        return "past act by";
    if (deadline && today >= calendar_back(c, k->act_by, DUE_SOON_DAYS))
        return "due soon";
    return k->rule->pauses && calendar_is_paused(c, today) ? "paused today" : "open";
}

struct ranked { /* for qsort, whose comparison gets no further argument */
    const struct clock *of;
    int rank, day; /* overdue, open, over; act by */
};

static int in_order(const void *a, const void *b) {
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->of->id < y->of->id ? -1 : 1;
}

void clocks_sort(struct mem *m, const struct clock **list, size_t count, const struct calendar *c, int today) {
    struct ranked *ranked = mem_alloc(m, (count + 1) * sizeof *ranked);
    for (size_t i = 0; i < count; i++) {
        const struct clock *k = list[i];
        bool open = k->state == CLOCK_OPEN, overdue = open && strcmp(clock_status(k, c, today), "overdue") == 0;
        ranked[i] = (struct ranked){k,
                                    overdue ? 0
                                    : open  ? 1
                                            : 2,
                                    !open || k->act_by == DATE_NONE ? INT_MAX : k->act_by};
    }
    qsort(ranked, count, sizeof *ranked, in_order);
    for (size_t i = 0; i < count; i++)
        list[i] = ranked[i].of;
}

const char *clock_sentence(struct mem *m, const struct clock *k, int today) {
    if (k->rule->unit != CLOCK_NO_LENGTH)
        return k->sentence;
    int until = k->over_on != DATE_NONE ? k->over_on : today, days = until - k->on;
    return mem_printf(m, "%s; %d day%s old%s%s%s", k->sentence, days, days == 1 ? "" : "s",
                      k->over_on != DATE_NONE ? " when it was closed" : "",
                      k->target != DATE_NONE ? "; local target, not law: " : "",
                      k->target != DATE_NONE ? date_iso(m, k->target) : "");
}

/* ---- verifying ---- */

bool clock_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e) {
    struct query *q = sql(
        r->db, "SELECT e.id, e.seal, c.salt, c.text, EXISTS (SELECT 1 FROM clock_event p WHERE p.school = e.school "
               "AND p.clock = e.clock AND p.id > e.id AND p.kind = 'purge') FROM clock_event e "
               "LEFT JOIN clock_case c ON c.school = e.school AND c.event = e.id WHERE e.school = $1 ORDER BY e.id");
    sql_int(q, r->school);
    while (sql_row(q)) {
        const char *fault = seal_fault(r->mem, q);
        if (fault)
            found(where, mem_printf(r->mem, "clock_event %ld: what it says of its case %s", sql_get_int(q, 0), fault));
    }
    return sql_end(q, e);
}
