#include "target_internal.h"

#include <stdlib.h>
#include <string.h>

static bool is_visible_ascii(const char *text) {
    for (; *text != '\0'; text++) {
        if (*text <= ' ' || *text >= 0x7F)
            return false;
    }
    return true;
}

static enum pc_status check_key(const char *key, struct pc_error *err) {
    if (key == NULL)
        return pc_error_set(err, PC_USAGE,
                            "no API key: put it into the environment variable PROMOTECHECK_API_KEY "
                            "(or name another one with --key-env)");
    if (pc_secret_check(key, err) != PC_OK)
        return PC_USAGE;
    if (!is_visible_ascii(key))
        return pc_error_set(
            err, PC_USAGE,
            "the API key holds a space, a control or a non-ASCII character: no header can carry it");
    return PC_OK;
}

static enum pc_status check_names(const struct pc_target_options *options, struct pc_error *err) {
    const struct {
        const char *option;
        const char *value;
    } needed[] = {
        {"--url URL", options->url},
        {"--model MODEL", options->model},
        {"--env ENVIRONMENT", options->environment},
        {"--deployment DEPLOYMENT", options->deployment},
    };
    char missing[128] = "";
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if (needed[i].value != NULL && needed[i].value[0] != '\0')
            continue;
        if (missing[0] != '\0')
            strncat(missing, ", ", sizeof missing - strlen(missing) - 1);
        strncat(missing, needed[i].option, sizeof missing - strlen(missing) - 1);
    }
    if (missing[0] != '\0')
        return pc_error_set(err, PC_USAGE, "missing: %s (a server is judged by promoting a deployment of it)",
                            missing);
    return PC_OK;
}

/* The key and every variant of it that the cases send: none of them may reach a report. */
static enum pc_status collect_secrets(struct pc_target *target) {
    static const char *const variants[] = {"$key",         "$wrong_key", "$truncated_key", "$lengthened_key",
                                           "$swapped_key", "$basic"};
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < sizeof variants / sizeof variants[0]; i++) {
        struct pc_buf text;
        pc_buf_init(&text, MAX_REQUEST_SIZE);
        status = pc_target_expand(target, variants[i], PC_IN_HEADER, &text, NULL);
        if (status == PC_OK)
            status = pc_secrets_add(&target->secrets, pc_buf_view(&text));
        else if (status == PC_UNSUPPORTED)
            status = PC_OK; /* this key has no such variant, so none is sent */
        pc_buf_clear(&text);
    }
    return status;
}

enum pc_status pc_target_new(const struct pc_target_options *options, struct pc_target **out,
                             struct pc_error *err) {
    *out = NULL;
    enum pc_status status = check_names(options, err);
    if (status == PC_OK)
        status = check_key(options->key, err);
    if (status != PC_OK)
        return status;
    struct pc_target *target = calloc(1, sizeof *target);
    if (target == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the target");
    target->options = *options;
    if (target->options.timeout_ms == 0)
        target->options.timeout_ms = PC_TARGET_DEFAULT_TIMEOUT_MS;
    if (target->options.max_requests == 0)
        target->options.max_requests = PC_TARGET_DEFAULT_MAX_REQUESTS;
    target->waiting = waiting_really;
    target->wish_ms = -1;
    target->peer = (struct pc_http_target){
        .timeout_ms = target->options.timeout_ms, .ca_file = options->ca_file, .insecure = options->insecure};
    status = pc_url_parse(options->url, &target->peer.url, err);
    if (status == PC_OK)
        status = pc_http_check_trust(&target->peer, err);
    if (status == PC_OK) {
        status = collect_secrets(target);
        if (status != PC_OK)
            pc_error_set(err, status, "no memory for the target");
    }
    if (status != PC_OK) {
        pc_target_free(target);
        return status;
    }
    *out = target;
    return PC_OK;
}

void pc_target_free(struct pc_target *target) {
    if (target == NULL)
        return;
    pc_secrets_clear(&target->secrets);
    free(target);
}

const struct pc_target_options *pc_target_options(const struct pc_target *target) {
    return &target->options;
}

const struct pc_secrets *pc_target_secrets(const struct pc_target *target) {
    return &target->secrets;
}

/* The guards are asked before a packet leaves for another machine; what is found on this one stays there,
 * even where the name leads elsewhere a moment later. */
enum pc_status pc_target_connect(struct pc_target *target, struct pc_error *err) {
    struct pc_wire *wire = NULL;
    struct pc_error why = {0};
    target->peer.loopback_only = true;
    enum pc_status status = pc_wire_open(&target->peer, &wire, &why);
    bool loopback = status != PC_USAGE;
    if (!loopback) {
        status = pc_target_guard(target, false, err);
        target->peer.loopback_only = status != PC_OK;
        if (status == PC_OK)
            status = pc_wire_open(&target->peer, &wire, err);
    } else if (status != PC_OK) {
        pc_error_set(err, status, "%s", why.message);
    } else {
        status = pc_target_guard(target, true, err);
    }
    target->guarded = status == PC_OK;
    target->live = !loopback || target->options.careful;
    target->pace.interval_us = target->options.interval_us != 0 ? target->options.interval_us
                               : target->live                   ? PC_TARGET_LIVE_INTERVAL_US
                                                                : 0;
    pc_wire_close(wire);
    return status;
}
