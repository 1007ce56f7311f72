/* schema: the numbered migrations, made from schema/NNN-*.sql by the build. */
#ifndef COMPLIANCE_SCHEMA_H
#define COMPLIANCE_SCHEMA_H

#include "base/db.h"

extern const struct migration schema_migrations[];
extern const int schema_version; /* how many there are */

#endif
