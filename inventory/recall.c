/* A new edition recalls the old one: its copies stop being usable on that day,
 * so this verb of the catalog lives where the shelf is known. */
#include "inventory/recall.h"

#include "base/db.h"
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

/* What one call of the verb holds. */
struct recall {
    const struct item *item;
    struct editions editions;
    struct ledger ledger;
    long left; /* copies of older editions on the shelf today */
};

static bool count_left(struct req *r, struct recall *c, struct err *e) {
    const struct edition *current = edition_on(&c->editions, c->item->id, r->today);
    for (size_t k = 0; k < c->editions.count; k++) {
        const struct edition *ed = &c->editions.list[k];
        long n = 0;
        if (ed->number < current->number && !ledger_balance(r, c->item->id, ed->number, r->today, &n, e))
            return false;
        c->left += n;
    }
    return true;
}

static bool begin_edition(struct req *r, const struct fields *f, struct recall *c, const char **words, struct err *e) {
    const char *name = fields_get(f, "edition");
    int from;
    if (!name)
        return err_set(e, ERR_INPUT, "edition", "which edition? --edition \"Sep 2026\"");
    if (!fields_date(f, "from", r->today, &from, e) || !check_new_edition(r, c->item, &c->editions, name, from, e))
        return false;
    ledger_touch(&c->ledger, c->item->id, from);
    *words = mem_printf(r->mem, "edition %s from %s", name, date_iso(r->mem, from));
    return edition_add(r, c->item, name, from, e);
}

/* Only while nothing of the last edition has moved: then it never was. */
static bool end_edition(struct req *r, struct recall *c, const char **words, struct err *e) {
    const struct edition *last = &c->editions.list[c->editions.count - 1];
    if (last->number == 1)
        return err_set(e, ERR_RULE, "undo", "%s has no later edition to take back", c->item->code);
    bool moved;
    struct query *q = sql(r->db, "SELECT 1 FROM stock_day WHERE school = $1 AND item = $2 AND edition = $3 LIMIT 1");
    sql_int(q, r->school);
    sql_int(q, c->item->id);
    sql_int(q, last->number);
    moved = sql_row(q);
    if (!sql_end(q, e))
        return false;
    if (moved)
        return err_set(e, ERR_RULE, "undo", "copies of edition %s of %s have moved; it cannot be taken back any more",
                       last->name, c->item->code);
    ledger_touch(&c->ledger, c->item->id, last->from);
    *words = mem_printf(r->mem, "edition %s is taken back", last->name);
    q = sql(r->db, "DELETE FROM edition WHERE school = $1 AND item = $2 AND number = $3");
    sql_int(q, r->school);
    sql_int(q, c->item->id);
    sql_int(q, last->number);
    return sql_do(q, e);
}

static bool supersede(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct recall c = {0};
    struct belows belows;
    struct trail t;
    const char *words = "";
    if (!trail_begin(&t, r, e))
        return false;
    ledger_begin(&c.ledger, &t);
    bool ok = item_lookup(r, fields_get(f, "item"), &c.item, e) && editions_load(r, c.item->id, &c.editions, e) &&
              (fields_has(f, "undo") ? end_edition(r, &c, &words, e) : begin_edition(r, f, &c, &words, e)) &&
              ledger_settle(&c.ledger, &belows, e) && editions_load(r, c.item->id, &c.editions, e) &&
              count_left(r, &c, e);
    const char *code = c.item ? c.item->code : "";
    if (!trail_end(&t, ok, "catalog supersede", code, words, e))
        return false;
    a->text = mem_printf(r->mem, "%s: %s.", code, words);
    if (c.left > 0)
        a->text = mem_printf(r->mem,
                             "%s\nREMOVE %ld copies of a superseded edition from the shelf: "
                             "guidestock stock adjust %s %ld --reason superseded",
                             a->text, c.left, code, c.left);
    return true;
}

/* ---- for the catalog's files ---- */

static bool settle_editions(struct trail *t, const struct edition_change *list, size_t count, struct err *e) {
    struct ledger l;
    struct belows belows;
    ledger_begin(&l, t);
    for (size_t i = 0; i < count; i++)
        ledger_touch(&l, list[i].item, list[i].from);
    return ledger_settle(&l, &belows, e); /* an edition moves no copies: none goes below zero */
}

/* By the tables of this room that name an item, or an edition of it. */
static bool is_used(struct req *r, long item, long edition, bool *used, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT EXISTS (SELECT 1 FROM movement WHERE school = $1 AND item = $2 AND ($3 = 0 OR edition = "
                   "$3)) OR EXISTS (SELECT 1 FROM notice WHERE school = $1 AND item = $2 AND ($3 = 0 OR edition = $3)) "
                   "OR EXISTS (SELECT 1 FROM count_line WHERE school = $1 AND item = $2 AND ($3 = 0 OR edition = $3)) "
                   "OR EXISTS (SELECT 1 FROM requisition_line WHERE school = $1 AND item = $2 AND ($3 = 0 OR edition "
                   "= $3))");
    sql_int(q, r->school);
    sql_int(q, item);
    sql_int(q, edition);
    *used = sql_row(q) && sql_get_int(q, 0) == 1;
    return sql_end(q, e);
}

const struct catalog_shelf recall_shelf = {settle_editions, is_used};

/* ---- the table ---- */

static const struct param params[] = {
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code or a material number", NULL},
    {"edition", PARAM_OPTION, KIND_TEXT, "NEW", "the new edition's name, like \"Sep 2026\"", NULL},
    {"from", PARAM_OPTION, KIND_DATE, "DATE", "from which day it is the current one (default: today)", NULL},
    {"undo", PARAM_FLAG, KIND_TEXT, NULL, "take the last edition back, while none of its copies has moved", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"catalog", "supersede", "a new edition; copies of the old one stop counting", NEED_WRITE, ROLES_OFFICE, supersede,
     params, NULL, "catalog supersede parent-guide.en --edition \"Sep 2026\" --from 2026-09-14"},
};
const struct verbs recall_verbs = {verbs, sizeof verbs / sizeof *verbs};
