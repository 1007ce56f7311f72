#include "inventory/count/count_file.h"

#include "base/csv.h"
#include "base/db.h"
#include "compliance/audit/refused.h"
#include "base/text.h"
#include "compliance/audit/intake.h"
#include "compliance/school/school.h"
#include "inventory/count/count.h"
#include "inventory/shelf/movement.h"

#include <string.h>

enum { ROWS_MOST = 5000 };
enum import_column { ITEM, QUANTITY, EDITION, DATE, COLUMNS };
static const char *const columns[COLUMNS] = {"item", "quantity", "edition", "date"};

/* ---- export ---- */

struct exported {
    const char *item, *edition; /* edition NULL: the one of the day */
    long quantity;
    int date;
};
static const struct column exported_columns[] = {
    {"item", "item", CELL_TEXT, offsetof(struct exported, item), 0, NULL},
    {"quantity", "quantity", CELL_INT, offsetof(struct exported, quantity), 0, NULL},
    {"edition", "edition", CELL_TEXT, offsetof(struct exported, edition), 0, NULL},
    {"date", "date", CELL_DATE, offsetof(struct exported, date), 0, NULL},
};
static const struct shape exported_shape = SHAPE(exported_columns, exported);

bool count_export(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct count c;
    struct count_lines lines;
    struct editions editions;
    (void)f;
    if (!count_find(r, "applied", &c, e) || !count_lines_load(r, &c, &lines, e) || !editions_load(r, 0, &editions, e))
        return false;
    struct exported *rows = mem_alloc(r->mem, (lines.count + 1) * sizeof *rows);
    for (size_t i = 0; i < lines.count; i++) {
        const struct count_line *l = &lines.list[i];
        const struct edition *current = edition_on(&editions, l->item_id, l->on_date);
        bool of_day = current && current->number == l->edition_number;
        rows[i] = (struct exported){l->item, of_day ? NULL : l->word, l->counted, l->on_date};
    }
    answer_list(a, &exported_shape, rows, lines.count);
    a->as_csv = true;
    return true;
}

/* ---- reading a file ---- */

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
    struct count into;
    int day;          /* of the first row that says one, or DATE_NONE */
    bool days_differ; /* from row to row: then it is a list of what happened */
};

static bool is_no_count(struct err *e) {
    return err_set(e, ERR_INPUT, "file",
                   "this reads as a count of the shelf (item, quantity); to enter hand-outs, add a column kind (issue, "
                   "receive, ...)");
}

/* A list of what was handed out, from day to day. (An export of a count, which may have taken days, has editions.) */
static bool check_days(struct import *in, struct err *e) {
    if (!in->days_differ || in->column[EDITION] >= 0)
        return true;
    in->answer->note_count = 0; /* what is wrong with rows of a count is beside the point */
    in->answer->refused = 0;
    return is_no_count(e);
}

static void note_day(struct import *in, int date) {
    if (in->day == DATE_NONE)
        in->day = date;
    in->days_differ = in->days_differ || date != in->day;
}

/* Of a list of movements that lacks its kind. */
static bool is_of_movements(const char *name) {
    static const char *const names[] = {"reason", "for", "note", "notes", "how"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* What stands beside figures in files of our own, and says nothing of them: why a row was refused, and of the first
 * exports the record and the number of the count. Any other column is of a file of another kind. */
static bool is_ignored(const char *name) {
    return strcmp(name, refused_column) == 0 || strcmp(name, "book") == 0 || strcmp(name, "count") == 0;
}

static bool import_header(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    for (int c = 0; c < COLUMNS; c++) {
        in->column[c] = csv_find(row, columns[c]);
        if (c <= QUANTITY && in->column[c] < 0)
            return err_set(e, ERR_INPUT, "file", "the header has no column \"%s\"; expected item,quantity", columns[c]);
    }
    for (size_t c = 0; c < row->count; c++) {
        bool ours = is_ignored(row->cells[c]);
        if (is_of_movements(row->cells[c]))
            return is_no_count(e);
        for (int k = 0; k < COLUMNS; k++)
            ours = ours || in->column[k] == (int)c;
        if (!ours)
            return err_set(e, ERR_INPUT, "file",
                           "the header has a column \"%s\" that is none of item,quantity,edition,date",
                           text_shown(in->req->mem, row->cells[c]));
    }
    return true;
}

/* As it stands; empty when the column is absent. */
static const char *whole_cell(const struct import *in, const struct csv_row *row, enum import_column c) {
    return in->column[c] < 0 ? "" : row->cells[in->column[c]];
}

/* Without blanks at its ends. In the memory of the request. */
static const char *cell(const struct import *in, const struct csv_row *row, enum import_column c) {
    const char *text = whole_cell(in, row, c);
    text += strspn(text, " ");
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == ' ')
        n--;
    return mem_textn(in->req->mem, text, n);
}

static bool read_day(const struct import *in, const char *text, int *date, struct err *e) {
    *date = in->req->today;
    if (!*text)
        return true;
    if (!parse_file_date(in->fields, "date", text, date, e) || !check_past(in->fields, "date", *date, e))
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

static bool read_row(struct import *in, const struct csv_row *cells, struct row *row, struct err *e) {
    struct req *r = in->req;
    struct count_figure *f = &row->figure;
    struct err ignored = {0};
    const char *item = cell(in, cells, ITEM), *edition = whole_cell(in, cells, EDITION), *date = cell(in, cells, DATE);
    f->now = fields_has(in->fields, "now");
    row->dated = *date;
    if (row->dated && parse_file_date(in->fields, "date", date, &f->date, &ignored))
        note_day(in, f->date);
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
    if ((long)in->count + in->blank + in->answer->refused >= ROWS_MOST)
        return err_set(e, ERR_INPUT, "file", "a count of over %d rows is none", ROWS_MOST);
    if (!cells->fault && !*cell(in, cells, QUANTITY)) {
        in->blank++; /* blank is not zero */
        return true;
    }
    if (cells->fault)
        err_set(e, ERR_INPUT, "file", "%s", cells->fault);
    if (cells->fault || !read_row(in, cells, &row, e))
        return answer_refuse(in->req, in->answer, cells->line, e);
    compare(in, &row);
    in->rows = mem_grow(in->req->mem, in->rows, in->count, sizeof *in->rows);
    in->rows[in->count++] = row;
    return true;
}

static bool read_file(struct import *in, struct err *e) {
    struct req *r = in->req;
    struct school school;
    struct count applied;
    struct csv_sink sink = {in, import_header, import_row};
    if (!school_load(r, &school, e) || !items_load(r, &in->items, e) || !editions_load(r, 0, &in->editions, e) ||
        !count_find(r, "open", &in->into, e) || !count_lines_load(r, &in->into, &in->before, e) ||
        !count_find(r, "applied", &applied, e) || !count_lines_load(r, &applied, &in->applied, e))
        return false;
    in->level = school.level;
    return csv_read(r->in, &sink, e) && check_days(in, e);
}

/* ---- storing ---- */

static bool store_rows(struct import *in, struct trail *t, struct buf *detail, struct err *e) {
    for (size_t i = 0; i < in->count; i++) {
        struct count_line line;
        if (in->rows[i].same)
            continue;
        if (!count_put(t, &in->into, &in->rows[i].figure, &line, e))
            return false;
        buf_printf(detail, "%s%s", detail->length ? "; " : "", count_words(in->req->mem, &line));
        if (line.note)
            answer_note(in->req, in->answer, "%s: %s %s", line.shown, line.note, line.command);
    }
    return true;
}

static const char *advice(struct mem *m, size_t before) {
    const char *words = "Look at it: guidestock count show\nA count is undone by: guidestock count clear";
    return before == 0 ? words
                       : mem_printf(m, "%s\nIt had %zu figure%s before. One item's alone: guidestock count clear ITEM",
                                    words, before, before == 1 ? "" : "s");
}

bool count_import(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct import in = {.req = r, .answer = a, .fields = f, .day = DATE_NONE};
    struct intake take = {.action = "count import", .subject = ""};
    struct buf detail = {0};
    if (!intake_begin(&take, r, f, a, e))
        return false;
    bool ok = read_file(&in, e);
    for (size_t i = 0; i < in.count; i++) {
        const struct row *row = &in.rows[i];
        take.made += !row->same && !row->before;
        take.changed += !row->same && row->before;
        take.same += row->same;
    }
    take.blank = in.blank;
    if (!intake_goes_on(&take, &ok, e))
        return ok;
    ok = store_rows(&in, &take.trail, &detail, e);
    take.into = mem_printf(r->mem, "count %ld", in.into.id);
    take.detail = detail.data;
    take.advice = advice(r->mem, in.before.count);
    ok = intake_end(&take, ok, e);
    buf_free(&detail);
    return ok;
}

/* ---- undoing, which is not ---- */

bool count_is_no_batch(struct req *r, const struct batch *b, struct err *e) {
    struct query *q = sql(r->db, "SELECT c.id, c.status FROM trail t JOIN stock_count c ON c.school = t.school AND "
                                 "t.subject = 'count ' || c.id WHERE t.school = $1 AND t.actor = $2 AND t.action = "
                                 "'count import' AND c.status <> 'given up' AND t.at >= $3 ORDER BY t.id DESC LIMIT 1");
    sql_int(q, r->school);
    sql_text(q, r->actor);
    sql_text(q, b ? b->at : "");
    bool found = sql_row(q);
    long id = found ? sql_get_int(q, 0) : 0;
    bool open = found && strcmp(sql_peek_text(q, 1), "open") == 0;
    if (!sql_end(q, e))
        return false;
    const char *other =
        b ? mem_printf(r->mem, ". To undo the import before it: guidestock import undo %ld", b->id) : "";
    if (found && open)
        return err_set(e, ERR_RULE, "batch",
                       "your last import went into count %ld, which is open; a count is undone by: guidestock count "
                       "clear%s",
                       id, other);
    return !found || err_set(e, ERR_RULE, "batch",
                             "your last import went into count %ld, which is applied; where it was wrong, count again: "
                             "guidestock count enter ITEM QTY%s",
                             id, other);
}
