#include "compliance/cases/register_same.h"

#include "base/text.h"
#include "compliance/cases/clock.h"

#include <string.h>

static bool same(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }

/* Small or large letters make no other case. */
static bool same_case(const char *a, const char *b) { return a && b && text_same_nocase(a, b); }

/* ---- entries ---- */

bool register_is_first(const struct register_draft *d, struct err *e) {
    struct register_entries all;
    struct mem *m = d->req->mem;
    if (!register_load(d->req, d->book, (struct register_choice){0, false}, &all, e))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        const struct register_entry *x = &all.list[i];
        if (x->status != REGISTER_VOID && x->on == d->on &&
            same_case(register_get(&x->now, "ref"), register_get(&d->values, "ref")))
            return err_set(e, ERR_CONFLICT, "ref",
                           "%s %ld is that one: the same case, %s. If it is another, give it another reference, like "
                           "\"%s b\"; see: guidestock %s show %ld",
                           d->book->one, x->number, date_iso(m, x->on), register_get(&x->now, "ref"), d->book->noun,
                           x->number);
    }
    return true;
}

/* An IEP meeting may have to be several, so that it is said and not refused. */
static bool note_meetings(const struct register_draft *d, const struct register_entry *x, struct answer *a,
                          struct err *e) {
    struct register_entries open;
    const char *others = "";
    size_t n = 0;
    if (!register_load(d->req, d->book, (struct register_choice){0, true}, &open, e))
        return false;
    for (size_t i = 0; i < open.count; i++) {
        const struct register_entry *o = &open.list[i];
        if (o->number == x->number || o->on != x->on ||
            !same_case(register_get(&o->now, "ref"), register_get(&x->now, "ref")))
            continue;
        others = mem_join(d->req->mem, others, ", ", "%ld", o->number);
        n++;
    }
    if (n > 0)
        answer_note(d->req, a,
                    "the same case has %s %s on %s too; one entered twice: guidestock meeting void %ld --reason "
                    "\"entered twice\"",
                    n == 1 ? "meeting" : "meetings", others, date_iso(d->req->mem, x->on), x->number);
    return true;
}

/* ---- clocks ---- */

static bool is_rule_of(const struct register_book *book, const struct clock *k) {
    for (size_t i = 0; book->clocks && book->clocks[i]; i++)
        if (same(book->clocks[i], k->rule->name))
            return true;
    return false;
}

/* Of a request all of its life; of an IEP meeting when it was held. */
static bool has_clocks(const struct register_draft *d, const struct register_entry *x) {
    const char *kind = register_get(&x->now, "kind"), *step = d->step->name;
    if (!d->book->clocks || !register_get(&x->now, "ref"))
        return false;
    if (strcmp(step, "add") == 0)
        return d->book->clock != NULL;
    return strcmp(step, "done") == 0 &&
           (d->book->clock || (same(register_get(&x->now, "outcome"), "held") && !same(kind, "504")));
}

static const char *clock_words(const struct register_draft *d, const struct register_entry *x, const struct clock *k) {
    struct mem *m = d->req->mem;
    if (x->status == REGISTER_OPEN)
        return mem_printf(m,
                          "clock %ld, %s, is the same case: when it is answered, close both; the clock with: "
                          "guidestock clock close %ld --on DATE",
                          k->id, k->rule->name, k->id);
    if (same(register_get(&x->now, "outcome"), "withdrawn"))
        return mem_printf(m,
                          "clock %ld, %s, is the same case, and runs on; if it was for this: guidestock clock "
                          "withdraw %ld --on %s --reason TEXT",
                          k->id, k->rule->name, k->id, date_iso(m, d->on));
    return mem_printf(m,
                      "clock %ld, %s, is the same case, and runs on; if it was for this: guidestock clock close %ld "
                      "--on %s",
                      k->id, k->rule->name, k->id, date_iso(m, d->on));
}

static bool note_clocks(const struct register_draft *d, const struct register_entry *x, struct answer *a,
                        struct err *e) {
    struct clocks all;
    if (!clocks_load(d->req, &all, e))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        const struct clock *k = &all.list[i];
        bool begun = k->on <= d->on || x->status == REGISTER_OPEN; /* what began later is not over by this */
        if (k->state == CLOCK_OPEN && begun && is_rule_of(d->book, k) &&
            same_case(k->ref, register_get(&x->now, "ref")))
            answer_note(d->req, a, "%s", clock_words(d, x, k));
    }
    return true;
}

bool register_note_same(const struct register_draft *d, const struct register_entry *x, struct answer *a,
                        struct err *e) {
    bool set = d->step->flags & STEP_SETS_DAY && d->book->ahead;
    return (!set || !register_get(&x->now, "ref") || note_meetings(d, x, a, e)) &&
           (!has_clocks(d, x) || note_clocks(d, x, a, e));
}
