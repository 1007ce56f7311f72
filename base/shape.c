#include "base/shape.h"

#include "base/csv.h"

static const char *join_texts(struct mem *m, const char *const *texts) {
    const char *all = "";
    for (size_t i = 0; texts && texts[i]; i++)
        all = mem_printf(m, "%s%s%s", all, i ? " " : "", texts[i]);
    return all;
}

/* As data, in no door's words: "stock print item=lre.en quantity=6". */
static const char *hint_words(struct mem *m, const struct hint *h) {
    if (!h)
        return NULL;
    const char *all = mem_printf(m, "%s%s%s", h->noun, *h->verb ? " " : "", h->verb);
    for (size_t i = 0; i < h->count; i++)
        all = mem_printf(m, "%s %s=%s", all, h->values[i].name, h->values[i].value);
    return all;
}

const char *shape_cell(struct mem *m, const struct column *c, const void *row) {
    const void *at = (const char *)row + c->offset;
    switch (c->type) {
    case CELL_TEXT:
        return *(const char *const *)at;
    case CELL_INT:
        return *(const long *)at == INT_NONE ? NULL : mem_printf(m, "%ld", *(const long *)at);
    case CELL_DATE:
        return date_iso(m, *(const int *)at);
    case CELL_BOOL:
        return *(const bool *)at ? "yes" : "no";
    case CELL_TEXTS:
        return join_texts(m, *(const char *const *const *)at);
    case CELL_HINT:
        return hint_words(m, *(const struct hint *const *)at);
    case CELL_ROWS:
        return NULL;
    }
    return NULL;
}

static bool is_data(const struct column *c) { return !(c->flags & COLUMN_PLAIN) && c->type != CELL_ROWS; }

void shape_csv_head(struct buf *out, const struct shape *s) {
    bool first = true;
    for (size_t c = 0; c < s->count; c++) {
        if (!is_data(&s->columns[c]))
            continue;
        csv_cell(out, s->columns[c].name, first);
        first = false;
    }
    if (!first)
        csv_end_row(out);
}

void shape_csv_row(struct buf *out, struct mem *m, const struct shape *s, const void *row) {
    bool first = true;
    for (size_t c = 0; c < s->count; c++) {
        if (!is_data(&s->columns[c]))
            continue;
        const char *text = shape_cell(m, &s->columns[c], row);
        csv_cell(out, text ? text : "", first);
        first = false;
    }
    csv_end_row(out);
}

void shape_csv(struct buf *out, const struct shape *s, const struct rows *rows) {
    struct mem *m = mem_new();
    shape_csv_head(out, s);
    for (size_t i = 0; i < rows->count; i++) {
        mem_reset(m);
        shape_csv_row(out, m, s, (const char *)rows->list + i * s->size);
    }
    mem_free(m);
}
