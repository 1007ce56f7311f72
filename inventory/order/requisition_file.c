#include "inventory/order/requisition_file.h"

#include "base/db.h"
#include "base/shape.h"
#include "base/text.h"
#include "catalog/item.h"
#include "compliance/audit/columns.h"
#include "compliance/audit/intake.h"
#include "compliance/school/school.h"
#include "compliance/school/year.h"
#include "inventory/order/delivery.h"
#include "inventory/order/requisition_rows.h"
#include "inventory/order/requisition_step.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_MOST = 200000, NUMBER_MOST = 1000000000, PER_UNIT_MOST = 1000000, SENTENCE_MOST = 2000, TEXT_MOST = 500 };

static const char *const yes_no[] = {"yes", "no", NULL};
static const struct param columns[] = {
    {"number", PARAM_ARG, KIND_REQUISITION, NULL, "write it like R-2026-27-0001"},
    {"status", PARAM_ARG, KIND_TEXT, NULL, "its status", requisition_status_names},
    {"prepared", PARAM_ARG, KIND_DATE, NULL, "write a date like 2026-08-13", .flags = DATE_PAST},
    {"item", PARAM_OPTION, KIND_ITEM, NULL, "a code or a material number"},
    {"units", PARAM_OPTION, KIND_INT, NULL, "units of issue", NULL, 1, NUMBER_MOST},
    {"sent", PARAM_OPTION, KIND_DATE, NULL, "the day", .flags = DATE_PAST},
    {"first_received", PARAM_OPTION, KIND_DATE, NULL, "the day", .flags = DATE_PAST},
    {"needed", PARAM_OPTION, KIND_DATE, NULL, "the day"},
    {"priority", PARAM_OPTION, KIND_TEXT, NULL, "how it is delivered", priority_words},
    {"purpose", PARAM_OPTION, KIND_TEXT, NULL, "purpose", .most = 200},
    {"urgent", PARAM_OPTION, KIND_TEXT, NULL, "yes or no", yes_no},
    {"copies_per_unit", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 1, PER_UNIT_MOST},
    {"copies", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 1, NUMBER_MOST},
    {"received_copies", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 0, NUMBER_MOST},
    {"suggested", PARAM_OPTION, KIND_INT, NULL, "units", NULL, 0, NUMBER_MOST},
    {"sentence", PARAM_OPTION, KIND_TEXT, NULL, "the arithmetic", .most = SENTENCE_MOST},
    {"reason", PARAM_OPTION, KIND_TEXT, NULL, "why it differs from the suggestion", .most = TEXT_MOST},
    {"replaces", PARAM_OPTION, KIND_REQUISITION, NULL, "a number", .most = 20},
    {0},
};
static const char *const aliases[][2] = {
    {"qty", "units"},     {"quantity", "units"},           {"received", "received_copies"}, {"note", "reason"},
    {"date", "prepared"}, {"delivered", "first_received"}, {"replace", "replaces"},         {NULL, NULL}};
static const struct columns_kind requisition_kind = {.list = columns, .needed = 5, .aliases = aliases};

bool requisitions_export(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct requisition_rows all;
    (void)f;
    if (!requisition_rows_load(r, &all, e))
        return false;
    answer_list(a, &requisition_row_shape, all.list, all.count);
    a->as_csv = true;
    return true;
}

static const char *name_of(int column) { return requisition_row_shape.columns[column].name; }

/* ---- reading a row ---- */

struct import {
    struct req *req;
    struct answer *answer;
    struct items items;
    const char *level;
    struct requisition_rows there, rows; /* both by number, rows only after the last was read */
    struct requisition_rows made;        /* the first row of each that is new */
    struct columns_reading columns;
    bool skip;
    struct intake *take;
};

static bool import_header(void *where, const struct csv_row *csv, struct err *e) {
    struct import *in = where;
    return columns_find(&in->columns, csv, e);
}

/* The cell, kept in the memory of the request; NULL for an empty one. */
static const char *text_of(const struct import *in, const char *name) {
    const char *text = fields_get(&in->columns.row, name);
    return text && *text ? mem_text(in->req->mem, text) : NULL;
}

/* prepared <= sent <= first_received, prepared <= needed, and prepared in the school year of the number. */
static void check_dates(struct import *in, const struct requisition_row *row) {
    struct mem *m = in->req->mem;
    struct err e = {0};
    const int prepared = row->prepared;
    if (prepared != DATE_NONE && row->serial > 0 && year_of(prepared) != row->year)
        err_set(&e, ERR_INPUT, "prepared", "prepared: %s is not in the school year of %s", date_iso(m, prepared),
                row->number);
    columns_add(&in->columns, &e);
    if (row->sent != DATE_NONE && row->sent < prepared)
        err_set(&e, ERR_INPUT, "sent", "sent: %s is before it was prepared, %s", date_iso(m, row->sent),
                date_iso(m, prepared));
    columns_add(&in->columns, &e);
    if (row->first_received != DATE_NONE && row->first_received < row->sent)
        err_set(&e, ERR_INPUT, "first_received", "first_received: %s is before it was sent, %s",
                date_iso(m, row->first_received), date_iso(m, row->sent));
    columns_add(&in->columns, &e);
    if (row->needed != DATE_NONE && row->needed < prepared)
        err_set(&e, ERR_INPUT, "needed", "needed: %s is before it was prepared, %s", date_iso(m, row->needed),
                date_iso(m, prepared));
    columns_add(&in->columns, &e);
}

static void take_head(struct import *in, struct requisition_row *row) {
    const struct fields *f = &in->columns.row;
    const char *number = fields_get(f, "number"), *status = fields_get(f, "status"), *urgent = fields_get(f, "urgent");
    struct err e = {0};
    if (number && requisition_number_parse(in->req, "number", number, &row->year, &row->serial, &e))
        row->number = requisition_number(in->req->mem, row->year, row->serial);
    columns_add(&in->columns, &e);
    while (status && strcmp(requisition_status_names[row->state], status) != 0)
        row->state++;
    row->status = requisition_status_names[row->state];
    row->prepared = field_date(f, "prepared", DATE_NONE);
    row->sent = field_date(f, "sent", DATE_NONE);
    row->first_received = field_date(f, "first_received", DATE_NONE);
    row->needed = field_date(f, "needed", DATE_NONE);
    check_dates(in, row);
    row->priority = text_of(in, "priority");
    row->priority = row->priority ? row->priority : priority_words[0];
    row->urgent = urgent && strcmp(urgent, "yes") == 0;
    row->purpose = text_of(in, "purpose");
    row->replaces = text_of(in, "replaces");
    if (row->replaces)
        requisition_number_parse(in->req, "replaces", row->replaces, &row->replaces_year, &row->replaces_serial, &e);
    columns_add(&in->columns, &e);
}

/* A row without an item has no line, so the cells of a line must be empty, too. */
static void check_no_line(struct import *in) {
    struct err e = {0};
    for (int c = ROW_UNITS; c <= ROW_REASON; c++)
        if (text_of(in, name_of(c)))
            err_set(&e, ERR_INPUT, "item", "item is empty, but %s is not", name_of(c));
    columns_add(&in->columns, &e);
}

static bool find_item(struct import *in, const char *word, struct requisition_row *row, struct err *e) {
    const struct item *item;
    if (!item_find(in->req, &in->items, word, &item, e) || !item_check_school(item, in->level, e))
        return false;
    row->item = item->code;
    row->item_id = item->id;
    return true;
}

/* Copies are units times copies per unit. */
static bool check_copies(const struct requisition_row *row, struct err *e) {
    long per_unit = row->copies_per_unit == INT_NONE ? 1 : row->copies_per_unit;
    if (row->units * per_unit > NUMBER_MOST)
        return err_set(e, ERR_INPUT, "units", "units: %ld units of %ld are over %d copies", row->units, per_unit,
                       NUMBER_MOST);
    return row->copies == row->units * per_unit ||
           err_set(e, ERR_INPUT, "copies", "copies: %ld is not %ld units of %ld", row->copies, row->units, per_unit);
}

/* False only when the store failed. */
static bool take_line(struct import *in, struct requisition_row *row, struct err *failed) {
    const struct fields *f = &in->columns.row;
    const char *word = text_of(in, "item"), *units = fields_get(f, "units");
    struct err e = {0};
    if (!word) {
        check_no_line(in);
        return true;
    }
    if (!find_item(in, word, row, &e) && !columns_add(&in->columns, &e)) {
        *failed = e;
        return false;
    }
    row->units = field_int(f, "units", INT_NONE);
    row->copies_per_unit = field_int(f, "copies_per_unit", INT_NONE);
    row->received_copies = field_int(f, "received_copies", 0);
    row->suggested = field_int(f, "suggested", 0);
    row->sentence = text_of(in, "sentence");
    row->sentence = row->sentence ? row->sentence : "";
    row->reason = text_of(in, "reason");
    if (units && !*units)
        err_set(&e, ERR_INPUT, "units", "units is empty; expected a number from 1");
    if (row->units != INT_NONE) {
        row->copies = row->units * (row->copies_per_unit == INT_NONE ? 1 : row->copies_per_unit);
        row->copies = field_int(f, "copies", row->copies);
        check_copies(row, &e);
    }
    columns_add(&in->columns, &e);
    return true;
}

static bool import_row(void *where, const struct csv_row *csv, struct err *e) {
    struct import *in = where;
    struct requisition_row row = requisition_row_none();
    row.line = csv->line;
    if (in->rows.count >= ROWS_MOST)
        return err_set(e, ERR_INPUT, "file", "the file has more than %d rows; is it the right file?", ROWS_MOST);
    columns_read(&in->columns, csv);
    if (!csv->fault) {
        take_head(in, &row);
        if (!take_line(in, &row, e))
            return false;
    }
    row.bad = !columns_settle(&in->columns, e);
    if (row.bad && !answer_refuse(in->req, in->answer, row.line, e))
        return false;
    requisition_rows_push(in->req->mem, &in->rows, &row);
    return true;
}

/* ---- one requisition ---- */

struct group { /* its rows, one behind the other */
    struct requisition_row *rows;
    size_t count;
};

static bool is_same_cell(struct mem *m, const struct requisition_row *a, const struct requisition_row *b, int c) {
    const char *x = shape_cell(m, &requisition_row_shape.columns[c], a),
               *y = shape_cell(m, &requisition_row_shape.columns[c], b);
    return strcmp(x ? x : "", y ? y : "") == 0;
}

static bool check_heads(struct import *in, const struct group *g, struct requisition_row **bad, struct err *e) {
    for (size_t i = 1; i < g->count; i++)
        for (int c = 0; c < ROW_COLUMNS; c++) {
            *bad = &g->rows[i];
            if ((c < ROW_ITEM || c == ROW_REPLACES) && !is_same_cell(in->req->mem, g->rows, &g->rows[i], c))
                return err_set(e, ERR_INPUT, name_of(c), "%s: %s has another value in row %ld", name_of(c),
                               g->rows->number, g->rows->line);
        }
    return true;
}

static int by_item(const void *a, const void *b) {
    const struct requisition_row *const *x = a, *const *y = b;
    return (*x)->item_id != (*y)->item_id ? ((*x)->item_id < (*y)->item_id ? -1 : 1)
                                          : ((*x)->line > (*y)->line) - ((*x)->line < (*y)->line);
}

static bool check_items(struct import *in, const struct group *g, struct requisition_row **bad, struct err *e) {
    struct requisition_row **sorted = mem_alloc(in->req->mem, (g->count + 1) * sizeof *sorted);
    for (size_t i = 0; i < g->count; i++)
        sorted[i] = &g->rows[i];
    qsort(sorted, g->count, sizeof *sorted, by_item);
    for (size_t i = 0; i < g->count; i++) {
        *bad = sorted[i];
        if (!sorted[i]->item && g->count > 1)
            return err_set(e, ERR_INPUT, "item", "item is empty; %s has other rows", g->rows->number);
        if (i > 0 && sorted[i]->item_id == sorted[i - 1]->item_id)
            return err_set(e, ERR_INPUT, "item", "item: %s is in row %ld already", sorted[i]->item,
                           sorted[i - 1]->line);
    }
    return g->count <= REQUISITION_LINES_MOST ||
           err_set(e, ERR_RULE, "number", "%s has over %d lines", g->rows->number, REQUISITION_LINES_MOST);
}

/* What a status requires of the other cells, and what it excludes. */
static bool check_status(const struct group *g, struct err *e) {
    const struct requisition_row *head = g->rows;
    bool came = head->state == REQUISITION_PART_RECEIVED || head->state == REQUISITION_CLOSED;
    bool must_be_sent = came || head->state == REQUISITION_SENT;
    long received = 0;
    for (size_t i = 0; head->item && i < g->count; i++)
        received += g->rows[i].received_copies;
    if (must_be_sent && head->sent == DATE_NONE)
        return err_set(e, ERR_INPUT, "sent", "sent is empty, but %s is %s", head->number, head->status);
    if (!must_be_sent && head->state != REQUISITION_CANCELLED && head->sent != DATE_NONE)
        return err_set(e, ERR_INPUT, "sent", "sent: %s is %s, so it was not sent", head->number, head->status);
    if (!came && received > 0)
        return err_set(e, ERR_INPUT, "received_copies", "received_copies: %s is %s, so nothing was received",
                       head->number, head->status);
    if (received > 0 && head->first_received == DATE_NONE)
        return err_set(e, ERR_INPUT, "first_received", "first_received is empty, but copies were received");
    if (received == 0 && head->first_received != DATE_NONE)
        return err_set(e, ERR_INPUT, "first_received", "first_received: no copies of %s were received", head->number);
    return head->item || head->state == REQUISITION_DRAFT || head->state == REQUISITION_CANCELLED ||
           err_set(e, ERR_INPUT, "item", "item is empty: %s is %s without a line", head->number, head->status);
}

/* Without the principal's role, a file may import an order only as draft or waiting. */
static bool check_role(const struct import *in, const struct requisition_row *head, struct err *e) {
    bool desk = head->state == REQUISITION_DRAFT || head->state == REQUISITION_WAITING;
    if (in->req->roles & ROLE_PRINCIPAL || desk || (head->state == REQUISITION_CANCELLED && head->sent == DATE_NONE))
        return true;
    return err_set(e, ERR_RULE, "status",
                   "status: only a principal may import an order that is approved or further; import it as waiting");
}

/* Compares with the requisition that is stored: only the columns that the file has, in any order of its rows. */
static bool check_unchanged(struct import *in, const struct group *g, const struct requisition_row *there, size_t count,
                            struct err *e) {
    struct mem *m = in->req->mem;
    if (count != g->count)
        return err_set(e, ERR_CONFLICT, "number",
                       "number: %s is here already, with %zu rows; a file does not change it", g->rows->number, count);
    for (size_t i = 0; i < g->count; i++) {
        const struct requisition_row *like = NULL;
        for (size_t k = 0; k < count && !like; k++)
            if (is_same_cell(m, &g->rows[i], &there[k], ROW_ITEM))
                like = &there[k];
        if (!like)
            return err_set(e, ERR_CONFLICT, "item", "item: %s is here already, without %s; a file does not change it",
                           g->rows->number, g->rows[i].item ? g->rows[i].item : "an empty item");
        for (int c = 0; c < ROW_COLUMNS; c++)
            if (columns_has(&in->columns, name_of(c)) && !is_same_cell(m, &g->rows[i], like, c)) {
                const char *is = shape_cell(m, &requisition_row_shape.columns[c], like);
                return err_set(e, ERR_CONFLICT, name_of(c),
                               "%s: %s is here already, with %s \"%s\"; a file does not change it", name_of(c),
                               g->rows->number, name_of(c), is ? text_shown(m, is) : "");
            }
    }
    return true;
}

/* ---- all of them ---- */

struct numbering { /* of the year that is looked at: the last number, there or in the file */
    long year, last;
};

static bool check_number(struct import *in, const struct group *g, const struct numbering *n, struct err *e) {
    const struct requisition_row *head = g->rows;
    size_t count;
    if (head->serial != n->last + 1)
        return err_set(e, ERR_RULE, "number", "number: %s skips a number; the next one is %s", head->number,
                       requisition_number(in->req->mem, head->year, n->last + 1));
    if (!head->replaces)
        return true;
    struct requisition_row old = {.year = head->replaces_year, .serial = head->replaces_serial};
    return (requisition_row_compare(&old, head) < 0 &&
            (requisition_rows_find(&in->there, &old, &count) || requisition_rows_find(&in->made, &old, &count))) ||
           err_set(e, ERR_NOT_FOUND, "replaces", "replaces: there is no %s before %s", head->replaces, head->number);
}

static long last_number(const struct import *in, long year) {
    long last = 0;
    for (size_t i = 0; i < in->there.count; i++)
        if (in->there.list[i].year == year && in->there.list[i].serial > last)
            last = in->there.list[i].serial;
    return last;
}

/* Refuses all rows of a requisition. `bad` is the row to blame; or NULL. */
static void refuse_group(struct import *in, struct group *g, const struct requisition_row *bad, const char *why) {
    const struct requisition_row *first = bad;
    for (size_t i = 0; i < g->count && !first; i++)
        first = g->rows[i].bad ? &g->rows[i] : NULL;
    for (size_t i = 0; i < g->count; i++) {
        struct err one = {0};
        if (g->rows[i].bad)
            continue; /* named already */
        err_set(&one, ERR_INPUT, "number",
                why && (!bad || &g->rows[i] == bad) ? "%s" : "number: all of %s is refused, for row %ld",
                why && (!bad || &g->rows[i] == bad) ? why : g->rows->number, first ? first->line : 0L);
        g->rows[i].bad = true;
        answer_refuse(in->req, in->answer, g->rows[i].line, &one);
    }
}

static void judge(struct import *in, struct group *g, struct numbering *n) {
    struct err e = {0};
    struct requisition_row *bad = NULL;
    size_t count;
    bool any_bad = false;
    for (size_t i = 0; i < g->count; i++)
        any_bad = any_bad || g->rows[i].bad;
    const struct requisition_row *there = requisition_rows_find(&in->there, g->rows, &count);
    if (g->rows->year != n->year)
        *n = (struct numbering){g->rows->year, last_number(in, g->rows->year)};
    if (any_bad) {
        refuse_group(in, g, NULL, NULL);
    } else if (!check_heads(in, g, &bad, &e) || !check_items(in, g, &bad, &e)) {
        refuse_group(in, g, bad, e.message);
    } else if (there ? !check_unchanged(in, g, there, count, &e)
                     : !check_status(g, &e) || !check_role(in, g->rows, &e) || !check_number(in, g, n, &e)) {
        refuse_group(in, g, NULL, e.message);
    } else if (there) {
        in->take->same += (long)g->count;
    } else {
        in->take->made += (long)g->count;
        requisition_rows_push(in->req->mem, &in->made, g->rows);
    }
    /* Without skipping, nothing will be stored anyway: the next number is then not refused because this one is. */
    if (!there && (!g->rows->bad || !in->skip) && g->rows->serial == n->last + 1)
        n->last = g->rows->serial;
}

static int by_number(const void *a, const void *b) {
    const struct requisition_row *x = a, *y = b;
    int order = requisition_row_compare(x, y);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static size_t group_at(const struct import *in, size_t at) {
    size_t n = 1;
    while (at + n < in->rows.count && requisition_row_compare(&in->rows.list[at], &in->rows.list[at + n]) == 0)
        n++;
    return n;
}

static void judge_all(struct import *in) {
    struct numbering n = {0};
    if (in->rows.count > 0)
        qsort(in->rows.list, in->rows.count, sizeof *in->rows.list, by_number);
    for (size_t i = 0; i < in->rows.count;) {
        struct group g = {&in->rows.list[i], group_at(in, i)};
        i += g.count;
        if (g.rows->serial > 0) /* a row whose number cannot be read is refused already */
            judge(in, &g, &n);
    }
}

/* ---- storing ---- */

static bool step(struct trail *t, struct requisition *v, enum requisition_status to, int date, long *event,
                 struct err *e) {
    const struct requisition_event ev = {.note = step_imported_note, .date = date};
    return requisition_step(t, v, to, &ev, event, e);
}

static bool store_lines(struct req *r, const struct requisition *v, const struct group *g, struct err *e) {
    for (size_t i = 0; g->rows->item && i < g->count; i++) {
        const struct requisition_row *row = &g->rows[i];
        struct requisition_line line = {.units = row->units,
                                        .copies_per_unit = row->copies_per_unit,
                                        .copies = row->copies,
                                        .suggested = row->suggested,
                                        .sentence = row->sentence,
                                        .reason = row->reason};
        if (!requisition_line_store(r, v, row->item_id, &line, e))
            return false;
    }
    return true;
}

static bool store_deliveries(struct trail *t, const struct requisition *v, const struct group *g, long event,
                             struct err *e) {
    for (size_t i = 0; g->rows->item && i < g->count; i++) {
        const struct requisition_row *row = &g->rows[i];
        struct delivery d = {.event = event,
                             .item_id = row->item_id,
                             .condition = delivery_conditions[0],
                             .on_date = row->first_received,
                             .copies = row->received_copies,
                             .movement = INT_NONE,
                             .reverses = INT_NONE,
                             .note = step_imported_note};
        if (d.copies > 0 && (!delivery_put(t, v, &d, e) || !requisition_received(t->req, v, d.item_id, d.copies, e)))
            return false;
    }
    return true;
}

static bool store_group(struct trail *t, const struct group *g, struct err *e) {
    const struct requisition_row *head = g->rows;
    struct requisition v = {.prepared = head->prepared,
                            .needed = head->needed,
                            .sent = head->sent,
                            .priority = head->priority,
                            .purpose = head->purpose,
                            .urgent = head->urgent,
                            .replaces = head->replaces,
                            .replaces_year = head->replaces_year,
                            .replaces_serial = head->replaces_serial};
    int last = head->first_received != DATE_NONE ? head->first_received
               : head->sent != DATE_NONE         ? head->sent
                                                 : head->prepared;
    long event = INT_NONE;
    if (!requisition_insert(t, &v, e))
        return false;
    if (strcmp(v.number, head->number) != 0)
        return err_set(e, ERR_BUG, "number", "%s became %s", head->number, v.number);
    return store_lines(t->req, &v, g, e) &&
           (head->sent == DATE_NONE || step(t, &v, REQUISITION_SENT, head->sent, NULL, e)) &&
           (head->state == v.state || step(t, &v, head->state, last, &event, e)) &&
           store_deliveries(t, &v, g, event, e);
}

static bool store_all(struct import *in, struct trail *t, struct err *e) {
    for (size_t i = 0; i < in->rows.count;) {
        struct group g = {&in->rows.list[i], group_at(in, i)};
        size_t count;
        i += g.count;
        if (g.rows->serial > 0 && !g.rows->bad && !requisition_rows_find(&in->there, g.rows, &count) &&
            !store_group(t, &g, e))
            return false;
    }
    return true;
}

static bool prepare(struct import *in, struct err *e) {
    struct school school;
    if (!items_load(in->req, &in->items, e) || !requisition_rows_load(in->req, &in->there, e) ||
        !school_load(in->req, &school, e))
        return false;
    in->level = school.level;
    return true;
}

bool requisitions_import(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct intake take = {.kind = "requisitions", .action = "import", .subject = "", .placed = true};
    struct import in = {.req = r, .answer = a, .take = &take};
    struct csv_sink sink = {&in, import_header, import_row};
    if (!intake_begin(&take, r, f, a, e))
        return false;
    in.skip = take.skip;
    columns_begin(&in.columns, &requisition_kind, r->mem, r->today, f->year_begin);
    bool ok = prepare(&in, e) && csv_read(r->in, &sink, e);
    if (ok)
        judge_all(&in);
    if (!intake_goes_on(&take, &ok, e))
        return ok;
    ok = store_all(&in, &take.trail, e) && requisition_rows_write(r, &in.made, &take.after, e);
    return intake_end(&take, ok, e);
}

/* ---- undoing ---- */

struct numbers { /* of the rows that a batch keeps */
    struct req *req;
    struct requisition_rows list;
};

static bool numbers_header(void *where, const struct csv_row *csv, struct err *e) {
    (void)where;
    (void)csv;
    (void)e;
    return true;
}

static bool numbers_row(void *where, const struct csv_row *csv, struct err *e) {
    struct numbers *n = where;
    struct requisition_row row = requisition_row_none();
    const struct requisition_row *last = n->list.count ? &n->list.list[n->list.count - 1] : NULL;
    if (!requisition_number_parse(n->req, "number", csv->cells[0], &row.year, &row.serial, e))
        return false;
    row.number = mem_text(n->req->mem, csv->cells[0]);
    row.status = mem_text(n->req->mem, csv->cells[1]);
    if (!last || requisition_row_compare(last, &row) != 0)
        requisition_rows_push(n->req->mem, &n->list, &row);
    return true;
}

static bool check_no_step(struct req *r, const struct batch *b, const struct requisition_row *row, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT status, actor, at FROM requisition_event WHERE school = $1 AND school_year = $2 "
                   "AND number = $3 AND id > $4 ORDER BY id LIMIT 1");
    sql_int(q, r->school);
    sql_int(q, row->year);
    sql_int(q, row->serial);
    sql_int(q, b->last);
    bool found = sql_row(q);
    const char *words = found ? mem_printf(r->mem, "%s by %s, %s", sql_peek_text(q, 0),
                                           text_shown(r->mem, sql_peek_text(q, 1)), sql_peek_text(q, 2))
                              : "";
    if (!sql_end(q, e))
        return false;
    return !found || err_set(e, ERR_CONFLICT, "batch", "batch %ld cannot be undone: %s has had a step since (%s)",
                             b->id, row->number, words);
}

/* Undoing cancels, so that the same roles may (docs/interfaces.md, "Steps of a requisition"). */
static bool check_may_cancel(struct req *r, const struct batch *b, const struct requisition_row *row, struct err *e) {
    bool own_draft =
        strcmp(row->status, requisition_status_names[REQUISITION_DRAFT]) == 0 && strcmp(b->by, r->actor) == 0;
    if (strcmp(row->status, requisition_status_names[REQUISITION_CANCELLED]) == 0)
        return true;
    if (strcmp(row->status, requisition_status_names[REQUISITION_PART_RECEIVED]) == 0)
        return err_hinted(
            e,
            hint_new(r->mem, "Take the delivery back", "requisition receive", "requisition", row->number, "undo", "yes",
                     NULL),
            ERR_RULE, "batch",
            "batch %ld cannot be undone: %s is part received; take the delivery back first, and then cancel "
            "the requisitions of the batch one by one",
            b->id, row->number);
    return r->roles & ROLE_PRINCIPAL || own_draft ||
           err_set(e, ERR_RULE, "batch",
                   "batch %ld cannot be undone by %s: %s is %s, imported by %s; only a principal may cancel it, or its "
                   "maker while it is a draft",
                   b->id, text_shown(r->mem, r->actor), row->number, row->status, text_shown(r->mem, b->by));
}

static bool take_back(struct trail *t, const struct requisition *v, long event, struct err *e) {
    struct deliveries all;
    if (!deliveries_load(t->req, v, &all, e))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        struct delivery d = all.list[i];
        if (d.undone || d.reverses != INT_NONE)
            continue;
        d.reverses = d.id;
        d.event = event;
        d.copies = -d.copies;
        d.note = "import undone";
        if (!delivery_put(t, v, &d, e) || !requisition_received(t->req, v, d.item_id, d.copies, e))
            return false;
    }
    return true;
}

static bool cancel(struct trail *t, const struct requisition_row *row, long *count, struct err *e) {
    struct requisition v = {.school_year = row->year, .serial = row->serial, .number = row->number};
    const struct requisition_event ev = {.note = "import undone", .date = t->req->today};
    long event;
    if (strcmp(row->status, requisition_status_names[REQUISITION_CANCELLED]) == 0)
        return true;
    ++*count;
    return requisition_step(t, &v, REQUISITION_CANCELLED, &ev, &event, e) && take_back(t, &v, event, e);
}

bool requisitions_undo(struct trail *t, const struct batch *b, long *count, struct err *e) {
    struct req *r = t->req;
    struct numbers n = {.req = r};
    struct csv_sink sink = {&n, numbers_header, numbers_row};
    struct buf now = {0};
    *count = 0;
    if (!csv_read_text(b->after, &sink, e))
        return false;
    for (size_t i = 0; i < n.list.count; i++)
        if (!check_no_step(r, b, &n.list.list[i], e) || !check_may_cancel(r, b, &n.list.list[i], e))
            return false;
    bool ok = requisition_rows_write(r, &n.list, &now, e) && batch_is_as_left(r, b, &now, e);
    buf_free(&now);
    for (size_t i = 0; ok && i < n.list.count; i++)
        ok = cancel(t, &n.list.list[i], count, e);
    return ok;
}
