#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "pc_registry.h"

/* RFC 3986 section 5.4, the base being http://a/b/c/d;p?q (normal and abnormal examples), without fragments;
 * and bases that are no such thing. */
static const struct {
    const char *base, *reference, *result;
} resolutions[] = {
#define RFC(reference, result)                                                                               \
    { "http://a/b/c/d;p?q", reference, result }
    RFC("g:h", "g:h"),
    RFC("g", "http://a/b/c/g"),
    RFC("./g", "http://a/b/c/g"),
    RFC("g/", "http://a/b/c/g/"),
    RFC("/g", "http://a/g"),
    RFC("//g", "http://g"),
    RFC("?y", "http://a/b/c/d;p?y"),
    RFC("g?y", "http://a/b/c/g?y"),
    RFC("#s", "http://a/b/c/d;p?q"),
    RFC("g#s", "http://a/b/c/g"),
    RFC("g?y#s", "http://a/b/c/g?y"),
    RFC(";x", "http://a/b/c/;x"),
    RFC("g;x?y#s", "http://a/b/c/g;x?y"),
    RFC("", "http://a/b/c/d;p?q"),
    RFC(".", "http://a/b/c/"),
    RFC("./", "http://a/b/c/"),
    RFC("..", "http://a/b/"),
    RFC("../", "http://a/b/"),
    RFC("../g", "http://a/b/g"),
    RFC("../..", "http://a/"),
    RFC("../../", "http://a/"),
    RFC("../../g", "http://a/g"),
    RFC("../../../g", "http://a/g"),
    RFC("../../../../g", "http://a/g"),
    RFC("/./g", "http://a/g"),
    RFC("/../g", "http://a/g"),
    RFC("g.", "http://a/b/c/g."),
    RFC(".g", "http://a/b/c/.g"),
    RFC("g..", "http://a/b/c/g.."),
    RFC("..g", "http://a/b/c/..g"),
    RFC("./../g", "http://a/b/g"),
    RFC("./g/.", "http://a/b/c/g/"),
    RFC("g/./h", "http://a/b/c/g/h"),
    RFC("g/../h", "http://a/b/c/h"),
    RFC("g;x=1/../y", "http://a/b/c/y"),
    RFC("g?y/../x", "http://a/b/c/g?y/../x"),
    RFC("http:g", "http:g"),
#undef RFC
    {"http://a", "b", "http://a/b"},
    {"", "a/b", "a/b"},
    {"a/b", "c", "a/c"},
    {"urn:example:x", "#y", "urn:example:x"},
    {"urn:example:x", "http://a/b", "http://a/b"},
};

static void test_resolve(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof resolutions / sizeof resolutions[0]; i++) {
        struct pc_buf out;
        pc_buf_init(&out, 1024);
        assert_int_equal(
            pc_uri_resolve(pc_view_of(resolutions[i].base), pc_view_of(resolutions[i].reference), &out),
            PC_OK);
        if (!pc_view_equal_text(pc_buf_view(&out), resolutions[i].result))
            fail_msg("%s on %s: %s", resolutions[i].reference, resolutions[i].base, out.data);
        pc_buf_clear(&out);
    }
}

static void assert_holds(const struct pc_registry *registry, const char *uri, const char *text) {
    struct pc_view found = pc_registry_find(registry, pc_view_of(uri));
    if (text == NULL)
        assert_null(found.data);
    else
        assert_true(pc_view_equal_text(found, text));
}

static void test_add_and_find(void **state) {
    (void)state;
    struct pc_registry *registry = pc_registry_new();
    struct pc_error err = {0};
    char uri[64], text[] = "{\"$id\":\"urn:a#\"}";
    assert_non_null(registry);
    assert_holds(registry, "x", NULL);
    assert_int_equal(pc_registry_add(registry, PC_VIEW("http://a/b#c"), pc_view_of(text), NULL), PC_OK);
    text[0] = '#'; /* it was copied */
    assert_holds(registry, "http://a/b", "{\"$id\":\"urn:a#\"}");
    assert_holds(registry, "urn:a", "{\"$id\":\"urn:a#\"}");
    assert_int_equal(pc_registry_add(registry, PC_VIEW("http://a/b"), PC_VIEW("true"), NULL), PC_OK);
    assert_holds(registry, "http://a/b", "{\"$id\":\"urn:a#\"}");
    assert_int_equal(pc_registry_add(registry, PC_VIEW("u"), PC_VIEW("{"), &err), PC_MALFORMED);
    assert_string_equal(err.message,
                        "u is not JSON: line 1, column 2: the text ends inside an array or object");
    for (unsigned i = 0; i < 1000; i++) {
        snprintf(uri, sizeof uri, "http://n/%u", i);
        assert_int_equal(pc_registry_add(registry, pc_view_of(uri), PC_VIEW("{}"), NULL), PC_OK);
    }
    assert_holds(registry, "http://n/999", "{}");
    assert_holds(registry, "http://n/1000", NULL);
    pc_registry_free(registry);
    pc_registry_free(NULL);
}

static void test_meta_schemas(void **state) {
    (void)state;
    static const char *const names[] = {
        "schema",         "meta/core",    "meta/applicator",        "meta/unevaluated",     "meta/validation",
        "meta/meta-data", "meta/content", "meta/format-annotation", "meta/format-assertion"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char uri[128], id[160];
        snprintf(uri, sizeof uri, "https://json-schema.org/draft/2020-12/%s", names[i]);
        snprintf(id, sizeof id, "\"$id\": \"%s\"", uri);
        struct pc_view text = pc_registry_find(NULL, pc_view_of(uri));
        assert_non_null(text.data);
        assert_true(pc_view_find(text, pc_view_of(id)) < text.size);
    }
}

static void test_folder(void **state) {
    (void)state;
    struct pc_registry *registry = pc_registry_new();
    struct pc_error err = {0};
    assert_int_equal(pc_registry_add_folder(registry, "http://a/", PC_SOURCE_DIR "/schemas", &err), PC_OK);
    assert_non_null(pc_registry_find(registry, PC_VIEW("http://a/openapi.json")).data);
    assert_non_null(pc_registry_find(registry, PC_VIEW("http://a/json-schema-2020-12/core.json")).data);
    assert_int_equal(pc_registry_add_folder(registry, "", PC_SOURCE_DIR "/no-such-folder", &err), PC_IO);
    assert_non_null(strstr(err.message, "no-such-folder"));
    pc_registry_free(registry);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resolve),
        cmocka_unit_test(test_add_and_find),
        cmocka_unit_test(test_meta_schemas),
        cmocka_unit_test(test_folder),
    };
    return cmocka_run_group_tests_name("registry", tests, NULL, NULL) != 0;
}
