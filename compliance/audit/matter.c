#include "compliance/audit/matter.h"

void matter_add(struct matters *m, struct matter one) {
    m->list = mem_grow(m->req->mem, m->list, m->count, sizeof *m->list);
    m->list[m->count++] = one;
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
