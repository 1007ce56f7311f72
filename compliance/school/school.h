/* school: the school, and the settings it keeps: ship-to, requester,
 * accounting, and the defaults of the order arithmetic. One const table names
 * every setting with its bounds, its default and where it shows. */
#ifndef COMPLIANCE_SCHOOL_SCHOOL_H
#define COMPLIANCE_SCHOOL_SCHOOL_H

#include "base/verb.h"

struct school {
    long id;
    const char *code, *name, *level; /* elementary, middle, senior, span */
};

/* An index into the table in school.c. */
enum setting {
    SETTING_REGION_LABEL,
    SETTING_REGION,
    SETTING_SHIP_TO,
    SETTING_ATTENTION,
    SETTING_REQUESTER,
    SETTING_REQUESTER_TITLE,
    SETTING_PHONE,
    SETTING_EMAIL,
    SETTING_PURPOSE,
    SETTING_PRIORITY,
    SETTING_FUND,
    SETTING_FUNCTIONAL_AREA,
    SETTING_COMMITMENT_ITEM,
    SETTING_COST_CENTER,
    SETTING_LEAD,
    SETTING_SAFETY,
    SETTING_REVIEW,
    SETTING_SPARE,
    SETTING_SCHOOL_DAYS,
    SETTING_FLOOR,
    SETTING_COPIES_PER_FAMILY,
    SETTING_CLOSED_TO_ORDERING,
    SETTING_DOWNLOAD_PAGE,
    SETTING_TARGET_504,
    SETTING_KEEP_CASES,
    SETTINGS
};

struct settings {
    const char *text[SETTINGS]; /* NULL: not set and without a default */
    long number[SETTINGS];      /* of those that are numbers; INT_NONE: not set and without a default */
};

bool school_load(struct req *r, struct school *out, struct err *e);       /* that of r->school */
bool school_settings(struct req *r, struct settings *out, struct err *e); /* set, or the default */

/* Which school a command means: its code, or NULL while there is one. Sets r->school. */
bool school_choose(struct req *r, const char *code, struct err *e);

/* A note when fields that the paper requires are not set: which, and the command. */
void school_note_missing(struct req *r, const struct settings *s, struct answer *a);

extern const char *const priority_words[]; /* regular, same day, overnight, will-call; ended by NULL */

/* Whether the setting closed_to_ordering covers the date, and through when. */
bool school_is_closed_to_ordering(const char *ranges, int date, int *until);

/* Makes the row; between trail_begin and trail_end. Checks name, code, level. */
bool school_add(struct req *r, const struct fields *f, struct answer *a, long *id, struct err *e);

extern const struct verbs school_verbs;

#endif
