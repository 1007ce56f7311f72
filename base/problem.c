#include "base/problem.h"

void problem_add(struct problems *p, const struct problem *one) {
    if (p->count == PROBLEMS_MOST) {
        p->left_out++;
        return;
    }
    p->list = mem_grow(p->mem, p->list, p->count, sizeof *p->list);
    struct problem *kept = &p->list[p->count++];
    *kept = *one;
    kept->field = mem_text(p->mem, one->field ? one->field : "");
    kept->message = mem_text(p->mem, one->message);
}

bool problem_take(struct problems *p, long row, struct err *e) {
    if (e->kind == ERR_NONE || e->kind >= ERR_BUSY)
        return false;
    problem_add(p, &(struct problem){e->kind, e->field, row, e->message, e->next});
    *e = (struct err){0};
    return true;
}

bool problems_none(const struct problems *p, struct err *e) {
    if (p->count == 0)
        return true;
    const struct problem *first = &p->list[0];
    return err_hinted(e, first->next, problems_kind(p), first->field, "%s", first->message);
}

enum err_kind problems_kind(const struct problems *p) {
    for (size_t i = 0; i < p->count; i++)
        if (p->list[i].kind == ERR_INPUT)
            return ERR_INPUT;
    return p->count > 0 ? p->list[0].kind : ERR_NONE;
}
