/* step: the life of a requisition as one table (interfaces.md, "Steps of a
 * requisition"): from which states a step may be made, by whom, and where it
 * leads. Every step is an event in the chain. */
#ifndef INVENTORY_ORDER_REQUISITION_STEP_H
#define INVENTORY_ORDER_REQUISITION_STEP_H

#include "inventory/order/requisition.h"

enum step {
    STEP_EDIT, /* add, set, remove */
    STEP_SUBMIT,
    STEP_APPROVE,
    STEP_APPROVE_SIGNED, /* a signature on paper */
    STEP_RETURN,
    STEP_SEND,
    STEP_RECEIVE,
    STEP_TAKE_BACK, /* a delivery that was written down wrongly: reversed, not a step of its own */
    STEP_CLOSE,
    STEP_CANCEL_DRAFT,
    STEP_CANCEL,
    STEPS
};

struct step_rule {
    const char *verb, *what; /* "approve"; in an error: "approved" */
    unsigned from;           /* bits of enum requisition_status */
    enum requisition_status to;
    unsigned roles, own; /* who may; of them, who only with a requisition of their own making */
    const char *command; /* words of the command, with "%s" for the number; NULL: not offered */
};
extern const struct step_rule step_rules[STEPS];

/* ERR_RULE for the wrong state (says what can be done instead) or the wrong
 * role; after trail_begin, which sets r->roles. */
bool step_check(struct req *r, enum step step, const struct requisition *of, struct err *e);

/* The commands that lead on from where it is, one a line: "Next: guidestock ...". */
const char *step_next(struct mem *m, const struct requisition *of);

/* One command that makes a step. */
struct stepping {
    struct req *req;
    const struct fields *fields;
    struct answer *answer;
    struct requisition of;
    struct trail trail;
    int date; /* --date, or today */
};

/* Reads it, takes the lock, reads it again: ERR_CONFLICT, with who and when, when
 * somebody stepped in between. Checks the rule and the date. After a failure
 * there is nothing to end. */
bool step_begin(struct stepping *s, enum step step, struct err *e);

/* Ends the transaction; with ok, answers with the requisition and `text`, to
 * which the next steps are added. `action`: "requisition approve". */
bool step_end(struct stepping *s, bool ok, const char *action, const char *text, struct err *e);

extern const char step_signed_note[];   /* how the note of an approval on paper begins */
extern const char step_imported_note[]; /* the note of what a file brought: nobody here made that step */

/* Who last brought it to that state; NULL: nobody did. */
const struct requisition_event *step_last(const struct requisition *of, enum requisition_status to);

extern const struct verbs step_verbs;

#endif
