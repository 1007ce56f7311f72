/* catalog_file: the catalog as a file (docs/interfaces.md, "catalog"): import, export, and the undoing of an import.
 * What is exported is imported unchanged, with editions and the sources of numbers. All editions of an item that has
 * several stand in one cell, "Sep 2018; 2026-09-14 Sep 2026"; a ; within a name is written twice. */
#ifndef CATALOG_CATALOG_FILE_H
#define CATALOG_CATALOG_FILE_H

#include "catalog/edition.h"
#include "compliance/audit/batch.h"
#include "compliance/audit/trail.h"

struct edition_change { /* an edition from that day on was added or taken away */
    long item;
    int from;
};

/* The functions of the room that knows the shelf. */
struct catalog_shelf {
    bool (*settle)(struct trail *t, const struct edition_change *list, size_t count, struct err *e);
    bool (*is_used)(struct req *r, long item, long edition, bool *used, struct err *e); /* edition 0: any */
};

bool catalog_import(struct req *r, const struct fields *f, struct answer *a, const struct catalog_shelf *shelf,
                    struct err *e);
extern const struct shape catalog_export_shape; /* the columns of an import */
bool catalog_export(struct req *r, const struct fields *f, struct answer *a, struct err *e);

/* In a transaction: puts the items back as they were, and takes away those that were new. ERR_CONFLICT when they are
 * not as the import left them, ERR_RULE when something refers to a new one by now. */
bool catalog_undo(struct trail *t, const struct batch *b, const struct catalog_shelf *shelf, struct err *e);

#endif
