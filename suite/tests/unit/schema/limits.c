/* The limits that a caller sets: each holds at its number and not one further. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static struct pc_validator *limited(const struct pc_schema_limits *limits) {
    struct pc_validator *validator;
    struct pc_error err = {0};
    if (pc_validator_new_with(limits, &validator, &err) != PC_OK)
        fail_msg("%s", err.message);
    return validator;
}

/* The status of one document under the limits; `message`: what the error says. */
static enum pc_status status_under(const struct pc_schema_limits *limits, const struct pc_schema *schema,
                                   const char *text, struct pc_error *err) {
    const struct pc_json_doc *doc;
    struct pc_validator *validator = limited(limits);
    *err = (struct pc_error){0};
    enum pc_status status = pc_validate_text(validator, schema, pc_view_of(text), PC_VALIDATE_ALL, &doc, err);
    assert_false(status != PC_OK && pc_validation_valid(validator));
    pc_validator_free(validator);
    return status;
}

#define HERE(name, usual, least, most) {#name, offsetof(struct pc_schema_limits, name), least, most},
static const struct {
    const char *name;
    size_t offset;
    uint64_t least, most;
} ranges[] = {PC_SCHEMA_EACH_LIMIT(HERE)};

static void test_ranges(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        const struct {
            uint64_t value;
            bool good;
        } tries[] = {{ranges[i].least, true},
                     {ranges[i].least - 1, false}, /* 0 - 1 is above the most */
                     {ranges[i].most + 1, false},
                     {UINT64_MAX, false}};
        for (size_t k = 0; k < sizeof tries / sizeof tries[0]; k++) {
            struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
            struct pc_validator *validator;
            struct pc_error err = {0};
            memcpy((char *)&limits + ranges[i].offset, &tries[k].value, sizeof tries[k].value);
            enum pc_status status = pc_validator_new_with(&limits, &validator, &err);
            if (status != (tries[k].good ? PC_OK : PC_USAGE) || (validator != NULL) != tries[k].good)
                fail_msg("%s: %s", ranges[i].name, pc_status_name(status));
            if (!tries[k].good && !strstr(err.message, ranges[i].name))
                fail_msg("%s is not in: %s", ranges[i].name, err.message);
            pc_validator_free(validator);
        }
    }
}

static enum pc_status compile_under(uint64_t max_schemas, struct pc_error *err) {
    struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
    const struct pc_schema_options options = {.limits = &limits};
    const struct pc_json_doc *doc;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    struct pc_schema *schema;
    limits.max_schemas = max_schemas;
    assert_int_equal(
        pc_json_read(reader, PC_VIEW("{\"items\":{\"allOf\":[true,{\"type\":\"null\"}]}}"), &doc, NULL),
        PC_OK);
    enum pc_status status = pc_schema_compile_with(pc_json_root(doc), PC_VIEW(""), &options, &schema, err);
    assert_int_equal(schema != NULL, status == PC_OK);
    pc_schema_free(schema);
    pc_json_reader_free(reader);
    return status;
}

static void test_schemas(void **state) {
    (void)state;
    struct pc_error err = {0};
    assert_int_equal(compile_under(4, &err), PC_OK);
    assert_int_equal(compile_under(3, &err), PC_LIMIT);
    assert_string_equal(err.message, "#/items/allOf/1: more than 3 schemas");
    err = (struct pc_error){0};
    assert_int_equal(compile_under(0, &err), PC_USAGE);
    assert_non_null(strstr(err.message, "max_schemas"));
}

/* Schemas within schemas: `not` needs the verdict of the one inside. */
static void test_depth(void **state) {
    (void)state;
    struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
    struct pc_error err;
    struct pc_schema *four = compiled("{'not':{'not':{'not':{'type':'null'}}}}", "");
    struct pc_schema *five = compiled("{'not':{'not':{'not':{'not':{'type':'null'}}}}}", "");
    limits.max_depth = 4;
    assert_int_equal(status_under(&limits, four, "1", &err), PC_OK);
    assert_int_equal(status_under(&limits, five, "1", &err), PC_LIMIT);
    assert_string_equal(err.message, "the evaluation goes deeper than 4 schemas");
    limits.max_depth = 5;
    assert_int_equal(status_under(&limits, five, "1", &err), PC_OK);
    pc_schema_free(four);
    pc_schema_free(five);

    /* and beyond the default, with the paths of what is found there */
    struct pc_schema *tree = compiled("{'items':{'$ref':'#'},'maxItems':1}", "");
    struct pc_buf text, pointer;
    const struct pc_json_doc *doc;
    pc_buf_init(&text, 1u << 20);
    pc_buf_init(&pointer, 1u << 20);
    for (unsigned i = 0; i < 9000; i++)
        assert_int_equal(pc_buf_append_text(&text, "["), PC_OK);
    assert_int_equal(pc_buf_append_text(&text, "1,2"), PC_OK);
    for (unsigned i = 0; i < 9000; i++)
        assert_int_equal(pc_buf_append_text(&text, "]"), PC_OK);
    assert_int_equal(status_under(NULL, tree, text.data, &err), PC_LIMIT);
    limits.max_depth = 20000;
    struct pc_validator *validator = limited(&limits);
    assert_int_equal(pc_validate_text(validator, tree, pc_buf_view(&text), PC_VALIDATE_ALL, &doc, NULL),
                     PC_OK);
    assert_int_equal(pc_validation_count(validator), 1);
    assert_int_equal(pc_validation_explain(validator, NULL), PC_OK);
    assert_int_equal(pc_violation_instance_pointer(validator, 0, &pointer), PC_OK);
    assert_int_equal(pointer.size, 2 * 8999);
    pc_validator_free(validator);
    pc_buf_clear(&text);
    pc_buf_clear(&pointer);
    pc_schema_free(tree);
}

static void test_violations(void **state) {
    (void)state;
    static const char *const texts[] = {"[1,2]", "[1,2,3]"};
    /* the second cannot be judged in the pass */
    struct pc_schema *schemas[] = {compiled("{'items':{'type':'null'}}", ""),
                                   compiled("{'items':{'type':'null'},'uniqueItems':true}", "")};
    struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
    const struct pc_json_doc *doc;
    limits.max_violations = 2;
    struct pc_validator *validator = limited(&limits);
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < 2; i++)
            for (int told = 0; told < 2; told++) {
                assert_int_equal(pc_validate_text(validator, schemas[k], pc_view_of(texts[i]),
                                                  PC_VALIDATE_ALL, &doc, NULL),
                                 PC_OK);
                if (told)
                    assert_int_equal(pc_validation_explain(validator, NULL), PC_OK);
                assert_int_equal(pc_validation_count(validator), 2);
                assert_int_equal(pc_validation_truncated(validator), i == 1);
                assert_false(pc_validation_valid(validator));
            }
    pc_validator_free(validator);
    pc_schema_free(schemas[0]);
    pc_schema_free(schemas[1]);
}

/* The least value of a limit under which the document is judged; one less is PC_LIMIT. */
static uint64_t least_value(struct pc_schema_limits *limits, uint64_t *limit, const struct pc_schema *schema,
                            const char *text, const char *says) {
    struct pc_error err;
    uint64_t least = 1;
    for (*limit = 1; status_under(limits, schema, text, &err) == PC_LIMIT; *limit *= 2)
        least = *limit + 1;
    for (uint64_t most = *limit; least < most;) {
        *limit = least + (most - least) / 2;
        if (status_under(limits, schema, text, &err) == PC_OK)
            most = *limit;
        else
            least = *limit + 1;
    }
    char sentence[200];
    *limit = least - 1;
    assert_int_equal(status_under(limits, schema, text, &err), PC_LIMIT);
    snprintf(sentence, sizeof sentence, "%s more than %u steps", says, (unsigned)*limit);
    if (!strstr(err.message, sentence))
        fail_msg("%s", err.message);
    *limit = least;
    assert_int_equal(status_under(limits, schema, text, &err), PC_OK);
    return least;
}

static void test_steps(void **state) {
    (void)state;
    static const char *const texts[] = {"[[1],[2],[3]]", "[[1],[2],[3],[4],[5],[6]]"};
    struct pc_schema *schema =
        compiled("{'uniqueItems':true,'items':{'enum':[0,7,8,9,[7],[8],[9],[1],[2],[3],[4],[5],[6]]}}", "");
    struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
    struct pc_error err;
    uint64_t least[2];
    limits.max_steps_per_byte = 0;
    for (size_t i = 0; i < 2; i++)
        least[i] = least_value(&limits, &limits.max_steps, schema, texts[i], "document:");
    assert_true(least[1] > least[0] + 2); /* more to do costs more */
    assert_true(least[0] >= 6);           /* there are three arrays and three numbers to be compared */
    /* What is missing may come with the bytes. */
    limits.max_steps = least[1] - strlen(texts[1]);
    assert_int_equal(status_under(&limits, schema, texts[1], &err), PC_LIMIT);
    limits.max_steps_per_byte = 1;
    assert_int_equal(status_under(&limits, schema, texts[1], &err), PC_OK);
    limits.max_steps--;
    assert_int_equal(status_under(&limits, schema, texts[1], &err), PC_LIMIT);
    pc_schema_free(schema);
}

/* The pass has one budget for the whole document, not one for each value. */
static void test_steps_of_values(void **state) {
    (void)state;
    struct pc_schema *schema = compiled("{'items':{'enum':[1,2,3,4,5,6,7,8,9]}}", "");
    struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
    limits.max_steps_per_byte = 0;
    uint64_t one = least_value(&limits, &limits.max_steps, schema, "[9]", "document:");
    uint64_t four = least_value(&limits, &limits.max_steps, schema, "[9,9,9,9]", "document:");
    assert_true(four >= one + 27);
    pc_schema_free(schema);
}

static void test_match_steps(void **state) {
    (void)state;
    struct pc_schema *schema = compiled("{'items':{'pattern':'^(a+)+$'}}", "");
    struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
    uint64_t few = least_value(&limits, &limits.max_match_steps, schema, "[\"aaaaaaab\"]", "a pattern took");
    uint64_t many =
        least_value(&limits, &limits.max_match_steps, schema, "[\"aaaaaaaaaaab\"]", "a pattern took");
    assert_true(many > 4 * few); /* each letter more doubles the work */
    pc_schema_free(schema);
}

static enum pc_json_fault_kind fault_under(const struct pc_schema_limits *limits, const char *text) {
    const struct pc_json_doc *doc;
    struct pc_schema *schema = compiled("true", "");
    struct pc_validator *validator = limited(limits);
    assert_int_equal(pc_validate_text(validator, schema, pc_view_of(text), PC_VALIDATE_FLAG, &doc, NULL),
                     PC_OK);
    enum pc_json_fault_kind kind = doc ? pc_json_doc_fault(doc).kind : PC_JSON_FAULT_NONE;
    assert_int_equal(pc_validation_valid(validator), kind == PC_JSON_FAULT_NONE);
    pc_validator_free(validator);
    pc_schema_free(schema);
    return kind;
}

static void test_texts(void **state) {
    (void)state;
    struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
    limits.max_text_size = 6;
    assert_int_equal(fault_under(&limits, "[1234]"), PC_JSON_FAULT_NONE);
    assert_int_equal(fault_under(&limits, "[12345]"), PC_JSON_FAULT_TOO_LARGE);
    limits.max_text_size = 100;
    limits.max_text_depth = 3;
    assert_int_equal(fault_under(&limits, "[{\"a\":[]}]"), PC_JSON_FAULT_NONE);
    assert_int_equal(fault_under(&limits, "[{\"a\":[[]]}]"), PC_JSON_FAULT_TOO_DEEP);
}

int run_limit_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges),      cmocka_unit_test(test_schemas),
        cmocka_unit_test(test_depth),       cmocka_unit_test(test_violations),
        cmocka_unit_test(test_steps),       cmocka_unit_test(test_steps_of_values),
        cmocka_unit_test(test_match_steps), cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
