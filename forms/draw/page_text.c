#include "forms/draw/page_text.h"

#include "base/text.h"
#include "forms/draw/page_font.h"
#include "forms/draw/script.h"

#include <string.h>

/* The most of a text that is drawn: characters without width could make a line endless. */
enum { TEXT_BYTES_MOST = 6000, LINE_BYTES_MOST = PAGE_SHOWN_MOST / 2 };

/* ---- texts made ready ---- */

struct ready {
    const char *text;
    int other;
    bool leftward, mixed; /* mixed: more than printable ASCII */
};

static bool is_unseen(uint32_t c) { /* has no ink, and could reorder characters that have */
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

static bool is_control(uint32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

static bool is_plain(const char *text) {
    size_t n = 0;
    for (; text[n] >= 0x20 && text[n] <= 0x7E; n++)
        ;
    return n <= TEXT_BYTES_MOST && text[n] == '\0';
}

/* Leaves out characters without ink; with `instead`, a character that no font has becomes "?". */
static const char *cleaned(struct page_fonts *fonts, const char *text, int other, bool instead) {
    struct buf b = {0};
    buf_text(&b, "");
    for (uint32_t c; (c = text_next(&text)) != 0;)
        if (is_control(c))
            buf_text(&b, " ");
        else if (!is_unseen(c))
            script_add(&b, instead && page_font_for(fonts, false, other, c) == FONT_NONE ? '?' : c);
    const char *copy = mem_textn(fonts->scratch, b.data, b.length);
    buf_free(&b);
    return copy;
}

static bool make_ready(struct page_fonts *fonts, const char *text, struct ready *r) {
    *r = (struct ready){text, FONT_NONE, false, false};
    if (fonts->err->kind != ERR_NONE)
        return false;
    if (is_plain(text))
        return true;
    if (!text_is_utf8(text))
        return err_set(fonts->err, ERR_INPUT, NULL, "this text for the paper is not UTF-8: \"%s\"",
                       text_shown(fonts->mem, text));
    r->mixed = true;
    r->text = mem_textn(fonts->scratch, text, text_whole(text, TEXT_BYTES_MOST));
    if (!script_is_rightward(r->text))
        r->text = script_join(fonts->scratch, r->text, &r->leftward);
    r->text = cleaned(fonts, r->text, FONT_NONE, false);
    r->other = page_font_beside(fonts, r->text);
    return fonts->err->kind == ERR_NONE;
}

bool page_can_draw(struct pages *p, const char *text) {
    struct page_fonts *fonts = pages_fonts(p);
    struct ready r;
    if (!make_ready(fonts, text, &r))
        return false;
    uint32_t c;
    for (const char *at = r.text; (c = text_next(&at)) != 0;)
        if (page_font_for(fonts, false, r.other, c) == FONT_NONE)
            return false;
    return true;
}

static double advance(struct page_fonts *fonts, const struct page_style *s, int other, uint32_t c) {
    int f = page_font_for(fonts, s->weight == PAGE_BOLD, other, c);
    return f == FONT_NONE ? 0 : page_font_width(fonts, f, c) * page_font_scale(f) * s->size / 1000 + s->spaced;
}

static double width_of(struct page_fonts *fonts, const struct page_style *s, const struct ready *r, const char *text,
                       size_t bytes) {
    double width = 0;
    for (const char *at = text; at < text + bytes;)
        width += advance(fonts, s, r->other, text_next(&at));
    return width;
}

double page_width(struct pages *p, const struct page_style *s, const char *text) {
    struct page_fonts *fonts = pages_fonts(p);
    struct ready r;
    return make_ready(fonts, text, &r) ? width_of(fonts, s, &r, r.text, strlen(r.text)) : 0;
}

struct page_style page_fit(struct pages *p, const struct page_style *s, double width, double least, const char *text) {
    struct page_style fit = *s;
    double wide = page_width(p, s, text);
    if (wide > width)
        fit.size = (double)(long)(s->size * width / wide * 4) / 4;
    if (fit.size < least)
        fit.size = least;
    return fit;
}

/* ---- lines ---- */

static bool is_ideograph(uint32_t c) {
    return (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFF00 && c < 0xFFF0);
}

static bool is_closing(uint32_t c) { /* must not begin a line */
    return c == 0x3001 || c == 0x3002 || c == 0x3009 || c == 0x300B || c == 0x300D || c == 0x300F || c == 0xFF01 ||
           c == 0xFF09 || c == 0xFF0C || c == 0xFF1A || c == 0xFF1B || c == 0xFF1F;
}

struct breaks { /* where a line may end, and how wide it is there: behind a word, else within one */
    const char *word, *part;
    double word_width, part_width;
};

/* Takes one line off `from`; returns where the next one begins. */
static const char *take_line(struct page_fonts *fonts, const struct page_style *s, const struct ready *r,
                             const char *from, double room, struct page_line *line) {
    struct breaks b = {0};
    const char *at = from;
    double width = 0;
    for (uint32_t c, last = 0;; last = c) {
        const char *before = at;
        c = text_next(&at);
        bool apart = c == 0 || c == ' ' || ((is_ideograph(c) || is_ideograph(last)) && !is_closing(c));
        if (apart && last && last != ' ')
            b.word = before, b.word_width = width;
        else if (last && last < 0x80 && strchr("-/@_.,;", (int)last))
            b.part = before, b.part_width = width;
        if (c == 0)
            break;
        double step = advance(fonts, s, r->other, c);
        if (before > from && c != ' ' && (width + step > room || before - from > LINE_BYTES_MOST)) {
            if (!b.word && !b.part)
                b.part = before, b.part_width = width; /* a word wider than the line is cut */
            break;
        }
        width += step;
    }
    const char *end = b.word ? b.word : b.part ? b.part : at;
    *line = (struct page_line){from, (size_t)(end - from), b.word ? b.word_width : b.part_width};
    while (*end == ' ')
        end++;
    return end;
}

/* Shortens the last line until the "…" fits, too. */
static void end_cut(struct page_fonts *fonts, const struct page_style *s, const struct ready *r, double room,
                    struct page_line *line) {
    static const char dots[] = "…";
    double wide = advance(fonts, s, FONT_NONE, 0x2026);
    const char *text = line->text;
    size_t bytes = line->bytes;
    while (bytes > 0 && width_of(fonts, s, r, text, bytes) + wide > room)
        for (bytes--; bytes > 0 && ((unsigned char)text[bytes] & 0xC0) == 0x80;)
            bytes--;
    while (bytes > 0 && text[bytes - 1] == ' ')
        bytes--;
    char *copy = mem_alloc(fonts->scratch, bytes + sizeof dots);
    memcpy(copy, text, bytes);
    memcpy(copy + bytes, dots, sizeof dots);
    *line = (struct page_line){copy, bytes + sizeof dots - 1, width_of(fonts, s, r, text, bytes) + wide};
}

void page_wrap(struct pages *p, const struct page_style *s, double width, int most, const char *text,
               struct page_lines *out) {
    struct page_fonts *fonts = pages_fonts(p);
    struct ready r;
    out->count = 0;
    out->height = 0;
    out->cut = false;
    if (!text || !make_ready(fonts, text, &r))
        return;
    if (r.mixed)
        r.text = cleaned(fonts, r.text, r.other, true);
    out->other = r.other;
    out->leftward = r.leftward;
    out->mixed = r.mixed;
    const char *at = r.text;
    while (*at == ' ')
        at++;
    for (; *at && out->count < most && out->count < PAGE_LINES_MOST; out->count++)
        at = take_line(fonts, s, &r, at, width, &out->line[out->count]);
    out->cut = *at != '\0';
    if (out->cut && out->count > 0) {
        end_cut(fonts, s, &r, width, &out->line[out->count - 1]);
        out->mixed = true; /* the dots */
    }
    out->height = out->count * s->lead;
}

const char *page_font_of(struct pages *p, enum page_weight weight, const char *text, uint32_t c) {
    struct page_fonts *fonts = pages_fonts(p);
    struct ready r;
    int f = make_ready(fonts, text, &r) ? page_font_for(fonts, weight == PAGE_BOLD, r.other, c) : FONT_NONE;
    return f == FONT_NONE ? NULL : page_font_path(fonts, f);
}

/* ---- on the page ---- */

/* A line of more than ASCII is shown in pieces, each in one font. */
static void show_mixed(struct pages *p, const struct page_style *s, const struct page_lines *l,
                       const struct page_line *line) {
    struct page_fonts *fonts = pages_fonts(p);
    const char *text = line->text, *end = text + line->bytes;
    if (l->leftward || l->other == FONT_ARABIC) {
        text = script_order(fonts->scratch, text, line->bytes, l->leftward);
        end = text + strlen(text);
    }
    const char *begun = text;
    int now = FONT_NONE;
    for (const char *at = text; at < end;) {
        const char *before = at;
        int f = page_font_for(fonts, s->weight == PAGE_BOLD, l->other, text_next(&at));
        if (f != now)
            page_show(p, now, s->size, begun, (size_t)(before - begun)), begun = before;
        now = f;
    }
    page_show(p, now, s->size, begun, (size_t)(end - begun));
}

void page_lines(struct pages *p, const struct page_style *s, const struct page_box *box, const struct page_lines *l) {
    if (l->count == 0 || !page_begin_text(p, s->spaced, s->gray))
        return;
    for (int i = 0; i < l->count; i++) {
        const struct page_line *line = &l->line[i];
        double left = box->width - line->width;
        double x = box->x + (s->align == PAGE_RIGHT ? left : s->align == PAGE_CENTER ? left / 2 : 0);
        double y = box->y + i * s->lead + s->lead / 2 + s->size * 0.357; /* half the height of a capital */
        page_move_text(p, x, y);
        if (l->mixed)
            show_mixed(p, s, l, line);
        else
            page_show(p, s->weight == PAGE_BOLD ? FONT_BOLD : FONT_REGULAR, s->size, line->text, line->bytes);
    }
}

void page_text(struct pages *p, const struct page_style *s, const struct page_box *box, const char *text) {
    struct page_lines l;
    page_wrap(p, s, box->width, 1, text, &l);
    page_lines(p, s, box, &l);
}
