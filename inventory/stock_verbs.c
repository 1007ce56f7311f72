#include "base/db.h"
#include "base/text.h"
#include "compliance/school.h"
#include "inventory/ledger.h"
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
};
static const struct shape stock_shape = SHAPE(stock_columns, stock_line);

static const char *stock_footer(struct req *r, const struct stock *stock, size_t low, size_t to_order) {
    const char *text = mem_printf(r->mem, "%zu of %zu items %s low.", low, stock->count, low == 1 ? "is" : "are");
    if (to_order > 0)
        text = mem_printf(r->mem, "%s Order them: guidestock requisition new --needed", text);
    else if (low > 0)
        text = mem_printf(r->mem, "%s What is needed is ordered, or is to be printed in-house.", text);
    if (!stock->calendar_loaded)
        text = mem_printf(r->mem,
                          "%s\nNo calendar is loaded for today: every weekday counts as a school day. "
                          "Load one: guidestock calendar import FILE",
                          text);
    if (!stock->families_entered)
        text = mem_printf(r->mem,
                          "%s\nNo families are entered for this school year: needs are counted from use alone. "
                          "Enter them: guidestock language set LANGUAGE FAMILIES",
                          text);
    return text;
}

static bool stock_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    static const enum order_status rank[] = {ORDER_OUT, ORDER_LOW, ORDER_OVER, ORDER_OK, ORDER_NOT_KEPT};
    struct stock stock;
    const char *word = fields_get(f, "language");
    bool only_low = fields_has(f, "low");
    if (!stock_load(r, 0, &stock, e))
        return false;
    const struct language *language = word ? language_find(&stock.all_languages, word) : NULL;
    if (word && !language)
        return language_unknown(r->mem, &stock.all_languages, word, e);
    struct stock_line *rows = mem_alloc(r->mem, (stock.count + 1) * sizeof *rows);
    size_t n = 0, low = 0, to_order = 0;
    for (size_t k = 0; k < ORDER_STATUSES; k++)
        for (size_t i = 0; i < stock.count; i++) {
            const struct stock_line *l = &stock.list[i];
            if (l->answer.status != rank[k])
                continue;
            bool speaks = !language;
            for (size_t t = 0; language && l->languages[t]; t++)
                speaks = speaks || strcmp(l->languages[t], language->tag) == 0;
            low += stock_is_low(l);
            to_order += l->ticked;
            if (!speaks || (only_low && !stock_is_low(l)))
                continue;
            rows[n] = *l;
            if (!only_low && l->superseded == 0)
                rows[n].beneath = NULL; /* ten items fit one screen; the sentences come with --low */
            n++;
        }
    answer_list(a, &stock_shape, rows, n);
    a->text = stock_footer(r, &stock, low, to_order);
    return true;
}

/* ---- the ledger of one item ---- */

enum { SHOWN_MOST = 100000 }; /* movements: what an answer may hold in memory */

struct ledger_row {
    long movement, quantity, balance, undone_by;
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
};
static const struct shape ledger_shape = SHAPE(ledger_columns, ledger_row);

static const char *joined(struct mem *m, const char *a, const char *b) {
    return a && b ? mem_printf(m, "%s; %s", a, b) : a ? a : b;
}

static void read_ledger_row(struct query *q, struct mem *m, struct ledger_row *row) {
    *row = (struct ledger_row){
        .movement = sql_get_int(q, 0),
        .date = sql_get_date(q, 1),
        .kind = sql_get_text(q, 2, m),
        .quantity = sql_get_int(q, 3),
        .reason = sql_get_text(q, 4, m),
        .how = sql_get_text(q, 5, m),
        .note = sql_get_text(q, 6, m),
        .edition = sql_get_text(q, 7, m),
        .undone_by = sql_get_int(q, 8),
        .by = sql_get_text(q, 9, m),
        .at = sql_get_text(q, 10, m),
    };
    long reverses = sql_get_int(q, 11);
    if (row->edition && !*row->edition)
        row->edition = NULL;
    row->words = joined(m, row->reason, row->note);
    if (row->undone_by != INT_NONE)
        row->words = joined(m, row->words, mem_printf(m, "undone by %ld", row->undone_by));
    if (reverses != INT_NONE)
        row->words = joined(m, row->words, mem_printf(m, "undoes %ld", reverses));
}

/* The last so many, newest first; the balance runs backwards from what there is now. */
static bool read_ledger(struct req *r, long item, long last, struct ledger_row **rows, size_t *count, struct err *e) {
    struct query *q = sql(r->db, "SELECT coalesce(sum(change), 0) FROM stock_day WHERE school = $1 AND item = $2");
    sql_int(q, r->school);
    sql_int(q, item);
    long balance = sql_row(q) ? sql_get_int(q, 0) : 0;
    if (!sql_end(q, e))
        return false;
    q = sql(r->db, "SELECT m.id, m.on_date, m.kind, m.quantity, m.reason, m.how, m.note, ed.name, "
                   "(SELECT u.id FROM movement u WHERE u.school = m.school AND u.reverses = m.id), t.actor, t.at, "
                   "m.reverses FROM movement m JOIN edition ed ON ed.school = m.school AND ed.item = m.item AND "
                   "ed.number = m.edition JOIN trail t ON t.school = m.school AND t.id = "
                   "(SELECT min(id) FROM trail n WHERE n.school = m.school AND n.id > m.id) "
                   "WHERE m.school = $1 AND m.item = $2 ORDER BY m.on_date DESC, m.id DESC LIMIT $3");
    sql_int(q, r->school);
    sql_int(q, item);
    sql_int(q, last);
    *rows = NULL;
    *count = 0;
    while (sql_row(q)) {
        *rows = mem_grow(r->mem, *rows, *count, sizeof **rows);
        struct ledger_row *row = &(*rows)[(*count)++];
        read_ledger_row(q, r->mem, row);
        row->balance = balance;
        balance -= row->quantity;
    }
    return sql_end(q, e);
}

static bool stock_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct item *i;
    struct ledger_row *rows;
    size_t n;
    long last;
    if (!fields_int(f, "last", 1, SHOWN_MOST, SHOWN_MOST, &last, e) || !item_lookup(r, fields_get(f, "item"), &i, e) ||
        !read_ledger(r, i->id, last, &rows, &n, e))
        return false;
    for (size_t k = 0; k < n / 2; k++) {
        struct ledger_row other = rows[k];
        rows[k] = rows[n - 1 - k];
        rows[n - 1 - k] = other;
    }
    answer_list(a, &ledger_shape, rows, n);
    a->before = mem_printf(r->mem, "%s: %s", i->code, i->title);
    a->text = n == 0 ? "Nothing has moved yet." : NULL;
    if (n == SHOWN_MOST)
        answer_note(r, a, "the last %d movements are shown", SHOWN_MOST);
    return true;
}

/* ---- moving ---- */

struct moving {
    struct req *req;
    const struct fields *fields;
    struct answer *answer;
    enum movement_kind kind;
    const char *action;
    struct movement *list;
    const struct item **items;
    size_t count;
};

static bool choose_edition(const struct moving *mv, const struct item *i, const struct editions *editions,
                           struct movement *v, struct err *e) {
    const char *name = fields_get(mv->fields, "edition");
    const struct edition *current = edition_on(editions, i->id, v->on_date);
    const struct edition *ed = name ? edition_named(editions, i->id, name) : current;
    if (!ed)
        return err_set(e, ERR_NOT_FOUND, "edition", "%s has no edition \"%s\"; see: guidestock catalog show %s",
                       i->code, name ? text_shown(mv->req->mem, name) : "", i->code);
    if (v->kind == MOVEMENT_ISSUE && ed->from > v->on_date)
        return err_set(e, ERR_RULE, "edition", "edition %s of %s begins on %s; until then it is not handed out",
                       ed->name, i->code, date_iso(mv->req->mem, ed->from));
    if (v->kind == MOVEMENT_ISSUE && ed != current)
        return err_set(e, ERR_RULE, "edition",
                       "edition %s of %s was superseded on %s by %s; a superseded edition must not be handed out", name,
                       i->code, date_iso(mv->req->mem, current->from), current->name ? current->name : "the next one");
    v->edition = ed->number;
    return true;
}

static void push(struct moving *mv, const struct movement *v, const struct item *i) {
    mv->list = mem_grow(mv->req->mem, mv->list, mv->count, sizeof *mv->list);
    mv->items = mem_grow(mv->req->mem, mv->items, mv->count, sizeof *mv->items);
    mv->list[mv->count] = *v;
    mv->items[mv->count++] = i;
}

/* What leaves the shelf because it is superseded is of the editions that were:
 * the oldest first, and of the last one whatever is left to take. */
static bool push_superseded(struct moving *mv, struct movement v, const struct item *i, const struct editions *editions,
                            struct err *e) {
    long current = v.edition, left = -v.quantity;
    for (size_t k = 0; k < editions->count && left > 0; k++) {
        long number = editions->list[k].number, there = 0;
        if (number >= current)
            break;
        if (!ledger_balance(mv->req, i->id, number, v.on_date, &there, e))
            return false;
        long taken = number == current - 1 || there > left ? left : there;
        v.edition = number;
        v.quantity = -taken;
        left -= taken;
        if (taken > 0)
            push(mv, &v, i);
    }
    if (current == 1) /* there was none before: then it is what the clerk says of the only one */
        push(mv, &v, i);
    return true;
}

static bool make_movement(struct moving *mv, const char *level, size_t n, struct err *e) {
    struct req *r = mv->req;
    struct movement v = {.kind = mv->kind, .reverses = INT_NONE, .batch = INT_NONE, .mark = INT_NONE};
    const struct item *i;
    struct editions editions;
    long copies;
    const char *quantity = fields_nth(mv->fields, "quantity", n);
    v.reason = fields_get(mv->fields, mv->kind == MOVEMENT_ISSUE ? "for" : "reason");
    v.how = fields_get(mv->fields, "how");
    if (!fields_text(mv->fields, "note", NOTE_MOST, &v.note, e) ||
        !item_lookup(r, fields_nth(mv->fields, "item", n), &i, e) ||
        !parse_int(r->mem, "quantity", quantity ? quantity : "", 1, QUANTITY_MOST, &copies, e) ||
        !fields_date(mv->fields, "date", r->today, &v.on_date, e) || !check_past(mv->fields, "date", v.on_date, e) ||
        !movement_sign(r->mem, &v, copies, e) || !editions_load(r, i->id, &editions, e) ||
        !choose_edition(mv, i, &editions, &v, e))
        return false;
    if (!item_check_school(i, level, e))
        return false;
    v.item = i->id;
    if (v.reason && strcmp(v.reason, "superseded") == 0 && !fields_has(mv->fields, "edition"))
        return push_superseded(mv, v, i, &editions, e);
    push(mv, &v, i);
    return true;
}

static const char *copies_of(struct mem *m, long n) { return mem_printf(m, "%ld %s", n, n == 1 ? "copy" : "copies"); }

/* Copies of the item's superseded editions on the day that falls short. */
static bool superseded_left(struct req *r, const struct below *b, long *copies, struct err *e) {
    struct editions editions;
    *copies = 0;
    if (!editions_load(r, b->item, &editions, e))
        return false;
    for (size_t i = 0; i < editions.count; i++) {
        long n = 0;
        if (editions.list[i].number < b->edition &&
            !ledger_balance(r, b->item, editions.list[i].number, b->on_date, &n, e))
            return false;
        *copies += n;
    }
    return true;
}

/* Says why the shelf does not hold what is to be taken: today, or since. */
static bool not_on_hand(struct moving *mv, const struct below *below, struct err *e) {
    struct mem *m = mv->req->mem;
    long asked = 0;
    int from = below->on_date;
    const char *code = "";
    for (size_t i = 0; i < mv->count; i++)
        if (mv->list[i].item == below->item && mv->list[i].edition == below->edition) {
            asked -= mv->list[i].quantity;
            from = mv->list[i].on_date;
            code = mv->items[i]->code;
        }
    long had = below->balance + asked, old = 0;
    if (mv->kind == MOVEMENT_ISSUE && !superseded_left(mv->req, below, &old, e))
        return false;
    if (old > 0)
        return err_set(e, ERR_RULE, "edition",
                       "%ld of the current edition of %s %s on hand, %ld %s asked for; the %ld copies of a superseded "
                       "edition on the shelf must not be handed out. Take them off: guidestock stock adjust %s %ld "
                       "--reason superseded",
                       had, code, had == 1 ? "is" : "are", asked, asked == 1 ? "was" : "were", old, code, old);
    const char *way_out =
        mem_printf(m, "\n  If the shelf says otherwise, count it: guidestock count enter %s QTY", code);
    if (mv->count > 0 && mv->list[0].reverses != INT_NONE)
        return err_set(e, ERR_RULE, "id",
                       "movement %ld cannot be undone: of its %ld copies of %s only %ld %s left on %s. Undo first what "
                       "was taken since: guidestock stock show %s",
                       mv->list[0].reverses, asked, code, had, had == 1 ? "was" : "were", date_iso(m, below->on_date),
                       code);
    if (from < below->on_date)
        return err_set(e, ERR_RULE, "quantity",
                       "%s of %s cannot be taken on %s: on %s only %ld were left, for what was recorded since%s",
                       copies_of(m, asked), code, date_iso(m, from), date_iso(m, below->on_date), had, way_out);
    bool today = from == mv->req->today;
    return err_set(e, ERR_RULE, "quantity", "%s of %s %s on hand%s%s, %ld %s asked for%s", copies_of(m, had), code,
                   today ? (had == 1 ? "is" : "are") : (had == 1 ? "was" : "were"), today ? "" : " on ",
                   today ? "" : date_iso(m, from), asked, asked == 1 ? "was" : "were", way_out);
}

/* ---- the answer ---- */

struct moved {
    long movement, quantity, on_hand, incoming;
    const char *item, *kind, *status;
    int date;
};
static const struct column moved_columns[] = {
    {"movement", "ID", CELL_INT, offsetof(struct moved, movement), 0, NULL},
    {"item", "ITEM", CELL_TEXT, offsetof(struct moved, item), COLUMN_WRAP, NULL},
    {"kind", "KIND", CELL_TEXT, offsetof(struct moved, kind), 0, NULL},
    {"quantity", "COPIES", CELL_INT, offsetof(struct moved, quantity), 0, NULL},
    {"date", "DATE", CELL_DATE, offsetof(struct moved, date), 0, NULL},
    {"on_hand", "ON HAND", CELL_INT, offsetof(struct moved, on_hand), 0, NULL},
    {"incoming", "COMING", CELL_INT, offsetof(struct moved, incoming), 0, NULL},
    {"status", "STATUS", CELL_TEXT, offsetof(struct moved, status), 0, NULL},
};
static const struct shape moved_shape = SHAPE(moved_columns, moved);

static const char *done_words(struct mem *m, const struct movement *v) {
    static const char *const words[MOVEMENT_KINDS] = {[MOVEMENT_RECEIVE] = "received",
                                                      [MOVEMENT_PRINT] = "printed in-house",
                                                      [MOVEMENT_ISSUE] = "given",
                                                      [MOVEMENT_RETURN] = "back on the shelf"};
    if (v->kind == MOVEMENT_ADJUST)
        return mem_printf(m, "%s (%s)", v->quantity < 0 ? "taken off" : "added", v->reason);
    for (size_t i = 0; v->kind == MOVEMENT_ISSUE && v->reason && issue_reasons[i].name; i++)
        if (strcmp(issue_reasons[i].name, v->reason) == 0)
            return mem_printf(m, "given %s", issue_reasons[i].words);
    return words[v->kind];
}

static bool tell_moved(struct moving *mv, struct err *e) {
    struct req *r = mv->req;
    struct moved *rows = mem_alloc(r->mem, (mv->count + 1) * sizeof *rows);
    const char *text = "";
    for (size_t i = 0; i < mv->count; i++) {
        const struct movement *v = &mv->list[i];
        struct stock stock;
        if (!stock_load(r, v->item, &stock, e))
            return false;
        const struct stock_line *l = stock.count ? &stock.list[0] : NULL;
        long n = v->quantity < 0 ? -v->quantity : v->quantity;
        rows[i] = (struct moved){v->id,
                                 v->quantity,
                                 l ? l->on_hand : 0,
                                 l ? l->incoming : 0,
                                 mv->items[i]->code,
                                 movement_kind_names[v->kind],
                                 l ? l->status : "NOT KEPT",
                                 v->on_date};
        const char *what = mem_printf(r->mem, "%s of %s (%s)", copies_of(r->mem, n), mv->items[i]->code,
                                      item_language_names(r->mem, &stock.all_languages, mv->items[i]));
        what = v->reverses != INT_NONE ? mem_printf(r->mem, "Movement %ld is undone (%s: %s)", v->reverses,
                                                    movement_kind_names[v->kind], what)
                                       : mem_printf(r->mem, "%s %s", what, done_words(r->mem, v));
        text = mem_printf(r->mem, "%s%s%s; %ld left: %s. (movement %ld)", text, i ? "\n" : "", what, rows[i].on_hand,
                          rows[i].status, v->id);
        if (v->kind == MOVEMENT_RECEIVE && v->reverses == INT_NONE && l && l->coming)
            answer_note(r, mv->answer,
                        "%ld copies of %s still count as coming (%s). If these are they, take the line out: "
                        "guidestock requisition remove %.*s %s",
                        l->incoming, l->item, l->coming, (int)strcspn(l->coming, ","), l->coming, l->item);
    }
    answer_list(mv->answer, &moved_shape, rows, mv->count);
    mv->answer->text = text;
    mv->answer->text_only = true;
    return true;
}

/* Puts the movements down, all or none. */
static bool post(struct moving *mv, struct trail *t, bool ok, struct err *e) {
    struct req *r = mv->req;
    struct ledger l;
    struct belows below;
    const char *detail = "", *subject = mv->count > 0 ? mv->items[0]->code : "";
    ledger_begin(&l, t);
    for (size_t i = 0; ok && i < mv->count; i++) {
        ok = ledger_put(&l, &mv->list[i], e);
        detail = mem_printf(r->mem, "%s%s%s %+ld on %s", detail, i ? "; " : "", mv->items[i]->code,
                            mv->list[i].quantity, date_iso(r->mem, mv->list[i].on_date));
    }
    ok = ok && ledger_settle(&l, &below, e);
    if (ok && below.count > 0)
        ok = not_on_hand(mv, &below.list[0], e);
    return trail_end(t, ok, mv->action, subject, detail, e);
}

static bool move(struct req *r, const struct fields *f, enum movement_kind kind, struct answer *a, struct err *e) {
    struct moving mv = {.req = r, .fields = f, .answer = a, .kind = kind};
    struct school school;
    struct trail t;
    mv.action = mem_printf(r->mem, "stock %s", movement_kind_names[kind]);
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = school_load(r, &school, e);
    for (size_t n = 0; ok && fields_nth(f, "item", n); n++)
        ok = make_movement(&mv, school.level, n, e);
    return post(&mv, &t, ok, e) && tell_moved(&mv, e);
}

static bool stock_receive(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return move(r, f, MOVEMENT_RECEIVE, a, e);
}
static bool stock_print(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return move(r, f, MOVEMENT_PRINT, a, e);
}
static bool stock_issue(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return move(r, f, MOVEMENT_ISSUE, a, e);
}
static bool stock_return(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return move(r, f, MOVEMENT_RETURN, a, e);
}
static bool stock_adjust(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return move(r, f, MOVEMENT_ADJUST, a, e);
}

/* ---- undoing ---- */

static bool find_undoable(struct req *r, const struct fields *f, struct movement *v, struct err *e) {
    long id;
    bool undone;
    if (!fields_int(f, "id", 1, LONG_MAX - 10, INT_NONE, &id, e) ||
        (id == INT_NONE && !ledger_last_id(r, r->actor, &id, e)) || !ledger_find(r, id, v, e) ||
        !ledger_is_undone(r, id, &undone, e))
        return false;
    if (v->reverses != INT_NONE)
        return err_set(e, ERR_RULE, "id",
                       "movement %ld is itself the undoing of %ld; record the movement again instead", id, v->reverses);
    return !undone || err_set(e, ERR_CONFLICT, "id", "movement %ld is undone already", id);
}

static bool stock_undo(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct moving mv = {.req = r, .fields = f, .answer = a, .action = "stock undo"};
    struct movement v, undone;
    const struct item *item;
    struct items items;
    struct trail t;
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = items_load(r, &items, e) && find_undoable(r, f, &undone, e);
    if (ok) {
        v = undone;
        v.quantity = -undone.quantity;
        v.reverses = undone.id;
        v.batch = v.mark = INT_NONE;
        item = item_by_id(&items, v.item);
        mv = (struct moving){r, f, a, v.kind, "stock undo", &v, &item, 1};
    }
    return post(&mv, &t, ok, e) && tell_moved(&mv, e);
}

/* ---- the table ---- */

static const struct param list_params[] = {
    {"low", PARAM_FLAG, KIND_TEXT, NULL, "only what is out, low, or to be ordered", NULL},
    {"language", PARAM_OPTION, KIND_LANGUAGE, "L", "only items in that language", NULL},
    {0},
};
static const struct param show_params[] = {
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number", NULL},
    {"last", PARAM_OPTION, KIND_INT, "N", "only the last N movements (default and most: 100000)", NULL},
    {0},
};

static const struct param move_params[] = {
    {"item", PARAM_REPEAT, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number", NULL},
    {"quantity", PARAM_REPEAT, KIND_INT, "QTY", "copies, without a sign", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it happened (default: today)", NULL},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "of another edition than the current one", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note; never a student's name", NULL},
    {0},
};
static const struct param issue_params[] = {
    {"item", PARAM_REPEAT, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number", NULL},
    {"quantity", PARAM_REPEAT, KIND_INT, "QTY", "copies, without a sign", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it happened (default: today)", NULL},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "of another edition than the current one", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note; never a student's name", NULL},
    {"for", PARAM_OPTION, KIND_TEXT, "REASON", "what it is handed out for", issue_reason_names},
    {"how", PARAM_OPTION, KIND_TEXT, "HOW", "paper, email or web", issue_how_names},
    {0},
};
static const struct param adjust_params[] = {
    {"item", PARAM_REPEAT, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number", NULL},
    {"quantity", PARAM_REPEAT, KIND_INT, "QTY", "copies, without a sign", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it happened (default: today)", NULL},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "of another edition than the current one", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note; never a student's name", NULL},
    {"reason", PARAM_NEEDED, KIND_TEXT, "REASON",
     "damaged, lost, unrecorded, superseded, transfer-out, returned-to-warehouse take away; found, transfer-in, "
     "donated, opening add",
     adjust_reason_names},
    {0},
};
static const struct param undo_params[] = {
    {"id", PARAM_OPTIONAL, KIND_INT, "ID", "the movement (default: your last one)", NULL},
    {0},
};

static const struct verb verbs[] = {
    {"stock", "", "what is on the shelf, what is coming, what to order", NEED_READ, ROLES_ALL, stock_list, list_params,
     &stock_shape, "stock --low"},
    {"stock", "show", "the ledger of an item, with a running balance", NEED_READ, ROLES_ALL, stock_show, show_params,
     &ledger_shape, "stock show parent-guide.es"},
    {"stock", "receive", "copies came in", NEED_WRITE, ROLES_OFFICE, stock_receive, move_params, &moved_shape,
     "stock receive parent-guide.es 50 iep-and-you.en-es 25"},
    {"stock", "print", "copies printed in-house from the district's website", NEED_WRITE, ROLES_OFFICE, stock_print,
     move_params, &moved_shape, "stock print lre.en 6"},
    {"stock", "issue", "copies handed out", NEED_WRITE, ROLES_OFFICE, stock_issue, issue_params, &moved_shape,
     "stock issue parent-guide.es 1 --for assessment-plan"},
    {"stock", "return", "copies back to the shelf", NEED_WRITE, ROLES_OFFICE, stock_return, move_params, &moved_shape,
     NULL},
    {"stock", "adjust", "set the record right: damaged, lost, found, ...", NEED_WRITE, ROLES_OFFICE, stock_adjust,
     adjust_params, &moved_shape, "stock adjust esy.en 3 --reason damaged"},
    {"stock", "undo", "an opposite movement that names the one it undoes", NEED_WRITE, ROLES_OFFICE, stock_undo,
     undo_params, &moved_shape, NULL},
};
const struct verbs stock_verbs = {verbs, sizeof verbs / sizeof *verbs};
