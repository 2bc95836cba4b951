#include "catalog.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *allocate(struct pc_catalog_builder *builder, size_t size) {
    struct catalog_block *block = malloc(sizeof *block + size);
    if (block == NULL)
        return NULL;
    block->next = builder->catalog->blocks;
    builder->catalog->blocks = block;
    return block->bytes;
}

void *pc_builder_allocate(struct pc_catalog_builder *builder, size_t size) {
    void *bytes = allocate(builder, size);
    if (bytes != NULL)
        memset(bytes, 0, size);
    return bytes;
}

const char *pc_builder_text(struct pc_catalog_builder *builder, const char *format, ...) {
    va_list args;
    va_list again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : allocate(builder, (size_t)length + 1);
    if (text != NULL)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

const struct pc_probe *pc_builder_probe(struct pc_catalog_builder *builder, const char *name,
                                        enum pc_effect effect, const char *body) {
    struct pc_probe *probe = allocate(builder, sizeof *probe);
    struct pc_request *request = allocate(builder, sizeof *request);
    if (probe == NULL || request == NULL || name == NULL || body == NULL)
        return NULL;
    *request = (struct pc_request){.body = body};
    *probe = (struct pc_probe){.name = name, .effect = effect, .requests = request, .request_count = 1};
    return probe;
}

const struct pc_spec *pc_builder_spec(const struct pc_catalog_builder *builder) {
    return builder->spec;
}

const char *pc_builder_id_part(struct pc_catalog_builder *builder, const char *text) {
    size_t size = strlen(text);
    char *part = allocate(builder, size + 1);
    if (part == NULL)
        return NULL;
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr("_./-", c) != NULL;
        part[i] = fits ? c : '-';
    }
    part[size] = '\0';
    return part;
}
