/* page_font: the fonts of one document, opened when a character first needs them, and which of them draws a
 * character. For the files of this folder; papers ask page_text.h. */
#ifndef FORMS_DRAW_PAGE_FONT_H
#define FORMS_DRAW_PAGE_FONT_H

#include "base/err.h"
#include "base/mem.h"

#include <hpdf.h>
#include <stdbool.h>
#include <stdint.h>

enum { FONT_REGULAR, FONT_BOLD, FONT_ARMENIAN, FONT_CHINESE, FONT_KOREAN, FONT_ARABIC, FONTS, FONT_NONE = -1 };

struct page_font; /* one of them, opened */

struct page_fonts {
    struct mem *mem, *scratch; /* scratch: until page_forget */
    struct err *err;           /* of the document: the first error */
    const char *folder;
    HPDF_Doc doc;
    const char *loading; /* the file that libharu is reading, or NULL */
    struct page_font *of[FONTS];
};

/* NULL: it is missing, or fonts->err says why. Only a missing NotoSans is an error. */
HPDF_Font page_font_open(struct page_fonts *fonts, int font);

/* In thousandths of the size; below zero where the font has no glyph of it, or cannot be opened. */
int page_font_width(struct page_fonts *fonts, int font, uint32_t c);

/* Of the size: with it scripts look equally large in one line. */
double page_font_scale(int font);
const char *page_font_path(const struct page_fonts *fonts, int font);

/* The font that has every character of the text that NotoSans lacks; FONT_NONE where NotoSans has all, or no font
 * has. */
int page_font_beside(struct page_fonts *fonts, const char *text);

/* The font that draws the character in a text with that other font beside NotoSans; or FONT_NONE. */
int page_font_for(struct page_fonts *fonts, bool bold, int other, uint32_t c);

#endif
