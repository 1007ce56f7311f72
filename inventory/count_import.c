#include "inventory/count.h"

#include "base/csv.h"
#include "base/text.h"
#include "compliance/school.h"
#include "inventory/movement.h"

#include <string.h>

enum { ROWS_MOST = 5000 };
enum import_column { ITEM, QUANTITY, EDITION, DATE, COLUMNS };
static const char *const columns[COLUMNS] = {"item", "quantity", "edition", "date"};

struct row {
    struct count_figure figure;
    bool dated;
    const struct count_line *before; /* the figure that it changes, or NULL: new */
    bool same;
    long line;
};

struct import {
    struct req *req;
    struct answer *answer;
    const struct fields *fields;
    struct items items;
    struct editions editions;
    const char *level;
    struct count_lines before, applied; /* of the open count, and of the last one applied */
    int column[COLUMNS];                /* -1: absent */
    struct row *rows;
    size_t count;
    long blank;
};

static bool import_header(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    for (int c = 0; c < COLUMNS; c++) {
        in->column[c] = csv_find(row, columns[c]);
        if (c <= QUANTITY && in->column[c] < 0)
            return err_set(e, ERR_INPUT, "file", "the header has no column \"%s\"; expected item,quantity", columns[c]);
    }
    for (size_t c = 0; c < row->count; c++) {
        bool ours = false;
        for (int k = 0; k < COLUMNS; k++)
            ours = ours || in->column[k] == (int)c;
        if (!ours)
            return err_set(e, ERR_INPUT, "file",
                           "the header has a column \"%s\" that is none of item,quantity,edition,date",
                           text_shown(in->req->mem, row->cells[c]));
    }
    return true;
}

/* Without blanks at its ends; empty when the column is absent. In the memory of the request. */
static const char *cell(const struct import *in, const struct csv_row *row, enum import_column c) {
    const char *text = in->column[c] < 0 ? "" : row->cells[in->column[c]];
    text += strspn(text, " ");
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == ' ')
        n--;
    return mem_textn(in->req->mem, text, n);
}

/* Not "today" or "+2w": the same file must mean the same tomorrow. */
static bool read_day(const struct import *in, const char *text, int *date, struct err *e) {
    *date = in->req->today;
    if (!*text)
        return true;
    if (*text >= 'a' || *text == '+' || *text == '-')
        return err_set(e, ERR_INPUT, "date", "date: \"%s\" is not a date; write it like 2026-08-13 or 8/13/2026",
                       text_shown(in->req->mem, text));
    if (!parse_date(in->fields, "date", text, date, e) || !check_past(in->fields, "date", *date, e))
        return false;
    return *date == in->req->today || !fields_has(in->fields, "now") ||
           err_set(e, ERR_INPUT, "date", "date: %s is not today, and --now is for what was counted just now",
                   date_iso(in->req->mem, *date));
}

static const struct count_line *find_line(const struct count_lines *all, const struct count_figure *f) {
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].item_id == f->of->id && all->list[i].edition_number == f->edition)
            return &all->list[i];
    return NULL;
}

/* Here already: in the open count, or, on that very day, in the last one that was applied. */
static void compare(const struct import *in, struct row *row) {
    const struct count_figure *f = &row->figure;
    row->before = find_line(&in->before, f);
    const struct count_line *applied = row->before ? NULL : find_line(&in->applied, f);
    row->same = row->before ? row->before->counted == f->counted && (!row->dated || row->before->on_date == f->date)
                            : applied && applied->counted == f->counted && applied->on_date == f->date;
}

static bool read_row(const struct import *in, const struct csv_row *cells, struct row *row, struct err *e) {
    struct req *r = in->req;
    struct count_figure *f = &row->figure;
    const char *item = cell(in, cells, ITEM), *edition = cell(in, cells, EDITION), *date = cell(in, cells, DATE);
    f->now = fields_has(in->fields, "now");
    row->dated = *date;
    if (!item_find(r, &in->items, item, &f->of, e) || !item_check_school(f->of, in->level, e) ||
        !parse_int(r->mem, "quantity", cell(in, cells, QUANTITY), (struct range){0, QUANTITY_MOST}, &f->counted, e) ||
        !read_day(in, date, &f->date, e) || !count_edition(r->mem, &in->editions, *edition ? edition : NULL, f, e))
        return false;
    for (size_t i = 0; i < in->count; i++)
        if (in->rows[i].figure.of == f->of && in->rows[i].figure.edition == f->edition)
            return err_set(e, ERR_INPUT, "item", "item: %s stands in row %ld already", f->of->code, in->rows[i].line);
    return true;
}

static bool import_row(void *where, const struct csv_row *cells, struct err *e) {
    struct import *in = where;
    struct row row = {.line = cells->line};
    if (in->count >= ROWS_MOST)
        return err_set(e, ERR_INPUT, "file", "a count of over %d rows is none", ROWS_MOST);
    if (!cells->fault && !*cell(in, cells, QUANTITY)) {
        in->blank++; /* blank is not zero */
        return true;
    }
    if (cells->fault)
        err_set(e, ERR_INPUT, "file", "%s", cells->fault);
    if (cells->fault || !read_row(in, cells, &row, e)) {
        answer_refuse(in->req, in->answer, cells->line, e);
        return true;
    }
    compare(in, &row);
    in->rows = mem_grow(in->req->mem, in->rows, in->count, sizeof *in->rows);
    in->rows[in->count++] = row;
    return true;
}

static bool read_file(struct import *in, struct count *c, struct err *e) {
    struct req *r = in->req;
    struct school school;
    struct count applied;
    struct csv_sink sink = {in, import_header, import_row};
    if (!school_load(r, &school, e) || !items_load(r, &in->items, e) || !editions_load(r, 0, &in->editions, e) ||
        !count_find(r, "open", c, e) || !count_lines_load(r, c, &in->before, e) ||
        !count_find(r, "applied", &applied, e) || !count_lines_load(r, &applied, &in->applied, e))
        return false;
    in->level = school.level;
    if (!csv_read(r->in, &sink, e))
        return false;
    return in->count > 0 || in->blank > 0 || in->answer->refused > 0 ||
           err_set(e, ERR_INPUT, "file", "the file has a header but no row");
}

static bool store_rows(const struct import *in, struct trail *t, struct count *c, struct buf *detail, struct err *e) {
    for (size_t i = 0; i < in->count; i++) {
        struct count_line line;
        if (in->rows[i].same)
            continue;
        if (!count_put(t, c, &in->rows[i].figure, &line, e))
            return false;
        buf_printf(detail, "%s%s", detail->length ? "; " : "", count_words(in->req->mem, &line));
        if (line.note)
            answer_note(in->req, in->answer, "%s: %s %s", line.shown, line.note, line.command);
    }
    return true;
}

static const char *tally(const struct import *in, size_t *changes) {
    long made = 0, changed = 0;
    for (size_t i = 0; i < in->count; i++) {
        made += !in->rows[i].same && !in->rows[i].before;
        changed += !in->rows[i].same && in->rows[i].before;
    }
    *changes = (size_t)(made + changed);
    const char *words = mem_printf(in->req->mem, "%ld new, %ld changed, %ld unchanged, %ld refused", made, changed,
                                   (long)in->count - made - changed, in->answer->refused);
    return in->blank > 0 ? mem_printf(in->req->mem, "%s; %ld left blank", words, in->blank) : words;
}

bool count_import(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct import in = {.req = r, .answer = a, .fields = f};
    struct count c = {0};
    struct trail t;
    size_t changes;
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = read_file(&in, &c, e);
    const char *words = tally(&in, &changes);
    ok = ok && answer_unrefused(a, mem_printf(r->mem, "%s. Nothing was stored.", words), e);
    if (ok && (fields_has(f, "dry-run") || changes == 0)) {
        trail_drop(&t);
        a->text = mem_printf(r->mem, "%s. Nothing was stored.", words);
        return true;
    }
    struct buf detail = {0};
    ok = ok && store_rows(&in, &t, &c, &detail, e);
    a->text = mem_printf(r->mem, "%s. (count %ld)\nLook at it: guidestock count show", words, c.id);
    ok = trail_end(&t, ok, "count import", ok ? mem_printf(r->mem, "count %ld", c.id) : "", ok ? detail.data : "", e);
    buf_free(&detail);
    return ok;
}
