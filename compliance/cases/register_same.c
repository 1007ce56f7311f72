#include "compliance/cases/register_same.h"

#include "base/text.h"
#include "compliance/cases/clock.h"

#include <string.h>

static bool same(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }

/* Two references that differ in small and large letters alone are of one case. */
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
            return err_hinted(e, register_hint(m, "That one", d->book, "show", x->number), ERR_CONFLICT, "ref",
                              "this request exists already: %s %ld, of the same case, %s. If it is another, give it "
                              "another reference, like \"%s b\"",
                              d->book->one, x->number, date_iso(m, x->on), register_get(&x->now, "ref"));
    }
    return true;
}

/* A case may need several IEP meetings on a day, so that a second one is pointed out and not refused. */
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
        answer_note_next(
            d->req, a,
            hint_with(d->req->mem, register_hint(d->req->mem, "If it was entered twice", d->book, "void", x->number),
                      "reason", "entered twice"),
            "the same case has %s %s on %s too", n == 1 ? "meeting" : "meetings", others, date_iso(d->req->mem, x->on));
    return true;
}

/* ---- clocks ---- */

static bool is_rule_of(const struct register_book *book, const struct clock *k) {
    for (size_t i = 0; book->clocks && book->clocks[i]; i++)
        if (same(book->clocks[i], k->rule->name))
            return true;
    return false;
}

/* A request has clocks as long as it exists, an IEP meeting once it was held. */
static bool has_clocks(const struct register_draft *d, const struct register_entry *x) {
    const char *kind = register_get(&x->now, "kind"), *step = d->step->name;
    if (!d->book->clocks || !register_get(&x->now, "ref"))
        return false;
    if (strcmp(step, "add") == 0)
        return d->book->clock != NULL;
    return strcmp(step, "done") == 0 &&
           (d->book->clock || (same(register_get(&x->now, "outcome"), "held") && !same(kind, "504")));
}

/* The clock of the same case does not end with the entry: it has to be closed, too. */
static void note_clock(const struct register_draft *d, const struct register_entry *x, const struct clock *k,
                       struct answer *a) {
    struct mem *m = d->req->mem;
    bool open = x->status == REGISTER_OPEN, withdrawn = same(register_get(&x->now, "outcome"), "withdrawn");
    const struct hint *h =
        hint_new(m, open ? "To close the clock" : "If it was for this", withdrawn ? "clock withdraw" : "clock close",
                 "id", mem_printf(m, "%ld", k->id), "on", open ? hint_blank : date_iso(m, d->on), "reason",
                 withdrawn ? hint_blank : NULL, NULL);
    answer_note_next(d->req, a, h, "clock %ld, %s, is of the same case%s", k->id, k->rule->name,
                     open ? "; close both when the request is answered" : ", and runs on");
}

static bool note_clocks(const struct register_draft *d, const struct register_entry *x, struct answer *a,
                        struct err *e) {
    struct clocks all;
    if (!clocks_load(d->req, &all, e))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        const struct clock *k = &all.list[i];
        bool begun =
            k->on <= d->on || x->status == REGISTER_OPEN; /* a clock that began later is about something else */
        if (k->state == CLOCK_OPEN && begun && is_rule_of(d->book, k) &&
            same_case(k->ref, register_get(&x->now, "ref")))
            note_clock(d, x, k, a);
    }
    return true;
}

bool register_note_same(const struct register_draft *d, const struct register_entry *x, struct answer *a,
                        struct err *e) {
    bool set = d->step->flags & STEP_SETS_DAY && d->book->ahead;
    return (!set || !register_get(&x->now, "ref") || note_meetings(d, x, a, e)) &&
           (!has_clocks(d, x) || note_clocks(d, x, a, e));
}
