/* files: which kinds of file there are, told by their header row; one command
 * that imports any of them, one that exports, and the imports as a list, each
 * to be undone as one. */
#ifndef OFFICE_FILES_H
#define OFFICE_FILES_H

#include "base/verb.h"

extern const struct verbs files_verbs;

#endif
