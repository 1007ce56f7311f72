#include "forms/paper.h"

struct paper *paper_load(struct req *r, struct err *e) {
    struct paper *p = mem_alloc(r->mem, sizeof *p);
    return school_load(r, &p->school, e) && school_settings(r, &p->settings, e) ? p : NULL;
}

static bool draw(struct req *r, struct answer *a, struct err *e) {
    return sheet_pdf(r->mem, a->finish_with, &a->bytes, e);
}

bool paper_answer(struct answer *a, struct paper *p, const char *file_name) {
    a->form = ANSWER_BYTES;
    a->file_name = file_name;
    a->finish = draw;
    a->finish_with = p;
    return true;
}
