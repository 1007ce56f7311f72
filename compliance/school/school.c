#include "compliance/school/school.h"

#include "base/db.h"
#include "base/text.h"
#include "compliance/audit/trail.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MOST = 200 };

/* What `school set` takes: the settings, and what stands in the school's own row. */
enum { KEY_CODE = SETTINGS, KEY_NAME, KEY_LEVEL, KEYS };
static const char *const keys[KEYS + 1] = {
    [SETTING_REGION_LABEL] = "region_label",
    [SETTING_REGION] = "region",
    [SETTING_SHIP_TO] = "ship_to",
    [SETTING_ATTENTION] = "attention",
    [SETTING_REQUESTER] = "requester",
    [SETTING_REQUESTER_TITLE] = "requester_title",
    [SETTING_PHONE] = "phone",
    [SETTING_EMAIL] = "email",
    [SETTING_PURPOSE] = "purpose",
    [SETTING_PRIORITY] = "priority",
    [SETTING_FUND] = "fund",
    [SETTING_FUNCTIONAL_AREA] = "functional_area",
    [SETTING_COMMITMENT_ITEM] = "commitment_item",
    [SETTING_COST_CENTER] = "cost_center",
    [SETTING_LEAD] = "lead",
    [SETTING_SAFETY] = "safety",
    [SETTING_REVIEW] = "review",
    [SETTING_SPARE] = "spare",
    [SETTING_SCHOOL_DAYS] = "school_days",
    [SETTING_FLOOR] = "floor",
    [SETTING_COPIES_PER_FAMILY] = "copies_per_family",
    [SETTING_CLOSED_TO_ORDERING] = "closed_to_ordering",
    [SETTING_DOWNLOAD_PAGE] = "download_page",
    [SETTING_TARGET_504] = "target_504",
    [SETTING_KEEP_CASES] = "keep_cases",
    [KEY_CODE] = "code",
    [KEY_NAME] = "name",
    [KEY_LEVEL] = "level",
};

/* One row per setting. In `pattern`, 9 stands for a digit, * for one or more letters or digits, and any other character
 * for itself. A value that differs is taken, with a warning: the district may change its account codes. */
static const struct {
    const char *what, *value; /* value: the default; NULL: there is no default */
    const char *pattern;
    struct range range; /* of a number; most 0: a text */
    bool on_paper;      /* required on the requisition */
} table[SETTINGS] = {
    [SETTING_REGION_LABEL] = {"what the district calls its regions", "Region", NULL, {0, 0}, false},
    [SETTING_REGION] = {"the region or local district", NULL, NULL, {0, 0}, true},
    [SETTING_SHIP_TO] = {"where the warehouse delivers", NULL, NULL, {0, 0}, false},
    [SETTING_ATTENTION] = {"for whose attention", NULL, NULL, {0, 0}, false},
    [SETTING_REQUESTER] = {"who requests: name", NULL, NULL, {0, 0}, true},
    [SETTING_REQUESTER_TITLE] = {"who requests: title", NULL, NULL, {0, 0}, true},
    [SETTING_PHONE] = {"telephone of the requester", NULL, NULL, {0, 0}, true},
    [SETTING_EMAIL] = {"e-mail of the requester", NULL, NULL, {0, 0}, true},
    [SETTING_PURPOSE] = {"purpose of orders", NULL, NULL, {0, 0}, false},
    [SETTING_PRIORITY] = {"regular, same day, overnight or will-call", "regular", NULL, {0, 0}, false},
    [SETTING_FUND] = {"fund, like 010-0000", NULL, "999-9999", {0, 0}, false},
    [SETTING_FUNCTIONAL_AREA] = {"functional area, like 1110-1000-13027", NULL, "9999-9999-*", {0, 0}, false},
    [SETTING_COMMITMENT_ITEM] = {"commitment item or G/L account, six digits", NULL, "999999", {0, 0}, false},
    [SETTING_COST_CENTER] = {"cost center, seven digits", NULL, "9999999", {0, 0}, false},
    [SETTING_LEAD] = {"school days from sending to delivery", "20", NULL, {0, 366}, false},
    [SETTING_SAFETY] = {"school days kept in reserve", "10", NULL, {0, 366}, false},
    [SETTING_REVIEW] = {"school days between two orders", "20", NULL, {0, 366}, false},
    [SETTING_SPARE] = {"percent on top of what families need", "10", NULL, {0, 1000}, false},
    [SETTING_SCHOOL_DAYS] = {"school days a year", "180", NULL, {1, 366}, false},
    [SETTING_FLOOR] = {"copies never to fall below: English, Spanish, bilingual", "10", NULL, {0, 1000000}, false},
    [SETTING_COPIES_PER_FAMILY] = {"copies per family and year", "1", NULL, {0, 100}, false},
    [SETTING_CLOSED_TO_ORDERING] = {"days without ordering, like 2027-06-15..2027-07-10", NULL, NULL, {0, 0}, false},
    /* REF-5640.9, September 2022: the school may correct an address that has moved */
    [SETTING_DOWNLOAD_PAGE] = {"where guides are downloaded for printing (default: as of September 2022)",
                               "achieve.lausd.net/spedBrochures",
                               NULL,
                               {0, 0},
                               false},
    /* The law gives no number of days (34 CFR 104.35). The district says how long cases are kept. */
    [SETTING_TARGET_504] =
        {"days to answer a Section 504 referral: a local target, not law", NULL, NULL, {1, 365}, false},
    [SETTING_KEEP_CASES] =
        {"years that what is said of a closed case is kept before it is purged", NULL, NULL, {1, 100}, false},
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

static int find_key(const char *key) {
    for (int k = 0; k < KEYS; k++)
        if (strcmp(keys[k], key) == 0)
            return k;
    return -1;
}

bool school_settings(struct req *r, struct settings *out, struct err *e) {
    for (int s = 0; s < SETTINGS; s++)
        out->text[s] = table[s].value;
    struct query *q = sql(r->db, "SELECT key, value FROM setting WHERE school = $1");
    sql_int(q, r->school);
    while (sql_row(q)) {
        int s = find_key(sql_peek_text(q, 0));
        if (s >= 0 && s < SETTINGS)
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
    return err_set(e, ERR_INPUT, "school", "this file has %ld schools (%s); name one of them", count, codes);
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
    const struct hint *set = hint_new(r->mem, "To set them", "school set", NULL);
    const char *names = "";
    for (int i = 0; i < SETTINGS; i++) {
        if (!table[i].on_paper || s->text[i])
            continue;
        set = hint_with(r->mem, set, keys[i], hint_blank);
        names = mem_join(r->mem, names, ", ", "%s", keys[i]);
    }
    if (set->count > 0)
        answer_note_next(r, a, set, "on paper these are dotted blanks until they are set: %s", names);
}

/* ---- the school's own row ---- */

static bool is_four_characters(const char *code) {
    return strlen(code) == 4 && strspn(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == 4;
}

static bool check_name(struct mem *m, const char *field, const char *name, struct err *e) {
    if (!*name)
        return err_set(e, ERR_INPUT, field, "%s is empty", field);
    return parse_text(m, field, name, TEXT_MOST, e);
}

static const struct hint *change_code(struct req *r, const char *code) {
    return hint_new(r->mem, "To change it now", "school set", "code", code, NULL);
}

static bool check_code(struct req *r, struct answer *a, const char *code, struct err *e) {
    if (!check_name(r->mem, "code", code, e))
        return false;
    if (strlen(code) > 20 || strchr(code, ' '))
        return err_set(e, ERR_INPUT, "code", "code: \"%s\" is not a location code; write four characters, like 0042",
                       text_shown(r->mem, code));
    size_t n = strlen(code);
    if (n < 4 && strspn(code, "0123456789") == n) {
        const char *whole = mem_printf(r->mem, "%.*s%s", (int)(4 - n), "000", code);
        answer_note_next(r, a, change_code(r, whole), "a location code has four characters; did you mean %s?", whole);
    } else if (!is_four_characters(code)) {
        answer_note_next(r, a, change_code(r, hint_blank),
                         "a location code has four characters, with its leading zeros; %s was taken as it is", code);
    }
    return true;
}

static bool check_code_is_free(struct req *r, const char *code, struct err *e) {
    struct query *q = sql(r->db, "SELECT count(*) FROM school WHERE code = $1");
    sql_text(q, code);
    bool taken = sql_row(q) && sql_get_int(q, 0) > 0;
    if (!sql_end(q, e))
        return false;
    return !taken || err_set(e, ERR_CONFLICT, "code", "there is a school %s in this file already", code);
}

/* Papers and backups bear the code, so it may change only while the chain holds nothing but the making of the school.
 * A place of the chain that the trail does not have belongs to a movement or the like. */
static bool check_only_made(struct req *r, struct err *e) {
    struct query *q = sql(r->db, "SELECT coalesce(max(id), 0) = count(*), count(CASE WHEN action IN ('init', "
                                 "'school add', 'school set', 'calendar import') THEN 1 END) = count(*) FROM trail "
                                 "WHERE school = $1");
    sql_int(q, r->school);
    bool only = sql_row(q) && sql_get_int(q, 0) == 1 && sql_get_int(q, 1) == 1;
    if (!sql_end(q, e))
        return false;
    return only || err_set(e, ERR_RULE, "code",
                           "the code cannot change any more: papers and backups bear it, and more than the school and "
                           "its calendar is recorded. A school with another code needs a file of its own");
}

bool school_add(struct req *r, const struct fields *f, struct answer *a, long *id, struct err *e) {
    const char *name = fields_get(f, "name"), *code = fields_get(f, "code"), *level = fields_get(f, "level");
    if (!check_name(r->mem, "name", name, e))
        problem_take(&r->problems, 0, e);
    if (!check_code(r, a, code, e) || !check_code_is_free(r, code, e))
        problem_take(&r->problems, 0, e);
    if (!parse_word(r->mem, "level", level, levels, e))
        problem_take(&r->problems, 0, e);
    if (e->kind != ERR_NONE || !problems_none(&r->problems, e))
        return false;
    struct query *q = sql(r->db, "SELECT coalesce(max(id), 0) + 1 FROM school");
    *id = sql_row(q) ? sql_get_int(q, 0) : 0;
    if (!sql_end(q, e))
        return false;
    q = sql(r->db, "INSERT INTO school (id, code, name, level) VALUES ($1, $2, $3, $4)");
    sql_int(q, *id);
    sql_text(q, code);
    sql_text(q, name);
    sql_text(q, level);
    return sql_do(q, e);
}

static bool store_own(struct req *r, int key, const char *value, struct err *e) {
    struct query *q = key == KEY_CODE   ? sql(r->db, "UPDATE school SET code = $1 WHERE id = $2")
                      : key == KEY_NAME ? sql(r->db, "UPDATE school SET name = $1 WHERE id = $2")
                                        : sql(r->db, "UPDATE school SET level = $1 WHERE id = $2");
    sql_text(q, value);
    sql_int(q, r->school);
    return sql_do(q, e);
}

/* ---- settings ---- */

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
                           "closed_to_ordering: \"%s\" is not a range of dates; write it like "
                           "2027-06-15..2027-07-10, several separated by commas",
                           text_shown(m, value));
    }
    return true;
}

static bool check_setting(struct req *r, struct answer *a, enum setting s, const char *value, struct err *e) {
    const char *key = keys[s];
    long n;
    if (is_number(s))
        return parse_int(r->mem, key, value, table[s].range, &n, e);
    if (!parse_text(r->mem, key, value, TEXT_MOST, e))
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
    struct settings set; /* the same by their keys, as `school set` takes them */
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
    {"region_label", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_REGION_LABEL]), 0, NULL},
    {"region", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_REGION]), 0, NULL},
    {"ship_to", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_SHIP_TO]), 0, NULL},
    {"attention", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_ATTENTION]), 0, NULL},
    {"requester", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_REQUESTER]), 0, NULL},
    {"requester_title", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_REQUESTER_TITLE]), 0, NULL},
    {"phone", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_PHONE]), 0, NULL},
    {"email", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_EMAIL]), 0, NULL},
    {"purpose", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_PURPOSE]), 0, NULL},
    {"priority", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_PRIORITY]), 0, NULL},
    {"fund", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_FUND]), 0, NULL},
    {"functional_area", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_FUNCTIONAL_AREA]), 0, NULL},
    {"commitment_item", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_COMMITMENT_ITEM]), 0, NULL},
    {"cost_center", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_COST_CENTER]), 0, NULL},
    {"lead", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_LEAD]), 0, NULL},
    {"safety", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_SAFETY]), 0, NULL},
    {"review", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_REVIEW]), 0, NULL},
    {"spare", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_SPARE]), 0, NULL},
    {"school_days", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_SCHOOL_DAYS]), 0, NULL},
    {"floor", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_FLOOR]), 0, NULL},
    {"copies_per_family", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_COPIES_PER_FAMILY]), 0, NULL},
    {"closed_to_ordering", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_CLOSED_TO_ORDERING]), 0,
     NULL},
    {"download_page", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_DOWNLOAD_PAGE]), 0, NULL},
    {"target_504", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_TARGET_504]), 0, NULL},
    {"keep_cases", NULL, CELL_TEXT, offsetof(struct shown_school, set.text[SETTING_KEEP_CASES]), 0, NULL},
};
static const struct shape whole_shape = SHAPE(whole_columns, shown_school);

static bool answer_school(struct req *r, struct answer *a, struct err *e) {
    struct school school;
    struct shown_setting *rows = mem_alloc(r->mem, SETTINGS * sizeof *rows);
    struct shown_school *one = mem_alloc(r->mem, sizeof *one);
    if (!school_load(r, &school, e) || !school_settings(r, &one->set, e))
        return false;
    for (int s = 0; s < SETTINGS; s++)
        rows[s] = (struct shown_setting){keys[s], one->set.text[s], table[s].what};
    one->code = school.code;
    one->name = school.name;
    one->level = school.level;
    one->settings = (struct rows){rows, SETTINGS};
    answer_one(a, &whole_shape, one);
    return true;
}

static bool school_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    (void)f;
    answer_next(r, a, hint_new(r->mem, "To change one; an empty value takes it away", "school set", NULL));
    return answer_school(r, a, e);
}

/* ---- setting ---- */

/* Checks a key with its value; *value becomes the word that is meant. */
static bool check_one(struct req *r, struct answer *a, const char *name, const char **value, struct err *e) {
    const int key = find_key(name);
    const char *near = key < 0 ? text_nearest(name, keys, KEYS) : NULL;
    switch (key) {
    case -1:
        return err_hinted(e, hint_new(r->mem, "The settings", "school show", NULL), ERR_INPUT, "key",
                          "there is no setting \"%s\"%s%s%s", text_shown(r->mem, name), near ? ". Did you mean " : "",
                          near ? near : "", near ? "?" : "");
    case KEY_CODE:
        return check_code(r, a, *value, e) && check_only_made(r, e) && check_code_is_free(r, *value, e);
    case KEY_NAME:
        return check_name(r->mem, "name", *value, e);
    case KEY_LEVEL:
        return parse_typed_word(r->mem, "level", value, levels, e);
    default:
        return !**value || check_setting(r, a, (enum setting)key, *value, e);
    }
}

static bool store_one(struct req *r, const char *name, const char *value, struct err *e) {
    const int key = find_key(name);
    return key < SETTINGS ? store_setting(r, name, value, e) : store_own(r, key, value, e);
}

static bool school_set(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct school school = {0};
    struct trail t;
    const char *what = "", **values = mem_alloc(r->mem, (f->count + 1) * sizeof *values);
    if (f->count == 0)
        return err_set(e, ERR_INPUT, "key", "there is nothing to set; write KEY=VALUE, like phone=\"(555) 010-0142\"");
    for (size_t i = 0; i < f->count; i++) {
        values[i] = f->list[i].value;
        if (!check_one(r, a, f->list[i].name, &values[i], e) && !problem_take(&r->problems, 0, e))
            return false;
        what = mem_join(r->mem, what, "; ", "%s=%s", f->list[i].name, f->list[i].value);
    }
    if (!problems_none(&r->problems, e) || !school_load(r, &school, e) || !trail_begin(&t, r, e))
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < f->count; i++)
        ok = store_one(r, f->list[i].name, values[i], e);
    if (!trail_end(&t, ok && answer_school(r, a, e), "school set", school.code, what, e))
        return false;
    a->text = mem_printf(r->mem, "Set: %s", what);
    a->text_only = true;
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
    {"key", PARAM_SET, KIND_TEXT, "KEY=VALUE", "a setting; KEY= alone takes it away", keys},
    {0},
};

static const struct verb verbs[] = {
    {"school", "show", "the school and its settings", ACCESS_READ, NOUN_ALONE, ROLES_ALL, school_show, no_params,
     &whole_shape, NULL},
    {"school", "set", "change settings: ship-to, requester, accounting, lead time", ACCESS_WRITE, 0, ROLES_OFFICE,
     school_set, set_params, &whole_shape, EXAMPLE({"requester", "A. Reyes"}, {"phone", "(555) 010-0142"}),
     .current = "school show"},
    {"school", "list", "the schools in this file", ACCESS_READ, ANY_SCHOOL, ROLES_ALL, school_list, no_params,
     &school_shape, NULL},
};
const struct verbs school_verbs = {verbs, sizeof verbs / sizeof *verbs};
