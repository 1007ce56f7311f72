#include "forms/draw/page.h"

#include "base/text.h"
#include "forms/draw/font_file.h"
#include "forms/draw/page_text.h"
#include "forms/draw/script.h"

#include <hpdf.h>
#include <hpdf_font.h>
#include <hpdf_fontdef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GLYPH_UNKNOWN = -2, GLYPH_NONE = -1, INFO_BYTES_MOST = 400 };

static const char fonts_folder[] = "/usr/share/fonts/truetype";

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
    const char *path = mem_printf(p->mem, "%s/%s", p->folder, page_fonts[f].file);
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

int page_glyph_width(struct pages *p, int f, uint32_t c) {
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

struct page_inner page_inner(struct pages *p) {
    return (struct page_inner){p->mem, p->scratch, &p->err, p->folder};
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
    char copy[2 * PAGE_LINE_BYTES_MOST];
    if (f == FONT_NONE || bytes == 0 || bytes >= sizeof copy)
        return;
    memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    set_font(p, f, size * page_fonts[f].scale);
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
        int f = page_font_for(p, s->weight, l->other, text_next(&at));
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
    const char *author = mem_textn(p->mem, about->author, text_whole(about->author, INFO_BYTES_MOST));
    const char *title = mem_textn(p->mem, about->title, text_whole(about->title, INFO_BYTES_MOST));
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
