#include "tests/support/look.h"

#include "cli/words.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

static const void *cell(const struct answer *a, size_t row, const char *name, enum cell type) {
    ck_assert_msg(a->shape != NULL && row < a->rows.count, "the answer has no row %zu to look for %s in", row, name);
    const char *at = (const char *)a->rows.list + row * a->shape->size;
    for (size_t i = 0; i < a->shape->count; i++)
        if (strcmp(a->shape->columns[i].name, name) == 0 && a->shape->columns[i].type == type)
            return at + a->shape->columns[i].offset;
    ck_abort_msg("the answer has no column %s of that type", name);
    return NULL;
}

long look_int(const struct answer *a, size_t row, const char *column) {
    return *(const long *)cell(a, row, column, CELL_INT);
}

const char *look_text(const struct answer *a, size_t row, const char *column) {
    return *(const char *const *)cell(a, row, column, CELL_TEXT);
}

bool look_bool(const struct answer *a, size_t row, const char *column) {
    return *(const bool *)cell(a, row, column, CELL_BOOL);
}

int look_date(const struct answer *a, size_t row, const char *column) {
    return *(const int *)cell(a, row, column, CELL_DATE);
}

const struct hint *look_hint(const struct answer *a, size_t row, const char *column) {
    return *(const struct hint *const *)cell(a, row, column, CELL_HINT);
}

struct answer look_rows(const struct answer *a, size_t row, const char *column) {
    struct answer inner = {.form = ANSWER_LIST, .rows = *(const struct rows *)cell(a, row, column, CELL_ROWS)};
    for (size_t i = 0; i < a->shape->count; i++)
        if (strcmp(a->shape->columns[i].name, column) == 0)
            inner.shape = a->shape->columns[i].rows;
    return inner;
}

size_t look_find(const struct answer *a, const char *column, const char *text) {
    for (size_t i = 0; i < a->rows.count; i++) {
        const char *value = look_text(a, i, column);
        if (value && strcmp(value, text) == 0)
            return i;
    }
    return SIZE_MAX;
}

const char *look_command(struct world *w, const struct hint *hint) {
    const struct typed nothing = {0};
    return hint_command(w->mem, test_rooms(), &nothing, hint) + strlen("guidestock ");
}

void look_done_file(struct world *w, const char *line, const char *text) {
    ck_assert_msg(world_run_file(w, line, text), "%s: %s%s%s", line, w->err.message, w->answer.note_count ? "; " : "",
                  w->answer.note_count ? w->answer.notes[0].words : "");
}

void look_done(struct world *w, const char *line) { look_done_file(w, line, NULL); }
