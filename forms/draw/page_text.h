/* page_text: texts on a page: in which of our fonts, how wide, broken into lines.
 *
 * Texts are UTF-8 of any length. A text that is not UTF-8 is an ERR_INPUT of the document; control characters become
 * blanks; a character that none of our fonts has prints as "?" (ask page_can_draw first where that matters). */
#ifndef FORMS_DRAW_PAGE_TEXT_H
#define FORMS_DRAW_PAGE_TEXT_H

#include "forms/draw/page.h"

#include <stdint.h>

enum { PAGE_LINES_MOST = 12 };

enum page_weight { PAGE_REGULAR, PAGE_BOLD };
enum page_align { PAGE_LEFT, PAGE_CENTER, PAGE_RIGHT };

struct page_style {
    double size, lead; /* of the letters; from line to line */
    enum page_weight weight;
    enum page_align align;
    double spaced, gray; /* between letters; 0 black to 1 white */
};

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

/* One line within the box (its height is not looked at), cut with "…" where too long. */
void page_text(struct pages *p, const struct page_style *s, const struct page_box *box, const char *text);
double page_width(struct pages *p, const struct page_style *s, const char *text);

/* The style made smaller, down to `least`, until the text fits one line of that width. */
struct page_style page_fit(struct pages *p, const struct page_style *s, double width, double least, const char *text);

/* Every character has a glyph in NotoSans or in one other of our fonts. */
bool page_can_draw(struct pages *p, const char *text);

/* For tests: the file of the font that draws this character beside that text; NULL when none does. */
const char *page_font_of(struct pages *p, enum page_weight weight, const char *text, uint32_t c);

#endif
