#include "compliance/cases/checklist.h"

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

/* ---- reading ---- */

const char *const *checklist_words(struct mem *m) {
    const char **words = NULL;
    size_t n = 0;
    for (const struct checklist_document *d = checklist_documents;; d++) {
        words = mem_grow(m, words, n, sizeof *words);
        words[n++] = d->word;
        if (!d->word)
            return words;
    }
}

static const char *words_of(struct mem *m, const struct register_entry *x) {
    const char *words = "";
    for (const struct checklist_document *d = checklist_documents; d->word; d++)
        if (checklist_asks(x, d))
            words = mem_join(m, words, ", ", "%s", d->word);
    return words;
}

static bool check_asked(const struct register_draft *d, const struct checklist_document *c, struct err *e) {
    const struct register_entry *x = d->entry;
    const char *const program = register_get(&x->now, "program");
    if (checklist_asks(x, c))
        return true;
    if (same(c->program, program))
        return err_set(e, ERR_RULE, "document", "document: %s (%s) is asked for in %s only; checklist %ld is of %s",
                       c->word, c->title, c->year, x->number, register_get(&x->now, "year"));
    return err_set(e, ERR_RULE, "document", "document: %s (%s) is of %s; checklist %ld is of %s: %s", c->word, c->title,
                   c->program, x->number, program, words_of(d->req->mem, x));
}

static bool read_one(struct register_draft *d, const char *word, const char *state, struct err *e) {
    const struct checklist_document *c = checklist_documents;
    while (!same(c->word, word))
        c++;
    if (!check_asked(d, c, e))
        return false;
    if (c->of_transfers_only && !register_get(&d->entry->now, "transfer"))
        return err_hinted(e,
                          hint_new(d->req->mem, "For a pupil who is one, begin another", "checklist add", "program",
                                   c->program, "ref", hint_blank, "transfer", "yes", NULL),
                          ERR_RULE, "document",
                          "document: %s is for transfers only; checklist %ld is not of a transfer", c->word,
                          d->entry->number);
    if (same(state, not_applicable) && !register_get(&d->values, "reason"))
        return err_set(e, ERR_INPUT, "reason", "reason: say why %s is not applicable", c->word);
    if (register_get(&d->values, c->word))
        return err_set(e, ERR_INPUT, "document", "document: %s is given twice", c->word);
    register_set(d->req->mem, &d->values, &(struct register_value){c->word, mem_text(d->req->mem, state), false});
    return true;
}

bool checklist_read(struct register_draft *d, struct err *e) {
    const char *word, *state;
    for (size_t i = 0; d->entry && (word = fields_nth(d->fields, "document", i)) != NULL; i++) {
        if ((state = fields_nth(d->fields, "state", i)) == NULL)
            err_set(e, ERR_INPUT, "state", "state: that of %s is missing: %s, %s or %s", word, checklist_states[0],
                    checklist_states[1], checklist_states[2]);
        if ((!state || !read_one(d, word, state, e)) && !problem_take(&d->req->problems, (long)i + 1, e))
            return false;
    }
    return true;
}

/* ---- what it refuses ---- */

static bool is_new(const struct register_draft *d, struct err *e) {
    struct register_entries open;
    if (!register_load(d->req, d->book, (struct register_choice){0, true}, &open, e))
        return false;
    for (size_t i = 0; i < open.count; i++) {
        const struct register_values *now = &open.list[i].now;
        if (same(register_get(now, "ref"), register_get(&d->values, "ref")) &&
            same(register_get(now, "program"), register_get(&d->values, "program")) &&
            same(register_get(now, "year"), register_get(&d->values, "year")))
            return err_hinted(e, register_hint(d->req->mem, "That one", d->book, "show", open.list[i].number),
                              ERR_CONFLICT, "ref", "checklist %ld is open for the same case, program and year",
                              open.list[i].number);
    }
    return true;
}

const struct hint *checklist_set_hint(struct mem *m, const struct register_entry *x) {
    const struct hint *h = register_hint(m, "To record what is there", x->book, "set", x->number);
    return hint_with(m, hint_with(m, h, "document", hint_blank), "state", on_file);
}

bool checklist_check(struct register_draft *d, struct err *e) {
    if (strcmp(d->step->name, "add") == 0)
        return is_new(d, e);
    const char *missing = strcmp(d->step->name, "done") == 0 ? checklist_missing(d->req->mem, d->entry, false) : NULL;
    return !missing || err_hinted(e, checklist_set_hint(d->req->mem, d->entry), ERR_RULE, "document",
                                  "checklist %ld is not complete: %s", d->entry->number, missing);
}
