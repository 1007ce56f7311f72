#include "compliance/school/school.h"

#include "base/db.h"
#include "base/text.h"
#include "compliance/audit/trail.h"

#include <stdlib.h>
#include <string.h>

/* One row per setting. `pattern`: 9 a digit, * one or more letters or digits,
 * the rest itself; what differs is taken, with a warning (domain.md section 3). */
static const struct {
    const char *key, *what, *value; /* value: the default; NULL: none */
    const char *pattern;
    struct range range; /* of a number; most 0: a text */
    bool on_paper;      /* required on the requisition */
} table[SETTINGS] = {
    [SETTING_REGION_LABEL] = {"region_label", "what the district calls its regions", "Region", NULL, {0, 0}, false},
    [SETTING_REGION] = {"region", "the region or local district", NULL, NULL, {0, 0}, true},
    [SETTING_SHIP_TO] = {"ship_to", "where the warehouse delivers", NULL, NULL, {0, 0}, false},
    [SETTING_ATTENTION] = {"attention", "for whose attention", NULL, NULL, {0, 0}, false},
    [SETTING_REQUESTER] = {"requester", "who requests: name", NULL, NULL, {0, 0}, true},
    [SETTING_REQUESTER_TITLE] = {"requester_title", "who requests: title", NULL, NULL, {0, 0}, true},
    [SETTING_PHONE] = {"phone", "telephone of the requester", NULL, NULL, {0, 0}, true},
    [SETTING_EMAIL] = {"email", "e-mail of the requester", NULL, NULL, {0, 0}, true},
    [SETTING_PURPOSE] = {"purpose", "purpose of orders", NULL, NULL, {0, 0}, false},
    [SETTING_PRIORITY] = {"priority", "regular, same day, overnight or will-call", "regular", NULL, {0, 0}, false},
    [SETTING_FUND] = {"fund", "fund, like 010-0000", NULL, "999-9999", {0, 0}, false},
    [SETTING_FUNCTIONAL_AREA] =
        {"functional_area", "functional area, like 1110-1000-13027", NULL, "9999-9999-*", {0, 0}, false},
    [SETTING_COMMITMENT_ITEM] =
        {"commitment_item", "commitment item or G/L account, six digits", NULL, "999999", {0, 0}, false},
    [SETTING_COST_CENTER] = {"cost_center", "cost center, seven digits", NULL, "9999999", {0, 0}, false},
    [SETTING_LEAD] = {"lead", "school days from sending to delivery", "20", NULL, {0, 366}, false},
    [SETTING_SAFETY] = {"safety", "school days kept in reserve", "10", NULL, {0, 366}, false},
    [SETTING_REVIEW] = {"review", "school days between two orders", "20", NULL, {0, 366}, false},
    [SETTING_SPARE] = {"spare", "percent on top of what families need", "10", NULL, {0, 1000}, false},
    [SETTING_SCHOOL_DAYS] = {"school_days", "school days a year", "180", NULL, {1, 366}, false},
    [SETTING_FLOOR] =
        {"floor", "copies never to fall below: English, Spanish, bilingual", "10", NULL, {0, 1000000}, false},
    [SETTING_COPIES_PER_FAMILY] = {"copies_per_family", "copies per family and year", "1", NULL, {0, 100}, false},
    [SETTING_CLOSED_TO_ORDERING] =
        {"closed_to_ordering", "days without ordering, like 2027-06-15..2027-07-10", NULL, NULL, {0, 0}, false},
    /* REF-5640.9, September 2022: a contact, so the school may mend it (domain.md, section 8) */
    [SETTING_DOWNLOAD_PAGE] = {"download_page",
                               "where guides are downloaded for printing (default: as of September 2022)",
                               "achieve.lausd.net/spedBrochures",
                               NULL,
                               {0, 0},
                               false},
    /* the law gives no number (34 CFR 104.35), and how long cases are kept is the district's to say */
    [SETTING_TARGET_504] =
        {"target_504", "days to answer a Section 504 referral: a local target, not law", NULL, NULL, {1, 365}, false},
    [SETTING_KEEP_CASES] = {"keep_cases",
                            "years that what is said of a closed case is kept before it is purged",
                            NULL,
                            NULL,
                            {1, 100},
                            false},
};

const char *const priority_words[] = {"regular", "same day", "overnight", "will-call", NULL};
static const char *const levels[] = {"elementary", "middle", "senior", "span", NULL};

static bool is_number(enum setting s) { return table[s].range.most != 0; }

bool school_load(struct req *r, struct school *out, struct err *e) {
    struct query *q = sql(r->db, "SELECT id, code, name, level FROM school WHERE id = $1");
    sql_int(q, r->school);
    bool found = sql_row(q);
    *out = (struct school){0};
    if (found)
        *out = (struct school){sql_get_int(q, 0), sql_get_text(q, 1, r->mem), sql_get_text(q, 2, r->mem),
                               sql_get_text(q, 3, r->mem)};
    if (!sql_end(q, e))
        return false;
    return found || err_set(e, ERR_DAMAGED, "school", "this file has lost its school; restore the last backup");
}

static int find_setting(const char *key) {
    for (int s = 0; s < SETTINGS; s++)
        if (strcmp(table[s].key, key) == 0)
            return s;
    return -1;
}

bool school_settings(struct req *r, struct settings *out, struct err *e) {
    for (int s = 0; s < SETTINGS; s++)
        out->text[s] = table[s].value;
    struct query *q = sql(r->db, "SELECT key, value FROM setting WHERE school = $1");
    sql_int(q, r->school);
    while (sql_row(q)) {
        int s = find_setting(sql_peek_text(q, 0));
        if (s >= 0)
            out->text[s] = sql_get_text(q, 1, r->mem);
    }
    for (int s = 0; s < SETTINGS; s++)
        out->number[s] = is_number((enum setting)s) && out->text[s] ? strtol(out->text[s], NULL, 10) : INT_NONE;
    return sql_end(q, e);
}

/* Why none was chosen: the file's schools by code. */
static bool none_chosen(struct req *r, const char *code, struct err *e) {
    struct query *q = sql(r->db, "SELECT code FROM school ORDER BY code");
    const char *codes = "";
    long count = 0;
    for (; sql_row(q); count++)
        codes = mem_join(r->mem, codes, ", ", "%s", sql_peek_text(q, 0));
    if (!sql_end(q, e))
        return false;
    if (count == 0)
        return err_set(e, ERR_DAMAGED, "school", "this file has no school any more; restore the last backup");
    if (code)
        return err_set(e, ERR_NOT_FOUND, "school", "no school %s in this file; there is %s", text_shown(r->mem, code),
                       codes);
    return err_set(e, ERR_INPUT, "school", "this file has %ld schools (%s); say which", count, codes);
}

bool school_choose(struct req *r, const char *code, struct err *e) {
    struct query *q = sql(r->db, "SELECT id FROM school WHERE $1 IS NULL OR code = $1 LIMIT 2");
    sql_text(q, code);
    long chosen = sql_row(q) ? sql_get_int(q, 0) : 0;
    bool several = chosen != 0 && sql_row(q);
    if (!sql_end(q, e))
        return false;
    if (chosen == 0 || several)
        return none_chosen(r, code, e);
    r->school = chosen;
    return true;
}

void school_note_missing(struct req *r, const struct settings *s, struct answer *a) {
    const char *keys = "";
    for (int i = 0; i < SETTINGS; i++)
        if (table[i].on_paper && !s->text[i])
            keys = mem_printf(r->mem, "%s %s=\"...\"", keys, table[i].key);
    if (*keys)
        answer_note(r, a, "on paper these are dotted blanks until they are set: guidestock school set%s", keys);
}

/* ---- making and setting ---- */

static bool is_four_characters(const char *code) {
    return strlen(code) == 4 && strspn(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == 4;
}

static bool check_level(struct mem *m, const char *level, struct err *e) {
    return parse_word(m, "level", level, levels, e);
}

static bool check_name(struct mem *m, const char *field, const char *name, struct err *e) {
    if (!*name)
        return err_set(e, ERR_INPUT, field, "%s is empty", field);
    return parse_text(m, field, name, 200, e);
}

static bool check_code(struct req *r, struct answer *a, const char *code, struct err *e) {
    if (!check_name(r->mem, "code", code, e))
        return false;
    if (strlen(code) > 20 || strchr(code, ' '))
        return err_set(e, ERR_INPUT, "code", "code: \"%s\" is no location code", text_shown(r->mem, code));
    size_t n = strlen(code);
    if (n < 4 && strspn(code, "0123456789") == n)
        answer_note(r, a,
                    "a location code has four characters; did you mean %.*s%s? Change it now: guidestock school set "
                    "code=%.*s%s",
                    (int)(4 - n), "000", code, (int)(4 - n), "000", code);
    else if (!is_four_characters(code))
        answer_note(r, a,
                    "a location code has four characters, leading zeros kept; %s was taken as it is. If it is "
                    "mistyped, change it now: guidestock school set code=CODE",
                    code);
    return true;
}

static bool code_is_taken(struct req *r, const char *code, bool *taken, struct err *e) {
    struct query *q = sql(r->db, "SELECT count(*) FROM school WHERE code = $1");
    sql_text(q, code);
    *taken = sql_row(q) && sql_get_int(q, 0) > 0;
    return sql_end(q, e);
}

/* Papers and backups bear the code: it is changed only while there is nothing but the school. Rows of the chain that
 * are none of the trail are movements and the like. */
static bool only_made(struct req *r, bool *only, struct err *e) {
    struct query *q = sql(r->db, "SELECT coalesce(max(id), 0) = count(*), count(CASE WHEN action IN ('init', "
                                 "'school add', 'school set', 'calendar import') THEN 1 END) = count(*) FROM trail "
                                 "WHERE school = $1");
    sql_int(q, r->school);
    *only = sql_row(q) && sql_get_int(q, 0) == 1 && sql_get_int(q, 1) == 1;
    return sql_end(q, e);
}

static bool set_code(struct req *r, struct answer *a, const char *code, struct err *e) {
    bool only, taken;
    if (!check_code(r, a, code, e) || !only_made(r, &only, e) || !code_is_taken(r, code, &taken, e))
        return false;
    if (!only)
        return err_set(e, ERR_RULE, "code",
                       "the code stays as it is: papers and backups bear it, and more than the school and its calendar "
                       "is recorded. With another code, begin another file: guidestock init --db FILE --code %s ...",
                       code);
    if (taken)
        return err_set(e, ERR_CONFLICT, "code", "there is a school %s in this file already", code);
    struct query *q = sql(r->db, "UPDATE school SET code = $1 WHERE id = $2");
    sql_text(q, code);
    sql_int(q, r->school);
    return sql_do(q, e);
}

bool school_add(struct req *r, const struct fields *f, struct answer *a, long *id, struct err *e) {
    const char *name = fields_get(f, "name"), *code = fields_get(f, "code"), *level = fields_get(f, "level");
    if (!check_name(r->mem, "name", name, e) || !check_code(r, a, code, e) || !check_level(r->mem, level, e))
        return false;
    struct query *q = sql(r->db, "SELECT coalesce(max(id), 0) + 1 FROM school");
    bool taken;
    *id = sql_row(q) ? sql_get_int(q, 0) : 0;
    if (!sql_end(q, e) || !code_is_taken(r, code, &taken, e))
        return false;
    if (taken)
        return err_set(e, ERR_CONFLICT, "code", "there is a school %s in this file already", code);
    q = sql(r->db, "INSERT INTO school (id, code, name, level) VALUES ($1, $2, $3, $4)");
    sql_int(q, *id);
    sql_text(q, code);
    sql_text(q, name);
    sql_text(q, level);
    return sql_do(q, e);
}

static bool fits(const char *pattern, const char *value) {
    for (; *pattern; pattern++) {
        if (*pattern == '*') {
            size_t n = strspn(value, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
            if (n == 0)
                return false;
            value += n;
        } else if (*pattern == '9' ? (*value < '0' || *value > '9') : *value != *pattern) {
            return false;
        } else {
            value++;
        }
    }
    return *value == '\0';
}

bool school_is_closed_to_ordering(const char *ranges, int date, int *until) {
    char text[24];
    for (const char *s = ranges; s && *s; s += strcspn(s, ","), s += *s == ',') {
        size_t n = strcspn(s, ",");
        int from, to;
        if (n >= sizeof text)
            return false;
        memcpy(text, s, n);
        text[n] = '\0';
        char *dots = strstr(text, "..");
        if (!dots)
            return false;
        *dots = '\0';
        if (date_parse_iso(text, &from) && date_parse_iso(dots + 2, &to) && date >= from && date <= to) {
            *until = to;
            return true;
        }
    }
    return false;
}

/* FROM..TO, several separated by commas. */
static bool check_ranges(struct mem *m, const char *value, struct err *e) {
    for (const char *s = value; *s; s += strcspn(s, ","), s += *s == ',') {
        size_t n = strcspn(s, ",");
        char *text = mem_textn(m, s, n), *dots = strstr(text, "..");
        int from, to;
        if (dots)
            *dots = '\0';
        if (!dots || !date_parse_iso(text, &from) || !date_parse_iso(dots + 2, &to) || from > to)
            return err_set(e, ERR_INPUT, "closed_to_ordering",
                           "closed_to_ordering: \"%s\" is none; write it like 2027-06-15..2027-07-10, several "
                           "separated by commas",
                           text_shown(m, value));
    }
    return true;
}

static bool check_setting(struct req *r, struct answer *a, enum setting s, const char *value, struct err *e) {
    const char *key = table[s].key;
    long n;
    if (is_number(s))
        return parse_int(r->mem, key, value, table[s].range, &n, e);
    if (!parse_text(r->mem, key, value, 200, e))
        return false;
    if (s == SETTING_CLOSED_TO_ORDERING)
        return check_ranges(r->mem, value, e);
    if (s == SETTING_PRIORITY)
        return parse_word(r->mem, key, value, priority_words, e);
    if (s == SETTING_EMAIL && !strchr(value, '@'))
        answer_note(r, a, "email: \"%s\" has no @; it was taken as it is", value);
    if (table[s].pattern && !fits(table[s].pattern, value))
        answer_note(r, a, "%s: \"%s\" does not look like %s; it was taken as it is", key, value, table[s].what);
    return true;
}

static bool store_setting(struct req *r, const char *key, const char *value, struct err *e) {
    struct query *q;
    if (*value) {
        q = sql(r->db, "INSERT INTO setting (school, key, value) VALUES ($1, $2, $3) "
                       "ON CONFLICT (school, key) DO UPDATE SET value = excluded.value");
    } else {
        q = sql(r->db, "DELETE FROM setting WHERE school = $1 AND key = $2");
    }
    sql_int(q, r->school);
    sql_text(q, key);
    if (*value)
        sql_text(q, value);
    return sql_do(q, e);
}

/* name and level stand in the school's own row. */
static bool set_own(struct req *r, const struct field *f, struct err *e) {
    const char *value = f->value;
    bool name = strcmp(f->name, "name") == 0;
    if (name ? !check_name(r->mem, "name", value, e) : !parse_typed_word(r->mem, "level", &value, levels, e))
        return false;
    struct query *q = name ? sql(r->db, "UPDATE school SET name = $1 WHERE id = $2")
                           : sql(r->db, "UPDATE school SET level = $1 WHERE id = $2");
    sql_text(q, value);
    sql_int(q, r->school);
    return sql_do(q, e);
}

static bool set_one(struct req *r, struct answer *a, const struct field *f, struct err *e) {
    if (strcmp(f->name, "code") == 0)
        return set_code(r, a, f->value, e);
    if (strcmp(f->name, "name") == 0 || strcmp(f->name, "level") == 0)
        return set_own(r, f, e);
    int s = find_setting(f->name);
    if (s < 0) {
        const char *keys[SETTINGS];
        for (int i = 0; i < SETTINGS; i++)
            keys[i] = table[i].key;
        const char *near = text_nearest(f->name, keys, SETTINGS);
        return err_set(e, ERR_INPUT, "key", "no setting \"%s\"%s%s%s; `guidestock school show` lists them",
                       text_shown(r->mem, f->name), near ? ". Did you mean " : "", near ? near : "", near ? "?" : "");
    }
    return (!*f->value || check_setting(r, a, (enum setting)s, f->value, e)) && store_setting(r, f->name, f->value, e);
}

static bool school_set(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct school school = {0};
    struct trail t;
    const char *what = "";
    if (f->count == 0)
        return err_set(e, ERR_INPUT, "key", "nothing to set; write KEY=VALUE, like phone=\"(555) 010-0142\"");
    if (!school_load(r, &school, e) || !trail_begin(&t, r, e))
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < f->count; i++) {
        ok = set_one(r, a, &f->list[i], e);
        what = mem_join(r->mem, what, "; ", "%s=%s", f->list[i].name, f->list[i].value);
    }
    if (!trail_end(&t, ok, "school set", school.code, what, e))
        return false;
    a->text = mem_printf(r->mem, "Set: %s", what);
    return true;
}

/* ---- showing ---- */

struct shown_setting {
    const char *key, *value, *what;
};
static const struct column setting_columns[] = {
    {"key", "KEY", CELL_TEXT, offsetof(struct shown_setting, key), 0, NULL},
    {"value", "VALUE", CELL_TEXT, offsetof(struct shown_setting, value), COLUMN_WRAP, NULL},
    {"what", "WHAT", CELL_TEXT, offsetof(struct shown_setting, what), COLUMN_WRAP, NULL},
};
static const struct shape setting_shape = SHAPE(setting_columns, shown_setting);

struct shown_school {
    const char *code, *name, *level;
    struct rows settings;
};
static const struct column school_columns[] = {
    {"code", "CODE", CELL_TEXT, offsetof(struct shown_school, code), 0, NULL},
    {"name", "NAME", CELL_TEXT, offsetof(struct shown_school, name), COLUMN_WRAP, NULL},
    {"level", "LEVEL", CELL_TEXT, offsetof(struct shown_school, level), 0, NULL},
};
static const struct shape school_shape = SHAPE(school_columns, shown_school);
static const struct column whole_columns[] = {
    {"code", "CODE", CELL_TEXT, offsetof(struct shown_school, code), 0, NULL},
    {"name", "NAME", CELL_TEXT, offsetof(struct shown_school, name), 0, NULL},
    {"level", "LEVEL", CELL_TEXT, offsetof(struct shown_school, level), 0, NULL},
    {"settings", "SETTINGS", CELL_ROWS, offsetof(struct shown_school, settings), 0, &setting_shape},
};
static const struct shape whole_shape = SHAPE(whole_columns, shown_school);

static bool school_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct school school;
    struct settings settings;
    (void)f;
    if (!school_load(r, &school, e) || !school_settings(r, &settings, e))
        return false;
    struct shown_setting *rows = mem_alloc(r->mem, SETTINGS * sizeof *rows);
    for (int s = 0; s < SETTINGS; s++)
        rows[s] = (struct shown_setting){table[s].key, settings.text[s], table[s].what};
    struct shown_school *one = mem_alloc(r->mem, sizeof *one);
    *one = (struct shown_school){school.code, school.name, school.level, {rows, SETTINGS}};
    answer_one(a, &whole_shape, one);
    a->text = "Change one: guidestock school set KEY=VALUE (KEY= takes a value away)";
    return true;
}

static bool school_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct shown_school *rows = NULL;
    size_t n = 0;
    (void)f;
    struct query *q = sql(r->db, "SELECT code, name, level FROM school ORDER BY code");
    while (sql_row(q)) {
        rows = mem_grow(r->mem, rows, n, sizeof *rows);
        rows[n++] = (struct shown_school){.code = sql_get_text(q, 0, r->mem),
                                          .name = sql_get_text(q, 1, r->mem),
                                          .level = sql_get_text(q, 2, r->mem)};
    }
    answer_list(a, &school_shape, rows, n);
    return sql_end(q, e);
}

static const struct param no_params[] = {{0}};
static const struct param set_params[] = {
    {"key", PARAM_SET, KIND_TEXT, "KEY=VALUE", "a setting; KEY= alone takes it away", NULL},
    {0},
};

static const struct verb verbs[] = {
    {"school", "show", "the school and its settings", ACCESS_READ, NOUN_ALONE, ROLES_ALL, school_show, no_params,
     &whole_shape, NULL},
    {"school", "set", "change settings: ship-to, requester, accounting, lead time", ACCESS_WRITE, 0, ROLES_OFFICE,
     school_set, set_params, NULL, EXAMPLE({"requester", "A. Reyes"}, {"phone", "(555) 010-0142"})},
    {"school", "list", "the schools in this file", ACCESS_READ, ANY_SCHOOL, ROLES_ALL, school_list, no_params,
     &school_shape, NULL},
};
const struct verbs school_verbs = {verbs, sizeof verbs / sizeof *verbs};
