/* day: what one day brought, for the day-end sheet: copies moved and given, steps of requisitions, changes of the
 * record, and the head of the chain.
 *
 * Movements, deliveries and steps belong to their own day (on_date), also where they were entered later. A change
 * belongs to the local date of its row of the trail (r->utc_offset_minutes), and to each day of which it entered
 * something. */
#ifndef OFFICE_DAY_H
#define OFFICE_DAY_H

#include "base/verb.h"

struct calendar;

struct day_moved {                        /* equal movements, summed; those undone are rows of their own */
    const char *what;                     /* handed out, received, printed, returned, adjusted, not accepted, undone */
    const char *item, *title, *languages; /* code; short title; English names */
    const char *reason, *how;             /* may be NULL; of a movement undone, `reason` says what it was */
    long copies;
};

struct day_step {                        /* of a requisition */
    const char *number, *to, *by, *note; /* note may be NULL */
};

struct day_change { /* a row of the trail */
    long place;
    const char *at, *by, *what, *subject; /* at: UTC */
    const char *time;                     /* local: "14:14", with its date where it is another day */
};

struct day {
    int date;
    long school_day;        /* its number in the school year; INT_NONE: not a school day, or no calendar */
    const char *date_words; /* "Tue Sep 15, 2026, school day 24" */
    const char *school_code, *school_name;
    struct rows moved, steps, changes;
    long handed_out, change_count; /* copies on paper, by e-mail or as a link; rows of `changes` */
    long head_place;               /* of the whole chain, now; 0: empty */
    const char *head;              /* eight groups of eight digits */
};

/* `date` must not lie after r->today. */
bool day_load(struct req *r, int date, struct day *out, struct err *e);

/* "Tue Sep 15, 2026, school day 24", as far as the calendar goes. */
const char *day_words(struct mem *m, const struct calendar *calendar, int date);

#endif
