#include "base/verb.h"

#include <stdarg.h>
#include <stdio.h>

void answer_note(struct req *r, struct answer *a, const char *format, ...) {
    char words[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    a->notes = mem_grow(r->mem, a->notes, a->note_count, sizeof *a->notes);
    a->notes[a->note_count++] = mem_text(r->mem, words);
}

void answer_refuse(struct req *r, struct answer *a, long line, struct err *e) {
    if (++a->refused <= REFUSALS_MOST)
        answer_note(r, a, "row %ld, %s", line, e->message);
    if (a->keep_refusals) {
        a->refusals = mem_grow(r->mem, a->refusals, a->refusal_count, sizeof *a->refusals);
        a->refusals[a->refusal_count++] = (struct refusal){line, mem_text(r->mem, e->message)};
    }
    *e = (struct err){0};
}

bool answer_unrefused(const struct answer *a, const char *summary, struct err *e) {
    if (a->refused == 0)
        return true;
    return err_set(e, ERR_INPUT, "file", "%s%s", summary,
                   a->refused > REFUSALS_MOST ? " (the first 1000 are shown)" : "");
}

void answer_list(struct answer *a, const struct shape *shape, const void *list, size_t count) {
    a->form = ANSWER_LIST;
    a->shape = shape;
    a->rows = (struct rows){list, count};
}

void answer_one(struct answer *a, const struct shape *shape, const void *one) {
    a->form = ANSWER_ONE;
    a->shape = shape;
    a->rows = (struct rows){one, 1};
}
