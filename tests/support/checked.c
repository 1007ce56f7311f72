#include "tests/support/checked.h"

#include "door/rooms.h"
#include "maintenance/copies.h"

#include <check.h>
#include <string.h>

/* ---- hints ---- */

static bool has_word(const char *const *words, const char *word) {
    while (*words && strcmp(*words, word) != 0)
        words++;
    return *words != NULL;
}

static void check_value(const char *line, const struct verb *v, const struct field *f) {
    const struct param *keys = NULL, *own = NULL;
    for (const struct param *p = v->params; p->name; p++) {
        own = strcmp(p->name, f->name) == 0 && (p->form != PARAM_SET || f->value == hint_blank) ? p : own;
        keys = p->form == PARAM_SET ? p : keys;
    }
    ck_assert_msg(own || (keys && (!keys->words || has_word(keys->words, f->name))),
                  "%s: a hint gives %s to %s %s, which does not take it", line, f->name, v->noun, v->name);
    ck_assert_msg(!own || own->form != PARAM_FLAG || strcmp(f->value, "yes") == 0, "%s: a hint's flag %s is \"%s\"",
                  line, f->name, f->value);
}

/* The values are read as a door would read them. What is left out or blank is for the reader to fill in. */
static void check_values(struct world *w, const char *line, const struct verb *v, const struct hint *h) {
    struct fields f = {.mem = w->mem, .today = w->req.today, .year_begin = w->req.today};
    struct problems p = {.mem = w->mem};
    for (size_t i = 0; i < h->count; i++) {
        check_value(line, v, &h->values[i]);
        if (h->values[i].value != hint_blank)
            fields_add(&f, h->values[i].name, h->values[i].value);
    }
    params_read(v->params, &f, &p);
    for (size_t i = 0; i < p.count; i++)
        ck_assert_msg(!fields_has(&f, p.list[i].field), "%s: a hint for %s %s: %s", line, v->noun, v->name,
                      p.list[i].message);
}

static void check_hints(struct world *w, const char *line, const struct hint *h) {
    for (; h; h = h->also) {
        const struct verb *v = verb_find(test_rooms(), h->noun, h->verb);
        ck_assert_msg(v != NULL, "%s: a hint names %s %s, which is no verb", line, h->noun, h->verb);
        ck_assert_msg(!h->words || !strstr(h->words, "guidestock "), "%s: a hint's words hold a command: %s", line,
                      h->words);
        check_values(w, line, v, h);
    }
}

static void check_rows(struct world *w, const char *line, const struct shape *shape, const struct rows *rows) {
    for (size_t i = 0; i < rows->count; i++)
        for (size_t c = 0; c < shape->count; c++) {
            const struct column *col = &shape->columns[c];
            const char *at = (const char *)rows->list + i * shape->size + col->offset;
            if (col->type == CELL_HINT)
                check_hints(w, line, *(const struct hint *const *)(const void *)at);
            else if (col->type == CELL_ROWS)
                check_rows(w, line, col->rows, (const void *)at);
        }
}

/* ---- the shape ---- */

/* A report is a table, and a paper with --out. */
static bool has_paper(const struct verb *v) {
    for (const struct param *p = v->params; p->name; p++)
        if (p->kind == KIND_OUT_FILE)
            return true;
    return false;
}

/* An export without what is said of cases has the first columns of the shape, and no others. */
static bool is_cut_short(const struct shape *shape, const struct shape *whole) {
    bool same = shape && shape->count > 0 && shape->count < whole->count && shape->size == whole->size;
    for (size_t c = 0; same && c < shape->count; c++)
        same = memcmp(&shape->columns[c], &whole->columns[c], sizeof *shape->columns) == 0;
    return same;
}

static void check_shape(const char *line, const struct verb *v, const struct answer *a) {
    if (a->form == ANSWER_NULL)
        return;
    if (strcmp(v->noun, "restore") == 0 && a->shape == &copy_shape)
        return; /* without a file it lists the copies */
    if (a->form == ANSWER_BYTES && has_paper(v))
        return;
    const struct shape *shape = a->form == ANSWER_TEXT    ? &shape_text
                                : a->form == ANSWER_BYTES ? &shape_bytes
                                                          : a->shape;
    ck_assert_msg(shape == v->shape || is_cut_short(shape, v->shape),
                  "%s: the answer does not have the shape that its verb declares", line);
}

void check_told(struct world *w, const char *line, const struct verb *v, bool ok) {
    const struct answer *a = &w->answer;
    if (ok && v)
        check_shape(line, v, a);
    if (ok && a->shape && (a->form == ANSWER_ONE || a->form == ANSWER_LIST))
        check_rows(w, line, a->shape, &a->rows);
    check_hints(w, line, a->next);
    for (size_t i = 0; i < a->note_count; i++)
        check_hints(w, line, a->notes[i].next);
    check_hints(w, line, w->err.next);
    for (size_t i = 0; i < w->req.problems.count; i++)
        check_hints(w, line, w->req.problems.list[i].next);
}
