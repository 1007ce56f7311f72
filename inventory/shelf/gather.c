#include "inventory/shelf/gather.h"

#include <stdlib.h>
#include <string.h>

enum { GATHERED = 1 << 15, GATHERED_MOST = GATHERED / 4 * 3 };

void gather_begin(struct gathering *g, struct ledger *l) {
    g->ledger = l;
    g->count = 0;
    if (!g->list)
        g->list = mem_alloc(l->req->mem, GATHERED * sizeof *g->list);
    else
        memset(g->list, 0, GATHERED * sizeof *g->list);
}

static struct gathered *slot_of(struct gathering *g, const struct movement *v) {
    size_t at = ((size_t)v->item * 31 + (size_t)v->edition) * 40503U + (size_t)v->on_date * 2654435761U;
    for (;; at++) {
        struct gathered *day = &g->list[at % GATHERED];
        if (!day->used || (day->item == v->item && day->edition == v->edition && day->date == v->on_date))
            return day;
    }
}

static int by_item_and_day(const void *a, const void *b) {
    const struct gathered *x = a, *y = b;
    return x->item != y->item         ? (x->item < y->item ? -1 : 1)
           : x->edition != y->edition ? (x->edition < y->edition ? -1 : 1)
                                      : (x->date > y->date) - (x->date < y->date);
}

bool gather_store(struct gathering *g, struct err *e) {
    size_t n = 0;
    bool ok = true;
    for (size_t i = 0; i < GATHERED; i++)
        if (g->list[i].used && g->list[i].rows > 0)
            g->list[n++] = g->list[i];
    qsort(g->list, n, sizeof *g->list,
          by_item_and_day); /* in the order of the table's key, so that pages are written one after the other */
    for (size_t i = 0; ok && i < n; i++) {
        const struct gathered *day = &g->list[i];
        ok = ledger_day(g->ledger, day->item, day->edition, day->date, day->amounts, e);
    }
    memset(g->list, 0, GATHERED * sizeof *g->list);
    g->count = 0;
    return ok;
}

bool gather_day(struct gathering *g, const struct movement *v, struct gathered **out, bool *fresh, struct err *e) {
    struct gathered *day = slot_of(g, v);
    if (!day->used && g->count >= GATHERED_MOST) {
        if (!gather_store(g, e))
            return false;
        day = slot_of(g, v);
    }
    *out = day;
    *fresh = !day->used;
    if (*fresh) {
        *day = (struct gathered){.item = v->item, .edition = v->edition, .date = v->on_date, .used = true};
        g->count++;
    }
    return true;
}

void gather_add(struct gathered *day, const struct movement *v) {
    day->amounts[0] += v->quantity;
    day->amounts[1] += movement_came_in(v);
    day->amounts[2] += movement_used(v);
    day->rows++;
}
