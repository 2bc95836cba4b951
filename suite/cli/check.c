#include "check_schema.h"
#include "check_worker.h"
#include "pc_cli.h"
#include "pc_report.h"
#include "terminal.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define MAX_JOBS    64u
#define PROGRESS_MS 500

/* One `promotecheck check`: pieces of text go to the workers in turn, and what they found is printed in that
 * order. */
struct checker {
    struct pc_schema *schema;
    struct check_source source;
    struct check_worker *workers;
    size_t worker_count;
    enum check_form form;
    struct pc_summary summary;
    int exit_status;
    int64_t shown_ms; /* when progress was shown last */
};

static const struct {
    const char *option, *name;
    enum check_form form;
} forms[] = {
    {"--format", "text", CHECK_TEXT},     {"--format", "json", CHECK_JSON},
    {"--format", "github", CHECK_GITHUB}, {"--output", "flag", CHECK_FLAG},
    {"--output", "basic", CHECK_BASIC},
};

#define FORM_COUNT (sizeof forms / sizeof forms[0])

static enum pc_status find_form(const char *option, const char *name, enum check_form *form,
                                struct pc_error *err) {
    const char *names[FORM_COUNT];
    size_t count = 0;
    if (name == NULL)
        return PC_OK;
    for (size_t i = 0; i < FORM_COUNT; i++) {
        if (strcmp(forms[i].option, option) != 0)
            continue;
        names[count++] = forms[i].name;
        if (strcmp(forms[i].name, name) != 0)
            continue;
        *form = forms[i].form;
        return PC_OK;
    }
    return pc_error_set(err, PC_USAGE, "%s does not know %s; did you mean %s?", option, name,
                        nearest_text(name, names, count));
}

static enum pc_status make_workers(struct checker *checker, int64_t jobs, struct pc_error *err) {
    size_t count = jobs == 0 ? 1 : (size_t)jobs;
    if (count > MAX_JOBS)
        return pc_error_set(err, PC_USAGE, "--jobs goes up to %u", MAX_JOBS);
    checker->workers = calloc(count, sizeof *checker->workers);
    enum pc_status status = checker->workers == NULL ? PC_NO_MEMORY : PC_OK;
    while (status == PC_OK && checker->worker_count < count)
        status =
            check_worker_init(&checker->workers[checker->worker_count++], checker->schema, checker->form);
    return status == PC_OK ? PC_OK : pc_error_set(err, status, "no memory to check documents");
}

static enum pc_status prepare(struct checker *checker, const struct options *options, struct pc_error *err) {
    check_source_init(&checker->source, options);
    if (options->operand_count == 0)
        return pc_error_set(err, PC_USAGE, "check wants at least one FILE, or - for standard input");
    if (options->format != NULL && options->output != NULL)
        return pc_error_set(err, PC_USAGE,
                            "--format and --output both say what standard output gets: choose one");
    enum pc_status status = find_form("--format", options->format, &checker->form, err);
    if (status == PC_OK)
        status = find_form("--output", options->output, &checker->form, err);
    if (status == PC_OK)
        status = check_schema_compile(options, &checker->schema, err);
    return status == PC_OK ? make_workers(checker, options->jobs, err) : status;
}

/* Standard output is for programs: what is said to people goes to standard error. */
static bool is_for_programs(enum check_form form) {
    return form != CHECK_TEXT && form != CHECK_GITHUB;
}

static void print_closing(const struct checker *checker) {
    struct pc_buf text;
    pc_buf_init(&text, CHECK_MAX_FINDING);
    if (pc_report_closing(&checker->summary, &text) == PC_OK)
        fputs(text.data, is_for_programs(checker->form) ? stderr : stdout);
    pc_buf_clear(&text);
}

/* What one worker found. A file that cannot be read does not keep the others from being checked; it decides
 * the exit status. */
static void take_over(struct checker *checker, struct check_worker *worker) {
    fwrite(worker->out.data, 1, worker->out.size, stdout);
    for (size_t i = 0; i < sizeof worker->summary.by_verdict / sizeof worker->summary.by_verdict[0]; i++)
        checker->summary.by_verdict[i] += worker->summary.by_verdict[i];
    checker->summary.passed += worker->summary.passed;
    checker->summary.failed += worker->summary.failed;
    checker->summary.skipped += worker->summary.skipped;
    for (size_t i = 0; i < worker->error_count && i < CHECK_MAX_ERRORS; i++)
        checker->exit_status = report_failure(&worker->errors[i]);
    if (worker->error_count > CHECK_MAX_ERRORS)
        fprintf(stderr, "promotecheck: %s: %zu more documents were not judged\n", worker->piece.name,
                worker->error_count - CHECK_MAX_ERRORS);
    if (worker->piece.err.status != PC_OK)
        checker->exit_status = report_failure(&worker->piece.err);
}

static void *run_worker(void *argument) {
    check_worker_run(argument);
    return NULL;
}

/* The last one on this thread; one that finds no thread too. */
static void run_workers(struct checker *checker, size_t count) {
    pthread_t threads[MAX_JOBS];
    bool started[MAX_JOBS] = {false};
    for (size_t i = 0; i + 1 < count; i++)
        started[i] = pthread_create(&threads[i], NULL, run_worker, &checker->workers[i]) == 0;
    for (size_t i = 0; i < count; i++)
        if (!started[i])
            check_worker_run(&checker->workers[i]);
    for (size_t i = 0; i < count; i++)
        if (started[i])
            pthread_join(threads[i], NULL);
}

static void show_progress(struct checker *checker) {
    int64_t now_ms = pc_clock_ms();
    if (!terminal_shows_progress() || now_ms - checker->shown_ms < PROGRESS_MS)
        return;
    checker->shown_ms = now_ms;
    fprintf(
        stderr, "\r%llu MB, %zu documents, %zu failed ", (unsigned long long)(checker->source.bytes >> 20),
        (size_t)checker->summary.passed + (size_t)checker->summary.failed, (size_t)checker->summary.failed);
}

static void check_all(struct checker *checker) {
    size_t count;
    checker->shown_ms = pc_clock_ms();
    do {
        count = 0;
        while (count < checker->worker_count &&
               check_source_next(&checker->source, &checker->workers[count].piece))
            count++;
        run_workers(checker, count);
        for (size_t i = 0; i < count; i++)
            take_over(checker, &checker->workers[i]);
        show_progress(checker);
    } while (count == checker->worker_count);
    if (checker->exit_status == PC_EXIT_OK && checker->summary.failed > 0)
        checker->exit_status = PC_EXIT_FINDING;
}

int command_check(const struct options *options) {
    struct checker checker = {.exit_status = PC_EXIT_OK, .form = CHECK_TEXT};
    struct pc_error err = {0};
    if (prepare(&checker, options, &err) == PC_OK) {
        check_all(&checker);
        terminal_end_progress();
        print_closing(&checker);
    } else {
        checker.exit_status = report_failure(&err);
    }
    for (size_t i = 0; i < checker.worker_count; i++)
        check_worker_clear(&checker.workers[i]);
    free(checker.workers);
    check_source_clear(&checker.source);
    pc_schema_free(checker.schema);
    return checker.exit_status;
}
