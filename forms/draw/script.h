/* script: text that runs from right to left, made ready for a page that can
 * only set glyphs from left to right. Through FriBidi.
 *
 * A paragraph is first joined (letters become presentation forms, the order
 * stays), then broken into lines, and each line is put in the order of the
 * eye. Texts are UTF-8; what is returned lives in the given memory. */
#ifndef FORMS_DRAW_SCRIPT_H
#define FORMS_DRAW_SCRIPT_H

#include "base/buf.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool script_is_rightward(const char *text); /* nothing in it runs from right to left */

/* Sets `leftward`: the paragraph as a whole runs from right to left. */
const char *script_join(struct mem *m, const char *text, bool *leftward);

const char *script_order(struct mem *m, const char *line, size_t bytes, bool leftward);

/* Adds one code point as UTF-8. */
void script_add(struct buf *b, uint32_t c);

#endif
