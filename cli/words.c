#include "cli/words.h"

#include "base/text.h"
#include "door/hint.h"
#include "door/rooms.h"

#include <string.h>

const struct global_option global_options[] = {
    {"db", "FILE", "the database (default: $GUIDESTOCK_DB, else guidestock/guidestock.db in $XDG_DATA_HOME)"},
    {"school", "CODE", "which school; may be left out while there is one"},
    {"as", "NAME", "who acts (default: the login name)"},
    {"today", "DATE", "the day for reports, reminders and defaults (also $GUIDESTOCK_TODAY)"},
    {"json", NULL, "the answer as JSON"},
    {"csv", NULL, "the answer as CSV"},
    {"no-color", NULL, "no colour (also when NO_COLOR is set, or TERM is dumb)"},
    {"help", NULL, "help for the command"},
    {"version", NULL, "the version"},
    {0},
};

void verb_usage(struct buf *b, const struct verb *v) {
    bool repeated = false, some = false;
    buf_printf(b, "guidestock %s%s%s", v->noun, *v->name ? " " : "", v->name);
    for (const struct param *p = v->params; p->name; p++) {
        if (repeated && p->form != PARAM_REPEAT && p->form != PARAM_SOME) {
            buf_text(b, some ? "...]" : "...");
            repeated = some = false;
        }
        switch (p->form) {
        case PARAM_ARG:
            buf_printf(b, " %s", p->shown);
            break;
        case PARAM_REPEAT:
            buf_printf(b, " %s", p->shown);
            repeated = true;
            break;
        case PARAM_SOME:
            buf_printf(b, repeated ? " %s" : " [%s", p->shown);
            repeated = some = true;
            break;
        case PARAM_OPTIONAL:
            buf_printf(b, " [%s]", p->shown);
            break;
        case PARAM_SET:
            buf_printf(b, " %s...", p->shown);
            break;
        case PARAM_NEEDED:
            buf_printf(b, " --%s %s", p->name, p->shown);
            break;
        case PARAM_OPTION:
            buf_printf(b, " [--%s %s]", p->name, p->shown);
            break;
        case PARAM_FLAG:
            buf_printf(b, " [--%s]", p->name);
            break;
        }
    }
    if (repeated)
        buf_text(b, some ? "...]" : "...");
}

/* ---- hints ---- */

static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/+,:@%-";

void shell_word(struct buf *out, const char *text) {
    const bool seen = !text_has_control(text) && !text_has_format(text) && text_is_utf8(text);
    if (*text && text[strspn(text, plain)] == '\0') {
        buf_text(out, text);
        return;
    }
    buf_text(out, seen ? "'" : "$'");
    for (; *text; text++) {
        const unsigned char c = (unsigned char)*text;
        if (seen)
            buf_printf(out, c == '\'' ? "'\\''" : "%c", c);
        else if (c < 0x20 || c >= 0x7F)
            buf_printf(out, "\\x%02x", c);
        else
            buf_printf(out, c == '\'' || c == '\\' ? "\\%c" : "%c", c);
    }
    buf_text(out, "'");
}

static const struct param *param_of(const struct verb *v, const char *name) {
    for (const struct param *p = v->params; p->name; p++)
        if (strcmp(p->name, name) == 0)
            return p;
    return NULL;
}

/* The n-th value of that name, or NULL. */
static const char *value_of(const struct hint *h, const char *name, size_t n) {
    for (size_t i = 0; i < h->count; i++)
        if (strcmp(h->values[i].name, name) == 0 && n-- == 0)
            return h->values[i].value;
    return NULL;
}

/* What the hint leaves out of what the verb needs is a blank to fill, too. */
static void add_value(struct buf *out, const char *shown, const char *value) {
    if (!value || value == hint_blank)
        buf_text(out, shown);
    else
        shell_word(out, value);
}

static void add_word(struct buf *out, const struct param *p, const char *value) {
    buf_text(out, " ");
    add_value(out, p->shown, value);
}

/* The n-th values of the parameters that are repeated together; false: there are none. */
static bool add_group(struct buf *out, const struct param *group, size_t count, const struct hint *h, size_t n) {
    bool any = n == 0 && group->form == PARAM_REPEAT;
    for (size_t i = 0; i < count; i++)
        any = any || value_of(h, group[i].name, n);
    for (size_t i = 0; any && i < count; i++)
        add_word(out, &group[i], value_of(h, group[i].name, n));
    return any;
}

static void add_keys(struct buf *out, const struct verb *v, const struct param *keys, const struct hint *h) {
    bool any = false;
    for (size_t i = 0; i < h->count; i++) {
        if (param_of(v, h->values[i].name))
            continue;
        buf_text(out, " ");
        shell_word(out, h->values[i].name);
        buf_text(out, "=");
        add_value(out, "VALUE", h->values[i].value);
        any = true;
    }
    if (!any)
        buf_printf(out, " %s", keys->shown);
}

static void add_words(struct buf *out, const struct verb *v, const struct hint *h) {
    const struct param *p = v->params;
    size_t group = 0;
    for (; p->name && p->form <= PARAM_OPTIONAL; p++)
        if (p->form == PARAM_ARG || value_of(h, p->name, 0))
            add_word(out, p, value_of(h, p->name, 0));
    while (p[group].name && (p[group].form == PARAM_REPEAT || p[group].form == PARAM_SOME))
        group++;
    for (size_t n = 0; group > 0 && add_group(out, p, group, h, n);)
        n++;
    p += group;
    if (p->name && p->form == PARAM_SET)
        add_keys(out, v, p, h);
}

static void add_option(struct buf *out, const struct param *p, const char *value) {
    buf_printf(out, " --%s", p->name);
    if (p->form == PARAM_FLAG)
        return;
    buf_text(out, value && *value == '-' ? "=" : " ");
    add_value(out, p->shown, value);
}

static void add_options(struct buf *out, const struct verb *v, const struct hint *h) {
    for (size_t i = 0; i < h->count; i++) {
        const struct param *p = param_of(v, h->values[i].name);
        if (p && p->form >= PARAM_OPTION)
            add_option(out, p, h->values[i].value);
    }
    for (const struct param *p = v->params; p->name; p++)
        if (p->form == PARAM_NEEDED && !value_of(h, p->name, 0))
            add_option(out, p, NULL);
}

/* A word that begins with a hyphen would be read as an option: it stands behind "--", which ends the options. */
static bool needs_end(const struct verb *v, const struct hint *h) {
    for (size_t i = 0; i < h->count; i++) {
        const struct param *p = param_of(v, h->values[i].name);
        if (p && p->form < PARAM_SET && *h->values[i].value == '-')
            return true;
    }
    return false;
}

static void add_global(struct buf *out, const char *name, const char *value) {
    if (!value)
        return;
    buf_printf(out, " --%s%s", name, *value == '-' ? "=" : " ");
    add_value(out, "NAME", value);
}

const char *hint_command(struct mem *m, const struct verbs *const *rooms, const struct typed *typed,
                         const struct hint *h) {
    const struct verb *v = verb_find(rooms, h->noun, h->verb);
    const char *other = NULL;
    struct buf b = {0};
    bool own = !typed->req || hint_is_for_actor(typed->req, h, &other);
    buf_text(&b, "guidestock");
    if (v && v->access != ACCESS_NONE) {
        add_global(&b, "db", typed->db);
        add_global(&b, "school", typed->school);
        add_global(&b, "today", typed->today);
        add_global(&b, "as", own ? typed->as : other ? other : hint_blank);
    }
    buf_printf(&b, " %s%s%s", h->noun, *h->verb ? " " : "", h->verb);
    bool end = v && needs_end(v, h);
    if (v && end) {
        add_options(&b, v, h);
        buf_text(&b, " --");
    }
    if (v)
        add_words(&b, v, h);
    if (v && !end)
        add_options(&b, v, h);
    const char *command = mem_text(m, b.data);
    buf_free(&b);
    return command;
}

const char *example_command(struct mem *m, const struct verbs *const *rooms, const struct verb *v) {
    const struct typed nothing = {0};
    struct hint h = {.noun = v->noun, .verb = v->name, .values = v->example};
    while (v->example[h.count].name)
        h.count++;
    return hint_command(m, rooms, &nothing, &h);
}
