/* bare: libharu told what record.c wrote down, and nothing else: no layout, no
 * measuring, no barcodes to encode, no database. The limit of the PDF.
 *
 *     bare SCRIPT OUT */
#include "tests/bench/script.h"

#include <fcntl.h>
#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGES_MOST = 20000, FONTS_MOST = 16 };

static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *user) {
    (void)user;
    fprintf(stderr, "bare: libharu 0x%04lX, %ld\n", (unsigned long)code, (long)detail);
    exit(1);
}

static const char *at; /* in the script */

static void numbers(int count, float *n) {
    memcpy(n, at, (size_t)count * sizeof *n);
    at += (size_t)count * sizeof *n;
}

static const char *text(void) {
    const char *t = at;
    at += strlen(t) + 1;
    return t;
}

static HPDF_Page add_page(HPDF_Doc d, int count) {
    if (count == 0) { /* what else is said of the document, between its information and its first page */
        HPDF_Dict_Add(d->catalog, "Lang", HPDF_String_New(d->mmgr, "en-US", NULL));
        HPDF_SetViewerPreference(d, HPDF_PRINT_SCALING_NONE);
    }
    HPDF_Page p = HPDF_AddPage(d);
    HPDF_Page_SetSize(p, HPDF_PAGE_SIZE_LETTER, HPDF_PAGE_PORTRAIT);
    return p;
}

static void draw(HPDF_Doc d) {
    static HPDF_Page pages[PAGES_MOST];
    static HPDF_Font fonts[FONTS_MOST];
    int page_count = 0, font_count = 0;
    HPDF_Page p = NULL;
    float n[6];
    for (enum step step; (step = (enum step) * at++) != STEP_END;)
        switch (step) {
        case STEP_FONT:
            fonts[font_count++] = HPDF_GetFont(d, HPDF_LoadTTFontFromFile(d, text(), HPDF_TRUE), "UTF-8");
            break;
        case STEP_INFO:
            numbers(1, n);
            HPDF_SetInfoAttr(d, (HPDF_InfoType)n[0], text());
            break;
        case STEP_ADD:
            p = add_page(d, page_count);
            pages[page_count++] = p;
            break;
        case STEP_PAGE:
            numbers(1, n);
            p = pages[(int)n[0]];
            break;
        case STEP_DASH:
            numbers(3, n);
            HPDF_Page_SetDash(p, n[2] > 0 ? (HPDF_UINT16[]){(HPDF_UINT16)n[0], (HPDF_UINT16)n[1]} : NULL,
                              (HPDF_UINT)n[2], 0);
            break;
        case STEP_SET_FONT:
            numbers(2, n);
            HPDF_Page_SetFontAndSize(p, fonts[(int)n[0]], n[1]);
            break;
        case STEP_SHOW:
            HPDF_Page_ShowText(p, text());
            break;
        case STEP_BEGIN_TEXT:
            HPDF_Page_BeginText(p);
            break;
        case STEP_END_TEXT:
            HPDF_Page_EndText(p);
            break;
        case STEP_FILL:
            HPDF_Page_Fill(p);
            break;
        case STEP_STROKE:
            HPDF_Page_Stroke(p);
            break;
        case STEP_SAVE:
            HPDF_Page_GSave(p);
            break;
        case STEP_RESTORE:
            HPDF_Page_GRestore(p);
            break;
        case STEP_SPACE:
            numbers(1, n);
            HPDF_Page_SetCharSpace(p, n[0]);
            break;
        case STEP_GRAY:
            numbers(1, n);
            HPDF_Page_SetGrayFill(p, n[0]);
            break;
        case STEP_WIDTH:
            numbers(1, n);
            HPDF_Page_SetLineWidth(p, n[0]);
            break;
        case STEP_MOVE_TEXT:
            numbers(2, n);
            HPDF_Page_MoveTextPos(p, n[0], n[1]);
            break;
        case STEP_MOVE:
            numbers(2, n);
            HPDF_Page_MoveTo(p, n[0], n[1]);
            break;
        case STEP_LINE:
            numbers(2, n);
            HPDF_Page_LineTo(p, n[0], n[1]);
            break;
        case STEP_RECTANGLE:
            numbers(4, n);
            HPDF_Page_Rectangle(p, n[0], n[1], n[2], n[3]);
            break;
        case STEP_CONCAT:
            numbers(6, n);
            HPDF_Page_Concat(p, n[0], n[1], n[2], n[3], n[4], n[5]);
            break;
        case STEP_END:
            break;
        }
}

int main(int argc, char **argv) {
    struct stat st;
    int fd = argc == 3 ? open(argv[1], O_RDONLY) : -1;
    if (fd < 0 || fstat(fd, &st) != 0)
        return 2;
    at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED)
        return 1;
    HPDF_Doc d = HPDF_New(on_error, NULL);
    HPDF_SetCompressionMode(d, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(d);
    HPDF_SetCurrentEncoder(d, "UTF-8");
    draw(d);
    HPDF_SaveToFile(d, argv[2]);
    HPDF_Free(d);
    return 0;
}
