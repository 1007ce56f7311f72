/* setup: a new file with its school and the catalog of REF-5640.9; another
 * school in the same file; and a demonstration year. */
#ifndef OFFICE_SETUP_H
#define OFFICE_SETUP_H

#include "compliance/audit/trail.h"

/* Made-up calendar, families, units and a year of movements that ends
 * yesterday, from a fixed seed. In the transaction of the school's making. */
bool demo_fill(struct trail *t, struct err *e);

extern const struct verbs setup_verbs;

#endif
