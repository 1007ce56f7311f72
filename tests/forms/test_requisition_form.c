#include "forms/requisition_form.h"

#include "base/text.h"
#include "tests/suites.h"
#include "tests/support/paper.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const english[] = {"English", NULL}, *const spanish[] = {"Spanish", NULL};
static const char *const own_spanish[] = {"Español", NULL};
static const char *const both[] = {"English", "Spanish", NULL}, *const own_both[] = {"English", "Español", NULL};

struct sample { /* a requisition and all it prints with */
    struct mem *mem;
    struct paper paper;
    struct requisition q;
    struct requisition_line *lines;
    struct buf pdf;
    struct err err;
};

static const struct requisition_line line_templates[] = {
    {.item = "parent-guide.es",
     .material_number = "9661218951",
     .title = "A Parent's Guide to Special Education Services",
     .kind = "booklet",
     .edition = "Sep 2018",
     .language_names = (const char **)spanish,
     .language_own = (const char **)own_spanish,
     .unit = "pack",
     .copies_per_unit = 25,
     .units = 2,
     .copies = 50,
     .suggested = 2,
     .sentence = "reorder at 45, fill to 75; have 12, coming 25 (R-2026-27-0001); 75 - 37 = 38 -> 2 units of 25"},
    {.item = "iep.en-es",
     .material_number = "9665026450",
     .title = "The IEP and You",
     .kind = "guide",
     .language_names = (const char **)both,
     .language_own = (const char **)own_both,
     .unit = "each",
     .copies_per_unit = 1,
     .units = 25,
     .copies = 25,
     .suggested = 20,
     .sentence = "reorder at 33, fill to 55; have 30, coming 0; 55 - 30 = 25 -> 25 units of 1",
     .reason = "new classes in October"},
    {.item = "lre.en",
     .title = "Least Restrictive Environment",
     .kind = "brochure",
     .language_names = (const char **)english,
     .language_own = (const char **)english,
     .copies_per_unit = INT_NONE,
     .units = 20,
     .copies = 20,
     .suggested = 20,
     .sentence = "20 copies, check the unit of issue"},
};

static void sample_begin(struct sample *s, size_t count) {
    *s = (struct sample){.mem = mem_new(), .paper.school = {1, "0042", "Anytown Senior High", "senior"}};
    const char **set = s->paper.settings.text;
    set[SETTING_REGION_LABEL] = "Region";
    set[SETTING_PRIORITY] = "regular";
    s->lines = mem_alloc(s->mem, (count + 1) * sizeof *s->lines);
    s->q = (struct requisition){.number = "R-2026-27-0003",
                                .status = "draft",
                                .prepared = date_from(2026, 8, 17),
                                .needed = DATE_NONE,
                                .sent = DATE_NONE,
                                .lines = {s->lines, count}};
    for (size_t i = 0; i < count; i++) {
        s->lines[i] = line_templates[i % 3];
        s->lines[i].place = (long)i + 1;
        s->q.copies += s->lines[i].copies;
    }
}

static void sample_end(struct sample *s) {
    buf_free(&s->pdf);
    mem_free(s->mem);
}

static bool draw(struct sample *s) {
    requisition_paper(s->mem, &s->q, &s->paper);
    buf_free(&s->pdf);
    s->err = (struct err){0};
    bool ok = sheet_pdf(s->mem, &s->paper, &s->pdf, &s->err);
    ck_assert_int_eq(ok, s->err.kind == ERR_NONE);
    if (!ok) /* never half a file */
        ck_assert_uint_eq(s->pdf.length, 0);
    return ok;
}

static void draw_well(struct sample *s) {
    if (!draw(s))
        ck_abort_msg("%s", s->err.message);
    ck_assert_int_eq(memcmp(s->pdf.data, "%PDF-", 5), 0);
    ck_assert_ptr_nonnull(strstr(s->pdf.data + s->pdf.length - 8, "%%EOF"));
}

/* ---- what stands on the paper ---- */

START_TEST(a_requisition_prints_what_it_holds) {
    struct sample s;
    sample_begin(&s, 3);
    s.paper.settings.text[SETTING_REGION] = "East";
    s.paper.settings.text[SETTING_SHIP_TO] = "Main office, room 101";
    s.paper.settings.text[SETTING_EMAIL] = "office@anytown.example";
    s.paper.settings.text[SETTING_FUND] = "010-0000";
    s.q.purpose = "Fall supply";
    draw_well(&s);
    struct buf text = pdf_text(&s.pdf, "-layout");
    static const char *const words[] = {"Requisition for Stores Warehouse stock",
                                        "It is not that form",
                                        "R-2026-27-0003",
                                        "Anytown Senior High",
                                        "0042",
                                        "East",
                                        "Aug 17, 2026",
                                        "Main office, room 101",
                                        "office@anytown.example",
                                        "010-0000",
                                        "Fall supply",
                                        "9661218951",
                                        "9665026450",
                                        "SEE CATALOG",
                                        "Español",
                                        "English and",
                                        "edition Sep 2018",
                                        "pack of",
                                        "copies",
                                        "new classes in October",
                                        "3 lines; copies in all",
                                        "95",
                                        "Requested by",
                                        "Approved by the principal",
                                        "back-ordered",
                                        "wrong language",
                                        "old edition",
                                        "REF-5640.9 (September 2022): check the catalog",
                                        "Page 1 of 1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        pdf_expect(&text, words[i]);
    ck_assert(!pdf_holds(&text, "0.00"));
    ck_assert(!pdf_holds(&text, "URGENT") && !pdf_holds(&text, "CANCELLED"));
    buf_free(&text);
    sample_end(&s);
}
END_TEST

START_TEST(every_page_names_the_requisition_the_school_and_the_page) {
    struct sample s;
    sample_begin(&s, 40);
    draw_well(&s);
    long pages = pdf_pages(&s.pdf);
    ck_assert_int_gt(pages, 3);
    struct buf text = pdf_text(&s.pdf, "-layout");
    char *at = text.data;
    for (long i = 1; i <= pages; i++) {
        char number[64], *end = strchr(at, '\f');
        ck_assert_ptr_nonnull(end);
        *end = '\0';
        snprintf(number, sizeof number, "Page %ld of %ld", i, pages);
        ck_assert_msg(strstr(at, number) && strstr(at, "R-2026-27-0003") && strstr(at, "0042") &&
                          strstr(at, "Anytown Senior High") && strstr(at, "check the catalog"),
                      "page %ld: %s", i, at);
        ck_assert_msg(strstr(at, "MATERIAL") || strstr(at, "RECEIVING"), "page %ld has no head", i);
        at = end + 1;
    }
    buf_free(&text);
    sample_end(&s);
}
END_TEST

START_TEST(urgent_and_cancelled_are_bold_words_on_every_page) {
    struct sample s;
    sample_begin(&s, 12);
    s.q.urgent = true;
    s.q.status = "cancelled";
    draw_well(&s);
    struct buf text = pdf_text(&s.pdf, "-layout");
    ck_assert_int_eq(pdf_count(&text, "CANCELLED"), pdf_pages(&s.pdf));
    pdf_expect(&text, "URGENT");
    buf_free(&text);
    s.q.status = "sent";
    s.q.sent = date_from(2026, 8, 20);
    draw_well(&s);
    text = pdf_text(&s.pdf, "-layout");
    pdf_expect(&text, "Sent Aug 20, 2026");
    ck_assert(!pdf_holds(&text, "CANCELLED"));
    buf_free(&text);
    sample_end(&s);
}
END_TEST

START_TEST(units_that_are_copies_say_so) {
    struct sample s;
    sample_begin(&s, 1);
    s.lines[0].sentence = NULL;
    draw_well(&s);
    struct buf text = pdf_text(&s.pdf, "-layout");
    ck_assert_int_eq(pdf_count(&text, "copies"), 1); /* "copies in all" */
    pdf_expect(&text, "pack of");
    buf_free(&text);
    s.lines[0].copies_per_unit = INT_NONE;
    draw_well(&s);
    text = pdf_text(&s.pdf, "-layout");
    ck_assert_int_eq(pdf_count(&text, "copies"), 2);
    buf_free(&text);
    sample_end(&s);
}
END_TEST

START_TEST(a_difference_without_a_reason_is_said) {
    struct sample s;
    sample_begin(&s, 1);
    s.lines[0].suggested = 7;
    draw_well(&s);
    struct buf text = pdf_text(&s.pdf, "-layout");
    pdf_expect(&text, "Suggested: 7. No reason is given");
    buf_free(&text);
    sample_end(&s);
}
END_TEST

START_TEST(a_requisition_without_lines_says_so) {
    struct sample s;
    sample_begin(&s, 0);
    draw_well(&s);
    struct buf text = pdf_text(&s.pdf, "-layout");
    pdf_expect(&text, "This requisition has no lines.");
    pdf_expect(&text, "0 lines; copies in all");
    ck_assert_int_eq(pdf_pages(&s.pdf), 1);
    buf_free(&text);
    sample_end(&s);
}
END_TEST

/* Whatever the number of lines, the foot stands whole on one page, under a header. */
START_TEST(the_foot_is_never_split_and_never_without_a_header) {
    for (size_t count = 1; count <= 16; count++) {
        struct sample s;
        sample_begin(&s, count);
        draw_well(&s);
        struct buf text = pdf_text(&s.pdf, "-layout");
        char *last = text.data;
        for (char *at = text.data; (at = strchr(at, '\f')) != NULL && at[1]; at++)
            last = at;
        ck_assert(strstr(last, "copies in all") && strstr(last, "Requested by") && strstr(last, "old edition"));
        ck_assert(strstr(last, "Requisition for Stores Warehouse stock") && strstr(last, "Anytown Senior High"));
        buf_free(&text);
        sample_end(&s);
    }
}
END_TEST

START_TEST(the_file_says_title_school_and_language_and_not_the_hour) {
    struct sample s;
    sample_begin(&s, 1);
    draw_well(&s);
    ck_assert(pdf_holds(&s.pdf, "/Lang (en-US)"));
    ck_assert(pdf_holds(&s.pdf, "/Title") && pdf_holds(&s.pdf, "/Author"));
    ck_assert(!pdf_holds(&s.pdf, "/CreationDate") && !pdf_holds(&s.pdf, "/ModDate"));
    sample_end(&s);
}
END_TEST

START_TEST(the_same_requisition_gives_the_same_bytes) {
    for (size_t count = 0; count <= 40; count += 20) {
        struct sample a, b;
        sample_begin(&a, count);
        sample_begin(&b, count);
        if (count > 0)
            a.lines[0].own_title = b.lines[0].own_title = "특수교육 العربية";
        draw_well(&a);
        draw_well(&b);
        ck_assert_uint_eq(a.pdf.length, b.pdf.length);
        ck_assert_int_eq(memcmp(a.pdf.data, b.pdf.data, a.pdf.length), 0);
        draw_well(&b); /* in the same memory again */
        ck_assert_int_eq(memcmp(a.pdf.data, b.pdf.data, a.pdf.length), 0);
        sample_end(&a);
        sample_end(&b);
    }
}
END_TEST

START_TEST(ten_thousand_lines_are_drawn_and_too_many_refused) {
    struct sample s;
    sample_begin(&s, 10000);
    draw_well(&s);
    long pages = pdf_pages(&s.pdf);
    ck_assert_int_gt(pages, 800);
    char last[64];
    snprintf(last, sizeof last, "Page %ld of %ld", pages, pages);
    struct buf text = pdf_text(&s.pdf, "-layout");
    pdf_expect(&text, last);
    buf_free(&text);
    sample_end(&s);
    sample_begin(&s, REQUISITION_LINES_MOST + 1);
    ck_assert(!draw(&s));
    ck_assert_int_eq(s.err.kind, ERR_INPUT);
    sample_end(&s);
}
END_TEST

/* ---- texts that mean harm ---- */

static const char **text_slot(struct sample *s, int which) {
    switch (which) {
    case 0:
        return &s->lines[0].title;
    case 1:
        return &s->lines[0].own_title;
    case 2:
        return &s->lines[0].kind;
    case 3:
        return &s->lines[0].edition;
    case 4:
        return &s->lines[0].unit;
    case 5:
        return &s->lines[0].sentence;
    case 6:
        return &s->lines[0].reason;
    case 7:
        return &s->lines[0].language_names[0];
    case 8:
        return &s->lines[0].language_own[0];
    case 9:
        return &s->q.purpose;
    case 10:
        return &s->paper.school.name;
    case 11:
        return &s->paper.school.code;
    default:
        return which - 12 < SETTING_LEAD && which - 12 != SETTING_PRIORITY ? &s->paper.settings.text[which - 12] : NULL;
    }
}
enum { SLOTS = 12 + SETTING_LEAD };

static const char **sample_with(struct sample *s, int which, const char *text) {
    static const char *names[2], *own[2];
    sample_begin(s, 2);
    names[0] = "Spanish";
    own[0] = "Español";
    s->lines[0].language_names = names;
    s->lines[0].language_own = own;
    const char **slot = text_slot(s, which);
    if (slot)
        *slot = text;
    return slot;
}

START_TEST(no_text_breaks_the_page) {
    static char long_word[10001], long_words[10001], marks[6001];
    memset(long_word, 'W', sizeof long_word - 1);
    for (size_t i = 0; i + 1 < sizeof long_words; i++)
        long_words[i] = i % 6 == 5 ? ' ' : 'm';
    for (size_t i = 0; i + 2 < sizeof marks; i += 2)
        memcpy(marks + i, "\xCC\x81", 2); /* combining: takes no width */
    const char *const texts[] = {long_word,
                                 long_words,
                                 marks,
                                 "%s%n%s%n%d",
                                 "(\\) <</Type /Page\n>> Tj ET",
                                 " ",
                                 "",
                                 "\xF0\x9F\x93\x9A\xEF\xB8\x8F books",
                                 "a\tb\nc\x01\x7F",
                                 "\xE2\x80\xAEgnihton\xE2\x80\xAC",
                                 "中한عՀไทย हिन्दी",
                                 "\xEF\xBF\xBF\xEF\xBF\xBE",
                                 "عربي %s (1) — \xE2\x80\x8D\xE2\x80\x8C"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sample s;
        sample_with(&s, 0, texts[i]);
        for (int slot = 0; slot < SLOTS; slot++)
            if (text_slot(&s, slot))
                *text_slot(&s, slot) = texts[i];
        draw_well(&s);
        ck_assert_int_le(pdf_pages(&s.pdf), 3);
        sample_end(&s);
    }
}
END_TEST

START_TEST(what_is_not_utf8_is_refused_wherever_it_stands) {
    const char *const texts[] = {"\xFF", "ok \xC3", "\xED\xA0\x80", "\xC0\xAF", "\xF5\x80\x80\x80", "a\xE2\x28\xA1z"};
    for (int slot = 0; slot < SLOTS; slot++) {
        struct sample s;
        if (sample_with(&s, slot, texts[slot % 6])) {
            ck_assert_msg(!draw(&s), "slot %d", slot);
            ck_assert_int_eq(s.err.kind, ERR_INPUT);
            ck_assert(text_is_utf8(s.err.message));
        }
        sample_end(&s);
    }
}
END_TEST

START_TEST(a_malformed_material_number_is_refused) {
    const char *const numbers[] = {"", "966121895", "96612189511", "966121895O", "966 121 8950"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sample s;
        sample_begin(&s, 2);
        s.lines[1].material_number = numbers[i];
        ck_assert(!draw(&s));
        ck_assert_int_eq(s.err.kind, ERR_INPUT);
        sample_end(&s);
    }
}
END_TEST

START_TEST(a_large_number_is_never_cut) {
    struct sample s;
    sample_begin(&s, 1);
    s.lines[0].units = 1000000;
    s.lines[0].copies = 7654321;
    s.q.copies = 9876543210123L;
    draw_well(&s);
    struct buf text = pdf_text(&s.pdf, "-layout");
    pdf_expect(&text, "1000000");
    pdf_expect(&text, "7654321");
    pdf_expect(&text, "9876543210123");
    buf_free(&text);
    s.lines[0].copies = 1234567890123L; /* goes on in a second line */
    draw_well(&s);
    text = pdf_text(&s.pdf, "-layout");
    pdf_expect(&text, "123456");
    pdf_expect(&text, "789012");
    ck_assert(!pdf_holds(&text, "…"));
    buf_free(&text);
    sample_end(&s);
}
END_TEST

/* ---- fonts ---- */

START_TEST(without_its_font_no_form_is_printed) {
    struct sample s;
    sample_begin(&s, 1);
    s.paper.fonts = "/nonexistent";
    ck_assert(!draw(&s));
    ck_assert_int_eq(s.err.kind, ERR_IO);
    ck_assert(strstr(s.err.message, "/nonexistent/noto/NotoSans-Regular.ttf"));
    ck_assert(strstr(s.err.message, "fonts-noto-core") && strstr(s.err.message, "make deps"));
    sample_end(&s);
}
END_TEST

static const char noto[] = "/usr/share/fonts/truetype/noto";

/* A folder of fonts with only what is named; the caller deletes it. */
static void fonts_make(char *folder, bool bold) {
    char path[200], target[200];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/noto", folder);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    for (int i = 0; i <= (int)bold; i++) {
        snprintf(path, sizeof path, "%s/noto/NotoSans-%s.ttf", folder, i ? "Bold" : "Regular");
        snprintf(target, sizeof target, "%s/NotoSans-%s.ttf", noto, i ? "Bold" : "Regular");
        ck_assert_int_eq(symlink(target, path), 0);
    }
}

static void fonts_remove(const char *folder) {
    static const char *const files[] = {"noto/NotoSans-Regular.ttf", "noto/NotoSans-Bold.ttf", "noto", "."};
    char path[200];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        if (i < 2)
            unlink(path);
        else
            rmdir(i == 2 ? path : folder);
    }
}

START_TEST(a_font_of_another_script_missing_leaves_its_texts_out) {
    static const char *const languages[][3] = {{"Armenian", "Հայերեն", "Ծնողների ուղեցույց"},
                                               {"Korean", "한국어", "학부모 안내서"},
                                               {"Farsi", "فارسی", "راهنما"}};
    char folder[] = "/tmp/guidestock-fonts-XXXXXX";
    fonts_make(folder, true);
    for (int i = 0; i < 3; i++) {
        struct sample s;
        const char *names[2] = {languages[i][0], NULL}, *own[2] = {languages[i][1], NULL};
        sample_begin(&s, 1);
        s.paper.fonts = folder;
        s.lines[0].language_names = names;
        s.lines[0].language_own = own;
        s.lines[0].own_title = languages[i][2];
        draw_well(&s);
        struct buf text = pdf_text(&s.pdf, "-layout");
        pdf_expect(&text, languages[i][0]);
        ck_assert(!pdf_holds(&text, languages[i][1]) && !pdf_holds(&text, "?"));
        buf_free(&text);
        sample_end(&s);
    }
    fonts_remove(folder);
}
END_TEST

static void read_file(const char *path, struct buf *b) {
    FILE *f = fopen(path, "rb");
    ck_assert_ptr_nonnull(f);
    char chunk[4096];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        buf_add(b, chunk, n);
    fclose(f);
}

START_TEST(a_damaged_font_is_an_error_that_names_it) {
    char folder[] = "/tmp/guidestock-fonts-XXXXXX", path[200];
    fonts_make(folder, false);
    struct sample s;
    sample_begin(&s, 1);
    s.paper.fonts = folder;
    ck_assert(!draw(&s)); /* no bold */
    ck_assert_int_eq(s.err.kind, ERR_IO);
    ck_assert(strstr(s.err.message, "NotoSans-Bold.ttf"));
    snprintf(path, sizeof path, "%s/noto/NotoSans-Bold.ttf", folder);
    struct buf whole = {0};
    read_file("/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf", &whole);
    const size_t sizes[] = {0, 3, 12, 200, 1000, whole.length / 2, whole.length - 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) { /* cut short, as a full disk leaves it */
        FILE *f = fopen(path, "wb");
        ck_assert_ptr_nonnull(f);
        ck_assert_uint_eq(fwrite(whole.data, 1, sizes[i], f), sizes[i]);
        fclose(f);
        ck_assert(!draw(&s));
        ck_assert_int_eq(s.err.kind, ERR_IO);
        ck_assert_msg(strstr(s.err.message, "NotoSans-Bold.ttf") != NULL, "%s", s.err.message);
    }
    FILE *f = fopen(path, "wb");
    ck_assert_ptr_nonnull(f);
    fputs("this is no font at all, whatever its name says", f);
    fclose(f);
    ck_assert(!draw(&s));
    ck_assert_int_eq(s.err.kind, ERR_IO);
    buf_free(&whole);
    sample_end(&s);
    fonts_remove(folder);
}
END_TEST

/* ---- the verb ---- */

START_TEST(a_blank_requisition_holds_the_school_and_nothing_else) {
    struct world w;
    open_with_order(&w);
    struct buf text = paper(&w, "requisition blank --out F");
    static const char *const words[] = {"Requisition for Stores Warehouse stock",
                                        "REQUISITION NUMBER",
                                        "Test School",
                                        "0042",
                                        "East",
                                        "Pat Clerk",
                                        "(555) 010-0100",
                                        "RECEIVING",
                                        "Requested by",
                                        "Overnight",
                                        "\n12\n",
                                        "copies in all",
                                        NULL};
    expect_all(&text, words);
    ck_assert(!pdf_holds(&text, "R-2026") && !pdf_holds(&text, "no lines") && !pdf_holds(&text, "parent-guide") &&
              !pdf_holds(&text, "\n13\n") && !pdf_holds(&text, "2026\n"));
    ck_assert_int_eq(pdf_pages(&w.answer.bytes), 1);
    buf_free(&text);
    world_close(&w);
}
END_TEST

void requisition_form_suite(Suite *s) {
    TCase *c = tcase_create("forms");
    tcase_add_test(c, a_requisition_prints_what_it_holds);
    tcase_add_test(c, every_page_names_the_requisition_the_school_and_the_page);
    tcase_add_test(c, urgent_and_cancelled_are_bold_words_on_every_page);
    tcase_add_test(c, units_that_are_copies_say_so);
    tcase_add_test(c, a_difference_without_a_reason_is_said);
    tcase_add_test(c, a_requisition_without_lines_says_so);
    tcase_add_test(c, the_foot_is_never_split_and_never_without_a_header);
    tcase_add_test(c, the_file_says_title_school_and_language_and_not_the_hour);
    tcase_add_test(c, the_same_requisition_gives_the_same_bytes);
    tcase_add_test(c, ten_thousand_lines_are_drawn_and_too_many_refused);
    tcase_add_test(c, no_text_breaks_the_page);
    tcase_add_test(c, what_is_not_utf8_is_refused_wherever_it_stands);
    tcase_add_test(c, a_malformed_material_number_is_refused);
    tcase_add_test(c, a_large_number_is_never_cut);
    tcase_add_test(c, without_its_font_no_form_is_printed);
    tcase_add_test(c, a_font_of_another_script_missing_leaves_its_texts_out);
    tcase_add_test(c, a_damaged_font_is_an_error_that_names_it);
    tcase_add_test(c, a_blank_requisition_holds_the_school_and_nothing_else);
    suite_add_tcase(s, c);
}
