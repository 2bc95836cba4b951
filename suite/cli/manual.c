#include "facts.h"
#include "options.h"
#include "pages.h"
#include "pc_result.h"

#include <limits.h>
#include <string.h>

#ifndef PC_VERSION
#define PC_VERSION "unknown"
#endif
#ifndef PC_RELEASE_DATE
#define PC_RELEASE_DATE "1970-01-01"
#endif

#define ELLIPSIS "\xE2\x80\xA6"

/* Bytes of a line after which the next space ends it; mandoc calls lines over 80 bad style. */
#define WRAP_AT 60u

/* Text that no formatter takes for a request or an escape; "-" stays a minus, so that it can be copied. */
static void put_text(FILE *stream, const char *text, bool wrapped) {
    unsigned column = 0;
    for (; *text != '\0'; text++, column++) {
        if (strncmp(text, ELLIPSIS, strlen(ELLIPSIS)) == 0) {
            fputs("\\&...", stream);
            text += strlen(ELLIPSIS) - 1;
        } else if (*text == '\\') {
            fputs("\\e", stream);
        } else if (*text == '-') {
            fputs("\\-", stream);
        } else {
            if (column == 0 && (*text == '.' || *text == '\''))
                fputs("\\&", stream);
            bool ends = *text == '\n' || (wrapped && *text == ' ' && column > WRAP_AT);
            fputc(ends ? '\n' : *text, stream);
            if (ends)
                column = UINT_MAX; /* the loop makes it 0 */
        }
    }
}

static void put_line(FILE *stream, const char *text) {
    put_text(stream, text, true);
    fputc('\n', stream);
}

static void put_bold(FILE *stream, const char *text) {
    fputs("\\fB", stream);
    put_text(stream, text, false);
    fputs("\\fR", stream);
}

/* "must|should|may" is a choice and stands as it is typed; URL stands for something else. */
static void put_argument(FILE *stream, const char *argument) {
    bool choice = strchr(argument, '|') != NULL;
    fputs(choice ? " \\fB" : " \\fI", stream);
    put_text(stream, argument, false);
    fputs("\\fR", stream);
}

static void put_facts(FILE *stream, const char *heading, const struct fact *facts, size_t count) {
    fprintf(stream, ".SH %s\n", heading);
    for (size_t i = 0; i < count; i++) {
        fputs(".TP\n", stream);
        put_bold(stream, facts[i].name);
        fputc('\n', stream);
        put_line(stream, facts[i].words);
    }
}

static void put_synopsis(FILE *stream) {
    fputs(".SH SYNOPSIS\n", stream);
    for (size_t i = 0; i < command_count; i++) {
        fprintf(stream, "%s\\fBpromotecheck %s\\fR [\\fIOPTION\\fR\\&...]", i == 0 ? "" : ".br\n",
                command_table[i].name);
        put_line(stream, command_table[i].operands);
    }
    fputs(".br\n\\fBpromotecheck \\-\\-help\\fR | \\fB\\-\\-version\\fR\n", stream);
}

static void put_command(FILE *stream, const struct command *command) {
    fprintf(stream, ".SS promotecheck %s\n", command->name);
    put_line(stream, command->words);
    for (size_t i = 0; i < option_count; i++) {
        const struct option *option = &option_table[i];
        if ((option->commands & (unsigned)command->bit) == 0)
            continue;
        fputs(".TP\n", stream);
        put_bold(stream, option->name);
        if (option->argument != NULL)
            put_argument(stream, option->argument);
        fputc('\n', stream);
        put_line(stream, option->words);
    }
}

static void put_exit_statuses(FILE *stream) {
    fputs(".SH EXIT STATUS\n", stream);
    for (size_t i = 0; i < exit_fact_count; i++)
        fprintf(stream, ".TP\n\\fB%d\\fR\n%s\n", exit_facts[i].status, exit_facts[i].words);
}

static void put_verdicts(FILE *stream) {
    fputs(".SH VERDICTS\n", stream);
    for (size_t i = 0; i < PC_VERDICT_COUNT; i++)
        fprintf(stream, ".TP\n\\fB%s\\fR\n%s\n", pc_verdict_word((enum pc_verdict)i),
                pc_verdict_sentence((enum pc_verdict)i));
}

static void put_examples(FILE *stream) {
    fputs(".SH EXAMPLES\n.EX\n", stream);
    for (size_t i = 0; i < command_count; i++)
        put_text(stream, command_table[i].examples, false);
    fputs(".EE\n", stream);
}

void write_manual(FILE *stream) {
    fputs(".TH PROMOTECHECK 1 " PC_RELEASE_DATE " \"promotecheck " PC_VERSION "\" \"User Commands\"\n"
          ".SH NAME\n"
          "promotecheck \\- judge servers and clients of Baseten's promote endpoint\n",
          stream);
    put_synopsis(stream);
    fputs(".SH DESCRIPTION\n"
          "\\fBpromotecheck\\fR tells whether a server keeps the published contract of\n"
          "\\fIPOST /v1/models/{model_id}/environments/{env_name}/promote\\fR.\n"
          "It asks the server case by case, and says of each finding what is wrong,\n"
          "where in the answer, which sentence of the contract says so, and the\n"
          "\\fBcurl\\fR(1) line that shows it again.\n"
          "The contract, the cases and a mock of the endpoint are part of the program.\n"
          ".SH COMMANDS\n",
          stream);
    for (size_t i = 0; i < command_count; i++)
        put_command(stream, &command_table[i]);
    put_verdicts(stream);
    put_exit_statuses(stream);
    put_facts(stream, "ENVIRONMENT", environment_facts, environment_fact_count);
    put_facts(stream, "FILES", file_facts, file_fact_count);
    put_examples(stream);
    fputs(".SH SEE ALSO\n\\fBcurl\\fR(1)\n", stream);
}
