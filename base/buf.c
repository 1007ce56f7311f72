#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_room(struct buf *b, size_t more) {
    if (b->room - b->length > more)
        return;
    size_t room = b->room ? b->room : 256;
    while (room - b->length <= more)
        room *= 2;
    b->data = mem_heap(b->data, room);
    b->room = room;
}

void buf_add(struct buf *b, const void *bytes, size_t count) {
    make_room(b, count);
    if (count)
        memcpy(b->data + b->length, bytes, count);
    b->length += count;
    b->data[b->length] = '\0';
}

void buf_text(struct buf *b, const char *text) { buf_add(b, text, strlen(text)); }

void buf_fill(struct buf *b, char c, size_t count) {
    make_room(b, count);
    memset(b->data + b->length, c, count);
    b->length += count;
    b->data[b->length] = '\0';
}

void buf_printf(struct buf *b, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n > 0) {
        make_room(b, (size_t)n);
        vsnprintf(b->data + b->length, (size_t)n + 1, format, again);
        b->length += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

void buf_free(struct buf *b) {
    free(b->data);
    *b = (struct buf){0};
}
