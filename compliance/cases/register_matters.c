/* What the registers ask for today. */
#include "base/db.h"
#include "compliance/audit/matter.h"
#include "compliance/cases/clock_rule.h"
#include "compliance/cases/register_books.h"
#include "compliance/cases/register_show.h"

#include <string.h>

enum {
    NOTICE_DAYS = 10,      /* the participants of a meeting so near should be notified */
    TRANSLATION_DAYS = 30, /* a translation that takes longer is listed */
    REPORT_DAYS = 5        /* from that many school days before the end of a month, a report not consulted is due */
};

static bool load_open(struct matters *m, const char *noun, struct register_entries *out, struct err *e) {
    return register_load(m->req, register_find(noun), (struct register_choice){0, true}, out, e);
}

static void add(struct matters *m, struct matter one, const struct hint *next) {
    one.next = next;
    matter_add(m, one);
}

static struct matter matter_of(const char *kind, const char *level, const char *text, bool due, int urgency) {
    return (struct matter){.kind = kind, .level = level, .text = text, .due = due, .urgency = urgency};
}

static const struct hint *verb_of(const struct matters *m, const struct register_entry *x, const char *verb) {
    return register_hint(m->req->mem, NULL, x->book, verb, x->number);
}

static void add_request(struct matters *m, const struct register_entry *x) {
    struct mem *mem = m->req->mem;
    int left = x->due - m->req->today;
    const char *level = left < 0 ? "OVERDUE" : left == 0 ? "DUE" : "RECORDS", *day = date_words(mem, x->on);
    if (!register_get(&x->now, "routed"))
        add(m,
            matter_of("records_route", "ROUTE",
                      mem_printf(mem,
                                 "record request %ld of %s: forward it to the Custodian of Records at once (BUL-5526)",
                                 x->number, day),
                      true, left < MATTER_NOW ? left : MATTER_NOW),
            verb_of(m, x, "route"));
    add(m,
        matter_of(left < 0 ? "records_overdue" : "records_due", level,
                  mem_printf(mem, "record request %ld of %s: answer by %s (%s%s)", x->number, day,
                             date_words(mem, x->due), clock_rule_find(x->book->clock)->cite,
                             x->holidays_known ? "" : "; holidays not checked"),
                  true, left),
        verb_of(m, x, "done"));
}

static void add_meeting(struct matters *m, const struct register_entry *x) {
    struct mem *mem = m->req->mem;
    int left = x->on - m->req->today;
    const char *day = date_words(mem, x->on);
    if (left >= 0 && left <= NOTICE_DAYS && !register_get(&x->now, "notified"))
        add(m,
            matter_of("meeting_notice", "NOTIFY",
                      mem_printf(mem, "meeting %ld of %s: its participants are not notified", x->number, day), true,
                      left),
            verb_of(m, x, "notify"));
    if (left < 0)
        add(m,
            matter_of("meeting_past", "HELD?", mem_printf(mem, "meeting %ld of %s: was it held?", x->number, day),
                      false, MATTER_WAITS),
            verb_of(m, x, "done"));
}

static void add_translation(struct matters *m, const struct register_entry *x) {
    int age = m->req->today - x->on;
    if (age > TRANSLATION_DAYS)
        add(m,
            matter_of("translation", "ASK",
                      mem_printf(m->req->mem, "translation %ld (%s, %s): asked for %d days ago", x->number,
                                 register_get(&x->now, "document"), register_get(&x->now, "language"), age),
                      true, TRANSLATION_DAYS - age),
            verb_of(m, x, "done"));
}

static void add_problem(struct matters *m, const struct register_entry *x) {
    struct mem *mem = m->req->mem;
    if (!register_get(&x->now, "told"))
        add(m,
            matter_of(
                "problem", "TELL",
                mem_printf(mem, "problem %ld of %s: tell the principal or designee", x->number, date_words(mem, x->on)),
                true, MATTER_NOW),
            verb_of(m, x, "tell"));
}

static const struct {
    const char *noun;
    void (*add)(struct matters *m, const struct register_entry *x);
} open_matters[] = {
    {"records", add_request}, {"meeting", add_meeting}, {"translation", add_translation}, {"problem", add_problem}};

/* ---- reports, each school month ---- */

static int month_begin(int date) {
    int y, m, d;
    date_split(date, &y, &m, &d);
    return date_from(y, m, 1);
}

static int month_end(int date) {
    int y, m, d;
    date_split(date, &y, &m, &d);
    return (m == 12 ? date_from(y + 1, 1, 1) : date_from(y, m + 1, 1)) - 1;
}

/* The reports consulted in the month, as bits by their place in consulted_reports. */
static bool read_month(struct req *r, int from, int to, unsigned *consulted, struct err *e) {
    struct query *q =
        sql(r->db,
            "SELECT e.facts FROM register_event e WHERE e.school = $1 AND e.register = 'consulted' AND e.step = 'add' "
            "AND e.on_date >= $2 AND e.on_date <= $3 AND NOT EXISTS (SELECT 1 FROM register_event v WHERE "
            "v.school = e.school AND v.register = e.register AND v.entry = e.entry AND v.step = 'void' AND NOT "
            "EXISTS (SELECT 1 FROM register_event o WHERE o.school = v.school AND o.register = v.register AND "
            "o.entry = v.entry AND o.step = 'reopen' AND o.id > v.id))");
    *consulted = 0;
    sql_int(q, r->school);
    sql_date(q, from);
    sql_date(q, to);
    while (sql_row(q)) {
        const char *facts = sql_get_text(q, 0, r->mem);
        for (unsigned i = 0; consulted_reports[i]; i++)
            if (strstr(facts, mem_printf(r->mem, "report\t%s\n", consulted_reports[i])))
                *consulted |= 1U << i;
    }
    return sql_end(q, e);
}

static bool add_reports(struct matters *m, struct err *e) {
    struct req *r = m->req;
    const struct calendar *c;
    int from = month_begin(r->today), to = month_end(r->today), first = from;
    unsigned consulted;
    if (!calendar_load(r, &c, e) || !read_month(r, from, to, &consulted, e))
        return false;
    while (first <= to && !calendar_is_school_day(c, first))
        first++;
    const char *names = "", *one = NULL;
    for (unsigned i = 0; consulted_reports[i]; i++)
        if (!(consulted & 1U << i)) {
            names = mem_join(r->mem, names, ", ", "%s", register_shown(consulted_reports[i]));
            one = one ? one : consulted_reports[i];
        }
    if (!one || first > r->today) /* no school this month, or not yet */
        return true;
    long left = calendar_count(c, r->today, to);
    add(m,
        matter_of("reports", "CONSULT", mem_printf(r->mem, "not consulted this month: %s", names), left <= REPORT_DAYS,
                  to - r->today),
        hint_new(r->mem, NULL, "consulted add", "report", one, NULL));
    return true;
}

bool register_matters(struct matters *m, struct err *e) {
    for (size_t i = 0; i < sizeof open_matters / sizeof *open_matters; i++) {
        struct register_entries found;
        if (!load_open(m, open_matters[i].noun, &found, e))
            return false;
        for (size_t k = 0; k < found.count; k++)
            open_matters[i].add(m, &found.list[k]);
    }
    return add_reports(m, e);
}
