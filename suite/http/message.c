#include "http_internal.h"

#include <string.h>

static const struct {
    const char *sentence;
    const char *source;
} defects[] = {
#define DEFECT_ROW(name, sentence, source) [PC_HTTP_##name] = {sentence, source},
    PC_HTTP_DEFECT_LIST(DEFECT_ROW)
#undef DEFECT_ROW
};

const char *pc_http_defect_sentence(enum pc_http_defect_kind kind) {
    return (size_t)kind < sizeof defects / sizeof *defects ? defects[kind].sentence : "";
}

const char *pc_http_defect_source(enum pc_http_defect_kind kind) {
    return (size_t)kind < sizeof defects / sizeof *defects ? defects[kind].source : "";
}

const struct pc_http_field *pc_http_field_get(const struct pc_http_message *message, const char *name) {
    struct pc_view wanted = pc_view_of(name);
    for (size_t i = 0; i < message->field_count; i++) {
        if (pc_view_equal_nocase(message->fields[i].name, wanted))
            return &message->fields[i];
    }
    return NULL;
}

size_t pc_http_field_count(const struct pc_http_message *message, const char *name) {
    struct pc_view wanted = pc_view_of(name);
    size_t count = 0;
    for (size_t i = 0; i < message->field_count; i++)
        count += pc_view_equal_nocase(message->fields[i].name, wanted) ? 1 : 0;
    return count;
}

struct pc_view pc_http_field_value(const struct pc_http_message *message, const char *name) {
    const struct pc_http_field *field = pc_http_field_get(message, name);
    return field == NULL ? (struct pc_view){NULL, 0} : field->value;
}

bool pc_http_next_item(struct pc_view *rest, struct pc_view *item, bool *more) {
    if (!*more)
        return false;
    size_t comma = pc_view_find(*rest, PC_VIEW(","));
    *more = comma < rest->size;
    *item = pc_view_trim(pc_view_slice(*rest, 0, comma));
    *rest = pc_view_slice(*rest, comma + 1, rest->size);
    return true;
}

bool pc_http_field_has_token(const struct pc_http_message *message, const char *name, const char *token) {
    struct pc_view wanted = pc_view_of(name);
    for (size_t i = 0; i < message->field_count; i++) {
        if (!pc_view_equal_nocase(message->fields[i].name, wanted))
            continue;
        struct pc_view rest = message->fields[i].value;
        struct pc_view item;
        bool more = true;
        while (pc_http_next_item(&rest, &item, &more)) {
            if (pc_view_equal_nocase(item, pc_view_of(token)))
                return true;
        }
    }
    return false;
}

/* tchar of RFC 9110 section 5.6.2. */
bool pc_http_is_token_byte(char byte) {
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9'))
        return true;
    return byte != '\0' && strchr("!#$%&'*+-.^_`|~", byte) != NULL;
}

bool pc_http_is_token(struct pc_view text) {
    for (size_t i = 0; i < text.size; i++) {
        if (!pc_http_is_token_byte(text.data[i]))
            return false;
    }
    return text.size > 0;
}
