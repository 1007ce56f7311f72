#include "base/ics.h"

#include "base/date.h"

#include <dlfcn.h>
#include <libical/ical.h>
#include <string.h>

/* The functions of the library that are called, by the types of its header. */
struct library {
    __typeof__(icalerror_set_errors_are_fatal) *set_fatal;
    __typeof__(icalcomponent_new) *component;
    __typeof__(icalcomponent_new_from_string) *component_from;
    __typeof__(icalcomponent_add_component) *add_component;
    __typeof__(icalcomponent_add_property) *add_property;
    __typeof__(icalcomponent_as_ical_string_r) *as_text;
    __typeof__(icalcomponent_free) *component_free;
    __typeof__(icalproperty_new) *property;
    __typeof__(icalproperty_set_value) *set_value;
    __typeof__(icalproperty_set_value_from_string) *set_from;
    __typeof__(icalproperty_set_parameter_from_string) *set_parameter;
    __typeof__(icalvalue_new_text) *text;
    __typeof__(icalmemory_free_buffer) *free_text;
};

/* Their names, in the same order. */
static const char *const names[] = {
    "icalerror_set_errors_are_fatal",
    "icalcomponent_new",
    "icalcomponent_new_from_string",
    "icalcomponent_add_component",
    "icalcomponent_add_property",
    "icalcomponent_as_ical_string_r",
    "icalcomponent_free",
    "icalproperty_new",
    "icalproperty_set_value",
    "icalproperty_set_value_from_string",
    "icalproperty_set_parameter_from_string",
    "icalvalue_new_text",
    "icalmemory_free_buffer",
};

/* The library keeps memory of its own for each thread, and so is never closed. */
static bool open_library(struct library *l, struct err *e) {
    enum { CALLS = sizeof names / sizeof *names };
    void *calls[CALLS];
    _Static_assert(sizeof calls == sizeof *l, "a name for each call");
    void *handle = dlopen("libical.so.3", RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    bool ok = handle != NULL;
    for (size_t i = 0; ok && i < CALLS; i++)
        ok = (calls[i] = dlsym(handle, names[i])) != NULL;
    if (handle)
        dlclose(handle);
    if (!ok) {
        err_set(e, ERR_IO, "out", "the library of calendar files is missing; install it: apt install libical3");
        return false;
    }
    memcpy(l, calls, sizeof calls); /* POSIX: what dlsym gives is a function, though C has no cast for it */
    l->set_fatal(false);
    return true;
}

static void add_text(const struct library *l, icalcomponent *to, icalproperty_kind kind, const char *text) {
    if (!text)
        return;
    icalproperty *p = l->property(kind);
    l->set_value(p, l->text(text));
    l->add_property(to, p);
}

/* What is no text: a word, a number, a date. */
static icalproperty *add_plain(const struct library *l, icalcomponent *to, icalproperty_kind kind, const char *value) {
    icalproperty *p = l->property(kind);
    l->set_from(p, value, "NO");
    l->add_property(to, p);
    return p;
}

static void add_time(const struct library *l, icalcomponent *to, icalproperty_kind kind, int date, int minute,
                     const char *zone) {
    char text[40];
    int y, m, d;
    date_split(date + minute / 1440, &y, &m, &d);
    minute %= 1440;
    snprintf(text, sizeof text, "%04d%02d%02dT%02d%02d00", y, m, d, minute / 60, minute % 60);
    l->set_parameter(add_plain(l, to, kind, text), "TZID", zone);
}

/* "2026-09-15T08:00:00Z" without its marks */
static void add_stamp(const struct library *l, icalcomponent *to, const char *stamp) {
    char text[40] = "";
    size_t n = 0;
    for (; *stamp && n + 1 < sizeof text; stamp++)
        if (*stamp != '-' && *stamp != ':')
            text[n++] = *stamp;
    add_plain(l, to, ICAL_DTSTAMP_PROPERTY, text);
}

static void add_alarm(const struct library *l, icalcomponent *to, long before, const char *summary) {
    icalcomponent *alarm = l->component(ICAL_VALARM_COMPONENT);
    char text[40];
    snprintf(text, sizeof text, "-PT%ldM", before);
    add_plain(l, alarm, ICAL_ACTION_PROPERTY, "DISPLAY");
    add_text(l, alarm, ICAL_DESCRIPTION_PROPERTY, summary);
    add_plain(l, alarm, ICAL_TRIGGER_PROPERTY, text);
    l->add_component(to, alarm);
}

static void add_event(const struct library *l, icalcomponent *to, const struct ics_calendar *of,
                      const struct ics_event *v) {
    icalcomponent *event = l->component(ICAL_VEVENT_COMPONENT);
    char sequence[24];
    snprintf(sequence, sizeof sequence, "%ld", v->sequence);
    add_text(l, event, ICAL_UID_PROPERTY, v->uid);
    add_stamp(l, event, v->stamp);
    add_plain(l, event, ICAL_SEQUENCE_PROPERTY, sequence);
    add_time(l, event, ICAL_DTSTART_PROPERTY, v->date, v->minute, of->zone);
    add_time(l, event, ICAL_DTEND_PROPERTY, v->date, v->minute + v->minutes, of->zone);
    add_text(l, event, ICAL_SUMMARY_PROPERTY, v->summary);
    add_text(l, event, ICAL_LOCATION_PROPERTY, v->location);
    add_text(l, event, ICAL_DESCRIPTION_PROPERTY, v->description);
    if (v->url)
        add_plain(l, event, ICAL_URL_PROPERTY, v->url);
    add_plain(l, event, ICAL_STATUS_PROPERTY, v->cancelled ? "CANCELLED" : "CONFIRMED");
    for (const long *before = of->alarms; *before && !v->cancelled; before++)
        add_alarm(l, event, *before, v->summary);
    l->add_component(to, event);
}

bool ics_write(struct buf *out, const struct ics_calendar *of, struct err *e) {
    struct library l;
    if (!open_library(&l, e))
        return false;
    icalcomponent *all = l.component(ICAL_VCALENDAR_COMPONENT), *zone = l.component_from(of->zone_rules);
    add_text(&l, all, ICAL_PRODID_PROPERTY, "-//guidestock//guidestock//EN");
    add_plain(&l, all, ICAL_VERSION_PROPERTY, "2.0");
    add_plain(&l, all, ICAL_METHOD_PROPERTY, "PUBLISH");
    if (zone)
        l.add_component(all, zone);
    for (size_t i = 0; i < of->count; i++)
        add_event(&l, all, of, &of->events[i]);
    char *text = zone ? l.as_text(all) : NULL;
    if (text)
        buf_text(out, text);
    l.free_text(text);
    l.component_free(all);
    return text || err_set(e, ERR_BUG, "out", "the calendar file could not be made");
}
