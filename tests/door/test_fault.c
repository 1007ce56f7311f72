/* The life of a school in which, at each command, each statement of the store fails in turn, once and for good: the
 * command is then an error with a message and nothing is stored, and without the fault it is done. */
#include "tests/suites.h"
#include "tests/support/fault.h"
#include "tests/support/fixture.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct step {
    const char *line, *file; /* file: what a FILE of the line holds */
    const char *today;       /* from this line on; NULL: as before */
    const char *actor;
};

static const struct step life[] = {
    /* the catalog */
    {"catalog list", NULL, NULL, NULL},
    {"catalog show lre.en", NULL, NULL, NULL},
    {"catalog add flyer.en --title 'A flyer' --languages English", NULL, NULL, NULL},
    {"catalog set esy.en unit=pack copies_per_unit=5 minimum=10 maximum=60 shelf_cap=200", NULL, NULL, NULL},
    {"catalog number lre.en 1234567890 --source 'the list of the warehouse'", NULL, NULL, NULL},
    {"catalog retire flyer.en", NULL, NULL, NULL},
    {"catalog retire flyer.en --undo", NULL, NULL, NULL},
    {"catalog import c.csv --dry-run", "item,title,languages\nposter.en,A poster,English\n", NULL, NULL},
    {"catalog import c.csv",
     "item,title,languages,unit,copies_per_unit\nposter.en,A poster,English,pack,10\nflyer.en,A "
     "flyer,en,,\n",
     NULL, NULL},
    {"catalog import c.csv --skip-bad", "item,title,languages\nposter2.en,A poster,English\n:,x,English\n", NULL, NULL},
    {"import list", NULL, NULL, NULL},
    {"import undo", NULL, NULL, NULL},
    {"import c.csv", "item,publication,title,languages,editions\nbook.en,book,A book,English,Old; 2026-09-01 New\n",
     NULL, NULL},
    {"import undo", NULL, NULL, NULL},
    {"catalog export", NULL, NULL, NULL},
    /* languages and the calendar */
    {"language add tl --english Tagalog --own Tagalog", NULL, NULL, NULL},
    {"language set Spanish 46 --pupils 410", NULL, NULL, NULL},
    {"language set Spanish 11 --program section-504", NULL, NULL, NULL},
    {"language import l.csv",
     "language,program,families,pupils\nKorean,special-education,4,60\nArmenian,section-504,2,\n", NULL, NULL},
    {"language import l.csv --skip-bad",
     "language,program,families\nKorean,special-education,5\nMartian,special-education,2\n", NULL, NULL},
    {"import undo", NULL, NULL, NULL},
    {"language list", NULL, NULL, NULL},
    {"calendar import c.csv",
     "school_year,kind,from,to,name\n2026-27,first_day,2026-08-13,,First\n2026-27,last_day,2027-06-10,,Last\n"
     "2026-27,holiday,2026-11-26,2026-11-27,Thanksgiving\n",
     NULL, NULL},
    {"calendar show", NULL, NULL, NULL},
    {"school set requester=Ann region=10", NULL, NULL, NULL},
    {"school show", NULL, NULL, NULL},
    /* the shelf */
    {"stock adjust esy.en 40 lre.en 12 --reason opening --date 2026-08-14", NULL, NULL, NULL},
    {"stock receive parent-guide.es 50 esy.en 20 --date 2026-08-20", NULL, NULL, NULL},
    {"stock issue parent-guide.es 3 --for annual", NULL, NULL, NULL},
    {"stock issue parent-guide.es 2 --for assessment-plan --how email", NULL, NULL, NULL},
    {"stock issue esy.en 55 --for annual --date 2026-09-08", NULL, NULL, NULL},
    {"stock print lre.en 4", NULL, NULL, NULL},
    {"stock return lre.en 1", NULL, NULL, NULL},
    {"stock adjust lre.en 2 --reason damaged", NULL, NULL, NULL},
    {"stock undo", NULL, NULL, NULL},
    {"stock receive lre.en 7 --date 2026-09-01", NULL, NULL, NULL},
    {"stock undo 21", NULL, NULL, NULL},
    {"stock", NULL, NULL, NULL},
    {"stock --low --language Spanish", NULL, NULL, NULL},
    {"stock show esy.en", NULL, NULL, NULL},
    {"stock show parent-guide.es --last 1", NULL, NULL, NULL},
    {"stock given", NULL, NULL, NULL},
    {"stock given --for annual --language Spanish", NULL, NULL, NULL},
    {"stock labels", NULL, NULL, NULL},
    {"stock labels --item esy.en", NULL, NULL, NULL},
    {"stock labels --language Spanish", NULL, NULL, NULL},
    {"stock log", NULL, NULL, NULL},
    {"coverage", NULL, NULL, NULL},
    {"coverage --language Spanish", NULL, NULL, NULL},
    /* orders */
    {"order suggest", NULL, NULL, NULL},
    {"order explain esy.en", NULL, NULL, NULL},
    {"requisition new --needed", NULL, NULL, NULL},
    {"requisition new --urgent", NULL, NULL, NULL},
    {"requisition add 2 lre.en 12", NULL, NULL, NULL},
    {"requisition add 2 esy.en 20 --reason 'a reprint'", NULL, NULL, NULL},
    {"requisition set 2 lre.en 13 --reason more", NULL, NULL, NULL},
    {"requisition remove 2 lre.en", NULL, NULL, NULL},
    {"requisition show 2", NULL, NULL, NULL},
    {"requisition list", NULL, NULL, NULL},
    {"requisition list --open", NULL, NULL, NULL},
    {"requisition submit 2", NULL, NULL, NULL},
    {"requisition return 2 --note 'fewer'", NULL, NULL, NULL},
    {"requisition submit 2", NULL, NULL, NULL},
    {"requisition approve 2 esy.en 4 --signed-copy", NULL, NULL, NULL},
    {"requisition send 2", NULL, NULL, NULL},
    {"requisition pdf 2", NULL, NULL, NULL},
    {"requisition pdf 1", NULL, NULL, NULL},
    {"requisition blank", NULL, NULL, NULL},
    {"requisition receive 2 esy.en 7 --condition damaged --note wet", NULL, "2026-09-20", NULL},
    {"requisition discrepancy 2", NULL, NULL, NULL},
    {"requisition receive 2 --undo", NULL, NULL, NULL},
    {"requisition receive 2 esy.en 5", NULL, NULL, NULL},
    {"requisition close 2 --reason 'no more'", NULL, NULL, NULL},
    {"requisition new --replaces 2", NULL, NULL, NULL},
    {"requisition cancel 3 --reason x", NULL, NULL, NULL},
    {"requisition submit 1", NULL, NULL, NULL},
    {"requisition approve 1 --signed-copy", NULL, NULL, NULL},
    {"requisition send 1", NULL, NULL, NULL},
    {"requisition receive 1 --all", NULL, "2026-10-20", NULL},
    {"today", NULL, NULL, NULL},
    {"check", NULL, NULL, NULL},
    /* counting */
    {"count sheet", NULL, NULL, NULL},
    {"count enter esy.en 30", NULL, NULL, NULL},
    {"count enter lre.en 11 --now", NULL, NULL, NULL},
    {"count import f.csv", "item,quantity\nparent-guide.es,44\nflyer.en,0\n", NULL, NULL},
    {"count import f.csv --skip-bad", "item,quantity\nparent-guide.es,45\nnothing.en,0\n", NULL, NULL},
    {"count show", NULL, NULL, NULL},
    {"count clear flyer.en", NULL, NULL, NULL},
    {"count apply", NULL, NULL, NULL},
    {"count list", NULL, NULL, NULL},
    {"count sheet --blind", NULL, NULL, NULL},
    {"count enter esy.en 31", NULL, NULL, NULL},
    {"count clear", NULL, NULL, NULL},
    /* editions */
    {"catalog supersede lre.en --edition New --from 2026-10-20", NULL, NULL, NULL},
    {"catalog supersede lre.en --undo", NULL, NULL, NULL},
    {"catalog supersede esy.en --edition 'Oct 2026' --from 2026-10-01", NULL, NULL, NULL},
    {"stock adjust esy.en 2 --reason damaged --edition '#1'", NULL, NULL, NULL},
    {"catalog recall", NULL, NULL, NULL},
    {"catalog recall --all", NULL, NULL, NULL},
    {"count enter esy.en 20 --edition '#1'", NULL, NULL, NULL},
    {"count apply", NULL, NULL, NULL},
    /* files */
    {"import m.csv --dry-run", "date,item,kind,quantity\n2026-10-01,lre.en,receive,5\n", NULL, NULL},
    {"import m.csv",
     "date,item,kind,quantity,reason,how,edition\n2026-10-01,lre.en,receive,5,,,\n2026-10-02,lre.en,issue,1,annual,"
     "paper,\n2026-10-02,lre.en,issue,2,annual,web,\n2026-10-03,esy.en,receive,3,,,#1\n",
     NULL, NULL},
    {"import m.csv --skip-bad", "date,item,kind,quantity\n2026-10-05,lre.en,receive,6\n2026-10-05,lre.e,receive,1\n",
     NULL, NULL},
    {"import list", NULL, NULL, NULL},
    {"import undo 8", NULL, NULL, NULL},
    {"import undo 7", NULL, NULL, NULL},
    {"import c.csv", "item,quantity,date\nlre.en,14,2026-10-06\n", NULL, NULL},
    {"import r.csv",
     "number,status,prepared,sent,first_received,needed,priority,purpose,item,units,copies_per_unit,copies,"
     "received_copies,replaces\n"
     "R-2026-27-0004,sent,2026-09-01,2026-09-02,,2026-10-01,regular,guides,lre.en,5,1,5,0,\n"
     "R-2026-27-0004,sent,2026-09-01,2026-09-02,,2026-10-01,regular,guides,esy.en,5,1,5,0,\n"
     "R-2026-27-0005,closed,2026-09-01,2026-09-02,2026-09-09,,,,lre.en,5,1,5,3,\n",
     NULL, NULL},
    {"import r.csv --skip-bad",
     "number,status,prepared,item,units\nR-2026-27-0006,draft,2026-09-01,lre.en,5\nR-2026-27-0007,draft,2026-09-01,"
     "lre.e,5\n",
     NULL, NULL},
    {"import undo 9", NULL, NULL, NULL},
    {"export movements", NULL, NULL, NULL},
    {"export requisitions", NULL, NULL, NULL},
    {"export calendar", NULL, NULL, NULL},
    {"export languages", NULL, NULL, NULL},
    {"export catalog", NULL, NULL, NULL},
    {"export counts", NULL, NULL, NULL},
    /* users: roles hold from here on */
    {"user add Ann --role clerk", NULL, NULL, NULL},
    {"user add Pat --role principal", NULL, NULL, "Ann"},
    {"requisition new --needed", NULL, NULL, "Ann"},
    {"requisition set 7 esy.en 2", NULL, NULL, "Ann"},
    {"requisition submit 7", NULL, NULL, "Ann"},
    {"requisition approve 7 esy.en 1", NULL, NULL, "Pat"},
    {"user list", NULL, NULL, "Ann"},
    /* reports */
    {"report day", NULL, NULL, NULL},
    {"report day --date 2026-09-20", NULL, NULL, NULL},
    {"report stock", NULL, NULL, NULL},
    {"report year", NULL, NULL, NULL},
    {"verify", NULL, NULL, NULL},
    {"school add --name Second --code 0043 --level elementary", NULL, NULL, NULL},
    {"school list", NULL, NULL, NULL},
};

/* Refused rows are kept beside the file they stand in: here, in the folder of the case. */
static int from_where = -1;

static void open_in_folder(void) {
    char path[FOLDER_PATH];
    from_where = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ck_assert_int_ge(from_where, 0);
    ck_assert_int_eq(chdir(folder_file(path, ".")), 0);
    open_senior();
}

static void close_and_go_back(void) {
    close_world();
    ck_assert_int_eq(fchdir(from_where), 0);
    close(from_where);
}

/* Everything that is stored, apart from the world's memory, which is given back between the runs. */
static char *stored_text(void) {
    char *text = strdup(stored(&w));
    ck_assert_ptr_nonnull(text);
    return text;
}

static const struct fault_kind {
    unsigned of;
    int code;
    enum fault_time time;
    enum err_kind err;
    const char *words;
} kinds[] = {
    {FAULT_STATEMENT, SQLITE_IOERR_READ, FAULT_ONCE, ERR_IO, "the disk failed"},
    {FAULT_STATEMENT, SQLITE_FULL, FAULT_FOR_GOOD, ERR_IO, "disk is full"},
    {FAULT_PREPARE, SQLITE_NOMEM, FAULT_FOR_GOOD, ERR_IO, "out of memory"},
};

static void fails_cleanly(const struct step *s, long n, const struct fault_kind *kind, const char *before) {
    ck_assert_msg(w.err.kind == kind->err && strstr(w.err.message, kind->words), "%s, fault %ld: kind %d, \"%s\"",
                  s->line, n, w.err.kind, w.err.message);
    char *after = stored_text();
    ck_assert_msg(strcmp(before, after) == 0, "%s, fault %ld: something was stored", s->line, n);
    free(after);
}

/* Fails at every place where it can, and then is done. */
static void fail_everywhere(const struct step *s, const struct fault_kind *kind) {
    char *before = stored_text();
    int files = folder_count();
    for (long n = 1;; n++) {
        mem_reset(w.mem);
        w.req.school = 1; /* verify may have been at another */
        fault_set(kind->of, n, kind->code, kind->time);
        bool done = world_run_file(&w, s->line, s->file);
        if (!fault_end()) {
            ck_assert_msg(done, "%s: %s; %s", s->line, w.err.message,
                          w.answer.note_count ? w.answer.notes[0].words : "");
            break;
        }
        ck_assert_msg(!done, "%s: done, although its call %ld failed", s->line, n);
        fails_cleanly(s, n, kind, before);
        ck_assert_msg(folder_count() == files, "%s, fault %ld: a file was left behind", s->line, n);
    }
    free(before);
}

START_TEST(a_statement_that_fails_is_an_error_of_its_command_and_nothing_is_stored) {
    const struct fault_kind *kind = &kinds[_i];
    for (size_t i = 0; i < COUNT(life); i++) {
        if (life[i].today)
            world_today(&w, life[i].today);
        if (life[i].actor)
            w.req.actor = life[i].actor;
        fail_everywhere(&life[i], kind);
    }
    w.req.school = 1;
    ck_assert(world_is_sound(&w));
}
END_TEST

void fault_suite(Suite *s) {
    TCase *c = tcase_create("commands");
    tcase_set_timeout(c, 3600); /* for a hang; nothing here is timed */
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_checked_fixture(c, open_in_folder, close_and_go_back);
    tcase_add_loop_test(c, a_statement_that_fails_is_an_error_of_its_command_and_nothing_is_stored, 0, COUNT(kinds));
    suite_add_tcase(s, c);
}
