#include "compliance/cases/retention.h"

#include "compliance/school/school.h"

#include <string.h>

const struct param retention_params[] = {
    {"older-than", PARAM_OPTION, KIND_INT, "YEARS",
     "closed at least so many years ago (default: the setting keep_cases)", NULL, 1, 100, 0},
    {"dry-run", PARAM_FLAG, KIND_TEXT, NULL, "say which, and purge nothing", NULL, 0, 0, 0},
    {0},
};

static const struct column purged_columns[] = {
    {"closed_by", "closed by", CELL_DATE, offsetof(struct purged, closed_by), 0, NULL},
    {"count", "count", CELL_INT, offsetof(struct purged, count), 0, NULL},
    {"numbers", "numbers", CELL_TEXT, offsetof(struct purged, numbers), 0, NULL},
    {"purged", "purged", CELL_BOOL, offsetof(struct purged, purged), 0, NULL},
};
const struct shape purged_shape = SHAPE(purged_columns, purged);

void retention_answer(struct req *r, struct answer *a, const struct purged *what) {
    struct purged *kept = mem_alloc(r->mem, sizeof *kept);
    *kept = *what;
    kept->numbers = what->count > 0 ? what->numbers : NULL;
    answer_one(a, &purged_shape, kept);
    a->text_only = true;
}

/* The backup of the day is made before its first change, the purge included. */
const char retention_backups[] =
    "The backups made before it still hold them, the one of today among them: those of the last ten days on which "
    "something was changed and of the first such day of each month (in the folder beside this file, its name with "
    ".backups), and those you made. Delete them as your office's rules say.";

/* The same day that many years before; for February 29, February 28. */
static int years_before(int date, long years) {
    int y, m, d;
    date_split(date, &y, &m, &d);
    y -= (int)years;
    return date_is_valid(y, m, d) ? date_from(y, m, d) : date_from(y, m, d - 1);
}

bool retention_until(struct req *r, const struct fields *f, int *until, struct err *e) {
    struct settings settings;
    if (!school_settings(r, &settings, e))
        return false;
    const long years = field_int(f, "older-than", settings.number[SETTING_KEEP_CASES]);
    if (years == INT_NONE)
        return err_hinted(e, hint_new(r->mem, "To set it once for all", "school set", "keep_cases", hint_blank, NULL),
                          ERR_INPUT, "older-than",
                          "older-than: say how many years what is said of a closed case is kept, like 5");
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
