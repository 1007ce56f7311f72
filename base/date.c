#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const date_weekday_names[7] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

static const char *const month_names[12] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static int month_length(int year, int month) {
    static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

bool date_is_valid(int year, int month, int day) {
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= month_length(year, month);
}

/* Days are counted in eras of 400 years from March 1: the leap day comes last.
 * After H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
int date_from(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400, of_era = y - era * 400;
    int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void date_split(int date, int *year, int *month, int *day) {
    int z = date + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;
    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2);
}

int date_weekday(int date) {
    int w = (date + THURSDAY) % 7; /* 1970-01-01 was a Thursday */
    return w < 0 ? w + 7 : w;
}

bool date_is_weekday(int date) {
    int w = date_weekday(date);
    return w != SUNDAY && w != SATURDAY;
}

/* Reads one to `most` digits and moves past them. */
static bool read_digits(const char **s, int least, int most, int *value) {
    int n = 0, v = 0;
    for (; n < most && **s >= '0' && **s <= '9'; n++, (*s)++)
        v = v * 10 + (**s - '0');
    *value = v;
    return n >= least;
}

bool date_parse_iso(const char *text, int *date) {
    int y, m, d;
    const char *s = text;
    if (!read_digits(&s, 4, 4, &y) || *s++ != '-' || !read_digits(&s, 2, 2, &m) || *s++ != '-' ||
        !read_digits(&s, 2, 2, &d) || *s != '\0' || !date_is_valid(y, m, d))
        return false;
    *date = date_from(y, m, d);
    return true;
}

/* 2026/09/30, as some spreadsheets write it. */
static bool parse_year_first(const char *s, int *date) {
    int y, m, d;
    if (!read_digits(&s, 4, 4, &y) || *s++ != '/' || !read_digits(&s, 1, 2, &m) || *s++ != '/' ||
        !read_digits(&s, 1, 2, &d) || *s != '\0' || !date_is_valid(y, m, d))
        return false;
    *date = date_from(y, m, d);
    return true;
}

/* 9/30, 9/30/2026 and 9/30/26. */
static bool parse_slashes(const char *s, int year_begin, int *date) {
    int y, m, d;
    if (!read_digits(&s, 1, 2, &m) || *s++ != '/' || !read_digits(&s, 1, 2, &d))
        return false;
    if (*s == '/') {
        s++;
        size_t digits = strlen(s);
        if ((digits != 4 && digits != 2) || !read_digits(&s, (int)digits, (int)digits, &y))
            return false;
        y += digits == 2 ? 2000 : 0;
        if (!date_is_valid(y, m, d))
            return false;
        *date = date_from(y, m, d);
        return true;
    }
    int first_month, first_day;
    date_split(year_begin, &y, &first_month, &first_day);
    if (m < first_month || (m == first_month && d < first_day))
        y++;
    if (*s != '\0' || !date_is_valid(y, m, d))
        return false;
    *date = date_from(y, m, d);
    return true;
}

/* Accepts only a day that date_iso writes and date_parse_iso reads again. */
static bool shift(int today, int days, int *date) {
    *date = today + days;
    return *date >= date_from(1, 1, 1) && *date <= date_from(9999, 12, 31);
}

bool date_parse(const char *text, int today, int year_begin, int *date) {
    static const struct {
        const char *word;
        int days;
    } words[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i].word) == 0)
            return shift(today, words[i].days, date);
    if (*text == '+' || *text == '-') {
        const char *s = text + 1;
        int n;
        if (!read_digits(&s, 1, 4, &n) || (*s != 'd' && *s != 'w') || s[1] != '\0')
            return false;
        n *= *s == 'w' ? 7 : 1;
        return shift(today, *text == '-' ? -n : n, date);
    }
    return date_parse_iso(text, date) || parse_year_first(text, date) || parse_slashes(text, year_begin, date);
}

void date_write(char out[11], int date) {
    int y, m, d;
    date_split(date, &y, &m, &d);
    const int digits[] = {y / 1000 % 10, y / 100 % 10, y / 10 % 10, y % 10, m / 10, m % 10, d / 10, d % 10};
    static const int places[] = {0, 1, 2, 3, 5, 6, 8, 9};
    out[4] = out[7] = '-';
    out[10] = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        out[places[i]] = (char)('0' + digits[i]);
}

const char *date_iso(struct mem *m, int date) {
    if (date == DATE_NONE)
        return NULL;
    char *text = mem_alloc(m, 11);
    date_write(text, date);
    return text;
}

const char *date_words(struct mem *m, int date) {
    if (date == DATE_NONE)
        return NULL;
    int y, mo, d;
    date_split(date, &y, &mo, &d);
    return mem_printf(m, "%s %d, %d", month_names[mo - 1], d, y);
}

enum { DAY_MINUTES = 24 * 60 };

static bool two_digits(const char *text, int most, int *value) {
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return false;
    *value = (text[0] - '0') * 10 + (text[1] - '0');
    return *value <= most;
}

bool date_of_moment(const char *utc, int offset_minutes, int *date, int *minutes) {
    char day[11];
    int hour, minute;
    if (!utc || strlen(utc) != strlen("2026-09-14T17:03:22Z") || utc[10] != 'T' || utc[13] != ':')
        return false;
    memcpy(day, utc, 10);
    day[10] = '\0';
    if (!date_parse_iso(day, date) || !two_digits(utc + 11, 23, &hour) || !two_digits(utc + 14, 59, &minute))
        return false;
    int at = hour * 60 + minute + offset_minutes;
    for (; at < 0; at += DAY_MINUTES)
        --*date;
    for (; at >= DAY_MINUTES; at -= DAY_MINUTES)
        ++*date;
    *minutes = at;
    return true;
}

const char *date_moment_words(struct mem *m, const char *utc, int offset_minutes) {
    int date, at;
    if (!date_of_moment(utc, offset_minutes, &date, &at))
        return utc;
    return mem_printf(m, "%s %02d:%02d", date_words(m, date), at / 60, at % 60);
}

const char *date_begin_utc(struct mem *m, int date, int offset_minutes) {
    int at = -offset_minutes;
    for (; at < 0; at += DAY_MINUTES)
        date--;
    for (; at >= DAY_MINUTES; at -= DAY_MINUTES)
        date++;
    return mem_printf(m, "%sT%02d:%02d:00Z", date_iso(m, date), at / 60, at % 60);
}

bool date_parse_years(const char *text, int *year) {
    if (strlen(text) != 7 || text[4] != '-')
        return false;
    int y = 0, next = 0;
    for (int i = 0; i < 7; i++) {
        if (i == 4)
            continue;
        if (text[i] < '0' || text[i] > '9')
            return false;
        if (i < 4)
            y = y * 10 + (text[i] - '0');
        else
            next = next * 10 + (text[i] - '0');
    }
    *year = y;
    return y >= 1900 && y < 9999 && next == (y + 1) % 100;
}
