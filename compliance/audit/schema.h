/* schema: the numbered migrations, made from schema/NNN-*.sql by the build. */
#ifndef COMPLIANCE_AUDIT_SCHEMA_H
#define COMPLIANCE_AUDIT_SCHEMA_H

#include "base/db.h"

extern const struct migration schema_migrations[]; /* once released, a text is never edited: files hold it as it was */
extern const int schema_version;                   /* how many there are */

/* Compares the tables, indexes, triggers and views of a file of this version with those that the migrations make, both
 * ways: a trigger that is gone lets the record be edited, and a foreign one edits it. `found` names each. */
bool schema_verify(struct db *db, void (*found)(void *where, const char *what), void *where, struct err *e);

#endif
