#include "cli/help.h"

#include "base/text.h"
#include "cli/complete.h"
#include "cli/meant.h"
#include "cli/words.h"
#include "door/rooms.h"
#include "door/status.h"

#include <string.h>

/* "  name" padded to a column, then what it is; a name too long takes a line of its own. */
static void add_row(struct buf *b, const char *name, const char *what) {
    enum { COLUMN = 26, WIDTH = 79 };
    size_t w = text_width(name) + 2;
    buf_printf(b, "  %s", name);
    if (w + 2 > COLUMN) {
        buf_add(b, "\n", 1);
        w = 0;
    }
    for (bool first = true; *what; first = false) {
        size_t n = text_wrap(what, WIDTH - COLUMN);
        buf_fill(b, ' ', first ? COLUMN - w : COLUMN);
        buf_add(b, what, n);
        buf_add(b, "\n", 1);
        what += n;
        what += strspn(what, " ");
    }
}

/* In lines with their indents: of the first one, and of those that go on. */
static void add_wrapped(struct buf *b, const char *text, size_t first, size_t next) {
    for (size_t indent = first; *text; indent = next) {
        size_t n = text_wrap(text, 79 - indent);
        buf_fill(b, ' ', indent);
        buf_add(b, text, n);
        buf_add(b, "\n", 1);
        text += n;
        text += strspn(text, " ");
    }
}

static void add_params(struct buf *b, struct mem *m, const struct verb *v) {
    if (v->params->name)
        buf_text(b, "\n");
    for (const struct param *p = v->params; p->name; p++) {
        const char *name = p->form < PARAM_OPTION  ? p->shown
                           : p->form == PARAM_FLAG ? mem_printf(m, "--%s", p->name)
                                                   : mem_printf(m, "--%s %s", p->name, p->shown);
        const char *words = "";
        for (size_t i = 0; p->words && p->words[i] && p->form != PARAM_SET; i++)
            words = mem_printf(m, "%s%s%s", words, i ? ", " : ": ", p->words[i]);
        bool said = p->words && p->words[0] && strstr(p->what, p->words[0]);
        add_row(b, name, said ? p->what : mem_printf(m, "%s%s", p->what, words));
    }
}

/* What is being written. */
struct page {
    const struct verbs *const *rooms;
    struct buf *out;
    struct mem *mem;
    const char *noun;  /* of the verb before; or NULL */
    const char *name;  /* only the verbs of that name; NULL: all */
    const char *words; /* names that are gathered */
};

static void help_verb(void *where, const struct verb *v) {
    struct page *page = where;
    struct buf usage = {0}, *b = page->out;
    if (page->name && strcmp(v->name, page->name) != 0)
        return;
    if (page->noun)
        buf_text(b, "\n");
    page->noun = v->noun;
    verb_usage(&usage, v);
    add_wrapped(b, usage.data, 0, 6);
    buf_free(&usage);
    add_wrapped(b, v->what, 2, 2);
    if (v->flags & NOUN_ALONE)
        buf_printf(b, "  The same without the second word: guidestock %s\n", v->noun);
    add_params(b, page->mem, v);
    if (v->example)
        buf_printf(b, "\n  Example: %s\n", example_command(page->mem, page->rooms, v));
}

static bool help_noun(struct page *page, const char *noun, const char *name, struct err *e) {
    struct mem *m = page->mem;
    bool known = noun_exists(page->rooms, noun);
    if (known && name && !verb_find(page->rooms, noun, name)) {
        const struct meant meant = meant_by_name(page->rooms, m, noun, name);
        return err_hinted(e, meant.next, ERR_INPUT, "name", "no command \"%s %s\"%s", noun, text_shown(m, name),
                          meant.words);
    }
    page->name = known ? name : noun;
    if (known)
        each_of_noun(page->rooms, noun, help_verb, page);
    else if (*noun && !name) /* `help receive`: every verb of that name, whatever its noun */
        each_verb(page->rooms, help_verb, page);
    if (page->noun)
        return true;
    const struct meant meant = meant_by_noun(page->rooms, m, noun);
    return err_hinted(e, meant.next, ERR_INPUT, "command", "no command \"%s\"%s", text_shown(m, noun), meant.words);
}

/* A noun of many verbs is set off from its neighbours by a blank line. */
static void list_verb(void *where, const struct verb *v) {
    struct page *page = where;
    if (page->noun && strcmp(page->noun, v->noun) != 0)
        buf_add(page->out, "\n", 1);
    page->noun = v->noun;
    add_row(page->out, mem_printf(page->mem, "%s%s%s", v->noun, *v->name ? " " : "", v->name), v->what);
}

static void add_head(struct buf *b) {
    buf_text(b, "guidestock keeps a school's special-education and Section 504 parent guides in\n"
                "stock, and orders them from the Stores Warehouse.\n\n");
}

static void add_options(struct buf *b, struct mem *m) {
    buf_text(b, "\nOptions, before or after the command:\n");
    for (const struct global_option *g = global_options; g->name; g++)
        add_row(b, mem_printf(m, "--%s%s%s", g->name, g->shown ? " " : "", g->shown ? g->shown : ""), g->what);
}

/* Every verb with its line, and every option. */
static void help_all(struct page *page) {
    struct buf *b = page->out;
    add_head(b);
    buf_text(b, "  guidestock [OPTIONS] COMMAND ...    without a command: what needs doing today\n\n");
    each_verb(page->rooms, list_verb, page);
    add_options(b, page->mem);
    buf_text(b, "\nDates: 2026-09-30, 9/30 (in the current school year), today, yesterday, +2w.\n"
                "More on one: guidestock help COMMAND\n");
}

/* What makes up most of a day, as the README has it. */
static const struct {
    const char *command, *to;
} day[] = {
    {"guidestock", "what needs doing"},
    {"guidestock stock issue parent-guide.es 1 --for annual", "hand out a guide"},
    {"guidestock requisition receive 1 --all", "a delivery came"},
    {"guidestock stock --low", "what is short, and why"},
    {"guidestock requisition new --needed", "order it"},
    {"guidestock requisition pdf 1", "print the order"},
};

/* The nouns of the short help under their headings. */
enum { NOUNS_MOST = 10 };
static const struct {
    const char *heading, *nouns[NOUNS_MOST + 1];
} groups[] = {
    {"Hand out, receive, count", {"today", "stock", "count"}},
    {"Order", {"order", "requisition"}},
    {"Catalog and languages", {"catalog", "language", "coverage"}},
    {"Designee, duties, clocks", {"designee", "staff", "duty", "clock", "calendar"}},
    {"Registers", {"meeting", "translation", "records", "checklist", "problem", "availability", "consulted"}},
    {"Paper and files", {"report", "import", "export"}},
    {"Set up and keep",
     {"init", "school", "user", "check", "trail", "verify", "backup", "restore", "completion", "help"}},
};

static void gather_name(void *where, const struct verb *v) {
    struct page *page = where;
    if (*v->name)
        page->words = mem_join(page->mem, page->words, " ", "%s", v->name);
}

/* The names of its verbs, or, of a noun that has none, what it does. */
static const char *names_of(struct page *page, const char *noun) {
    page->words = "";
    each_of_noun(page->rooms, noun, gather_name, page);
    return *page->words ? page->words : verb_alone(page->rooms, noun)->what;
}

static void help_short(struct page *page) {
    enum { COLUMN = 15, TO = 57, WIDTH = 79 };
    struct buf *b = page->out;
    add_head(b);
    buf_text(b, "Most of a day:\n");
    for (size_t i = 0; i < sizeof day / sizeof *day; i++)
        buf_printf(b, "  %-*s%s\n", TO - 2, day[i].command, day[i].to);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        buf_printf(b, "\n%s\n", groups[i].heading);
        for (const char *const *noun = groups[i].nouns; *noun; noun++) {
            const char *names = names_of(page, *noun);
            for (bool first = true; *names; first = false) {
                size_t n = text_wrap(names, WIDTH - COLUMN);
                buf_printf(b, "  %-*s%.*s\n", COLUMN - 2, first ? *noun : "", (int)n, names);
                names += n;
                names += strspn(names, " ");
            }
        }
    }
    buf_text(b, "\nMore on one: guidestock help stock; on all, and the options: guidestock help all\n");
}

/* ---- the manual page ---- */

static void man_text(struct buf *b, const char *text) {
    for (const char *s = text; *s; s++)
        if (*s == '-')
            buf_text(b, "\\-");
        else if (*s == '\\')
            buf_text(b, "\\e");
        else if ((*s == '.' || *s == '\'') && s == text)
            buf_printf(b, "\\&%c", *s);
        else
            buf_add(b, s, 1);
}

static void man_row(struct buf *b, const char *name, const char *what) {
    buf_text(b, ".TP\n.B ");
    man_text(b, name);
    buf_text(b, "\n");
    man_text(b, what);
    buf_text(b, "\n");
}

static void man_verb(void *where, const struct verb *v) {
    struct page *page = where;
    struct buf usage = {0};
    verb_usage(&usage, v);
    man_row(page->out, usage.data + strlen("guidestock "), v->what);
    for (const struct param *p = v->params; p->name; p++) {
        buf_text(page->out, ".RS\n");
        man_row(page->out, p->form < PARAM_OPTION ? p->shown : mem_printf(page->mem, "--%s", p->name), p->what);
        buf_text(page->out, ".RE\n");
    }
    buf_free(&usage);
}

/* What scripts rely on; docs/interfaces.md says more. */
static void man_scripts(struct buf *b) {
    static const struct {
        const char *heading, *text;
    } parts[] = {
        {"PROBLEMS",
         "All problems of the input are told at once on standard error, one line each: the field, the value, and what "
         "would be right. A rule of the law or of the shelf fails alone. After any failure nothing is stored."},
        {"HINTS",
         "What to do next stands on lines of its own, as commands to paste into bash, with --db, --school, --today and "
         "--as as they were typed. Words in capitals are to be filled in. Where the actor lacks the role, --as names a "
         "user who has it."},
        {"JSON",
         "With --json a list is one array, a single thing one object, nothing made is null, and sentences alone are "
         "{\"message\"}. An object also has the members notes [{message, row, next}] and next [{verb, values, words}]; "
         "beside any other answer these two are one object on standard error, left out when both are empty. In values, "
         "null is to be filled in. A failure is one object on standard error: kind (input, not found, conflict, rule, "
         "busy, io, damaged, bug), problems [{field, row, message}], next and notes. What check and verify find is an "
         "answer, on standard output; verify prints {message, notes, next} where it found something."},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_printf(b, ".SH %s\n", parts[i].heading);
        man_text(b, parts[i].text);
        buf_text(b, "\n");
    }
}

static void man_page(struct page *page) {
    struct buf *b = page->out;
    buf_text(b,
             ".TH GUIDESTOCK 1\n.SH NAME\nguidestock \\- parent guides in stock, ordered, and on record\n"
             ".SH SYNOPSIS\n.B guidestock\n[OPTIONS] COMMAND ...\n.SH DESCRIPTION\n"
             "Keeps a school's special\\-education and Section 504 parent guides and brochures in stock, orders them "
             "from the district's Stores Warehouse, and keeps the record the district asks for (REF\\-5640.9). "
             "Without a command it shows what needs doing today.\n.SH COMMANDS\n");
    each_verb(page->rooms, man_verb, page);
    buf_text(b, ".SH OPTIONS\n");
    for (const struct global_option *g = global_options; g->name; g++)
        man_row(b, mem_printf(page->mem, "--%s%s%s", g->name, g->shown ? " " : "", g->shown ? g->shown : ""), g->what);
    buf_text(b, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < ERR_KINDS; i++)
        if (statuses[i].when)
            man_row(b, mem_printf(page->mem, "%d", statuses[i].exit), statuses[i].when);
    man_row(b, mem_printf(page->mem, "%d", EXIT_ATTENTION), attention_when);
    man_scripts(b);
    buf_text(b, ".SH ENVIRONMENT\n");
    man_row(b, "GUIDESTOCK_DB", "the database, where --db is not given");
    man_row(b, "GUIDESTOCK_TODAY", "the day, where --today is not given");
    man_row(b, "NO_COLOR", "when set, no colour");
}

/* ---- the verbs ---- */

static bool help(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct buf b = {0};
    struct page page = {.rooms = r->rooms, .out = &b, .mem = r->mem};
    const char *noun = fields_get(f, "command");
    bool ok = true;
    buf_text(&b, "");
    if (fields_has(f, "man"))
        man_page(&page);
    else if (noun && strcmp(noun, "all") == 0 && !fields_has(f, "name"))
        help_all(&page);
    else if (noun)
        ok = help_noun(&page, noun, fields_get(f, "name"), e);
    else
        help_short(&page);
    a->form = ANSWER_BYTES;
    a->bytes = b;
    return ok;
}

static bool completion(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    a->form = ANSWER_BYTES;
    return complete_script(r->rooms, &a->bytes, r->mem, fields_get(f, "shell"), e);
}

static const struct param help_params[] = {
    {"command", PARAM_OPTIONAL, KIND_TEXT, "COMMAND", "a command (stock), or all", NULL},
    {"name", PARAM_OPTIONAL, KIND_TEXT, "NAME", "and its second word: issue", NULL},
    {"man", PARAM_FLAG, KIND_TEXT, NULL, "the whole as a manual page", NULL},
    {0},
};
static const struct param completion_params[] = {
    {"shell", PARAM_ARG, KIND_TEXT, "SHELL", "bash, zsh or fish", complete_shells},
    {0},
};
static const struct verb verbs[] = {
    {"help", "", "this, or more on one command", ACCESS_NONE, 0, ROLES_ALL, help, help_params, &shape_bytes,
     EXAMPLE({"command", "stock"}, {"name", "issue"})},
    {"completion", "", "a completion script for bash, zsh or fish", ACCESS_NONE, 0, ROLES_ALL, completion,
     completion_params, &shape_bytes, EXAMPLE({"shell", "bash"})},
};
const struct verbs help_verbs = {verbs, sizeof verbs / sizeof *verbs};
