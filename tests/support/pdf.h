/* pdf: what other programs read in a file that we drew (poppler-utils). */
#ifndef TESTS_SUPPORT_PDF_H
#define TESTS_SUPPORT_PDF_H

#include "base/buf.h"

#include <stdbool.h>

bool pdf_holds(const struct buf *b, const char *bytes);
long pdf_count(const struct buf *text, const char *word);
long pdf_pages(const struct buf *pdf);

/* What pdftotext reads on the pages, with that option; form feeds end them. Freed by the caller. */
struct buf pdf_text(const struct buf *pdf, const char *option);

void pdf_expect(const struct buf *text, const char *words);

/* A page as gray points, so many to the inch: 0 is black, 255 white. Freed by the caller. */
struct pdf_picture {
    int across, down;
    unsigned char *points;
};
struct pdf_picture pdf_picture(const struct buf *pdf, int page, int per_inch);

#endif
