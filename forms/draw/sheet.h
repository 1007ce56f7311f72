/* sheet: what the forms share: the styles, the title block, the head of further
 * pages, boxes of a label and its value, signatures, the footer.
 *
 * A form fills the first members, opens the sheet, draws (page.h, table.h) and
 * closes it with sheet_bytes and sheet_close. `table.y` is where drawing goes on. */
#ifndef FORMS_DRAW_SHEET_H
#define FORMS_DRAW_SHEET_H

#include "compliance/school/school.h"
#include "forms/draw/table.h"

enum {
    SHEET_MARGIN = 30,
    SHEET_WIDTH = PAGE_WIDTH - 2 * SHEET_MARGIN,
    SHEET_BOTTOM = PAGE_HEIGHT - 44, /* the footer stands below */
    SHEET_SIGN_HEIGHT = 24,          /* of a signature, from its line down */
    SHEET_VALUE_LINES = 6            /* the most that a value in a box takes */
};

extern const struct page_style sheet_title, sheet_label, sheet_body, sheet_body_right, sheet_bold, sheet_bold_right,
    sheet_strong, sheet_small, sheet_small_right;

struct sheet {
    struct mem *mem;
    const struct school *school;
    const char *form;  /* its name: "Day-end sheet" */
    const char *which; /* which one of that name: a number or a date; NULL: there is only one */
    const char *since; /* on further pages beside the school: "prepared Aug 17, 2026"; or NULL */
    const char *fonts; /* folder of the fonts; NULL: the system's */
    bool landscape;
    void (*stamps)(struct sheet *s, double x, double y); /* on further pages, leftward from x; or NULL */
    void *where;                                         /* the form itself, for `stamps` */
    struct err *err;

    double width, bottom; /* of what is drawn on; set by sheet_open: in portrait SHEET_WIDTH and SHEET_BOTTOM */
    struct mem *row;      /* emptied after each row */
    struct pages *pages;
    struct table table;
    struct table_column columns[TABLE_COLUMNS_MOST];
};

/* ERR_IO: a font is missing. After a failure there is nothing to close. */
bool sheet_open(struct sheet *s);
void sheet_close(struct sheet *s);

/* Footer on every page, then the file, added to `pdf`. `middle`: a source or a hint; may be NULL. */
bool sheet_bytes(struct sheet *s, const char *middle, struct buf *pdf);

/* A table of these columns; the one of width 0 takes what the others leave. */
void sheet_columns(struct sheet *s, const struct table_column *columns, int count);

/* The first page: the form's name, `what` it is in one or two small lines, and `which` at the right. */
void sheet_top(struct sheet *s, const char *what);

void sheet_need(struct sheet *s, double height); /* turns when so much does not fit the page */

struct sheet_entry {
    const char *label, *value; /* value NULL: a dotted blank; "": nothing */
    double share;              /* of the width */
    const struct page_style *style;
};

/* A row of entries, as high as the highest, moving on below it. */
void sheet_entries(struct sheet *s, const struct sheet_entry *entries, int count);

/* A line to sign on and one for the date, `y` being the line; `name` under it may be NULL. */
void sheet_sign(struct sheet *s, const struct page_box *at, const char *who, const char *name);

/* Two of them side by side, their lines `below` under what stands on the page; sheet_need keeps them there. */
struct sheet_signer {
    const char *who, *name;
};
void sheet_sign_both(struct sheet *s, double below, struct sheet_signer left, struct sheet_signer right);

/* A text across the sheet, moving on below it. */
void sheet_text(struct sheet *s, const struct page_style *style, int most, const char *text);

/* A heading and a table under it, not at the very foot of a page. `none` stands there instead where it has no rows. */
struct sheet_section {
    const char *title, *none;
    const struct table_column *columns;
    int count;
};
void sheet_section(struct sheet *s, const struct sheet_section *section, size_t rows);

/* "Spanish", "English and Spanish", "A, B and C", in the memory of the row; NULL where nothing is left. `skip`: leaves
 * out what is the same there and what no font has. */
const char *sheet_names(struct sheet *s, const char *const *names, const char *const *skip, const char *last);

struct table_piece sheet_piece(const struct page_style *style, int most, const char *text);
struct table_piece sheet_fit(const struct page_style *style, const char *text); /* one line, smaller where it must */
struct table_piece sheet_blank(double height);

const char *sheet_set(const char *text); /* NULL for "" */

#endif
