#include "base/mem.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 16 * 1024 };

struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

struct mem {
    struct block *first; /* the one being filled */
};

static void out_of_memory(void) __attribute__((noreturn));
static void out_of_memory(void) {
    static const char words[] = "guidestock: out of memory; nothing was changed by this command\n";
    (void)!write(STDERR_FILENO, words, sizeof words - 1);
    _exit(1);
}

void *mem_heap(void *old, size_t size) {
    void *p = old ? realloc(old, size ? size : 1) : malloc(size ? size : 1);
    if (!p)
        out_of_memory();
    return p;
}

static struct block *block_new(size_t size, struct block *next) {
    struct block *b = mem_heap(NULL, sizeof *b + size);
    b->next = next;
    b->used = 0;
    b->size = size;
    return b;
}

struct mem *mem_new(void) {
    struct mem *m = mem_heap(NULL, sizeof *m);
    m->first = block_new(BLOCK, NULL);
    return m;
}

void mem_free(struct mem *m) {
    if (!m)
        return;
    for (struct block *b = m->first, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    free(m);
}

void mem_reset(struct mem *m) {
    while (m->first->next) {
        struct block *next = m->first->next;
        free(m->first);
        m->first = next;
    }
    m->first->used = 0;
}

void *mem_alloc(struct mem *m, size_t size) {
    const size_t unit = alignof(max_align_t);
    if (size > SIZE_MAX - unit - sizeof(struct block))
        out_of_memory();
    size = (size + unit - 1) / unit * unit;
    if (m->first->size - m->first->used < size)
        m->first = block_new(size > BLOCK ? size : BLOCK, m->first);
    void *p = m->first->bytes + m->first->used;
    m->first->used += size;
    memset(p, 0, size);
    return p;
}

char *mem_textn(struct mem *m, const char *text, size_t bytes) {
    char *copy = mem_alloc(m, bytes + 1);
    memcpy(copy, text, bytes);
    return copy;
}

char *mem_text(struct mem *m, const char *text) { return text ? mem_textn(m, text, strlen(text)) : NULL; }

__attribute__((format(printf, 2, 0))) static char *print(struct mem *m, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *text = mem_alloc(m, (size_t)(n < 0 ? 0 : n) + 1);
    if (n > 0)
        vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return text;
}

char *mem_printf(struct mem *m, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = print(m, format, args);
    va_end(args);
    return text;
}

char *mem_join(struct mem *m, const char *before, const char *between, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = print(m, format, args);
    va_end(args);
    return before && *before ? mem_printf(m, "%s%s%s", before, between, text) : text;
}

void *mem_grow(struct mem *m, void *array, size_t count, size_t element_size) {
    /* The capacity is the next power of two, at least eight, so `count` alone tells when the array is full. */
    if (count && (count < 8 || (count & (count - 1)) != 0))
        return array;
    size_t room = count ? count * 2 : 8;
    if (room > SIZE_MAX / element_size)
        out_of_memory();
    void *wider = mem_alloc(m, room * element_size);
    if (count)
        memcpy(wider, array, count * element_size);
    return wider;
}
