#include "base/param.h"

#include "base/date.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A name of no parameter is a key, where the verb takes keys: the verb knows which there are. */
static const struct param *find_param(const struct param *params, const char *name) {
    const struct param *keys = NULL;
    for (; params->name; params++)
        if (params->form == PARAM_SET)
            keys = params;
        else if (strcmp(params->name, name) == 0)
            return params;
    return keys;
}

static bool is_repeated(const struct param *q) { return q->form == PARAM_REPEAT || q->form == PARAM_SOME; }

/* Of a repeated field, which one it is, from 1. */
static long row_of(const struct fields *f, size_t i) {
    long row = 1;
    for (size_t k = 0; k < i; k++)
        row += strcmp(f->list[k].name, f->list[i].name) == 0;
    return row;
}

static bool read_word(const struct param *q, const struct fields *all, struct field *f, struct err *e) {
    const char *written = f->value;
    size_t words = 0, digits = strspn(written, "0123456789");
    if (all->strict)
        return parse_word(all->mem, f->name, written, q->words, e);
    while (q->words[words])
        words++;
    long place = digits > 0 && digits < 3 && !written[digits] ? strtol(written, NULL, 10) : 0;
    if (q->kind == KIND_NUMBERED && place >= 1 && (size_t)place <= words)
        f->value = q->words[place - 1];
    else if (!parse_typed_word(all->mem, f->name, &f->value, q->words, e))
        return false;
    if (strcmp(written, f->value) != 0)
        f->typed = written;
    return true;
}

static bool read_day(const struct param *q, const struct fields *all, struct field *f, struct err *e) {
    int date = DATE_NONE;
    if (!(all->strict ? parse_file_date : parse_date)(all, f->name, f->value, &date, e))
        return false;
    f->number = date;
    return !(q->flags & DATE_PAST) || check_past(all, f->name, date, e);
}

static bool read_year(const struct fields *all, struct field *f, struct err *e) {
    int year;
    if (!date_parse_years(f->value, &year))
        return err_set(e, ERR_INPUT, f->name, "%s: \"%s\" is not a school year; write it like 2026-27", f->name,
                       text_shown(all->mem, f->value));
    f->number = year;
    return true;
}

bool param_read(const struct param *q, const struct fields *all, struct field *f, struct err *e) {
    const bool needed = q->form == PARAM_ARG || q->form == PARAM_NEEDED || q->form == PARAM_REPEAT;
    if (!*f->value && !needed)
        return true;
    if (q->form == PARAM_FLAG || q->kind == KIND_FILE || q->kind == KIND_OUT_FILE)
        return true;
    if (q->words && q->form != PARAM_SET)
        return read_word(q, all, f, e);
    if (!*f->value && q->kind != KIND_TEXT)
        return err_set(e, ERR_INPUT, f->name, "%s is empty: %s", f->name, q->what);
    if (q->kind == KIND_INT) {
        const struct range range = {q->least, q->least == 0 && q->most == 0 ? INT_MOST : q->most};
        return parse_int(all->mem, f->name, f->value, range, &f->number, e);
    }
    if (q->kind == KIND_DATE)
        return read_day(q, all, f, e);
    if (q->kind == KIND_YEAR)
        return read_year(all, f, e);
    if (!f->value[strspn(f->value, " ")] && (q->flags & TEXT_NEEDED))
        return err_set(e, ERR_INPUT, f->name, "%s is empty: %s", f->name, q->what);
    return parse_text(all->mem, f->name, f->value, q->most ? (size_t)q->most : TEXT_BYTES, e);
}

/* A door that reads words in their places has told in its own words what is missing. */
static bool is_told(const struct problems *p, const char *field) {
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->list[i].field, field) == 0)
            return true;
    return false;
}

static void tell_missing(const struct param *params, const struct fields *f, struct problems *p) {
    for (const struct param *q = params; q->name; q++) {
        bool needed = q->form == PARAM_ARG || q->form == PARAM_NEEDED || q->form == PARAM_REPEAT;
        struct err e = {0};
        if (!needed || fields_has(f, q->name) || is_told(p, q->name))
            continue;
        err_set(&e, ERR_INPUT, q->name, "%s is missing: %s", q->name, q->what);
        problem_take(p, 0, &e);
    }
}

void params_read(const struct param *params, struct fields *f, struct problems *p) {
    for (size_t i = 0; i < f->count; i++) {
        struct field *one = &f->list[i];
        const struct param *q = find_param(params, one->name);
        struct err e = {0};
        if (!q)
            err_set(&e, ERR_INPUT, one->name, "there is no field \"%s\" here", text_shown(f->mem, one->name));
        else if (q->form != PARAM_SET)
            param_read(q, f, one, &e);
        else
            parse_text(f->mem, one->name, one->value, TEXT_BYTES, &e);
        problem_take(p, q && is_repeated(q) ? row_of(f, i) : 0, &e);
    }
    tell_missing(params, f, p);
}
