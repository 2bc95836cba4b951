#include "fixture.h"

#define UNKNOWN "Api-Key mockkey9.bm9ib2R5LWhhcy10aGlzLWtleQ"

static const struct {
    const char *what;
    const char *authorization;
    const char *fields;
    unsigned status;
} rows[] = {
    {"the key", KEY, NULL, 200},
    {"white space around the key", "Api-Key   " PC_MOCK_API_KEY "  ", NULL, 200},
    {"nothing", "", NULL, 401},
    {"an empty field", "", "Authorization: \r\n", 401},
    {"the scheme alone", "Api-Key", NULL, 401},
    {"the key alone", PC_MOCK_API_KEY, NULL, 401},
    {"Bearer", "Bearer " PC_MOCK_API_KEY, NULL, 401},
    {"Basic", "Basic bW9jazptb2Nr", NULL, 401},
    {"ApiKey", "ApiKey " PC_MOCK_API_KEY, NULL, 401},
    {"the scheme in lower case", "api-key " PC_MOCK_API_KEY, NULL, 401},
    {"Bearer in front of it", "Bearer Api-Key " PC_MOCK_API_KEY, NULL, 401},
    {"twice, both right", KEY, "Authorization: " KEY "\r\n", 401},
    {"twice, the second wrong", KEY, "Authorization: " UNKNOWN "\r\n", 401},
    {"an unknown key", UNKNOWN, NULL, 403},
    {"a truncated key", "Api-Key mockkey1.QmFzZXRlbi1pcy1tb2NrZW", NULL, 403},
    {"a lengthened key", "Api-Key " PC_MOCK_API_KEY "x", NULL, 403},
    {"the key in another case", "Api-Key MOCKKEY1.qMfZzxrLBI1PCY1TB2nRzwq", NULL, 403},
    {"two keys", "Api-Key " PC_MOCK_API_KEY " " PC_MOCK_API_KEY, NULL, 403},
};

static void every_row(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct answer answer;
        put_question(mock, &(struct ask){.authorization = rows[i].authorization, .fields = rows[i].fields},
                     &answer);
        bool challenged = pc_http_field_count(answer.message, "WWW-Authenticate") == 1;
        bool leaks = pc_view_find(pc_buf_view(&answer.bytes), PC_VIEW("mockkey")) < answer.bytes.size;
        if (answer.status != rows[i].status || challenged != (rows[i].status == 401) || leaks) {
            print_error("%s: %u\n", rows[i].what, answer.status);
            wrong++;
        }
        clear_answer(&answer);
    }
    assert_int_equal(wrong, 0);
    pc_mock_free(mock);
}

static void observation_wants_a_key_too(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    const struct ask ask = {.method = "GET", .target = MODEL "/deployments", .authorization = ""};
    (void)state;
    assert_int_equal(status_of(mock, &ask), 401);
    pc_mock_free(mock);
}

int run_auth_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row),
        cmocka_unit_test(observation_wants_a_key_too),
    };
    return cmocka_run_group_tests_name("auth", tests, NULL, NULL);
}
