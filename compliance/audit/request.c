#include "compliance/audit/request.h"

#include "base/db.h"
#include "compliance/audit/refused.h"
#include "compliance/audit/user.h"

#include <string.h>

static bool act(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    bool ok = r->verb->run(r, f, a, e);
    /* The error of a verb is mostly problems_none of its list; another one joins the list, unless the store is to
     * blame. */
    if (r->problems.count > 0 && e->kind < ERR_BUSY) {
        if (strcmp(e->message, r->problems.list[0].message) != 0)
            problem_take(&r->problems, 0, e);
        *e = (struct err){0};
        ok = problems_none(&r->problems, e);
    }
    return ok;
}

static bool begin(struct req *r, struct err *e) {
    return r->verb->access == ACCESS_READ ? db_begin_read(r->db, e) : db_begin(r->db, r->school, e);
}

bool request_read(struct req *r, struct fields *f, struct err *e) {
    r->problems.mem = r->mem;
    params_read(r->verb->params, f, &r->problems);
    return problems_none(&r->problems, e);
}

bool request_run(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct verb *v = r->verb;
    r->dropped = false;
    r->problems.mem = r->mem;
    if (!r->db || v->access == ACCESS_PATH || v->access == ACCESS_NONE || (v->flags & OWN_TRANSACTION))
        return act(r, f, a, e) && (!a->finish || a->finish(r, a, e));
    if (!begin(r, e))
        return false;
    bool ok = user_admit(r, e) && act(r, f, a, e);
    struct err ignored = {0};
    if (ok && r->dropped)
        db_end(r->db, false, &ignored);
    else
        ok = db_end(r->db, ok, e);
    if (!ok && a->written)
        refused_drop(a->written);
    return ok && (!a->finish || a->finish(r, a, e));
}
