/* import: movements from a file, in bounded memory. The whole file is checked
 * before anything is written; all refused rows are named at once; one
 * transaction, one row of the trail, one batch.
 *
 * A row's identity is its content plus its occurrence number among the rows
 * imported and not undone: the same file twice changes nothing. The edition
 * that a row names is part of its content; a row that names none stands for
 * the one that its day tells.
 *
 * What was given by e-mail or as a web link (how: email, web) becomes a notice
 * and takes no copy off the shelf. Version 1 did take them: its movements go
 * out, and come back, as how: email-copy, web-copy, so that neither the stock
 * nor the tally of what was sent is another afterwards.
 *
 * With --skip-bad rows that cannot be read are left out, and so are all rows
 * of an item that the others would take below zero on some day: no order of the
 * rows says which of them is wrong, and without all of them the item is as it
 * was, so that it cannot go below zero, whatever else the file holds. */
#ifndef INVENTORY_SHELF_MOVEMENT_IMPORT_H
#define INVENTORY_SHELF_MOVEMENT_IMPORT_H

#include "inventory/shelf/movement.h"

bool import_movements(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
