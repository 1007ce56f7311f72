#include "inventory/order/requisition_step.h"

#include "base/text.h"
#include "catalog/item.h"
#include "compliance/audit/user.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MOST = 500 }; /* bytes of a note or a reason */

enum {
    DRAFT = 1 << REQUISITION_DRAFT,
    WAITING = 1 << REQUISITION_WAITING,
    APPROVED = 1 << REQUISITION_APPROVED,
    SENT = 1 << REQUISITION_SENT,
    PART_RECEIVED = 1 << REQUISITION_PART_RECEIVED,
    CLOSED = 1 << REQUISITION_CLOSED
};

static const struct field plain[] = {{0}}, line[] = {{"item", hint_blank}, {"units", hint_blank}, {0}},
                          signed_copy_set[] = {{"signed-copy", "yes"}, {0}}, note_blank[] = {{"note", hint_blank}, {0}},
                          all_set[] = {{"all", "yes"}, {0}}, reason_blank[] = {{"reason", hint_blank}, {0}};

const struct step_rule step_rules[STEPS] = {
    [STEP_EDIT] = {"set", "changed", DRAFT, REQUISITION_DRAFT, ROLES_OFFICE, 0, "Change a line", line},
    [STEP_SUBMIT] = {"submit", "submitted", DRAFT, REQUISITION_WAITING, ROLES_OFFICE, 0, "Submit it", plain},
    [STEP_APPROVE] = {"approve", "approved", WAITING, REQUISITION_APPROVED, ROLE_PRINCIPAL, 0, "Approve it", plain},
    [STEP_APPROVE_SIGNED] = {"approve", "approved", WAITING, REQUISITION_APPROVED, ROLES_OFFICE, 0,
                             "Record the signature on the printed page", signed_copy_set},
    [STEP_RETURN] = {"return", "returned", WAITING | APPROVED, REQUISITION_DRAFT, ROLE_PRINCIPAL, 0,
                     "Return it for a change", note_blank},
    [STEP_SEND] = {"send", "sent", APPROVED, REQUISITION_SENT, ROLES_OFFICE, 0, "Record that it was handed in", plain},
    /* to closed, when all is there */
    [STEP_RECEIVE] = {"receive", "received", SENT | PART_RECEIVED, REQUISITION_PART_RECEIVED, ROLES_OFFICE, 0,
                      "Record what came", all_set},
    [STEP_TAKE_BACK] = {"receive", "taken back", SENT | PART_RECEIVED | CLOSED, REQUISITION_SENT, ROLES_OFFICE, 0, NULL,
                        NULL},
    [STEP_CLOSE] = {"close", "closed", SENT | PART_RECEIVED, REQUISITION_CLOSED, ROLES_OFFICE, 0, "Close it short",
                    reason_blank},
    [STEP_CANCEL_DRAFT] = {"cancel", "cancelled", DRAFT, REQUISITION_CANCELLED, ROLES_OFFICE, ROLE_CLERK, "Cancel it",
                           reason_blank},
    [STEP_CANCEL] = {"cancel", "cancelled", DRAFT | WAITING | APPROVED | SENT, REQUISITION_CANCELLED, ROLE_PRINCIPAL, 0,
                     "Cancel it", reason_blank},
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

const struct hint *step_hint(struct mem *m, enum step step, const char *words, const char *number) {
    const struct step_rule *rule = &step_rules[step];
    const struct hint *h = hint_new(m, words, mem_printf(m, "requisition %s", rule->verb), "requisition", number, NULL);
    for (const struct field *v = rule->values; v->name; v++)
        h = hint_with(m, h, v->name, v->value);
    return rule->roles == ROLES_OFFICE ? h : hint_for(m, h, rule->roles);
}

/* Every step that can be made from where it is. */
static const struct hint *what_can_be_done(struct mem *m, enum step step, const struct requisition *of) {
    const struct hint *can = NULL;
    for (int k = 0; k < STEPS; k++) {
        bool twice = k == STEP_CANCEL && of->state == REQUISITION_DRAFT; /* a draft has a row of its own */
        if (step_rules[k].words && (step_rules[k].from & 1U << of->state) && !twice)
            can = hint_also(m, can, step_hint(m, (enum step)k, step_rules[k].words, of->number));
    }
    if (step == STEP_EDIT && (1U << of->state) & (SENT | PART_RECEIVED))
        can = hint_also(m, can,
                        hint_new(m, "Order again what has not come", "requisition new", "replaces", of->number, NULL));
    return can;
}

/* Whether the step was made before, by whoever was faster. */
static bool is_made(enum step step, const struct requisition *of) {
    const struct requisition_line *lines = of->lines.list;
    bool all_came = step == STEP_RECEIVE && of->state == REQUISITION_CLOSED;
    for (size_t i = 0; i < of->lines.count; i++)
        all_came = all_came && lines[i].short_copies == 0;
    return all_came || (of->state == step_rules[step].to && of->state != REQUISITION_DRAFT);
}

static bool wrong_state(struct req *r, enum step step, const struct requisition *of, struct err *e) {
    const struct hint *can = what_can_be_done(r->mem, step, of);
    if (is_made(step, of))
        return err_hinted(e, can, ERR_CONFLICT, "requisition", "%s is %s already%s", of->number, of->status,
                          last_by(r, of));
    return err_hinted(e, can, ERR_RULE, "requisition", "%s is %s%s%s: it cannot be %s%s", of->number,
                      of->state == REQUISITION_DRAFT ? "a " : "", of->status, last_by(r, of), step_rules[step].what,
                      can ? "" : " any more");
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

const struct hint *step_next(struct mem *m, const struct requisition *of) {
    static const struct {
        enum requisition_status state;
        enum step step;
        const char *when;
    } leads[] = {{REQUISITION_DRAFT, STEP_SUBMIT, "When it is complete"},
                 {REQUISITION_WAITING, STEP_APPROVE, "The principal approves it"},
                 {REQUISITION_WAITING, STEP_APPROVE_SIGNED, "Or with a signature on the printed page"},
                 {REQUISITION_APPROVED, STEP_SEND, "When it is handed in"},
                 {REQUISITION_SENT, STEP_RECEIVE, "When it comes"},
                 {REQUISITION_PART_RECEIVED, STEP_RECEIVE, "When the rest comes"},
                 {REQUISITION_PART_RECEIVED, STEP_CLOSE, "When the rest will not come"}};
    const struct hint *next = NULL;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (leads[i].state == of->state)
            next = hint_also(m, next, step_hint(m, leads[i].step, leads[i].when, of->number));
    return next;
}

/* ---- one step ---- */

/* The latest day of its steps; version 1 of the schema kept none. */
static int last_date(const struct requisition *of) {
    const struct requisition_event *events = of->events.list;
    int last = of->prepared;
    for (size_t i = 0; i < of->events.count; i++)
        if (events[i].dated && events[i].date > last)
            last = events[i].date;
    return last;
}

/* Days of steps follow each other; but a signature on paper may be older than what was entered of it. */
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

bool step_find(struct stepping *s, enum step step, struct err *e) {
    struct req *r = s->req;
    s->date = field_date(s->fields, "date", r->today);
    if (!requisition_load(r, fields_get(s->fields, "requisition"), &s->of, e))
        return false;
    /* Its maker may cancel a draft; only a principal cancels what is further on. */
    if (!step_check(r, step == STEP_CANCEL && s->of.state == REQUISITION_DRAFT ? STEP_CANCEL_DRAFT : step, &s->of, e))
        return false;
    return check_date(s, step, e) || problem_take(&r->problems, 0, e);
}

bool step_begin(struct stepping *s, struct err *e) {
    return problems_none(&s->req->problems, e) && trail_begin(&s->trail, s->req, e);
}

/* It answers before it stores, so that nothing is done without an answer. */
bool step_end(struct stepping *s, bool ok, const char *action, const char *text, struct err *e) {
    struct req *r = s->req;
    ok = ok && requisition_show_one(r, s->of.number, s->answer, e);
    if (!trail_end(&s->trail, ok, action, s->of.number, ok ? text : "", e))
        return false;
    answer_next(r, s->answer, step_next(r->mem, &s->of));
    s->answer->text = text;
    s->answer->text_only = true;
    return true;
}

/* ---- submit, send, return, close, cancel ---- */

/* A step that only leads on. `note` is what the command says of it. */
static bool plain_step(struct stepping *s, enum step step, const char *note, const char *text, struct err *e) {
    const struct requisition_event ev = {.note = note, .date = s->date};
    bool ok = step_begin(s, e);
    if (!ok)
        return false;
    ok = requisition_step(&s->trail, &s->of, step_rules[step].to, &ev, NULL, e);
    return step_end(s, ok, mem_printf(s->req->mem, "requisition %s", step_rules[step].verb), text, e);
}

static bool requisition_submit(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    if (!step_find(&s, STEP_SUBMIT, e))
        return false;
    if (s.of.lines.count == 0)
        return err_hinted(e,
                          hint_new(r->mem, "Add a line first", "requisition add", "requisition", s.of.number, "item",
                                   hint_blank, "units", hint_blank, NULL),
                          ERR_RULE, "requisition", "%s has no lines", s.of.number);
    return plain_step(&s, STEP_SUBMIT, NULL, mem_printf(r->mem, "%s waits for the principal's approval.", s.of.number),
                      e);
}

static bool requisition_send(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    if (!step_find(&s, STEP_SEND, e))
        return false;
    return plain_step(
        &s, STEP_SEND, fields_get(f, "note"),
        mem_printf(r->mem, "%s was sent on %s. From now on it is not edited.", s.of.number, date_words(r->mem, s.date)),
        e);
}

static bool requisition_return(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    const char *note = field_text(f, "note");
    return step_find(&s, STEP_RETURN, e) &&
           plain_step(&s, STEP_RETURN, note, mem_printf(r->mem, "%s is a draft again: %s", s.of.number, note), e);
}

static bool requisition_close(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    const char *reason = field_text(f, "reason");
    if (!step_find(&s, STEP_CLOSE, e))
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
    const char *reason = field_text(f, "reason");
    return step_find(&s, STEP_CANCEL, e) &&
           plain_step(&s, STEP_CANCEL, reason,
                      mem_printf(r->mem, "%s is cancelled: %s. Its number is not used again.", s.of.number, reason), e);
}

/* ---- approve ---- */

struct lowering {
    const struct requisition_line *line;
    const struct item *item;
    long units;
};

/* The line and the units that the n-th pair names. No line may be named twice, by code or by number. */
static bool find_lowering(struct stepping *s, size_t n, struct lowering *list, struct err *e) {
    struct req *r = s->req;
    struct lowering *l = &list[n];
    l->units = field_int_nth(s->fields, "units", n, 0);
    if (!item_lookup(r, fields_nth(s->fields, "item", n), &l->item, e))
        return false;
    l->line = requisition_line_of(&s->of, l->item->id);
    if (!l->line)
        return err_set(e, ERR_NOT_FOUND, "item", "%s has no line for %s", s->of.number, l->item->code);
    for (size_t before = 0; before < n; before++)
        if (list[before].line == l->line)
            return err_set(e, ERR_INPUT, "item", "%s is given twice", l->item->code);
    return l->units <= l->line->units ||
           err_hinted(e, step_hint(r->mem, STEP_RETURN, "Return it instead", s->of.number), ERR_RULE, "units",
                      "units: %ld of %s are more than the %ld asked for; an approval may lower, not raise", l->units,
                      l->item->code, l->line->units);
}

/* All pairs; each that cannot be resolved is a problem of its row. The principal may lower a line, down to nothing. */
static bool find_lowerings(struct stepping *s, struct lowering **list, size_t *count, struct err *e) {
    struct req *r = s->req;
    size_t left = s->of.lines.count;
    for (*count = 0; fields_nth(s->fields, "item", *count);)
        ++*count;
    *list = mem_alloc(r->mem, (*count + 1) * sizeof **list);
    for (size_t i = 0; i < *count; i++) {
        if (!find_lowering(s, i, *list, e) && !problem_take(&r->problems, (long)i + 1, e))
            return false;
        left -= (*list)[i].units == 0;
    }
    if (!problems_none(&r->problems, e))
        return false;
    return left > 0 || err_hinted(e, step_hint(r->mem, STEP_CANCEL, "Cancel it instead", s->of.number), ERR_RULE,
                                  "units", "nothing of %s would be left", s->of.number);
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

/* Stores what is lowered, and says it for the event. */
static bool lower_lines(struct stepping *s, const struct lowering *list, size_t count, const char **words,
                        struct err *e) {
    for (size_t i = 0; i < count; i++) {
        if (list[i].units == list[i].line->units)
            continue;
        *words = mem_join(s->req->mem, *words, "; ", "%s lowered from %ld to %ld", list[i].item->code,
                          list[i].line->units, list[i].units);
        if (!lower_line(s, &list[i], e))
            return false;
    }
    return true;
}

/* Who made or submitted a requisition does not approve it. In a school without users they may, and a note says so. */
static bool check_approver(struct stepping *s, const char **note, struct err *e) {
    const struct requisition_event *maker = maker_of(&s->of), *asked = step_last(&s->of, REQUISITION_WAITING);
    const char *actor = s->req->actor;
    bool own = (maker && strcmp(maker->by, actor) == 0) || (asked && strcmp(asked->by, actor) == 0);
    if (own && s->req->roles != ROLES_ALL)
        return err_hinted(
            e, step_hint(s->req->mem, STEP_APPROVE_SIGNED, "Or record a signature on paper", s->of.number), ERR_RULE,
            "as", "%s asked for %s, and nobody approves their own; another principal must approve it",
            text_shown(s->req->mem, actor), s->of.number);
    if (own)
        *note = "approved by the one who asked for it (no users are added)";
    return true;
}

static bool requisition_approve(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    bool signed_copy = fields_has(f, "signed-copy");
    const char *note = "", *lowered = "";
    struct lowering *list;
    size_t count;
    if (!step_find(&s, signed_copy ? STEP_APPROVE_SIGNED : STEP_APPROVE, e) ||
        (!signed_copy && !check_approver(&s, &note, e)) || !find_lowerings(&s, &list, &count, e) || !step_begin(&s, e))
        return false;
    if (signed_copy)
        note = mem_printf(r->mem, "%s, %s", step_signed_note, date_iso(r->mem, s.date));
    bool ok = lower_lines(&s, list, count, &lowered, e);
    if (*lowered)
        note = mem_join(r->mem, note, "; ", "%s", lowered);
    const struct requisition_event ev = {.note = *note ? note : NULL, .date = s.date};
    ok = ok && requisition_step(&s.trail, &s.of, REQUISITION_APPROVED, &ev, NULL, e);
    return step_end(&s, ok, "requisition approve",
                    mem_printf(r->mem, "%s is approved%s%s.", s.of.number, *note ? ": " : "", note), e);
}

/* ---- the table ---- */

static const struct param date_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number: R-2026-27-0001, or 1 in the current year"},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", .flags = DATE_PAST},
    {0},
};
static const struct param approve_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number"},
    {"item", PARAM_SOME, KIND_ITEM, "ITEM", "a line to lower: a code or a material number"},
    {"units", PARAM_SOME, KIND_INT, "UNITS", "units that are approved of it; 0 takes it off", NULL, 0, 1000000},
    {"signed-copy", PARAM_FLAG, KIND_TEXT, NULL, "the principal has signed it on paper, on the date"},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", .flags = DATE_PAST},
    {0},
};
static const struct param return_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number"},
    {"note", PARAM_NEEDED, KIND_TEXT, "TEXT", "what has to be changed", .most = TEXT_MOST, .flags = TEXT_NEEDED},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", .flags = DATE_PAST},
    {0},
};
static const struct param send_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number"},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "how, or the district's number for it", .most = TEXT_MOST},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", .flags = DATE_PAST},
    {0},
};
static const struct param reason_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number"},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why it is done", .most = TEXT_MOST, .flags = TEXT_NEEDED},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", .flags = DATE_PAST},
    {0},
};

static const struct verb verbs[] = {
    {"requisition", "submit", "give a draft to the principal, for approval", ACCESS_WRITE, 0, ROLES_OFFICE,
     requisition_submit, date_params, &requisition_shape, NULL},
    {"requisition", "approve", "approval by the principal, who did not ask for it; quantities may be lowered",
     ACCESS_WRITE, 0, ROLES_OFFICE, requisition_approve, approve_params, &requisition_shape,
     EXAMPLE({"requisition", "1"}, {"signed-copy", "yes"})},
    {"requisition", "return", "make it a draft again, saying what has to be changed", ACCESS_WRITE, 0, ROLE_PRINCIPAL,
     requisition_return, return_params, &requisition_shape, NULL},
    {"requisition", "send", "record that it was handed in; from then on it is not edited", ACCESS_WRITE, 0,
     ROLES_OFFICE, requisition_send, send_params, &requisition_shape,
     EXAMPLE({"requisition", "1"}, {"date", "yesterday"})},
    {"requisition", "close", "close it short: what has not come will not come", ACCESS_WRITE, 0, ROLES_OFFICE,
     requisition_close, reason_params, &requisition_shape, NULL},
    {"requisition", "cancel", "cancel what is not wanted any more; its number stays", ACCESS_WRITE, 0, ROLES_OFFICE,
     requisition_cancel, reason_params, &requisition_shape, NULL},
};
const struct verbs step_verbs = {verbs, sizeof verbs / sizeof *verbs};
