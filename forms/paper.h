/* paper: how a verb answers with a paper. It loads all that the paper prints while the request's transaction is open;
 * the paper is drawn when the transaction has ended (struct answer, `finish`). */
#ifndef FORMS_PAPER_H
#define FORMS_PAPER_H

#include "forms/draw/sheet.h"

/* A paper with the school and its settings, in the memory of the request; NULL: e says why. */
struct paper *paper_load(struct req *r, struct err *e);

/* The paper is the answer, as bytes. `file_name`: the name where none was asked for; NULL where one is needed. */
bool paper_answer(struct answer *a, struct paper *p, const char *file_name);

#endif
