/* table: rows under a head that is repeated on each page. A row is never split: when it does not fit, `turn` begins the
 * next page and sets where the table goes on. A cell is a stack of pieces; beneath its cells a row may have lines that
 * run across several columns. */
#ifndef FORMS_DRAW_TABLE_H
#define FORMS_DRAW_TABLE_H

#include "forms/draw/barcode.h"
#include "forms/draw/page_text.h"

enum { TABLE_COLUMNS_MOST = 12, TABLE_PIECES_MOST = 4, TABLE_BENEATH_MOST = 3 };

enum table_kind { TABLE_NOTHING, TABLE_TEXT, TABLE_FIT, TABLE_BLANK, TABLE_BARS, TABLE_TICK };

struct table_piece {
    enum table_kind kind; /* FIT: in smaller letters where it is wider than the column */
    const struct page_style *style;
    const char *text;           /* of TEXT and FIT */
    int most;                   /* lines of TEXT */
    double space;               /* white above it */
    double height;              /* of BLANK, BARS and TICK (an empty box in the middle of the column) */
    const struct barcode *bars; /* of BARS */
};

struct table_column {
    const char *head;  /* at most two lines */
    double width, gap; /* gap: white at its right, within the width */
    enum page_align align;
    bool to_write; /* stays empty: a thin line at its left makes a box of it */
};

struct table_row {
    struct table_piece cell[TABLE_COLUMNS_MOST][TABLE_PIECES_MOST];
    struct table_piece beneath[TABLE_BENEATH_MOST];
    int from, to; /* columns that the lines beneath run across */
};

struct table {
    struct pages *pages;
    const struct table_column *columns;
    int count;
    double x, y, bottom;                        /* y: where the next row begins; bottom: no row goes beyond */
    double module;                              /* width of the thinnest bar */
    void (*turn)(void *where, struct table *t); /* begins the next page, and sets y */
    void *where;
};

void table_head(struct table *t);
void table_row(struct table *t, const struct table_row *row);
double table_width(const struct table *t, int from, int to); /* of those columns, without the gap of the last */
double table_left(const struct table *t, int column);

#endif
