/* day: what one day brought, for the day-end sheet: copies moved and given, steps
 * of requisitions, changes of the record, and the head of the chain.
 *
 * Movements and deliveries are taken by their own day (on_date), also those that
 * were entered later. A change is taken when its row of the trail is of that date
 * in local time (r->utc_offset_minutes), or when it entered something of the day, whenever that was. */
#ifndef OFFICE_DAY_H
#define OFFICE_DAY_H

#include "base/verb.h"

struct calendar;

struct day_moved {                        /* what moved alike, summed; what was undone counts only there */
    const char *what;                     /* handed out, received, printed, returned, adjusted, not accepted, undone */
    const char *item, *title, *languages; /* code; short title; English names */
    const char *reason, *how;             /* may be NULL; of what was undone: what it had been */
    long copies;
};

struct day_step {                        /* of a requisition */
    const char *number, *to, *by, *note; /* note may be NULL */
};

struct day_change { /* a row of the trail */
    long place;
    const char *at, *by, *what, *subject; /* at: UTC */
    const char *time;                     /* local: "14:14", or with its date where it is of another day */
};

struct day {
    int date;
    long school_day;        /* INT_NONE: none, or no calendar is loaded */
    const char *date_words; /* "Tue Sep 15, 2026, school day 24" */
    const char *school_code, *school_name;
    struct rows moved, steps, changes;
    long handed_out, change_count; /* on paper, by e-mail or as a link; rows of `changes` */
    long head_place;               /* of the whole chain, now; 0: empty */
    const char *head;              /* eight groups of eight digits */
};

/* `date` not after r->today. */
bool day_load(struct req *r, int date, struct day *out, struct err *e);

/* "Tue Sep 15, 2026, school day 24", as far as the calendar knows. */
const char *day_words(struct mem *m, const struct calendar *calendar, int date);

#endif
