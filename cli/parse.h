/* parse: a command line into a verb, its fields, and what concerns the door. */
#ifndef CLI_PARSE_H
#define CLI_PARSE_H

#include "base/verb.h"

struct command {
    const struct verb *verb; /* NULL: --version */
    struct fields fields;    /* dates not read yet: fields.today is set by the door */
    const char *db, *school, *as, *today;
    bool json, csv, no_color, help, version;
    const char *file, *out; /* of a KIND_FILE and a KIND_OUT_FILE parameter, or NULL */
};

/* Everything lives in r->mem, or in argv. What cannot be a command stops at once, with "did you mean"; what is wrong
 * with its options and words is put on r->problems, all of it, and then e is the first. Values are not read yet. */
bool command_parse(struct req *r, int argc, char **argv, struct command *out, struct err *e);

#endif
