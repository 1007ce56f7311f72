/* clock: the only place that reads the time. Included by the doors only: every
 * other line takes the day, and the moment for the trail, as an argument. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/mem.h"

int clock_today(void);                /* the day in local time, as in base/date.h */
const char *clock_utc(struct mem *m); /* "2026-09-14T17:03:22Z" */
int clock_utc_offset_minutes(void);   /* of local time, now */
long clock_milliseconds(void);        /* since some fixed moment; for progress only */

#endif
