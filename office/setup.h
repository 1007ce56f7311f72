/* setup: the verbs that make a school with the catalog of REF-5640.9, in a new file or beside another school, and the
 * demonstration year. */
#ifndef OFFICE_SETUP_H
#define OFFICE_SETUP_H

#include "compliance/audit/trail.h"

/* Fills the new school of t->req with a made-up calendar, families, units of issue, and a year of movements that ends
 * yesterday. A fixed seed makes them the same each time. Within the trail entry that makes the school. */
bool demo_fill(struct trail *t, struct err *e);

extern const struct verbs setup_verbs;

#endif
