/* What is exported is imported by a fresh school, and exported again as the same bytes; its figures are the same.
 * Schools are made up from a seed, with texts from all scripts: a failure names the seed. */
#include "base/csv.h"
#include "base/text.h"
#include "catalog/item.h"
#include "compliance/audit/request.h"
#include "compliance/school/year.h"
#include "door/rooms.h"
#include "inventory/shelf/ledger.h"
#include "tests/suites.h"
#include "tests/support/exported.h"
#include "tests/support/model.h"
#include "tests/support/stored.h"

#include <stdlib.h>
#include <string.h>

enum { SEEDS = 200 };

/* ---- texts ---- */

static void add_point(struct buf *b, unsigned long c) {
    char bytes[4];
    size_t n = 0;
    if (c < 0x80) {
        bytes[n++] = (char)c;
    } else if (c < 0x800) {
        bytes[n++] = (char)(0xC0 | c >> 6);
        bytes[n++] = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        bytes[n++] = (char)(0xE0 | c >> 12);
        bytes[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[n++] = (char)(0x80 | (c & 0x3F));
    } else {
        bytes[n++] = (char)(0xF0 | c >> 18);
        bytes[n++] = (char)(0x80 | (c >> 12 & 0x3F));
        bytes[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[n++] = (char)(0x80 | (c & 0x3F));
    }
    buf_add(b, bytes, n);
}

/* Any scalar value; or one of the ends of UTF-8's lengths, of what spreadsheets and CSV take for their own, of the
 * scripts that run the other way or pile marks up. */
static unsigned long draw_point(struct dice *d) {
    static const unsigned long special[] = {'=',   '+',   '-',    '@',     '\'',    '"',      ',',    ';',
                                            ' ',   '#',   '0',    '9',     '\\',    '%',      '|',    0xA0,
                                            0x301, 0x5D0, 0x627,  0x64B,   0x200D,  0x3000,   0xFEFF, 0xFFFD,
                                            0x7FF, 0x800, 0xFFFF, 0x1F600, 0x10000, 0x10FFFF, 0x20000};
    if (dice_one_in(d, 2))
        return special[dice_from(d, 0, (long)(sizeof special / sizeof *special) - 1)];
    if (dice_one_in(d, 3))
        return (unsigned long)dice_from(d, 0x20, 0x7E);
    unsigned long c = (unsigned long)dice_from(d, 0xA1, dice_one_in(d, 3) ? 0x10FFFF : 0x33FF);
    return c >= 0xD800 && c < 0xE000 ? 0xE000 : c;
}

/* At most so many bytes that are taken as a text; never empty. */
static const char *draw_text(struct mem *m, struct dice *d, size_t most) {
    for (;;) {
        struct buf b = {0};
        for (long n = dice_from(d, 1, 12); n > 0; n--)
            add_point(&b, draw_point(d));
        const char *text = b.length <= most && !text_has_control(b.data) ? mem_text(m, b.data) : NULL;
        buf_free(&b);
        if (text)
            return text;
    }
}

/* ---- a school ---- */

/* Calls a verb with texts that no command line of the tests can hold: name, value, ..., ended by NULL. */
static bool call(struct world *w, const char *noun, const char *name, const char *const *pairs) {
    const struct verb *v = verb_find(w->req.rooms, noun, name);
    struct fields f = {.mem = w->mem, .today = w->req.today, .year_begin = year_begin(year_of(w->req.today))};
    for (size_t i = 0; pairs[i]; i += 2)
        if (pairs[i + 1])
            fields_add(&f, pairs[i], pairs[i + 1]);
    w->err = (struct err){0};
    w->answer = (struct answer){0};
    w->req.verb = v;
    w->req.problems = (struct problems){0};
    return request_read(&w->req, &f, &w->err) && request_run(&w->req, &f, &w->answer, &w->err);
}
#define CALL(w, noun, name, ...) call((w), (noun), (name), (const char *const[]){__VA_ARGS__, NULL})

struct making {
    struct world *w;
    struct dice d;
    const char *tags[20];
    long tag_count;
    const char *codes[40];
    long code_count;
};

static const char *draw_date(struct making *k, int first) {
    return date_iso(k->w->mem, (int)dice_from(&k->d, first, k->w->req.today));
}

static void make_languages(struct making *k) {
    struct world *w = k->w;
    static const char *const seeded[] = {"en", "es", "hy", "vi"};
    for (size_t i = 0; i < 4; i++)
        k->tags[k->tag_count++] = seeded[i];
    for (long n = dice_from(&k->d, 0, 3); n > 0; n--) {
        const char *tag = mem_printf(w->mem, "x%ld-Ab%ld", dice_from(&k->d, 0, 999), n);
        if (CALL(w, "language", "add", "tag", tag, "english", draw_text(w->mem, &k->d, 100), "own",
                 draw_text(w->mem, &k->d, 100)))
            k->tags[k->tag_count++] = tag;
    }
    for (long n = dice_from(&k->d, 0, 8); n > 0; n--)
        ck_assert_msg(CALL(w, "language", "set", "language", k->tags[dice_from(&k->d, 0, k->tag_count - 1)], "families",
                           mem_printf(w->mem, "%ld", dice_from(&k->d, 0, 1000000)), "program",
                           dice_one_in(&k->d, 2) ? "section-504" : NULL, "pupils",
                           dice_one_in(&k->d, 2) ? mem_printf(w->mem, "%ld", dice_from(&k->d, 0, 99)) : NULL, "year",
                           dice_one_in(&k->d, 3) ? "2024-25" : NULL),
                      "%s", w->err.message);
}

static void dress_item(struct making *k, const char *code) {
    struct world *w = k->w;
    struct dice *d = &k->d;
    CALL(w, "catalog", "set", "item", code, dice_one_in(d, 2) ? "own_title" : "unit", draw_text(w->mem, d, 40));
    if (dice_one_in(d, 3))
        CALL(w, "catalog", "set", "item", code, "edition", draw_text(w->mem, d, 60));
    if (dice_one_in(d, 3))
        CALL(w, "catalog", "set", "item", code, "copies_per_unit", "25", "minimum", "3", "floor", "0");
    if (dice_one_in(d, 4))
        CALL(w, "catalog", "number", "item", code, "number", mem_printf(w->mem, "%010ld", dice_from(d, 0, 9999999999)),
             "source", dice_one_in(d, 2) ? draw_text(w->mem, d, 200) : NULL);
    if (dice_one_in(d, 6))
        CALL(w, "catalog", "retire", "item", code, "date", draw_date(k, w->req.today - 400));
}

static void make_catalog(struct making *k) {
    struct world *w = k->w;
    static const char *const seeded[] = {"parent-guide.en", "parent-guide.es", "esy.en", "lre.en", "iep-and-you.en-es"};
    for (size_t i = 0; i < 5; i++)
        k->codes[k->code_count++] = seeded[i];
    for (long n = dice_from(&k->d, 0, 5); n > 0; n--) {
        const char *tag = k->tags[dice_from(&k->d, 0, k->tag_count - 1)];
        const char *code = mem_printf(w->mem, "wall-%ld.%ld", dice_from(&k->d, 0, 3), n);
        if (CALL(w, "catalog", "add", "item", code, "languages", tag, "title", draw_text(w->mem, &k->d, 300), "kind",
                 "poster") ||
            CALL(w, "catalog", "add", "item", code, "languages", tag))
            k->codes[k->code_count++] = code;
    }
    for (long i = 0; i < k->code_count; i++)
        if (dice_one_in(&k->d, 2))
            dress_item(k, k->codes[i]);
}

static void make_edition(struct making *k) {
    CALL(k->w, "catalog", "supersede", "item", k->codes[dice_from(&k->d, 0, k->code_count - 1)], "edition",
         draw_text(k->w->mem, &k->d, 60), "from",
         date_iso(k->w->mem, (int)dice_from(&k->d, k->w->req.today - 200, k->w->req.today + 50)));
}

/* What version 1 did: a copy off the shelf for a guide that it sent. */
static void make_old(struct making *k, const char *code) {
    struct req *r = &k->w->req;
    struct err e = {0};
    struct trail t;
    struct ledger l;
    struct belows below;
    const struct item *item;
    struct movement v = {.edition = 1,
                         .kind = MOVEMENT_ISSUE,
                         .quantity = -dice_from(&k->d, 1, 3),
                         .on_date = (int)dice_from(&k->d, r->today - 300, r->today),
                         .reason = dice_one_in(&k->d, 2) ? "annual" : NULL,
                         .how = dice_one_in(&k->d, 2) ? "email" : "web",
                         .note = dice_one_in(&k->d, 2) ? draw_text(k->w->mem, &k->d, 500) : NULL,
                         .reverses = INT_NONE,
                         .batch = INT_NONE,
                         .mark = INT_NONE};
    ck_assert_msg(db_begin(r->db, r->school, &e) && item_lookup(r, code, &item, &e) && trail_begin(&t, r, &e), "%s",
                  e.message);
    v.item = item->id;
    ledger_begin(&l, &t);
    bool ok = ledger_put(&l, &v, &e) && ledger_settle(&l, &below, &e) && below.count == 0;
    db_end(r->db, trail_end(&t, ok, "stock issue", code, "as version 1 did", &e), &e);
}

/* One that comes in, so that there is something; one that may be refused; an undoing; a new edition. */
static void make_movements(struct making *k) {
    static const char *const verbs[] = {"issue", "issue", "return", "print", "adjust"};
    static const char *const reasons[] = {"lost", "found", "superseded", "unrecorded"};
    static const char *const hows[] = {"paper", "email", "web", NULL};
    struct world *w = k->w;
    struct dice *d = &k->d;
    long done = 0, tried = dice_from(d, 0, 40);
    for (long n = tried; n > 0; n--) {
        const char *code = k->codes[dice_from(d, 0, k->code_count - 1)];
        const char *copies = mem_printf(w->mem, "%ld", dice_from(d, 1, 9));
        const char *note = dice_one_in(d, 2) ? draw_text(w->mem, d, 500) : NULL;
        const char *verb = dice_one_in(d, 2) ? "receive" : verbs[dice_from(d, 0, 4)];
        bool issue = strcmp(verb, "issue") == 0, adjust = strcmp(verb, "adjust") == 0;
        done += CALL(w, "stock", verb, "item", code, "quantity", copies, "date", draw_date(k, w->req.today - 300),
                     "note", note, "reason", adjust ? reasons[dice_from(d, 0, 3)] : NULL, "for",
                     issue && dice_one_in(d, 2) ? "annual" : NULL, "how", issue ? hows[dice_from(d, 0, 3)] : NULL);
        if (dice_one_in(d, 8))
            CALL(w, "stock", "undo", "id",
                 mem_printf(w->mem, "%ld",
                            world_count(w, "SELECT max((SELECT coalesce(max(id), 1) FROM movement), "
                                           "(SELECT coalesce(max(id), 1) FROM notice))")));
        if (dice_one_in(d, 6))
            make_old(k, code);
        if (dice_one_in(d, 10))
            make_edition(k);
    }
    ck_assert_msg(tried < 12 || done >= tried / 4, "%ld of %ld were taken", done, tried);
}

/* A line whose copies are what its units make; received as its status allows. */
static void add_line(struct making *k, struct buf *b, const char *head, int state, long item) {
    struct world *w = k->w;
    struct dice *d = &k->d;
    long units = dice_from(d, 1, 40), per_unit = dice_one_in(d, 2) ? 25 : 0;
    long copies = units * (per_unit ? per_unit : 1);
    long received = state == 4 || state == 5 ? dice_from(d, 1, copies + 3) : 0;
    buf_text(b, head);
    csv_cell(b, k->codes[item], false);
    csv_cell(b, mem_printf(w->mem, "%ld", units), false);
    csv_cell(b, per_unit ? "25" : "", false);
    csv_cell(b, mem_printf(w->mem, "%ld", copies), false);
    csv_cell(b, mem_printf(w->mem, "%ld", received), false);
    csv_cell(b, mem_printf(w->mem, "%ld", dice_from(d, 0, 9)), false);
    csv_cell(b, dice_one_in(d, 2) ? draw_text(w->mem, d, 500) : "", false);
    csv_cell(b, dice_one_in(d, 2) ? draw_text(w->mem, d, 500) : "", false);
    csv_end_row(b);
}

static const char requisition_head[] = "number,status,prepared,sent,first_received,needed,priority,purpose,urgent,"
                                       "replaces,item,units,copies_per_unit,copies,received_copies,suggested,sentence,"
                                       "reason\n";

static void make_requisitions(struct making *k) {
    static const char *const states[] = {"draft",         "waiting", "approved", "sent",
                                         "part received", "closed",  "cancelled"};
    struct world *w = k->w;
    struct dice *d = &k->d;
    struct buf b = {0}, head = {0};
    long count = dice_from(d, 0, 6);
    buf_text(&b, requisition_head);
    for (long n = 1; n <= count; n++) {
        int state = (int)dice_from(d, 0, 6), prepared = w->req.today - (int)dice_from(d, 3, 60);
        bool sent = state >= 3 && (state != 6 || dice_one_in(d, 2));
        head.length = 0;
        csv_cell(&head, mem_printf(w->mem, "R-2026-27-%04ld", n), true);
        csv_cell(&head, states[state], false);
        csv_cell(&head, date_iso(w->mem, prepared), false);
        csv_cell(&head, sent ? date_iso(w->mem, prepared + 1) : "", false);
        csv_cell(&head, state == 4 || state == 5 ? date_iso(w->mem, prepared + 3) : "", false);
        csv_cell(&head, dice_one_in(d, 2) ? date_iso(w->mem, prepared + 90) : "", false);
        csv_cell(&head, dice_one_in(d, 2) ? "will-call" : "regular", false);
        csv_cell(&head, dice_one_in(d, 2) ? draw_text(w->mem, d, 200) : "", false);
        csv_cell(&head, dice_one_in(d, 2) ? "yes" : "no", false);
        csv_cell(&head, n > 1 && dice_one_in(d, 3) ? "R-2026-27-0001" : "", false);
        long lines = dice_from(d, state == 0 || state == 6 ? 0 : 1, k->code_count - 1);
        for (long i = 0; i < lines; i++)
            add_line(k, &b, head.data, state, i);
        if (lines == 0)
            buf_printf(&b, "%s,,,,,,,,\n", head.data);
    }
    if (count > 0)
        ck_assert_msg(world_run_file(w, "import r.csv", b.data), "%s; %s; %s", w->err.message,
                      w->answer.note_count ? w->answer.notes[0].words : "", b.data);
    buf_free(&b);
    buf_free(&head);
}

/* The last thing that happens: what moves on the day of a figure and after it is no part of the file. Only where it is
 * applied is there something to export; one half are of a day before. */
static void make_count(struct making *k) {
    struct world *w = k->w;
    struct dice *d = &k->d;
    long entered = 0;
    for (long n = dice_from(d, 0, 12); n > 0; n--)
        entered += CALL(w, "count", "enter", "item", k->codes[dice_from(d, 0, k->code_count - 1)], "quantity",
                        mem_printf(w->mem, "%ld", dice_from(d, 0, 30)), "date",
                        dice_one_in(d, 2) ? draw_date(k, w->req.today - 30) : NULL, "edition",
                        dice_one_in(d, 2) ? mem_printf(w->mem, "#%ld", dice_from(d, 1, 3)) : NULL);
    if (entered > 0 && !CALL(w, "count", "apply", NULL))
        ck_assert_msg(w->err.kind == ERR_RULE && CALL(w, "count", "clear", NULL), "%s", w->err.message);
}

static void make_school(struct making *k) {
    make_languages(k);
    make_catalog(k);
    if (dice_one_in(&k->d, 2))
        ck_assert(
            world_run_file(k->w, "import c.csv",
                           "school_year,kind,from,to,name\n2026-27,first_day,2026-08-13,,\"'=\"\"First\"\", day\"\n"
                           "2026-27,last_day,2027-06-10,,\n2026-27,break,2026-11-23,2026-11-27,\" Été \"\n"));
    make_movements(k);
    make_requisitions(k);
    make_count(k);
}

/* ---- there and back ---- */

static const char *const tables[] = {"languages", "catalog", "calendar", "movements", "requisitions", "counts"};

static const char *figures(struct world *w) {
    struct query *q = sql(
        w->db, "SELECT (SELECT coalesce(group_concat(code || from_date || coalesce(to_date, '') || '; '), '') FROM "
               "(SELECT i.code, r.from_date, r.to_date FROM stock_run r JOIN item i ON i.school = r.school AND i.id "
               "= r.item ORDER BY i.code, r.from_date)) || (SELECT coalesce(group_concat(code || ' ' || edition || "
               "' ' || balance || ' ' || used || '; '), '') FROM (SELECT i.code, d.edition, sum(d.change) AS "
               "balance, sum(d.used) AS used FROM stock_day d JOIN item i ON i.school = d.school AND i.id = d.item "
               "GROUP BY i.code, d.edition HAVING sum(d.change) <> 0 OR sum(d.used) <> 0 ORDER BY i.code, d.edition))");
    struct err e = {0};
    const char *text = sql_row(q) ? sql_get_text(q, 0, w->mem) : "";
    ck_assert_msg(sql_end(q, &e), "%s", e.message);
    ck_assert(world_run(w, "stock --csv"));
    text = mem_printf(w->mem, "%s\n%s", text, rendered(w));
    for (int year = 2025; year <= 2026; year++) { /* the tally, by reason, edition and how it was given */
        ck_assert(world_run(w, mem_printf(w->mem, "stock given --year %d-%d", year, year - 1999)));
        text = mem_printf(w->mem, "%s\n%s", text, rendered(w));
    }
    return text;
}

/* Check cannot print long texts: from where they differ. */
static void same(struct world *w, int seed, const char *what, const char *was, const char *is) {
    size_t n = 0;
    while (was[n] && was[n] == is[n])
        n++;
    size_t from = n > 80 ? n - 80 : 0;
    ck_assert_msg(!was[n] && !is[n], "seed %d, %s: ...%s... and ...%s...", seed, what,
                  mem_textn(w->mem, was + from, strnlen(was + from, 160)),
                  mem_textn(w->mem, is + from, strnlen(is + from, 160)));
}

/* All figures of the file are new; applied, they match: what they set right came with the movements. */
static void settle_count(struct world *w, int seed, const char *text) {
    long figures = -1;
    for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
        figures++;
    const char *words = mem_printf(w->mem, "%ld new, 0 changed, 0 unchanged, 0 refused. (count 1)", figures);
    ck_assert_msg(strstr(w->answer.text, words), "seed %d: not %s but %s", seed, words, w->answer.text);
    ck_assert_msg(world_run(w, "count apply"), "seed %d: %s", seed, w->err.message);
    words = mem_printf(w->mem, "%ld of %ld matched; nothing", figures, figures);
    ck_assert_msg(strstr(w->answer.text, words), "seed %d: not %s but %s", seed, words, w->answer.text);
}

/* The file once more, where it came from and where it went: nothing is new, nothing stored. */
static void comes_in_for_nothing(struct world *w, int seed, const char *table, const char *text) {
    const char *before = stored(w);
    ck_assert_msg(world_run_file(w, "import x.csv", text), "seed %d, %s: %s", seed, table, w->err.message);
    same(w, seed, "twice", before, stored(w));
}

START_TEST(a_school_goes_through_its_files_and_comes_out_the_same) {
    struct world from, to;
    world_open(&from, "senior", "2026-09-15");
    struct making k = {.w = &from, .d = {(unsigned long long)_i + 1}};
    make_school(&k);
    ck_assert_msg(world_is_sound(&from), "seed %d", _i + 1);
    world_open(&to, "senior", "2026-09-15");
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        const char *text = exported(&from, tables[t]);
        bool empty = strchr(text, '\n')[1] == '\0';
        ck_assert_msg(empty || world_run_file(&to, "import x.csv", text), "seed %d, %s: %s; %s", _i + 1, tables[t],
                      to.err.message, to.answer.note_count ? to.answer.notes[0].words : "");
        if (!empty && strcmp(tables[t], "counts") == 0) {
            settle_count(&to, _i + 1, text);
            comes_in_for_nothing(&from, _i + 1, tables[t], text);
        }
        const char *again = exported(&to, tables[t]);
        same(&to, _i + 1, tables[t], text, again);
        if (!empty)
            comes_in_for_nothing(&to, _i + 1, tables[t], text);
    }
    same(&to, _i + 1, "figures", figures(&from), figures(&to));
    ck_assert_msg(world_is_sound(&to), "seed %d", _i + 1);
    world_close(&from);
    world_close(&to);
}
END_TEST

void files_round_trip_suite(Suite *s) {
    TCase *c = tcase_create("round-trip");
    tcase_add_loop_test(c, a_school_goes_through_its_files_and_comes_out_the_same, 0, SEEDS);
    suite_add_tcase(s, c);
}
