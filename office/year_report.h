/* year_report: what the record holds of a school year: the designees, the duties, the clocks met, late and open with
 * their causes, the guides handed out, the requisitions, and the days without stock.
 *
 * The report shows the record as it stands today, also for a year that has ended, and counts only what lies in the
 * year. It holds no case reference. Each figure counts rows that the report lists or names: clocks and requisitions by
 * their numbers, stock-outs by their days. */
#ifndef OFFICE_YEAR_REPORT_H
#define OFFICE_YEAR_REPORT_H

#include "compliance/cases/clock.h"
#include "compliance/duty/duty.h"
#include "inventory/outage.h"
#include "inventory/shelf/given.h"

struct year_clock { /* a clock that ran in the year, or an entry of the register "records" */
    long number;
    const char *rule, *status;
    int on, due, over_on;
    long days_late;    /* from the due day to the day it ended, or today; INT_NONE: not late */
    const char *cause; /* why it was not met in time: "closed 3 days after it was due"; NULL where it was met */
    const char *sentence;
    bool is_met;
};

enum year_outcome { YEAR_MET, YEAR_LATE, YEAR_OPEN, YEAR_OVERDUE, YEAR_ENDED, YEAR_OUTCOMES };

struct year_rule { /* the clocks of one rule */
    const char *rule, *citation;
    long ran, met, late, open, overdue, ended; /* open includes overdue, ended includes withdrawn */
    const char *numbers;                       /* of the clocks that ran: "1-4, 7" */
};

struct year_requisition {
    const char *number, *status;
    int prepared, sent, first_received;
    long lines, copies, received;
};

struct year_report {
    const char *school_code, *school_year;
    int as_of;
    const char *designee_status, *designee_words;
    struct duties duties;    /* with the designee of the year */
    struct year_rule clocks; /* of all rules together */
    struct given_year given;
    struct outages outages;
    long copies_ordered, copies_received; /* ordered: on requisitions that were sent and not cancelled */
    struct rows people;                   /* struct assignment */
    struct rows duty_list;                /* struct duty */
    struct rows rules;                    /* struct year_rule; rules without a clock are left out */
    struct rows clock_list;               /* struct year_clock by number, the entries of the register last */
    struct rows guides;                   /* struct given */
    struct rows requisitions;             /* struct year_requisition */
    struct rows outage_list;              /* struct outage */
};

bool year_report_load(struct req *r, int year, struct year_report *out, struct err *e);

/* "1-4, 7, 9" of numbers in rising order. */
const char *year_numbers(struct mem *m, const long *numbers, size_t count);

#endif
