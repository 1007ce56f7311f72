/* restore: a backup takes the place of what the file holds, once it was shown
 * what would be lost, and the location code was given. What is given up is kept
 * beside the file. */
#ifndef MAINTENANCE_RESTORE_H
#define MAINTENANCE_RESTORE_H

#include "base/verb.h"

extern const struct verbs restore_verbs;

#endif
