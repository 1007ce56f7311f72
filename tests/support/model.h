/* model: the shelf a second time, as plain arrays that are gone through anew for
 * every answer: no store, no balances kept. Days are those of base/date.h,
 * editions are numbered from 1 as the ledger numbers them. And dice, so that a
 * failure can be thrown again from its seed. */
#ifndef TESTS_SUPPORT_MODEL_H
#define TESTS_SUPPORT_MODEL_H

#include <stdbool.h>
#include <stddef.h>

struct dice {
    unsigned long long state;
};
long dice_from(struct dice *d, long least, long most); /* both may come */
bool dice_one_in(struct dice *d, long n);

enum { MODEL_ITEMS = 10, MODEL_EDITIONS = 100, MODEL_YEAR = 2022, MODEL_YEARS = 8 };
extern const char *const model_codes[MODEL_ITEMS]; /* item n of the catalog of REF-5640.9 has the id n + 1 */

struct model_kind { /* what can happen to copies, and what of it the arithmetic calls issued */
    const char *kind, *reason;
    int sign;
    bool used;
};
enum { MODEL_KINDS = 14 };
extern const struct model_kind model_kinds[MODEL_KINDS];

struct model_movement {
    int edition, date;
    long copies; /* without a sign */
    const struct model_kind *kind;
    bool gone;      /* undone: as if it had never been */
    bool delivered; /* of a requisition: it goes with its delivery */
    long id;
};

struct model_item {
    int from[MODEL_EDITIONS + 1]; /* of each edition; [0] is not used */
    int editions;
    struct model_movement *list;
    size_t count, room;
};

struct model {
    int first, days; /* the days that it knows */
    bool *school_day;
    int first_day[MODEL_YEARS], last_day[MODEL_YEARS]; /* of instruction, from the year 2022 on; 0: not known */
    struct model_item item[MODEL_ITEMS];
};

struct model *model_new(int first, int last); /* every weekday is a school day */
void model_free(struct model *m);

/* Puts it down, whatever it makes of the balance; model_take_back takes the last one off again. */
void model_put(struct model *m, int item, const struct model_movement *v);
void model_take_back(struct model *m, int item);
bool model_stands(const struct model *m, int item); /* no edition is below zero at the end of any day */

int model_current(const struct model *m, int item, int date); /* the edition of the day */
long model_balance(const struct model *m, int item, int edition, int date);
long model_least(const struct model *m, int item, int edition, int from, int to); /* at the end of any of these days */
long model_issued(const struct model *m, int item, int from, int to);

/* School days, from the first through the second, with usable copies at their start or coming in during them. */
long model_days_in_stock(const struct model *m, int item, int from, int to);
bool model_is_school_day(const struct model *m, int date);
int model_back(const struct model *m, int date, long n); /* the n-th school day before */

#endif
