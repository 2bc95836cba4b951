#include "environment.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Who honours these would ask a proxy for what listens on loopback, and the verdict would be the proxy's. */
static const char *const proxies[] = {"http_proxy", "https_proxy", "all_proxy"};

static bool names(const char *variable, const char *name) {
    size_t size = strlen(name);
    return strncasecmp(variable, name, size) == 0 && variable[size] == '=';
}

static bool is_passed_on(const char *variable) {
    for (size_t i = 0; i < sizeof proxies / sizeof proxies[0]; i++) {
        if (names(variable, proxies[i]))
            return false;
    }
    return strncmp(variable, "PROMOTE_", 8) != 0;
}

static enum pc_status set_call(const struct pc_adapter_call *call, struct environment *out, size_t *at) {
    char *const own[ENVIRONMENT_OWN] = {
        pc_text_format("PROMOTE_CMD=promote"),
        pc_text_format("PROMOTE_BASE_URL=%s", call->base_url),
        pc_text_format("PROMOTE_API_KEY=%s", call->api_key),
        pc_text_format("PROMOTE_MODEL_ID=%.*s", (int)call->model.size, call->model.data),
        pc_text_format("PROMOTE_ENV_NAME=%.*s", (int)call->environment.size, call->environment.data),
        pc_text_format("PROMOTE_REQUEST=%.*s", (int)call->request.size, call->request.data),
        pc_text_format("PROMOTE_TIMEOUT_MS=%lld", (long long)call->timeout_ms),
    };
    memcpy(out->own, own, sizeof own);
    for (size_t i = 0; i < ENVIRONMENT_OWN; i++) {
        if (own[i] == NULL)
            return PC_NO_MEMORY;
        out->items[(*at)++] = own[i];
    }
    return PC_OK;
}

enum pc_status environment_make(const struct pc_adapter_call *call, char *const *inherited,
                                struct environment *out) {
    size_t count = 0;
    size_t at = 0;
    while (inherited[count] != NULL)
        count++;
    *out = (struct environment){.items = calloc(count + ENVIRONMENT_OWN + 1, sizeof *out->items)};
    if (out->items == NULL)
        return PC_NO_MEMORY;
    enum pc_status status = call == NULL ? PC_OK : set_call(call, out, &at);
    for (size_t i = 0; status == PC_OK && i < count; i++) {
        if (is_passed_on(inherited[i]))
            out->items[at++] = inherited[i];
    }
    return status;
}

void environment_clear(struct environment *environment) {
    for (size_t i = 0; i < ENVIRONMENT_OWN; i++)
        free(environment->own[i]);
    free(environment->items);
    *environment = (struct environment){0};
}
