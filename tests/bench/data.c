/* data: the school that is measured, made up from a fixed seed.
 *
 *     data catalog            100 items
 *     data calendar           three school years
 *     data movements ROWS     ROWS movements of the 100 items, over ten years of
 *                             weekdays, by date; no shelf ever goes below zero
 *     data codes              the items' codes, one a line
 *
 * The flow is that of a school: an opening count, many hand-outs of a few
 * copies, and a delivery whenever a shelf runs low. Shelves hold some weeks of
 * use whatever ROWS is, so that about as many items are low with much history
 * as with little. */
#include "base/date.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS = 100, FROM_YEAR = 2016, LAST_DAY_BEFORE = 9 * 100 + 29 }; /* through 2026-09-29 */

static const char *const titles[] = {"parent-guide", "puzzled", "iep-and-you", "itp-guide",    "itp-booklet",
                                     "esy",          "lre",     "section-504", "equity-office"};
static const char *const languages[] = {"en", "es", "hy", "ko", "ru", "vi", "zh", "ar", "fa", "fil", "en-es"};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static unsigned long state = 5640;

static long roll(long below) {
    state = state * 6364136223846793005UL + 1442695040888963407UL;
    return (long)((state >> 33) % (unsigned long)below);
}

static const char *code_of(int item) {
    static char code[40];
    if (item == ITEMS - 1)
        return "welcome.en";
    snprintf(code, sizeof code, "%s.%s", titles[item / LANGUAGES], languages[item % LANGUAGES]);
    return code;
}

static void catalog(void) {
    printf("item,title,material_number,unit,copies_per_unit\n");
    for (int i = 0; i < ITEMS; i++)
        printf("%s,%s,96%08d,%s,%d\n", code_of(i), i == ITEMS - 1 ? "Welcome to Our School" : "", 10000000 + i * 37,
               i % 3 ? "pack" : "each", i % 3 ? 25 : 1);
}

static void calendar(void) {
    static const struct {
        const char *kind;
        int year, month, day, to_year, to_month, to_day; /* years after the school year's first; to_month 0: one day */
        const char *name;
    } days[] = {
        {"holiday", 0, 7, 4, 0, 0, 0, "Independence Day"}, {"first_day", 0, 8, 13, 0, 0, 0, "First day"},
        {"holiday", 0, 11, 11, 0, 0, 0, "Veterans Day"},   {"break", 0, 11, 23, 0, 11, 27, "Thanksgiving week"},
        {"break", 0, 12, 21, 1, 1, 8, "Winter break"},     {"holiday", 0, 12, 25, 0, 0, 0, "Christmas Day"},
        {"holiday", 1, 1, 1, 0, 0, 0, "New Year's Day"},   {"break", 1, 3, 29, 1, 4, 2, "Spring break"},
        {"last_day", 1, 6, 9, 0, 0, 0, "Last day"},        {"holiday", 1, 6, 19, 0, 0, 0, "Juneteenth"},
    };
    printf("school_year,kind,from,to,name\n");
    for (int y = 2025; y < 2028; y++)
        for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
            printf("%d-%d,%s,%d-%02d-%02d,", y, (y + 1) % 100, days[i].kind, y + days[i].year, days[i].month,
                   days[i].day);
            if (days[i].to_month)
                printf("%d-%02d-%02d", y + days[i].to_year, days[i].to_month, days[i].to_day);
            printf(",%s\n", days[i].name);
        }
}

struct shelf {
    long copies;
    bool counted;
};

static void row(const char *date, int item, const char *kind, long quantity, const char *reason, const char *note) {
    printf("%s,%s,%s,%ld,%s,%s\n", date, code_of(item), kind, quantity, reason, note);
}

/* One movement of one item: what its shelf needs first, else what chance brings. */
static void move(struct shelf *s, const char *date, int item, double daily) {
    static const char *const reasons[] = {"annual",  "annual",          "annual", "assessment-plan",
                                          "request", "assessment-plan", "",       "referral"};
    static const char *const notes[] = {"", "", "", "front desk", "meeting in room 12", "", "back to school night", ""};
    long copies = 1 + roll(4), chance = roll(100);
    if (!s->counted) {
        s->copies = 20 + (long)(daily * (double)(40 + roll(80)));
        s->counted = true;
        row(date, item, "adjust", s->copies, "opening", "");
    } else if (s->copies < 6 + (long)(daily * (15 + item % 40))) {
        copies = 20 + (long)(daily * (double)(40 + roll(40)));
        s->copies += copies;
        row(date, item, "receive", copies, "", "delivery");
    } else if (chance < 3) {
        s->copies += copies;
        row(date, item, "return", copies, "", "");
    } else if (chance < 5) {
        s->copies -= copies;
        row(date, item, "adjust", copies, "damaged", "");
    } else {
        s->copies -= copies;
        row(date, item, "issue", copies, reasons[roll(8)], notes[roll(8)]);
    }
}

static void movements(long rows) {
    static struct shelf shelves[ITEMS];
    int from = date_from(FROM_YEAR, 10, 3), to = date_from(2026, LAST_DAY_BEFORE / 100, LAST_DAY_BEFORE % 100);
    long days = 0, day = 0, done = 0;
    for (int d = from; d <= to; d++)
        days += date_weekday(d) >= MONDAY && date_weekday(d) <= MONDAY + 4;
    double daily = (double)rows * 2.5 / (double)(days * ITEMS); /* copies of an item and day */
    printf("date,item,kind,quantity,reason,note\n");
    for (int d = from; d <= to; d++) {
        char date[16];
        int y, m, dd;
        if (date_weekday(d) < MONDAY || date_weekday(d) > MONDAY + 4)
            continue;
        date_split(d, &y, &m, &dd);
        snprintf(date, sizeof date, "%04d-%02d-%02d", y, m, dd);
        for (long until = ++day * rows / days; done < until; done++) {
            int item = (int)roll(ITEMS);
            move(&shelves[item], date, item, daily);
        }
    }
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "catalog") == 0)
        catalog();
    else if (argc == 2 && strcmp(argv[1], "calendar") == 0)
        calendar();
    else if (argc == 3 && strcmp(argv[1], "movements") == 0)
        movements(atol(argv[2]));
    else if (argc == 2 && strcmp(argv[1], "codes") == 0)
        for (int i = 0; i < ITEMS; i++)
            printf("%s\n", code_of(i));
    else
        return 2;
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
