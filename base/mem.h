/* mem: one arena per request. What a request returns lives in it, and is freed
 * with it, all at once; nothing in it is freed alone.
 *
 * Out of memory ends the process with a message and exit status 1: an open
 * transaction rolls back, so that nothing is half done. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

struct mem;

struct mem *mem_new(void);
void mem_free(struct mem *m); /* NULL does nothing */

/* Frees everything but one block, for loops over many rows. */
void mem_reset(struct mem *m);

/* Zeroed memory, aligned for any type. Never NULL. */
void *mem_alloc(struct mem *m, size_t size);

char *mem_text(struct mem *m, const char *text);                /* NULL gives NULL */
char *mem_textn(struct mem *m, const char *text, size_t bytes); /* NUL is added */
char *mem_printf(struct mem *m, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* For lists of words: `before`, then `between` (unless `before` is NULL or ""), then the text. */
char *mem_join(struct mem *m, const char *before, const char *between, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Room for one element more at the end of an array that holds `count`: returns
 * the array, moved when it had to grow. Start with NULL and 0. */
void *mem_grow(struct mem *m, void *array, size_t count, size_t element_size);

/* realloc() that never returns NULL: the caller frees the result. */
void *mem_heap(void *old, size_t size);

#endif
