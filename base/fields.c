#include "base/fields.h"

#include "base/date.h"
#include "base/text.h"

#include <string.h>

void fields_add(struct fields *f, const char *name, const char *value) {
    f->list = mem_grow(f->mem, f->list, f->count, sizeof *f->list);
    f->list[f->count++] = (struct field){.name = name, .value = value};
}

const char *fields_nth(const struct fields *f, const char *name, size_t n) {
    for (size_t i = 0; i < f->count; i++)
        if (strcmp(f->list[i].name, name) == 0 && n-- == 0)
            return f->list[i].value;
    return NULL;
}

const char *fields_get(const struct fields *f, const char *name) { return fields_nth(f, name, 0); }

static const struct field *find(const struct fields *f, const char *name, size_t n) {
    for (size_t i = 0; i < f->count; i++)
        if (strcmp(f->list[i].name, name) == 0 && n-- == 0)
            return *f->list[i].value ? &f->list[i] : NULL;
    return NULL;
}

long field_int_nth(const struct fields *f, const char *name, size_t n, long absent) {
    const struct field *one = find(f, name, n);
    return one ? one->number : absent;
}

long field_int(const struct fields *f, const char *name, long absent) { return field_int_nth(f, name, 0, absent); }

int field_date(const struct fields *f, const char *name, int absent) { return (int)field_int(f, name, absent); }

int field_year(const struct fields *f, const char *name, int absent) { return (int)field_int(f, name, absent); }

const char *field_text(const struct fields *f, const char *name) {
    const char *text = fields_get(f, name);
    return text && text[strspn(text, " ")] ? text : NULL;
}

bool fields_has(const struct fields *f, const char *name) { return fields_get(f, name) != NULL; }

bool parse_text(struct mem *m, const char *name, const char *text, size_t most, struct err *e) {
    if (strlen(text) > most)
        return err_set(e, ERR_INPUT, name, "%s: \"%s\" is %zu bytes long; at most %zu are kept", name,
                       text_shown(m, text), strlen(text), most);
    if (!text_is_utf8(text))
        return err_set(e, ERR_INPUT, name, "%s: \"%s\" is not UTF-8 text; save or type it again as UTF-8", name,
                       text_shown(m, text));
    if (text_has_control(text))
        return err_set(e, ERR_INPUT, name, "%s: \"%s\" holds a control character; take it out", name,
                       text_shown(m, text));
    return true;
}

/* A guess at why a text is not a number: the slips that are usual at a keyboard. */
static const char *number_hint(const char *text) {
    if (*text == '-' || *text == '+')
        return " (write it without a sign)";
    if (strpbrk(text, "oO") && text[strspn(text, "0123456789oO")] == '\0')
        return " (a letter O?)";
    if (strpbrk(text, "lI") && text[strspn(text, "0123456789lI")] == '\0')
        return " (a letter l or I?)";
    if (text_is_shortened(text))
        return " (your spreadsheet shortened the number: format the column as text)";
    if (strpbrk(text, ".,"))
        return " (whole numbers only, without points or commas)";
    if (strpbrk(text, "eE"))
        return " (write it out in digits)";
    for (const char *s = text; *s; s++)
        if ((unsigned char)*s >= 0x80)
            return " (use the plain digits 0 to 9)";
    return "";
}

bool parse_int(struct mem *m, const char *name, const char *text, struct range range, long *value, struct err *e) {
    if (*text == '\0')
        return err_set(e, ERR_INPUT, name, "%s is empty; expected a number from %ld to %ld", name, range.least,
                       range.most);
    bool negative = range.least < 0 && *text == '-';
    const char *digits = negative ? text + 1 : text;
    if (*digits == '\0' || strspn(digits, "0123456789") != strlen(digits))
        return err_set(e, ERR_INPUT, name, "%s: \"%s\" is not a number%s", name, text_shown(m, text),
                       number_hint(text));
    long v = 0;
    for (const char *s = digits; *s; s++) {
        if (v > (LONG_MAX - 9) / 10) {
            v = LONG_MAX;
            break;
        }
        v = v * 10 + (*s - '0');
    }
    v = negative ? -v : v;
    if (v < range.least || v > range.most)
        return err_set(e, ERR_INPUT, name, "%s: %s is not from %ld to %ld", name, text_shown(m, text), range.least,
                       range.most);
    *value = v;
    return true;
}

bool parse_date(const struct fields *f, const char *name, const char *text, int *value, struct err *e) {
    if (date_parse(text, f->today, f->year_begin, value))
        return true;
    int y, mo, d;
    date_split(f->today, &y, &mo, &d);
    return err_set(e, ERR_INPUT, name, "%s: \"%s\" is not a date; write it like %04d-%02d-%02d or %d/%d", name,
                   text_shown(f->mem, text), y, mo, d, mo, d);
}

bool parse_file_date(const struct fields *f, const char *name, const char *text, int *value, struct err *e) {
    if (*text >= 'a' || *text == '+' || *text == '-')
        return err_set(e, ERR_INPUT, name, "%s: \"%s\" is not a date; write it like 2026-08-13 or 8/13/2026", name,
                       text_shown(f->mem, text));
    return parse_date(f, name, text, value, e);
}

bool fields_int(const struct fields *f, const char *name, struct range range, long absent, long *value, struct err *e) {
    const char *text = fields_get(f, name);
    *value = absent;
    return !text || !*text || parse_int(f->mem, name, text, range, value, e);
}

bool fields_date(const struct fields *f, const char *name, int absent, int *value, struct err *e) {
    const char *text = fields_get(f, name);
    *value = absent;
    return !text || !*text || parse_date(f, name, text, value, e);
}

bool fields_text(const struct fields *f, const char *name, size_t most_bytes, const char **value, struct err *e) {
    *value = fields_get(f, name);
    return !*value || parse_text(f->mem, name, *value, most_bytes, e);
}

/* What people say for a word of a list. A saying that could mean two words gets a hint beside the word instead of a
 * "did you mean": what comes by mail is paper. */
static const struct {
    const char *said, *word, *hint;
} sayings[] = {
    {"mail", "paper", "also by post"}, {"post", "paper", "also by post"}, {"letter", "paper", "also by post"},
    {"printed", "paper", NULL},        {"e-mail", "email", NULL},         {"link", "web", NULL},
    {"junior", "middle", NULL},        {"high", "senior", NULL},          {"504", "section-504", NULL},
    {"stolen", "lost", NULL},          {"missing", "lost", NULL},         {"broken", "damaged", NULL},
};

static bool has_word(const char *const *words, const char *word) {
    while (*words && strcmp(*words, word) != 0)
        words++;
    return *words != NULL;
}

static bool begins_nocase(struct mem *m, const char *word, const char *start) {
    size_t n = strlen(start);
    return strlen(word) >= n && text_same_nocase(mem_textn(m, word, n), start);
}

/* The words that begin with the text, joined by " or "; the last one in *one. */
static const char *beginnings(struct mem *m, const char *text, const char *const *words, const char **one,
                              size_t *count) {
    enum { SHORTEST = 3 };
    const char *all = "";
    *count = 0;
    for (; *words && strlen(text) >= SHORTEST; words++)
        if (begins_nocase(m, *words, text)) {
            all = mem_join(m, all, " or ", "%s", *words);
            *one = *words;
            ++*count;
        }
    return all;
}

bool parse_word(struct mem *m, const char *name, const char *text, const char *const *words, struct err *e) {
    const char *near = NULL, *hinted = NULL, *hint = NULL, *list = "", *one;
    size_t n = 0, begin;
    if (has_word(words, text))
        return true;
    for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++)
        if (text_same_nocase(sayings[i].said, text) && has_word(words, sayings[i].word)) {
            hint = sayings[i].hint;
            hinted = hint ? sayings[i].word : NULL;
            near = hint ? NULL : sayings[i].word;
        }
    for (; words[n]; n++)
        list = hinted && strcmp(words[n], hinted) == 0 ? mem_join(m, list, ", ", "%s (%s)", words[n], hint)
                                                       : mem_join(m, list, ", ", "%s", words[n]);
    const char *begun = beginnings(m, text, words, &one, &begin);
    if (!near && !hint)
        near = begin > 0 ? begun : text_nearest(text, words, n);
    return err_set(e, ERR_INPUT, name, "%s: \"%s\" is none of %s%s%s%s", name, text_shown(m, text), list,
                   near ? ". Did you mean " : "", near ? near : "", near ? "?" : "");
}

bool parse_typed_word(struct mem *m, const char *name, const char **text, const char *const *words, struct err *e) {
    const char *one = NULL;
    size_t begin;
    for (size_t i = 0; words[i]; i++)
        if (text_same_nocase(words[i], *text)) {
            *text = words[i];
            return true;
        }
    beginnings(m, *text, words, &one, &begin);
    if (begin == 1)
        *text = one;
    return begin == 1 || parse_word(m, name, *text, words, e);
}

bool check_past(const struct fields *f, const char *name, int date, struct err *e) {
    if (date > f->today)
        return err_set(e, ERR_INPUT, name, "%s: %s is in the future (today is %s)", name, date_iso(f->mem, date),
                       date_iso(f->mem, f->today));
    if (date < date_from(1990, 1, 1))
        return err_set(e, ERR_INPUT, name, "%s: %s is before 1990; check the year", name, date_iso(f->mem, date));
    return true;
}
