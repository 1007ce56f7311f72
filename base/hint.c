#include "base/hint.h"

#include <stdarg.h>
#include <string.h>

const char hint_blank[] = "";

static struct hint *copy(struct mem *m, const struct hint *h) {
    struct hint *out = mem_alloc(m, sizeof *out);
    *out = *h;
    return out;
}

const struct hint *hint_with(struct mem *m, const struct hint *h, const char *name, const char *value) {
    if (!value)
        return h;
    struct field *values = mem_alloc(m, (h->count + 1) * sizeof *values);
    if (h->count > 0)
        memcpy(values, h->values, h->count * sizeof *values);
    values[h->count] = (struct field){.name = name, .value = value == hint_blank ? hint_blank : mem_text(m, value)};
    struct hint *out = copy(m, h);
    out->values = values;
    out->count++;
    return out;
}

const struct hint *hint_new(struct mem *m, const char *words, const char *verb, ...) {
    const char *blank = strchr(verb, ' ');
    const struct hint bare = {.noun = blank ? mem_textn(m, verb, (size_t)(blank - verb)) : verb,
                              .verb = blank ? blank + 1 : "",
                              .words = words};
    const struct hint *h = copy(m, &bare);
    va_list pairs;
    va_start(pairs, verb);
    for (const char *name; (name = va_arg(pairs, const char *)) != NULL;)
        h = hint_with(m, h, name, va_arg(pairs, const char *));
    va_end(pairs);
    return h;
}

const struct hint *hint_copy(struct mem *m, const struct hint *h) {
    if (!h)
        return NULL;
    struct hint *out = copy(m, h);
    out->noun = mem_text(m, h->noun);
    out->verb = mem_text(m, h->verb);
    out->words = mem_text(m, h->words);
    out->count = 0;
    const struct hint *filled = out;
    for (size_t i = 0; i < h->count; i++)
        filled = hint_with(m, filled, mem_text(m, h->values[i].name), h->values[i].value);
    out = copy(m, filled);
    out->also = hint_copy(m, h->also);
    return out;
}

const struct hint *hint_also(struct mem *m, const struct hint *first, const struct hint *second) {
    if (!first)
        return second;
    struct hint *out = copy(m, first);
    out->also = hint_also(m, first->also, second);
    return out;
}

const struct hint *hint_for(struct mem *m, const struct hint *h, unsigned roles) {
    struct hint *out = copy(m, h);
    out->roles = roles;
    return out;
}
