#include "options.h"
#include "pages.h"

#include <string.h>

/* What the argument of an option, as the table names it, is completed with. */
static const struct {
    const char *argument;
    const char *function;
} completers[] = {
    {"FILE", "_promotecheck_files"},      {"SCHEMA", "_promotecheck_files"},
    {"DIR", "_promotecheck_directories"}, {"PATTERN", "_promotecheck_ids"},
    {"FAULT", "_promotecheck_faults"},    {" ID", "_promotecheck_ids"},
    {" FILE…|-", "_promotecheck_files"},
};

/* bash takes "=" for a word of its own. */
static const char head[] =
    "# bash completion for promotecheck\n"
    "_promotecheck_words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$current\"); }\n"
    "_promotecheck_files() {\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
    "}\n"
    "_promotecheck_directories() {\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    mapfile -t COMPREPLY < <(compgen -d -- \"$current\")\n"
    "}\n"
    "_promotecheck_ids() { _promotecheck_words \"$(\"$program\" list 2>/dev/null | sed 's/ .*//')\"; }\n"
    "_promotecheck_faults() { _promotecheck_words \"$(\"$program\" mock --list-faults 2>/dev/null | sed 's/ "
    ".*//')\"; }\n"
    "\n"
    "_promotecheck() {\n"
    "    local program=${COMP_WORDS[0]} command=${COMP_WORDS[1]}\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    COMPREPLY=()\n"
    "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n";

static const char after_commands[] = "        return\n"
                                     "    fi\n"
                                     "    if [ \"$current\" = '=' ]; then\n"
                                     "        current=\n"
                                     "    elif [ \"$previous\" = '=' ]; then\n"
                                     "        previous=${COMP_WORDS[COMP_CWORD - 2]}\n"
                                     "    fi\n"
                                     "    case \"$command $previous\" in\n";

static const char tail[] = "    esac\n"
                           "}\n"
                           "complete -F _promotecheck promotecheck\n";

static void put_completer(FILE *stream, const char *argument) {
    if (strchr(argument, '|') != NULL && argument[0] != ' ') {
        fputs("_promotecheck_words '", stream);
        for (; *argument != '\0'; argument++)
            fputc(*argument == '|' ? ' ' : *argument, stream);
        fputc('\'', stream);
        return;
    }
    const char *function = "";
    for (size_t i = 0; i < sizeof completers / sizeof completers[0]; i++) {
        if (strcmp(argument, completers[i].argument) == 0)
            function = completers[i].function;
    }
    fputs(function, stream);
}

/* The values of each option that has one; those that nobody can guess are left to the user. */
static void put_values(FILE *stream, const struct command *command) {
    for (size_t i = 0; i < option_count; i++) {
        const struct option *option = &option_table[i];
        if (option->argument == NULL || (option->commands & (unsigned)command->bit) == 0)
            continue;
        fprintf(stream, "    '%s %s') ", command->name, option->name);
        put_completer(stream, option->argument);
        fputs(";;\n", stream);
    }
}

static void put_options(FILE *stream, const struct command *command) {
    fprintf(stream, "    '%s '*)\n", command->name);
    if (command->operands[0] != '\0') {
        fputs("        if [ \"${current#-}\" = \"$current\" ]; then\n            ", stream);
        put_completer(stream, command->operands);
        fputs("\n            return\n        fi\n", stream);
    }
    fputs("        _promotecheck_words '", stream);
    for (size_t i = 0; i < option_count; i++) {
        if ((option_table[i].commands & (unsigned)command->bit) != 0)
            fprintf(stream, "%s ", option_table[i].name);
    }
    fputs("'\n        ;;\n", stream);
}

void write_completion(FILE *stream) {
    fputs(head, stream);
    fputs("        _promotecheck_words '", stream);
    for (size_t i = 0; i < command_count; i++)
        fprintf(stream, "%s ", command_table[i].name);
    fputs("help --help --version'\n", stream);
    fputs(after_commands, stream);
    fputs("    'help '*) _promotecheck_words '", stream);
    for (size_t i = 0; i < command_count; i++)
        fprintf(stream, "%s ", command_table[i].name);
    fputs("verdicts';;\n", stream);
    for (size_t i = 0; i < command_count; i++)
        put_values(stream, &command_table[i]);
    for (size_t i = 0; i < command_count; i++)
        put_options(stream, &command_table[i]);
    fputs(tail, stream);
}
