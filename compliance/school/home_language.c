#include "compliance/school/home_language.h"

#include <string.h>

/* "15 percent or more of the pupils enrolled ... speak a single primary language other than English": notices to their
 * parents shall be written in it too. */
const struct home_language_rule home_language_rule = {15, "EC 48985"};

bool home_language_is_due(const char *tag, long pupils, long all) {
    return strcmp(tag, "en") != 0 && pupils > 0 && pupils * 100 >= home_language_rule.percent * all;
}
