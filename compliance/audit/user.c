#include "compliance/audit/user.h"

#include "base/db.h"
#include "base/text.h"
#include "compliance/audit/trail.h"

#include <string.h>

static const char *const role_words[] = {"clerk", "principal", "district", "viewer", NULL};

static unsigned role_of(const char *word) {
    for (unsigned i = 0; role_words[i]; i++)
        if (strcmp(role_words[i], word) == 0)
            return 1U << i;
    return 0;
}

const char *role_names(struct mem *m, unsigned roles) {
    const char *names = "";
    for (unsigned i = 0; role_words[i]; i++)
        if (roles & 1U << i)
            names = mem_printf(m, "%s%s%s", names, !*names ? "" : roles >> (i + 1) ? ", " : " or ", role_words[i]);
    return names;
}

/* ---- names ---- */

enum { NAME_BYTES = 100, NAMED_MOST = 5 };

bool user_name(struct mem *m, const char *field, const char *text, const char **name, struct err *e) {
    *name = "";
    if (!parse_text(m, field, text, NAME_BYTES, e))
        return false;
    if (text_has_format(text))
        return err_set(
            e, ERR_INPUT, field,
            "%s: \"%s\" holds a character that is not seen, and so could pass for another name; type it again", field,
            text_shown(m, text));
    *name = text_trimmed(m, text);
    return **name || err_set(e, ERR_INPUT, field, "%s: the user needs a name", field);
}

/* The user whose name reads like it, or NULL; those who are disabled, too, with `all`. */
static bool find_like(struct req *r, const char *name, bool all, const char **like, struct err *e) {
    struct query *q = sql(r->db, "SELECT name FROM account WHERE ($1 = 0 OR school = $1) AND ($2 = 1 OR disabled_at IS "
                                 "NULL) ORDER BY name");
    *like = NULL;
    sql_int(q, r->school);
    sql_int(q, all);
    while (sql_row(q))
        if (!*like && text_looks_same(sql_peek_text(q, 0), name))
            *like = sql_get_text(q, 0, r->mem);
    return sql_end(q, e);
}

/* "ann, bob and 3 others" */
static bool some_names(struct req *r, const char **names, struct err *e) {
    struct query *q = sql(r->db, "SELECT name FROM account WHERE ($1 = 0 OR school = $1) AND disabled_at IS NULL "
                                 "GROUP BY name ORDER BY name");
    long count = 0;
    *names = "";
    sql_int(q, r->school);
    for (; sql_row(q); count++)
        if (count < NAMED_MOST)
            *names = mem_join(r->mem, *names, ", ", "%s", sql_peek_text(q, 0));
    if (count > NAMED_MOST)
        *names =
            mem_printf(r->mem, "%s and %ld other%s", *names, count - NAMED_MOST, count == NAMED_MOST + 1 ? "" : "s");
    return sql_end(q, e);
}

static const struct hint *add_one(struct req *r, const char *words) {
    return hint_new(r->mem, words, "user add", "name", hint_blank, "role", "clerk", NULL);
}

static bool is_no_user(struct req *r, struct err *e) {
    const char *who = text_shown(r->mem, r->actor), *like, *names;
    if (!find_like(r, r->actor, false, &like, e) || !some_names(r, &names, e))
        return false;
    if (like)
        return err_set(e, ERR_RULE, "as", "%s is not a user of this school. Did you mean \"%s\"?", who, like);
    if (!*names)
        return err_hinted(e, add_one(r, "Add a user"), ERR_RULE, "as",
                          "%s is not a user of this school, and every user is disabled", who);
    return err_set(e, ERR_RULE, "as", "%s is not a user of this school; the users are: %s", who, names);
}

/* ---- admitting ---- */

bool user_standing(struct req *r, struct standing *s, struct err *e) {
    *s = (struct standing){0};
    struct query *q = sql(r->db, "SELECT name = $1, role, disabled_at IS NOT NULL FROM account "
                                 "WHERE ($2 = 0 OR school = $2) ORDER BY school, name");
    sql_text(q, r->actor);
    sql_int(q, r->school);
    while (sql_row(q)) {
        s->users++;
        if (sql_get_int(q, 0) != 1)
            continue;
        s->known = true;
        if (sql_get_int(q, 2) == 1)
            s->disabled = true;
        else
            s->roles |= role_of(sql_peek_text(q, 1));
    }
    return sql_end(q, e);
}

bool user_with_role(struct req *r, unsigned roles, const char **name, struct err *e) {
    struct query *q = sql(r->db, "SELECT name, role FROM account WHERE ($1 = 0 OR school = $1) AND disabled_at IS NULL "
                                 "ORDER BY name");
    *name = NULL;
    sql_int(q, r->school);
    while (sql_row(q))
        if (!*name && (role_of(sql_peek_text(q, 1)) & roles))
            *name = sql_get_text(q, 0, r->mem);
    return sql_end(q, e);
}

bool user_may(enum door door, const struct verb *v, const struct standing *s) {
    const bool holds_file = door == DOOR_COMMAND_LINE;
    if (v->access == ACCESS_NONE)
        return true;
    if (holds_file && (s->users == 0 || v->access == ACCESS_READ || (v->flags & FILE_ONLY)))
        return true;
    return (s->roles & v->roles) != 0;
}

bool user_admit(struct req *r, struct err *e) {
    const struct verb *v = r->verb;
    const struct standing nobody = {.users = 1};
    struct standing s;
    if (v->access == ACCESS_READ && user_may(r->door, v, &nobody))
        return true; /* whoever it is: no need to ask the store */
    if (!user_standing(r, &s, e))
        return false;
    r->roles = s.users == 0 && r->door == DOOR_COMMAND_LINE ? ROLES_ALL : s.roles;
    if (user_may(r->door, v, &s))
        return true;
    const char *who = text_shown(r->mem, r->actor), *needed = role_names(r->mem, v->roles);
    if (s.roles != 0)
        return err_set(e, ERR_RULE, "as", "the role of %s is %s; this takes a %s", who, role_names(r->mem, s.roles),
                       needed);
    if (s.disabled)
        return err_set(e, ERR_RULE, "as", "%s is disabled as a user; this takes a %s", who, needed);
    return is_no_user(r, e);
}

/* ---- verifying ---- */

/* Compares each user with the last rows of the trail about that user: the role, and whether the user is disabled. */
bool user_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e) {
    struct query *q = sql(
        r->db, "WITH said AS (SELECT subject, max(id) AS place, max(CASE WHEN action <> 'user disable' THEN id END) "
               "AS roled FROM trail WHERE school = $1 AND action IN ('user add', 'user role', 'user disable') "
               "GROUP BY subject), own AS (SELECT name, role, disabled_at FROM account WHERE school = $1) "
               "SELECT coalesce(o.name, s.subject), CASE WHEN o.name IS NULL THEN 'is missing, although the "
               "trail says that it was added' WHEN s.subject IS NULL THEN 'is not in the trail' WHEN o.role IS NOT "
               "g.detail THEN "
               "'has another role than the trail says' ELSE 'is not as the trail says: may act, or is disabled' END "
               "FROM own o FULL JOIN said s ON s.subject = o.name "
               "LEFT JOIN trail g ON g.school = $1 AND g.id = s.roled "
               "LEFT JOIN trail l ON l.school = $1 AND l.id = s.place WHERE o.name IS NULL OR s.subject IS NULL OR "
               "o.role IS NOT g.detail OR o.disabled_at IS NOT (CASE WHEN l.action = 'user disable' THEN l.at END) "
               "LIMIT 50");
    sql_int(q, r->school);
    while (sql_row(q))
        found(where,
              mem_printf(r->mem, "account: %s %s", text_shown(r->mem, sql_peek_text(q, 0)), sql_peek_text(q, 1)));
    return sql_end(q, e);
}

/* ---- verbs ---- */

struct found {
    const char *role; /* NULL: no user has that name */
    bool disabled;
};

static bool find_user(struct req *r, const char *name, struct found *out, struct err *e) {
    struct query *q = sql(r->db, "SELECT role, disabled_at IS NOT NULL FROM account WHERE school = $1 AND name = $2");
    *out = (struct found){0};
    sql_int(q, r->school);
    sql_text(q, name);
    if (sql_row(q))
        *out = (struct found){sql_get_text(q, 0, r->mem), sql_get_int(q, 1) == 1};
    return sql_end(q, e);
}

static bool no_such_user(struct req *r, const char *name, struct err *e) {
    const char *like;
    if (!find_like(r, name, true, &like, e))
        return false;
    return err_hinted(e, hint_new(r->mem, "The users", "user list", NULL), ERR_NOT_FOUND, "name",
                      "there is no user \"%s\"%s%s%s", text_shown(r->mem, name), like ? ". Did you mean \"" : "",
                      like ? like : "", like ? "\"?" : "");
}

static bool store_user(struct req *r, const char *name, const char *role, struct err *e) {
    struct query *q = sql(r->db, "INSERT INTO account (school, name, role, disabled_at) VALUES ($1, $2, $3, NULL) "
                                 "ON CONFLICT (school, name) DO UPDATE SET role = excluded.role, disabled_at = NULL");
    sql_int(q, r->school);
    sql_text(q, name);
    sql_text(q, role);
    return sql_do(q, e);
}

/* Refuses a name that looks like another user's: on paper the two would be two people, and one could approve what the
 * other asked for. */
static bool check_new(struct req *r, const char *name, struct err *e) {
    struct found own;
    const char *like;
    if (!find_user(r, name, &own, e) || !find_like(r, name, true, &like, e))
        return false;
    if (own.role && !own.disabled)
        return err_hinted(e,
                          hint_new(r->mem, "To give another role", "user role", "name", name, "role", hint_blank, NULL),
                          ERR_CONFLICT, "name", "%s is a user already (%s)", name, own.role);
    return own.role || !like ||
           err_set(e, ERR_CONFLICT, "name",
                   "%s could be taken for the user %s; choose a name that differs by more than case and blanks", name,
                   like);
}

struct shown {
    const char *name, *role, *status;
};
static const struct column columns[] = {
    {"name", "NAME", CELL_TEXT, offsetof(struct shown, name), COLUMN_WRAP, NULL},
    {"role", "ROLE", CELL_TEXT, offsetof(struct shown, role), 0, NULL},
    {"status", "STATUS", CELL_TEXT, offsetof(struct shown, status), 0, NULL},
};
static const struct shape shape = SHAPE(columns, shown);

static const char *status_of(bool disabled) { return disabled ? "disabled" : "may act"; }

/* Answers with the user as it is now. */
static void answer_user(struct req *r, struct answer *a, struct shown now) {
    struct shown *kept = mem_alloc(r->mem, sizeof *kept);
    *kept = now;
    answer_one(a, &shape, kept);
    a->text_only = true;
}

static bool read_name(struct req *r, const struct fields *f, const char **name, struct err *e) {
    return user_name(r->mem, "name", fields_get(f, "name"), name, e);
}

/* The user that the command is about; ERR_NOT_FOUND. */
static bool find_named(struct req *r, const struct fields *f, const char **name, struct found *own, struct err *e) {
    return read_name(r, f, name, e) && find_user(r, *name, own, e) && (own->role || no_such_user(r, *name, e));
}

/* Whoever is a user under the login name need not say who is acting. */
static bool note_login(struct req *r, struct answer *a, struct err *e) {
    struct found own = {0};
    if (!r->login || !find_user(r, r->login, &own, e))
        return e->kind == ERR_NONE;
    if (!own.role || own.disabled)
        answer_note(r, a,
                    "Add people under their login names (yours is \"%s\"); then nobody needs to say who is acting",
                    text_shown(r->mem, r->login));
    return true;
}

static bool user_add(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const char *name, *role = fields_get(f, "role");
    struct standing before;
    struct trail t;
    if (!read_name(r, f, &name, e) || !user_standing(r, &before, e) || !check_new(r, name, e) ||
        !trail_begin(&t, r, e) || !store_user(r, name, role, e) || !note_login(r, a, e))
        return false;
    a->text = mem_printf(
        r->mem, "%s is a user now: %s.%s", name, role,
        before.users == 0 ? "\nFrom now on only users may change anything; reading still needs only the file." : "");
    answer_user(r, a, (struct shown){name, role, status_of(false)});
    return trail_end(&t, true, "user add", name, role, e);
}

static bool user_role(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const char *name, *role = fields_get(f, "role");
    struct found own;
    struct trail t;
    if (!find_named(r, f, &name, &own, e))
        return false;
    if (own.disabled)
        return err_hinted(e, hint_new(r->mem, "To let them act again", "user add", "name", name, "role", role, NULL),
                          ERR_CONFLICT, "name", "%s is disabled", name);
    if (!trail_begin(&t, r, e))
        return false;
    answer_user(r, a, (struct shown){name, role, status_of(false)});
    /* NOLINTNEXTLINE(clang-analyzer-*): set by every path that comes here */
    if (strcmp(own.role, role) == 0) {
        a->text = mem_printf(r->mem, "%s is %s already; nothing was changed.", name, role);
        trail_drop(&t);
        return true;
    }
    a->text = mem_printf(r->mem, "%s is %s now, no longer %s.", name, role, own.role);
    return store_user(r, name, role, e) && trail_end(&t, true, "user role", name, role, e);
}

static bool user_disable(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const char *name;
    struct found own;
    struct trail t;
    if (!find_named(r, f, &name, &own, e))
        return false;
    if (own.disabled)
        return err_set(e, ERR_CONFLICT, "name", "%s is disabled already", name);
    if (!trail_begin(&t, r, e))
        return false;
    struct query *q = sql(r->db, "UPDATE account SET disabled_at = $1 WHERE school = $2 AND name = $3");
    sql_text(q, r->now);
    sql_int(q, r->school);
    sql_text(q, name);
    a->text = mem_printf(r->mem, "%s may no longer change anything; what was done stays under that name.", name);
    answer_user(r, a, (struct shown){name, own.role, status_of(true)});
    return sql_do(q, e) && trail_end(&t, true, "user disable", name, "", e);
}

static bool user_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct shown *rows = NULL;
    size_t n = 0;
    (void)f;
    struct query *q = sql(r->db, "SELECT name, role, disabled_at IS NOT NULL FROM account WHERE school = $1 "
                                 "ORDER BY disabled_at IS NOT NULL, name");
    sql_int(q, r->school);
    while (sql_row(q)) {
        rows = mem_grow(r->mem, rows, n, sizeof *rows);
        rows[n++] =
            (struct shown){sql_get_text(q, 0, r->mem), sql_get_text(q, 1, r->mem), status_of(sql_get_int(q, 2) == 1)};
    }
    answer_list(a, &shape, rows, n);
    if (n == 0) {
        a->text = "There is no user: whoever has the file acts in every role, under the login name.";
        answer_next(r, a, add_one(r, "To add one"));
    }
    return sql_end(q, e);
}

static const struct param no_params[] = {{0}};
static const struct param role_params[] = {
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "the login name, or another name by which the user is known", NULL,
     .most = NAME_BYTES},
    {"role", PARAM_NEEDED, KIND_TEXT, "ROLE", "clerk, principal, district or viewer; district and viewer only read",
     role_words},
    {0},
};
static const struct param disable_params[] = {
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "a user", NULL, .most = NAME_BYTES},
    {0},
};
static const struct verb verbs[] = {
    {"user", "add", "add a user; from the first user on, roles hold", ACCESS_WRITE, FILE_ONLY, ROLE_PRINCIPAL, user_add,
     role_params, &shape, EXAMPLE({"name", "A. Reyes"}, {"role", "clerk"})},
    {"user", "role", "give a user another role", ACCESS_WRITE, FILE_ONLY, ROLE_PRINCIPAL, user_role, role_params,
     &shape, EXAMPLE({"name", "A. Reyes"}, {"role", "principal"}), .current = "user list"},
    {"user", "list", "the users and their roles", ACCESS_READ, NOUN_ALONE, ROLES_ALL, user_list, no_params, &shape,
     NULL},
    {"user", "disable", "a user may no longer change anything", ACCESS_WRITE, FILE_ONLY, ROLE_PRINCIPAL, user_disable,
     disable_params, &shape, NULL},
};
const struct verbs user_verbs = {verbs, sizeof verbs / sizeof *verbs};
