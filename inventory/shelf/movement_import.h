/* import: movements from a file, in bounded memory. Reads the whole file in one
 * transaction, names every refused row, and stores all rows or none; one row of
 * the trail, one batch.
 *
 * A row is known by its content and its number among equal rows that were
 * imported and not undone: importing the same file twice changes nothing. The
 * edition that a row names is part of its content; a row without one stands for
 * the edition that was current on its day.
 *
 * A guide given by e-mail or as a web link (how: email, web) becomes a notice and
 * takes no copy off the shelf. Version 1 took one: export writes its movements as
 * how: email-copy, web-copy, so that importing them gives the same stock.
 *
 * --skip-bad leaves out rows that cannot be read, and all rows of an item that the
 * file would take below zero: no order of the rows says which of them is wrong. */
#ifndef INVENTORY_SHELF_MOVEMENT_IMPORT_H
#define INVENTORY_SHELF_MOVEMENT_IMPORT_H

#include "inventory/shelf/movement.h"

bool import_movements(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
