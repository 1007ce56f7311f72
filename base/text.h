/* text: UTF-8 as it comes from people: checked, measured, compared, quoted. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at *text, which is moved past it. What is not UTF-8 (overlong
 * forms and surrogates too) gives TEXT_BAD and moves one byte. The end gives 0. */
enum { TEXT_BAD = 0x110000 };
uint32_t text_next(const char **text);

bool text_is_utf8(const char *text);

/* Control characters: C0, DEL, C1, and the bidirectional overrides, which can
 * make a line on a screen or a form read as another. */
bool text_has_control(const char *text);

/* Invisible characters: joiners, marks of direction, the soft hyphen, tags. Some languages need them; in a name they
 * could make one person pass for another. */
bool text_has_format(const char *text);

/* Whether two names look the same at a glance: compares without case and blanks. Needs a UTF-8 LC_CTYPE. */
bool text_looks_same(const char *a, const char *b);

/* The text without blanks at its ends. */
const char *text_trimmed(struct mem *m, const char *text);

/* Columns on a terminal. Wide characters take two, combining ones none; needs
 * a UTF-8 LC_CTYPE, which main sets whatever the user's locale is. */
size_t text_width(const char *text);

/* The length in bytes of the longest beginning that is at most `columns` wide. It
 * ends between words where it can, else behind a hyphen. */
size_t text_wrap(const char *text, size_t columns);

/* The largest number of bytes up to `most` that ends at a whole character. */
size_t text_whole(const char *text, size_t most);

/* The text fit for a message: control characters and what is not UTF-8 become
 * \xNN, and a long text is cut with "…". */
const char *text_shown(struct mem *m, const char *text);

/* The edit distance of two ASCII words: letters and digits changed, added, left out or swapped. */
size_t text_distance(const char *a, const char *b);

/* The word with the smallest distance, or NULL when none is near. */
const char *text_nearest(const char *word, const char *const *words, size_t count);

/* Whether it looks like 9.66E+09: a spreadsheet has shortened a long number, and its digits are lost. */
bool text_is_shortened(const char *text);

/* strcasecmp and prefix tests for ASCII, whatever the locale. */
bool text_same_nocase(const char *a, const char *b);
bool text_starts(const char *text, const char *start);

#endif
