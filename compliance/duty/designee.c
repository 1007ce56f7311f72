#include "compliance/duty/designee.h"

#include "base/db.h"
#include "compliance/duty/staff.h"
#include "compliance/school/year.h"

#include <string.h>

const struct designee_date_of designee_dates[DESIGNEE_DATES] = {
    [DESIGNEE_PORTAL] = {"portal", "completed in the Principal's Portal", true},
    [DESIGNEE_MET] = {"met", "met with the principal on Attachment A", true},
    /* A training or an account lasts beyond a school year, so its date may lie before it. */
    [DESIGNEE_TRAINED] = {"trained", "trained on MyPLN", false},
    [DESIGNEE_SSO] = {"sso", "Single Sign-On account active", false},
    [DESIGNEE_WELLIGENT] = {"welligent", "access to Welligent", false},
};

const char *const designee_status_words[] = {[DESIGNEE_IS_OPEN] = "open",
                                             [DESIGNEE_IS_PAST_DUE] = "past due",
                                             [DESIGNEE_IS_MET] = "met",
                                             [DESIGNEE_IS_LATE] = "late"};

/* ---- the rows ---- */

static const struct chain_column columns[] = {
    {"school_year", CHAIN_INT}, {"assignment", CHAIN_INT},      {"step", CHAIN_INT},
    {"kind", CHAIN_TEXT},       {"undoes", CHAIN_INT},          {"stands", CHAIN_INT},
    {"name", CHAIN_TEXT},       {"class", CHAIN_TEXT},          {"class_reason", CHAIN_TEXT},
    {"from_date", CHAIN_TEXT},  {"to_date", CHAIN_TEXT},        {"reason", CHAIN_TEXT},
    {"portal_on", CHAIN_TEXT},  {"portal_entered", CHAIN_TEXT}, {"met_on", CHAIN_TEXT},
    {"trained_on", CHAIN_TEXT}, {"sso_on", CHAIN_TEXT},         {"welligent_on", CHAIN_TEXT},
    {"entered_on", CHAIN_TEXT},
};
const struct chain_table designation_table = CHAIN_TABLE("designation", columns, NULL);

bool assignment_put(struct trail *t, struct assignment *a, struct err *e) {
    struct mem *m = t->req->mem;
    a->row = t->last + 1;
    a->first = a->first ? a->first : a->row;
    a->step = a->step ? a->step : a->row;
    const struct chain_value row[] = {{.number = a->year},
                                      {.number = a->first},
                                      {.number = a->step},
                                      {a->kind},
                                      {.number = a->undoes},
                                      {.number = a->stands},
                                      {a->name},
                                      {a->class_name},
                                      {a->class_reason},
                                      {date_iso(m, a->from)},
                                      {date_iso(m, a->to)},
                                      {a->reason},
                                      {date_iso(m, a->date[DESIGNEE_PORTAL])},
                                      {date_iso(m, a->portal_entered)},
                                      {date_iso(m, a->date[DESIGNEE_MET])},
                                      {date_iso(m, a->date[DESIGNEE_TRAINED])},
                                      {date_iso(m, a->date[DESIGNEE_SSO])},
                                      {date_iso(m, a->date[DESIGNEE_WELLIGENT])},
                                      {date_iso(m, a->entered)}};
    return chain_put(t, &designation_table, row, NULL, e);
}

static struct assignment read_row(struct mem *m, struct query *q) {
    struct assignment a = {.row = sql_get_int(q, 0),
                           .year = sql_get_int(q, 1),
                           .first = sql_get_int(q, 2),
                           .step = sql_get_int(q, 3),
                           .kind = sql_get_text(q, 4, m),
                           .undoes = sql_get_int(q, 5),
                           .stands = sql_get_int(q, 6) == 1};
    a.name = sql_get_text(q, 7, m);
    a.class_name = sql_get_text(q, 8, m);
    a.class_reason = sql_get_text(q, 9, m);
    a.from = sql_get_date(q, 10);
    a.to = sql_get_date(q, 11);
    a.reason = sql_get_text(q, 12, m);
    a.date[DESIGNEE_PORTAL] = sql_get_date(q, 13);
    a.portal_entered = sql_get_date(q, 14);
    for (int i = DESIGNEE_MET; i < DESIGNEE_DATES; i++)
        a.date[i] = sql_get_date(q, 15 + i - DESIGNEE_MET);
    a.entered = sql_get_date(q, 19);
    a.by = sql_get_text(q, 20, m);
    a.at = sql_get_text(q, 21, m);
    a.detail = sql_get_text(q, 22, m);
    return a;
}

/* ---- assignments ---- */

/* Replaces the earlier row of the same assignment, and keeps the list sorted by the first day. */
static void take(struct mem *m, struct assignments *out, const struct assignment *row) {
    size_t n = 0, at;
    for (size_t i = 0; i < out->count; i++)
        if (out->list[i].first != row->first)
            out->list[n++] = out->list[i];
    out->count = n;
    if (!row->stands)
        return;
    out->list = mem_grow(m, out->list, out->count, sizeof *out->list);
    for (at = out->count++; at > 0 && out->list[at - 1].from > row->from; at--)
        out->list[at] = out->list[at - 1];
    out->list[at] = *row;
}

bool assignments_load(struct req *r, int year, struct assignments *out, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT d.id, school_year, assignment, step, kind, undoes, stands, name, class, class_reason, "
                   "from_date, to_date, reason, portal_on, portal_entered, met_on, trained_on, sso_on, welligent_on, "
                   "entered_on, t.actor, t.at, CASE kind WHEN 'undo' THEN t.detail END FROM designation d LEFT JOIN "
                   "trail t ON t.school = d.school AND t.id = "
                   "(SELECT min(id) FROM trail f WHERE f.school = d.school AND f.id > d.id) "
                   "WHERE d.school = $1 AND ($2 = 0 OR school_year = $2) ORDER BY d.id");
    *out = (struct assignments){0};
    sql_int(q, r->school);
    sql_int(q, year);
    while (sql_row(q)) {
        out->rows = mem_grow(r->mem, out->rows, out->row_count, sizeof *out->rows);
        out->rows[out->row_count++] = read_row(r->mem, q);
    }
    if (!sql_end(q, e))
        return false;
    for (size_t i = 0; i < out->row_count; i++)
        take(r->mem, out, &out->rows[i]);
    return true;
}

const struct assignment *assignment_undone(const struct assignments *of, long step, long first) {
    for (size_t i = 0; i < of->row_count; i++)
        if (of->rows[i].undoes == step && (first == 0 || of->rows[i].first == first))
            return &of->rows[i];
    return NULL;
}

/* ---- judging ---- */

static int last_day(const struct assignment *a) { return a->to != DATE_NONE ? a->to : year_end((int)a->year); }

static void add_gap(struct mem *m, struct designee_state *s, int from, int to) {
    struct designee_gap *gaps = (struct designee_gap *)s->gaps.list;
    if (from > to)
        return;
    gaps = mem_grow(m, gaps, s->gaps.count, sizeof *gaps);
    gaps[s->gaps.count++] = (struct designee_gap){from, to};
    s->gaps.list = gaps;
    s->gap_days += to - from + 1;
}

/* The last working day on or before September 30; without a calendar, the last weekday. */
static int act_by(const struct calendar *c, int due) {
    int first = year_begin(year_of(due)), d = due;
    while (d >= first && !calendar_is_working_day(c, d))
        d--;
    if (d >= first)
        return d;
    for (d = due; !date_is_weekday(d); d--) /* a calendar in which all of summer is a holiday */
        ;
    return d;
}

static void judge_status(struct designee_state *s, int today) {
    if (s->portal != DATE_NONE)
        s->status = s->portal <= s->due ? DESIGNEE_IS_MET : DESIGNEE_IS_LATE;
    else
        s->status = today <= s->due ? DESIGNEE_IS_OPEN : DESIGNEE_IS_PAST_DUE;
}

void designee_judge(struct mem *m, const struct assignments *of, const struct calendar *c, int year, int today,
                    struct designee_state *out) {
    int due = date_from(year, 9, 30), until = today < year_end(year) ? today : year_end(year), next = due + 1;
    *out = (struct designee_state){.year = year,
                                   .due = due,
                                   .act_by = act_by(c, due),
                                   .calendar = calendar_has(c, due),
                                   .portal = DATE_NONE,
                                   .portal_entered = DATE_NONE};
    for (size_t i = 0; i < of->count; i++) { /* by their first day, and none overlaps another */
        const struct assignment *a = &of->list[i];
        int portal = a->date[DESIGNEE_PORTAL];
        if (a->year != year)
            continue;
        if (!out->last && a->from < next)
            next = a->from;
        add_gap(m, out, next, a->from - 1 < until ? a->from - 1 : until);
        next = last_day(a) + 1;
        out->last = a;
        if (a->from <= until && last_day(a) >= until)
            out->present = a;
        if (portal != DATE_NONE && (out->portal == DATE_NONE || portal < out->portal)) {
            out->portal = portal;
            out->portal_entered = a->portal_entered;
        }
    }
    add_gap(m, out, next, until);
    judge_status(out, today);
}

bool designee_load(struct req *r, int year, struct designee_state *out, struct err *e) {
    const struct calendar *c;
    struct assignments *of = mem_alloc(r->mem, sizeof *of);
    if (!calendar_load(r, &c, e) || !assignments_load(r, year, of, e))
        return false;
    designee_judge(r->mem, of, c, year, r->today, out);
    return true;
}

bool designee_last_year(struct req *r, int year, const struct assignment **out, struct err *e) {
    struct assignments *of = mem_alloc(r->mem, sizeof *of);
    struct staff who = {.left = DATE_NONE};
    bool found;
    *out = NULL;
    if (!assignments_load(r, year - 1, of, e))
        return false;
    const struct assignment *last = of->count > 0 ? &of->list[of->count - 1] : NULL;
    if (!last || last_day(last) != year_end(year - 1))
        return true;
    if (!staff_find(r, last->name, &who, &found, e))
        return false;
    if (found && who.left == DATE_NONE)
        *out = last;
    return true;
}

const struct hint *designee_confirm(struct req *r, const struct assignment *last) {
    int from = year_begin((int)last->year + 1), to = year_end((int)last->year + 1);
    const struct hint *h = hint_new(r->mem, "To confirm them", "designee record", "name", last->name, "class",
                                    last->class_name, "from", date_iso(r->mem, r->today <= to ? r->today : from), NULL);
    return hint_for(r->mem, h, ROLE_PRINCIPAL);
}

/* ---- in words ---- */

static const char *day_name(struct mem *m, int date) {
    return mem_printf(m, "%s, %s", date_weekday_names[date_weekday(date)], date_words(m, date));
}

static const char *days(struct mem *m, long n) { return mem_printf(m, "%ld day%s", n, n == 1 ? "" : "s"); }

/* "on Sep 12, 2026 (entered Oct 2, 2026)" */
static const char *portal_words(struct mem *m, const struct designee_state *s) {
    const char *later = s->portal_entered > s->portal ? date_words(m, s->portal_entered) : NULL;
    return mem_printf(m, "%s on %s%s%s%s", designee_dates[DESIGNEE_PORTAL].what, date_words(m, s->portal),
                      later ? " (entered " : "", later ? later : "", later ? ")" : "");
}

const char *designee_sentence(struct mem *m, const struct designee_state *s, int today) {
    const char *checked = s->calendar ? "" : " (no calendar for this year is loaded: holidays are not checked)";
    switch (s->status) {
    case DESIGNEE_IS_MET:
        return mem_printf(m, "Met: %s.", portal_words(m, s));
    case DESIGNEE_IS_LATE:
        return mem_printf(m, "Late: %s, %s after September 30.", portal_words(m, s), days(m, s->portal - s->due));
    case DESIGNEE_IS_PAST_DUE:
        return mem_printf(m, "Past due: not completed in the Principal's Portal, %s after September 30.",
                          days(m, today - s->due));
    case DESIGNEE_IS_OPEN:
        break;
    }
    if (s->act_by == s->due)
        return mem_printf(m, "Open: due on %s%s.", day_name(m, s->due), checked);
    return mem_printf(m, "Open: due on %s; that day does not move, so act by %s%s.", day_name(m, s->due),
                      day_name(m, s->act_by), checked);
}
