#include "inventory/stock_report.h"

#include "compliance/school/year.h"

#include <stdlib.h>
#include <string.h>

enum { BAR_MOST = 24 }; /* characters on a terminal */

/* A bilingual item serves both of its languages. */
static struct report_language line_of(const struct report *report, const char *program, const struct language *l,
                                      bool *kept) {
    struct report_language line = {.program = program, .language = l->english, .own = l->own, .families = INT_NONE};
    *kept = false;
    for (size_t i = 0; i < report->stock.count; i++) {
        const struct stock_line *s = &report->stock.list[i];
        if (strcmp(s->of->program, program) != 0 || !item_has_language(s->of, l->tag))
            continue;
        line.copies += s->on_hand;
        line.printed = true;
        *kept = *kept || s->answer.status != ORDER_NOT_KEPT;
    }
    return line;
}

static const char *bar_of(struct mem *m, long copies, long most) {
    long n = most > 0 ? (copies * BAR_MOST + most / 2) / most : 0;
    char *bar = mem_alloc(m, BAR_MOST + 1);
    memset(bar, '#', (size_t)(copies > 0 && n == 0 ? 1 : n));
    return bar;
}

static int by_families(const void *a, const void *b) {
    const struct report_language *x = a, *y = b;
    int program = strcmp(y->program, x->program); /* special-education before section-504 */
    if (program != 0)
        return program;
    if (x->families != y->families)
        return x->families > y->families ? -1 : 1; /* INT_NONE is below all */
    return strcmp(x->language, y->language);
}

bool report_load(struct req *r, struct report *out, struct err *e) {
    struct family *families;
    struct report_language *list = NULL;
    size_t n = 0, family_count;
    *out = (struct report){.date = r->today};
    if (!stock_load(r, 0, &out->stock, e) || !families_load(r, out->stock.year, &families, &family_count, e))
        return false;
    for (size_t p = 0; program_words[p]; p++)
        for (size_t i = 0; i < out->stock.all_languages.count; i++) {
            const struct language *l = &out->stock.all_languages.list[i];
            bool kept;
            struct report_language line = line_of(out, program_words[p], l, &kept);
            for (size_t k = 0; k < family_count; k++)
                if (strcmp(families[k].language, l->tag) == 0 && strcmp(families[k].program, program_words[p]) == 0)
                    line.families = families[k].families;
            if (line.families == INT_NONE && !kept)
                continue;
            out->most = line.copies > out->most ? line.copies : out->most;
            out->most = line.families > out->most ? line.families : out->most;
            list = mem_grow(r->mem, list, n, sizeof *list);
            list[n++] = line;
        }
    for (size_t i = 0; i < n; i++)
        list[i].bar = bar_of(r->mem, list[i].copies, out->most);
    if (n > 1)
        qsort(list, n, sizeof *list, by_families);
    for (size_t i = 0; i < out->stock.count; i++)
        out->low += stock_is_low(&out->stock.list[i]);
    out->items = (struct rows){out->stock.list, out->stock.count};
    out->languages = (struct rows){list, n};
    out->school_year = year_text(r->mem, out->stock.year);
    return true;
}
