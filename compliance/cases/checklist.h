/* checklist: the documents that a case's folder must hold (REF-5640.9,
 * Attachment A): 5 of an IEP, 10 of Section 504, and which of them a checklist
 * asks for. */
#ifndef COMPLIANCE_CASES_CHECKLIST_H
#define COMPLIANCE_CASES_CHECKLIST_H

#include "compliance/cases/register.h"

struct checklist_document {
    const char *word;       /* "parent-input", on the command line and as the value's name */
    const char *title;      /* as Attachment A has it */
    const char *program;    /* special-education or section-504 */
    const char *year;       /* asked for in that school year only; or NULL */
    bool of_transfers_only; /* otherwise not applicable */
};

extern const struct checklist_document checklist_documents[];             /* ended by a row without a word */
extern const char *const checklist_programs[], *const checklist_states[]; /* ended by NULL */

/* Whether the document belongs to that checklist, and how it stands: one of checklist_states, or NULL while nobody has
 * looked. */
bool checklist_asks(const struct register_entry *x, const struct checklist_document *d);
const char *checklist_state(const struct register_entry *x, const struct checklist_document *d);
const char *checklist_reason(const struct register_entry *x, const struct checklist_document *d); /* or NULL */

/* "3 of 5"; what is missing or not looked at yet, by its words or its titles, NULL where nothing is. */
const char *checklist_on_file(struct mem *m, const struct register_entry *x);
const char *checklist_missing(struct mem *m, const struct register_entry *x, bool titles);

/* The words of all documents, ended by NULL. */
const char *const *checklist_words(struct mem *m);

/* Reads the documents and their states, with `reason`, into the values of the draft of a step. A document that the
 * checklist does not ask for is a problem of its row. False where the store is to blame. */
bool checklist_read(struct register_draft *d, struct err *e);

/* What the engine of the registers asks of a step: one open checklist of a case, program and year, which is complete
 * before it is done. */
bool checklist_check(struct register_draft *d, struct err *e);

/* To record that a document is on file. */
const struct hint *checklist_set_hint(struct mem *m, const struct register_entry *x);

#endif
