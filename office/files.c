#include "office/files.h"

#include "base/csv.h"
#include "catalog/language_file.h"
#include "compliance/audit/intake.h"
#include "compliance/cases/calendar_file.h"
#include "inventory/count/count_file.h"
#include "inventory/order/recall.h"
#include "inventory/order/requisition_file.h"
#include "inventory/shelf/movement_file.h"
#include "inventory/shelf/movement_import.h"

#include <string.h>

/* ---- the kinds ---- */

static bool import_catalog(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return catalog_import(r, f, a, &recall_shelf, e);
}

/* Each says in words how much it undid. */
static bool undo_movements(struct trail *t, const struct batch *b, const char **words, struct err *e) {
    struct mem *m = t->req->mem;
    struct undone n = {0};
    bool ok = movements_undo(t, b, &n, e);
    long all = n.movements + n.notices;
    const char *sent = n.notices ? mem_printf(m, "%ld notice%s", n.notices, n.notices == 1 ? "" : "s") : "";
    const char *moved = n.movements || !n.notices ? mem_printf(m, "%ld movement%s%s", n.movements,
                                                               n.movements == 1 ? "" : "s", n.notices ? " and " : "")
                                                  : "";
    *words = mem_printf(m, "%s%s undone%s", moved, sent,
                        all < b->rows ? mem_printf(m, " (%ld were undone before)", b->rows - all) : "");
    return ok;
}

static bool undo_requisitions(struct trail *t, const struct batch *b, const char **words, struct err *e) {
    long n;
    bool ok = requisitions_undo(t, b, &n, e);
    *words = mem_printf(t->req->mem, "%ld requisition%s cancelled; numbers are not used again", n, n == 1 ? "" : "s");
    return ok;
}

static const char *put_back(struct trail *t, const struct batch *b) {
    return mem_printf(t->req->mem, "%ld row%s as before", b->rows, b->rows == 1 ? " is" : "s are");
}

static bool undo_catalog(struct trail *t, const struct batch *b, const char **words, struct err *e) {
    *words = put_back(t, b);
    return catalog_undo(t, b, &recall_shelf, e);
}

static bool undo_calendar(struct trail *t, const struct batch *b, const char **words, struct err *e) {
    const char *clocks = "";
    bool ok = calendar_undo(t, b, &clocks, e);
    *words = mem_printf(t->req->mem, "%s%s%s", put_back(t, b), *clocks ? ".\n" : "", clocks);
    return ok;
}

static bool undo_languages(struct trail *t, const struct batch *b, const char **words, struct err *e) {
    *words = put_back(t, b);
    return language_undo(t->req, b, e);
}

/* ---- the table ---- */

static const struct kind {
    const char *name, *words;   /* words: as the answer says what the file was read as */
    const char *const marks[4]; /* a header with all of these is one; the first kind that fits */
    const char *header;
    bool (*import)(struct req *r, const struct fields *f, struct answer *a, struct err *e); /* NULL: not by itself */
    bool (*export)(struct req *r, const struct fields *f, struct answer *a, struct err *e);
    bool (*undo)(struct trail *t, const struct batch *b, const char **words, struct err *e); /* NULL: not as a batch */
} kinds[] = {
    {"movements",
     "movements",
     {"date", "item", "kind", "quantity"},
     "date,item,kind,quantity,reason,note,how,edition",
     import_movements,
     movements_export,
     undo_movements},
    {"calendar",
     "a school calendar",
     {"school_year", "kind", "from"},
     "school_year,kind,from,to,name",
     calendar_import,
     calendar_export,
     undo_calendar},
    {"requisitions",
     "requisitions",
     {"number", "status", "item", "units"},
     "number,status,prepared,sent,...,item,units,...",
     requisitions_import,
     requisitions_export,
     undo_requisitions},
    {"languages",
     "families by language",
     {"language", "families"},
     "language,program,families,pupils",
     language_import,
     language_export,
     undo_languages},
    {"catalog",
     "a catalog",
     {"item", "languages"},
     "item,publication,languages,material_number,edition,...",
     import_catalog,
     catalog_export,
     undo_catalog},
    {"counts",
     "a count of the shelf",
     {"item", "quantity"},
     "item,quantity,edition,date",
     count_import,
     count_export,
     NULL}, /* see count_is_no_batch */
};
enum { KINDS = sizeof kinds / sizeof *kinds };
static const char *const kind_names[KINDS + 1] = {"movements", "calendar", "requisitions", "languages", "catalog",
                                                  "counts",    NULL};

static const struct kind *find_kind(const char *name) {
    for (size_t k = 0; k < KINDS; k++)
        if (strcmp(kinds[k].name, name) == 0)
            return &kinds[k];
    return NULL;
}

/* ---- import ---- */

struct telling {
    const struct kind *kind;
    struct mem *mem;
};

static bool is_kind(const struct kind *kind, const struct csv_row *header) {
    for (size_t i = 0; i < 4 && kind->marks[i]; i++)
        if (csv_find(header, kind->marks[i]) < 0)
            return false;
    return kind->import != NULL;
}

static bool tell_kind(void *where, const struct csv_row *row, struct err *e) {
    struct telling *t = where;
    for (size_t k = 0; k < KINDS && !t->kind; k++)
        if (is_kind(&kinds[k], row))
            t->kind = &kinds[k];
    if (t->kind)
        return true;
    const char *expected = "";
    for (size_t k = 0; k < KINDS; k++)
        if (kinds[k].import)
            expected = mem_printf(t->mem, "%s\n  %s: %s", expected, kinds[k].name, kinds[k].header);
    return err_set(e, ERR_INPUT, "file", "cannot tell from its column names what this file is; expected one of%s",
                   expected);
}

/* The header is known: the rest is for the reader of its kind. */
static bool enough(void *where, const struct csv_row *row, struct err *e) {
    (void)where;
    (void)row;
    (void)e;
    return false;
}

static bool import_file(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct telling t = {NULL, r->mem};
    struct csv_sink sink = {&t, tell_kind, enough};
    csv_read(r->in, &sink, e);
    if (e->kind != ERR_NONE)
        return false;
    if (!t.kind->import(r, f, a, e))
        return false;
    size_t first = a->text ? strcspn(a->text, "\n") : 0; /* behind the figures, before the advice */
    if (first > 0)
        a->text = mem_printf(r->mem, "%.*s (%s)%s", (int)first, a->text, t.kind->words, a->text + first);
    return true;
}

/* ---- export ---- */

static bool export_table(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct kind *kind = find_kind(fields_get(f, "table"));
    return kind ? kind->export(r, f, a, e) : err_set(e, ERR_BUG, "table", "a table that is in no list");
}

/* ---- list and undo ---- */

static const struct column list_columns[] = {
    {"batch", "BATCH", CELL_INT, offsetof(struct batch, id), 0, NULL},
    {"at", NULL, CELL_TEXT, offsetof(struct batch, at), 0, NULL},
    {"at_words", "AT", CELL_TEXT, offsetof(struct batch, at_words), COLUMN_PLAIN | COLUMN_MOMENT, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct batch, by), COLUMN_WRAP, NULL},
    {"kind", "KIND", CELL_TEXT, offsetof(struct batch, kind), 0, NULL},
    {"rows", "ROWS", CELL_INT, offsetof(struct batch, rows), 0, NULL},
    {"undone_at", NULL, CELL_TEXT, offsetof(struct batch, undone_at), 0, NULL},
    {"undone_words", "UNDONE", CELL_TEXT, offsetof(struct batch, undone_words),
     COLUMN_PLAIN | COLUMN_WRAP | COLUMN_MOMENT, NULL},
    {"undone_by", NULL, CELL_TEXT, offsetof(struct batch, undone_by), 0, NULL},
};
static const struct shape list_shape = SHAPE(list_columns, batch);

static bool import_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct batch *list;
    size_t count;
    (void)f;
    if (!batches_load(r, &list, &count, e))
        return false;
    for (size_t i = 0; i < count; i++) {
        list[i].at_words = date_moment_words(r->mem, list[i].at, r->utc_offset_minutes);
        list[i].undone_words = date_moment_words(r->mem, list[i].undone_at, r->utc_offset_minutes);
    }
    answer_list(a, &list_shape, list, count);
    if (count == 0) {
        a->text = "Nothing has been imported yet.";
        answer_next(r, a, hint_new(r->mem, "Figures of a count", "count show", NULL));
        return true;
    }
    answer_next(r, a, hint_new(r->mem, "Undo one as a whole", "import undo", "batch", hint_blank, NULL));
    answer_next(r, a, hint_new(r->mem, "To give up a whole count", "count clear", NULL));
    return true;
}

/* Refuse if a newer import exists: the second of two undos would take back a different import. */
static bool check_newest(struct mem *m, const struct batch *b, long newest, struct err *e) {
    const struct hint *undo = hint_new(m, "To undo it, too", "import undo", "batch", mem_printf(m, "%ld", b->id), NULL);
    return b->id == newest || err_hinted(e, undo, ERR_RULE, "batch",
                                         "your last import (batch %ld) is undone already; the one before it is batch "
                                         "%ld (%s, %ld row%s)",
                                         newest, b->id, b->kind, b->rows, b->rows == 1 ? "" : "s");
}

/* The actor's last import, if it made a batch. */
static bool find_last(struct req *r, struct batch *b, struct err *e) {
    struct err none = {0};
    struct batch since;
    long id, newest;
    bool any = batch_last(r, &id, &none);
    if (!any && none.kind != ERR_NOT_FOUND) {
        *e = none;
        return false;
    }
    if (!batch_newest(r, &newest, e) || (any && (!batch_load(r, id, b, e) || !batch_load(r, newest, &since, e))))
        return false;
    if (any)
        since.id = id; /* counts are asked for from the last import on; the way back is the batch that is not undone */
    if (!count_is_no_batch(r, any ? &since : NULL, e))
        return false;
    if (any)
        return check_newest(r->mem, b, newest, e);
    *e = none;
    return false;
}

static bool find_undoable(struct req *r, const struct fields *f, struct batch *b, const struct kind **kind,
                          struct err *e) {
    long id = field_int(f, "batch", INT_NONE);
    if (!(id == INT_NONE ? find_last(r, b, e) : batch_load(r, id, b, e)))
        return false;
    if (b->undone_at)
        return err_set(e, ERR_CONFLICT, "batch", "batch %ld is undone already (by %s, %s)", b->id, b->undone_by,
                       date_moment_words(r->mem, b->undone_at, r->utc_offset_minutes));
    *kind = find_kind(b->kind);
    return (*kind && (*kind)->undo) ||
           err_set(e, ERR_RULE, "batch", "batch %ld (%s) cannot be undone as a whole; undo its rows one by one", b->id,
                   b->kind);
}

static bool import_undo(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct batch *b = mem_alloc(r->mem, sizeof *b);
    const struct kind *kind = NULL;
    const char *words = "";
    struct trail t;
    if (!find_undoable(r, f, b, &kind, e) || !kind || !trail_begin(&t, r, e))
        return false;
    bool ok = kind->undo(&t, b, &words, e) && batch_set_undone(r, b, e);
    if (!trail_end(&t, ok, "import undo", mem_printf(r->mem, "batch %ld", b->id), words, e))
        return false;
    b->undone_at = r->now;
    b->undone_by = r->actor;
    answer_one(a, &list_shape, b);
    a->text = mem_printf(r->mem, "Batch %ld (%s): %s.", b->id, b->kind, words);
    a->text_only = true;
    return true;
}

/* ---- the verbs ---- */

static const struct param no_params[] = {{0}};
static const struct param import_params[] = {
    {"file", PARAM_ARG, KIND_FILE, "FILE", "CSV; its header row tells what it holds (a file named undo: ./undo)"},
    {"dry-run", PARAM_FLAG, KIND_TEXT, NULL, "check all of it, say what is new, and store nothing"},
    {"skip-bad", PARAM_FLAG, KIND_TEXT, NULL, "store the good rows; the refused ones go to a file beside"},
    {0},
};
static const struct param undo_params[] = {
    {"batch", PARAM_OPTIONAL, KIND_INT, "BATCH", "its number (default: your last import)", NULL, 1, LONG_MAX - 10},
    {0},
};
static const struct param export_params[] = {
    {"table", PARAM_ARG, KIND_TEXT, "TABLE", "one of", kind_names},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "FILE", "write it there (default: standard output)"},
    {0},
};

static const struct verb verbs[] = {
    {"import", "", "movements, a catalog, families, a calendar, orders, counts from a CSV file", ACCESS_WRITE, 0,
     ROLES_OFFICE, import_file, import_params, &intake_shape, EXAMPLE({"file", "movements.csv"}, {"dry-run", "yes"})},
    {"import", "list", "the imports, each of which can be undone as a whole", ACCESS_READ, 0, ROLES_ALL, import_list,
     no_params, &list_shape, NULL},
    {"import", "undo", "all that one import brought", ACCESS_WRITE, 0, ROLES_OFFICE, import_undo, undo_params,
     &list_shape, EXAMPLE({"batch", "3"})},
    {"export", "", "a table as CSV, as import takes it", ACCESS_READ, 0, ROLES_ALL, export_table, export_params,
     &shape_bytes, EXAMPLE({"table", "movements"}, {"out", "movements.csv"})},
    {"catalog", "import", "items from a CSV file", ACCESS_WRITE, 0, ROLES_OFFICE, import_catalog, intake_params,
     &intake_shape, EXAMPLE({"file", "catalog.csv"}, {"dry-run", "yes"})},
};
const struct verbs files_verbs = {verbs, sizeof verbs / sizeof *verbs};
