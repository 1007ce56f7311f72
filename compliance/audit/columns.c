#include "compliance/audit/columns.h"

#include "compliance/audit/refused.h"
#include "base/text.h"

#include <string.h>

static bool is_known(const struct columns *known, const char *name) {
    for (size_t i = 0; i < known->count; i++)
        if (strcmp(known->names[i], name) == 0)
            return true;
    return *name == '\0' || strcmp(name, refused_column) == 0;
}

static const char *meant_by(const struct columns *known, const char *name) {
    for (size_t i = 0; known->aliases[i][0]; i++)
        if (strcmp(known->aliases[i][0], name) == 0)
            return known->aliases[i][1];
    return text_nearest(name, known->names, known->count);
}

bool columns_check(const struct csv_row *header, const struct columns *known, struct mem *m, struct err *e) {
    for (size_t c = 0; c < header->count; c++) {
        const char *name = header->cells[c], *list = "";
        if (is_known(known, name))
            continue;
        const char *meant = meant_by(known, name);
        for (size_t i = 0; i < known->count; i++)
            list = mem_printf(m, "%s%s%s", list, i ? "," : "", known->names[i]);
        return err_set(
            e, ERR_INPUT, "file",
            "the header has a column \"%s\". %s%s%sThe columns are %s. Rename it, or take it out of the file",
            text_shown(m, name), meant ? "Did you mean " : "", meant ? meant : "", meant ? "? " : "", list);
    }
    return true;
}
