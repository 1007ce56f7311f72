#include "maintenance/copies.h"

#include "base/date.h"
#include "base/file.h"
#include "base/sqlite_file.h"
#include "base/text.h"
#include "compliance/audit/schema.h"

#include <dirent.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct column columns[] = {
    {"date", "DATE", CELL_DATE, offsetof(struct copy, date), 0, NULL},
    {"what", "COPY", CELL_TEXT, offsetof(struct copy, what), 0, NULL},
    {"kb", "KB", CELL_INT, offsetof(struct copy, kb), COLUMN_PLAIN, NULL},
    {"bytes", NULL, CELL_INT, offsetof(struct copy, bytes), 0, NULL},
    {"file", "", CELL_TEXT, offsetof(struct copy, file), COLUMN_BENEATH, NULL},
};
const struct shape copy_shape = SHAPE(columns, copy);

bool copy_is_of_day(int folder, const char *name, int *day) {
    char iso[11];
    struct stat st;
    if (strlen(name) != 13 || strcmp(name + 10, ".db") != 0)
        return false;
    memcpy(iso, name, 10);
    iso[10] = '\0';
    return date_parse_iso(iso, day) && fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode);
}

static void add(struct mem *m, struct copies *out, const char *file, const char *what, int date) {
    struct stat st;
    struct err ignored = {0};
    if (stat(file, &st) != 0 || db_inspect(file, schema_version, &ignored) != DB_OURS)
        return;
    out->list = mem_grow(m, out->list, out->count, sizeof *out->list);
    out->list[out->count++] = (struct copy){
        .file = file,
        .what = what,
        .date = date != DATE_NONE ? date : date_from(1970, 1, 1) + (int)(st.st_mtime / 86400),
        .bytes = (long)st.st_size,
        .kb = (long)st.st_size / 1024,
    };
}

static void add_days(struct mem *m, const char *path, struct copies *out) {
    const char *folder = mem_printf(m, "%s.backups", path);
    DIR *d = opendir(folder);
    int day;
    for (struct dirent *one; d && (one = readdir(d)) != NULL;)
        if (copy_is_of_day(dirfd(d), one->d_name, &day))
            add(m, out, mem_printf(m, "%s/%s", folder, one->d_name), "of the day", day);
    if (d)
        closedir(d);
}

/* "school.db.before-restore-2026-09-14-2", "school.db.version-1" */
static void add_beside(struct mem *m, const char *path, struct copies *out) {
    static const char restoring[] = ".before-restore-", version[] = ".version-";
    const char *slash = strrchr(path, '/'), *own = slash ? slash + 1 : path;
    DIR *d = opendir(dirname(mem_text(m, path)));
    for (struct dirent *one; d && (one = readdir(d)) != NULL;) {
        const char *rest = one->d_name + strlen(own);
        const char *file = mem_printf(m, "%.*s%s", (int)(own - path), path, one->d_name);
        int date;
        if (!text_starts(one->d_name, own))
            continue;
        if (text_starts(rest, restoring) && strlen(rest) >= sizeof restoring - 1 + 10 &&
            date_parse_iso(mem_textn(m, rest + sizeof restoring - 1, 10), &date) &&
            strspn(rest + sizeof restoring - 1, "0123456789-") == strlen(rest + sizeof restoring - 1))
            add(m, out, file, "before a restore", date);
        const char *number = text_starts(rest, version) ? rest + sizeof version - 1 : "";
        if (*number && strspn(number, "0123456789") == strlen(number))
            add(m, out, file, mem_printf(m, "of version %s", number), DATE_NONE);
    }
    if (d)
        closedir(d);
}

static int newest_first(const void *a, const void *b) {
    const struct copy *one = a, *other = b;
    return one->date != other->date ? (one->date < other->date ? 1 : -1) : strcmp(other->file, one->file);
}

void copies_load(struct mem *m, const char *path, struct copies *out) {
    *out = (struct copies){0};
    path = file_target(m, path);
    add_days(m, path, out);
    add_beside(m, path, out);
    if (out->count > 0)
        qsort(out->list, out->count, sizeof *out->list, newest_first);
}

const char *copies_last_good(struct mem *m, const char *path) {
    struct copies days = {0};
    add_days(m, file_target(m, path), &days);
    if (days.count > 0)
        qsort(days.list, days.count, sizeof *days.list, newest_first);
    return days.count > 0 ? days.list[0].file : NULL;
}
