#include "compliance/audit/refused.h"

#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char refused_column[] = "refused";

struct writing {
    FILE *out;
    const char *(*why)(void *where, const struct csv_row *row);
    void *where;
    struct buf line;
    size_t columns; /* of the header, without an older reason */
    int old;        /* the column of an older reason, or -1 */
};

static bool put(struct writing *w, struct err *e) {
    csv_end_row(&w->line);
    bool ok = fwrite(w->line.data, 1, w->line.length, w->out) == w->line.length;
    w->line.length = 0;
    return ok || err_set(e, ERR_IO, "out", "cannot write the refused rows: %s; nothing was stored", strerror(errno));
}

static bool put_header(void *where, const struct csv_row *row, struct err *e) {
    struct writing *w = where;
    w->old = csv_find(row, refused_column);
    for (size_t c = 0; c < row->count; c++)
        if ((int)c != w->old)
            csv_cell(&w->line, row->cells[c], w->columns++ == 0);
    csv_cell(&w->line, refused_column, w->columns == 0);
    return put(w, e);
}

static bool put_row(void *where, const struct csv_row *row, struct err *e) {
    struct writing *w = where;
    const char *why = w->why(w->where, row);
    size_t written = 0, c = 0;
    if (!why)
        return true;
    for (; c < row->count && written < w->columns; c++)
        if ((int)c != w->old)
            csv_cell(&w->line, row->cells[c], written++ == 0);
    for (; written < w->columns; written++)
        csv_cell(&w->line, "", written == 0);
    csv_cell(&w->line, why, written == 0);
    for (; c < row->count; c++)
        if ((int)c != w->old)
            csv_cell(&w->line, row->cells[c], false);
    return put(w, e);
}

/* Beside the file; what came through a pipe of the system has no place of its own. */
static const char *name_for(struct mem *m, const char *path) {
    if (!path || text_starts(path, "/dev/") || text_starts(path, "/proc/"))
        path = "import";
    const char *name = strrchr(path, '/'), *point = strrchr(name ? name : path, '.');
    bool ended = point && point != (name ? name + 1 : path);
    return mem_printf(m, "%s.refused%s", ended ? mem_textn(m, path, (size_t)(point - path)) : path,
                      ended ? point : ".csv");
}

bool refused_write(struct req *r, const char *path, const char *(*why)(void *where, const struct csv_row *row),
                   void *where, const char **name, struct err *e) {
    struct file_new n;
    struct writing w = {.why = why, .where = where};
    struct csv_sink sink = {&w, put_header, put_row};
    if (!file_new_begin(&n, name_for(r->mem, path), e))
        return false;
    w.out = n.out;
    bool ok = csv_read(r->in, &sink, e);
    buf_free(&w.line);
    return file_new_end_free(&n, ok, r->mem, name, e);
}

void refused_drop(const char *name) {
    if (name)
        unlink(name);
}

static int by_line(const void *a, const void *b) {
    const struct refusal *x = a, *y = b;
    return (x->line > y->line) - (x->line < y->line);
}

static int line_is(const void *key, const void *element) {
    long line = *(const long *)key;
    const struct refusal *one = element;
    return (line > one->line) - (line < one->line);
}

static const char *kept_why(void *where, const struct csv_row *row) {
    const struct answer *a = where;
    const struct refusal *hit =
        a->refusal_count == 0 ? NULL : bsearch(&row->line, a->refusals, a->refusal_count, sizeof *a->refusals, line_is);
    return hit ? hit->why : NULL;
}

bool refused_write_kept(struct req *r, const char *path, struct answer *a, const char **name, struct err *e) {
    if (a->refusal_count > 0)
        qsort(a->refusals, a->refusal_count, sizeof *a->refusals, by_line);
    return refused_write(r, path, kept_why, a, name, e);
}
