#include "forms/draw/page_text.h"

#include "base/text.h"
#include "forms/draw/script.h"

#include <string.h>

/* Zero-width characters could make a line endless: no text is looked at beyond this, and no line is longer than
 * PAGE_LINE_BYTES_MOST. */
enum { TEXT_BYTES_MOST = 6000 };

/* ---- fonts ---- */

/* Only these, by name: other fonts were tried and misprint (DejaVu loses nested
 * composite glyphs, Droid has more glyphs than libharu can number). A font
 * after the first two is opened only for a character of the scripts it claims. */
const struct page_font page_fonts[FONTS] = {
    [FONT_REGULAR] = {"noto/NotoSans-Regular.ttf", 1, {{0, 0xFFFF}}},
    [FONT_BOLD] = {"noto/NotoSans-Bold.ttf", 1, {{0, 0xFFFF}}},
    [FONT_ARMENIAN] = {"noto/NotoSansArmenian-Regular.ttf", 1, {{0x530, 0x58F}, {0xFB13, 0xFB17}}},
    [FONT_CHINESE] = {"cwtex/cwyen.ttf",
                      1,
                      {{0x2E80, 0x2FDF},
                       {0x3000, 0x303F},
                       {0x3100, 0x312F},
                       {0x3200, 0x9FFF},
                       {0xF900, 0xFAFF},
                       {0xFE30, 0xFE4F},
                       {0xFF00, 0xFFEF}}},
    [FONT_KOREAN] = {"nanum/NanumGothic.ttf",
                     1,
                     {{0x1100, 0x11FF},
                      {0x3000, 0x303F},
                      {0x3130, 0x318F},
                      {0x3200, 0x9FFF},
                      {0xAC00, 0xD7AF},
                      {0xF900, 0xFAFF},
                      {0xFF00, 0xFFEF}}},
    [FONT_ARABIC] = {"farsiweb/nazli.ttf", 1.25, {{0x600, 0x6FF}, {0xFB50, 0xFDFF}, {0xFE70, 0xFEFC}}},
};

static bool claims(int f, uint32_t c) {
    for (size_t i = 0; i < sizeof page_fonts[f].claims / sizeof *page_fonts[f].claims; i++)
        if (c >= page_fonts[f].claims[i].from && c <= page_fonts[f].claims[i].to && c != 0)
            return true;
    return false;
}

static bool completes(struct pages *p, int f, const char *text) {
    uint32_t c;
    for (const char *at = text; (c = text_next(&at)) != 0;)
        if (page_glyph_width(p, FONT_REGULAR, c) < 0 && !claims(f, c))
            return false; /* without having opened the font */
    for (const char *at = text; (c = text_next(&at)) != 0;)
        if (page_glyph_width(p, FONT_REGULAR, c) < 0 && page_glyph_width(p, f, c) < 0)
            return false;
    return true;
}

/* The font that has all that NotoSans has not; FONT_NONE when none is needed, or none does. */
static int font_beside(struct pages *p, const char *text) {
    bool needed = false;
    uint32_t c;
    for (const char *at = text; !needed && (c = text_next(&at)) != 0;)
        needed = page_glyph_width(p, FONT_REGULAR, c) < 0;
    for (int f = FONT_BOLD + 1; needed && f < FONTS; f++)
        if (completes(p, f, text))
            return f;
    return FONT_NONE;
}

int page_font_for(struct pages *p, enum page_weight weight, int other, uint32_t c) {
    int own = weight == PAGE_BOLD ? FONT_BOLD : FONT_REGULAR;
    if (page_glyph_width(p, own, c) >= 0)
        return own;
    if (page_glyph_width(p, FONT_REGULAR, c) >= 0)
        return FONT_REGULAR;
    if (other != FONT_NONE && page_glyph_width(p, other, c) >= 0)
        return other;
    for (int f = FONT_BOLD + 1; f < FONTS; f++) /* a text in three scripts */
        if (claims(f, c) && page_glyph_width(p, f, c) >= 0)
            return f;
    return FONT_NONE;
}

/* ---- texts, made ready ---- */

struct ready {
    const char *text;
    int other;
    bool leftward, mixed; /* mixed: more than printable ASCII */
};

static bool is_unseen(uint32_t c) { /* takes no ink, and could reorder what does */
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

static bool is_control(uint32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

static bool is_plain(const char *text) {
    size_t n = 0;
    for (; text[n] >= 0x20 && text[n] <= 0x7E; n++)
        ;
    return n <= TEXT_BYTES_MOST && text[n] == '\0';
}

/* Without what is not seen; what no font has is "?" where `instead` is set. */
static const char *cleaned(struct pages *p, const char *text, int other, bool instead) {
    struct buf b = {0};
    buf_text(&b, "");
    for (uint32_t c; (c = text_next(&text)) != 0;)
        if (is_control(c))
            buf_text(&b, " ");
        else if (!is_unseen(c))
            script_add(&b, instead && page_font_for(p, PAGE_REGULAR, other, c) == FONT_NONE ? '?' : c);
    const char *copy = mem_textn(page_inner(p).scratch, b.data, b.length);
    buf_free(&b);
    return copy;
}

static bool make_ready(struct pages *p, const char *text, struct ready *r) {
    const struct page_inner in = page_inner(p);
    *r = (struct ready){text, FONT_NONE, false, false};
    if (in.err->kind != ERR_NONE)
        return false;
    if (is_plain(text))
        return true;
    if (!text_is_utf8(text))
        return err_set(in.err, ERR_INPUT, NULL, "this text for the paper is not UTF-8: \"%s\"",
                       text_shown(in.mem, text));
    r->mixed = true;
    r->text = mem_textn(in.scratch, text, text_whole(text, TEXT_BYTES_MOST));
    if (!script_is_rightward(r->text))
        r->text = script_join(in.scratch, r->text, &r->leftward);
    r->text = cleaned(p, r->text, FONT_NONE, false);
    r->other = font_beside(p, r->text);
    return in.err->kind == ERR_NONE;
}

bool page_can_draw(struct pages *p, const char *text) {
    struct ready r;
    if (!make_ready(p, text, &r))
        return false;
    uint32_t c;
    for (const char *at = r.text; (c = text_next(&at)) != 0;)
        if (page_font_for(p, PAGE_REGULAR, r.other, c) == FONT_NONE)
            return false;
    return true;
}

static double advance(struct pages *p, const struct page_style *s, int other, uint32_t c) {
    int f = page_font_for(p, s->weight, other, c);
    return f == FONT_NONE ? 0 : page_glyph_width(p, f, c) * page_fonts[f].scale * s->size / 1000 + s->spaced;
}

static double width_of(struct pages *p, const struct page_style *s, const struct ready *r, const char *text,
                       size_t bytes) {
    double width = 0;
    for (const char *at = text; at < text + bytes;)
        width += advance(p, s, r->other, text_next(&at));
    return width;
}

double page_width(struct pages *p, const struct page_style *s, const char *text) {
    struct ready r;
    return make_ready(p, text, &r) ? width_of(p, s, &r, r.text, strlen(r.text)) : 0;
}

struct page_style page_fit(struct pages *p, const struct page_style *s, double width, double least, const char *text) {
    struct page_style fit = *s;
    double wide = page_width(p, s, text);
    if (wide > width)
        fit.size = (double)(long)(s->size * width / wide * 4) / 4;
    if (fit.size < least)
        fit.size = least;
    return fit;
}

/* ---- lines ---- */

static bool is_ideograph(uint32_t c) {
    return (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFF00 && c < 0xFFF0);
}

static bool is_closing(uint32_t c) { /* does not begin a line */
    return c == 0x3001 || c == 0x3002 || c == 0x3009 || c == 0x300B || c == 0x300D || c == 0x300F || c == 0xFF01 ||
           c == 0xFF09 || c == 0xFF0C || c == 0xFF1A || c == 0xFF1B || c == 0xFF1F;
}

struct breaks { /* in one line: where it may end, best first, and how wide it is there */
    const char *word, *part;
    double word_width, part_width;
};

/* Takes one line off `from`; returns where the next one begins. */
static const char *take_line(struct pages *p, const struct page_style *s, const struct ready *r, const char *from,
                             double room, struct page_line *line) {
    struct breaks b = {0};
    const char *at = from;
    double width = 0;
    for (uint32_t c, last = 0;; last = c) {
        const char *before = at;
        c = text_next(&at);
        bool apart = c == 0 || c == ' ' || ((is_ideograph(c) || is_ideograph(last)) && !is_closing(c));
        if (apart && last && last != ' ')
            b.word = before, b.word_width = width;
        else if (last && last < 0x80 && strchr("-/@_.,;", (int)last))
            b.part = before, b.part_width = width;
        if (c == 0)
            break;
        double step = advance(p, s, r->other, c);
        if (before > from && c != ' ' && (width + step > room || before - from > PAGE_LINE_BYTES_MOST)) {
            if (!b.word && !b.part)
                b.part = before, b.part_width = width; /* a word wider than the line is cut */
            break;
        }
        width += step;
    }
    const char *end = b.word ? b.word : b.part ? b.part : at;
    *line = (struct page_line){from, (size_t)(end - from), b.word ? b.word_width : b.part_width};
    while (*end == ' ')
        end++;
    return end;
}

/* The last line that there is room for: shortened until the "…" fits too. */
static void end_cut(struct pages *p, const struct page_style *s, const struct ready *r, double room,
                    struct page_line *line) {
    static const char dots[] = "…";
    double wide = advance(p, s, FONT_NONE, 0x2026);
    const char *text = line->text;
    size_t bytes = line->bytes;
    while (bytes > 0 && width_of(p, s, r, text, bytes) + wide > room)
        for (bytes--; bytes > 0 && ((unsigned char)text[bytes] & 0xC0) == 0x80;)
            bytes--;
    while (bytes > 0 && text[bytes - 1] == ' ')
        bytes--;
    char *copy = mem_alloc(page_inner(p).scratch, bytes + sizeof dots);
    memcpy(copy, text, bytes);
    memcpy(copy + bytes, dots, sizeof dots);
    *line = (struct page_line){copy, bytes + sizeof dots - 1, width_of(p, s, r, text, bytes) + wide};
}

void page_wrap(struct pages *p, const struct page_style *s, double width, int most, const char *text,
               struct page_lines *out) {
    struct ready r;
    out->count = 0;
    out->height = 0;
    out->cut = false;
    if (!text || !make_ready(p, text, &r))
        return;
    if (r.mixed)
        r.text = cleaned(p, r.text, r.other, true);
    out->other = r.other;
    out->leftward = r.leftward;
    out->mixed = r.mixed;
    const char *at = r.text;
    while (*at == ' ')
        at++;
    for (; *at && out->count < most && out->count < PAGE_LINES_MOST; out->count++)
        at = take_line(p, s, &r, at, width, &out->line[out->count]);
    out->cut = *at != '\0';
    if (out->cut && out->count > 0) {
        end_cut(p, s, &r, width, &out->line[out->count - 1]);
        out->mixed = true; /* the dots */
    }
    out->height = out->count * s->lead;
}

const char *page_font_of(struct pages *p, enum page_weight weight, const char *text, uint32_t c) {
    const struct page_inner in = page_inner(p);
    struct ready r;
    int f = make_ready(p, text, &r) ? page_font_for(p, weight, r.other, c) : FONT_NONE;
    return f == FONT_NONE ? NULL : mem_printf(in.mem, "%s/%s", in.folder, page_fonts[f].file);
}
