#include "cli/render.h"

#include "base/shape.h"
#include "base/text.h"

#include <string.h>

enum { GAP = 2, NARROWEST = 12, COLUMNS_MOST = 40, MOMENT = sizeof "Nov 10, 2026 17:03" - 1 };

/* ---- CSV ---- */

void render_csv(struct buf *out, const struct answer *a) {
    if (a->shape)
        shape_csv(out, a->shape, &a->rows);
}

/* ---- the terminal ---- */

struct table {
    struct mem *mem;
    const struct screen *screen;
    const struct column *columns[COLUMNS_MOST];
    size_t width[COLUMNS_MOST], word[COLUMNS_MOST], count; /* of a column, and of its longest word */
    const struct rows *rows;
    size_t size, indent; /* indent: of rows under heads of their own */
    bool headed;
};

/* The colour of a word that is a status; NULL for none. */
static const char *color_of(const char *word) {
    static const struct {
        const char *word, *color;
    } colors[] = {{"OUT", "31;1"},  {"OVERDUE", "31;1"}, {"URGENT", "31;1"}, {"LOW", "33"},  {"DUE SOON", "33"},
                  {"REMOVE", "33"}, {"STALE", "33"},     {"OK", "32"},       {"DRAFT", "36"}};
    for (size_t i = 0; i < sizeof colors / sizeof *colors; i++)
        if (strcmp(colors[i].word, word) == 0)
            return colors[i].color;
    return NULL;
}

static void add_colored(struct buf *out, const struct screen *s, const char *text, size_t bytes, const char *color) {
    if (s->color && color)
        buf_printf(out, "\033[%sm", color);
    buf_add(out, text, bytes);
    if (s->color && color)
        buf_text(out, "\033[0m");
}

static void trim_end(struct buf *out, size_t from) {
    while (out->length > from && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
}

/* A text in lines of its own, each with its indent. */
static void add_paragraph(struct buf *out, const char *text, size_t indent, size_t width) {
    while (*text) {
        size_t n = text_wrap(text, width > indent ? width - indent : 1);
        buf_fill(out, ' ', indent);
        buf_add(out, text, n);
        buf_add(out, "\n", 1);
        text += n;
        if (*text == '\n')
            text++;
        else
            text += strspn(text, " ");
    }
}

/* Each line with its own indent. */
static void add_lines(struct buf *out, const char *text, size_t width) {
    while (*text) {
        size_t n = strcspn(text, "\n"), indent = strspn(text, " ");
        struct buf line = {0};
        buf_add(&line, text, n);
        if (indent < n)
            add_paragraph(out, line.data + indent, indent, width);
        else
            buf_add(out, "\n", 1);
        buf_free(&line);
        text += n + (text[n] == '\n');
    }
}

void render_hints(struct buf *out, const struct hint *hint, const struct screen *screen, size_t indent) {
    struct mem *m = mem_new();
    for (; hint; hint = hint->also) {
        const char *command = hint_command(m, screen->rooms, screen->typed, hint);
        size_t words = hint->words ? text_width(hint->words) : 0;
        if (hint->words && (strchr(hint->words, '\n') || indent + words + 2 + text_width(command) > screen->width)) {
            add_paragraph(out, mem_printf(m, "%s:", hint->words), indent, screen->width);
            buf_fill(out, ' ', indent + 2);
        } else {
            buf_fill(out, ' ', indent);
            buf_printf(out, "%s%s", words > 0 ? hint->words : "", words > 0 ? ": " : "");
        }
        buf_printf(out, "%s\n", command);
    }
    mem_free(m);
}

/* Of what must not be cut while there is another way: a code, an English word. Other scripts may break anywhere. */
static size_t longest_word(const char *text) {
    size_t longest = 0;
    for (size_t n = 0; *text; text++) {
        n = *text > ' ' && (unsigned char)*text < 0x80 ? n + 1 : 0;
        longest = n > longest ? n : longest;
    }
    return longest;
}

/* The widest column that may wrap and is wider than its head, `least` and, unless words are cut, its longest word. */
static size_t widest(const struct table *t, size_t least, bool cut) {
    size_t found = COLUMNS_MOST;
    for (size_t c = 0; c < t->count; c++)
        if ((t->columns[c]->flags & COLUMN_WRAP) && t->width[c] > least &&
            t->width[c] > text_width(t->columns[c]->head) && (cut || t->width[c] > t->word[c]) &&
            (found == COLUMNS_MOST || t->width[c] > t->width[found]))
            found = c;
    return found;
}

/* Takes the missing width from the columns that may wrap, the widest first: between words, then within them, and at
 * last below NARROWEST. */
static void fit(struct table *t) {
    size_t total = t->indent + (t->count ? (t->count - 1) * GAP : 0), least = NARROWEST;
    bool cut = false;
    for (size_t c = 0; c < t->count; c++)
        total += t->width[c];
    while (total > t->screen->width && least > 0) {
        size_t c = widest(t, least, cut);
        if (c < COLUMNS_MOST) {
            t->width[c]--;
            total--;
        } else if (!cut) {
            cut = true;
        } else {
            least--;
        }
    }
}

static void measure(struct table *t) {
    struct mem *m = mem_new();
    for (size_t c = 0; c < t->count; c++) {
        t->width[c] = text_width(t->columns[c]->head);
        t->headed = t->headed || *t->columns[c]->head;
        for (size_t i = 0; i < t->rows->count; i++) {
            const char *text = shape_cell(m, t->columns[c], (const char *)t->rows->list + i * t->size);
            size_t w = text ? text_width(text) : 1;
            if (w == MOMENT - 1 && (t->columns[c]->flags & COLUMN_MOMENT))
                w = MOMENT; /* "Nov 9, 2026 17:03" */
            size_t word = text ? longest_word(text) : 0;
            t->width[c] = w > t->width[c] ? w : t->width[c];
            t->word[c] = word > t->word[c] ? word : t->word[c];
            if (i % 256 == 0)
                mem_reset(m);
        }
    }
    mem_free(m);
    fit(t);
}

static void add_cell(struct buf *out, const struct table *t, size_t c, const char *text, size_t bytes) {
    struct buf part = {0};
    buf_add(&part, text, bytes);
    size_t w = text_width(part.data), pad = t->width[c] > w ? t->width[c] - w : 0;
    bool right = t->columns[c]->type == CELL_INT;
    if (right)
        buf_fill(out, ' ', pad);
    add_colored(out, t->screen, part.data, bytes, color_of(part.data));
    if (!right)
        buf_fill(out, ' ', pad);
    buf_free(&part);
}

static void add_head(struct buf *out, const struct table *t) {
    size_t from = out->length;
    buf_fill(out, ' ', t->indent);
    for (size_t c = 0; c < t->count; c++) {
        if (c)
            buf_fill(out, ' ', GAP);
        add_cell(out, t, c, t->columns[c]->head, strlen(t->columns[c]->head));
    }
    trim_end(out, from);
    buf_add(out, "\n", 1);
}

/* A row takes as many lines as its longest wrapped cell. */
static void add_row(struct buf *out, const struct table *t, const void *row) {
    const char *left[COLUMNS_MOST];
    for (size_t c = 0; c < t->count; c++) {
        left[c] = shape_cell(t->mem, t->columns[c], row);
        if (!left[c])
            left[c] = t->columns[c]->type == CELL_INT || t->columns[c]->type == CELL_DATE ? "-" : "";
    }
    for (bool more = true; more;) {
        size_t from = out->length;
        more = false;
        buf_fill(out, ' ', t->indent);
        for (size_t c = 0; c < t->count; c++) {
            size_t n = text_wrap(left[c], t->width[c]);
            if (!(t->columns[c]->flags & COLUMN_WRAP))
                n = strlen(left[c]);
            if (c)
                buf_fill(out, ' ', GAP);
            add_cell(out, t, c, left[c], n);
            left[c] += n;
            left[c] += strspn(left[c], " ");
            more = more || *left[c];
        }
        trim_end(out, from);
        buf_add(out, "\n", 1);
    }
}

/* Under the row's second column, where the table is a list of matters without a head. */
static void add_beneath(struct buf *out, const struct table *t, const struct shape *shape, const void *row) {
    const size_t indent = t->headed ? t->indent + 2 : t->count ? t->width[0] + GAP : 2;
    for (size_t c = 0; c < shape->count; c++) {
        const struct column *col = &shape->columns[c];
        const void *at = (const char *)row + col->offset;
        if (!col->head || !(col->flags & COLUMN_BENEATH))
            continue;
        const char *text = col->type == CELL_HINT ? NULL : shape_cell(t->mem, col, row);
        if (col->type == CELL_HINT)
            render_hints(out, *(const struct hint *const *)at, t->screen, indent);
        else if (text)
            add_paragraph(out, text, indent, t->screen->width);
    }
}

/* The head of a group of rows, with a blank line before it. */
static void add_above(struct buf *out, const struct table *t, const struct shape *shape, const void *row) {
    for (size_t c = 0; c < shape->count; c++) {
        const struct column *col = &shape->columns[c];
        const char *text = col->flags & COLUMN_ABOVE ? shape_cell(t->mem, col, row) : NULL;
        struct buf head = {0};
        if (!text)
            continue;
        add_paragraph(&head, text, 0, t->screen->width);
        buf_add(out, "\n", 1);
        add_colored(out, t->screen, head.data, head.length - 1, "1"); /* bold */
        buf_add(out, "\n", 1);
        buf_free(&head);
    }
}

static void add_table(struct buf *out, struct mem *m, const struct shape *shape, const struct rows *rows,
                      const struct screen *screen) {
    struct table t = {.mem = m, .screen = screen, .rows = rows, .size = shape->size};
    for (size_t c = 0; c < shape->count && t.count < COLUMNS_MOST; c++)
        if (shape->columns[c].flags & COLUMN_ABOVE)
            t.indent = 2;
        else if (shape->columns[c].head && !(shape->columns[c].flags & COLUMN_BENEATH) &&
                 shape->columns[c].type != CELL_ROWS)
            t.columns[t.count++] = &shape->columns[c];
    measure(&t);
    if (rows->count > 0 && t.headed)
        add_head(out, &t);
    for (size_t i = 0; i < rows->count; i++) {
        const void *row = (const char *)rows->list + i * shape->size;
        mem_reset(m);
        add_above(out, &t, shape, row);
        add_row(out, &t, row);
        add_beneath(out, &t, shape, row);
    }
}

/* Name and value, one to a line; then the tables within it. */
static void add_object(struct buf *out, struct mem *m, const struct answer *a, const struct screen *screen) {
    size_t width = 0;
    for (size_t c = 0; c < a->shape->count; c++) {
        const struct column *col = &a->shape->columns[c];
        size_t w = col->head && col->type != CELL_ROWS ? text_width(col->head) : 0;
        width = w > width ? w : width;
    }
    for (size_t c = 0; c < a->shape->count; c++) {
        const struct column *col = &a->shape->columns[c];
        if (!col->head)
            continue;
        if (col->type == CELL_ROWS) {
            const struct rows *rows = (const void *)((const char *)a->rows.list + col->offset);
            if (rows->count > 0)
                buf_add(out, "\n", 1);
            add_table(out, m, col->rows, rows, screen);
            continue;
        }
        const char *text = shape_cell(m, col, a->rows.list);
        if ((col->flags & COLUMN_SPARSE) && !(text && *text))
            continue;
        buf_text(out, col->head);
        buf_fill(out, ' ', width - text_width(col->head) + GAP);
        size_t at = out->length;
        add_paragraph(out, text && *text ? text : "-", width + GAP, screen->width);
        /* The first line follows its name instead of its indent. */
        memmove(out->data + at, out->data + at + width + GAP, out->length - at - width - GAP + 1);
        out->length -= width + GAP;
    }
}

/* "left\tright" with the right part at the right margin, or beneath where both do not fit. */
static void add_before(struct buf *out, const char *text, const struct screen *screen) {
    const char *tab = strchr(text, '\t');
    if (!tab) {
        add_paragraph(out, text, 0, screen->width);
        return;
    }
    struct buf left = {0};
    buf_add(&left, text, (size_t)(tab - text));
    size_t used = text_width(left.data) + text_width(tab + 1);
    if (used + GAP > screen->width) {
        add_paragraph(out, left.data, 0, screen->width);
        add_paragraph(out, tab + 1, 0, screen->width);
    } else {
        buf_text(out, left.data);
        buf_fill(out, ' ', screen->width - used);
        buf_printf(out, "%s\n", tab + 1);
    }
    buf_free(&left);
}

void render_plain(struct buf *out, const struct answer *a, const struct screen *screen) {
    struct mem *m = mem_new();
    bool rows = !a->text_only && (a->form == ANSWER_ONE || (a->form == ANSWER_LIST && a->rows.count > 0));
    if (a->before) {
        add_before(out, a->before, screen);
        if (rows || a->text)
            buf_add(out, "\n", 1);
    }
    if (rows && a->form == ANSWER_ONE)
        add_object(out, m, a, screen);
    else if (rows)
        add_table(out, m, a->shape, &a->rows, screen);
    if (rows && a->text)
        buf_add(out, "\n", 1);
    if (a->text)
        add_lines(out, a->text, screen->width);
    if (rows && !a->text && a->next)
        buf_add(out, "\n", 1);
    render_hints(out, a->next, screen, 0);
    mem_free(m);
}

void render_message(struct buf *out, const char *message) {
    for (const char *at = message; *at;) {
        const char *from = at;
        uint32_t c = text_next(&at);
        if (c == TEXT_BAD || (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0))
            for (; from < at; from++)
                buf_printf(out, "\\x%02x", (unsigned char)*from);
        else
            buf_add(out, from, (size_t)(at - from));
    }
}

void render_told(struct buf *out, const char *head, const char *message, size_t width) {
    enum { INDENT = 2 };
    struct buf all = {0};
    size_t indent = 0;
    buf_text(&all, head);
    render_message(&all, message);
    trim_end(&all, 0);
    for (const char *at = all.data; *at; indent = INDENT) {
        size_t n = text_wrap(at, width - indent);
        buf_fill(out, ' ', indent);
        buf_add(out, at, n);
        buf_add(out, "\n", 1);
        at += n;
        at += *at == '\n' ? 1 + strspn(at + 1, " ") : strspn(at, " ");
    }
    buf_free(&all);
}
