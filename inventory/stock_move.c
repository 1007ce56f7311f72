#include "inventory/stock_move.h"

#include "base/db.h"
#include "catalog/edition.h"
#include "compliance/school/school.h"
#include "inventory/order/requisition.h"
#include "inventory/shelf/ledger.h"
#include "inventory/shelf/notice.h"
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
    bool notices; /* by e-mail or as a web link: each is recorded as a notice, and no copy moves */
};

/* One pair of the command, resolved. */
struct wanted {
    struct movement of;
    const struct item *item;
    struct editions editions;
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

/* Copies that leave the shelf as superseded are taken from the older editions, the oldest first. The last of them takes
 * whatever is left. */
static bool push_superseded(struct moving *mv, const struct wanted *w, struct err *e) {
    struct movement v = w->of;
    const struct item *i = w->item;
    long current = v.edition, left = -v.quantity;
    for (size_t k = 0; k < w->editions.count && left > 0; k++) {
        long number = w->editions.list[k].number, there = 0;
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
    if (current == 1) /* without an older edition the clerk means the only one */
        push(mv, &v, i);
    return true;
}

static const struct hint *count_it(struct mem *m, const char *words, const char *code) {
    return hint_new(m, words, "count enter", "item", code, "quantity", hint_blank, NULL);
}

/* A second opening adds to the first. Who means to set the record right should count. */
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
        answer_note_next(r, mv->answer, count_it(r->mem, "To set the record right, count", i->code),
                         "%s has an opening of %ld from %s already; this adds to it", i->code, copies,
                         date_words(r->mem, date));
    return sql_end(q, e);
}

/* Finds what the n-th pair of the command means. */
static bool resolve(struct moving *mv, const char *level, size_t n, struct wanted *w, struct err *e) {
    const struct fields *f = mv->fields;
    struct movement *v = &w->of;
    *v = (struct movement){.kind = mv->kind,
                           .on_date = field_date(f, "date", mv->req->today),
                           .reason = fields_get(f, mv->kind == MOVEMENT_ISSUE ? "for" : "reason"),
                           .how = fields_get(f, "how"),
                           .note = fields_get(f, "note"),
                           .reverses = INT_NONE,
                           .batch = INT_NONE,
                           .mark = INT_NONE};
    if (!item_lookup(mv->req, fields_nth(f, "item", n), &w->item, e) || !item_check_school(w->item, level, e) ||
        !movement_sign(mv->req->mem, v, field_int_nth(f, "quantity", n, 0), e) ||
        !editions_load(mv->req, w->item->id, &w->editions, e) || !choose_edition(mv, w->item, &w->editions, v, e))
        return false;
    v->item = w->item->id;
    return true;
}

/* All pairs; each that cannot be resolved is a problem of its row. */
static bool resolve_all(struct moving *mv, struct wanted *list, size_t count, struct err *e) {
    struct school school;
    if (!school_load(mv->req, &school, e))
        return false;
    for (size_t n = 0; n < count; n++)
        if (!resolve(mv, school.level, n, &list[n], e) && !problem_take(&mv->req->problems, (long)n + 1, e))
            return false;
    return problems_none(&mv->req->problems, e);
}

static bool plan(struct moving *mv, const struct wanted *w, struct err *e) {
    const char *reason = w->of.reason ? w->of.reason : "";
    if (strcmp(reason, "opening") == 0 && !tell_opened(mv, &w->of, w->item, e))
        return false;
    if (strcmp(reason, "superseded") == 0 && !fields_has(mv->fields, "edition"))
        return push_superseded(mv, w, e);
    push(mv, &w->of, w->item);
    return true;
}

static const char *copies_of(struct mem *m, long n) { return mem_printf(m, "%ld %s", n, n == 1 ? "copy" : "copies"); }

/* Adds up the copies of older editions on the day that falls short. */
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

static const struct hint *take_off(struct mem *m, const char *words, const char *code, long copies) {
    return hint_new(m, words, "stock adjust", "item", code, "quantity", mem_printf(m, "%ld", copies), "reason",
                    "superseded", NULL);
}

/* Refuses, because the shelf does not hold on that day what is to be taken. */
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
        return err_hinted(e, take_off(m, "Take them off the shelf", code, old), ERR_RULE, "edition",
                          "%ld of the current edition of %s %s on hand, %ld %s asked for; the %ld copies of a "
                          "superseded edition on the shelf must not be handed out",
                          had, code, had == 1 ? "is" : "are", asked, asked == 1 ? "was" : "were", old);
    if (mv->count > 0 && mv->list[0].reverses != INT_NONE)
        return err_hinted(e, hint_new(m, "What was taken since", "stock show", "item", code, NULL), ERR_RULE, "id",
                          "movement %ld cannot be undone: of its %ld copies of %s only %ld %s left on %s. Undo first "
                          "what was taken since",
                          mv->list[0].reverses, asked, code, had, had == 1 ? "was" : "were",
                          date_iso(m, below->on_date));
    const struct hint *count = count_it(m, "If the shelf says otherwise, count it", code);
    if (from < below->on_date)
        return err_hinted(e, count, ERR_RULE, "quantity",
                          "%s of %s cannot be taken on %s: on %s only %ld were left, for what was recorded since",
                          copies_of(m, asked), code, date_iso(m, from), date_iso(m, below->on_date), had);
    bool today = from == mv->req->today;
    return err_hinted(e, count, ERR_RULE, "quantity", "%s of %s %s on hand%s%s, %ld %s asked for", copies_of(m, had),
                      code, today ? (had == 1 ? "is" : "are") : (had == 1 ? "was" : "were"), today ? "" : " on ",
                      today ? "" : date_iso(m, from), asked, asked == 1 ? "was" : "were");
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

/* The way to lower an order that is not sent yet to the units that would fill the shelf beside what else is coming.
 * NULL: it is not too much. */
static const struct hint *lower_order(struct mem *m, const struct requisition *of, const struct requisition_line *line,
                                      const struct stock_line *l) {
    long per_unit = line->copies_per_unit == INT_NONE ? 1 : line->copies_per_unit;
    long left = l->fill_to - l->on_hand - (l->incoming - line->copies);
    long units = left > 0 ? (left + per_unit - 1) / per_unit : 0;
    const char *text = mem_printf(m, "%ld", units);
    if (units >= line->units)
        return NULL;
    if (of->state == REQUISITION_WAITING)
        return hint_for(m,
                        hint_new(m, "The principal may approve less", "requisition approve", "requisition", of->number,
                                 "item", line->item, "units", text, NULL),
                        ROLE_PRINCIPAL);
    if (of->state == REQUISITION_APPROVED)
        return hint_for(m,
                        hint_new(m, "The principal may return it", "requisition return", "requisition", of->number,
                                 "note", hint_blank, NULL),
                        ROLE_PRINCIPAL);
    return units == 0 ? hint_new(m, "Take the line out", "requisition remove", "requisition", of->number, "item",
                                 line->item, NULL)
                      : hint_new(m, "Order less", "requisition set", "requisition", of->number, "item", line->item,
                                 "units", text, NULL);
}

static bool tell_order(struct moving *mv, const struct movement *v, const struct stock_line *l, const char *number,
                       struct err *e) {
    struct mem *m = mv->req->mem;
    struct requisition of;
    if (!requisition_load(mv->req, number, &of, e))
        return false;
    const struct requisition_line *line = requisition_line_of(&of, v->item);
    const struct hint *way = NULL;
    if (!line)
        return true;
    bool sent = of.sent != DATE_NONE;
    if (!sent)
        way = lower_order(m, &of, line, l);
    else if (v->kind == MOVEMENT_RECEIVE)
        way = hint_also(m, hint_new(m, "Undo this", "stock undo", "id", mem_printf(m, "%ld", v->id), NULL),
                        hint_new(m, "and record the delivery", "requisition receive", "requisition", of.number, "item",
                                 l->item, "copies", mem_printf(m, "%ld", v->quantity), NULL));
    if (way)
        answer_note_next(mv->req, mv->answer, way, "%ld copies of %s still count as coming (%s). %s", line->due_copies,
                         l->item, of.number,
                         sent ? "If these are they, they are counted twice now" : "That is too many now");
    return true;
}

/* Copies came in while orders for the same item are open: a note, so that nothing is counted twice unseen. */
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

/* Warns of a number far beyond what the shelf is ever filled to: a digit too many, or a material number. */
static void tell_much(struct moving *mv, const struct movement *v, const struct stock_line *l) {
    enum { TIMES = 10, MUCH = 100 };
    struct mem *m = mv->req->mem;
    long n = v->quantity < 0 ? -v->quantity : v->quantity;
    if (!l || v->reverses != INT_NONE || n <= MUCH || n <= TIMES * l->fill_to)
        return;
    const char *shelf =
        l->fill_to > 0 ? mem_printf(m, "the shelf is filled to %ld", l->fill_to) : "the record shows no need for any";
    answer_note_next(mv->req, mv->answer,
                     hint_new(m, "If the number is wrong", "stock undo", "id", mem_printf(m, "%ld", v->id), NULL),
                     "%ld copies of %s is unusually many: %s", n, l->item, shelf);
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
    if (l && v->quantity > 0 && v->edition < l->of->edition && !mv->notices) {
        text = mem_printf(r->mem, "%s\nREMOVE them from the shelf: that edition is superseded.", text);
        answer_next(r, mv->answer, take_off(r->mem, "Take them off", l->item, l->superseded));
    }
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

/* Records the movements, all or none. It answers before they are stored, so that nothing is done without an answer. */
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
    struct trail t;
    size_t count = 0;
    while (fields_nth(f, "item", count))
        count++;
    struct wanted *list = mem_alloc(r->mem, (count + 1) * sizeof *list);
    mv.action = mem_printf(r->mem, "stock %s", movement_kind_names[kind]);
    if (!resolve_all(&mv, list, count, e) || !trail_begin(&t, r, e))
        return false;
    bool ok = true;
    for (size_t n = 0; ok && n < count; n++)
        ok = plan(&mv, &list[n], e);
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

/* Gives the number of the command, or else that of the actor's last movement or notice. */
static bool find_id(struct req *r, const struct fields *f, long *id, struct err *e) {
    long notice;
    *id = field_int(f, "id", INT_NONE);
    if (*id != INT_NONE)
        return true;
    if (!ledger_last_id(r, r->actor, id, e) || !notice_last_id(r, r->actor, &notice, e))
        return false;
    *id = notice > *id ? notice : *id;
    return *id > 0 || err_set(e, ERR_NOT_FOUND, "id", "%s has no movement left to undo", r->actor);
}

/* Movements and notices share the numbers of one chain, so that a number is of one or of the other. */
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
    return !delivered ||
           err_hinted(e,
                      hint_new(r->mem, "Take back the last delivery", "requisition receive", "requisition", delivered,
                               "undo", "yes", NULL),
                      ERR_RULE, "id", "movement %ld came with %s; a delivery is taken back as a whole", id, delivered);
}

static bool stock_undo(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct moving mv = {.req = r, .fields = f, .answer = a, .action = "stock undo"};
    struct movement v;
    const struct item *item;
    struct items items;
    struct trail t;
    if (!items_load(r, &items, e) || !find_undoable(&mv, &v, e) || !trail_begin(&t, r, e))
        return false;
    v.quantity = -v.quantity;
    v.reverses = v.id;
    v.batch = v.mark = INT_NONE;
    item = item_by_id(&items, v.item);
    mv.kind = v.kind;
    mv.list = &v;
    mv.items = &item;
    mv.count = 1;
    return post(&mv, &t, true, e);
}

/* ---- the table ---- */

static const struct param move_params[] = {
    {"item", PARAM_REPEAT, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number"},
    {"quantity", PARAM_REPEAT, KIND_INT, "QTY", "copies, without a sign", NULL, 1, QUANTITY_MOST},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it happened (default: today)", .flags = DATE_PAST},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "an edition other than the current one: its name, or #2"},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note; never a student's name", .most = NOTE_MOST},
    {0},
};
static const struct param issue_params[] = {
    {"item", PARAM_REPEAT, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number"},
    {"quantity", PARAM_REPEAT, KIND_INT, "QTY", "copies, without a sign", NULL, 1, QUANTITY_MOST},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it happened (default: today)", .flags = DATE_PAST},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "an edition other than the current one: its name, or #2"},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note; never a student's name", .most = NOTE_MOST},
    {"for", PARAM_OPTION, KIND_NUMBERED, "REASON", "what it is handed out for", issue_reason_names},
    {"how", PARAM_OPTION, KIND_TEXT, "HOW", "paper (default), email or web; email and web take no copy off the shelf",
     issue_how_names},
    {0},
};
static const struct param adjust_params[] = {
    {"item", PARAM_REPEAT, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number"},
    {"quantity", PARAM_REPEAT, KIND_INT, "QTY", "copies, without a sign", NULL, 1, QUANTITY_MOST},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it happened (default: today)", .flags = DATE_PAST},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "an edition other than the current one: its name, or #2"},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note; never a student's name", .most = NOTE_MOST},
    {"reason", PARAM_NEEDED, KIND_TEXT, "REASON",
     "damaged, lost, unrecorded, superseded, transfer-out, returned-to-warehouse take away; found, transfer-in, "
     "donated, opening add",
     adjust_reason_names},
    {0},
};
static const struct param undo_params[] = {
    {"id", PARAM_OPTIONAL, KIND_INT, "ID", "the movement or notice (default: your last one)", NULL, 1, LONG_MAX - 10},
    {0},
};

static const struct verb verbs[] = {
    {"stock", "receive", "copies came in", ACCESS_WRITE, 0, ROLES_OFFICE, stock_receive, move_params, &moved_shape,
     EXAMPLE({"item", "parent-guide.es"}, {"quantity", "50"}, {"item", "iep-and-you.en-es"}, {"quantity", "25"})},
    {"stock", "print", "copies printed in-house from the district's website", ACCESS_WRITE, 0, ROLES_OFFICE,
     stock_print, move_params, &moved_shape, EXAMPLE({"item", "lre.en"}, {"quantity", "6"})},
    {"stock", "issue", "copies handed out", ACCESS_WRITE, 0, ROLES_OFFICE, stock_issue, issue_params, &moved_shape,
     EXAMPLE({"item", "parent-guide.es"}, {"quantity", "1"}, {"for", "assessment-plan"})},
    {"stock", "return", "copies back to the shelf", ACCESS_WRITE, 0, ROLES_OFFICE, stock_return, move_params,
     &moved_shape, NULL},
    {"stock", "adjust", "set the record right: damaged, lost, found, ...", ACCESS_WRITE, 0, ROLES_OFFICE, stock_adjust,
     adjust_params, &moved_shape, EXAMPLE({"item", "esy.en"}, {"quantity", "3"}, {"reason", "damaged"})},
    {"stock", "undo", "undo a movement or notice by an opposite one that names it", ACCESS_WRITE, 0, ROLES_OFFICE,
     stock_undo, undo_params, &moved_shape, NULL},
};
const struct verbs move_verbs = {verbs, sizeof verbs / sizeof *verbs};
