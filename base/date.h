/* date: days as integers. A day is the number of days since 1970-01-01 in the
 * proleptic Gregorian calendar; durations are whole days. Nothing here reads a
 * clock: today is always an argument. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/mem.h"

#include <limits.h>
#include <stdbool.h>

enum { DATE_NONE = INT_MIN }; /* stands for a day that is not there */
enum { SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY };

bool date_is_valid(int year, int month, int day); /* years 1 to 9999 */
int date_from(int year, int month, int day);      /* of a valid date */
void date_split(int date, int *year, int *month, int *day);
int date_weekday(int date); /* SUNDAY to SATURDAY */
bool date_is_weekday(int date);

/* Accepts exactly YYYY-MM-DD, and only a day that exists. */
bool date_parse_iso(const char *text, int *date);

/* What a person or a spreadsheet writes: YYYY-MM-DD, YYYY/M/D, M/D (in the year
 * that begins on `year_begin`), M/D/YYYY, M/D/YY (of this century), today, yesterday, tomorrow, +3d, -2w. */
bool date_parse(const char *text, int today, int year_begin, int *date);

/* Reads two successive years, "2026-27"; *year is the first. */
bool date_parse_years(const char *text, int *year);

void date_write(char out[11], int date);         /* the same into 11 bytes; not for DATE_NONE */
const char *date_iso(struct mem *m, int date);   /* "2026-09-14"; DATE_NONE gives NULL */
const char *date_words(struct mem *m, int date); /* "Sep 14, 2026"; DATE_NONE gives NULL */

/* The local day and minute of day of a moment as the trail keeps it, "2026-09-14T17:03:22Z". `offset_minutes` is how
 * far local time is ahead of UTC. False when the text is not a moment. */
bool date_of_moment(const char *utc, int offset_minutes, int *date, int *minutes);
const char *date_moment_words(struct mem *m, const char *utc,
                              int offset_minutes);                       /* "Sep 14, 2026 10:03"; or the text */
const char *date_begin_utc(struct mem *m, int date, int offset_minutes); /* "2026-09-14T07:00:00Z" */

extern const char *const date_weekday_names[7]; /* "Sun" to "Sat" */

#endif
