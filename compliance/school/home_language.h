/* home_language: when what is sent to parents is due in another language than English (EC 48985). That goes by the
 * enrolled pupils; how many copies to order goes by the families with a pupil in a program (docs/ordering.md,
 * "Families"). */
#ifndef COMPLIANCE_SCHOOL_HOME_LANGUAGE_H
#define COMPLIANCE_SCHOOL_HOME_LANGUAGE_H

#include <stdbool.h>

struct home_language_rule {
    long percent; /* of the enrolled pupils, and from then on */
    const char *citation;
};
extern const struct home_language_rule home_language_rule;

/* Of `all` enrolled pupils, `pupils` speak the language at home. English (tag "en") never needs it. */
bool home_language_is_due(const char *tag, long pupils, long all);

#endif
