/* page_text: which of our fonts has a character, and how a text breaks into
 * lines: what of a page is drawn without the PDF library. For page.c and
 * page_text.c; the forms include page.h. */
#ifndef FORMS_DRAW_PAGE_TEXT_H
#define FORMS_DRAW_PAGE_TEXT_H

#include "forms/draw/page.h"

enum { FONT_REGULAR, FONT_BOLD, FONT_ARMENIAN, FONT_CHINESE, FONT_KOREAN, FONT_ARABIC, FONTS, FONT_NONE = -1 };

enum { PAGE_LINE_BYTES_MOST = 900 }; /* libharu refuses or cuts long strings */

struct page_font {
    const char *file;
    double scale; /* of the size: so that scripts look equally large in one line */
    struct {
        uint32_t from, to;
    } claims[7];
};
extern const struct page_font page_fonts[FONTS];

/* The font that draws the character in a text with that other font beside NotoSans; or FONT_NONE. */
int page_font_for(struct pages *p, enum page_weight weight, int other, uint32_t c);

/* ---- of page.c ---- */

/* In thousandths of the size; below zero when libharu itself will find no glyph, or the font cannot be loaded. */
int page_glyph_width(struct pages *p, int font, uint32_t c);

struct page_inner {
    struct mem *mem, *scratch; /* scratch: until page_forget */
    struct err *err;
    const char *folder; /* of the fonts */
};
struct page_inner page_inner(struct pages *p);

#endif
