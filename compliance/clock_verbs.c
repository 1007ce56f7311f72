#include "compliance/clock.h"

#include "compliance/privacy.h"
#include "compliance/retention.h"
#include "compliance/school.h"

#include <string.h>

enum { REF_MOST = 60, REASON_MOST = 500 };

/* ---- showing ---- */

struct clock_row {
    long id, paused_days;
    const char *rule, *ref, *status, *status_words, *sentence;
    int on, due, rolled, act_by;
};
/* The keys of the JSON are a contract (interfaces.md). */
static const struct column row_columns[] = {
    {"id", "ID", CELL_INT, offsetof(struct clock_row, id), 0, NULL},
    {"rule", "RULE", CELL_TEXT, offsetof(struct clock_row, rule), COLUMN_WRAP, NULL},
    {"ref", "CASE", CELL_TEXT, offsetof(struct clock_row, ref), COLUMN_WRAP, NULL},
    {"on", NULL, CELL_DATE, offsetof(struct clock_row, on), 0, NULL},
    {"due", "DUE", CELL_DATE, offsetof(struct clock_row, due), 0, NULL},
    {"rolled", NULL, CELL_DATE, offsetof(struct clock_row, rolled), 0, NULL},
    {"act_by", "ACT BY", CELL_DATE, offsetof(struct clock_row, act_by), 0, NULL},
    {"paused_days", NULL, CELL_INT, offsetof(struct clock_row, paused_days), 0, NULL},
    {"status", NULL, CELL_TEXT, offsetof(struct clock_row, status), 0, NULL},
    {"status_words", "STATUS", CELL_TEXT, offsetof(struct clock_row, status_words), COLUMN_PLAIN, NULL},
    {"sentence", "", CELL_TEXT, offsetof(struct clock_row, sentence), COLUMN_BENEATH, NULL},
};
static const struct shape row_shape = SHAPE(row_columns, clock_row);

static struct clock_row row_of(struct req *r, const struct calendar *c, const struct clock *k) {
    const char *status = clock_status(k, c, r->today);
    return (struct clock_row){
        .id = k->id,
        .rule = k->rule->name,
        .ref = k->ref,
        .on = k->on,
        .due = k->due,
        .rolled = k->rolled,
        .act_by = k->act_by,
        .paused_days = k->paused_days,
        .status = status,
        .status_words = k->agreed != DATE_NONE ? mem_printf(r->mem, "%s, extended", status) : status,
        .sentence = clock_sentence(r->mem, k, r->today),
    };
}

static bool clock_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct clocks clocks;
    const struct calendar *c;
    const char *ref = fields_get(f, "ref");
    size_t n = 0;
    if (!clocks_load(r, &clocks, e) || !calendar_load(r, &c, e))
        return false;
    const struct clock **chosen = mem_alloc(r->mem, (clocks.count + 1) * sizeof *chosen);
    struct clock_row *rows = mem_alloc(r->mem, (clocks.count + 1) * sizeof *rows);
    for (size_t i = 0; i < clocks.count; i++) {
        const struct clock *k = &clocks.list[i];
        if ((!fields_has(f, "open") || k->state == CLOCK_OPEN) && (!ref || (k->ref && strcmp(k->ref, ref) == 0)))
            chosen[n++] = k;
    }
    clocks_sort(r->mem, chosen, n, c, r->today);
    for (size_t i = 0; i < n; i++)
        rows[i] = row_of(r, c, chosen[i]);
    answer_list(a, &row_shape, rows, n);
    a->text = n ? "How a date comes about: guidestock clock explain ID\n"
                  "Check the dates against the district's calendar."
                : "No clock. Start one: guidestock clock start RULE --on DATE --ref CASE";
    return true;
}

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
    if (*text && !**text)
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
    if (!fields_int(s->fields, "id", (struct range){1, 1000000000}, 0, &id, e) || !trail_begin(&s->trail, r, e))
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
    *row = row_of(r, s->calendar, k);
    answer_one(s->answer, &row_shape, row);
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
static bool check_new(struct stepping *s, struct err *e) {
    struct clocks clocks;
    const struct clock *k = &s->clock;
    if (!s->text || !clocks_load(s->req, &clocks, e))
        return !s->text;
    for (size_t i = 0; i < clocks.count; i++) {
        const struct clock *other = &clocks.list[i];
        if (other->rule == k->rule && other->on == k->on && other->state != CLOCK_WITHDRAWN && other->ref &&
            strcmp(other->ref, s->text) == 0)
            return err_set(e, ERR_CONFLICT, "ref", "clock %ld is that one: %s of \"%s\" from %s", other->id,
                           k->rule->name, s->text, date_iso(s->req->mem, k->on));
    }
    return true;
}

static bool make_clock(struct stepping *s, struct clock_answer *computed, struct err *e) {
    struct req *r = s->req;
    return check_new(s, e) && calendar_load(r, &s->calendar, e) &&
           clock_count(r->mem, s->calendar, &s->clock, computed, e) && clock_next(r, &s->clock.id, e);
}

static bool clock_start(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    struct clock *k = &s.clock;
    struct clock_answer computed = {0};
    const char *rule = fields_get(f, "rule");
    *k = (struct clock){.agreed = DATE_NONE, .agreed_on = DATE_NONE, .over_on = DATE_NONE, .purged_on = DATE_NONE};
    k->rule = clock_rule_find(rule);
    if (!k->rule)
        return parse_word(r->mem, "rule", rule, clock_rule_words, e);
    if (!read_on(&s, e) || !fields_date(f, "referral", DATE_NONE, &k->referral, e) ||
        !read_text(&s, "ref", REF_MOST, &s.text, e))
        return false;
    k->on = s.on;
    k->ref = s.text;
    if (!read_target(&s, e) || !trail_begin(&s.trail, r, e))
        return false;
    bool ok = make_clock(&s, &computed, e);
    const char *words =
        ok ? mem_printf(r->mem, "%s from %s: %s", rule, date_iso(r->mem, k->on), clock_sentence(r->mem, k, r->today))
           : "";
    if (!step_end(&s, ok, "start", words, e))
        return false;
    if (computed.warning)
        answer_note(r, a, "clock %ld: %s", k->id, computed.warning);
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
    return to > k->due || err_set(e, ERR_INPUT, "to", "to: %s is not after the day it is due now, %s", date_iso(m, to),
                                  date_iso(m, k->due));
}

static bool clock_extend(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    struct clock *k = &s.clock;
    int to;
    if (!fields_date(f, "to", DATE_NONE, &to, e) || !read_on(&s, e) ||
        !read_text(&s, "reason", REASON_MOST, &s.text, e) || !step_begin(&s, e))
        return false;
    bool ok = check_extension(&s, to, e);
    if (ok) {
        k->agreed = to;
        k->agreed_on = s.on;
        k->agreed_by = r->actor;
        ok = clock_count(r->mem, s.calendar, k, NULL, e);
    }
    return step_end(&s, ok, "extend", k->sentence, e);
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
    if (strcmp(s->clock.rule->name, "assessment-plan") != 0)
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
        !read_text(&s, "note", REASON_MOST, &s.text, e) || !step_begin(&s, e))
        return false;
    bool ok = must_be_open(&s, "closed", e) && check_consent(&s, consent, e);
    k->state = ok ? CLOCK_CLOSED : k->state;
    k->over_on = ok ? s.on : k->over_on;
    const char *words =
        ok ? mem_printf(r->mem, "%s, %s%s%s", clock_status(k, s.calendar, r->today), date_iso(r->mem, s.on),
                        k->due != DATE_NONE ? "; it was " : "", k->due != DATE_NONE ? k->sentence : "")
           : "";
    if (!step_end(&s, ok, "close", words, e))
        return false;
    tell_offers(&s, consent);
    return true;
}

static bool need_reason(struct stepping *s, const char *what, struct err *e) {
    return read_text(s, "reason", REASON_MOST, &s->text, e) &&
           (s->text || err_set(e, ERR_INPUT, "reason", "reason is empty; a clock that is %s says why", what));
}

static bool clock_withdraw(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    if (!read_on(&s, e) || !need_reason(&s, "withdrawn", e) || !step_begin(&s, e))
        return false;
    bool ok = must_be_open(&s, "withdrawn", e);
    s.clock.state = CLOCK_WITHDRAWN;
    s.clock.over_on = s.on;
    return step_end(&s, ok, "withdraw", mem_printf(r->mem, "withdrawn, %s", date_iso(r->mem, s.on)), e);
}

/* EC 56302.1(b): the child enrols elsewhere, or is repeatedly not produced. */
static bool clock_end(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a};
    if (!read_on(&s, e) || !read_text(&s, "note", REASON_MOST, &s.text, e) || !step_begin(&s, e))
        return false;
    bool ok = must_be_open(&s, "ended", e);
    s.clock.state = CLOCK_ENDED;
    s.clock.over_on = s.on;
    s.clock.cause = fields_get(f, "reason");
    return step_end(&s, ok, "end",
                    mem_printf(r->mem, "ended, %s: %s (EC 56302.1(b))", date_iso(r->mem, s.on), s.clock.cause), e);
}

static bool check_reopening(const struct stepping *s, struct err *e) {
    const struct clock *k = &s->clock;
    if (k->state == CLOCK_OPEN)
        return err_set(e, ERR_RULE, "id", "clock %ld is open", k->id);
    return k->purged_on == DATE_NONE ||
           err_set(e, ERR_RULE, "id", "clock %ld was purged on %s: its case is closed for good", k->id,
                   date_iso(s->req->mem, k->purged_on));
}

static bool clock_reopen(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a, .on = r->today};
    struct clock *k = &s.clock;
    if (!need_reason(&s, "reopened", e) || !step_begin(&s, e))
        return false;
    bool ok = check_reopening(&s, e);
    k->state = CLOCK_OPEN;
    k->over_on = DATE_NONE;
    k->cause = NULL;
    ok = ok && clock_count(r->mem, s.calendar, k, NULL, e); /* the calendar may have changed meanwhile */
    return step_end(&s, ok, "reopen",
                    ok ? mem_printf(r->mem, "open again: %s", clock_sentence(r->mem, k, r->today)) : "", e);
}

/* ---- explain ---- */

struct reading {
    const char *reading;
    int due;
};
static const struct column reading_columns[] = {
    {"reading", "READING", CELL_TEXT, offsetof(struct reading, reading), COLUMN_WRAP, NULL},
    {"due", "DUE", CELL_DATE, offsetof(struct reading, due), 0, NULL},
};
static const struct shape reading_shape = SHAPE(reading_columns, reading);

static const struct column happened_columns[] = {
    {"at", NULL, CELL_TEXT, offsetof(struct clock_happened, at), 0, NULL},
    {"at_words", "AT", CELL_TEXT, offsetof(struct clock_happened, at_words), COLUMN_PLAIN, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct clock_happened, by), 0, NULL},
    {"step", "STEP", CELL_TEXT, offsetof(struct clock_happened, kind), 0, NULL},
    {"on", "ON", CELL_DATE, offsetof(struct clock_happened, on), 0, NULL},
    {"due", "DUE", CELL_DATE, offsetof(struct clock_happened, due), 0, NULL},
    {"text", "TEXT", CELL_TEXT, offsetof(struct clock_happened, text), COLUMN_WRAP, NULL},
};
static const struct shape happened_shape = SHAPE(happened_columns, clock_happened);

struct explained {
    struct clock_row row;
    const struct clock *clock;
    const char *title, *trigger, *citation, *source, *as_of, *also, *agreed_by, *cause;
    int referral, target, agreed, agreed_on, over_on, purged_on;
    bool extended;
    struct rows readings, history;
};
static const struct column explain_columns[] = {
    {"id", "clock", CELL_INT, offsetof(struct explained, row.id), 0, NULL},
    {"rule", "rule", CELL_TEXT, offsetof(struct explained, row.rule), 0, NULL},
    {"title", "what is due", CELL_TEXT, offsetof(struct explained, title), 0, NULL},
    {"ref", "case", CELL_TEXT, offsetof(struct explained, row.ref), COLUMN_SPARSE, NULL},
    {"trigger", "started by", CELL_TEXT, offsetof(struct explained, trigger), 0, NULL},
    {"on", "on", CELL_DATE, offsetof(struct explained, row.on), 0, NULL},
    {"referral", "referral", CELL_DATE, offsetof(struct explained, referral), COLUMN_SPARSE, NULL},
    {"due", "due", CELL_DATE, offsetof(struct explained, row.due), 0, NULL},
    {"rolled", NULL, CELL_DATE, offsetof(struct explained, row.rolled), 0, NULL},
    {"act_by", "act by", CELL_DATE, offsetof(struct explained, row.act_by), 0, NULL},
    {"paused_days", "days paused", CELL_INT, offsetof(struct explained, row.paused_days), 0, NULL},
    {"target", "local target, not law", CELL_DATE, offsetof(struct explained, target), COLUMN_SPARSE, NULL},
    {"status", NULL, CELL_TEXT, offsetof(struct explained, row.status), 0, NULL},
    {"status_words", "status", CELL_TEXT, offsetof(struct explained, row.status_words), COLUMN_PLAIN, NULL},
    {"extended", NULL, CELL_BOOL, offsetof(struct explained, extended), 0, NULL},
    {"agreed", "agreed in writing", CELL_DATE, offsetof(struct explained, agreed), COLUMN_SPARSE, NULL},
    {"agreed_on", "agreed on", CELL_DATE, offsetof(struct explained, agreed_on), COLUMN_SPARSE, NULL},
    {"agreed_by", "recorded by", CELL_TEXT, offsetof(struct explained, agreed_by), COLUMN_SPARSE, NULL},
    {"over_on", "over on", CELL_DATE, offsetof(struct explained, over_on), COLUMN_SPARSE, NULL},
    {"cause", "ended because", CELL_TEXT, offsetof(struct explained, cause), COLUMN_SPARSE, NULL},
    {"purged_on", "case purged on", CELL_DATE, offsetof(struct explained, purged_on), COLUMN_SPARSE, NULL},
    {"sentence", "sentence", CELL_TEXT, offsetof(struct explained, row.sentence), 0, NULL},
    {"also", NULL, CELL_TEXT, offsetof(struct explained, also), 0, NULL},
    {"citation", "citation", CELL_TEXT, offsetof(struct explained, citation), 0, NULL},
    {"source", "source", CELL_TEXT, offsetof(struct explained, source), 0, NULL},
    {"as_of", "as of", CELL_TEXT, offsetof(struct explained, as_of), 0, NULL},
    {"readings", "readings", CELL_ROWS, offsetof(struct explained, readings), 0, &reading_shape},
    {"history", "history", CELL_ROWS, offsetof(struct explained, history), 0, &happened_shape},
};
static const struct shape explain_shape = SHAPE(explain_columns, explained);

/* Where the law is read in more than one way: the earlier one counts, the others are shown. */
static void add_readings(struct req *r, const struct calendar *c, const struct clock *k, struct answer *a,
                         struct explained *out) {
    struct reading *list = mem_alloc(r->mem, 4 * sizeof *list);
    struct clock copy = *k;
    struct clock_answer now;
    struct err refused = {0};
    size_t n = 0;
    if (k->due == DATE_NONE || k->rule->is_minimum)
        return;
    list[n++] = (struct reading){k->agreed != DATE_NONE ? "as agreed" : "as counted here, the earlier reading", k->due};
    if (k->agreed == DATE_NONE && k->rule->unit != CLOCK_YEARS)
        list[n++] = (struct reading){"if the last-day rule of EC 9 is applied (CCP 12a, 12b)", k->rolled};
    bool counted = clock_count(r->mem, c, &copy, &now, &refused);
    if (counted && k->agreed != DATE_NONE)
        list[n++] = (struct reading){"by law, without the agreement in writing", now.by_law};
    if (counted && k->agreed == DATE_NONE && k->rule->pauses && now.weekend_due != DATE_NONE)
        list[n++] = (struct reading){"if the weekend just before a break does not count", now.weekend_due};
    if (counted && now.warning)
        answer_note(r, a, "clock %ld: %s", k->id, now.warning);
    out->readings = (struct rows){list, n};
}

static void fill_explained(struct req *r, const struct calendar *c, const struct clock *k,
                           const struct clock_history *history, struct explained *out) {
    *out = (struct explained){.row = row_of(r, c, k),
                              .title = k->rule->title,
                              .trigger = k->rule->trigger,
                              .citation = k->rule->citation,
                              .source = k->rule->source,
                              .as_of = k->rule->as_of,
                              .also = k->rule->also,
                              .agreed_by = k->agreed_by,
                              .cause = k->cause,
                              .referral = k->referral,
                              .target = k->target,
                              .agreed = k->agreed,
                              .agreed_on = k->agreed_on,
                              .over_on = k->over_on,
                              .purged_on = k->purged_on,
                              .extended = k->agreed != DATE_NONE,
                              .history = {history->list, history->count}};
}

/* A case's detail is read on the record: who, and why if they say so. */
static bool clock_explain(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stepping s = {.req = r, .fields = f, .answer = a, .on = INT_MAX};
    struct clock_history history;
    struct explained *out = mem_alloc(r->mem, sizeof *out);
    if (!read_text(&s, "why", REASON_MOST, &s.text, e) || !step_begin(&s, e))
        return false;
    bool ok = clock_history_load(r, s.clock.id, &history, e);
    if (!trail_end(&s.trail, ok, "clock explain", mem_printf(r->mem, "clock %ld", s.clock.id),
                   s.text ? mem_printf(r->mem, "read; why: %s", s.text) : "read", e))
        return false;
    fill_explained(r, s.calendar, &s.clock, &history, out);
    add_readings(r, s.calendar, &s.clock, a, out);
    answer_one(a, &explain_shape, out);
    a->text = "Check the dates against the district's calendar. That you read this is in the trail.";
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
    struct mem *m = t->req->mem;
    for (size_t i = 0; i < all->clocks.count; i++) {
        struct clock k = all->clocks.list[i];
        if (!case_is_over(all, &k, until))
            continue;
        if (!clock_put(t, &k, &(struct clock_step){"purge", t->req->today, NULL}, e) || !clock_forget(t->req, &k, e))
            return false;
        ++*count;
        *names = mem_join(m, *names, ", ", "%ld", k.id);
    }
    return true;
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
        a->text = count == 0 ? mem_printf(r->mem, "No case was closed on or before %s; nothing was purged.", day)
                             : mem_printf(r->mem, "%ld clock%s of cases closed on or before %s would be purged: %s.",
                                          count, count == 1 ? "" : "s", day, names);
        return true;
    }
    const char *words = mem_printf(r->mem, "closed on or before %s: clock%s %s", day, count == 1 ? "" : "s", names);
    if (!trail_end(&t, ok, "clock purge", mem_printf(r->mem, "%ld clock%s", count, count == 1 ? "" : "s"), words, e))
        return false;
    a->text = mem_printf(r->mem,
                         "Purged, %s. Their references and reasons are gone from this file; their dates stay, and the "
                         "chain verifies.\nBackups made before today still hold them.",
                         words);
    return true;
}

/* ---- the table ---- */

static const struct param start_params[] = {
    {"rule", PARAM_ARG, KIND_TEXT, "RULE", "the rule", clock_rule_words},
    {"on", PARAM_NEEDED, KIND_DATE, "DATE", "the day that starts it: day 0", NULL},
    {"ref", PARAM_OPTION, KIND_TEXT, "CASE",
     "the case: a reference of the school's own, never a name, birth date or student number", NULL},
    {"referral", PARAM_OPTION, KIND_DATE, "DATE", "of an iep-meeting: the referral (default: the day of the consent)",
     NULL},
    {"target", PARAM_OPTION, KIND_DATE, "DATE", "of a section-504-response: a local target, not law", NULL},
    {0},
};
static const struct param list_params[] = {
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only those that run", NULL},
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
    {"to", PARAM_NEEDED, KIND_DATE, "DATE", "the day agreed on", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day of the written agreement (default: today)", NULL},
    {"reason", PARAM_OPTION, KIND_TEXT, "TEXT", "why; nothing that says who the pupil is", NULL},
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
    {"clock", "start", "start a legal clock", NEED_WRITE, ROLES_OFFICE, clock_start, start_params, &row_shape,
     "clock start assessment-plan --on 2026-09-14 --ref \"blue 7\""},
    {"clock", "list", "the clocks, the most overdue first", NEED_READ | NOUN_ALONE, ROLES_ALL, clock_list, list_params,
     &row_shape, "clock list --open"},
    {"clock", "explain", "all of one clock: the law, the readings, the history", NEED_WRITE, ROLES_ALL, clock_explain,
     explain_params, &explain_shape, "clock explain 4 --why \"the parent called\""},
    {"clock", "extend", "record that the parent agreed to a later day in writing", NEED_WRITE, ROLES_OFFICE,
     clock_extend, extend_params, &row_shape, "clock extend 4 --to 2026-10-23"},
    {"clock", "close", "what it is for was done; offers the next one", NEED_WRITE, ROLES_OFFICE, clock_close,
     close_params, &row_shape, "clock close 4 --on 2026-09-25 --consent 2026-09-28"},
    {"clock", "withdraw", "the request was withdrawn", NEED_WRITE, ROLES_OFFICE, clock_withdraw, withdraw_params,
     &row_shape, NULL},
    {"clock", "end", "the child enrolled elsewhere, or was repeatedly not produced", NEED_WRITE, ROLES_OFFICE,
     clock_end, end_params, &row_shape, "clock end 4 --reason enrolled-elsewhere"},
    {"clock", "reopen", "go on with one that was over", NEED_WRITE, ROLES_OFFICE, clock_reopen, reopen_params,
     &row_shape, NULL},
    {"clock", "purge", "take away what is said of cases closed long ago", NEED_WRITE, ROLES_OFFICE, clock_purge,
     retention_params, NULL, "clock purge --older-than 5 --dry-run"},
    {"clock", "compute", "the rules alone, for each case of a file", NEED_READ | NEED_IF_THERE, ROLES_ALL,
     clock_compute_file, compute_params, &clock_computed_shape, "clock compute --csv --file cases.csv"},
};
const struct verbs clock_verbs = {verbs, sizeof verbs / sizeof *verbs};
