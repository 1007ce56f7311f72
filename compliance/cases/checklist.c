#include "compliance/cases/checklist.h"

#include "base/text.h"

#include <string.h>

const char *const checklist_programs[] = {"special-education", "section-504", NULL};
const char *const checklist_states[] = {"on-file", "missing", "not-applicable", NULL};

static const char iep[] = "special-education", plan[] = "section-504";

const struct checklist_document checklist_documents[] = {
    {"assessment-plan", "Signed Assessment Plan", iep, NULL, false},
    {"iep-notification", "Signed Parent IEP Notification", iep, NULL, false},
    {"sign-in", "Signed IEP Sign-In (Page 11)", iep, NULL, false},
    {"consent-page", "Signed IEP Consent Page (Page 10)", iep, NULL, false},
    {"out-of-district-iep", "Out of District IEP", iep, NULL, true},
    {"request", "Request for Section 504 Evaluation and Consent", plan, NULL, false},
    {"response", "Response to Request for Section 504 Evaluation", plan, NULL, false},
    {"parent-input", "Section 504 Parent Input", plan, NULL, false},
    {"teacher-observation", "Section 504 Teacher Observation", plan, NULL, false},
    {"meeting-notice", "Notice of Section 504 Evaluation Meeting", plan, NULL, false},
    {"evaluation", "Section 504 Evaluation", plan, NULL, false},
    {"pandemic", "Pandemic Learning Loss Consideration", plan, "2022-23", false},
    {"eligibility", "Notice of Section 504 Eligibility Determination", plan, NULL, false},
    {"plan", "Section 504 Plan", plan, NULL, false},
    {"revocation", "Section 504 Plan Request to Revoke Consent", plan, NULL, false},
    {0},
};

static const char *const on_file = "on-file", *const not_applicable = "not-applicable";

static bool same(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }

static bool asks(const char *program, const char *year, const struct checklist_document *d) {
    return same(d->program, program) && (!d->year || same(d->year, year));
}

bool checklist_asks(const struct register_entry *x, const struct checklist_document *d) {
    return asks(register_get(&x->now, "program"), register_get(&x->now, "year"), d);
}

const char *checklist_state(const struct register_entry *x, const struct checklist_document *d) {
    if (d->of_transfers_only && !register_get(&x->now, "transfer"))
        return not_applicable;
    return register_get(&x->now, d->word);
}

const char *checklist_reason(const struct register_entry *x, const struct checklist_document *d) {
    if (d->of_transfers_only && !register_get(&x->now, "transfer"))
        return "no transfer";
    for (size_t i = x->count; i-- > 0;)
        if (register_get(&x->events[i].values, d->word))
            return same(checklist_state(x, d), on_file) ? NULL : register_get(&x->events[i].values, "reason");
    return NULL;
}

static bool is_missing(const struct register_entry *x, const struct checklist_document *d) {
    const char *state = checklist_state(x, d);
    return checklist_asks(x, d) && !same(state, on_file) && !same(state, not_applicable);
}

const char *checklist_on_file(struct mem *m, const struct register_entry *x) {
    int all = 0, there = 0;
    for (const struct checklist_document *d = checklist_documents; d->word; d++) {
        bool needed = checklist_asks(x, d) && !same(checklist_state(x, d), not_applicable);
        all += needed;
        there += needed && same(checklist_state(x, d), on_file);
    }
    return mem_printf(m, "%d of %d", there, all);
}

const char *checklist_missing(struct mem *m, const struct register_entry *x, bool titles) {
    const char *words = NULL;
    for (const struct checklist_document *d = checklist_documents; d->word; d++)
        if (is_missing(x, d))
            words = mem_printf(m, "%s%s%s", words ? words : "",
                               !words   ? ""
                               : titles ? "; "
                                        : ", ",
                               titles ? d->title : d->word);
    return words;
}

/* ---- what it refuses ---- */

enum { DOCUMENTS_MOST = 20 }; /* of one checklist */

static const char *words_of(struct mem *m, const struct register_entry *x) {
    const char *words = "";
    for (const struct checklist_document *d = checklist_documents; d->word; d++)
        if (checklist_asks(x, d))
            words = mem_join(m, words, ", ", "%s", d->word);
    return words;
}

/* Of the documents of this checklist; NULL: none, and one of another says why it is none of them. */
static const struct checklist_document *find_document(const struct register_draft *d, const char *word, struct err *e) {
    struct mem *m = d->req->mem;
    const char *const program = register_get(&d->entry->now, "program");
    const char *words[DOCUMENTS_MOST + 1] = {NULL};
    struct err none = {0}; /* what follows tells it better */
    size_t n = 0;
    for (const struct checklist_document *c = checklist_documents; c->word; c++)
        if (checklist_asks(d->entry, c))
            words[n++] = c->word;
    parse_typed_word(m, "document", &word, words, &none);
    for (const struct checklist_document *c = checklist_documents; c->word; c++) {
        if (!text_same_nocase(c->word, word))
            continue;
        if (checklist_asks(d->entry, c))
            return c;
        if (same(c->program, program))
            err_set(e, ERR_RULE, "document", "document: %s (%s) is asked for in %s only; checklist %ld is of %s",
                    c->word, c->title, c->year, d->entry->number, register_get(&d->entry->now, "year"));
        else
            err_set(e, ERR_RULE, "document", "document: %s (%s) is of %s; checklist %ld is of %s: %s", c->word,
                    c->title, c->program, d->entry->number, program, words_of(m, d->entry));
        return NULL;
    }
    const char *near = text_nearest(word, words, n);
    err_set(e, ERR_INPUT, "document", "document: \"%s\" is none of %s%s%s%s", text_shown(m, word),
            words_of(m, d->entry), near ? ". Did you mean " : "", near ? near : "", near ? "?" : "");
    return NULL;
}

static bool set_one(struct register_draft *d, const char *word, const char *state, struct err *e) {
    state = state ? state : "";
    const struct checklist_document *c = find_document(d, word, e);
    if (!c || !parse_typed_word(d->req->mem, "state", &state, checklist_states, e))
        return false;
    if (c->of_transfers_only && !register_get(&d->entry->now, "transfer"))
        return err_set(e, ERR_RULE, "document",
                       "document: %s is for transfers only, and checklist %ld is not of one; begin it with --transfer",
                       c->word, d->entry->number);
    if (same(state, not_applicable) && !register_get(&d->values, "reason"))
        return err_set(e, ERR_INPUT, "reason", "reason: why is %s not applicable? Say it with --reason", c->word);
    if (register_get(&d->values, c->word))
        return err_set(e, ERR_INPUT, "document", "document: %s stands there twice", c->word);
    register_set(d->req->mem, &d->values, &(struct register_value){c->word, mem_text(d->req->mem, state), false});
    return true;
}

static bool set_all(struct register_draft *d, struct err *e) {
    const char *word;
    bool ok = true;
    for (size_t i = 0; ok && (word = fields_nth(d->fields, "document", i)) != NULL; i++)
        ok = set_one(d, word, fields_nth(d->fields, "state", i), e);
    return ok;
}

static bool is_new(const struct register_draft *d, struct err *e) {
    struct register_entries open;
    if (!register_load(d->req, d->book, (struct register_choice){0, true}, &open, e))
        return false;
    for (size_t i = 0; i < open.count; i++) {
        const struct register_values *now = &open.list[i].now;
        if (same(register_get(now, "ref"), register_get(&d->values, "ref")) &&
            same(register_get(now, "program"), register_get(&d->values, "program")) &&
            same(register_get(now, "year"), register_get(&d->values, "year")))
            return err_set(e, ERR_CONFLICT, "ref", "there is an open checklist of that case, program and year: %ld",
                           open.list[i].number);
    }
    return true;
}

bool checklist_check(struct register_draft *d, struct err *e) {
    if (strcmp(d->step->name, "add") == 0)
        return is_new(d, e);
    if (strcmp(d->step->name, "set") == 0)
        return set_all(d, e);
    const char *missing = strcmp(d->step->name, "done") == 0 ? checklist_missing(d->req->mem, d->entry, false) : NULL;
    return !missing || err_set(e, ERR_RULE, "document",
                               "checklist %ld is not complete: %s; what is there: guidestock checklist set %ld "
                               "DOCUMENT on-file",
                               d->entry->number, missing, d->entry->number);
}
