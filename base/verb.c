#include "base/verb.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const struct shape shape_text = {0}, shape_bytes = {0};

__attribute__((format(printf, 4, 0))) static void add_note(struct req *r, struct answer *a, const struct hint *next,
                                                           const char *format, va_list args) {
    char words[1000];
    vsnprintf(words, sizeof words, format, args);
    a->notes = mem_grow(r->mem, a->notes, a->note_count, sizeof *a->notes);
    a->notes[a->note_count++] = (struct note){.words = mem_text(r->mem, words), .next = next};
}

void answer_note(struct req *r, struct answer *a, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add_note(r, a, NULL, format, args);
    va_end(args);
}

void answer_note_next(struct req *r, struct answer *a, const struct hint *next, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add_note(r, a, next, format, args);
    va_end(args);
}

void answer_next(struct req *r, struct answer *a, const struct hint *next) {
    a->next = hint_also(r->mem, a->next, next);
}

bool answer_refuse(struct req *r, struct answer *a, long line, struct err *e) {
    if (e->kind >= ERR_BUSY)
        return false;
    if (++a->refused <= REFUSALS_MOST) {
        answer_note(r, a, "row %ld, %s", line, e->message);
        a->notes[a->note_count - 1].line = line;
        a->notes[a->note_count - 1].next = hint_copy(r->mem, e->next);
    }
    if (a->keep_refusals) {
        a->refusals = mem_grow(r->mem, a->refusals, a->refusal_count, sizeof *a->refusals);
        a->refusals[a->refusal_count++] = (struct refusal){line, mem_text(r->mem, e->message)};
    }
    *e = (struct err){0};
    return true;
}

struct refused_note {
    struct note note;
    size_t met; /* of two about one row, the first stays the first */
};

static int by_line(const void *a, const void *b) {
    const struct refused_note *x = a, *y = b;
    if (x->note.line != y->note.line)
        return x->note.line < y->note.line ? -1 : 1;
    return (x->met > y->met) - (x->met < y->met);
}

void answer_refusals_in_order(struct req *r, struct answer *a) {
    struct refused_note *sorted = mem_alloc(r->mem, (a->note_count + 1) * sizeof *sorted);
    size_t n = 0, k = 0;
    for (size_t i = 0; i < a->note_count; i++)
        if (a->notes[i].line > 0)
            sorted[n++] = (struct refused_note){a->notes[i], i};
    qsort(sorted, n, sizeof *sorted, by_line);
    for (size_t i = 0; i < a->note_count; i++)
        if (a->notes[i].line > 0)
            a->notes[i] = sorted[k++].note;
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
