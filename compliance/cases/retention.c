#include "compliance/cases/retention.h"

#include "compliance/school/school.h"

#include <string.h>

const struct param retention_params[] = {
    {"older-than", PARAM_OPTION, KIND_INT, "YEARS",
     "closed at least so long ago (default: school set keep_cases=YEARS)", NULL},
    {"dry-run", PARAM_FLAG, KIND_TEXT, NULL, "say which, and purge nothing", NULL},
    {0},
};

/* The backup of the day is made before its first change, the purge included. */
const char retention_backups[] =
    "The backups made before it still hold them, the one of today among them: those of the last ten days on which "
    "something was changed and of the first such day of each month (in the folder beside this file, its name with "
    ".backups), and those you made. Delete them as your office's rules say.";

/* The same day so many years before; of February 29 the 28th. */
static int years_before(int date, long years) {
    int y, m, d;
    date_split(date, &y, &m, &d);
    y -= (int)years;
    return date_is_valid(y, m, d) ? date_from(y, m, d) : date_from(y, m, d - 1);
}

bool retention_until(struct req *r, const struct fields *f, int *until, struct err *e) {
    struct settings settings;
    long years;
    if (!school_settings(r, &settings, e) ||
        !fields_int(f, "older-than", (struct range){1, 100}, settings.number[SETTING_KEEP_CASES], &years, e))
        return false;
    if (years == INT_NONE)
        return err_set(e, ERR_INPUT, "older-than",
                       "older-than: say how many years what is said of a closed case is kept, like --older-than 5, or "
                       "once for all: guidestock school set keep_cases=5");
    *until = years_before(r->today, years);
    return true;
}

bool retention_load(struct req *r, struct retention *out, struct err *e) {
    bool ok = clocks_load(r, &out->clocks, e);
    for (size_t b = 0; ok && b < REGISTERS; b++)
        ok = register_load(r, register_books[b], (struct register_choice){0, false}, &out->entries[b], e);
    return ok;
}

bool retention_is_over(const struct retention *all, const char *ref, int until) {
    for (size_t i = 0; ref && i < all->clocks.count; i++) {
        const struct clock *k = &all->clocks.list[i];
        if (k->ref && strcmp(k->ref, ref) == 0 && (k->state == CLOCK_OPEN || k->over_on > until))
            return false;
    }
    for (size_t b = 0; ref && b < REGISTERS; b++)
        for (size_t i = 0; i < all->entries[b].count; i++) {
            const struct register_entry *x = &all->entries[b].list[i];
            const char *its = register_get(&x->now, "ref");
            if (its && strcmp(its, ref) == 0 && (x->status == REGISTER_OPEN || x->closed_on > until))
                return false;
        }
    return true;
}
