#include "base/db.h"
#include "base/text.h"
#include "inventory/shelf/notice.h"
#include "inventory/stock.h"

#include <string.h>

/* ---- listing ---- */

static const struct column stock_columns[] = {
    {"item", "ITEM", CELL_TEXT, offsetof(struct stock_line, item), COLUMN_WRAP, NULL},
    {"title", NULL, CELL_TEXT, offsetof(struct stock_line, title), 0, NULL},
    {"language_short", "LANGUAGE", CELL_TEXT, offsetof(struct stock_line, language_short), COLUMN_PLAIN, NULL},
    {"languages", NULL, CELL_TEXTS, offsetof(struct stock_line, languages), 0, NULL},
    {"material_number", NULL, CELL_TEXT, offsetof(struct stock_line, material_number), 0, NULL},
    {"edition", NULL, CELL_TEXT, offsetof(struct stock_line, edition), 0, NULL},
    {"status", "STATUS", CELL_TEXT, offsetof(struct stock_line, status), 0, NULL},
    {"on_hand", "ON HAND", CELL_INT, offsetof(struct stock_line, on_hand), 0, NULL},
    {"incoming", "COMING", CELL_INT, offsetof(struct stock_line, incoming), 0, NULL},
    {"reorder_at", "REORDER", CELL_INT, offsetof(struct stock_line, reorder_at), 0, NULL},
    {"fill_to", "FILL", CELL_INT, offsetof(struct stock_line, fill_to), 0, NULL},
    {"order_words", "ORDER", CELL_TEXT, offsetof(struct stock_line, order_words), COLUMN_PLAIN, NULL},
    {"units", NULL, CELL_INT, offsetof(struct stock_line, units), 0, NULL},
    {"copies", NULL, CELL_INT, offsetof(struct stock_line, copies), 0, NULL},
    {"ticked", NULL, CELL_BOOL, offsetof(struct stock_line, ticked), 0, NULL},
    {"urgent", NULL, CELL_BOOL, offsetof(struct stock_line, urgent), 0, NULL},
    {"print_in_house", NULL, CELL_INT, offsetof(struct stock_line, print_in_house), 0, NULL},
    {"superseded", NULL, CELL_INT, offsetof(struct stock_line, superseded), 0, NULL},
    {"counted", NULL, CELL_DATE, offsetof(struct stock_line, counted), 0, NULL},
    {"sentence", NULL, CELL_TEXT, offsetof(struct stock_line, sentence), 0, NULL},
    {"beneath", "", CELL_TEXT, offsetof(struct stock_line, beneath), COLUMN_PLAIN | COLUMN_BENEATH, NULL},
    {"command", "", CELL_HINT, offsetof(struct stock_line, command), COLUMN_PLAIN | COLUMN_BENEATH, NULL},
};
static const struct shape stock_shape = SHAPE(stock_columns, stock_line);

/* The sentences under the list, and what to do next. */
static void tell_stock(struct req *r, const struct stock *stock, size_t low, size_t to_order, struct answer *a) {
    struct mem *m = r->mem;
    size_t coming = 0; /* of the low items: those that wait for nothing but the delivery */
    for (size_t i = 0; i < stock->count; i++)
        coming += stock_is_low(&stock->list[i]) && !stock->list[i].ticked && stock->list[i].incoming > 0;
    if (to_order > 0 && coming > 0)
        a->text = mem_printf(m, "%zu to order, %zu %s coming.", to_order, coming, coming == 1 ? "is" : "are");
    else
        a->text =
            mem_printf(m, "%zu of %zu items %s low.%s", low, stock->count, low == 1 ? "is" : "are",
                       low > 0 && to_order == 0 ? " What is needed is ordered, or is to be printed in-house." : "");
    if (to_order > 0)
        answer_next(r, a, hint_new(m, "Order what is needed", "requisition new", "needed", "yes", NULL));
    if (!stock->calendar_loaded) {
        a->text = mem_printf(m, "%s\nNo calendar is loaded for today: every weekday counts as a school day.", a->text);
        answer_next(r, a, hint_new(m, "Load a calendar", "calendar import", "file", hint_blank, NULL));
    }
    if (!stock->families_entered) {
        a->text = mem_printf(m, "%s\nNo families are entered for this school year: needs are counted from use alone.",
                             a->text);
        answer_next(
            r, a,
            hint_new(m, "Enter the families", "language set", "language", hint_blank, "families", hint_blank, NULL));
    }
}

static bool stock_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    static const enum order_status rank[] = {ORDER_OUT, ORDER_LOW, ORDER_OVER, ORDER_OK, ORDER_NOT_KEPT};
    struct stock stock;
    const char *word = fields_get(f, "language");
    bool only_low = fields_has(f, "low");
    if (!stock_load(r, 0, &stock, e))
        return false;
    const struct language *language = NULL;
    if (word && !language_choose(r, &stock.all_languages, word, a, &language, e))
        return false;
    struct stock_line *rows = mem_alloc(r->mem, (stock.count + 1) * sizeof *rows);
    size_t n = 0, low = 0, to_order = 0;
    for (size_t k = 0; k < ORDER_STATUSES; k++)
        for (size_t i = 0; i < stock.count; i++) {
            const struct stock_line *l = &stock.list[i];
            if (l->answer.status != rank[k])
                continue;
            bool speaks = !language || item_has_language(l->of, language->tag);
            low += stock_is_low(l);
            to_order += l->ticked;
            if (!speaks || (only_low && !stock_is_low(l)))
                continue;
            rows[n] = *l;
            if (!only_low && l->superseded == 0)
                rows[n].beneath = NULL; /* so that ten items fit one screen; the sentences come with `low` */
            if (!only_low)
                rows[n].command = NULL;
            n++;
        }
    answer_list(a, &stock_shape, rows, n);
    tell_stock(r, &stock, low, to_order, a);
    return true;
}

/* ---- the ledger of one item ---- */

enum { SHOWN_MOST = 100000 }; /* movements that an answer may hold in memory */

struct ledger_row {
    long movement, quantity, sent, balance, undone_by;
    int date;
    const char *kind, *reason, *how, *note, *edition, *by, *at, *words;
};
static const struct column ledger_columns[] = {
    {"movement", "ID", CELL_INT, offsetof(struct ledger_row, movement), 0, NULL},
    {"date", "DATE", CELL_DATE, offsetof(struct ledger_row, date), 0, NULL},
    {"kind", "KIND", CELL_TEXT, offsetof(struct ledger_row, kind), 0, NULL},
    {"quantity", "COPIES", CELL_INT, offsetof(struct ledger_row, quantity), 0, NULL},
    {"balance", "BALANCE", CELL_INT, offsetof(struct ledger_row, balance), 0, NULL},
    {"edition", "EDITION", CELL_TEXT, offsetof(struct ledger_row, edition), COLUMN_WRAP, NULL},
    {"words", "NOTE", CELL_TEXT, offsetof(struct ledger_row, words), COLUMN_PLAIN | COLUMN_WRAP, NULL},
    {"reason", NULL, CELL_TEXT, offsetof(struct ledger_row, reason), 0, NULL},
    {"how", NULL, CELL_TEXT, offsetof(struct ledger_row, how), 0, NULL},
    {"note", NULL, CELL_TEXT, offsetof(struct ledger_row, note), 0, NULL},
    {"undone_by", NULL, CELL_INT, offsetof(struct ledger_row, undone_by), 0, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct ledger_row, by), COLUMN_WRAP, NULL},
    {"at", NULL, CELL_TEXT, offsetof(struct ledger_row, at), 0, NULL},
    {"sent", NULL, CELL_INT, offsetof(struct ledger_row, sent), 0, NULL},
};
static const struct shape ledger_shape = SHAPE(ledger_columns, ledger_row);

static const char *joined(struct mem *m, const char *a, const char *b) {
    return a && b ? mem_printf(m, "%s; %s", a, b) : a ? a : b;
}

static void tell_row(struct mem *m, struct ledger_row *row, const char *first, long reverses) {
    if (row->edition && !*row->edition)
        row->edition = NULL;
    row->words = joined(m, first, joined(m, row->reason, row->note));
    if (row->undone_by != INT_NONE)
        row->words = joined(m, row->words, mem_printf(m, "undone by %ld", row->undone_by));
    if (reverses != INT_NONE)
        row->words = joined(m, row->words, mem_printf(m, "undoes %ld", reverses));
}

static void read_ledger_row(struct query *q, struct mem *m, struct ledger_row *row) {
    *row = (struct ledger_row){
        .movement = sql_get_int(q, 0),
        .date = sql_get_date(q, 1),
        .kind = sql_get_text(q, 2, m),
        .quantity = sql_get_int(q, 3),
        .sent = INT_NONE,
        .reason = sql_get_text(q, 4, m),
        .how = sql_get_text(q, 5, m),
        .note = sql_get_text(q, 6, m),
        .edition = sql_get_text(q, 7, m),
        .undone_by = sql_get_int(q, 8),
        .by = sql_get_text(q, 9, m),
        .at = sql_get_text(q, 10, m),
    };
    tell_row(m, row, NULL, sql_get_int(q, 11));
}

/* A notice of what was given by e-mail or as a web link: it stands between the movements, and moved no copy. */
static struct ledger_row notice_row(struct mem *m, const struct notice_row *n) {
    struct ledger_row row = {.movement = n->of.id,
                             .date = n->of.on_date,
                             .kind = "notice",
                             .sent = n->of.copies,
                             .reason = n->of.reason,
                             .how = n->of.how,
                             .note = n->of.note,
                             .edition = n->edition_name,
                             .undone_by = n->undone_by,
                             .by = n->by,
                             .at = n->at};
    tell_row(m, &row, mem_printf(m, "%ld %s", row.sent, notice_words(row.how)), n->of.reverses);
    return row;
}

struct ledger_rows {
    struct ledger_row *list;
    size_t count;
};

/* Merges movements and notices, both newest first. The balance runs backwards from what there is now. */
static void merge(struct req *r, const struct ledger_rows *moved, const struct notice_row *notices, size_t notice_count,
                  long balance, struct ledger_rows *out) {
    size_t i = 0, k = 0, last = out->count;
    out->list = mem_alloc(r->mem, (moved->count + notice_count + 1) * sizeof *out->list);
    for (out->count = 0; out->count < last && (i < moved->count || k < notice_count); out->count++) {
        const struct notice *next = k < notice_count ? &notices[k].of : NULL;
        const struct ledger_row *here = i < moved->count ? &moved->list[i] : NULL;
        bool later =
            next && (!here || next->on_date > here->date || (next->on_date == here->date && next->id > here->movement));
        struct ledger_row *row = &out->list[out->count];
        if (later) {
            *row = notice_row(r->mem, &notices[k++]);
        } else if (here) {
            *row = *here;
            i++;
        }
        row->balance = balance;
        balance -= row->quantity;
    }
}

static bool read_balance(struct req *r, long item, long *balance, struct err *e) {
    struct query *q = sql(r->db, "SELECT coalesce(sum(change), 0) FROM stock_day WHERE school = $1 AND item = $2");
    sql_int(q, r->school);
    sql_int(q, item);
    *balance = sql_row(q) ? sql_get_int(q, 0) : 0;
    return sql_end(q, e);
}

/* Reads the last out->count rows, newest first. */
static bool read_ledger(struct req *r, long item, struct ledger_rows *out, struct err *e) {
    struct ledger_rows moved = {0};
    struct notice_row *notices;
    size_t notice_count;
    long balance;
    if (!read_balance(r, item, &balance, e) || !notices_load(r, item, (long)out->count, &notices, &notice_count, e))
        return false;
    struct query *q =
        sql(r->db, "SELECT m.id, m.on_date, m.kind, m.quantity, m.reason, m.how, m.note, ed.name, "
                   "(SELECT u.id FROM movement u WHERE u.school = m.school AND u.reverses = m.id), t.actor, t.at, "
                   "m.reverses FROM movement m JOIN edition ed ON ed.school = m.school AND ed.item = m.item AND "
                   "ed.number = m.edition JOIN trail t ON t.school = m.school AND t.id = "
                   "(SELECT min(id) FROM trail n WHERE n.school = m.school AND n.id > m.id) "
                   "WHERE m.school = $1 AND m.item = $2 ORDER BY m.on_date DESC, m.id DESC LIMIT $3");
    sql_int(q, r->school);
    sql_int(q, item);
    sql_int(q, (long)out->count);
    while (sql_row(q)) {
        moved.list = mem_grow(r->mem, moved.list, moved.count, sizeof *moved.list);
        read_ledger_row(q, r->mem, &moved.list[moved.count++]);
    }
    merge(r, &moved, notices, notice_count, balance, out);
    return sql_end(q, e);
}

static bool stock_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct item *i;
    struct ledger_rows rows;
    rows.count = (size_t)field_int(f, "last", SHOWN_MOST);
    if (!item_lookup(r, fields_get(f, "item"), &i, e) || !read_ledger(r, i->id, &rows, e))
        return false;
    size_t n = rows.count;
    for (size_t k = 0; k < n / 2; k++) {
        struct ledger_row other = rows.list[k];
        rows.list[k] = rows.list[n - 1 - k];
        rows.list[n - 1 - k] = other;
    }
    answer_list(a, &ledger_shape, rows.list, n);
    a->before = mem_printf(r->mem, "%s: %s", i->code, i->title);
    a->text = n == 0 ? "Nothing has moved yet." : NULL;
    if (n == SHOWN_MOST)
        answer_note(r, a, "the last %d movements are shown", SHOWN_MOST);
    return true;
}

/* ---- the table ---- */

static const struct param list_params[] = {
    {"low", PARAM_FLAG, KIND_TEXT, NULL, "only items that are out, low, or suggested for an order"},
    {"language", PARAM_OPTION, KIND_LANGUAGE, "L", "only items in that language"},
    {0},
};
static const struct param show_params[] = {
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number"},
    {"last", PARAM_OPTION, KIND_INT, "N", "only the last N movements (default and most: 100000)", .least = 1,
     .most = SHOWN_MOST},
    {0},
};

static const struct verb verbs[] = {
    {"stock", "", "what is on the shelf, what is coming, what to order", ACCESS_READ, 0, ROLES_ALL, stock_list,
     list_params, &stock_shape, EXAMPLE({"low", "yes"})},
    {"stock", "show", "the ledger of an item, with a running balance", ACCESS_READ, 0, ROLES_ALL, stock_show,
     show_params, &ledger_shape, EXAMPLE({"item", "parent-guide.es"})},
};
const struct verbs stock_verbs = {verbs, sizeof verbs / sizeof *verbs};
