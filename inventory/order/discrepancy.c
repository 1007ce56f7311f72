#include "inventory/order/discrepancy.h"

#include "base/db.h"
#include "inventory/order/delivery.h"

#include <string.h>

static bool stands(const struct delivery *d) { return !d->undone && d->reverses == INT_NONE; }

static long least(long a, long b) { return a < b ? a : b; }

/* The line of that item; deliveries mostly follow the order of the lines. */
static struct discrepancy_line *line_of(struct discrepancy *d, const char *item, size_t *near) {
    for (size_t i = 0; i < d->count; i++) {
        struct discrepancy_line *l = &d->list[(*near + i) % d->count];
        if (strcmp(l->of->item, item) == 0) {
            *near = (size_t)(l - d->list);
            return l;
        }
    }
    return NULL;
}

static void add_delivery(struct discrepancy_line *l, const struct delivery *d) {
    if (delivery_counts(d->condition))
        l->received += d->copies;
    if (strcmp(d->condition, "old edition") == 0)
        l->old_edition += d->copies;
    else if (strcmp(d->condition, "damaged") == 0)
        l->damaged += d->copies;
    else if (strcmp(d->condition, "wrong language") == 0)
        l->wrong_language += d->copies;
}

static const char *copies(struct mem *m, long n, const char *kind) {
    return mem_printf(m, "%ld %s%s", n, kind, n == 1 ? "copy" : "copies");
}

static void ask(struct mem *m, struct discrepancy_line *l, const char *words) {
    l->asked = l->asked ? mem_printf(m, "%s %s", l->asked, words) : words;
}

/* Asks to take back what came and cannot be used, and to send others as far as they are still owed. */
static void ask_replace(struct mem *m, struct discrepancy_line *l, long came, const char *kind, const char *instead,
                        long *owed) {
    long again = least(came, *owed);
    if (came <= 0)
        return;
    *owed -= again;
    const char *taken = copies(m, came, kind);
    if (again > 0 && !instead) { /* the requisition is closed */
        ask(m, l, mem_printf(m, "Take back %s; do not send others.", taken));
        return;
    }
    ask(m, l,
        again > 0 ? mem_printf(m, "Take back %s and send %ld %s.", taken, again, instead)
                  : mem_printf(m, "Take back %s: what they were to be has come.", taken));
}

static const char *names(struct mem *m, const char *const *list) {
    const char *all = "";
    for (size_t i = 0; list && list[i]; i++)
        all = mem_printf(m, "%s%s%s", all, i == 0 ? "" : list[i + 1] ? ", " : " and ", list[i]);
    return all;
}

static void finish(struct mem *m, struct discrepancy_line *l, bool open) {
    long owed = l->received < l->ordered ? l->ordered - l->received : 0;
    const char *language = names(m, (const char *const *)l->of->language_names);
    l->over = l->received > l->ordered ? l->received - l->ordered : 0;
    ask_replace(m, l, l->damaged, "damaged ", open ? "good ones" : NULL, &owed);
    ask_replace(m, l, l->wrong_language, "wrong-language ", open ? mem_printf(m, "in %s", language) : NULL, &owed);
    l->short_by = owed;
    if (l->old_edition > 0)
        ask(m, l,
            mem_printf(m, "Replace %s of an old edition by %s%s.", copies(m, l->old_edition, ""),
                       l->of->edition ? "edition " : "the current one", l->of->edition ? l->of->edition : ""));
    if (l->short_by > 0)
        ask(m, l,
            mem_printf(m,
                       open ? "Keep %s back-ordered." : "%s did not come. The requisition is closed: do not send them.",
                       copies(m, l->short_by, "")));
    if (l->over > 0)
        ask(m, l,
            mem_printf(m, "%s more than ordered came: we keep them unless you take them back.",
                       copies(m, l->over, "")));
    l->differs = l->asked != NULL;
}

/* Names each day once, in the order in which the deliveries were entered. */
static const char *dates_of(struct mem *m, const struct deliveries *all) {
    const char *dates = NULL;
    for (size_t i = 0; i < all->count; i++) {
        bool known = !stands(&all->list[i]);
        for (size_t k = 0; k < i && !known; k++)
            known = stands(&all->list[k]) && all->list[k].on_date == all->list[i].on_date;
        const char *day = known ? NULL : date_words(m, all->list[i].on_date);
        if (day)
            dates = dates ? mem_printf(m, "%s; %s", dates, day) : day;
    }
    return dates;
}

bool discrepancy_load(struct req *r, const struct requisition *of, struct discrepancy *out, struct err *e) {
    const struct requisition_line *lines = of->lines.list;
    struct deliveries all;
    bool open = strcmp(of->status, "closed") != 0 && strcmp(of->status, "cancelled") != 0;
    *out = (struct discrepancy){.count = of->lines.count};
    if (!deliveries_load(r, of, &all, e))
        return false;
    out->list = mem_alloc(r->mem, (out->count + 1) * sizeof *out->list);
    for (size_t i = 0; i < out->count; i++)
        out->list[i] = (struct discrepancy_line){.of = &lines[i], .ordered = lines[i].copies};
    size_t near = 0;
    for (size_t i = 0; i < all.count; i++) {
        struct discrepancy_line *l = stands(&all.list[i]) ? line_of(out, all.list[i].item, &near) : NULL;
        if (l)
            add_delivery(l, &all.list[i]);
    }
    out->dates = dates_of(r->mem, &all);
    for (size_t i = 0; i < out->count; i++) {
        finish(r->mem, &out->list[i], open);
        out->different += out->list[i].differs;
    }
    if (!out->dates)
        return err_hinted(e,
                          hint_new(r->mem, "Enter what came", "requisition receive", "requisition", of->number, NULL),
                          ERR_RULE, "requisition", "%s is %s, and nothing was delivered on it", of->number, of->status);
    return out->different > 0 || err_set(e, ERR_RULE, "requisition",
                                         "everything came as ordered on %s: there is nothing to note", of->number);
}
