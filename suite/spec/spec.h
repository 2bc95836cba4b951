/* What the files of this room share. */
#ifndef PC_SPEC_PRIVATE_H
#define PC_SPEC_PRIVATE_H

#include "pc_spec.h"
#include "sha256.h"

/* `$ref` may lead to a `$ref`; a longer chain is taken for a circle. */
#define PC_SPEC_MAX_REFERENCES 32
/* A pointer into the document: nothing that this room builds comes near it. */
#define PC_SPEC_MAX_POINTER 4096

struct pc_spec {
    char *source;
    struct pc_buf bytes; /* of a document that was read from a file */
    struct pc_json_reader *reader;
    struct pc_json_value document;
    char sha256[PC_SHA256_HEX_SIZE];
    char *operation_pointer;
    char *request_schema_pointer;
    char *response_schema_pointer;
    struct pc_schema *request_schema;
    struct pc_schema *response_schema;
    struct pc_requirement *requirements;
    size_t requirement_count;
    struct pc_buf texts; /* what the requirements point into */
};

/* document.c: reads the document's bytes (path NULL: the embedded one) and sees that it is OpenAPI 3.1. */
enum pc_status pc_spec_read(struct pc_spec *spec, const char *path, struct pc_error *err);

/* operation.c: finds the promote operation, compiles its schemas and notes their pointers. */
enum pc_status pc_spec_find_operation(struct pc_spec *spec, struct pc_error *err);

/* requirements.c */
enum pc_status pc_spec_read_requirements(struct pc_spec *spec, struct pc_error *err);

/* reference.c: a place in the document and its pointer, without `#`. */
struct pc_spec_place {
    struct pc_json_value value;
    struct pc_buf pointer;
};
void pc_spec_place_init(struct pc_spec_place *place, struct pc_json_value value);
void pc_spec_place_clear(struct pc_spec_place *place);
/* Goes to the member `name`; PC_NOT_FOUND without it. */
enum pc_status pc_spec_place_enter(struct pc_spec_place *place, struct pc_view name);
/* Follows `$ref` while one stands there. PC_MALFORMED with a sentence for one that leads nowhere, out of the
 * document or in a circle. */
enum pc_status pc_spec_place_follow(const struct pc_spec *spec, struct pc_spec_place *place,
                                    struct pc_error *err);
/* Goes along a pointer, through references where one stands in the way; PC_NOT_FOUND. */
enum pc_status pc_spec_place_walk(const struct pc_spec *spec, struct pc_spec_place *place,
                                  struct pc_view pointer, struct pc_error *err);

/* sentence.c: appends what the keyword at a pointer (with `#` in front) demands; PC_NOT_FOUND where it is
 * none. */
enum pc_status pc_spec_sentence(const struct pc_spec *spec, struct pc_view pointer, struct pc_buf *out);

#endif
