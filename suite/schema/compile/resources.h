/* The documents that a schema is made of, and the schema resources in them (JSON Schema 2020-12 core,
 * sections 4.3.5 and 8.2): what an `$id` names, its anchors, and to which resource each schema object
 * belongs. */
#ifndef PC_RESOURCES_H
#define PC_RESOURCES_H

#include "index.h"
#include "program.h"

#define PC_SCHEMA_MAX_DOCUMENTS 10000u

/* Vocabularies as bits. */
enum pc_vocabulary {
    PC_VOCABULARY_CORE = 1,
    PC_VOCABULARY_APPLICATOR = 2,
    PC_VOCABULARY_UNEVALUATED = 4,
    PC_VOCABULARY_VALIDATION = 8,
    PC_VOCABULARY_META_DATA = 16,
    PC_VOCABULARY_FORMAT_ANNOTATION = 32,
    PC_VOCABULARY_FORMAT_ASSERTION = 64,
    PC_VOCABULARY_CONTENT = 128,
    PC_VOCABULARY_OPENAPI = 256,
    PC_VOCABULARY_STANDARD = 1 | 2 | 4 | 8 | 16 | 32 | 128,
    PC_VOCABULARY_FORMAT = 32 | 64,
};

/* A schema object or boolean that was met. */
struct pc_place {
    struct pc_json_value value;
    uint32_t resource;
    uint32_t node; /* + 1; 0 before it became one */
};

struct pc_anchor {
    struct pc_json_value value;
    struct pc_view name;
    uint32_t resource;
    bool dynamic;
};

/* A URI of a resource: its own, or the one it was found under. */
struct pc_alias {
    struct pc_view uri;
    uint32_t resource;
};

struct pc_resources {
    struct pc_place *places;
    struct pc_anchor *anchors;
    struct pc_alias *aliases;
    uint32_t place_count, place_capacity;
    uint32_t anchor_count, anchor_capacity;
    uint32_t alias_count, alias_capacity;
    uint32_t resource_capacity, document_capacity;
    struct pc_index place_index, anchor_index, alias_index;
};

void pc_resources_clear(struct pc_resources *resources);

/* Reads a document into the schema's own copy and finds the resources in it; *resource is its root's. */
enum pc_status pc_resources_load(struct pc_compiler *compiler, struct pc_view uri, struct pc_view text,
                                 uint32_t *resource);
/* Finds the resources in the schema at `value`, which belongs to `resource` unless it has an `$id`. */
enum pc_status pc_resources_scan(struct pc_compiler *compiler, struct pc_json_value value, uint32_t resource);
/* The place of a schema that was scanned, or NULL; valid until the next scan. */
struct pc_place *pc_resources_place(struct pc_compiler *compiler, struct pc_json_value value);
/* The resource with that URI (no fragment), read from the registry where it must be; PC_NOT_FOUND, without an
 * error, where there is none. */
enum pc_status pc_resources_find(struct pc_compiler *compiler, struct pc_view uri, uint32_t *resource);
/* NULL where the resource has no such anchor. */
const struct pc_anchor *pc_resources_anchor(const struct pc_compiler *compiler, uint32_t resource,
                                            struct pc_view name);

/* dialect.c: the vocabularies that a `$schema` stands for. */
enum pc_status pc_dialect_of(struct pc_compiler *compiler, struct pc_json_value at, struct pc_view uri,
                             unsigned *vocabularies);

#endif
