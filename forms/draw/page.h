/* page: a drawing layer for forms on Letter paper, over the PDF library, which
 * page.c alone calls (glyph.c does one of its functions again, faster).
 *
 * Lengths are points; x and y count from the top left corner of the page, y
 * downward. Errors are sticky: after the first, each call draws nothing, and
 * pages_bytes reports it. Texts are UTF-8 of any length: what is not UTF-8 is
 * an ERR_INPUT, control characters are left out, and a character that none of
 * our fonts has prints as "?" (ask page_can_draw first where that matters). */
#ifndef FORMS_DRAW_PAGE_H
#define FORMS_DRAW_PAGE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PAGE_WIDTH = 612, PAGE_HEIGHT = 792, PAGE_LINES_MOST = 12 };

enum page_weight { PAGE_REGULAR, PAGE_BOLD };
enum page_align { PAGE_LEFT, PAGE_CENTER, PAGE_RIGHT };

struct page_style {
    double size, lead; /* of the letters; from line to line */
    enum page_weight weight;
    enum page_align align;
    double spaced, gray; /* between letters; 0 black to 1 white */
};

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

/* At the foot of every page, once all are drawn: two texts and "Page n of m". */
void pages_footer(struct pages *p, const char *left, const char *middle, double margin);

void page_add(struct pages *p); /* the page that is drawn on from now on */

/* A text broken into lines, valid until page_forget. */
struct page_lines {
    int count;
    bool cut;      /* there was more: the last line ends with "…" */
    double height; /* of all lines */
    int other;     /* the font beside NotoSans; leftward: the paragraph runs to the left */
    bool leftward, mixed;
    struct page_line {
        const char *text;
        size_t bytes;
        double width;
    } line[PAGE_LINES_MOST];
};

/* Breaks between words where it can, within a word where it must; at most
 * `most` lines. NULL and "" make no line. */
void page_wrap(struct pages *p, const struct page_style *s, double width, int most, const char *text,
               struct page_lines *out);
void page_lines(struct pages *p, const struct page_style *s, const struct page_box *box, const struct page_lines *l);
void page_forget(struct pages *p);

/* One line within the box (its height is not looked at), cut with "…" where too long. */
void page_text(struct pages *p, const struct page_style *s, const struct page_box *box, const char *text);
double page_width(struct pages *p, const struct page_style *s, const char *text);

/* The style made smaller, down to `least`, until the text fits one line of that width. */
struct page_style page_fit(struct pages *p, const struct page_style *s, double width, double least, const char *text);

/* Every character has a glyph in NotoSans or in one other of our fonts. */
bool page_can_draw(struct pages *p, const char *text);

void page_rule(struct pages *p, double x, double y, double width, double thickness);       /* across */
void page_rule_down(struct pages *p, double x, double y, double height, double thickness); /* down */
void page_blank(struct pages *p, double x, double y, double width); /* a dotted line to write on */
void page_frame(struct pages *p, const struct page_box *box, double thickness);
void page_fill(struct pages *p, const struct page_box *box, double gray);
void page_tick_box(struct pages *p, double x, double y, double size, bool ticked);

/* Rectangles as one shape. `box`: its corner, and one module across and down. */
void page_runs(struct pages *p, const struct page_box *box, const struct page_run *runs, size_t count);

/* For tests: the file of the font that draws this character beside that text; NULL when none does. */
const char *page_font_of(struct pages *p, enum page_weight weight, const char *text, uint32_t c);

#endif
