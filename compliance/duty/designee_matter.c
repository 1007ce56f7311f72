/* What needs doing about the designation. The form is announced 30, 7 and 1 working days before September 30, and after
 * that day until it is completed. */
#include "compliance/duty/designee.h"
#include "compliance/duty/staff.h"
#include "compliance/school/year.h"

/* The nearest threshold that has come; said until it is acted on. */
static const struct {
    long most; /* working days left */
    const char *level;
} thresholds[] = {{1, "URGENT"}, {7, "DUE SOON"}, {30, "COMING"}};

static long working_days(const struct calendar *c, int from, int to) {
    long n = 0;
    for (int d = from; d <= to; d++)
        n += calendar_is_working_day(c, d);
    return n;
}

static const struct hint *to_record(struct mem *m) {
    return hint_new(m, NULL, "designee record", "name", hint_blank, "class", hint_blank, "from", hint_blank, NULL);
}

static const struct hint *to_update(struct mem *m, const char *date) {
    return hint_new(m, NULL, "designee update", date, hint_blank, NULL);
}

/* What completes the form: its date where there is a designee; else a designee first, in a new year that of the last.
 */
static const struct hint *to_complete(struct req *r, const struct designee_state *s, const struct assignment *before) {
    return s->present ? to_update(r->mem, "portal") : before ? designee_confirm(r, before) : to_record(r->mem);
}

/* Every hint of these matters is for the principal. */
static void add(struct matters *m, struct matter one) {
    one.next = hint_for(m->req->mem, one.next, ROLE_PRINCIPAL);
    matter_add(m, one);
}

/* "A. Reyes", "nobody", "nobody yet (last year: B. Cruz)" */
static const char *who(struct mem *m, const struct designee_state *s, const struct assignment *before) {
    return s->present ? s->present->name
           : before   ? mem_printf(m, "nobody yet (last year: %s)", before->name)
                      : "nobody";
}

/* Through September 30. */
static void add_open(struct matters *m, const struct designee_state *s, const struct calendar *c,
                     const struct assignment *before) {
    struct req *r = m->req;
    long left = working_days(c, r->today + 1, s->act_by);
    for (size_t i = 0; i < sizeof thresholds / sizeof *thresholds; i++) {
        if (left > thresholds[i].most)
            continue;
        const char *when = r->today > s->act_by    ? "no working day is left before it"
                           : r->today == s->act_by ? "act today"
                                                   : mem_printf(r->mem, "%ld working day%s left, act by %s", left,
                                                                left == 1 ? "" : "s", date_words(r->mem, s->act_by));
        add(m,
            (struct matter){.kind = "designee",
                            .level = thresholds[i].level,
                            .text = mem_printf(r->mem, "The School Designee Form of %s is due on September 30: %s; %s",
                                               year_text(r->mem, s->year), who(r->mem, s, before), when),
                            .due = true,
                            .urgency = s->act_by - r->today,
                            .next = to_complete(r, s, before)});
        return;
    }
    if (before) /* a new year is open, and it is long until September 30 */
        add(m, (struct matter){.kind = "designee_confirm",
                               .level = "CONFIRM",
                               .text = mem_printf(r->mem, "Who is the designee of %s? Last year: %s",
                                                  year_text(r->mem, s->year), before->name),
                               .urgency = MATTER_WAITS,
                               .next = to_complete(r, s, before)});
}

static void add_past_due(struct matters *m, const struct designee_state *s, const struct assignment *before) {
    struct req *r = m->req;
    int late = r->today - s->due;
    add(m, (struct matter){.kind = "designee",
                           .level = "OVERDUE",
                           .text = mem_printf(r->mem,
                                              "The School Designee Form of %s: %d day%s after September 30; %s is the "
                                              "designee",
                                              year_text(r->mem, s->year), late, late == 1 ? "" : "s",
                                              who(r->mem, s, before)),
                           .due = true,
                           .urgency = -late,
                           .next = to_complete(r, s, before)});
}

/* Nobody is the designee any more, or the form was completed for an earlier designee. */
static void add_rest(struct matters *m, const struct designee_state *s) {
    struct req *r = m->req;
    const struct assignment *p = s->present;
    const struct designee_gap *last = s->gaps.count ? (const struct designee_gap *)s->gaps.list + s->gaps.count - 1 : 0;
    if (!p && last)
        add(m, (struct matter){.kind = "designee_none",
                               .level = "NOBODY",
                               .text =
                                   mem_printf(r->mem, "No designee since %s (%d day%s)", date_words(r->mem, last->from),
                                              r->today - last->from + 1, r->today == last->from ? "" : "s"),
                               .due = true,
                               .urgency = last->from - 1 - r->today,
                               .next = to_record(r->mem)});
    if (p && p->date[DESIGNEE_PORTAL] == DATE_NONE)
        add(m, (struct matter){.kind = "designee_form",
                               .level = "FORM",
                               .text = mem_printf(r->mem,
                                                  "%s is the designee since %s; the School Designee Form in the "
                                                  "Principal's Portal is not brought up to date",
                                                  p->name, date_words(r->mem, p->from)),
                               .due = true,
                               .urgency = p->from - r->today,
                               .next = to_update(r->mem, "portal")});
}

static void add_meeting(struct matters *m, const struct designee_state *s) {
    struct mem *mem = m->req->mem;
    const struct assignment *p = s->present;
    if (p && p->date[DESIGNEE_MET] == DATE_NONE)
        add(m, (struct matter){
                   .kind = "designee_meeting",
                   .level = "MEET",
                   .text = mem_printf(mem, "Principal and %s meet on Attachment A", p->name),
                   .urgency = MATTER_WAITS,
                   .next = hint_also(mem, to_update(mem, "met"), hint_new(mem, "Its sheet", "duty pdf", NULL))});
}

/* The list of staff says that the designee has left, and nobody took their place. */
static bool add_left(struct matters *m, const struct designee_state *s, struct err *e) {
    struct req *r = m->req;
    struct staff of = {.left = DATE_NONE};
    bool found;
    if (!s->present)
        return true;
    if (!staff_find(r, s->present->name, &of, &found, e))
        return false;
    if (of.left == DATE_NONE || of.left >= r->today)
        return true;
    const struct hint *next = hint_new(r->mem, "To name the next designee", "designee reassign", "name", hint_blank,
                                       "class", hint_blank, "from", hint_blank, NULL);
    const struct hint *none = hint_new(r->mem, "While there is no successor", "designee end", "on",
                                       date_iso(r->mem, of.left), "reason", hint_blank, NULL);
    add(m, (struct matter){.kind = "designee_left",
                           .level = "LEFT",
                           .text = mem_printf(r->mem, "%s left on %s and is still the designee", of.name,
                                              date_words(r->mem, of.left)),
                           .due = true,
                           .urgency = of.left - r->today,
                           .next = hint_also(r->mem, next, hint_for(r->mem, none, ROLE_PRINCIPAL))});
    return true;
}

bool designee_matters(struct matters *m, struct err *e) {
    struct req *r = m->req;
    const struct calendar *c;
    const struct assignment *before = NULL;
    struct designee_state s;
    int year = year_of(r->today);
    if (!calendar_load(r, &c, e) || !designee_load(r, year, &s, e) ||
        (!s.last && !designee_last_year(r, year, &before, e)))
        return false;
    if (s.status == DESIGNEE_IS_OPEN)
        add_open(m, &s, c, before);
    else if (s.status == DESIGNEE_IS_PAST_DUE)
        add_past_due(m, &s, before);
    else
        add_rest(m, &s);
    add_meeting(m, &s);
    return add_left(m, &s, e);
}
