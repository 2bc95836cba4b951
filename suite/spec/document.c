/* From bytes to an OpenAPI 3.1 document, with a sentence for each way in which a file can fail to be one. */
#include "spec.h"

extern const unsigned char pc_embedded_openapi[];
extern const size_t pc_embedded_openapi_size;

/* The dialects whose keywords the schema core runs; a document that names another means something else by
 * them. */
static const char *const known_dialects[] = {
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://json-schema.org/draft/2020-12/schema",
};

static struct pc_view next_line(struct pc_view *rest) {
    size_t end = pc_view_find(*rest, PC_VIEW("\n"));
    struct pc_view line = pc_view_slice(*rest, 0, end);
    *rest = pc_view_slice(*rest, end + 1, rest->size);
    if (line.size > 0 && line.data[line.size - 1] == '\r')
        line.size--;
    return pc_view_trim(line);
}

/* A guess, made only of a text that is no JSON: its first line with content reads `--- `, `%YAML` or `key:
 * …`. */
static bool looks_like_yaml(struct pc_view text) {
    while (text.size > 0) {
        struct pc_view line = next_line(&text);
        if (line.size == 0 || line.data[0] == '#')
            continue;
        if (pc_view_starts_with(line, PC_VIEW("---")) || pc_view_starts_with(line, PC_VIEW("%YAML")))
            return true;
        size_t colon = pc_view_find(line, PC_VIEW(":"));
        return colon > 0 && colon < line.size && line.data[0] != '{' && line.data[0] != '[' &&
               line.data[0] != '<';
    }
    return false;
}

static enum pc_status not_json(const struct pc_spec *spec, const struct pc_json_doc *doc,
                               struct pc_error *err) {
    struct pc_view text = pc_json_doc_text(doc);
    if (looks_like_yaml(text))
        return pc_error_set(err, PC_USAGE, "%s looks like YAML: convert it to JSON", spec->source);
    struct pc_json_fault fault = pc_json_doc_fault(doc);
    struct pc_json_place place = pc_json_place_of(text, fault.offset);
    return pc_error_set(err, PC_USAGE, "%s:%u:%u: not JSON: %s", spec->source, (unsigned)place.line,
                        (unsigned)place.column, pc_json_fault_sentence(fault.kind));
}

/* The text of a short string, cut where it is long: only for error messages. */
static struct pc_view short_string(struct pc_json_value value) {
    return pc_view_slice(
        pc_json_type(value) == PC_JSON_STRING ? pc_json_string_raw(value) : pc_json_raw(value), 0, 40);
}

static enum pc_status check_version(const struct pc_spec *spec, struct pc_error *err) {
    struct pc_json_value swagger = pc_json_get_text(spec->document, "swagger");
    struct pc_json_value openapi = pc_json_get_text(spec->document, "openapi");
    if (!pc_json_exists(openapi)) {
        if (!pc_json_exists(swagger))
            return pc_error_set(err, PC_USAGE, "%s is no OpenAPI document: it has no member `openapi`",
                                spec->source);
        struct pc_view version = short_string(swagger);
        return pc_error_set(err, PC_USAGE, "%s is Swagger %.*s: convert it to OpenAPI 3.1", spec->source,
                            (int)version.size, version.data);
    }
    struct pc_view version = short_string(openapi);
    bool is_3_1 = pc_json_type(openapi) == PC_JSON_STRING &&
                  (pc_view_equal_text(version, "3.1") || pc_view_starts_with(version, PC_VIEW("3.1.")));
    if (!is_3_1)
        return pc_error_set(
            err, PC_USAGE,
            "%s is OpenAPI %.*s: its schemas mean something else than those of 3.1, convert it", spec->source,
            (int)version.size, version.data);
    struct pc_json_value dialect = pc_json_get_text(spec->document, "jsonSchemaDialect");
    bool known = !pc_json_exists(dialect);
    for (size_t i = 0; !known && i < sizeof known_dialects / sizeof known_dialects[0]; i++)
        known = pc_json_type(dialect) == PC_JSON_STRING &&
                pc_json_string_equal(dialect, pc_view_of(known_dialects[i]));
    if (!known)
        return pc_error_set(err, PC_USAGE,
                            "%s: the jsonSchemaDialect is not known, only JSON Schema 2020-12 is",
                            spec->source);
    return PC_OK;
}

enum pc_status pc_spec_read(struct pc_spec *spec, const char *path, struct pc_error *err) {
    struct pc_view text = {(const char *)pc_embedded_openapi, pc_embedded_openapi_size};
    spec->source = pc_text_copy(path == NULL ? "embedded" : path);
    spec->reader = pc_json_reader_new(NULL);
    if (spec->source == NULL || spec->reader == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the specification");
    if (path != NULL) {
        struct pc_error reason = {0};
        pc_buf_init(&spec->bytes, PC_SPEC_MAX_SIZE);
        enum pc_status status = pc_file_read(path, &spec->bytes, &reason);
        if (status != PC_OK)
            return pc_error_set(err, status == PC_NO_MEMORY ? status : PC_USAGE, "%s", reason.message);
        text = pc_buf_view(&spec->bytes);
    }
    pc_sha256_hex(text, spec->sha256);
    const struct pc_json_doc *doc = NULL;
    enum pc_status status = pc_json_read(spec->reader, text, &doc, err);
    if (status != PC_OK)
        return status;
    if (!pc_json_doc_valid(doc))
        return not_json(spec, doc, err);
    spec->document = pc_json_root(doc);
    if (pc_json_type(spec->document) != PC_JSON_OBJECT)
        return pc_error_set(err, PC_USAGE, "%s is no OpenAPI document: its root is no object", spec->source);
    return check_version(spec, err);
}
