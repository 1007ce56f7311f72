/* columns: a kind of file is a table of its columns. By it one function finds the columns of a header, and one reads
 * the cells of a row: strictly, for the same file must mean the same tomorrow, and with all problems of the row.
 *
 *     struct columns_reading c;
 *     columns_begin(&c, &kind, mem, today, year_begin);
 *     header:  columns_find(&c, row, e)
 *     row:     columns_read(&c, row);
 *              field_int(&c.row, "quantity", INT_NONE) ...   the noun adds what it finds: columns_add(&c, e)
 *              if (!columns_settle(&c, e)) refuse the row */
#ifndef COMPLIANCE_AUDIT_COLUMNS_H
#define COMPLIANCE_AUDIT_COLUMNS_H

#include "base/csv.h"
#include "base/param.h"

struct columns_kind {
    const struct param *list;        /* ended by a row without a name; no cell of a PARAM_ARG may be empty */
    size_t needed;                   /* the first ones of the list, which each header must have */
    const char *const (*aliases)[2]; /* what people call one of them: { said, meant }, ended by { NULL }; or NULL */
    const char *const *ignored;      /* other columns that are passed over, ended by NULL; or NULL */
};

struct columns_reading { /* of one file */
    const struct columns_kind *kind;
    int at[CSV_COLUMNS_MOST]; /* of each column of the kind: its place in the file, or -1 */
    struct fields row;        /* the good cells of the row */
    struct problems problems; /* of the row */
    struct field cells[CSV_COLUMNS_MOST];
};

/* `mem` is for what is made while a row is read; today and year_begin are those of struct fields. */
void columns_begin(struct columns_reading *c, const struct columns_kind *kind, struct mem *mem, int today,
                   int year_begin);

/* Finds the columns of a header. ERR_INPUT for a needed one that is missing, and for an unknown one, whose cells would
 * be lost in silence, with "did you mean" where one is near or meant. A column without a name (as spreadsheets leave
 * them at the end) and that of refused rows (compliance/audit/refused.h) are passed over. */
bool columns_find(struct columns_reading *c, const struct csv_row *header, struct err *e);

bool columns_has(const struct columns_reading *c, const char *name); /* the file has that column */

/* Reads a row into c->row: its texts are valid as long as those of the row. Blanks at the ends of a cell are taken off
 * unless its column is free text (KIND_TEXT without words); then `typed` is the cell as it stands. A cell with a
 * problem is left out, and so is each cell of a row with a fault. */
void columns_read(struct columns_reading *c, const struct csv_row *row);

/* Adds what the noun found wrong in the row, and clears e. False, and e as it was: the store is to blame. */
bool columns_add(struct columns_reading *c, struct err *e);

/* True while the row has no problem. Else false, with all of them in one message, joined by "; ". */
bool columns_settle(const struct columns_reading *c, struct err *e);

/* The older way, for kinds that have no table yet. */
struct columns {
    const char *const *names;
    size_t count;
    const char *const (*aliases)[2];
    const char *const *ignored;
};
bool columns_check(const struct csv_row *header, const struct columns *known, struct mem *m, struct err *e);

#endif
