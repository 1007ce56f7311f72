#include "compliance/intake.h"

#include "base/refused.h"
#include "compliance/batch.h"

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
    return mem_printf(m, "%s%s%ld new, %ld changed%s, %ld unchanged, %ld refused", in->subject,
                      *in->subject ? ": " : "", in->made, in->changed, gone, in->same, in->answer->refused);
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
    if (*ok && in->made + in->changed + in->same == 0 && in->answer->refused == 0)
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

bool intake_end(struct intake *in, bool ok, struct err *e) {
    struct req *r = in->req;
    const char *name = NULL;
    struct batch b = {.kind = in->kind,
                      .rows = in->made + in->changed + in->gone,
                      .first = in->placed ? in->first : INT_NONE,
                      .last = in->placed ? in->trail.last : INT_NONE,
                      .before = in->before.data,
                      .after = in->after.data};
    ok = ok && batch_next(r, &b.id, e) && batch_put(r, &b, e) && keep_refused(in, &name, e);
    bool more = in->more && *in->more;
    const char *words =
        mem_printf(r->mem, "%s. (batch %ld)%s%s", in->words, b.id, more ? "\n" : "", more ? in->more : "");
    ok = trail_end(&in->trail, ok, in->action, in->subject, words, e);
    free_rows(in);
    if (!ok) {
        refused_drop(name);
        return false;
    }
    in->answer->text = in->advice ? mem_printf(r->mem, "%s\n%s", words, in->advice) : words;
    return true;
}
