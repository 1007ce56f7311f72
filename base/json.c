#include "base/json.h"

#include "base/date.h"

#include <jansson.h>
#include <string.h>

static json_t *text_value(const char *text) {
    json_t *s = text ? json_string(text) : json_null();
    return s ? s : json_string("(not UTF-8)");
}

static json_t *rows_value(const struct shape *shape, const struct rows *rows);

static json_t *date_value(int date) {
    char text[16];
    int y, m, d;
    if (date == DATE_NONE)
        return json_null();
    date_split(date, &y, &m, &d);
    snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
    return json_string(text);
}

static json_t *texts_value(const char *const *texts) {
    json_t *array = json_array();
    for (; texts && *texts; texts++)
        json_array_append_new(array, text_value(*texts));
    return array;
}

/* One value is a text, a blank is null, and several of one name are an array. */
static void add_hint_value(json_t *values, const struct field *f) {
    json_t *one = f->value == hint_blank ? json_null() : text_value(f->value),
           *there = json_object_get(values, f->name);
    if (!there) {
        json_object_set_new(values, f->name, one);
    } else if (json_is_array(there)) {
        json_array_append_new(there, one);
    } else {
        json_t *array = json_array();
        json_array_append(array, there);
        json_array_append_new(array, one);
        json_object_set_new(values, f->name, array);
    }
}

static json_t *one_hint(const struct hint *h) {
    json_t *object = json_object(), *values = json_object();
    char verb[100];
    for (size_t i = 0; i < h->count; i++)
        add_hint_value(values, &h->values[i]);
    snprintf(verb, sizeof verb, "%s%s%s", h->noun, *h->verb ? " " : "", h->verb);
    json_object_set_new(object, "verb", text_value(verb));
    json_object_set_new(object, "values", values);
    json_object_set_new(object, "words", text_value(h->words));
    return object;
}

static json_t *hints_value(const struct hint *h) {
    json_t *array = json_array();
    for (; h; h = h->also)
        json_array_append_new(array, one_hint(h));
    return array;
}

/* Of a cell: the first hint, with the others in its member "also". */
static json_t *hint_value(const struct hint *h) {
    json_t *object = h ? one_hint(h) : json_null();
    if (h && h->also)
        json_object_set_new(object, "also", hints_value(h->also));
    return object;
}

static json_t *row_number(long row) { return row > 0 ? json_integer(row) : json_null(); }

/* Refused rows of a file are told as problems where the request failed. */
static json_t *notes_value(const struct answer *a, bool rows) {
    json_t *array = json_array();
    for (size_t i = 0; i < a->note_count; i++) {
        if (a->notes[i].line > 0 && !rows)
            continue;
        json_t *note = json_object();
        json_object_set_new(note, "message", text_value(a->notes[i].words));
        json_object_set_new(note, "row", row_number(a->notes[i].line));
        json_object_set_new(note, "next", hints_value(a->notes[i].next));
        json_array_append_new(array, note);
    }
    return array;
}

static void add_beside(json_t *object, const struct answer *a) {
    json_object_set_new(object, "notes", notes_value(a, true));
    json_object_set_new(object, "next", hints_value(a->next));
}

static json_t *cell_value(const struct column *c, const void *row) {
    const void *at = (const char *)row + c->offset;
    switch (c->type) {
    case CELL_TEXT:
        return text_value(*(const char *const *)at);
    case CELL_INT:
        return *(const long *)at == INT_NONE ? json_null() : json_integer(*(const long *)at);
    case CELL_DATE:
        return date_value(*(const int *)at);
    case CELL_BOOL:
        return json_boolean(*(const bool *)at);
    case CELL_TEXTS:
        return texts_value(*(const char *const *const *)at);
    case CELL_ROWS:
        return rows_value(c->rows, at);
    case CELL_HINT:
        return hint_value(*(const struct hint *const *)at);
    }
    return json_null();
}

static json_t *row_value(const struct shape *shape, const void *row) {
    json_t *object = json_object();
    for (size_t i = 0; i < shape->count; i++)
        if (!(shape->columns[i].flags & COLUMN_PLAIN))
            json_object_set_new(object, shape->columns[i].name, cell_value(&shape->columns[i], row));
    return object;
}

static json_t *rows_value(const struct shape *shape, const struct rows *rows) {
    json_t *array = json_array();
    for (size_t i = 0; i < rows->count; i++)
        json_array_append_new(array, row_value(shape, (const char *)rows->list + i * shape->size));
    return array;
}

static json_t *answer_value(const struct answer *a) {
    switch (a->form) {
    case ANSWER_LIST:
        return rows_value(a->shape, &a->rows);
    case ANSWER_ONE: {
        json_t *one = row_value(a->shape, a->rows.list);
        add_beside(one, a);
        return one;
    }
    case ANSWER_NULL:
        return json_null();
    case ANSWER_TEXT:
    case ANSWER_BYTES:
        break;
    }
    json_t *object = json_object();
    json_object_set_new(object, "message", text_value(a->text));
    return object;
}

static int add_bytes(const char *bytes, size_t count, void *out) {
    buf_add(out, bytes, count);
    return 0;
}

static void dump(struct buf *out, json_t *value) {
    json_dump_callback(value, add_bytes, out, JSON_INDENT(2) | JSON_ENCODE_ANY);
    json_decref(value);
    buf_add(out, "\n", 1);
}

void json_answer(struct buf *out, const struct answer *a) { dump(out, answer_value(a)); }

bool json_holds_notes(const struct answer *a) { return a->form == ANSWER_ONE; }

void json_beside(struct buf *out, const struct answer *a) {
    if (a->note_count == 0 && !a->next)
        return;
    json_t *object = json_object();
    add_beside(object, a);
    dump(out, object);
}

void json_finding(struct buf *out, const struct answer *a, const struct err *e) {
    json_t *object = json_object();
    json_object_set_new(object, "message", text_value(e->message));
    json_object_set_new(object, "notes", notes_value(a, true));
    json_object_set_new(object, "next", hints_value(e->next));
    dump(out, object);
}

static void add_problem(json_t *problems, const char *field, long row, const char *message) {
    json_t *object = json_object();
    json_object_set_new(object, "field", field && *field ? text_value(field) : json_null());
    json_object_set_new(object, "row", row_number(row));
    json_object_set_new(object, "message", text_value(message));
    json_array_append_new(problems, object);
}

static void add_all_problems(json_t *problems, json_t *next, const struct problems *p) {
    for (size_t i = 0; i < p->count; i++) {
        json_t *more = hints_value(p->list[i].next);
        add_problem(problems, p->list[i].field, p->list[i].row, p->list[i].message);
        json_array_extend(next, more);
        json_decref(more);
    }
    if (p->left_out > 0) {
        char words[40];
        snprintf(words, sizeof words, "and %zu more", p->left_out);
        add_problem(problems, NULL, 0, words);
    }
}

void json_failure(struct buf *out, const char *kind, const struct problems *p, const struct answer *a,
                  const struct err *e) {
    json_t *object = json_object(), *problems = json_array(), *next = hints_value(p->count > 0 ? NULL : e->next);
    for (size_t i = 0; i < a->note_count; i++)
        if (a->notes[i].line > 0)
            add_problem(problems, NULL, a->notes[i].line, a->notes[i].words);
    add_all_problems(problems, next, p);
    if (p->count == 0)
        add_problem(problems, e->field, 0, e->message);
    json_object_set_new(object, "kind", text_value(kind));
    json_object_set_new(object, "problems", problems);
    json_object_set_new(object, "next", next);
    json_object_set_new(object, "notes", notes_value(a, false));
    dump(out, object);
}
