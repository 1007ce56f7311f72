#include "tests/support/pdf.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool pdf_holds(const struct buf *b, const char *bytes) {
    return memmem(b->data, b->length, bytes, strlen(bytes)) != NULL;
}

long pdf_count(const struct buf *text, const char *word) {
    long n = 0;
    for (const char *at = text->data; (at = strstr(at, word)) != NULL; at++)
        n++;
    return n;
}

long pdf_pages(const struct buf *pdf) {
    static const char mark[] = "/Type /Page\n";
    long n = 0;
    for (const char *at = pdf->data, *end = at + pdf->length; at && at < end; n++, at += sizeof mark - 1)
        if (!(at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1)))
            break;
    return n;
}

/* The output of a poppler command on the file: `command` has one %s for its path. */
static struct buf output_of(const struct buf *pdf, const char *before, const char *after) {
    char path[] = "/tmp/guidestock-form-XXXXXX", command[200];
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, pdf->data, pdf->length), (ssize_t)pdf->length);
    close(fd);
    snprintf(command, sizeof command, "%s %s %s 2>/dev/null", before, path, after);
    FILE *f = popen(command, "r");
    ck_assert_ptr_nonnull(f);
    struct buf out = {0};
    char chunk[4096];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        buf_add(&out, chunk, n);
    ck_assert_msg(pclose(f) == 0, "%s (package poppler-utils) cannot read the file", before);
    unlink(path);
    return out;
}

struct buf pdf_text(const struct buf *pdf, const char *option) {
    char command[80];
    snprintf(command, sizeof command, "pdftotext %s -enc UTF-8", option);
    return output_of(pdf, command, "-");
}

void pdf_expect(const struct buf *text, const char *words) {
    ck_assert_msg(pdf_holds(text, words), "not on paper: \"%s\" in\n%.3000s", words, text->data);
}

struct pdf_picture pdf_picture(const struct buf *pdf, int page, int per_inch) {
    char command[80];
    struct pdf_picture p = {0};
    int most = 0, taken = 0;
    snprintf(command, sizeof command, "pdftoppm -gray -singlefile -f %d -r %d", page, per_inch);
    struct buf pgm = output_of(pdf, command, "");
    ck_assert_int_eq(sscanf(pgm.data, "P5 %d %d %d%n", &p.across, &p.down, &most, &taken), 3);
    size_t points = (size_t)p.across * (size_t)p.down;
    ck_assert(most == 255 && pgm.length == (size_t)taken + 1 + points);
    p.points = malloc(points);
    ck_assert_ptr_nonnull(p.points);
    memcpy(p.points, pgm.data + taken + 1, points);
    buf_free(&pgm);
    return p;
}
