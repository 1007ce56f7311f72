/* user: who may do what. While a school has no user, whoever has the file acts
 * in every role. From the first user on, only users may change anything, and their
 * roles hold (docs/interfaces.md). On the command line, reading needs only the file. */
#ifndef COMPLIANCE_AUDIT_USER_H
#define COMPLIANCE_AUDIT_USER_H

#include "base/verb.h"

/* Reads the name of a user: blanks at its ends are dropped, invisible characters refused. ERR_INPUT, at `field`. */
bool user_name(struct mem *m, const char *field, const char *text, const char **name, struct err *e);

struct standing { /* the actor's, in the school */
    long users;   /* how many users the school has; 0: whoever has the file acts in every role */
    unsigned roles;
    bool known, disabled;
};
bool user_standing(struct req *r, struct standing *out, struct err *e);

/* The one decision, for every door. On the command line, whoever holds the file may read, and may run a verb with
 * FILE_ONLY. Everything else, and everything on the page, needs one of the verb's roles. */
bool user_may(enum door door, const struct verb *v, const struct standing *s);

/* Refuses with ERR_RULE, field "as", an actor who may not run the verb (user_may), and says why. Sets r->roles, but not
 * for a verb of ACCESS_READ on the command line, where it does not ask who the actor is. A request without a school
 * (another school is added to the file) asks all schools' users. */
bool user_admit(struct req *r, struct err *e);

/* The name of a user who may act in one of the roles, the first by name; NULL: there is none. */
bool user_with_role(struct req *r, unsigned roles, const char **name, struct err *e);

/* Compares the users of r->school with what the trail says of them, and calls `found` for each that differs. */
bool user_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e);

/* "principal", "clerk or principal" */
const char *role_names(struct mem *m, unsigned roles);

extern const struct verbs user_verbs;

#endif
