/* ics: appointments as an iCalendar file (RFC 5545), as calendar programs take
 * it. The only file that calls libical.
 *
 * The library loads ICU, which makes each start of the program a third longer: so
 * it is opened only when a calendar is written. */
#ifndef BASE_ICS_H
#define BASE_ICS_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct ics_event {
    const char *uid;           /* never changes: a second file then changes the same appointment */
    long sequence;             /* how often it was changed */
    const char *stamp;         /* UTC, "2026-09-15T08:00:00Z": when it was last changed */
    int date, minute, minutes; /* its day, minute of the day (local), how long */
    const char *summary, *location, *description, *url; /* each but the summary may be NULL */
    bool cancelled;
};

enum { ICS_ALARMS_MOST = 4 };

struct ics_calendar {
    const char *zone;                 /* "America/Los_Angeles" */
    const char *zone_rules;           /* its VTIMEZONE, as text */
    long alarms[ICS_ALARMS_MOST + 1]; /* minutes before, ended by 0 */
    const struct ics_event *events;
    size_t count;
};

/* Adds the file to `out`; nothing on an error. ERR_IO: the library is not installed. */
bool ics_write(struct buf *out, const struct ics_calendar *of, struct err *e);

#endif
