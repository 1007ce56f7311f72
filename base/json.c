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
    case ANSWER_ONE:
        return row_value(a->shape, a->rows.list);
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

void json_answer(struct buf *out, const struct answer *a) {
    json_t *value = answer_value(a);
    json_dump_callback(value, add_bytes, out, JSON_INDENT(2) | JSON_ENCODE_ANY);
    json_decref(value);
    buf_add(out, "\n", 1);
}
