#include "compliance/audit/privacy.h"

#include "base/date.h"
#include "base/text.h"

#include <stdint.h>
#include <string.h>

const char privacy_advice[] = "a reference of the school's own choosing, like \"blue 7\": never a name, a birth date "
                              "or a student number";

/* ---- student numbers ---- */

enum { DIGITS_MOST = 8 }; /* a date has eight, a student number nine or more */

/* Digits of every script, those of mathematics, and those that are raised, lowered or in a ring. */
static const struct range_of {
    uint32_t from, to;
} digits_of[] = {
    {'0', '9'},         {0xB2, 0xB3},     {0xB9, 0xB9},     {0x660, 0x669},     {0x6F0, 0x6F9},     {0x7C0, 0x7C9},
    {0x966, 0x96F},     {0x9E6, 0x9EF},   {0xA66, 0xA6F},   {0xAE6, 0xAEF},     {0xB66, 0xB6F},     {0xBE6, 0xBEF},
    {0xC66, 0xC6F},     {0xCE6, 0xCEF},   {0xD66, 0xD6F},   {0xDE6, 0xDEF},     {0xE50, 0xE59},     {0xED0, 0xED9},
    {0xF20, 0xF29},     {0x1040, 0x1049}, {0x1090, 0x1099}, {0x17E0, 0x17E9},   {0x1810, 0x1819},   {0x1946, 0x194F},
    {0x19D0, 0x19DA},   {0x1A80, 0x1A89}, {0x1A90, 0x1A99}, {0x1B50, 0x1B59},   {0x1BB0, 0x1BB9},   {0x1C40, 0x1C49},
    {0x1C50, 0x1C59},   {0x2070, 0x2070}, {0x2074, 0x2079}, {0x2080, 0x2089},   {0x2460, 0x249B},   {0x24EA, 0x24FF},
    {0x2776, 0x2793},   {0xA620, 0xA629}, {0xA8D0, 0xA8D9}, {0xA900, 0xA909},   {0xA9D0, 0xA9D9},   {0xA9F0, 0xA9F9},
    {0xAA50, 0xAA59},   {0xABF0, 0xABF9}, {0xFF10, 0xFF19}, {0x104A0, 0x104A9}, {0x1D7CE, 0x1D7FF}, {0x1F100, 0x1F10A},
    {0x1FBF0, 0x1FBF9},
};

static bool is_digit(uint32_t c) {
    for (size_t i = 0; i < sizeof digits_of / sizeof *digits_of; i++)
        if (c >= digits_of[i].from && c <= digits_of[i].to)
            return true;
    return false;
}

/* Marks, blanks and what is not seen are none, wherever they stand. */
static bool is_letter(uint32_t c) {
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
        return true;
    if (c < 0xC0 || c == 0xD7 || c == 0xF7 || c == TEXT_BAD || is_digit(c) || (c >= 0x2000 && c <= 0x303F))
        return false;
    return !(c >= 0xFE00 && c <= 0xFFFF) || (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0xFF21 && c <= 0xFF3A) ||
           (c >= 0xFF41 && c <= 0xFF5A) || (c >= 0xFF66 && c <= 0xFFDC);
}

/* "2026-10-02", or "2026-27", at the beginning of the text: how many bytes. Both are no part of a number. */
static size_t dated(const char *text) {
    char iso[11] = "";
    int date;
    strncpy(iso, text, 10);
    if (date_parse_iso(iso, &date) && !is_digit((unsigned char)text[10]))
        return 10;
    static const char shape[] = "9999-99";
    for (size_t i = 0; shape[i]; i++)
        if (shape[i] == '9' ? !is_digit((unsigned char)text[i]) : text[i] != shape[i])
            return 0;
    int century = (text[2] - '0') * 10 + (text[3] - '0'), next = (text[5] - '0') * 10 + (text[6] - '0');
    return (century + 1) % 100 == next && !is_digit((unsigned char)text[7]) ? 7 : 0;
}

/* Digits count on over blanks, marks and a single letter ("052396M123"); a word, a date or a second letter ends them.
 */
static bool has_number(const char *text) {
    int digits = 0, letters = 0;
    bool in_number = false;
    while (*text) {
        size_t skip = in_number ? 0 : dated(text);
        if (skip) {
            text += skip;
            digits = letters = 0;
            continue;
        }
        uint32_t c = text_next(&text);
        in_number = is_digit(c);
        if (in_number)
            digits++;
        else if (is_letter(c) && ++letters > 1)
            digits = letters = 0;
        if (is_letter(c) && digits == 0)
            letters = 0; /* one before the first digit is a part of it, too */
        if (digits > DIGITS_MOST)
            return true;
    }
    return false;
}

/* ---- names ---- */

/* Capitals outside ASCII; `step` 2: every second of them. In a script that has none, each letter counts as one. */
static const struct {
    uint32_t from, to;
    int step;
} capitals[] = {
    {'A', 'Z', 1},       {0xC0, 0xD6, 1},     {0xD8, 0xDE, 1},       {0x100, 0x136, 2},     {0x139, 0x147, 2},
    {0x14A, 0x176, 2},   {0x178, 0x178, 1},   {0x179, 0x17D, 2},     {0x1A0, 0x1A4, 2},     {0x1AF, 0x1AF, 1},
    {0x1CD, 0x1DB, 2},   {0x386, 0x38F, 1},   {0x391, 0x3AB, 1},     {0x400, 0x42F, 1},     {0x531, 0x556, 1},
    {0x5D0, 0x1DFF, 1},  {0x1E00, 0x1EFE, 2}, {0x3041, 0xDFFF, 1},   {0xF900, 0xFAFF, 1},   {0xFE70, 0xFEFC, 1},
    {0xFF21, 0xFF3A, 1}, {0xFF66, 0xFFDC, 1}, {0x1D400, 0x1D7CB, 1}, {0x20000, 0x3FFFF, 1},
};

/* In these a full name is one word: Han, kana, Hangul. */
static bool is_syllable(uint32_t c) {
    return (c >= 0x3041 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF66 && c <= 0xFFDC) || c >= 0x20000;
}

static bool is_capital(uint32_t c) {
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++)
        if (c >= capitals[i].from && c <= capitals[i].to && (c - capitals[i].from) % (uint32_t)capitals[i].step == 0)
            return true;
    return false;
}

/* Capitalised words that notes of an office begin with or are made of: of its days, its places, its languages. Words
 * that are given names or surnames as well (May, April, Will, West, Hall, French) are not here: in doubt a text is
 * refused. */
static const char *const office_words[] = {
    "A",           "Academy",      "Adapted",      "After",
    "AM",          "American",     "And",          "Angeles",
    "Annex",       "Annual",       "Arabic",       "Armenian",
    "Asked",       "ASL",          "Assessment",   "At",
    "Auditorium",  "Before",       "Bengali",      "Both",
    "Box",         "Break",        "Building",     "Bungalow",
    "By",          "Cabinet",      "Cafeteria",    "California",
    "Called",      "Cambodian",    "Campus",       "Cancelled",
    "Cantonese",   "Case",         "Center",       "Charter",
    "Chinese",     "Christmas",    "Class",        "Clerk",
    "Closure",     "Code",         "Community",    "Computer",
    "Conference",  "Confirmed",    "Consent",      "Coordinator",
    "Copy",        "Counseling",   "Counselor",    "Custodian",
    "December",    "Designee",     "Desk",         "District",
    "Division",    "Drawer",       "Education",    "Elementary",
    "Email",       "Emailed",      "English",      "Evaluation",
    "Fall",        "Family",       "Farsi",        "Father",
    "February",    "File",         "Filipino",     "First",
    "Floor",       "Folder",       "For",          "Friday",
    "From",        "General",      "Google",       "Grade",
    "Group",       "Guardian",     "Gym",          "Health",
    "Hebrew",      "High",         "Hindi",        "Home",
    "I",           "IEP",          "IEPs",         "If",
    "In",          "Initial",      "Interpreter",  "Is",
    "It",          "ITP",          "January",      "Japanese",
    "July",        "Khmer",        "Kindergarten", "Korean",
    "Lab",         "Labor",        "Language",     "Last",
    "LAUSD",       "Left",         "Letter",       "Library",
    "Lobby",       "Los",          "Lounge",       "LRE",
    "Magnet",      "Mailed",       "Main",         "Mandarin",
    "Meeting",     "Memorial",     "Message",      "Met",
    "Microsoft",   "Middle",       "Monday",       "Mother",
    "Moved",       "Mr",           "Mrs",          "Ms",
    "MyPLN",       "New",          "Next",         "No",
    "Not",         "Note",         "Notice",       "November",
    "Number",      "Nurse",        "October",      "Of",
    "Office",      "Old",          "On",           "Online",
    "OT",          "Paper",        "Parent",       "Parents",
    "Period",      "Persian",      "Phone",        "Phoned",
    "Plan",        "Please",       "PM",           "Portuguese",
    "Principal",   "Psychologist", "PT",           "Punjabi",
    "Pupil",       "Quarter",      "Received",     "Records",
    "Reference",   "Referral",     "Request",      "Requested",
    "Rescheduled", "Resource",     "Returned",     "Review",
    "Room",        "RSP",          "Russian",      "Saturday",
    "School",      "Science",      "SDC",          "Second",
    "Section",     "See",          "SELPA",        "Semester",
    "Senior",      "Sent",         "September",    "Shelf",
    "Sign",        "Signed",       "Simplified",   "Spanish",
    "Special",     "Speech",       "Spoke",        "Spring",
    "SSO",         "SST",          "Student",      "Suite",
    "Sunday",      "Tagalog",      "Teacher",      "Team",
    "Teams",       "Texted",       "Thanksgiving", "The",
    "Therapy",     "They",         "This",         "Thursday",
    "To",          "Told",         "Traditional",  "Transfer",
    "Transition",  "Translation",  "Triennial",    "Tuesday",
    "Ukrainian",   "Unit",         "Veterans",     "Vietnamese",
    "Virtual",     "Voicemail",    "Waiting",      "Was",
    "We",          "Webex",        "Wednesday",    "Week",
    "Welligent",   "When",         "Winter",       "With",
    "Year",        "Zoom",
};

/* What stands between the parts of a name: "de la", "van der". */
static const char *const particles[] = {"al", "bin", "da",  "de",  "del", "den", "der", "di", "do", "dos",
                                        "el", "la",  "las", "los", "san", "van", "von", "y",  NULL};

static bool is_office_word(const char *word) {
    for (size_t i = 0; i < sizeof office_words / sizeof *office_words; i++)
        if (text_same_nocase(office_words[i], word))
            return true;
    return false;
}

static bool is_particle(const char *word) {
    for (size_t i = 0; particles[i]; i++)
        if (strcmp(particles[i], word) == 0)
            return true;
    return false;
}

struct word {
    const char *from;
    size_t bytes;
    size_t letters;
    bool capital, syllables;
};

/* The word at the text: letters, and between them apostrophes and the joiners of Persian. */
static struct word word_at(const char *text) {
    struct word w = {.from = text};
    for (const char *at = text;;) {
        uint32_t c = text_next(&at);
        const char *behind = at;
        bool between = c == '\'' || c == 0x2019 || c == 0x200C || c == 0x200D;
        if (between && w.letters > 0 && is_letter(text_next(&behind)))
            continue;
        if (!is_letter(c))
            return w;
        w.capital = w.letters == 0 ? is_capital(c) : w.capital;
        w.syllables = w.syllables || is_syllable(c);
        w.letters++;
        w.bytes = (size_t)(at - text);
    }
}

/* What is between two words of one name: blanks and dashes of any width, marks that join, what is not seen; a point, a
 * colon and a semicolon where they end nothing. */
static bool joins(uint32_t c, const char *behind, size_t letters) {
    static const char marks[] = " ,-_/\\()+&|=~*\"";
    if (c < 0x80 && strchr(marks, (int)c))
        return true;
    if (c == '.' || c == ':' || c == ';')
        return (c == '.' && letters <= 1) || is_letter(text_next(&behind));
    return c == 0xA0 || c == 0xAD || c == 0xB7 || (c >= 0x2000 && c <= 0x201F) || c == 0x2024 || c == 0x202F ||
           (c >= 0x205F && c <= 0x2064) || c == 0x2212 || c == 0x3000 || c == 0x30FB || c == 0xFEFF ||
           (c >= 0xFF08 && c <= 0xFF0F) || c == 0xFF3F;
}

/* "MariaLopez": a reference of one word that is two. "McDonald" and "DeShawn" are one. */
static bool is_run_together(const char *text) {
    static const char big[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", small[] = "abcdefghijklmnopqrstuvwxyz";
    size_t first = strspn(text, big) == 1 ? 1 + strspn(text + 1, small) : 0;
    if (first < 3 || strncmp(text, "Mac", first) == 0 || strspn(text + first, big) != 1)
        return false;
    size_t second = strspn(text + first + 1, small);
    return second > 1 && text[first + 1 + second] == '\0';
}

/* The first name found, from its first word through its last; or NULL. */
static const char *find_name(struct mem *m, const char *text) {
    const char *first = NULL;
    size_t before = 0; /* letters of the word before */
    int parts = 0;
    if (is_run_together(text))
        return text;
    while (*text) {
        struct word w = word_at(text);
        if (w.letters == 0) {
            uint32_t c = text_next(&text);
            if (!joins(c, text, before))
                parts = 0;
            continue;
        }
        const char *word = mem_textn(m, w.from, w.bytes);
        bool name = w.capital && w.letters > 1 && !is_office_word(word);
        if (name && parts == 0)
            first = w.from;
        if (name)
            parts += w.syllables ? 2 : 1;
        else if (w.letters > 1 && !is_particle(word))
            parts = 0;
        text += w.bytes;
        before = w.letters;
        if (parts > 1)
            return mem_textn(m, first, (size_t)(text - first));
    }
    return NULL;
}

/* In the box of the reference, what to write there; in another, how to do without. */
static const char *way_out(struct mem *m, const char *field, const char *otherwise) {
    return strcmp(field, "ref") == 0 ? mem_printf(m, "write %s", privacy_advice) : otherwise;
}

bool privacy_check_number(struct mem *m, const char *field, const char *text, struct err *e) {
    return !text || !has_number(text) ||
           err_set(e, ERR_INPUT, field,
                   "%s: \"%s\" looks like a student number (nine or more digits). Nothing here may say who the "
                   "pupil is; %s",
                   field, text_shown(m, text), way_out(m, field, "leave it out: a case goes by its reference"));
}

bool privacy_check_ref(struct mem *m, const char *field, const char *text, struct err *e) {
    const char *name = text ? find_name(m, text) : NULL;
    if (!privacy_check_number(m, field, text, e))
        return false;
    return !name || err_set(e, ERR_INPUT, field,
                            "%s: \"%s\" looks like a person's full name. Nothing here may say who the pupil is; %s",
                            field, text_shown(m, name),
                            way_out(m, field, "leave it out, or write it in small letters where it names no person"));
}

static bool is_of_word(uint32_t c) { return is_letter(c) || is_digit(c); }

bool privacy_names_case(const char *text, const char *ref) {
    uint32_t before = 0;
    for (const char *at = text; at && ref && *ref && *at; before = text_next(&at)) {
        const char *behind = at + strlen(ref);
        if (strncmp(at, ref, strlen(ref)) == 0 && !is_of_word(before) && !is_of_word(text_next(&behind)))
            return true;
    }
    return false;
}

bool privacy_check_why(struct mem *m, const char *why, const char *ref, struct err *e) {
    return !privacy_names_case(why, ref) ||
           err_set(e, ERR_INPUT, "why",
                   "why: \"%s\" names the case (\"%s\"), and the trail is never purged; say why without it",
                   text_shown(m, why), text_shown(m, ref));
}

/* ---- the reference of a case ---- */

static bool is_blank(const char *text) {
    while (*text) {
        uint32_t c = text_next(&text);
        if (c != ' ' && c != '\t' && c != 0xA0 && c != 0xAD && c != 0x3000 && c != 0xFEFF &&
            !(c >= 0x2000 && c <= 0x200F) && c != 0x202F && !(c >= 0x205F && c <= 0x2064))
            return false;
    }
    return true;
}

/* "maria lopez", "Maria L": in a reference, where nothing but a number tells it from a name. */
static bool is_words_only(const char *text) {
    size_t words = 0;
    while (*text) {
        struct word w = word_at(text);
        const char *at = text;
        uint32_t c = text_next(&at);
        if (w.letters == 0 && is_digit(c))
            return false;
        words += w.letters > 0;
        text = w.letters > 0 ? text + w.bytes : at;
    }
    return words > 1;
}

struct digits {
    int value, count;
};

/* The digits at the text, of any script; moves past them. */
static struct digits digits_at(const char **text) {
    struct digits d = {0, 0};
    for (const char *at = *text; *at; *text = at) {
        uint32_t c = text_next(&at);
        size_t i = 0, known = sizeof digits_of / sizeof *digits_of;
        while (i < known && (c < digits_of[i].from || c > digits_of[i].to))
            i++;
        if (i == known)
            break;
        d.value = d.count < DIGITS_MOST ? d.value * 10 + (int)((c - digits_of[i].from) % 10) : 0;
        d.count++;
    }
    return d;
}

static bool is_day(int year, int month, int day) {
    return (year < 100 || (year >= 1900 && year < 2100)) && date_is_valid(year < 100 ? 2000 + year : year, month, day);
}

/* In one of the orders in which a day is written here or abroad. */
static bool reads_as_day(int a, int b, int c, bool year_first) {
    return is_day(a, b, c) || (!year_first && (is_day(c, a, b) || is_day(c, b, a)));
}

/* Three groups, the same mark between them; with blanks between, each of a full two digits. */
static bool has_three_parts(const char *behind, struct digits first) {
    static const char marks[] = "/-. _";
    const char mark = *behind;
    if (!mark || !strchr(marks, mark))
        return false;
    behind++;
    struct digits second = digits_at(&behind);
    if (*behind != mark)
        return false;
    behind++;
    struct digits third = digits_at(&behind);
    bool year_first = first.count == 4;
    int least = mark == ' ' ? 2 : 1;
    if (second.count < least || second.count > 2 ||
        (year_first ? third.count < least || third.count > 2
                    : first.count < least || first.count > 2 || (third.count != 2 && third.count != 4)))
        return false;
    return reads_as_day(first.value, second.value, third.value, year_first);
}

/* "081214", "20141208", "12/08/14": what may be a date of birth. */
static bool has_day(const char *text) {
    while (*text) {
        const char *from = text;
        struct digits d = digits_at(&text);
        const int n = d.value;
        if ((d.count == 6 && reads_as_day(n / 10000, n / 100 % 100, n % 100, false)) ||
            (d.count == 8 &&
             (is_day(n / 10000, n / 100 % 100, n % 100) || is_day(n % 10000, n / 1000000, n / 10000 % 100) ||
              is_day(n % 10000, n / 10000 % 100, n / 1000000))) ||
            (d.count > 0 && has_three_parts(text, d)))
            return true;
        if (text == from)
            text_next(&text);
    }
    return false;
}

bool privacy_check_case(struct mem *m, const char *field, const char *text, struct err *e) {
    if (!text)
        return true;
    if (is_blank(text))
        return err_set(e, ERR_INPUT, field, "%s: it is empty; leave it out, or give a reference like \"blue 7\"",
                       field);
    if (!privacy_check_ref(m, field, text, e))
        return false;
    if (is_words_only(text))
        return err_set(e, ERR_INPUT, field,
                       "%s: \"%s\" is words without a number, as a name is. Nothing here may say who the pupil is; "
                       "write %s",
                       field, text_shown(m, text), privacy_advice);
    return !has_day(text) ||
           err_set(e, ERR_INPUT, field,
                   "%s: \"%s\" reads as a date, and may be a birth date. Nothing here may say who the pupil is; write "
                   "%s",
                   field, text_shown(m, text), privacy_advice);
}
