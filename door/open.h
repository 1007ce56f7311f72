/* open: the store, as a verb needs it. The caller closes req.db. */
#ifndef DOOR_OPEN_H
#define DOOR_OPEN_H

#include "compliance/audit/chain.h"

struct opening {
    const char *path;   /* of the database; NULL: none is named */
    bool named;         /* somebody named it; else it is the default place, whose folders may be made */
    const char *school; /* its code; NULL: the only one */
    const char *making; /* set by door_open, of a verb that makes the file: its name until it is whole */
};

/* Opens req->db as req->verb asks, and chooses the school. Before the first change of a day it keeps a copy of the file
 * as it is; `real_today` is that day, whatever req->today says. */
bool door_open(struct opening *o, struct req *r, int real_today, struct answer *a, struct err *e);

/* Of a verb that makes the file: gives it its name when `ok`, else deletes it. Returns `ok`, or false when it could
 * not. For any other verb it returns `ok`. */
bool door_publish(struct opening *o, struct req *r, bool ok, struct err *e);

/* The tables that the store consists of, and what stands beside them. */
extern const struct chain_parts door_parts;

/* What compliance asks of the rooms above it (base/verb.h). */
void door_connect(struct req *r);

#endif
