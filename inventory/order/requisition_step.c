#include "inventory/order/requisition_step.h"

#include "base/text.h"
#include "catalog/item.h"
#include "compliance/audit/user.h"

#include <stdlib.h>
#include <string.h>

enum {
    DRAFT = 1 << REQUISITION_DRAFT,
    WAITING = 1 << REQUISITION_WAITING,
    APPROVED = 1 << REQUISITION_APPROVED,
    SENT = 1 << REQUISITION_SENT,
    PART_RECEIVED = 1 << REQUISITION_PART_RECEIVED,
    CLOSED = 1 << REQUISITION_CLOSED
};

const struct step_rule step_rules[STEPS] = {
    [STEP_EDIT] = {"change", "changed", DRAFT, REQUISITION_DRAFT, ROLES_OFFICE, 0,
                   "guidestock requisition set %s ITEM UNITS"},
    [STEP_SUBMIT] = {"submit", "submitted", DRAFT, REQUISITION_WAITING, ROLES_OFFICE, 0,
                     "guidestock requisition submit %s"},
    [STEP_APPROVE] = {"approve", "approved", WAITING, REQUISITION_APPROVED, ROLE_PRINCIPAL, 0,
                      "guidestock requisition approve %s"},
    [STEP_APPROVE_SIGNED] = {"approve", "approved", WAITING, REQUISITION_APPROVED, ROLES_OFFICE, 0,
                             "guidestock requisition approve %s --signed-copy"},
    [STEP_RETURN] = {"return", "returned", WAITING | APPROVED, REQUISITION_DRAFT, ROLE_PRINCIPAL, 0,
                     "guidestock requisition return %s --note TEXT"},
    [STEP_SEND] = {"send", "sent", APPROVED, REQUISITION_SENT, ROLES_OFFICE, 0, "guidestock requisition send %s"},
    /* to closed, when all is there */
    [STEP_RECEIVE] = {"receive", "received", SENT | PART_RECEIVED, REQUISITION_PART_RECEIVED, ROLES_OFFICE, 0,
                      "guidestock requisition receive %s --all"},
    [STEP_TAKE_BACK] = {"receive --undo", "taken back", SENT | PART_RECEIVED | CLOSED, REQUISITION_SENT, ROLES_OFFICE,
                        0, NULL},
    [STEP_CLOSE] = {"close", "closed", SENT | PART_RECEIVED, REQUISITION_CLOSED, ROLES_OFFICE, 0,
                    "guidestock requisition close %s --reason TEXT"},
    [STEP_CANCEL_DRAFT] = {"cancel", "cancelled", DRAFT, REQUISITION_CANCELLED, ROLES_OFFICE, ROLE_CLERK,
                           "guidestock requisition cancel %s --reason TEXT"},
    [STEP_CANCEL] = {"cancel", "cancelled", DRAFT | WAITING | APPROVED | SENT, REQUISITION_CANCELLED, ROLE_PRINCIPAL, 0,
                     "guidestock requisition cancel %s --reason TEXT"},
};

const char step_signed_note[] = "signed on paper";
const char step_imported_note[] = "imported";

/* ---- the rules ---- */

static const struct requisition_event *maker_of(const struct requisition *of) {
    return of->events.count > 0 ? of->events.list : NULL;
}

const struct requisition_event *step_last(const struct requisition *of, enum requisition_status to) {
    const struct requisition_event *events = of->events.list;
    for (size_t i = of->events.count; i > 0; i--)
        if (strcmp(events[i - 1].to, requisition_status_names[to]) == 0)
            return &events[i - 1];
    return NULL;
}

/* " (by A. Reyes, Sep 14, 2026 10:03)" */
static const char *last_by(struct req *r, const struct requisition *of) {
    const struct requisition_event *events = of->events.list;
    if (of->events.count == 0)
        return "";
    const struct requisition_event *last = &events[of->events.count - 1];
    bool over = of->state == REQUISITION_CLOSED || of->state == REQUISITION_CANCELLED;
    return mem_printf(r->mem, " (by %s, %s%s%s)", text_shown(r->mem, last->by),
                      date_moment_words(r->mem, last->at, r->utc_offset_minutes), over && last->note ? ": " : "",
                      over && last->note ? last->note : "");
}

/* One command of the table, with the number in it. */
static const char *command(struct mem *m, const struct step_rule *rule, const char *number) {
    const char *at = strstr(rule->command, "%s");
    return mem_printf(m, "%.*s%s%s", (int)(at - rule->command), rule->command, number, at + 2);
}

static bool wrong_state(struct req *r, enum step step, const struct requisition *of, struct err *e) {
    const char *can = "";
    for (int k = 0; k < STEPS; k++)
        if (step_rules[k].command && (step_rules[k].from & 1U << of->state) &&
            !strstr(can, command(r->mem, &step_rules[k], of->number)))
            can = mem_printf(r->mem, "%s\n  %s%s", can, command(r->mem, &step_rules[k], of->number),
                             r->roles & step_rules[k].roles ? "" : "   (the principal)");
    if (step == STEP_EDIT && (1U << of->state) & (SENT | PART_RECEIVED))
        can = mem_printf(r->mem, "%s\n  guidestock requisition new --replaces %s", can, of->number);
    return err_set(e, ERR_RULE, "requisition", "%s is %s%s%s: it cannot be %s%s%s", of->number,
                   of->state == REQUISITION_DRAFT ? "a " : "", of->status, last_by(r, of), step_rules[step].what,
                   *can ? ". What can be done:" : " any more", can);
}

bool step_check(struct req *r, enum step step, const struct requisition *of, struct err *e) {
    const struct step_rule *rule = &step_rules[step];
    const struct requisition_event *maker = maker_of(of);
    if (!(rule->from & 1U << of->state))
        return wrong_state(r, step, of, e);
    if (!(r->roles & rule->roles))
        return err_set(e, ERR_RULE, "as", "a requisition is %s by a %s; the role of %s is %s", rule->what,
                       role_names(r->mem, rule->roles), text_shown(r->mem, r->actor), role_names(r->mem, r->roles));
    if (!(r->roles & rule->roles & ~rule->own) && maker && strcmp(maker->by, r->actor) != 0)
        return err_set(e, ERR_RULE, "as", "%s was made by %s: only they, or a principal, may %s it", of->number,
                       text_shown(r->mem, maker->by), rule->verb);
    return true;
}

const char *step_next(struct mem *m, const struct requisition *of) {
    static const struct {
        enum requisition_status state;
        enum step step;
        const char *when;
    } leads[] = {{REQUISITION_DRAFT, STEP_SUBMIT, "when it is complete"},
                 {REQUISITION_WAITING, STEP_APPROVE, "by the principal"},
                 {REQUISITION_WAITING, STEP_APPROVE_SIGNED, "or with a signature on the printed page"},
                 {REQUISITION_APPROVED, STEP_SEND, "when it is handed in"},
                 {REQUISITION_SENT, STEP_RECEIVE, "when it comes"},
                 {REQUISITION_PART_RECEIVED, STEP_RECEIVE, "when the rest comes"},
                 {REQUISITION_PART_RECEIVED, STEP_CLOSE, "when it will not come"}};
    const char *words = NULL;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (leads[i].state == of->state)
            words = mem_printf(m, "%s%sNext, %s: %s", words ? words : "", words ? "\n" : "", leads[i].when,
                               command(m, &step_rules[leads[i].step], of->number));
    return words;
}

/* ---- one step ---- */

/* Somebody else was faster: the requisition is not what this command was given for. */
static bool check_unchanged(struct stepping *s, const struct requisition *before, struct err *e) {
    const struct requisition_event *then = before->events.list, *now = s->of.events.list;
    if (before->events.count == s->of.events.count && before->events.count > 0 &&
        then[before->events.count - 1].id == now[s->of.events.count - 1].id)
        return true;
    return err_set(e, ERR_CONFLICT, "requisition", "%s was changed meanwhile: it is %s now%s", s->of.number,
                   s->of.status, last_by(s->req, &s->of));
}

/* The last day that a step of it has; version 1 kept none. */
static int last_date(const struct requisition *of) {
    const struct requisition_event *events = of->events.list;
    int last = of->prepared;
    for (size_t i = 0; i < of->events.count; i++)
        if (events[i].dated && events[i].date > last)
            last = events[i].date;
    return last;
}

/* In order; but a signature on paper may be older than what was entered of it. */
static bool check_date(struct stepping *s, enum step step, struct err *e) {
    struct mem *m = s->req->mem;
    const struct requisition *of = &s->of;
    const char *iso = date_iso(m, s->date);
    if (s->date < of->prepared)
        return err_set(e, ERR_INPUT, "date", "date: %s is before %s was prepared, %s", iso, of->number,
                       date_iso(m, of->prepared));
    if (of->sent != DATE_NONE && s->date < of->sent)
        return err_set(e, ERR_INPUT, "date", "date: %s is before %s was sent, %s", iso, of->number,
                       date_iso(m, of->sent));
    return s->date >= last_date(of) || step == STEP_APPROVE_SIGNED || of->sent != DATE_NONE ||
           err_set(e, ERR_INPUT, "date", "date: %s is before the last step of %s, %s", iso, of->number,
                   date_iso(m, last_date(of)));
}

bool step_begin(struct stepping *s, enum step step, struct err *e) {
    struct req *r = s->req;
    const char *number = fields_get(s->fields, "requisition");
    struct requisition before;
    if (!fields_date(s->fields, "date", r->today, &s->date, e) || !check_past(s->fields, "date", s->date, e) ||
        !requisition_load(r, number, &before, e) || !trail_begin(&s->trail, r, e))
        return false;
    /* A draft may be cancelled by its maker; what is further on, by the principal. */
    if (requisition_load(r, number, &s->of, e) && check_unchanged(s, &before, e) &&
        step_check(r, step == STEP_CANCEL && s->of.state == REQUISITION_DRAFT ? STEP_CANCEL_DRAFT : step, &s->of, e) &&
        check_date(s, step, e))
        return true;
    return trail_end(&s->trail, false, "", "", "", e);
}

/* Answers before it stores: what cannot be answered is not done. */
bool step_end(struct stepping *s, bool ok, const char *action, const char *text, struct err *e) {
    struct req *r = s->req;
    ok = ok && requisition_show_one(r, s->of.number, s->answer, e);
    if (!trail_end(&s->trail, ok, action, s->of.number, ok ? text : "", e))
        return false;
    const char *next = step_next(r->mem, &s->of);
    s->answer->text = mem_printf(r->mem, "%s%s%s", text, next ? "\n" : "", next ? next : "");
    s->answer->text_only = true;
    return true;
}

/* ---- submit, send, return, close, cancel ---- */

/* A step that only leads on: `note` is what the command says of it. */
static bool plain_step(struct stepping *s, enum step step, const char *note, const char *text, struct err *e) {
    const struct requisition_event ev = {.note = note, .date = s->date};
    bool ok = requisition_step(&s->trail, &s->of, step_rules[step].to, &ev, NULL, e);
    return step_end(s, ok, mem_printf(s->req->mem, "requisition %s", step_rules[step].verb), text, e);
}

static bool requisition_submit(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    if (!step_begin(&s, STEP_SUBMIT, e))
        return false;
    if (s.of.lines.count == 0)
        return trail_end(&s.trail,
                         err_set(e, ERR_RULE, "requisition",
                                 "%s has no lines; add one first: guidestock requisition add %s ITEM UNITS",
                                 s.of.number, s.of.number),
                         "", "", "", e);
    return plain_step(&s, STEP_SUBMIT, NULL, mem_printf(r->mem, "%s waits for the principal's approval.", s.of.number),
                      e);
}

static bool requisition_send(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    const char *note;
    if (!fields_text(f, "note", 500, &note, e) || !step_begin(&s, STEP_SEND, e))
        return false;
    return plain_step(
        &s, STEP_SEND, note,
        mem_printf(r->mem, "%s was sent on %s. It is not edited any more.", s.of.number, date_words(r->mem, s.date)),
        e);
}

/* Blanks alone say nothing. */
static bool is_said(const char *text) { return text && text[strspn(text, " ")] != '\0'; }

static bool requisition_return(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    const char *note;
    if (!fields_text(f, "note", 500, &note, e))
        return false;
    if (!is_said(note))
        return err_set(e, ERR_INPUT, "note", "note is empty; say what has to be changed");
    if (!step_begin(&s, STEP_RETURN, e))
        return false;
    return plain_step(&s, STEP_RETURN, note, mem_printf(r->mem, "%s is a draft again: %s", s.of.number, note), e);
}

static bool read_reason(const struct fields *f, const char *what, const char **reason, struct err *e) {
    return fields_text(f, "reason", 500, reason, e) &&
           (is_said(*reason) || err_set(e, ERR_INPUT, "reason", "reason is empty; a %s requisition says why", what));
}

static bool requisition_close(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    const char *reason;
    if (!read_reason(f, "closed", &reason, e) || !step_begin(&s, STEP_CLOSE, e))
        return false;
    const struct requisition_line *lines = s.of.lines.list;
    long missing = 0;
    for (size_t i = 0; i < s.of.lines.count; i++)
        missing += lines[i].copies > lines[i].received_copies ? lines[i].copies - lines[i].received_copies : 0;
    return plain_step(&s, STEP_CLOSE, reason,
                      mem_printf(r->mem, "%s is closed with %ld cop%s short: %s. Nothing of it is coming any more.",
                                 s.of.number, missing, missing == 1 ? "y" : "ies", reason),
                      e);
}

static bool requisition_cancel(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    const char *reason;
    if (!read_reason(f, "cancelled", &reason, e) || !step_begin(&s, STEP_CANCEL, e))
        return false;
    return plain_step(&s, STEP_CANCEL, reason,
                      mem_printf(r->mem, "%s is cancelled: %s. Its number is not used again.", s.of.number, reason), e);
}

/* ---- approve ---- */

struct lowering {
    const struct requisition_line *line;
    const struct item *item;
    long units;
};

/* The line and the units that the n-th pair names; each line once, whether by code or by number. */
static bool read_lowering(struct stepping *s, size_t n, struct lowering *list, struct err *e) {
    struct req *r = s->req;
    struct lowering *l = &list[n];
    const char *text = fields_nth(s->fields, "units", n);
    if (!item_lookup(r, fields_nth(s->fields, "item", n), &l->item, e) ||
        !parse_int(r->mem, "units", text ? text : "", (struct range){0, 1000000}, &l->units, e))
        return false;
    l->line = requisition_line_of(&s->of, l->item->id);
    if (!l->line)
        return err_set(e, ERR_NOT_FOUND, "item", "%s has no line for %s", s->of.number, l->item->code);
    for (size_t before = 0; before < n; before++)
        if (list[before].line == l->line)
            return err_set(e, ERR_INPUT, "item", "%s stands there twice", l->item->code);
    return l->units <= l->line->units ||
           err_set(e, ERR_RULE, "units",
                   "units: %ld of %s are more than the %ld asked for; an approval may lower, not raise. Return it "
                   "instead: guidestock requisition return %s --note TEXT",
                   l->units, l->item->code, l->line->units, s->of.number);
}

static bool lower_line(struct stepping *s, const struct lowering *l, struct err *e) {
    struct requisition_line lowered = *l->line;
    long per_unit = lowered.copies_per_unit == INT_NONE ? 1 : lowered.copies_per_unit;
    if (l->units == 0)
        return requisition_line_remove(s->req, &s->of, l->item->id, e);
    lowered.units = l->units;
    lowered.copies = l->units * per_unit;
    lowered.reason = lowered.reason ? lowered.reason : "lowered by the approver";
    return requisition_line_store(s->req, &s->of, l->item->id, &lowered, e);
}

/* The principal may lower a line, down to nothing; what is said of it goes into the event. */
static bool lower_lines(struct stepping *s, const char **words, struct err *e) {
    struct mem *m = s->req->mem;
    size_t n = 0, left = s->of.lines.count;
    while (fields_nth(s->fields, "item", n))
        n++;
    struct lowering *list = mem_alloc(m, (n + 1) * sizeof *list);
    for (size_t i = 0; i < n; i++) {
        if (!read_lowering(s, i, list, e))
            return false;
        left -= list[i].units == 0;
    }
    if (left == 0)
        return err_set(e, ERR_RULE, "units",
                       "nothing of %s would be left; cancel it instead: guidestock requisition cancel %s --reason TEXT",
                       s->of.number, s->of.number);
    for (size_t i = 0; i < n; i++) {
        if (list[i].units == list[i].line->units)
            continue;
        *words = mem_join(m, *words, "; ", "%s lowered from %ld to %ld", list[i].item->code, list[i].line->units,
                          list[i].units);
        if (!lower_line(s, &list[i], e))
            return false;
    }
    return true;
}

/* Whoever made it or submitted it does not approve it, but for a school without users, and then it is written down. */
static bool check_approver(struct stepping *s, const char **note, struct err *e) {
    const struct requisition_event *maker = maker_of(&s->of), *asked = step_last(&s->of, REQUISITION_WAITING);
    const char *actor = s->req->actor;
    bool own = (maker && strcmp(maker->by, actor) == 0) || (asked && strcmp(asked->by, actor) == 0);
    if (own && s->req->roles != ROLES_ALL)
        return err_set(e, ERR_RULE, "as",
                       "%s asked for %s, and nobody approves their own; have another principal do it, or record a "
                       "signature on paper: guidestock requisition approve %s --signed-copy",
                       text_shown(s->req->mem, actor), s->of.number, s->of.number);
    if (own)
        *note = "approved by the one who asked for it (no users are added)";
    return true;
}

static bool requisition_approve(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    bool signed_copy = fields_has(f, "signed-copy");
    const char *note = "", *lowered = "";
    if (!step_begin(&s, signed_copy ? STEP_APPROVE_SIGNED : STEP_APPROVE, e))
        return false;
    if (signed_copy)
        note = mem_printf(r->mem, "%s, %s", step_signed_note, date_iso(r->mem, s.date));
    bool ok = (signed_copy || check_approver(&s, &note, e)) && lower_lines(&s, &lowered, e);
    if (*lowered)
        note = mem_join(r->mem, note, "; ", "%s", lowered);
    const struct requisition_event ev = {.note = *note ? note : NULL, .date = s.date};
    ok = ok && requisition_step(&s.trail, &s.of, REQUISITION_APPROVED, &ev, NULL, e);
    return step_end(&s, ok, "requisition approve",
                    mem_printf(r->mem, "%s is approved%s%s.", s.of.number, *note ? ": " : "", note), e);
}

/* ---- the table ---- */

static const struct param date_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number: R-2026-27-0001, or 1 in the current year", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL},
    {0},
};
static const struct param approve_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number", NULL},
    {"item", PARAM_SOME, KIND_ITEM, "ITEM", "a line to lower: a code or a material number", NULL},
    {"units", PARAM_SOME, KIND_INT, "UNITS", "units that are approved of it; 0 takes it off", NULL},
    {"signed-copy", PARAM_FLAG, KIND_TEXT, NULL, "the principal has signed it on paper; --date is the day of it", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL},
    {0},
};
static const struct param return_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number", NULL},
    {"note", PARAM_NEEDED, KIND_TEXT, "TEXT", "what has to be changed", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL},
    {0},
};
static const struct param send_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "how, or the district's number for it", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL},
    {0},
};
static const struct param reason_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number", NULL},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL},
    {0},
};

static const struct verb verbs[] = {
    {"requisition", "submit", "a draft to the principal, for approval", ACCESS_WRITE, 0, ROLES_OFFICE,
     requisition_submit, date_params, &requisition_shape, NULL},
    {"requisition", "approve", "by the principal, not by who asked; quantities may be lowered", ACCESS_WRITE, 0,
     ROLES_OFFICE, requisition_approve, approve_params, &requisition_shape,
     EXAMPLE({"requisition", "1"}, {"signed-copy", "yes"})},
    {"requisition", "return", "back to a draft, with what has to be changed", ACCESS_WRITE, 0, ROLE_PRINCIPAL,
     requisition_return, return_params, &requisition_shape, NULL},
    {"requisition", "send", "handed in to the Stores Warehouse; from then on it is not edited", ACCESS_WRITE, 0,
     ROLES_OFFICE, requisition_send, send_params, &requisition_shape,
     EXAMPLE({"requisition", "1"}, {"date", "yesterday"})},
    {"requisition", "close", "what has not come will not come", ACCESS_WRITE, 0, ROLES_OFFICE, requisition_close,
     reason_params, &requisition_shape, NULL},
    {"requisition", "cancel", "it is not wanted any more; its number stays", ACCESS_WRITE, 0, ROLES_OFFICE,
     requisition_cancel, reason_params, &requisition_shape, NULL},
};
const struct verbs step_verbs = {verbs, sizeof verbs / sizeof *verbs};
