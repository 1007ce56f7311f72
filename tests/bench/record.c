/* record: stands between the program's drawing and libharu (the linker's
 * --wrap), does what is asked, and writes it down. run.sh takes the names to
 * wrap from the functions below, and compares the file that bare.c makes of the
 * recording with ours, so that nothing can be left out unseen. */
#include "tests/bench/script.h"

#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGES_MOST = 20000, FONTS_MOST = 16 };

static FILE *out;
static HPDF_Page pages[PAGES_MOST], page;
static HPDF_Font fonts[FONTS_MOST];
static int page_count, font_count;

static void put(enum step step, int count, const float *numbers, const char *text) {
    const char *path = getenv("BENCH_SCRIPT");
    if (!out && (!path || !(out = fopen(path, "wb"))))
        abort();
    putc(step, out);
    fwrite(numbers, sizeof *numbers, (size_t)count, out);
    if (text)
        fwrite(text, 1, strlen(text) + 1, out);
}

#define PUT(step, ...) put(step, (int)(sizeof(float[]){__VA_ARGS__} / sizeof(float)), (float[]){__VA_ARGS__}, NULL)

static void on(HPDF_Page p) {
    for (int i = page_count; p != page && i-- > 0;)
        if (pages[i] == p) {
            page = p;
            PUT(STEP_PAGE, (float)i);
        }
}

static void plain(HPDF_Page p, enum step step) {
    on(p);
    put(step, 0, NULL, NULL);
}

/* __real_X is libharu's X, __wrap_X what is called in its place. */
#define WRAP(type, name, ...)                                                                                          \
    type __real_HPDF_##name(__VA_ARGS__);                                                                              \
    type __wrap_HPDF_##name(__VA_ARGS__);                                                                              \
    type __wrap_HPDF_##name(__VA_ARGS__)

WRAP(const char *, LoadTTFontFromFile, HPDF_Doc d, const char *file, HPDF_BOOL embed) {
    put(STEP_FONT, 0, NULL, file);
    return __real_HPDF_LoadTTFontFromFile(d, file, embed);
}
WRAP(HPDF_Font, GetFont, HPDF_Doc d, const char *name, const char *encoding) {
    return fonts[font_count++] = __real_HPDF_GetFont(d, name, encoding);
}
WRAP(HPDF_STATUS, SetInfoAttr, HPDF_Doc d, HPDF_InfoType type, const char *text) {
    put(STEP_INFO, 1, (float[]){(float)type}, text);
    return __real_HPDF_SetInfoAttr(d, type, text);
}
WRAP(HPDF_Page, AddPage, HPDF_Doc d) {
    put(STEP_ADD, 0, NULL, NULL);
    return page = pages[page_count++] = __real_HPDF_AddPage(d);
}
WRAP(HPDF_STATUS, SaveToStream, HPDF_Doc d) {
    put(STEP_END, 0, NULL, NULL);
    if (fclose(out) != 0)
        abort();
    return __real_HPDF_SaveToStream(d);
}
WRAP(HPDF_STATUS, Page_SetDash, HPDF_Page p, const HPDF_UINT16 *dots, HPDF_UINT n, HPDF_UINT phase) {
    on(p);
    PUT(STEP_DASH, dots ? dots[0] : 0.F, dots ? dots[1] : 0.F, (float)n);
    return __real_HPDF_Page_SetDash(p, dots, n, phase);
}
WRAP(HPDF_STATUS, Page_SetFontAndSize, HPDF_Page p, HPDF_Font font, HPDF_REAL size) {
    int i = 0;
    while (i < font_count && fonts[i] != font)
        i++;
    on(p);
    PUT(STEP_SET_FONT, (float)i, size);
    return __real_HPDF_Page_SetFontAndSize(p, font, size);
}
WRAP(HPDF_STATUS, Page_ShowText, HPDF_Page p, const char *text) {
    on(p);
    put(STEP_SHOW, 0, NULL, text);
    return __real_HPDF_Page_ShowText(p, text);
}
WRAP(HPDF_STATUS, Page_BeginText, HPDF_Page p) {
    plain(p, STEP_BEGIN_TEXT);
    return __real_HPDF_Page_BeginText(p);
}
WRAP(HPDF_STATUS, Page_EndText, HPDF_Page p) {
    plain(p, STEP_END_TEXT);
    return __real_HPDF_Page_EndText(p);
}
WRAP(HPDF_STATUS, Page_Fill, HPDF_Page p) {
    plain(p, STEP_FILL);
    return __real_HPDF_Page_Fill(p);
}
WRAP(HPDF_STATUS, Page_Stroke, HPDF_Page p) {
    plain(p, STEP_STROKE);
    return __real_HPDF_Page_Stroke(p);
}
WRAP(HPDF_STATUS, Page_GSave, HPDF_Page p) {
    plain(p, STEP_SAVE);
    return __real_HPDF_Page_GSave(p);
}
WRAP(HPDF_STATUS, Page_GRestore, HPDF_Page p) {
    plain(p, STEP_RESTORE);
    return __real_HPDF_Page_GRestore(p);
}
WRAP(HPDF_STATUS, Page_SetCharSpace, HPDF_Page p, HPDF_REAL v) {
    on(p);
    PUT(STEP_SPACE, v);
    return __real_HPDF_Page_SetCharSpace(p, v);
}
WRAP(HPDF_STATUS, Page_SetGrayFill, HPDF_Page p, HPDF_REAL v) {
    on(p);
    PUT(STEP_GRAY, v);
    return __real_HPDF_Page_SetGrayFill(p, v);
}
WRAP(HPDF_STATUS, Page_SetLineWidth, HPDF_Page p, HPDF_REAL v) {
    on(p);
    PUT(STEP_WIDTH, v);
    return __real_HPDF_Page_SetLineWidth(p, v);
}
WRAP(HPDF_STATUS, Page_MoveTextPos, HPDF_Page p, HPDF_REAL x, HPDF_REAL y) {
    on(p);
    PUT(STEP_MOVE_TEXT, x, y);
    return __real_HPDF_Page_MoveTextPos(p, x, y);
}
WRAP(HPDF_STATUS, Page_MoveTo, HPDF_Page p, HPDF_REAL x, HPDF_REAL y) {
    on(p);
    PUT(STEP_MOVE, x, y);
    return __real_HPDF_Page_MoveTo(p, x, y);
}
WRAP(HPDF_STATUS, Page_LineTo, HPDF_Page p, HPDF_REAL x, HPDF_REAL y) {
    on(p);
    PUT(STEP_LINE, x, y);
    return __real_HPDF_Page_LineTo(p, x, y);
}
WRAP(HPDF_STATUS, Page_Rectangle, HPDF_Page p, HPDF_REAL x, HPDF_REAL y, HPDF_REAL w, HPDF_REAL h) {
    on(p);
    PUT(STEP_RECTANGLE, x, y, w, h);
    return __real_HPDF_Page_Rectangle(p, x, y, w, h);
}
WRAP(HPDF_STATUS, Page_Concat, HPDF_Page p, HPDF_REAL a, HPDF_REAL b, HPDF_REAL c, HPDF_REAL d, HPDF_REAL x,
     HPDF_REAL y) {
    on(p);
    PUT(STEP_CONCAT, a, b, c, d, x, y);
    return __real_HPDF_Page_Concat(p, a, b, c, d, x, y);
}
