#include "deployment_status.h"

#define NAME(name) [PC_DEPLOYMENT_##name] = #name,
static const char *const names[] = {[PC_DEPLOYMENT_UNKNOWN] = "", PC_DEPLOYMENT_STATUS_LIST(NAME)};
#undef NAME

#define NAME_COUNT (sizeof names / sizeof names[0])

const char *pc_deployment_status_text(enum pc_deployment_status status) {
    return (size_t)status < NAME_COUNT ? names[status] : "";
}

enum pc_deployment_status codec_status_of(struct pc_view text) {
    for (size_t i = PC_DEPLOYMENT_UNKNOWN + 1; i < NAME_COUNT; i++)
        if (pc_view_equal_text(text, names[i]))
            return (enum pc_deployment_status)i;
    return PC_DEPLOYMENT_UNKNOWN;
}
