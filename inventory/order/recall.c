/* A new edition recalls the old one: its copies stop being usable on that day. So these verbs of the catalog stand
 * where the shelf is known. */
#include "inventory/order/recall.h"

#include "base/db.h"
#include "inventory/order/requisition.h"
#include "inventory/shelf/ledger.h"

#include <string.h>

static bool check_new_edition(struct req *r, const struct item *i, const struct editions *all, const char *name,
                              int from, struct err *e) {
    const struct edition *last = NULL;
    for (size_t k = 0; k < all->count; k++)
        if (!last || all->list[k].from > last->from)
            last = &all->list[k];
    if (edition_named(all, i->id, name))
        return err_set(e, ERR_CONFLICT, "edition", "%s has an edition \"%s\" already", i->code, name);
    if (from < date_from(1990, 1, 1) || from > r->today + EDITION_AHEAD_MOST)
        return err_set(e, ERR_INPUT, "from", "from: %s is before 1990 or more than a year ahead",
                       date_iso(r->mem, from));
    if (last && from <= last->from)
        return err_set(e, ERR_RULE, "from", "from: %s is not after %s, when edition %s began", date_iso(r->mem, from),
                       date_iso(r->mem, last->from), last->name ? last->name : "(no name)");
    return all->count < EDITIONS_MOST ||
           err_set(e, ERR_RULE, "edition", "%s has %d editions already; add another item instead", i->code,
                   EDITIONS_MOST);
}

/* ---- what is ordered of an edition that is not current any more ---- */

bool recalled_lines(struct req *r, long item, int on_date, struct recalled_line **list, size_t *count, struct err *e) {
    struct editions editions;
    *list = NULL;
    *count = 0;
    if (!editions_load(r, item, &editions, e))
        return false;
    struct query *q =
        sql(r->db, "SELECT q.school_year, q.number, q.status, i.code, l.units, l.item, l.edition, q.prepared "
                   "FROM requisition q "
                   "JOIN requisition_line l ON l.school = q.school AND l.school_year = q.school_year AND "
                   "l.number = q.number JOIN item i ON i.school = l.school AND i.id = l.item "
                   "WHERE q.school = $1 AND q.status NOT IN ('closed', 'cancelled') AND ($2 = 0 OR l.item = $2) AND "
                   "l.copies > l.received_copies ORDER BY q.school_year, q.number, l.place");
    sql_int(q, r->school);
    sql_int(q, item);
    while (sql_row(q)) {
        long of = sql_get_int(q, 5), number = edition_ordered(&editions, of, sql_get_int(q, 6), sql_get_date(q, 7));
        const char *words = edition_recall(r, &editions, of, number, on_date);
        if (!words)
            continue;
        *list = mem_grow(r->mem, *list, *count, sizeof **list);
        (*list)[(*count)++] =
            (struct recalled_line){requisition_number(r->mem, sql_get_int(q, 0), sql_get_int(q, 1)),
                                   sql_get_text(q, 2, r->mem), sql_get_text(q, 3, r->mem), words, sql_get_int(q, 4)};
    }
    return sql_end(q, e);
}

/* ---- a new edition ---- */

struct recall { /* one call of `catalog supersede` */
    const struct item *item;
    struct editions editions;
    struct ledger ledger;
    int from;  /* when the new edition begins; today where an edition is taken back */
    long left; /* copies of older editions on the shelf today */
    struct recalled_line *lines;
    size_t line_count;
};

static bool count_left(struct req *r, struct recall *c, struct err *e) {
    const struct edition *current;
    if (!edition_of_day(&c->editions, c->item, r->today, &current, e))
        return false;
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
    const char *name = field_text(f, "edition");
    if (!name)
        return err_set(e, ERR_INPUT, "edition", "edition: name the new one, like \"Sep 2026\"");
    c->from = field_date(f, "from", r->today);
    if (!check_new_edition(r, c->item, &c->editions, name, c->from, e))
        return false;
    ledger_touch(&c->ledger, c->item->id, c->from);
    *words = mem_printf(r->mem, "edition %s from %s", name, date_iso(r->mem, c->from));
    return edition_add(r, c->item, name, c->from, e);
}

/* Whether anything is recorded of the edition, or of the item where `edition` is 0. What is used cannot be removed. */
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

static bool end_edition(struct req *r, struct recall *c, const char **words, struct err *e) {
    const struct edition *last = &c->editions.list[c->editions.count - 1];
    bool used;
    if (last->number == 1)
        return err_set(e, ERR_RULE, "undo", "%s has no later edition to take back", c->item->code);
    if (!is_used(r, c->item->id, last->number, &used, e))
        return false;
    if (used)
        return err_set(
            e, ERR_RULE, "undo",
            "copies of edition %s of %s have moved, or were sent, ordered or counted; it cannot be taken back any more",
            last->name, c->item->code);
    ledger_touch(&c->ledger, c->item->id, last->from);
    *words = mem_printf(r->mem, "edition %s is taken back", last->name);
    struct query *q = sql(r->db, "DELETE FROM edition WHERE school = $1 AND item = $2 AND number = $3");
    sql_int(q, r->school);
    sql_int(q, c->item->id);
    sql_int(q, last->number);
    return sql_do(q, e);
}

struct superseded { /* the answer */
    const char *item, *edition;
    int from;
    long left;
    const char **orders; /* those that are open with lines of an older edition */
};
static const struct column superseded_columns[] = {
    {"item", "item", CELL_TEXT, offsetof(struct superseded, item), 0, NULL},
    {"edition", "edition", CELL_TEXT, offsetof(struct superseded, edition), 0, NULL},
    {"from", "from", CELL_DATE, offsetof(struct superseded, from), 0, NULL},
    {"left", "left", CELL_INT, offsetof(struct superseded, left), 0, NULL},
    {"orders", "orders", CELL_TEXTS, offsetof(struct superseded, orders), 0, NULL},
};
static const struct shape superseded_shape = SHAPE(superseded_columns, superseded);

static const struct hint *take_off(struct mem *m, const char *words, const char *item, long copies,
                                   const char *edition) {
    return hint_new(m, words, "stock adjust", "item", item, "quantity", mem_printf(m, "%ld", copies), "reason",
                    "superseded", "edition", edition, NULL);
}

static void tell_superseded(struct req *r, const struct recall *c, const char *words, struct answer *a) {
    const struct edition *last = &c->editions.list[c->editions.count - 1];
    struct superseded *one = mem_alloc(r->mem, sizeof *one);
    *one = (struct superseded){.item = c->item->code, .edition = last->name, .from = last->from, .left = c->left};
    one->orders = mem_alloc(r->mem, (c->line_count + 1) * sizeof *one->orders);
    if (last->number == 1)
        one->from = DATE_NONE; /* the first edition has no day of its own */
    a->text = mem_printf(r->mem, "%s: %s.", one->item, words);
    if (c->left > 0) {
        a->text = mem_printf(r->mem, "%s\nREMOVE %ld copies of a superseded edition from the shelf.", a->text, c->left);
        answer_next(r, a, take_off(r->mem, "Take them off", one->item, c->left, NULL));
    }
    for (size_t i = 0; i < c->line_count; i++) {
        one->orders[i] = c->lines[i].number;
        a->text =
            mem_printf(r->mem, "%s\n%s (%s): %s", a->text, c->lines[i].number, c->lines[i].status, c->lines[i].words);
    }
    answer_one(a, &superseded_shape, one);
    a->text_only = true;
}

static bool supersede(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct recall c = {.from = r->today};
    struct belows belows;
    struct trail t;
    const char *words = "";
    bool undo = fields_has(f, "undo");
    if (!item_lookup(r, fields_get(f, "item"), &c.item, e) || !editions_load(r, c.item->id, &c.editions, e) ||
        !trail_begin(&t, r, e))
        return false;
    ledger_begin(&c.ledger, &t);
    bool ok = (undo ? end_edition(r, &c, &words, e) : begin_edition(r, f, &c, &words, e)) &&
              ledger_settle(&c.ledger, &belows, e) && editions_load(r, c.item->id, &c.editions, e) &&
              count_left(r, &c, e) && recalled_lines(r, c.item->id, c.from, &c.lines, &c.line_count, e);
    if (!trail_end(&t, ok, "catalog supersede", c.item->code, words, e))
        return false;
    tell_superseded(r, &c, words, a);
    return true;
}

/* ---- what is to be taken off the shelf ---- */

struct recalled { /* an edition that is superseded */
    const char *item, *edition, *new_edition, *words;
    const struct hint *command; /* to take off what is left; or NULL */
    int superseded_on;
    long then, came, disposed, given, other, left; /* copies; left = then + came - disposed - given - other */
};
static const struct column recalled_columns[] = {
    {"item", "ITEM", CELL_TEXT, offsetof(struct recalled, item), COLUMN_WRAP, NULL},
    {"edition", "EDITION", CELL_TEXT, offsetof(struct recalled, edition), COLUMN_WRAP, NULL},
    {"superseded_on", "SINCE", CELL_DATE, offsetof(struct recalled, superseded_on), 0, NULL},
    {"new_edition", "BY", CELL_TEXT, offsetof(struct recalled, new_edition), COLUMN_WRAP, NULL},
    {"on_shelf_then", "THEN", CELL_INT, offsetof(struct recalled, then), 0, NULL},
    {"came_since", NULL, CELL_INT, offsetof(struct recalled, came), 0, NULL},
    {"disposed", "DISPOSED", CELL_INT, offsetof(struct recalled, disposed), 0, NULL},
    {"given_since", NULL, CELL_INT, offsetof(struct recalled, given), 0, NULL},
    {"otherwise", NULL, CELL_INT, offsetof(struct recalled, other), 0, NULL},
    {"left", "LEFT", CELL_INT, offsetof(struct recalled, left), 0, NULL},
    {"words", "", CELL_TEXT, offsetof(struct recalled, words), COLUMN_PLAIN | COLUMN_BENEATH, NULL},
    {"command", "", CELL_HINT, offsetof(struct recalled, command), COLUMN_BENEATH, NULL},
};
static const struct shape recalled_shape = SHAPE(recalled_columns, recalled);

/* Reads what happened to the edition's copies from that day on. An undoing counts against what it undoes. */
static bool read_since(struct req *r, const struct edition *ed, struct recalled *row, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT coalesce(sum(CASE WHEN (reverses IS NULL) = (quantity > 0) THEN quantity ELSE 0 END), 0), "
                   "coalesce(sum(CASE WHEN kind = 'adjust' AND reason = 'superseded' THEN -quantity ELSE 0 END), 0), "
                   "coalesce(sum(CASE WHEN kind = 'issue' THEN -quantity ELSE 0 END), 0), "
                   "coalesce(sum(quantity), 0) FROM movement WHERE school = $1 AND item = $2 AND on_date BETWEEN $3 "
                   "AND $4 AND edition = $5");
    sql_int(q, r->school);
    sql_int(q, ed->item);
    sql_date(q, row->superseded_on);
    sql_date(q, r->today);
    sql_int(q, ed->number);
    if (sql_row(q)) {
        row->came = sql_get_int(q, 0);
        row->disposed = sql_get_int(q, 1);
        row->given = sql_get_int(q, 2);
        row->left = row->then + sql_get_int(q, 3);
        row->other = row->then + row->came - row->disposed - row->given - row->left;
    }
    if (row->came > 0)
        row->words = mem_printf(r->mem, "%ld came in since", row->came);
    if (row->given > 0) /* entered before the new edition was known */
        row->words =
            mem_join(r->mem, row->words, "; ", "%ld handed out since: these families need the new edition", row->given);
    if (row->other > 0)
        row->words = mem_join(r->mem, row->words, "; ", "%ld taken off for another reason", row->other);
    return sql_end(q, e);
}

struct recall_list {
    struct recalled *list;
    size_t count;
};

/* Adds the editions of one item that were superseded, the oldest first. */
static bool add_recalled(struct req *r, const struct editions *all, const struct item *i, bool also_done,
                         struct recall_list *out, struct err *e) {
    const struct edition *current = edition_on(all, i->id, r->today);
    size_t from = out->count, left = 0;
    for (size_t k = 0; k + 1 < all->count; k++) {
        const struct edition *ed = &all->list[k], *next = &all->list[k + 1];
        if (ed->item != i->id || !current || ed->number >= current->number)
            continue;
        struct recalled row = {
            .item = i->code, .edition = ed->name, .new_edition = next->name, .superseded_on = next->from};
        if (!ledger_balance(r, i->id, ed->number, next->from - 1, &row.then, e) || !read_since(r, ed, &row, e))
            return false;
        if (row.left == 0 && !(also_done && row.then + row.came > 0))
            continue;
        left += row.left > 0;
        out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
        out->list[out->count++] = row;
    }
    for (size_t k = from; k < out->count; k++) {
        struct recalled *row = &out->list[k];
        if (row->left > 0) /* without a name, the oldest edition is taken first */
            row->command = take_off(r->mem, NULL, i->code, row->left, left > 1 ? row->edition : NULL);
    }
    return true;
}

static bool recall(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct items items;
    struct editions editions;
    struct recall_list out = {0};
    struct recalled_line *lines;
    size_t line_count;
    if (!items_load(r, &items, e) || !editions_load(r, 0, &editions, e) ||
        !recalled_lines(r, 0, r->today, &lines, &line_count, e))
        return false;
    for (size_t i = 0; i < items.count; i++)
        if (!add_recalled(r, &editions, &items.list[i], fields_has(f, "all"), &out, e))
            return false;
    answer_list(a, &recalled_shape, out.list, out.count);
    a->text = out.count == 0 ? "No copies of a superseded edition are on the shelf." : NULL;
    for (size_t i = 0; i < line_count; i++)
        a->text = mem_printf(r->mem, "%s%s%s (%s), %s: %s", a->text ? a->text : "", a->text ? "\n" : "",
                             lines[i].number, lines[i].status, lines[i].item, lines[i].words);
    return true;
}

/* ---- for the catalog's files ---- */

static bool settle_editions(struct trail *t, const struct edition_change *list, size_t count, struct err *e) {
    struct ledger l;
    struct belows belows;
    ledger_begin(&l, t);
    for (size_t i = 0; i < count; i++)
        ledger_touch(&l, list[i].item, list[i].from);
    return ledger_settle(&l, &belows, e); /* an edition moves no copies, so none goes below zero */
}

const struct catalog_shelf recall_shelf = {settle_editions, is_used};

/* ---- the table ---- */

static const struct param params[] = {
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code or a material number"},
    {"edition", PARAM_OPTION, KIND_TEXT, "NEW", "the new edition's name, like \"Sep 2026\"", .most = EDITION_NAME_MOST,
     .flags = TEXT_NEEDED},
    {"from", PARAM_OPTION, KIND_DATE, "DATE", "from which day it is the current one (default: today)"},
    {"undo", PARAM_FLAG, KIND_TEXT, NULL, "take the last edition back, while none of its copies has moved"},
    {0},
};
static const struct param recall_params[] = {
    {"all", PARAM_FLAG, KIND_TEXT, NULL, "also editions of which nothing is left"},
    {0},
};
static const struct verb verbs[] = {
    {"catalog", "supersede", "a new edition; copies of the old one stop counting", ACCESS_WRITE, 0, ROLES_OFFICE,
     supersede, params, &superseded_shape,
     EXAMPLE({"item", "parent-guide.en"}, {"edition", "Sep 2026"}, {"from", "2026-09-14"})},
    {"catalog", "recall", "superseded editions with copies left: what was on the shelf, and what was disposed of",
     ACCESS_READ, 0, ROLES_ALL, recall, recall_params, &recalled_shape, NULL},
};
const struct verbs recall_verbs = {verbs, sizeof verbs / sizeof *verbs};
