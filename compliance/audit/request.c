#include "compliance/audit/request.h"

#include "base/db.h"
#include "compliance/audit/refused.h"
#include "compliance/audit/user.h"

#include <string.h>

static bool act(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    bool ok = r->verb->run(r, f, a, e);
    /* The list tells it all, unless the store is to blame; the first of it may be the error already (problems_none). */
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

/* Draws the answer, behind the transaction. When that fails, what the verb recorded stays, and the message says so. */
static bool finish(struct req *r, struct answer *a, struct err *e) {
    if (!a->finish || a->finish(r, a, e))
        return true;
    const struct err why = *e;
    *e = (struct err){0};
    return err_hinted(e, why.next, why.kind, why.field, "%.950s%s", why.message,
                      r->recorded && !r->dropped ? "; what was recorded before is stored" : "");
}

bool request_run(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct verb *v = r->verb;
    r->dropped = r->recorded = false;
    r->problems.mem = r->mem;
    if (!r->db || v->access == ACCESS_PATH || v->access == ACCESS_NONE || (v->flags & OWN_TRANSACTION))
        return act(r, f, a, e) && finish(r, a, e);
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
    return ok && finish(r, a, e);
}
