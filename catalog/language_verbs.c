#include "catalog/language_file.h"
#include "compliance/audit/intake.h"
#include "compliance/school/year.h"

#include <string.h>

/* ---- showing ---- */

struct shown {
    const char *language, *english, *own, *program, *year;
    long special_education, section_504, pupils;
    long families; /* of `program`: the figure that `language set` takes */
};
static const struct column columns[] = {
    {"language", "TAG", CELL_TEXT, offsetof(struct shown, language), 0, NULL},
    {"english", "LANGUAGE", CELL_TEXT, offsetof(struct shown, english), 0, NULL},
    {"own", "OWN NAME", CELL_TEXT, offsetof(struct shown, own), 0, NULL},
    {"special_education", "SPECIAL ED", CELL_INT, offsetof(struct shown, special_education), 0, NULL},
    {"section_504", "SECTION 504", CELL_INT, offsetof(struct shown, section_504), 0, NULL},
    {"pupils", "PUPILS", CELL_INT, offsetof(struct shown, pupils), 0, NULL},
    {"families", NULL, CELL_INT, offsetof(struct shown, families), 0, NULL},
    {"program", NULL, CELL_TEXT, offsetof(struct shown, program), 0, NULL},
    {"year", NULL, CELL_TEXT, offsetof(struct shown, year), 0, NULL},
};
static const struct shape shape = SHAPE(columns, shown);

static void add_figures(struct shown *row, const struct family *f) {
    if (strcmp(f->program, program_words[0]) == 0)
        row->special_education = f->families;
    else
        row->section_504 = f->families;
    if (strcmp(f->program, row->program) == 0)
        row->families = f->families;
    if (f->pupils != INT_NONE)
        row->pupils = f->pupils;
}

/* Answers with the languages and their figures of a year; with `tag`, with that one as an object. */
static bool answer_languages(struct req *r, int year, const char *program, const char *tag, struct answer *a,
                             struct err *e) {
    struct languages all;
    struct family *families;
    size_t count, n = 0;
    if (!languages_load(r, &all, e) || !families_load(r, year, &families, &count, e))
        return false;
    struct shown *rows = mem_alloc(r->mem, (all.count + 1) * sizeof *rows);
    for (size_t i = 0; i < all.count; i++) {
        const struct language *l = &all.list[i];
        if (tag && strcmp(l->tag, tag) != 0)
            continue;
        rows[n] = (struct shown){l->tag,   l->english, l->own,   program, year_text(r->mem, year),
                                 INT_NONE, INT_NONE,   INT_NONE, INT_NONE};
        for (size_t k = 0; k < count; k++)
            if (strcmp(families[k].language, l->tag) == 0)
                add_figures(&rows[n], &families[k]);
        n++;
    }
    if (tag)
        answer_one(a, &shape, rows);
    else
        answer_list(a, &shape, rows, n);
    a->text_only = tag != NULL;
    return true;
}

static const char *program_of(const struct fields *f) {
    const char *program = field_text(f, "program");
    return program ? program : program_words[0];
}

static int year_asked(const struct req *r, const struct fields *f) { return field_year(f, "year", year_of(r->today)); }

static bool language_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    int year = year_asked(r, f);
    a->text = mem_printf(r->mem, "Families with a pupil in the program, and enrolled pupils, by home language, %s.",
                         year_text(r->mem, year));
    answer_next(r, a,
                hint_new(r->mem, "Enter them", "language set", "language", hint_blank, "families", hint_blank, NULL));
    return answer_languages(r, year, program_of(f), NULL, a, e);
}

/* ---- changing ---- */

/* The figure that stays where none is given. */
static bool keep_pupils(struct req *r, int year, struct family *row, struct err *e) {
    struct family *families;
    size_t count;
    if (!families_load(r, year, &families, &count, e))
        return false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(families[i].language, row->language) == 0 && strcmp(families[i].program, row->program) == 0)
            row->pupils = families[i].pupils;
    return true;
}

static bool language_set(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct mem *m = r->mem;
    const long pupils = field_int(f, "pupils", INT_NONE);
    struct languages all;
    struct family row = {.program = program_of(f), .families = field_int(f, "families", INT_NONE), .pupils = pupils};
    struct trail t;
    int year = year_asked(r, f);
    const struct language *l;
    if (!languages_load(r, &all, e) || !language_choose(r, &all, fields_get(f, "language"), a, &l, e) ||
        !trail_begin(&t, r, e))
        return false;
    row.language = l->tag;
    const char *what =
        mem_printf(m, "%ld families with a pupil in %s, %s", row.families, row.program, year_text(m, year));
    if (pupils != INT_NONE)
        what = mem_printf(m, "%s; %ld enrolled pupils", what, pupils);
    bool ok = (pupils != INT_NONE || keep_pupils(r, year, &row, e)) && family_put(r, year, &row, e) &&
              (pupils == INT_NONE || family_agree(r, year, &row, e));
    if (!trail_end(&t, ok, "language set", l->tag, what, e))
        return false;
    a->text = mem_printf(m, "%s: %s.", l->english, what);
    return answer_languages(r, year, row.program, l->tag, a, e);
}

static bool language_add(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct languages all;
    struct trail t;
    struct language l = {fields_get(f, "tag"), fields_get(f, "english"), fields_get(f, "own")};
    if (!l.own)
        l.own = l.english;
    if (!languages_load(r, &all, e) || !language_check(r, &all, &l, e) || !trail_begin(&t, r, e))
        return false;
    bool ok = language_put(r, &l, e);
    if (!trail_end(&t, ok, "language add", l.tag, mem_printf(r->mem, "%s, %s", l.english, l.own), e))
        return false;
    a->text = mem_printf(r->mem, "%s added: %s.", l.tag, l.english);
    return answer_languages(r, year_of(r->today), program_words[0], l.tag, a, e);
}

/* ---- the table ---- */

static const struct param set_params[] = {
    {"language", PARAM_ARG, KIND_LANGUAGE, "LANGUAGE", "a tag (es) or an English name (Spanish)"},
    {"families", PARAM_ARG, KIND_INT, "FAMILIES", "families with a pupil in the program", NULL, 0, FAMILIES_MOST},
    {"program", PARAM_OPTION, KIND_TEXT, "PROGRAM", "special-education (default) or section-504", program_words},
    {"pupils", PARAM_OPTION, KIND_INT, "N", "enrolled pupils with this home language", NULL, 0, FAMILIES_MOST},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", "school year, like 2026-27 (default: the current one)"},
    {0},
};
static const struct param add_params[] = {
    {"tag", PARAM_ARG, KIND_TEXT, "TAG", "BCP 47 tag: hy, zh-Hant"},
    {"english", PARAM_NEEDED, KIND_TEXT, "NAME", "English name", .most = LANGUAGE_NAME_MOST},
    {"own", PARAM_OPTION, KIND_TEXT, "NAME", "name in the language itself", .most = LANGUAGE_NAME_MOST},
    {0},
};
static const struct param list_params[] = {
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", "school year, like 2026-27 (default: the current one)"},
    {"program", PARAM_OPTION, KIND_TEXT, "PROGRAM", "whose families a script gets (default: special-education)",
     program_words},
    {0},
};
static const struct verb verbs[] = {
    {"language", "set", "families with a pupil in the program, by home language", ACCESS_WRITE, 0, ROLES_OFFICE,
     language_set, set_params, &shape, EXAMPLE({"language", "Armenian"}, {"families", "31"}), "language list"},
    {"language", "list", "languages, families and pupils of a school year", ACCESS_READ, NOUN_ALONE, ROLES_ALL,
     language_list, list_params, &shape, NULL},
    {"language", "add", "another language", ACCESS_WRITE, 0, ROLES_OFFICE, language_add, add_params, &shape,
     EXAMPLE({"tag", "uk"}, {"english", "Ukrainian"}, {"own", "Українська"})},
    {"language", "import", "families by home language from a CSV file", ACCESS_WRITE, 0, ROLES_OFFICE, language_import,
     intake_params, &intake_shape, EXAMPLE({"file", "languages.csv"}, {"dry-run", "yes"})},
};
const struct verbs language_verbs = {verbs, sizeof verbs / sizeof *verbs};
