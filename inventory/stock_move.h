/* stock_move: the verbs that record movements (receive, print, issue, return, adjust), and the one that undoes one.
 * Several pairs of item and quantity are recorded together, or not at all. Guides given by e-mail or as a web link take
 * no copy off the shelf (inventory/shelf/notice.h). */
#ifndef INVENTORY_STOCK_MOVE_H
#define INVENTORY_STOCK_MOVE_H

#include "base/verb.h"

extern const struct verbs move_verbs;

#endif
