#ifndef PC_OPTIONS_H
#define PC_OPTIONS_H

#include "pc_base.h"
#include "pc_cases.h"

#include <stdio.h>

#define MAX_LIST 64u

/* Values of a repeatable option, borrowed from argv. */
struct text_list {
    const char *items[MAX_LIST];
    size_t count;
};

/* Everything that can be said on the command line; each sub-command reads its own part. */
struct options {
    bool help;
    const char *url, *model, *environment, *deployment;
    const char *other_deployment, *other_environment, *foreign_deployment;
    const char *auth, *key_env, *ca_file;
    bool insecure, allow_live, careful, dry_run;
    struct text_list allowed_environments;
    struct text_list run, skip;
    const char *level;
    bool strict, verbose;
    const char *spec, *report_dir, *format;
    const char *rate;
    int64_t timeout_ms;
    int64_t max_requests, max_promotes; /* -1: not given */
    bool oneshot;
    const char *schema;
    bool lines, assert_formats, strict_schema;
    struct text_list resources;
    const char *output;
    int64_t jobs, seed;
    int64_t port;
    const char *upstream;
    struct text_list faults;
    const char *state, *tls_cert, *tls_key;
    bool list_faults, json;
    uint64_t given;  /* a bit for each row of the option table that stood there */
    char **operands; /* in argv */
    size_t operand_count;
};

/* Sub-commands as bits, so that one row of the option table names all that take it. */
enum command_bit {
    FOR_SERVER = 1,
    FOR_CHECK = 2,
    FOR_MOCK = 4,
    FOR_LIST = 8,
    FOR_EXPLAIN = 16,
    FOR_CLIENT = 32,
    FOR_PROXY = 64
};
#define FOR_ALL (FOR_SERVER | FOR_CHECK | FOR_MOCK | FOR_LIST | FOR_EXPLAIN | FOR_CLIENT | FOR_PROXY)

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_NUMBER, OPTION_LIST };

struct option {
    const char *name; /* "--url", or "-v" */
    const char *argument;
    unsigned commands;
    enum option_kind kind;
    size_t offset; /* in struct options */
    const char *words;
};

extern const struct option option_table[];
extern const size_t option_count;

struct command {
    const char *name;
    enum command_bit bit;
    const char *operands; /* as the usage line shows them, or "" */
    const char *words;
    const char *examples;
    int (*run)(const struct options *options);
};

extern const struct command command_table[];
extern const size_t command_count;

/* Fills `options` from the words behind the sub-command; the operands are moved to the front of argv.
 * PC_USAGE with what is wrong and what is near. */
enum pc_status options_parse(const struct command *command, int argc, char **argv, struct options *options,
                             struct pc_error *err);

void help_program(FILE *stream);
void help_verdicts(FILE *stream);
void help_command(const struct command *command, FILE *stream);

#define MAX_SUGGESTION 96u
/* "; did you mean X?", of what is known, or nothing where the word is like none of it. */
void suggest(const char *word, const char *const *known, size_t count, char out[MAX_SUGGESTION]);

/* Prints "promotecheck: MESSAGE" to standard error and gives the exit status that fits. */
int report_failure(const struct pc_error *err);

int command_server(const struct options *options);
int command_client(const struct options *options);
int command_check(const struct options *options);
int command_mock(const struct options *options);
int command_proxy(const struct options *options);
int command_list(const struct options *options);
int command_explain(const struct options *options);

/* For the whole program: what would end it in the middle of a file is an error of that write instead. */
void signals_begin(void);
/* SIGINT, SIGTERM and SIGHUP set a flag that signals_interrupted answers with. */
void signals_watch(void);
bool signals_interrupted(void *context);
/* Or: they are held back, in every thread started later too, until signals_wait takes one. */
void signals_hold(void);
void signals_wait(void);

#endif
