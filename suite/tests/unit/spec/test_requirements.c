#include "support.h"

#include <string.h>

static bool resolves(const struct pc_spec *spec, const char *pointer) {
    return pc_json_exists(pc_json_pointer_get(pc_spec_document(spec), pc_view_of(pointer)));
}

/* rfcNUMBER:SECTION */
static bool is_rfc(const char *source) {
    static const char digits[] = "0123456789";
    if (strncmp(source, "rfc", 3) != 0)
        return false;
    size_t number = strspn(source + 3, digits);
    const char *section = source + 3 + number + 1;
    return number > 0 && section[-1] == ':' && section[0] != '\0' &&
           strspn(section, "0123456789.") == strlen(section);
}

static void test_entries(void **state) {
    (void)state;
    struct pc_spec *spec = load_embedded();
    assert_true(pc_spec_requirement_count(spec) > 100);
    for (size_t i = 0; i < pc_spec_requirement_count(spec); i++) {
        const struct pc_requirement *one = pc_spec_requirement(spec, i);
        bool must = strcmp(one->level, "must") == 0;
        bool should = strcmp(one->level, "should") == 0;
        if (pc_spec_requirement_find(spec, one->id) != one)
            fail_msg("%s stands twice", one->id);
        if (!must && !should && strcmp(one->level, "may") != 0)
            fail_msg("%s: there is no level %s", one->id, one->level);
        if (strncmp(one->source, "spec:#", 6) == 0
                ? !resolves(spec, one->source + 6)
                : !is_rfc(one->source) && strcmp(one->source, "docs:promote") != 0)
            fail_msg("%s: %s leads nowhere", one->id, one->source);
        if ((one->cases == NULL) == (one->why_none == NULL))
            fail_msg("%s needs cases, or the reason why none checks it", one->id);
        if (strlen(one->words) < 10 || one->words[strlen(one->words) - 1] != '.')
            fail_msg("%s: its words are no sentence", one->id);
        if (strspn(one->id, "abcdefghijklmnopqrstuvwxyz0123456789_./-") != strlen(one->id))
            fail_msg("%s is no id", one->id);
    }
    assert_null(pc_spec_requirement(spec, pc_spec_requirement_count(spec)));
    assert_null(pc_spec_requirement_find(spec, "nothing"));
    pc_spec_free(spec);
}

static bool has_source(const struct pc_spec *spec, const char *pointer) {
    for (size_t i = 0; i < pc_spec_requirement_count(spec); i++) {
        const char *source = pc_spec_requirement(spec, i)->source;
        if (strncmp(source, "spec:", 5) == 0 && strcmp(source + 5, pointer) == 0)
            return true;
    }
    return false;
}

static void check_member(const struct pc_spec *spec, const struct pc_schema_member *member) {
    const char *const pointers[] = {member->required_pointer, member->type_pointer, member->enum_pointer,
                                    member->format_pointer};
    for (size_t i = 0; i < COUNT(pointers); i++) {
        if (pointers[i] != NULL && !has_source(spec, pointers[i]))
            fail_msg("no entry has the source spec:%s", pointers[i]);
    }
}

/* Whatever the schemas assert has its entry. */
static void test_complete(void **state) {
    (void)state;
    struct pc_spec *spec = load_embedded();
    const struct pc_schema *const schemas[] = {pc_spec_request_schema(spec), pc_spec_response_schema(spec)};
    for (size_t s = 0; s < COUNT(schemas); s++) {
        for (size_t i = 0; i < pc_schema_member_count(schemas[s]); i++)
            check_member(spec, pc_schema_member(schemas[s], i));
    }
    pc_spec_free(spec);
}

/* An entry about a key that is required speaks of that very key. */
static void test_required_words(void **state) {
    (void)state;
    struct pc_spec *spec = load_embedded();
    size_t checked = 0;
    for (size_t i = 0; i < pc_spec_requirement_count(spec); i++) {
        const struct pc_requirement *one = pc_spec_requirement(spec, i);
        if (strncmp(one->source, "spec:#/components/schemas/", 26) != 0 ||
            strstr(one->source, "/required/") == NULL)
            continue;
        struct pc_json_value key = pc_json_pointer_get(pc_spec_document(spec), pc_view_of(one->source + 6));
        struct pc_buf name = {.limit = 256};
        assert_int_equal(pc_buf_append_byte(&name, '`'), PC_OK);
        assert_int_equal(pc_json_string_decode(key, &name), PC_OK);
        assert_int_equal(pc_buf_append_byte(&name, '`'), PC_OK);
        if (strstr(one->words, name.data) == NULL)
            fail_msg("%s does not speak of %s", one->id, name.data);
        pc_buf_clear(&name);
        checked++;
    }
    assert_int_equal(checked, 1 + 11 + 6);
    pc_spec_free(spec);
}

const struct CMUnitTest requirements_tests[] = {
    cmocka_unit_test(test_entries),
    cmocka_unit_test(test_complete),
    cmocka_unit_test(test_required_words),
};
const size_t requirements_test_count = COUNT(requirements_tests);
