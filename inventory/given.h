/* given: what was handed out in a school year, by reason, item and edition: on
 * paper, by e-mail, as a web link. The practical proof that the guides were given
 * (domain.md section 6); it holds no names. */
#ifndef INVENTORY_GIVEN_H
#define INVENTORY_GIVEN_H

#include "base/verb.h"

extern const struct verbs given_verbs;

#endif
