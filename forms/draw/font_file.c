#include "forms/draw/font_file.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { HEADER = 12, RECORD = 16, TABLES_MOST = 64 };

static const char *const needed[] = {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name"};
enum { NEEDED = sizeof needed / sizeof *needed };

static uint32_t number(const unsigned char *b, size_t count) {
    uint32_t n = 0;
    for (size_t i = 0; i < count; i++)
        n = n << 8 | b[i];
    return n;
}

static enum font_file check_tables(FILE *f, long size) {
    unsigned char b[HEADER + TABLES_MOST * RECORD];
    size_t found = 0, got = fread(b, 1, sizeof b, f);
    if (got < HEADER || number(b, 4) != 0x00010000)
        return FONT_FILE_DAMAGED;
    size_t tables = number(b + 4, 2);
    if (tables > TABLES_MOST || got < HEADER + tables * RECORD)
        return FONT_FILE_DAMAGED;
    for (size_t i = 0; i < tables; i++) {
        const unsigned char *record = b + HEADER + i * RECORD;
        uint64_t end = (uint64_t)number(record + 8, 4) + number(record + 12, 4);
        if (end > (uint64_t)size)
            return FONT_FILE_DAMAGED;
        for (size_t k = 0; k < NEEDED; k++)
            found += memcmp(record, needed[k], 4) == 0;
    }
    return found == NEEDED ? FONT_FILE_WHOLE : FONT_FILE_DAMAGED;
}

enum font_file font_file_check(const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f)
        return FONT_FILE_MISSING;
    enum font_file answer = FONT_FILE_DAMAGED;
    long size = fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
    if (size > 0 && fseek(f, 0, SEEK_SET) == 0)
        answer = check_tables(f, size);
    fclose(f);
    return answer;
}
