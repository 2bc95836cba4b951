/* A program that uses the schema core: it says of each file whether it fits the schema, and where it does
 * not.
 *
 *   example SCHEMA FILE… */
#include <promotecheck_schema.h>
#include <stdio.h>

/* Compiles the schema in a file. It keeps what it needs: reader and text may go afterwards. */
static struct pc_schema *load_schema(const char *path, struct pc_error *err) {
    const struct pc_schema_options options = {.formats = PC_FORMATS_ASSERT};
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    struct pc_schema *schema = NULL;
    const struct pc_json_doc *doc;
    struct pc_buf text;
    pc_buf_init(&text, 16u << 20);
    if (reader && pc_file_read(path, &text, err) == PC_OK &&
        pc_json_read(reader, pc_buf_view(&text), &doc, err) == PC_OK) {
        if (pc_json_doc_valid(doc))
            pc_schema_compile_with(pc_json_root(doc), pc_view_of(""), &options, &schema, err);
        else
            pc_error_set(err, PC_MALFORMED, "%s is not JSON: %s", path,
                         pc_json_fault_sentence(pc_json_doc_fault(doc).kind));
    }
    pc_buf_clear(&text);
    pc_json_reader_free(reader);
    return schema;
}

static void print_violations(const struct pc_validator *validator, const char *path) {
    struct pc_buf line;
    pc_buf_init(&line, 1u << 20);
    for (size_t i = 0; i < pc_validation_count(validator); i++) {
        struct pc_json_place place = pc_validation_get(validator, i).place;
        pc_buf_reset(&line);
        if (pc_violation_instance_pointer(validator, i, &line) == PC_OK &&
            pc_buf_append_text(&line, ": ") == PC_OK && pc_violation_sentence(validator, i, &line) == PC_OK)
            printf("%s:%u:%u: %s\n", path, place.line, place.column, line.data);
    }
    if (pc_validation_truncated(validator))
        printf("%s: and more\n", path);
    pc_buf_clear(&line);
}

/* A validator belongs to one thread and is used again and again; a schema to any number of them. */
static bool check(struct pc_validator *validator, const struct pc_schema *schema, const char *path,
                  struct pc_error *err) {
    const struct pc_json_doc *doc;
    struct pc_buf text;
    bool valid = false;
    pc_buf_init(&text, 256u << 20);
    if (pc_file_read(path, &text, err) == PC_OK &&
        pc_validate_text(validator, schema, pc_buf_view(&text), PC_VALIDATE_ALL, &doc, err) == PC_OK) {
        valid = pc_validation_valid(validator);
        if (doc && !pc_json_doc_valid(doc))
            printf("%s: not JSON: %s\n", path, pc_json_fault_sentence(pc_json_doc_fault(doc).kind));
        else if (!valid && pc_validation_explain(validator, err) == PC_OK)
            print_violations(validator, path);
    }
    pc_buf_clear(&text);
    return valid;
}

int main(int argc, char **argv) {
    struct pc_error err = {0};
    struct pc_schema *schema = argc > 1 ? load_schema(argv[1], &err) : NULL;
    struct pc_validator *validator = NULL;
    struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
    limits.max_violations = 10; /* of each document: who reads more? */
    limits.max_text_depth = 64;
    bool valid = schema && pc_validator_new_with(&limits, &validator, &err) == PC_OK;
    for (int i = 2; schema && validator && i < argc; i++)
        valid = check(validator, schema, argv[i], &err) && valid;
    if (err.status != PC_OK)
        fprintf(stderr, "example: %s\n", err.message);
    pc_validator_free(validator);
    pc_schema_free(schema);
    return valid && err.status == PC_OK ? 0 : 1;
}
