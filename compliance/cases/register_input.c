#include "compliance/cases/register_input.h"

#include "base/text.h"
#include "compliance/audit/privacy.h"
#include "compliance/school/year.h"

#include <string.h>

enum { PLAIN_MOST = 200, MINUTES_MOST = 600, DAYS_AHEAD = 400, OFFICE_BEGINS = 7, OFFICE_ENDS = 18 };

static bool is_step(const struct register_draft *d, const char *name) { return strcmp(d->step->name, name) == 0; }

/* ---- single values ---- */

/* Up to two digits; -1: none. Moves past them. */
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
        return err_set(e, ERR_INPUT, name, "%s: \"%s\" is no time of day; write it like 14:30 or 2:30pm", name,
                       text_shown(m, text));
    int twelve = t.hour == 0 ? 12 : t.hour;
    if (t.night)
        return err_set(e, ERR_INPUT, name, "%s: %s is at night; say %d:%02d or %d:%02dpm (or, if it is so, %d:%02dam)",
                       name, text_shown(m, text), t.hour + 12, t.minute, twelve, t.minute, twelve, t.minute);
    *value = mem_printf(m, "%02d:%02d", t.hour, t.minute);
    return true;
}

static bool is_blank(const char *text) { return text[strspn(text, " ")] == '\0'; }

static bool read_word(const struct register_draft *d, const struct register_field *field, const char *text,
                      const char **value, struct err *e) {
    *value = text;
    return parse_typed_word(d->req->mem, field->name, value, field->words, e);
}

static bool read_link(const struct register_draft *d, const struct register_field *field, const char *text,
                      struct err *e) {
    bool web = text_starts(text, "https://") || text_starts(text, "http://");
    return (web && !strchr(text, ' ')) ||
           err_set(e, ERR_INPUT, field->name, "%s: \"%s\" is no web address; write it like https://example.org/meet",
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

static bool read_value(const struct register_draft *d, const struct register_field *field, const char *text,
                       const char **value, struct err *e) {
    struct mem *m = d->req->mem;
    const char *name = field->name;
    bool of_case = field->flags & FIELD_CASE;
    long n;
    int year;
    *value = mem_text(m, text);
    if (is_blank(text))
        return err_set(e, ERR_INPUT, name, "%s: it is empty", name);
    size_t most = strcmp(name, "ref") == 0 ? REGISTER_REF_MOST : of_case ? REGISTER_TEXT_MOST : PLAIN_MOST;
    if (!parse_text(m, name, text, most, e))
        return false;
    switch (field->kind) {
    case REGISTER_WORD:
        return read_word(d, field, text, value, e);
    case REGISTER_TIME:
        return read_time(m, name, text, value, e);
    case REGISTER_NUMBER:
        if (!parse_int(m, name, text, (struct range){1, MINUTES_MOST}, &n, e))
            return false;
        *value = mem_printf(m, "%ld", n);
        return true;
    case REGISTER_LINK:
        return read_link(d, field, text, e);
    case REGISTER_YEAR:
        return year_parse(text, &year) || err_set(e, ERR_INPUT, name, "%s: \"%s\" is no school year; write it like %s",
                                                  name, text_shown(m, text), year_text(m, year_of(d->on)));
    case REGISTER_TEXT: /* whatever it is about: a pupil's name fits into a place, too, and would stay in the chain */
        return strcmp(name, "ref") == 0 ? privacy_check_case(m, name, text, e) : privacy_check_ref(m, name, text, e);
    case REGISTER_LANGUAGE:
        return privacy_check_ref(m, name, text, e) && read_language(d, text, value, e);
    case REGISTER_STAFF:
        return privacy_check_number(m, name, text, e);
    case REGISTER_FLAG:
        return true;
    }
    return true;
}

static bool read_values(struct register_draft *d, struct err *e) {
    for (const struct register_field *field = d->step->fields; field->name; field++) {
        const char *text = fields_get(d->fields, field->name), *value = NULL;
        if (!text && field->kind == REGISTER_YEAR)
            value = year_text(d->req->mem, year_of(d->on));
        else if (text && !read_value(d, field, text, &value, e))
            return false;
        if (value)
            register_set(d->req->mem, &d->values,
                         &(struct register_value){field->name, value, (field->flags & FIELD_CASE) != 0});
    }
    return true;
}

bool register_ref(const struct fields *f, const char **ref, struct err *e) {
    *ref = fields_get(f, "ref");
    return !*ref ||
           (parse_text(f->mem, "ref", *ref, REGISTER_REF_MOST, e) && privacy_check_case(f->mem, "ref", *ref, e));
}

/* ---- the day ---- */

/* Of what stands in no order to the entry's day: taking back, or closing it for what became of it. */
static bool has_free_day(const struct register_step *step) {
    return step->flags & (STEP_SETS_DAY | STEP_REOPENS) || (step->flags & STEP_CLOSES && !step->key);
}

static bool check_day(const struct register_draft *d, const char *field, struct err *e) {
    const struct register_step *step = d->step;
    struct mem *m = d->req->mem;
    const char *on = date_iso(m, d->on);
    if (!(step->flags & STEP_SETS_DAY && d->book->ahead)) {
        if (!check_past(d->fields, field, d->on, e))
            return false;
    } else if (d->on > d->req->today + DAYS_AHEAD || d->on < date_from(1990, 1, 1)) {
        return err_set(e, ERR_INPUT, field, "%s: %s is %s; is the year right?", field, on,
                       d->on > d->req->today ? "more than a year ahead" : "before 1990");
    }
    if (!d->entry || has_free_day(step))
        return true;
    bool after = step->flags & STEP_NOT_AFTER;
    if (after ? d->on <= d->entry->on : d->on >= d->entry->on)
        return true;
    return err_set(e, ERR_INPUT, field, "%s: %s is %s %s, %s", field, on, after ? "after" : "before", d->book->day,
                   date_iso(m, d->entry->on));
}

/* A meeting that was held, was held on its day; anything else happened today unless it is said. */
static int usual_day(const struct register_draft *d) {
    const char *outcome = fields_get(d->fields, "outcome");
    bool held = d->book->ahead && is_step(d, "done") && (!outcome || text_same_nocase(outcome, "held"));
    return held && d->entry->on < d->req->today ? d->entry->on : d->req->today;
}

/* ---- the state ---- */

static bool check_state(const struct register_draft *d, struct err *e) {
    const struct register_entry *x = d->entry;
    const struct register_step *step = d->step;
    const char *noun = d->book->noun;
    bool closed = x->status != REGISTER_OPEN;
    if (x->purged_on != DATE_NONE)
        return err_set(e, ERR_RULE, "id", "%s %ld was purged on %s: its case is closed for good", d->book->one,
                       x->number, date_iso(d->req->mem, x->purged_on));
    if (step->flags & STEP_REOPENS)
        return closed || err_set(e, ERR_CONFLICT, "id", "%s %ld is open", d->book->one, x->number);
    if (closed && (x->status == REGISTER_VOID || !(step->flags & STEP_ANY_STATE)))
        return err_set(e, ERR_CONFLICT, "id",
                       "%s %ld is %s since %s; to go on with it, first: guidestock %s reopen %ld", d->book->one,
                       x->number, x->status == REGISTER_VOID ? "void" : "done", date_iso(d->req->mem, x->closed_on),
                       noun, x->number);
    const char *was = step->flags & STEP_ONCE ? register_get(&x->now, step->key) : NULL;
    return !was || err_set(e, ERR_CONFLICT, "id", "%s %ld: %s on %s already", d->book->one, x->number, step->said, was);
}

bool register_read_day(struct register_draft *d, int on, struct err *e) {
    d->on = on;
    return check_state(d, e) && check_day(d, d->step->key, e) && (!d->book->check || d->book->check(d, e));
}

bool register_read(struct register_draft *d, struct err *e) {
    if (d->entry && !check_state(d, e))
        return false;
    return fields_date(d->fields, "on", d->entry ? usual_day(d) : d->req->today, &d->on, e) && read_values(d, e) &&
           check_day(d, "on", e) && (!d->book->check || d->book->check(d, e));
}
