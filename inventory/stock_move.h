/* move: receive, print, issue, return, adjust, and undo. Several pairs of item and
 * quantity are one transaction. Guides given by e-mail or as a web link take no
 * copy off the shelf (inventory/shelf/notice.h). */
#ifndef INVENTORY_STOCK_MOVE_H
#define INVENTORY_STOCK_MOVE_H

#include "base/verb.h"

extern const struct verbs move_verbs;

#endif
