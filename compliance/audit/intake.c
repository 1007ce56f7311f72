#include "compliance/audit/intake.h"

#include "compliance/audit/refused.h"
#include "compliance/audit/batch.h"

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

/* With --skip-bad: the refused rows on disk, and said. */
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
    in->answer->text = mem_printf(m, "%s. Nothing was stored.", in->words);
    return false;
}

/* What the rows are known as from now on: "batch 7". */
static bool put_batch(struct intake *in, const char **into, struct err *e) {
    struct req *r = in->req;
    struct batch b = {.kind = in->kind,
                      .rows = in->made + in->changed + in->gone,
                      .first = in->placed ? in->first : INT_NONE,
                      .last = in->placed ? in->trail.last : INT_NONE,
                      .before = in->before.data,
                      .after = in->after.data};
    if (!batch_next(r, &b.id, e) || !batch_put(r, &b, e))
        return false;
    *into = mem_printf(r->mem, "batch %ld", b.id);
    return true;
}

bool intake_end(struct intake *in, bool ok, struct err *e) {
    struct req *r = in->req;
    const char *name = NULL, *into = in->into;
    ok = ok && (!in->kind || put_batch(in, &into, e)) && keep_refused(in, &name, e);
    bool more = in->more && *in->more;
    const char *words =
        mem_printf(r->mem, "%s. (%s)%s%s", in->words, into ? into : "", more ? "\n" : "", more ? in->more : "");
    ok =
        trail_end(&in->trail, ok, in->action, in->kind || !ok ? in->subject : into, in->detail ? in->detail : words, e);
    free_rows(in);
    in->answer->written = name;
    if (!ok)
        return false;
    in->answer->text = in->advice ? mem_printf(r->mem, "%s\n%s", words, in->advice) : words;
    return true;
}
