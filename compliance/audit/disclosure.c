#include "compliance/audit/disclosure.h"

#include "compliance/audit/privacy.h"
#include "compliance/audit/trail.h"

enum { WHY_MOST = 500 };

static bool read_why(struct req *r, const struct fields *f, const struct disclosure *of, const char **why,
                     struct err *e) {
    if (!fields_text(f, "why", WHY_MOST, why, e) || !privacy_check_ref(r->mem, "why", *why, e))
        return false;
    for (size_t i = 0; i < of->count; i++)
        if (!privacy_check_why(r->mem, *why, of->refs[i], e))
            return false;
    return true;
}

bool disclosure_tell(struct req *r, const struct fields *f, const struct disclosure *of, struct err *e) {
    const char *why, *action = mem_printf(r->mem, "%s %s", r->verb->noun, r->verb->name);
    struct trail t;
    return read_why(r, f, of, &why, e) && trail_begin(&t, r, e) &&
           trail_end(&t, true, action, of->what, why && *why ? mem_printf(r->mem, "why: %s", why) : "no reason given",
                     e);
}
