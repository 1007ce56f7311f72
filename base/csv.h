/* csv: reading and writing CSV, in bounded memory whatever the file's size.
 *
 * Understood: UTF-8 with or without a byte order mark; comma, semicolon or tab
 * (told by the header row); LF, CRLF or CR; quotes; Excel's ="007". Blanks
 * around an unquoted cell are taken off. Refused as a whole,
 * as ERR_INPUT, "row N: ..." with N the line in the file: UTF-16, a workbook,
 * an empty file, an unterminated quote, a quote inside an unquoted cell, a cell
 * over 64 KiB, more than 64 columns, a header name that is given twice. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { CSV_CELL_MOST = 64 * 1024, CSV_COLUMNS_MOST = 64 };

struct csv_row {
    long line;          /* of its first byte in the file, from 1; the header's is usually 1 */
    size_t count;       /* cells; never more than CSV_COLUMNS_MOST */
    const char **cells; /* texts ended by NUL, valid until the callback returns */
    const char *fault;  /* why the row as a whole is refused (a NUL in it, shown as U+FFFD, not
                           UTF-8, too few or too many columns), or NULL */
};

struct csv_sink {
    void *where;
    /* The header: names with blanks around them taken off, in lower case. */
    bool (*header)(void *where, const struct csv_row *row, struct err *e);
    /* Each row that is not blank (delimiters alone, as Excel leaves them at a
     * file's end, are blank). A row with a fault has such cells as could be read.
     * false stops the reading, with e set. A cell that export had marked with a
     * leading ' has it taken off again. */
    bool (*row)(void *where, const struct csv_row *row, struct err *e);
};

/* Reads the whole of `in` from its beginning (it is seekable). */
bool csv_read(FILE *in, const struct csv_sink *sink, struct err *e);

bool csv_read_text(const char *text, const struct csv_sink *sink, struct err *e); /* the same of a text */

/* The place of the column with that name in the header, or -1. */
int csv_find(const struct csv_row *header, const char *name);

/* Adds one cell, quoted where needed; one that a spreadsheet would take for a
 * formula (begins with = + - @ ' or a control character) gets a leading '. A
 * plain negative number (-12) does not. */
void csv_cell(struct buf *b, const char *text, bool first);
void csv_end_row(struct buf *b); /* LF */

#endif
