#include "catalog/reference_guide.h"

#include "base/db.h"
#include "catalog/edition.h"

static const struct {
    const char *code, *program, *title, *short_title, *kind;
    bool secondary_only;
    long copies_per_year; /* INT_NONE: the school's default; docs/ordering.md, "Parameters" */
} publications[] = {
    {"parent-guide", "special-education",
     "A Parent's Guide to Special Education Services (Including Procedural Rights and Safeguards)",
     "A Parent's Guide to Special Education Services", "booklet", false, 2},
    {"puzzled", "special-education", "Are You Puzzled by Your Child's Special Needs?",
     "Are You Puzzled by Your Child's Special Needs?", "brochure", false, INT_NONE},
    {"iep-and-you", "special-education", "The IEP and You", "The IEP and You", "guide", false, INT_NONE},
    {"itp-guide", "special-education", "The ITP and You", "The ITP and You", "guide", true, INT_NONE},
    {"itp-booklet", "special-education", "The ITP and You", "The ITP and You", "booklet", true, INT_NONE},
    {"esy", "special-education", "Extended School Year (ESY)", "Extended School Year (ESY)", "brochure", false,
     INT_NONE},
    {"lre", "special-education", "Least Restrictive Environment (LRE)", "Least Restrictive Environment (LRE)",
     "brochure", false, INT_NONE},
    {"section-504", "section-504", "Section 504 and Students with Disabilities",
     "Section 504 and Students with Disabilities", "brochure", false, INT_NONE},
    {"equity-office", "section-504", "Educational Equity Compliance Office", "Educational Equity Compliance Office",
     "brochure", false, INT_NONE},
};

/* The four numbers are those of REF-5640.9; for all others it says "refer to the
 * publication and/or catalog". Never invent one. */
static const struct {
    const char *code, *publication, *languages, *number;
} items[] = {
    {"parent-guide.en", "parent-guide", "en", "9661218950"},
    {"parent-guide.es", "parent-guide", "es", "9661218951"},
    {"puzzled.en", "puzzled", "en", NULL},
    {"iep-and-you.en-es", "iep-and-you", "en es", "9665026450"},
    {"itp-guide.en-es", "itp-guide", "en es", "9665026460"},
    {"itp-booklet.en", "itp-booklet", "en", NULL},
    {"esy.en", "esy", "en", NULL},
    {"lre.en", "lre", "en", NULL},
    {"section-504.en", "section-504", "en", NULL},
    {"equity-office.en", "equity-office", "en", NULL},
};

static bool seed_publications(struct req *r, struct err *e) {
    for (size_t i = 0; i < sizeof publications / sizeof *publications; i++) {
        struct query *q = sql(r->db, "INSERT INTO publication (school, code, place, program, title, short_title, "
                                     "kind, secondary_only, copies_per_year) "
                                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        sql_int(q, r->school);
        sql_text(q, publications[i].code);
        sql_int(q, (long)i + 1);
        sql_text(q, publications[i].program);
        sql_text(q, publications[i].title);
        sql_text(q, publications[i].short_title);
        sql_text(q, publications[i].kind);
        sql_int(q, publications[i].secondary_only);
        sql_int(q, publications[i].copies_per_year);
        if (!sql_do(q, e))
            return false;
    }
    return true;
}

bool reference_guide_seed(struct req *r, struct err *e) {
    if (!languages_seed(r, e) || !seed_publications(r, e))
        return false;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        struct item one = {.id = (long)i + 1};
        struct query *q = sql(r->db, "INSERT INTO item (school, id, code, publication, languages, material_number, "
                                     "number_source) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        sql_int(q, r->school);
        sql_int(q, one.id);
        sql_text(q, items[i].code);
        sql_text(q, items[i].publication);
        sql_text(q, items[i].languages);
        sql_text(q, items[i].number);
        sql_text(q, items[i].number ? "REF-5640.9, September 2022" : NULL);
        if (!sql_do(q, e) || !edition_add(r, &one, "", date_from(1, 1, 1), e))
            return false;
    }
    return true;
}
