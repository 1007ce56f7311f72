#include "door/open.h"

#include "base/sqlite_file.h"
#include "catalog/language.h"
#include "compliance/audit/schema.h"
#include "compliance/audit/trail.h"
#include "compliance/audit/user.h"
#include "compliance/cases/clock.h"
#include "compliance/cases/register.h"
#include "compliance/duty/designee.h"
#include "compliance/duty/duty_event.h"
#include "compliance/school/school.h"
#include "inventory/count/count.h"
#include "inventory/order/delivery.h"
#include "inventory/order/requisition.h"
#include "inventory/shelf/ledger.h"
#include "inventory/shelf/notice.h"
#include "inventory/stock.h"
#include "maintenance/backup.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct chain_table *const tables[] = {
    &trail_table, &movement_table,    &requisition_table, &delivery_table, &notice_table,
    &clock_table, &designation_table, &duty_table,        &register_table, NULL,
};
static bool (*const checks[])(struct req *r, chain_found *found, void *where, struct err *e) = {
    ledger_verify, requisition_verify, user_verify, count_verify, clock_verify, register_verify, NULL,
};
const struct chain_parts door_parts = {tables, checks};

void door_connect(struct req *r) {
    r->parts = &door_parts;
    r->stock_fact = stock_fact;
    r->language_name = language_name;
}

/* The folder of the default place, for a first `init`. */
static void make_folders(struct mem *m, const char *path) {
    char *copy = mem_text(m, path);
    for (char *s = copy + 1; *s; s++)
        if (*s == '/') {
            *s = '\0';
            if (mkdir(copy, 0700) != 0 && errno != EEXIST)
                return; /* opening will say why */
            *s = '/';
        }
}

static bool make(struct opening *o, struct req *r, struct err *e) {
    struct stat st;
    if (lstat(o->path, &st) == 0)
        return err_set(e, ERR_CONFLICT, "db", "%s exists already; it was not touched", o->path);
    if (!o->named)
        make_folders(r->mem, o->path);
    o->making = mem_printf(r->mem, "%s.new-%ld", o->path, (long)getpid());
    if (db_make(&r->db, o->making, schema_migrations, schema_version, e))
        return true;
    o->making = NULL;
    return false;
}

bool door_open(struct opening *o, struct req *r, int real_today, struct answer *a, struct err *e) {
    const struct verb *v = r->verb;
    struct err absent = {0};
    door_connect(r);
    if (v->access == ACCESS_NONE || v->access == ACCESS_PATH)
        return true;
    if (v->access == ACCESS_MAKE)
        return make(o, r, e);
    if ((v->flags & FILE_MAY_LACK) && db_inspect(o->path, schema_version, &absent) == DB_ABSENT)
        return true;
    if (!db_open(&r->db, o->path, v->access != ACCESS_READ, schema_migrations, schema_version, e))
        return false;
    if (!(v->flags & ANY_SCHOOL) && !school_choose(r, o->school, e))
        return false;
    if (v->access != ACCESS_READ)
        backup_of_day(r, real_today, a);
    return true;
}

bool door_publish(struct opening *o, struct req *r, bool ok, struct err *e) {
    if (!o->making)
        return ok;
    db_close(r->db);
    r->db = NULL;
    if (ok && link(o->making, o->path) != 0)
        ok = err_set(e, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "db", "cannot make %s: %s", o->path, strerror(errno));
    db_unmake(o->making);
    return ok;
}
