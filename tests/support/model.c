#include "tests/support/model.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* splitmix64 */
static unsigned long long throw_dice(struct dice *d) {
    unsigned long long z = (d->state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

long dice_from(struct dice *d, long least, long most) {
    return least + (long)(throw_dice(d) % (unsigned long long)(most - least + 1));
}

bool dice_one_in(struct dice *d, long n) { return dice_from(d, 1, n) == 1; }

const char *const model_codes[MODEL_ITEMS] = {
    "parent-guide.en", "parent-guide.es", "puzzled.en", "iep-and-you.en-es", "itp-guide.en-es",
    "itp-booklet.en",  "esy.en",          "lre.en",     "section-504.en",    "equity-office.en",
};

/* interfaces.md, `stock adjust`; ordering.md, "Issued". */
const struct model_kind model_kinds[MODEL_KINDS] = {
    {"receive", NULL, 1, false},
    {"print", NULL, 1, false},
    {"issue", NULL, -1, true},
    {"return", NULL, 1, true},
    {"adjust", "damaged", -1, false},
    {"adjust", "lost", -1, false},
    {"adjust", "unrecorded", -1, true},
    {"adjust", "superseded", -1, false},
    {"adjust", "transfer-out", -1, false},
    {"adjust", "returned-to-warehouse", -1, false},
    {"adjust", "found", 1, false},
    {"adjust", "transfer-in", 1, false},
    {"adjust", "donated", 1, false},
    {"adjust", "opening", 1, false},
};

/* ck_assert leaves a mark for each call, which the answers that are gone through day by day cannot afford. */
static void must(bool holds, const char *what) {
    if (!holds)
        ck_abort_msg("%s", what);
}

static void *zeroed(size_t count, size_t size) {
    void *p = calloc(count, size);
    must(p != NULL, "out of memory");
    return p;
}

struct model *model_new(int first, int last) {
    struct model *m = zeroed(1, sizeof *m);
    m->first = first;
    m->days = last - first + 1;
    m->school_day = zeroed((size_t)m->days, sizeof *m->school_day);
    for (int i = 0; i < m->days; i++)
        m->school_day[i] = (first + i + 3) % 7 < 5; /* 1970-01-01 was a Thursday; Monday is 0 */
    for (int i = 0; i < MODEL_ITEMS; i++) {
        m->item[i].editions = 1;
        m->item[i].from[1] = first;
    }
    return m;
}

void model_free(struct model *m) {
    for (int i = 0; i < MODEL_ITEMS; i++)
        free(m->item[i].list);
    free(m->school_day);
    free(m);
}

void model_put(struct model *m, int item, const struct model_movement *v) {
    struct model_item *of = &m->item[item];
    must(v->date >= m->first && v->date < m->first + m->days, "a movement outside the model's days");
    if (of->count == of->room) {
        of->room = of->room ? 2 * of->room : 64;
        of->list = realloc(of->list, of->room * sizeof *of->list);
        must(of->list != NULL, "out of memory");
    }
    of->list[of->count++] = *v;
}

void model_take_back(struct model *m, int item) { m->item[item].count--; }

/* What one edition's copies changed by on each day; `in`: only what came in. */
static long *changes(const struct model *m, int item, int edition, bool in) {
    const struct model_item *of = &m->item[item];
    long *change = zeroed((size_t)m->days, sizeof *change);
    for (size_t i = 0; i < of->count; i++) {
        const struct model_movement *v = &of->list[i];
        if (!v->gone && v->edition == edition && (!in || v->kind->sign > 0))
            change[v->date - m->first] += v->kind->sign * v->copies;
    }
    return change;
}

bool model_stands(const struct model *m, int item) {
    bool stands = true;
    for (int edition = 1; stands && edition <= m->item[item].editions; edition++) {
        long *change = changes(m, item, edition, false), balance = 0;
        for (int i = 0; stands && i < m->days; i++)
            stands = (balance += change[i]) >= 0;
        free(change);
    }
    return stands;
}

int model_current(const struct model *m, int item, int date) {
    int edition = 1;
    while (edition < m->item[item].editions && m->item[item].from[edition + 1] <= date)
        edition++;
    return edition;
}

long model_balance(const struct model *m, int item, int edition, int date) {
    const struct model_item *of = &m->item[item];
    long balance = 0;
    for (size_t i = 0; i < of->count; i++)
        if (!of->list[i].gone && of->list[i].edition == edition && of->list[i].date <= date)
            balance += of->list[i].kind->sign * of->list[i].copies;
    return balance;
}

long model_least(const struct model *m, int item, int edition, int from, int to) {
    long *change = changes(m, item, edition, false), balance = 0, least = LONG_MAX;
    for (int i = 0; i < m->days && m->first + i <= to; i++) {
        balance += change[i];
        if (m->first + i >= from && balance < least)
            least = balance;
    }
    free(change);
    return least;
}

long model_issued(const struct model *m, int item, int from, int to) {
    const struct model_item *of = &m->item[item];
    long issued = 0;
    for (size_t i = 0; i < of->count; i++) {
        const struct model_movement *v = &of->list[i];
        if (!v->gone && v->kind->used && v->date >= from && v->date <= to)
            issued -= v->kind->sign * v->copies;
    }
    return issued < 0 ? 0 : issued;
}

long model_days_in_stock(const struct model *m, int item, int from, int to) {
    long days = 0;
    for (int edition = 1; edition <= m->item[item].editions; edition++) {
        long *change = changes(m, item, edition, false), *in = changes(m, item, edition, true), balance = 0;
        for (int i = 0; i < m->days && m->first + i <= to; i++) {
            if (m->first + i >= from && m->school_day[i] && model_current(m, item, m->first + i) == edition)
                days += balance > 0 || in[i] > 0;
            balance += change[i];
        }
        free(change);
        free(in);
    }
    return days;
}

bool model_is_school_day(const struct model *m, int date) {
    must(date >= m->first && date < m->first + m->days, "a day outside the model's days");
    return m->school_day[date - m->first];
}

int model_back(const struct model *m, int date, long n) {
    while (n > 0)
        n -= model_is_school_day(m, --date);
    return date;
}
