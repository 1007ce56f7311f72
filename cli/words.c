#include "cli/words.h"

#include "base/text.h"
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

static void add_value(struct buf *out, const struct param *p, const char *value) {
    if (value == hint_blank)
        buf_text(out, p && p->shown ? p->shown : "TEXT");
    else
        shell_word(out, value);
}

/* Words in their places: those of the verb's parameters in their order, then keys. A value that begins with a hyphen
 * would be read as an option: it stands behind "--". */
static void add_words(struct buf *out, const struct verb *v, const struct hint *h) {
    bool hyphen = false;
    for (size_t i = 0; i < h->count; i++) {
        const struct param *p = param_of(v, h->values[i].name);
        hyphen = hyphen || (p && p->form < PARAM_SET && h->values[i].value[0] == '-');
    }
    if (hyphen)
        buf_text(out, " --");
    for (size_t i = 0; i < h->count; i++) {
        const struct field *f = &h->values[i];
        const struct param *p = param_of(v, f->name);
        if (p && p->form >= PARAM_OPTION)
            continue;
        buf_text(out, " ");
        if (!p) { /* KEY=VALUE */
            shell_word(out, f->name);
            buf_text(out, "=");
        }
        add_value(out, p, f->value);
    }
}

static void add_options(struct buf *out, const struct verb *v, const struct hint *h) {
    for (size_t i = 0; i < h->count; i++) {
        const struct field *f = &h->values[i];
        const struct param *p = param_of(v, f->name);
        if (!p || p->form < PARAM_OPTION)
            continue;
        buf_printf(out, " --%s", f->name);
        if (p->form == PARAM_FLAG)
            continue;
        buf_text(out, *f->value == '-' ? "=" : " ");
        add_value(out, p, f->value);
    }
}

const char *hint_command(struct mem *m, const struct verbs *const *rooms, const struct typed *typed,
                         const struct hint *h) {
    const char *const globals[][2] = {
        {"db", typed->db}, {"school", typed->school}, {"today", typed->today}, {"as", typed->as}};
    const struct verb *v = verb_find(rooms, h->noun, h->verb);
    struct buf b = {0};
    buf_text(&b, "guidestock");
    for (size_t i = 0; i < sizeof globals / sizeof *globals; i++) {
        if (!globals[i][1])
            continue;
        buf_printf(&b, " --%s%s", globals[i][0], *globals[i][1] == '-' ? "=" : " ");
        if (globals[i][1] == hint_blank)
            buf_text(&b, "NAME");
        else
            shell_word(&b, globals[i][1]);
    }
    buf_printf(&b, " %s%s%s", h->noun, *h->verb ? " " : "", h->verb);
    if (v) {
        bool hyphen = false;
        for (size_t i = 0; i < h->count; i++)
            hyphen = hyphen || *h->values[i].value == '-';
        if (hyphen) /* "--" ends the options */
            add_options(&b, v, h);
        add_words(&b, v, h);
        if (!hyphen)
            add_options(&b, v, h);
    }
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
