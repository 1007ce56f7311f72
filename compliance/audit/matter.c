#include "compliance/audit/matter.h"

#include "base/text.h"
#include "compliance/audit/user.h"

void matter_add(struct matters *m, struct matter one) {
    m->list = mem_grow(m->req->mem, m->list, m->count, sizeof *m->list);
    m->list[m->count++] = one;
}

bool matters_for(struct matters *m, size_t from, const char *begin, unsigned roles, struct err *e) {
    struct mem *mem = m->req->mem;
    unsigned own;
    if (!user_roles(m->req, &own, e))
        return false;
    for (size_t i = from; i < m->count && !(own & roles); i++)
        if (m->list[i].command && text_starts(m->list[i].command, begin))
            m->list[i].command = mem_printf(mem, "the %s: %s", role_names(mem, roles), m->list[i].command);
    return true;
}

void matters_sort(struct matters *m) {
    for (size_t i = 1; i < m->count; i++) {
        struct matter one = m->list[i];
        size_t at = i;
        for (; at > 0 && m->list[at - 1].urgency > one.urgency; at--)
            m->list[at] = m->list[at - 1];
        m->list[at] = one;
    }
}
