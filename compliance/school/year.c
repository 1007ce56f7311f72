#include "compliance/school/year.h"

#include "base/date.h"
#include "base/text.h"

#include <string.h>

int year_of(int date) {
    int y, m, d;
    date_split(date, &y, &m, &d);
    return m >= 7 ? y : y - 1;
}

int year_begin(int year) { return date_from(year, 7, 1); }

int year_end(int year) { return date_from(year + 1, 6, 30); }

const char *year_text(struct mem *m, int year) { return mem_printf(m, "%04d-%02d", year, (year + 1) % 100); }

bool year_parse(const char *text, int *year) { return date_parse_years(text, year); }

bool year_field(const struct fields *f, int *year, struct err *e) {
    const char *text = fields_get(f, "year");
    *year = year_of(f->today);
    if (text && !year_parse(text, year))
        return err_set(e, ERR_INPUT, "year", "year: \"%s\" is no school year; write it like %s",
                       text_shown(f->mem, text), year_text(f->mem, year_of(f->today)));
    return true;
}
