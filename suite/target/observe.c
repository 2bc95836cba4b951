#include "target_internal.h"

#include <stdio.h>
#include <string.h>

#define DEPLOYMENT_PATH "/v1/models/$model/deployments/$deployment"

/* What is compared after a refusal: not status or replica count, which change by themselves. */
static const char *const compared[] = {"id", "environment", "is_production", "instance_type_name"};

static void append_members(const char *what, struct pc_json_value deployment, char *state) {
    size_t used = strlen(state);
    int more = snprintf(state + used, PC_OBSERVED_SIZE - used, "%s%s:", used == 0 ? "" : "; ", what);
    for (size_t i = 0; more >= 0 && i < sizeof compared / sizeof compared[0]; i++) {
        used = strlen(state);
        struct pc_view raw = pc_view_slice(pc_json_raw(pc_json_get_text(deployment, compared[i])), 0, 100);
        more = snprintf(state + used, PC_OBSERVED_SIZE - used, " %s %.*s", compared[i], (int)raw.size,
                        raw.size == 0 ? "" : raw.data);
    }
}

static void read_current(struct pc_json_value current, struct pc_observed *out) {
    struct pc_buf id;
    pc_buf_init(&id, sizeof out->current_id - 1);
    struct pc_json_value value = pc_json_get_text(current, "id");
    if (pc_json_type(value) == PC_JSON_STRING && pc_json_string_decode(value, &id) == PC_OK && id.size > 0)
        memcpy(out->current_id, id.data, id.size + 1);
    pc_buf_clear(&id);
    struct pc_view type = pc_json_raw(pc_json_get_text(current, "instance_type_name"));
    snprintf(out->instance_type, sizeof out->instance_type, "%.*s",
             (int)pc_view_slice(type, 0, sizeof out->instance_type - 1).size,
             type.size == 0 ? "" : type.data);
}

typedef bool take_answer(struct pc_json_value body, struct pc_observed *out);

static bool take_environment(struct pc_json_value body, struct pc_observed *out) {
    struct pc_json_value current = pc_json_get_text(body, "current_deployment");
    if (pc_json_type(current) != PC_JSON_OBJECT && pc_json_type(current) != PC_JSON_NULL)
        return false;
    append_members("current deployment", current, out->state);
    read_current(current, out);
    return true;
}

static bool take_deployment(struct pc_json_value body, struct pc_observed *out) {
    if (pc_json_type(pc_json_get_text(body, "id")) != PC_JSON_STRING)
        return false;
    append_members("the deployment", body, out->state);
    return true;
}

static void name_request(struct pc_target *target, const struct pc_request *request, char *out, size_t size) {
    struct pc_buf text;
    pc_buf_init(&text, MAX_REQUEST_SIZE);
    if (pc_target_describe(target, request, &text, NULL) == PC_OK)
        snprintf(out, size, "%s", text.data);
    pc_buf_clear(&text);
}

/* Says why an answer makes the observation unavailable. */
static void explain(struct pc_target *target, const struct pc_request *request,
                    const struct pc_http_exchange *exchange, struct pc_observed *out) {
    char what[160] = "the GET";
    name_request(target, request, what, sizeof what);
    unsigned answer = pc_http_exchange_response(exchange)->status;
    if (exchange->outcome != PC_HTTP_OUTCOME_ANSWERED)
        snprintf(out->reason, sizeof out->reason, "%s: %s", what,
                 pc_http_outcome_sentence(exchange->outcome));
    else if (answer != 200)
        snprintf(out->reason, sizeof out->reason, "the server offers no observation: %s is answered with %u",
                 what, answer);
    else
        snprintf(out->reason, sizeof out->reason, "%s does not answer as documented", what);
}

/* GETs `path` and hands the body to `take`; what cannot be used makes the observation unavailable. */
static enum pc_status get(struct pc_target *target, const char *path, take_answer *take,
                          struct pc_observed *out, struct pc_error *err) {
    const struct pc_request request = {.method = "GET", .path = path};
    struct pc_http_exchange *exchange = NULL;
    struct pc_error why = {0};
    out->available = false;
    enum pc_status status = pc_target_send(target, &request, &exchange, &why);
    if (status == PC_LIMIT || status == PC_WITHHELD || status == PC_INTERRUPTED) {
        snprintf(out->reason, sizeof out->reason, "%.*s", (int)sizeof out->reason - 1, why.message);
        return PC_OK;
    }
    if (status != PC_OK)
        return pc_error_set(err, status, "%s", why.message);
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    bool usable = exchange->outcome == PC_HTTP_OUTCOME_ANSWERED && answer->status == 200;
    if (usable && (reader == NULL || pc_json_read(reader, answer->body, &doc, err) != PC_OK))
        status = PC_NO_MEMORY;
    else if (usable && take(pc_json_root(doc), out))
        out->available = true;
    else
        explain(target, &request, exchange, out);
    pc_json_reader_free(reader);
    pc_http_exchange_free(exchange);
    return status;
}

#define OTHER_ENVIRONMENT_PATH "/v1/models/$model/environments/$other_environment"

enum pc_status pc_target_observe_other(struct pc_target *target, struct pc_observed *out,
                                       struct pc_error *err) {
    *out = (struct pc_observed){0};
    return get(target, OTHER_ENVIRONMENT_PATH, take_environment, out, err);
}

enum pc_status pc_target_observe(struct pc_target *target, struct pc_observed *out, struct pc_error *err) {
    *out = (struct pc_observed){0};
    enum pc_status status = get(target, PC_TARGET_ENVIRONMENT_PATH, take_environment, out, err);
    if (status == PC_OK && out->available)
        status = get(target, DEPLOYMENT_PATH, take_deployment, out, err);
    return status;
}
