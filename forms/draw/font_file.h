/* font_file: whether a TrueType file is complete. The PDF library trusts the lengths and places that a font file
 * claims, so that a damaged file must be kept from it. */
#ifndef FORMS_DRAW_FONT_FILE_H
#define FORMS_DRAW_FONT_FILE_H

#include <stdbool.h>

enum font_file { FONT_FILE_WHOLE, FONT_FILE_MISSING, FONT_FILE_DAMAGED };

/* WHOLE: the file can be read, has the tables that the library needs, and each table lies within the file. */
enum font_file font_file_check(const char *path);

#endif
