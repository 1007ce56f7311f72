/* An answer for a terminal, as CSV and as JSON; help, completion and the manual
 * page as they come out. */
#include "base/json.h"
#include "base/text.h"
#include "cli/render.h"
#include "compliance/audit/schema.h"
#include "door/rooms.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <jansson.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct typed nothing_typed;
static const struct screen plain = {80, false, NULL, &nothing_typed};

/* A school with the made-up year, so that there is something of everything to show. */
static void open_demo(struct world *w) {
    *w = (struct world){.mem = mem_new()};
    ck_assert_msg(db_scratch(&w->db, schema_migrations, schema_version, &w->err), "%s", w->err.message);
    w->req = (struct req){.db = w->db, .mem = w->mem, .now = "2026-01-02T03:04:05Z", .actor = "tester"};
    world_today(w, "2026-09-14");
    expect_done(w, "init --name 'Demo Senior High' --code 0042 --level senior --demo", NULL, NULL);
    expect_done(w, "requisition new --needed", NULL, NULL);
    expect_done(w, "catalog supersede lre.en --edition 2026", NULL, NULL);
}

static const char *rendered(struct world *w, const struct screen *screen) {
    struct buf b = {0};
    struct screen own = *screen;
    own.rooms = w->req.rooms;
    buf_text(&b, "");
    if (w->answer.form == ANSWER_BYTES)
        buf_add(&b, w->answer.bytes.data, w->answer.bytes.length);
    else
        render_plain(&b, &w->answer, &own);
    const char *text = mem_text(w->mem, b.data);
    buf_free(&b);
    return text;
}

static const char *shown(struct world *w, const char *line, const struct screen *screen) {
    ck_assert_msg(world_run(w, line), "%s: %s", line, w->err.message);
    return rendered(w, screen);
}

/* Commands are not broken: they are to be copied. */
static void expect_width(struct mem *m, const char *line, const char *text, size_t width) {
    for (const char *s = text; *s; s += *s == '\n') {
        const char *one = mem_textn(m, s, strcspn(s, "\n"));
        ck_assert_msg(text_width(one) <= width || strstr(one, "guidestock "), "%s: %zu wide: %s", line, text_width(one),
                      one);
        ck_assert_msg(!*one || one[strlen(one) - 1] != ' ', "%s: blanks at the end: \"%s\"", line, one);
        ck_assert_msg(text_is_utf8(one), "%s: cut within a character: %s", line, one);
        s += strlen(one);
    }
}

static const char *const reading[] = {
    "",
    "today",
    "check",
    "stock",
    "stock --low",
    "stock show parent-guide.es",
    "stock --language es",
    "stock given",
    "stock given --for annual --language es",
    "coverage",
    "coverage --language Spanish",
    "coverage --language Armenian",
    "catalog recall",
    "catalog recall --all",
    "catalog list",
    "catalog show parent-guide.en",
    "catalog show lre.en",
    "order suggest",
    "order explain parent-guide.es",
    "language list",
    "school show",
    "school list",
    "calendar show",
    "requisition list",
    "requisition show 1",
    "verify",
};

/* ---- widths ---- */

START_TEST(what_is_shown_fits_eighty_columns) {
    struct world w;
    open_demo(&w);
    for (size_t i = 0; i < COUNT(reading); i++) {
        const char *text = shown(&w, reading[i], &plain);
        ck_assert_msg(*text, "%s shows nothing", reading[i]);
        expect_width(w.mem, reading[i], text, 80);
    }
    world_close(&w);
}
END_TEST

START_TEST(an_empty_school_fits_eighty_columns_too) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    for (size_t i = 0; i < COUNT(reading); i++)
        if (!strstr(reading[i], "requisition show"))
            expect_width(w.mem, reading[i], shown(&w, reading[i], &plain), 80);
    world_close(&w);
}
END_TEST

START_TEST(long_names_fit_eighty_columns_too) {
    static const char *const lines[] = {"",
                                        "stock",
                                        "catalog list",
                                        "catalog show lre.en",
                                        "stock show lre.en",
                                        "school show",
                                        "school list",
                                        "language list",
                                        "catalog recall",
                                        "coverage",
                                        "coverage --language en",
                                        "stock given"};
    static const char name[] = "The School of a Name That Goes On and On, Founded by Somebody With Another One of Them";
    struct world w;
    open_demo(&w);
    expect_done(&w, mem_printf(w.mem, "school set 'name=%s' 'purpose=%s'", name, name), NULL, NULL);
    expect_done(&w, mem_printf(w.mem, "catalog set lre.en 'edition=%.60s' 'own_title=%s'", name, name), NULL, NULL);
    for (size_t i = 0; i < COUNT(lines); i++)
        expect_width(w.mem, lines[i], shown(&w, lines[i], &plain), 80);
    world_close(&w);
}
END_TEST

START_TEST(the_help_fits_eighty_columns) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    expect_width(w.mem, "help", shown(&w, "help", &plain), 80);
    expect_width(w.mem, "help all", shown(&w, "help all", &plain), 80);
    struct room_place place = {0};
    for (const struct verb *v; (v = rooms_next(w.req.rooms, &place)) != NULL;) {
        const char *line = mem_printf(w.mem, "help %s %s", v->noun, v->name), *text = shown(&w, line, &plain);
        for (const char *s = text; *s; s += *s == '\n') { /* a usage is broken, an example is not */
            size_t n = strcspn(s, "\n");
            const char *one = mem_textn(w.mem, s, n);
            ck_assert_msg(text_width(one) <= 80 || text_starts(one, "  Example: "), "%s: %s", line, one);
            s += n;
        }
    }
    world_close(&w);
}
END_TEST

/* ---- a table ---- */

struct cells {
    const char *name, *words, *hidden;
    long n;
    int date;
    bool yes;
    const char *const *tags;
};
static const struct column columns[] = {
    {"name", "NAME", CELL_TEXT, offsetof(struct cells, name), 0, NULL},
    {"n", "N", CELL_INT, offsetof(struct cells, n), 0, NULL},
    {"words", "WORDS", CELL_TEXT, offsetof(struct cells, words), COLUMN_WRAP, NULL},
    {"hidden", NULL, CELL_TEXT, offsetof(struct cells, hidden), 0, NULL},
    {"date", NULL, CELL_DATE, offsetof(struct cells, date), 0, NULL},
    {"yes", NULL, CELL_BOOL, offsetof(struct cells, yes), 0, NULL},
    {"tags", NULL, CELL_TEXTS, offsetof(struct cells, tags), 0, NULL},
    {"shown_only", "Y", CELL_BOOL, offsetof(struct cells, yes), COLUMN_PLAIN, NULL},
};
static const struct shape shape = SHAPE(columns, cells);

static const char *const tags[] = {"en", "es", NULL};
static const struct cells cells[] = {
    {"abc", "one", "x,y", 5, DATE_NONE, true, tags},
    {"中文", "two 한국어 three four", "a \"b\"", 12, 20454, false, tags + 1},
    {"e\xCC\x81", NULL, "=1+1", INT_NONE, 0, true, tags + 2},
    {"", "\xF0\x9F\x93\x9A", "line\nfeed", -3, DATE_NONE, false, NULL},
};

START_TEST(wide_and_combining_characters_are_aligned) {
    struct answer a = {.text = "Foot."};
    struct buf b = {0};
    answer_list(&a, &shape, cells, COUNT(cells));
    render_plain(&b, &a, &plain);
    ck_assert_str_eq(b.data, "NAME   N  WORDS                  Y\n"
                             "abc    5  one                    yes\n"
                             "中文  12  two 한국어 three four  no\n"
                             "e\xCC\x81      -                         yes\n"
                             "      -3  \xF0\x9F\x93\x9A                     no\n"
                             "\nFoot.\n");
    b.length = 0;
    render_plain(&b, &a, &(struct screen){27, false, NULL, &nothing_typed});
    ck_assert_str_eq(b.data, "NAME   N  WORDS         Y\n"
                             "abc    5  one           yes\n"
                             "中文  12  two 한국어    no\n"
                             "          three four\n"
                             "e\xCC\x81      -                yes\n"
                             "      -3  \xF0\x9F\x93\x9A            no\n"
                             "\nFoot.\n");
    buf_free(&b);
}
END_TEST

START_TEST(a_cell_of_csv_is_quoted_where_it_must_be) {
    struct answer a = {0};
    struct buf b = {0};
    answer_list(&a, &shape, cells, COUNT(cells));
    render_csv(&b, &a);
    ck_assert_str_eq(b.data, "name,n,words,hidden,date,yes,tags\n"
                             "abc,5,one,\"x,y\",,yes,en es\n"
                             "中文,12,two 한국어 three four,\"a \"\"b\"\"\",2026-01-01,no,es\n"
                             "e\xCC\x81,,,'=1+1,1970-01-01,yes,\n"
                             "\"\",-3,\xF0\x9F\x93\x9A,\"line\nfeed\",,no,\n");
    b.length = 0;
    answer_list(&a, &shape, cells, 0); /* without a row there is still a header */
    render_csv(&b, &a);
    ck_assert_str_eq(b.data, "name,n,words,hidden,date,yes,tags\n");
    buf_free(&b);
}
END_TEST

START_TEST(colour_is_never_the_only_signal) {
    struct world w;
    open_demo(&w);
    for (size_t i = 0; i < COUNT(reading); i++) {
        const char *text = shown(&w, reading[i], &plain);
        char *colored = mem_text(w.mem, rendered(&w, &(struct screen){80, true, NULL, &nothing_typed})), *to = colored;
        ck_assert_msg(!strchr(text, '\033'), "%s", reading[i]);
        for (const char *s = colored; *s; s++) {
            if (*s == '\033')
                s += strcspn(s, "m");
            else
                *to++ = *s;
        }
        bool stripped = to < colored + strlen(colored);
        *to = '\0';
        ck_assert_str_eq(colored, text);
        ck_assert(stripped || strcmp(reading[i], "stock") != 0); /* there is colour, where there is a status */
    }
    world_close(&w);
}
END_TEST

START_TEST(a_message_cannot_move_the_cursor) {
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"plain", "plain"},
        {"two\nlines", "two\nlines"},
        {"a\x1B[2Jb", "a\\x1b[2Jb"},
        {"a\rb\tc\x7F", "a\\x0db\\x09c\\x7f"},
        {"\xFF\xC3(", "\\xff\\xc3("},
        {"\xC2\x9B"
         "31m",
         "\\xc2\\x9b31m"},
        {"\xED\xA0\x80", "\\xed\\xa0\\x80"},
        {"Español 한국어 🙂", "Español 한국어 🙂"},
        {"%s%n", "%s%n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf b = {0};
        render_message(&b, cases[i].text);
        ck_assert_str_eq(b.data, cases[i].shown);
        buf_free(&b);
    }
}
END_TEST

/* ---- JSON ---- */

static json_t *parsed(struct world *w, const char *line) {
    struct buf b = {0};
    json_error_t error;
    ck_assert_msg(world_run(w, line), "%s: %s", line, w->err.message);
    json_answer(&b, &w->answer);
    json_t *value = json_loadb(b.data, b.length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    ck_assert_msg(value != NULL, "%s: %s", line, error.text);
    ck_assert_msg(b.data[b.length - 1] == '\n' && !strchr(b.data, '\r'), "%s", line);
    buf_free(&b);
    return value;
}

START_TEST(what_is_not_known_is_null_and_a_number_is_a_number) {
    struct answer a = {0};
    struct buf b = {0};
    answer_one(&a, &shape, &cells[2]);
    json_answer(&b, &a);
    ck_assert_str_eq(b.data, "{\n"
                             "  \"name\": \"e\xCC\x81\",\n"
                             "  \"n\": null,\n"
                             "  \"words\": null,\n"
                             "  \"hidden\": \"=1+1\",\n"
                             "  \"date\": \"1970-01-01\",\n"
                             "  \"yes\": true,\n"
                             "  \"tags\": [],\n"
                             "  \"notes\": [],\n"
                             "  \"next\": []\n"
                             "}\n");
    b.length = 0;
    answer_list(&a, &shape, &cells[3], 1);
    json_answer(&b, &a);
    ck_assert(strstr(b.data, "\"n\": -3,") && strstr(b.data, "\"date\": null,"));
    ck_assert(strstr(b.data, "\"yes\": false,") && strstr(b.data, "\"line\\nfeed\""));
    buf_free(&b);
}
END_TEST

/* "item:s": a string; n a whole number, b yes or no, a an array; ? after it: or null. */
static void expect_keys(json_t *object, const char *const *keys) {
    for (; *keys; keys++) {
        const char *colon = strchr(*keys, ':');
        char name[40];
        snprintf(name, sizeof name, "%.*s", (int)(colon - *keys), *keys);
        json_t *v = json_object_get(object, name);
        ck_assert_msg(v != NULL, "no key %s", name);
        bool fits = (colon[1] == 's' && json_is_string(v)) || (colon[1] == 'n' && json_is_integer(v)) ||
                    (colon[1] == 'b' && json_is_boolean(v)) || (colon[1] == 'a' && json_is_array(v)) ||
                    (colon[2] == '?' && json_is_null(v));
        ck_assert_msg(fits, "%s is of another kind", *keys);
    }
}

START_TEST(the_stock_as_json_is_what_scripts_rely_on) {
    static const char *const keys[] = {
        "item:s",    "title:s",  "languages:a", "material_number:s?", "on_hand:n", "incoming:n", "reorder_at:n",
        "fill_to:n", "status:s", "units:n?",    "copies:n",           "urgent:b",  "sentence:s", NULL};
    struct world w;
    size_t i;
    json_t *row;
    open_demo(&w);
    json_t *list = parsed(&w, "stock");
    ck_assert(json_is_array(list));
    ck_assert_uint_eq(json_array_size(list), 10);
    json_array_foreach(list, i, row) {
        expect_keys(row, keys);
        const char *status = json_string_value(json_object_get(row, "status"));
        ck_assert_msg(strcmp(status, "OUT") == 0 || strcmp(status, "LOW") == 0 || strcmp(status, "OVER") == 0 ||
                          strcmp(status, "OK") == 0 || strcmp(status, "NOT KEPT") == 0,
                      "%s", status);
        ck_assert_uint_ge(json_array_size(json_object_get(row, "languages")), 1);
        if (strcmp(json_string_value(json_object_get(row, "item")), "itp-guide.en-es") == 0) {
            ck_assert_str_eq(json_string_value(json_object_get(row, "material_number")), "9665026460");
            ck_assert_str_eq(json_string_value(json_array_get(json_object_get(row, "languages"), 1)), "es");
        }
        ck_assert_ptr_null(json_object_get(row, "order_words")); /* words for the terminal only */
    }
    json_decref(list);
    world_close(&w);
}
END_TEST

START_TEST(a_requisition_as_json_is_what_scripts_rely_on) {
    static const char *const keys[] = {"number:s", "status:s", "prepared:s", "sent:s?", "lines:a", "events:a", NULL};
    static const char *const line_keys[] = {
        "item:s", "material_number:s?", "units:n", "copies:n", "received_copies:n", "short_copies:n", NULL};
    static const char *const event_keys[] = {"at:s", "by:s", "to:s", "note:s?", NULL};
    struct world w;
    open_demo(&w);
    expect_done(&w, "requisition cancel 1 --reason 'not needed'", NULL, NULL);
    json_t *one = parsed(&w, "requisition show 1"), *row;
    size_t i;
    expect_keys(one, keys);
    ck_assert_str_eq(json_string_value(json_object_get(one, "number")), "R-2026-27-0001");
    ck_assert_str_eq(json_string_value(json_object_get(one, "prepared")), "2026-09-14");
    ck_assert_uint_ge(json_array_size(json_object_get(one, "lines")), 1);
    json_array_foreach(json_object_get(one, "lines"), i, row) expect_keys(row, line_keys);
    json_t *events = json_object_get(one, "events"), *last = json_array_get(events, 1);
    ck_assert_uint_eq(json_array_size(events), 2);
    json_array_foreach(events, i, row) expect_keys(row, event_keys);
    ck_assert_str_eq(json_string_value(json_object_get(last, "to")), "cancelled");
    ck_assert_str_eq(json_string_value(json_object_get(last, "note")), "not needed");
    json_decref(one);
    world_close(&w);
}
END_TEST

START_TEST(every_answer_is_json_a_list_an_array_one_an_object_nothing_null) {
    struct world w;
    open_demo(&w);
    for (size_t i = 0; i < COUNT(reading); i++) {
        json_t *value = parsed(&w, reading[i]);
        ck_assert_msg(w.answer.form == ANSWER_LIST ? json_is_array(value) : json_is_object(value), "%s", reading[i]);
        ck_assert_msg(w.answer.form != ANSWER_LIST || json_array_size(value) == w.answer.rows.count, "%s", reading[i]);
        json_decref(value);
    }
    json_t *nothing = parsed(&w, "requisition new --needed"); /* all of it is coming */
    ck_assert(json_is_null(nothing));
    json_decref(nothing);
    json_t *made = parsed(&w, "requisition new");
    ck_assert_str_eq(json_string_value(json_object_get(made, "number")), "R-2026-27-0002");
    json_decref(made);
    json_t *said = parsed(&w, "school set 'purpose=\"quoted\" \\ 한국어'");
    ck_assert(strstr(json_string_value(json_object_get(said, "purpose")), "\"quoted\" \\ 한국어"));
    json_decref(said);
    world_close(&w);
}
END_TEST

/* ---- what is told on standard error ---- */

START_TEST(what_is_told_on_a_terminal_is_wrapped) {
    static const struct {
        const char *message, *told;
    } cases[] = {
        {"no item", "note: no item\n"},
        {"", "note:\n"},
        {"one two three four five six seven eight nine ten",
         "note: one two three four five six seven\n  eight nine ten\n"},
        {"it is short\n  and count it", "note: it is short\n  and count it\n"},
        {"QTY is missing. Usage: guidestock stock issue ITEM QTY... [--date DATE]",
         "note: QTY is missing. Usage: guidestock\n  stock issue ITEM QTY... [--date DATE]\n"},
        {"a\033[2J", "note: a\\x1b[2J\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf b = {0};
        buf_text(&b, "");
        render_told(&b, "note: ", cases[i].message, 40);
        ck_assert_str_eq(b.data, cases[i].told);
        buf_free(&b);
    }
}
END_TEST

/* Where the words and the command do not fit one line, the command stands beneath, unbroken. */
START_TEST(a_command_stands_whole_on_one_line) {
    struct mem *m = mem_new();
    const struct hint *print = hint_new(m, NULL, "stock print", "item", "lre.en", "quantity", "6", NULL);
    const struct hint *issue =
        hint_new(m, "When the family has come for it", "stock issue", "item", "lre.en", "quantity", "6", NULL);
    const struct hint *worded = hint_new(m, "Or", "stock", NULL);
    const struct screen narrow = {40, false, test_rooms(), &nothing_typed};
    struct buf b = {0};
    render_hints(&b, hint_also(m, print, hint_also(m, issue, worded)), &narrow, 2);
    ck_assert_str_eq(b.data, "  guidestock stock print lre.en 6\n"
                             "  When the family has come for it:\n"
                             "    guidestock stock issue lre.en 6\n"
                             "  Or: guidestock stock\n");
    buf_free(&b);
    mem_free(m);
}
END_TEST

/* A row's hint stands beneath it, at its text. */
START_TEST(a_hint_of_a_row_stands_beneath_its_text) {
    struct matter_row {
        const char *level, *text;
        const struct hint *command;
    };
    static const struct column matter_columns[] = {
        {"level", "", CELL_TEXT, offsetof(struct matter_row, level), 0, NULL},
        {"text", "", CELL_TEXT, offsetof(struct matter_row, text), COLUMN_WRAP, NULL},
        {"command", "", CELL_HINT, offsetof(struct matter_row, command), COLUMN_BENEATH, NULL},
    };
    static const struct shape matters = SHAPE(matter_columns, matter_row);
    struct mem *m = mem_new();
    const struct hint *command = hint_new(m, NULL, "stock print", "item", "lre.en", "quantity", "6", NULL);
    const struct matter_row rows[] = {{"OUT", "a guide is out", command}, {"LOW", "another is low", NULL}};
    const struct screen screen = {80, false, test_rooms(), &nothing_typed};
    struct answer a = {0};
    struct buf b = {0};
    answer_list(&a, &matters, rows, COUNT(rows));
    render_plain(&b, &a, &screen);
    ck_assert_str_eq(b.data, "OUT  a guide is out\n"
                             "     guidestock stock print lre.en 6\n"
                             "LOW  another is low\n");
    b.length = 0;
    json_answer(&b, &a);
    ck_assert(strstr(b.data, "\"verb\": \"stock print\"") && strstr(b.data, "\"command\": null"));
    buf_free(&b);
    mem_free(m);
}
END_TEST

/* ---- help, completion, manual ---- */

/* As the manual page writes it. */
static const char *roff(struct mem *m, const char *text) {
    struct buf b = {0};
    for (buf_text(&b, ""); *text; text++)
        buf_printf(&b, "%s%c", *text == '-' ? "\\" : "", *text);
    const char *copy = mem_text(m, b.data);
    buf_free(&b);
    return copy;
}

START_TEST(help_completion_and_manual_name_every_verb_and_option) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    const char *help = shown(&w, "help all", &plain), *man = shown(&w, "help --man", &plain);
    const char *bash = shown(&w, "completion bash", &plain), *zsh = shown(&w, "completion zsh", &plain);
    const char *fish = shown(&w, "completion fish", &plain);
    ck_assert(text_starts(zsh, "#compdef guidestock\n") && strstr(zsh, bash));
    ck_assert(text_starts(man, ".TH GUIDESTOCK 1\n"));
    struct room_place place = {0};
    for (const struct verb *v; (v = rooms_next(w.req.rooms, &place)) != NULL;) {
        const char *words = mem_printf(w.mem, "%s%s%s", v->noun, *v->name ? " " : "", v->name);
        const char *more = shown(&w, mem_printf(w.mem, "help %s", words), &plain);
        ck_assert_msg(strstr(help, mem_printf(w.mem, "\n  %s", words)), "help: %s", words);
        ck_assert_msg(strstr(more, mem_textn(w.mem, v->what, text_wrap(v->what, 77))), "help %s", words);
        ck_assert_msg(strstr(man, mem_printf(w.mem, ".B %s", roff(w.mem, words))), "man: %s", words);
        const char *options = strstr(bash, mem_printf(w.mem, "'%s %s') words='", v->noun, v->name));
        ck_assert_msg(options != NULL, "bash: %s", words);
        const char *names = strstr(bash, mem_printf(w.mem, "\n        %s) words='", v->noun));
        ck_assert_msg(names && strstr(mem_textn(w.mem, names, strcspn(names + 1, "\n")), v->name), "bash: %s", words);
        const char *of = mem_textn(w.mem, options, strcspn(options, "\n"));
        ck_assert_msg(strstr(fish, mem_printf(w.mem, " -a %s", *v->name ? v->name : v->noun)), "fish: %s", words);
        for (const struct param *p = v->params; p->name; p++) {
            const char *option = mem_printf(w.mem, "--%s", p->name);
            bool named = p->form < PARAM_OPTION ||
                         (strstr(more, option) && strstr(of, option) && strstr(man, roff(w.mem, option)) &&
                          strstr(fish, mem_printf(w.mem, " -l %s ", p->name)));
            ck_assert_msg(named, "%s: %s", words, option);
        }
    }
    for (const struct global_option *g = global_options; g->name; g++) {
        const char *option = mem_printf(w.mem, "--%s", g->name);
        ck_assert_msg(strstr(help, option) && strstr(bash, option) && strstr(man, roff(w.mem, option)) &&
                          strstr(fish, mem_printf(w.mem, " -l %s ", g->name)),
                      "%s", option);
    }
    expect_refused(&w, "completion tcsh", NULL, ERR_INPUT, "bash, zsh, fish. Did you mean bash?");
    world_close(&w);
}
END_TEST

/* "\n  stock       show receive ...": the line of a noun, and those that it goes on in. */
static const char *line_of_noun(struct mem *m, const char *help, const char *noun) {
    const char *from = strstr(help, mem_printf(m, "\n  %s ", noun)), *to = from ? strstr(from + 1, "\n  ") : NULL;
    while (to && text_starts(to, "\n    "))
        to = strstr(to + 1, "\n  ");
    return !from ? NULL : to ? mem_textn(m, from, (size_t)(to - from)) : from;
}

START_TEST(the_short_help_has_the_day_first_and_every_noun_under_a_heading) {
    static const char *const headings[] = {"Most of a day:",        "Hand out, receive, count", "Order",
                                           "Catalog and languages", "Designee, duties, clocks", "Registers",
                                           "Paper and files",       "Set up and keep"};
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    const char *help = shown(&w, "help", &plain), *at = help;
    for (size_t i = 0; i < COUNT(headings); i++) {
        at = strstr(at, mem_printf(w.mem, "\n\n%s\n", headings[i]));
        ck_assert_msg(at != NULL, "%s is not in its place", headings[i]);
    }
    struct room_place place = {0};
    for (const struct verb *v; (v = rooms_next(w.req.rooms, &place)) != NULL;) {
        const char *line = line_of_noun(w.mem, help, v->noun);
        ck_assert_msg(line && strstr(line, mem_printf(w.mem, " %s", v->name)), "%s %s", v->noun, v->name);
        ck_assert_msg(!strstr(strstr(help, line) + 1, mem_printf(w.mem, "\n  %s ", v->noun)), "%s twice", v->noun);
    }
    size_t lines = 0;
    for (const char *s = help; *s; s++)
        lines += *s == '\n';
    ck_assert_uint_le(lines, 66); /* a page */
    /* the commands of the day are commands */
    for (const char *s = help; (s = strstr(s, "\n  guidestock")) != NULL; s++) {
        const char *line = mem_textn(w.mem, s + 3, strcspn(s + 3, "\n")), *end = strstr(line, "  ");
        const char *words = end > line + 11 ? mem_textn(w.mem, line + 11, (size_t)(end - line - 11)) : "today";
        ck_assert_msg(world_run(&w, words) || w.err.kind != ERR_INPUT, "%s: %s", words, w.err.message);
    }
    ck_assert(strstr(shown(&w, "help receive", &plain), "guidestock stock receive ITEM") != NULL);
    ck_assert(strstr(shown(&w, "help receive", &plain), "guidestock requisition receive R") != NULL);
    ck_assert(strstr(shown(&w, "help catalog list", &plain), "without the second word: guidestock catalog\n") != NULL);
    world_close(&w);
}
END_TEST

/* Within "..." fish reads \ " and $ as its own. */
START_TEST(a_description_stays_within_its_quotes_in_fish) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    const char *fish = shown(&w, "completion fish", &plain);
    for (const char *s = fish; *s; s += *s == '\n') {
        const char *line = mem_textn(w.mem, s, strcspn(s, "\n"));
        const char *d = strstr(line, " -d \"");
        for (const char *c = d ? d + 5 : ""; *c; c++) {
            ck_assert_msg(*c != '$' && *c != '`', "%s", line);
            if (*c == '\\' && c[1])
                c++;
            else
                ck_assert_msg(*c != '"' || c[1] == '\0', "%s", line);
        }
        s += strlen(line);
    }
    world_close(&w);
}
END_TEST

START_TEST(help_on_what_is_no_command_says_what_is_meant) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    expect_refused(&w, "help give", NULL, ERR_INPUT, "no command \"give\"");
    ck_assert(!world_run(&w, "help give"));
    ck_assert_str_eq(w.err.next->words, "Did you mean");
    ck_assert_str_eq(look_command(&w, w.err.next), "stock issue ITEM QTY");
    expect_refused(&w, "help all now", NULL, ERR_INPUT, "no command \"all\"");
    expect_refused(&w, "help stok", NULL, ERR_INPUT, "Did you mean stock?");
    expect_refused(&w, "help stock isue", NULL, ERR_INPUT, "Did you mean issue?");
    expect_refused(&w, "help a\x1B", NULL, ERR_INPUT, "a\\x1b");
    expect_refused(&w, "help stock issue now", NULL, ERR_INPUT, "one word too many");
    world_close(&w);
}
END_TEST

/* Where the column beside the times begins. */
static ptrdiff_t beside_times(struct world *w) {
    const char *text = shown(w, "trail", &plain), *by = strstr(text, "BY");
    ck_assert_ptr_nonnull(by);
    return by - text;
}

START_TEST(a_column_of_times_is_as_wide_on_the_9th_as_on_the_10th) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    w.req.now = "2026-01-09T17:03:22Z";
    ptrdiff_t on_9th = beside_times(&w);
    w.req.now = "2026-01-10T17:03:22Z";
    expect_done(&w, "stock receive esy.en 1", NULL, NULL);
    ck_assert_int_eq(on_9th, beside_times(&w));
    world_close(&w);
}
END_TEST

void render_suite(Suite *s) {
    TCase *c = tcase_create("render");
    tcase_add_test(c, what_is_shown_fits_eighty_columns);
    tcase_add_test(c, an_empty_school_fits_eighty_columns_too);
    tcase_add_test(c, long_names_fit_eighty_columns_too);
    tcase_add_test(c, the_help_fits_eighty_columns);
    tcase_add_test(c, wide_and_combining_characters_are_aligned);
    tcase_add_test(c, a_cell_of_csv_is_quoted_where_it_must_be);
    tcase_add_test(c, colour_is_never_the_only_signal);
    tcase_add_test(c, a_message_cannot_move_the_cursor);
    tcase_add_test(c, what_is_not_known_is_null_and_a_number_is_a_number);
    tcase_add_test(c, the_stock_as_json_is_what_scripts_rely_on);
    tcase_add_test(c, a_requisition_as_json_is_what_scripts_rely_on);
    tcase_add_test(c, every_answer_is_json_a_list_an_array_one_an_object_nothing_null);
    tcase_add_test(c, help_completion_and_manual_name_every_verb_and_option);
    tcase_add_test(c, what_is_told_on_a_terminal_is_wrapped);
    tcase_add_test(c, a_command_stands_whole_on_one_line);
    tcase_add_test(c, a_hint_of_a_row_stands_beneath_its_text);
    tcase_add_test(c, the_short_help_has_the_day_first_and_every_noun_under_a_heading);
    tcase_add_test(c, a_description_stays_within_its_quotes_in_fish);
    tcase_add_test(c, help_on_what_is_no_command_says_what_is_meant);
    tcase_add_test(c, a_column_of_times_is_as_wide_on_the_9th_as_on_the_10th);
    suite_add_tcase(s, c);
}
