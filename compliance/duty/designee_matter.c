/* What of the designation needs doing, and when it is said: 30, 7 and 1 working days before September 30 (rule 5 of
 * the calendar), and after. */
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

static const char record_command[] = "guidestock designee record NAME --class CLASS --from DATE";

/* What completes the form: a date where there is somebody, else a person first; in a new year that of the last. */
static const char *command(struct req *r, const struct designee_state *s, const struct assignment *before) {
    return s->present ? "guidestock designee update --portal DATE"
           : before   ? designee_confirm_command(r, before)
                      : record_command;
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
        matter_add(m,
                   (struct matter){"designee", thresholds[i].level,
                                   mem_printf(r->mem, "The School Designee Form of %s is due on September 30: %s; %s",
                                              year_text(r->mem, s->year), who(r->mem, s, before), when),
                                   command(r, s, before), true, s->act_by - r->today});
        return;
    }
    if (before) /* a new year is open, and it is long until September 30 */
        matter_add(m, (struct matter){"designee_confirm", "CONFIRM",
                                      mem_printf(r->mem, "Who is the designee of %s? Last year: %s",
                                                 year_text(r->mem, s->year), before->name),
                                      command(r, s, before), false, MATTER_WAITS});
}

static void add_past_due(struct matters *m, const struct designee_state *s, const struct assignment *before) {
    struct req *r = m->req;
    int late = r->today - s->due;
    matter_add(m, (struct matter){"designee", "OVERDUE",
                                  mem_printf(r->mem, "The School Designee Form of %s: %d day%s after September 30; %s",
                                             year_text(r->mem, s->year), late, late == 1 ? "" : "s",
                                             mem_printf(r->mem, "%s is the designee", who(r->mem, s, before))),
                                  command(r, s, before), true, -late});
}

/* The form was completed for somebody who is not the designee any more, or the meeting is not recorded. */
static void add_rest(struct matters *m, const struct designee_state *s) {
    struct req *r = m->req;
    const struct assignment *p = s->present;
    const struct designee_gap *last = s->gaps.count ? (const struct designee_gap *)s->gaps.list + s->gaps.count - 1 : 0;
    if (!p && last)
        matter_add(m,
                   (struct matter){"designee_none", "NOBODY",
                                   mem_printf(r->mem, "No designee since %s (%d day%s)", date_words(r->mem, last->from),
                                              r->today - last->from + 1, r->today == last->from ? "" : "s"),
                                   record_command, true, last->from - 1 - r->today});
    if (p && p->date[DESIGNEE_PORTAL] == DATE_NONE)
        matter_add(m, (struct matter){"designee_form", "FORM",
                                      mem_printf(r->mem,
                                                 "%s is the designee since %s; the School Designee Form in the "
                                                 "Principal's Portal is not brought up to date",
                                                 p->name, date_words(r->mem, p->from)),
                                      "guidestock designee update --portal DATE", true, p->from - r->today});
}

static void add_meeting(struct matters *m, const struct designee_state *s) {
    const struct assignment *p = s->present;
    if (p && p->date[DESIGNEE_MET] == DATE_NONE)
        matter_add(m, (struct matter){"designee_meeting", "MEET",
                                      mem_printf(m->req->mem,
                                                 "Principal and %s meet on Attachment A, with its sheet: "
                                                 "guidestock duty pdf",
                                                 p->name),
                                      "guidestock designee update --met DATE", false, MATTER_WAITS});
}

/* Whoever left is on the list of staff, and nobody took their place. */
static bool add_left(struct matters *m, const struct designee_state *s, struct err *e) {
    struct req *r = m->req;
    struct staff of = {.left = DATE_NONE};
    bool found;
    if (!s->present)
        return true;
    if (!staff_find(r, s->present->name, &of, &found, e))
        return false;
    if (of.left != DATE_NONE && of.left < r->today)
        matter_add(m, (struct matter){"designee_left", "LEFT",
                                      mem_printf(r->mem,
                                                 "%s left on %s and is the designee still: name the next one, or: "
                                                 "guidestock designee end --on %s --reason TEXT",
                                                 of.name, date_words(r->mem, of.left), date_iso(r->mem, of.left)),
                                      "guidestock designee reassign NAME --class CLASS --from DATE", true,
                                      of.left - r->today});
    return true;
}

bool designee_matters(struct matters *m, struct err *e) {
    struct req *r = m->req;
    const struct calendar *c;
    const struct assignment *before = NULL;
    struct designee_state s;
    int year = year_of(r->today);
    size_t from = m->count;
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
    return add_left(m, &s, e) && matters_for(m, from, "guidestock designee ", ROLE_PRINCIPAL, e);
}
