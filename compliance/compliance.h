/* compliance: the core as one header, for a tool that links libcompliance.a. It
 * knows no stock, no orders, no paper and no command line.
 *
 * What to link: libcompliance.a, then -lcsv -ljansson -lsqlite3 -lsodium; headers
 * lie under include/guidestock (-I) once installed.
 *
 * What stands behind it
 *   school, setting       one file may hold several schools; every row has its own
 *   year, calendar        July 1 to June 30; school days, working days
 *   staff, designee       who supports special education and Section 504 tasks
 *   duty                  the 21 responsibilities of Attachment A
 *   clock_rule, clock     the legal clocks: the rules and how days are counted; those that run
 *   register              meetings, translations, record requests and so on
 *   seal, retention       how what is said of a case is kept apart, and purged
 *   trail, user           who changed what, in a chain of hashes; who may
 *   matter                what needs doing, with its command
 *   privacy, disclosure   what no text about a case may hold; who read one, and why
 *
 * A request. Everything happens for a `struct req` (base/verb.h), which the
 * caller fills; nothing here reads a clock, the environment or a login:
 *   db            db_open, db_make or db_scratch with schema_migrations; the file
 *                 is brought up to date by opening it. db_close ends it.
 *   mem           mem_new; all that is returned lives there until mem_free
 *   today, now    the day (date_from) that answers are of; UTC for the trail
 *   actor         who asks. roles_needed: any of these roles may; 0: no matter
 *   school        its id: school_choose, or that of school_add
 *   stock_fact    a function that tells how the shelf stands; NULL: none known
 *   language_name a function that tells what a language is kept as; NULL: as it
 *                 was typed
 *
 * A verb. What a person can ask for is a row of a const table (staff_verbs,
 * designee_verbs, duty_verbs, clock_verbs, calendar_verbs, register_verbs,
 * school_verbs, user_verbs): a noun, a name and `run`, which takes its words as
 * `struct fields` and answers with an array of structs and the shape that names
 * their members. req.verb is that row. All its texts live in req.mem; `bytes` of an
 * answer is freed by the caller. The calendar file of meetings (base/ics.h) opens
 * libical when it is asked for; nothing else needs it.
 *
 * A function returns whether it went well. When not, `struct err` says why: a
 * kind, the field to blame, and words for the person at the counter. It must be
 * zero at the start, and the first error stays.
 *
 * A change stands between trail_begin and trail_end, with its row in the trail
 * or not at all; verbs do that themselves. Days are integers (base/date.h), and
 * DATE_NONE is none. One thread at a time for one db.
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
#include "compliance/school/calendar.h"
#include "compliance/audit/chain.h"
#include "compliance/cases/clock.h"
#include "compliance/duty/designee.h"
#include "compliance/audit/disclosure.h"
#include "compliance/duty/duty.h"
#include "compliance/audit/matter.h"
#include "compliance/audit/privacy.h"
#include "compliance/cases/register.h"
#include "compliance/cases/retention.h"
#include "compliance/audit/request.h"
#include "compliance/audit/schema.h"
#include "compliance/school/school.h"
#include "compliance/audit/seal.h"
#include "compliance/duty/staff.h"
#include "compliance/audit/trail.h"
#include "compliance/audit/user.h"
#include "compliance/school/year.h"

#endif
