#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cuts an unfinished UTF-8 sequence off the end of a text that was cut by its length. */
static void cut_whole(char *text, size_t length) {
    size_t back = 0;
    while (back < 4 && length > back && ((unsigned char)text[length - 1 - back] & 0xC0) == 0x80)
        back++;
    if (length > back && (unsigned char)text[length - 1 - back] >= 0xC0)
        text[length - 1 - back] = '\0';
}

__attribute__((format(printf, 4, 0))) static bool set(struct err *e, enum err_kind kind, const char *field,
                                                      const char *format, va_list args) {
    if (e->kind != ERR_NONE)
        return false;
    e->kind = kind;
    snprintf(e->field, sizeof e->field, "%s", field ? field : "");
    if (vsnprintf(e->message, sizeof e->message, format, args) >= (int)sizeof e->message)
        cut_whole(e->message, strlen(e->message));
    return true;
}

bool err_set(struct err *e, enum err_kind kind, const char *field, const char *format, ...) {
    va_list args;
    va_start(args, format);
    set(e, kind, field, format, args);
    va_end(args);
    return false;
}

bool err_hinted(struct err *e, const struct hint *next, enum err_kind kind, const char *field, const char *format,
                ...) {
    va_list args;
    va_start(args, format);
    if (set(e, kind, field, format, args))
        e->next = next;
    va_end(args);
    return false;
}
