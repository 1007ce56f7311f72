/* seal: what a row of the chain says of a case stands beside it, with random
 * salt, and the chain covers its seal only: so it can be purged, nobody can guess
 * it from the seal, and the chain still verifies (domain.md section 7). */
#ifndef COMPLIANCE_AUDIT_SEAL_H
#define COMPLIANCE_AUDIT_SEAL_H

#include "base/hash.h"
#include "base/mem.h"

/* SHA-256 over the salt (SALT_BYTES) and the text, in hex. */
const char *seal_of(struct mem *m, const void *salt, const char *text);

struct query;

/* Of a row with the columns id, seal, salt, text, purged (1 or 0): what is wrong with what stands beside it, "was
 * changed"; NULL: it fits. */
const char *seal_fault(struct mem *m, struct query *row);

#endif
