#include "check_schema.h"
#include "check_worker.h"
#include "pc_cli.h"
#include "pc_report.h"
#include "shared_checks.h"
#include "terminal.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define MAX_JOBS    64u
#define PROGRESS_MS 500

/* One `promotecheck check`: each worker takes the next piece of text when it is done with its last, and what
 * they found is printed in the order of the pieces. */
struct checker {
    struct pc_schema *schema;
    struct check_worker *workers;
    size_t worker_count;
    enum check_form form;

    pthread_mutex_t reading; /* for the source */
    struct check_source source;
    uint64_t taken; /* pieces */
    bool at_end;

    pthread_mutex_t printing; /* for what follows */
    pthread_cond_t printed_one;
    uint64_t printed; /* pieces */
    uint64_t bytes;
    struct pc_summary summary;
    int exit_status;
    bool progress;    /* a progress line stands on the terminal */
    int64_t shown_ms; /* when progress was shown last */
};

/* What a thread is started with. */
struct hand {
    struct checker *checker;
    struct check_worker *worker;
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
    enum check_form found[FORM_COUNT];
    size_t count = 0;
    size_t chosen = 0;
    for (size_t i = 0; i < FORM_COUNT; i++) {
        if (strcmp(forms[i].option, option) != 0)
            continue;
        found[count] = forms[i].form;
        names[count++] = forms[i].name;
    }
    enum pc_status status = choose_word(option, name, names, count, &chosen, err);
    if (status == PC_OK && name != NULL)
        *form = found[chosen];
    return status;
}

static enum pc_status make_workers(struct checker *checker, size_t count, struct pc_error *err) {
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
        status = check_jobs(options, MAX_JOBS, err);
    if (status == PC_OK)
        status = check_schema_compile(options, &checker->schema, err);
    return status == PC_OK ? make_workers(checker, (size_t)options->jobs, err) : status;
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

static void show_progress(struct checker *checker) {
    int64_t now_ms = pc_clock_ms();
    if (!terminal_shows_progress() || now_ms - checker->shown_ms < PROGRESS_MS)
        return;
    checker->shown_ms = now_ms;
    checker->progress = true;
    fflush(stdout); /* findings before the line that tells how far it is */
    fprintf(stderr, "\r%llu MB, %zu documents, %zu failed ", (unsigned long long)(checker->bytes >> 20),
            (size_t)checker->summary.passed + (size_t)checker->summary.failed,
            (size_t)checker->summary.failed);
}

/* What one worker found. A file that cannot be read does not keep the others from being checked; it decides
 * the exit status. */
static void take_over(struct checker *checker, struct check_worker *worker) {
    if (checker->progress && (worker->out.size > 0 || worker->error_count > 0)) {
        terminal_end_progress(); /* what is found gets lines of its own */
        checker->progress = false;
    }
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
    checker->bytes += worker->piece.text.size;
    if (worker->piece.err.status != PC_OK) {
        checker->exit_status = report_failure(&worker->piece.err);
        checker->summary.skipped++;
    }
    show_progress(checker);
}

/* False at the end of the source. */
static bool take_piece(struct checker *checker, struct check_worker *worker, uint64_t *number) {
    pthread_mutex_lock(&checker->reading);
    bool got = !checker->at_end && check_source_next(&checker->source, &worker->piece);
    checker->at_end = !got;
    if (got)
        *number = checker->taken++;
    pthread_mutex_unlock(&checker->reading);
    return got;
}

static void *work(void *argument) {
    const struct hand *hand = argument;
    struct checker *checker = hand->checker;
    uint64_t number = 0;
    while (take_piece(checker, hand->worker, &number)) {
        check_worker_run(hand->worker);
        pthread_mutex_lock(&checker->printing);
        while (checker->printed != number)
            pthread_cond_wait(&checker->printed_one, &checker->printing);
        take_over(checker, hand->worker);
        checker->printed++;
        pthread_cond_broadcast(&checker->printed_one);
        pthread_mutex_unlock(&checker->printing);
    }
    return NULL;
}

/* The first worker on this thread; one that gets no thread leaves its part to the others. */
static void check_all(struct checker *checker) {
    struct hand own = {checker, &checker->workers[0]};
    struct hand hands[MAX_JOBS];
    pthread_t threads[MAX_JOBS];
    bool started[MAX_JOBS] = {false};
    checker->shown_ms = pc_clock_ms();
    for (size_t i = 1; i < checker->worker_count; i++) {
        hands[i] = (struct hand){checker, &checker->workers[i]};
        started[i] = pthread_create(&threads[i], NULL, work, &hands[i]) == 0;
    }
    work(&own);
    for (size_t i = 1; i < checker->worker_count; i++)
        if (started[i])
            pthread_join(threads[i], NULL);
    if (checker->exit_status == PC_EXIT_OK && checker->summary.failed > 0)
        checker->exit_status = PC_EXIT_FINDING;
}

int command_check(const struct options *options) {
    struct checker checker = {.exit_status = PC_EXIT_OK,
                              .form = CHECK_TEXT,
                              .reading = PTHREAD_MUTEX_INITIALIZER,
                              .printing = PTHREAD_MUTEX_INITIALIZER,
                              .printed_one = PTHREAD_COND_INITIALIZER};
    struct pc_error err = {0};
    if (prepare(&checker, options, &err) == PC_OK) {
        check_all(&checker);
        if (checker.progress)
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
