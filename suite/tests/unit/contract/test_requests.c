/* What clients send. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#define LINE          "POST /v1/models/wdlgzjk3/environments/staging/promote HTTP/1.1\r\n"
#define HOST          "Host: h\r\n"
#define AUTHORIZATION "Authorization: Api-Key prefix.secret\r\n"
#define TYPE          "Content-Type: application/json\r\n"
#define ONE(...)      .count = 1, .expected = {{__VA_ARGS__}}
#define SECRET        "prefix.secret"

struct request_row {
    const char *name;
    const char *line;   /* NULL: LINE */
    const char *fields; /* NULL: HOST AUTHORIZATION TYPE */
    const char *body;   /* NULL: valid_request */
    bool no_length;
    size_t cut;
    size_t count;
    struct expected expected[MAX_EXPECTED];
};

#define TARGET(name_, target, ...)                                                                           \
    { .name = name_, .line = "POST " target " HTTP/1.1\r\n", __VA_ARGS__ }
#define KEY(name_, value, words)                                                                             \
    {                                                                                                        \
        .name = name_, .fields = HOST TYPE "Authorization:" value "\r\n",                                    \
        ONE(.subject = PC_SUBJECT_REQUEST_AUTHORIZATION, .at = "header Authorization", .seen = words)        \
    }
#define BODY(name_, text, ...)                                                                               \
    { .name = name_, .body = (text), __VA_ARGS__ }
#define WRONG_TARGET                                                                                         \
    ONE(.subject = PC_SUBJECT_REQUEST_TARGET, .at = "target", .level = PC_LEVEL_MUST, .level_is_asked = true)
#define REQUEST "#/components/schemas/PromoteToEnvironmentRequestV1"

static const struct request_row rows[] = {
    {.name = "the plain one"},
    {.name = "other spellings",
     .fields = "host: h\r\nAUTHORIZATION: Api-Key  k\r\ncontent-type: Application/JSON; charset=utf-8\r\n"},
    {.name = "HTTP/1.0 without Host",
     .line = "POST /v1/models/m/environments/e/promote HTTP/1.0\r\n",
     .fields = AUTHORIZATION TYPE},
    {.name = "no coding", .fields = HOST AUTHORIZATION TYPE "Content-Encoding: identity\r\n"},
    {.name = "a coding that nobody named",
     .fields = HOST AUTHORIZATION TYPE "Content-Encoding: gzip\r\n",
     ONE(.subject = PC_SUBJECT_REQUEST_CONTENT_TYPE, .at = "header Content-Encoding",
         .level = PC_LEVEL_SHOULD, .level_is_asked = true)},
    {.name = "the same type twice",
     .fields = HOST AUTHORIZATION TYPE TYPE,
     ONE(.subject = PC_SUBJECT_REQUEST_CONTENT_TYPE, .at = "header Content-Type",
         .seen = "2 Content-Type fields", .level = PC_LEVEL_SHOULD, .level_is_asked = true)},
    TARGET("encoded ids", "/v1/models/m%207%2F3/environments/%e2%82%ac/promote", .count = 0),
    TARGET("raw sub-delims", "/v1/models/a!$&'()*+,;=:@-._~/environments/e/promote", .count = 0),
    TARGET("letters encoded without need", "/v1/models/m/environments/%70roduction/%70romote", .count = 0),
    TARGET("a trailing slash", "/v1/models/m/environments/e/promote/", WRONG_TARGET),
    TARGET("a slash within an id", "/v1/models/m/7/environments/e/promote", WRONG_TARGET),
    TARGET("an empty id", "/v1/models//environments/e/promote", WRONG_TARGET),
    TARGET("another path", "/v1/models/m/environments/e/activate", WRONG_TARGET),
    TARGET("another case", "/V1/models/m/environments/e/promote", WRONG_TARGET),
    TARGET("a bad escape", "/v1/models/m%2/environments/e/promote", WRONG_TARGET),
    TARGET("a raw quote", "/v1/models/\"m\"/environments/e/promote", WRONG_TARGET),
    TARGET("raw UTF-8", "/v1/models/\xc3\xa9/environments/e/promote", WRONG_TARGET),
    TARGET("no path", "*", WRONG_TARGET),
    TARGET("a whole URL", "http://h/v1/models/m/environments/e/promote",
           ONE(.subject = PC_SUBJECT_REQUEST_TARGET, .level = PC_LEVEL_SHOULD, .level_is_asked = true)),
    TARGET("a query", "/v1/models/m/environments/e/promote?x=1",
           ONE(.subject = PC_SUBJECT_REQUEST_TARGET, .level = PC_LEVEL_MAY, .level_is_asked = true)),
    {.name = "PUT",
     .line = "PUT /v1/models/m/environments/e/promote HTTP/1.1\r\n",
     ONE(.subject = PC_SUBJECT_REQUEST_METHOD, .at = "method", .seen = "PUT")},
    {.name = "post",
     .line = "post /v1/models/m/environments/e/promote HTTP/1.1\r\n",
     ONE(.subject = PC_SUBJECT_REQUEST_METHOD)},
    {.name = "no Authorization",
     .fields = HOST TYPE,
     ONE(.subject = PC_SUBJECT_REQUEST_AUTHORIZATION, .seen = "no Authorization")},
    {.name = "two Authorizations",
     .fields = HOST TYPE AUTHORIZATION AUTHORIZATION,
     ONE(.subject = PC_SUBJECT_REQUEST_AUTHORIZATION, .seen = "several")},
    KEY("Bearer", " Bearer " SECRET, "the scheme Bearer"),
    KEY("Bearer and Api-Key", " Bearer Api-Key " SECRET, "the scheme Bearer"),
    KEY("ApiKey", " ApiKey " SECRET, "the scheme ApiKey"),
    KEY("api-key", " api-key " SECRET, "in another case"),
    KEY("the key alone", " " SECRET, "without a scheme"),
    KEY("the key first", " " SECRET " Api-Key", "another scheme"),
    KEY("no key", " Api-Key ", "without a key"),
    KEY("empty", " ", "an empty value"),
    {.name = "no Host", .fields = AUTHORIZATION TYPE, ONE(.subject = PC_SUBJECT_FIELDS, .at = "header Host")},
    {.name = "two Hosts",
     .fields = HOST HOST AUTHORIZATION TYPE,
     ONE(.subject = PC_SUBJECT_FIELDS, .at = "header Host")},
    {.name = "a folded field",
     .fields = HOST AUTHORIZATION TYPE "X: a\r\n b\r\n",
     ONE(.subject = PC_SUBJECT_FIELDS, .at = "wire")},
    {.name = "no Content-Type",
     .fields = HOST AUTHORIZATION,
     ONE(.subject = PC_SUBJECT_REQUEST_CONTENT_TYPE)},
    {.name = "a form",
     .fields = HOST AUTHORIZATION "Content-Type: application/x-www-form-urlencoded\r\n",
     ONE(.subject = PC_SUBJECT_REQUEST_CONTENT_TYPE)},
    {.name = "no body",
     .body = "",
     .no_length = true,
     ONE(.subject = PC_SUBJECT_REQUEST_BODY, .at = "body", .seen = "no body")},
    {.name = "an empty body",
     .body = "",
     ONE(.subject = PC_SUBJECT_REQUEST_BODY, .at = "body", .seen = "an empty body")},
    {.name = "half a request",
     .cut = 5,
     ONE(.subject = PC_SUBJECT_FRAMING, .at = "wire", .level = PC_LEVEL_MUST, .level_is_asked = true)},
    {.name = "an unreadable length",
     .fields = HOST "Content-Length: x\r\n",
     ONE(.subject = PC_SUBJECT_FRAMING, .at = "wire", .level = PC_LEVEL_MUST, .level_is_asked = true)},
    BODY("all members",
         "{\"deployment_id\":\"d\",\"scale_down_previous_deployment\":false,\"preserve_env_instance_type\":"
         "true,\"x\":1}",
         .count = 0),
    BODY("no JSON", "deployment_id=d", ONE(.subject = PC_SUBJECT_JSON)),
    BODY("an array", "[]", ONE(.subject = PC_SUBJECT_SCHEMA, .at = "", .schema_pointer = REQUEST "/type")),
    BODY("no deployment_id", "{}",
         ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/deployment_id", .schema_pointer = REQUEST "/required/0")),
    BODY("deployment_id null", "{\"deployment_id\":null}",
         ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/deployment_id",
             .schema_pointer = REQUEST "/properties/deployment_id/type")),
    BODY("a flag as a string", "{\"deployment_id\":\"d\",\"preserve_env_instance_type\":\"true\"}",
         ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/preserve_env_instance_type",
             .schema_pointer = REQUEST "/properties/preserve_env_instance_type/type")),
    BODY("a flag null", "{\"deployment_id\":\"d\",\"scale_down_previous_deployment\":null}",
         ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/scale_down_previous_deployment")),
    BODY("a duplicate", "{\"deployment_id\":\"d\",\"deployment_id\":\"e\"}",
         ONE(.subject = PC_SUBJECT_JSON_DUPLICATE, .at = "/deployment_id")),
    BODY("a mark", "\xEF\xBB\xBF{\"deployment_id\":\"d\"}", ONE(.subject = PC_SUBJECT_JSON_BOM)),
    {.name = "everything at once",
     .line = "GET /x HTTP/1.1\r\n",
     .fields = HOST TYPE,
     .count = 3,
     .expected = {{.subject = PC_SUBJECT_REQUEST_METHOD},
                  {.subject = PC_SUBJECT_REQUEST_TARGET},
                  {.subject = PC_SUBJECT_REQUEST_AUTHORIZATION}}},
};

static struct pc_http_parser *parse(const struct request_row *row) {
    struct pc_buf wire = {.limit = 1u << 20};
    const char *body = row->body == NULL ? valid_request : row->body;
    char length[64] = "";
    if (!row->no_length && (row->fields == NULL || strstr(row->fields, "Content-Length") == NULL))
        snprintf(length, sizeof length, "Content-Length: %zu\r\n", strlen(body));
    assert_int_equal(pc_buf_appendf(&wire, "%s%s%s\r\n%s", row->line == NULL ? LINE : row->line,
                                    row->fields == NULL ? HOST AUTHORIZATION TYPE : row->fields, length,
                                    body),
                     PC_OK);
    struct pc_http_parser *parser =
        pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_REQUEST});
    assert_non_null(parser);
    assert_int_equal(pc_http_parser_feed(parser, pc_view_slice(pc_buf_view(&wire), 0, wire.size - row->cut)),
                     PC_OK);
    pc_http_parser_end(parser);
    pc_buf_clear(&wire);
    return parser;
}

static void check_no_secret(const char *text) {
    if (text != NULL)
        assert_null(strstr(text, SECRET));
}

static void test_rows(void **state) {
    struct bench *bench = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pc_judgements judgements = {0};
        struct pc_http_parser *parser = parse(&rows[i]);
        assert_int_equal(pc_judge_request(bench->judge, pc_http_parser_message(parser), &judgements, NULL),
                         PC_OK);
        check_texts(bench, &judgements);
        check_judgements(rows[i].name, &judgements, rows[i].expected, rows[i].count);
        for (size_t k = 0; k < judgements.count; k++) {
            check_no_secret(judgements.items[k].finding.seen);
            check_no_secret(judgements.items[k].finding.expected);
        }
        pc_judgements_clear(&judgements);
        pc_http_parser_free(parser);
    }
}

static void test_target(void **state) {
    (void)state;
    static const struct {
        const char *target;
        const char *model; /* NULL: malformed */
        const char *environment;
    } targets[] = {
        {"/v1/models/m/environments/e/promote", "m", "e"},
        {"/v1/models/m%207%2f3/environments/%25%2E/promote?x=/y", "m 7/3", "%."},
        {"https://h:1/v1/models/m/environments/e/promote", "m", "e"},
        {"https://h", NULL, NULL},
        {"", NULL, NULL},
        {"/", NULL, NULL},
        {"/v1/models/m/environments/e", NULL, NULL},
        {"/v1/models/m/environments/e/promote/x", NULL, NULL},
        {"/v1/models/m%zz/environments/e/promote", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT(targets); i++) {
        struct pc_buf model = {.limit = 64};
        struct pc_buf environment = {.limit = 64};
        enum pc_status status = pc_contract_target(pc_view_of(targets[i].target), &model, &environment);
        assert_int_equal(status, targets[i].model == NULL ? PC_MALFORMED : PC_OK);
        if (targets[i].model != NULL) {
            assert_string_equal(model.data, targets[i].model);
            assert_string_equal(environment.data, targets[i].environment);
        }
        pc_buf_clear(&model);
        pc_buf_clear(&environment);
    }
}

const struct CMUnitTest request_tests[] = {
    cmocka_unit_test(test_rows),
    cmocka_unit_test(test_target),
};
const size_t request_test_count = COUNT(request_tests);
