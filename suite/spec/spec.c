#include "spec.h"

#include <stdlib.h>
#include <string.h>

/* What is wrong with a document is the user's to mend: every answer but these two becomes PC_USAGE, with its
 * name. */
static enum pc_status as_usage(const struct pc_spec *spec, enum pc_status status,
                               const struct pc_error *reason, struct pc_error *err) {
    if (status == PC_NO_MEMORY || status == PC_INTERNAL)
        return pc_error_set(err, status, "%s",
                            reason->message[0] == '\0' ? pc_status_sentence(status) : reason->message);
    if (status == PC_USAGE)
        return pc_error_set(err, status, "%s", reason->message);
    return pc_error_set(err, PC_USAGE, "%s: %s", spec->source,
                        reason->message[0] == '\0' ? pc_status_sentence(status) : reason->message);
}

enum pc_status pc_spec_load(const char *path, struct pc_spec **out, struct pc_error *err) {
    struct pc_error reason = {0};
    struct pc_spec *spec = calloc(1, sizeof *spec);
    *out = NULL;
    if (spec == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the specification");
    enum pc_status status = pc_spec_read(spec, path, &reason);
    if (status == PC_OK)
        status = pc_spec_find_operation(spec, &reason);
    if (status == PC_OK)
        status = pc_spec_read_requirements(spec, &reason);
    if (status != PC_OK) {
        status = as_usage(spec, status, &reason, err);
        pc_spec_free(spec);
        return status;
    }
    *out = spec;
    return PC_OK;
}

void pc_spec_free(struct pc_spec *spec) {
    if (spec == NULL)
        return;
    pc_schema_free(spec->request_schema);
    pc_schema_free(spec->response_schema);
    pc_json_reader_free(spec->reader);
    pc_buf_clear(&spec->bytes);
    pc_buf_clear(&spec->texts);
    free(spec->requirements);
    free(spec->source);
    free(spec->operation_pointer);
    free(spec->request_schema_pointer);
    free(spec->response_schema_pointer);
    free(spec);
}

const char *pc_spec_sha256(const struct pc_spec *spec) {
    return spec->sha256;
}

const char *pc_spec_source(const struct pc_spec *spec) {
    return spec->source;
}

struct pc_json_value pc_spec_document(const struct pc_spec *spec) {
    return spec->document;
}

const struct pc_schema *pc_spec_request_schema(const struct pc_spec *spec) {
    return spec->request_schema;
}

const struct pc_schema *pc_spec_response_schema(const struct pc_spec *spec) {
    return spec->response_schema;
}

const char *pc_spec_operation_pointer(const struct pc_spec *spec) {
    return spec->operation_pointer;
}

const char *pc_spec_request_schema_pointer(const struct pc_spec *spec) {
    return spec->request_schema_pointer;
}

const char *pc_spec_response_schema_pointer(const struct pc_spec *spec) {
    return spec->response_schema_pointer;
}

static enum pc_status no_such_schema(const struct pc_spec *spec, const char *name, struct pc_error *err) {
    struct pc_json_value schemas = pc_json_pointer_get(spec->document, PC_VIEW("/components/schemas"));
    struct pc_buf names = {.limit = PC_ERROR_MESSAGE_SIZE / 2};
    struct pc_json_value schema =
        pc_json_type(schemas) == PC_JSON_OBJECT ? pc_json_first(schemas) : (struct pc_json_value){0};
    for (; pc_json_exists(schema); schema = pc_json_next(schema)) {
        struct pc_view key = pc_json_string_raw(pc_json_key(schema));
        if (pc_buf_appendf(&names, "%s%.*s", names.size == 0 ? "" : ", ", (int)key.size, key.data) != PC_OK)
            break;
    }
    enum pc_status status = pc_error_set(err, PC_NOT_FOUND, "no schema %.100s in the document (it has: %s)",
                                         name, names.size == 0 ? "none" : names.data);
    pc_buf_clear(&names);
    return status;
}

enum pc_status pc_spec_compile(const struct pc_spec *spec, const char *name_or_pointer,
                               struct pc_schema **out, struct pc_error *err) {
    const struct pc_schema_options options = {0};
    return pc_spec_compile_with(spec, name_or_pointer, &options, out, err);
}

enum pc_status pc_spec_compile_with(const struct pc_spec *spec, const char *name_or_pointer,
                                    const struct pc_schema_options *options, struct pc_schema **out,
                                    struct pc_error *err) {
    struct pc_buf pointer = {.limit = PC_SPEC_MAX_POINTER};
    enum pc_status status;
    *out = NULL;
    if (name_or_pointer[0] == '#') {
        status = pc_buf_append_text(&pointer, name_or_pointer + 1);
    } else {
        status = pc_buf_append_text(&pointer, "/components/schemas");
        if (status == PC_OK)
            status = pc_json_pointer_append(&pointer, pc_view_of(name_or_pointer));
    }
    if (status == PC_OK) {
        if (pc_json_exists(pc_json_pointer_get(spec->document, pc_buf_view(&pointer))))
            status = pc_schema_compile_with(spec->document, pc_buf_view(&pointer), options, out, err);
        else
            status = no_such_schema(spec, name_or_pointer, err);
    }
    pc_buf_clear(&pointer);
    return status;
}
