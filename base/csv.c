#include "base/csv.h"

#include "base/mem.h"
#include "base/text.h"

#include <csv.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, STEP = 4096 };

/* Gives libcsv one line of the file at a time, so that a row ends with the line that libcsv was last given. Then the
 * line number of each row is known, and a refusal stops the reading at once. */
struct reader {
    const struct csv_sink *sink;
    struct err *e;
    struct csv_parser libcsv;
    char delimiter;
    bool stopped;         /* the reading ends here: e is set */
    bool open;            /* a row has begun */
    bool quoted;          /* the next byte is inside quotes */
    unsigned char before; /* the last byte of the block before this one */
    long line, row_line;  /* being read; of the open row's first byte */
    size_t columns;       /* of the header; 0 until it was read */
    size_t count;         /* cells of the open row, including those beyond CSV_COLUMNS_MOST */
    bool blank;           /* nothing but delimiters so far */
    bool nul, beyond_ascii;
    struct buf bytes; /* the row's cells, each with the NUL after it */
    size_t starts[CSV_COLUMNS_MOST];
    const char *cells[CSV_COLUMNS_MOST];
    char fault[160];
};

static bool refuse(struct reader *r, const char *why) {
    r->stopped = true;
    return err_set(r->e, ERR_INPUT, "file", "row %ld: %s", r->row_line, why);
}

/* Names the cell that is being read. */
static bool refuse_cell(struct reader *r, const char *why) {
    r->stopped = true;
    return err_set(r->e, ERR_INPUT, "file", "row %ld: column %zu %s", r->row_line, r->count + 1, why);
}

static bool refuse_long_cell(struct reader *r) {
    return refuse_cell(r, "is longer than 64 KiB; shorten it, or close a quotation mark that was left open before it");
}

/* libcsv's buffer grows by STEP, and one step past the longest cell: the closing quote stands in it too. */
static void *limited_realloc(void *old, size_t size) {
    return size > CSV_CELL_MOST + STEP ? NULL : mem_heap(old, size);
}

static bool is_formula_start(char c) {
    return (c != '\0' && strchr("=+-@'", c)) || ((unsigned char)c < 0x20 && c != '\0') || c == 0x7F;
}

/* Takes off what surrounds the text of a cell: Excel's ="007" where a program quoted that too, or our own ' before
 * what would be a formula. Never both, or an exported text that looks like both would not come back unchanged. */
static void unwrap(const char **cell, size_t *length) {
    const char *s = *cell;
    size_t n = *length;
    if (n >= 3 && s[0] == '=' && s[1] == '"' && memchr(s + 2, '"', n - 2) == s + n - 1) {
        *cell += 2;
        *length -= 3;
    } else if (n >= 2 && s[0] == '\'' && is_formula_start(s[1])) {
        *cell += 1;
        *length -= 1;
    }
}

static void on_cell(void *bytes, size_t length, void *where) {
    struct reader *r = where;
    const char *cell = bytes ? bytes : "";
    if (bytes) /* libcsv gives NULL for a cell without even quotes */
        r->blank = false;
    if (length > CSV_CELL_MOST)
        refuse_long_cell(r);
    if (r->count++ >= CSV_COLUMNS_MOST || r->stopped)
        return;
    unwrap(&cell, &length);
    r->starts[r->count - 1] = r->bytes.length;
    for (const char *nul; r->nul && (nul = memchr(cell, '\0', length)) != NULL; cell = nul + 1) {
        buf_add(&r->bytes, cell, (size_t)(nul - cell)); /* the row is refused, but shown as a whole */
        buf_text(&r->bytes, "\xEF\xBF\xBD");
        length -= (size_t)(nul + 1 - cell);
    }
    buf_add(&r->bytes, cell, length);
    r->bytes.length++; /* keeps the NUL that buf_add put there */
}

static bool is_utf8(const struct reader *r, const struct csv_row *row) {
    for (size_t i = 0; r->beyond_ascii && i < row->count; i++)
        if (!text_is_utf8(row->cells[i]))
            return false;
    return true;
}

/* Blanks off both ends, and lower case, whatever the locale. */
static void tidy_name(char *name) {
    size_t begin = strspn(name, " \t"), length = strlen(name);
    while (length > begin && strchr(" \t", name[length - 1]))
        length--;
    memmove(name, name + begin, length - begin);
    name[length - begin] = '\0';
    for (char *s = name; *s; s++)
        if (*s >= 'A' && *s <= 'Z')
            *s = (char)(*s - 'A' + 'a');
}

static bool refuse_twins(struct reader *r, size_t one, size_t other) {
    struct mem *m = mem_new();
    const char *name = r->cells[one];
    if (*name == '\0')
        refuse(r, mem_printf(m, "columns %zu and %zu have no name; name them, or delete them", one + 1, other + 1));
    else
        refuse(r, mem_printf(m, "columns %zu and %zu are both named \"%s\"; delete one of them", one + 1, other + 1,
                             text_shown(m, name)));
    mem_free(m);
    return false;
}

static bool take_header(struct reader *r, const struct csv_row *row) {
    if (r->nul)
        return refuse(r, "there is a NUL byte in the header; save the file anew as \"CSV UTF-8\"");
    if (!is_utf8(r, row))
        return refuse(r, "the header is not UTF-8 text; save the file as \"CSV UTF-8\"");
    if (r->count > CSV_COLUMNS_MOST) {
        snprintf(r->fault, sizeof r->fault, "the header has %zu columns and %d are read; delete some", r->count,
                 CSV_COLUMNS_MOST);
        return refuse(r, r->fault);
    }
    for (size_t i = 0; i < row->count; i++) {
        tidy_name(r->bytes.data + r->starts[i]);
        for (size_t j = 0; j < i; j++)
            if (strcmp(row->cells[j], row->cells[i]) == 0)
                return refuse_twins(r, j, i);
    }
    r->columns = r->count;
    return r->sink->header(r->sink->where, row, r->e);
}

static bool take_row(struct reader *r, struct csv_row *row) {
    if (r->nul) {
        row->fault = "there is a NUL byte in this row; type the row again";
    } else if (!is_utf8(r, row)) {
        row->fault = "this row is not UTF-8 text; save the file as \"CSV UTF-8\"";
    } else if (r->count != r->columns) {
        const char *name = r->delimiter == ',' ? "comma" : r->delimiter == ';' ? "semicolon" : "tab";
        snprintf(r->fault, sizeof r->fault, "this row has %zu column%s and the header has %zu; ", r->count,
                 r->count == 1 ? "" : "s", r->columns);
        size_t used = strlen(r->fault);
        snprintf(r->fault + used, sizeof r->fault - used,
                 r->count < r->columns ? "is a %s missing?" : "put a cell that holds a %s in quotation marks", name);
        row->fault = r->fault;
    }
    return r->sink->row(r->sink->where, row, r->e);
}

static void on_row(int terminator, void *where) {
    struct reader *r = where;
    (void)terminator;
    if (!r->stopped && !r->blank) {
        struct csv_row row = {.line = r->row_line, .cells = r->cells};
        row.count = r->count < CSV_COLUMNS_MOST ? r->count : CSV_COLUMNS_MOST;
        for (size_t i = 0; i < row.count; i++)
            r->cells[i] = r->bytes.data + r->starts[i];
        r->stopped = !(r->columns ? take_row(r, &row) : take_header(r, &row));
    }
    r->open = r->nul = r->beyond_ascii = false;
    r->blank = true;
    r->count = r->bytes.length = 0;
}

/* Gives libcsv at most one line. libcsv skips blank lines and reports none, so this sees where a row begins. */
static bool feed(struct reader *r, const unsigned char *bytes, size_t count) {
    size_t i = 0;
    while (!r->open && i < count) {
        unsigned char c = bytes[i++];
        if (!strchr(" \t\r\n", c) || c == '\0') {
            r->open = true;
            r->row_line = r->line;
        }
    }
    if (csv_parse(&r->libcsv, bytes, count, on_cell, on_row, r) != count) {
        if (csv_error(&r->libcsv) == CSV_EPARSE)
            return refuse_cell(r, "has a quotation mark inside; put the whole cell in quotation marks and double "
                                  "those inside it, as in \"12\"\" ruler\"");
        return refuse_long_cell(r);
    }
    return !r->stopped;
}

/* Cuts a block into lines, and leaves out an = between a cell's beginning and its quote: Excel's ="007" becomes a
 * quoted cell. Elsewhere such a quote is an error with or without the =. The exception is ""="", which would become
 * one good cell; so the byte before the = must not be a quote. */
static bool feed_block(struct reader *r, const unsigned char *block, size_t count) {
    static const bool matters[256] = {['\0'] = true, ['\n'] = true, ['\r'] = true, ['"'] = true, ['='] = true};
    const unsigned char *piece = block, *at = block, *end = block + count;
    for (;;) {
        unsigned char bits = 0;
        while (at < end && !matters[*at])
            bits |= *at++;
        r->beyond_ascii = r->beyond_ascii || bits >= 0x80;
        if (at == end)
            break;
        unsigned char before = at > block ? at[-1] : r->before, c = *at++;
        if (c == '\0') {
            r->nul = true;
        } else if (c == '"') {
            r->quoted = !r->quoted;
        } else if (c == '=') {
            if (!r->quoted && before != '"' && at < end && *at == '"') {
                if (!feed(r, piece, (size_t)(at - 1 - piece)))
                    return false;
                piece = at;
            }
        } else {
            if (!feed(r, piece, (size_t)(at - piece)))
                return false;
            piece = at;
            r->line += c == '\r' || before != '\r'; /* the LF of a CRLF does not count */
        }
    }
    r->before = end[-1];
    return feed(r, piece, (size_t)(end - piece));
}

/* Reads one byte more after a last =, since feed_block must see whether a quote follows it. */
static size_t next_block(FILE *in, unsigned char block[BLOCK + 1]) {
    size_t n = fread(block, 1, BLOCK, in);
    if (n > 0 && block[n - 1] == '=') {
        int c = fgetc(in);
        if (c != EOF)
            block[n++] = (unsigned char)c;
    }
    return n;
}

static bool is_utf16(const unsigned char *s, size_t n) {
    if (n >= 2 && ((s[0] == 0xFF && s[1] == 0xFE) || (s[0] == 0xFE && s[1] == 0xFF)))
        return true;
    size_t pairs = n < 16 ? n / 2 : 8, high = 0, low = 0;
    for (size_t i = 0; i < pairs; i++) {
        high += s[2 * i] == 0;
        low += s[2 * i + 1] == 0;
    }
    return pairs >= 2 && ((high == pairs && low == 0) || (low == pairs && high == 0));
}

/* The most frequent of comma, semicolon and tab outside quotes in the first line that is not blank; on a tie the first
 * of these. Of a header longer than a block only its beginning counts. */
static char find_delimiter(const unsigned char *s, size_t n) {
    static const char delimiters[3] = {',', ';', '\t'};
    size_t seen[3] = {0}, best = 0;
    bool quoted = false, blank = true;
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '"')
            quoted = !quoted;
        const char *d = quoted ? NULL : memchr(delimiters, s[i], sizeof delimiters);
        if (d) {
            seen[d - delimiters]++;
        } else if (quoted || !strchr(" \r\n", s[i]) || s[i] == '\0') {
            blank = false;
        } else if (s[i] != ' ') {
            if (!blank)
                break;
            memset(seen, 0, sizeof seen);
        }
    }
    for (size_t i = 1; i < 3; i++)
        if (seen[i] > seen[best])
            best = i;
    return delimiters[best];
}

/* Finds out from the first block what kind of file it is; *skip: the bytes of its mark. */
static bool begin(struct reader *r, const unsigned char *block, size_t count, size_t *skip) {
    static const char words[] = "; save it as \"CSV UTF-8\"";
    if (is_utf16(block, count))
        return err_set(r->e, ERR_INPUT, "file", "this is UTF-16 text, not UTF-8%s", words);
    if (count >= 4 && (memcmp(block, "PK\3\4", 4) == 0 || memcmp(block, "\xD0\xCF\x11\xE0", 4) == 0))
        return err_set(r->e, ERR_INPUT, "file", "this is a workbook (such as .xlsx), not CSV%s", words);
    *skip = count >= 3 && memcmp(block, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    r->delimiter = find_delimiter(block + *skip, count - *skip);
    csv_set_delim(&r->libcsv, (unsigned char)r->delimiter);
    return true;
}

static bool read_all(struct reader *r, FILE *in) {
    unsigned char block[BLOCK + 1];
    size_t skip = 0, n = next_block(in, block);
    if (n > 0 && !begin(r, block, n, &skip))
        return false;
    for (; n > 0; n = next_block(in, block), skip = 0)
        if (n > skip && !feed_block(r, block + skip, n - skip))
            return false;
    if (ferror(in))
        return err_set(r->e, ERR_IO, "file", "cannot read the file: %s", strerror(errno));
    if (csv_fini(&r->libcsv, on_cell, on_row, r) != 0)
        return refuse_cell(r, "begins with a quotation mark that is never closed; close it");
    if (r->stopped)
        return false;
    return r->columns > 0 || err_set(r->e, ERR_INPUT, "file", "the file is empty; its first row must name the columns");
}

bool csv_read(FILE *in, const struct csv_sink *sink, struct err *e) {
    struct reader r = {.sink = sink, .e = e, .line = 1, .row_line = 1, .blank = true};
    if (fseek(in, 0, SEEK_SET) != 0)
        return err_set(e, ERR_IO, "file", "cannot read the file from its beginning: %s", strerror(errno));
    if (csv_init(&r.libcsv, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
        return err_set(e, ERR_BUG, NULL, "libcsv did not start");
    csv_set_blk_size(&r.libcsv, STEP);
    csv_set_realloc_func(&r.libcsv, limited_realloc);
    bool ok = read_all(&r, in);
    csv_free(&r.libcsv);
    buf_free(&r.bytes);
    return ok;
}

bool csv_read_text(const char *text, const struct csv_sink *sink, struct err *e) {
    FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r"); /* it is only read */
    if (!in)
        return err_set(e, ERR_IO, "file", "cannot read what was kept: %s", strerror(errno));
    bool ok = csv_read(in, sink, e);
    fclose(in);
    return ok;
}

static bool is_formula(const char *text) {
    if (text[0] == '-' && text[1] != '\0' && text[1 + strspn(text + 1, "0123456789")] == '\0')
        return false;
    return is_formula_start(text[0]);
}

/* A first cell that is empty is quoted, or a row of that one cell would be a blank line; blanks at the ends are
 * kept by quotes; ; and tab are quoted too, since a spreadsheet may take them for the delimiter. */
static bool needs_quotes(const char *text, bool first) {
    size_t length = strlen(text);
    if (length == 0)
        return first;
    return text[0] == ' ' || text[length - 1] == ' ' || strpbrk(text, ",;\t\"\r\n") != NULL;
}

int csv_find(const struct csv_row *header, const char *name) {
    for (size_t i = 0; i < header->count; i++)
        if (strcmp(header->cells[i], name) == 0)
            return (int)i;
    return -1;
}

void csv_cell(struct buf *b, const char *text, bool first) {
    bool quotes = needs_quotes(text, first);
    if (!first)
        buf_text(b, ",");
    if (quotes)
        buf_text(b, "\"");
    if (is_formula(text))
        buf_text(b, "'");
    for (const char *quote; quotes && (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        buf_add(b, text, (size_t)(quote + 1 - text));
        buf_text(b, "\"");
    }
    buf_text(b, text);
    if (quotes)
        buf_text(b, "\"");
}

void csv_end_row(struct buf *b) { buf_text(b, "\n"); }
