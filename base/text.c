#include "base/text.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

uint32_t text_next(const char **text) {
    const unsigned char *s = (const unsigned char *)*text;
    if (s[0] == 0)
        return 0;
    if (s[0] < 0x80) {
        *text += 1;
        return s[0];
    }
    size_t more = s[0] < 0xC2 || s[0] > 0xF4 ? 0 : s[0] >= 0xF0 ? 3 : s[0] >= 0xE0 ? 2 : 1;
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    static const unsigned char mask[] = {0, 0x1F, 0x0F, 0x07};
    uint32_t c = s[0] & mask[more];
    for (size_t i = 1; i <= more; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            more = 0;
            break;
        }
        c = c << 6 | (s[i] & 0x3F);
    }
    if (more == 0 || c < least[more] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
        *text += 1;
        return TEXT_BAD;
    }
    *text += more + 1;
    return c;
}

bool text_is_utf8(const char *text) {
    for (uint32_t c; (c = text_next(&text)) != 0;)
        if (c == TEXT_BAD)
            return false;
    return true;
}

static bool is_control(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

bool text_has_control(const char *text) {
    for (uint32_t c; (c = text_next(&text)) != 0;)
        if (is_control(c))
            return true;
    return false;
}

bool text_has_format(const char *text) {
    for (uint32_t c; (c = text_next(&text)) != 0;)
        if ((c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x206F) || c == 0xAD || c == 0x34F || c == 0x61C ||
            c == 0x180E || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFFF9 && c <= 0xFFFB) ||
            (c >= 0xE0000 && c <= 0xE0FFF) || is_control(c))
            return true;
    return false;
}

static bool is_blank(uint32_t c) {
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

/* The next character that is not a blank, in lower case; 0 at the end. */
static uint32_t next_letter(const char **text) {
    uint32_t c = text_next(text);
    while (is_blank(c))
        c = text_next(text);
    return c == TEXT_BAD ? c : (uint32_t)towlower((wint_t)c);
}

bool text_looks_same(const char *a, const char *b) {
    for (;;) {
        uint32_t one = next_letter(&a), other = next_letter(&b);
        if (one != other)
            return false;
        if (one == 0)
            return true;
    }
}

const char *text_trimmed(struct mem *m, const char *text) {
    const char *from = NULL, *end = text;
    while (*text) {
        const char *before = text;
        if (is_blank(text_next(&text)))
            continue;
        from = from ? from : before;
        end = text;
    }
    return from ? mem_textn(m, from, (size_t)(end - from)) : "";
}

static size_t char_width(uint32_t c) {
    int w = c == TEXT_BAD ? 1 : wcwidth((wchar_t)c);
    return w > 0 ? (size_t)w : 0;
}

size_t text_width(const char *text) {
    size_t width = 0;
    for (uint32_t c; (c = text_next(&text)) != 0;)
        width += char_width(c);
    return width;
}

size_t text_wrap(const char *text, size_t columns) {
    const char *at = text, *fits = text, *space = NULL, *hyphen = NULL;
    size_t width = 0;
    for (;;) {
        const char *before = at;
        uint32_t c = text_next(&at);
        if (c == 0 || c == '\n')
            return (size_t)(before - text);
        if (c == ' ')
            space = before;
        width += char_width(c);
        if (width > columns) {
            if (space && space > text)
                return (size_t)(space - text);
            /* A word wider than the line: cut it behind a hyphen, or anywhere; but take at least one character. */
            if (hyphen)
                return (size_t)(hyphen - text);
            return fits > text ? (size_t)(fits - text) : (size_t)(at - text);
        }
        fits = at;
        if (c == '-' && at > text + 3) /* keep the hyphens of an option with its name */
            hyphen = at;
    }
}

size_t text_whole(const char *text, size_t most) {
    size_t n = strnlen(text, most + 1);
    if (n <= most)
        return n;
    for (n = most; n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80;)
        n--;
    return n;
}

const char *text_shown(struct mem *m, const char *text) {
    enum { LONGEST = 60 };
    struct buf b = {0};
    size_t shown = 0;
    buf_text(&b, "");
    for (; *text && shown < LONGEST; shown++) {
        const char *from = text;
        uint32_t c = text_next(&text);
        if (c != TEXT_BAD && !is_control(c))
            buf_add(&b, from, (size_t)(text - from));
        for (; (c == TEXT_BAD || is_control(c)) && from < text; from++)
            buf_printf(&b, "\\x%02x", (unsigned char)*from);
    }
    if (shown == LONGEST && *text)
        buf_text(&b, "…");
    char *copy = mem_text(m, b.data);
    buf_free(&b);
    return copy;
}

size_t text_distance(const char *a, const char *b) {
    enum { MOST = 64 };
    size_t n = strlen(a), m = strlen(b);
    if (n > MOST || m > MOST)
        return MOST;
    unsigned char rows[3][MOST + 1];
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = (unsigned char)j;
    for (size_t i = 1; i <= n; i++) {
        unsigned char *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = (unsigned char)i;
        for (size_t j = 1; j <= m; j++) {
            unsigned best = last[j - 1] + (a[i - 1] != b[j - 1]);
            if (last[j] + 1U < best)
                best = last[j] + 1U;
            if (now[j - 1] + 1U < best)
                best = now[j - 1] + 1U;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1U < best)
                best = before[j - 2] + 1U;
            now[j] = (unsigned char)best;
        }
    }
    return rows[n % 3][m];
}

const char *text_nearest(const char *word, const char *const *words, size_t count) {
    const char *best = NULL;
    size_t least = strlen(word) / 3 + 2; /* a word that differs in more than a third is another word */
    for (size_t i = 0; i < count; i++) {
        size_t d = text_distance(word, words[i]);
        if (d < least) {
            least = d;
            best = words[i];
        }
    }
    return best;
}

bool text_is_shortened(const char *text) {
    static const char digits[] = "0123456789";
    const char *s = text + strspn(text, digits);
    if (s == text)
        return false;
    if (*s == '.' || *s == ',')
        s += 1 + strspn(s + 1, digits);
    return (*s == 'E' || *s == 'e') && s[1] == '+' && s[2] && strspn(s + 2, digits) == strlen(s + 2);
}

static unsigned char lower(char c) { return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

bool text_same_nocase(const char *a, const char *b) {
    for (; lower(*a) == lower(*b); a++, b++)
        if (*a == '\0')
            return true;
    return false;
}

bool text_starts(const char *text, const char *start) { return strncmp(text, start, strlen(start)) == 0; }
