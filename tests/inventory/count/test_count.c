/* Counting: what is on the shelf sets the record right, and what moved after the counting keeps its effect. */
#include "inventory/count/count.h"
#include "inventory/shelf/ledger.h"
#include "inventory/stock.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/model.h"
#include "tests/support/stored.h"

#include <stdlib.h>
#include <string.h>

/* Tuesday, September 15, 2026; 20 of esy.en, 8 of lre.en, 5 of parent-guide.es */
static void open_stocked(void) {
    open_senior();
    look_done(&w, "stock receive esy.en 20 lre.en 8 parent-guide.es 5 --date 2026-08-03");
}

static long on_hand(const char *code, long edition) {
    struct query *q = sql(w.db, "SELECT coalesce(sum(quantity), 0) FROM movement m JOIN item i ON i.school = m.school "
                                "AND i.id = m.item WHERE i.code = $1 AND m.edition = $2");
    sql_text(q, code);
    sql_int(q, edition);
    long n = sql_row(q) ? sql_get_int(q, 0) : INT_NONE;
    struct err e = {0};
    ck_assert_msg(sql_end(q, &e), "%s", e.message);
    return n;
}

static struct answer shown_lines(void) {
    look_done(&w, "count show");
    return look_rows(&w.answer, 0, "lines");
}

static size_t line_of(const struct answer *lines, const char *code) {
    size_t i = look_find(lines, "item", code);
    ck_assert_msg(i < lines->rows.count, "%s has no line", code);
    return i;
}

/* The command of a line. */
static const char *hinted(const struct answer *lines, size_t row) {
    return look_command(&w, ((const struct count_line *)lines->rows.list)[row].command);
}

static void expect_line(const char *code, long counted, long book, long moved) {
    struct answer lines = shown_lines();
    size_t i = line_of(&lines, code);
    ck_assert_int_eq(look_int(&lines, i, "counted"), counted);
    ck_assert_int_eq(look_int(&lines, i, "book"), book);
    ck_assert_int_eq(look_int(&lines, i, "difference"), counted - book);
    ck_assert_int_eq(look_int(&lines, i, "moved"), moved);
    ck_assert_int_eq(look_int(&lines, i, "after"), counted + moved);
}

static bool not_counted(const char *shown) {
    const struct answer *a = &w.answer;
    for (size_t c = 0; c < a->shape->count; c++)
        if (strcmp(a->shape->columns[c].name, "not_counted") == 0) {
            const char *const *words =
                *(const char *const *const *)((const char *)a->rows.list + a->shape->columns[c].offset);
            for (; *words; words++)
                if (strcmp(*words, shown) == 0)
                    return true;
        }
    return false;
}

/* ---- the life of a count ---- */

START_TEST(a_count_sets_the_record_right_and_names_what_matched) {
    expect_done(&w, "count enter esy.en 18 lre.en 8 parent-guide.es 6", NULL, "3 figures entered, 2 not what");
    ck_assert_int_eq(on_hand("esy.en", 1), 20); /* not before it is applied */
    expect_done(&w, "count apply", NULL, "1 of 3 matched; 2 set right: parent-guide.es +1, esy.en -2.");
    ck_assert_int_eq(on_hand("esy.en", 1), 18);
    ck_assert_int_eq(on_hand("lre.en", 1), 8);
    ck_assert_int_eq(on_hand("parent-guide.es", 1), 6);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement WHERE kind = 'adjust' AND on_date = '2026-09-15' "
                                     "AND ((quantity = -2 AND reason = 'unrecorded') OR (quantity = 1 AND reason = "
                                     "'found')) AND note = 'count 1'"),
                     2);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement WHERE kind = 'adjust'"), 2);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail WHERE action = 'count apply' AND actor = 'tester' AND "
                                     "detail LIKE '%esy.en 18 (record 20)%lre.en 8 (record 8)%'"),
                     1);
    look_done(&w, "count list");
    ck_assert_int_eq(look_int(&w.answer, 0, "counted"), 3);
    ck_assert_int_eq(look_int(&w.answer, 0, "matched"), 1);
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "applied");
}
END_TEST

START_TEST(a_count_that_matches_moves_nothing_and_is_kept) {
    look_done(&w, "count enter esy.en 20");
    expect_done(&w, "count apply", NULL, "1 of 1 matched; nothing had to be set right");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement WHERE kind = 'adjust'"), 0);
    look_done(&w, "count list");
    ck_assert_uint_eq(w.answer.rows.count, 1);
}
END_TEST

START_TEST(a_count_applied_twice_is_refused) {
    expect_refused(&w, "count apply", NULL, ERR_RULE, "no count is open");
    ck_assert_str_eq(look_command(&w, w.err.next), "count sheet");
    ck_assert_str_eq(look_command(&w, w.err.next->also), "count enter ITEM QTY");
    look_done(&w, "count enter esy.en 18");
    look_done(&w, "count apply");
    expect_refused(&w, "count apply", NULL, ERR_RULE,
                   "no count is open; the last one was applied on 2026-01-02 by tester");
    expect_refused(&w, "count clear", NULL, ERR_RULE, "no count is open; the last one");
    expect_refused(&w, "count clear esy.en", NULL, ERR_RULE, "no count is open");
    expect_refused(&w, "count show", NULL, ERR_NOT_FOUND, "no count is open; the last one");
    ck_assert_int_eq(on_hand("esy.en", 1), 18);
}
END_TEST

START_TEST(a_count_without_a_figure_is_not_applied) {
    look_done(&w, "count sheet");
    expect_refused(&w, "count apply", NULL, ERR_RULE, "count 1 is open, but no figure is entered");
    look_done(&w, "count enter esy.en 1");
    expect_done(&w, "count clear esy.en", NULL, "The figure of esy.en is out of count 1");
    expect_refused(&w, "count apply", NULL, ERR_RULE, "no figure is entered");
    expect_refused(&w, "count clear esy.en", NULL, ERR_NOT_FOUND, "esy.en has no figure in count 1");
    expect_done(&w, "count clear", NULL, "Count 1 is given up, with 0 figures");
    look_done(&w, "count enter esy.en 1");
    ck_assert_int_eq(world_count(&w, "SELECT id FROM stock_count WHERE status = 'open'"), 2);
    expect_done(&w, "count clear", NULL, "Count 2 is given up, with 1 figure.");
    ck_assert_int_eq(on_hand("esy.en", 1), 20);
}
END_TEST

START_TEST(a_figure_entered_again_takes_the_place_of_the_first) {
    look_done(&w, "count enter esy.en 18");
    expect_done(&w, "count enter esy.en 19", NULL, "esy.en: 19 takes the place of 18, which tester entered");
    expect_done(&w, "count enter 'lre.en' 0", NULL, NULL);
    expect_line("esy.en", 19, 20, 0);
    expect_line("lre.en", 0, 8, 0); /* none is a count, too */
    look_done(&w, "count apply");
    ck_assert_int_eq(on_hand("lre.en", 1), 0);
}
END_TEST

START_TEST(what_was_not_counted_is_named) {
    look_done(&w, "catalog supersede parent-guide.es --edition New --from 2026-09-01");
    look_done(&w, "catalog retire puzzled.en");
    look_done(&w, "count enter esy.en 20");
    look_done(&w, "count show");
    ck_assert(not_counted("lre.en") && not_counted("parent-guide.es") && not_counted("parent-guide.es (#1)"));
    ck_assert(!not_counted("esy.en") && !not_counted("puzzled.en"));
    ck_assert(strstr(w.answer.text, "not counted: parent-guide.en, parent-guide.es, parent-guide.es (#1)"));
    look_done(&w, "count enter parent-guide.es 5 --edition #1");
    look_done(&w, "count show");
    ck_assert(!not_counted("parent-guide.es (#1)") && not_counted("parent-guide.es"));
}
END_TEST

/* ---- when it was counted ---- */

START_TEST(what_moves_after_the_counting_keeps_its_effect) {
    look_done(&w, "count enter esy.en 18");
    look_done(&w, "stock issue esy.en 3");
    expect_line("esy.en", 18, 20, -3);
    world_today(&w, "2026-09-16");
    look_done(&w, "stock receive esy.en 10");
    expect_line("esy.en", 18, 20, 7);
    look_done(&w, "count apply");
    ck_assert_int_eq(on_hand("esy.en", 1), 25);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(a_figure_of_a_sheet_is_compared_with_the_record_of_its_printing) {
    look_done(&w, "count sheet");
    look_done(&w, "stock issue esy.en 2");
    look_done(&w, "stock issue lre.en 1");
    expect_done(&w, "count enter esy.en 20 lre.en 8", NULL, NULL);
    expect_line("esy.en", 20, 20, -2);
    struct answer lines = shown_lines();
    const char *note = look_text(&lines, line_of(&lines, "esy.en"), "note");
    ck_assert_pstr_eq(note, "2 were taken since the sheet was printed");
    ck_assert_str_eq(hinted(&lines, line_of(&lines, "esy.en")), "count enter esy.en 20 --now");
    look_done(&w, "count enter lre.en 8 --now"); /* counted after it was given: one was found */
    expect_line("lre.en", 8, 7, 0);
    look_done(&w, "stock issue esy.en 1"); /* after the entry: nothing to ask about */
    lines = shown_lines();
    ck_assert(strstr(look_text(&lines, line_of(&lines, "esy.en"), "note"), "2 were taken"));
    ck_assert_ptr_null(look_text(&lines, line_of(&lines, "lre.en"), "note"));
    look_done(&w, "count apply");
    ck_assert_int_eq(on_hand("esy.en", 1), 17);
    ck_assert_int_eq(on_hand("lre.en", 1), 8);
}
END_TEST

START_TEST(a_sheet_printed_again_counts_from_its_last_printing_until_a_figure_is_entered) {
    look_done(&w, "count sheet");
    look_done(&w, "stock issue esy.en 2");
    look_done(&w, "count sheet");
    look_done(&w, "count enter esy.en 18");
    expect_line("esy.en", 18, 18, 0);
    look_done(&w, "stock issue lre.en 1");
    expect_done(&w, "count sheet", NULL, "count 1 has figures already: they are compared with the record of its first");
    look_done(&w, "count enter lre.en 8");
    expect_line("lre.en", 8, 8, -1);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM stock_count"), 1);
}
END_TEST

START_TEST(a_count_of_an_earlier_day_is_compared_with_the_record_at_its_end) {
    look_done(&w, "stock issue esy.en 4 --date 2026-09-10");
    look_done(&w, "stock issue esy.en 3 --date 2026-09-14");
    look_done(&w, "count enter esy.en 16 --date 2026-09-10");
    expect_line("esy.en", 16, 16, -3);
    look_done(&w, "count enter esy.en 15 --date 2026-09-10");
    look_done(&w, "count apply");
    ck_assert_int_eq(on_hand("esy.en", 1), 12);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement WHERE quantity = -1 AND on_date = '2026-09-10'"),
                     1);
}
END_TEST

/* She counts 18 instead of 20, finds the slip of two given yesterday, and records it: the record then matches. */
START_TEST(what_is_recorded_late_belongs_to_the_day_it_happened) {
    look_done(&w, "count enter esy.en 18");
    look_done(&w, "stock issue esy.en 2 --date 2026-09-14");
    expect_line("esy.en", 18, 18, 0);
    expect_done(&w, "count apply", NULL, "1 of 1 matched");
    ck_assert_int_eq(on_hand("esy.en", 1), 18);
    look_done(&w, "count list");
    ck_assert_int_eq(look_int(&w.answer, 0, "matched"), 1);
}
END_TEST

START_TEST(what_is_undone_had_never_been_whenever_it_is_undone) {
    look_done(&w, "stock issue esy.en 5");
    long wrong = look_int(&w.answer, 0, "movement");
    look_done(&w, "count enter esy.en 20");
    expect_line("esy.en", 20, 15, 0);
    look_done(&w, mem_printf(w.mem, "stock undo %ld", wrong));
    expect_line("esy.en", 20, 20, 0);
    look_done(&w, "stock issue esy.en 1");
    look_done(&w, "stock undo");
    struct answer lines = shown_lines();
    ck_assert_int_eq(look_int(&lines, 0, "movements"), 0);
    look_done(&w, "count apply");
    ck_assert_int_eq(on_hand("esy.en", 1), 20);
}
END_TEST

START_TEST(less_than_none_is_refused_and_says_count_it_again) {
    look_done(&w, "count enter esy.en 5 lre.en 7");
    look_done(&w, "stock issue esy.en 8");
    expect_refused(&w, "count apply", NULL, ERR_RULE,
                   "esy.en: 5 were counted on 2026-09-15, but 8 are recorded as gone since then by 2026-09-15, which "
                   "would leave -3 copies");
    ck_assert_str_eq(look_command(&w, w.err.next), "count enter esy.en QTY --now");
    ck_assert_ptr_null(w.err.next->also); /* lre.en is in order */
    look_done(&w, "count enter esy.en 11 --now");
    expect_done(&w, "count apply", NULL, "0 of 2 matched; 2 set right: esy.en -1, lre.en -1.");
    ck_assert_int_eq(on_hand("esy.en", 1), 11);
}
END_TEST

START_TEST(superseded_copies_are_counted_by_their_edition) {
    look_done(&w, "catalog set esy.en edition=Old");
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-14");
    look_done(&w, "stock receive esy.en 30");
    look_done(&w, "count enter esy.en 29");
    look_done(&w, "count enter esy.en 19 --edition old");
    look_done(&w, "count show");
    ck_assert_int_eq(look_int(&w.answer, 0, "counted"), 2);
    expect_done(&w, "count apply", NULL, "0 of 2 matched; 2 set right: esy.en -1, esy.en (Old) -1.");
    ck_assert_int_eq(on_hand("esy.en", 1), 19);
    ck_assert_int_eq(on_hand("esy.en", 2), 29);
    look_done(&w, "count enter esy.en 12 --date 2026-09-13"); /* the edition of that day */
    ck_assert_str_eq(look_text(&w.answer, 0, "edition"), "Old");
}
END_TEST

START_TEST(an_edition_that_was_counted_is_not_taken_back) {
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-14");
    look_done(&w, "count enter esy.en 0");
    expect_refused(&w, "catalog supersede esy.en --undo", NULL, ERR_RULE, "ordered or counted");
    look_done(&w, "count clear esy.en");
    look_done(&w, "catalog supersede esy.en --undo");
}
END_TEST

/* ---- random ---- */

enum { ITEMS = 3, SHELVES = 4, MOVES_MOST = 2000 }; /* the third item has two editions */
static const struct place {
    const char *code, *option;
    long edition;
} places[SHELVES] = {{"esy.en", "", 1}, {"lre.en", "", 1}, {"puzzled.en", "", 2}, {"puzzled.en", " --edition Old", 1}};

struct move {
    int shelf, date, seq;
    long copies, id;
    bool undone;
};
struct figure {
    bool is;
    long counted;
    int on_date, day, seq; /* its moment */
};
struct simple { /* the shelves as lists, gone through anew for every answer */
    struct move move[MOVES_MOST];
    int moves, seq, today, sheet_day, sheet_seq;
    struct figure figure[SHELVES];
    struct dice dice;
};

static bool is_after(const struct move *v, const struct figure *f) {
    return v->date > f->day || (v->date == f->day && v->seq > f->seq);
}

static long sum(const struct simple *s, int shelf, bool after) {
    long n = 0;
    for (int i = 0; i < s->moves; i++)
        if (s->move[i].shelf == shelf && !s->move[i].undone && is_after(&s->move[i], &s->figure[shelf]) == after)
            n += s->move[i].copies;
    return n;
}

/* Some day's end of the shelf below zero, with the difference put down on its day. */
static bool falls_short(const struct simple *s, int shelf) {
    const struct figure *f = &s->figure[shelf];
    for (int day = f->on_date; day <= s->today; day++) {
        long n = f->counted - sum(s, shelf, false);
        for (int i = 0; i < s->moves; i++)
            if (s->move[i].shelf == shelf && !s->move[i].undone && s->move[i].date <= day)
                n += s->move[i].copies;
        if (n < 0)
            return true;
    }
    return false;
}

static void random_move(struct simple *s) {
    int shelf = (int)dice_from(&s->dice, 0, SHELVES - 1);
    long copies = dice_from(&s->dice, 1, 9);
    bool in = dice_one_in(&s->dice, 2);
    int date = dice_one_in(&s->dice, 3) ? s->today - (int)dice_from(&s->dice, 1, 4) : s->today;
    bool ok =
        world_run(&w, mem_printf(w.mem, "stock adjust %s %ld --reason %s --edition %s --date %s", places[shelf].code,
                                 copies, in ? "found" : "lost", shelf == 3 ? "Old" : "Now", date_iso(w.mem, date)));
    ck_assert_msg(ok || w.err.kind == ERR_RULE, "%s", w.err.message);
    if (ok)
        s->move[s->moves++] =
            (struct move){shelf, date, ++s->seq, in ? copies : -copies, look_int(&w.answer, 0, "movement"), false};
}

static void random_undo(struct simple *s) {
    struct move *v = s->moves ? &s->move[dice_from(&s->dice, 0, s->moves - 1)] : NULL;
    if (v && !v->undone && world_run(&w, mem_printf(w.mem, "stock undo %ld", v->id)))
        v->undone = true;
}

static void random_figure(struct simple *s) {
    int shelf = (int)dice_from(&s->dice, 0, SHELVES - 1);
    long counted = dice_from(&s->dice, 0, 40);
    bool earlier = dice_one_in(&s->dice, 4), now = !earlier && dice_one_in(&s->dice, 3);
    int date = earlier ? s->today - (int)dice_from(&s->dice, 1, 3) : s->today;
    look_done(&w, mem_printf(w.mem, "count enter %s %ld --edition %s%s --date %s", places[shelf].code, counted,
                             shelf == 3 ? "Old" : "Now", now ? " --now" : "", date_iso(w.mem, date)));
    struct figure *f = &s->figure[shelf];
    *f = (struct figure){true, counted, date, date, s->seq};
    if (earlier)
        f->seq = INT_MAX;
    else if (!now && s->sheet_day != DATE_NONE)
        f->day = s->sheet_day, f->seq = s->sheet_seq;
}

static void random_sheet(struct simple *s) {
    bool any = false;
    look_done(&w, "count sheet");
    for (int i = 0; i < SHELVES; i++)
        any = any || s->figure[i].is;
    if (!any || s->sheet_day == DATE_NONE)
        s->sheet_day = s->today, s->sheet_seq = s->seq;
}

static void apply(struct simple *s) {
    long expected[SHELVES], difference[SHELVES];
    bool any = false, below = false;
    for (int i = 0; i < SHELVES; i++) {
        any = any || s->figure[i].is;
        below = below || (s->figure[i].is && falls_short(s, i));
        difference[i] = s->figure[i].is ? s->figure[i].counted - sum(s, i, false) : 0;
        expected[i] =
            s->figure[i].is ? s->figure[i].counted + sum(s, i, true) : on_hand(places[i].code, places[i].edition);
    }
    bool ok = world_run(&w, "count apply");
    ck_assert_msg(ok == (any && !below), "%s: %d %d %s", ok ? "done" : "refused", any, below, w.err.message);
    if (!ok && !world_run(&w, "count clear"))
        return; /* none was open */
    for (int i = 0; i < SHELVES; i++) {
        if (ok) {
            ck_assert_int_eq(on_hand(places[i].code, places[i].edition), expected[i]);
            if (difference[i] != 0) /* never undone here: its id is none */
                s->move[s->moves++] = (struct move){i, s->figure[i].on_date, ++s->seq, difference[i], 0, true};
            if (difference[i] != 0)
                s->move[s->moves - 1].undone = false;
        }
        s->figure[i].is = false;
    }
    s->sheet_day = DATE_NONE;
}

static void random_days(unsigned seed) {
    struct simple *s = mem_alloc(w.mem, sizeof *s);
    s->dice.state = seed;
    s->sheet_day = DATE_NONE;
    look_done(&w, "catalog set esy.en edition=Now");
    look_done(&w, "catalog set lre.en edition=Now");
    look_done(&w, "catalog set puzzled.en edition=Old");
    look_done(&w, "catalog supersede puzzled.en --edition Now --from 2026-08-20");
    s->today = w.req.today;
    s->move[s->moves++] = (struct move){0, s->today - 40, 0, 20, 0, false};
    s->move[s->moves++] = (struct move){1, s->today - 40, 0, 8, 0, false};
    for (int step = 0; step < 120; step++) {
        long what = dice_from(&s->dice, 0, 19);
        if (what < 9)
            random_move(s);
        else if (what < 11)
            random_undo(s);
        else if (what < 15)
            random_figure(s);
        else if (what < 16)
            random_sheet(s);
        else if (what < 18)
            w.req.today = ++s->today;
        else
            apply(s);
    }
    ck_assert(world_is_sound(&w));
}

START_TEST(after_random_days_the_record_is_what_was_counted_and_what_moved_since) {
    for (unsigned seed = 1; seed <= 25; seed++) {
        random_days(seed);
        close_world();
        open_stocked();
    }
}
END_TEST

/* ---- bad input ---- */

START_TEST(what_is_no_figure_is_refused_and_nothing_stored) {
    static const struct {
        const char *line;
        enum err_kind kind;
        const char *words;
    } cases[] = {
        {"count enter esy.en -1", ERR_INPUT, "write it without a sign"},
        {"count enter esy.en many", ERR_INPUT, "\"many\" is not a number"},
        {"count enter esy.en ''", ERR_INPUT, "quantity is empty"},
        {"count enter esy.en 1000001", ERR_INPUT, "not from 0 to 1000000"},
        {"count enter esy.en", ERR_INPUT, "QTY is missing"},
        {"count enter", ERR_INPUT, "ITEM is missing"},
        {"count enter ezy.en 1", ERR_NOT_FOUND, "Did you mean esy.en"},
        {"count enter lre.en 1 ezy.en 1", ERR_NOT_FOUND, "Did you mean esy.en"},
        {"count enter 0000000000 1", ERR_NOT_FOUND, "0000000000"},
        {"count enter esy.en 1 lre.en 2 esy.en 3", ERR_INPUT, "esy.en is given twice, with 1 and with 3"},
        {"count enter esy.en 1 --edition Old", ERR_NOT_FOUND, "esy.en has no edition \"Old\""},
        {"count enter esy.en 1 --edition 1", ERR_NOT_FOUND, "esy.en has no edition \"1\""},
        {"count enter esy.en 1 --edition #2", ERR_NOT_FOUND, "esy.en has no edition \"#2\""},
        {"count enter esy.en 1 --date 2026-09-16", ERR_INPUT, "in the future"},
        {"count enter esy.en 1 --date 1989-12-31", ERR_INPUT, "before 1990"},
        {"count enter esy.en 1 --date 2026-02-30", ERR_INPUT, "is not a date"},
        {"count enter esy.en 1 --date yesterday --now", ERR_INPUT, "now: what was counted just now has no other day"},
        {"count clear ezy.en", ERR_NOT_FOUND, "Did you mean esy.en"},
        {"count clear lre.en", ERR_NOT_FOUND, "lre.en has no figure in count 1"},
    };
    look_done(&w, "count enter parent-guide.es 4");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refused(&w, cases[i].line, NULL, cases[i].kind, cases[i].words);
}
END_TEST

START_TEST(all_figures_that_cannot_be_are_named_with_their_rows) {
    const char *before = stored(&w);
    ck_assert(!world_run(&w, "count enter ezy.en 1 lre.en 2 0000000000 3 lre.en 4 --date 2026-09-14"));
    static const struct {
        long row;
        enum err_kind kind;
        const char *words;
    } cases[] = {{1, ERR_NOT_FOUND, "no item \"ezy.en\". Did you mean esy.en?"},
                 {3, ERR_NOT_FOUND, "no item has the material number 0000000000"},
                 {4, ERR_INPUT, "lre.en is given twice, with 2 and with 4"}};
    ck_assert_uint_eq(w.req.problems.count, sizeof cases / sizeof *cases);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct problem *p = &w.req.problems.list[i];
        ck_assert_int_eq(p->row, cases[i].row);
        ck_assert_int_eq(p->kind, cases[i].kind);
        ck_assert_str_eq(p->message, cases[i].words);
    }
    ck_assert_str_eq(stored(&w), before);
}
END_TEST

START_TEST(a_school_counts_only_what_it_has) {
    close_world();
    world_open(&w, "elementary", "2026-09-15");
    expect_refused(&w, "count enter itp-booklet.en 1", NULL, ERR_RULE, "secondary schools only");
    expect_refused(&w, "count import f", "item,quantity\nitp-booklet.en,1\n", ERR_INPUT, "1 refused");
    look_done(&w, "count enter esy.en 4");
    look_done(&w, "count show");
    ck_assert(not_counted("lre.en") && !not_counted("itp-booklet.en"));
    long first = w.req.school;
    look_done(&w, "school add --name Other --code 0043 --level senior");
    w.req.school = world_count(&w, "SELECT id FROM school WHERE code = '0043'");
    expect_refused(&w, "count apply", NULL, ERR_RULE, "no count is open");
    look_done(&w, "catalog add guide.ko --title Other --languages ko");
    w.req.school = first;
    expect_refused(&w, "count enter guide.ko 1", NULL, ERR_NOT_FOUND, "guide.ko");
}
END_TEST

START_TEST(only_the_office_counts) {
    static const char *const lines[] = {"count sheet", "count enter esy.en 1", "count apply", "count clear"};
    look_done(&w, "count enter esy.en 19");
    look_done(&w, "user add tester --role viewer");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        expect_refused(&w, lines[i], NULL, ERR_RULE, "viewer");
    look_done(&w, "count show");
}
END_TEST

/* ---- what needs doing ---- */

/* The text of `today` about the open count, or NULL; whether `check` says it, too. */
static const char *told(bool *due) {
    look_done(&w, "check");
    *due = look_find(&w.answer, "kind", "count") != SIZE_MAX;
    look_done(&w, "today");
    size_t row = look_find(&w.answer, "kind", "count");
    if (row == SIZE_MAX)
        return NULL;
    ck_assert_str_eq(look_text(&w.answer, row, "level"), "COUNT");
    ck_assert_str_eq(look_command(&w, look_hint(&w.answer, row, "action")), "count show");
    size_t low = look_find(&w.answer, "kind", "low");
    ck_assert(low == SIZE_MAX || row < low);
    return look_text(&w.answer, row, "text");
}

static void expect_told(const char *text, bool is_due) {
    bool due;
    const char *now = told(&due);
    ck_assert_msg(now ? text && strcmp(now, text) == 0 : !text, "%s: %s", text ? text : "(none)", now ? now : "(none)");
    ck_assert_int_eq(due, is_due);
}

START_TEST(an_open_count_is_told_until_it_is_applied_and_after_five_school_days_it_is_due) {
    expect_told(NULL, false);
    look_done(&w, "count enter esy.en 19");
    expect_told("a count of Sep 15, 2026 is open: 1 figure, not applied yet", false);
    look_done(&w, "count enter lre.en 8 parent-guide.es 5");
    world_today(&w, "2026-09-22"); /* the fifth school day after it */
    expect_told("a count of Sep 15, 2026 is open: 3 figures, not applied yet", false);
    world_today(&w, "2026-09-23");
    expect_told("a count of Sep 15, 2026 is open: 3 figures, not applied yet", true);
    look_done(&w, "count apply");
    expect_told(NULL, false);
    look_done(&w, "count enter esy.en 19 --date 2026-09-21");
    look_done(&w, "count clear");
    expect_told(NULL, false);
}
END_TEST

START_TEST(an_open_count_is_of_the_day_of_its_sheet_or_of_its_first_figure) {
    look_done(&w, "count sheet --out s.pdf");
    expect_told("a count of Sep 15, 2026 is open: no figure is entered yet", false);
    world_today(&w, "2026-09-24");
    expect_told("a count of Sep 15, 2026 is open: no figure is entered yet", true);
    look_done(&w, "count enter esy.en 19"); /* of the sheet */
    expect_told("a count of Sep 15, 2026 is open: 1 figure, not applied yet", true);
    look_done(&w, "count clear");
    look_done(&w, "count enter esy.en 19 --date 2026-09-23");
    look_done(&w, "count enter lre.en 8 --date 2026-09-22");
    expect_told("a count of Sep 22, 2026 is open: 2 figures, not applied yet", false);
    look_done(&w, "count sheet --out s.pdf");
    expect_told("a count of Sep 22, 2026 is open: 2 figures, not applied yet", false);
    look_done(&w, "count clear lre.en");
    expect_told("a count of Sep 23, 2026 is open: 1 figure, not applied yet", false);
}
END_TEST

/* ---- the age of a count ---- */

/* The hint of the note that orders go by the record. */
static const struct hint *count_first(void) {
    for (size_t i = 0; i < w.answer.note_count; i++)
        if (strstr(w.answer.notes[i].words, "not counted in the last"))
            return w.answer.notes[i].next;
    ck_abort_msg("there is no such note");
    return NULL;
}

START_TEST(the_day_of_the_last_count_stands_where_orders_are_made) {
    look_done(&w, "stock");
    ck_assert_int_eq(look_date(&w.answer, look_find(&w.answer, "item", "lre.en"), "counted"), DATE_NONE);
    expect_done(&w, "requisition new --needed", NULL,
                "not counted in the last 60 school days: parent-guide.en (never), parent-guide.es (never), puzzled.en "
                "(never), iep-and-you.en-es (never), itp-guide.en-es (never) and 4 more");
    ck_assert_str_eq(look_command(&w, count_first()), "count sheet");
    look_done(&w, "requisition cancel 1 --reason again");
    look_done(&w, "count enter lre.en 8 parent-guide.es 5");
    look_done(&w, "order suggest");
    ck_assert_int_eq(look_date(&w.answer, look_find(&w.answer, "item", "lre.en"), "counted"), DATE_NONE); /* not yet */
    look_done(&w, "count apply");
    look_done(&w, "order suggest");
    size_t row = look_find(&w.answer, "item", "lre.en");
    ck_assert_int_eq(look_date(&w.answer, row, "counted"), w.req.today);
    ck_assert_str_eq(look_text(&w.answer, row, "counted_words"), "2026-09-15");
    ck_assert_str_eq(look_text(&w.answer, look_find(&w.answer, "item", "puzzled.en"), "counted_words"), "never");
    look_done(&w, "order explain lre.en");
    ck_assert_int_eq(look_date(&w.answer, 0, "counted"), w.req.today);
    look_done(&w, "requisition new --needed");
    ck_assert(noted(&w, "not counted in the last") && !noted(&w, "lre.en") && !noted(&w, "parent-guide.es"));
}
END_TEST

START_TEST(an_opening_is_a_count) {
    look_done(&w, "stock adjust puzzled.en 20 --reason opening --date 2026-09-11");
    look_done(&w, "stock adjust lre.en 9 --reason opening --date 2026-09-11");
    look_done(&w, "stock adjust esy.en 9 --reason opening --date 2026-09-11");
    look_done(&w, "stock undo");
    look_done(&w, "stock adjust itp-booklet.en 9 --reason found");
    look_done(&w, "count enter lre.en 8");
    look_done(&w, "count apply"); /* today, later than its opening */
    look_done(&w, "stock");
    static const struct {
        const char *item, *words;
    } cases[] = {
        {"puzzled.en", "2026-09-11"}, {"lre.en", "2026-09-15"}, {"esy.en", "never"}, {"itp-booklet.en", "never"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        look_done(&w, mem_printf(w.mem, "order explain %s", cases[i].item));
        ck_assert_msg(strcmp(look_text(&w.answer, 0, "counted_words"), cases[i].words) == 0, "%s: %s", cases[i].item,
                      look_text(&w.answer, 0, "counted_words"));
    }
    look_done(&w,
              "catalog supersede puzzled.en --edition New --from 2026-09-14"); /* of the new one, nothing was counted */
    look_done(&w, "stock adjust puzzled.en 2 --reason opening --date 2026-09-15 --edition #1");
    look_done(&w, "order explain puzzled.en");
    ck_assert_str_eq(look_text(&w.answer, 0, "counted_words"), "2026-09-11");
}
END_TEST

START_TEST(a_count_is_old_after_sixty_school_days) {
    look_done(&w, "count enter esy.en 1 lre.en 8 parent-guide.en 0 parent-guide.es 5 puzzled.en 0 iep-and-you.en-es 0");
    look_done(&w, "count enter itp-guide.en-es 0 itp-booklet.en 0 section-504.en 0 equity-office.en 0");
    look_done(&w, "count apply");
    world_today(&w, "2026-12-08"); /* without a calendar every weekday is one: the sixtieth */
    look_done(&w, "requisition new --needed");
    ck_assert(!noted(&w, "not counted in the last"));
    look_done(&w, "requisition cancel 1 --reason again");
    world_today(&w, "2026-12-09");
    expect_done(&w, "requisition new --needed", NULL, "parent-guide.en (2026-09-15)");
}
END_TEST

START_TEST(more_than_on_hand_says_count_it) {
    expect_refused(&w, "stock issue lre.en 9", NULL, ERR_RULE, "guidestock count enter lre.en QTY");
}
END_TEST

void count_suite(Suite *s) {
    TCase *c = tcase_create("count");
    tcase_add_checked_fixture(c, open_stocked, close_world);
    tcase_add_test(c, a_count_sets_the_record_right_and_names_what_matched);
    tcase_add_test(c, a_count_that_matches_moves_nothing_and_is_kept);
    tcase_add_test(c, a_count_applied_twice_is_refused);
    tcase_add_test(c, a_count_without_a_figure_is_not_applied);
    tcase_add_test(c, a_figure_entered_again_takes_the_place_of_the_first);
    tcase_add_test(c, what_was_not_counted_is_named);
    tcase_add_test(c, what_moves_after_the_counting_keeps_its_effect);
    tcase_add_test(c, a_figure_of_a_sheet_is_compared_with_the_record_of_its_printing);
    tcase_add_test(c, a_sheet_printed_again_counts_from_its_last_printing_until_a_figure_is_entered);
    tcase_add_test(c, a_count_of_an_earlier_day_is_compared_with_the_record_at_its_end);
    tcase_add_test(c, what_is_recorded_late_belongs_to_the_day_it_happened);
    tcase_add_test(c, what_is_undone_had_never_been_whenever_it_is_undone);
    tcase_add_test(c, less_than_none_is_refused_and_says_count_it_again);
    tcase_add_test(c, superseded_copies_are_counted_by_their_edition);
    tcase_add_test(c, an_edition_that_was_counted_is_not_taken_back);
    tcase_add_test(c, after_random_days_the_record_is_what_was_counted_and_what_moved_since);
    tcase_add_test(c, what_is_no_figure_is_refused_and_nothing_stored);
    tcase_add_test(c, all_figures_that_cannot_be_are_named_with_their_rows);
    tcase_add_test(c, a_school_counts_only_what_it_has);
    tcase_add_test(c, only_the_office_counts);
    tcase_add_test(c, an_open_count_is_told_until_it_is_applied_and_after_five_school_days_it_is_due);
    tcase_add_test(c, an_open_count_is_of_the_day_of_its_sheet_or_of_its_first_figure);
    tcase_add_test(c, the_day_of_the_last_count_stands_where_orders_are_made);
    tcase_add_test(c, an_opening_is_a_count);
    tcase_add_test(c, a_count_is_old_after_sixty_school_days);
    tcase_add_test(c, more_than_on_hand_says_count_it);
    suite_add_tcase(s, c);
}
