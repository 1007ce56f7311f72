#include "door/status.h"

#include <stddef.h>

const struct status statuses[ERR_KINDS] = {
    [ERR_NONE] = {0, "none", "done, also when there was nothing to do"},
    [ERR_INPUT] = {2, "input", "bad usage or input"},
    [ERR_NOT_FOUND] = {3, "not found", "not found: item, requisition, school, file, database"},
    [ERR_CONFLICT] = {4, "conflict", "conflict: it exists already, or changed meanwhile"},
    [ERR_RULE] = {5, "rule", "a rule forbids it"},
    [ERR_BUSY] = {6, "busy", "busy: another program holds the file"},
    [ERR_IO] = {1, "io", "failed: disk, a file that is not a guidestock database, out of memory"},
    [ERR_DAMAGED] = {7, "damaged", "damaged: verify found something"},
    [ERR_BUG] = {1, "bug", NULL},
};

const char attention_when[] = "check: something needs attention";
