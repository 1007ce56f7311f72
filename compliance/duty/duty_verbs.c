#include "base/text.h"
#include "compliance/duty/duty.h"
#include "compliance/duty/duty_event.h"
#include "compliance/audit/privacy.h"
#include "compliance/duty/staff.h"
#include "compliance/audit/user.h"
#include "compliance/school/year.h"

#include <string.h>

enum { TEXT_MOST = 300 };

/* ---- the steps ---- */

enum step { START, SUBMIT, RETURN, FINISH, FINISH_SUBMITTED, REOPEN, STEPS };
enum {
    OPEN = 1 << DUTY_OPEN,
    IN_PROGRESS = 1 << DUTY_IN_PROGRESS,
    SUBMITTED = 1 << DUTY_SUBMITTED,
    CHANGES = 1 << DUTY_CHANGES,
    DONE = 1 << DUTY_DONE
};

/* From which states, and who: what was submitted to the principal is the principal's to finish. */
static const struct {
    const char *kind, *what; /* as stored; "it cannot be started" */
    unsigned from, roles;
    const char *command;
} steps[STEPS] = {
    [START] = {"start", "started", OPEN | CHANGES, ROLES_OFFICE, "guidestock duty start %ld"},
    [SUBMIT] = {"submit", "submitted", OPEN | IN_PROGRESS | CHANGES, ROLES_OFFICE, "guidestock duty submit %ld"},
    [RETURN] = {"return", "returned", SUBMITTED, ROLE_PRINCIPAL, "guidestock duty return %ld --note TEXT"},
    [FINISH] = {"done", "done", OPEN | IN_PROGRESS | CHANGES, ROLES_OFFICE, "guidestock duty done %ld"},
    [FINISH_SUBMITTED] = {"done", "done", SUBMITTED, ROLE_PRINCIPAL, "guidestock duty done %ld"},
    [REOPEN] = {"reopen", "reopened", DONE, ROLES_OFFICE, "guidestock duty reopen %ld --reason TEXT"},
};

static const struct column duty_columns[] = {
    {"number", "#", CELL_INT, offsetof(struct duty, number), 0, NULL},
    {"title", "RESPONSIBILITY", CELL_TEXT, offsetof(struct duty, title), COLUMN_WRAP, NULL},
    {"citation", NULL, CELL_TEXT, offsetof(struct duty, citation), 0, NULL},
    {"recurs", NULL, CELL_TEXT, offsetof(struct duty, recurs), 0, NULL},
    {"who", "WHO", CELL_TEXT, offsetof(struct duty, held), COLUMN_WRAP, NULL},
    {"given", NULL, CELL_BOOL, offsetof(struct duty, given), 0, NULL},
    {"state", "STATE", CELL_TEXT, offsetof(struct duty, state_word), COLUMN_WRAP, NULL},
    {"on", NULL, CELL_DATE, offsetof(struct duty, on), 0, NULL},
    {"due", "DUE", CELL_DATE, offsetof(struct duty, due), 0, NULL},
    {"is_due", NULL, CELL_BOOL, offsetof(struct duty, is_due), 0, NULL},
    {"last_done", NULL, CELL_DATE, offsetof(struct duty, last_done), 0, NULL},
    {"missed", NULL, CELL_INT, offsetof(struct duty, missed), 0, NULL},
    {"note", NULL, CELL_TEXT, offsetof(struct duty, note), 0, NULL},
    {"paper", NULL, CELL_TEXT, offsetof(struct duty, paper), 0, NULL},
    {"stock", NULL, CELL_TEXT, offsetof(struct duty, fact), 0, NULL},
    {"words", "", CELL_TEXT, offsetof(struct duty, words), COLUMN_BENEATH | COLUMN_PLAIN, NULL},
};
static const struct shape duty_shape = SHAPE(duty_columns, duty);

struct change {
    struct req *req;
    const struct fields *fields;
    struct answer *answer;
    struct trail trail;
    struct duties all; /* as they stood before */
    const struct duty *duty;
    struct duty_event event;
};

static bool read_number(const struct fields *f, const char *text, long *number, struct err *e) {
    if (!parse_int(f->mem, "duty", text, (struct range){0, 100000}, number, e))
        return false;
    return (*number >= 1 && *number <= DUTIES) ||
           err_set(e, ERR_NOT_FOUND, "duty", "no duty %ld: Attachment A has %d; see: guidestock duty list", *number,
                   DUTIES);
}

/* What another year's duties came to is past: only this year's change. */
static bool read_day(const struct fields *f, int *on, struct err *e) {
    int year, now = year_of(f->today);
    if (!year_field(f, &year, e))
        return false;
    if (year != now)
        return err_set(e, ERR_RULE, "year", "the duties of %s %s; what changes are those of %s",
                       year_text(f->mem, year), year < now ? "are closed" : "have not begun", year_text(f->mem, now));
    if (!fields_date(f, "date", f->today, on, e) || !check_past(f, "date", *on, e))
        return false;
    return year_of(*on) == now ||
           err_set(e, ERR_RULE, "date", "date: %s is of %s, whose duties are closed; what changes are those of %s",
                   date_iso(f->mem, *on), year_text(f->mem, year_of(*on)), year_text(f->mem, now));
}

static bool check_text(const struct fields *f, const char *name, const char **text, struct err *e) {
    if (!fields_text(f, name, TEXT_MOST, text, e) || !privacy_check_ref(f->mem, name, *text, e))
        return false;
    if (*text && !**text)
        *text = NULL;
    return true;
}

static bool find_duty(struct change *c, struct err *e) {
    const struct duty *d = &c->all.list[c->event.duty - 1];
    int same_as = duty_rules[c->event.duty].same_as;
    c->duty = d;
    return !same_as || err_set(e, ERR_RULE, "duty",
                               "duty %ld repeats duty %d, and stands as that does; name that one: %d instead of %ld",
                               d->number, same_as, same_as, d->number);
}

/* After a failure there is nothing to end. */
static bool begin(struct change *c, struct err *e) {
    struct req *r = c->req;
    c->event.year = year_of(r->today);
    if (!read_number(c->fields, fields_get(c->fields, "duty"), &c->event.duty, e) ||
        !read_day(c->fields, &c->event.on, e) || !trail_begin(&c->trail, r, e))
        return false;
    if (duties_load(r, (int)c->event.year, &c->all, e) && find_duty(c, e))
        return true;
    return trail_end(&c->trail, false, "", "", "", e);
}

static bool answer_duty(struct req *r, long number, struct answer *a, struct err *e);

static bool end(struct change *c, bool ok, const char *text, struct err *e) {
    struct req *r = c->req;
    const char *action = c->event.kind ? mem_printf(r->mem, "duty %s", c->event.kind) : "";
    const char *subject = mem_printf(r->mem, "%ld", c->event.duty);
    /* Before it is stored: what cannot be answered is not done. */
    ok = ok && duty_event_put(&c->trail, &c->event, e) && answer_duty(r, c->event.duty, c->answer, e);
    if (!trail_end(&c->trail, ok, action, subject, ok ? text : "", e))
        return false;
    c->answer->text = text;
    c->answer->text_only = true;
    return true;
}

static bool wrong_state(struct change *c, enum step step, struct err *e) {
    struct mem *m = c->req->mem;
    const struct duty *d = c->duty;
    const char *can = "";
    for (int k = 0; k < STEPS; k++) {
        const char *at = strstr(steps[k].command, "%ld");
        if (steps[k].from & 1U << d->state)
            can = mem_printf(m, "%s\n  %.*s%ld%s", can, (int)(at - steps[k].command), steps[k].command, d->number,
                             at + 3);
    }
    if (d->state == DUTY_DONE && step == FINISH)
        can = mem_printf(m, "%s\n  guidestock duty done %ld --paper WHERE", can, d->number);
    return err_set(e, ERR_RULE, "duty", "duty %ld is %s%s%s%s%s: it cannot be %s. What can be done:%s", d->number,
                   d->state_word, d->on != DATE_NONE ? " since " : "", d->on != DATE_NONE ? date_iso(m, d->on) : "",
                   d->by ? ", by " : "", d->by ? text_shown(m, d->by) : "", steps[step].what, can);
}

static bool check_step(struct change *c, enum step step, struct err *e) {
    struct req *r = c->req;
    const struct duty *d = c->duty;
    if (!(steps[step].from & 1U << d->state))
        return wrong_state(c, step, e);
    if (!(r->roles & steps[step].roles))
        return err_set(e, ERR_RULE, "as",
                       "duty %ld was submitted to the principal: it is %s by a %s; the role of %s is %s", d->number,
                       steps[step].what, role_names(r->mem, steps[step].roles), text_shown(r->mem, r->actor),
                       role_names(r->mem, r->roles));
    if (d->reopened && step == FINISH) /* it was done before it was reopened, on another day than was said */
        return true;
    return d->on == DATE_NONE || c->event.on >= d->on ||
           err_set(e, ERR_INPUT, "date", "date: %s is before the last step of duty %ld, %s",
                   date_iso(r->mem, c->event.on), d->number, date_iso(r->mem, d->on));
}

/* "Duty 5 is in progress: two are missing." */
static bool step_to(struct change *c, enum step step, struct err *e) {
    struct mem *m = c->req->mem;
    c->event.kind = steps[step].kind;
    bool ok = check_step(c, step, e);
    const char *evidence = duty_evidence(m, c->event.note, c->event.paper);
    return end(c, ok,
               mem_printf(m, "Duty %ld is %s%s%s.", c->event.duty, steps[step].what, evidence ? ": " : "",
                          evidence ? evidence : ""),
               e);
}

static bool plain_step(struct change *c, enum step step, struct err *e) {
    return check_text(c->fields, "note", &c->event.note, e) && begin(c, e) && step_to(c, step, e);
}

static bool duty_start(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct change c = {.req = r, .fields = f, .answer = a};
    return plain_step(&c, START, e);
}

static bool duty_submit(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct change c = {.req = r, .fields = f, .answer = a};
    return plain_step(&c, SUBMIT, e);
}

static bool duty_return(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct change c = {.req = r, .fields = f, .answer = a};
    const char *reason; /* as other commands call it */
    if (!check_text(f, "note", &c.event.note, e) || !check_text(f, "reason", &reason, e))
        return false;
    if (c.event.note && reason)
        return err_set(e, ERR_INPUT, "reason", "--note and --reason are the same here; give one of them");
    c.event.note = c.event.note ? c.event.note : reason;
    if (!c.event.note)
        return err_set(e, ERR_INPUT, "note", "note is empty; say with --note what has to be changed");
    return begin(&c, e) && step_to(&c, RETURN, e);
}

static bool duty_reopen(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct change c = {.req = r, .fields = f, .answer = a};
    if (!check_text(f, "reason", &c.event.note, e))
        return false;
    if (!c.event.note)
        return err_set(e, ERR_INPUT, "reason", "reason is empty; say why it is open again");
    return begin(&c, e) && step_to(&c, REOPEN, e);
}

/* ---- done: several at once ---- */

static bool says_more(const char *was, const char *more) { return more && (!was || !strstr(was, more)); }

/* One that is done keeps its day, and takes more evidence of it. */
static bool is_more(struct change *c) {
    const struct duty *d = c->duty;
    bool same_day = !fields_has(c->fields, "date") || c->event.on == d->on;
    if (d->state != DUTY_DONE || !same_day ||
        !(says_more(d->note, c->event.note) || says_more(d->paper, c->event.paper)))
        return false;
    c->event.on = d->on;
    return true;
}

static bool finish_one(struct change *c, struct err *e) {
    if (!find_duty(c, e))
        return false;
    enum step step = c->duty->state == DUTY_SUBMITTED ? FINISH_SUBMITTED : FINISH;
    c->event.kind = steps[step].kind;
    return (is_more(c) || check_step(c, step, e)) && duty_event_put(&c->trail, &c->event, e);
}

static bool read_numbers(const struct fields *f, long numbers[DUTIES], size_t *count, struct err *e) {
    const char *text;
    for (*count = 0; (text = fields_nth(f, "duty", *count)) != NULL; ++*count) {
        long n;
        if (!read_number(f, text, &n, e))
            return false;
        for (size_t i = 0; i < *count; i++)
            if (numbers[i] == n)
                return err_set(e, ERR_INPUT, "duty", "duty %ld stands there twice", n);
        numbers[*count] = n;
    }
    return true;
}

/* "Duty 4 is done: paper on file in the office; due again Mon, Dec 21, 2026." */
static const char *done_words(struct mem *m, const struct duty *d) {
    const char *evidence = duty_evidence(m, d->note, d->paper), *again = "";
    if (d->is_due)
        again = mem_printf(m, "; it came due again on %s, %s, and is to be done for that, too",
                           date_weekday_names[date_weekday(d->due)], date_words(m, d->due));
    else if (d->due != DATE_NONE)
        again = mem_printf(m, "; due again %s, %s", date_weekday_names[date_weekday(d->due)], date_words(m, d->due));
    return mem_printf(m, "Duty %ld is done%s%s%s.", d->number, evidence ? ": " : "", evidence ? evidence : "", again);
}

/* Of one an object, as ever; of several an array. */
static bool answer_done(struct change *c, const long *numbers, size_t count, struct err *e) {
    struct req *r = c->req;
    struct duties all;
    struct duty *list = mem_alloc(r->mem, count * sizeof *list);
    const char *words = "";
    if (!duties_load(r, (int)c->event.year, &all, e))
        return false;
    for (size_t i = 0; i < count; i++) {
        list[i] = all.list[numbers[i] - 1];
        words = mem_join(r->mem, words, "\n", "%s", done_words(r->mem, &list[i]));
        if (duty_rules[numbers[i]].stock && !list[i].fact_good)
            answer_note(r, c->answer, "the record says: %s; see: guidestock stock --low", list[i].fact);
    }
    if (count == 1)
        answer_one(c->answer, &duty_shape, list);
    else
        answer_list(c->answer, &duty_shape, list, count);
    c->answer->text = words;
    c->answer->text_only = true;
    return true;
}

static bool duty_done(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct change c = {.req = r, .fields = f, .answer = a};
    const char *subject = "";
    long numbers[DUTIES] = {0};
    size_t count = 0;
    int on = DATE_NONE;
    if (!check_text(f, "note", &c.event.note, e) || !check_text(f, "paper", &c.event.paper, e) ||
        !read_numbers(f, numbers, &count, e) || !read_day(f, &on, e) || !trail_begin(&c.trail, r, e))
        return false;
    c.event.year = year_of(r->today);
    bool ok = duties_load(r, (int)c.event.year, &c.all, e);
    for (size_t i = 0; ok && i < count; i++) {
        c.event.duty = numbers[i];
        c.event.on = on;
        subject = mem_join(r->mem, subject, ", ", "%ld", numbers[i]);
        ok = finish_one(&c, e);
    }
    ok = ok && answer_done(&c, numbers, count, e); /* what cannot be answered is not done */
    return trail_end(&c.trail, ok, "duty done", subject, ok ? a->text : "", e);
}

/* ---- whose it is ---- */

static bool duty_assign(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct change c = {.req = r, .fields = f, .answer = a};
    const char *name = fields_get(f, "name");
    struct staff who = {0};
    if (!begin(&c, e))
        return false;
    const struct assignment *present = c.all.designee.present;
    bool ok = text_same_nocase(name, "designee") || staff_require(r, name, c.event.on, &who, e);
    if (ok && who.name && !(present && strcmp(present->name, who.name) == 0))
        c.event.person = who.name;
    const char *now = c.event.person ? c.event.person
                                     : mem_printf(r->mem, "the designee's%s%s%s", present ? " (" : "",
                                                  present ? present->name : "", present ? ")" : "");
    if (ok && c.duty->given == (c.event.person != NULL) &&
        (!c.duty->given || strcmp(c.duty->who, c.event.person) == 0)) {
        trail_drop(&c.trail);
        if (!answer_duty(r, c.event.duty, a, e))
            return false;
        a->text = mem_printf(r->mem, "Duty %ld is %s already.", c.event.duty, now);
        a->text_only = true;
        return true;
    }
    c.event.kind = "assign";
    return end(&c, ok,
               mem_printf(r->mem,
                          c.event.person ? "Duty %ld goes to %s, and stays there when the designee changes."
                                         : "Duty %ld is %s again.",
                          c.event.duty, now),
               e);
}

/* ---- asking ---- */

static bool answer_duty(struct req *r, long number, struct answer *a, struct err *e) {
    struct duties *all = mem_alloc(r->mem, sizeof *all);
    if (!duties_load(r, year_of(r->today), all, e))
        return false;
    answer_one(a, &duty_shape, &all->list[number - 1]);
    return true;
}

static bool duty_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct duties *all = mem_alloc(r->mem, sizeof *all);
    int year;
    if (!year_field(f, &year, e) || !duties_load(r, year, all, e))
        return false;
    const struct assignment *present = all->designee.present;
    answer_list(a, &duty_shape, all->list, DUTIES);
    a->before = mem_printf(r->mem, "%s, %s\t%s%s", duty_citation, year_text(r->mem, year),
                           present ? "designee: " : "nobody is the designee", present ? present->name : "");
    a->text = mem_printf(r->mem, "%ld of %d done. On paper, to sign: guidestock duty pdf --out F", all->done, DUTIES);
    return true;
}

struct shown_event {
    int on, place; /* its day; the day that it stands at: what was entered later stands behind */
    const char *what, *person, *words, *by;
};
static const struct column event_columns[] = {
    {"on", "ON", CELL_DATE, offsetof(struct shown_event, on), 0, NULL},
    {"what", "WHAT", CELL_TEXT, offsetof(struct shown_event, what), 0, NULL},
    {"person", "WHOSE", CELL_TEXT, offsetof(struct shown_event, person), COLUMN_WRAP, NULL},
    {"evidence", "EVIDENCE", CELL_TEXT, offsetof(struct shown_event, words), COLUMN_WRAP, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct shown_event, by), COLUMN_WRAP, NULL},
};
static const struct shape event_shape = SHAPE(event_columns, shown_event);

struct shown {
    struct duty now;
    struct rows history;
};
static const struct column shown_columns[] = {
    {"number", "duty", CELL_INT, offsetof(struct shown, now.number), 0, NULL},
    {"title", "what", CELL_TEXT, offsetof(struct shown, now.title), 0, NULL},
    {"citation", "citation", CELL_TEXT, offsetof(struct shown, now.citation), 0, NULL},
    {"recurs", "recurs", CELL_TEXT, offsetof(struct shown, now.recurs), 0, NULL},
    {"who", "who", CELL_TEXT, offsetof(struct shown, now.held), 0, NULL},
    {"given", NULL, CELL_BOOL, offsetof(struct shown, now.given), 0, NULL},
    {"state", "state", CELL_TEXT, offsetof(struct shown, now.state_word), 0, NULL},
    {"due", "due", CELL_DATE, offsetof(struct shown, now.due), 0, NULL},
    {"stock", "stock", CELL_TEXT, offsetof(struct shown, now.fact), 0, NULL},
    {"history", "history", CELL_ROWS, offsetof(struct shown, history), 0, &event_shape},
};
static const struct shape shown_shape = SHAPE(shown_columns, shown);

static void add_event(struct mem *m, struct rows *rows, struct shown_event one) {
    struct shown_event *list = mem_grow(m, (void *)rows->list, rows->count, sizeof *list);
    size_t at = rows->count++;
    for (; at > 0 && list[at - 1].place > one.place; at--)
        list[at] = list[at - 1];
    list[at] = one;
    rows->list = list;
}

/* Whose it was by designation, and what happened to it. */
static bool load_history(struct req *r, int year, long duty, struct rows *out, struct err *e) {
    struct assignments of;
    struct duty_event *events;
    size_t count;
    int place = year_begin(year);
    if (!assignments_load(r, year, &of, e) || !duty_events_load(r, year, duty, &events, &count, e))
        return false;
    for (size_t i = 0; i < of.count; i++) {
        const struct assignment *a = &of.list[i];
        add_event(r->mem, out, (struct shown_event){a->from, a->from, "designee", a->name, NULL, a->by});
        if (a->to != DATE_NONE)
            add_event(r->mem, out, (struct shown_event){a->to, a->to, "designee to", a->name, a->reason, a->by});
    }
    for (size_t i = 0; i < count; i++) {
        place = events[i].on > place ? events[i].on : place;
        bool assign = strcmp(events[i].kind, "assign") == 0;
        const char *person = assign && !events[i].person ? "(the designee)" : events[i].person;
        add_event(r->mem, out,
                  (struct shown_event){events[i].on, place, events[i].kind, person,
                                       duty_evidence(r->mem, events[i].note, events[i].paper), events[i].by});
    }
    return true;
}

static bool duty_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct shown *shown = mem_alloc(r->mem, sizeof *shown);
    struct duties all;
    long number;
    int year;
    if (!read_number(f, fields_get(f, "duty"), &number, e) || !year_field(f, &year, e) ||
        !duties_load(r, year, &all, e))
        return false;
    int same_as = duty_rules[number].same_as;
    shown->now = all.list[number - 1];
    if (!load_history(r, year, same_as ? same_as : number, &shown->history, e))
        return false;
    answer_one(a, &shown_shape, shown);
    return true;
}

/* ---- the table ---- */

static const struct param assign_params[] = {
    {"duty", PARAM_ARG, KIND_INT, "N", "its number in Attachment A, 1 to 21", NULL},
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "who, from the list of staff; \"designee\" gives it back", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "from when on (default: today)", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "the school year; only this one can change", NULL},
    {0},
};
static const struct param step_params[] = {
    {"duty", PARAM_ARG, KIND_INT, "N", "its number in Attachment A, 1 to 21", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note; no pupil's name", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "the school year; only this one can change", NULL},
    {0},
};
static const struct param return_params[] = {
    {"duty", PARAM_ARG, KIND_INT, "N", "its number in Attachment A, 1 to 21", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "what has to be changed, it is needed; no pupil's name", NULL},
    {"reason", PARAM_OPTION, KIND_TEXT, "TEXT", "the same", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "the school year; only this one can change", NULL},
    {0},
};
static const struct param done_params[] = {
    {"duty", PARAM_REPEAT, KIND_INT, "N", "its number in Attachment A, 1 to 21; several are done at once, or none",
     NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "the evidence, in words; of one that is done, more of it", NULL},
    {"paper", PARAM_OPTION, KIND_TEXT, "WHERE", "where the paper is on file: \"in the green folder\"", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE",
     "the day of it (default: today); a wrong one: reopen it, then done with the right one", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "the school year; only this one can change", NULL},
    {0},
};
static const struct param reopen_params[] = {
    {"duty", PARAM_ARG, KIND_INT, "N", "its number in Attachment A, 1 to 21", NULL},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why; no pupil's name", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "the school year; only this one can change", NULL},
    {0},
};
static const struct param list_params[] = {
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "the school year, like 2026-27 (default: this one)", NULL},
    {0},
};
static const struct param show_params[] = {
    {"duty", PARAM_ARG, KIND_INT, "N", "its number in Attachment A, 1 to 21", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "the school year, like 2026-27 (default: this one)", NULL},
    {0},
};

static const struct verb verbs[] = {
    {"duty", "list", "the 21 responsibilities of Attachment A: whose, and how they stand", ACCESS_READ, NOUN_ALONE,
     ROLES_ALL, duty_list, list_params, &duty_shape, EXAMPLE({"year", "2026-27"})},
    {"duty", "show", "one of them, with its history", ACCESS_READ, 0, ROLES_ALL, duty_show, show_params, &shown_shape, NULL},
    {"duty", "assign", "to somebody else than the designee, or back", ACCESS_WRITE, 0, ROLES_OFFICE, duty_assign,
     assign_params, &duty_shape, EXAMPLE({"duty", "4"}, {"name", "B. Cruz"})},
    {"duty", "start", "it is in progress", ACCESS_WRITE, 0, ROLES_OFFICE, duty_start, step_params, &duty_shape, NULL},
    {"duty", "submit", "to the principal, who finishes or returns it", ACCESS_WRITE, 0, ROLES_OFFICE, duty_submit,
     step_params, &duty_shape, NULL},
    {"duty", "return", "by the principal: changes are requested", ACCESS_WRITE, 0, ROLE_PRINCIPAL, duty_return,
     return_params, &duty_shape, EXAMPLE({"duty", "5"}, {"note", "the notices of March are missing"})},
    {"duty", "done", "with a note, or where the paper is on file; a recurring one comes due again", ACCESS_WRITE, 0,
     ROLES_OFFICE, duty_done, done_params, &duty_shape, EXAMPLE({"duty", "5"}, {"duty", "6"}, {"duty", "7"}, {"paper", "in the green folder"})},
    {"duty", "reopen", "it is not done after all", ACCESS_WRITE, 0, ROLES_OFFICE, duty_reopen, reopen_params, &duty_shape,
     NULL},
};
const struct verbs duty_verbs = {verbs, sizeof verbs / sizeof *verbs};
