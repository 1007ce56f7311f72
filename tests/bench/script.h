/* script: what libharu was told, in the order it was told: record.c writes it
 * to the file that BENCH_SCRIPT names, bare.c reads it. Each step is one byte,
 * its numbers as floats, and its text, if it has one, with the NUL after it. */
#ifndef TESTS_BENCH_SCRIPT_H
#define TESTS_BENCH_SCRIPT_H

enum step {
    STEP_END,
    STEP_FONT, /* text: the file */
    STEP_INFO, /* which; text */
    STEP_ADD,  /* a page */
    STEP_PAGE, /* its number: what follows is on that page */
    STEP_DASH, /* the pattern's two numbers, how many of them count */
    STEP_BEGIN_TEXT,
    STEP_END_TEXT,
    STEP_MOVE_TEXT,
    STEP_SPACE,
    STEP_SET_FONT, /* its number, the size */
    STEP_SHOW,     /* text */
    STEP_GRAY,
    STEP_WIDTH,
    STEP_CONCAT,
    STEP_RECTANGLE,
    STEP_MOVE,
    STEP_LINE,
    STEP_FILL,
    STEP_STROKE,
    STEP_SAVE,
    STEP_RESTORE
};

#endif
