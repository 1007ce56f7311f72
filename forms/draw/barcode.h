/* barcode: a text as black rectangles, in modules (the width of the thinnest
 * bar), counted from the top left corner. The rectangles live in the given
 * memory. The caller leaves white around them: BARCODE_QUIET modules left
 * and right of a Code 128, BARCODE_QUIET_QR on all sides of a QR code. */
#ifndef FORMS_DRAW_BARCODE_H
#define FORMS_DRAW_BARCODE_H

#include "base/err.h"
#include "forms/draw/page.h"

enum { BARCODE_QUIET = 10, BARCODE_QUIET_QR = 4 };

struct barcode {
    int across, down; /* modules; down is 1 for a Code 128, whose bars the caller draws as high as it likes */
    struct page_run *runs;
    size_t count;
};

/* Code 128 of a material number: exactly ten digits, else ERR_INPUT. */
bool barcode_number(struct mem *m, const char *digits, struct barcode *out, struct err *e);

/* QR code, level Q: a quarter of it may be dirty. At most 100 bytes. */
bool barcode_qr(struct mem *m, const char *text, struct barcode *out, struct err *e);

#endif
