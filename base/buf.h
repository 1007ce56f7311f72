/* buf: bytes that grow. The owner frees it with buf_free. `data` is always
 * followed by a NUL that `length` does not count, once anything was added. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

struct buf {
    char *data;
    size_t length, room;
};

void buf_add(struct buf *b, const void *bytes, size_t count);
void buf_text(struct buf *b, const char *text);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_fill(struct buf *b, char c, size_t count); /* `count` times c */
void buf_free(struct buf *b);                       /* leaves it empty and ready for use */

#endif
