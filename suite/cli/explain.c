#include "explain_client.h"
#include "options.h"
#include "pc_cli.h"
#include "pc_proxy.h"

#include <string.h>

#define MAX_WORDS 4096

static void explain_request(const struct pc_request *request) {
    printf("  %s %s\n", request->method != NULL ? request->method : "POST",
           request->path != NULL ? request->path : "/v1/models/$model/environments/$environment/promote");
    if (request->authorization == NULL)
        printf("  Authorization: $scheme $key\n");
    else if (request->authorization[0] != '\0')
        printf("  Authorization: %s\n", request->authorization);
    if (request->extra_headers != NULL)
        printf("  %.*s\n", (int)strcspn(request->extra_headers, "\r"), request->extra_headers);
    if (request->body == NULL) {
        printf(request->body_bytes.data == NULL ? "  (no body)\n" : "  (a body of raw bytes)\n");
        return;
    }
    const char *type = request->content_type != NULL ? request->content_type : "application/json";
    if (type[0] != '\0')
        printf("  Content-Type: %s\n", type);
    printf("\n  %s\n", request->body[0] == '\0' ? "(an empty body)" : request->body);
}

static const char *const deliveries[] = {
    [PC_SEPARATELY] = "then",
    [PC_ON_ONE_CONNECTION] = "then, on the same connection",
    [PC_PIPELINED] = "and in the same breath",
    [PC_AT_ONCE] = "at the same time; the last one afterwards",
    [PC_WHILE_FIRST_IS_HALF] = "of which only half is sent; meanwhile",
};

static void explain_probe(const char *heading, const struct pc_probe *probe) {
    printf("\n%s (%s)\n", heading, probe->name);
    for (size_t i = 0; i < probe->request_count; i++) {
        if (i > 0)
            printf("  %s\n", deliveries[probe->delivery]);
        explain_request(&probe->requests[i]);
    }
}

static void explain_statuses(const struct pc_case *one) {
    if (one->statuses == NULL)
        return;
    printf("\nfine answers:");
    for (size_t i = 0; i < PC_MAX_STATUSES && one->statuses->items[i] != 0; i++)
        printf(" %u", one->statuses->items[i]);
    printf("\n");
}

/* A place in the specification says one thing to all; of what an RFC's section says, a requirement picks what
 * concerns its own cases. */
static bool speaks_of(const struct pc_spec *spec, const char *cite, const char *id) {
    bool known = false;
    for (size_t i = 0; strncmp(cite, "spec:", 5) != 0 && i < pc_spec_requirement_count(spec); i++) {
        const struct pc_requirement *one = pc_spec_requirement(spec, i);
        if (strcmp(one->source, cite) != 0)
            continue;
        if (pc_glob_match_any(one->cases, id))
            return true;
        known = true;
    }
    return !known;
}

static void explain_cites(const struct pc_spec *spec, const char *id, const char *cites) {
    printf("\nrests on\n");
    while (cites != NULL && *cites != '\0') {
        char cite[512];
        size_t size = strcspn(cites, " ");
        snprintf(cite, sizeof cite, "%.*s", (int)size, cites);
        struct pc_buf words;
        pc_buf_init(&words, MAX_WORDS);
        if (speaks_of(spec, cite, id))
            pc_spec_words(spec, cite, &words);
        printf("  %s\n", cite);
        if (words.size > 0)
            printf("      %s\n", words.data);
        pc_buf_clear(&words);
        cites += size + strspn(cites + size, " ");
    }
}

/* What is demanded in our words, where requirements.json names this very case or its kind. */
static void explain_requirements(const struct pc_spec *spec, const char *id) {
    bool any = false;
    for (size_t i = 0; i < pc_spec_requirement_count(spec); i++) {
        const struct pc_requirement *one = pc_spec_requirement(spec, i);
        if (!pc_glob_match_any(one->cases, id))
            continue;
        printf("%s  %s (%s)\n", any ? "" : "\ndemanded\n", one->words, one->level);
        any = true;
    }
}

static void explain_case(const struct pc_spec *spec, const struct pc_case *one) {
    printf("%s   %s\n%s\n", one->id, pc_level_word(one->level), one->title);
    explain_cites(spec, one->id, one->cites);
    if (one->call != NULL)
        explain_call(one->call);
    if (one->probe != NULL)
        explain_probe("sends", one->probe);
    if (one->call_control != NULL && one->call_control != one->call)
        printf("\na plain promote must end in a deployment in the same run, or nothing is said\n");
    if (one->control != NULL && one->control != one->probe)
        explain_probe("must be accepted in the same run, or nothing is said", one->control);
    explain_statuses(one);
    if (one->expected != NULL && one->probe != NULL)
        printf("\nexpects %s at %s\n", one->expected, one->pointer);
    explain_requirements(spec, one->id);
    if (one->kills != NULL)
        printf("\nproved by the %s: %s\n", one->call != NULL ? "reference client's faults" : "mock's faults",
               one->kills);
}

/* What a proxy judges needs no case of the catalog: any exchange that passes by shows it. */
static bool explain_proxy(const struct pc_spec *spec, const char *id, enum pc_status *status) {
    struct pc_result result = {0};
    bool found = false;
    *status = pc_proxy_cases(spec, &result);
    for (size_t i = 0; *status == PC_OK && !found && i < result.case_count; i++) {
        const struct pc_case_result *one = &result.cases[i];
        found = strcmp(one->id, id) == 0;
        if (!found)
            continue;
        printf("%s   %s\n%s\n", one->id, pc_level_word(one->level), one->title);
        for (size_t c = 0; c < one->cite_count; c++)
            explain_cites(spec, one->id, one->cites[c]);
        printf("\njudged in every %s that passes by promotecheck proxy\n",
               strncmp(id, "proxy/client/", strlen("proxy/client/")) == 0
                   ? "request to the promote path"
                   : "answer to a POST to the promote path");
    }
    pc_result_clear(&result);
    return found;
}

int command_explain(const struct options *options) {
    struct pc_error err = {0};
    struct pc_spec *spec = NULL;
    struct pc_catalog *catalog = NULL;
    enum pc_status status = PC_OK;
    if (options->operand_count != 1)
        status = pc_error_set(&err, PC_USAGE, "explain wants one case's id (promotecheck list shows them)");
    if (status == PC_OK)
        status = pc_spec_load(options->spec, &spec, &err);
    if (status == PC_OK)
        status = pc_catalog_make(spec, PC_SIDE_BOTH, &catalog, &err);
    if (status == PC_OK) {
        const char *id = options->operands[0];
        const struct pc_case *one = pc_catalog_find(catalog, id);
        if (one != NULL)
            explain_case(spec, one);
        else if (!explain_proxy(spec, id, &status) && status == PC_OK)
            status = pc_error_set(&err, PC_USAGE, "there is no case %s; the nearest is %s", id,
                                  pc_catalog_nearest(catalog, id));
    }
    int exit_status = status == PC_OK ? PC_EXIT_OK : report_failure(&err);
    pc_catalog_free(catalog);
    pc_spec_free(spec);
    return exit_status;
}
