#include "compliance/audit/disclosure.h"

#include "compliance/audit/privacy.h"
#include "compliance/audit/trail.h"

static bool check_why(struct req *r, const char *why, const struct disclosure *of, struct err *e) {
    if (!privacy_check_ref(r->mem, "why", why, e))
        return false;
    for (size_t i = 0; i < of->count; i++)
        if (!privacy_check_why(r->mem, why, of->refs[i], e))
            return false;
    return true;
}

bool disclosure_tell(struct req *r, const struct fields *f, const struct disclosure *of, struct err *e) {
    const char *why = field_text(f, "why"), *action = mem_printf(r->mem, "%s %s", r->verb->noun, r->verb->name);
    struct trail t;
    return check_why(r, why, of, e) && trail_begin(&t, r, e) &&
           trail_end(&t, true, action, of->what, why ? mem_printf(r->mem, "why: %s", why) : "no reason given", e);
}
