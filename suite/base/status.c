#include "pc_base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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

/* A message that was cut may end within a UTF-8 sequence. */
static void drop_half_character(char *message) {
    size_t size = strlen(message);
    size_t start = size;
    while (start > 0 && size - start < 3 && ((unsigned char)message[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0 && (unsigned char)message[start - 1] >= 0xC0)
        start--;
    if (!pc_utf8_valid((struct pc_view){message + start, size - start}))
        message[start] = '\0';
}

enum pc_status pc_error_set(struct pc_error *err, enum pc_status status, const char *format, ...) {
    if (err == NULL || err->status != PC_OK)
        return status;
    err->status = status;
    va_list args;
    va_start(args, format);
    int length = vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    if (length < 0)
        err->message[0] = '\0';
    if (length >= PC_ERROR_MESSAGE_SIZE)
        drop_half_character(err->message);
    for (char *byte = err->message; *byte != '\0'; byte++) { /* one line, whatever a peer or a path put in */
        if ((unsigned char)*byte < ' ' || *byte == '\x7F')
            *byte = '?';
    }
    return status;
}

void pc_error_clear(struct pc_error *err) {
    if (err != NULL)
        *err = (struct pc_error){0};
}
