#include "base/db.h"
#include "base/text.h"
#include "compliance/school/calendar.h"
#include "compliance/school/school.h"
#include "inventory/count/count.h"
#include "inventory/order/requisition.h"
#include "inventory/order/requisition_step.h"
#include "inventory/stock.h"

#include <stdlib.h>
#include <string.h>

enum { UNITS_MOST = 100000 };

/* ---- showing ---- */

static const struct column line_columns[] = {
    {"place", "#", CELL_INT, offsetof(struct requisition_line, place), COLUMN_PLAIN, NULL},
    {"item", "ITEM", CELL_TEXT, offsetof(struct requisition_line, item), COLUMN_WRAP, NULL},
    {"title", NULL, CELL_TEXT, offsetof(struct requisition_line, title), 0, NULL},
    {"languages", NULL, CELL_TEXTS, offsetof(struct requisition_line, languages), 0, NULL},
    {"material_number", "NUMBER", CELL_TEXT, offsetof(struct requisition_line, material_number), 0, NULL},
    {"edition", NULL, CELL_TEXT, offsetof(struct requisition_line, edition), 0, NULL},
    {"units", "UNITS", CELL_INT, offsetof(struct requisition_line, units), 0, NULL},
    {"copies_per_unit", NULL, CELL_INT, offsetof(struct requisition_line, copies_per_unit), 0, NULL},
    {"copies", "COPIES", CELL_INT, offsetof(struct requisition_line, copies), 0, NULL},
    {"received_copies", "RECEIVED", CELL_INT, offsetof(struct requisition_line, received_copies), 0, NULL},
    {"due_copies", "TO COME", CELL_INT, offsetof(struct requisition_line, due_copies), 0, NULL},
    {"short_copies", NULL, CELL_INT, offsetof(struct requisition_line, short_copies), 0, NULL},
    {"suggested", NULL, CELL_INT, offsetof(struct requisition_line, suggested), 0, NULL},
    {"sentence", NULL, CELL_TEXT, offsetof(struct requisition_line, sentence), 0, NULL},
    {"reason", "REASON", CELL_TEXT, offsetof(struct requisition_line, reason), COLUMN_WRAP, NULL},
    {"superseded", NULL, CELL_BOOL, offsetof(struct requisition_line, superseded), 0, NULL},
    {"sentence", "", CELL_TEXT, offsetof(struct requisition_line, sentence), COLUMN_PLAIN | COLUMN_BENEATH, NULL},
    {"recall", "", CELL_TEXT, offsetof(struct requisition_line, recall), COLUMN_PLAIN | COLUMN_BENEATH, NULL},
};
static const struct shape line_shape = SHAPE(line_columns, requisition_line);

static const struct column event_columns[] = {
    {"at", NULL, CELL_TEXT, offsetof(struct requisition_event, at), 0, NULL},
    {"date", "DATE", CELL_DATE, offsetof(struct requisition_event, date), 0, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct requisition_event, by), COLUMN_WRAP, NULL},
    {"to", "TO", CELL_TEXT, offsetof(struct requisition_event, to), 0, NULL},
    {"note", "NOTE", CELL_TEXT, offsetof(struct requisition_event, note), COLUMN_WRAP, NULL},
};
static const struct shape event_shape = SHAPE(event_columns, requisition_event);

static const struct column requisition_columns[] = {
    {"number", "number", CELL_TEXT, offsetof(struct requisition, number), 0, NULL},
    {"status", "status", CELL_TEXT, offsetof(struct requisition, status), 0, NULL},
    {"prepared", "prepared", CELL_DATE, offsetof(struct requisition, prepared), 0, NULL},
    {"needed", "needed by", CELL_DATE, offsetof(struct requisition, needed), 0, NULL},
    {"sent", "sent", CELL_DATE, offsetof(struct requisition, sent), 0, NULL},
    {"priority", "delivery", CELL_TEXT, offsetof(struct requisition, priority), 0, NULL},
    {"purpose", "purpose", CELL_TEXT, offsetof(struct requisition, purpose), 0, NULL},
    {"replaces", "replaces", CELL_TEXT, offsetof(struct requisition, replaces), 0, NULL},
    {"urgent", "urgent", CELL_BOOL, offsetof(struct requisition, urgent), 0, NULL},
    {"copies", "copies", CELL_INT, offsetof(struct requisition, copies), 0, NULL},
    {"lines", "LINES", CELL_ROWS, offsetof(struct requisition, lines), 0, &line_shape},
    {"events", "EVENTS", CELL_ROWS, offsetof(struct requisition, events), 0, &event_shape},
};
const struct shape requisition_shape = SHAPE(requisition_columns, requisition);

bool requisition_show_one(struct req *r, const char *number, struct answer *a, struct err *e) {
    struct requisition *one = mem_alloc(r->mem, sizeof *one);
    if (!requisition_load(r, number, one, e))
        return false;
    answer_one(a, &requisition_shape, one);
    return true;
}

static bool requisition_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    if (!requisition_show_one(r, fields_get(f, "requisition"), a, e))
        return false;
    answer_next(r, a, step_next(r->mem, a->rows.list));
    return true;
}

struct listed {
    const char *number, *status, *late;
    int prepared, needed, sent;
    long lines, copies, coming, age;
};
static const struct column listed_columns[] = {
    {"number", "NUMBER", CELL_TEXT, offsetof(struct listed, number), 0, NULL},
    {"status", "STATUS", CELL_TEXT, offsetof(struct listed, status), COLUMN_WRAP, NULL},
    {"prepared", "PREPARED", CELL_DATE, offsetof(struct listed, prepared), 0, NULL},
    {"needed", NULL, CELL_DATE, offsetof(struct listed, needed), 0, NULL},
    {"lines", "LINES", CELL_INT, offsetof(struct listed, lines), 0, NULL},
    {"copies", "COPIES", CELL_INT, offsetof(struct listed, copies), 0, NULL},
    {"sent", "SENT", CELL_DATE, offsetof(struct listed, sent), 0, NULL},
    {"age_school_days", "DAYS", CELL_INT, offsetof(struct listed, age), 0, NULL},
    {"coming", "COMING", CELL_INT, offsetof(struct listed, coming), 0, NULL},
    {"late", "", CELL_TEXT, offsetof(struct listed, late), COLUMN_BENEATH, NULL},
};
static const struct shape listed_shape = SHAPE(listed_columns, listed);

/* Sets the school days since it was sent, or since it was prepared where it is not sent; none once it is done. */
static void find_age(struct req *r, const struct calendar *c, const struct aging *aging, struct listed *l) {
    l->age = INT_NONE;
    if (strcmp(l->status, "closed") == 0 || strcmp(l->status, "cancelled") == 0)
        return;
    l->age = calendar_count(c, (l->sent == DATE_NONE ? l->prepared : l->sent) + 1, r->today);
    l->late = requisition_late_words(r->mem, aging, l->sent != DATE_NONE, l->age);
}

static int oldest_first(const void *a, const void *b) {
    const struct listed *x = a, *y = b;
    return (x->age < y->age) - (x->age > y->age);
}

static bool requisition_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct listed *rows = NULL;
    size_t n = 0;
    const struct calendar *calendar;
    struct aging aging;
    if (!calendar_load(r, &calendar, e) || !requisition_aging(r, calendar, &aging, e))
        return false;
    struct query *q =
        sql(r->db, "SELECT q.school_year, q.number, q.status, q.prepared, q.needed, count(l.item), "
                   "coalesce(sum(l.copies), 0), coalesce(sum(max(0, l.copies - l.received_copies)), 0), "
                   "q.sent FROM requisition_days q LEFT JOIN requisition_line l ON l.school = q.school AND "
                   "l.school_year = q.school_year AND l.number = q.number WHERE q.school = $1 AND "
                   "($2 = 0 OR q.status NOT IN ('closed', 'cancelled')) GROUP BY q.school_year, q.number "
                   "ORDER BY q.school_year, q.number");
    sql_int(q, r->school);
    sql_int(q, fields_has(f, "open"));
    while (sql_row(q)) {
        rows = mem_grow(r->mem, rows, n, sizeof *rows);
        struct listed *l = &rows[n++];
        *l = (struct listed){.number = requisition_number(r->mem, sql_get_int(q, 0), sql_get_int(q, 1)),
                             .status = sql_get_text(q, 2, r->mem),
                             .prepared = sql_get_date(q, 3),
                             .needed = sql_get_date(q, 4),
                             .lines = sql_get_int(q, 5),
                             .copies = sql_get_int(q, 6),
                             .coming = sql_get_int(q, 7),
                             .sent = sql_get_date(q, 8)};
        find_age(r, calendar, &aging, l);
        if (l->age == INT_NONE)
            l->coming = 0;
    }
    if (fields_has(f, "open") && n > 0) /* the longest open first */
        qsort(rows, n, sizeof *rows, oldest_first);
    answer_list(a, &listed_shape, rows, n);
    a->text = n == 0 ? "There are no requisitions."
                     : "DAYS: school days since it was sent, or prepared where it is not sent yet.";
    if (n == 0)
        answer_next(r, a, hint_new(r->mem, "Order what is needed", "requisition new", "needed", "yes", NULL));
    return sql_end(q, e);
}

/* ---- making ---- */

static bool read_head(struct req *r, const struct fields *f, const struct settings *s, struct requisition *v,
                      struct err *e) {
    const char *priority = fields_get(f, "priority"), *purpose = fields_get(f, "purpose");
    *v = (struct requisition){.prepared = field_date(f, "date", r->today),
                              .needed = field_date(f, "needed-by", DATE_NONE),
                              .sent = DATE_NONE,
                              .urgent = fields_has(f, "urgent"),
                              .priority = priority ? priority : s->text[SETTING_PRIORITY],
                              .purpose = purpose ? purpose : s->text[SETTING_PURPOSE]};
    return v->needed == DATE_NONE || v->needed >= v->prepared ||
           err_set(e, ERR_INPUT, "needed-by", "needed-by: %s is before the requisition is prepared, %s",
                   date_iso(r->mem, v->needed), date_iso(r->mem, v->prepared));
}

static struct requisition_line line_from(const struct stock_line *l) {
    return (struct requisition_line){.units = l->units == INT_NONE ? l->copies : l->units,
                                     .copies_per_unit = l->input.copies_per_unit,
                                     .copies = l->copies,
                                     .suggested = l->units == INT_NONE ? l->copies : l->units,
                                     .sentence = l->sentence};
}

/* Notes what is needed but comes only in a pack that is too big. `number` is that of the requisition, or hint_blank. */
static void tell_left_out(struct req *r, const struct stock *stock, const char *number, struct answer *a) {
    struct mem *m = r->mem;
    for (size_t i = 0; i < stock->count; i++) {
        const struct stock_line *l = &stock->list[i];
        if (l->copies == 0 || l->ticked)
            continue;
        const char *missing = mem_printf(m, "%ld", l->fill_to - l->on_hand - l->incoming);
        const struct hint *ways =
            hint_also(m,
                      hint_new(m, mem_printf(m, "Print %s in-house", missing), "stock print", "item", l->item,
                               "quantity", missing, NULL),
                      hint_new(m, "Or order it all the same", "requisition add", "requisition", number, "item", l->item,
                               "units", mem_printf(m, "%ld", l->units), NULL));
        answer_note_next(r, a, ways, "%s was left out: its pack of %ld is more than a year's need", l->item,
                         l->input.copies_per_unit);
    }
}

static bool add_needed(struct req *r, const struct requisition *v, const struct stock *stock, long *count,
                       struct err *e) {
    for (size_t i = 0; i < stock->count; i++) {
        const struct stock_line *l = &stock->list[i];
        if (!l->ticked)
            continue;
        struct requisition_line line = line_from(l);
        if (!requisition_line_store(r, v, l->of->id, &line, e))
            return false;
        ++*count;
    }
    return true;
}

static void tell_header(struct req *r, const struct settings *s, struct answer *a) {
    school_note_missing(r, s, a);
    int until;
    if (school_is_closed_to_ordering(s->text[SETTING_CLOSED_TO_ORDERING], r->today, &until))
        answer_note(r, a, "ordering is closed through %s (school setting closed_to_ordering)", date_iso(r->mem, until));
}

static bool nothing_needed(struct req *r, const struct stock *stock, struct answer *a) {
    const char *coming = "";
    for (size_t i = 0; i < stock->count; i++)
        if (stock->list[i].coming && !strstr(coming, stock->list[i].coming))
            coming = mem_join(r->mem, coming, ", ", "%s", stock->list[i].coming);
    a->form = ANSWER_NULL;
    a->text = *coming ? mem_printf(r->mem,
                                   "Nothing more is needed: what is low is coming with %s. "
                                   "No requisition was made.",
                                   coming)
                      : "Nothing is needed. No requisition was made.";
    tell_left_out(r, stock, hint_blank, a);
    return true;
}

/* One line of what has not come: whole units, with its own arithmetic as the justification. */
static bool replace_line(struct req *r, const struct requisition *v, const struct requisition *old,
                         const struct requisition_line *was, struct answer *a, struct err *e) {
    struct mem *m = r->mem;
    struct requisition_line line = *was;
    long missing = was->copies - was->received_copies, per_unit = was->copies_per_unit;
    line.units = per_unit == INT_NONE ? missing : (missing + per_unit - 1) / per_unit;
    line.copies = per_unit == INT_NONE ? missing : line.units * per_unit;
    line.suggested = line.units;
    line.reason = NULL;
    line.sentence = mem_printf(m, "%ld of %s did not come", missing, old->number);
    if (per_unit != INT_NONE)
        line.sentence = mem_printf(m, "%s -> %ld unit%s of %ld = %ld copies", line.sentence, line.units,
                                   line.units == 1 ? "" : "s", per_unit, line.copies);
    if (line.copies > missing)
        answer_note(r, a, "%ld of %s are missing, and a unit is %ld: %ld more than missing", missing, was->item,
                    per_unit, line.copies - missing);
    return requisition_line_store(r, v, line.item_id, &line, e);
}

/* Orders what has not come of the requisition whose place this one takes. That one is closed, so that nothing comes
 * twice. */
static bool replace(struct trail *t, const struct requisition *v, struct requisition *old, struct answer *a,
                    long *count, struct err *e) {
    struct req *r = t->req;
    const struct requisition_line *lines = old->lines.list;
    const struct requisition_event ev = {.note = mem_printf(r->mem, "replaced by %s", v->number), .date = v->prepared};
    for (size_t i = 0; i < old->lines.count; i++) {
        if (lines[i].copies <= lines[i].received_copies)
            continue;
        if (lines[i].retired) {
            answer_note(r, a, "%s is retired and was left out", lines[i].item);
            continue;
        }
        if (!replace_line(r, v, old, &lines[i], a, e))
            return false;
        ++*count;
    }
    if (*count == 0)
        return err_set(e, ERR_RULE, "replaces", "nothing of %s is left to order again", old->number);
    return old->state == REQUISITION_CLOSED || old->state == REQUISITION_CANCELLED ||
           (step_check(r, STEP_CLOSE, old, e) && requisition_step(t, old, REQUISITION_CLOSED, &ev, NULL, e));
}

/* A requisition is replaced only once, so that the same command twice orders once. */
static bool check_not_replaced(struct req *r, const struct requisition *old, struct err *e) {
    struct query *q = sql(r->db, "SELECT school_year, number FROM requisition WHERE school = $1 AND replaces_year = $2 "
                                 "AND replaces_number = $3 AND status <> 'cancelled'");
    sql_int(q, r->school);
    sql_int(q, old->school_year);
    sql_int(q, old->serial);
    const char *by = sql_row(q) ? requisition_number(r->mem, sql_get_int(q, 0), sql_get_int(q, 1)) : NULL;
    if (!sql_end(q, e))
        return false;
    return !by || err_hinted(e, hint_new(r->mem, "See it", "requisition show", "requisition", by, NULL), ERR_CONFLICT,
                             "replaces", "%s is replaced by %s already", old->number, by);
}

static bool find_replaced(struct req *r, const struct fields *f, struct requisition *v, struct requisition *old,
                          struct err *e) {
    const char *number = fields_get(f, "replaces");
    if (!number)
        return true;
    if (fields_has(f, "needed"))
        return err_set(e, ERR_INPUT, "replaces", "replaces and needed exclude each other; choose one");
    if (!requisition_load(r, number, old, e) || !check_not_replaced(r, old, e))
        return false;
    if (old->state < REQUISITION_SENT)
        return err_hinted(e, hint_new(r->mem, "See it", "requisition show", "requisition", old->number, NULL), ERR_RULE,
                          "replaces", "%s is %s, not sent yet: it can still be changed", old->number, old->status);
    if (old->sent != DATE_NONE && v->prepared < old->sent)
        return err_set(e, ERR_INPUT, "date", "date: %s is before %s was sent, %s", date_iso(r->mem, v->prepared),
                       old->number, date_iso(r->mem, old->sent));
    v->replaces = old->number;
    v->replaces_year = old->school_year;
    v->replaces_serial = old->serial;
    return true;
}

static void tell_made(struct req *r, const struct requisition *v, long lines, long copies, struct answer *a) {
    struct mem *m = r->mem;
    if (lines == 0) {
        a->text = mem_printf(m, "%s is an empty draft.", v->number);
        answer_next(r, a,
                    hint_new(m, "Add a line", "requisition add", "requisition", v->number, "item", hint_blank, "units",
                             hint_blank, NULL));
        return;
    }
    const char *instead = v->replaces ? mem_printf(m, " It takes the place of %s.", v->replaces) : "";
    a->text = mem_printf(m, "%s: %ld line%s, %ld copies.%s", v->number, lines, lines == 1 ? "" : "s", copies, instead);
    answer_next(r, a, hint_new(m, "Print it", "requisition pdf", "requisition", v->number, NULL));
    answer_next(r, a, step_next(m, v));
}

/* It answers before it stores, so that nothing is done without an answer. */
static bool tell_new(struct req *r, const struct requisition *v, long lines, const struct stock *stock,
                     struct answer *a, struct err *e) {
    if (!requisition_show_one(r, v->number, a, e))
        return false;
    const struct requisition *made = a->rows.list;
    tell_made(r, v, lines, made->copies, a);
    a->text_only = true;
    tell_left_out(r, stock, v->number, a);
    struct counted_item *ordered = mem_alloc(r->mem, (stock->count + 1) * sizeof *ordered);
    size_t count = 0;
    for (size_t i = 0; i < stock->count; i++)
        if (stock->list[i].ticked)
            ordered[count++] = (struct counted_item){stock->list[i].item, stock->list[i].counted};
    return count_note_ages(r, ordered, count, a, e);
}

static bool requisition_new(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct requisition v = {0}, old = {0};
    struct settings settings;
    struct stock stock = {0};
    struct trail t;
    long lines = 0;
    size_t ticked = 0;
    bool needed = fields_has(f, "needed");
    if (!school_settings(r, &settings, e))
        return false;
    if ((!read_head(r, f, &settings, &v, e) && !problem_take(&r->problems, 0, e)) ||
        (!find_replaced(r, f, &v, &old, e) && !problem_take(&r->problems, 0, e)) || !problems_none(&r->problems, e) ||
        (needed && !stock_load(r, 0, &stock, e)) || !trail_begin(&t, r, e))
        return false;
    for (size_t i = 0; i < stock.count; i++)
        ticked += stock.list[i].ticked;
    if (needed && ticked == 0) {
        trail_drop(&t);
        return nothing_needed(r, &stock, a);
    }
    bool ok = requisition_insert(&t, &v, e) && add_needed(r, &v, &stock, &lines, e) &&
              (!v.replaces || replace(&t, &v, &old, a, &lines, e)) && tell_new(r, &v, lines, &stock, a, e);
    if (ok)
        tell_header(r, &settings, a);
    return trail_end(&t, ok, "requisition new", ok ? v.number : "", mem_printf(r->mem, "%ld lines", lines), e);
}

/* ---- changing a draft ---- */

struct editing {
    struct requisition v;
    const struct item *item;
    const struct requisition_line *line; /* NULL: the item has none */
    const char *school_level;
};

static bool find_editing(struct req *r, const struct fields *f, struct editing *ed, struct err *e) {
    struct school school;
    if (!school_load(r, &school, e) ||
        (!requisition_load(r, fields_get(f, "requisition"), &ed->v, e) && !problem_take(&r->problems, 0, e)) ||
        (!item_lookup(r, fields_get(f, "item"), &ed->item, e) && !problem_take(&r->problems, 0, e)) ||
        !problems_none(&r->problems, e) || !step_check(r, STEP_EDIT, &ed->v, e))
        return false;
    ed->school_level = school.level;
    ed->line = requisition_line_of(&ed->v, ed->item->id);
    return true;
}

static bool check_orderable(struct req *r, const struct editing *ed, bool adding, struct err *e) {
    if (!item_check_school(ed->item, ed->school_level, e))
        return false;
    if (ed->item->retired_on != DATE_NONE)
        return err_hinted(
            e,
            hint_new(r->mem, "Take it into use again", "catalog retire", "item", ed->item->code, "undo", "yes", NULL),
            ERR_RULE, "item", "%s is retired", ed->item->code);
    return !adding || ed->v.lines.count < REQUISITION_LINES_MOST ||
           err_set(e, ERR_RULE, "requisition", "a requisition holds at most %d lines", REQUISITION_LINES_MOST);
}

/* Adding needs an item without a line, setting one with a line. A line that is there may always be lowered. */
static bool check_line(struct req *r, const struct editing *ed, bool adding, long units, struct err *e) {
    struct mem *m = r->mem;
    const char *other = adding ? "requisition set" : "requisition add";
    if (!(ed->line && units <= ed->line->units) && !check_orderable(r, ed, adding, e))
        return false;
    if (adding == !ed->line)
        return true;
    return err_hinted(e,
                      hint_new(m, adding ? "Change it" : "Add one", other, "requisition", ed->v.number, "item",
                               ed->item->code, "units", mem_printf(m, "%ld", units), NULL),
                      adding ? ERR_CONFLICT : ERR_NOT_FOUND, "item", "%s has %s line for %s%s", ed->v.number,
                      adding ? "a" : "no", ed->item->code, adding ? " already" : "");
}

/* The line is accepted all the same; without a reason it is marked for the approver (docs/ordering.md, "Units"). */
static void tell_difference(struct req *r, const struct requisition_line *l, const struct editing *ed,
                            struct answer *a) {
    struct mem *m = r->mem;
    if (labs(l->units - l->suggested) <= 1 || l->reason)
        return;
    const char *copies = l->copies_per_unit == INT_NONE
                             ? ""
                             : mem_printf(m, " (units of %ld: %ld copies, not %ld)", l->copies_per_unit, l->copies,
                                          l->suggested * l->copies_per_unit);
    answer_note_next(r, a,
                     hint_new(m, "Say why, for the approver", "requisition set", "requisition", ed->v.number, "item",
                              ed->item->code, "units", mem_printf(m, "%ld", l->units), "reason", hint_blank, NULL),
                     "%ld differs from the suggested %ld for %s%s", l->units, l->suggested, ed->item->code, copies);
}

static const char *line_words(struct mem *m, const struct requisition_line *l, const char *code) {
    return l->copies_per_unit == INT_NONE ? mem_printf(m, "%ld copies of %s, check the unit of issue", l->copies, code)
                                          : mem_printf(m, "%ld unit%s of %ld = %ld copies of %s", l->units,
                                                       l->units == 1 ? "" : "s", l->copies_per_unit, l->copies, code);
}

/* The suggestion of a line in today's units: the unit may have become known since. */
static long suggested_in(const struct requisition_line *l, long copies_per_unit) {
    long copies = l->suggested * (l->copies_per_unit == INT_NONE ? 1 : l->copies_per_unit);
    return copies_per_unit == INT_NONE ? copies : (copies + copies_per_unit - 1) / copies_per_unit;
}

/* The arithmetic behind the line: of today for a new one, else what the line has. */
static bool find_suggestion(struct req *r, const struct editing *ed, struct requisition_line *line, struct err *e) {
    struct stock stock;
    if (ed->line) {
        line->suggested = suggested_in(ed->line, line->copies_per_unit);
        line->reason = line->reason ? line->reason : ed->line->reason;
        return true;
    }
    if (!stock_load(r, ed->item->id, &stock, e))
        return false;
    if (stock.count > 0) {
        struct requisition_line suggested = line_from(&stock.list[0]);
        line->suggested = suggested.suggested;
        line->sentence = suggested.sentence;
    }
    return true;
}

static bool put_line(struct req *r, const struct fields *f, bool adding, struct answer *a, struct err *e) {
    struct editing ed = {0};
    struct trail t;
    if (!find_editing(r, f, &ed, e))
        return false;
    long per_unit = ed.item->copies_per_unit, units = field_int(f, "units", 0);
    struct requisition_line line = {.units = units,
                                    .copies_per_unit = per_unit,
                                    .copies = units * (per_unit == INT_NONE ? 1 : per_unit),
                                    .reason = fields_get(f, "reason"),
                                    .sentence = ""};
    if (!check_line(r, &ed, adding, units, e) || !find_suggestion(r, &ed, &line, e) || !trail_begin(&t, r, e))
        return false;
    const char *words = line_words(r->mem, &line, ed.item->code);
    bool ok = requisition_line_store(r, &ed.v, ed.item->id, &line, e) && requisition_show_one(r, ed.v.number, a, e);
    if (!trail_end(&t, ok, adding ? "requisition add" : "requisition set", ed.v.number, words, e))
        return false;
    a->text = mem_printf(r->mem, "%s: %s.", ed.v.number, words);
    a->text_only = true;
    tell_difference(r, &line, &ed, a);
    return true;
}

static bool requisition_add(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return put_line(r, f, true, a, e);
}

static bool requisition_set(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return put_line(r, f, false, a, e);
}

static bool requisition_remove(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct editing ed = {0};
    struct trail t;
    if (!find_editing(r, f, &ed, e))
        return false;
    if (!ed.line)
        return err_set(e, ERR_NOT_FOUND, "item", "%s has no line for %s", ed.v.number, ed.item->code);
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = requisition_line_remove(r, &ed.v, ed.item->id, e) && requisition_show_one(r, ed.v.number, a, e);
    if (!trail_end(&t, ok, "requisition remove", ed.v.number, ed.item->code, e))
        return false;
    a->text = mem_printf(r->mem, "%s: the line for %s is removed.", ed.v.number, ed.item->code);
    a->text_only = true;
    return true;
}

/* ---- the table ---- */

static const struct param new_params[] = {
    {"needed", PARAM_FLAG, KIND_TEXT, NULL, "with a line for each item at or below its reorder point"},
    {"urgent", PARAM_FLAG, KIND_TEXT, NULL, "marked URGENT on paper"},
    {"replaces", PARAM_OPTION, KIND_REQUISITION, "R", "with what has not come of one that was sent, which is closed"},
    {"needed-by", PARAM_OPTION, KIND_DATE, "DATE", "the day it is needed by"},
    {"priority", PARAM_OPTION, KIND_TEXT, "PRIORITY", "regular (default), same day, overnight, will-call",
     priority_words},
    {"purpose", PARAM_OPTION, KIND_TEXT, "TEXT", "purpose (default: the school's)", .most = 200},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it was prepared (default: today)", .flags = DATE_PAST},
    {0},
};
static const struct param one_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number: R-2026-27-0001, or 1 in the current year"},
    {0},
};
static const struct param put_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number"},
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code or a material number"},
    {"units", PARAM_ARG, KIND_INT, "UNITS", "units of issue; copies where the unit is not known", NULL, 1, UNITS_MOST},
    {"reason", PARAM_OPTION, KIND_TEXT, "TEXT", "why it differs from the suggestion", .most = 200},
    {0},
};
static const struct param remove_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number"},
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code or a material number"},
    {0},
};
static const struct param list_params[] = {
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only those neither closed nor cancelled"},
    {0},
};
static const struct verb verbs[] = {
    {"requisition", "new", "make a draft, empty or with what is needed", ACCESS_WRITE, 0, ROLES_OFFICE, requisition_new,
     new_params, &requisition_shape, EXAMPLE({"needed", "yes"})},
    {"requisition", "add", "add a line to a draft", ACCESS_WRITE, 0, ROLES_OFFICE, requisition_add, put_params,
     &requisition_shape, EXAMPLE({"requisition", "1"}, {"item", "esy.en"}, {"units", "20"})},
    {"requisition", "set", "change the units of a line of a draft", ACCESS_WRITE, 0, ROLES_OFFICE, requisition_set,
     put_params, &requisition_shape, NULL, "requisition show"},
    {"requisition", "remove", "remove a line of a draft", ACCESS_WRITE, 0, ROLES_OFFICE, requisition_remove,
     remove_params, &requisition_shape, NULL},
    {"requisition", "show", "one requisition, its lines and its history", ACCESS_READ, 0, ROLES_ALL, requisition_show,
     one_params, &requisition_shape, NULL},
    {"requisition", "list", "the requisitions", ACCESS_READ, NOUN_ALONE, ROLES_ALL, requisition_list, list_params,
     &listed_shape, EXAMPLE({"open", "yes"})},
};
const struct verbs requisition_verbs = {verbs, sizeof verbs / sizeof *verbs};
