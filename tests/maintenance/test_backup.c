/* Safety of the file: the copy that is whole and verified, the one of each day,
 * going back to it, and the head of the chain that was printed. */
#include "base/file.h"
#include "compliance/audit/schema.h"
#include "compliance/audit/trail.h"
#include "maintenance/backup.h"
#include "tests/suites.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A school in a file of the test's folder. */
static void open_as(struct world *w, char path[FOLDER_PATH], const char *name, const char *actor) {
    *w = (struct world){.mem = mem_new()};
    ck_assert_msg(db_make(&w->db, folder_file(path, name), schema_migrations, schema_version, &w->err), "%s",
                  w->err.message);
    w->req = (struct req){
        .db = w->db, .mem = w->mem, .now = "2026-01-02T03:04:05Z", .actor = actor, .path = mem_text(w->mem, path)};
    world_today(w, "2026-09-14");
    look_done(w, "init --name 'Test School' --code 0042 --level senior");
    look_done(w, "stock adjust lre.en 20 --reason opening");
}

static void open_in_file(struct world *w, char path[FOLDER_PATH], const char *name) {
    open_as(w, path, name, "tester");
}

/* Everything that another file holds. */
static const char *stored_in(struct world *w, const char *path) {
    struct world other = {.mem = w->mem};
    struct err e = {0};
    ck_assert_msg(db_open(&other.db, path, false, schema_migrations, schema_version, &e), "%s", e.message);
    const char *text = stored(&other);
    db_close(other.db);
    return text;
}

static const char *line(struct world *w, const char *format, const char *path) {
    struct buf b = {0};
    buf_text(&b, format);
    char *at = strstr(b.data, "FILE");
    const char *text = at ? mem_printf(w->mem, "%.*s%s%s", (int)(at - b.data), b.data, path, at + 4) : format;
    buf_free(&b);
    return text;
}

static void done(struct world *w, const char *format, const char *path) { look_done(w, line(w, format, path)); }

/* Refused: for that reason, with those words, nothing stored, no file made, changed or removed. */
static void refused(struct world *w, const char *format, const char *path, enum err_kind kind, const char *words) {
    struct buf before = {0};
    struct stat st;
    bool file = stat(path, &st) == 0 && S_ISREG(st.st_mode);
    int files = folder_count();
    if (file)
        before = folder_read(path);
    expect_refused(w, line(w, format, path), NULL, kind, words);
    ck_assert_msg(folder_count() == files, "%s %s: %d files, not %d", format, path, folder_count(), files);
    ck_assert_msg(!file || folder_same(path, &before), "%s %s: the file was touched", format, path);
    buf_free(&before);
}

/* ---- heads ---- */

START_TEST(a_head_is_read_as_it_was_printed_and_in_any_spelling) {
    static const struct {
        const char *text;
        bool good;
    } cases[] = {
        {"00112233-44556677-8899aabb-ccddeeff-00112233-44556677-8899aabb-ccddeeff", true},
        {"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", true},
        {"00112233 44556677 8899AABB CCDDEEFF 00112233 44556677 8899aabb ccddeeff", true},
        {" 0 011-2233445566778899AaBbCcDdEeFf00112233445566778899aabbccddeef f- ", true},
        {"", false},
        {"0", false},
        {"00112233445566778899aabbccddeeff00112233445566778899aabbccddeef", false},
        {"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff0", false},
        {"g0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", false},
        {"00112233445566778899aabbccddeeff00112233445566778899aabbccddee\xC3\xA9", false},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct hash head;
        ck_assert_msg(trail_head_parse(cases[i].text, &head) == cases[i].good, "\"%s\"", cases[i].text);
        if (cases[i].good)
            ck_assert_str_eq(trail_head_text(m, &head), cases[0].text);
    }
    mem_free(m);
}
END_TEST

START_TEST(a_printed_head_is_found_at_its_place_and_the_changes_after_it_are_counted) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    look_done(&w, "stock adjust lre.en 20 --reason opening");
    look_done(&w, "verify");
    ck_assert_int_eq(look_int(&w.answer, 0, "head_place"), INT_NONE);
    struct answer chains = look_rows(&w.answer, 0, "chains");
    const char *head = mem_text(w.mem, look_text(&chains, 0, "head"));
    long place = look_int(&chains, 0, "place");
    ck_assert_int_eq(look_int(&w.answer, 0, "rows"), place);
    for (int after = 0; after < 3; after++) {
        look_done(&w, mem_printf(w.mem, "verify --head %s", head));
        ck_assert_int_eq(look_int(&w.answer, 0, "head_place"), place);
        ck_assert_int_eq(look_int(&w.answer, 0, "changes_since"), after);
        ck_assert_str_eq(look_text(&w.answer, 0, "head_school"), "0042");
        ck_assert_msg(strstr(w.answer.text, head) || after > 0, "the present head is not said: %s", w.answer.text);
        ck_assert(strstr(w.answer.text, "2026-01-02 03:04 UTC") && strstr(w.answer.text, "found"));
        look_done(&w, "stock issue lre.en 1");
    }
    world_close(&w);
}
END_TEST

START_TEST(a_head_that_the_file_does_not_have_is_damage_and_one_that_cannot_be_read_is_said_to_be) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    expect_refused(&w, "verify --head 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", NULL,
                   ERR_DAMAGED, "so this file no longer holds what was printed with it");
    expect_refused(&w, "verify --head 0011", NULL, ERR_INPUT, "64 digits");
    expect_refused(&w, "verify --head ''", NULL, ERR_INPUT, "64 digits");
    world_close(&w);
}
END_TEST

/* ---- backup ---- */

START_TEST(a_backup_holds_all_that_the_file_holds_and_nothing_is_left_beside_it) {
    char path[FOLDER_PATH], to[FOLDER_PATH];
    struct world w;
    open_in_file(&w, path, "whole.db");
    folder_file(to, "whole-backup.db");
    int files = folder_count();
    const char *before = stored(&w);
    done(&w, "backup FILE", to);
    ck_assert_int_eq(folder_count(), files + 1);
    ck_assert_str_eq(stored_in(&w, to), before);
    ck_assert_str_eq(look_text(&w.answer, 0, "file"), to);
    ck_assert_int_eq(look_int(&w.answer, 0, "rows"), world_count(&w, "SELECT max(id) FROM trail"));
    struct answer chains = look_rows(&w.answer, 0, "chains");
    ck_assert_uint_eq(chains.rows.count, 1);
    ck_assert(strstr(w.answer.text, look_text(&chains, 0, "head")) != NULL);
    ck_assert_str_eq(stored(&w), before);
    look_done(&w, "stock issue lre.en 1");
    refused(&w, "backup FILE", to, ERR_CONFLICT, "exists already");
    ck_assert_str_eq(stored_in(&w, to), before);
    done(&w, "backup FILE --replace", to);
    ck_assert_str_eq(stored_in(&w, to), stored(&w));
    world_close(&w);
}
END_TEST

START_TEST(a_backup_is_not_written_where_something_else_is) {
    char path[FOLDER_PATH], link_path[FOLDER_PATH], hard[FOLDER_PATH], letter[FOLDER_PATH], other[FOLDER_PATH],
        folder[FOLDER_PATH], used[FOLDER_PATH], journal[FOLDER_PATH], newer[FOLDER_PATH];
    struct world w;
    open_in_file(&w, path, "target.db");
    ck_assert_int_eq(symlink(path, folder_file(link_path, "target-link.db")), 0);
    ck_assert_int_eq(link(path, folder_file(hard, "target-hard.db")), 0);
    folder_write(folder_file(letter, "target-letter.txt"), "Dear Sir or Madam", 17);
    folder_tamper(folder_file(other, "target-other.db"), "CREATE TABLE t (x)");
    ck_assert_int_eq(mkdir(folder_file(folder, "target-folder"), 0700), 0);
    done(&w, "backup FILE", folder_file(newer, "target-newer.db"));
    folder_tamper(newer, "PRAGMA user_version = 999");
    folder_file(used, "target-used.db");
    folder_write(folder_file(journal, "target-used.db-journal"), "half a transaction", 18);
    const struct {
        const char *line, *path;
        enum err_kind kind;
        const char *words;
    } cases[] = {
        {"backup FILE", path, ERR_CONFLICT, "is the database itself"},
        {"backup FILE --replace", path, ERR_CONFLICT, "is the database itself"},
        {"backup FILE --replace", link_path, ERR_CONFLICT, "is the database itself"},
        {"backup FILE --replace", hard, ERR_CONFLICT, "is the database itself"},
        {"backup FILE", letter, ERR_CONFLICT, "exists already"},
        {"backup FILE --replace", letter, ERR_CONFLICT, "is not a backup that this program knows"},
        {"backup FILE --replace", other, ERR_CONFLICT, "is not a backup that this program knows"},
        {"backup FILE --replace", newer, ERR_CONFLICT, "is not a backup that this program knows"},
        {"backup FILE", used, ERR_CONFLICT, "journal"},
        {"backup FILE --replace", used, ERR_CONFLICT, "journal"},
        {"backup FILE", folder, ERR_IO, "is a folder"},
        {"backup FILE --replace", folder, ERR_IO, "is a folder"},
        {"backup FILE", "/dev/null", ERR_IO, "not a plain file"},
        {"backup FILE", "/no/such/folder/x.db", ERR_NOT_FOUND, "make the folder first"},
        {"backup FILE", "''", ERR_INPUT, "file is empty: where the backup goes"},
        {"backup FILE", "-", ERR_INPUT, "does not go to standard output"},
        {"backup FILE", "-x.db", ERR_INPUT, "begins with a hyphen"},
        {"backup FILE", "list", ERR_INPUT, "looks like a word"},
        {"backup FILE --replace", "help", ERR_INPUT, "guidestock-2026-09-15.db"},
        {"backup FILE", "x.unfinished", ERR_INPUT, "a temporary name used while a backup is written"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        refused(&w, cases[i].line, cases[i].path, cases[i].kind, cases[i].words);
    world_close(&w);
}
END_TEST

START_TEST(what_a_killed_backup_left_is_used_again_and_nobody_elses_file_of_that_name) {
    char path[FOLDER_PATH], to[FOLDER_PATH], rest[FOLDER_PATH], zeros[8192] = {0};
    struct world w;
    open_in_file(&w, path, "rest.db");
    folder_file(to, "rest-backup.db");
    folder_file(rest, "rest-backup.db.unfinished");
    for (int kind = 0; kind < 4; kind++) {
        if (kind == 0)
            folder_write(rest, "Dear Sir or Madam", 17);
        else if (kind == 1)
            folder_tamper(rest, "CREATE TABLE t (x)");
        else if (kind == 2)
            ck_assert_int_eq(mkfifo(rest, 0600), 0);
        else
            ck_assert_int_eq(symlink("nowhere.db", rest), 0);
        struct buf before = {0};
        if (kind < 2)
            before = folder_read(rest);
        refused(&w, "backup FILE", to, ERR_CONFLICT, "rest-backup.db.unfinished is in the way");
        ck_assert(kind >= 2 || folder_same(rest, &before));
        buf_free(&before);
        unlink(rest);
    }
    struct buf whole = folder_read(path);
    const struct {
        const void *bytes;
        size_t count;
    } ours[] = {{"", 0}, {zeros, sizeof zeros}, {whole.data, whole.length}, {whole.data, whole.length - 5000}};
    for (size_t i = 0; i < COUNT(ours); i++) {
        folder_write(rest, ours[i].bytes, ours[i].count);
        done(&w, "backup FILE --replace", to);
        ck_assert(!folder_has(rest));
        ck_assert_str_eq(stored_in(&w, to), stored(&w));
    }
    buf_free(&whole);
    world_close(&w);
}
END_TEST

static void refused_as_damaged(struct world *w, const char *text) {
    int files = folder_count();
    ck_assert(!world_run(w, text));
    ck_assert_int_eq(w->err.kind, ERR_DAMAGED);
    ck_assert_msg(noted(w, "was changed after it was written"), "no finding is named");
    ck_assert_int_eq(folder_count(), files);
}

START_TEST(a_damaged_file_gets_no_backup) {
    char path[FOLDER_PATH], to[FOLDER_PATH];
    struct world w;
    open_in_file(&w, path, "damaged.db");
    folder_edit(path, "UPDATE movement SET quantity = 21");
    refused_as_damaged(&w, line(&w, "backup FILE", folder_file(to, "damaged-backup.db")));
    world_close(&w);
}
END_TEST

/* ---- one a day ---- */

START_TEST(of_four_hundred_days_the_last_ten_stay_and_the_first_of_each_month) {
    int days[400], today = date_from(2026, 9, 14);
    bool keep[400];
    long kept = 0, firsts = 0;
    for (int i = 0; i < 400; i++)
        days[i] = today - 399 + i;
    backup_choose(days, 400, today, keep);
    for (int i = 0; i < 400; i++) {
        int year, month, day;
        date_split(days[i], &year, &month, &day);
        ck_assert_msg(keep[i] == (i >= 390 || day == 1 || i == 0), "%04d-%02d-%02d", year, month, day);
        kept += keep[i];
        firsts += day == 1 && i < 390;
    }
    ck_assert_int_eq(firsts, 13); /* 2025-09-01 to 2026-09-01 */
    ck_assert_int_eq(kept, 10 + 13 + 1);
}
END_TEST

START_TEST(which_days_stay_does_not_hang_on_how_they_lie) {
    static const struct {
        int count, days[14], today;
        const char *kept;
    } cases[] = {
        {0, {0}, 14, ""},
        {1, {14}, 14, "+"},
        {10, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 10, "++++++++++"},
        {11, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 11, "+++++++++++"}, /* the first of its month */
        {12, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 12, "+-++++++++++"},
        {14, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 21}, 12, "+-++++++++++++"}, /* a clock went wrong */
        {3, {20, 21, 22}, 12, "+++"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int days[14];
        bool keep[14];
        for (int k = 0; k < cases[i].count; k++)
            days[k] = date_from(2026, 9, cases[i].days[k]);
        backup_choose(days, (size_t)cases[i].count, date_from(2026, 9, cases[i].today), keep);
        for (int k = 0; k < cases[i].count; k++)
            ck_assert_msg(keep[k] == (cases[i].kept[k] == '+'), "case %zu, day %d", i, k);
    }
}
END_TEST

static char *in_backups(char out[FOLDER_PATH * 2], const char *path, const char *name) {
    snprintf(out, FOLDER_PATH * 2, "%s.backups/%s", path, name);
    return out;
}

START_TEST(the_first_change_of_a_day_finds_the_file_kept_as_it_was) {
    char path[FOLDER_PATH], kept[FOLDER_PATH * 2], old[FOLDER_PATH * 2], strange[FOLDER_PATH * 2];
    struct world w;
    open_in_file(&w, path, "day.db");
    const char *before = stored(&w);
    backup_of_day(&w.req, date_from(2026, 9, 14), &w.answer);
    ck_assert_str_eq(stored_in(&w, in_backups(kept, path, "2026-09-14.db")), before);
    look_done(&w, "stock issue lre.en 1");
    w.answer = (struct answer){0};
    backup_of_day(&w.req, date_from(2026, 9, 14), &w.answer); /* it is there already */
    ck_assert_str_eq(stored_in(&w, kept), before);
    static const char *const names[] = {"2026-08-01.db",  "2026-08-02.db", "2026-09-01.db",   "2026-09-02.db",
                                        "2026-09-31.db",  "letter.txt",    "2026-08-02.db.x", "x2026-08-02.db",
                                        "2026-08-02.db2", "2026-8-2.db",   "2026-08-02.sav"};
    for (size_t i = 0; i < COUNT(names); i++)
        folder_write(in_backups(strange, path, names[i]), "x", 1);
    for (int day = 15; day <= 25; day++)
        backup_of_day(&w.req, date_from(2026, 9, day), &w.answer);
    for (size_t i = 0; i < COUNT(names); i++) {
        bool goes = strcmp(names[i], "2026-08-02.db") == 0 || strcmp(names[i], "2026-09-02.db") == 0;
        ck_assert_msg(folder_has(in_backups(old, path, names[i])) == !goes, "%s", names[i]);
    }
    ck_assert(!folder_has(kept) && folder_has(in_backups(old, path, "2026-09-16.db")));
    ck_assert(!folder_has(in_backups(old, path, "2026-09-15.db")) && !folder_has(in_backups(old, path, "unfinished")));
    ck_assert_uint_eq(w.answer.note_count, 0);
    world_close(&w);
}
END_TEST

START_TEST(a_backup_of_the_day_that_cannot_be_made_is_a_note_and_changes_nothing) {
    char path[FOLDER_PATH], folder[FOLDER_PATH];
    struct world w;
    open_in_file(&w, path, "blocked.db");
    folder_write(folder_file(folder, "blocked.db.backups"), "in the way", 10);
    for (int round = 1; round <= 2; round++) {
        int files = folder_count();
        const char *before = stored(&w);
        w.answer = (struct answer){0};
        backup_of_day(&w.req, date_from(2026, 9, 14), &w.answer);
        ck_assert(noted(&w, "no backup was made") && noted(&w, "guidestock backup FILE"));
        ck_assert_int_eq(folder_count(), files);
        ck_assert_str_eq(stored(&w), before);
        look_done(&w, "stock issue lre.en 1");
    }
    world_close(&w);
}
END_TEST

START_TEST(a_damaged_file_does_not_push_out_the_good_backups) {
    char path[FOLDER_PATH], name[FOLDER_PATH * 2];
    struct world w;
    open_in_file(&w, path, "rot.db");
    for (int day = 1; day <= 12; day++)
        backup_of_day(&w.req, date_from(2026, 9, day), &w.answer);
    folder_edit(path, "UPDATE movement SET quantity = 21");
    backup_of_day(&w.req, date_from(2026, 9, 13), &w.answer);
    ck_assert(noted(&w, "the file is damaged"));
    ck_assert(!folder_has(in_backups(name, path, "2026-09-13.db")) &&
              folder_has(in_backups(name, path, "2026-09-03.db")));
    ck_assert(!folder_has(in_backups(name, path, "unfinished")));
    world_close(&w);
}
END_TEST

static void import_many(struct world *w, int count) {
    struct buf b = {0};
    buf_text(&b, "date,item,kind,quantity,reason,note\n");
    for (int i = 0; i < count; i++)
        buf_printf(&b, "2026-09-01,esy.en,receive,%d,,\n", 1 + i % 9);
    look_done_file(w, "import m.csv", b.data);
    buf_free(&b);
}

/* Of a large file only the structure is looked at every day: a movement that was altered is left to verify. */
START_TEST(the_backup_of_the_day_of_a_large_file_is_checked_in_its_structure_and_its_heads) {
    char path[FOLDER_PATH], name[FOLDER_PATH * 2], to[FOLDER_PATH];
    struct world w;
    open_in_file(&w, path, "large.db");
    static const char alter[] = "UPDATE movement SET note = 'x' WHERE id = 2";
    folder_edit(path, alter);
    backup_of_day(&w.req, date_from(2026, 9, 14), &w.answer); /* it is small: found */
    ck_assert(noted(&w, "the file is damaged") && !folder_has(in_backups(name, path, "2026-09-14.db")));
    folder_edit(path, "UPDATE movement SET note = NULL WHERE id = 2");
    import_many(&w, 100000);
    folder_edit(path, alter);
    w.answer = (struct answer){0};
    backup_of_day(&w.req, date_from(2026, 9, 15), &w.answer);
    ck_assert_uint_eq(w.answer.note_count, 0);
    ck_assert_str_eq(stored_in(&w, in_backups(name, path, "2026-09-15.db")), stored(&w));
    refused_as_damaged(&w, line(&w, "backup FILE", folder_file(to, "large-backup.db")));
    struct buf bytes = folder_read(path);
    memset(bytes.data + bytes.length / 2 / 4096 * 4096, 0x5A, 3000);
    folder_write(path, bytes.data, bytes.length);
    buf_free(&bytes);
    backup_of_day(&w.req, date_from(2026, 9, 16), &w.answer);
    ck_assert(noted(&w, "the file is damaged") && !folder_has(in_backups(name, path, "2026-09-16.db")));
    const struct hint *out = w.answer.notes[w.answer.note_count - 1].next;
    ck_assert_str_eq(look_command(&w, out), "verify");
    ck_assert_str_eq(look_command(&w, out->also),
                     mem_printf(w.mem, "restore %s", in_backups(name, path, "2026-09-15.db")));
    world_close(&w);
}
END_TEST

/* ---- restore ---- */

START_TEST(the_copies_that_are_there_are_listed_the_newest_first) {
    char path[FOLDER_PATH], name[FOLDER_PATH * 2], old[FOLDER_PATH];
    struct world w;
    open_in_file(&w, path, "listed.db");
    look_done(&w, "restore");
    ck_assert_uint_eq(w.answer.rows.count, 0);
    ck_assert(strstr(w.answer.text, "There is no copy beside"));
    ck_assert_str_eq(look_command(&w, w.answer.next), "backup FILE");
    backup_of_day(&w.req, date_from(2026, 9, 12), &w.answer);
    backup_of_day(&w.req, date_from(2026, 9, 14), &w.answer);
    struct buf bytes = folder_read(path);
    folder_write(folder_file(old, "listed.db.before-restore-2026-09-13-2"), bytes.data, bytes.length);
    folder_write(folder_file(old, "listed.db.version-1"), bytes.data, bytes.length);
    folder_write(folder_file(old, "listed.db.version-x"), bytes.data, bytes.length);
    folder_write(folder_file(old, "listed.db.before-restore.unfinished"), bytes.data, bytes.length);
    folder_write(folder_file(old, "listed.db.before-restore-2026-09-13-journal"), bytes.data, bytes.length);
    folder_write(folder_file(old, "listed.db.damaged-2026-09-13"), bytes.data, bytes.length);
    folder_write(in_backups(name, path, "2026-09-15.db"), "no copy", 7);
    buf_free(&bytes);
    look_done(&w, "restore");
    ck_assert_uint_eq(w.answer.rows.count, 4);
    ck_assert_str_eq(look_text(&w.answer, 0, "what"), "of version 1"); /* it was made now */
    ck_assert_str_eq(look_text(&w.answer, 1, "file"), in_backups(name, path, "2026-09-14.db"));
    ck_assert_str_eq(look_text(&w.answer, 2, "what"), "before a restore");
    ck_assert_int_eq(look_date(&w.answer, 2, "date"), date_from(2026, 9, 13));
    ck_assert_str_eq(look_text(&w.answer, 3, "what"), "of the day");
    ck_assert_int_gt(look_int(&w.answer, 3, "bytes"), 4096);
    expect_refused(&w, "restore --code 0042", NULL, ERR_INPUT, "file is missing: the backup");
    world_close(&w);
}
END_TEST

START_TEST(restoring_first_shows_what_would_be_lost_and_waits_for_the_code) {
    char path[FOLDER_PATH], from[FOLDER_PATH];
    struct world w;
    open_in_file(&w, path, "shown.db");
    done(&w, "backup FILE", folder_file(from, "shown-backup.db"));
    w.req.now = "2026-01-03T08:00:00Z";
    look_done(&w, "stock issue lre.en 3 --for annual");
    w.req.actor = "mia";
    look_done(&w, "stock receive esy.en 4");
    refused(&w, "restore FILE", from, ERR_INPUT, "the location code of the school is not given");
    ck_assert(!world_run(&w, line(&w, "restore FILE", from)));
    ck_assert(noted(&w, "an earlier state of this file") && noted(&w, "2 changes are not in the backup, from "
                                                                      "2026-01-03 08:00 UTC"));
    ck_assert(noted(&w, "mia (1), tester (1)") && noted(&w, "  tester  stock issue  lre.en -3 on 2026-09-14") &&
              noted(&w, "  mia  stock receive  esy.en +4 on 2026-09-14"));
    refused(&w, "restore FILE --code 0043", from, ERR_INPUT, "0043 is not the location code of Test School");
    refused(&w, "restore FILE --code ''", from, ERR_INPUT, "the location code of the school is not given");
    refused(&w, "restore FILE --code 42", from, ERR_INPUT, "not the location code");
    world_close(&w);
}
END_TEST

START_TEST(restoring_brings_the_backup_back_keeps_what_was_given_up_and_says_so_in_the_trail) {
    char path[FOLDER_PATH], from[FOLDER_PATH], kept[FOLDER_PATH], head[100];
    struct world w;
    open_in_file(&w, path, "back.db");
    w.req.now = "2026-09-14T03:04:05Z";
    for (int round = 1; round <= 3; round++) {
        long was = world_count(&w, "SELECT sum(quantity) FROM movement");
        done(&w, "backup FILE --replace", folder_file(from, "back-backup.db"));
        struct buf bytes = folder_read(from);
        look_done(&w, "stock issue lre.en 1");
        look_done(&w, "verify");
        struct answer chains = look_rows(&w.answer, 0, "chains");
        snprintf(head, sizeof head, "%s", look_text(&chains, 0, "head"));
        long rows = look_int(&chains, 0, "place");
        const char *before = stored(&w);
        done(&w, "restore FILE --code 0042", from);
        ck_assert(folder_same(from, &bytes));
        /* w->db stayed open all the time, as another program's would */
        ck_assert_int_eq(world_count(&w, "SELECT sum(quantity) FROM movement"), was);
        ck_assert_int_eq(world_count(&w, "SELECT max(id) FROM trail WHERE action = 'restore'"), rows - 2 + 1);
        struct query *q = sql(w.db, "SELECT detail FROM trail ORDER BY id DESC LIMIT 1");
        struct err e = {0};
        ck_assert(sql_row(q) && strstr(sql_peek_text(q, 0), "1 change given up") && strstr(sql_peek_text(q, 0), head));
        ck_assert(sql_end(q, &e));
        folder_file(kept, mem_printf(w.mem,
                                     round == 1 ? "back.db.before-restore-2026-09-14%.0d"
                                                : "back.db.before-restore-2026-09-14-%d",
                                     round == 1 ? 0 : round));
        ck_assert_str_eq(look_text(&w.answer, 0, "kept"), kept);
        ck_assert_str_eq(stored_in(&w, kept), before);
        ck_assert(world_is_sound(&w));
        ck_assert(!world_run(&w, mem_printf(w.mem, "verify --head %s", head)) && w.err.kind == ERR_DAMAGED);
        ck_assert(noted(&w, head) && noted(&w, "was restored from"));
        buf_free(&bytes);
    }
    done(&w, "restore FILE --code 0042", kept); /* and what was given up can be had again */
    ck_assert_int_eq(world_count(&w, "SELECT sum(quantity) FROM movement"), 19);
    ck_assert(world_is_sound(&w));
    world_close(&w);
}
END_TEST

START_TEST(two_states_of_a_file_are_compared_by_their_chains) {
    char path[FOLDER_PATH], first[FOLDER_PATH], second[FOLDER_PATH];
    struct world w;
    open_in_file(&w, path, "states.db");
    done(&w, "backup FILE", folder_file(first, "states-first.db"));
    ck_assert(!world_run(&w, line(&w, "restore FILE", first)) && noted(&w, "the same state as this file"));
    ck_assert(noted(&w, "no change would be lost"));
    for (int i = 0; i < 30; i++)
        look_done(&w, "stock receive esy.en 1");
    ck_assert(!world_run(&w, line(&w, "restore FILE", first)) && noted(&w, "30 changes are not in the backup"));
    ck_assert(noted(&w, "an earlier state of this file") && noted(&w, "the newest 20:"));
    ck_assert_uint_eq(w.answer.note_count, 22);
    done(&w, "backup FILE", folder_file(second, "states-second.db"));
    done(&w, "restore FILE --code 0042", first);
    look_done(&w, "stock issue lre.en 1");
    long apart = world_count(&w, "SELECT max(id) FROM trail WHERE action <> 'restore'") - 3;
    ck_assert(!world_run(&w, line(&w, "restore FILE", second)));
    ck_assert_msg(noted(&w, mem_printf(w.mem, "went apart after row %ld; it has 30 changes of its own", apart)), "%s",
                  w.answer.notes[0].words);
    ck_assert(noted(&w, "2 changes are not in the backup")); /* the restoring, and the issue */
    world_close(&w);
}
END_TEST

START_TEST(a_backup_that_is_a_later_state_loses_nothing) {
    char path[FOLDER_PATH], early[FOLDER_PATH], late[FOLDER_PATH];
    struct world w, old;
    struct err e = {0};
    open_in_file(&w, path, "later.db");
    done(&w, "backup FILE", folder_file(early, "later-early.db"));
    look_done(&w, "stock receive esy.en 5");
    done(&w, "backup FILE", folder_file(late, "later-late.db"));
    old = w;
    old.req.path = early;
    ck_assert(db_open(&old.db, early, true, schema_migrations, schema_version, &e));
    old.req.db = old.db;
    ck_assert(!world_run(&old, line(&old, "restore FILE", late)));
    ck_assert(noted(&old, "a later state of this file, with 1 change more; no change would be lost"));
    done(&old, "restore FILE --code 0042", late);
    ck_assert_int_eq(world_count(&old, "SELECT count(*) FROM movement"), 2);
    db_close(old.db);
    world_close(&w);
}
END_TEST

START_TEST(what_is_no_whole_backup_of_this_school_is_not_restored) {
    char path[FOLDER_PATH], good[FOLDER_PATH], files[9][FOLDER_PATH], journal[FOLDER_PATH], hard[FOLDER_PATH];
    struct world w, other;
    open_in_file(&w, path, "guarded.db");
    done(&w, "backup FILE", folder_file(good, "guarded-backup.db"));
    struct buf bytes = folder_read(good);
    open_in_file(&other, files[0], "guarded-other.db");
    look_done(&other, "school add --name 'Other School' --code 0043 --level senior");
    world_close(&other);
    open_as(&other, files[8], "guarded-twin.db", "mia"); /* another school that has the same code */
    world_close(&other);
    folder_write(folder_file(files[1], "guarded-newer.db"), bytes.data, bytes.length);
    folder_tamper(files[1], "PRAGMA user_version = 999");
    folder_write(folder_file(files[2], "guarded-changed.db"), bytes.data, bytes.length);
    folder_edit(files[2], "UPDATE movement SET quantity = 21");
    folder_write(folder_file(files[3], "guarded-cut.db"), bytes.data, bytes.length - 4096);
    folder_write(folder_file(files[4], "guarded-letter.txt"), "Dear Sir or Madam", 17);
    folder_write(folder_file(files[5], "guarded-hot.db"), bytes.data, bytes.length);
    folder_write(folder_file(journal, "guarded-hot.db-journal"), "half a transaction", 18);
    memset(bytes.data + 5 * 4096L, 0x5A, 2000);
    folder_write(folder_file(files[6], "guarded-broken.db"), bytes.data, bytes.length);
    folder_tamper(folder_file(files[7], "guarded-foreign.db"), "CREATE TABLE t (x)");
    ck_assert_int_eq(link(path, folder_file(hard, "guarded-hard.db")), 0);
    const struct {
        const char *path;
        enum err_kind kind;
        const char *words;
    } cases[] = {
        {files[0], ERR_RULE, "is of another school (0042, 0043)"},
        {files[8], ERR_RULE, "their records differ from the first row on"},
        {files[1], ERR_IO, "newer guidestock"},
        {files[2], ERR_DAMAGED, "guarded-changed.db is damaged"},
        {files[3], ERR_IO, "cut short"},
        {files[4], ERR_IO, "not a guidestock database"},
        {files[5], ERR_IO, "journal beside it"},
        {files[6], ERR_DAMAGED, "guarded-broken.db is damaged"},
        {files[7], ERR_IO, "not a guidestock database"},
        {path, ERR_CONFLICT, "is the database itself"},
        {hard, ERR_CONFLICT, "is the database itself"},
        {"/no/such/file.db", ERR_NOT_FOUND, "no file"},
        {"/dev/null", ERR_IO, "not a file"},
        {"/", ERR_IO, "not a file"},
        {"''", ERR_INPUT, "file is missing: the backup"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        for (int code = 0; code < 2; code++)
            refused(&w, code ? "restore FILE --code 0042" : "restore FILE", cases[i].path, cases[i].kind,
                    cases[i].words);
    done(&w, "restore FILE --code 0042", good); /* it was not the file that they are measured by */
    buf_free(&bytes);
    world_close(&w);
}
END_TEST

/* Over a file that is damaged but can be opened, and over one whose heads are the same: the backup's rows are back. */
START_TEST(a_file_that_verify_finds_fault_with_is_mended_by_restoring) {
    char path[FOLDER_PATH], from[FOLDER_PATH];
    struct world w;
    open_in_file(&w, path, "fault.db");
    done(&w, "backup FILE", folder_file(from, "fault-backup.db"));
    folder_edit(path, "UPDATE movement SET quantity = 21");
    ck_assert(!world_run(&w, "verify"));
    done(&w, "restore FILE --code 0042", from);
    ck_assert(world_is_sound(&w));
    ck_assert_int_eq(world_count(&w, "SELECT sum(quantity) FROM movement"), 20);
    world_close(&w);
}
END_TEST

/* As version 1 made it: its tables alone, with the rows and hashes of before. */
static void make_version_1(const char *path, const char *from) {
    static const char *const tables[] = {"school",   "setting",  "calendar_day", "trail",
                                         "language", "family",   "publication",  "item",
                                         "edition",  "movement", "stock_day",    "stock_run"};
    struct db *db;
    struct err e = {0};
    struct buf script = {0};
    ck_assert_msg(db_make(&db, path, schema_migrations, 1, &e), "%s", e.message);
    db_close(db);
    buf_printf(&script, "ATTACH '%s' AS later;", from);
    for (size_t i = 0; i < COUNT(tables); i++)
        buf_printf(&script, "INSERT INTO %s SELECT * FROM later.%s;", tables[i], tables[i]);
    folder_tamper(path, script.data);
    buf_free(&script);
}

START_TEST(a_backup_of_an_older_version_is_restored_with_all_that_it_holds) {
    char path[FOLDER_PATH], old[FOLDER_PATH];
    struct world w;
    open_in_file(&w, path, "version.db");
    look_done(&w, "stock issue lre.en 3 --for annual");
    make_version_1(folder_file(old, "version-old.db"), path);
    struct buf bytes = folder_read(old);
    const char *before = stored(&w);
    look_done(&w, "user add mia --role clerk");
    int files = folder_count();
    done(&w, "restore FILE --code 0042", old);
    ck_assert(folder_same(old, &bytes));
    ck_assert_int_eq(folder_count(), files + 1); /* what was given up; no copy of the copy */
    ck_assert(world_is_sound(&w));
    ck_assert_int_eq(world_count(&w, "PRAGMA user_version"), schema_version);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM account"), 0);
    folder_edit(path, "DELETE FROM trail WHERE action = 'restore'");
    const char *after = stored(&w);
    ck_assert_msg(strcmp(after, before) == 0, "before:\n%s\nafter:\n%s", before, after);
    buf_free(&bytes);
    world_close(&w);
}
END_TEST

void backup_suite(Suite *s) {
    TCase *c = tcase_create("backup");
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_test(c, a_head_is_read_as_it_was_printed_and_in_any_spelling);
    tcase_add_test(c, a_printed_head_is_found_at_its_place_and_the_changes_after_it_are_counted);
    tcase_add_test(c, a_head_that_the_file_does_not_have_is_damage_and_one_that_cannot_be_read_is_said_to_be);
    tcase_add_test(c, a_backup_holds_all_that_the_file_holds_and_nothing_is_left_beside_it);
    tcase_add_test(c, a_backup_is_not_written_where_something_else_is);
    tcase_add_test(c, what_a_killed_backup_left_is_used_again_and_nobody_elses_file_of_that_name);
    tcase_add_test(c, a_damaged_file_gets_no_backup);
    tcase_add_test(c, of_four_hundred_days_the_last_ten_stay_and_the_first_of_each_month);
    tcase_add_test(c, which_days_stay_does_not_hang_on_how_they_lie);
    tcase_add_test(c, the_first_change_of_a_day_finds_the_file_kept_as_it_was);
    tcase_add_test(c, a_backup_of_the_day_that_cannot_be_made_is_a_note_and_changes_nothing);
    tcase_add_test(c, a_damaged_file_does_not_push_out_the_good_backups);
    tcase_add_test(c, the_backup_of_the_day_of_a_large_file_is_checked_in_its_structure_and_its_heads);
    tcase_add_test(c, the_copies_that_are_there_are_listed_the_newest_first);
    tcase_add_test(c, restoring_first_shows_what_would_be_lost_and_waits_for_the_code);
    tcase_add_test(c, restoring_brings_the_backup_back_keeps_what_was_given_up_and_says_so_in_the_trail);
    tcase_add_test(c, two_states_of_a_file_are_compared_by_their_chains);
    tcase_add_test(c, a_backup_that_is_a_later_state_loses_nothing);
    tcase_add_test(c, what_is_no_whole_backup_of_this_school_is_not_restored);
    tcase_add_test(c, a_file_that_verify_finds_fault_with_is_mended_by_restoring);
    tcase_add_test(c, a_backup_of_an_older_version_is_restored_with_all_that_it_holds);
    suite_add_tcase(s, c);
}
