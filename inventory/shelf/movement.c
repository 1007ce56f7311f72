#include "inventory/shelf/movement.h"

#include "compliance/audit/trail.h"

#include <string.h>

const char *const movement_kind_names[MOVEMENT_KINDS + 1] = {
    [MOVEMENT_RECEIVE] = "receive", [MOVEMENT_PRINT] = "print",   [MOVEMENT_ISSUE] = "issue",
    [MOVEMENT_RETURN] = "return",   [MOVEMENT_ADJUST] = "adjust", [MOVEMENT_KINDS] = NULL,
};

struct adjust_reason {
    const char *name;
    int sign;  /* +1 adds, -1 takes away */
    bool used; /* counts as issued in the order arithmetic (docs/ordering.md) */
};
/* Ended by a row without a name. */
static const struct adjust_reason adjust_reasons[] = {
    {"damaged", -1, false},
    {"lost", -1, false},
    {"unrecorded", -1, true}, /* handed out without a record; a count shows it */
    {"superseded", -1, false},
    {"transfer-out", -1, false},
    {"returned-to-warehouse", -1, false},
    {"found", 1, false},
    {"transfer-in", 1, false},
    {"donated", 1, false},
    {"opening", 1, false},
    {0},
};
const char *const adjust_reason_names[] = {
    "damaged",     "lost",    "unrecorded", "superseded", "transfer-out", "returned-to-warehouse", "found",
    "transfer-in", "donated", "opening",    NULL};

const struct issue_reason issue_reasons[] = {
    {"annual", "for the once-a-year copy", "34 CFR 300.504(a)"},
    {"referral", "for an initial referral", "34 CFR 300.504(a)(1)"},
    {"evaluation-request", "for a parent's request for evaluation", "34 CFR 300.504(a)(1)"},
    {"state-complaint", "for the first state complaint of the year", "34 CFR 300.504(a)(2)"},
    {"due-process", "for the first due-process complaint of the year", "34 CFR 300.504(a)(2)"},
    {"discipline", "for a disciplinary change of placement", "34 CFR 300.504(a)(3)"},
    {"request", "on a parent's request", "34 CFR 300.504(a)(4)"},
    {"assessment-plan", "for an assessment plan", "EC 56321(a)"},
    {0},
};
const char *const issue_reason_names[] = {"annual",          "referral",        "evaluation-request",
                                          "state-complaint", "due-process",     "discipline",
                                          "request",         "assessment-plan", NULL};
const char *const issue_how_names[] = {"paper", "email", "web", NULL};

const struct movement_sent movement_sent_words[] = {{"email-copy", "email"}, {"web-copy", "web"}, {0}};

int movement_kind_of(const char *word) {
    for (int k = 0; k < MOVEMENT_KINDS; k++)
        if (strcmp(movement_kind_names[k], word) == 0)
            return k;
    return -1;
}

static const struct adjust_reason *adjust_reason_of(const char *word) {
    for (size_t i = 0; adjust_reasons[i].name; i++)
        if (strcmp(adjust_reasons[i].name, word) == 0)
            return &adjust_reasons[i];
    return NULL;
}

const char *movement_kind_of_reason(const char *word) {
    for (size_t i = 0; issue_reasons[i].name; i++)
        if (strcmp(issue_reasons[i].name, word) == 0)
            return movement_kind_names[MOVEMENT_ISSUE];
    return adjust_reason_of(word) ? movement_kind_names[MOVEMENT_ADJUST] : NULL;
}

bool movement_sign(struct mem *m, struct movement *v, long copies, struct err *e) {
    if (v->how && !parse_word(m, "how", v->how, issue_how_names, e))
        return false;
    if (v->kind == MOVEMENT_ADJUST) {
        const struct adjust_reason *reason = v->reason ? adjust_reason_of(v->reason) : NULL;
        if (!v->reason || !*v->reason)
            return err_set(e, ERR_INPUT, "reason",
                           "reason is empty; an adjust needs one: damaged, lost, unrecorded, superseded, "
                           "transfer-out, returned-to-warehouse take away; found, transfer-in, donated, opening add");
        if (!reason)
            return parse_word(m, "reason", v->reason, adjust_reason_names, e);
        v->quantity = copies * reason->sign;
        return true;
    }
    if (v->reason && v->kind != MOVEMENT_ISSUE)
        return err_set(e, ERR_INPUT, "reason", "reason: a %s takes no reason; leave it out",
                       movement_kind_names[v->kind]);
    if (v->reason && !parse_word(m, "for", v->reason, issue_reason_names, e))
        return false;
    v->quantity = v->kind == MOVEMENT_ISSUE ? -copies : copies;
    return true;
}

long movement_used(const struct movement *v) {
    const struct adjust_reason *reason = v->kind == MOVEMENT_ADJUST && v->reason ? adjust_reason_of(v->reason) : NULL;
    bool used = v->kind == MOVEMENT_ISSUE || v->kind == MOVEMENT_RETURN || (reason && reason->used);
    return used ? -v->quantity : 0;
}

long movement_came_in(const struct movement *v) {
    /* A reversal has the opposite quantity: it takes off what its movement brought. */
    bool came = v->reverses == INT_NONE ? v->quantity > 0 : v->quantity < 0;
    return came ? v->quantity : 0;
}
