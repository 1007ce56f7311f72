/* trigger: what somebody with another program does first who wants to change an append-only row. */
#ifndef TESTS_SUPPORT_TRIGGER_H
#define TESTS_SUPPORT_TRIGGER_H

#include "base/buf.h"
#include "base/db.h"

/* Drops a trigger; `text` keeps its definition for trigger_on. The caller frees it. */
bool trigger_off(struct db *db, const char *name, struct buf *text, struct err *e);
bool trigger_on(struct db *db, const struct buf *text, struct err *e);

#endif
