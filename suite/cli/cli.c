#include "options.h"
#include "pages.h"
#include "pc_cli.h"
#include "pc_report.h"
#include "terminal.h"

#include <stdlib.h>
#include <string.h>

#ifndef PC_VERSION
#define PC_VERSION "unknown"
#endif

static const struct {
    enum pc_status status;
    int exit_status;
} exits[] = {
    {PC_OK, PC_EXIT_OK},
    {PC_USAGE, PC_EXIT_USAGE},
    {PC_IO, PC_EXIT_USAGE},
    {PC_MALFORMED, PC_EXIT_USAGE},
    {PC_UNSUPPORTED, PC_EXIT_USAGE},
    {PC_NOT_FOUND, PC_EXIT_USAGE},
    {PC_LIMIT, PC_EXIT_USAGE},
    {PC_UNREACHABLE, PC_EXIT_UNREACHABLE},
    {PC_CLOSED, PC_EXIT_UNREACHABLE},
    {PC_TIMEOUT, PC_EXIT_UNREACHABLE},
    {PC_INTERRUPTED, PC_EXIT_INTERRUPTED},
};

/* Messages quote arguments and file names, which may hold what a terminal obeys. */
static void print_printable(const char *message) {
    struct pc_buf text;
    pc_buf_init(&text, 8 * PC_ERROR_MESSAGE_SIZE);
    enum pc_status status = pc_report_printable(pc_view_of(message), 0, &text);
    fprintf(stderr, "promotecheck: %s\n", status == PC_OK && text.size > 0 ? text.data : "a fault");
    pc_buf_clear(&text);
}

int report_failure(const struct pc_error *err) {
    print_printable(err->message);
    for (size_t i = 0; i < sizeof exits / sizeof exits[0]; i++) {
        if (exits[i].status == err->status)
            return exits[i].exit_status;
    }
    return PC_EXIT_INTERNAL;
}

static int no_such_command(const char *word) {
    const char *names[16] = {"--help", "--version"};
    size_t count = 2;
    for (; count < command_count + 2 && count < sizeof names / sizeof names[0]; count++)
        names[count] = command_table[count - 2].name;
    struct pc_error err = {0};
    char meant[MAX_SUGGESTION];
    suggest(word, names, count, meant);
    pc_error_set(&err, PC_USAGE, "no command %s%s (promotecheck --help lists all)", word, meant);
    return report_failure(&err);
}

static const struct command *find_command(const char *word) {
    for (size_t i = 0; i < command_count; i++) {
        if (strcmp(word, command_table[i].name) == 0)
            return &command_table[i];
    }
    return NULL;
}

static int run_command(const struct command *command, int argc, char **argv) {
    static struct options options;
    struct pc_error err = {0};
    if (options_parse(command, argc, argv, &options, &err) != PC_OK)
        return report_failure(&err);
    if (options.help) {
        help_command(command, stdout);
        return PC_EXIT_OK;
    }
    return command->run(&options);
}

/* What was printed must have arrived: a full disk or a closed pipe is no success. */
static int closed_output(int exit_status) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return exit_status;
    if (exit_status == PC_EXIT_OK || exit_status == PC_EXIT_FINDING) {
        fputs("promotecheck: standard output could not be written: it is closed, or its disk is full\n",
              stderr);
        return PC_EXIT_USAGE;
    }
    return exit_status;
}

static int help_on(int argc, char **argv) {
    const struct command *command = find_command(argv[0]);
    bool of_verdicts = strcmp(argv[0], "verdicts") == 0;
    if (command == NULL && !of_verdicts)
        return no_such_command(argv[0]);
    if (argc > 1) {
        struct pc_error err = {0};
        pc_error_set(&err, PC_USAGE, "help tells of one command at a time: leave out %s", argv[1]);
        return report_failure(&err);
    }
    if (of_verdicts)
        help_verdicts(stdout);
    else
        help_command(command, stdout);
    return closed_output(PC_EXIT_OK);
}

/* What the build asks for, and nobody else: not in --help. */
static const struct {
    const char *name;
    void (*write)(FILE *stream);
} pages[] = {{"manual", write_manual}, {"completion", write_completion}};

int pc_cli_main(int argc, char **argv) {
    if (!terminal_hold_descriptors())
        return PC_EXIT_INTERNAL;
    signals_begin();
    if (argc < 2) {
        help_program(stderr);
        return PC_EXIT_USAGE;
    }
    if (strcmp(argv[1], "help") == 0 && argc > 2)
        return help_on(argc - 2, argv + 2);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        help_program(stdout);
        return closed_output(PC_EXIT_OK);
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("promotecheck %s\n", PC_VERSION);
        return closed_output(PC_EXIT_OK);
    }
    const struct command *command = find_command(argv[1]);
    if (command != NULL)
        return closed_output(run_command(command, argc - 2, argv + 2));
    for (size_t i = 0; argc == 2 && i < sizeof pages / sizeof pages[0]; i++) {
        if (strcmp(argv[1], pages[i].name) == 0) {
            pages[i].write(stdout);
            return closed_output(PC_EXIT_OK);
        }
    }
    return no_such_command(argv[1]);
}
