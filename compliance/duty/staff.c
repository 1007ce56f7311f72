#include "compliance/duty/staff.h"

#include "base/db.h"
#include "base/text.h"

#include <string.h>

const char staff_technician[] = "Office Technician";
static const char senior[] = "Senior Office Technician";

/* ---- classes and names ---- */

/* The text without blanks at its ends, and with one blank between words. */
static const char *tidy(struct mem *m, const char *text) {
    char *out = mem_alloc(m, strlen(text) + 1);
    size_t n = 0;
    for (const char *s = text + strspn(text, " "); *s; s++)
        if (*s != ' ' || (s[1] != ' ' && s[1] != '\0'))
            out[n++] = *s;
    return out;
}

const char *staff_class(struct mem *m, const char *words) {
    static const struct {
        const char *words, *class_name;
    } usual[] = {{"office technician", staff_technician},
                 {"senior office technician", senior},
                 {"sr. office technician", senior},
                 {"sr office technician", senior}};
    const char *own = tidy(m, words), *typed = own;
    const char *names[sizeof usual / sizeof *usual + 1] = {NULL};
    struct err none = {0}; /* other classes are taken, too */
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        names[i] = usual[i].words;
    if (!parse_typed_word(m, "class", &typed, names, &none))
        return own;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (text_same_nocase(typed, usual[i].words))
            return usual[i].class_name;
    return own;
}

bool staff_class_is_usual(const char *class_name) {
    return strcmp(class_name, staff_technician) == 0 || strcmp(class_name, senior) == 0;
}

bool staff_read_name(struct req *r, const char *text, const char **name, struct err *e) {
    if (!parse_text(r->mem, "name", text, STAFF_NAME_BYTES, e))
        return false;
    *name = tidy(r->mem, text);
    return **name || err_set(e, ERR_INPUT, "name", "name is empty; write the name of the person");
}

bool staff_read_class(struct req *r, const char *text, const char **class_name, struct err *e) {
    if (!parse_text(r->mem, "class", text, STAFF_NAME_BYTES, e))
        return false;
    *class_name = staff_class(r->mem, text);
    return **class_name || err_set(e, ERR_INPUT, "class", "class is empty; it is mostly \"%s\"", staff_technician);
}

bool staff_check_class(struct staff *s, struct err *e) {
    if (staff_class_is_usual(s->class_name))
        s->reason = NULL;
    else if (!s->reason || !*s->reason)
        return err_set(e, ERR_INPUT, "reason",
                       "class: \"%s\" is neither %s nor %s, which REF-5640.9 asks for; give the reason", s->class_name,
                       staff_technician, senior);
    return true;
}

/* ---- the table ---- */

static struct staff read_row(struct req *r, struct query *q) {
    return (struct staff){.name = sql_get_text(q, 0, r->mem),
                          .class_name = sql_get_text(q, 1, r->mem),
                          .reason = sql_get_text(q, 2, r->mem),
                          .email = sql_get_text(q, 3, r->mem),
                          .phone = sql_get_text(q, 4, r->mem),
                          .left = sql_get_date(q, 5)};
}

bool staff_load_all(struct req *r, struct staff **list, size_t *count, struct err *e) {
    struct query *q = sql(r->db, "SELECT name, class, reason, email, phone, left_on FROM staff WHERE school = $1 "
                                 "ORDER BY left_on IS NOT NULL, name");
    *list = NULL;
    *count = 0;
    sql_int(q, r->school);
    while (sql_row(q)) {
        *list = mem_grow(r->mem, *list, *count, sizeof **list);
        (*list)[(*count)++] = read_row(r, q);
    }
    return sql_end(q, e);
}

bool staff_store(struct req *r, const struct staff *s, struct err *e) {
    struct query *q =
        sql(r->db, "INSERT INTO staff (school, name, class, reason, email, phone, left_on) "
                   "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (school, name) DO UPDATE SET class = "
                   "excluded.class, reason = excluded.reason, email = excluded.email, phone = excluded.phone, "
                   "left_on = excluded.left_on");
    sql_int(q, r->school);
    sql_text(q, s->name);
    sql_text(q, s->class_name);
    sql_text(q, s->reason);
    sql_text(q, s->email);
    sql_text(q, s->phone);
    sql_date(q, s->left);
    return sql_do(q, e);
}

/* ---- finding ---- */

static const struct staff *find_in(const struct staff *list, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (text_same_nocase(list[i].name, name))
            return &list[i];
    return NULL;
}

static const char *near(struct req *r, const struct staff *list, size_t count, const char *name) {
    const char **names = mem_alloc(r->mem, (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = list[i].name;
    return text_nearest(name, names, count);
}

static bool check_there(struct req *r, const struct staff *s, int on, struct err *e) {
    return s->left == DATE_NONE || on <= s->left ||
           err_hinted(e, hint_new(r->mem, "If that is wrong", "staff edit", "name", s->name, "left", "", NULL),
                      ERR_RULE, "name", "%s left on %s", s->name, date_iso(r->mem, s->left));
}

bool staff_find(struct req *r, const char *name, struct staff *out, bool *found, struct err *e) {
    struct staff *list;
    size_t count;
    if (!staff_load_all(r, &list, &count, e))
        return false;
    const struct staff *s = find_in(list, count, tidy(r->mem, name));
    *found = s != NULL;
    if (s)
        *out = *s;
    return true;
}

bool staff_require(struct req *r, const char *name, int on, struct staff *out, struct err *e) {
    struct staff *list;
    size_t count;
    const char *own;
    if (!staff_read_name(r, name, &own, e) || !staff_load_all(r, &list, &count, e))
        return false;
    const struct staff *s = find_in(list, count, own);
    if (!s) {
        const char *other = near(r, list, count, own);
        return err_hinted(e, hint_new(r->mem, "To add them", "staff add", "name", own, "class", staff_technician, NULL),
                          ERR_NOT_FOUND, "name", "%s is not on the list of staff%s%s%s", text_shown(r->mem, own),
                          other ? ". Did you mean " : "", other ? other : "", other ? "?" : "");
    }
    *out = *s;
    return check_there(r, s, on, e);
}

/* ---- for a designation ---- */

bool staff_resolve(struct req *r, const struct fields *f, int on, struct staff *out, struct err *e) {
    const char *class_text = fields_get(f, "class"), *reason = field_text(f, "reason"), *name;
    struct staff known;
    bool found;
    if (!staff_read_name(r, fields_get(f, "name"), &name, e) || !staff_find(r, name, &known, &found, e))
        return false;
    *out = found ? known : (struct staff){.name = name, .left = DATE_NONE};
    if (reason)
        out->reason = reason;
    if (!class_text && !found)
        return err_set(e, ERR_INPUT, "class", "%s is not on the list of staff; give the class, like \"%s\"",
                       text_shown(r->mem, name), staff_technician);
    return (!class_text || staff_read_class(r, class_text, &out->class_name, e)) && staff_check_class(out, e) &&
           (on == DATE_NONE || check_there(r, out, on, e));
}

static bool same_text(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : "") == 0; }

bool staff_settle(struct req *r, const struct staff *is, struct answer *a, struct err *e) {
    struct staff *list;
    size_t count;
    if (!staff_load_all(r, &list, &count, e))
        return false;
    const struct staff *was = find_in(list, count, is->name);
    if (was && same_text(was->class_name, is->class_name) && same_text(was->reason, is->reason))
        return true;
    const char *other = was ? NULL : near(r, list, count, is->name);
    if (!was)
        answer_note(r, a, "%s was not on the list of staff, and was added as %s%s%s%s", is->name, is->class_name,
                    other ? " (there is also " : "", other ? other : "", other ? ")" : "");
    else if (strcmp(was->class_name, is->class_name) != 0) /* a promotion, or a slip */
        answer_note(r, a, "%s was %s on the list of staff, and is %s now", is->name, was->class_name, is->class_name);
    return staff_store(r, is, e);
}
