#include "base/text.h"
#include "compliance/duty/designee_history.h"
#include "compliance/duty/staff.h"
#include "compliance/school/year.h"

#include <string.h>

enum { TEXT_MOST = 300 };

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

/* After a failure there is nothing to end. */
static bool begin(struct naming *n, struct err *e) {
    struct req *r = n->req;
    if (!year_field(n->fields, &n->year, e))
        return false;
    if (n->year > year_of(r->today))
        return err_set(e, ERR_INPUT, "year", "year: %s has not begun; it does on July 1, %d",
                       year_text(r->mem, n->year), n->year);
    if (!trail_begin(&n->trail, r, e))
        return false;
    if (!assignments_load(r, n->year, &n->of, e))
        return trail_end(&n->trail, false, "", "", "", e);
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

/* Ends it, and answers with how the year stands now. `text` is what was done. */
static bool end(struct naming *n, bool ok, const char *action, const char *text, struct err *e) {
    struct req *r = n->req;
    const char *year = year_text(r->mem, n->year);
    ok = ok && show_year(r, n->year, n->answer, e); /* before it is stored: what cannot be answered is not done */
    if (!trail_end(&n->trail, ok, action, year, ok ? text : "", e))
        return false;
    n->answer->text = mem_printf(r->mem, "%s\n%s", text, n->answer->text);
    n->answer->text_only = true;
    return true;
}

/* A day on which something happened, in the school year. */
static bool check_in_year(struct naming *n, const char *field, int date, struct err *e) {
    struct mem *m = n->req->mem;
    if (!check_past(n->fields, field, date, e))
        return false;
    int year = year_of(date);
    if (year == n->year)
        return true;
    return err_set(e, ERR_INPUT, field,
                   "%s: %s is %s the school year %s (July 1 to June 30); if it belongs to %s, add --year %s", field,
                   date_iso(m, date), year < n->year ? "before" : "after", year_text(m, n->year), year_text(m, year),
                   year_text(m, year));
}

static bool read_day(struct naming *n, const char *field, int *date, struct err *e) {
    if (!fields_date(n->fields, field, DATE_NONE, date, e))
        return false;
    if (*date == DATE_NONE)
        return err_set(e, ERR_INPUT, field, "%s is empty; it needs a date", field);
    return check_in_year(n, field, *date, e);
}

/* What the principal has done. `given`: how many days. */
static bool read_dates(struct naming *n, struct assignment *a, int *given, struct err *e) {
    const int portal = a->date[DESIGNEE_PORTAL];
    const char *clear = fields_get(n->fields, "clear");
    *given = clear != NULL;
    for (int i = 0; i < DESIGNEE_DATES; i++) {
        const struct designee_date_of *of = &designee_dates[i];
        const char *text = fields_get(n->fields, of->name);
        if (clear && strcmp(clear, of->name) == 0)
            a->date[i] = DATE_NONE;
        if (!text || !*text)
            continue;
        ++*given;
        if (!parse_date(n->fields, of->name, text, &a->date[i], e) ||
            !(of->of_year ? check_in_year(n, of->name, a->date[i], e) : check_past(n->fields, of->name, a->date[i], e)))
            return false;
    }
    int sso = a->date[DESIGNEE_SSO], welligent = a->date[DESIGNEE_WELLIGENT];
    if (fields_has(n->fields, "welligent") && welligent != DATE_NONE && (sso == DATE_NONE || sso > welligent))
        answer_note(n->req, n->answer, "before access to Welligent, the Single Sign-On account is active: --sso DATE");
    if (a->date[DESIGNEE_PORTAL] != portal)
        a->portal_entered = a->date[DESIGNEE_PORTAL] != DATE_NONE ? n->req->today : DATE_NONE;
    return true;
}

/* A new assignment from the fields, all but who. */
static bool read_assignment(struct naming *n, struct assignment *a, struct err *e) {
    int given;
    *a = (struct assignment){.year = n->year, .stands = true, .to = DATE_NONE};
    a->portal_entered = DATE_NONE;
    for (int i = 0; i < DESIGNEE_DATES; i++)
        a->date[i] = DATE_NONE;
    return read_day(n, "from", &a->from, e) && read_dates(n, a, &given, e);
}

/* Who it is, when the rest is in order: one who is new is added to the list of staff. */
static bool settle_who(struct naming *n, struct assignment *a, struct err *e) {
    struct staff who;
    if (!staff_settle(n->req, n->fields, a->from, n->answer, &who, e))
        return false;
    a->name = who.name;
    a->class_name = who.class_name;
    a->class_reason = who.reason;
    return true;
}

/* ---- record, reassign, end ---- */

/* "\"B. Cruz\" --class \"Office Technician\" --from 2027-01-25": as it was asked for, with blanks to fill. */
static const char *who_typed(struct naming *n) {
    struct mem *m = n->req->mem;
    const char *name = fields_get(n->fields, "name"), *class_text = fields_get(n->fields, "class");
    struct err none = {0};
    struct staff known = {0};
    bool found = false;
    int from;
    if (!fields_date(n->fields, "from", DATE_NONE, &from, &none))
        from = DATE_NONE;
    if (name && !class_text && staff_find(n->req, name, &known, &found, &none) && found)
        class_text = known.class_name;
    const char *year = n->year == year_of(n->req->today) ? "" : mem_printf(m, " --year %s", year_text(m, n->year));
    return mem_printf(m, "%s --class \"%s\" --from %s%s", name ? mem_printf(m, "\"%s\"", text_shown(m, name)) : "NAME",
                      class_text ? text_shown(m, class_text) : "Office Technician",
                      from == DATE_NONE ? "DATE" : date_iso(m, from), year);
}

/* One at a time: neither beside one who is it, nor on days that were another's. */
static bool check_alone(struct naming *n, int from, struct err *e) {
    struct mem *m = n->req->mem;
    const struct assignment *open = n->open, *last = n->of.count ? &n->of.list[n->of.count - 1] : NULL;
    if (open)
        return err_set(e, ERR_CONFLICT, "name",
                       "%s is the designee of %s since %s (%s), and there is one at a time. When staffing changes:\n"
                       "  guidestock designee reassign %s\nFor what was done since: guidestock designee "
                       "update --portal DATE",
                       open->name, year_text(m, n->year), date_words(m, open->from), assignment_by(n->req, open),
                       who_typed(n));
    if (last && from <= last->to)
        return err_set(e, ERR_CONFLICT, "from",
                       "from: %s was the designee through %s (%s); the next can be from the day after it", last->name,
                       date_iso(m, last->to), assignment_by(n->req, last));
    return true;
}

static bool designee_record(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct naming n = {.req = r, .fields = f, .answer = a};
    struct assignment one;
    if (!begin(&n, e))
        return false;
    bool ok = read_assignment(&n, &one, e) && check_alone(&n, one.from, e) && settle_who(&n, &one, e) &&
              put(&n, &one, "record", INT_NONE, e);
    return end(&n, ok, "designee record",
               ok ? mem_printf(r->mem, "%s, %s, is the designee of %s from %s on.", one.name, one.class_name,
                               year_text(r->mem, n.year), date_words(r->mem, one.from))
                  : "",
               e);
}

/* An end before the start cannot be, and no change without somebody to change. */
static bool check_open(struct naming *n, const char *field, int last_day, struct err *e) {
    struct mem *m = n->req->mem;
    if (!n->open)
        return err_set(e, ERR_RULE, "name", "nobody is the designee of %s now%s%s:\n  guidestock designee record %s",
                       year_text(m, n->year), fields_has(n->fields, "name") ? "" : "; when there is one",
                       fields_has(n->fields, "name") ? ", so that there is nobody to follow" : "", who_typed(n));
    return last_day >= n->open->from ||
           err_set(e, ERR_INPUT, field,
                   "%s: %s would end before the start: %s is the designee from %s on. A mistake is taken back: "
                   "guidestock designee undo --reason TEXT",
                   field, date_iso(m, last_day), n->open->name, date_iso(m, n->open->from));
}

/* Asked first: a second person who names the same successor is told that it is done. */
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
    struct assignment next, closed;
    if (!begin(&n, e))
        return false;
    bool ok = read_assignment(&n, &next, e) && check_other(&n, e) && check_open(&n, "from", next.from - 1, e) &&
              settle_who(&n, &next, e);
    if (ok) {
        closed = *n.open;
        closed.to = next.from - 1;
        closed.reason = mem_printf(r->mem, "reassigned to %s", next.name);
        ok = put(&n, &closed, "reassign", INT_NONE, e) && put(&n, &next, "reassign", INT_NONE, e);
    }
    return end(&n, ok, "designee reassign",
               ok ? mem_printf(r->mem,
                               "%s, %s, is the designee of %s from %s on; %s was it through %s.\nWhat %s had of "
                               "Attachment A is theirs now; a duty that was given to somebody else stays there.",
                               next.name, next.class_name, year_text(r->mem, n.year), date_words(r->mem, next.from),
                               closed.name, date_words(r->mem, closed.to), closed.name)
                  : "",
               e);
}

static bool designee_end(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct naming n = {.req = r, .fields = f, .answer = a};
    struct assignment closed = {0};
    const char *reason;
    int on;
    if (!fields_text(f, "reason", TEXT_MOST, &reason, e))
        return false;
    if (!*reason)
        return err_set(e, ERR_INPUT, "reason", "reason is empty; say why there is no designee any more");
    if (!begin(&n, e))
        return false;
    bool ok = read_day(&n, "on", &on, e) && check_open(&n, "on", on, e);
    if (ok) {
        closed = *n.open;
        closed.to = on;
        closed.reason = reason;
        ok = put(&n, &closed, "end", INT_NONE, e);
    }
    return end(
        &n, ok, "designee end",
        ok ? mem_printf(r->mem, "%s was the designee through %s: %s", closed.name, date_words(r->mem, on), reason) : "",
        e);
}

/* ---- update ---- */

/* The assignment meant: the last of the year, or the last of that person. */
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
    const char *name = fields_get(f, "name"), *words = "";
    struct assignment is = {0};
    int given = 0;
    if (!begin(&n, e))
        return false;
    const struct assignment *was = find(&n, name);
    bool ok = was != NULL;
    if (!was)
        err_set(e, ERR_NOT_FOUND, "name", "%s%sno designee in %s; see: guidestock designee history",
                name ? text_shown(r->mem, name) : "there was ", name ? " was " : "", year_text(r->mem, n.year));
    if (was) {
        is = *was;
        ok = read_dates(&n, &is, &given, e);
    }
    if (ok && given == 0)
        ok = err_set(e, ERR_INPUT, "portal",
                     "nothing to change; give at least one of --portal, --met, --trained, --sso, --welligent");
    if (ok && was) {
        words = changes(r->mem, was, &is);
        if (!*words) {
            trail_drop(&n.trail);
            return show_year(r, n.year, a, e);
        }
        ok = put(&n, &is, "update", INT_NONE, e);
    }
    return end(&n, ok, "designee update", ok ? mem_printf(r->mem, "%s: %s.", is.name, words) : "", e);
}

/* ---- undo ---- */

enum { SLIP_DAYS = 7 }; /* a slip is noticed soon: what is older is named by its number */

/* Says again how the assignment stood before the step, or that there was none. */
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

/* Only the last step can be taken back, for the others build on it: a number is a check that it is the one meant. */
static bool check_number(struct naming *n, long step, const struct assignment *last, struct err *e) {
    struct req *r = n->req;
    const struct assignment *named = NULL, *undo = assignment_undone(&n->of, step, 0);
    for (size_t i = 0; i < n->of.row_count; i++)
        if (n->of.rows[i].step == step && n->of.rows[i].undoes == INT_NONE)
            named = &n->of.rows[i];
    if (!named)
        return err_set(e, ERR_NOT_FOUND, "step", "step: there is no step %ld in %s; see: guidestock designee history",
                       step, year_text(r->mem, n->year));
    if (undo)
        return err_set(e, ERR_CONFLICT, "step", "step %ld was taken back already, on %s by %s", step,
                       date_words(r->mem, undo->entered), undo->by ? text_shown(r->mem, undo->by) : "?");
    return step == last->step ||
           err_set(e, ERR_RULE, "step",
                   "step %ld is not the last of %s: %s came after it, and would have to be taken back first:\n"
                   "  guidestock designee undo --step %ld --reason TEXT",
                   step, year_text(r->mem, n->year), assignment_step(r, last), last->step);
}

/* Without a number: a step of these days, and not one undo after the other by the same line typed again. */
static bool check_recent(struct naming *n, const struct assignment *last, struct err *e) {
    struct req *r = n->req;
    const struct assignment *row = &n->of.rows[n->of.row_count - 1];
    bool again = row->undoes != INT_NONE;
    if (!again && r->today - last->entered <= SLIP_DAYS)
        return true;
    const char *why = again ? mem_printf(r->mem, "step %ld is taken back already, on %s by %s", row->undoes,
                                         date_words(r->mem, row->entered), row->by ? text_shown(r->mem, row->by) : "?")
                            : mem_printf(r->mem, "nothing was recorded in the last %d days", SLIP_DAYS);
    return err_set(e, ERR_RULE, "step",
                   "%s. The last step of %s is now %s; if that was a mistake too:\n"
                   "  guidestock designee undo --step %ld --reason TEXT",
                   why, year_text(r->mem, n->year), assignment_step(r, last), last->step);
}

static bool designee_undo(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct naming n = {.req = r, .fields = f, .answer = a};
    const char *reason;
    long step;
    if (!fields_text(f, "reason", TEXT_MOST, &reason, e) ||
        !fields_int(f, "step", (struct range){1, 1000000000}, 0, &step, e))
        return false;
    if (!*reason)
        return err_set(e, ERR_INPUT, "reason", "reason is empty; say what was wrong");
    if (!begin(&n, e))
        return false;
    const struct assignment *last = last_step(&n.of);
    bool ok = last != NULL;
    if (!last)
        err_set(e, ERR_RULE, "year", "nothing is recorded for %s that could be taken back", year_text(r->mem, n.year));
    ok = ok && (step ? check_number(&n, step, last, e) : check_recent(&n, last, e));
    for (size_t i = 0; ok && last && i < n.of.row_count; i++)
        if (n.of.rows[i].step == last->step)
            ok = restore(&n, &n.of.rows[i], e);
    return end(&n, ok, "designee undo", ok && last ? assignment_undo_words(r, last, reason) : "", e);
}

/* ---- show ---- */

struct shown {
    const char *school_year, *status, *name, *class_name, *class_reason, *last_year;
    int due, act_by, from, portal, portal_entered, met, trained, sso, welligent;
};
static const struct column shown_columns[] = {
    {"school_year", "school year", CELL_TEXT, offsetof(struct shown, school_year), 0, NULL},
    {"designee", "designee", CELL_TEXT, offsetof(struct shown, name), 0, NULL},
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

static const char *next_words(struct req *r, const struct designee_state *s, const struct assignment *last) {
    if (!s->last && last) /* nobody yet: last year's person is to be confirmed */
        return mem_printf(r->mem, "\nlast year: %s; confirm: %s", last->name, designee_confirm_command(r, last));
    if (!s->last || (!s->present && r->today <= year_end(s->year)))
        return "\nName one: guidestock designee record NAME --class \"Office Technician\" --from DATE";
    if (s->present && s->present->date[DESIGNEE_PORTAL] == DATE_NONE)
        return "\nWhen the School Designee Form is completed: guidestock designee update --portal DATE";
    return "";
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
    a->text = mem_printf(r->mem, "%s%s%s%s", nobody, designee_sentence(r->mem, &s, r->today), gap_words(r->mem, &s),
                         next_words(r, &s, last));
    return true;
}

static bool designee_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    int year;
    return year_field(f, &year, e) && show_year(r, year, a, e);
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
    int year;
    if (!year_field(f, &year, e) || !designee_load(r, year, &s, e))
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
static const struct param record_params[] = {
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "who; one who is not on the list of staff is added to it", NULL},
    {"class", PARAM_OPTION, KIND_TEXT, "CLASS", "\"Office Technician\", \"Sr. Office Technician\", or another", NULL},
    {"reason", PARAM_OPTION, KIND_TEXT, "TEXT", "why, where it is another class", NULL},
    {"from", PARAM_NEEDED, KIND_DATE, "DATE", "the first day as the designee", NULL},
    {"portal", PARAM_OPTION, KIND_DATE, "DATE", "the School Designee Form was completed in the Principal's Portal",
     NULL},
    {"met", PARAM_OPTION, KIND_DATE, "DATE", "principal and designee met on all of Attachment A", NULL},
    {"trained", PARAM_OPTION, KIND_DATE, "DATE", "MyPLN training completed (encouraged, not mandatory)", NULL},
    {"sso", PARAM_OPTION, KIND_DATE, "DATE", "the Single Sign-On account is active", NULL},
    {"welligent", PARAM_OPTION, KIND_DATE, "DATE", "access to Welligent, through oneAccess", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "an earlier school year, like 2025-26 (default: this one)", NULL},
    {0},
};
static const struct param update_params[] = {
    {"name", PARAM_OPTIONAL, KIND_TEXT, "NAME", "who, where it is not the last designee of the year", NULL},
    {"portal", PARAM_OPTION, KIND_DATE, "DATE", "the School Designee Form was completed in the Principal's Portal",
     NULL},
    {"met", PARAM_OPTION, KIND_DATE, "DATE", "principal and designee met on all of Attachment A", NULL},
    {"trained", PARAM_OPTION, KIND_DATE, "DATE", "MyPLN training completed (encouraged, not mandatory)", NULL},
    {"sso", PARAM_OPTION, KIND_DATE, "DATE", "the Single Sign-On account is active", NULL},
    {"welligent", PARAM_OPTION, KIND_DATE, "DATE", "access to Welligent, through oneAccess", NULL},
    {"clear", PARAM_OPTION, KIND_TEXT, "WHICH", "it was not done: takes that date away", date_words_of},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "an earlier school year, like 2025-26 (default: this one)", NULL},
    {0},
};
static const struct param end_params[] = {
    {"on", PARAM_NEEDED, KIND_DATE, "DATE", "the last day as the designee", NULL},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why there is no successor yet", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "an earlier school year, like 2025-26 (default: this one)", NULL},
    {0},
};
static const struct param undo_params[] = {
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "what was wrong", NULL},
    {"step", PARAM_OPTION, KIND_INT, "N",
     "the last step, by its number in the history: needed for one older than 7 days, and after another undo", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "an earlier school year, like 2025-26 (default: this one)", NULL},
    {0},
};
static const struct param year_params[] = {
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "the school year, like 2026-27 (default: this one)", NULL},
    {0},
};
static const struct param history_params[] = {
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "one school year only, like 2026-27", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"designee", "record", "who supports special education and Section 504 tasks this school year", ACCESS_WRITE, 0,
     ROLE_PRINCIPAL, designee_record, record_params, &shown_shape,
     EXAMPLE({"name", "A. Reyes"}, {"class", "Office Technician"}, {"from", "8/13"}, {"portal", "today"})},
    {"designee", "reassign", "the present one stops the day before, the next one begins; the duties follow", ACCESS_WRITE, 0,
     ROLE_PRINCIPAL, designee_reassign, record_params, &shown_shape,
     EXAMPLE({"name", "B. Cruz"}, {"class", "Sr. Office Technician"}, {"from", "2027-01-11"})},
    {"designee", "update", "what was done since: portal, meeting, training, access", ACCESS_WRITE, 0, ROLE_PRINCIPAL,
     designee_update, update_params, &shown_shape, EXAMPLE({"portal", "9/12"}, {"met", "9/14"})},
    {"designee", "end", "the designee leaves, and there is no successor yet", ACCESS_WRITE, 0, ROLE_PRINCIPAL, designee_end,
     end_params, &shown_shape, EXAMPLE({"on", "2027-01-08"}, {"reason", "left the district"})},
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
