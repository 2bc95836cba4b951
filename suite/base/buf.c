#define _DEFAULT_SOURCE /* madvise() */
#include "pc_base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define MIN_CAPACITY 64
#define SMALL_PAGE   4096u
#define LARGE_PAGE   ((size_t)2 << 20)

void pc_buf_init(struct pc_buf *buf, size_t limit) {
    *buf = (struct pc_buf){.limit = limit};
}

void pc_buf_clear(struct pc_buf *buf) {
    if (buf == NULL)
        return;
    free(buf->data);
    *buf = (struct pc_buf){.limit = buf->limit};
}

void pc_buf_reset(struct pc_buf *buf) {
    buf->size = 0;
    if (buf->data != NULL)
        buf->data[0] = '\0';
}

void pc_buf_drop_front(struct pc_buf *buf, size_t count) {
    if (count >= buf->size) {
        pc_buf_reset(buf);
    } else if (count > 0) {
        memmove(buf->data, buf->data + count, buf->size - count + 1); /* with the NUL */
        buf->size -= count;
    }
}

/* A body of 8 MiB takes 2,048 page faults, and in large pages a few: they cost more than to fill it does.
 * Only advice, so that a system which has none is no error. The page in which the memory begins goes with it:
 * then its mapping stays in one piece, and realloc() can move it without a copy. */
static void advise_large_pages(char *data, size_t size) {
#ifdef MADV_HUGEPAGE
    size_t before = (uintptr_t)data % SMALL_PAGE;
    if (size >= 2 * LARGE_PAGE) /* else perhaps not one fits in */
        (void)madvise(data - before, size + before, MADV_HUGEPAGE);
#else
    (void)data;
    (void)size;
#endif
}

enum pc_status pc_buf_reserve(struct pc_buf *buf, size_t more) {
    if (more > buf->limit || buf->size > buf->limit - more)
        return PC_LIMIT;
    size_t need = buf->size + more + 1;
    if (need == 0)
        return PC_LIMIT;
    if (need <= buf->capacity)
        return PC_OK;
    size_t capacity = buf->capacity < MIN_CAPACITY ? MIN_CAPACITY : buf->capacity;
    while (capacity < need) {
        if (capacity > SIZE_MAX / 2) {
            capacity = need;
            break;
        }
        capacity *= 2;
    }
    char *data = realloc(buf->data, capacity);
    if (data == NULL)
        return PC_NO_MEMORY;
    advise_large_pages(data, capacity);
    buf->data = data;
    buf->capacity = capacity;
    buf->data[buf->size] = '\0';
    return PC_OK;
}

enum pc_status pc_buf_append(struct pc_buf *buf, struct pc_view bytes) {
    enum pc_status status = pc_buf_reserve(buf, bytes.size);
    if (status != PC_OK)
        return status;
    if (bytes.size > 0)
        memcpy(buf->data + buf->size, bytes.data, bytes.size);
    buf->size += bytes.size;
    buf->data[buf->size] = '\0';
    return PC_OK;
}

enum pc_status pc_buf_append_text(struct pc_buf *buf, const char *text) {
    return pc_buf_append(buf, pc_view_of(text));
}

enum pc_status pc_buf_append_byte(struct pc_buf *buf, char byte) {
    enum pc_status status = pc_buf_reserve(buf, 1);
    if (status != PC_OK)
        return status;
    buf->data[buf->size++] = byte;
    buf->data[buf->size] = '\0';
    return PC_OK;
}

enum pc_status pc_buf_appendf(struct pc_buf *buf, const char *format, ...) {
    va_list args;
    va_list again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    enum pc_status status = length < 0 ? PC_INTERNAL : pc_buf_reserve(buf, (size_t)length);
    if (status == PC_OK) {
        vsnprintf(buf->data + buf->size, (size_t)length + 1, format, again);
        buf->size += (size_t)length;
    }
    va_end(again);
    return status;
}

struct pc_view pc_buf_view(const struct pc_buf *buf) {
    return (struct pc_view){buf->data, buf->size};
}

char *pc_text_copy(const char *text) {
    return text == NULL ? NULL : pc_view_copy(pc_view_of(text));
}

char *pc_view_copy(struct pc_view view) {
    char *copy = malloc(view.size + 1);
    if (copy == NULL)
        return NULL;
    if (view.size > 0)
        memcpy(copy, view.data, view.size);
    copy[view.size] = '\0';
    return copy;
}

char *pc_text_format(const char *format, ...) {
    va_list args;
    va_list again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (text != NULL)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}
