#include "compliance/cases/meeting_ics.h"

#include "base/ics.h"
#include "compliance/cases/register_input.h"
#include "compliance/cases/register_show.h"
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

/* Called off: a calendar that has the meeting must show it as cancelled. */
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
    hash_text(hash, &x->events[0].hash); /* of the first row, which never changes: no other meeting has it */
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
    return n > 0 || err_hinted(e, register_hint(r->mem, "The meetings", book, "list", 0), ERR_NOT_FOUND, "id",
                               "no meeting lies ahead");
}

static bool write_file(struct req *r, struct answer *a, struct err *e) {
    (void)r;
    return ics_write(&a->bytes, a->finish_with, e);
}

static bool meeting_ics(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct register_entries found;
    struct school school;
    bool cases = fields_has(f, "cases");
    long number = field_int(f, "id", 0);
    if (!school_load(r, &school, e) || !choose(r, number, &found, e))
        return false;
    struct ics_event *events = mem_alloc(r->mem, found.count * sizeof *events);
    struct ics_calendar *calendar = mem_alloc(r->mem, sizeof *calendar);
    for (size_t i = 0; i < found.count; i++)
        events[i] = event_of(r->mem, &school, &found.list[i], cases);
    *calendar = (struct ics_calendar){zone, zone_rules, {DAY_BEFORE, HOUR_BEFORE, 0}, events, found.count};
    a->form = ANSWER_BYTES;
    a->shape = &shape_bytes;
    a->file_name = number ? mem_printf(r->mem, "meeting-%ld.ics", number) : "meetings.ics";
    a->finish = write_file;
    a->finish_with = calendar;
    return !cases || register_tell_read(r, f, &found, e);
}

static const struct param params[] = {
    {"id", PARAM_OPTIONAL, KIND_INT, "ID", "one meeting (default: all that lie ahead)", NULL, 1, INT_MOST},
    {"cases", PARAM_FLAG, KIND_TEXT, NULL, "with the references of cases; the trail records it", NULL},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why cases are read", NULL, .most = REGISTER_TEXT_MOST},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};

const struct verb meeting_ics_verb = {"meeting",
                                      "ics",
                                      "the meetings for a calendar program, with alarms",
                                      ACCESS_READ_LOGGED,
                                      0,
                                      ROLES_ALL,
                                      meeting_ics,
                                      params,
                                      &shape_bytes,
                                      EXAMPLE({"out", "meetings.ics"}),
                                      NULL};
