/* shape: the cells of an answer as texts, and its rows as CSV: what --csv, the
 * exports and the record of an import have in common. */
#ifndef BASE_SHAPE_H
#define BASE_SHAPE_H

#include "base/verb.h"

/* NULL where there is no value; several texts are joined by a blank. */
const char *shape_cell(struct mem *m, const struct column *c, const void *row);

/* COLUMN_PLAIN and the tables within a row are left out. `m` is for what is made on the way. */
void shape_csv_head(struct buf *out, const struct shape *s);
void shape_csv_row(struct buf *out, struct mem *m, const struct shape *s, const void *row);
void shape_csv(struct buf *out, const struct shape *s, const struct rows *rows); /* the head and all rows */

#endif
