/* font_file: whether a TrueType file is all there. The PDF library trusts what
 * a font says of itself, so a damaged one is kept from it. */
#ifndef FORMS_DRAW_FONT_FILE_H
#define FORMS_DRAW_FONT_FILE_H

#include <stdbool.h>

enum font_file { FONT_FILE_WHOLE, FONT_FILE_MISSING, FONT_FILE_DAMAGED };

/* WHOLE: it can be read, and each of its tables, all that the library needs
 * among them, lies within the file. */
enum font_file font_file_check(const char *path);

#endif
