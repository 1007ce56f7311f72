/* A new edition recalls the old one: its copies stop being usable on that day,
 * so this verb of the catalog lives where the shelf is known. */
#include "inventory/recall.h"

#include "catalog/item.h"
#include "inventory/ledger.h"

#include <string.h>

enum { EDITIONS_MOST = 100, AHEAD_MOST = 366 };

static bool check_new_edition(struct req *r, const struct item *i, const struct editions *all, const char *name,
                              int from, struct err *e) {
    const struct edition *last = NULL;
    for (size_t k = 0; k < all->count; k++)
        if (!last || all->list[k].from > last->from)
            last = &all->list[k];
    if (!*name)
        return err_set(e, ERR_INPUT, "edition", "edition is empty; name the new one, like \"Sep 2026\"");
    if (!parse_text(r->mem, "edition", name, 60, e))
        return false;
    if (edition_named(all, i->id, name))
        return err_set(e, ERR_CONFLICT, "edition", "%s has an edition \"%s\" already", i->code, name);
    if (from < date_from(1990, 1, 1) || from > r->today + AHEAD_MOST)
        return err_set(e, ERR_INPUT, "from", "from: %s is before 1990 or more than a year ahead",
                       date_iso(r->mem, from));
    if (last && from <= last->from)
        return err_set(e, ERR_RULE, "from", "from: %s is not after %s, when edition %s began", date_iso(r->mem, from),
                       date_iso(r->mem, last->from), last->name ? last->name : "(no name)");
    return all->count < EDITIONS_MOST ||
           err_set(e, ERR_RULE, "edition", "%s has %d editions: add another item instead", i->code, EDITIONS_MOST);
}

static bool supersede(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct items items;
    struct editions editions;
    struct belows belows;
    struct ledger l;
    struct trail t;
    const struct item *i = NULL;
    const char *name = fields_get(f, "edition");
    int from;
    long left = 0;
    if (!fields_date(f, "from", r->today, &from, e) || !trail_begin(&t, r, e))
        return false;
    bool ok = items_load(r, &items, e) && item_find(r, &items, fields_get(f, "item"), &i, e) &&
              editions_load(r, i->id, &editions, e) && check_new_edition(r, i, &editions, name, from, e);
    if (ok) {
        const struct edition *old = &editions.list[editions.count - 1];
        ledger_begin(&l, &t);
        ledger_touch(&l, i->id, from);
        ok = edition_add(r, i, name, from, e) && ledger_settle(&l, &belows, e) &&
             (from > r->today || ledger_balance(r, i->id, old->number, r->today, &left, e));
    }
    const char *code = ok ? i->code : "";
    const char *words = ok ? mem_printf(r->mem, "edition %s from %s", name, date_iso(r->mem, from)) : "";
    if (!trail_end(&t, ok, "catalog supersede", code, words, e))
        return false;
    a->text = mem_printf(r->mem, "%s: %s.", code, words);
    if (left > 0)
        a->text = mem_printf(r->mem,
                             "%s\nREMOVE %ld copies of the superseded edition from the shelf: "
                             "guidestock stock adjust %s %ld --reason superseded",
                             a->text, left, code, left);
    return true;
}

static const struct param params[] = {
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code or a material number", NULL},
    {"edition", PARAM_NEEDED, KIND_TEXT, "NEW", "the new edition's name, like \"Sep 2026\"", NULL},
    {"from", PARAM_OPTION, KIND_DATE, "DATE", "from which day it is the current one (default: today)", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"catalog", "supersede", "a new edition; copies of the old one stop counting", NEED_WRITE, ROLES_OFFICE, supersede,
     params, NULL, "catalog supersede parent-guide.en --edition \"Sep 2026\" --from 2026-09-14"},
};
const struct verbs recall_verbs = {verbs, sizeof verbs / sizeof *verbs};
