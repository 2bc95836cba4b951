#include "server_options.h"

#include "pc_mock.h"
#include "shared_checks.h"

#include <string.h>

static enum pc_status read_auth(const struct options *options, bool *bearer, struct pc_error *err) {
    static const char *const words[] = {"api-key", "bearer"};
    size_t chosen = 0;
    enum pc_status status = choose_word("--auth", options->auth, words, 2, &chosen, err);
    *bearer = chosen == 1;
    return status;
}

#define SECOND_US 1000000

/* Digits with at most one point, as millionths; false where it is none, or nothing, or beyond a million. */
static bool read_millionths(struct pc_view text, int64_t *out) {
    int64_t value = 0;
    int64_t unit = 0; /* of the digit, behind the point */
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '.' && unit == 0) {
            unit = SECOND_US;
            continue;
        }
        if (c < '0' || c > '9' || (unit > 0 && unit < 10))
            return false;
        unit /= 10;
        value = unit > 0 ? value + (c - '0') * unit : value * 10 + (int64_t)(c - '0') * SECOND_US;
        if (value > SECOND_US * (int64_t)SECOND_US)
            return false;
    }
    *out = value;
    return value > 0;
}

/* N/s, or N/Ms: N requests in M seconds. */
static enum pc_status read_rate(const char *text, int64_t *interval_us, struct pc_error *err) {
    struct pc_view rate = pc_view_of(text);
    size_t slash = pc_view_find(rate, PC_VIEW("/"));
    struct pc_view per = pc_view_slice(rate, slash + 1, rate.size);
    int64_t count = 0;
    int64_t seconds = SECOND_US;
    bool good = slash < rate.size && per.size > 0 && per.data[per.size - 1] == 's' &&
                read_millionths(pc_view_slice(rate, 0, slash), &count);
    if (good && per.size > 1)
        good = read_millionths(pc_view_slice(per, 0, per.size - 1), &seconds);
    if (good) {
        *interval_us = seconds * SECOND_US / count;
        *interval_us = *interval_us == 0 ? 1 : *interval_us;
    }
    if (!good || *interval_us > PC_TARGET_MAX_INTERVAL_US)
        return pc_error_set(err, PC_USAGE,
                            "--rate wants requests a second as in 5/s, 0.5/s or 1/10s, at least one an hour, "
                            "not %s",
                            text);
    return PC_OK;
}

static enum pc_status read_limits(const struct options *options, struct pc_target_options *out,
                                  struct pc_error *err) {
    if (options->max_requests == 0)
        return pc_error_set(err, PC_USAGE,
                            "--max-requests 0 leaves nothing to send (--dry-run shows what would be sent)");
    out->max_requests = options->max_requests < 0 ? 0 : (unsigned)options->max_requests;
    if (check_timeout(options, err) != PC_OK)
        return PC_USAGE;
    out->timeout_ms = options->timeout_ms < 0 ? 0 : options->timeout_ms;
    out->limits_promotes = options->max_promotes >= 0;
    out->max_promotes = options->max_promotes < 0 ? 0 : (unsigned)options->max_promotes;
    return options->rate == NULL ? PC_OK : read_rate(options->rate, &out->interval_us, err);
}

static void use_embedded_mock(struct pc_target_options *out) {
    static const char *const allowed[] = {PC_MOCK_OTHER_ENVIRONMENT};
    out->model = PC_MOCK_MODEL;
    out->environment = PC_MOCK_ENVIRONMENT;
    out->deployment = PC_MOCK_DEPLOYMENT;
    out->other_deployment = PC_MOCK_OTHER_DEPLOYMENT;
    out->other_environment = PC_MOCK_OTHER_ENVIRONMENT;
    out->foreign_deployment = PC_MOCK_FOREIGN_DEPLOYMENT;
    out->key = PC_MOCK_API_KEY;
    out->allowed_environments = allowed;
    out->allowed_environment_count = 1;
}

static enum pc_status refuse_without_url(const struct options *options, struct pc_error *err) {
    const struct {
        const char *name;
        const char *value;
    } needs_url[] = {
        {"--model", options->model},
        {"--env", options->environment},
        {"--deployment", options->deployment},
        {"--other-deployment", options->other_deployment},
        {"--other-env", options->other_environment},
        {"--foreign-deployment", options->foreign_deployment},
        {"--auth", options->auth},
        {"--key-env", options->key_env},
        {"--ca-file", options->ca_file},
        {"--insecure", options->insecure ? "" : NULL},
        {"--rate", options->rate},
    };
    for (size_t i = 0; i < sizeof needs_url / sizeof needs_url[0]; i++) {
        if (needs_url[i].value != NULL)
            return pc_error_set(err, PC_USAGE, "%s says who is judged, but there is no --url URL",
                                needs_url[i].name);
    }
    return PC_OK;
}

enum pc_status make_target_options(const struct options *options, struct pc_target_options *out,
                                   struct pc_error *err) {
    *out = (struct pc_target_options){
        .url = options->url,
        .model = options->model,
        .environment = options->environment,
        .deployment = options->deployment,
        .other_deployment = options->other_deployment,
        .other_environment = options->other_environment,
        .foreign_deployment = options->foreign_deployment,
        .key = key_from_environment(options),
        .ca_file = options->ca_file,
        .insecure = options->insecure,
        .allow_live = options->allow_live,
        .careful = options->careful,
        .allowed_environments = options->allowed_environments.items,
        .allowed_environment_count = options->allowed_environments.count,
    };
    enum pc_status status = read_limits(options, out, err);
    if (status == PC_OK && options->json && !options->dry_run)
        status = pc_error_set(err, PC_USAGE,
                              "--json is for --dry-run; what was judged stands in results.json as JSON");
    if (status == PC_OK && options->url != NULL && !options->dry_run)
        status = check_key_env(options, out->key, err);
    if (status != PC_OK)
        return status;
    if (options->url != NULL)
        return read_auth(options, &out->bearer, err);
    use_embedded_mock(out);
    return refuse_without_url(options, err);
}

enum pc_status make_run_options(const struct options *options, struct pc_run_options *out,
                                struct pc_error *err) {
    static const char *const levels[] = {"must", "should", "may"};
    size_t level = PC_LEVEL_MAY;
    enum pc_status status = choose_word("--level", options->level, levels, 3, &level, err);
    if (status == PC_OK)
        status = check_jobs(options, PC_RUN_MAX_JOBS, err);
    *out = (struct pc_run_options){
        .run_patterns = options->run.items,
        .run_count = options->run.count,
        .skip_patterns = options->skip.items,
        .skip_count = options->skip.count,
        .max_level = (enum pc_level)level,
        .strict = options->strict,
        .jobs = (unsigned)options->jobs,
        .seed = (uint64_t)options->seed,
        .version = PC_VERSION,
    };
    return status;
}

enum pc_status read_report_format(const struct options *options, enum report_format *out,
                                  struct pc_error *err) {
    static const char *const words[] = {
        [REPORT_FORMAT_TEXT] = "text", [REPORT_FORMAT_TAP] = "tap", [REPORT_FORMAT_GITHUB] = "github"};
    size_t chosen = REPORT_FORMAT_TEXT;
    struct pc_error why = {0};
    enum pc_status status =
        choose_word("--format", options->format, words, sizeof words / sizeof words[0], &chosen, &why);
    *out = (enum report_format)chosen;
    if (status == PC_OK)
        return PC_OK;
    /* Who asks for these needs no format: they are written whatever it says. */
    bool is_file = strcmp(options->format, "junit") == 0 || strcmp(options->format, "xml") == 0 ||
                   strcmp(options->format, "json") == 0;
    return pc_error_set(err, status, "%s%s%s%s", why.message,
                        is_file ? "; every run writes junit.xml and results.json into " : "",
                        !is_file                      ? ""
                        : options->report_dir != NULL ? options->report_dir
                                                      : "./reports",
                        is_file ? " (--report-dir)" : "");
}
