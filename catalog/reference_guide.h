/* reference_guide: the publications and items of REF-5640.9 (September 2022), with which a new school's catalog
 * begins. */
#ifndef CATALOG_REFERENCE_GUIDE_H
#define CATALOG_REFERENCE_GUIDE_H

#include "base/verb.h"

/* Stores them for r->school, with the languages (languages_seed); in a transaction. */
bool reference_guide_seed(struct req *r, struct err *e);

#endif
