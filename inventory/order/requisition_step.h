/* requisition_step: the life of a requisition as one table (docs/interfaces.md, "Steps of a requisition"): from which
 * states a step may be made, by whom, and where it leads. Every step is an event in the chain. */
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
    STEP_TAKE_BACK, /* undoes a delivery; it is not a step of its own in docs/interfaces.md */
    STEP_CLOSE,
    STEP_CANCEL_DRAFT,
    STEP_CANCEL,
    STEPS
};

struct step_rule {
    const char *verb, *what; /* of `requisition`: "approve"; in an error: "approved" */
    unsigned from;           /* bits of enum requisition_status */
    enum requisition_status to;
    unsigned roles, own;        /* who may; of them, who only with a requisition of their own making */
    const char *words;          /* of its hint: "Approve it"; NULL: not offered */
    const struct field *values; /* of its hint, beside the requisition; ended by a row without a name */
};
extern const struct step_rule step_rules[STEPS];

/* ERR_CONFLICT, with who and when, where that step was made before; ERR_RULE for another wrong state, or the wrong
 * role. Both offer what can be done instead. */
bool step_check(struct req *r, enum step step, const struct requisition *of, struct err *e);

/* The step as a hint, for those who may. `words` as in struct hint. */
const struct hint *step_hint(struct mem *m, enum step step, const char *words, const char *number);

/* The steps that lead on from where it is; NULL: none does. */
const struct hint *step_next(struct mem *m, const struct requisition *of);

/* One command that makes a step. */
struct stepping {
    struct req *req;
    const struct fields *fields;
    struct answer *answer;
    struct requisition of;
    struct trail trail;
    int date; /* of the step */
};

/* Reads the requisition and checks the rule. A day that does not fit is added to the request's problems. */
bool step_find(struct stepping *s, enum step step, struct err *e);

/* When all is resolved: fails while there are problems, else begins the change. */
bool step_begin(struct stepping *s, struct err *e);

/* Ends the change (trail_end); with ok, answers with the requisition, `text` and the next steps. `action` is
 * "requisition approve". */
bool step_end(struct stepping *s, bool ok, const char *action, const char *text, struct err *e);

extern const char step_signed_note[];   /* how the note of an approval on paper begins */
extern const char step_imported_note[]; /* the note of a step that a file brought */

/* Who last brought it to that state; NULL: nobody did. */
const struct requisition_event *step_last(const struct requisition *of, enum requisition_status to);

extern const struct verbs step_verbs;

#endif
