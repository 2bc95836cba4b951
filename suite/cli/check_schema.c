#include "check_schema.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_SCHEMA_SIZE (64u << 20)

static enum pc_status compile_text(const char *path, struct pc_view text, struct pc_view pointer,
                                   struct pc_schema **out, struct pc_error *err) {
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    enum pc_status status = reader == NULL ? PC_NO_MEMORY : pc_json_read(reader, text, &doc, err);
    if (status == PC_OK && !pc_json_doc_valid(doc)) {
        struct pc_json_fault fault = pc_json_doc_fault(doc);
        struct pc_json_place place = pc_json_place_of(text, fault.offset);
        status = pc_error_set(err, PC_MALFORMED, "the schema %s is not JSON: line %u, column %u: %s", path,
                              place.line, place.column, pc_json_fault_sentence(fault.kind));
    }
    if (status == PC_OK) {
        struct pc_error why = {0};
        status = pc_schema_compile(pc_json_root(doc), pointer, out, &why);
        pc_error_set(err, status, "the schema %s cannot be used: %s", path, why.message);
    } else {
        pc_error_set(err, status, "no memory for the schema %s", path);
    }
    pc_json_reader_free(reader);
    return status;
}

static enum pc_status compile_file(const char *path, struct pc_view pointer, struct pc_schema **out,
                                   struct pc_error *err) {
    struct pc_buf text;
    pc_buf_init(&text, MAX_SCHEMA_SIZE);
    enum pc_status status = pc_file_read(path, &text, err);
    if (status == PC_OK)
        status = compile_text(path, pc_buf_view(&text), pointer, out, err);
    pc_buf_clear(&text);
    return status;
}

static enum pc_status compile_from_spec(const char *name, const char *spec_path, struct pc_schema **out,
                                        struct pc_error *err) {
    struct pc_spec *spec = NULL;
    enum pc_status status = pc_spec_load(spec_path, &spec, err);
    if (status == PC_OK)
        status = pc_spec_compile(spec, name, out, err);
    pc_spec_free(spec);
    return status;
}

/* A word without a dot or slash that names no file is one of the spec's schemas. */
static bool looks_like_a_name(const char *schema) {
    return strpbrk(schema, "./#") == NULL && access(schema, F_OK) != 0;
}

enum pc_status check_schema_compile(const char *schema, const char *spec_path, struct pc_schema **out,
                                    struct pc_error *err) {
    *out = NULL;
    if (schema == NULL || schema[0] == '#' || looks_like_a_name(schema))
        return compile_from_spec(schema == NULL ? "DeploymentV1" : schema, spec_path, out, err);
    const char *hash = access(schema, F_OK) == 0 ? NULL : strrchr(schema, '#');
    if (hash == NULL)
        return compile_file(schema, (struct pc_view){"", 0}, out, err);
    char *path = pc_view_copy((struct pc_view){schema, (size_t)(hash - schema)});
    if (path == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the schema %s", schema);
    enum pc_status status = compile_file(path, pc_view_of(hash + 1), out, err);
    free(path);
    return status;
}
