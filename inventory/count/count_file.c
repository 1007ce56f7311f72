#include "inventory/count/count_file.h"

#include "base/db.h"
#include "compliance/audit/columns.h"
#include "compliance/audit/intake.h"
#include "compliance/school/school.h"
#include "inventory/count/count.h"
#include "inventory/shelf/movement.h"

#include <string.h>

enum { ROWS_MOST = 5000 };

static const struct param columns[] = {
    {"item", PARAM_ARG, KIND_ITEM, NULL, "a code (parent-guide.es) or a material number"},
    {"quantity", PARAM_OPTION, KIND_INT, NULL, "copies on the shelf", NULL, 0, QUANTITY_MOST},
    {"edition", PARAM_OPTION, KIND_TEXT, NULL, "its name, or #2"},
    {"date", PARAM_OPTION, KIND_DATE, NULL, "the day it was counted", .flags = DATE_PAST},
    {0},
};

/* The first exports held these: the record, and the number of the count. They say nothing of the figures. */
static const char *const ignored[] = {"book", "count", NULL};
static const struct columns_kind count_kind = {.list = columns, .needed = 2, .ignored = ignored};

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
    struct columns_reading columns;
    struct row *rows;
    size_t count;
    long blank;
    struct count into;
    int day;          /* of the last row with one, or DATE_NONE */
    bool days_differ; /* from row to row: then it is a list of what happened */
};

static bool is_no_count(struct err *e) {
    return err_set(e, ERR_INPUT, "file",
                   "this reads as a count of the shelf (item, quantity); to enter hand-outs, add a column kind (issue, "
                   "receive, ...)");
}

/* Refuses a list of what was handed out from day to day. (An export of a count, which may have taken days, has a column
 * edition.) */
static bool check_days(struct import *in, struct err *e) {
    if (!in->days_differ || columns_has(&in->columns, "edition"))
        return true;
    in->answer->note_count = 0; /* of its rows as those of a count */
    in->answer->refused = 0;
    return is_no_count(e);
}

static void note_day(struct import *in) {
    int date = field_date(&in->columns.row, "date", DATE_NONE);
    if (date == DATE_NONE)
        return;
    in->days_differ = in->days_differ || (in->day != DATE_NONE && date != in->day);
    in->day = date;
}

/* A column of a list of movements, which then lacks its kind. */
static bool is_of_movements(const char *name) {
    static const char *const names[] = {"reason", "for", "note", "notes", "how"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool import_header(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    for (size_t c = 0; c < row->count; c++)
        if (is_of_movements(row->cells[c]))
            return is_no_count(e);
    return columns_find(&in->columns, row, e);
}

static const struct count_line *find_line(const struct count_lines *all, const struct count_figure *f) {
    for (size_t i = 0; i < all->count; i++)
        /* NOLINTNEXTLINE(clang-analyzer-*): set by every path that comes here */
        if (all->list[i].item_id == f->of->id && all->list[i].edition_number == f->edition)
            return &all->list[i];
    return NULL;
}

/* Whether the figure is stored already: in the open count, or, of that very day, in the last one that was applied. */
static void compare(const struct import *in, struct row *row) {
    const struct count_figure *f = &row->figure;
    row->before = find_line(&in->before, f);
    const struct count_line *applied = row->before ? NULL : find_line(&in->applied, f);
    row->same = row->before ? row->before->counted == f->counted && (!row->dated || row->before->on_date == f->date)
                            : applied && applied->counted == f->counted && applied->on_date == f->date;
}

static bool find_figure(struct import *in, struct count_figure *f, struct err *e) {
    struct req *r = in->req;
    const struct fields *cells = &in->columns.row;
    const char *item = fields_get(cells, "item"), *edition = fields_get(cells, "edition");
    return !item || (item_find(r, &in->items, item, &f->of, e) && item_check_school(f->of, in->level, e) &&
                     count_edition(r->mem, &in->editions, edition && *edition ? edition : NULL, f, e));
}

static bool read_row(struct import *in, struct row *row, struct err *e) {
    struct count_figure *f = &row->figure;
    int date = field_date(&in->columns.row, "date", DATE_NONE);
    row->dated = date != DATE_NONE;
    *f = (struct count_figure){.counted = field_int(&in->columns.row, "quantity", 0),
                               .date = row->dated ? date : in->req->today,
                               .now = fields_has(in->fields, "now")};
    if (f->now && f->date != in->req->today) {
        err_set(e, ERR_INPUT, "date", "date: %s is not today, when the shelf was counted just now",
                date_iso(in->req->mem, f->date));
        columns_add(&in->columns, e);
    }
    if (!find_figure(in, f, e) && !columns_add(&in->columns, e))
        return false;
    if (!columns_settle(&in->columns, e))
        return false;
    for (size_t i = 0; i < in->count; i++)
        if (in->rows[i].figure.of == f->of && in->rows[i].figure.edition == f->edition)
            /* NOLINTNEXTLINE(clang-analyzer-*): set by every path that comes here */
            return err_set(e, ERR_INPUT, "item", "item: %s is in row %ld already", f->of->code, in->rows[i].line);
    return true;
}

/* Nothing was counted: whatever else the row says. */
static bool is_blank(const struct import *in) {
    const char *quantity = fields_get(&in->columns.row, "quantity");
    return quantity && !*quantity;
}

static bool import_row(void *where, const struct csv_row *cells, struct err *e) {
    struct import *in = where;
    struct row row = {.line = cells->line};
    if ((long)in->count + in->blank + in->answer->refused >= ROWS_MOST)
        return err_set(e, ERR_INPUT, "file", "the file has more than %d rows; is it a count?", ROWS_MOST);
    columns_read(&in->columns, cells);
    if (is_blank(in)) {
        in->blank++; /* blank is not zero */
        return true;
    }
    note_day(in);
    if (!read_row(in, &row, e))
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
    columns_begin(&in->columns, &count_kind, r->mem, r->today, in->fields->year_begin);
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
            answer_note_next(in->req, in->answer, line.command, "%s: %s", line.shown, line.note);
    }
    return true;
}

/* `before`: figures that the count had before. */
static void advise(struct req *r, struct answer *a, size_t before) {
    answer_next(r, a, hint_new(r->mem, "Look at it", "count show", NULL));
    answer_next(r, a, hint_new(r->mem, "To give up the whole count", "count clear", NULL));
    if (before == 0)
        return;
    answer_note(r, a, "the count had %zu figure%s before", before, before == 1 ? "" : "s");
    answer_next(r, a, hint_new(r->mem, "To take out one item's figure", "count clear", "item", hint_blank, NULL));
}

bool count_import(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct import in = {.req = r, .answer = a, .fields = f, .day = DATE_NONE};
    struct intake take = {.kind = "counts", .no_batch = true, .action = "count import", .subject = ""};
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
    ok = intake_end(&take, ok, e);
    buf_free(&detail);
    if (ok)
        advise(r, a, in.before.count);
    return ok;
}

/* ---- no undoing ---- */

bool count_is_no_batch(struct req *r, const struct batch *b, struct err *e) {
    struct mem *m = r->mem;
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
    const struct hint *other =
        b ? hint_new(m, "To undo the import before it", "import undo", "batch", mem_printf(m, "%ld", b->id), NULL)
          : NULL;
    const struct hint *own = open ? hint_new(m, "To give up the whole count", "count clear", NULL)
                                  : hint_new(m, "Where it was wrong, count again", "count enter", "item", hint_blank,
                                             "quantity", hint_blank, NULL);
    return !found || err_hinted(e, hint_also(m, own, other), ERR_RULE, "batch",
                                "your last import went into count %ld, which is %s; it is not undone as a batch", id,
                                open ? "open" : "applied");
}
