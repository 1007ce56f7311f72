/* script: prepares text that runs from right to left (Arabic, Farsi) for a page that sets glyphs from left to right
 * only. FriBidi does the work.
 *
 * A paragraph is first joined (letters become presentation forms in the same order), then broken into lines by the
 * caller, and then each line is put into the order in which it is seen. Texts are UTF-8; what is returned lives in the
 * given memory. */
#ifndef FORMS_DRAW_SCRIPT_H
#define FORMS_DRAW_SCRIPT_H

#include "base/buf.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool script_is_rightward(const char *text); /* no character runs from right to left */

/* Joins a paragraph; sets `leftward` where it as a whole runs from right to left. */
const char *script_join(struct mem *m, const char *text, bool *leftward);

/* Puts one line of it into the order in which it is seen. */
const char *script_order(struct mem *m, const char *line, size_t bytes, bool leftward);

/* Adds one code point as UTF-8. */
void script_add(struct buf *b, uint32_t c);

#endif
