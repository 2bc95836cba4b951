#ifndef PC_TERMINAL_H
#define PC_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Gives standard input, output and error something to be where the caller closed them: else the next socket
 * or report would get such a number, and what is printed would go there. Reading and writing them fails as
 * before. */
bool terminal_hold_descriptors(void);
bool terminal_has_color(FILE *stream); /* a terminal, and NO_COLOR is not set */
unsigned terminal_width(FILE *stream); /* columns; 0 where it is none */
/* One line on standard error that overwrites itself; only where that is a terminal. */
bool terminal_shows_progress(void);
void terminal_progress(void *context, size_t done, size_t total, const char *what);
void terminal_end_progress(void);

#endif
