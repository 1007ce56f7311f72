/* sheet: what the papers share: the styles, the title block, the head of further pages, boxes of a label and its
 * value, signatures, the footer.
 *
 * A paper is described (struct paper) while the request's transaction is open, and drawn by sheet_pdf after it. Its
 * `draw` draws from top to bottom: `table.y` is where drawing goes on. */
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

struct sheet;

struct paper { /* its texts, and what `of` points to, live as long as the request */
    struct school school;
    struct settings settings;
    const char *fonts;  /* their folder; NULL: the system's */
    const char *form;   /* its name: "Day-end sheet" */
    const char *which;  /* which one of that name: a number or a date; NULL: there is only one */
    const char *since;  /* on further pages beside the school: "prepared Aug 17, 2026"; or NULL */
    const char *source; /* in the middle of the footer: a source or a hint; or NULL */
    bool landscape;
    bool bare;                     /* without head and footer: labels */
    void (*head)(struct sheet *s); /* of further pages; NULL: sheet_head */
    void (*draw)(struct sheet *s); /* all of it but the footer */
    const void *of;                /* what `draw` prints */
};

struct sheet { /* a paper being drawn */
    const struct paper *paper;
    struct mem *mem, *row; /* row: emptied after each row */
    struct err *err;       /* the first error; nothing is drawn after it */
    double width, bottom;  /* of what is drawn on: in portrait SHEET_WIDTH and SHEET_BOTTOM */
    struct pages *pages;
    struct table table;
    struct table_column columns[TABLE_COLUMNS_MOST];
};

/* Adds the file to `pdf`, which the caller frees; nothing is added on an error: ERR_IO (a font is missing), ERR_INPUT
 * (a text is not UTF-8). The same paper always gives the same bytes. */
bool sheet_pdf(struct mem *m, const struct paper *paper, struct buf *pdf, struct err *e);

bool sheet_failed(struct sheet *s);

/* ---- heads ---- */

/* The first page: the form's name, `what` it is in one or two small lines, and `which` at the right. */
void sheet_top(struct sheet *s, const char *what);

void sheet_head(struct sheet *s);                /* of a further page, in short */
void sheet_need(struct sheet *s, double height); /* turns the page when so much does not fit it */

struct sheet_entry {
    const char *label, *value; /* value NULL: a dotted blank; "": nothing */
    double share;              /* of the width */
    const struct page_style *style;
};

/* Boxes in a frame, a row of them as high as the highest; a row is full at a share of 1. Moves on below them. */
void sheet_entries(struct sheet *s, const struct sheet_entry *entries, size_t count);
double sheet_entries_height(struct sheet *s, const struct sheet_entry *row, size_t count); /* of one row */

/* ---- what is signed ---- */

struct sheet_signer {
    const char *who, *name; /* "Prepared by"; the name under it may be NULL */
};

/* A line to sign on and one for the date; `at`: the line's place and width. */
void sheet_sign(struct sheet *s, const struct page_box *at, struct sheet_signer signer);

/* Two of them side by side, their lines `below` under what stands on the page; sheet_need keeps them there. */
void sheet_sign_both(struct sheet *s, double below, struct sheet_signer left, struct sheet_signer right);

const char *sheet_requester(const struct sheet *s); /* the school's, from its settings; or NULL */
const char *sheet_set(const char *text);            /* NULL for "" */

/* ---- texts and tables ---- */

/* A text across the sheet, moving on below it. */
void sheet_text(struct sheet *s, const struct page_style *style, int most, const char *text);

/* A table of these columns; the one of width 0 takes what the others leave. */
void sheet_columns(struct sheet *s, const struct table_column *columns, int count);

/* A heading and a table under it, not at the very foot of a page. `none` stands there instead where it has no rows. */
struct sheet_section {
    const char *title, *none;
    const struct table_column *columns;
    int count;
};
void sheet_section(struct sheet *s, const struct sheet_section *section, size_t rows);

void sheet_row(struct sheet *s, const struct table_row *row); /* and empties s->row */

/* "Spanish", "English and Spanish", "A, B and C", in the memory of the row; NULL where nothing is left. `skip`: leaves
 * out what is the same there and what no font has. */
const char *sheet_names(struct sheet *s, const char *const *names, const char *const *skip, const char *last);

struct table_piece sheet_piece(const struct page_style *style, int most, const char *text);
struct table_piece sheet_date(const struct page_style *style, struct sheet *s, int date);
struct table_piece sheet_fit(const struct page_style *style, const char *text); /* one line, smaller where it must */
struct table_piece sheet_figure(const struct page_style *style, struct sheet *s, long n);
struct table_piece sheet_blank(double height);

extern const char sheet_no_number[]; /* in the place of a material number that is not known */

/* Two pieces: the barcode of a material number, and its digits. */
void sheet_bars(struct sheet *s, const char *number, double height, const struct page_style *digits,
                struct table_piece cell[2]);

#endif
