#include "compliance/cases/meeting_ics.h"

#include "base/ics.h"
#include "compliance/cases/register_input.h"
#include "compliance/cases/register_verbs.h"
#include "compliance/school/school.h"

#include <stdlib.h>
#include <string.h>

/* The schools of the district are in Los Angeles; the rules are those since 2007 (15 U.S.C. 260a). */
static const char zone[] = "America/Los_Angeles";
static const char zone_rules[] = "BEGIN:VTIMEZONE\r\n"
                                 "TZID:America/Los_Angeles\r\n"
                                 "BEGIN:DAYLIGHT\r\n"
                                 "TZNAME:PDT\r\n"
                                 "DTSTART:20070311T020000\r\n"
                                 "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n"
                                 "TZOFFSETFROM:-0800\r\n"
                                 "TZOFFSETTO:-0700\r\n"
                                 "END:DAYLIGHT\r\n"
                                 "BEGIN:STANDARD\r\n"
                                 "TZNAME:PST\r\n"
                                 "DTSTART:20071104T020000\r\n"
                                 "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n"
                                 "TZOFFSETFROM:-0700\r\n"
                                 "TZOFFSETTO:-0800\r\n"
                                 "END:STANDARD\r\n"
                                 "END:VTIMEZONE\r\n";

enum { USUAL_MINUTES = 60, DAY_BEFORE = 24 * 60, HOUR_BEFORE = 60 };

static bool same(const char *a, const char *b) { return a && strcmp(a, b) == 0; }

/* Held, it is over; otherwise who has it in a calendar is to know that it is off. */
static bool is_off(const struct register_entry *x) { return x->status != REGISTER_OPEN; }

static bool is_ahead(const struct req *r, const struct register_entry *x) {
    return x->on >= r->today && !(x->status == REGISTER_DONE && same(register_get(&x->now, "outcome"), "held"));
}

static const char *description(struct mem *m, const struct register_entry *x) {
    const char *interpreter = register_get(&x->now, "interpreter"), *link = register_get(&x->now, "link");
    const char *notified = register_get(&x->now, "notified");
    return mem_printf(m, "%s%s%s%s%s%sParticipants notified: %s\nguidestock, meeting %ld", link ? "Join: " : "",
                      link ? link : "", link ? "\n" : "", interpreter ? "Interpreter: " : "",
                      interpreter ? interpreter : "", interpreter ? "\n" : "", notified ? notified : "not yet",
                      x->number);
}

static struct ics_event event_of(struct mem *m, const struct school *school, const struct register_entry *x,
                                 bool cases) {
    const char *at = register_get(&x->now, "at"), *minutes = register_get(&x->now, "minutes");
    const char *ref = cases ? register_get(&x->now, "ref") : NULL;
    char hash[2 * HASH_BYTES + 1];
    hash_text(hash, &x->events[0].hash); /* of its first row, which never changes: it is nobody else's */
    struct ics_event v = {.uid = mem_printf(m, "meeting-%ld-%.16s@%s.guidestock", x->number, hash, school->code),
                          .stamp = x->events[x->count - 1].at,
                          .date = x->on,
                          .minute = (int)(strtol(at, NULL, 10) * 60 + strtol(at + 3, NULL, 10)),
                          .minutes = minutes ? (int)strtol(minutes, NULL, 10) : USUAL_MINUTES,
                          .summary = mem_printf(m, "%s meeting%s%s%s", register_shown(register_get(&x->now, "kind")),
                                                ref ? " (" : "", ref ? ref : "", ref ? ")" : ""),
                          .location = register_get(&x->now, "place"),
                          .url = register_get(&x->now, "link"),
                          .description = description(m, x),
                          .cancelled = is_off(x)};
    for (size_t i = 1; i < x->count; i++)
        v.sequence += (x->events[i].step->flags & (STEP_SETS_DAY | STEP_CLOSES | STEP_REOPENS)) != 0;
    return v;
}

static bool choose(struct req *r, long number, struct register_entries *out, struct err *e) {
    const struct register_book *book = register_find("meeting");
    struct register_entry *one = mem_alloc(r->mem, sizeof *one);
    size_t n = 0;
    if (number) {
        *out = (struct register_entries){one, 1};
        return register_load_one(r, book, number, one, e);
    }
    if (!register_load(r, book, (struct register_choice){0, false}, out, e))
        return false;
    for (size_t i = 0; i < out->count; i++)
        if (is_ahead(r, &out->list[i]))
            out->list[n++] = out->list[i];
    out->count = n;
    return n > 0 || err_set(e, ERR_NOT_FOUND, "id", "no meeting lies ahead; see: guidestock meeting list");
}

bool meeting_ics(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct register_entries found;
    struct school school;
    bool cases = fields_has(f, "cases");
    long number;
    if (!fields_int(f, "id", (struct range){1, 1000000000}, 0, &number, e) || !school_load(r, &school, e) ||
        !choose(r, number, &found, e))
        return false;
    struct ics_event *events = mem_alloc(r->mem, found.count * sizeof *events);
    for (size_t i = 0; i < found.count; i++)
        events[i] = event_of(r->mem, &school, &found.list[i], cases);
    const struct ics_calendar calendar = {zone, zone_rules, {DAY_BEFORE, HOUR_BEFORE, 0}, events, found.count};
    a->form = ANSWER_BYTES;
    a->file_name = number ? mem_printf(r->mem, "meeting-%ld.ics", number) : "meetings.ics";
    return ics_write(&a->bytes, &calendar, e) && (!cases || register_tell_read(r, f, &found, e));
}
