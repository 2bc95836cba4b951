/* What the promote request's body may be. */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#define WITH(member) "{\"deployment_id\":\"w604592\"," member "}"

static const struct {
    const char *what;
    struct ask ask;
    unsigned status;
} rows[] = {
    {"the minimal body", {0}, 200},
    {"a further member", {.body = WITH("\"labels\":{\"a\":[null,1.5e3]}")}, 200},
    {"white space", {.body = " \r\n\t{ \"deployment_id\" :\t\"w604592\" }\n"}, 200},
    {"escapes", {.body = "{\"deployment\\u005fid\":\"\\u0077604592\"}"}, 200},
    {"another order", {.body = "{\"preserve_env_instance_type\":true,\"deployment_id\":\"w604592\"}"}, 200},
    {"a charset", {.content_type = "application/json; charset=utf-8"}, 200},
    {"upper case", {.content_type = "APPLICATION/JSON"}, 200},
    {"another JSON type", {.content_type = "application/vnd.baseten+json"}, 200},
    {"no type", {.content_type = ""}, 200},
    {"text", {.content_type = "text/plain"}, 415},
    {"a form", {.content_type = "application/x-www-form-urlencoded"}, 415},
    {"compressed", {.fields = "Content-Encoding: gzip\r\n"}, 415},
    {"no body", {.no_body = true}, 400},
    {"an empty body", {.body = ""}, 400},
    {"white space alone", {.body = "  "}, 400},
    {"not JSON", {.body = "deployment_id=w604592"}, 400},
    {"truncated", {.body = "{\"deployment_id\":\"w604592\""}, 400},
    {"a second value", {.body = MINIMAL MINIMAL}, 400},
    {"null", {.body = "null"}, 400},
    {"a boolean", {.body = "true"}, 400},
    {"a number", {.body = "1"}, 400},
    {"a string", {.body = "\"w604592\""}, 400},
    {"an array", {.body = "[" MINIMAL "]"}, 400},
    {"no deployment_id", {.body = "{}"}, 400},
    {"a null deployment_id", {.body = "{\"deployment_id\":null}"}, 400},
    {"a number for deployment_id", {.body = "{\"deployment_id\":604592}"}, 400},
    {"an empty deployment_id", {.body = "{\"deployment_id\":\"\"}"}, 400},
    {"a null flag", {.body = WITH("\"preserve_env_instance_type\":null")}, 400},
    {"a string for a flag", {.body = WITH("\"scale_down_previous_deployment\":\"true\"")}, 400},
    {"a number for a flag", {.body = WITH("\"scale_down_previous_deployment\":0")}, 400},
    {"a duplicate key", {.body = WITH("\"deployment_id\":\"w604592\"")}, 400},
    {"half a surrogate pair", {.body = WITH("\"a\":\"\\ud800\"")}, 400},
    {"a byte order mark", {.body = "\xEF\xBB\xBF" MINIMAL}, 400},
    {"invalid UTF-8", {.body = WITH("\"a\":\"\xFF\"")}, 400},
    {"NaN", {.body = WITH("\"a\":NaN")}, 400},
    {"a huge number", {.body = WITH("\"a\":1e400")}, 200},
    {"U+0000 in the id", {.body = "{\"deployment_id\":\"\\u0000\"}"}, 400},
};

static void every_row(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned status = status_of(mock, &rows[i].ask);
        if (status == rows[i].status)
            continue;
        print_error("%s: %u\n", rows[i].what, status);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    pc_mock_free(mock);
}

/* {"deployment_id":"w604592","x":"AAA…"} of that many bytes, or deeply nested */
static unsigned status_of_large(struct pc_mock *mock, size_t size, bool nested) {
    static const char start[] = "{\"deployment_id\":\"w604592\",\"x\":";
    char *body = malloc(size + 1);
    assert_non_null(body);
    memset(body, nested ? '[' : 'A', size);
    memcpy(body, start, sizeof start - 1);
    if (nested)
        memset(body + size / 2, ']', size - size / 2 - 1);
    else
        body[sizeof start - 1] = body[size - 2] = '"';
    body[size - 1] = '}';
    body[size] = '\0';
    unsigned status = status_of(mock, &(struct ask){.body = body, .body_size = size});
    free(body);
    return status;
}

static void sizes(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    (void)state;
    assert_int_equal(status_of_large(mock, 256 << 10, false), 200);
    assert_int_equal(status_of_large(mock, 1 << 20, false), 200);
    assert_int_equal(status_of_large(mock, (1 << 20) + 1, false), 413);
    assert_int_equal(status_of_large(mock, 100000, true), 400);
    pc_mock_free(mock);
}

int run_body_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row),
        cmocka_unit_test(sizes),
    };
    return cmocka_run_group_tests_name("body", tests, NULL, NULL);
}
