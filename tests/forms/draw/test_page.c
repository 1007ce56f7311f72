#include "forms/draw/barcode.h"
#include "forms/draw/page.h"
#include "forms/draw/script.h"
#include "forms/draw/table.h"

#include "base/text.h"
#include "tests/suites.h"

#include <dlfcn.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_fontdef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *own, *title;
} languages[] = {
    {"English", "English", "A Parent’s Guide to Special Education Services"},
    {"Spanish", "Español", "Guía para padres sobre los servicios de educación especial: ¿preguntas?"},
    {"Armenian", "Հայերեն", "Ծնողների ուղեցույց հատուկ կրթության ծառայությունների մասին"},
    {"Chinese", "中文", "特殊教育服務家長指南（包括程序權利與保障措施）"},
    {"Farsi", "فارسی", "راهنمای والدین برای خدمات آموزش ویژه (IEP)"},
    {"Filipino", "Filipino", "Gabay ng Magulang sa mga Serbisyo ng Espesyal na Edukasyon"},
    {"Korean", "한국어", "특수교육 서비스 학부모 안내서"},
    {"Russian", "Русский", "Руководство для родителей по услугам специального образования"},
    {"Vietnamese", "Tiếng Việt", "Hướng dẫn dành cho phụ huynh về dịch vụ giáo dục đặc biệt"},
    {"Arabic", "العربية", "دليل أولياء الأمور لخدمات التعليم الخاص 2018"},
};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static void open_pages(struct pages **p, struct mem *m) {
    const struct page_about about = {.title = "test", .author = "test", .language = "en-US"};
    struct err e = {0};
    if (!pages_open(p, m, &about, &e))
        ck_abort_msg("%s", e.message);
}

/* Read by FreeType from the very file that the layer chose: the glyph exists and has an outline. */
static void expect_glyph(FT_Library library, const char *file, uint32_t c) {
    FT_Face face;
    ck_assert_int_eq(FT_New_Face(library, file, 0, &face), 0);
    FT_UInt glyph = FT_Get_Char_Index(face, c);
    ck_assert_msg(glyph != 0, "%s has no U+%04X", file, c);
    ck_assert_int_eq(FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE), 0);
    ck_assert_msg(c == ' ' || face->glyph->outline.n_points > 0, "%s: U+%04X has no ink", file, c);
    ck_assert_int_le(face->num_glyphs, 32767); /* more, and libharu misprints */
    FT_Done_Face(face);
}

START_TEST(every_character_of_every_language_has_a_glyph) {
    struct mem *m = mem_new();
    struct pages *p = NULL;
    FT_Library library;
    ck_assert_int_eq(FT_Init_FreeType(&library), 0);
    open_pages(&p, m);
    for (int i = 0; i < LANGUAGES; i++)
        for (int k = 0; k < 3; k++) {
            const char *text = k == 0 ? languages[i].name : k == 1 ? languages[i].own : languages[i].title;
            bool leftward;
            ck_assert_msg(page_can_draw(p, text), "%s", text);
            if (!script_is_rightward(text))
                text = script_join(m, text, &leftward);
            uint32_t c;
            for (const char *at = text; (c = text_next(&at)) != 0;) {
                const char *file = page_font_of(p, PAGE_REGULAR, text, c);
                ck_assert_msg(file != NULL, "no font for U+%04X of %s", c, text);
                expect_glyph(library, file, c);
                file = page_font_of(p, PAGE_BOLD, text, c);
                ck_assert_ptr_nonnull(file);
                expect_glyph(library, file, c);
            }
        }
    pages_close(p);
    FT_Done_FreeType(library);
    mem_free(m);
}
END_TEST

START_TEST(what_no_font_has_is_known_before_it_is_drawn) {
    struct mem *m = mem_new();
    struct pages *p = NULL;
    open_pages(&p, m);
    ck_assert(!page_can_draw(p, "\xF0\x9F\x93\x9A"));
    ck_assert(!page_can_draw(p, "हिन्दी"));
    ck_assert(!page_can_draw(p, "ไทย"));
    ck_assert(page_can_draw(p, ""));
    ck_assert(page_can_draw(p, "naïve — “quoted” … €"));
    ck_assert_ptr_null(page_font_of(p, PAGE_REGULAR, "x", 0x1F4DA));
    pages_close(p);
    mem_free(m);
}
END_TEST

START_TEST(a_leftward_word_is_joined_and_turned_and_its_numbers_are_not) {
    struct mem *m = mem_new();
    bool leftward = false;
    const char *joined = script_join(m, "سلام 2018", &leftward);
    ck_assert(leftward);
    ck_assert_str_eq(joined, "\uFEB3\uFEFC\uFEE1 2018"); /* seen, lam-alef, meem */
    ck_assert_str_eq(script_order(m, joined, strlen(joined), leftward), "2018 \uFEE1\uFEFC\uFEB3");
    joined = script_join(m, "فارسی", &leftward);
    ck_assert_str_eq(joined, "\uFED3\uFE8E\uFEAD\uFEB3\uFBFD");
    ck_assert_str_eq(script_order(m, "\uFEE1(1)", strlen("\uFEE1(1)"), true), "(1)\uFEE1");
    ck_assert(script_is_rightward("Tiếng Việt 한국어") && !script_is_rightward("a فا"));
    mem_free(m);
}
END_TEST

/* ---- the library's look-up of a glyph, and ours ---- */

typedef HPDF_UINT16 (*glyph_of)(HPDF_FontDef def, HPDF_UINT16 c);

static glyph_of library_look_up(void) {
    glyph_of look_up;
    void *next = dlsym(RTLD_NEXT, "HPDF_TTFontDef_GetGlyphid");
    memcpy(&look_up, &next, sizeof look_up);
    return look_up;
}

static bool ours_is_there(void) {
    glyph_of library = library_look_up();
    if (library && library != HPDF_TTFontDef_GetGlyphid)
        return true;
    fputs("skipped: only libharu's own look-up of glyphs is there (slower, and the same)\n", stderr);
    return false;
}

START_TEST(each_character_has_the_glyph_that_the_library_finds) {
    /* One text per font: page_font_of names the file. */
    static const struct {
        enum page_weight weight;
        uint32_t c;
        const char *text;
    } fonts[] = {{PAGE_REGULAR, 'A', "A"},     {PAGE_BOLD, 'A', "A"},        {PAGE_REGULAR, 0x540, "Հ"},
                 {PAGE_REGULAR, 0x4E2D, "中"}, {PAGE_REGULAR, 0xD55C, "한"}, {PAGE_REGULAR, 0xFEB3, "\uFEB3"}};
    if (!ours_is_there())
        return;
    const glyph_of library = library_look_up();
    struct mem *m = mem_new();
    struct pages *p = NULL;
    open_pages(&p, m);
    HPDF_Doc doc = HPDF_New(NULL, NULL);
    const char *seen[sizeof fonts / sizeof *fonts];
    for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) {
        seen[i] = page_font_of(p, fonts[i].weight, fonts[i].text, fonts[i].c);
        ck_assert_ptr_nonnull(seen[i]);
        for (size_t k = 0; k < i; k++)
            ck_assert_str_ne(seen[i], seen[k]);
        const char *name = HPDF_LoadTTFontFromFile(doc, seen[i], HPDF_TRUE);
        ck_assert_msg(name != NULL, "%s", seen[i]);
        HPDF_FontDef def = HPDF_GetFontDef(doc, name);
        long found = 0;
        for (unsigned c = 0; c <= 0xFFFF; c++) {
            HPDF_UINT16 ours = HPDF_TTFontDef_GetGlyphid(def, (HPDF_UINT16)c);
            HPDF_UINT16 theirs = library(def, (HPDF_UINT16)c);
            ck_assert_msg(ours == theirs, "%s: U+%04X is glyph %d, and libharu's %d", seen[i], c, ours, theirs);
            found += ours != 0;
        }
        ck_assert_msg(found > 50, "%s: %ld glyphs", seen[i], found);
    }
    HPDF_Free(doc);
    pages_close(p);
    mem_free(m);
}
END_TEST

/* A character map by hand: what our fonts do not have. */
START_TEST(a_character_map_of_any_shape_is_read_as_the_library_reads_it) {
    HPDF_UINT16 ends[] = {0x20, 0x41, 0x7F, 0x2000, 0x2FFF, 0xFFFF},
                starts[] = {0x20, 0x40, 0x60, 0x70, 0x2FF0, 0xFFFF};
    HPDF_INT16 deltas[] = {-0x1F, 1, 5, -30000, 2, 1};
    HPDF_UINT16 offsets[] = {0, 0, 8, 0, 2 * (2 + 32), 0}, array[50]; /* the fifth segment reaches beyond */
    for (unsigned i = 0; i < 50; i++)
        array[i] = (HPDF_UINT16)(i * 7);
    struct _HPDF_TTFontDefAttr_Rec attr = {.cmap = {.format = 4,
                                                    .seg_count_x2 = 12,
                                                    .end_count = ends,
                                                    .start_count = starts,
                                                    .id_delta = deltas,
                                                    .id_range_offset = offsets,
                                                    .glyph_id_array = array,
                                                    .glyph_id_array_count = 42}};
    HPDF_Error_Rec error = {0};
    struct _HPDF_FontDef_Rec def = {.attr = &attr, .error = &error};
    const glyph_of library = library_look_up();
    if (!ours_is_there())
        return;
    for (unsigned c = 0; c <= 0xFFFF; c++)
        if (c != 0x2FFA) /* the library reads one beyond the array, we do not */
            ck_assert_msg(HPDF_TTFontDef_GetGlyphid(&def, (HPDF_UINT16)c) == library(&def, (HPDF_UINT16)c), "U+%04X",
                          c);
    /* That one place shows which of the two the library itself calls. */
    HPDF_BYTE used[8] = {0};
    HPDF_TTF_LongHorMetric metrics[8] = {{500, 0}};
    attr.glyph_tbl.flgs = used;
    attr.h_metric = metrics;
    attr.num_glyphs = attr.num_h_metric = 8;
    attr.header.units_per_em = 1000;
    array[42] = 1;
    HPDF_TTFontDef_GetCharWidth(&def, 0x2FFA);
    ck_assert_int_eq(used[0] + used[3], 1);
    if (!used[0])
        fputs("skipped: libharu calls its own look-up of glyphs (slower, and the same)\n", stderr);
    HPDF_UINT16 bytes[256]; /* format 0: the low byte is what counts */
    for (unsigned i = 0; i < 256; i++)
        bytes[i] = (HPDF_UINT16)(999 - i);
    attr.cmap = (HPDF_TTF_CmapRange){.format = 0, .glyph_id_array = bytes};
    for (unsigned c = 0; c <= 0xFFFF; c++)
        ck_assert_uint_eq(HPDF_TTFontDef_GetGlyphid(&def, (HPDF_UINT16)c), library(&def, (HPDF_UINT16)c));
    attr.cmap = (HPDF_TTF_CmapRange){.format = 4};
    ck_assert_uint_eq(HPDF_TTFontDef_GetGlyphid(&def, 'A'), 0);
    ck_assert_uint_eq(error.error_no, HPDF_TTF_INVALID_CMAP);
}
END_TEST

/* ---- the drawing layer ---- */

START_TEST(a_text_is_broken_between_words_and_a_word_where_it_must) {
    struct mem *m = mem_new();
    struct pages *p = NULL;
    const struct page_style style = {.size = 10, .lead = 12};
    struct page_lines l;
    open_pages(&p, m);
    page_wrap(p, &style, 60, 9, "one two three four", &l);
    ck_assert_int_eq(l.count, 2);
    ck_assert_msg(strncmp(l.line[0].text, "one two", l.line[0].bytes) == 0 && l.line[0].bytes == 7, "%zu",
                  l.line[0].bytes);
    ck_assert(!l.cut);
    page_wrap(p, &style, 60, 9, "Donaudampfschifffahrt", &l);
    ck_assert_int_eq(l.count, 2);
    page_wrap(p, &style, 80, 9, "somebody@department.example", &l);
    ck_assert_int_eq(l.line[0].bytes, strlen("somebody@"));
    page_wrap(p, &style, 60, 1, "one two three", &l);
    ck_assert(l.cut);
    ck_assert_int_eq(memcmp(l.line[0].text + l.line[0].bytes - 3, "…", 3), 0);
    ck_assert(l.line[0].width <= 60);
    static char marks[4001]; /* combining: they take no width, and must still not make an endless line */
    for (size_t i = 0; i + 2 < sizeof marks; i += 2)
        memcpy(marks + i, "\xCC\x81", 2);
    page_wrap(p, &style, 60, 12, marks, &l);
    ck_assert_int_gt(l.count, 3);
    for (int i = 0; i < l.count; i++)
        ck_assert_uint_le(l.line[i].bytes, 1000);
    page_wrap(p, &style, 60, 3, NULL, &l);
    ck_assert_int_eq(l.count, 0);
    page_wrap(p, &style, 60, 3, "   ", &l);
    ck_assert_int_eq(l.count, 0);
    pages_close(p);
    mem_free(m);
}
END_TEST

static const char *random_text(struct mem *m, unsigned *seed, size_t most) {
    static const char *const pieces[] = {
        "a", "W", " ", " ",  "-",        "é", "한",           "中", "，", "ع", "Հ", "\xF0\x9F\x93\x9A",
        "i", "(", ".", "\n", "\xCC\x81", "ế", "\xE2\x80\x8B", "5"};
    struct buf b = {0};
    buf_text(&b, "");
    for (size_t n = (size_t)rand_r(seed) % most; n > 0; n--)
        buf_text(&b, pieces[(size_t)rand_r(seed) % (sizeof pieces / sizeof *pieces)]);
    const char *text = mem_text(m, b.data);
    buf_free(&b);
    return text;
}

START_TEST(random_texts_stay_within_their_width) {
    struct mem *m = mem_new();
    struct pages *p = NULL;
    open_pages(&p, m);
    unsigned seed = 1;
    for (int i = 0; i < 3000; i++) {
        const struct page_style style = {.size = 7 + i % 9, .lead = 12, .weight = i % 2 ? PAGE_BOLD : PAGE_REGULAR};
        const char *text = random_text(m, &seed, 120);
        double width = 20 + rand_r(&seed) % 200;
        struct page_lines l;
        page_wrap(p, &style, width, 1 + i % PAGE_LINES_MOST, text, &l);
        for (int k = 0; k < l.count; k++) {
            const char *line = mem_textn(m, l.line[k].text, l.line[k].bytes);
            ck_assert_msg(text_is_utf8(line), "%s", line);
            ck_assert_msg(l.line[k].width <= width + 0.01 || text_width(line) <= 4, "%g > %g: %s", l.line[k].width,
                          width, line);
        }
        page_forget(p);
    }
    pages_close(p);
    mem_free(m);
}
END_TEST

START_TEST(after_the_first_error_nothing_is_drawn_and_the_cause_is_kept) {
    struct mem *m = mem_new();
    struct pages *p = NULL;
    struct err e = {0};
    struct buf out = {0};
    const struct page_style style = {.size = 10, .lead = 12};
    open_pages(&p, m);
    page_add(p);
    page_text(p, &style, &(struct page_box){10, 10, 100, 0}, "\xFF");
    page_text(p, &style, &(struct page_box){10, 10, 100, 0}, "\xFE");
    page_rule(p, 10, 10, 100, 1);
    page_add(p);
    ck_assert_int_eq(pages_count(p), 1);
    ck_assert(!pages_bytes(p, &out, &e));
    ck_assert_int_eq(e.kind, ERR_INPUT);
    ck_assert(strstr(e.message, "\\xff"));
    ck_assert_uint_eq(out.length, 0);
    pages_close(p);
    e = (struct err){0};
    open_pages(&p, m);
    page_rule(p, 10, 10, 100, 1); /* before page_add */
    ck_assert(!pages_bytes(p, &out, &e));
    ck_assert_int_eq(e.kind, ERR_BUG);
    pages_close(p);
    pages_close(NULL);
    buf_free(&out);
    mem_free(m);
}
END_TEST

struct turns {
    int count;
    double last_end;
};

static void on_turn(void *where, struct table *t) {
    struct turns *turns = where;
    turns->count++;
    turns->last_end = t->y;
    page_add(t->pages);
    t->y = 60;
}

START_TEST(a_row_is_never_split_and_the_head_stands_again) {
    static const struct table_column columns[] = {{"A", 200, 6, PAGE_LEFT, false}, {"B", 100, 6, PAGE_RIGHT, true}};
    static const struct page_style style = {.size = 9.5, .lead = 12};
    struct mem *m = mem_new();
    struct pages *p = NULL;
    struct turns turns = {0};
    unsigned seed = 7;
    open_pages(&p, m);
    page_add(p);
    struct table t = {p, columns, 2, 30, 60, 700, 0.72, on_turn, &turns};
    table_head(&t);
    for (int i = 0; i < 500; i++) {
        struct table_row row = {.from = 0, .to = 1};
        row.cell[0][0] = (struct table_piece){.kind = TABLE_TEXT, .style = &style, .most = 12};
        row.cell[0][0].text = random_text(m, &seed, 400);
        int before = turns.count;
        double y = t.y;
        table_row(&t, &row);
        ck_assert(t.y <= 700);
        ck_assert(turns.count == before ? t.y > y : t.y > 60 + 20);
    }
    ck_assert_int_gt(turns.count, 10);
    ck_assert_int_eq(pages_count(p), turns.count + 1);
    struct err e = {0};
    ck_assert(!pages_failed(p, &e));
    pages_close(p);
    mem_free(m);
}
END_TEST

/* ---- barcodes ---- */

START_TEST(a_number_is_ninety_modules_wide_whatever_its_digits) {
    const char *const numbers[] = {"0000000000", "9999999999", "9661218950", "1234567890"};
    struct mem *m = mem_new();
    struct err e = {0};
    for (size_t i = 0; i < 4; i++) {
        struct barcode b;
        ck_assert(barcode_number(m, numbers[i], &b, &e));
        ck_assert_int_eq(b.across, 90); /* start, five pairs, check: 11 each; stop: 13 */
        ck_assert_int_eq(b.down, 1);
        ck_assert_uint_eq(b.count, 25); /* three bars each, four of the stop */
        ck_assert_int_eq(b.runs[0].x, 0);
        ck_assert_int_eq(b.runs[24].x + b.runs[24].width, 90);
        for (size_t k = 1; k < b.count; k++)
            ck_assert_int_gt(b.runs[k].x, b.runs[k - 1].x + b.runs[k - 1].width);
    }
    mem_free(m);
}
END_TEST

START_TEST(a_qr_code_holds_a_number_in_its_smallest_size) {
    struct mem *m = mem_new();
    struct err e = {0};
    struct barcode b;
    ck_assert(barcode_qr(m, "R-2026-27-0001", &b, &e));
    ck_assert_int_eq(b.across, 21);
    ck_assert_int_eq(b.down, 21);
    ck_assert(!barcode_qr(m, "", &b, &e));
    ck_assert_int_eq(e.kind, ERR_INPUT);
    ck_assert_uint_eq(b.count, 0);
    mem_free(m);
}
END_TEST

Suite *page_suite(void) {
    Suite *s = suite_create("page");
    TCase *c = tcase_create("page");
    tcase_set_timeout(c, 300); /* for a hang; nothing here is timed */
    tcase_add_test(c, every_character_of_every_language_has_a_glyph);
    tcase_add_test(c, what_no_font_has_is_known_before_it_is_drawn);
    tcase_add_test(c, a_leftward_word_is_joined_and_turned_and_its_numbers_are_not);
    tcase_add_test(c, each_character_has_the_glyph_that_the_library_finds);
    tcase_add_test(c, a_character_map_of_any_shape_is_read_as_the_library_reads_it);
    tcase_add_test(c, a_text_is_broken_between_words_and_a_word_where_it_must);
    tcase_add_test(c, random_texts_stay_within_their_width);
    tcase_add_test(c, after_the_first_error_nothing_is_drawn_and_the_cause_is_kept);
    tcase_add_test(c, a_row_is_never_split_and_the_head_stands_again);
    tcase_add_test(c, a_number_is_ninety_modules_wide_whatever_its_digits);
    tcase_add_test(c, a_qr_code_holds_a_number_in_its_smallest_size);
    suite_add_tcase(s, c);
    return s;
}
