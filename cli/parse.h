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
    struct fields taken;    /* words of a list that were written otherwise: what they were taken for */
};

/* Everything lives in `m`, or in argv. Errors are ERR_INPUT with "did you mean". */
bool command_parse(struct mem *m, int argc, char **argv, struct command *out, struct err *e);

#endif
