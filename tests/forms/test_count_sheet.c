/* The sheet to count the shelf with, read back by another program. */
#include "forms/count_sheet.h"
#include "tests/support/folder.h"

#include "base/text.h"
#include "tests/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS_MOST = 200 };
static const char *english[] = {"en", NULL};
static struct language language = {"en", "English", "English"};

struct sample { /* a shelf and all its sheet prints with */
    struct mem *mem;
    struct item item[ITEMS_MOST];
    struct shelf_row row[ITEMS_MOST];
    struct count_paper of;
    struct paper paper;
    struct buf pdf;
    struct err err;
};

static struct sample s;

static void begin_sample(size_t count) {
    s = (struct sample){.mem = mem_new(), .paper.school = {1, "0042", "Anytown Senior High", "senior"}};
    for (size_t i = 0; i < count; i++) {
        s.item[i] = (struct item){.code = mem_printf(s.mem, "guide-%zu.en", i),
                                  .short_title = mem_printf(s.mem, "The guide number %zu", i),
                                  .kind = "guide",
                                  .tags = english,
                                  .material_number = i % 2 ? NULL : mem_printf(s.mem, "96612%05zu", i)};
        s.row[i] = (struct shelf_row){.of = &s.item[i], .on_hand = 7000 + (long)i, .from = DATE_NONE};
    }
    s.of = (struct count_paper){
        .languages = {&language, 1}, .shelf = {s.row, count}, .count = 3, .date = date_from(2026, 9, 15)};
}

static void end_sample(void) {
    buf_free(&s.pdf);
    mem_free(s.mem);
}

static bool draw(void) {
    buf_free(&s.pdf);
    s.err = (struct err){0};
    count_sheet_paper(s.mem, &s.of, &s.paper);
    bool ok = sheet_pdf(s.mem, &s.paper, &s.pdf, &s.err);
    ck_assert_int_eq(ok, s.err.kind == ERR_NONE);
    ck_assert(ok || s.pdf.length == 0); /* never half a file */
    return ok;
}

/* Its pages as text, form feeds between them. */
static const char *read_back(void) {
    char path[FOLDER_PATH], command[FOLDER_PATH + 80], chunk[4096];
    ck_assert_msg(draw(), "%s", s.err.message);
    folder_write(folder_file(path, "sheet.pdf"), s.pdf.data, s.pdf.length);
    snprintf(command, sizeof command, "pdftotext -layout -enc UTF-8 %s - 2>/dev/null", path);
    FILE *f = popen(command, "r");
    struct buf text = {0};
    buf_text(&text, "");
    for (size_t n; f && (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        buf_add(&text, chunk, n);
    ck_assert_msg(f && pclose(f) == 0, "pdftotext (package poppler-utils) cannot read the file");
    const char *copy = mem_text(s.mem, text.data);
    buf_free(&text);
    return copy;
}

static size_t times(const char *text, const char *words) {
    size_t n = 0;
    for (; (text = strstr(text, words)); text += strlen(words))
        n++;
    return n;
}

START_TEST(sixty_items_take_several_pages_with_a_head_on_each_and_every_row_once) {
    begin_sample(60);
    const char *text = read_back();
    size_t pages = times(text, "\f");
    ck_assert_msg(pages >= 2 && pages <= 8, "%zu pages", pages);
    static const char *const heads[] = {"MATERIAL NUMBER",
                                        "PUBLICATION AND CODE",
                                        "COUNTED",
                                        "NOTE",
                                        "Counted by",
                                        "0042 · Anytown Senior High",
                                        "Count 3 · printed Sep 15, 2026",
                                        "0 where there are none"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        ck_assert_msg(times(text, heads[i]) == pages, "%s: %zu times on %zu pages", heads[i], times(text, heads[i]),
                      pages);
    for (size_t i = 1; i <= pages; i++)
        ck_assert(strstr(text, mem_printf(s.mem, "Page %zu of %zu", i, pages)));
    for (size_t i = 0; i < 60; i++) {
        ck_assert_uint_eq(times(text, mem_printf(s.mem, "%s · guide", s.item[i].code)), 1);
        ck_assert_uint_eq(times(text, mem_printf(s.mem, " %ld", s.row[i].on_hand)), 1);
    }
    ck_assert_uint_eq(times(text, "SEE CATALOG"), 30);
    ck_assert_uint_eq(times(text, "96612"), 30);
    ck_assert_ptr_nonnull(memmem(s.pdf.data, s.pdf.length, "/MediaBox [ 0 0 792 612 ]", 25)); /* landscape */
    end_sample();
}
END_TEST

START_TEST(a_blind_sheet_does_not_say_what_the_record_says) {
    begin_sample(5);
    s.of.blind = true;
    const char *text = read_back();
    ck_assert(!strchr(text, '7') && !strstr(text, "RECORD") && strstr(text, "The guide number 4"));
    end_sample();
}
END_TEST

START_TEST(an_edition_to_be_removed_says_so_and_one_to_come_says_when) {
    begin_sample(4);
    s.row[1] = (struct shelf_row){.of = &s.item[0], .edition_number = 1, .superseded = true, .from = DATE_NONE};
    s.row[2] = (struct shelf_row){
        .of = &s.item[0], .edition = "Oct 2026", .edition_number = 3, .from = date_from(2026, 10, 1)};
    const char *text = read_back();
    ck_assert_uint_eq(times(text, "REMOVE"), 1);
    ck_assert(strstr(text, "edition #1") && strstr(text, "the current one") && strstr(text, "Oct 2026"));
    ck_assert(strstr(text, "not in use before") && strstr(text, "Oct 1, 2026"));
    end_sample();
}
END_TEST

START_TEST(an_empty_shelf_has_a_sheet_that_says_so) {
    begin_sample(0);
    ck_assert(strstr(read_back(), "There is nothing to count"));
    end_sample();
}
END_TEST

START_TEST(texts_of_any_kind_stay_within_the_sheet) {
    static const char *const texts[] = {
        "", "Ծնողների ուղեցույց հատուկ կրթության", "راهنمای والدین (IEP)",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "\xF0\x9F\x93\x9A"};
    begin_sample(5);
    for (size_t i = 0; i < 5; i++) {
        s.item[i].own_title = texts[i];
        s.item[i].short_title = *texts[i] ? texts[i] : "title";
        s.row[i].edition = texts[i];
        s.row[i].on_hand = 9999999;
    }
    ck_assert_uint_eq(times(read_back(), "9999999"), 5);
    s.item[2].short_title = "\xFF";
    ck_assert(!draw());
    ck_assert_int_eq(s.err.kind, ERR_INPUT);
    s.item[2].short_title = "title";
    s.item[2].material_number = "123";
    ck_assert(!draw());
    s.item[2].material_number = NULL;
    s.paper.fonts = "/nowhere";
    ck_assert(!draw());
    ck_assert_int_eq(s.err.kind, ERR_IO);
    end_sample();
}
END_TEST

START_TEST(the_same_shelf_gives_the_same_bytes) {
    begin_sample(20);
    ck_assert(draw());
    struct buf first = s.pdf;
    s.pdf = (struct buf){0};
    ck_assert(draw());
    ck_assert_uint_eq(first.length, s.pdf.length);
    ck_assert_int_eq(memcmp(first.data, s.pdf.data, first.length), 0);
    buf_free(&first);
    end_sample();
}
END_TEST

void count_sheet_suite(Suite *suite) {
    TCase *c = tcase_create("count sheet");
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_test(c, sixty_items_take_several_pages_with_a_head_on_each_and_every_row_once);
    tcase_add_test(c, a_blind_sheet_does_not_say_what_the_record_says);
    tcase_add_test(c, an_edition_to_be_removed_says_so_and_one_to_come_says_when);
    tcase_add_test(c, an_empty_shelf_has_a_sheet_that_says_so);
    tcase_add_test(c, texts_of_any_kind_stay_within_the_sheet);
    tcase_add_test(c, the_same_shelf_gives_the_same_bytes);
    suite_add_tcase(suite, c);
}
