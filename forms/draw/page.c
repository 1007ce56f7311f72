#include "forms/draw/page.h"

#include "base/text.h"
#include "forms/draw/page_font.h"

#include <stdlib.h>
#include <string.h>

enum { INFO_BYTES_MOST = 400 };

static const char fonts_folder[] = "/usr/share/fonts/truetype";

struct pages {
    struct mem *mem;
    struct err err;
    struct page_fonts fonts;
    HPDF_Doc doc;
    HPDF_Page *list, page;
    long count;
    double width, height; /* of each page */
    /* What the page is set to, so that nothing is set twice; -1: not known. */
    bool in_text;
    HPDF_REAL text_x, text_y; /* where the last line of text began */
    int font;
    double size, spaced, gray, thickness;
    int dotted;
};

/* libharu keeps only its last error, but the first one is the cause. */
static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *user) {
    struct pages *p = user;
    if (p->fonts.loading)
        err_set(&p->err, ERR_IO, NULL, "cannot use the font %s (libharu 0x%04lX, %ld)", p->fonts.loading,
                (unsigned long)code, (long)detail);
    else
        err_set(&p->err, ERR_BUG, NULL, "drawing the PDF failed (libharu 0x%04lX, %ld)", (unsigned long)code,
                (long)detail);
}

static void *on_alloc(HPDF_UINT size) { return mem_heap(NULL, size); }
static void on_free(void *p) { free(p); }

static bool is_failed(const struct pages *p) { return p->err.kind != ERR_NONE; }

struct page_fonts *pages_fonts(struct pages *p) {
    return &p->fonts;
}
void page_forget(struct pages *p) { mem_reset(p->fonts.scratch); }

/* ---- drawing ---- */

/* Lengths are rounded to eighths of a point: they are exact in a float, and short in the file. */
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

bool page_begin_text(struct pages *p, double spaced, double gray) {
    if (!can_draw_now(p))
        return false;
    if (!p->in_text) {
        HPDF_Page_BeginText(p->page);
        p->in_text = true;
        p->text_x = p->text_y = 0;
    }
    if (p->gray != gray)
        HPDF_Page_SetGrayFill(p->page, (HPDF_REAL)gray);
    if (p->spaced != spaced)
        HPDF_Page_SetCharSpace(p->page, (HPDF_REAL)spaced);
    p->gray = gray;
    p->spaced = spaced;
    return true;
}

void page_move_text(struct pages *p, double left, double down) {
    if (is_failed(p))
        return;
    HPDF_REAL x = exact(left), y = upward(p, down);
    HPDF_Page_MoveTextPos(p->page, x - p->text_x, y - p->text_y);
    p->text_x = x;
    p->text_y = y;
}

void page_show(struct pages *p, int f, double size, const char *text, size_t bytes) {
    char copy[PAGE_SHOWN_MOST];
    if (is_failed(p) || f == FONT_NONE || bytes == 0 || bytes >= sizeof copy)
        return;
    memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    HPDF_Font font = page_font_open(&p->fonts, f);
    size *= page_font_scale(f);
    if (font && (p->font != f || p->size != size)) {
        HPDF_Page_SetFontAndSize(p->page, font, (HPDF_REAL)size);
        p->font = f;
        p->size = size;
    }
    if (!is_failed(p))
        HPDF_Page_ShowText(p->page, copy);
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
    /* The unit is a module, and y runs downward: the numbers are small and whole, and edges meet exactly. */
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
    /* libharu 2.3.0 has no call for the language, so it is added to the catalog of the file. */
    HPDF_String language = HPDF_String_New(p->doc->mmgr, about->language, NULL);
    HPDF_Dict_Add(p->doc->catalog, "Lang", language);
    /* A viewer must not scale the page: letters of 7 points stay legible, and bars fit the printer's dots. */
    HPDF_SetViewerPreference(p->doc, HPDF_PRINT_SCALING_NONE);
    return !is_failed(p);
}

bool pages_open(struct pages **out, struct mem *m, const struct page_about *about, struct err *e) {
    struct pages *p = mem_alloc(m, sizeof *p);
    p->mem = m;
    p->fonts = (struct page_fonts){
        .mem = m, .scratch = mem_new(), .err = &p->err, .folder = about->fonts ? about->fonts : fonts_folder};
    p->width = about->landscape ? PAGE_HEIGHT : PAGE_WIDTH;
    p->height = about->landscape ? PAGE_WIDTH : PAGE_HEIGHT;
    p->doc = HPDF_NewEx(on_error, on_alloc, on_free, 0, p);
    if (!p->doc) {
        pages_close(p);
        return err_set(e, ERR_BUG, NULL, "the PDF library does not start");
    }
    p->fonts.doc = p->doc;
    HPDF_SetCompressionMode(p->doc, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(p->doc);
    HPDF_SetCurrentEncoder(p->doc, "UTF-8");
    forget_state(p);
    if (!page_font_open(&p->fonts, FONT_REGULAR) || !set_info(p, about)) {
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
    mem_free(p->fonts.scratch);
}

bool pages_failed(const struct pages *p, struct err *e) {
    return is_failed(p) && !err_set(e, p->err.kind, p->err.field, "%s", p->err.message);
}

long pages_count(const struct pages *p) { return p->count; }

void page_again(struct pages *p, long i) {
    if (is_failed(p))
        return;
    leave_text(p);
    p->page = p->list[i];
    forget_state(p);
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
