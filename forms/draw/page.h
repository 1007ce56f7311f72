/* page: documents on Letter paper, over the PDF library, which is called here and in page_font.c alone (glyph.c does
 * one of its functions again, faster). Texts are drawn with page_text.h.
 *
 * Lengths are points; x and y count from the top left corner of the page, y downward. Errors are sticky: after the
 * first, each call draws nothing, and pages_bytes reports it. */
#ifndef FORMS_DRAW_PAGE_H
#define FORMS_DRAW_PAGE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>

enum { PAGE_WIDTH = 612, PAGE_HEIGHT = 792 };
enum { PAGE_SHOWN_MOST = 1800 }; /* bytes of one page_show: libharu refuses or cuts long strings */

struct page_box {
    double x, y, width, height;
};

struct page_run { /* a rectangle in whole modules, see page_runs */
    short x, y, width, height;
};

struct page_about {
    const char *title, *author, *language; /* metadata; the language as "en-US" */
    const char *fonts;                     /* folder of the fonts; NULL: the system's */
    bool landscape;                        /* PAGE_HEIGHT wide and PAGE_WIDTH high */
};

struct pages; /* a document being drawn */

/* NotoSans missing from the folder is an ERR_IO; a font of another script
 * missing only means that its texts cannot be drawn. Fonts load when needed. */
bool pages_open(struct pages **p, struct mem *m, const struct page_about *about, struct err *e);
void pages_close(struct pages *p); /* NULL is nothing */

/* The whole document, added to `out`; nothing is added on an error. The same
 * drawing always gives the same bytes. */
bool pages_bytes(struct pages *p, struct buf *out, struct err *e);

bool pages_failed(const struct pages *p, struct err *e); /* true: and e says why */
long pages_count(const struct pages *p);

void page_add(struct pages *p);           /* a new page: drawing goes on there */
void page_again(struct pages *p, long i); /* drawing goes on on that page, counted from 0 */
void page_forget(struct pages *p);        /* frees the lines of page_wrap */

void page_rule(struct pages *p, double x, double y, double width, double thickness);       /* across */
void page_rule_down(struct pages *p, double x, double y, double height, double thickness); /* down */
void page_blank(struct pages *p, double x, double y, double width); /* a dotted line to write on */
void page_frame(struct pages *p, const struct page_box *box, double thickness);
void page_fill(struct pages *p, const struct page_box *box, double gray); /* 0 black to 1 white */
void page_tick_box(struct pages *p, double x, double y, double size, bool ticked);

/* Rectangles as one shape. `box`: its corner, and one module across and down. */
void page_runs(struct pages *p, const struct page_box *box, const struct page_run *runs, size_t count);

/* ---- for page_text.c ---- */

struct page_fonts *pages_fonts(struct pages *p);

/* Pieces of text are shown after page_begin_text (false: nothing can be drawn) and page_move_text to the left end of
 * their base line, one behind the other. `spaced`: points between letters. */
bool page_begin_text(struct pages *p, double spaced, double gray);
void page_move_text(struct pages *p, double x, double y);
void page_show(struct pages *p, int font, double size, const char *text, size_t bytes);

#endif
