#include "result_internal.h"

#include <stdlib.h>
#include <string.h>

#define MIN_CAPACITY 8u

void *pc_grow(void *items, size_t count, size_t item_size) {
    size_t capacity = MIN_CAPACITY;
    while (capacity < count)
        capacity *= 2;
    if (count > 0 && count < capacity)
        return items;
    if (count == capacity)
        capacity *= 2;
    return capacity > SIZE_MAX / item_size ? NULL : realloc(items, capacity * item_size);
}

enum pc_status pc_texts_add(char ***texts, size_t *count, const char *text) {
    char **grown = pc_grow(*texts, *count, sizeof *grown);
    if (grown == NULL)
        return PC_NO_MEMORY;
    *texts = grown;
    grown[*count] = pc_text_copy(text);
    if (grown[*count] == NULL)
        return PC_NO_MEMORY;
    ++*count;
    return PC_OK;
}

void pc_texts_clear(char **texts, size_t count) {
    for (size_t i = 0; i < count; i++)
        free(texts[i]);
    free(texts);
}

char *pc_clean_copy(struct pc_view text) {
    static const char replacement[] = "\xEF\xBF\xBD";
    char *copy = text.size > SIZE_MAX / 3 - 1 ? NULL : malloc(text.size * 3 + 1);
    if (copy == NULL)
        return NULL;
    size_t size = 0;
    for (size_t at = 0; at < text.size;) {
        struct pc_view rest = pc_view_slice(text, at, text.size);
        size_t valid = pc_utf8_valid_prefix(rest);
        const char *zero = valid == 0 ? NULL : memchr(rest.data, '\0', valid);
        size_t clean = zero == NULL ? valid : (size_t)(zero - rest.data);
        if (clean > 0)
            memcpy(copy + size, rest.data, clean);
        size += clean;
        at += clean;
        if (at < text.size) {
            memcpy(copy + size, replacement, 3);
            size += 3;
            at++;
        }
    }
    copy[size] = '\0';
    return copy;
}
