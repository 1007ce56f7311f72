#include "base/text.h"
#include "compliance/audit/privacy.h"
#include "compliance/audit/user.h"
#include "compliance/duty/duty.h"
#include "compliance/duty/duty_event.h"
#include "compliance/duty/staff.h"
#include "compliance/school/year.h"

#include <string.h>

enum { TEXT_MOST = 300, NUMBER_MOST = 100000 };

/* ---- the steps ---- */

enum step { START, SUBMIT, RETURN, FINISH, FINISH_SUBMITTED, REOPEN, STEPS };
enum {
    OPEN = 1 << DUTY_OPEN,
    IN_PROGRESS = 1 << DUTY_IN_PROGRESS,
    SUBMITTED = 1 << DUTY_SUBMITTED,
    CHANGES = 1 << DUTY_CHANGES,
    DONE = 1 << DUTY_DONE
};

/* The states that a step can follow, and who may take it: only the principal finishes what was submitted. */
static const struct {
    const char *kind, *what; /* as stored; "it cannot be started" */
    unsigned from, roles;
    const char *words, *verb, *needs; /* of the hint; `needs`: the text that the verb asks for, or NULL */
} steps[STEPS] = {
    [START] = {"start", "started", OPEN | CHANGES, ROLES_OFFICE, "To start it", "duty start", NULL},
    [SUBMIT] = {"submit", "submitted", OPEN | IN_PROGRESS | CHANGES, ROLES_OFFICE, "To submit it", "duty submit", NULL},
    [RETURN] = {"return", "returned", SUBMITTED, ROLE_PRINCIPAL, "To return it", "duty return", "note"},
    [FINISH] = {"done", "done", OPEN | IN_PROGRESS | CHANGES, ROLES_OFFICE, "To finish it", "duty done", NULL},
    [FINISH_SUBMITTED] = {"done", "done", SUBMITTED, ROLE_PRINCIPAL, "To finish it", "duty done", NULL},
    [REOPEN] = {"reopen", "reopened", DONE, ROLES_OFFICE, "To reopen it", "duty reopen", "reason"},
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

/* Adds the problem of the input that `e` holds to those of the request. */
static void take(struct change *c, long row, struct err *e) { problem_take(&c->req->problems, row, e); }

static bool check_number(struct req *r, long number, struct err *e) {
    return (number >= 1 && number <= DUTIES) ||
           err_hinted(e, hint_new(r->mem, "The duties", "duty list", NULL), ERR_NOT_FOUND, "duty",
                      "there is no duty %ld: Attachment A has %d", number, DUTIES);
}

/* Only the duties of the present school year change: those of another year are closed, or have not begun. */
static void read_day(struct change *c) {
    struct req *r = c->req;
    struct err e = {0};
    const int now = year_of(r->today), year = field_year(c->fields, "year", now);
    c->event.year = now;
    c->event.on = field_date(c->fields, "date", r->today);
    if (year != now) {
        err_set(&e, ERR_RULE, "year", "the duties of %s %s; only those of %s can change", year_text(r->mem, year),
                year < now ? "are closed" : "have not begun", year_text(r->mem, now));
        take(c, 0, &e);
    }
    if (year_of(c->event.on) != now) {
        err_set(&e, ERR_RULE, "date", "date: %s is of %s, whose duties are closed; only those of %s can change",
                date_iso(r->mem, c->event.on), year_text(r->mem, year_of(c->event.on)), year_text(r->mem, now));
        take(c, 0, &e);
    }
}

/* A text that may not say who a pupil is; NULL when it is absent or blank. */
static const char *read_text(struct change *c, const char *name) {
    const char *text = field_text(c->fields, name);
    struct err e = {0};
    privacy_check_ref(c->req->mem, name, text, &e);
    take(c, 0, &e);
    return text;
}

static bool find_duty(struct change *c, long number, struct err *e) {
    if (!check_number(c->req, number, e))
        return false;
    int same_as = duty_rules[number].same_as;
    c->event.duty = number;
    c->duty = &c->all.list[number - 1];
    return !same_as || err_set(e, ERR_RULE, "duty", "duty %ld repeats duty %d and has its state; name duty %d instead",
                               number, same_as, same_as);
}

/* Begins a change of one duty, and collects what is wrong with its fields for problems_none. */
static bool begin(struct change *c, struct err *e) {
    struct req *r = c->req;
    read_day(c);
    if (!trail_begin(&c->trail, r, e) || !duties_load(r, (int)c->event.year, &c->all, e))
        return false;
    if (!find_duty(c, field_int(c->fields, "duty", 0), e))
        take(c, 0, e);
    return e->kind == ERR_NONE;
}

static bool answer_duty(struct req *r, long number, struct answer *a, struct err *e);

static bool end(struct change *c, bool ok, const char *text, struct err *e) {
    struct req *r = c->req;
    const char *action = c->event.kind ? mem_printf(r->mem, "duty %s", c->event.kind) : "";
    const char *subject = mem_printf(r->mem, "%ld", c->event.duty);
    ok = ok && duty_event_put(&c->trail, &c->event, e) && answer_duty(r, c->event.duty, c->answer, e);
    if (!trail_end(&c->trail, ok, action, subject, ok ? text : "", e))
        return false;
    c->answer->text = text;
    c->answer->text_only = true;
    return true;
}

static const struct hint *step_hint(struct mem *m, enum step step, long number) {
    const struct hint *h = hint_new(m, steps[step].words, steps[step].verb, "duty", mem_printf(m, "%ld", number), NULL);
    if (steps[step].needs)
        h = hint_with(m, h, steps[step].needs, hint_blank);
    return steps[step].roles == ROLES_OFFICE ? h : hint_for(m, h, steps[step].roles);
}

static bool wrong_state(struct change *c, enum step step, struct err *e) {
    struct mem *m = c->req->mem;
    const struct duty *d = c->duty;
    const struct hint *can = NULL;
    for (int k = 0; k < STEPS; k++)
        if (steps[k].from & 1U << d->state)
            can = hint_also(m, can, step_hint(m, (enum step)k, d->number));
    if (d->state == DUTY_DONE && step == FINISH)
        can = hint_also(m, can,
                        hint_new(m, "To add evidence", "duty done", "duty", mem_printf(m, "%ld", d->number), "paper",
                                 hint_blank, NULL));
    return err_hinted(e, can, ERR_RULE, "duty", "duty %ld is %s%s%s%s%s, so it cannot be %s", d->number, d->state_word,
                      d->on != DATE_NONE ? " since " : "", d->on != DATE_NONE ? date_iso(m, d->on) : "",
                      d->by ? ", by " : "", d->by ? text_shown(m, d->by) : "", steps[step].what);
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
    if (d->reopened && step == FINISH) /* its day was wrong: the right one may lie before the reopening */
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
    return begin(c, e) && problems_none(&c->req->problems, e) && step_to(c, step, e);
}

static bool duty_start(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct change c = {.req = r, .fields = f, .answer = a};
    c.event.note = read_text(&c, "note");
    return plain_step(&c, START, e);
}

static bool duty_submit(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct change c = {.req = r, .fields = f, .answer = a};
    c.event.note = read_text(&c, "note");
    return plain_step(&c, SUBMIT, e);
}

static bool duty_return(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct change c = {.req = r, .fields = f, .answer = a};
    const char *note = read_text(&c, "note"), *reason = read_text(&c, "reason"); /* as other verbs call it */
    if (note && reason)
        err_set(e, ERR_INPUT, "reason", "note and reason are the same here; give one of them");
    else if (!note && !reason)
        err_set(e, ERR_INPUT, "note", "note is empty; say what has to be changed");
    take(&c, 0, e);
    c.event.note = note ? note : reason;
    return plain_step(&c, RETURN, e);
}

static bool duty_reopen(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct change c = {.req = r, .fields = f, .answer = a};
    c.event.note = read_text(&c, "reason");
    return plain_step(&c, REOPEN, e);
}

/* ---- done: several at once ---- */

static bool says_more(const char *was, const char *more) { return more && (!was || !strstr(was, more)); }

/* A duty that is done keeps its day, and takes more evidence. */
static bool is_more(struct change *c) {
    const struct duty *d = c->duty;
    bool same_day = !fields_has(c->fields, "date") || c->event.on == d->on;
    if (d->state != DUTY_DONE || !same_day ||
        !(says_more(d->note, c->event.note) || says_more(d->paper, c->event.paper)))
        return false;
    c->event.on = d->on;
    return true;
}

static bool finish_one(struct change *c, long number, struct err *e) {
    if (!find_duty(c, number, e))
        return false;
    enum step step = c->duty->state == DUTY_SUBMITTED ? FINISH_SUBMITTED : FINISH;
    c->event.kind = steps[step].kind;
    return (is_more(c) || check_step(c, step, e)) && duty_event_put(&c->trail, &c->event, e);
}

/* The numbers of the duties; the problems of all of them are collected. */
static size_t read_numbers(struct change *c, long **numbers) {
    const struct fields *f = c->fields;
    struct err e = {0};
    size_t count = 0;
    *numbers = mem_alloc(c->req->mem, f->count * sizeof **numbers);
    for (; fields_nth(f, "duty", count); count++) {
        const long n = (*numbers)[count] = field_int_nth(f, "duty", count, 0);
        bool ok = find_duty(c, n, &e);
        for (size_t i = 0; ok && i < count; i++)
            if ((*numbers)[i] == n)
                ok = err_set(&e, ERR_INPUT, "duty", "duty %ld is given twice", n);
        take(c, (long)count + 1, &e);
    }
    return count;
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

/* One duty is answered as an object, several as an array. */
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
            answer_note_next(r, c->answer, hint_new(r->mem, "What is low", "stock", "low", "yes", NULL),
                             "the record says: %s", list[i].fact);
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
    long *numbers;
    c.event.note = read_text(&c, "note");
    c.event.paper = read_text(&c, "paper");
    read_day(&c);
    const int on = c.event.on; /* evidence that is added to a duty has the day of that duty */
    if (!trail_begin(&c.trail, r, e) || !duties_load(r, (int)c.event.year, &c.all, e))
        return false;
    const size_t count = read_numbers(&c, &numbers);
    bool ok = problems_none(&r->problems, e);
    for (size_t i = 0; ok && i < count; i++) {
        c.event.on = on;
        subject = mem_join(r->mem, subject, ", ", "%ld", numbers[i]);
        ok = finish_one(&c, numbers[i], e);
    }
    ok = ok && answer_done(&c, numbers, count, e);
    return trail_end(&c.trail, ok, "duty done", subject, ok ? a->text : "", e);
}

/* ---- who has it ---- */

static bool duty_assign(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct change c = {.req = r, .fields = f, .answer = a};
    const char *name = fields_get(f, "name");
    struct staff who = {0};
    if (!begin(&c, e))
        return false;
    const struct assignment *present = c.all.designee.present;
    if (!text_same_nocase(name, "designee") && !staff_require(r, name, c.event.on, &who, e))
        take(&c, 0, e);
    if (e->kind != ERR_NONE || !problems_none(&r->problems, e))
        return false;
    if (who.name && !(present && strcmp(present->name, who.name) == 0))
        c.event.person = who.name;
    const char *now = c.event.person ? c.event.person
                                     : mem_printf(r->mem, "the designee's%s%s%s", present ? " (" : "",
                                                  present ? present->name : "", present ? ")" : "");
    if (c.duty->given == (c.event.person != NULL) && (!c.duty->given || strcmp(c.duty->who, c.event.person) == 0)) {
        trail_drop(&c.trail);
        if (!answer_duty(r, c.event.duty, a, e))
            return false;
        a->text = mem_printf(r->mem, "Duty %ld is %s already.", c.event.duty, now);
        a->text_only = true;
        return true;
    }
    c.event.kind = "assign";
    return end(&c, true,
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
    const int year = field_year(f, "year", year_of(r->today));
    if (!duties_load(r, year, all, e))
        return false;
    const struct assignment *present = all->designee.present;
    answer_list(a, &duty_shape, all->list, DUTIES);
    a->before = mem_printf(r->mem, "%s, %s\t%s%s", duty_citation, year_text(r->mem, year),
                           present ? "designee: " : "nobody is the designee", present ? present->name : "");
    a->text = mem_printf(r->mem, "%ld of %d done.", all->done, DUTIES);
    answer_next(r, a, hint_new(r->mem, "On paper, to sign", "duty pdf", NULL));
    return true;
}

struct shown_event {
    int on, place; /* its day; the day by which it is sorted: an event that was entered later comes later */
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

/* Who was the designee, and what happened to the duty. */
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
    const long number = field_int(f, "duty", 0);
    const int year = field_year(f, "year", year_of(r->today));
    if (!check_number(r, number, e) || !duties_load(r, year, &all, e))
        return false;
    int same_as = duty_rules[number].same_as;
    shown->now = all.list[number - 1];
    if (!load_history(r, year, same_as ? same_as : number, &shown->history, e))
        return false;
    answer_one(a, &shown_shape, shown);
    return true;
}

/* ---- the table ---- */

static const char number_what[] = "its number in Attachment A, 1 to 21", day_what[] = "the day of it (default: today)";
static const char this_year_what[] = "the school year; only this one can change";
static const char any_year_what[] = "the school year, like 2026-27 (default: this one)";
static const struct param assign_params[] = {
    {"duty", PARAM_ARG, KIND_INT, "N", number_what, NULL, .most = NUMBER_MOST},
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "a person on the list of staff; \"designee\" gives it back", NULL,
     .most = STAFF_NAME_BYTES},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the first day (default: today)", NULL, .flags = DATE_PAST},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", this_year_what, NULL},
    {0},
};
static const struct param step_params[] = {
    {"duty", PARAM_ARG, KIND_INT, "N", number_what, NULL, .most = NUMBER_MOST},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note; no pupil's name", NULL, .most = TEXT_MOST},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", day_what, NULL, .flags = DATE_PAST},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", this_year_what, NULL},
    {0},
};
static const struct param return_params[] = {
    {"duty", PARAM_ARG, KIND_INT, "N", number_what, NULL, .most = NUMBER_MOST},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "what has to be changed; no pupil's name", NULL, .most = TEXT_MOST},
    {"reason", PARAM_OPTION, KIND_TEXT, "TEXT", "the same as the note; one of them is needed", NULL, .most = TEXT_MOST},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", day_what, NULL, .flags = DATE_PAST},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", this_year_what, NULL},
    {0},
};
static const struct param done_params[] = {
    {"duty", PARAM_REPEAT, KIND_INT, "N", "its number in Attachment A, 1 to 21; several are done at once, or none",
     NULL, .most = NUMBER_MOST},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "the evidence, in words; for a duty that is done, more of it", NULL,
     .most = TEXT_MOST},
    {"paper", PARAM_OPTION, KIND_TEXT, "WHERE", "where the paper is on file: \"in the green folder\"", NULL,
     .most = TEXT_MOST},
    {"date", PARAM_OPTION, KIND_DATE, "DATE",
     "the day of it (default: today); to correct it, reopen the duty and do it again with the right day", NULL,
     .flags = DATE_PAST},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", this_year_what, NULL},
    {0},
};
static const struct param reopen_params[] = {
    {"duty", PARAM_ARG, KIND_INT, "N", number_what, NULL, .most = NUMBER_MOST},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why it is open again; no pupil's name", NULL, .most = TEXT_MOST,
     .flags = TEXT_NEEDED},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", day_what, NULL, .flags = DATE_PAST},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", this_year_what, NULL},
    {0},
};
static const struct param show_params[] = {
    {"duty", PARAM_ARG, KIND_INT, "N", number_what, NULL, .most = NUMBER_MOST},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", any_year_what, NULL},
    {0},
};
static const struct verb verbs[] = {
    {"duty", "list", "the 21 responsibilities of Attachment A: who has them, and their state", ACCESS_READ, NOUN_ALONE,
     ROLES_ALL, duty_list, &show_params[1], &duty_shape, EXAMPLE({"year", "2026-27"})},
    {"duty", "show", "one of them, with its history", ACCESS_READ, 0, ROLES_ALL, duty_show, show_params, &shown_shape,
     NULL},
    {"duty", "assign", "give a duty to somebody else than the designee, or back", ACCESS_WRITE, 0, ROLES_OFFICE,
     duty_assign, assign_params, &duty_shape, EXAMPLE({"duty", "4"}, {"name", "B. Cruz"})},
    {"duty", "start", "record that a duty is in progress", ACCESS_WRITE, 0, ROLES_OFFICE, duty_start, step_params,
     &duty_shape, NULL},
    {"duty", "submit", "submit a duty to the principal, who finishes or returns it", ACCESS_WRITE, 0, ROLES_OFFICE,
     duty_submit, step_params, &duty_shape, NULL},
    {"duty", "return", "the principal requests changes", ACCESS_WRITE, 0, ROLE_PRINCIPAL, duty_return, return_params,
     &duty_shape, EXAMPLE({"duty", "5"}, {"note", "the notices of March are missing"})},
    {"duty", "done", "record that duties are done, with a note or a paper", ACCESS_WRITE, 0, ROLES_OFFICE, duty_done,
     done_params, &duty_shape, EXAMPLE({"duty", "5"}, {"duty", "6"}, {"duty", "7"}, {"paper", "in the green folder"})},
    {"duty", "reopen", "record that a duty is not done after all", ACCESS_WRITE, 0, ROLES_OFFICE, duty_reopen,
     reopen_params, &duty_shape, NULL},
};
const struct verbs duty_verbs = {verbs, sizeof verbs / sizeof *verbs};
