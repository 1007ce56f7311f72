/* What happens to copies: the verbs that put movements down, and the one that
 * takes one back. What is given by e-mail or as a web link becomes a notice. */
#include "inventory/stock_move.h"

#include "base/db.h"
#include "compliance/school/school.h"
#include "catalog/edition.h"
#include "inventory/shelf/ledger.h"
#include "inventory/shelf/notice.h"
#include "inventory/order/requisition.h"
#include "inventory/stock.h"

#include <string.h>

struct moving {
    struct req *req;
    const struct fields *fields;
    struct answer *answer;
    enum movement_kind kind;
    const char *action;
    struct movement *list;
    const struct item **items;
    size_t count;
    bool notices; /* by e-mail or as a web link: each is put down as a notice, and no copy moves */
};

static bool choose_edition(const struct moving *mv, const struct item *i, const struct editions *editions,
                           struct movement *v, struct err *e) {
    const char *name = fields_get(mv->fields, "edition");
    const struct edition *current, *ed;
    if (!edition_of_day(editions, i, v->on_date, &current, e))
        return false;
    ed = current;
    if (name && !edition_find(mv->req->mem, editions, i, name, &ed, e))
        return false;
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

/* A second opening adds to the first: a clerk who means to set the record right counts. */
static bool tell_opened(const struct moving *mv, const struct movement *v, const struct item *i, struct err *e) {
    struct req *r = mv->req;
    struct query *q = sql(r->db, "SELECT sum(m.quantity), max(m.on_date) FROM movement m WHERE m.school = $1 AND "
                                 "m.item = $2 AND m.reason = 'opening' AND m.kind = 'adjust' AND m.edition = $3 AND "
                                 "m.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM movement u WHERE u.school = "
                                 "m.school AND u.reverses = m.id)");
    sql_int(q, r->school);
    sql_int(q, v->item);
    sql_int(q, v->edition);
    long copies = sql_row(q) ? sql_get_int(q, 0) : INT_NONE;
    int date = copies == INT_NONE ? DATE_NONE : sql_get_date(q, 1);
    if (date != DATE_NONE)
        answer_note(r, mv->answer,
                    "%s has an opening of %ld from %s already; this adds to it. To set the record right, count: "
                    "guidestock count enter %s QTY",
                    i->code, copies, date_words(r->mem, date), i->code);
    return sql_end(q, e);
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
        !parse_int(r->mem, "quantity", quantity ? quantity : "", (struct range){1, QUANTITY_MOST}, &copies, e) ||
        !fields_date(mv->fields, "date", r->today, &v.on_date, e) || !check_past(mv->fields, "date", v.on_date, e) ||
        !movement_sign(r->mem, &v, copies, e) || !editions_load(r, i->id, &editions, e) ||
        !choose_edition(mv, i, &editions, &v, e))
        return false;
    if (!item_check_school(i, level, e))
        return false;
    v.item = i->id;
    if (v.reason && strcmp(v.reason, "opening") == 0 && !tell_opened(mv, &v, i, e))
        return false;
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
    long movement, quantity, sent, on_hand, incoming;
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
    {"sent", NULL, CELL_INT, offsetof(struct moved, sent), 0, NULL},
};
static const struct shape moved_shape = SHAPE(moved_columns, moved);

static const char *reason_words(const struct movement *v) {
    for (size_t i = 0; v->reason && issue_reasons[i].name; i++)
        if (strcmp(issue_reasons[i].name, v->reason) == 0)
            return issue_reasons[i].words;
    return NULL;
}

static const char *done_words(struct mem *m, const struct movement *v, bool notice) {
    static const char *const words[MOVEMENT_KINDS] = {[MOVEMENT_RECEIVE] = "received",
                                                      [MOVEMENT_PRINT] = "printed in-house",
                                                      [MOVEMENT_ISSUE] = "given",
                                                      [MOVEMENT_RETURN] = "back on the shelf"};
    if (v->kind == MOVEMENT_ADJUST)
        return mem_printf(m, "%s (%s)", v->quantity < 0 ? "taken off" : "added", v->reason);
    const char *why = v->kind == MOVEMENT_ISSUE ? reason_words(v) : NULL;
    const char *done = notice ? mem_printf(m, "sent %s", notice_words(v->how)) : words[v->kind];
    return why ? mem_printf(m, "%s %s", done, why) : done;
}

/* "7 copies of esy.en (English) given", or what is undone. */
static const char *what_words(const struct moving *mv, size_t i, const struct languages *languages) {
    struct mem *m = mv->req->mem;
    const struct movement *v = &mv->list[i];
    long n = v->quantity < 0 ? -v->quantity : v->quantity;
    const char *what = mem_printf(m, "%s of %s (%s)", copies_of(m, n), mv->items[i]->code,
                                  item_language_names(m, languages, mv->items[i]));
    if (v->reverses == INT_NONE)
        return mem_printf(m, "%s %s", what, done_words(m, v, mv->notices));
    if (mv->notices)
        return mem_printf(m, "Notice %ld is undone (%s, %s)", v->reverses, what, notice_words(v->how));
    return mem_printf(m, "Movement %ld is undone (%s: %s)", v->reverses, movement_kind_names[v->kind], what);
}

/* What can be done about an order for the same that is not sent yet: so many units would fill the shelf beside what
 * else is coming. NULL: it is not too much. */
static const char *lower_words(struct mem *m, const struct requisition *of, const struct requisition_line *line,
                               const struct stock_line *l) {
    long per_unit = line->copies_per_unit == INT_NONE ? 1 : line->copies_per_unit;
    long left = l->fill_to - l->on_hand - (l->incoming - line->copies);
    long units = left > 0 ? (left + per_unit - 1) / per_unit : 0;
    if (units >= line->units)
        return NULL;
    if (of->state == REQUISITION_WAITING)
        return mem_printf(m, "the principal may approve less: guidestock requisition approve %s %s %ld", of->number,
                          line->item, units);
    if (of->state == REQUISITION_APPROVED)
        return mem_printf(m, "have it returned: guidestock requisition return %s --note TEXT", of->number);
    return units == 0
               ? mem_printf(m, "take the line out: guidestock requisition remove %s %s", of->number, line->item)
               : mem_printf(m, "order less: guidestock requisition set %s %s %ld", of->number, line->item, units);
}

static bool tell_order(struct moving *mv, const struct movement *v, const struct stock_line *l, const char *number,
                       struct err *e) {
    struct req *r = mv->req;
    struct requisition of;
    if (!requisition_load(r, number, &of, e))
        return false;
    const struct requisition_line *line = requisition_line_of(&of, v->item);
    bool received = v->kind == MOVEMENT_RECEIVE;
    const char *way = NULL;
    if (line && of.sent != DATE_NONE && received)
        way = mem_printf(r->mem, "undo this, and: guidestock requisition receive %s %s %ld", of.number, l->item,
                         v->quantity);
    else if (line && of.sent == DATE_NONE)
        way = lower_words(r->mem, &of, line, l);
    if (way)
        answer_note(r, mv->answer, "%ld copies of %s still count as coming (%s). %s, %s", line->due_copies, l->item,
                    of.number, received ? "If these are they" : "That is too many now", way);
    return true;
}

/* Copies came in beside orders for the same: none may come twice unseen. */
static bool tell_coming(struct moving *mv, const struct movement *v, const struct stock_line *l, struct err *e) {
    if ((v->kind != MOVEMENT_RECEIVE && v->kind != MOVEMENT_PRINT) || v->reverses != INT_NONE || !l || !l->coming)
        return true;
    for (const char *at = l->coming; *at; at += strspn(at, ", ")) {
        size_t n = strcspn(at, ",");
        if (!tell_order(mv, v, l, mem_textn(mv->req->mem, at, n), e))
            return false;
        at += n;
    }
    return true;
}

/* A figure far beyond what the shelf is ever filled to: a digit too many, or a material number. */
static void tell_much(struct moving *mv, const struct movement *v, const struct stock_line *l) {
    enum { TIMES = 10, MUCH = 100 };
    long n = v->quantity < 0 ? -v->quantity : v->quantity;
    if (!l || v->reverses != INT_NONE || n <= MUCH || n <= TIMES * l->fill_to)
        return;
    const char *shelf = l->fill_to > 0 ? mem_printf(mv->req->mem, "the shelf is filled to %ld", l->fill_to)
                                       : "none of them is needed, as far as the record knows";
    answer_note(mv->req, mv->answer, "%ld of %s: is that so? %s. If not: guidestock stock undo %ld", n, l->item, shelf,
                v->id);
}

static bool tell_one(struct moving *mv, size_t i, struct moved *row, struct err *e) {
    struct req *r = mv->req;
    const struct movement *v = &mv->list[i];
    struct stock stock;
    if (!stock_load(r, v->item, &stock, e))
        return false;
    const struct stock_line *l = stock.count ? &stock.list[0] : NULL;
    *row = (struct moved){v->id,
                          mv->notices ? 0 : v->quantity,
                          mv->notices ? -v->quantity : INT_NONE,
                          l ? l->on_hand : 0,
                          l ? l->incoming : 0,
                          mv->items[i]->code,
                          mv->notices ? "notice" : movement_kind_names[v->kind],
                          l ? l->status : "NOT KEPT",
                          v->on_date};
    const char *what = what_words(mv, i, &stock.all_languages);
    const char *text = mv->answer->text ? mem_printf(r->mem, "%s\n", mv->answer->text) : "";
    if (mv->notices)
        text = mem_printf(r->mem, "%s%s; the shelf keeps its %ld. (notice %ld)", text, what, row->on_hand, v->id);
    else
        text = mem_printf(r->mem, "%s%s; %ld left: %s. (movement %ld)", text, what, row->on_hand, row->status, v->id);
    if (l && v->quantity > 0 && v->edition < l->of->edition && !mv->notices)
        text = mem_printf(r->mem,
                          "%s\nREMOVE them from the shelf, that edition is superseded: "
                          "guidestock stock adjust %s %ld --reason superseded",
                          text, l->item, l->superseded);
    mv->answer->text = text;
    tell_much(mv, v, l);
    return tell_coming(mv, v, l, e);
}

static bool tell_moved(struct moving *mv, struct err *e) {
    struct moved *rows = mem_alloc(mv->req->mem, (mv->count + 1) * sizeof *rows);
    for (size_t i = 0; i < mv->count; i++)
        if (!tell_one(mv, i, &rows[i], e))
            return false;
    answer_list(mv->answer, &moved_shape, rows, mv->count);
    mv->answer->text_only = true;
    return true;
}

static bool put_notice(struct trail *t, struct movement *v, struct err *e) {
    struct notice n = {.item = v->item,
                       .edition = v->edition,
                       .copies = -v->quantity,
                       .on_date = v->on_date,
                       .reason = v->reason,
                       .how = v->how,
                       .note = v->note,
                       .reverses = v->reverses,
                       .batch = v->batch,
                       .mark = v->mark};
    bool ok = notice_put(t, &n, e);
    v->id = n.id;
    return ok;
}

/* Puts the movements down, all or none; and answers before they are stored: what cannot be answered is not done. */
static bool post(struct moving *mv, struct trail *t, bool ok, struct err *e) {
    struct req *r = mv->req;
    struct ledger l;
    struct belows below;
    const char *detail = "", *subject = mv->count > 0 ? mv->items[0]->code : "";
    ledger_begin(&l, t);
    for (size_t i = 0; ok && i < mv->count; i++) {
        struct movement *v = &mv->list[i];
        ok = mv->notices ? put_notice(t, v, e) : ledger_put(&l, v, e);
        const char *moved = mv->notices ? mem_printf(r->mem, "%+ld %s", -v->quantity, notice_words(v->how))
                                        : mem_printf(r->mem, "%+ld", v->quantity);
        detail = mem_join(r->mem, detail, "; ", "%s %s on %s", mv->items[i]->code, moved, date_iso(r->mem, v->on_date));
    }
    ok = ok && ledger_settle(&l, &below, e);
    if (ok && below.count > 0)
        ok = not_on_hand(mv, &below.list[0], e);
    ok = ok && tell_moved(mv, e);
    return trail_end(t, ok, mv->action, subject, detail, e);
}

static bool move(struct req *r, const struct fields *f, enum movement_kind kind, struct answer *a, struct err *e) {
    struct moving mv = {.req = r, .fields = f, .answer = a, .kind = kind, .notices = notice_is(fields_get(f, "how"))};
    struct school school;
    struct trail t;
    mv.action = mem_printf(r->mem, "stock %s", movement_kind_names[kind]);
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = school_load(r, &school, e);
    for (size_t n = 0; ok && fields_nth(f, "item", n); n++)
        ok = make_movement(&mv, school.level, n, e);
    return post(&mv, &t, ok, e);
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

/* The number given, or that of the actor's last movement or notice. */
static bool find_id(struct req *r, const struct fields *f, long *id, struct err *e) {
    long notice;
    if (!fields_int(f, "id", (struct range){1, LONG_MAX - 10}, INT_NONE, id, e))
        return false;
    if (*id != INT_NONE)
        return true;
    if (!ledger_last_id(r, r->actor, id, e) || !notice_last_id(r, r->actor, &notice, e))
        return false;
    *id = notice > *id ? notice : *id;
    return *id > 0 || err_set(e, ERR_NOT_FOUND, "id", "%s has no movement left to undo", r->actor);
}

/* Movements and notices have their numbers of one chain: it is one or the other. */
static bool find_undoable(struct moving *mv, struct movement *v, struct err *e) {
    struct req *r = mv->req;
    struct notice n;
    long id;
    bool undone;
    if (!find_id(r, mv->fields, &id, e) || !notice_find(r, id, &n, &mv->notices, e))
        return false;
    if (mv->notices) {
        *v = (struct movement){.id = id,
                               .item = n.item,
                               .edition = n.edition,
                               .kind = MOVEMENT_ISSUE,
                               .quantity = -n.copies,
                               .on_date = n.on_date,
                               .reason = n.reason,
                               .how = n.how,
                               .note = n.note,
                               .reverses = n.reverses};
    } else if (!ledger_find(r, id, v, e)) {
        return false;
    }
    if (!(mv->notices ? notice_is_undone(r, id, &undone, e) : ledger_is_undone(r, id, &undone, e)))
        return false;
    const char *word = mv->notices ? "notice" : "movement";
    if (v->reverses != INT_NONE)
        return err_set(e, ERR_RULE, "id", "%s %ld is itself the undoing of %ld; record it again instead", word, id,
                       v->reverses);
    if (undone)
        return err_set(e, ERR_CONFLICT, "id", "%s %ld is undone already", word, id);
    const char *delivered = NULL;
    if (!mv->notices && !requisition_of_movement(r, id, &delivered, e))
        return false;
    return !delivered || err_set(e, ERR_RULE, "id",
                                 "movement %ld came with %s; take the delivery back as a whole: guidestock requisition "
                                 "receive %s --undo",
                                 id, delivered, delivered);
}

static bool stock_undo(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct moving mv = {.req = r, .fields = f, .answer = a, .action = "stock undo"};
    struct movement v;
    const struct item *item;
    struct items items;
    struct trail t;
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = items_load(r, &items, e) && find_undoable(&mv, &v, e);
    if (ok) {
        v.quantity = -v.quantity;
        v.reverses = v.id;
        v.batch = v.mark = INT_NONE;
        item = item_by_id(&items, v.item);
        mv.kind = v.kind;
        mv.list = &v;
        mv.items = &item;
        mv.count = 1;
    }
    return post(&mv, &t, ok, e);
}

/* ---- the table ---- */

static const struct param move_params[] = {
    {"item", PARAM_REPEAT, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number", NULL},
    {"quantity", PARAM_REPEAT, KIND_INT, "QTY", "copies, without a sign", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it happened (default: today)", NULL},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "of another one than the current one: its name, or #2", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note; never a student's name", NULL},
    {0},
};
static const struct param issue_params[] = {
    {"item", PARAM_REPEAT, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number", NULL},
    {"quantity", PARAM_REPEAT, KIND_INT, "QTY", "copies, without a sign", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it happened (default: today)", NULL},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "of another one than the current one: its name, or #2", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note; never a student's name", NULL},
    {"for", PARAM_OPTION, KIND_NUMBERED, "REASON", "what it is handed out for", issue_reason_names},
    {"how", PARAM_OPTION, KIND_TEXT, "HOW", "paper (default), email or web; the last two take no copy off the shelf",
     issue_how_names},
    {0},
};
static const struct param adjust_params[] = {
    {"item", PARAM_REPEAT, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number", NULL},
    {"quantity", PARAM_REPEAT, KIND_INT, "QTY", "copies, without a sign", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it happened (default: today)", NULL},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "of another one than the current one: its name, or #2", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note; never a student's name", NULL},
    {"reason", PARAM_NEEDED, KIND_TEXT, "REASON",
     "damaged, lost, unrecorded, superseded, transfer-out, returned-to-warehouse take away; found, transfer-in, "
     "donated, opening add",
     adjust_reason_names},
    {0},
};
static const struct param undo_params[] = {
    {"id", PARAM_OPTIONAL, KIND_INT, "ID", "the movement or notice (default: your last one)", NULL},
    {0},
};

static const struct verb verbs[] = {
    {"stock", "receive", "copies came in", ACCESS_WRITE, 0, ROLES_OFFICE, stock_receive, move_params, &moved_shape,
     EXAMPLE({"item", "parent-guide.es"}, {"quantity", "50"}, {"item", "iep-and-you.en-es"}, {"quantity", "25"})},
    {"stock", "print", "copies printed in-house from the district's website", ACCESS_WRITE, 0, ROLES_OFFICE, stock_print,
     move_params, &moved_shape, EXAMPLE({"item", "lre.en"}, {"quantity", "6"})},
    {"stock", "issue", "copies handed out", ACCESS_WRITE, 0, ROLES_OFFICE, stock_issue, issue_params, &moved_shape,
     EXAMPLE({"item", "parent-guide.es"}, {"quantity", "1"}, {"for", "assessment-plan"})},
    {"stock", "return", "copies back to the shelf", ACCESS_WRITE, 0, ROLES_OFFICE, stock_return, move_params, &moved_shape,
     NULL},
    {"stock", "adjust", "set the record right: damaged, lost, found, ...", ACCESS_WRITE, 0, ROLES_OFFICE, stock_adjust,
     adjust_params, &moved_shape, EXAMPLE({"item", "esy.en"}, {"quantity", "3"}, {"reason", "damaged"})},
    {"stock", "undo", "an opposite movement that names the one it undoes", ACCESS_WRITE, 0, ROLES_OFFICE, stock_undo,
     undo_params, &moved_shape, NULL},
};
const struct verbs move_verbs = {verbs, sizeof verbs / sizeof *verbs};
