#include "base/text.h"
#include "compliance/duty/designee.h"
#include "compliance/duty/staff.h"
#include "compliance/school/year.h"

#include <string.h>

enum { TEXT_MOST = 200 };

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
    struct staff s = {.reason = field_text(f, "reason"),
                      .email = field_text(f, "email"),
                      .phone = field_text(f, "phone"),
                      .left = DATE_NONE};
    struct staff known;
    struct trail t;
    bool found;
    if (!staff_read_name(r, fields_get(f, "name"), &s.name, e))
        problem_take(&r->problems, 0, e);
    if (!staff_read_class(r, fields_get(f, "class"), &s.class_name, e) || !staff_check_class(&s, e))
        problem_take(&r->problems, 0, e);
    if (!problems_none(&r->problems, e) || !staff_find(r, s.name, &known, &found, e))
        return false;
    if (found) {
        const struct hint *change =
            hint_new(r->mem, "To change the entry", "staff edit", "name", known.name,
                     known.left != DATE_NONE ? "left" : "class", known.left != DATE_NONE ? "" : s.class_name, NULL);
        return err_hinted(e, change, ERR_CONFLICT, "name", "%s is on the list already", known.name);
    }
    if (!trail_begin(&t, r, e) || !staff_store(r, &s, e) || !trail_end(&t, true, "staff add", s.name, s.class_name, e))
        return false;
    note_email(r, a, &s);
    answer_with(r, a, &s);
    a->text = mem_printf(r->mem, "%s is on the list of staff: %s.", s.name, s.class_name);
    return true;
}

enum { KEY_CLASS, KEY_REASON, KEY_EMAIL, KEY_PHONE, KEY_LEFT, KEYS };
static const char *const keys[KEYS + 1] = {"class", "reason", "email", "phone", "left"};

static bool set_key(struct req *r, const struct fields *f, const struct field *set, struct staff *s, struct err *e) {
    const char **texts[] = {[KEY_REASON] = &s->reason, [KEY_EMAIL] = &s->email, [KEY_PHONE] = &s->phone};
    const char *value = *set->value ? set->value : NULL;
    int key = 0;
    if (!parse_word(r->mem, "key", set->name, keys, e))
        return false;
    while (strcmp(set->name, keys[key]) != 0)
        key++;
    if (key == KEY_LEFT) {
        s->left = DATE_NONE;
        return !value || (parse_date(f, "left", value, &s->left, e) && check_past(f, "left", s->left, e));
    }
    if (key == KEY_CLASS)
        return staff_read_class(r, set->value, &s->class_name, e);
    *texts[key] = value;
    return !value || parse_text(r->mem, set->name, value, TEXT_MOST, e);
}

/* Whoever leaves and is the designee leaves a task behind: the principal names the next one, or ends the designation.
 */
static bool next_designee(struct req *r, const struct staff *s, struct answer *a, struct err *e) {
    struct assignments of;
    struct mem *m = r->mem;
    if (s->left == DATE_NONE)
        return true;
    if (!assignments_load(r, year_of(r->today), &of, e))
        return false;
    const struct assignment *last = of.count ? &of.list[of.count - 1] : NULL;
    if (!last || last->to != DATE_NONE || strcmp(last->name, s->name) != 0)
        return true;
    const char *from = s->left < r->today ? date_iso(m, s->left + 1) : hint_blank;
    answer_note(r, a, "%s is the designee", s->name);
    answer_next(r, a,
                hint_for(m,
                         hint_new(m, "To name the next designee", "designee reassign", "name", hint_blank, "class",
                                  staff_technician, "from", from, NULL),
                         ROLE_PRINCIPAL));
    answer_next(r, a,
                hint_for(m,
                         hint_new(m, "While there is no successor", "designee end", "on", date_iso(m, s->left),
                                  "reason", hint_blank, NULL),
                         ROLE_PRINCIPAL));
    return true;
}

static bool staff_edit(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct staff s = {.name = "", .class_name = "", .left = DATE_NONE};
    struct trail t;
    const char *what = "";
    if (f->count < 2)
        return err_set(e, ERR_INPUT, "key",
                       "there is nothing to change; write KEY=VALUE, like phone=\"(555) 010-0142\"");
    if (!staff_require(r, fields_get(f, "name"), DATE_NONE, &s, e) && !problem_take(&r->problems, 0, e))
        return false;
    for (size_t i = 0; i < f->count; i++) {
        if (strcmp(f->list[i].name, "name") == 0)
            continue;
        if (!set_key(r, f, &f->list[i], &s, e))
            problem_take(&r->problems, 0, e);
        what = mem_join(r->mem, what, "; ", "%s=%s", f->list[i].name, f->list[i].value);
    }
    if (!problems_none(&r->problems, e) || !staff_check_class(&s, e) || !next_designee(r, &s, a, e) ||
        !trail_begin(&t, r, e) || !staff_store(r, &s, e) || !trail_end(&t, true, "staff edit", s.name, what, e))
        return false;
    note_email(r, a, &s);
    answer_with(r, a, &s);
    a->text = mem_printf(r->mem, "%s: %s", s.name, what);
    return true;
}

static bool staff_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct staff *list;
    size_t count;
    (void)f;
    if (!staff_load_all(r, &list, &count, e))
        return false;
    answer_list(a, &shape, list, count);
    if (count == 0) {
        a->text = "Nobody is on the list of staff. Naming the designee adds that person to it.";
        answer_next(
            r, a,
            hint_new(r->mem, "To add somebody", "staff add", "name", hint_blank, "class", staff_technician, NULL));
    }
    return true;
}

static const struct param add_params[] = {
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "the person's name, as it is written on forms", NULL,
     .most = STAFF_NAME_BYTES},
    {"class", PARAM_NEEDED, KIND_TEXT, "CLASS", "Office Technician, Senior Office Technician (or Sr.), or another",
     NULL, .most = STAFF_NAME_BYTES},
    {"reason", PARAM_OPTION, KIND_TEXT, "TEXT", "the reason for another class", NULL, .most = TEXT_MOST},
    {"email", PARAM_OPTION, KIND_TEXT, "ADDRESS", "the e-mail address at work", NULL, .most = TEXT_MOST},
    {"phone", PARAM_OPTION, KIND_TEXT, "NUMBER", "the telephone number at work", NULL, .most = TEXT_MOST},
    {0},
};
static const struct param edit_params[] = {
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "a person on the list of staff", NULL, .most = STAFF_NAME_BYTES},
    {"key", PARAM_SET, KIND_TEXT, "KEY=VALUE", "class, reason, email, phone, left=DATE; KEY= alone takes it away",
     keys},
    {0},
};
static const struct param no_params[] = {{0}};
static const struct verb verbs[] = {
    {"staff", "add", "add a person who may be the designee or have a duty", ACCESS_WRITE, 0, ROLES_OFFICE, staff_add,
     add_params, &shape, EXAMPLE({"name", "A. Reyes"}, {"class", "Office Technician"})},
    {"staff", "list", "who is on the list, and who left", ACCESS_READ, NOUN_ALONE, ROLES_ALL, staff_list, no_params,
     &shape, NULL},
    {"staff", "edit", "change the class, address or number; record that a person left", ACCESS_WRITE, 0, ROLES_OFFICE,
     staff_edit, edit_params, &shape, EXAMPLE({"name", "A. Reyes"}, {"left", "2027-01-08"}), .current = "staff list"},
};
const struct verbs staff_verbs = {verbs, sizeof verbs / sizeof *verbs};
