#include "pc_registry.h"

#include "meta_schemas.h"
#include "pc_json.h"

#include <stdlib.h>

struct entry {
    char *uri;
    struct pc_view text;
    char *owned; /* the text, of the first of its entries; NULL of others */
};

struct pc_registry {
    struct entry *entries;
    uint32_t count, capacity;
    uint32_t *slots; /* open addressing; index + 1, at least half of them free */
    uint32_t slot_count;
    size_t size;
    struct pc_json_reader *reader;
};

struct pc_registry *pc_registry_new(void) {
    struct pc_registry *registry = calloc(1, sizeof *registry);
    if (registry == NULL)
        return NULL;
    registry->reader = pc_json_reader_new(NULL);
    if (registry->reader != NULL)
        return registry;
    free(registry);
    return NULL;
}

void pc_registry_free(struct pc_registry *registry) {
    if (registry == NULL)
        return;
    for (uint32_t i = 0; i < registry->count; i++) {
        free(registry->entries[i].uri);
        free(registry->entries[i].owned);
    }
    free(registry->entries);
    free(registry->slots);
    pc_json_reader_free(registry->reader);
    free(registry);
}

static uint32_t hash_of(struct pc_view uri) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < uri.size; i++)
        hash = (hash ^ (unsigned char)uri.data[i]) * 0x100000001B3u;
    return (uint32_t)(hash >> 32 ^ hash);
}

static uint32_t *slot_of(const struct pc_registry *registry, struct pc_view uri) {
    uint32_t slot = hash_of(uri) & (registry->slot_count - 1);
    while (registry->slots[slot] != 0 &&
           !pc_view_equal_text(uri, registry->entries[registry->slots[slot] - 1].uri))
        slot = (slot + 1) & (registry->slot_count - 1);
    return &registry->slots[slot];
}

static bool reserve(struct pc_registry *registry) {
    if (registry->count < registry->capacity)
        return true;
    uint32_t capacity = registry->capacity ? registry->capacity * 2 : 16;
    struct entry *entries = realloc(registry->entries, capacity * sizeof *entries);
    if (entries == NULL)
        return false;
    registry->entries = entries;
    uint32_t *slots = calloc((size_t)capacity * 2, sizeof *slots);
    if (slots == NULL)
        return false;
    free(registry->slots);
    registry->slots = slots;
    registry->slot_count = capacity * 2;
    registry->capacity = capacity;
    for (uint32_t i = 0; i < registry->count; i++)
        *slot_of(registry, pc_view_of(registry->entries[i].uri)) = i + 1;
    return true;
}

/* False when memory is out. A URI that is known already keeps its document. */
static bool enter(struct pc_registry *registry, struct pc_view uri, struct pc_view text, bool *used) {
    if (!reserve(registry))
        return false;
    uint32_t *slot = slot_of(registry, uri);
    if (*slot != 0)
        return true;
    char *copy = pc_view_copy(uri);
    if (copy == NULL)
        return false;
    registry->entries[registry->count++] = (struct entry){copy, text, NULL};
    *slot = registry->count;
    *used = true;
    return true;
}

static enum pc_status enter_id(struct pc_registry *registry, struct pc_json_value root, struct pc_view text,
                               bool *used) {
    struct pc_json_value id = pc_json_get_text(root, "$id");
    struct pc_buf uri;
    pc_buf_init(&uri, PC_URI_MAX_SIZE);
    if (pc_json_type(id) != PC_JSON_STRING)
        return PC_OK;
    enum pc_status status = pc_json_string_decode(id, &uri);
    if (status == PC_OK && pc_uri_split(pc_buf_view(&uri)).has_scheme) {
        struct pc_view view = pc_buf_view(&uri);
        view = pc_view_slice(view, 0, pc_view_find(view, PC_VIEW("#")));
        status = enter(registry, view, text, used) ? PC_OK : PC_NO_MEMORY;
    }
    pc_buf_clear(&uri);
    return status == PC_LIMIT ? PC_OK : status;
}

enum pc_status pc_registry_add(struct pc_registry *registry, struct pc_view uri, struct pc_view text,
                               struct pc_error *err) {
    const struct pc_json_doc *doc;
    enum pc_status status = pc_json_read(registry->reader, text, &doc, err);
    if (status != PC_OK)
        return status;
    if (!pc_json_doc_valid(doc)) {
        struct pc_json_fault fault = pc_json_doc_fault(doc);
        struct pc_json_place place = pc_json_place_of(text, fault.offset);
        return pc_error_set(err, PC_MALFORMED, "%.*s is not JSON: line %u, column %u: %s",
                            uri.size > 300 ? 300 : (int)uri.size, uri.data ? uri.data : "", place.line,
                            place.column, pc_json_fault_sentence(fault.kind));
    }
    if (registry->count + 2 > PC_REGISTRY_MAX_DOCUMENTS || text.size > PC_REGISTRY_MAX_SIZE - registry->size)
        return pc_error_set(err, PC_LIMIT, "a registry holds up to %u documents of %zu bytes together",
                            PC_REGISTRY_MAX_DOCUMENTS, PC_REGISTRY_MAX_SIZE);
    char *copy = pc_view_copy(text);
    if (copy == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "out of memory for a registry");
    bool used = false;
    uint32_t before = registry->count;
    uri = pc_view_slice(uri, 0, pc_view_find(uri, PC_VIEW("#")));
    status = enter(registry, uri, (struct pc_view){copy, text.size}, &used) ? PC_OK : PC_NO_MEMORY;
    if (status == PC_OK)
        status = enter_id(registry, pc_json_root(doc), (struct pc_view){copy, text.size}, &used);
    if (used) {
        registry->entries[before].owned = copy;
        registry->size += text.size;
    } else {
        free(copy);
    }
    return status == PC_OK ? PC_OK : pc_error_set(err, PC_NO_MEMORY, "out of memory for a registry");
}

struct pc_view pc_registry_find(const struct pc_registry *registry, struct pc_view uri) {
    if (registry != NULL && registry->count > 0) {
        uint32_t slot = *slot_of(registry, uri);
        if (slot != 0)
            return registry->entries[slot - 1].text;
    }
    return pc_meta_schema(uri);
}
