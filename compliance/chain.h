/* chain: the append-only tables of compliance, for `verify` (compliance/audit/trail.h). */
#ifndef COMPLIANCE_CHAIN_H
#define COMPLIANCE_CHAIN_H

#include "compliance/audit/trail.h"

enum { COMPLIANCE_SOURCES_MOST = 16 };

/* Their sources, in `out`, which has room for COMPLIANCE_SOURCES_MOST; returns how many. The caller ends the queries.
 */
size_t compliance_chain(struct req *r, struct trail_source *out);

#endif
