/* paper: a requisition of LINES lines, as the program draws it, written to a
 * file. Linked with record.c it also writes down what libharu was told.
 *
 *     paper LINES OUT */
#include "forms/requisition_form.h"

#include <stdio.h>
#include <stdlib.h>

enum { TEMPLATES = 5 };

static const char *const en[] = {"English", NULL}, *const es[] = {"Spanish", NULL}, *const hy[] = {"Armenian", NULL},
                         *const ko[] = {"Korean", NULL}, *const both[] = {"English", "Spanish", NULL};
static const char *const own_es[] = {"Español", NULL}, *const own_hy[] = {"Հայերեն", NULL},
                         *const own_ko[] = {"한국어", NULL}, *const own_both[] = {"English", "Español", NULL};

/* As long as they are in a school's own requisitions, with every script but one line in five Latin. */
static const struct requisition_line templates[TEMPLATES] = {
    {.item = "parent-guide.es",
     .title = "A Parent's Guide to Special Education Services",
     .own_title = "Guía para padres sobre los servicios de educación especial",
     .kind = "booklet",
     .edition = "Sep 2018",
     .language_names = (const char **)es,
     .language_own = (const char **)own_es,
     .unit = "pack",
     .copies_per_unit = 25,
     .units = 2,
     .copies = 50,
     .suggested = 2,
     .sentence = "reorder at 45, fill to 75; have 12, coming 25 (R-2026-27-0001); 75 - 37 = 38 -> 2 units of 25 = 50 "
                 "copies"},
    {.item = "iep-and-you.en-es",
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
     .title = "Least Restrictive Environment (LRE)",
     .kind = "brochure",
     .language_names = (const char **)en,
     .language_own = (const char **)en,
     .copies_per_unit = INT_NONE,
     .units = 20,
     .copies = 20,
     .suggested = 20,
     .sentence = "reorder at 22, fill to 37; have 17, coming 0; 37 - 17 = 20 -> 20 copies, check the unit of issue"},
    {.item = "parent-guide.hy",
     .title = "A Parent's Guide to Special Education Services",
     .kind = "booklet",
     .language_names = (const char **)hy,
     .language_own = (const char **)own_hy,
     .unit = "pack",
     .copies_per_unit = 25,
     .units = 1,
     .copies = 25,
     .suggested = 1,
     .sentence = "reorder at 9, fill to 14; have 3, coming 0; 14 - 3 = 11 -> 1 unit of 25 = 25 copies"},
    {.item = "section-504.ko",
     .title = "Section 504 and Students with Disabilities",
     .kind = "brochure",
     .language_names = (const char **)ko,
     .language_own = (const char **)own_ko,
     .unit = "pack",
     .copies_per_unit = 50,
     .units = 1,
     .copies = 50,
     .suggested = 1,
     .sentence = "reorder at 6, fill to 10; have 0, coming 0; 10 - 0 = 10 -> 1 unit of 50 = 50 copies"},
};

int main(int argc, char **argv) {
    if (argc < 3)
        return 2;
    size_t count = (size_t)atol(argv[1]);
    struct mem *m = mem_new();
    struct paper paper = {.school = {1, "0042", "Anytown Senior High", "senior"}};
    paper.settings.text[SETTING_REGION_LABEL] = "Region";
    paper.settings.text[SETTING_REGION] = "East";
    paper.settings.text[SETTING_SHIP_TO] = "Main office, room 101";
    paper.settings.text[SETTING_REQUESTER] = "Bench Clerk";
    paper.settings.text[SETTING_FUND] = "010-0000";
    struct requisition_line *lines = mem_alloc(m, (count + 1) * sizeof *lines);
    struct requisition q = {.number = "R-2026-27-0003",
                            .status = "draft",
                            .prepared = date_from(2026, 9, 30),
                            .needed = DATE_NONE,
                            .sent = DATE_NONE,
                            .priority = "regular",
                            .lines = {lines, count}};
    for (size_t i = 0; i < count; i++) {
        lines[i] = templates[i % TEMPLATES];
        lines[i].place = (long)i + 1;
        lines[i].material_number = mem_printf(m, "96%08zu", 10000000 + i * 37); /* each its own barcode */
        q.copies += lines[i].copies;
    }
    requisition_paper(m, &q, &paper);
    struct buf pdf = {0};
    struct err e = {0};
    if (!sheet_pdf(m, &paper, &pdf, &e)) {
        fprintf(stderr, "paper: %s\n", e.message);
        return 1;
    }
    FILE *out = fopen(argv[2], "wb");
    bool ok = out && fwrite(pdf.data, 1, pdf.length, out) == pdf.length;
    ok = out && fclose(out) == 0 && ok;
    buf_free(&pdf);
    mem_free(m);
    return ok ? 0 : 1;
}
