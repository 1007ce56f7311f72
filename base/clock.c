#include "base/clock.h"

#include "base/date.h"

#include <time.h>

int clock_today(void) {
    time_t now = time(NULL);
    struct tm t;
    if (!localtime_r(&now, &t))
        return 0;
    return date_from(t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
}

const char *clock_utc(struct mem *m) {
    time_t now = time(NULL);
    struct tm t;
    if (!gmtime_r(&now, &t))
        return "1970-01-01T00:00:00Z";
    return mem_printf(m, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour,
                      t.tm_min, t.tm_sec);
}

int clock_utc_offset_minutes(void) {
    time_t now = time(NULL);
    struct tm t;
    return localtime_r(&now, &t) ? (int)(t.tm_gmtoff / 60) : 0;
}

long clock_milliseconds(void) {
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
