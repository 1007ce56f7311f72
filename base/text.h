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

/* Characters that are not seen: joiners, marks of direction, the soft hyphen, tags. Good in a language that needs them,
 * bad in a name by which somebody is known. */
bool text_has_format(const char *text);

/* Whether two names read the same to somebody in a hurry: without regard to case and blanks. Needs a UTF-8 LC_CTYPE. */
bool text_looks_same(const char *a, const char *b);

/* Without the blanks at its ends. */
const char *text_trimmed(struct mem *m, const char *text);

/* Columns on a terminal. Wide characters take two, combining ones none; needs
 * a UTF-8 LC_CTYPE, which main sets whatever the user's locale is. */
size_t text_width(const char *text);

/* The bytes of the longest beginning that is at most `columns` wide and ends
 * between words where it can, else behind a hyphen. */
size_t text_wrap(const char *text, size_t columns);

/* The bytes of at most `most` that end at a whole character. */
size_t text_whole(const char *text, size_t most);

/* The text fit for a message: control characters and what is not UTF-8 become
 * \xNN, and a long text is cut with "…". */
const char *text_shown(struct mem *m, const char *text);

/* Letters and digits to be changed, added, left out or swapped between two ASCII words. */
size_t text_distance(const char *a, const char *b);

/* The nearest of the words, or NULL when none is near. */
const char *text_nearest(const char *word, const char *const *words, size_t count);

/* 9.66E+09: what a spreadsheet makes of a long number, so that its digits are lost. */
bool text_is_shortened(const char *text);

/* strcasecmp and prefix tests for ASCII, whatever the locale. */
bool text_same_nocase(const char *a, const char *b);
bool text_starts(const char *text, const char *start);

#endif
