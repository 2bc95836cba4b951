#include "terminal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MIN_WIDTH 40
#define MAX_WIDTH 160

bool terminal_hold_descriptors(void) {
    static const int unusable[] = {
        [STDIN_FILENO] = O_WRONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_RDONLY};
    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++) {
        /* open gives the lowest number that is free: this one, for those below are taken. */
        if (fcntl(i, F_GETFD) < 0 && open("/dev/null", unusable[i]) != i)
            return false;
    }
    return true;
}

static bool is_terminal(FILE *stream) {
    return isatty(fileno(stream)) == 1;
}

/* https://no-color.org: set to anything but the empty text. */
bool terminal_has_color(FILE *stream) {
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    if (no_color != NULL && no_color[0] != '\0')
        return false;
    return is_terminal(stream) && (term == NULL || strcmp(term, "dumb") != 0);
}

/* POSIX names COLUMNS; a window's real size needs an ioctl that it does not. */
unsigned terminal_width(FILE *stream) {
    const char *columns = getenv("COLUMNS");
    if (!is_terminal(stream) || columns == NULL)
        return 0;
    unsigned long width = strtoul(columns, NULL, 10);
    return width < MIN_WIDTH ? 0 : width > MAX_WIDTH ? MAX_WIDTH : (unsigned)width;
}

bool terminal_shows_progress(void) {
    const char *term = getenv("TERM");
    return is_terminal(stderr) && (term == NULL || strcmp(term, "dumb") != 0);
}

void terminal_progress(void *context, size_t done, size_t total, const char *what) {
    (void)context;
    fprintf(stderr, "\r\033[K%zu/%zu %.60s", done + 1, total, what);
    fflush(stderr);
}

void terminal_end_progress(void) {
    if (terminal_shows_progress())
        fputs("\r\033[K", stderr);
}
