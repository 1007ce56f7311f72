#include "catalog/language.h"

#include "base/db.h"
#include "base/text.h"
#include "catalog/language_file.h"
#include "compliance/audit/trail.h"
#include "compliance/school/year.h"

#include <string.h>

static const struct language seeds[] = {
    {"en", "English", "English"}, {"es", "Spanish", "Español"}, {"hy", "Armenian", "Հայերեն"},
    {"zh", "Chinese", "中文"},    {"fa", "Farsi", "فارسی"},     {"fil", "Filipino", "Filipino"},
    {"ko", "Korean", "한국어"},   {"ru", "Russian", "Русский"}, {"vi", "Vietnamese", "Tiếng Việt"},
    {"ar", "Arabic", "العربية"},
};

const char *const program_words[] = {"special-education", "section-504", NULL};

bool program_check(struct mem *m, const char *word, struct err *e) {
    return parse_word(m, "program", word, program_words, e);
}

bool languages_load(struct req *r, struct languages *out, struct err *e) {
    *out = (struct languages){0};
    struct query *q = sql(r->db, "SELECT tag, english, own FROM language WHERE school = $1 ORDER BY english");
    sql_int(q, r->school);
    while (sql_row(q)) {
        out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
        out->list[out->count++] =
            (struct language){sql_get_text(q, 0, r->mem), sql_get_text(q, 1, r->mem), sql_get_text(q, 2, r->mem)};
    }
    return sql_end(q, e);
}

/* Other names of the languages above: what a school writes on its lists. */
static const struct {
    const char *name, *tag;
} other_names[] = {
    {"Mandarin", "zh"}, {"Cantonese", "zh"}, {"Tagalog", "fil"},   {"Pilipino", "fil"},
    {"Persian", "fa"},  {"Castilian", "es"}, {"Castellano", "es"}, {"Hayeren", "hy"},
};

const struct language *language_find(const struct languages *all, const char *word) {
    for (size_t i = 0; i < all->count; i++)
        if (text_same_nocase(all->list[i].tag, word))
            return &all->list[i];
    for (size_t i = 0; i < all->count; i++)
        if (text_same_nocase(all->list[i].english, word) || strcmp(all->list[i].own, word) == 0)
            return &all->list[i];
    return NULL;
}

static const struct language *by_other_name(const struct languages *all, const char *word) {
    for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++)
        if (text_same_nocase(other_names[i].name, word))
            return language_find(all, other_names[i].tag);
    return NULL;
}

bool language_unknown(struct mem *m, const struct languages *all, const char *word, struct err *e) {
    const char **names = mem_alloc(m, (all->count * 2 + 1) * sizeof *names);
    for (size_t i = 0; i < all->count; i++) {
        names[i] = all->list[i].tag;
        names[all->count + i] = all->list[i].english;
    }
    const struct language *other = by_other_name(all, word);
    const char *near = other ? other->english : strlen(word) > 3 ? text_nearest(word, names, all->count * 2) : NULL;
    return err_set(e, ERR_NOT_FOUND, "language",
                   "no language \"%s\"%s%s%s Add it: guidestock language add TAG --english NAME --own NAME",
                   text_shown(m, word), near ? "; did you mean " : ".", near ? near : "", near ? "?" : "");
}

bool language_choose(struct req *r, const struct languages *all, const char *word, struct answer *a,
                     const struct language **out, struct err *e) {
    *out = language_find(all, word);
    if (*out)
        return true;
    *out = by_other_name(all, word);
    if (!*out) {
        language_unknown(r->mem, all, word, e);
        return false;
    }
    answer_note(r, a, "%s is kept as %s (%s)", word, (*out)->english, (*out)->tag);
    return true;
}

bool language_name(struct req *r, const char *word, const char **name, struct err *e) {
    struct languages all;
    if (!languages_load(r, &all, e))
        return false;
    const struct language *l = language_find(&all, word);
    l = l ? l : by_other_name(&all, word);
    if (!l)
        return language_unknown(r->mem, &all, word, e);
    *name = l->english;
    return true;
}

bool language_put(struct req *r, const struct language *l, struct err *e) {
    struct query *q = sql(r->db, "INSERT INTO language (school, tag, english, own) VALUES ($1, $2, $3, $4)");
    sql_int(q, r->school);
    sql_text(q, l->tag);
    sql_text(q, l->english);
    sql_text(q, l->own);
    return sql_do(q, e);
}

bool languages_seed(struct req *r, struct err *e) {
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
        if (!language_put(r, &seeds[i], e))
            return false;
    return true;
}

bool families_load(struct req *r, int year, struct family **list, size_t *count, struct err *e) {
    *list = NULL;
    *count = 0;
    struct query *q = sql(r->db, "SELECT language, program, families, pupils FROM family "
                                 "WHERE school = $1 AND school_year = $2 ORDER BY language, program");
    sql_int(q, r->school);
    sql_int(q, year);
    while (sql_row(q)) {
        *list = mem_grow(r->mem, *list, *count, sizeof **list);
        (*list)[(*count)++] = (struct family){sql_get_text(q, 0, r->mem), sql_get_text(q, 1, r->mem), sql_get_int(q, 2),
                                              sql_get_int(q, 3)};
    }
    return sql_end(q, e);
}

/* Enrolled pupils are a figure of the language, not of a program: the rows of a language agree. */
static bool agree_on_pupils(struct req *r, int year, const struct family *f, struct err *e) {
    struct query *q = sql(r->db, "UPDATE family SET pupils = $1 WHERE school = $2 AND school_year = $3 AND "
                                 "language = $4 AND pupils IS NOT NULL AND pupils <> $1");
    sql_int(q, f->pupils);
    sql_int(q, r->school);
    sql_int(q, year);
    sql_text(q, f->language);
    return sql_do(q, e);
}

bool family_store(struct req *r, int year, const struct family *f, struct err *e) {
    struct query *q = sql(r->db, "INSERT INTO family (school, school_year, language, program, families, pupils) "
                                 "VALUES ($1, $2, $3, $4, $5, $6) "
                                 "ON CONFLICT (school, school_year, language, program) DO UPDATE "
                                 "SET families = excluded.families, pupils = coalesce(excluded.pupils, family.pupils)");
    sql_int(q, r->school);
    sql_int(q, year);
    sql_text(q, f->language);
    sql_text(q, f->program);
    sql_int(q, f->families);
    sql_int(q, f->pupils);
    return sql_do(q, e) && (f->pupils == INT_NONE || agree_on_pupils(r, year, f, e));
}

static bool is_tag(const char *tag) {
    size_t n = strlen(tag);
    return n >= 2 && n <= 20 && tag[0] != '-' && tag[n - 1] != '-' &&
           strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == n;
}

bool language_check(struct req *r, const struct languages *all, const struct language *l, struct err *e) {
    if (!is_tag(l->tag))
        return err_set(e, ERR_INPUT, "tag", "tag: \"%s\" is no language tag; write it like hy or zh-Hant",
                       text_shown(r->mem, l->tag));
    if (!*l->english || !*l->own)
        return err_set(e, ERR_INPUT, "english", "the language needs a name: --english NAME");
    if (!parse_text(r->mem, "english", l->english, 100, e) || !parse_text(r->mem, "own", l->own, 100, e))
        return false;
    if (language_find(all, l->tag) || language_find(all, l->english))
        return err_set(e, ERR_CONFLICT, "tag", "there is a language %s (%s) already", l->tag, l->english);
    return true;
}

/* ---- verbs ---- */

static bool language_set(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct languages all;
    struct family row = {.program = fields_get(f, "program")};
    struct trail t;
    int year;
    const char *word = fields_get(f, "language");
    const struct language *l;
    if (!row.program)
        row.program = program_words[0];
    if (!year_field(f, &year, e) || !program_check(r->mem, row.program, e) ||
        !parse_int(r->mem, "families", fields_get(f, "families"), (struct range){0, 1000000}, &row.families, e) ||
        !fields_int(f, "pupils", (struct range){0, 1000000}, INT_NONE, &row.pupils, e) || !languages_load(r, &all, e) ||
        !language_choose(r, &all, word, a, &l, e))
        return false;
    row.language = l->tag;
    if (!trail_begin(&t, r, e))
        return false;
    const char *what =
        mem_printf(r->mem, "%ld families with a pupil in %s, %s", row.families, row.program, year_text(r->mem, year));
    if (row.pupils != INT_NONE)
        what = mem_printf(r->mem, "%s; %ld enrolled pupils", what, row.pupils);
    bool ok = family_store(r, year, &row, e);
    if (!trail_end(&t, ok, "language set", l->tag, what, e))
        return false;
    a->text = mem_printf(r->mem, "%s: %s.", l->english, what);
    return true;
}

static bool language_add(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct languages all;
    struct trail t;
    struct language l = {fields_get(f, "tag"), fields_get(f, "english"), fields_get(f, "own")};
    if (!l.own)
        l.own = l.english;
    if (!languages_load(r, &all, e) || !language_check(r, &all, &l, e))
        return false;
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = language_put(r, &l, e);
    if (!trail_end(&t, ok, "language add", l.tag, mem_printf(r->mem, "%s, %s", l.english, l.own), e))
        return false;
    a->text = mem_printf(r->mem, "%s added: %s.", l.tag, l.english);
    return true;
}

struct shown {
    const char *language, *english, *own;
    long special_education, section_504, pupils;
};
static const struct column columns[] = {
    {"language", "TAG", CELL_TEXT, offsetof(struct shown, language), 0, NULL},
    {"english", "LANGUAGE", CELL_TEXT, offsetof(struct shown, english), 0, NULL},
    {"own", "OWN NAME", CELL_TEXT, offsetof(struct shown, own), 0, NULL},
    {"special_education", "SPECIAL ED", CELL_INT, offsetof(struct shown, special_education), 0, NULL},
    {"section_504", "SECTION 504", CELL_INT, offsetof(struct shown, section_504), 0, NULL},
    {"pupils", "PUPILS", CELL_INT, offsetof(struct shown, pupils), 0, NULL},
};
static const struct shape shape = SHAPE(columns, shown);

static bool language_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct languages all;
    struct family *families;
    size_t count;
    int year;
    if (!year_field(f, &year, e) || !languages_load(r, &all, e) || !families_load(r, year, &families, &count, e))
        return false;
    struct shown *rows = mem_alloc(r->mem, (all.count + 1) * sizeof *rows);
    for (size_t i = 0; i < all.count; i++) {
        const struct language *l = &all.list[i];
        rows[i] = (struct shown){l->tag, l->english, l->own, INT_NONE, INT_NONE, INT_NONE};
        for (size_t k = 0; k < count; k++) {
            if (strcmp(families[k].language, l->tag) != 0)
                continue;
            if (strcmp(families[k].program, program_words[0]) == 0)
                rows[i].special_education = families[k].families;
            else
                rows[i].section_504 = families[k].families;
            if (families[k].pupils != INT_NONE)
                rows[i].pupils = families[k].pupils;
        }
    }
    answer_list(a, &shape, rows, all.count);
    a->text = mem_printf(r->mem,
                         "Families with a pupil in the program, and enrolled pupils, by home language, %s.\n"
                         "Enter them: guidestock language set LANGUAGE FAMILIES",
                         year_text(r->mem, year));
    return true;
}

static const struct param set_params[] = {
    {"language", PARAM_ARG, KIND_LANGUAGE, "LANGUAGE", "a tag (es) or an English name (Spanish)", NULL},
    {"families", PARAM_ARG, KIND_INT, "FAMILIES", "families with a pupil in the program", NULL},
    {"program", PARAM_OPTION, KIND_TEXT, "PROGRAM", "special-education (default) or section-504", program_words},
    {"pupils", PARAM_OPTION, KIND_INT, "N", "enrolled pupils with this home language", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "school year, like 2026-27 (default: the current one)", NULL},
    {0},
};
static const struct param add_params[] = {
    {"tag", PARAM_ARG, KIND_TEXT, "TAG", "BCP 47 tag: hy, zh-Hant", NULL},
    {"english", PARAM_NEEDED, KIND_TEXT, "NAME", "English name", NULL},
    {"own", PARAM_OPTION, KIND_TEXT, "NAME", "name in the language itself", NULL},
    {0},
};
static const struct param list_params[] = {
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "school year, like 2026-27 (default: the current one)", NULL},
    {0},
};

static const struct param import_params[] = {
    {"file", PARAM_ARG, KIND_FILE, "FILE", "CSV: language,program,families,pupils,school_year", NULL},
    {"dry-run", PARAM_FLAG, KIND_TEXT, NULL, "say what would change and store nothing", NULL},
    {"skip-bad", PARAM_FLAG, KIND_TEXT, NULL, "store the good rows; the refused ones go to a file beside", NULL},
    {0},
};

static const struct verb verbs[] = {
    {"language", "set", "families with a pupil in the program, by home language", ACCESS_WRITE, 0, ROLES_OFFICE,
     language_set, set_params, NULL, EXAMPLE({"language", "Armenian"}, {"families", "31"})},
    {"language", "list", "languages, families and pupils of a school year", ACCESS_READ, NOUN_ALONE, ROLES_ALL,
     language_list, list_params, &shape, NULL},
    {"language", "add", "another language", ACCESS_WRITE, 0, ROLES_OFFICE, language_add, add_params, NULL,
     EXAMPLE({"tag", "uk"}, {"english", "Ukrainian"}, {"own", "Українська"})},
    {"language", "import", "families by home language from a CSV file", ACCESS_WRITE, 0, ROLES_OFFICE, language_import,
     import_params, NULL, EXAMPLE({"file", "languages.csv"}, {"dry-run", "yes"})},
};
const struct verbs language_verbs = {verbs, sizeof verbs / sizeof *verbs};
