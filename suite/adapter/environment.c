#include "environment.h"

#include <stdlib.h>
#include <string.h>

static bool is_ours(const char *variable) {
    return strncmp(variable, "PROMOTE_", 8) == 0;
}

enum pc_status environment_make(const struct pc_adapter_call *call, char *const *inherited,
                                struct environment *out) {
    size_t count = 0;
    while (inherited[count] != NULL)
        count++;
    *out = (struct environment){
        .items = calloc(count + ENVIRONMENT_OWN + 1, sizeof *out->items),
        .own = {pc_text_format("PROMOTE_CMD=promote"), pc_text_format("PROMOTE_BASE_URL=%s", call->base_url),
                pc_text_format("PROMOTE_API_KEY=%s", call->api_key),
                pc_text_format("PROMOTE_MODEL_ID=%.*s", (int)call->model.size, call->model.data),
                pc_text_format("PROMOTE_ENV_NAME=%.*s", (int)call->environment.size, call->environment.data),
                pc_text_format("PROMOTE_REQUEST=%.*s", (int)call->request.size, call->request.data),
                pc_text_format("PROMOTE_TIMEOUT_MS=%lld", (long long)call->timeout_ms)},
    };
    if (out->items == NULL)
        return PC_NO_MEMORY;
    size_t at = 0;
    for (size_t i = 0; i < ENVIRONMENT_OWN; i++) {
        if (out->own[i] == NULL)
            return PC_NO_MEMORY;
        out->items[at++] = out->own[i];
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_ours(inherited[i]))
            out->items[at++] = inherited[i];
    }
    return PC_OK;
}

void environment_clear(struct environment *environment) {
    for (size_t i = 0; i < ENVIRONMENT_OWN; i++)
        free(environment->own[i]);
    free(environment->items);
    *environment = (struct environment){0};
}
