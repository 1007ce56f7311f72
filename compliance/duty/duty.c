#include "compliance/duty/duty.h"

#include "base/db.h"
#include "base/text.h"
#include "compliance/duty/duty_event.h"
#include "compliance/school/year.h"

#include <string.h>

const char duty_citation[] = "REF-5640.9, Attachment A";
const char duty_version[] = "Attachment A of REF-5640.9, 12 September 2022";

/* Attachment A has no numbers; these are our own. Only the stock and the calendar recur: for the others the guide names
 * no interval. */
const struct duty_rule duty_rules[DUTIES + 1] = {
    [1] = {"Document all special education and 504 referrals; track all legal timelines", NULL, DUTY_ONCE, 0, false},
    [2] = {"Tell staff of assessment referrals; assessment plan or written response within 15 days", "EC 56321(a)",
           DUTY_ONCE, 0, false},
    [3] = {"Tell staff of 504 referrals; written response (Request for Evaluation and Consent, or Denial) within a "
           "reasonable time",
           "34 CFR 104.35", DUTY_ONCE, 0, false},
    [4] = {"Keep the school calendar of IEP and 504 meetings", NULL, DUTY_WEEKLY, 0, false},
    [5] = {"Make meeting notifications; see that participants are notified", NULL, DUTY_ONCE, 0, false},
    [6] = {"Remind all team members (place or virtual place, date, time); document the attempts to encourage parents "
           "to attend",
           NULL, DUTY_ONCE, 0, false},
    [7] = {"Give parents copies of the IEP and 504 documents", NULL, DUTY_ONCE, 0, false},
    [8] = {"Notify staff who implement an IEP, related services included, that it is available", NULL, DUTY_ONCE, 0,
           false},
    [9] = {"Notify staff, 504 designees and case managers that a 504 plan is available", NULL, DUTY_ONCE, 0, false},
    [10] = {"Download correct forms; calculate and document the 15-day and 60-day timelines", "EC 56321(a), 56344(a)",
            DUTY_ONCE, 0, false},
    [11] = {"Contact parents and staff so that preparation is on time; arrange accommodations such as an oral "
            "interpreter",
            NULL, DUTY_ONCE, 0, false},
    [12] = {"Keep the special education green folders and the 504 folder", NULL, DUTY_ONCE, 0, false},
    [13] = {"Verify that all IEPs and 504 plans are uploaded, those of newly enrolled students too", NULL, DUTY_ONCE, 0,
            false},
    [14] = {"Keep logs of completed written translations", NULL, DUTY_ONCE, 0, false},
    [15] = {"Answer requests for pupil records within 5 business days; route per BUL-5526; forward to the Custodian of "
            "Records at once",
            "EC 56504, 49069.7 (the guide cites 49065)", DUTY_ONCE, 0, false},
    [16] = {"Use the reports IEP Master Calendar, IEP200, IEP Assessment Report", NULL, DUTY_ONCE, 0, false},
    [17] = {"Use the Section 504 management reports", "REF-6241", DUTY_ONCE, 0, false},
    [18] = {"Notify the principal or designee of technical problems with forms, documents or records", NULL, DUTY_ONCE,
            0, false},
    [19] = {"Maintain an adequate supply of updated pamphlets and brochures", NULL, DUTY_MONTHLY, 0, true},
    [20] = {"Related duties as assigned", NULL, DUTY_ONCE, 0, false},
    [21] = {"Maintain stock of supplementary documents; order from the warehouse; download from the Brochures page",
            NULL, DUTY_MONTHLY, 19, true},
};

const char *const duty_state_words[] = {[DUTY_OPEN] = "open",
                                        [DUTY_IN_PROGRESS] = "in progress",
                                        [DUTY_SUBMITTED] = "submitted",
                                        [DUTY_CHANGES] = "changes requested",
                                        [DUTY_DONE] = "done"};

static const char *const recurs_words[] = {[DUTY_ONCE] = NULL, [DUTY_WEEKLY] = "weekly", [DUTY_MONTHLY] = "monthly"};

/* ---- when they come due ---- */

static int period_begin(enum duty_recurs recurs, int date) {
    int y, m, d;
    date_split(date, &y, &m, &d);
    return recurs == DUTY_MONTHLY ? date - d + 1 : date - (date_weekday(date) + 6) % 7; /* a week begins on Monday */
}

/* Whether the day is the first school day of its week or month; days before the school year do not count. */
static bool comes_due(const struct calendar *c, enum duty_recurs recurs, int date) {
    int begin = period_begin(recurs, date), year = year_begin(year_of(date));
    if (recurs == DUTY_ONCE || !calendar_is_school_day(c, date))
        return false;
    for (int d = begin < year ? year : begin; d < date; d++)
        if (calendar_is_school_day(c, d))
            return false;
    return true;
}

int duty_due_last(const struct calendar *c, enum duty_recurs recurs, int year, int today) {
    for (int d = today < year_end(year) ? today : year_end(year); d >= year_begin(year); d--)
        if (comes_due(c, recurs, d))
            return d;
    return DATE_NONE;
}

int duty_due_next(const struct calendar *c, enum duty_recurs recurs, int year, int today) {
    for (int d = today < year_begin(year) ? year_begin(year) : today + 1; d <= year_end(year); d++)
        if (comes_due(c, recurs, d))
            return d;
    return DATE_NONE;
}

/* ---- how they stand ---- */

static enum duty_state state_after(const char *kind, enum duty_state before) {
    static const struct {
        const char *kind;
        enum duty_state state;
    } states[] = {{"start", DUTY_IN_PROGRESS},
                  {"submit", DUTY_SUBMITTED},
                  {"return", DUTY_CHANGES},
                  {"done", DUTY_DONE},
                  {"reopen", DUTY_OPEN}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i].kind, kind) == 0)
            return states[i].state;
    return before;
}

static const char *both(struct mem *m, const char *was, const char *more) {
    return was && more ? mem_printf(m, "%s; %s", was, more) : was ? was : more;
}

static void take_event(struct mem *m, struct duty *d, const struct duty_event *ev) {
    enum duty_state state = state_after(ev->kind, d->state);
    if (strcmp(ev->kind, "assign") == 0) {
        d->who = ev->person;
        d->given = ev->person != NULL;
        return;
    }
    bool more = state == DUTY_DONE && d->state == DUTY_DONE && ev->on == d->on; /* evidence of the same, found later */
    d->reopened = d->state == DUTY_DONE && state == DUTY_OPEN;
    if (d->reopened) {
        d->last_done = d->done_before;
    } else if (state == DUTY_DONE && !more) {
        d->done_before = d->last_done;
        d->last_done = ev->on;
    }
    d->state = state;
    d->on = ev->on;
    d->note = more ? both(m, d->note, ev->note) : ev->note;
    d->paper = more ? both(m, d->paper, ev->paper) : ev->paper;
    d->by = ev->by;
}

/* How often the duty came due after the day `done` and before the day `last`, whose period is not over yet. */
static long count_missed(const struct calendar *c, enum duty_recurs recurs, int year, int done, int last) {
    long n = 0;
    for (int d = last; (d = duty_due_last(c, recurs, year, d - 1)) != DATE_NONE && d > done;)
        n++;
    return n;
}

/* A recurring duty that is done is open again from the next day on which it comes due. */
static void judge_due(struct duty *d, const struct calendar *c, int year, int today) {
    enum duty_recurs recurs = duty_rules[d->number].recurs;
    if (recurs == DUTY_ONCE)
        return;
    int last = duty_due_last(c, recurs, year, today), next = duty_due_next(c, recurs, year, today);
    d->lapsed = d->state == DUTY_DONE && last != DATE_NONE && d->on < last;
    if (d->lapsed)
        d->state = DUTY_OPEN;
    d->is_due = d->state != DUTY_DONE && last != DATE_NONE && today <= year_end(year);
    d->due = d->is_due ? last : next;
    if (d->is_due && d->last_done != DATE_NONE)
        d->missed = count_missed(c, recurs, year, d->last_done, last);
}

static bool read_fact(struct req *r, int year, struct duty *d, struct err *e) {
    const struct duty_rule *rule = &duty_rules[d->number];
    d->fact_good = true;
    if (rule->same_as)
        d->fact = mem_printf(r->mem, "see %d", rule->same_as);
    else if (!rule->stock || year != year_of(r->today))
        d->fact = NULL; /* the state of the shelf is known for this year only */
    else if (!r->stock_fact)
        d->fact = "not known here";
    else
        return r->stock_fact(r, &d->fact, &d->fact_good, e);
    return true;
}

const char *duty_evidence(struct mem *m, const char *note, const char *paper) {
    if (!paper)
        return note;
    bool placed = text_starts(paper, "in ") || text_starts(paper, "at ") || text_starts(paper, "on ");
    return mem_printf(m, "%s%spaper on file %s%s", note ? note : "", note ? "; " : "", placed ? "" : "in ", paper);
}

static const char *missed_words(struct mem *m, const struct duty *d) {
    return mem_printf(m, "%ld time%s missed", d->missed, d->missed == 1 ? "" : "s");
}

/* "done Oct 1, 2026 by ana: paper on file in the green folder; 3 of 10 items are low" */
static const char *line(struct mem *m, const struct duty *d) {
    const char *evidence = duty_evidence(m, d->note, d->paper), *words = NULL;
    if (d->on != DATE_NONE)
        words = mem_printf(m, "%s %s by %s%s%s", d->lapsed ? "last done" : d->state_word, date_words(m, d->on),
                           d->by ? d->by : "?", evidence ? ": " : "", evidence ? evidence : "");
    if (d->missed > 0)
        words = mem_printf(m, "%s; %s since %s", words, missed_words(m, d), date_words(m, d->last_done));
    if (!d->fact)
        return words;
    return mem_printf(m, "%s%s%s%s", words ? words : "", words ? "; " : "",
                      duty_rules[d->number].same_as ? "" : "the shelf: ", d->fact);
}

struct holders { /* whose the duties were */
    struct assignments of;
    struct duty_event *events;
    size_t count;
};

static const char *holder_on(const struct holders *h, long number, int date) {
    const struct duty_event *given = NULL;
    for (size_t i = 0; i < h->count; i++) {
        const struct duty_event *ev = &h->events[i];
        if (ev->duty == number && strcmp(ev->kind, "assign") == 0 && ev->on <= date && (!given || ev->on >= given->on))
            given = ev;
    }
    if (given && given->person)
        return given->person;
    for (size_t i = 0; i < h->of.count; i++)
        if (h->of.list[i].from <= date && (h->of.list[i].to == DATE_NONE || date <= h->of.list[i].to))
            return h->of.list[i].name;
    return NULL;
}

static bool finish(struct req *r, const struct calendar *c, const struct holders *h, struct duties *out,
                   struct err *e) {
    int year = out->designee.year;
    const struct assignment *present = out->designee.present;
    for (int i = 0; i < DUTIES; i++) {
        struct duty *d = &out->list[i];
        int same_as = duty_rules[d->number].same_as;
        if (same_as) { /* it stands behind that duty in the list, and has its state */
            struct duty own = *d;
            *d = out->list[same_as - 1];
            d->number = own.number;
            d->title = own.title;
            d->citation = own.citation;
        } else {
            if (!d->given)
                d->who = present ? present->name : NULL;
            judge_due(d, c, year, r->today);
            d->held = d->state == DUTY_DONE ? holder_on(h, d->number, d->on) : d->who;
        }
        d->state_word = duty_state_words[d->state];
        if (!read_fact(r, year, d, e))
            return false;
        d->words = line(r->mem, d);
        out->done += d->state == DUTY_DONE;
    }
    return true;
}

bool duties_load(struct req *r, int year, struct duties *out, struct err *e) {
    const struct calendar *c;
    struct holders h;
    *out = (struct duties){.today = r->today};
    for (int i = 0; i < DUTIES; i++) {
        const struct duty_rule *rule = &duty_rules[i + 1];
        out->list[i] = (struct duty){.number = i + 1,
                                     .title = rule->title,
                                     .recurs = recurs_words[rule->recurs],
                                     .on = DATE_NONE,
                                     .last_done = DATE_NONE,
                                     .done_before = DATE_NONE,
                                     .due = DATE_NONE};
        out->list[i].citation = rule->law ? mem_printf(r->mem, "%s; %s", duty_citation, rule->law) : duty_citation;
    }
    if (!calendar_load(r, &c, e) || !designee_load(r, year, &out->designee, e) ||
        !assignments_load(r, year, &h.of, e) || !duty_events_load(r, year, 0, &h.events, &h.count, e))
        return false;
    for (size_t i = 0; i < h.count; i++)
        if (h.events[i].duty >= 1 && h.events[i].duty <= DUTIES)
            take_event(r->mem, &out->list[h.events[i].duty - 1], &h.events[i]);
    return finish(r, c, &h, out, e);
}

/* ---- what needs doing ---- */

/* "not done since Oct 1, 2026 (9 times missed)": the day on which it came due last tells nothing of that. */
static const char *overdue_words(struct mem *m, const struct duty *d) {
    const char *due = date_words(m, d->due);
    if (d->last_done == DATE_NONE)
        return mem_printf(m, "due since %s, not done yet this year", due);
    if (d->missed == 0)
        return mem_printf(m, "due since %s, last done %s", due, date_words(m, d->last_done));
    return mem_printf(m, "not done since %s (%s)", date_words(m, d->last_done), missed_words(m, d));
}

static void add_matter(struct matters *m, const struct duty *d) {
    struct mem *mem = m->req->mem;
    const char *who = d->who ? d->who : "nobody yet", *number = mem_printf(mem, "%ld", d->number);
    if (d->is_due && d->state != DUTY_SUBMITTED)
        matter_add(m, (struct matter){.kind = "duty_due",
                                      .level = "DUE",
                                      .text = mem_printf(mem, "Duty %ld, %s (%s), %s: %s", d->number, d->recurs, who,
                                                         overdue_words(mem, d), d->title),
                                      .due = true,
                                      .urgency = d->due - m->req->today,
                                      .next = hint_new(mem, NULL, "duty done", "duty", number, NULL)});
    else if (d->state == DUTY_SUBMITTED)
        matter_add(m, (struct matter){.kind = "duty_submitted",
                                      .level = "REVIEW",
                                      .text = mem_printf(mem, "Duty %ld waits for the principal since %s: %s",
                                                         d->number, date_words(mem, d->on), d->title),
                                      .urgency = MATTER_WAITS,
                                      .next = hint_for(mem, hint_new(mem, NULL, "duty done", "duty", number, NULL),
                                                       ROLE_PRINCIPAL)});
    else if (d->state == DUTY_CHANGES)
        matter_add(m, (struct matter){.kind = "duty_changes",
                                      .level = "CHANGES",
                                      .text = mem_printf(mem, "Duty %ld (%s) was given back: %s", d->number, who,
                                                         d->note ? d->note : d->title),
                                      .due = true,
                                      .urgency = MATTER_SOON,
                                      .next = hint_new(mem, NULL, "duty submit", "duty", number, NULL)});
}

bool duty_matters(struct matters *m, struct err *e) {
    struct duties all;
    if (!duties_load(m->req, year_of(m->req->today), &all, e))
        return false;
    for (int i = 0; i < DUTIES && all.designee.last; i++)
        if (!duty_rules[all.list[i].number].same_as)
            add_matter(m, &all.list[i]);
    return true;
}
