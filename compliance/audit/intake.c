#include "compliance/audit/intake.h"

#include "compliance/audit/batch.h"
#include "compliance/audit/refused.h"

/* ---- what it takes and answers ---- */

const struct param intake_params[] = {
    {"file", PARAM_ARG, KIND_FILE, "FILE", "CSV; `export` writes a file with all of its columns"},
    {"dry-run", PARAM_FLAG, KIND_TEXT, NULL, "check all of it, say what is new, and store nothing"},
    {"skip-bad", PARAM_FLAG, KIND_TEXT, NULL, "store the good rows; the refused ones go to a file beside"},
    {0},
};

static const struct column columns[] = {
    {"kind", "kind", CELL_TEXT, offsetof(struct intake_result, kind), 0, NULL},
    {"new", "new", CELL_INT, offsetof(struct intake_result, made), 0, NULL},
    {"changed", "changed", CELL_INT, offsetof(struct intake_result, changed), 0, NULL},
    {"taken_out", "taken out", CELL_INT, offsetof(struct intake_result, gone), 0, NULL},
    {"unchanged", "unchanged", CELL_INT, offsetof(struct intake_result, same), 0, NULL},
    {"refused", "refused", CELL_INT, offsetof(struct intake_result, refused), 0, NULL},
    {"blank", "left blank", CELL_INT, offsetof(struct intake_result, blank), 0, NULL},
    {"stored", "stored", CELL_BOOL, offsetof(struct intake_result, stored), 0, NULL},
    {"batch", "batch", CELL_INT, offsetof(struct intake_result, batch), 0, NULL},
    {"into", "into", CELL_TEXT, offsetof(struct intake_result, into), 0, NULL},
};
const struct shape intake_shape = SHAPE(columns, intake_result);

void intake_answer(struct req *r, struct answer *a, const struct intake_result *result, const char *text) {
    struct intake_result *kept = mem_alloc(r->mem, sizeof *kept);
    *kept = *result;
    answer_one(a, &intake_shape, kept);
    a->text = text;
    a->text_only = true;
}

static void answer_with(struct intake *in, bool stored, long batch, const char *text) {
    const struct intake_result result = {.kind = in->kind,
                                         .into = in->into,
                                         .made = in->made,
                                         .changed = in->changed,
                                         .gone = in->gone,
                                         .same = in->same,
                                         .refused = in->answer->refused,
                                         .blank = in->blank,
                                         .batch = batch,
                                         .stored = stored};
    intake_answer(in->req, in->answer, &result, text);
}

/* ---- its steps ---- */

bool intake_begin(struct intake *in, struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    in->req = r;
    in->fields = f;
    in->answer = a;
    in->skip = fields_has(f, "skip-bad");
    a->keep_refusals = in->skip;
    if (!trail_begin(&in->trail, r, e))
        return false;
    in->first = in->trail.last + 1;
    return true;
}

static void free_rows(struct intake *in) {
    buf_free(&in->before);
    buf_free(&in->after);
}

static const char *tell(const struct intake *in) {
    struct mem *m = in->req->mem;
    const char *gone = in->gone ? mem_printf(m, ", %ld taken out", in->gone) : "";
    const char *blank = in->blank ? mem_printf(m, "; %ld left blank", in->blank) : "";
    return mem_printf(m, "%s%s%ld new, %ld changed%s, %ld unchanged, %ld refused%s", in->subject,
                      *in->subject ? ": " : "", in->made, in->changed, gone, in->same, in->answer->refused, blank);
}

/* Writes the refused rows to a file where they are skipped, and notes its name. */
static bool keep_refused(struct intake *in, const char **name, struct err *e) {
    struct answer *a = in->answer;
    if (!in->skip || a->refused == 0)
        return true;
    if (!refused_write_kept(in->req, fields_get(in->fields, "file"), a, name, e))
        return false;
    answer_note(in->req, a, "%ld refused row%s %s in %s", a->refused, a->refused == 1 ? "" : "s",
                a->refused == 1 ? "is" : "are", *name);
    return true;
}

bool intake_goes_on(struct intake *in, bool *ok, struct err *e) {
    struct mem *m = in->req->mem;
    const char *name = NULL;
    bool dry = fields_has(in->fields, "dry-run"), some = in->made + in->changed + in->gone > 0;
    in->words = tell(in);
    answer_refusals_in_order(in->req, in->answer);
    if (*ok && in->made + in->changed + in->same + in->blank == 0 && in->answer->refused == 0)
        *ok = err_set(e, ERR_INPUT, "file", "the file has a header but no row");
    if (*ok && !in->skip)
        *ok = answer_unrefused(in->answer, mem_printf(m, "%s. Nothing was stored.", in->words), e);
    if (*ok && some && !dry)
        return true;
    *ok = *ok && (dry || keep_refused(in, &name, e));
    trail_drop(&in->trail);
    free_rows(in);
    answer_with(in, false, INT_NONE, mem_printf(m, "%s. Nothing was stored.", in->words));
    return false;
}

/* The rows go by the batch's number from now on. */
static bool put_batch(struct intake *in, long *id, struct err *e) {
    struct req *r = in->req;
    struct batch b = {.kind = in->kind,
                      .rows = in->made + in->changed + in->gone,
                      .first = in->placed ? in->first : INT_NONE,
                      .last = in->placed ? in->trail.last : INT_NONE,
                      .before = in->before.data,
                      .after = in->after.data};
    if (!batch_next(r, &b.id, e) || !batch_put(r, &b, e))
        return false;
    *id = b.id;
    return true;
}

bool intake_end(struct intake *in, bool ok, struct err *e) {
    struct req *r = in->req;
    const char *name = NULL;
    long batch = INT_NONE;
    ok = ok && (in->no_batch || put_batch(in, &batch, e)) && keep_refused(in, &name, e);
    const char *into = batch == INT_NONE ? in->into : mem_printf(r->mem, "batch %ld", batch);
    bool more = in->more && *in->more;
    const char *words =
        mem_printf(r->mem, "%s. (%s)%s%s", in->words, into ? into : "", more ? "\n" : "", more ? in->more : "");
    ok = trail_end(&in->trail, ok, in->action, in->no_batch && ok ? into : in->subject, in->detail ? in->detail : words,
                   e);
    free_rows(in);
    in->answer->written = name;
    if (ok)
        answer_with(in, true, batch, in->advice ? mem_printf(r->mem, "%s\n%s", words, in->advice) : words);
    return ok;
}
