#include "forms/page.h"

#include "base/text.h"
#include "forms/font_file.h"
#include "forms/script.h"

#include <hpdf.h>
#include <hpdf_font.h>
#include <hpdf_fontdef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FONT_REGULAR, FONT_BOLD, FONT_ARMENIAN, FONT_CHINESE, FONT_KOREAN, FONT_ARABIC, FONTS, FONT_NONE = -1 };

/* libharu refuses or cuts long strings, and zero-width characters could make a
 * line endless: no text is looked at beyond the first, no line is longer than
 * the second. */
enum { TEXT_BYTES_MOST = 6000, LINE_BYTES_MOST = 900, INFO_BYTES_MOST = 400 };

enum { GLYPH_UNKNOWN = -2, GLYPH_NONE = -1 };

static const char fonts_folder[] = "/usr/share/fonts/truetype";

/* Only these, by name: other fonts were tried and misprint (DejaVu loses nested
 * composite glyphs, Droid has more glyphs than libharu can number). A font
 * after the first two is opened only for a character of the scripts it claims. */
static const struct {
    const char *file;
    double scale; /* of the size: so that scripts look equally large in one line */
    struct {
        uint32_t from, to;
    } claims[7];
} font_table[FONTS] = {
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

struct font {
    HPDF_Font hpdf;
    HPDF_FontDef def;
    bool tried;
    short *widths[256]; /* by the high byte of the character, then by the low one */
};

struct pages {
    struct mem *mem, *scratch;
    HPDF_Doc doc;
    struct err err;
    const char *folder, *loading; /* the file of the font being loaded, or NULL */
    struct font fonts[FONTS];
    HPDF_Page *list, page;
    long count;
    double width, height; /* of each page */
    /* What the page is set to, so that nothing is set twice; -1: not known. */
    bool in_text;
    HPDF_REAL text_x, text_y; /* where the line begun last began */
    int font;
    double size, spaced, gray, thickness;
    int dotted;
};

/* libharu keeps only the last of a row of errors: the first is the cause. */
static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *user) {
    struct pages *p = user;
    if (p->loading)
        err_set(&p->err, ERR_IO, NULL, "cannot use the font %s (libharu 0x%04lX, %ld)", p->loading, (unsigned long)code,
                (long)detail);
    else
        err_set(&p->err, ERR_BUG, NULL, "drawing the PDF failed (libharu 0x%04lX, %ld)", (unsigned long)code,
                (long)detail);
}

static void *on_alloc(HPDF_UINT size) { return mem_heap(NULL, size); }
static void on_free(void *p) { free(p); }

static bool is_failed(const struct pages *p) { return p->err.kind != ERR_NONE; }

/* ---- fonts ---- */

static bool is_script(int f) { return f > FONT_BOLD; }

static bool font_load(struct pages *p, int f) {
    struct font *font = &p->fonts[f];
    if (font->tried)
        return font->hpdf != NULL;
    font->tried = true;
    const char *path = mem_printf(p->mem, "%s/%s", p->folder, font_table[f].file);
    /* Asked before libharu is, because one error of libharu spoils the document. */
    enum font_file file = font_file_check(path);
    if (file == FONT_FILE_DAMAGED)
        return err_set(&p->err, ERR_IO, NULL, "the font %s is damaged: install its package again", path);
    if (file == FONT_FILE_MISSING) {
        if (is_script(f))
            return false;
        return err_set(&p->err, ERR_IO, NULL,
                       "cannot read the font %s: forms are printed with NotoSans, of the package fonts-noto-core "
                       "(make deps)",
                       path);
    }
    p->loading = path;
    const char *name = HPDF_LoadTTFontFromFile(p->doc, path, HPDF_TRUE);
    HPDF_Font hpdf = name && !is_failed(p) ? HPDF_GetFont(p->doc, name, "UTF-8") : NULL;
    p->loading = NULL;
    if (!hpdf || is_failed(p))
        return err_set(&p->err, ERR_IO, NULL, "cannot use the font %s", path);
    font->hpdf = hpdf;
    font->def = ((HPDF_FontAttr)hpdf->attr)->fontdef;
    return true;
}

/* In thousandths of the size; GLYPH_NONE when libharu itself will find no glyph. */
static int glyph_width(struct pages *p, int f, uint32_t c) {
    if (c > 0xFFFF || !font_load(p, f))
        return GLYPH_NONE;
    short **block = &p->fonts[f].widths[c >> 8];
    if (!*block) {
        *block = mem_alloc(p->mem, 256 * sizeof **block);
        for (int i = 0; i < 256; i++)
            (*block)[i] = GLYPH_UNKNOWN;
    }
    short *width = &(*block)[c & 0xFF];
    if (*width == GLYPH_UNKNOWN) {
        /* Not GetCharWidth: that marks the glyph as used and embeds it. */
        HPDF_FontDef def = p->fonts[f].def;
        HPDF_UINT16 glyph = HPDF_TTFontDef_GetGlyphid(def, (HPDF_UINT16)c);
        bool exists = glyph > 0 && glyph < ((HPDF_TTFontDefAttr)def->attr)->num_glyphs;
        *width = (short)(exists ? HPDF_TTFontDef_GetGidWidth(def, glyph) : GLYPH_NONE);
    }
    return *width;
}

static bool font_claims(int f, uint32_t c) {
    for (size_t i = 0; i < sizeof font_table[f].claims / sizeof *font_table[f].claims; i++)
        if (c >= font_table[f].claims[i].from && c <= font_table[f].claims[i].to && c != 0)
            return true;
    return false;
}

static bool font_completes(struct pages *p, int f, const char *text) {
    uint32_t c;
    for (const char *at = text; (c = text_next(&at)) != 0;)
        if (glyph_width(p, FONT_REGULAR, c) < 0 && !font_claims(f, c))
            return false; /* without having opened the font */
    for (const char *at = text; (c = text_next(&at)) != 0;)
        if (glyph_width(p, FONT_REGULAR, c) < 0 && glyph_width(p, f, c) < 0)
            return false;
    return true;
}

/* The font that has all that NotoSans has not; FONT_NONE when none is needed, or none does. */
static int font_beside(struct pages *p, const char *text) {
    bool needed = false;
    uint32_t c;
    for (const char *at = text; !needed && (c = text_next(&at)) != 0;)
        needed = glyph_width(p, FONT_REGULAR, c) < 0;
    for (int f = FONT_BOLD + 1; needed && f < FONTS; f++)
        if (font_completes(p, f, text))
            return f;
    return FONT_NONE;
}

static int font_of(struct pages *p, enum page_weight weight, int other, uint32_t c) {
    int own = weight == PAGE_BOLD ? FONT_BOLD : FONT_REGULAR;
    if (glyph_width(p, own, c) >= 0)
        return own;
    if (glyph_width(p, FONT_REGULAR, c) >= 0)
        return FONT_REGULAR;
    if (other != FONT_NONE && glyph_width(p, other, c) >= 0)
        return other;
    for (int f = FONT_BOLD + 1; f < FONTS; f++) /* a text in three scripts */
        if (font_claims(f, c) && glyph_width(p, f, c) >= 0)
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

/* The bytes of at most `most` that end at a whole character. */
static size_t whole(const char *text, size_t most) {
    size_t n = strnlen(text, most + 1);
    if (n <= most)
        return n;
    for (n = most; n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80;)
        n--;
    return n;
}

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
            script_add(&b, instead && font_of(p, PAGE_REGULAR, other, c) == FONT_NONE ? '?' : c);
    const char *copy = mem_textn(p->scratch, b.data, b.length);
    buf_free(&b);
    return copy;
}

static bool make_ready(struct pages *p, const char *text, struct ready *r) {
    *r = (struct ready){text, FONT_NONE, false, false};
    if (is_failed(p))
        return false;
    if (is_plain(text))
        return true;
    if (!text_is_utf8(text))
        return err_set(&p->err, ERR_INPUT, NULL, "this text for the paper is not UTF-8: \"%s\"",
                       text_shown(p->mem, text));
    r->mixed = true;
    r->text = mem_textn(p->scratch, text, whole(text, TEXT_BYTES_MOST));
    if (!script_is_rightward(r->text))
        r->text = script_join(p->scratch, r->text, &r->leftward);
    r->text = cleaned(p, r->text, FONT_NONE, false);
    r->other = font_beside(p, r->text);
    return !is_failed(p);
}

bool page_can_draw(struct pages *p, const char *text) {
    struct ready r;
    if (!make_ready(p, text, &r))
        return false;
    uint32_t c;
    for (const char *at = r.text; (c = text_next(&at)) != 0;)
        if (font_of(p, PAGE_REGULAR, r.other, c) == FONT_NONE)
            return false;
    return true;
}

static double advance(struct pages *p, const struct page_style *s, int other, uint32_t c) {
    int f = font_of(p, s->weight, other, c);
    return f == FONT_NONE ? 0 : glyph_width(p, f, c) * font_table[f].scale * s->size / 1000 + s->spaced;
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
        if (before > from && c != ' ' && (width + step > room || before - from > LINE_BYTES_MOST)) {
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
    char *copy = mem_alloc(p->scratch, bytes + sizeof dots);
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

void page_forget(struct pages *p) { mem_reset(p->scratch); }

/* ---- drawing ---- */

/* Eighths of a point are exact in a float, and short in the file. */
static HPDF_REAL exact(double v) { return (HPDF_REAL)(long)(v * 8 + 0.5) / 8; }
static HPDF_REAL upward(const struct pages *p, double y) { return exact(p->height - y); }

static bool can_draw_now(struct pages *p) {
    if (!p->page)
        err_set(&p->err, ERR_BUG, NULL, "drawing before page_add");
    return !is_failed(p);
}

static void leave_text(struct pages *p) {
    if (p->in_text)
        HPDF_Page_EndText(p->page);
    p->in_text = false;
}

static bool begin_shape(struct pages *p, double gray) {
    if (!can_draw_now(p))
        return false;
    leave_text(p);
    if (p->gray != gray)
        HPDF_Page_SetGrayFill(p->page, (HPDF_REAL)gray);
    p->gray = gray;
    return true;
}

static bool begin_line(struct pages *p, double thickness, bool dotted) {
    static const HPDF_UINT16 dots[] = {1, 2};
    if (!can_draw_now(p))
        return false;
    leave_text(p);
    if (p->thickness != thickness)
        HPDF_Page_SetLineWidth(p->page, (HPDF_REAL)thickness);
    if (p->dotted != dotted)
        HPDF_Page_SetDash(p->page, dotted ? dots : NULL, dotted ? 2 : 0, 0);
    p->thickness = thickness;
    p->dotted = dotted;
    return true;
}

static void set_text(struct pages *p, const struct page_style *s) {
    if (!p->in_text) {
        HPDF_Page_BeginText(p->page);
        p->in_text = true;
        p->text_x = p->text_y = 0;
    }
    if (p->gray != s->gray)
        HPDF_Page_SetGrayFill(p->page, (HPDF_REAL)s->gray);
    if (p->spaced != s->spaced)
        HPDF_Page_SetCharSpace(p->page, (HPDF_REAL)s->spaced);
    p->gray = s->gray;
    p->spaced = s->spaced;
}

static void move_text(struct pages *p, HPDF_REAL x, HPDF_REAL y) {
    HPDF_Page_MoveTextPos(p->page, x - p->text_x, y - p->text_y);
    p->text_x = x;
    p->text_y = y;
}

static void set_font(struct pages *p, int f, double size) {
    if (!font_load(p, f) || (p->font == f && p->size == size))
        return;
    HPDF_Page_SetFontAndSize(p->page, p->fonts[f].hpdf, (HPDF_REAL)size);
    p->font = f;
    p->size = size;
}

static void show(struct pages *p, int f, double size, const char *text, size_t bytes) {
    char copy[2 * LINE_BYTES_MOST];
    if (f == FONT_NONE || bytes == 0 || bytes >= sizeof copy)
        return;
    memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    set_font(p, f, size * font_table[f].scale);
    if (!is_failed(p))
        HPDF_Page_ShowText(p->page, copy);
}

/* A line that is more than ASCII: piece by piece, where the font changes. */
static void show_mixed(struct pages *p, const struct page_style *s, const struct page_lines *l,
                       const struct page_line *line) {
    const char *text = line->text, *end = text + line->bytes;
    if (l->leftward || l->other == FONT_ARABIC) {
        text = script_order(p->scratch, text, line->bytes, l->leftward);
        end = text + strlen(text);
    }
    const char *begun = text;
    int now = FONT_NONE;
    for (const char *at = text; at < end;) {
        const char *before = at;
        int f = font_of(p, s->weight, l->other, text_next(&at));
        if (f != now)
            show(p, now, s->size, begun, (size_t)(before - begun)), begun = before;
        now = f;
    }
    show(p, now, s->size, begun, (size_t)(end - begun));
}

void page_lines(struct pages *p, const struct page_style *s, const struct page_box *box, const struct page_lines *l) {
    if (l->count == 0 || !can_draw_now(p))
        return;
    set_text(p, s);
    for (int i = 0; i < l->count && !is_failed(p); i++) {
        const struct page_line *line = &l->line[i];
        double left = box->width - line->width;
        double x = box->x + (s->align == PAGE_RIGHT ? left : s->align == PAGE_CENTER ? left / 2 : 0);
        double y = box->y + i * s->lead + s->lead / 2 + s->size * 0.357; /* half the height of a capital */
        move_text(p, exact(x), upward(p, y));
        if (l->mixed)
            show_mixed(p, s, l, line);
        else
            show(p, s->weight == PAGE_BOLD ? FONT_BOLD : FONT_REGULAR, s->size, line->text, line->bytes);
    }
}

void page_text(struct pages *p, const struct page_style *s, const struct page_box *box, const char *text) {
    struct page_lines l;
    page_wrap(p, s, box->width, 1, text, &l);
    page_lines(p, s, box, &l);
}

void page_rule(struct pages *p, double x, double y, double width, double thickness) {
    page_fill(p, &(struct page_box){x, y - thickness / 2, width, thickness}, 0);
}

void page_rule_down(struct pages *p, double x, double y, double height, double thickness) {
    page_fill(p, &(struct page_box){x - thickness / 2, y, thickness, height}, 0);
}

static void draw_line(struct pages *p, double x, double y, double to_x, double to_y) {
    HPDF_Page_MoveTo(p->page, exact(x), upward(p, y));
    HPDF_Page_LineTo(p->page, exact(to_x), upward(p, to_y));
    HPDF_Page_Stroke(p->page);
}

void page_blank(struct pages *p, double x, double y, double width) {
    if (begin_line(p, 0.75, true))
        draw_line(p, x, y, x + width, y);
}

void page_frame(struct pages *p, const struct page_box *box, double thickness) {
    if (!begin_line(p, thickness, false))
        return;
    HPDF_Page_Rectangle(p->page, exact(box->x), upward(p, box->y + box->height), exact(box->width), exact(box->height));
    HPDF_Page_Stroke(p->page);
}

void page_fill(struct pages *p, const struct page_box *box, double gray) {
    if (!begin_shape(p, gray))
        return;
    HPDF_Page_Rectangle(p->page, exact(box->x), upward(p, box->y + box->height), exact(box->width), exact(box->height));
    HPDF_Page_Fill(p->page);
}

void page_tick_box(struct pages *p, double x, double y, double size, bool ticked) {
    page_frame(p, &(struct page_box){x, y, size, size}, 0.75);
    if (!ticked || !begin_line(p, 1.5, false))
        return;
    double in = size / 5;
    draw_line(p, x + in, y + in, x + size - in, y + size - in);
    draw_line(p, x + size - in, y + in, x + in, y + size - in);
}

void page_runs(struct pages *p, const struct page_box *box, const struct page_run *runs, size_t count) {
    if (count == 0 || !begin_shape(p, 0))
        return;
    /* In modules, downward: small whole numbers, and edges that lie exactly on each other. */
    HPDF_Page_GSave(p->page);
    HPDF_Page_Concat(p->page, (HPDF_REAL)box->width, 0, 0, (HPDF_REAL)-box->height, (HPDF_REAL)box->x,
                     (HPDF_REAL)(p->height - box->y));
    for (size_t i = 0; i < count && !is_failed(p); i++)
        HPDF_Page_Rectangle(p->page, runs[i].x, runs[i].y, runs[i].width, runs[i].height);
    if (!is_failed(p))
        HPDF_Page_Fill(p->page);
    HPDF_Page_GRestore(p->page);
}

/* ---- the document ---- */

static void forget_state(struct pages *p) {
    p->font = FONT_NONE;
    p->size = p->spaced = p->gray = p->thickness = -1;
    p->dotted = -1;
}

void page_add(struct pages *p) {
    if (is_failed(p))
        return;
    if (p->page)
        leave_text(p);
    p->page = HPDF_AddPage(p->doc);
    if (is_failed(p))
        return;
    HPDF_Page_SetSize(p->page, HPDF_PAGE_SIZE_LETTER, p->width > p->height ? HPDF_PAGE_LANDSCAPE : HPDF_PAGE_PORTRAIT);
    p->list = mem_grow(p->mem, p->list, (size_t)p->count, sizeof *p->list);
    p->list[p->count++] = p->page;
    forget_state(p);
}

static bool set_info(struct pages *p, const struct page_about *about) {
    const char *author = mem_textn(p->mem, about->author, whole(about->author, INFO_BYTES_MOST));
    const char *title = mem_textn(p->mem, about->title, whole(about->title, INFO_BYTES_MOST));
    if (!text_is_utf8(author) || !text_is_utf8(title))
        return err_set(&p->err, ERR_INPUT, NULL, "the name of the school is not UTF-8: \"%s\"",
                       text_shown(p->mem, author));
    HPDF_SetInfoAttr(p->doc, HPDF_INFO_TITLE, title);
    HPDF_SetInfoAttr(p->doc, HPDF_INFO_AUTHOR, author);
    HPDF_SetInfoAttr(p->doc, HPDF_INFO_CREATOR, "guidestock");
    /* libharu 2.3.0 has no call for the language, but gives the catalog and the way to add to it. */
    HPDF_String language = HPDF_String_New(p->doc->mmgr, about->language, NULL);
    HPDF_Dict_Add(p->doc->catalog, "Lang", language);
    /* Printed as large as it is: letters of 7 points and barcodes made for the printer's dots. */
    HPDF_SetViewerPreference(p->doc, HPDF_PRINT_SCALING_NONE);
    return !is_failed(p);
}

bool pages_open(struct pages **out, struct mem *m, const struct page_about *about, struct err *e) {
    struct pages *p = mem_alloc(m, sizeof *p);
    p->mem = m;
    p->scratch = mem_new();
    p->folder = about->fonts ? about->fonts : fonts_folder;
    p->width = about->landscape ? PAGE_HEIGHT : PAGE_WIDTH;
    p->height = about->landscape ? PAGE_WIDTH : PAGE_HEIGHT;
    p->doc = HPDF_NewEx(on_error, on_alloc, on_free, 0, p);
    if (!p->doc) {
        pages_close(p);
        return err_set(e, ERR_BUG, NULL, "the PDF library does not start");
    }
    HPDF_SetCompressionMode(p->doc, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(p->doc);
    HPDF_SetCurrentEncoder(p->doc, "UTF-8");
    forget_state(p);
    if (!font_load(p, FONT_REGULAR) || !set_info(p, about)) {
        pages_failed(p, e);
        pages_close(p);
        return false;
    }
    *out = p;
    return true;
}

void pages_close(struct pages *p) {
    if (!p)
        return;
    if (p->doc)
        HPDF_Free(p->doc);
    mem_free(p->scratch);
}

bool pages_failed(const struct pages *p, struct err *e) {
    return is_failed(p) && !err_set(e, p->err.kind, p->err.field, "%s", p->err.message);
}

long pages_count(const struct pages *p) { return p->count; }

void pages_footer(struct pages *p, const char *left, const char *middle, double margin) {
    const struct page_style style = {.size = 7, .lead = 9};
    const struct page_style centered = {.size = 7, .lead = 9, .align = PAGE_CENTER};
    const struct page_style right = {.size = 7, .lead = 9, .align = PAGE_RIGHT};
    const double y = p->height - 33, width = p->width - 2 * margin, side = 190, number_side = 84;
    const double middle_side = width - side - number_side - 24;
    struct page_lines l[2];
    page_wrap(p, &style, side, 1, left, &l[0]);
    page_wrap(p, &centered, middle_side, 1, middle, &l[1]);
    for (long i = 0; i < p->count && !is_failed(p); i++) {
        char number[64];
        snprintf(number, sizeof number, "Page %ld of %ld", i + 1, p->count);
        leave_text(p);
        p->page = p->list[i];
        forget_state(p);
        page_rule(p, margin, y - 4, width, 0.5);
        page_lines(p, &style, &(struct page_box){margin, y, side, 9}, &l[0]);
        page_lines(p, &centered, &(struct page_box){margin + side + 12, y, middle_side, 9}, &l[1]);
        page_text(p, &right, &(struct page_box){margin + width - number_side, y, number_side, 9}, number);
    }
}

bool pages_bytes(struct pages *p, struct buf *out, struct err *e) {
    unsigned char chunk[16 * 1024];
    size_t before = out->length;
    if (can_draw_now(p)) {
        leave_text(p);
        HPDF_SaveToStream(p->doc);
    }
    if (!is_failed(p) && HPDF_GetError(p->doc) != HPDF_OK)
        err_set(&p->err, ERR_BUG, NULL, "the PDF library failed: 0x%04lX", (unsigned long)HPDF_GetError(p->doc));
    if (pages_failed(p, e))
        return false;
    HPDF_UINT32 size = sizeof chunk;
    HPDF_ResetStream(p->doc);
    while (HPDF_ReadFromStream(p->doc, chunk, &size) == HPDF_OK || size > 0) {
        buf_add(out, chunk, size);
        size = sizeof chunk;
    }
    if (is_failed(p))
        out->length = before;
    return !pages_failed(p, e);
}

const char *page_font_of(struct pages *p, enum page_weight weight, const char *text, uint32_t c) {
    struct ready r;
    int f = make_ready(p, text, &r) ? font_of(p, weight, r.other, c) : FONT_NONE;
    return f == FONT_NONE ? NULL : mem_printf(p->mem, "%s/%s", p->folder, font_table[f].file);
}
