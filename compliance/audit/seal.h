/* seal: text about a case is stored beside its row of the chain, with random salt,
 * and the chain covers only the hash of both, the seal. So the text can be purged,
 * nobody can guess it from the seal, and the chain still verifies. */
#ifndef COMPLIANCE_AUDIT_SEAL_H
#define COMPLIANCE_AUDIT_SEAL_H

#include "base/hash.h"
#include "base/mem.h"

/* SHA-256 over the salt (SALT_BYTES) and the text, in hex. */
const char *seal_of(struct mem *m, const void *salt, const char *text);

struct query;

/* For a row with the columns id, seal, salt, text, purged (1 or 0): what is wrong with its text, like "was changed";
 * NULL when the text fits its seal. */
const char *seal_fault(struct mem *m, struct query *row);

#endif
