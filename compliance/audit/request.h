/* request: the way that every verb goes, whichever door it comes through: read the fields, begin, resolve names and
 * days, act, answer. Fields are read before the store is touched, and all of their problems are told at once
 * (r->problems). The verb runs within one transaction, so that its answer shows one state; what it leaves in
 * r->problems fails the request, too, and nothing is stored. */
#ifndef COMPLIANCE_AUDIT_REQUEST_H
#define COMPLIANCE_AUDIT_REQUEST_H

#include "base/verb.h"

/* Before the store is opened: reads the fields of r->verb as they were typed (base/param.h). */
bool request_read(struct req *r, struct fields *f, struct err *e);

/* Runs r->verb on fields that were read. The caller has filled r: db open as the verb's access asks, school, door.
 * After false, e is what failed; where r->problems holds more than one, e is the first of them. */
bool request_run(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
