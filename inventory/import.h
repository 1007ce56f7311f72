/* import: movements from a file, in bounded memory. The whole file is checked
 * before anything is written; all refused rows are named at once; one
 * transaction, one row of the trail.
 *
 * A row's identity is its content plus its occurrence number among the rows
 * imported and not undone: the same file twice changes nothing. */
#ifndef INVENTORY_IMPORT_H
#define INVENTORY_IMPORT_H

#include "inventory/movement.h"

extern const struct verbs import_verbs;

#endif
