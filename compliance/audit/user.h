/* user: who may do what. While a school has no user, whoever has the file acts
 * in every role; from the first on, a change needs its actor to be one, and
 * roles hold (interfaces.md, "Who"). Reading needs only the file. */
#ifndef COMPLIANCE_AUDIT_USER_H
#define COMPLIANCE_AUDIT_USER_H

#include "base/verb.h"

/* A name as users have it: without blanks at its ends, nothing in it that is not seen. ERR_INPUT, told of `field`. */
bool user_name(struct mem *m, const char *field, const char *text, const char **name, struct err *e);

struct standing { /* of the actor, in the school */
    long users;   /* of the school, in all; 0: whoever has the file acts in every role */
    unsigned roles;
    bool known, disabled;
};
bool user_standing(struct req *r, struct standing *out, struct err *e);

/* The one decision, for every door. On the command line, who holds the file may read, and may do what the verb's row
 * gives to whoever holds the file; everything else, and everything on the page, takes one of the verb's roles. */
bool user_may(enum door door, const struct verb *v, const struct standing *s);

/* Sets r->roles, and refuses with ERR_RULE an actor who may not (user_may), saying why. A request without a school
 * (another school in the file) asks all schools' users. */
bool user_admit(struct req *r, struct err *e);

/* The roles that the actor has, whoever asks: all while there is no user, none for one who is no user. */
bool user_roles(struct req *r, unsigned *roles, struct err *e);

/* The name of a user who may act in one of the roles, the first by name; NULL: there is none. */
bool user_with_role(struct req *r, unsigned roles, const char **name, struct err *e);

/* Compares the users of r->school with what the trail says of them, and calls `found` for each that differs. */
bool user_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e);

/* "principal", "clerk or principal" */
const char *role_names(struct mem *m, unsigned roles);

extern const struct verbs user_verbs;

#endif
