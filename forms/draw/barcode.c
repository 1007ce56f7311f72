#include "forms/draw/barcode.h"

#include "base/text.h"

#include <string.h>
#include <zint.h>

enum { DIGITS = 10, QR_BYTES_MOST = 100, QR_LEVEL_Q = 3 };

static bool is_black(const struct zint_symbol *s, int row, int column) {
    return s->encoded_data[row][column >> 3] >> (column & 7) & 1;
}

static void collect(struct mem *m, const struct zint_symbol *s, struct barcode *out) {
    out->across = s->width;
    out->down = s->rows;
    for (int row = 0; row < s->rows; row++)
        for (int from = 0, to; from < s->width; from = to + 1) {
            for (to = from; to < s->width && is_black(s, row, to);)
                to++;
            if (to == from)
                continue;
            out->runs = mem_grow(m, out->runs, out->count, sizeof *out->runs);
            out->runs[out->count++] = (struct page_run){(short)from, (short)row, (short)(to - from), 1};
        }
}

static bool encode(struct mem *m, int symbology, const char *text, struct barcode *out, struct err *e) {
    *out = (struct barcode){0};
    struct zint_symbol *s = ZBarcode_Create();
    if (!s)
        return err_set(e, ERR_IO, NULL, "out of memory for a barcode");
    s->symbology = symbology;
    if (symbology == BARCODE_QRCODE)
        s->option_1 = QR_LEVEL_Q;
    int answer = ZBarcode_Encode(s, (const unsigned char *)text, (int)strlen(text));
    bool ok = answer < ZINT_ERROR || err_set(e, ERR_BUG, NULL, "cannot make a barcode of \"%s\": %s", text, s->errtxt);
    if (ok)
        collect(m, s, out);
    ZBarcode_Delete(s);
    return ok;
}

bool barcode_number(struct mem *m, const char *digits, struct barcode *out, struct err *e) {
    *out = (struct barcode){0};
    if (strlen(digits) != DIGITS || strspn(digits, "0123456789") != DIGITS)
        return err_set(e, ERR_INPUT, "material_number", "material number \"%s\" is not ten digits",
                       text_shown(m, digits));
    return encode(m, BARCODE_CODE128, digits, out, e);
}

bool barcode_qr(struct mem *m, const char *text, struct barcode *out, struct err *e) {
    *out = (struct barcode){0};
    if (strlen(text) == 0 || strlen(text) > QR_BYTES_MOST || !text_is_utf8(text))
        return err_set(e, ERR_INPUT, NULL, "\"%s\" cannot become a QR code; it takes 1 to %d bytes of UTF-8",
                       text_shown(m, text), QR_BYTES_MOST);
    return encode(m, BARCODE_QRCODE, text, out, e);
}
