#include "inventory/order/requisition_rows.h"

#include "base/db.h"
#include "base/shape.h"
#include "base/text.h"
#include "compliance/school/year.h"

#include <stdlib.h>
#include <string.h>

static const struct column row_columns[ROW_COLUMNS] = {
    [ROW_NUMBER] = {"number", "number", CELL_TEXT, offsetof(struct requisition_row, number), 0, NULL},
    [ROW_STATUS] = {"status", "status", CELL_TEXT, offsetof(struct requisition_row, status), 0, NULL},
    [ROW_PREPARED] = {"prepared", "prepared", CELL_DATE, offsetof(struct requisition_row, prepared), 0, NULL},
    [ROW_SENT] = {"sent", "sent", CELL_DATE, offsetof(struct requisition_row, sent), 0, NULL},
    [ROW_FIRST_RECEIVED] = {"first_received", "first_received", CELL_DATE,
                            offsetof(struct requisition_row, first_received), 0, NULL},
    [ROW_NEEDED] = {"needed", "needed", CELL_DATE, offsetof(struct requisition_row, needed), 0, NULL},
    [ROW_PRIORITY] = {"priority", "priority", CELL_TEXT, offsetof(struct requisition_row, priority), 0, NULL},
    [ROW_PURPOSE] = {"purpose", "purpose", CELL_TEXT, offsetof(struct requisition_row, purpose), 0, NULL},
    [ROW_URGENT] = {"urgent", "urgent", CELL_BOOL, offsetof(struct requisition_row, urgent), 0, NULL},
    [ROW_ITEM] = {"item", "item", CELL_TEXT, offsetof(struct requisition_row, item), 0, NULL},
    [ROW_UNITS] = {"units", "units", CELL_INT, offsetof(struct requisition_row, units), 0, NULL},
    [ROW_PER_UNIT] = {"copies_per_unit", "copies_per_unit", CELL_INT, offsetof(struct requisition_row, copies_per_unit),
                      0, NULL},
    [ROW_COPIES] = {"copies", "copies", CELL_INT, offsetof(struct requisition_row, copies), 0, NULL},
    [ROW_RECEIVED] = {"received_copies", "received_copies", CELL_INT, offsetof(struct requisition_row, received_copies),
                      0, NULL},
    [ROW_SUGGESTED] = {"suggested", "suggested", CELL_INT, offsetof(struct requisition_row, suggested), 0, NULL},
    [ROW_SENTENCE] = {"sentence", "sentence", CELL_TEXT, offsetof(struct requisition_row, sentence), 0, NULL},
    [ROW_REASON] = {"reason", "reason", CELL_TEXT, offsetof(struct requisition_row, reason), 0, NULL},
    [ROW_REPLACES] = {"replaces", "replaces", CELL_TEXT, offsetof(struct requisition_row, replaces), 0, NULL},
};
const struct shape requisition_row_shape = SHAPE(row_columns, requisition_row);

void requisition_rows_push(struct mem *m, struct requisition_rows *l, const struct requisition_row *row) {
    l->list = mem_grow(m, l->list, l->count, sizeof *l->list);
    l->list[l->count++] = *row;
}

struct requisition_row requisition_row_none(void) {
    return (struct requisition_row){.prepared = DATE_NONE,
                                    .sent = DATE_NONE,
                                    .first_received = DATE_NONE,
                                    .needed = DATE_NONE,
                                    .units = INT_NONE,
                                    .copies_per_unit = INT_NONE,
                                    .copies = INT_NONE,
                                    .received_copies = INT_NONE,
                                    .suggested = INT_NONE,
                                    .replaces_serial = INT_NONE};
}

int requisition_row_compare(const struct requisition_row *a, const struct requisition_row *b) {
    return a->year != b->year ? (a->year < b->year ? -1 : 1) : (a->serial > b->serial) - (a->serial < b->serial);
}

/* ---- what is there ---- */

static void read_row(struct query *q, struct mem *m, struct requisition_row *row) {
    *row = requisition_row_none();
    row->year = sql_get_int(q, 0);
    row->serial = sql_get_int(q, 1);
    row->number = requisition_number(m, row->year, row->serial);
    row->status = sql_get_text(q, 2, m);
    row->prepared = sql_get_date(q, 3);
    row->sent = sql_get_date(q, 4);
    row->first_received = sql_get_date(q, 5);
    row->needed = sql_get_date(q, 6);
    row->priority = sql_get_text(q, 7, m);
    row->purpose = sql_get_text(q, 8, m);
    row->urgent = sql_get_int(q, 9) == 1;
    if (sql_get_int(q, 11) != INT_NONE)
        row->replaces = requisition_number(m, sql_get_int(q, 10), sql_get_int(q, 11));
    row->item = sql_get_text(q, 12, m);
    row->units = sql_get_int(q, 13);
    row->copies_per_unit = sql_get_int(q, 14);
    row->copies = sql_get_int(q, 15);
    row->received_copies = sql_get_int(q, 16);
    row->suggested = sql_get_int(q, 17);
    row->sentence = sql_get_text(q, 18, m);
    row->reason = sql_get_text(q, 19, m);
}

/* first_received is the day of the first delivery that counts as received and was not taken back. */
bool requisition_rows_load(struct req *r, struct requisition_rows *out, struct err *e) {
    struct query *q = sql(
        r->db, "SELECT q.school_year, q.number, q.status, q.prepared, q.sent, q.first_received, q.needed, q.priority, "
               "q.purpose, q.urgent, q.replaces_year, "
               "q.replaces_number, i.code, l.units, l.copies_per_unit, l.copies, l.received_copies, l.suggested, "
               "l.sentence, l.reason FROM requisition_days q LEFT JOIN requisition_line l ON l.school = q.school AND "
               "l.school_year = q.school_year AND l.number = q.number LEFT JOIN item i ON i.school = l.school AND "
               "i.id = l.item WHERE q.school = $1 ORDER BY q.school_year, q.number, l.place");
    *out = (struct requisition_rows){0};
    sql_int(q, r->school);
    while (sql_row(q)) {
        struct requisition_row row;
        read_row(q, r->mem, &row);
        requisition_rows_push(r->mem, out, &row);
    }
    return sql_end(q, e);
}

const struct requisition_row *requisition_rows_find(const struct requisition_rows *all,
                                                    const struct requisition_row *like, size_t *count) {
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (requisition_row_compare(&all->list[mid], like) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    for (*count = 0; low + *count < all->count && requisition_row_compare(&all->list[low + *count], like) == 0;)
        ++*count;
    return *count > 0 ? &all->list[low] : NULL;
}

bool requisition_rows_write(struct req *r, const struct requisition_rows *numbers, struct buf *out, struct err *e) {
    struct requisition_rows all, shown = {0};
    size_t count;
    if (!requisition_rows_load(r, &all, e))
        return false;
    for (size_t i = 0; i < numbers->count; i++) {
        const struct requisition_row *first = requisition_rows_find(&all, &numbers->list[i], &count);
        for (size_t k = 0; k < count; k++)
            requisition_rows_push(r->mem, &shown, &first[k]);
    }
    shape_csv(out, &requisition_row_shape, &(struct rows){shown.list, shown.count});
    return true;
}

bool requisition_number_parse(struct req *r, const char *name, const char *text, long *year, long *serial,
                              struct err *e) {
    int y = 0;
    size_t n = strlen(text);
    if (n > 10 && n < 20 && text_starts(text, "R-") && text[9] == '-' && strspn(text + 10, "0123456789") == n - 10 &&
        year_parse(mem_textn(r->mem, text + 2, 7), &y)) {
        *year = y;
        *serial = strtol(text + 10, NULL, 10);
        if (*serial > 0 && strcmp(requisition_number(r->mem, *year, *serial), text) == 0)
            return true;
    }
    return err_set(e, ERR_INPUT, name, "%s: \"%s\" is not a requisition number; write it like %s", name,
                   text_shown(r->mem, text), requisition_number(r->mem, year_of(r->today), 1));
}
