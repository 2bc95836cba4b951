#include "pc_base.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *name;
    const char *sentence;
} statuses[] = {
#define PC_STATUS_ROW(name, sentence) [PC_##name] = {#name, sentence},
    PC_STATUS_LIST(PC_STATUS_ROW)
#undef PC_STATUS_ROW
};

#define STATUS_COUNT (sizeof statuses / sizeof statuses[0])

const char *pc_status_name(enum pc_status status) {
    return (size_t)status < STATUS_COUNT ? statuses[status].name : "UNKNOWN";
}

const char *pc_status_sentence(enum pc_status status) {
    return (size_t)status < STATUS_COUNT ? statuses[status].sentence : "an unknown status";
}

enum pc_status pc_error_set(struct pc_error *err, enum pc_status status, const char *format, ...) {
    if (err == NULL || err->status != PC_OK)
        return status;
    err->status = status;
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    return status;
}

void pc_error_clear(struct pc_error *err) {
    if (err != NULL)
        *err = (struct pc_error){0};
}
