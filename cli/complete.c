#include "cli/complete.h"

#include "base/text.h"
#include "cli/words.h"
#include "door/rooms.h"

#include <string.h>

const char *const complete_shells[] = {"bash", "zsh", "fish", NULL};

struct script {
    const struct verbs *const *rooms;
    struct buf *out;
};

static void add_noun(void *where, const struct verb *v) { buf_printf(where, "%s ", v->noun); }

static void add_name(void *where, const struct verb *v) {
    if (*v->name)
        buf_printf(where, "%s ", v->name);
}

static void add_names(void *where, const struct verb *of) {
    const struct script *s = where;
    buf_printf(s->out, "        %s) words='", of->noun);
    each_of_noun(s->rooms, of->noun, add_name, s->out);
    buf_text(s->out, "';;\n");
}

static void add_options(void *where, const struct verb *v) {
    struct buf *b = where;
    buf_printf(b, "        '%s %s') words='", v->noun, v->name);
    for (const struct param *p = v->params; p->name; p++)
        if (p->form >= PARAM_OPTION)
            buf_printf(b, "--%s ", p->name);
    for (const struct param *p = v->params; p->name; p++)
        for (size_t i = 0; p->words && p->form < PARAM_OPTION && p->words[i]; i++)
            buf_printf(b, "%s%s ", p->words[i], p->form == PARAM_SET ? "=" : "");
    buf_text(b, "';;\n");
}

/* The words that an option takes; a word with a blank is written with quotes by its reader. */
static void add_option_words(void *where, const struct verb *v) {
    struct buf *b = where;
    for (const struct param *p = v->params; p->name; p++) {
        if (p->form < PARAM_OPTION || !p->words)
            continue;
        buf_printf(b, "        '%s %s --%s') words='", v->noun, v->name, p->name);
        for (size_t i = 0; p->words[i]; i++)
            if (!strchr(p->words[i], ' '))
                buf_printf(b, "%s ", p->words[i]);
        buf_text(b, "';;\n");
    }
}

/* "|'stock issue'", where there are two words. */
static void add_pair(void *where, const struct verb *v) {
    struct buf *b = where;
    if (*v->name)
        buf_printf(b, "|'%s %s'", v->noun, v->name);
}

static void bash(const struct verbs *const *rooms, struct buf *b) {
    struct script script = {rooms, b};
    buf_text(b, "_guidestock() {\n"
                "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                "    local noun=${COMP_WORDS[1]} name=${COMP_WORDS[2]} words=''\n"
                "    case \"$noun $name\" in ' '");
    each_verb(rooms, add_pair, b);
    buf_text(b, ") ;; *) name='';; esac\n" /* what follows a verb of one word is no name */
                "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words='");
    each_noun(rooms, add_noun, b);
    for (const struct global_option *g = global_options; g->name; g++)
        buf_printf(b, "--%s ", g->name);
    buf_text(b, "'\n    elif [ \"$COMP_CWORD\" -eq 2 ]; then\n        case $noun in\n");
    each_noun(rooms, add_names, &script);
    buf_text(b, "        esac\n"
                "    fi\n"
                "    if [ \"$COMP_CWORD\" -ge 2 ] && [ -z \"$words\" -o \"${cur#-}\" != \"$cur\" ]; then\n"
                "        case \"$noun $name\" in\n");
    each_verb(rooms, add_options, b);
    buf_text(b, "        esac\n        case \"$noun $name $prev\" in\n");
    each_verb(rooms, add_option_words, b);
    buf_text(b, "        esac\n    fi\n"
                "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
                "    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$cur\"))\n"
                "}\ncomplete -F _guidestock guidestock\n");
}

/* Within "..." fish reads \ " and $ as its own. */
static void fish_text(struct buf *b, const char *text) {
    buf_text(b, "-d \"");
    for (; *text; text++)
        buf_printf(b, "%s%c", strchr("\\\"$", *text) ? "\\" : "", *text);
    buf_text(b, "\"\n");
}

static void fish_verb(void *where, const struct verb *v) {
    struct buf *b = where;
    if (*v->name) {
        buf_printf(b,
                   "complete -c guidestock -n '__fish_seen_subcommand_from %s; and test (count (commandline -opc)) -eq "
                   "2' -a %s ",
                   v->noun, v->name);
        fish_text(b, v->what);
    }
    for (const struct param *p = v->params; p->name; p++) {
        if (p->form < PARAM_OPTION)
            continue;
        buf_printf(b, "complete -c guidestock -n '__fish_seen_subcommand_from %s%s%s' -l %s %s", v->noun,
                   *v->name ? "; and __fish_seen_subcommand_from " : "", v->name, p->name,
                   p->form == PARAM_FLAG ? "" : "-x ");
        if (p->words) {
            buf_text(b, "-a '");
            for (size_t i = 0; p->words[i]; i++)
                if (!strchr(p->words[i], ' '))
                    buf_printf(b, "%s ", p->words[i]);
            buf_text(b, "' ");
        }
        fish_text(b, p->what);
    }
}

static void fish_noun(void *where, const struct verb *v) {
    struct buf *b = where;
    buf_printf(b, "complete -c guidestock -n __fish_use_subcommand -f -a %s\n", v->noun);
}

static void fish(const struct verbs *const *rooms, struct buf *b) {
    each_noun(rooms, fish_noun, b);
    each_verb(rooms, fish_verb, b);
    for (const struct global_option *g = global_options; g->name; g++) {
        buf_printf(b, "complete -c guidestock -l %s %s", g->name, g->shown ? "-r " : "");
        fish_text(b, g->what);
    }
}

bool complete_script(const struct verbs *const *rooms, struct buf *out, struct mem *m, const char *shell,
                     struct err *e) {
    if (strcmp(shell, "bash") == 0) {
        bash(rooms, out);
    } else if (strcmp(shell, "zsh") == 0) {
        buf_text(out, "#compdef guidestock\nautoload -U +X bashcompinit && bashcompinit\n");
        bash(rooms, out);
    } else if (strcmp(shell, "fish") == 0) {
        fish(rooms, out);
    } else {
        return err_set(e, ERR_INPUT, "shell", "no completion for \"%s\"; there is bash, zsh and fish",
                       text_shown(m, shell));
    }
    return true;
}
