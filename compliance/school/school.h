/* school: the school, and the settings it keeps: ship-to, requester,
 * accounting, and the defaults of the order arithmetic. Const tables in school.c
 * hold the key of every setting, its bounds and its default. */
#ifndef COMPLIANCE_SCHOOL_SCHOOL_H
#define COMPLIANCE_SCHOOL_SCHOOL_H

#include "base/verb.h"

struct school {
    long id;
    const char *code, *name, *level; /* elementary, middle, senior, span */
};

/* The settings, in the order of the tables in school.c. */
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
    const char *text[SETTINGS]; /* NULL: not set, and there is no default */
    long number[SETTINGS];      /* the value of a setting that is a number; INT_NONE: not set, and no default */
};

bool school_load(struct req *r, struct school *out, struct err *e);       /* the school of r->school */
bool school_settings(struct req *r, struct settings *out, struct err *e); /* each as it was set, or its default */

/* Sets r->school from a school's code; NULL means the only school of the file. ERR_NOT_FOUND, ERR_INPUT. */
bool school_choose(struct req *r, const char *code, struct err *e);

/* Notes which settings that the requisition's paper requires are not set, with the hint that sets them. */
void school_note_missing(struct req *r, const struct settings *s, struct answer *a);

extern const char *const priority_words[]; /* regular, same day, overnight, will-call; ended by NULL */

/* Whether the setting closed_to_ordering covers the date, and through when. */
bool school_is_closed_to_ordering(const char *ranges, int date, int *until);

/* Adds the school that the fields name, code and level describe; between trail_begin and trail_end. *id becomes its
 * number. All problems of the three fields are told at once (r->problems). */
bool school_add(struct req *r, const struct fields *f, struct answer *a, long *id, struct err *e);

extern const struct verbs school_verbs;

#endif
