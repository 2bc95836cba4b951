#include "facts.h"
#include "options.h"
#include "pc_result.h"

#include <string.h>

#define JUDGES          (FOR_SERVER | FOR_CLIENT | FOR_PROXY)
#define EXITS_IN_A_LINE 3 /* so that none is wider than a screen */

void help_program(FILE *stream) {
    fputs("promotecheck: does a server keep the contract of Baseten's promote endpoint?\n"
          "usage: promotecheck COMMAND [OPTION…] | --version\n\n",
          stream);
    for (size_t i = 0; i < command_count; i++)
        fprintf(stream, "  %-10s %s\n", command_table[i].name, command_table[i].words);
    fputs("\n  promotecheck help COMMAND      its options, with examples; also COMMAND --help\n"
          "  promotecheck help verdicts     what pass, fail, known, stale … mean\n\n"
          "examples:\n"
          "  promotecheck server                        the embedded mock, as a first look\n"
          "  promotecheck server --url URL --model MODEL --env ENV --deployment ID\n"
          "  promotecheck check deployment.json\n"
          "  promotecheck explain server/request/body/empty\n\n"
          "exit status:\n ",
          stream);
    for (size_t i = 0; i < exit_fact_count; i++) {
        if (i > 0)
            fputs(i == EXITS_IN_A_LINE ? ",\n " : ",", stream);
        fprintf(stream, " %d %s", exit_facts[i].status, exit_facts[i].words);
    }
    fputs("\nThe API key is read from the environment variable PROMOTECHECK_API_KEY.\n", stream);
}

void help_command(const struct command *command, FILE *stream) {
    fprintf(stream, "promotecheck %s: %s\n\nusage: promotecheck %s [OPTION…]%s\n\n", command->name,
            command->words, command->name, command->operands);
    for (size_t i = 0; i < option_count; i++) {
        const struct option *option = &option_table[i];
        if ((option->commands & (unsigned)command->bit) == 0)
            continue;
        char name[64];
        snprintf(name, sizeof name, "%s%s%s", option->name, option->argument == NULL ? "" : " ",
                 option->argument == NULL ? "" : option->argument);
        fprintf(stream, "  %-26s %s\n", name, option->words);
    }
    fprintf(stream, "\nexamples:\n%s", command->examples);
    if (((unsigned)command->bit & JUDGES) != 0)
        fputs("\nWhat the verdicts mean: promotecheck help verdicts\n", stream);
}

void help_verdicts(FILE *stream) {
    fputs("promotecheck: what stands beside a case\n\n", stream);
    for (size_t i = 0; i < PC_VERDICT_COUNT; i++)
        fprintf(stream, "  %-10s  %s\n", pc_verdict_word((enum pc_verdict)i),
                pc_verdict_sentence((enum pc_verdict)i));
    fputs("\nN passed:  pass, note, warn and known\n"
          "N failed:  fail, stale, untestable, error, and warn under --strict\n"
          "N skipped: n/a and skip\n"
          "A must is in the contract, or without it no server is of use; a should is in an\n"
          "RFC or in the public documentation; a may is in neither.\n",
          stream);
}

/* Two slips, a third of the letters, or the rest that was left out. */
static bool is_near(const char *word, const char *known) {
    size_t distance = pc_text_distance(word, known);
    size_t size = strlen(word);
    return distance <= 2 || 3 * distance <= size || (size >= 4 && strncmp(word, known, size) == 0);
}

void suggest(const char *word, const char *const *known, size_t count, char out[MAX_SUGGESTION]) {
    size_t best = 0;
    for (size_t i = 1; i < count; i++) {
        if (pc_text_distance(word, known[i]) < pc_text_distance(word, known[best]))
            best = i;
    }
    out[0] = '\0';
    if (count > 0 && is_near(word, known[best]))
        snprintf(out, MAX_SUGGESTION, "; did you mean %s?", known[best]);
}
