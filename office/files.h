/* files: the kinds of files, told apart by their header rows (docs/interfaces.md, "CSV files"): one verb imports any of
 * them, one exports, and each import can be undone as a whole. */
#ifndef OFFICE_FILES_H
#define OFFICE_FILES_H

#include "base/verb.h"

extern const struct verbs files_verbs;

#endif
