#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void turn_quotes(char *text) {
    for (; *text != '\0'; text++)
        if (*text == '\'')
            *text = '"';
}

static char *turned(const char *text) {
    char *copy = pc_text_copy(text);
    assert_non_null(copy);
    turn_quotes(copy);
    return copy;
}

static enum pc_status compile(const char *text, const char *pointer, bool strict, struct pc_schema **out,
                              struct pc_error *err) {
    const struct pc_json_doc *doc;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    char *copy = turned(text);
    assert_non_null(reader);
    assert_int_equal(pc_json_read(reader, pc_view_of(copy), &doc, NULL), PC_OK);
    if (!pc_json_doc_valid(doc))
        fail_msg("not JSON: %s", text);
    const struct pc_schema_options options = {.formats = PC_FORMATS_OPENAPI, .strict = strict};
    enum pc_status status =
        pc_schema_compile_with(pc_json_root(doc), pc_view_of(pointer), &options, out, err);
    /* The schema must not need the document any more. */
    pc_json_reader_free(reader);
    memset(copy, '#', strlen(copy));
    free(copy);
    return status;
}

enum pc_status compile_text(const char *text, const char *pointer, struct pc_schema **out,
                            struct pc_error *err) {
    return compile(text, pointer, false, out, err);
}

enum pc_status compile_strictly(const char *text, const char *pointer, struct pc_schema **out,
                                struct pc_error *err) {
    return compile(text, pointer, true, out, err);
}

struct pc_schema *compiled(const char *text, const char *pointer) {
    struct pc_error err = {0};
    struct pc_schema *schema = NULL;
    enum pc_status status = compile_text(text, pointer, &schema, &err);
    if (status != PC_OK)
        fail_msg("%s: %s: %s", text, pc_status_name(status), err.message);
    return schema;
}

struct pc_schema *deployment_schema(void) {
    struct pc_buf text;
    struct pc_error err = {0};
    struct pc_schema *schema;
    const struct pc_json_doc *doc;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    assert_non_null(reader);
    pc_buf_init(&text, 1u << 20);
    read_source_file("schemas/openapi.json", &text);
    assert_int_equal(pc_json_read(reader, pc_buf_view(&text), &doc, NULL), PC_OK);
    if (pc_schema_compile(pc_json_root(doc), PC_VIEW("/components/schemas/DeploymentV1"), &schema, &err) !=
        PC_OK)
        fail_msg("%s", err.message);
    pc_json_reader_free(reader);
    pc_buf_clear(&text);
    return schema;
}

static void add_line(const struct pc_validator *validator, size_t index, enum line_form form,
                     struct pc_buf *out) {
    struct pc_violation violation = pc_validation_get(validator, index);
    if (form == PLACE)
        assert_int_equal(
            pc_buf_appendf(out, "%u:%u", (unsigned)violation.place.line, (unsigned)violation.place.column),
            PC_OK);
    else if (form == PHRASES)
        assert_int_equal(pc_violation_expected(validator, index, out), PC_OK);
    else
        assert_int_equal(pc_violation_instance_pointer(validator, index, out), PC_OK);
    assert_int_equal(pc_buf_append_byte(out, '\t'), PC_OK);
    if (form == INSTANCE_SCHEMA)
        assert_int_equal(pc_violation_schema_pointer(validator, index, out), PC_OK);
    else if (form == SENTENCE)
        assert_int_equal(pc_violation_sentence(validator, index, out), PC_OK);
    else if (form == EVALUATION)
        assert_int_equal(pc_violation_evaluation_path(validator, index, out), PC_OK);
    else if (form == PHRASES)
        assert_int_equal(pc_violation_seen(validator, index, out), PC_OK);
    else
        assert_int_equal(pc_buf_append_text(out, violation.keyword), PC_OK);
    if (form == FULL) {
        assert_int_equal(pc_buf_appendf(out, "\t%u:%u\t", (unsigned)violation.place.line,
                                        (unsigned)violation.place.column),
                         PC_OK);
        assert_int_equal(pc_violation_schema_pointer(validator, index, out), PC_OK);
    }
    assert_int_equal(pc_buf_append_byte(out, '\n'), PC_OK);
}

/* Keyword and offset of a violation, where they stand in the list so far; each counts once. */
static bool take_twin(struct pc_view *list, size_t count, const struct pc_validator *validator,
                      size_t index) {
    char *line = pc_text_format("%u %s", (unsigned)pc_validation_offset(validator, index),
                                pc_validation_keyword(validator, index));
    bool found = false;
    assert_non_null(line);
    for (size_t i = 0; i < count && !found; i++)
        if (pc_view_equal_text(list[i], line)) {
            list[i].size = 0;
            found = true;
        }
    free(line);
    return found;
}

/* The pass over the bytes finds the same violations; `validator` holds those of the evaluator. */
static void assert_pass_agrees(const struct pc_schema *schema, struct pc_view document,
                               struct pc_validator *validator) {
    const struct pc_json_doc *doc;
    size_t count = pc_validation_count(validator);
    bool valid = pc_validation_valid(validator);
    struct pc_view *list = calloc(count + 1, sizeof *list);
    char **lines = calloc(count + 1, sizeof *lines);
    assert_non_null(list);
    assert_non_null(lines);
    for (size_t i = 0; i < count; i++) {
        lines[i] = pc_text_format("%u %s", (unsigned)pc_validation_offset(validator, i),
                                  pc_validation_keyword(validator, i));
        list[i] = pc_view_of(lines[i]);
    }
    assert_int_equal(pc_validate_text(validator, schema, document, PC_VALIDATE_ALL, &doc, NULL), PC_OK);
    assert_int_equal(pc_validation_valid(validator), valid);
    if (pc_validation_count(validator) != count)
        fail_msg("%.*s: %zu violations in one pass, not %zu", (int)document.size, document.data,
                 pc_validation_count(validator), count);
    for (size_t i = 0; i < count; i++)
        if (!take_twin(list, count, validator, i))
            fail_msg("%.*s: only the pass sees `%s` at byte %u", (int)document.size, document.data,
                     pc_validation_keyword(validator, i), (unsigned)pc_validation_offset(validator, i));
    assert_int_equal(pc_validation_explain(validator, NULL), PC_OK);
    assert_int_equal(pc_validation_count(validator), count);
    for (size_t i = 0; i < count; i++)
        free(lines[i]);
    free(lines);
    free(list);
}

void violations_of(const struct pc_schema *schema, struct pc_view document, enum line_form form,
                   struct pc_buf *out) {
    const struct pc_json_doc *doc;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    struct pc_validator *validator = pc_validator_new();
    struct pc_error err = {0};
    assert_non_null(reader);
    assert_non_null(validator);
    assert_int_equal(pc_json_read(reader, document, &doc, NULL), PC_OK);
    if (!pc_json_doc_valid(doc))
        fail_msg("not JSON: %.*s", (int)document.size, document.data);
    struct pc_json_value root = pc_json_root(doc);
    enum pc_status status = pc_validate(validator, schema, root, PC_VALIDATE_FLAG, &err);
    if (status != PC_OK)
        fail_msg("%.*s: %s", (int)document.size, document.data, err.message);
    bool valid = pc_validation_valid(validator);
    assert_int_equal(pc_validation_count(validator), valid ? 0 : 1);
    assert_int_equal(pc_validate(validator, schema, root, PC_VALIDATE_ALL, NULL), PC_OK);
    assert_int_equal(pc_validation_valid(validator), valid);
    assert_int_equal(pc_validation_count(validator) == 0, valid);
    assert_int_equal(pc_buf_append_text(out, ""), PC_OK);
    for (size_t i = 0; i < pc_validation_count(validator); i++)
        add_line(validator, i, form, out);
    assert_pass_agrees(schema, document, validator);
    pc_validator_free(validator);
    pc_json_reader_free(reader);
}

void assert_row(const char *schema_text, const char *document_text, enum line_form form,
                const char *expected_text) {
    struct pc_schema *schema = compiled(schema_text, "");
    char *document = turned(document_text);
    char *expected = turned(expected_text);
    struct pc_buf seen;
    pc_buf_init(&seen, 1u << 16);
    violations_of(schema, pc_view_of(document), form, &seen);
    if (strcmp(seen.data, expected) != 0)
        fail_msg("%s\n%s\nexpected:\n%sseen:\n%s", schema_text, document, expected, seen.data);
    pc_buf_clear(&seen);
    free(expected);
    free(document);
    pc_schema_free(schema);
}

enum pc_status verdict_of(const struct pc_schema *schema, struct pc_view document, bool *valid) {
    const struct pc_json_doc *doc;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    struct pc_validator *validator = pc_validator_new();
    assert_non_null(reader);
    assert_non_null(validator);
    assert_int_equal(pc_json_read(reader, document, &doc, NULL), PC_OK);
    assert_true(pc_json_doc_valid(doc));
    enum pc_status status = pc_validate(validator, schema, pc_json_root(doc), PC_VALIDATE_ALL, NULL);
    *valid = pc_validation_valid(validator);
    pc_validator_free(validator);
    pc_json_reader_free(reader);
    return status;
}

void read_source_file(const char *path, struct pc_buf *out) {
    struct pc_error err = {0};
    char *whole = pc_text_format("%s/%s", PC_SOURCE_DIR, path);
    assert_non_null(whole);
    if (pc_file_read(whole, out, &err) != PC_OK)
        fail_msg("%s", err.message);
    free(whole);
}
