/* An adapter in C: promotecheck client -- build/promote-adapter-c
 * A template: what is between "the client" and "the adapter" is where your own client is called. */
#include "pc_codec.h"
#include "pc_http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TEXT (16u << 20)

struct outcome {
    const char *kind; /* NULL: a deployment */
    unsigned status;
    struct pc_deployment deployment;
};

/* The client: one POST, no redirect, no retry, an error for everything but 200 with a deployment. */
static struct outcome promote(const char *base_url, const char *key, struct pc_view model,
                              struct pc_view environment, struct pc_view body, int64_t timeout_ms) {
    struct outcome outcome = {.kind = "argument"};
    struct pc_http_target target = {.timeout_ms = timeout_ms};
    struct pc_buf path;
    struct pc_client_response response = {0};
    char *authorization = pc_text_format("Api-Key %s", key);
    pc_buf_init(&path, MAX_TEXT);
    if (authorization == NULL || pc_url_parse(base_url, &target.url, NULL) != PC_OK ||
        pc_buf_append_text(&path, "/v1/models/") != PC_OK || pc_percent_encode(model, &path) != PC_OK ||
        pc_buf_append_text(&path, "/environments/") != PC_OK ||
        pc_percent_encode(environment, &path) != PC_OK || pc_buf_append_text(&path, "/promote") != PC_OK)
        goto cleanup;
    const struct pc_http_header headers[] = {{"Authorization", authorization},
                                             {"Content-Type", "application/json"}};
    const struct pc_client_request request = {.method = "POST",
                                              .path = path.data,
                                              .headers = headers,
                                              .header_count = 2,
                                              .body = body,
                                              .has_body = true};
    if (pc_client_send(&target, &request, &response, NULL) != PC_OK)
        goto cleanup;
    enum pc_codec_verdict verdict = PC_REFUSED;
    outcome.status = response.status;
    outcome.kind = response.outcome == PC_HTTP_OUTCOME_TIMED_OUT  ? "timeout"
                   : response.outcome != PC_HTTP_OUTCOME_ANSWERED ? "transport"
                   : response.status != 200                       ? "http"
                                                                  : "decode";
    if (strcmp(outcome.kind, "decode") == 0 &&
        pc_deployment_decode(pc_buf_view(&response.body), PC_CODEC_STRICT, &outcome.deployment, &verdict,
                             NULL) == PC_OK &&
        verdict == PC_DECODED)
        outcome.kind = NULL;

cleanup:
    pc_client_response_clear(&response);
    pc_buf_clear(&path);
    free(authorization);
    return outcome;
}

/* The adapter: a command in, an answer out. */
static char *text_of(struct pc_json_value command, const char *name, size_t *size) {
    struct pc_buf text;
    pc_buf_init(&text, MAX_TEXT);
    if (pc_json_string_decode(pc_json_get_text(command, name), &text) != PC_OK || text.data == NULL)
        (void)pc_buf_append_text(&text, "");
    *size = text.size;
    return text.data != NULL ? text.data : calloc(1, 1);
}

static void answer(struct pc_json_value command) {
    size_t sizes[4];
    int64_t seq = 0;
    int64_t timeout_ms = 0;
    char *url = text_of(command, "base_url", &sizes[0]);
    char *key = text_of(command, "api_key", &sizes[1]);
    char *model = text_of(command, "model_id", &sizes[2]);
    char *environment = text_of(command, "env_name", &sizes[3]);
    struct pc_buf line;
    pc_buf_init(&line, MAX_TEXT);
    (void)pc_json_number_int64(pc_json_get_text(command, "seq"), &seq);
    (void)pc_json_number_int64(pc_json_get_text(command, "timeout_ms"), &timeout_ms);
    if (pc_json_string_equal(pc_json_get_text(command, "cmd"), PC_VIEW("hello"))) {
        printf("{\"protocol\":1,\"client\":{\"name\":\"promotecheck-c\",\"version\":\"1\",\"language\":\"c\"}"
               "}\n");
    } else if (!pc_json_string_equal(pc_json_get_text(command, "cmd"), PC_VIEW("promote"))) {
        printf("{\"seq\":%lld,\"outcome\":\"unsupported\"}\n", (long long)seq);
    } else {
        struct outcome outcome =
            promote(url, key, (struct pc_view){model, sizes[2]}, (struct pc_view){environment, sizes[3]},
                    pc_json_raw(pc_json_get_text(command, "request")), timeout_ms);
        if (outcome.kind == NULL && pc_deployment_encode(&outcome.deployment, &line) == PC_OK)
            printf("{\"seq\":%lld,\"outcome\":\"deployment\",\"deployment\":%s}\n", (long long)seq,
                   line.data);
        else
            printf("{\"seq\":%lld,\"outcome\":\"error\",\"kind\":\"%s\",\"status\":%u}\n", (long long)seq,
                   outcome.kind != NULL ? outcome.kind : "decode", outcome.status);
        pc_deployment_clear(&outcome.deployment);
    }
    fflush(stdout);
    pc_buf_clear(&line);
    free(url);
    free(key);
    free(model);
    free(environment);
}

int main(void) {
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    while (reader != NULL && (size = getline(&line, &room, stdin)) > 0) {
        const struct pc_json_doc *doc = NULL;
        if (pc_json_read(reader, (struct pc_view){line, (size_t)size}, &doc, NULL) != PC_OK)
            break;
        answer(pc_json_root(doc));
    }
    free(line);
    pc_json_reader_free(reader);
    return 0;
}
