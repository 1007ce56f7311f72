#include "catalog/language.h"

#include "base/db.h"
#include "base/text.h"

#include <string.h>

static const struct language seeds[] = {
    {"en", "English", "English"}, {"es", "Spanish", "Español"}, {"hy", "Armenian", "Հայերեն"},
    {"zh", "Chinese", "中文"},    {"fa", "Farsi", "فارسی"},     {"fil", "Filipino", "Filipino"},
    {"ko", "Korean", "한국어"},   {"ru", "Russian", "Русский"}, {"vi", "Vietnamese", "Tiếng Việt"},
    {"ar", "Arabic", "العربية"},
};

const char *const program_words[] = {"special-education", "section-504", NULL};

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

/* Other names of these languages, as schools write them on their lists. */
static const struct {
    const char *name, *tag;
} other_names[] = {
    {"Mandarin", "zh"}, {"Cantonese", "zh"}, {"Tagalog", "fil"},   {"Pilipino", "fil"},
    {"Persian", "fa"},  {"Castilian", "es"}, {"Castellano", "es"}, {"Hayeren", "hy"},
};

bool language_among(const char *const *tags, const char *tag) {
    while (tag && *tags && strcmp(*tags, tag) != 0)
        tags++;
    return !tag || *tags;
}

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
    const struct hint *add = hint_new(m, "If it is another language", "language add", "tag", hint_blank, "english",
                                      hint_blank, "own", hint_blank, NULL);
    return err_hinted(e, add, ERR_NOT_FOUND, "language", "no language \"%s\"%s%s%s", text_shown(m, word),
                      near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
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

bool family_put(struct req *r, int year, const struct family *f, struct err *e) {
    struct query *q = sql(r->db, "INSERT INTO family (school, school_year, language, program, families, pupils) "
                                 "VALUES ($1, $2, $3, $4, $5, $6) "
                                 "ON CONFLICT (school, school_year, language, program) DO UPDATE "
                                 "SET families = excluded.families, pupils = excluded.pupils");
    sql_int(q, r->school);
    sql_int(q, year);
    sql_text(q, f->language);
    sql_text(q, f->program);
    sql_int(q, f->families);
    sql_int(q, f->pupils);
    return sql_do(q, e);
}

bool family_agree(struct req *r, int year, const struct family *f, struct err *e) {
    struct query *q = sql(r->db, "UPDATE family SET pupils = $1 WHERE school = $2 AND school_year = $3 AND "
                                 "language = $4 AND pupils IS NOT NULL AND pupils <> $1");
    sql_int(q, f->pupils);
    sql_int(q, r->school);
    sql_int(q, year);
    sql_text(q, f->language);
    return sql_do(q, e);
}

static bool is_tag(const char *tag) {
    size_t n = strlen(tag);
    return n >= 2 && n <= 20 && tag[0] != '-' && tag[n - 1] != '-' &&
           strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == n;
}

bool language_check(struct req *r, const struct languages *all, const struct language *l, struct err *e) {
    if (!is_tag(l->tag))
        return err_set(e, ERR_INPUT, "tag", "tag: \"%s\" is not a language tag; write it like hy or zh-Hant",
                       text_shown(r->mem, l->tag));
    if (!*l->english || !*l->own)
        return err_set(e, ERR_INPUT, *l->english ? "own" : "english", "%s is empty: the language needs a name",
                       *l->english ? "own" : "english");
    if (language_find(all, l->tag) || language_find(all, l->english))
        return err_set(e, ERR_CONFLICT, "tag", "a language %s (%s) exists already", l->tag, l->english);
    return true;
}
