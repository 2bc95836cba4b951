#include "check_schema.h"

#include "pc_spec.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_SCHEMA_SIZE (64u << 20)

/* The schema, and how it is compiled. */
struct request {
    const struct options *options;
    struct pc_schema_options how;
};

/* A whole API description would be a schema of unknown keywords, which everything passes. */
static enum pc_status refuse_description(const char *path, struct pc_json_value root, struct pc_error *err) {
    struct pc_json_value schemas = pc_json_get_text(pc_json_get_text(root, "components"), "schemas");
    struct pc_view name = pc_json_string_raw(pc_json_key(pc_json_first(schemas)));
    if (!pc_json_exists(pc_json_get_text(root, "openapi")) &&
        !pc_json_exists(pc_json_get_text(root, "swagger")))
        return PC_OK;
    if (name.size == 0)
        name = PC_VIEW("NAME");
    return pc_error_set(err, PC_USAGE,
                        "%s is an API description, no schema: name one of its own, as in "
                        "--schema '%s#/components/schemas/%.*s'",
                        path, path, name.size > 100 ? 100 : (int)name.size, name.data);
}

static enum pc_status compile_text(const struct request *request, const char *path, struct pc_view text,
                                   struct pc_view pointer, struct pc_schema **out, struct pc_error *err) {
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    enum pc_status status = reader == NULL ? PC_NO_MEMORY : pc_json_read(reader, text, &doc, err);
    if (status == PC_OK && !pc_json_doc_valid(doc)) {
        struct pc_json_fault fault = pc_json_doc_fault(doc);
        struct pc_json_place place = pc_json_place_of(text, fault.offset);
        status = pc_error_set(err, PC_MALFORMED, "the schema %s is not JSON: line %u, column %u: %s", path,
                              place.line, place.column, pc_json_fault_sentence(fault.kind));
    }
    if (status == PC_OK && pointer.size == 0)
        status = refuse_description(path, pc_json_root(doc), err);
    if (status == PC_OK) {
        struct pc_error why = {0};
        struct pc_schema_options how = request->how;
        how.base_uri = pc_view_of(path); /* so that `other.json` is looked for beside it */
        status = pc_schema_compile_with(pc_json_root(doc), pointer, &how, out, &why);
        pc_error_set(err, status, "the schema %s cannot be used: %s", path, why.message);
    } else {
        pc_error_set(err, status, "no memory for the schema %s", path);
    }
    pc_json_reader_free(reader);
    return status;
}

static enum pc_status compile_file(const struct request *request, const char *path, struct pc_view pointer,
                                   struct pc_schema **out, struct pc_error *err) {
    struct pc_buf text;
    pc_buf_init(&text, MAX_SCHEMA_SIZE);
    enum pc_status status = pc_file_read(path, &text, err);
    if (status == PC_OK)
        status = compile_text(request, path, pc_buf_view(&text), pointer, out, err);
    pc_buf_clear(&text);
    return status;
}

static enum pc_status compile_from_spec(const struct request *request, const char *name,
                                        struct pc_schema **out, struct pc_error *err) {
    struct pc_spec *spec = NULL;
    enum pc_status status = pc_spec_load(request->options->spec, &spec, err);
    if (status == PC_OK)
        status = pc_spec_compile_with(spec, name, &request->how, out, err);
    pc_spec_free(spec);
    return status;
}

/* A word without a dot or slash that names no file is one of the spec's schemas. */
static bool looks_like_a_name(const char *schema) {
    return strpbrk(schema, "./#") == NULL && access(schema, F_OK) != 0;
}

static enum pc_status compile_named(const struct request *request, struct pc_schema **out,
                                    struct pc_error *err) {
    const char *schema = request->options->schema;
    if (schema == NULL || schema[0] == '#' || looks_like_a_name(schema))
        return compile_from_spec(request, schema == NULL ? "DeploymentV1" : schema, out, err);
    const char *hash = access(schema, F_OK) == 0 ? NULL : strrchr(schema, '#');
    if (hash == NULL)
        return compile_file(request, schema, (struct pc_view){"", 0}, out, err);
    char *path = pc_view_copy((struct pc_view){schema, (size_t)(hash - schema)});
    if (path == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the schema %s", schema);
    enum pc_status status = compile_file(request, path, pc_view_of(hash + 1), out, err);
    free(path);
    return status;
}

/* PREFIX=DIR; a URI may have `=` in it, so the last one counts. */
static enum pc_status add_resources(struct pc_registry *registry, const char *option, struct pc_error *err) {
    const char *equals = strrchr(option, '=');
    if (equals == NULL)
        return pc_error_set(err, PC_USAGE, "--resources wants PREFIX=DIR, not %s", option);
    char *prefix = pc_view_copy((struct pc_view){option, (size_t)(equals - option)});
    if (prefix == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for a registry");
    enum pc_status status = pc_registry_add_folder(registry, prefix, equals + 1, err);
    free(prefix);
    return status;
}

static void say_remarks(const struct pc_schema *schema) {
    for (size_t i = 0; i < pc_schema_remark_count(schema); i++) {
        struct pc_schema_remark remark = pc_schema_remark_at(schema, i);
        fprintf(stderr, "promotecheck: warning: %s: %s\n", remark.pointer, remark.sentence);
    }
}

enum pc_status check_schema_compile(const struct options *options, struct pc_schema **out,
                                    struct pc_error *err) {
    struct pc_registry *registry = pc_registry_new();
    const struct request request = {
        .options = options,
        .how = {.registry = registry,
                .formats = options->assert_formats ? PC_FORMATS_ASSERT : PC_FORMATS_BY_DOCUMENT,
                .strict = options->strict_schema},
    };
    enum pc_status status = PC_OK;
    *out = NULL;
    if (registry == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for a registry");
    for (size_t i = 0; status == PC_OK && i < options->resources.count; i++)
        status = add_resources(registry, options->resources.items[i], err);
    if (status == PC_OK)
        status = compile_named(&request, out, err);
    if (status == PC_OK)
        say_remarks(*out);
    pc_registry_free(registry);
    return status;
}
