/* files: which kinds of file there are, told by their header row; one command
 * that imports any of them, one that exports, and the imports as a list, each
 * to be undone as one. */
#ifndef INVENTORY_FILES_H
#define INVENTORY_FILES_H

#include "base/verb.h"

extern const struct verbs files_verbs;

#endif
