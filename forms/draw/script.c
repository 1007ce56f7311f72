#include "forms/draw/script.h"

#include "base/text.h"

#include <fribidi/fribidi.h>
#include <string.h>

struct runes { /* one text as FriBidi takes it; the arrays have `count` elements */
    FriBidiChar *c;
    FriBidiStrIndex count;
};

bool script_is_rightward(const char *text) {
    for (uint32_t c; (c = text_next(&text)) != 0;)
        if ((c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF) ||
            (c >= 0x10800 && c < 0x11000) || (c >= 0x1E800 && c < 0x1F000) || c == 0x200F)
            return false;
    return true;
}

void script_add(struct buf *b, uint32_t c) {
    char bytes[4];
    size_t more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    for (size_t i = more; i > 0; i--, c >>= 6)
        bytes[i] = (char)(0x80 | (c & 0x3F));
    bytes[0] = (char)(lead[more] | c);
    buf_add(b, bytes, more + 1);
}

static struct runes runes_from(struct mem *m, const char *text, size_t bytes) {
    struct runes r = {mem_alloc(m, (bytes + 1) * sizeof *r.c), 0};
    for (const char *end = text + bytes; text < end;) {
        uint32_t c = text_next(&text);
        if (c == 0)
            break;
        r.c[r.count++] = c;
    }
    return r;
}

static const char *runes_text(struct mem *m, const struct runes *r) {
    struct buf b = {0};
    buf_text(&b, "");
    for (FriBidiStrIndex i = 0; i < r->count; i++)
        if (r->c[i] != FRIBIDI_CHAR_FILL) /* FriBidi fills the place of a letter that joined a ligature */
            script_add(&b, r->c[i]);
    const char *text = mem_textn(m, b.data, b.length);
    buf_free(&b);
    return text;
}

/* Letters become presentation forms; script_order mirrors brackets later. */
static void join(struct mem *m, struct runes *r, FriBidiParType *direction) {
    size_t n = (size_t)r->count + 1;
    FriBidiCharType *types = mem_alloc(m, n * sizeof *types);
    FriBidiBracketType *brackets = mem_alloc(m, n * sizeof *brackets);
    FriBidiLevel *levels = mem_alloc(m, n);
    FriBidiArabicProp *joining = mem_alloc(m, n);
    fribidi_get_bidi_types(r->c, r->count, types);
    fribidi_get_bracket_types(r->c, r->count, types, brackets);
    *direction = fribidi_get_par_direction(types, r->count);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, r->count, direction, levels) == 0)
        return; /* FriBidi is out of memory; the letters stay unjoined */
    fribidi_get_joining_types(r->c, r->count, joining);
    fribidi_join_arabic(types, r->count, levels, joining);
    fribidi_shape_arabic(FRIBIDI_FLAGS_ARABIC, levels, r->count, joining, r->c);
}

const char *script_join(struct mem *m, const char *text, bool *leftward) {
    struct runes r = runes_from(m, text, strlen(text));
    FriBidiParType direction = FRIBIDI_PAR_ON;
    join(m, &r, &direction);
    *leftward = FRIBIDI_IS_RTL(direction);
    return runes_text(m, &r);
}

const char *script_order(struct mem *m, const char *line, size_t bytes, bool leftward) {
    struct runes r = runes_from(m, line, bytes);
    struct runes seen = {mem_alloc(m, ((size_t)r.count + 1) * sizeof *seen.c), r.count};
    FriBidiParType direction = leftward ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    if (fribidi_log2vis(r.c, r.count, &direction, seen.c, NULL, NULL, NULL) == 0)
        return runes_text(m, &r);
    return runes_text(m, &seen);
}
