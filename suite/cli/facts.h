#ifndef PC_CLI_FACTS_H
#define PC_CLI_FACTS_H

#include <stddef.h>

/* What --help and the manual page both say beside the options. */
struct exit_fact {
    int status;
    const char *words;
};

extern const struct exit_fact exit_facts[];
extern const size_t exit_fact_count;

struct fact {
    const char *name;
    const char *words;
};

extern const struct fact environment_facts[];
extern const size_t environment_fact_count;
extern const struct fact file_facts[];
extern const size_t file_fact_count;

#endif
