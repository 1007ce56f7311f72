#include "compliance/cases/clock_rule.h"

#include "base/hint.h"
#include "compliance/school/year.h"

#include <string.h>

static const char state_code[] = "California Education Code, leginfo.legislature.ca.gov";
static const char federal_code[] = "Code of Federal Regulations, ecfr.gov";
static const char both_codes[] = "California Education Code, leginfo.legislature.ca.gov; Code of Federal Regulations, "
                                 "ecfr.gov";
static const char read_in[] = "November 2026";

const struct clock_rule clock_rules[] = {
    {.name = "assessment-plan",
     .title = "assessment plan to the parent",
     .trigger = "receipt of the referral",
     .length = 15,
     .pauses = true,
     .cap = 10,
     .may_extend = true,
     .cite = "EC 56321(a)",
     .citation = "EC 56321(a), 56043(a)",
     .source = state_code,
     .as_of = read_in},
    /* An older text of 56344(a) said 20 days at the end of the year; charts still print it. 30 is the law. */
    {.name = "iep-meeting",
     .title = "IEP meeting",
     .trigger = "receipt of the parent's written consent",
     .length = 60,
     .pauses = true,
     .cap = 30,
     .takes_referral = true,
     .may_extend = true,
     .cite = "EC 56344(a)",
     .citation = "EC 56344(a), 56043(f)(1)",
     .source = state_code,
     .as_of = read_in},
    {.name = "initial-iep-after-eligibility",
     .title = "meeting on the initial IEP",
     .trigger = "determination of eligibility",
     .length = 30,
     .cite = "EC 56043(f)(2)",
     .citation = "EC 56043(f)(2), 34 CFR 300.323(c)(1)",
     .source = both_codes,
     .as_of = read_in},
    {.name = "parent-requested-meeting",
     .title = "IEP meeting that the parent asked for",
     .trigger = "receipt of the parent's written request",
     .length = 30,
     .pauses = true,
     .cite = "EC 56343.5",
     .citation = "EC 56343.5",
     .source = state_code,
     .as_of = read_in},
    /* REF-5640.9 cites 49065, which is the section on the charge for copies. */
    {.name = "pupil-records",
     .title = "pupil records to the parent",
     .trigger = "request, oral or written",
     .length = 5,
     .unit = CLOCK_BUSINESS_DAYS,
     .act = ACT_ON_DUE,
     .also = "also before any IEP meeting or hearing",
     .cite = "EC 56504, 49069.7",
     .citation = "EC 56504, 49069.7 (REF-5640.9 cites 49065, the section on the charge for copies)",
     .source = state_code,
     .as_of = read_in},
    {.name = "annual-review",
     .title = "annual review of the IEP",
     .trigger = "last annual IEP",
     .length = 1,
     .unit = CLOCK_YEARS,
     .cite = "EC 56343(d)",
     .citation = "EC 56343(d), 56380",
     .source = state_code,
     .as_of = read_in},
    {.name = "triennial",
     .title = "triennial assessment",
     .trigger = "last assessment",
     .length = 3,
     .unit = CLOCK_YEARS,
     .cite = "EC 56381",
     .citation = "EC 56381",
     .source = state_code,
     .as_of = read_in},
    {.name = "parent-decision",
     .title = "the parent's decision on the assessment plan",
     .trigger = "the parent received the assessment plan",
     .length = 15,
     .act = ACT_NEVER,
     .is_minimum = true,
     .cite = "EC 56321(c)(4)",
     .citation = "EC 56321(c)(4), 56043(b)",
     .source = state_code,
     .as_of = read_in},
    {.name = "section-504-response",
     .title = "response to the Section 504 referral",
     .trigger = "receipt of the 504 referral",
     .unit = CLOCK_NO_LENGTH,
     .act = ACT_NEVER,
     .cite = "34 CFR 104.35",
     .citation = "34 CFR 104.35",
     .source = federal_code,
     .as_of = read_in},
};
const size_t clock_rule_count = sizeof clock_rules / sizeof *clock_rules;

const char *const clock_rule_words[] = {"assessment-plan",
                                        "iep-meeting",
                                        "initial-iep-after-eligibility",
                                        "parent-requested-meeting",
                                        "pupil-records",
                                        "annual-review",
                                        "triennial",
                                        "parent-decision",
                                        "section-504-response",
                                        NULL};

const struct clock_rule *clock_rule_find(const char *name) {
    for (size_t i = 0; i < clock_rule_count; i++)
        if (strcmp(clock_rules[i].name, name) == 0)
            return &clock_rules[i];
    return NULL;
}

/* ---- the end of the year ---- */

enum { DAYS_LEFT_LEAST = 15 }; /* warn of a cap that leaves fewer */

/* The rule of the end of the year, applied to the day of the referral. */
struct cap {
    int last, first; /* the last day of instruction before it, the first one after it */
    int date;        /* DATE_NONE: it does not apply */
    bool is_past;    /* its day is not after the trigger, so it cannot be applied */
    bool binds;      /* it comes before the length is over */
    int due;         /* where the count ended: there, or at the length */
};

static bool missing_year(struct mem *m, int year, const char *why, struct err *e) {
    return err_hinted(e, hint_new(m, "Load it", "calendar import", "file", hint_blank, NULL), ERR_RULE, "calendar",
                      "the school year %s has no calendar here: %s", year_text(m, year), why);
}

static bool find_cap(struct mem *m, const struct calendar *c, const struct clock_input *in, struct cap *out,
                     struct err *e) {
    int referral = in->rule->takes_referral && in->referral != DATE_NONE ? in->referral : in->on;
    *out = (struct cap){.date = DATE_NONE};
    if (in->rule->cap == 0)
        return true;
    if (!calendar_has(c, referral))
        return missing_year(m, year_of(referral),
                            mem_printf(m, "whether %s was near its last day cannot be told", date_iso(m, referral)), e);
    out->last = calendar_last_day(c, referral);
    int next = year_end(year_of(referral)) + 1;
    if (referral > out->last || out->last - referral > in->rule->cap || !calendar_has(c, next))
        return true;
    out->first = calendar_first_day(c, next);
    out->date = out->first + (int)in->rule->cap;
    out->is_past = out->date <= in->on;
    if (out->is_past)
        out->date = DATE_NONE;
    return true;
}

/* ---- counting ---- */

/* A year that is not loaded must not be taken for one without breaks (docs/clocks.md, "Refused"). */
static bool check_day(struct mem *m, const struct calendar *c, const struct clock_rule *rule, int date, struct err *e) {
    if (!calendar_has(c, date))
        return missing_year(m, year_of(date), mem_printf(m, "%s cannot be counted", date_iso(m, date)), e);
    if (!rule->pauses || calendar_has(c, year_end(year_of(date)) + 1) || date <= calendar_last_day(c, date))
        return true;
    return missing_year(m, year_of(date) + 1,
                        mem_printf(m, "%s lies in the summer before its first day of instruction", date_iso(m, date)),
                        e);
}

static bool counts(const struct calendar *c, const struct clock_rule *rule, int date, bool weekend_too) {
    if (rule->unit == CLOCK_BUSINESS_DAYS)
        return calendar_is_working_day(c, date);
    return !rule->pauses || !(calendar_is_paused(c, date) || (weekend_too && calendar_is_before_pause(c, date)));
}

/* Excludes the trigger and includes the last day (EC 9); stops at the cap. */
static bool count_days(struct mem *m, const struct calendar *c, const struct clock_input *in, struct cap *cap,
                       bool weekend_too, struct err *e) {
    int d = in->on;
    long n = 0;
    while (n < in->rule->length && d != cap->date) {
        if (!check_day(m, c, in->rule, ++d, e))
            return false;
        n += counts(c, in->rule, d, weekend_too);
    }
    cap->binds = n < in->rule->length;
    cap->due = d;
    return true;
}

static int years_on(int on, long years) {
    int y, m, d;
    date_split(on, &y, &m, &d);
    y += (int)years;
    return date_is_valid(y, m, d) ? date_from(y, m, d) : date_from(y, m, d - 1); /* February 29 */
}

static int next_working_day(const struct calendar *c, int date) {
    while (!calendar_is_working_day(c, date))
        date++;
    return date;
}

/* The last school day through the due day (docs/clocks.md, "Counting"). Whether there is school in a year that is not
 * loaded is not known: there the last working day counts, unchecked. */
static int find_act_by(const struct calendar *c, int on, int due, bool *checked) {
    *checked = true;
    for (int d = due; d > on && *checked; d--) {
        if (!calendar_has(c, d))
            *checked = false;
        else if (calendar_is_school_day(c, d))
            return d;
    }
    for (int d = due; d > on; d--)
        if (calendar_is_working_day(c, d))
            return d;
    return due;
}

/* INT_NONE where nobody can tell: the day agreed on may lie beyond what is loaded. */
static long count_paused(struct mem *m, const struct calendar *c, const struct clock_input *in, int due) {
    struct err none = {0};
    long n = 0;
    for (int d = in->on + 1; d <= due && in->rule->pauses; d++) {
        if (!check_day(m, c, in->rule, d, &none))
            return INT_NONE;
        n += calendar_is_paused(c, d);
    }
    return n;
}

/* ---- words ---- */

/* A calendar's "Winter break" within a sentence; "Thanksgiving week" keeps its capital. */
static const char *pause_name(struct mem *m, const struct calendar_pause *p) {
    static const char *const seasons[] = {"Winter ", "Spring ", "Summer ", "Fall ", "Autumn ", "Mid"};
    char *name = mem_text(m, p->name);
    for (size_t i = 0; i < sizeof seasons / sizeof *seasons; i++)
        if (strncmp(name, seasons[i], strlen(seasons[i])) == 0)
            name[0] = (char)(name[0] - 'A' + 'a');
    return *name ? name : "a break";
}

/* ", paused 21 days for winter break (more than five schooldays)" */
static const char *paused_words(struct mem *m, const struct calendar *c, const struct clock_input *in, int due) {
    size_t count;
    const struct calendar_pause *list = calendar_pauses(c, &count);
    const char *words = "";
    int told = in->on; /* through here; a break may run into another, or into summer */
    for (size_t i = 0; i < count && in->rule->pauses; i++) {
        int from = list[i].from > told ? list[i].from : told + 1, to = list[i].to < due ? list[i].to : due;
        if (from > to)
            continue;
        words = mem_printf(m, "%s%s %d day%s for %s%s", words, *words ? " and" : ", paused", to - from + 1,
                           to == from ? "" : "s", pause_name(m, &list[i]),
                           list[i].is_summer ? "" : " (more than five schooldays)");
        told = to;
    }
    return words;
}

/* Names the closures, which do not pause (docs/clocks.md, "Pauses"); of a count of business days, the holidays. */
static const char *day_words(struct mem *m, const struct calendar *c, const struct clock_input *in, int due) {
    size_t count;
    const struct calendar_row *rows = calendar_rows(c, &count);
    bool business = in->rule->unit == CLOCK_BUSINESS_DAYS;
    const char *words = "";
    for (size_t i = 0; i < count; i++) {
        const struct calendar_row *row = &rows[i];
        if (row->to <= in->on || row->from > due || !(business || in->rule->pauses))
            continue;
        const char *name = *row->name ? mem_printf(m, " (%s)", row->name) : "";
        if (row->kind == CALENDAR_CLOSURE && !business)
            words = mem_printf(m, "%s; the closure from %s to %s%s does not pause", words, date_iso(m, row->from),
                               date_iso(m, row->to), name);
        if (row->kind == CALENDAR_HOLIDAY && business)
            words = mem_printf(m, "%s; %s%s is no business day", words, date_iso(m, row->from), name);
    }
    return words;
}

static const char *length_words(struct mem *m, const struct clock_rule *rule, int on) {
    const char *from = date_iso(m, on);
    if (rule->unit != CLOCK_YEARS)
        return mem_printf(m, "%ld %sdays from %s", rule->length, rule->unit == CLOCK_BUSINESS_DAYS ? "business " : "",
                          from);
    int y, month, day, due_day;
    date_split(on, &y, &month, &day);
    date_split(years_on(on, rule->length), &y, &month, &due_day);
    return mem_printf(m, "the same date %s as %s%s", rule->length == 1 ? "next year" : "three years on", from,
                      day == due_day ? "" : " (February 29: the 28th)");
}

static const char *cap_words(struct mem *m, const struct clock_input *in, const struct cap *cap) {
    return mem_printf(m,
                      "%ld days from the first day of instruction %s, for a referral %ld days or less before the last "
                      "day %s (earlier than %s)",
                      in->rule->cap, date_iso(m, cap->first), in->rule->cap, date_iso(m, cap->last),
                      length_words(m, in->rule, in->on));
}

/* "15 days from 2025-12-10, paused 21 days for winter break (more than five schooldays)" */
static const char *law_words(struct mem *m, const struct calendar *c, const struct clock_input *in,
                             const struct cap *cap, int due) {
    return mem_printf(m, "%s%s%s", cap->binds ? cap_words(m, in, cap) : length_words(m, in->rule, in->on),
                      paused_words(m, c, in, due), day_words(m, c, in, due));
}

static const char *sentence(struct mem *m, const struct calendar *c, const struct clock_input *in,
                            const struct cap *cap, const struct clock_answer *a) {
    const struct clock_rule *rule = in->rule;
    const char *due = date_iso(m, a->due), *law = law_words(m, c, in, cap, a->by_law), *also = "";
    if (rule->is_minimum)
        return mem_printf(m,
                          "not before %s: the parent has at least %s to decide; a minimum for the parent, not a "
                          "deadline of the school, %s",
                          due, law, rule->cite);
    if (rule->also)
        also = mem_printf(m, "; %s", rule->also);
    if (rule->takes_referral && in->referral == DATE_NONE)
        also = mem_printf(m, "%s; no referral is given: its date is taken to be that of the consent", also);
    if (!a->holidays_checked)
        also = mem_printf(m, "%s; act by %s: holidays not checked", also, date_iso(m, a->act_by));
    if (in->agreed == DATE_NONE)
        return mem_printf(m, "due %s: %s%s, %s", due, law, also, rule->cite);
    return mem_printf(m, "due %s: agreed with the parent in writing%s%s; without that it was %s: %s%s, %s", due,
                      in->agreed_words ? ", " : "", in->agreed_words ? in->agreed_words : "", date_iso(m, a->by_law),
                      law, also, rule->cite);
}

static const char *warning(struct mem *m, const struct clock_input *in, const struct cap *cap, int due) {
    if (cap->is_past)
        return mem_printf(m,
                          "the rule of the end of the year would give %s, which had come when the consent did (%s): it "
                          "is not applied. Tell the principal",
                          date_iso(m, cap->first + (int)in->rule->cap), date_iso(m, in->on));
    if (cap->binds && due - in->on < DAYS_LEFT_LEAST)
        return mem_printf(m, "the rule of the end of the year leaves %d day%s, from %s to %s", due - in->on,
                          due - in->on == 1 ? "" : "s", date_iso(m, in->on), date_iso(m, due));
    return NULL;
}

/* ---- all of it ---- */

static bool check_range(struct mem *m, const char *field, int date, struct err *e) {
    return (date >= date_from(1990, 1, 1) && date <= date_from(2199, 12, 31)) ||
           err_set(e, ERR_INPUT, field, "%s: %s is not from 1990 to 2199", field, date_iso(m, date));
}

static bool check_referral(struct mem *m, const struct clock_input *in, struct err *e) {
    if (in->referral == DATE_NONE || (!in->rule->takes_referral && in->rule->cap > 0 && in->referral == in->on))
        return true;
    if (!in->rule->takes_referral)
        return err_set(e, ERR_INPUT, "referral", "referral: %s has no referral date; it starts with %s", in->rule->name,
                       in->rule->trigger);
    if (!check_range(m, "referral", in->referral, e))
        return false;
    return in->referral <= in->on ||
           err_set(e, ERR_INPUT, "referral", "referral: %s is after the consent, %s; the referral comes first",
                   date_iso(m, in->referral), date_iso(m, in->on));
}

bool clock_check_input(struct mem *m, const struct clock_input *in, struct err *e) {
    return check_range(m, "trigger", in->on, e) && check_referral(m, in, e) &&
           (in->agreed == DATE_NONE || check_range(m, "to", in->agreed, e));
}

/* Both readings of a length that is counted, by law. */
static bool count_both(struct mem *m, const struct calendar *c, const struct clock_input *in, struct cap *cap,
                       struct clock_answer *out, struct err *e) {
    struct cap other;
    struct err none = {0};
    if (in->rule->unit == CLOCK_YEARS) {
        out->by_law = out->weekend_due = years_on(in->on, in->rule->length);
        return true;
    }
    if ((in->rule->pauses && !check_day(m, c, in->rule, in->on, e)) || !find_cap(m, c, in, cap, e) ||
        !count_days(m, c, in, cap, false, e))
        return false;
    other = *cap;
    out->by_law = cap->due;
    bool reaches = count_days(m, c, in, &other, true, &none);
    out->weekend_due = reaches ? other.due : DATE_NONE; /* else the other reading runs beyond what is loaded */
    return true;
}

bool clock_compute(struct mem *m, const struct calendar *c, const struct clock_input *in, struct clock_answer *out,
                   struct err *e) {
    const struct clock_rule *rule = in->rule;
    struct cap cap = {.date = DATE_NONE};
    *out = (struct clock_answer){DATE_NONE, DATE_NONE, DATE_NONE, INT_NONE, DATE_NONE, DATE_NONE, true, NULL, NULL};
    if (!clock_check_input(m, in, e))
        return false;
    if (rule->unit == CLOCK_NO_LENGTH) {
        out->sentence =
            mem_printf(m, "no date: the law says \"reasonable\" and gives no number of days, %s", rule->cite);
        return true;
    }
    if (!count_both(m, c, in, &cap, out, e))
        return false;
    out->due = in->agreed != DATE_NONE ? in->agreed : out->by_law;
    out->rolled = rule->unit == CLOCK_YEARS || in->agreed != DATE_NONE ? out->due : next_working_day(c, out->due);
    if (rule->act == ACT_ON_SCHOOL_DAY)
        out->act_by = find_act_by(c, in->on, out->due, &out->holidays_checked);
    else if (rule->act == ACT_ON_DUE)
        out->act_by = out->due;
    out->paused_days = count_paused(m, c, in, out->due);
    out->sentence = sentence(m, c, in, &cap, out);
    out->warning = in->agreed != DATE_NONE ? NULL : warning(m, in, &cap, out->due);
    return true;
}
