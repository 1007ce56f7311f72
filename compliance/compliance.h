/* compliance: the core as one header, for a tool that links libcompliance.a. It
 * knows no stock, no orders, no paper and no command line.
 *
 * What to link: libcompliance.a, then -lcsv -ljansson -lsqlite3 -lsodium; headers
 * lie under include/guidestock (-I) once installed.
 *
 * What it holds
 *   school, setting       one file may hold several schools; every row names its school
 *   year, calendar        July 1 to June 30; school days, working days
 *   staff, designee       who supports special education and Section 504 tasks
 *   duty                  the 21 responsibilities of Attachment A
 *   clock_rule, clock     the legal clocks: the rules, how days are counted, open clocks
 *   register              meetings, translations, record requests and so on
 *   seal, retention       how text about a case is kept apart, and purged
 *   trail, user           who changed what, in a chain of hashes; who may do what
 *   matter                what needs doing, with the hint that says how
 *   privacy, disclosure   what no text about a case may hold; who read a case, and why
 *
 * A request. Everything happens for a `struct req` (base/verb.h), which the caller
 * fills. Nothing here reads the clock, the environment or the login name:
 *   db            from db_open, db_make or db_scratch with schema_migrations; opening
 *                 a file brings it up to date. The caller closes it with db_close.
 *   mem           from mem_new; all that is returned lives there until mem_free
 *   verb          a row of a table of verbs
 *   today, now    the day (date_from) of the answers; UTC, for the trail
 *   actor         who asks
 *   door          DOOR_COMMAND_LINE lets whoever holds the file read without a role
 *   school        its id, from school_choose or school_add
 *   stock_fact    a function that tells the state of the shelf; NULL: not known
 *   language_name a function that tells the standard name of a language; NULL: any
 *                 name is taken as it was typed
 *
 * A verb. What a person can ask for is a row of a const table (staff_verbs,
 * designee_verbs, duty_verbs, clock_verbs, calendar_verbs, register_verbs,
 * school_verbs, user_verbs). The caller puts the words into `struct fields`, and calls
 *   request_read  reads every field by the verb's parameters; all problems at once
 *   request_run   begins a transaction, decides who may, runs the verb, and commits
 * The answer is an array of structs and the shape that names their members. Its texts
 * live in req.mem; the caller frees `bytes`. Only the calendar file of meetings
 * (base/ics.h) opens libical.
 *
 * A function returns whether it succeeded. If not, `struct err` says why: a kind, the
 * field to blame, a message for the person at the counter, and perhaps a hint. It must
 * be zero at the start; the first error stays. After request_read or request_run failed,
 * req.problems holds every problem of the input.
 *
 * A change stands between trail_begin and trail_end, within a transaction: its row in
 * the trail is stored with it, or neither is. Verbs call both themselves. Days are
 * integers (base/date.h); DATE_NONE stands for a day that is not there. Only one
 * thread at a time may use a db.
 *
 * tests/example_core.c is a whole program of this kind. */
#ifndef COMPLIANCE_COMPLIANCE_H
#define COMPLIANCE_COMPLIANCE_H

#include "base/date.h"
#include "base/db.h"
#include "base/err.h"
#include "base/fields.h"
#include "base/mem.h"
#include "base/verb.h"
#include "compliance/audit/chain.h"
#include "compliance/audit/disclosure.h"
#include "compliance/audit/matter.h"
#include "compliance/audit/privacy.h"
#include "compliance/audit/request.h"
#include "compliance/audit/schema.h"
#include "compliance/audit/seal.h"
#include "compliance/audit/trail.h"
#include "compliance/audit/user.h"
#include "compliance/cases/calendar_verbs.h"
#include "compliance/cases/clock.h"
#include "compliance/cases/register.h"
#include "compliance/cases/retention.h"
#include "compliance/duty/designee.h"
#include "compliance/duty/duty.h"
#include "compliance/duty/staff.h"
#include "compliance/school/calendar.h"
#include "compliance/school/school.h"
#include "compliance/school/year.h"

#endif
