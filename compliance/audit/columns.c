#include "compliance/audit/columns.h"

#include "base/hint.h"
#include "base/text.h"
#include "compliance/audit/refused.h"

#include <string.h>

/* ---- the header ---- */

static bool is_known(const struct columns *known, const char *name) {
    for (size_t i = 0; i < known->count; i++)
        if (strcmp(known->names[i], name) == 0)
            return true;
    for (size_t i = 0; known->ignored && known->ignored[i]; i++)
        if (strcmp(known->ignored[i], name) == 0)
            return true;
    return *name == '\0' || strcmp(name, refused_column) == 0;
}

static const char *meant_by(const struct columns *known, const char *name) {
    for (size_t i = 0; known->aliases && known->aliases[i][0]; i++)
        if (strcmp(known->aliases[i][0], name) == 0)
            return known->aliases[i][1];
    return text_nearest(name, known->names, known->count);
}

static const char *list_of(const struct columns *known, struct mem *m) {
    const char *list = "";
    for (size_t i = 0; i < known->count; i++)
        list = mem_join(m, list, ",", "%s", known->names[i]);
    return list;
}

bool columns_check(const struct csv_row *header, const struct columns *known, struct mem *m, struct err *e) {
    for (size_t c = 0; c < header->count; c++) {
        const char *name = header->cells[c];
        if (is_known(known, name))
            continue;
        const char *meant = meant_by(known, name);
        return err_set(
            e, ERR_INPUT, "file",
            "the header has a column \"%s\". %s%s%sThe columns are %s. Rename it, or take it out of the file",
            text_shown(m, name), meant ? "Did you mean " : "", meant ? meant : "", meant ? "? " : "",
            list_of(known, m));
    }
    return true;
}

void columns_begin(struct columns_reading *c, const struct columns_kind *kind, struct mem *mem, int today,
                   int year_begin) {
    *c = (struct columns_reading){.kind = kind,
                                  .row = {.mem = mem, .today = today, .year_begin = year_begin, .strict = true}};
}

bool columns_find(struct columns_reading *c, const struct csv_row *header, struct err *e) {
    const char *names[CSV_COLUMNS_MOST] = {NULL};
    struct columns known = {names, 0, c->kind->aliases, c->kind->ignored};
    for (const struct param *q = c->kind->list; q->name; q++) {
        c->at[known.count] = csv_find(header, q->name);
        names[known.count++] = q->name;
    }
    for (size_t i = 0; i < c->kind->needed; i++)
        if (c->at[i] < 0)
            return err_set(e, ERR_INPUT, "file", "the header has no column \"%s\"; the columns are %s", names[i],
                           list_of(&known, c->row.mem));
    return columns_check(header, &known, c->row.mem, e);
}

bool columns_has(const struct columns_reading *c, const char *name) {
    for (size_t i = 0; c->kind->list[i].name; i++)
        if (strcmp(c->kind->list[i].name, name) == 0)
            return c->at[i] >= 0;
    return false;
}

/* ---- a row ---- */

static void trim(struct mem *m, struct field *f) {
    const char *text = f->value + strspn(f->value, " ");
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == ' ')
        n--;
    if (text == f->value && text[n] == '\0')
        return;
    f->typed = f->value;
    f->value = mem_textn(m, text, n);
}

void columns_read(struct columns_reading *c, const struct csv_row *row) {
    struct err e = {0};
    c->problems = (struct problems){.mem = c->row.mem};
    c->row.list = c->cells;
    c->row.count = 0;
    if (row->fault) {
        err_set(&e, ERR_INPUT, "file", "%s", row->fault);
        problem_take(&c->problems, 0, &e);
        return;
    }
    for (size_t i = 0; c->kind->list[i].name; i++) {
        const struct param *q = &c->kind->list[i];
        struct field *one = &c->cells[c->row.count];
        if (c->at[i] < 0)
            continue;
        *one = (struct field){.name = q->name, .value = row->cells[c->at[i]]};
        if (q->kind != KIND_TEXT || q->words)
            trim(c->row.mem, one);
        if (param_read(q, &c->row, one, &e))
            c->row.count++;
        else
            problem_take(&c->problems, 0, &e);
    }
}

bool columns_add(struct columns_reading *c, struct err *e) { return problem_take(&c->problems, 0, e); }

bool columns_settle(const struct columns_reading *c, struct err *e) {
    const struct problems *p = &c->problems;
    const struct hint *next = NULL;
    const char *words = "";
    if (p->count == 0)
        return true;
    for (size_t i = 0; i < p->count; i++) {
        words = mem_join(p->mem, words, "; ", "%s", p->list[i].message);
        next = hint_also(p->mem, next, p->list[i].next);
    }
    return err_hinted(e, next, problems_kind(p), p->list[0].field, "%s", words);
}
