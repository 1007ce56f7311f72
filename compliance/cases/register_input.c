#include "compliance/cases/register_input.h"

#include "base/text.h"
#include "compliance/audit/privacy.h"
#include "compliance/cases/checklist.h"
#include "compliance/school/year.h"

#include <string.h>

enum { DAYS_AHEAD = 400, OFFICE_BEGINS = 7, OFFICE_ENDS = 18 };

static bool is_step(const struct register_draft *d, const char *name) { return strcmp(d->step->name, name) == 0; }

/* ---- single values ---- */

/* The number of up to two digits, and moves past them; -1 where there is no digit. */
static int digits(const char **at) {
    int n = -1;
    for (int i = 0; i < 2 && **at >= '0' && **at <= '9'; i++, ++*at)
        n = (n < 0 ? 0 : n * 10) + (**at - '0');
    return n;
}

bool register_time(const char *text, struct register_hour *out) {
    const char *at = text;
    *out = (struct register_hour){.hour = digits(&at)};
    bool colon = *at == ':';
    if (colon) {
        const char *from = ++at;
        out->minute = digits(&at);
        if (at - from != 2)
            return false;
    }
    at += *at == ' ';
    bool am = text_same_nocase(at, "am"), pm = text_same_nocase(at, "pm"), marked = am || pm;
    int least = marked || !colon ? 1 : 0, most = marked ? 12 : colon ? 23 : OFFICE_ENDS;
    if (out->hour < least || out->hour > most || out->minute > 59 || (!marked && *at))
        return false;
    out->night = !marked && out->hour < OFFICE_BEGINS;
    if (marked)
        out->hour = out->hour % 12 + (pm ? 12 : 0);
    return true;
}

static bool read_time(struct mem *m, const char *name, const char *text, const char **value, struct err *e) {
    struct register_hour t;
    if (!register_time(text, &t))
        return err_set(e, ERR_INPUT, name, "%s: \"%s\" is not a time of day; write it like 14:30 or 2:30pm", name,
                       text_shown(m, text));
    int twelve = t.hour == 0 ? 12 : t.hour;
    if (t.night)
        return err_set(e, ERR_INPUT, name, "%s: %s is at night; write %d:%02d or %d:%02dpm (for the night, %d:%02dam)",
                       name, text_shown(m, text), t.hour + 12, t.minute, twelve, t.minute, twelve, t.minute);
    *value = mem_printf(m, "%02d:%02d", t.hour, t.minute);
    return true;
}

static bool read_link(const struct register_draft *d, const struct register_field *field, const char *text,
                      struct err *e) {
    bool web = text_starts(text, "https://") || text_starts(text, "http://");
    return (web && !strchr(text, ' ')) ||
           err_set(e, ERR_INPUT, field->name, "%s: \"%s\" is not a web address; write it like https://example.org/meet",
                   field->name, text_shown(d->req->mem, text));
}

/* One language goes by one name: by that of the table where there is one, else with a capital and single blanks. */
static bool read_language(const struct register_draft *d, const char *text, const char **value, struct err *e) {
    struct req *r = d->req;
    char *own = mem_text(r->mem, text_trimmed(r->mem, text));
    if (r->language_name)
        return r->language_name(r, own, value, e);
    if (*own >= 'a' && *own <= 'z')
        *own = (char)(*own - 'a' + 'A');
    *value = own;
    return true;
}

/* What params_read cannot know of a value: names in it, times, languages. */
static bool read_value(const struct register_draft *d, const struct register_field *field, const char *text,
                       const char **value, struct err *e) {
    struct mem *m = d->req->mem;
    const char *name = field->name;
    *value = mem_text(m, text);
    switch (field->kind) {
    case REGISTER_TIME:
        return read_time(m, name, text, value, e);
    case REGISTER_MINUTES:
        *value = mem_printf(m, "%ld", field_int(d->fields, name, 0));
        return true;
    case REGISTER_LINK:
        return read_link(d, field, text, e);
    case REGISTER_YEAR:
        *value = year_text(m, field_year(d->fields, name, 0));
        return true;
    case REGISTER_REF:
        return privacy_check_case(m, name, text, e);
    case REGISTER_TEXT: /* of a case or not: a pupil's name fits into a place, too, and would stay in the chain */
        return privacy_check_ref(m, name, text, e);
    case REGISTER_LANGUAGE:
        return privacy_check_ref(m, name, text, e) && read_language(d, text, value, e);
    case REGISTER_STAFF:
        return privacy_check_number(m, name, text, e);
    case REGISTER_WORD:
    case REGISTER_FLAG:
    case REGISTER_DOCUMENT:
        return true;
    }
    return true;
}

static bool read_values(struct register_draft *d, struct err *e) {
    struct req *r = d->req;
    bool documents = false;
    for (const struct register_field *field = d->step->fields; field->name; field++) {
        const char *text = field_text(d->fields, field->name), *value = NULL;
        documents = documents || field->kind == REGISTER_DOCUMENT;
        if (field->kind == REGISTER_DOCUMENT)
            continue;
        if (!text && field->kind == REGISTER_YEAR)
            value = year_text(r->mem, year_of(d->on));
        else if (text && !read_value(d, field, text, &value, e) && !problem_take(&r->problems, 0, e))
            return false;
        if (value)
            register_set(r->mem, &d->values,
                         &(struct register_value){field->name, value, (field->flags & FIELD_CASE) != 0});
    }
    return !documents || checklist_read(d, e);
}

bool register_ref(const struct fields *f, const char **ref, struct err *e) {
    *ref = field_text(f, "ref");
    return !*ref || privacy_check_case(f->mem, "ref", *ref, e);
}

/* ---- the day ---- */

/* Steps whose day may lie before the entry's day: taking back, and closing it for what became of it. */
static bool has_free_day(const struct register_step *step) {
    return step->flags & (STEP_SETS_DAY | STEP_REOPENS) || (step->flags & STEP_CLOSES && !step->key);
}

static bool check_day(const struct register_draft *d, const char *field, struct err *e) {
    const struct register_step *step = d->step;
    struct mem *m = d->req->mem;
    const char *on = date_iso(m, d->on);
    if (step->flags & STEP_SETS_DAY && d->book->ahead &&
        (d->on > d->req->today + DAYS_AHEAD || d->on < date_from(1990, 1, 1)))
        return err_set(e, ERR_INPUT, field, "%s: %s is %s; is the year right?", field, on,
                       d->on > d->req->today ? "more than a year ahead" : "before 1990");
    if (!d->entry || has_free_day(step))
        return true;
    bool after = step->flags & STEP_NOT_AFTER;
    if (after ? d->on <= d->entry->on : d->on >= d->entry->on)
        return true;
    return err_set(e, ERR_INPUT, field, "%s: %s is %s %s, %s", field, on, after ? "after" : "before", d->book->day,
                   date_iso(m, d->entry->on));
}

/* A meeting that was held, was held on its day; any other step happened today unless a day is given. */
static int usual_day(const struct register_draft *d) {
    const char *outcome = field_text(d->fields, "outcome");
    bool held = d->entry && d->book->ahead && is_step(d, "done") && (!outcome || strcmp(outcome, "held") == 0);
    return held && d->entry->on < d->req->today ? d->entry->on : d->req->today;
}

int register_day_within(const struct register_draft *first, const struct register_step *step) {
    bool at_once = step->flags & STEP_CLOSES && first->book->closed_without &&
                   !register_get(&first->values, first->book->closed_without);
    return step->key ? field_date(first->fields, step->key, at_once ? first->on : DATE_NONE) : DATE_NONE;
}

/* The days that come with the making of an entry, checked on the entry as it will be. */
static bool check_days_within(const struct register_draft *first, struct err *e) {
    const struct register_entry x = {
        .book = first->book, .on = first->on, .now = first->values, .closed_on = DATE_NONE, .purged_on = DATE_NONE};
    for (const struct register_step *s = first->book->steps; s->name; s++) {
        struct register_draft d = {first->req, first->fields, first->book, s, &x, register_day_within(first, s), {0}};
        if (d.on != DATE_NONE && (!check_day(&d, s->key, e) || (d.book->check && !d.book->check(&d, e))) &&
            !problem_take(&first->req->problems, 0, e))
            return false;
    }
    return true;
}

/* ---- the state ---- */

static bool check_state(const struct register_draft *d, struct err *e) {
    const struct register_entry *x = d->entry;
    const struct register_step *step = d->step;
    bool closed = x->status != REGISTER_OPEN;
    if (x->purged_on != DATE_NONE)
        return err_set(e, ERR_RULE, "id", "%s %ld was purged on %s: its case is closed for good", d->book->one,
                       x->number, date_iso(d->req->mem, x->purged_on));
    if (step->flags & STEP_REOPENS)
        return closed || err_set(e, ERR_CONFLICT, "id", "%s %ld is open", d->book->one, x->number);
    if (closed && (x->status == REGISTER_VOID || !(step->flags & STEP_ANY_STATE)))
        return err_hinted(e, register_hint(d->req->mem, "To go on with it, first", d->book, "reopen", x->number),
                          ERR_CONFLICT, "id", "%s %ld is %s since %s", d->book->one, x->number,
                          x->status == REGISTER_VOID ? "void" : "done", date_iso(d->req->mem, x->closed_on));
    const char *was = step->flags & STEP_ONCE ? register_get(&x->now, step->key) : NULL;
    return !was || err_set(e, ERR_CONFLICT, "id", "%s %ld: %s on %s already", d->book->one, x->number, step->said, was);
}

bool register_read(struct register_draft *d, struct err *e) {
    struct problems *problems = &d->req->problems;
    struct err state = {0};
    d->on = field_date(d->fields, "on", usual_day(d));
    bool may = !d->entry || check_state(d, &state);
    if (!read_values(d, e) || (may && !check_day(d, "on", e) && !problem_take(problems, 0, e)) ||
        (d->step == d->book->steps && !check_days_within(d, e)) || problems->count > 0)
        return false;
    if (!may)
        *e = state;
    return may && (!d->book->check || d->book->check(d, e));
}
