#include "base/text.h"
#include "compliance/duty/designee_history.h"
#include "compliance/duty/staff.h"
#include "compliance/school/year.h"

#include <string.h>

enum { TEXT_MOST = 300, CLASS_REASON_MOST = 200 };

/* ---- a change ---- */

struct naming {
    struct req *req;
    const struct fields *fields;
    struct answer *answer;
    struct trail trail;
    struct assignments of; /* of the year, as they stood before */
    int year;
    const struct assignment *open; /* the one that has no end yet; NULL: there is none */
    long step;                     /* the first row that this command writes; 0: none yet */
};

/* Adds the problem of the input that `e` holds to those of the request. */
static void take(struct naming *n, struct err *e) { problem_take(&n->req->problems, 0, e); }

/* Reads the year. Its problems, and those of all that is read after it, are told together by problems_none. */
static bool begin(struct naming *n, struct err *e) {
    struct req *r = n->req;
    n->year = field_year(n->fields, "year", year_of(r->today));
    if (n->year > year_of(r->today)) {
        err_set(e, ERR_INPUT, "year", "year: %s has not begun; it begins on July 1, %d", year_text(r->mem, n->year),
                n->year);
        take(n, e);
    }
    if (!trail_begin(&n->trail, r, e) || !assignments_load(r, n->year, &n->of, e))
        return false;
    if (n->of.count > 0 && n->of.list[n->of.count - 1].to == DATE_NONE)
        n->open = &n->of.list[n->of.count - 1];
    return true;
}

/* `undoes`: the step that it takes back; INT_NONE. */
static bool put(struct naming *n, struct assignment *a, const char *kind, long undoes, struct err *e) {
    a->kind = kind;
    a->undoes = undoes;
    a->step = n->step;
    a->entered = n->req->today;
    if (!assignment_put(&n->trail, a, e))
        return false;
    n->step = a->step;
    return true;
}

static bool show_year(struct req *r, int year, struct answer *a, struct err *e);

/* Ends the change, and answers with how the year stands now. `text` is what was done. */
static bool end(struct naming *n, bool ok, const char *text, struct err *e) {
    struct req *r = n->req;
    const char *action = mem_printf(r->mem, "designee %s", r->verb->name);
    ok = ok && show_year(r, n->year, n->answer, e);
    if (!trail_end(&n->trail, ok, action, year_text(r->mem, n->year), text, e))
        return false;
    n->answer->text = mem_printf(r->mem, "%s\n%s", text, n->answer->text);
    n->answer->text_only = true;
    return true;
}

/* The year as a value of a hint: NULL for the present one. */
static const char *year_value(const struct naming *n) {
    return n->year == year_of(n->req->today) ? NULL : year_text(n->req->mem, n->year);
}

static void check_in_year(struct naming *n, const char *field, int date) {
    struct mem *m = n->req->mem;
    struct err e = {0};
    int year = year_of(date);
    if (year == n->year)
        return;
    err_set(&e, ERR_INPUT, field,
            "%s: %s is %s the school year %s (July 1 to June 30); if it belongs to %s, name that year", field,
            date_iso(m, date), year < n->year ? "before" : "after", year_text(m, n->year), year_text(m, year));
    take(n, &e);
}

static int read_day(struct naming *n, const char *field) {
    int date = field_date(n->fields, field, DATE_NONE);
    check_in_year(n, field, date);
    return date;
}

/* What the principal has done. Returns how many dates are given. */
static int read_dates(struct naming *n, struct assignment *a) {
    const int portal = a->date[DESIGNEE_PORTAL];
    const char *clear = field_text(n->fields, "clear");
    int given = clear != NULL;
    for (int i = 0; i < DESIGNEE_DATES; i++) {
        const struct designee_date_of *of = &designee_dates[i];
        const int date = field_date(n->fields, of->name, DATE_NONE);
        if (clear && strcmp(clear, of->name) == 0)
            a->date[i] = DATE_NONE;
        if (date == DATE_NONE)
            continue;
        given++;
        a->date[i] = date;
        if (of->of_year)
            check_in_year(n, of->name, date);
    }
    int sso = a->date[DESIGNEE_SSO], welligent = field_date(n->fields, "welligent", DATE_NONE);
    if (welligent != DATE_NONE && (sso == DATE_NONE || sso > welligent))
        answer_note_next(
            n->req, n->answer,
            hint_new(n->req->mem, "To record it", "designee update", "sso", hint_blank, "year", year_value(n), NULL),
            "the Single Sign-On account must be active before access to Welligent");
    if (a->date[DESIGNEE_PORTAL] != portal)
        a->portal_entered = a->date[DESIGNEE_PORTAL] != DATE_NONE ? n->req->today : DATE_NONE;
    return given;
}

/* A new assignment from the fields, without the person. */
static struct assignment read_assignment(struct naming *n) {
    struct assignment a = {.year = n->year, .stands = true, .to = DATE_NONE, .portal_entered = DATE_NONE};
    for (int i = 0; i < DESIGNEE_DATES; i++)
        a.date[i] = DATE_NONE;
    a.from = read_day(n, "from");
    read_dates(n, &a);
    return a;
}

/* The person, when nothing else is wrong; a new person is added to the list of staff when it is settled. */
static bool resolve_who(struct naming *n, struct assignment *a, struct staff *who, struct err *e) {
    if (!staff_resolve(n->req, n->fields, a->from, who, e))
        take(n, e);
    a->name = who->name;
    a->class_name = who->class_name;
    a->class_reason = who->reason;
    return e->kind == ERR_NONE && problems_none(&n->req->problems, e);
}

/* ---- record, reassign, end ---- */

/* "designee record" or "designee reassign" with what was typed, and blanks for the rest. */
static const struct hint *as_typed(struct naming *n, const char *words, const char *verb) {
    struct mem *m = n->req->mem;
    const char *name = field_text(n->fields, "name"), *class_name = field_text(n->fields, "class");
    const int from = field_date(n->fields, "from", DATE_NONE);
    struct err none = {0};
    struct staff known = {0};
    bool found = false;
    if (name && !class_name && staff_find(n->req, name, &known, &found, &none) && found)
        class_name = known.class_name;
    return hint_new(m, words, verb, "name", name ? name : hint_blank, "class",
                    class_name ? class_name : staff_technician, "from",
                    from == DATE_NONE ? hint_blank : date_iso(m, from), "year", year_value(n), NULL);
}

/* There is one designee at a time: no second one beside the first, nor on days that were another's. */
static bool check_alone(struct naming *n, int from, struct err *e) {
    struct mem *m = n->req->mem;
    const struct assignment *open = n->open, *last = n->of.count ? &n->of.list[n->of.count - 1] : NULL;
    if (open) {
        const struct hint *update = hint_new(m, "To record what was done since", "designee update", "portal",
                                             hint_blank, "year", year_value(n), NULL);
        return err_hinted(e, hint_also(m, as_typed(n, "When staffing changes", "designee reassign"), update),
                          ERR_CONFLICT, "name",
                          "%s is the designee of %s since %s (%s), and there is one designee at a time", open->name,
                          year_text(m, n->year), date_words(m, open->from), assignment_by(n->req, open));
    }
    return !last || from > last->to ||
           err_set(e, ERR_CONFLICT, "from",
                   "from: %s was the designee through %s (%s); the next one can begin on the day after it", last->name,
                   date_iso(m, last->to), assignment_by(n->req, last));
}

static bool designee_record(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct naming n = {.req = r, .fields = f, .answer = a};
    struct staff who = {0};
    if (!begin(&n, e))
        return false;
    struct assignment one = read_assignment(&n);
    if ((r->problems.count == 0 && !check_alone(&n, one.from, e)) || !resolve_who(&n, &one, &who, e))
        return false;
    bool ok = staff_settle(r, &who, a, e) && put(&n, &one, "record", INT_NONE, e);
    return end(&n, ok,
               mem_printf(r->mem, "%s, %s, is the designee of %s from %s on.", one.name, one.class_name,
                          year_text(r->mem, n.year), date_words(r->mem, one.from)),
               e);
}

/* There must be a current designee, and the last day must not precede the first. */
static bool check_open(struct naming *n, const char *field, int last_day, struct err *e) {
    struct mem *m = n->req->mem;
    const bool named = fields_has(n->fields, "name");
    if (!n->open)
        return err_hinted(e, as_typed(n, named ? "To record one" : "When there is one", "designee record"), ERR_RULE,
                          "name", "nobody is the designee of %s now%s", year_text(m, n->year),
                          named ? ", so there is nobody to follow" : "");
    return last_day >= n->open->from ||
           err_hinted(e,
                      hint_new(m, "If the first day is a mistake", "designee undo", "reason", hint_blank, "year",
                               year_value(n), NULL),
                      ERR_INPUT, field, "%s: %s would end before the start: %s is the designee from %s on", field,
                      date_iso(m, last_day), n->open->name, date_iso(m, n->open->from));
}

/* Checked first, so that a second person who names the same successor learns that it is done. */
static bool check_other(struct naming *n, struct err *e) {
    struct staff who;
    bool found;
    if (!n->open)
        return true;
    if (!staff_find(n->req, fields_get(n->fields, "name"), &who, &found, e))
        return false;
    return !found || strcmp(who.name, n->open->name) != 0 ||
           err_set(e, ERR_CONFLICT, "name", "%s is the designee already, since %s", who.name,
                   date_words(n->req->mem, n->open->from));
}

static bool designee_reassign(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct naming n = {.req = r, .fields = f, .answer = a};
    struct staff who = {0};
    if (!begin(&n, e))
        return false;
    struct assignment next = read_assignment(&n);
    if ((r->problems.count == 0 && !(check_other(&n, e) && check_open(&n, "from", next.from - 1, e))) ||
        !resolve_who(&n, &next, &who, e))
        return false;
    struct assignment closed = *n.open;
    closed.to = next.from - 1;
    closed.reason = mem_printf(r->mem, "reassigned to %s", next.name);
    bool ok = staff_settle(r, &who, a, e) && put(&n, &closed, "reassign", INT_NONE, e) &&
              put(&n, &next, "reassign", INT_NONE, e);
    return end(&n, ok,
               mem_printf(r->mem,
                          "%s, %s, is the designee of %s from %s on; %s was it through %s.\nThe duties of %s pass on "
                          "to %s; a duty that was given to somebody else stays there.",
                          next.name, next.class_name, year_text(r->mem, n.year), date_words(r->mem, next.from),
                          closed.name, date_words(r->mem, closed.to), closed.name, next.name),
               e);
}

static bool designee_end(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct naming n = {.req = r, .fields = f, .answer = a};
    const char *reason = fields_get(f, "reason");
    if (!begin(&n, e))
        return false;
    const int on = read_day(&n, "on");
    if (!problems_none(&r->problems, e) || !check_open(&n, "on", on, e))
        return false;
    struct assignment closed = *n.open;
    closed.to = on;
    closed.reason = reason;
    bool ok = put(&n, &closed, "end", INT_NONE, e);
    return end(&n, ok,
               mem_printf(r->mem, "%s was the designee through %s: %s", closed.name, date_words(r->mem, on), reason),
               e);
}

/* ---- update ---- */

static const struct hint *the_history(const struct naming *n) {
    return hint_new(n->req->mem, "The history", "designee history", "year", year_text(n->req->mem, n->year), NULL);
}

/* The last assignment of the year, or the last one of that person; NULL: there is none. */
static const struct assignment *find(struct naming *n, const char *name) {
    for (size_t i = n->of.count; i > 0; i--)
        if (!name || text_same_nocase(n->of.list[i - 1].name, name))
            return &n->of.list[i - 1];
    return NULL;
}

static const char *changes(struct mem *m, const struct assignment *was, const struct assignment *is) {
    const char *words = "";
    for (int i = 0; i < DESIGNEE_DATES; i++) {
        if (was->date[i] == is->date[i])
            continue;
        const char *sep = *words ? "; " : "", *day = date_words(m, is->date[i]);
        words = day ? mem_printf(m, "%s%s%s %s", words, sep, designee_dates[i].what, day)
                    : mem_printf(m, "%s%snot %s", words, sep, designee_dates[i].what);
    }
    return words;
}

static bool designee_update(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct naming n = {.req = r, .fields = f, .answer = a};
    const char *name = field_text(f, "name");
    if (!begin(&n, e))
        return false;
    const struct assignment *was = find(&n, name);
    struct assignment is = was ? *was : (struct assignment){0};
    if (!was) {
        const char *of = year_text(r->mem, n.year);
        err_hinted(e, the_history(&n), ERR_NOT_FOUND, "name",
                   name ? "%s was not a designee in %s" : "%sthere was no designee in %s",
                   name ? text_shown(r->mem, name) : "", of);
        take(&n, e);
    }
    if (read_dates(&n, &is) == 0) {
        err_set(e, ERR_INPUT, "portal",
                "there is nothing to change; give at least one of portal, met, trained, sso, welligent");
        take(&n, e);
    }
    if (!problems_none(&r->problems, e) || !was)
        return false;
    const char *words = changes(r->mem, was, &is);
    if (!*words) {
        trail_drop(&n.trail);
        return show_year(r, n.year, a, e);
    }
    return end(&n, put(&n, &is, "update", INT_NONE, e), mem_printf(r->mem, "%s: %s.", is.name, words), e);
}

/* ---- undo ---- */

enum { SLIP_DAYS = 7 }; /* a slip is noticed soon; an older step must be named by its number */

/* Writes again how the assignment stood before the step, or that it did not exist. */
static bool restore(struct naming *n, const struct assignment *row, struct err *e) {
    struct assignment before = *row;
    before.stands = false;
    for (size_t i = 0; i < n->of.row_count && n->of.rows[i].row < row->step; i++)
        if (n->of.rows[i].first == row->first)
            before = n->of.rows[i];
    return put(n, &before, "undo", row->step, e);
}

/* The last row that was not taken back; NULL: there is none. */
static const struct assignment *last_step(const struct assignments *of) {
    const struct assignment *last = NULL;
    for (size_t i = 0; i < of->row_count; i++)
        if (of->rows[i].undoes == INT_NONE && !assignment_undone(of, of->rows[i].step, 0))
            last = &of->rows[i];
    return last;
}

static const struct hint *undo_step(const struct naming *n, const char *words, long step) {
    struct mem *m = n->req->mem;
    return hint_new(m, words, "designee undo", "reason", hint_blank, "step", mem_printf(m, "%ld", step), "year",
                    year_value(n), NULL);
}

/* Only the last step can be taken back, because a step builds on those before it. The number is a check that the person
 * means that step. */
static bool check_number(struct naming *n, long step, const struct assignment *last, struct err *e) {
    struct req *r = n->req;
    const struct assignment *named = NULL, *undo = assignment_undone(&n->of, step, 0);
    for (size_t i = 0; i < n->of.row_count; i++)
        if (n->of.rows[i].step == step && n->of.rows[i].undoes == INT_NONE)
            named = &n->of.rows[i];
    if (!named)
        return err_hinted(e, the_history(n), ERR_NOT_FOUND, "step", "step: there is no step %ld in %s", step,
                          year_text(r->mem, n->year));
    if (undo)
        return err_set(e, ERR_CONFLICT, "step", "step %ld was taken back already, on %s by %s", step,
                       date_words(r->mem, undo->entered), undo->by ? text_shown(r->mem, undo->by) : "?");
    return step == last->step ||
           err_hinted(e, undo_step(n, "To take that back first", last->step), ERR_RULE, "step",
                      "step %ld is not the last of %s: %s came after it, and would have to be taken back first", step,
                      year_text(r->mem, n->year), assignment_step(r, last));
}

/* Without a number, undo takes back only a recent step, and never one behind another undo: typing it twice must not
 * take back two steps. */
static bool check_recent(struct naming *n, const struct assignment *last, struct err *e) {
    struct req *r = n->req;
    const struct assignment *row = &n->of.rows[n->of.row_count - 1];
    bool again = row->undoes != INT_NONE;
    if (!again && r->today - last->entered <= SLIP_DAYS)
        return true;
    const char *why = again ? mem_printf(r->mem, "step %ld is taken back already, on %s by %s", row->undoes,
                                         date_words(r->mem, row->entered), row->by ? text_shown(r->mem, row->by) : "?")
                            : mem_printf(r->mem, "nothing was recorded in the last %d days", SLIP_DAYS);
    return err_hinted(e, undo_step(n, "If that was a mistake too", last->step), ERR_RULE, "step",
                      "%s. The last step of %s is now %s", why, year_text(r->mem, n->year), assignment_step(r, last));
}

static bool designee_undo(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct naming n = {.req = r, .fields = f, .answer = a};
    const long step = field_int(f, "step", 0);
    if (!begin(&n, e) || !problems_none(&r->problems, e))
        return false;
    const struct assignment *last = last_step(&n.of);
    if (!last)
        return err_set(e, ERR_RULE, "year", "nothing is recorded for %s that could be taken back",
                       year_text(r->mem, n.year));
    bool ok = step ? check_number(&n, step, last, e) : check_recent(&n, last, e);
    for (size_t i = 0; ok && i < n.of.row_count; i++)
        if (n.of.rows[i].step == last->step)
            ok = restore(&n, &n.of.rows[i], e);
    return end(&n, ok, assignment_undo_words(r, last, fields_get(f, "reason")), e);
}

/* ---- show ---- */

struct shown {
    const char *school_year, *status, *name, *class_name, *class_reason, *last_year;
    int due, act_by, from, portal, portal_entered, met, trained, sso, welligent;
};
static const struct column shown_columns[] = {
    {"school_year", "school year", CELL_TEXT, offsetof(struct shown, school_year), 0, NULL},
    {"designee", "designee", CELL_TEXT, offsetof(struct shown, name), 0, NULL},
    {"name", NULL, CELL_TEXT, offsetof(struct shown, name), 0, NULL}, /* as `designee update` calls it */
    {"class", "class", CELL_TEXT, offsetof(struct shown, class_name), 0, NULL},
    {"class_reason", NULL, CELL_TEXT, offsetof(struct shown, class_reason), 0, NULL},
    {"from", "from", CELL_DATE, offsetof(struct shown, from), 0, NULL},
    {"status", "status", CELL_TEXT, offsetof(struct shown, status), 0, NULL},
    {"due", NULL, CELL_DATE, offsetof(struct shown, due), 0, NULL},
    {"act_by", NULL, CELL_DATE, offsetof(struct shown, act_by), 0, NULL},
    {"portal", "portal", CELL_DATE, offsetof(struct shown, portal), 0, NULL},
    {"portal_entered", "entered", CELL_DATE, offsetof(struct shown, portal_entered), 0, NULL},
    {"met", "met", CELL_DATE, offsetof(struct shown, met), 0, NULL},
    {"trained", "MyPLN", CELL_DATE, offsetof(struct shown, trained), 0, NULL},
    {"sso", "Single Sign-On", CELL_DATE, offsetof(struct shown, sso), 0, NULL},
    {"welligent", "Welligent", CELL_DATE, offsetof(struct shown, welligent), 0, NULL},
    {"last_year", NULL, CELL_TEXT, offsetof(struct shown, last_year), 0, NULL},
};
static const struct shape shown_shape = SHAPE(shown_columns, shown);

static const char *gap_words(struct mem *m, const struct designee_state *s) {
    const struct designee_gap *gaps = s->gaps.list;
    const char *words = "";
    for (size_t i = 0; i < s->gaps.count; i++)
        words = mem_join(m, words, ", ", "%s to %s", date_words(m, gaps[i].from), date_words(m, gaps[i].to));
    return s->gap_days == 0 ? ""
                            : mem_printf(m, "\nWithout a designee: %ld day%s (%s).", s->gap_days,
                                         s->gap_days == 1 ? "" : "s", words);
}

/* `last`: the designee of the year before, to be confirmed. */
static const struct hint *next_hint(struct req *r, const struct designee_state *s, const struct assignment *last) {
    struct mem *m = r->mem;
    const struct hint *next = NULL;
    const char *year = s->year == year_of(r->today) ? NULL : year_text(m, s->year);
    if (!s->last && last)
        return designee_confirm(r, last);
    if (!s->last || (!s->present && r->today <= year_end(s->year)))
        next = hint_new(m, "To name one", "designee record", "name", hint_blank, "class", staff_technician, "from",
                        hint_blank, "year", year, NULL);
    else if (s->present && s->present->date[DESIGNEE_PORTAL] == DATE_NONE)
        next = hint_new(m, "When the School Designee Form is completed", "designee update", "portal", hint_blank,
                        "year", year, NULL);
    return next ? hint_for(m, next, ROLE_PRINCIPAL) : NULL;
}

static bool show_year(struct req *r, int year, struct answer *a, struct err *e) {
    struct designee_state s;
    const struct assignment *last = NULL;
    struct shown *shown = mem_alloc(r->mem, sizeof *shown);
    if (!designee_load(r, year, &s, e) || (!s.last && !designee_last_year(r, year, &last, e)))
        return false;
    const struct assignment *p = s.present;
    *shown = (struct shown){.school_year = year_text(r->mem, year),
                            .status = designee_status_words[s.status],
                            .last_year = last ? last->name : NULL,
                            .due = s.due,
                            .act_by = s.act_by,
                            .from = p ? p->from : DATE_NONE,
                            .portal = p ? p->date[DESIGNEE_PORTAL] : DATE_NONE,
                            .portal_entered = p ? p->portal_entered : DATE_NONE,
                            .met = p ? p->date[DESIGNEE_MET] : DATE_NONE,
                            .trained = p ? p->date[DESIGNEE_TRAINED] : DATE_NONE,
                            .sso = p ? p->date[DESIGNEE_SSO] : DATE_NONE,
                            .welligent = p ? p->date[DESIGNEE_WELLIGENT] : DATE_NONE};
    if (p) {
        shown->name = p->name;
        shown->class_name = p->class_name;
        shown->class_reason = p->class_reason;
    }
    answer_one(a, &shown_shape, shown);
    const char *nobody =
        p ? "" : mem_printf(r->mem, "Nobody is the designee of %s%s.\n", shown->school_year, s.last ? " now" : "");
    a->text_only = !p;
    a->text = mem_printf(r->mem, "%s%s%s%s%s%s", nobody, designee_sentence(r->mem, &s, r->today), gap_words(r->mem, &s),
                         last ? "\nLast year: " : "", last ? last->name : "", last ? "." : "");
    answer_next(r, a, next_hint(r, &s, last));
    return true;
}

static bool designee_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return show_year(r, field_year(f, "year", year_of(r->today)), a, e);
}

/* ---- status ---- */

struct status {
    const char *school_year, *word, *designee;
    int due, act_by;
    struct rows gaps;
};
static const struct column gap_columns[] = {
    {"from", "NOBODY FROM", CELL_DATE, offsetof(struct designee_gap, from), 0, NULL},
    {"to", "TO", CELL_DATE, offsetof(struct designee_gap, to), 0, NULL},
};
static const struct shape gap_shape = SHAPE(gap_columns, designee_gap);
static const struct column status_columns[] = {
    {"school_year", "school year", CELL_TEXT, offsetof(struct status, school_year), 0, NULL},
    {"due", "due", CELL_DATE, offsetof(struct status, due), 0, NULL},
    {"act_by", "act by", CELL_DATE, offsetof(struct status, act_by), 0, NULL},
    {"status", "status", CELL_TEXT, offsetof(struct status, word), 0, NULL},
    {"designee", "designee", CELL_TEXT, offsetof(struct status, designee), 0, NULL},
    {"gaps", "gaps", CELL_ROWS, offsetof(struct status, gaps), 0, &gap_shape},
};
static const struct shape status_shape = SHAPE(status_columns, status);

static bool designee_status(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct designee_state s;
    struct status *shown = mem_alloc(r->mem, sizeof *shown);
    const int year = field_year(f, "year", year_of(r->today));
    if (!designee_load(r, year, &s, e))
        return false;
    *shown = (struct status){.school_year = year_text(r->mem, year),
                             .word = designee_status_words[s.status],
                             .designee = s.present ? s.present->name : NULL,
                             .due = s.due,
                             .act_by = s.act_by,
                             .gaps = s.gaps};
    answer_one(a, &status_shape, shown);
    a->text = designee_sentence(r->mem, &s, r->today);
    if (s.gap_days > 0)
        a->text =
            mem_printf(r->mem, "%s\n%ld day%s without a designee.", a->text, s.gap_days, s.gap_days == 1 ? "" : "s");
    return true;
}

/* ---- the table ---- */

static const char *const date_words_of[] = {"portal", "met", "trained", "sso", "welligent", NULL};
static const char portal_what[] = "the School Designee Form was completed in the Principal's Portal";
static const char met_what[] = "principal and designee met on all of Attachment A";
static const char trained_what[] = "MyPLN training completed (encouraged, not mandatory)";
static const char sso_what[] = "the Single Sign-On account is active";
static const char welligent_what[] = "access to Welligent, through oneAccess";
static const char earlier_what[] = "an earlier school year, like 2025-26 (default: this one)";
static const struct param record_params[] = {
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "a person; one who is not on the list of staff is added to it", NULL,
     .most = STAFF_NAME_BYTES},
    {"class", PARAM_OPTION, KIND_TEXT, "CLASS", "\"Office Technician\", \"Sr. Office Technician\", or another", NULL,
     .most = STAFF_NAME_BYTES},
    {"reason", PARAM_OPTION, KIND_TEXT, "TEXT", "the reason for another class", NULL, .most = CLASS_REASON_MOST},
    {"from", PARAM_NEEDED, KIND_DATE, "DATE", "the first day as the designee", NULL, .flags = DATE_PAST},
    {"portal", PARAM_OPTION, KIND_DATE, "DATE", portal_what, NULL, .flags = DATE_PAST},
    {"met", PARAM_OPTION, KIND_DATE, "DATE", met_what, NULL, .flags = DATE_PAST},
    {"trained", PARAM_OPTION, KIND_DATE, "DATE", trained_what, NULL, .flags = DATE_PAST},
    {"sso", PARAM_OPTION, KIND_DATE, "DATE", sso_what, NULL, .flags = DATE_PAST},
    {"welligent", PARAM_OPTION, KIND_DATE, "DATE", welligent_what, NULL, .flags = DATE_PAST},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", earlier_what, NULL},
    {0},
};
static const struct param update_params[] = {
    {"name", PARAM_OPTIONAL, KIND_TEXT, "NAME", "the person, if not the last designee of the year", NULL,
     .most = STAFF_NAME_BYTES},
    {"portal", PARAM_OPTION, KIND_DATE, "DATE", portal_what, NULL, .flags = DATE_PAST},
    {"met", PARAM_OPTION, KIND_DATE, "DATE", met_what, NULL, .flags = DATE_PAST},
    {"trained", PARAM_OPTION, KIND_DATE, "DATE", trained_what, NULL, .flags = DATE_PAST},
    {"sso", PARAM_OPTION, KIND_DATE, "DATE", sso_what, NULL, .flags = DATE_PAST},
    {"welligent", PARAM_OPTION, KIND_DATE, "DATE", welligent_what, NULL, .flags = DATE_PAST},
    {"clear", PARAM_OPTION, KIND_TEXT, "WHICH", "a date to take away, because it was not done", date_words_of},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", earlier_what, NULL},
    {0},
};
static const struct param end_params[] = {
    {"on", PARAM_NEEDED, KIND_DATE, "DATE", "the last day as the designee", NULL, .flags = DATE_PAST},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why there is no successor yet", NULL, .most = TEXT_MOST,
     .flags = TEXT_NEEDED},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", earlier_what, NULL},
    {0},
};
static const struct param undo_params[] = {
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "what was wrong", NULL, .most = TEXT_MOST, .flags = TEXT_NEEDED},
    {"step", PARAM_OPTION, KIND_INT, "N",
     "the last step, by its number in the history: needed for one older than 7 days, and after another undo", NULL,
     .least = 1, .most = INT_MOST},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", earlier_what, NULL},
    {0},
};
static const struct param year_params[] = {
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", "the school year, like 2026-27 (default: this one)", NULL},
    {0},
};
static const struct param history_params[] = {
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", "one school year only, like 2026-27", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"designee", "record", "who supports special education and Section 504 tasks this school year", ACCESS_WRITE, 0,
     ROLE_PRINCIPAL, designee_record, record_params, &shown_shape,
     EXAMPLE({"name", "A. Reyes"}, {"class", "Office Technician"}, {"from", "8/13"}, {"portal", "today"})},
    {"designee", "reassign", "the designee stops the day before, the next one begins; the duties pass on", ACCESS_WRITE,
     0, ROLE_PRINCIPAL, designee_reassign, record_params, &shown_shape,
     EXAMPLE({"name", "B. Cruz"}, {"class", "Sr. Office Technician"}, {"from", "today"})},
    {"designee", "update", "record what was done since: portal, meeting, training, access", ACCESS_WRITE, 0,
     ROLE_PRINCIPAL, designee_update, update_params, &shown_shape, EXAMPLE({"portal", "9/12"}, {"met", "9/14"}),
     .current = "designee show"},
    {"designee", "end", "the designee leaves, and there is no successor yet", ACCESS_WRITE, 0, ROLE_PRINCIPAL,
     designee_end, end_params, &shown_shape, EXAMPLE({"on", "today"}, {"reason", "left the district"})},
    {"designee", "undo", "take back what was recorded last; the history keeps both", ACCESS_WRITE, 0, ROLE_PRINCIPAL,
     designee_undo, undo_params, &shown_shape, EXAMPLE({"reason", "the wrong day"})},
    {"designee", "show", "the designee, and what was done", ACCESS_READ, 0, ROLES_ALL, designee_show, year_params,
     &shown_shape, NULL},
    {"designee", "status", "met, late, open or past due, and the days without a designee", ACCESS_READ, NOUN_ALONE,
     ROLES_ALL, designee_status, year_params, &status_shape, NULL},
    {"designee", "history", "all designees, who recorded them, and what was taken back", ACCESS_READ, 0, ROLES_ALL,
     designee_history, history_params, &designee_history_shape, NULL},
};
const struct verbs designee_verbs = {verbs, sizeof verbs / sizeof *verbs};
