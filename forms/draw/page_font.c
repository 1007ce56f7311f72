#include "forms/draw/page_font.h"

#include "base/text.h"
#include "forms/draw/font_file.h"

#include <hpdf_font.h>
#include <hpdf_fontdef.h>

enum { GLYPH_UNKNOWN = -2, GLYPH_NONE = -1 };

struct page_font {
    HPDF_Font hpdf; /* NULL: it was tried, and cannot be used */
    HPDF_FontDef def;
    short *widths[256]; /* by the high byte of the character, then by the low one */
};

struct range {
    uint32_t from, to;
};

/* Only these, by name: other fonts were tried and misprint (DejaVu loses nested composite glyphs, Droid has more glyphs
 * than libharu can number). A font after the first two is opened only for a character of the scripts it claims. */
static const struct {
    const char *file;
    double scale;
    struct range claims[7];
} known[FONTS] = {
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

double page_font_scale(int font) { return known[font].scale; }

const char *page_font_path(const struct page_fonts *fonts, int font) {
    return mem_printf(fonts->mem, "%s/%s", fonts->folder, known[font].file);
}

/* The file is checked before libharu reads it, because one error of libharu spoils the document. */
static bool is_usable(struct page_fonts *fonts, int f, const char *path) {
    switch (font_file_check(path)) {
    case FONT_FILE_WHOLE:
        return true;
    case FONT_FILE_DAMAGED:
        return err_set(fonts->err, ERR_IO, NULL, "the font %s is damaged: install its package again", path);
    case FONT_FILE_MISSING:
        break;
    }
    if (f > FONT_BOLD)
        return false;
    return err_set(fonts->err, ERR_IO, NULL,
                   "cannot read the font %s: papers are printed with NotoSans, of the package fonts-noto-core "
                   "(make deps)",
                   path);
}

static void load(struct page_fonts *fonts, int f, struct page_font *font) {
    const char *path = page_font_path(fonts, f);
    if (!is_usable(fonts, f, path))
        return;
    fonts->loading = path;
    const char *name = HPDF_LoadTTFontFromFile(fonts->doc, path, HPDF_TRUE);
    HPDF_Font hpdf = name && fonts->err->kind == ERR_NONE ? HPDF_GetFont(fonts->doc, name, "UTF-8") : NULL;
    fonts->loading = NULL;
    if (!hpdf || fonts->err->kind != ERR_NONE) {
        err_set(fonts->err, ERR_IO, NULL, "cannot use the font %s", path);
        return;
    }
    font->hpdf = hpdf;
    font->def = ((HPDF_FontAttr)hpdf->attr)->fontdef;
}

HPDF_Font page_font_open(struct page_fonts *fonts, int font) {
    if (!fonts->of[font]) {
        fonts->of[font] = mem_alloc(fonts->mem, sizeof *fonts->of[font]);
        load(fonts, font, fonts->of[font]);
    }
    return fonts->of[font]->hpdf;
}

int page_font_width(struct page_fonts *fonts, int font, uint32_t c) {
    if (c > 0xFFFF || !page_font_open(fonts, font))
        return GLYPH_NONE;
    short **block = &fonts->of[font]->widths[c >> 8];
    if (!*block) {
        *block = mem_alloc(fonts->mem, 256 * sizeof **block);
        for (int i = 0; i < 256; i++)
            (*block)[i] = GLYPH_UNKNOWN;
    }
    short *width = &(*block)[c & 0xFF];
    if (*width == GLYPH_UNKNOWN) {
        /* Not GetCharWidth: that marks the glyph as used and embeds it. */
        HPDF_FontDef def = fonts->of[font]->def;
        HPDF_UINT16 glyph = HPDF_TTFontDef_GetGlyphid(def, (HPDF_UINT16)c);
        bool exists = glyph > 0 && glyph < ((HPDF_TTFontDefAttr)def->attr)->num_glyphs;
        *width = (short)(exists ? HPDF_TTFontDef_GetGidWidth(def, glyph) : GLYPH_NONE);
    }
    return *width;
}

static bool claims(int f, uint32_t c) {
    for (size_t i = 0; i < sizeof known[f].claims / sizeof *known[f].claims; i++)
        if (c >= known[f].claims[i].from && c <= known[f].claims[i].to && c != 0)
            return true;
    return false;
}

static bool completes(struct page_fonts *fonts, int f, const char *text) {
    uint32_t c;
    for (const char *at = text; (c = text_next(&at)) != 0;)
        if (page_font_width(fonts, FONT_REGULAR, c) < 0 && !claims(f, c))
            return false; /* without having opened the font */
    for (const char *at = text; (c = text_next(&at)) != 0;)
        if (page_font_width(fonts, FONT_REGULAR, c) < 0 && page_font_width(fonts, f, c) < 0)
            return false;
    return true;
}

int page_font_beside(struct page_fonts *fonts, const char *text) {
    bool needed = false;
    uint32_t c;
    for (const char *at = text; !needed && (c = text_next(&at)) != 0;)
        needed = page_font_width(fonts, FONT_REGULAR, c) < 0;
    for (int f = FONT_BOLD + 1; needed && f < FONTS; f++)
        if (completes(fonts, f, text))
            return f;
    return FONT_NONE;
}

int page_font_for(struct page_fonts *fonts, bool bold, int other, uint32_t c) {
    int own = bold ? FONT_BOLD : FONT_REGULAR;
    if (page_font_width(fonts, own, c) >= 0)
        return own;
    if (page_font_width(fonts, FONT_REGULAR, c) >= 0)
        return FONT_REGULAR;
    if (other != FONT_NONE && page_font_width(fonts, other, c) >= 0)
        return other;
    for (int f = FONT_BOLD + 1; f < FONTS; f++) /* a text in three scripts */
        if (claims(f, c) && page_font_width(fonts, f, c) >= 0)
            return f;
    return FONT_NONE;
}
