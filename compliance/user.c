#include "compliance/user.h"

#include "base/db.h"
#include "base/text.h"
#include "compliance/trail.h"

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

/* ---- admitting ---- */

struct standing {
    long users; /* in all */
    unsigned roles;
    bool known, disabled;
};

static bool read_standing(struct req *r, struct standing *s, struct err *e) {
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

bool user_admit(struct req *r, struct err *e) {
    struct standing s = {0};
    if (!read_standing(r, &s, e))
        return false;
    r->roles = s.users == 0 ? ROLES_ALL : s.roles;
    if (r->roles_needed == 0 || (r->roles & r->roles_needed))
        return true;
    const char *who = text_shown(r->mem, r->actor), *needed = role_names(r->mem, r->roles_needed);
    if (s.roles != 0)
        return err_set(e, ERR_RULE, "as", "the role of %s is %s; this takes a %s (--as NAME)", who,
                       role_names(r->mem, s.roles), needed);
    if (s.disabled)
        return err_set(e, ERR_RULE, "as", "%s is disabled as a user; this takes a %s (--as NAME)", who, needed);
    return err_set(e, ERR_RULE, "as",
                   "%s is no user of this school; say who you are with --as NAME (see: guidestock user list)", who);
}

/* ---- verifying ---- */

/* What the trail says last of a user's role, and whether he may act; beside what is stored. */
bool user_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e) {
    struct query *q = sql(
        r->db, "WITH said AS (SELECT subject, max(id) AS place, max(CASE WHEN action <> 'user disable' THEN id END) "
               "AS roled FROM trail WHERE school = $1 AND action IN ('user add', 'user role', 'user disable') "
               "GROUP BY subject), own AS (SELECT name, role, disabled_at FROM account WHERE school = $1) "
               "SELECT coalesce(o.name, s.subject), CASE WHEN o.name IS NULL THEN 'is missing, and the trail says that "
               "it is there' WHEN s.subject IS NULL THEN 'is not in the trail' WHEN o.role IS NOT g.detail THEN "
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

static bool find_user(struct req *r, const char *name, bool *found, bool *disabled, struct err *e) {
    struct query *q = sql(r->db, "SELECT disabled_at IS NOT NULL FROM account WHERE school = $1 AND name = $2");
    sql_int(q, r->school);
    sql_text(q, name);
    *found = sql_row(q);
    *disabled = *found && sql_get_int(q, 0) == 1;
    return sql_end(q, e);
}

static bool store_user(struct req *r, const char *name, const char *role, struct err *e) {
    struct query *q = sql(r->db, "INSERT INTO account (school, name, role, disabled_at) VALUES ($1, $2, $3, NULL) "
                                 "ON CONFLICT (school, name) DO UPDATE SET role = excluded.role, disabled_at = NULL");
    sql_int(q, r->school);
    sql_text(q, name);
    sql_text(q, role);
    return sql_do(q, e);
}

static bool user_add(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const char *name = fields_get(f, "name"), *role = fields_get(f, "role");
    bool found, disabled;
    struct trail t;
    if (!*name)
        return err_set(e, ERR_INPUT, "name", "the user needs a name");
    if (!parse_text(r->mem, "name", name, 100, e) || !parse_word(r->mem, "role", role, role_words, e) ||
        !trail_begin(&t, r, e))
        return false;
    bool first = r->roles == ROLES_ALL;
    bool ok = find_user(r, name, &found, &disabled, e);
    if (ok && found && !disabled)
        ok = err_set(e, ERR_CONFLICT, "name",
                     "%s is a user already; for another role, first: guidestock user disable \"%s\"", name, name);
    ok = ok && store_user(r, name, role, e);
    if (!trail_end(&t, ok, "user add", name, role, e))
        return false;
    a->text =
        mem_printf(r->mem, "%s is a user now: %s.%s", name, role,
                   first ? "\nFrom now on every change needs --as NAME to be a user, unless the login name is one; "
                           "reading needs only the file."
                         : "");
    return true;
}

static bool user_disable(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const char *name = fields_get(f, "name");
    bool found, disabled;
    struct trail t;
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = find_user(r, name, &found, &disabled, e);
    if (ok && (!found || disabled))
        ok = err_set(e, found ? ERR_CONFLICT : ERR_NOT_FOUND, "name",
                     found ? "%s is disabled already" : "no user \"%s\"; see: guidestock user list",
                     text_shown(r->mem, name));
    if (ok) {
        struct query *q = sql(r->db, "UPDATE account SET disabled_at = $1 WHERE school = $2 AND name = $3");
        sql_text(q, r->now);
        sql_int(q, r->school);
        sql_text(q, name);
        ok = sql_do(q, e);
    }
    if (!trail_end(&t, ok, "user disable", name, "", e))
        return false;
    a->text = mem_printf(r->mem, "%s may no longer change anything; what was done stays under that name.", name);
    return true;
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

static bool user_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct shown *rows = NULL;
    size_t n = 0;
    (void)f;
    struct query *q = sql(r->db, "SELECT name, role, disabled_at IS NOT NULL FROM account WHERE school = $1 "
                                 "ORDER BY disabled_at IS NOT NULL, name");
    sql_int(q, r->school);
    while (sql_row(q)) {
        rows = mem_grow(r->mem, rows, n, sizeof *rows);
        rows[n++] = (struct shown){sql_get_text(q, 0, r->mem), sql_get_text(q, 1, r->mem),
                                   sql_get_int(q, 2) == 1 ? "disabled" : "may act"};
    }
    answer_list(a, &shape, rows, n);
    a->text = n == 0 ? "No user is added: whoever has the file acts in every role, under the login name.\n"
                       "Add one: guidestock user add NAME --role clerk"
                     : NULL;
    return sql_end(q, e);
}

static const struct param no_params[] = {{0}};
static const struct param add_params[] = {
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "the login name, or what --as will say", NULL},
    {"role", PARAM_NEEDED, KIND_TEXT, "ROLE", "clerk, principal, district or viewer; district and viewer only read",
     role_words},
    {0},
};
static const struct param disable_params[] = {
    {"name", PARAM_ARG, KIND_TEXT, "NAME", "a user", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"user", "add", "who may do what; from the first user on, roles hold", NEED_WRITE | NEED_FILE_ONLY, ROLES_ALL,
     user_add, add_params, NULL, "user add \"A. Reyes\" --role clerk"},
    {"user", "list", "the users and their roles", NEED_READ | NOUN_ALONE, ROLES_ALL, user_list, no_params, &shape,
     NULL},
    {"user", "disable", "a user who may no longer change anything", NEED_WRITE | NEED_FILE_ONLY, ROLES_ALL,
     user_disable, disable_params, NULL, NULL},
};
const struct verbs user_verbs = {verbs, sizeof verbs / sizeof *verbs};
