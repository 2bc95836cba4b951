#include "options.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct option *find_option(const struct command *command, struct pc_view name) {
    if (pc_view_equal_text(name, "-v"))
        name = pc_view_of("--verbose");
    if (pc_view_equal_text(name, "-h"))
        name = pc_view_of("--help");
    for (size_t i = 0; i < option_count; i++) {
        if ((option_table[i].commands & (unsigned)command->bit) != 0 &&
            pc_view_equal_text(name, option_table[i].name))
            return &option_table[i];
    }
    return NULL;
}

static enum pc_status unknown_option(const struct command *command, struct pc_view name,
                                     struct pc_error *err) {
    const char *names[64];
    size_t count = 0;
    for (size_t i = 0; i < option_count && count < sizeof names / sizeof names[0]; i++) {
        if ((option_table[i].commands & (unsigned)command->bit) != 0)
            names[count++] = option_table[i].name;
    }
    char word[128];
    snprintf(word, sizeof word, "%.*s", (int)(name.size < 100 ? name.size : 100), name.data);
    char meant[MAX_SUGGESTION];
    suggest(word, names, count, meant);
    return pc_error_set(err, PC_USAGE, "%s has no option %s%s (promotecheck %s --help lists all)",
                        command->name, word, meant, command->name);
}

static enum pc_status set_number(const struct option *option, const char *value, void *field,
                                 struct pc_error *err) {
    char *end = NULL;
    errno = 0;
    long long number = strtoll(value, &end, 10);
    if (!isdigit((unsigned char)value[0]) || *end != '\0' || errno != 0 || number > INT32_MAX)
        return pc_error_set(err, PC_USAGE, "%s wants a whole number, at most %d, not %s", option->name,
                            INT32_MAX, value);
    int64_t exact = number;
    memcpy(field, &exact, sizeof exact);
    return PC_OK;
}

static enum pc_status add_to_list(struct text_list *list, const char *what, const char *value,
                                  struct pc_error *err) {
    if (list->count == MAX_LIST)
        return pc_error_set(err, PC_USAGE, "%s stands more than %u times", what, MAX_LIST);
    list->items[list->count++] = value;
    return PC_OK;
}

static enum pc_status set(struct options *options, const struct option *option, const char *value,
                          struct pc_error *err) {
    void *field = (char *)options + option->offset;
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)field = true;
        return PC_OK;
    case OPTION_TEXT:
        memcpy(field, &value, sizeof value);
        return PC_OK;
    case OPTION_NUMBER:
        return set_number(option, value, field, err);
    case OPTION_LIST:
        return add_to_list(field, option->name, value, err);
    }
    return PC_INTERNAL;
}

/* An empty value is a variable that was not set, in a script that goes wrong; and which of two servers is
 * meant, or which of two levels, cannot be known. */
static enum pc_status check_value(const struct option *option, const char *value, struct options *options,
                                  struct pc_error *err) {
    uint64_t bit = UINT64_C(1) << (size_t)(option - option_table);
    bool again = (options->given & bit) != 0;
    options->given |= bit;
    if (value[0] == '\0')
        return pc_error_set(err, PC_USAGE, "%s has an empty value: write %s %s, or leave it out",
                            option->name, option->name, option->argument);
    if (again && option->kind != OPTION_LIST)
        return pc_error_set(err, PC_USAGE, "%s stands twice: leave one out", option->name);
    return PC_OK;
}

/* One option at argv[*at], with its value behind "=" or in the next word. */
static enum pc_status parse_option(const struct command *command, int argc, char **argv, int *at,
                                   struct options *options, struct pc_error *err) {
    const char *word = argv[*at];
    size_t size = strcspn(word, "=");
    const struct option *option = find_option(command, (struct pc_view){word, size});
    if (option == NULL)
        return unknown_option(command, (struct pc_view){word, size}, err);
    bool has_value = word[size] == '=';
    if (option->kind == OPTION_FLAG)
        return has_value ? pc_error_set(err, PC_USAGE, "%s takes no value", option->name)
                         : set(options, option, NULL, err);
    if (!has_value && *at + 1 >= argc)
        return pc_error_set(err, PC_USAGE, "%s wants a value: %s %s", option->name, option->name,
                            option->argument);
    const char *value = has_value ? word + size + 1 : argv[++*at];
    enum pc_status status = check_value(option, value, options, err);
    return status == PC_OK ? set(options, option, value, err) : status;
}

enum pc_status options_parse(const struct command *command, int argc, char **argv, struct options *options,
                             struct pc_error *err) {
    *options = (struct options){
        .operands = argv, .jobs = 1, .max_requests = -1, .max_promotes = -1, .timeout_ms = -1};
    bool only_operands = false;
    enum pc_status status = PC_OK;
    for (int i = 0; status == PC_OK && i < argc; i++) {
        if (!only_operands && strcmp(argv[i], "--") == 0)
            only_operands = true;
        else if (!only_operands && argv[i][0] == '-' && argv[i][1] != '\0')
            status = parse_option(command, argc, argv, &i, options, err);
        else if (command->operands[0] == '\0')
            status = pc_error_set(err, PC_USAGE,
                                  "%s takes no operand, but %s stands there (promotecheck %s --help)",
                                  command->name, argv[i], command->name);
        else
            argv[options->operand_count++] = argv[i];
    }
    return status;
}
