#include "cli/parse.h"

#include "base/text.h"
#include "cli/meant.h"
#include "cli/words.h"
#include "door/rooms.h"

#include <stdlib.h>
#include <string.h>

struct parsing {
    struct req *req;
    struct mem *mem;
    const struct verbs *const *rooms;
    struct command *out;
    const char **words;  /* the words that are no options, in order */
    const char **before; /* of each: the option and value right before it, "--ref \"blue"; NULL: another word */
    size_t word_count;
    const char *last; /* the option and value read last, with nothing behind them yet; or NULL */
    bool usage_told;
    struct fields options;
};

/* ---- options ---- */

static const char **global_value(struct command *c, const char *name) {
    return strcmp(name, "db") == 0       ? &c->db
           : strcmp(name, "school") == 0 ? &c->school
           : strcmp(name, "as") == 0     ? &c->as
           : strcmp(name, "today") == 0  ? &c->today
                                         : NULL;
}

static bool *global_flag(struct command *c, const char *name) {
    return strcmp(name, "json") == 0       ? &c->json
           : strcmp(name, "csv") == 0      ? &c->csv
           : strcmp(name, "no-color") == 0 ? &c->no_color
           : strcmp(name, "help") == 0     ? &c->help
           : strcmp(name, "version") == 0  ? &c->version
                                           : NULL;
}

/* Any verb's flag: before the verb is known, it must be known whether an option takes a value. */
static bool takes_value(const struct parsing *p, const char *name, bool *known) {
    struct room_place at = {0};
    *known = false;
    for (const struct verb *v; (v = rooms_next(p->rooms, &at)) != NULL;)
        for (const struct param *q = v->params; q->name; q++)
            if (q->form >= PARAM_OPTION && strcmp(q->name, name) == 0) {
                *known = true;
                return q->form != PARAM_FLAG;
            }
    return true;
}

struct names {
    struct mem *mem;
    const char **list;
    size_t count;
};

static void add_name(struct names *n, const char *name) {
    n->list = mem_grow(n->mem, n->list, n->count, sizeof *n->list);
    n->list[n->count++] = name;
}

static void add_option_names(struct names *n, const struct verb *v) {
    for (const struct param *q = v->params; q->name; q++)
        if (q->form >= PARAM_OPTION)
            add_name(n, q->name);
}

/* The verb that the words so far name, or NULL. */
static const struct verb *verb_so_far(const struct parsing *p) {
    const struct verb *v = p->word_count > 1 ? verb_find(p->rooms, p->words[0], p->words[1]) : NULL;
    return v || p->word_count == 0 ? v : verb_alone(p->rooms, p->words[0]);
}

/* The option of the verb that takes the value as a word of its list, or NULL. */
static const char *option_of_word(const struct verb *v, const char *value) {
    for (const struct param *q = v->params; q->name && value; q++)
        for (size_t i = 0; q->words && q->form >= PARAM_OPTION && q->words[i]; i++)
            if (text_same_nocase(q->words[i], value))
                return q->name;
    return NULL;
}

/* Whether the verb takes it as KEY=VALUE. */
static bool is_key(const struct verb *v, const char *name) {
    for (const struct param *q = v->params; q->name; q++)
        for (size_t i = 0; q->form == PARAM_SET && q->words && q->words[i]; i++)
            if (strcmp(q->words[i], name) == 0)
                return true;
    return false;
}

/* Before the verb is known, the nearest may be an option of the verb that is being typed, or else of any. */
static bool unknown_option(struct parsing *p, const char *name, const char *value, struct err *e) {
    const struct verb *v = p->out->verb ? p->out->verb : verb_so_far(p);
    struct names n = {.mem = p->mem};
    for (const struct global_option *g = global_options; g->name; g++)
        add_name(&n, g->name);
    if (v)
        add_option_names(&n, v);
    struct room_place at = {0};
    for (const struct verb *any; !v && (any = rooms_next(p->rooms, &at)) != NULL;)
        add_option_names(&n, any);
    if (v && is_key(v, name))
        return err_set(e, ERR_INPUT, name, "no option --%s for this command: write %s=\"%s\", without hyphens", name,
                       name, value ? text_shown(p->mem, value) : "...");
    const char *near = v ? option_of_word(v, value) : NULL;
    near = near ? near : text_nearest(name, n.list, n.count);
    const struct hint *help =
        v ? hint_new(p->mem, "Its options", "help", "command", v->noun, "name", *v->name ? v->name : NULL, NULL)
          : hint_new(p->mem, "The options", "help", "command", "all", NULL);
    return err_hinted(e, near ? NULL : help, ERR_INPUT, name, "no option --%s%s%s%s%s", text_shown(p->mem, name),
                      p->out->verb ? " for this command" : "", near ? ". Did you mean --" : "", near ? near : "",
                      near ? "?" : "");
}

/* --name=value, --name value, --name. Moves *i past a value that it takes. */
static bool take_option(struct parsing *p, int argc, char **argv, int *i, struct err *e) {
    const char *text = strcmp(argv[*i], "-h") == 0 ? "help" : argv[*i] + 2, *equals = strchr(text, '=');
    const char *name = equals ? mem_textn(p->mem, text, (size_t)(equals - text)) : text;
    const char *value = equals ? equals + 1 : NULL;
    bool *flag = global_flag(p->out, name), known;
    const char **global = global_value(p->out, name);
    bool valued = !flag && (global || takes_value(p, name, &known));
    if (!flag && !global && !(takes_value(p, name, &known), known))
        return unknown_option(p, name, value, e);
    if (!valued && value)
        return err_set(e, ERR_INPUT, name, "--%s takes no value", name);
    if (valued && !value && *i + 1 >= argc)
        return err_set(e, ERR_INPUT, name, "--%s needs a value", name);
    if (valued && !value)
        value = argv[++*i];
    p->last = value ? mem_printf(p->mem, "--%s \"%s", name, text_shown(p->mem, value)) : NULL;
    if (flag)
        *flag = true;
    else if (global)
        *global = value;
    else if (fields_has(&p->options, name))
        return err_set(e, ERR_INPUT, name, "--%s is given twice", name);
    else
        fields_add(&p->options, name, value ? value : "yes");
    return true;
}

/* An option begins with two hyphens; -5 is a number with a sign, and said to be wrong as one. */
static bool is_option(const char *word) { return text_starts(word, "--") || strcmp(word, "-h") == 0; }

/* -low, where there is an option --low. */
static bool lacks_hyphen(struct parsing *p, const char *word) {
    bool known;
    if (*word != '-' || strlen(word) < 3)
        return false;
    return global_flag(p->out, word + 1) || global_value(p->out, word + 1) || (takes_value(p, word + 1, &known), known);
}

static void add_word(struct parsing *p, const char *word) {
    p->words = mem_grow(p->mem, p->words, p->word_count, sizeof *p->words);
    p->before = mem_grow(p->mem, p->before, p->word_count, sizeof *p->before);
    p->before[p->word_count] = p->last;
    p->words[p->word_count++] = word;
    p->last = NULL;
}

/* To the end, whatever is wrong on the way: behind an unknown option may stand --json. */
static bool split(struct parsing *p, int argc, char **argv, struct err *e) {
    bool ended = false;
    for (int i = 1; i < argc; i++) {
        struct err one = {0};
        if (!ended && strcmp(argv[i], "--") == 0)
            ended = true;
        else if (!ended && is_option(argv[i]))
            take_option(p, argc, argv, &i, &one);
        else if (!ended && lacks_hyphen(p, argv[i]))
            err_set(&one, ERR_INPUT, argv[i] + 1, "no option %s. Did you mean -%s?", argv[i], argv[i]);
        else
            add_word(p, argv[i]);
        problem_take(&p->req->problems, 0, &one);
    }
    return problems_none(&p->req->problems, e);
}

/* "; what has a blank goes in quotes: --ref \"blue 7\"", where the word looks like the rest of what stands before it.
 */
static const char *quotes_hint(const struct parsing *p, size_t word, const char *before) {
    return before ? mem_printf(p->mem, "; what has a blank goes in quotes: %s %s\"", before,
                               text_shown(p->mem, p->words[word]))
                  : "";
}

/* ---- the verb ---- */

/* Finds it and takes its one or two words off. */
static bool find_verb(struct parsing *p, struct err *e) {
    const char *noun = p->word_count > 0 ? p->words[0] : "today", *name = p->word_count > 1 ? p->words[1] : "";
    if (!noun_exists(p->rooms, noun)) {
        const struct meant meant = meant_by_noun(p->rooms, p->mem, noun);
        return err_hinted(e, meant.next, ERR_INPUT, "command", "no command \"%s\"%s", text_shown(p->mem, noun),
                          meant.words);
    }
    const struct verb *v = *name ? verb_find(p->rooms, noun, name) : NULL;
    size_t taken = v ? 2 : p->word_count > 0 ? 1 : 0;
    v = v ? v : verb_alone(p->rooms, noun);
    bool bare = v && (p->word_count <= 1 || (!*v->name && v->params[0].name && v->params[0].form <= PARAM_SET));
    if (taken < 2 && !bare) {
        if (!*name)
            return err_hinted(e, hint_new(p->mem, "Its commands", "help", "command", noun, NULL), ERR_INPUT, "command",
                              "%s needs a second word", noun);
        const struct meant meant = p->before[1] ? (struct meant){quotes_hint(p, 1, p->before[1]), NULL}
                                                : meant_by_name(p->rooms, p->mem, noun, name);
        return err_hinted(e, meant.next, ERR_INPUT, "command", "no command \"%s %s\"%s", noun, text_shown(p->mem, name),
                          meant.words);
    }
    p->out->verb = v;
    if (taken > 0) { /* without a word there is no list to go on in */
        p->words += taken;
        p->before += taken;
        p->word_count -= taken;
    }
    return true;
}

static const struct param *find_param(const struct verb *v, const char *name) {
    for (const struct param *q = v->params; q->name; q++)
        if (strcmp(q->name, name) == 0)
            return q;
    return NULL;
}

/* The one day that a command is about goes by --date or --on: each is taken for the other where there is only one. */
static const struct param *find_option(const struct verb *v, const char *name) {
    const struct param *q = find_param(v, name);
    return q || (strcmp(name, "on") != 0 && strcmp(name, "date") != 0) ? q
                                                                       : find_param(v, *name == 'o' ? "date" : "on");
}

/* The usage is told once, whatever else is wrong. */
static bool usage_error(struct parsing *p, const char *field, const char *what, struct err *e) {
    struct buf b = {0};
    verb_usage(&b, p->out->verb);
    err_set(e, ERR_INPUT, field, "%s%s%s", what, p->usage_told ? "" : ". Usage: ", p->usage_told ? "" : b.data);
    p->usage_told = true;
    buf_free(&b);
    return false;
}

static bool take_set(struct parsing *p, const char *word, struct err *e) {
    const char *equals = strchr(word, '=');
    if (!equals || equals == word)
        return usage_error(p, "key", mem_printf(p->mem, "\"%s\" is not KEY=VALUE", text_shown(p->mem, word)), e);
    const char *key = mem_textn(p->mem, word, (size_t)(equals - word));
    if (find_param(p->out->verb, key))
        return usage_error(
            p, key, mem_printf(p->mem, "\"%s\" is an option: write it without \"=\"", text_shown(p->mem, key)), e);
    fields_add(&p->out->fields, key, equals + 1);
    return true;
}

static void add_problem(struct parsing *p, const char *field, const char *what) {
    struct err e = {0};
    usage_error(p, field, what, &e);
    problem_take(&p->req->problems, 0, &e);
}

static void tell_missing(struct parsing *p, const struct param *q) {
    add_problem(p, q->name,
                q->form < PARAM_OPTION ? mem_printf(p->mem, "%s is missing", q->shown)
                                       : mem_printf(p->mem, "--%s %s is missing", q->name, q->shown));
}

static void tell_left_over(struct parsing *p, size_t at, const struct param *last) {
    const char *before = p->before[at];
    if (!before && at > 0 && last && last->kind == KIND_TEXT && !last->words)
        before = mem_printf(p->mem, "\"%s", text_shown(p->mem, p->words[at - 1]));
    add_problem(p, "command",
                mem_printf(p->mem, "\"%s\" is one word too many%s", text_shown(p->mem, p->words[at]),
                           quotes_hint(p, at, before)));
}

/* The words in their places: ARG and OPTIONAL one each, then REPEAT groups, then KEY=VALUE. */
static void take_words(struct parsing *p) {
    const struct param *q = p->out->verb->params;
    size_t at = 0, group = 0, in_group = 0;
    for (; q->name && (q->form == PARAM_ARG || q->form == PARAM_OPTIONAL); q++) {
        if (at < p->word_count)
            fields_add(&p->out->fields, q->name, p->words[at++]);
        else if (q->form == PARAM_ARG)
            tell_missing(p, q);
    }
    while (q[group].name && (q[group].form == PARAM_REPEAT || q[group].form == PARAM_SOME))
        group++;
    if (group > 0 && at == p->word_count && q->form == PARAM_SOME)
        in_group = group;
    for (; group > 0 && at < p->word_count; at++, in_group++)
        fields_add(&p->out->fields, q[in_group % group].name, p->words[at]);
    for (; group > 0 && (in_group == 0 || in_group % group != 0); in_group++)
        tell_missing(p, &q[in_group % group]);
    q += group;
    for (struct err e = {0}; q->name && q->form == PARAM_SET && at < p->word_count; at++) {
        take_set(p, p->words[at], &e);
        problem_take(&p->req->problems, 0, &e);
    }
    if (at < p->word_count)
        tell_left_over(p, at, q > p->out->verb->params ? &q[-1] : NULL);
}

static bool take_option_of_verb(struct parsing *p, const struct field *f, struct err *e) {
    const struct param *q = find_option(p->out->verb, f->name);
    if (!q || q->form < PARAM_OPTION)
        return unknown_option(p, f->name, f->value, e);
    if (fields_has(&p->out->fields, q->name))
        return err_set(e, ERR_INPUT, q->name, "--%s is given twice", q->name);
    fields_add(&p->out->fields, q->name, f->value);
    return true;
}

/* All that is wrong with them, not only the first. */
static void take_options(struct parsing *p) {
    const struct verb *v = p->out->verb;
    struct problems *problems = &p->req->problems;
    struct err e = {0};
    for (size_t i = 0; i < p->options.count; i++)
        if (!take_option_of_verb(p, &p->options.list[i], &e))
            problem_take(problems, 0, &e);
    for (const struct param *q = v->params; q->name; q++) {
        if (q->form == PARAM_NEEDED && !fields_has(&p->out->fields, q->name))
            tell_missing(p, q);
        if (q->kind == KIND_FILE)
            p->out->file = fields_get(&p->out->fields, q->name);
        if (q->kind == KIND_OUT_FILE)
            p->out->out = fields_get(&p->out->fields, q->name);
    }
}

/* `stock issue --help` is `help stock issue`. */
static void turn_to_help(struct parsing *p) {
    if (p->word_count > 0 && noun_exists(p->rooms, p->words[0])) {
        fields_add(&p->out->fields, "command", p->words[0]);
        if (p->word_count > 1 && verb_find(p->rooms, p->words[0], p->words[1]))
            fields_add(&p->out->fields, "name", p->words[1]);
    }
    p->out->verb = verb_find(p->rooms, "help", "");
}

bool command_parse(struct req *r, int argc, char **argv, struct command *out, struct err *e) {
    struct parsing p = {.req = r, .mem = r->mem, .rooms = r->rooms, .out = out, .options.mem = r->mem};
    *out = (struct command){.fields.mem = r->mem};
    r->problems = (struct problems){.mem = r->mem};
    if (!split(&p, argc, argv, e))
        return false;
    if (out->version)
        return true;
    if (out->help) {
        turn_to_help(&p);
        return true;
    }
    if (!find_verb(&p, e))
        return false;
    take_words(&p);
    take_options(&p);
    return problems_none(&r->problems, e);
}
