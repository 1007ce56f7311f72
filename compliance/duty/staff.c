#include "compliance/duty/staff.h"

#include "base/db.h"
#include "base/text.h"
#include "compliance/duty/designee.h"
#include "compliance/school/year.h"

#include <string.h>

enum { NAME_MOST = 100, TEXT_MOST = 200 };

static const char technician[] = "Office Technician", senior[] = "Senior Office Technician";

/* ---- classes and names ---- */

/* Without blanks at its ends, and with one between words. */
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
    } usual[] = {{"office technician", technician},
                 {"senior office technician", senior},
                 {"sr. office technician", senior},
                 {"sr office technician", senior}};
    const char *own = tidy(m, words), *typed = own;
    const char *names[sizeof usual / sizeof *usual + 1] = {NULL};
    struct err none = {0}; /* any other class is one, too */
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
    return strcmp(class_name, technician) == 0 || strcmp(class_name, senior) == 0;
}

static bool read_name(struct req *r, const char *text, const char **name, struct err *e) {
    if (!parse_text(r->mem, "name", text, NAME_MOST, e))
        return false;
    *name = tidy(r->mem, text);
    return **name || err_set(e, ERR_INPUT, "name", "name is empty; write the name of the person");
}

static bool read_class(struct req *r, const char *text, const char **class_name, struct err *e) {
    if (!parse_text(r->mem, "class", text, NAME_MOST, e))
        return false;
    *class_name = staff_class(r->mem, text);
    return **class_name || err_set(e, ERR_INPUT, "class", "class is empty; it is mostly \"%s\"", technician);
}

/* A reason is kept only where one is needed. */
static bool check_class(struct staff *s, const char *how, struct err *e) {
    if (staff_class_is_usual(s->class_name))
        s->reason = NULL;
    else if (!s->reason || !*s->reason)
        return err_set(e, ERR_INPUT, "reason",
                       "class: \"%s\" is neither %s nor %s, which REF-5640.9 asks for; say why it is done so: %s",
                       s->class_name, technician, senior, how);
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

static bool load_all(struct req *r, struct staff **list, size_t *count, struct err *e) {
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

static bool store(struct req *r, const struct staff *s, struct err *e) {
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
           err_set(e, ERR_RULE, "name", "%s left on %s; if that is not so: guidestock staff edit \"%s\" left=", s->name,
                   date_iso(r->mem, s->left), s->name);
}

bool staff_find(struct req *r, const char *name, struct staff *out, bool *found, struct err *e) {
    struct staff *list;
    size_t count;
    if (!load_all(r, &list, &count, e))
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
    if (!read_name(r, name, &own, e) || !load_all(r, &list, &count, e))
        return false;
    const struct staff *s = find_in(list, count, own);
    if (!s) {
        const char *other = near(r, list, count, own);
        return err_set(e, ERR_NOT_FOUND, "name",
                       "no \"%s\" on the list of staff%s%s%s; add them: guidestock staff add \"%s\" --class \"%s\"",
                       own, other ? ". Did you mean " : "", other ? other : "", other ? "? If not" : "", own,
                       technician);
    }
    *out = *s;
    return check_there(r, s, on, e);
}

/* ---- for a designation ---- */

/* One who is there already: another class is a promotion, and told. */
static bool change_class(struct req *r, struct answer *a, const struct staff *was, const struct staff *is,
                         struct err *e) {
    if (strcmp(was->class_name, is->class_name) == 0 &&
        strcmp(was->reason ? was->reason : "", is->reason ? is->reason : "") == 0)
        return true;
    if (strcmp(was->class_name, is->class_name) != 0)
        answer_note(r, a, "%s was %s on the list of staff, and is %s now", is->name, was->class_name, is->class_name);
    return store(r, is, e);
}

bool staff_settle(struct req *r, const struct fields *f, int on, struct answer *a, struct staff *out, struct err *e) {
    const char *class_text = fields_get(f, "class"), *reason, *name;
    struct staff *list;
    size_t count;
    if (!read_name(r, fields_get(f, "name"), &name, e) || !fields_text(f, "reason", TEXT_MOST, &reason, e) ||
        !load_all(r, &list, &count, e))
        return false;
    const struct staff *known = find_in(list, count, name);
    *out = known ? *known : (struct staff){.name = name, .left = DATE_NONE};
    if (reason)
        out->reason = reason;
    if (!class_text && !known)
        return err_set(e, ERR_INPUT, "class", "%s is not on the list of staff; say which class: --class \"%s\"", name,
                       technician);
    if ((class_text && !read_class(r, class_text, &out->class_name, e)) || !check_class(out, "--reason TEXT", e))
        return false;
    if (!check_there(r, out, on, e))
        return false;
    if (known)
        return change_class(r, a, known, out, e);
    const char *other = near(r, list, count, name);
    answer_note(r, a, "%s was not on the list of staff, and is added to it as %s%s%s%s", name, out->class_name,
                other ? " (there is also " : "", other ? other : "", other ? ")" : "");
    return store(r, out, e);
}

/* ---- the verbs ---- */

static bool read_texts(const struct fields *f, struct staff *s, struct err *e) {
    return fields_text(f, "reason", TEXT_MOST, &s->reason, e) && fields_text(f, "email", TEXT_MOST, &s->email, e) &&
           fields_text(f, "phone", TEXT_MOST, &s->phone, e);
}

static void note_email(struct req *r, struct answer *a, const struct staff *s) {
    if (s->email && *s->email && !strchr(s->email, '@'))
        answer_note(r, a, "email: \"%s\" has no @; it was taken as it is", s->email);
}

static const struct column columns[] = {
    {"name", "NAME", CELL_TEXT, offsetof(struct staff, name), COLUMN_WRAP, NULL},
    {"class", "CLASS", CELL_TEXT, offsetof(struct staff, class_name), COLUMN_WRAP, NULL},
    {"email", "E-MAIL", CELL_TEXT, offsetof(struct staff, email), COLUMN_WRAP, NULL},
    {"phone", "PHONE", CELL_TEXT, offsetof(struct staff, phone), COLUMN_WRAP, NULL},
    {"left", "LEFT", CELL_DATE, offsetof(struct staff, left), 0, NULL},
    {"reason", "", CELL_TEXT, offsetof(struct staff, reason), COLUMN_BENEATH, NULL},
};
static const struct shape shape = SHAPE(columns, staff);

static void answer_with(struct req *r, struct answer *a, const struct staff *s) {
    struct staff *kept = mem_alloc(r->mem, sizeof *kept);
    *kept = *s;
    answer_one(a, &shape, kept);
    a->text_only = true;
}

static bool staff_add(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct staff s = {.left = DATE_NONE}, known;
    struct trail t;
    bool found;
    if (!read_name(r, fields_get(f, "name"), &s.name, e) || !read_class(r, fields_get(f, "class"), &s.class_name, e) ||
        !read_texts(f, &s, e) || !check_class(&s, "--reason TEXT", e) || !trail_begin(&t, r, e))
        return false;
    bool ok = staff_find(r, s.name, &known, &found, e);
    if (ok && found)
        ok = err_set(e, ERR_CONFLICT, "name", "%s is on the list already; change it: guidestock staff edit \"%s\" %s",
                     known.name, known.name, known.left != DATE_NONE ? "left=" : "class=\"...\"");
    ok = ok && store(r, &s, e);
    if (!trail_end(&t, ok, "staff add", s.name, s.class_name, e))
        return false;
    note_email(r, a, &s);
    answer_with(r, a, &s);
    a->text = mem_printf(r->mem, "%s is on the list of staff: %s.", s.name, s.class_name);
    return true;
}

static const char *const keys[] = {"class", "reason", "email", "phone", "left", NULL};

static bool set_key(struct req *r, const struct fields *f, const struct field *set, struct staff *s, struct err *e) {
    const char **texts[] = {&s->class_name, &s->reason, &s->email, &s->phone};
    const char *value = *set->value ? set->value : NULL;
    if (!parse_word(r->mem, "key", set->name, keys, e))
        return false;
    if (strcmp(set->name, "left") == 0) {
        s->left = DATE_NONE;
        return !value || (parse_date(f, "left", value, &s->left, e) && check_past(f, "left", s->left, e));
    }
    if (strcmp(set->name, "class") == 0)
        return read_class(r, set->value, &s->class_name, e);
    if (value && !parse_text(r->mem, set->name, value, TEXT_MOST, e))
        return false;
    for (size_t i = 1; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(set->name, keys[i]) == 0)
            *texts[i] = value;
    return true;
}

/* Whoever leaves and is the designee leaves a task behind. */
static bool designee_words(struct req *r, const struct staff *s, const char **words, struct err *e) {
    struct assignments of;
    *words = "";
    if (s->left == DATE_NONE)
        return true;
    if (!assignments_load(r, year_of(r->today), &of, e))
        return false;
    const struct assignment *last = of.count ? &of.list[of.count - 1] : NULL;
    if (last && last->to == DATE_NONE && strcmp(last->name, s->name) == 0)
        *words = mem_printf(r->mem,
                            "\n%s is the designee: the principal names the next one, or says that there is none:\n"
                            "  guidestock designee reassign NAME --class \"%s\" --from %s\n"
                            "  guidestock designee end --on %s --reason TEXT",
                            s->name, technician, s->left < r->today ? date_iso(r->mem, s->left + 1) : "DATE",
                            date_iso(r->mem, s->left));
    return true;
}

static bool staff_edit(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct staff s = {.name = "", .class_name = ""};
    struct trail t;
    const char *what = "", *more = "";
    if (f->count < 2)
        return err_set(e, ERR_INPUT, "key", "nothing to change; write KEY=VALUE, like phone=\"(555) 010-0142\"");
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = staff_require(r, fields_get(f, "name"), DATE_NONE, &s, e);
    for (size_t i = 0; ok && i < f->count; i++) {
        if (strcmp(f->list[i].name, "name") == 0)
            continue;
        ok = set_key(r, f, &f->list[i], &s, e);
        what = mem_printf(r->mem, "%s%s%s=%s", what, *what ? "; " : "", f->list[i].name, f->list[i].value);
    }
    ok = ok && check_class(&s, "reason=\"...\"", e) && store(r, &s, e) && designee_words(r, &s, &more, e);
    if (!trail_end(&t, ok, "staff edit", s.name, what, e))
        return false;
    note_email(r, a, &s);
    answer_with(r, a, &s);
    a->text = mem_printf(r->mem, "%s: %s%s", s.name, what, more);
    return true;
}

static bool staff_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct staff *list;
    size_t count;
    (void)f;
    if (!load_all(r, &list, &count, e))
        return false;
    answer_list(a, &shape, list, count);
    a->text = count > 0 ? NULL
                        : "Nobody is on the list of staff. Who becomes the designee is added by that, or:\n"
                          "  guidestock staff add NAME --class \"Office Technician\"";
    return true;
}

static const struct param add_params[] = {
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "who: the name as it is written on forms", NULL},
    {"class", PARAM_NEEDED, KIND_TEXT, "CLASS", "Office Technician, Senior Office Technician (or Sr.), or another",
     NULL},
    {"reason", PARAM_OPTION, KIND_TEXT, "TEXT", "why, where it is another class", NULL},
    {"email", PARAM_OPTION, KIND_TEXT, "ADDRESS", "the e-mail address at work", NULL},
    {"phone", PARAM_OPTION, KIND_TEXT, "NUMBER", "the telephone at work", NULL},
    {0},
};
static const struct param edit_params[] = {
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "who", NULL},
    {"key", PARAM_SET, KIND_TEXT, "KEY=VALUE", "class, reason, email, phone, left=DATE; KEY= alone takes it away",
     keys},
    {0},
};
static const struct param no_params[] = {{0}};
static const struct verb verbs[] = {
    {"staff", "add", "somebody who may be the designee or have a duty", ACCESS_WRITE, 0, ROLES_OFFICE, staff_add, add_params,
     &shape, EXAMPLE({"name", "A. Reyes"}, {"class", "Office Technician"})},
    {"staff", "list", "who is on the list, and who left", ACCESS_READ, NOUN_ALONE, ROLES_ALL, staff_list, no_params,
     &shape, NULL},
    {"staff", "edit", "another class, address or number; or that somebody left", ACCESS_WRITE, 0, ROLES_OFFICE, staff_edit,
     edit_params, &shape, EXAMPLE({"name", "A. Reyes"}, {"left", "2027-01-08"})},
};
const struct verbs staff_verbs = {verbs, sizeof verbs / sizeof *verbs};
