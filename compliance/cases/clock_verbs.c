#include "base/buf.h"
#include "base/text.h"
#include "compliance/audit/privacy.h"
#include "compliance/cases/clock_show.h"
#include "compliance/cases/retention.h"
#include "compliance/school/school.h"

#include <string.h>

enum { REF_MOST = 60 };

/* ---- one step ---- */

struct stepping {
    struct req *req;
    const struct fields *fields;
    struct answer *answer;
    struct trail trail;
    const struct calendar *calendar;
    struct clock clock;
    int on;           /* the day that the step is about */
    const char *text; /* what it says of the case; or NULL */
};

/* An error of the input joins the others that the request tells. */
static bool take(const struct stepping *s, struct err *e) { return problem_take(&s->req->problems, 0, e); }

/* Loads the clock and the calendar, and reads what the step says of the case in that field (NULL: it has no text). All
 * that is wrong with them is told at once. After a failure there is nothing to end. */
static bool step_begin(struct stepping *s, const char *text, struct err *e) {
    struct req *r = s->req;
    const long id = field_int(s->fields, "id", 0);
    s->on = field_date(s->fields, "on", r->today);
    s->text = text ? field_text(s->fields, text) : NULL;
    if (!trail_begin(&s->trail, r, e) || !calendar_load(r, &s->calendar, e))
        return false;
    bool found = clock_load(r, id, &s->clock, e);
    if (!found && !take(s, e))
        return false;
    if (found && s->on < s->clock.on) {
        err_set(e, ERR_INPUT, "on", "on: %s is before clock %ld started, %s", date_iso(r->mem, s->on), id,
                date_iso(r->mem, s->clock.on));
        take(s, e);
    }
    if (!privacy_check_ref(r->mem, text ? text : "text", s->text, e))
        take(s, e);
    return problems_none(&r->problems, e);
}

/* `cannot` ends the sentence: "it cannot be closed". */
static bool must_be_open(const struct stepping *s, const char *cannot, struct err *e) {
    const struct clock *k = &s->clock;
    struct mem *m = s->req->mem;
    const char *id = mem_printf(m, "%ld", k->id), *since = date_iso(m, k->over_on);
    if (k->state == CLOCK_OPEN)
        return true;
    if (k->state == CLOCK_VOID)
        return err_hinted(
            e, hint_new(m, "To start it anew", "clock start", "rule", k->rule->name, "on", hint_blank, NULL), ERR_RULE,
            "id", "clock %ld is void since %s (entered by mistake), so %s", k->id, since, cannot);
    return err_hinted(e, hint_new(m, "To go on", "clock reopen", "id", id, "reason", hint_blank, NULL), ERR_RULE, "id",
                      "clock %ld is %s since %s, so %s", k->id, clock_status(k, s->calendar, s->req->today), since,
                      cannot);
}

static bool step_end(struct stepping *s, bool ok, const char *kind, const char *words, struct err *e) {
    struct req *r = s->req;
    struct clock *k = &s->clock;
    ok = ok && clock_put(&s->trail, k, &(struct clock_step){kind, s->on, s->text}, e);
    if (!trail_end(&s->trail, ok, mem_printf(r->mem, "clock %s", kind), mem_printf(r->mem, "clock %ld", k->id),
                   ok ? words : "", e))
        return false;
    struct clock_row *row = mem_alloc(r->mem, sizeof *row);
    *row = clock_row_of(r, s->calendar, k);
    answer_one(s->answer, &clock_row_shape, row);
    s->answer->text_only = true;
    s->answer->text = mem_printf(r->mem, "Clock %ld: %s", k->id, words);
    return true;
}

static void tell_more(struct stepping *s, const char *line) {
    s->answer->text = mem_printf(s->req->mem, "%s\n%s", s->answer->text, line);
}

/* ---- start ---- */

/* The school's own target, where the law has no date: as given, or by its setting. */
static bool resolve_target(struct stepping *s, struct err *e) {
    struct clock *k = &s->clock;
    struct mem *m = s->req->mem;
    struct settings settings;
    bool free = k->rule->unit == CLOCK_NO_LENGTH;
    k->target = field_date(s->fields, "target", DATE_NONE);
    if (!school_settings(s->req, &settings, e))
        return false;
    if (!free && k->target != DATE_NONE) {
        err_set(e, ERR_INPUT, "target", "target: %s has a date by law (%s); a target is for what has none",
                k->rule->name, k->rule->cite);
        take(s, e);
    } else if (free && k->target == DATE_NONE && settings.number[SETTING_TARGET_504] != INT_NONE) {
        k->target = k->on + (int)settings.number[SETTING_TARGET_504];
    } else if (k->target != DATE_NONE && k->target <= k->on) {
        err_set(e, ERR_INPUT, "target", "target: %s is not after the referral, %s", date_iso(m, k->target),
                date_iso(m, k->on));
        take(s, e);
    }
    return true;
}

/* The same rule of the same case from the same day is the same clock. */
static bool check_only(struct stepping *s, struct err *e) {
    struct clocks clocks;
    struct mem *m = s->req->mem;
    const struct clock *k = &s->clock;
    if (!k->ref || !clocks_load(s->req, &clocks, e))
        return !k->ref;
    for (size_t i = 0; i < clocks.count; i++) {
        const struct clock *other = &clocks.list[i];
        if (other->id != k->id && other->rule == k->rule && other->on == k->on && other->state != CLOCK_WITHDRAWN &&
            other->ref && strcmp(other->ref, k->ref) == 0)
            return err_hinted(e, hint_new(m, "All of it", "clock explain", "id", mem_printf(m, "%ld", other->id), NULL),
                              ERR_CONFLICT, "ref", "this clock exists already: clock %ld, %s of \"%s\" from %s",
                              other->id, k->rule->name, k->ref, date_iso(m, k->on));
    }
    return true;
}

static bool is_plan(const struct clock *k) { return strcmp(k->rule->name, "assessment-plan") == 0; }

/* `after` names another clock of the same case: its reference need not be typed, nor be seen by who copies the
 * command. */
static bool go_on_from(struct stepping *s, struct err *e) {
    struct clock *k = &s->clock, before;
    const long after = field_int(s->fields, "after", 0);
    if (after == 0)
        return true;
    if (!clock_load(s->req, after, &before, e))
        return take(s, e);
    if (before.state == CLOCK_VOID)
        return err_set(e, ERR_RULE, "after", "after: clock %ld is void (entered by mistake), so it has no case", after);
    if (k->ref && (!before.ref || strcmp(k->ref, before.ref) != 0)) {
        err_set(e, ERR_INPUT, "ref",
                "ref: this is not the case of clock %ld; leave the reference out to take over its own", after);
        return take(s, e);
    }
    if (k->referral == DATE_NONE && k->rule->takes_referral && is_plan(&before))
        k->referral = before.on;
    s->text = k->ref = before.ref;
    return true;
}

/* The number of the open request in the register that is the same case; left as it is where there is none. */
static bool find_request(const struct stepping *s, long *number, struct err *e) {
    const struct register_book *book = register_find("records");
    struct register_entries open;
    if (!s->clock.ref || strcmp(s->clock.rule->name, book->clock) != 0)
        return true;
    if (!register_load(s->req, book, (struct register_choice){0, true}, &open, e))
        return false;
    for (size_t i = 0; i < open.count && *number == 0; i++) {
        const char *ref = register_get(&open.list[i].now, "ref");
        if (ref && strcmp(ref, s->clock.ref) == 0)
            *number = open.list[i].number;
    }
    return true;
}

/* Everything of the new clock that was typed, with all that is wrong with it told at once. */
static bool resolve_start(struct stepping *s, struct err *e) {
    struct clock *k = &s->clock;
    const struct fields *f = s->fields;
    struct mem *m = s->req->mem;
    s->text = fields_get(f, "ref"); /* a blank one is a mistake, which privacy_check_case tells */
    s->on = field_date(f, "on", DATE_NONE);
    *k = (struct clock){.rule = clock_rule_find(fields_get(f, "rule")),
                        .on = s->on,
                        .referral = field_date(f, "referral", DATE_NONE),
                        .ref = s->text,
                        .agreed = DATE_NONE,
                        .agreed_on = DATE_NONE,
                        .over_on = DATE_NONE,
                        .consent = DATE_NONE,
                        .purged_on = DATE_NONE};
    if (!privacy_check_case(m, "ref", s->text, e))
        take(s, e);
    if (!resolve_target(s, e) || !go_on_from(s, e))
        return false;
    const struct clock_input in = {.rule = k->rule, .on = k->on, .referral = k->referral, .agreed = DATE_NONE};
    if (!clock_check_input(m, &in, e))
        take(s, e);
    return problems_none(&s->req->problems, e);
}

static bool make_clock(struct stepping *s, struct clock_answer *computed, long *request, struct err *e) {
    struct req *r = s->req;
    return check_only(s, e) && find_request(s, request, e) && calendar_load(r, &s->calendar, e) &&
           clock_count(r->mem, s->calendar, &s->clock, computed, e) && clock_next(r, &s->clock.id, e);
}

static bool clock_start(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    struct clock *k = &s.clock;
    struct clock_answer computed = {0};
    long request = 0;
    if (!trail_begin(&s.trail, r, e) || !resolve_start(&s, e))
        return false;
    bool ok = make_clock(&s, &computed, &request, e);
    const char *words = ok ? mem_printf(r->mem, "%s from %s: %s", k->rule->name, date_iso(r->mem, k->on),
                                        clock_sentence(r->mem, k, r->today))
                           : "";
    if (!step_end(&s, ok, "start", words, e))
        return false;
    if (computed.warning)
        answer_note(r, a, "clock %ld: %s", k->id, computed.warning);
    if (request)
        answer_note(r, a, "clock %ld: record request %ld in the register is the same case: close both", k->id, request);
    if (k->act_by != DATE_NONE)
        tell_more(&s, mem_printf(r->mem, "Act by %s.%s", date_words(r->mem, k->act_by),
                                 k->due < r->today ? " It is overdue already." : ""));
    return true;
}

/* ---- extend, close, withdraw, end, reopen ---- */

static bool check_extension(const struct stepping *s, int to, struct err *e) {
    const struct clock *k = &s->clock;
    struct mem *m = s->req->mem;
    if (!must_be_open(s, "it cannot be extended", e))
        return false;
    if (!k->rule->may_extend)
        return err_set(e, ERR_RULE, "id",
                       "clock %ld is %s, which cannot be extended in writing; assessment-plan and iep-meeting can "
                       "(EC 56321(a), 56344(a))",
                       k->id, k->rule->name);
    if (to <= k->due) {
        err_set(e, ERR_INPUT, "to", "to: %s is not after the day it is due now, %s", date_iso(m, to),
                date_iso(m, k->due));
        take(s, e);
    }
    if (s->on > to) {
        err_set(e, ERR_INPUT, "on", "on: %s is after the day agreed on, %s; give the day of the written agreement",
                date_iso(m, s->on), date_iso(m, to));
        take(s, e);
    }
    return problems_none(&s->req->problems, e);
}

static bool agree(struct stepping *s, int to, struct err *e) {
    struct clock *k = &s->clock;
    if (!check_extension(s, to, e))
        return false;
    k->agreed = to;
    k->agreed_on = s->on;
    k->agreed_by = s->req->actor;
    return clock_count(s->req->mem, s->calendar, k, NULL, e);
}

/* Takes back the last extension; the previous one applies again. */
static bool take_back(struct stepping *s, const char **words, struct err *e) {
    struct clock *k = &s->clock;
    const int agreed = k->agreed;
    if (!must_be_open(s, "no extension can be taken back", e))
        return false;
    if (agreed == DATE_NONE)
        return err_set(e, ERR_RULE, "id", "clock %ld is not extended: there is nothing to take back", k->id);
    if (!clock_unextend(s->req, k, e) || !clock_count(s->req->mem, s->calendar, k, NULL, e))
        return false;
    *words =
        mem_printf(s->req->mem, "the extension to %s is taken back; %s", date_iso(s->req->mem, agreed), k->sentence);
    return true;
}

/* An extension has a day; one that is taken back has a reason, and neither day. */
static void check_fields(const struct stepping *s, bool undo) {
    const struct fields *f = s->fields;
    struct err e = {0};
    for (const char *const *name = (const char *const[]){"to", "on", NULL}; undo && *name; name++)
        if (fields_has(f, *name)) {
            err_set(&e, ERR_INPUT, *name, "%s: leave it out; the last extension is taken back as it was", *name);
            take(s, &e);
        }
    if (undo && !field_text(f, "reason"))
        err_set(&e, ERR_INPUT, "reason", "reason is empty; say why the extension is taken back");
    if (!undo && field_date(f, "to", DATE_NONE) == DATE_NONE)
        err_hinted(&e,
                   hint_new(s->req->mem, "To take the last extension back", "clock extend", "id", fields_get(f, "id"),
                            "undo", "yes", "reason", hint_blank, NULL),
                   ERR_INPUT, "to", "to is missing: the day agreed on");
    take(s, &e);
}

static bool clock_extend(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    const bool undo = fields_has(f, "undo");
    const char *words = "";
    check_fields(&s, undo);
    if (!step_begin(&s, "reason", e))
        return false;
    bool ok = undo ? take_back(&s, &words, e) : agree(&s, field_date(f, "to", DATE_NONE), e);
    if (ok && !undo)
        words = s.clock.sentence;
    return step_end(&s, ok, undo ? "unextend" : "extend", words, e);
}

/* Which clocks a closed one leads to. */
static const struct {
    const char *rule, *when, *next;
    enum { OFFER_ALWAYS, OFFER_CONSENT, OFFER_NO_CONSENT } if_;
} offers[] = {
    {"assessment-plan", "The signed consent starts the next one", "iep-meeting", OFFER_CONSENT},
    {"assessment-plan", "The parent has time to decide", "parent-decision", OFFER_NO_CONSENT},
    {"assessment-plan", "When the signed consent comes", "iep-meeting", OFFER_NO_CONSENT},
    {"iep-meeting", "The IEP starts the next one", "annual-review", OFFER_ALWAYS},
    {"initial-iep-after-eligibility", "The IEP starts the next one", "annual-review", OFFER_ALWAYS},
    {"annual-review", "It starts the next one", "annual-review", OFFER_ALWAYS},
    {"triennial", "The assessment starts the next one", "triennial", OFFER_ALWAYS},
};

static void offer_next(const struct stepping *s, int consent) {
    const struct clock *k = &s->clock;
    struct mem *m = s->req->mem;
    for (size_t i = 0; i < sizeof offers / sizeof *offers; i++) {
        if (strcmp(offers[i].rule, k->rule->name) != 0 ||
            (offers[i].if_ != OFFER_ALWAYS && (offers[i].if_ == OFFER_CONSENT) != (consent != DATE_NONE)))
            continue;
        bool meeting = clock_rule_find(offers[i].next)->takes_referral;
        const char *day = !meeting ? date_iso(m, s->on) : consent != DATE_NONE ? date_iso(m, consent) : hint_blank;
        answer_next(s->req, s->answer,
                    hint_new(m, offers[i].when, "clock start", "rule", offers[i].next, "on", day, "referral",
                             meeting ? date_iso(m, k->on) : NULL, "ref", k->ref, NULL));
    }
}

static bool check_consent(const struct stepping *s, int consent, struct err *e) {
    struct mem *m = s->req->mem;
    if (consent == DATE_NONE)
        return true;
    if (!is_plan(&s->clock))
        return err_set(e, ERR_INPUT, "consent", "consent: clock %ld is %s; a signed consent closes an assessment-plan",
                       s->clock.id, s->clock.rule->name);
    return consent >= s->on || err_set(e, ERR_INPUT, "consent", "consent: %s is before the plan was given, %s",
                                       date_iso(m, consent), date_iso(m, s->on));
}

static bool clock_close(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    struct clock *k = &s.clock;
    const int consent = field_date(f, "consent", DATE_NONE);
    if (!step_begin(&s, "note", e))
        return false;
    bool ok = must_be_open(&s, "it cannot be closed", e) && check_consent(&s, consent, e);
    k->state = ok ? CLOCK_CLOSED : k->state;
    k->over_on = ok ? s.on : k->over_on;
    k->consent = ok ? consent : k->consent;
    const char *words =
        ok ? mem_printf(r->mem, "%s, %s%s%s", clock_status(k, s.calendar, r->today), date_iso(r->mem, s.on),
                        k->due != DATE_NONE ? "; it was " : "", k->due != DATE_NONE ? k->sentence : "")
           : "";
    if (!step_end(&s, ok, "close", words, e))
        return false;
    offer_next(&s, consent);
    return true;
}

static bool clock_withdraw(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    if (!step_begin(&s, "reason", e))
        return false;
    bool ok = must_be_open(&s, "it cannot be withdrawn", e);
    s.clock.state = CLOCK_WITHDRAWN;
    s.clock.over_on = s.on;
    return step_end(&s, ok, "withdraw", mem_printf(r->mem, "withdrawn, %s", date_iso(r->mem, s.on)), e);
}

/* EC 56302.1(b): the child enrolled elsewhere, or was repeatedly not produced. */
static bool clock_end(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    if (!step_begin(&s, "note", e))
        return false;
    bool ok = must_be_open(&s, "it cannot be ended", e);
    s.clock.state = CLOCK_ENDED;
    s.clock.over_on = s.on;
    s.clock.cause = fields_get(f, "reason");
    return step_end(&s, ok, "end",
                    mem_printf(r->mem, "ended, %s: %s (EC 56302.1(b))", date_iso(r->mem, s.on), s.clock.cause), e);
}

static bool check_reopening(struct stepping *s, struct err *e) {
    const struct clock *k = &s->clock;
    if (k->state == CLOCK_OPEN)
        return err_set(e, ERR_RULE, "id", "clock %ld is open already", k->id);
    if (k->state == CLOCK_VOID)
        return must_be_open(s, "it cannot be reopened", e);
    if (k->purged_on != DATE_NONE)
        return err_set(e, ERR_RULE, "id", "clock %ld was purged on %s, so its case is closed for good", k->id,
                       date_iso(s->req->mem, k->purged_on));
    return check_only(s, e); /* it may have been started anew since it was withdrawn */
}

static bool clock_reopen(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    struct clock *k = &s.clock;
    if (!step_begin(&s, "reason", e))
        return false;
    bool ok = check_reopening(&s, e);
    k->state = CLOCK_OPEN;
    k->over_on = DATE_NONE;
    k->cause = NULL;
    k->consent = DATE_NONE;
    ok = ok && clock_count(r->mem, s.calendar, k, NULL, e); /* the calendar may have changed meanwhile */
    return step_end(&s, ok, "reopen",
                    ok ? mem_printf(r->mem, "open again: %s", clock_sentence(r->mem, k, r->today)) : "", e);
}

/* ---- void ---- */

/* Its reference and its texts are removed at once, behind the row of their purge. The reason for voiding stays until a
 * purge of old cases. */
static bool make_void(struct stepping *s, struct err *e) {
    struct clock *k = &s->clock;
    struct req *r = s->req;
    if (k->state == CLOCK_VOID)
        return err_set(e, ERR_RULE, "id", "clock %ld is void since %s already", k->id, date_iso(r->mem, k->over_on));
    if (privacy_names_case(s->text, k->ref))
        return err_set(e, ERR_INPUT, "reason",
                       "reason: \"%s\" names the case, whose data is removed; say why without naming it",
                       text_shown(r->mem, s->text));
    if (!clock_put(&s->trail, k, &(struct clock_step){"purge", s->on, NULL}, e) || !clock_forget(r, k, e))
        return false;
    k->state = CLOCK_VOID;
    k->over_on = s->on;
    k->cause = k->ref = NULL;
    k->consent = DATE_NONE;
    return true;
}

static bool clock_void(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    if (!step_begin(&s, "reason", e))
        return false;
    bool ok = make_void(&s, e);
    const char *words = ok ? mem_printf(r->mem, "void, %s: %s from %s was entered by mistake and counts nowhere",
                                        date_iso(r->mem, s.on), s.clock.rule->name, date_iso(r->mem, s.clock.on))
                           : "";
    if (!step_end(&s, ok, "void", words, e))
        return false;
    tell_more(&s, "Its reference and all else that it said of the case are gone from this file.");
    tell_more(&s, retention_backups);
    return true;
}

/* ---- purge ---- */

/* The clock is over, and so is every other clock and register entry of its case. */
static bool case_is_over(const struct retention *all, const struct clock *k, int until) {
    return k->state != CLOCK_OPEN && k->purged_on == DATE_NONE && k->over_on <= until &&
           retention_is_over(all, k->ref, until);
}

static bool purge_all(struct trail *t, const struct retention *all, int until, long *count, const char **names,
                      struct err *e) {
    struct buf list = {0};
    bool ok = true;
    for (size_t i = 0; i < all->clocks.count && ok; i++) {
        struct clock k = all->clocks.list[i];
        if (!case_is_over(all, &k, until))
            continue;
        ok = clock_put(t, &k, &(struct clock_step){"purge", t->req->today, NULL}, e) && clock_forget(t->req, &k, e);
        buf_printf(&list, "%s%ld", (*count)++ ? ", " : "", k.id);
    }
    if (list.length)
        *names = mem_text(t->req->mem, list.data);
    buf_free(&list);
    return ok;
}

static bool clock_purge(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct trail t;
    struct retention all;
    const char *names = "";
    long count = 0;
    int until;
    if (!trail_begin(&t, r, e) || !retention_until(r, f, &until, e))
        return false;
    bool ok = retention_load(r, &all, e) && purge_all(&t, &all, until, &count, &names, e);
    const bool dry = fields_has(f, "dry-run");
    const char *day = date_iso(r->mem, until), *clocks = mem_printf(r->mem, "clock%s", count == 1 ? "" : "s");
    const char *words = mem_printf(r->mem, "closed on or before %s: %s %s", day, clocks, names);
    if (ok && (count == 0 || dry))
        trail_drop(&t);
    else if (!trail_end(&t, ok, "clock purge", mem_printf(r->mem, "%ld %s", count, clocks), words, e))
        return false;
    retention_answer(r, a, &(struct purged){until, count, names, count > 0 && !dry});
    if (count == 0)
        a->text =
            mem_printf(r->mem, "Nothing was purged: no case was over by %s in all its clocks and registers.", day);
    else if (dry)
        a->text = mem_printf(r->mem, "%ld %s of cases closed on or before %s would be purged: %s.", count, clocks, day,
                             names);
    else
        a->text = mem_printf(r->mem,
                             "Purged, %s. Their references and reasons are gone from this file; their dates stay, and "
                             "the chain verifies.\n%s",
                             words, retention_backups);
    return true;
}

/* ---- the table ---- */

static const struct param start_params[] = {
    {"rule", PARAM_ARG, KIND_TEXT, "RULE", "the rule, or its beginning", clock_rule_words, 0, 0, 0},
    {"on", PARAM_NEEDED, KIND_DATE, "DATE", "the day that starts it: day 0", NULL, 0, 0, DATE_PAST},
    {"ref", PARAM_OPTION, KIND_TEXT, "CASE",
     "the case: a reference of the school's own, never a name, birth date or student number", NULL, 0, REF_MOST, 0},
    {"referral", PARAM_OPTION, KIND_DATE, "DATE", "of an iep-meeting: the referral (default: the day of the consent)",
     NULL, 0, 0, 0},
    {"after", PARAM_OPTION, KIND_INT, "ID",
     "the same case as that clock: takes its reference, and the referral of a plan", NULL, 1, INT_MOST, 0},
    {"target", PARAM_OPTION, KIND_DATE, "DATE", "of a section-504-response: a local target, not law", NULL, 0, 0, 0},
    {0},
};
static const struct param list_params[] = {
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only those that run", NULL, 0, 0, 0},
    {"all", PARAM_FLAG, KIND_TEXT, NULL, "those entered by mistake, too", NULL, 0, 0, 0},
    {"ref", PARAM_OPTION, KIND_TEXT, "CASE", "only those of a case", NULL, 0, REF_MOST, 0},
    {0},
};
static const struct param explain_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL, 1, INT_MOST, 0},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why you read it: for the trail", NULL, 0, CLOCK_TEXT_MOST, 0},
    {0},
};
static const struct param extend_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL, 1, INT_MOST, 0},
    {"to", PARAM_OPTION, KIND_DATE, "DATE", "the day agreed on", NULL, 0, 0, 0},
    {"undo", PARAM_FLAG, KIND_TEXT, NULL, "take the last extension back: it was typed wrongly", NULL, 0, 0, 0},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day of the written agreement (default: today)", NULL, 0, 0, DATE_PAST},
    {"reason", PARAM_OPTION, KIND_TEXT, "TEXT", "why (needed to take one back); nothing that says who the pupil is",
     NULL, 0, CLOCK_TEXT_MOST, 0},
    {0},
};
static const struct param close_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL, 1, INT_MOST, 0},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day on which it was done (default: today)", NULL, 0, 0, DATE_PAST},
    {"consent", PARAM_OPTION, KIND_DATE, "DATE", "of an assessment-plan: the day the signed consent was received", NULL,
     0, 0, DATE_PAST},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "nothing that says who the pupil is", NULL, 0, CLOCK_TEXT_MOST, 0},
    {0},
};
static const struct param withdraw_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL, 1, INT_MOST, 0},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL, 0, 0, DATE_PAST},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why; nothing that says who the pupil is", NULL, 0, CLOCK_TEXT_MOST,
     TEXT_NEEDED},
    {0},
};
static const struct param end_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL, 1, INT_MOST, 0},
    {"reason", PARAM_NEEDED, KIND_TEXT, "REASON", "EC 56302.1(b)", clock_causes, 0, 0, 0},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL, 0, 0, DATE_PAST},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "nothing that says who the pupil is", NULL, 0, CLOCK_TEXT_MOST, 0},
    {0},
};
static const struct param void_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL, 1, INT_MOST, 0},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why: \"typed twice\"; nothing of the case", NULL, 0, CLOCK_TEXT_MOST,
     TEXT_NEEDED},
    {0},
};
static const struct param reopen_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL, 1, INT_MOST, 0},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why; nothing that says who the pupil is", NULL, 0, CLOCK_TEXT_MOST,
     TEXT_NEEDED},
    {0},
};
static const struct param compute_params[] = {
    {"calendar", PARAM_OPTION, KIND_TEXT, "FILE", "a calendar file, instead of the school's calendar", NULL, 0, 0, 0},
    {"file", PARAM_NEEDED, KIND_FILE, "FILE", "CSV: rule,trigger,referral", NULL, 0, 0, 0},
    {0},
};

static const struct verb verbs[] = {
    {"clock", "start", "start a legal clock", ACCESS_WRITE, 0, ROLES_OFFICE, clock_start, start_params,
     &clock_row_shape, EXAMPLE({"rule", "assessment-plan"}, {"on", "2026-09-14"}, {"ref", "blue 7"})},
    {"clock", "list", "the clocks, the most overdue first", ACCESS_READ, NOUN_ALONE, ROLES_ALL, clock_list, list_params,
     &clock_row_shape, EXAMPLE({"open", "yes"})},
    {"clock", "explain", "all of one clock: the law, the readings, the history", ACCESS_READ_LOGGED, 0, ROLES_ALL,
     clock_explain, explain_params, &clock_explain_shape, EXAMPLE({"id", "4"}, {"why", "the parent called"})},
    {"clock", "extend", "the parent agreed to a later day in writing; or takes that back", ACCESS_WRITE, 0,
     ROLES_OFFICE, clock_extend, extend_params, &clock_row_shape, EXAMPLE({"id", "4"}, {"to", "2026-10-23"})},
    {"clock", "close", "what it is for was done; offers the next clock", ACCESS_WRITE, 0, ROLES_OFFICE, clock_close,
     close_params, &clock_row_shape, EXAMPLE({"id", "4"}, {"on", "2026-09-25"}, {"consent", "2026-09-28"})},
    {"clock", "withdraw", "the request was withdrawn", ACCESS_WRITE, 0, ROLES_OFFICE, clock_withdraw, withdraw_params,
     &clock_row_shape, NULL},
    {"clock", "end", "the child enrolled elsewhere, or was repeatedly not produced", ACCESS_WRITE, 0, ROLES_OFFICE,
     clock_end, end_params, &clock_row_shape, EXAMPLE({"id", "4"}, {"reason", "enrolled-elsewhere"})},
    {"clock", "reopen", "go on with a clock that was over", ACCESS_WRITE, 0, ROLES_OFFICE, clock_reopen, reopen_params,
     &clock_row_shape, NULL},
    {"clock", "void", "it was entered by mistake: it counts nowhere, and its reference is removed", ACCESS_WRITE, 0,
     ROLES_OFFICE, clock_void, void_params, &clock_row_shape, EXAMPLE({"id", "4"}, {"reason", "typed twice"})},
    {"clock", "purge", "remove what is said of cases closed long ago; backups keep it", ACCESS_WRITE, 0, ROLES_OFFICE,
     clock_purge, retention_params, &purged_shape, EXAMPLE({"older-than", "5"}, {"dry-run", "yes"})},
    {"clock", "compute", "the rules alone, for each case of a file", ACCESS_READ, FILE_MAY_LACK, ROLES_ALL,
     clock_compute_file, compute_params, &clock_computed_shape, EXAMPLE({"file", "cases.csv"})},
};
const struct verbs clock_verbs = {verbs, sizeof verbs / sizeof *verbs};
