#include "base/buf.h"
#include "base/text.h"
#include "compliance/cases/clock_show.h"
#include "compliance/audit/privacy.h"
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

static bool read_text(const struct stepping *s, const char *name, size_t most, const char **text, struct err *e) {
    if (!fields_text(s->fields, name, most, text, e))
        return false;
    if (*text && !(*text)[strspn(*text, " ")])
        *text = NULL;
    return privacy_check_ref(s->req->mem, name, *text, e);
}

static bool read_on(struct stepping *s, struct err *e) {
    return fields_date(s->fields, "on", s->req->today, &s->on, e) && check_past(s->fields, "on", s->on, e);
}

static bool give_up(struct stepping *s) {
    struct err ignored = {0};
    return trail_end(&s->trail, false, "", "", "", &ignored);
}

/* With the lock on the file, and the clock as it is now. After a failure there is nothing to end. */
static bool step_begin(struct stepping *s, struct err *e) {
    struct req *r = s->req;
    long id;
    if (!clock_read_id(s->fields, "id", &id, e) || !trail_begin(&s->trail, r, e))
        return false;
    if (!clock_load(r, id, &s->clock, e) || !calendar_load(r, &s->calendar, e))
        return give_up(s);
    if (s->on < s->clock.on) {
        err_set(e, ERR_INPUT, "on", "on: %s is before clock %ld started, %s", date_iso(r->mem, s->on), id,
                date_iso(r->mem, s->clock.on));
        return give_up(s);
    }
    return true;
}

static bool must_be_open(const struct stepping *s, const char *what, struct err *e) {
    const struct clock *k = &s->clock;
    struct mem *m = s->req->mem;
    if (k->state == CLOCK_VOID)
        return err_set(
            e, ERR_RULE, "id",
            "clock %ld is void since %s, entered by mistake: it cannot be %s. Start it anew: guidestock clock "
            "start %s --on DATE",
            k->id, date_iso(m, k->over_on), what, k->rule->name);
    return k->state == CLOCK_OPEN ||
           err_set(e, ERR_RULE, "id",
                   "clock %ld is %s since %s: it cannot be %s. To go on: guidestock clock reopen "
                   "%ld --reason TEXT",
                   k->id, clock_status(k, s->calendar, s->req->today), date_iso(m, k->over_on), what, k->id);
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
static bool read_target(struct stepping *s, struct err *e) {
    struct clock *k = &s->clock;
    struct settings settings;
    bool free = k->rule->unit == CLOCK_NO_LENGTH;
    if (!fields_date(s->fields, "target", DATE_NONE, &k->target, e) || !school_settings(s->req, &settings, e))
        return false;
    if (!free && k->target != DATE_NONE)
        return err_set(e, ERR_INPUT, "target", "target: %s has a date by law (%s); a target is for what has none",
                       k->rule->name, k->rule->cite);
    if (free && k->target == DATE_NONE && settings.number[SETTING_TARGET_504] != INT_NONE)
        k->target = k->on + (int)settings.number[SETTING_TARGET_504];
    return k->target == DATE_NONE || k->target > k->on ||
           err_set(e, ERR_INPUT, "target", "target: %s is not after the referral, %s", date_iso(s->req->mem, k->target),
                   date_iso(s->req->mem, k->on));
}

/* The same rule of the same case from the same day is the same clock. */
static bool check_only(struct stepping *s, struct err *e) {
    struct clocks clocks;
    const struct clock *k = &s->clock;
    if (!k->ref || !clocks_load(s->req, &clocks, e))
        return !k->ref;
    for (size_t i = 0; i < clocks.count; i++) {
        const struct clock *other = &clocks.list[i];
        if (other->id != k->id && other->rule == k->rule && other->on == k->on && other->state != CLOCK_WITHDRAWN &&
            other->ref && strcmp(other->ref, k->ref) == 0)
            return err_set(e, ERR_CONFLICT, "ref", "clock %ld is that one: %s of \"%s\" from %s", other->id,
                           k->rule->name, k->ref, date_iso(s->req->mem, k->on));
    }
    return true;
}

static bool is_plan(const struct clock *k) { return strcmp(k->rule->name, "assessment-plan") == 0; }

/* --after: the same case as another clock, whose reference need not be typed, nor be seen by who copies the command. */
static bool go_on_from(struct stepping *s, struct err *e) {
    struct clock *k = &s->clock, before;
    long after;
    if (!clock_read_id(s->fields, "after", &after, e) || (after != 0 && !clock_load(s->req, after, &before, e)))
        return false;
    if (after == 0)
        return true;
    if (before.state == CLOCK_VOID)
        return err_set(e, ERR_RULE, "after", "after: clock %ld is void, entered by mistake", after);
    if (k->ref && (!before.ref || strcmp(k->ref, before.ref) != 0))
        return err_set(e, ERR_INPUT, "ref", "ref: --after %ld takes the reference of that clock; leave --ref out",
                       after);
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

static bool make_clock(struct stepping *s, struct clock_answer *computed, long *request, struct err *e) {
    struct req *r = s->req;
    return go_on_from(s, e) && check_only(s, e) && find_request(s, request, e) && calendar_load(r, &s->calendar, e) &&
           clock_count(r->mem, s->calendar, &s->clock, computed, e) && clock_next(r, &s->clock.id, e);
}

static bool read_start(struct stepping *s, struct err *e) {
    struct clock *k = &s->clock;
    const struct fields *f = s->fields;
    struct mem *m = s->req->mem;
    const char *rule = fields_get(f, "rule");
    *k = (struct clock){.agreed = DATE_NONE,
                        .agreed_on = DATE_NONE,
                        .over_on = DATE_NONE,
                        .consent = DATE_NONE,
                        .purged_on = DATE_NONE};
    if (!parse_typed_word(m, "rule", &rule, clock_rule_words, e) || !read_on(s, e) ||
        !fields_date(f, "referral", DATE_NONE, &k->referral, e) || !fields_text(f, "ref", REF_MOST, &s->text, e) ||
        !privacy_check_case(m, "ref", s->text, e))
        return false;
    k->rule = clock_rule_find(rule);
    k->on = s->on;
    k->ref = s->text;
    return read_target(s, e);
}

static bool clock_start(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    struct clock *k = &s.clock;
    struct clock_answer computed = {0};
    long request = 0;
    if (!read_start(&s, e) || !trail_begin(&s.trail, r, e))
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
    if (!must_be_open(s, "extended", e))
        return false;
    if (!k->rule->may_extend)
        return err_set(e, ERR_RULE, "id",
                       "clock %ld is %s: that cannot be extended in writing; assessment-plan and iep-meeting can (%s)",
                       k->id, k->rule->name, "EC 56321(a), 56344(a)");
    if (to <= k->due)
        return err_set(e, ERR_INPUT, "to", "to: %s is not after the day it is due now, %s", date_iso(m, to),
                       date_iso(m, k->due));
    return s->on <= to ||
           err_set(e, ERR_INPUT, "on", "on: %s is after the day agreed on, %s; give the day of the written agreement",
                   date_iso(m, s->on), date_iso(m, to));
}

static bool need_reason(struct stepping *s, const char *what, struct err *e) {
    return read_text(s, "reason", CLOCK_TEXT_MOST, &s->text, e) &&
           (s->text || err_set(e, ERR_INPUT, "reason", "reason is empty; %s says why", what));
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

/* One typed wrongly: the one before it holds again. */
static bool take_back(struct stepping *s, const char **words, struct err *e) {
    struct clock *k = &s->clock;
    const int agreed = k->agreed;
    if (!must_be_open(s, "extended, nor an extension be taken back", e))
        return false;
    if (agreed == DATE_NONE)
        return err_set(e, ERR_RULE, "id", "clock %ld is not extended: there is nothing to take back", k->id);
    if (!clock_unextend(s->req, k, e) || !clock_count(s->req->mem, s->calendar, k, NULL, e))
        return false;
    *words =
        mem_printf(s->req->mem, "the extension to %s is taken back; %s", date_iso(s->req->mem, agreed), k->sentence);
    return true;
}

static bool clock_unextend_last(struct stepping *s, struct err *e) {
    const char *words = "";
    for (const char *const *name = (const char *const[]){"to", "on", NULL}; *name; name++)
        if (fields_has(s->fields, *name))
            return err_set(e, ERR_INPUT, *name, "%s: --undo takes the last extension back, as it was; leave --%s out",
                           *name, *name);
    s->on = s->req->today;
    if (!need_reason(s, "an extension that is taken back", e) || !step_begin(s, e))
        return false;
    bool ok = take_back(s, &words, e);
    return step_end(s, ok, "unextend", words, e);
}

static bool clock_extend(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    int to;
    if (fields_has(f, "undo"))
        return clock_unextend_last(&s, e);
    if (!fields_date(f, "to", DATE_NONE, &to, e))
        return false;
    if (to == DATE_NONE)
        return err_set(e, ERR_INPUT, "to",
                       "--to DATE is missing: the day agreed on; or take the last one back: --undo");
    if (!read_on(&s, e) || !read_text(&s, "reason", CLOCK_TEXT_MOST, &s.text, e) || !step_begin(&s, e))
        return false;
    bool ok = agree(&s, to, e);
    return step_end(&s, ok, "extend", ok ? s.clock.sentence : "", e);
}

/* A word as a shell takes it for one. */
static const char *shell_word(struct mem *m, const char *text) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/";
    const char *out = "'";
    if (text[strspn(text, plain)] == '\0')
        return text;
    for (; *text; text++)
        out = mem_printf(m, "%s%s%.1s", out, *text == '\'' ? "'\\'" : "", text);
    return mem_printf(m, "%s'", out);
}

/* What a clock that is closed leads to. */
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

static void tell_offers(struct stepping *s, int consent) {
    const struct clock *k = &s->clock;
    struct mem *m = s->req->mem;
    const char *ref = k->ref ? mem_printf(m, " --ref %s", shell_word(m, k->ref)) : "";
    for (size_t i = 0; i < sizeof offers / sizeof *offers; i++) {
        if (strcmp(offers[i].rule, k->rule->name) != 0 ||
            (offers[i].if_ != OFFER_ALWAYS && (offers[i].if_ == OFFER_CONSENT) != (consent != DATE_NONE)))
            continue;
        bool meeting = clock_rule_find(offers[i].next)->takes_referral;
        const char *day = !meeting ? date_iso(m, s->on) : consent != DATE_NONE ? date_iso(m, consent) : "DATE";
        const char *referral = meeting ? mem_printf(m, " --referral %s", date_iso(m, k->on)) : "";
        tell_more(s, mem_printf(m, "%s: guidestock clock start %s --on %s%s%s", offers[i].when, offers[i].next, day,
                                referral, ref));
    }
}

static bool check_consent(const struct stepping *s, int consent, struct err *e) {
    struct mem *m = s->req->mem;
    if (consent == DATE_NONE)
        return true;
    if (!is_plan(&s->clock))
        return err_set(e, ERR_INPUT, "consent", "consent: clock %ld is %s; a signed consent closes an assessment-plan",
                       s->clock.id, s->clock.rule->name);
    return consent >= s->on || err_set(e, ERR_INPUT, "consent", "consent: %s is before the plan was given, %s (--on)",
                                       date_iso(m, consent), date_iso(m, s->on));
}

static bool clock_close(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    struct clock *k = &s.clock;
    int consent;
    if (!read_on(&s, e) || !fields_date(f, "consent", DATE_NONE, &consent, e) ||
        (consent != DATE_NONE && !check_past(f, "consent", consent, e)) ||
        !read_text(&s, "note", CLOCK_TEXT_MOST, &s.text, e) || !step_begin(&s, e))
        return false;
    bool ok = must_be_open(&s, "closed", e) && check_consent(&s, consent, e);
    k->state = ok ? CLOCK_CLOSED : k->state;
    k->over_on = ok ? s.on : k->over_on;
    k->consent = ok ? consent : k->consent;
    const char *words =
        ok ? mem_printf(r->mem, "%s, %s%s%s", clock_status(k, s.calendar, r->today), date_iso(r->mem, s.on),
                        k->due != DATE_NONE ? "; it was " : "", k->due != DATE_NONE ? k->sentence : "")
           : "";
    if (!step_end(&s, ok, "close", words, e))
        return false;
    tell_offers(&s, consent);
    return true;
}

static bool clock_withdraw(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    if (!read_on(&s, e) || !need_reason(&s, "a clock that is withdrawn", e) || !step_begin(&s, e))
        return false;
    bool ok = must_be_open(&s, "withdrawn", e);
    s.clock.state = CLOCK_WITHDRAWN;
    s.clock.over_on = s.on;
    return step_end(&s, ok, "withdraw", mem_printf(r->mem, "withdrawn, %s", date_iso(r->mem, s.on)), e);
}

/* EC 56302.1(b): the child enrols elsewhere, or is repeatedly not produced. */
static bool clock_end(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    if (!read_on(&s, e) || !read_text(&s, "note", CLOCK_TEXT_MOST, &s.text, e) || !step_begin(&s, e))
        return false;
    bool ok = must_be_open(&s, "ended", e);
    s.clock.state = CLOCK_ENDED;
    s.clock.over_on = s.on;
    s.clock.cause = fields_get(f, "reason");
    return step_end(&s, ok, "end",
                    mem_printf(r->mem, "ended, %s: %s (EC 56302.1(b))", date_iso(r->mem, s.on), s.clock.cause), e);
}

static bool check_reopening(struct stepping *s, struct err *e) {
    const struct clock *k = &s->clock;
    if (k->state == CLOCK_OPEN)
        return err_set(e, ERR_RULE, "id", "clock %ld is open", k->id);
    if (k->state == CLOCK_VOID)
        return must_be_open(s, "opened again", e);
    if (k->purged_on != DATE_NONE)
        return err_set(e, ERR_RULE, "id", "clock %ld was purged on %s: its case is closed for good", k->id,
                       date_iso(s->req->mem, k->purged_on));
    return check_only(s, e); /* started anew since it was withdrawn */
}

static bool clock_reopen(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a, .on = r->today};
    struct clock *k = &s.clock;
    if (!need_reason(&s, "a clock that is reopened", e) || !step_begin(&s, e))
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

/* Its reference and its texts go at once, behind the row of their purge; why it is void stays, until it is old. */
static bool make_void(struct stepping *s, struct err *e) {
    struct clock *k = &s->clock;
    struct req *r = s->req;
    if (k->state == CLOCK_VOID)
        return err_set(e, ERR_RULE, "id", "clock %ld is void since %s already", k->id, date_iso(r->mem, k->over_on));
    if (privacy_names_case(s->text, k->ref))
        return err_set(e, ERR_INPUT, "reason",
                       "reason: \"%s\" names the case, and what is said of it goes; say why without it",
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
    struct stepping s = {.req = r, .fields = f, .answer = a, .on = r->today};
    if (!need_reason(&s, "a clock that is void", e) || !step_begin(&s, e))
        return false;
    bool ok = make_void(&s, e);
    const char *words = ok ? mem_printf(r->mem, "void, %s: %s from %s was entered by mistake and counts nowhere",
                                        date_iso(r->mem, s.on), s.clock.rule->name, date_iso(r->mem, s.clock.on))
                           : "";
    if (!step_end(&s, ok, "void", words, e))
        return false;
    tell_more(&s, "What it said of a case is gone from this file, its reference too.");
    tell_more(&s, retention_backups);
    return true;
}

/* ---- purge ---- */

/* The clock is over, and so is all else that is said of its case. */
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
    if (!retention_until(r, f, &until, e) || !trail_begin(&t, r, e))
        return false;
    bool ok = retention_load(r, &all, e) && purge_all(&t, &all, until, &count, &names, e);
    const char *day = date_iso(r->mem, until);
    if (ok && (count == 0 || fields_has(f, "dry-run"))) {
        trail_drop(&t);
        a->text =
            count == 0
                ? mem_printf(r->mem, "Nothing was purged: no case was over by %s in all its clocks and registers.", day)
                : mem_printf(r->mem, "%ld clock%s of cases closed on or before %s would be purged: %s.", count,
                             count == 1 ? "" : "s", day, names);
        return true;
    }
    const char *words = mem_printf(r->mem, "closed on or before %s: clock%s %s", day, count == 1 ? "" : "s", names);
    if (!trail_end(&t, ok, "clock purge", mem_printf(r->mem, "%ld clock%s", count, count == 1 ? "" : "s"), words, e))
        return false;
    a->text = mem_printf(r->mem,
                         "Purged, %s. Their references and reasons are gone from this file; their dates stay, and the "
                         "chain verifies.\n%s",
                         words, retention_backups);
    return true;
}

/* ---- the table ---- */

static const struct param start_params[] = {
    {"rule", PARAM_ARG, KIND_TEXT, "RULE", "the rule, or its beginning", clock_rule_words},
    {"on", PARAM_NEEDED, KIND_DATE, "DATE", "the day that starts it: day 0", NULL},
    {"ref", PARAM_OPTION, KIND_TEXT, "CASE",
     "the case: a reference of the school's own, never a name, birth date or student number", NULL},
    {"referral", PARAM_OPTION, KIND_DATE, "DATE", "of an iep-meeting: the referral (default: the day of the consent)",
     NULL},
    {"after", PARAM_OPTION, KIND_INT, "ID",
     "the same case as that clock: takes its reference, and the referral of a plan", NULL},
    {"target", PARAM_OPTION, KIND_DATE, "DATE", "of a section-504-response: a local target, not law", NULL},
    {0},
};
static const struct param list_params[] = {
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only those that run", NULL},
    {"all", PARAM_FLAG, KIND_TEXT, NULL, "those entered by mistake, too", NULL},
    {"ref", PARAM_OPTION, KIND_TEXT, "CASE", "only those of a case", NULL},
    {0},
};
static const struct param explain_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why you read it: for the trail", NULL},
    {0},
};
static const struct param extend_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL},
    {"to", PARAM_OPTION, KIND_DATE, "DATE", "the day agreed on", NULL},
    {"undo", PARAM_FLAG, KIND_TEXT, NULL, "take the last extension back: it was typed wrongly", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day of the written agreement (default: today)", NULL},
    {"reason", PARAM_OPTION, KIND_TEXT, "TEXT", "why (--undo needs it); nothing that says who the pupil is", NULL},
    {0},
};
static const struct param close_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day on which it was done (default: today)", NULL},
    {"consent", PARAM_OPTION, KIND_DATE, "DATE", "of an assessment-plan: the day the signed consent was received",
     NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "nothing that says who the pupil is", NULL},
    {0},
};
static const struct param withdraw_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why; nothing that says who the pupil is", NULL},
    {0},
};
static const struct param end_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL},
    {"reason", PARAM_NEEDED, KIND_TEXT, "REASON", "EC 56302.1(b)", clock_causes},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day of it (default: today)", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "nothing that says who the pupil is", NULL},
    {0},
};
static const struct param void_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why: \"typed twice\"; nothing of the case", NULL},
    {0},
};
static const struct param reopen_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the clock", NULL},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "why; nothing that says who the pupil is", NULL},
    {0},
};
static const struct param compute_params[] = {
    {"calendar", PARAM_OPTION, KIND_TEXT, "FILE", "a calendar file, instead of the school's calendar", NULL},
    {"file", PARAM_NEEDED, KIND_FILE, "FILE", "CSV: rule,trigger,referral", NULL},
    {0},
};

static const struct verb verbs[] = {
    {"clock", "start", "start a legal clock", ACCESS_WRITE, 0, ROLES_OFFICE, clock_start, start_params, &clock_row_shape,
     EXAMPLE({"rule", "assessment-plan"}, {"on", "2026-09-14"}, {"ref", "blue 7"})},
    {"clock", "list", "the clocks, the most overdue first", ACCESS_READ, NOUN_ALONE, ROLES_ALL, clock_list, list_params,
     &clock_row_shape, EXAMPLE({"open", "yes"})},
    {"clock", "explain", "all of one clock: the law, the readings, the history", ACCESS_WRITE, 0, ROLES_ALL, clock_explain,
     explain_params, &clock_explain_shape, EXAMPLE({"id", "4"}, {"why", "the parent called"})},
    {"clock", "extend", "the parent agreed to a later day in writing; --undo takes it back", ACCESS_WRITE, 0, ROLES_OFFICE,
     clock_extend, extend_params, &clock_row_shape, EXAMPLE({"id", "4"}, {"to", "2026-10-23"})},
    {"clock", "close", "what it is for was done; offers the next one", ACCESS_WRITE, 0, ROLES_OFFICE, clock_close,
     close_params, &clock_row_shape, EXAMPLE({"id", "4"}, {"on", "2026-09-25"}, {"consent", "2026-09-28"})},
    {"clock", "withdraw", "the request was withdrawn", ACCESS_WRITE, 0, ROLES_OFFICE, clock_withdraw, withdraw_params,
     &clock_row_shape, NULL},
    {"clock", "end", "the child enrolled elsewhere, or was repeatedly not produced", ACCESS_WRITE, 0, ROLES_OFFICE,
     clock_end, end_params, &clock_row_shape, EXAMPLE({"id", "4"}, {"reason", "enrolled-elsewhere"})},
    {"clock", "reopen", "go on with one that was over", ACCESS_WRITE, 0, ROLES_OFFICE, clock_reopen, reopen_params,
     &clock_row_shape, NULL},
    {"clock", "void", "it was entered by mistake: it counts nowhere, its reference goes", ACCESS_WRITE, 0, ROLES_OFFICE,
     clock_void, void_params, &clock_row_shape, EXAMPLE({"id", "4"}, {"reason", "typed twice"})},
    {"clock", "purge", "take away what is said of cases closed long ago; backups keep it", ACCESS_WRITE, 0, ROLES_OFFICE,
     clock_purge, retention_params, NULL, EXAMPLE({"older-than", "5"}, {"dry-run", "yes"})},
    {"clock", "compute", "the rules alone, for each case of a file", ACCESS_READ, FILE_MAY_LACK, ROLES_ALL,
     clock_compute_file, compute_params, &clock_computed_shape, EXAMPLE({"file", "cases.csv"})},
};
const struct verbs clock_verbs = {verbs, sizeof verbs / sizeof *verbs};
