#include "door/hint.h"

#include "base/sqlite_file.h"
#include "compliance/audit/schema.h"
#include "compliance/audit/user.h"
#include "door/rooms.h"
#include "maintenance/copies.h"

#include <string.h>

bool hint_is_for_actor(struct req *r, const struct hint *h, const char **name) {
    const struct verb *v = verb_find(r->rooms, h->noun, h->verb);
    struct standing s;
    struct err e = {0};
    *name = NULL;
    if (!r->db || !v || !user_standing(r, &s, &e))
        return true;
    const bool has_role = h->roles == 0 || (s.users == 0 && r->door == DOOR_COMMAND_LINE) || (s.roles & h->roles);
    if (has_role && user_may(r->door, v, &s))
        return true;
    user_with_role(r, h->roles ? h->roles : v->roles, name, &e);
    return false;
}

/* The newest copy that was verified when it was made. */
static const struct hint *last_copy(const struct req *r) {
    const char *last = copies_last_good(r->mem, r->path);
    return last ? hint_new(r->mem, "To see what going back to the last good copy would lose", "restore", "file", last,
                           NULL)
                : NULL;
}

const struct hint *hint_out(const struct req *r, const struct err *e) {
    struct err ignored = {0};
    if (!r->path || strcmp(e->field, "db") != 0 || r->verb->access == ACCESS_MAKE)
        return NULL;
    enum db_state state = db_inspect(r->path, schema_version, &ignored);
    if (e->kind == ERR_NOT_FOUND)
        return state == DB_ABSENT ? hint_new(r->mem, "To make one", "init", NULL) : NULL;
    if (e->kind == ERR_IO)
        return state == DB_CUT || state == DB_NONE ? last_copy(r) : NULL;
    if (e->kind != ERR_DAMAGED)
        return NULL;
    const bool verified = strcmp(r->verb->noun, "verify") == 0;
    return hint_also(r->mem, verified ? NULL : hint_new(r->mem, "To see what is damaged", "verify", NULL),
                     last_copy(r));
}
