#include "tests/look.h"

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

bool look_noted(const struct answer *a, const char *words) {
    for (size_t i = 0; i < a->note_count; i++)
        if (strstr(a->notes[i], words))
            return true;
    return false;
}

static const char *const counted[COUNTS] = {
    "SELECT count(*) FROM movement",
    "SELECT coalesce(sum(quantity), 0) FROM movement",
    "SELECT count(*) FROM trail",
    "SELECT count(*) FROM stock_day",
    "SELECT coalesce(sum(balance * 7 + used_all * 3 + came_in), 0) FROM stock_day",
    "SELECT count(*) FROM stock_run",
    "SELECT count(*) FROM movement WHERE batch IS NOT NULL",
    "SELECT count(*) FROM import_seen",
    "SELECT count(*) FROM batch",
    "SELECT count(*) FROM edition",
    "SELECT count(*) FROM requisition",
    "SELECT count(*) FROM requisition WHERE status = 'draft'",
    "SELECT count(*) FROM requisition_line",
    "SELECT coalesce(sum(units * 7 + copies), 0) FROM requisition_line",
    "SELECT count(*) FROM requisition_event",
    "SELECT (SELECT count(*) FROM calendar_day) * 1000 + (SELECT count(*) FROM family)",
};

struct counts look_counts(struct world *w) {
    struct counts counts;
    for (int i = 0; i < COUNTS; i++)
        counts.of[i] = world_count(w, counted[i]);
    return counts;
}

void look_same(const struct counts *before, const struct counts *after, const char *where) {
    for (int i = 0; i < COUNTS; i++)
        ck_assert_msg(before->of[i] == after->of[i], "%s: something was stored: %s was %ld and is %ld", where,
                      counted[i], before->of[i], after->of[i]);
}

void look_done_file(struct world *w, const char *line, const char *text) {
    ck_assert_msg(world_run_file(w, line, text), "%s: %s%s%s", line, w->err.message, w->answer.note_count ? "; " : "",
                  w->answer.note_count ? w->answer.notes[0] : "");
}

void look_done(struct world *w, const char *line) { look_done_file(w, line, NULL); }

void look_refused(struct world *w, const char *line, const char *text, enum err_kind kind, const char *words) {
    struct counts before = look_counts(w);
    ck_assert_msg(!world_run_file(w, line, text), "%s: was taken", line);
    ck_assert_msg(w->err.kind == kind, "%s: refused with kind %d, not %d: %s", line, (int)w->err.kind, (int)kind,
                  w->err.message);
    ck_assert_msg(strstr(w->err.message, words) || look_noted(&w->answer, words), "%s: \"%s\" is not in \"%s\"%s%s",
                  line, words, w->err.message, w->answer.note_count ? " nor in " : "",
                  w->answer.note_count ? w->answer.notes[0] : "");
    struct counts after = look_counts(w);
    look_same(&before, &after, line);
    ck_assert_msg(world_is_sound(w), "%s: the file is not sound afterwards", line);
}
