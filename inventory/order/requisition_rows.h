/* requisition_rows: requisitions as the rows of their file: one row for each line, with the head repeated
 * (requisition_file.h says what an import makes of them). */
#ifndef INVENTORY_ORDER_REQUISITION_ROWS_H
#define INVENTORY_ORDER_REQUISITION_ROWS_H

#include "inventory/order/requisition.h"

struct requisition_row {
    const char *number, *status, *priority, *purpose, *replaces, *item, *sentence, *reason;
    int prepared, sent, first_received, needed;
    bool urgent;
    long units, copies_per_unit, copies, received_copies, suggested; /* INT_NONE without an item */
    long year, serial, replaces_year, replaces_serial, item_id, line;
    enum requisition_status state;
    bool bad; /* refused */
};

enum requisition_column {
    ROW_NUMBER,
    ROW_STATUS,
    ROW_PREPARED,
    ROW_SENT,
    ROW_FIRST_RECEIVED,
    ROW_NEEDED,
    ROW_PRIORITY,
    ROW_PURPOSE,
    ROW_URGENT,
    ROW_ITEM,
    ROW_UNITS,
    ROW_PER_UNIT,
    ROW_COPIES,
    ROW_RECEIVED,
    ROW_SUGGESTED,
    ROW_SENTENCE,
    ROW_REASON,
    ROW_REPLACES,
    ROW_COLUMNS
};
extern const struct shape requisition_row_shape; /* its columns, in that order */

struct requisition_rows {
    struct requisition_row *list;
    size_t count;
};

struct requisition_row requisition_row_none(void);                                             /* nothing is set */
int requisition_row_compare(const struct requisition_row *a, const struct requisition_row *b); /* by number */
void requisition_rows_push(struct mem *m, struct requisition_rows *l, const struct requisition_row *row);

bool requisition_rows_load(struct req *r, struct requisition_rows *out, struct err *e); /* all, by number and place */

/* The first row of that number in a list by number, or NULL; *count of them. */
const struct requisition_row *requisition_rows_find(const struct requisition_rows *all,
                                                    const struct requisition_row *like, size_t *count);

/* The stored rows of those numbers, as CSV. */
bool requisition_rows_write(struct req *r, const struct requisition_rows *numbers, struct buf *out, struct err *e);

/* Exactly as requisition_number writes it: R-2026-27-0001. */
bool requisition_number_parse(struct req *r, const char *name, const char *text, long *year, long *serial,
                              struct err *e);

#endif
