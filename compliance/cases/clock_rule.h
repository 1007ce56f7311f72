/* clock_rule: the legal clocks (docs/clocks.md). One const table has every rule with its citation. One engine
 * counts on a school calendar and knows no rule by name. Nothing here reads the store or the system clock. */
#ifndef COMPLIANCE_CASES_CLOCK_RULE_H
#define COMPLIANCE_CASES_CLOCK_RULE_H

#include "compliance/school/calendar.h"

enum clock_unit { CLOCK_DAYS, CLOCK_BUSINESS_DAYS, CLOCK_YEARS, CLOCK_NO_LENGTH };
enum clock_act { ACT_ON_SCHOOL_DAY, ACT_ON_DUE, ACT_NEVER }; /* where act by comes from */

struct clock_rule {
    const char *name;    /* "assessment-plan" */
    const char *title;   /* what is due: "assessment plan to the parent" */
    const char *trigger; /* what starts it, day 0: "receipt of the referral" */
    long length;
    enum clock_unit unit;
    enum clock_act act;
    bool pauses;
    long cap;            /* a referral `cap` days or less before the last day of instruction: no later than the next
                            first day and `cap` days, where that is earlier; 0: no such rule */
    bool takes_referral; /* the referral is another day than the trigger */
    bool may_extend;     /* by the parent, in writing */
    bool is_minimum;     /* for the parent; no deadline of the school */
    const char *also;    /* a duty beside the length; or NULL */
    const char *cite;    /* the first of the citation, for a sentence */
    const char *citation;
    const char *source; /* where the text stands, and when it was read */
    const char *as_of;
};

extern const struct clock_rule clock_rules[];
extern const size_t clock_rule_count;
extern const char *const clock_rule_words[]; /* their names; ended by NULL */

const struct clock_rule *clock_rule_find(const char *name); /* NULL: none */

struct clock_input {
    const struct clock_rule *rule;
    int on;                   /* the trigger, day 0 */
    int referral;             /* DATE_NONE: blank */
    int agreed;               /* the day that parent and school agreed on in writing; DATE_NONE: none */
    const char *agreed_words; /* who recorded that, and when; NULL: not told */
};

struct clock_answer {
    int due, rolled, act_by; /* DATE_NONE: there is none */
    long paused_days;        /* INT_NONE: no date, nothing is counted */
    int weekend_due;         /* due by the reading in which the weekend just before a break does not count */
    int by_law;              /* due without the agreement in writing */
    bool holidays_checked;   /* false: act by rests on days of a year that is not loaded */
    const char *sentence;    /* the whole of it, with the pauses and the citation */
    const char *warning;     /* what a person must check; or NULL */
};

/* ERR_INPUT: a day out of range, or a referral that cannot be. Needs no calendar. */
bool clock_check_input(struct mem *m, const struct clock_input *in, struct err *e);

/* ERR_RULE, with the missing year named, where the calendar does not reach; ERR_INPUT as clock_check_input. */
bool clock_compute(struct mem *m, const struct calendar *c, const struct clock_input *in, struct clock_answer *out,
                   struct err *e);

#endif
