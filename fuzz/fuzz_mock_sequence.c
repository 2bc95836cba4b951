/* A sequence of requests to the mock's pure function. After each one: the answer is well-formed HTTP; a 200
 * holds a deployment by the schema core, and the environment now has it; anything else changed nothing; each
 * environment has one current deployment, which is the model's. */
#include "bytes.h"
#include "contract_answer.h"
#include "pc_mock.h"
#include "support.h"

#define MAX_REQUESTS 24u

static struct pc_json_reader *reader;

static const char *pick(struct bytes *from, const char *const *list, uint32_t count) {
    return list[bytes_below(from, count)];
}
#define PICK(from, list) pick((from), (list), (uint32_t)(sizeof(list) / sizeof((list)[0])))

static const char *const models[] = {PC_MOCK_MODEL, PC_MOCK_MODEL, PC_MOCK_MODEL,
                                     "nosuchmodel", "%77dlgzjk3",  ""};
static const char *const environments[] = {"staging", "production", "canary",
                                           "locked",  "nosuch",     "st%61ging"};
static const char *const deployments[] = {PC_MOCK_DEPLOYMENT,
                                          PC_MOCK_OTHER_DEPLOYMENT,
                                          "31d0kq9",
                                          "rwn8jx1",
                                          PC_MOCK_FOREIGN_DEPLOYMENT,
                                          "nosuch",
                                          ""};

static void body(struct bytes *from, struct pc_buf *out) {
    static const char *const members[] = {"", ",\"scale_down_previous_deployment\":false",
                                          ",\"scale_down_previous_deployment\":true",
                                          ",\"preserve_env_instance_type\":false", ",\"x\":[1]"};
    static const char *const odd[] = {"",
                                      "{}",
                                      "[]",
                                      "null",
                                      "{\"deployment_id\":7}",
                                      "{\"deployment_id\":",
                                      "{\"deployment_id\":\"w604592\",\"deployment_id\":\"q8k21xz\"}"};
    enum pc_status status;
    if (bytes_below(from, 8) == 7)
        status = pc_buf_append_text(out, PICK(from, odd));
    else
        status = pc_buf_appendf(out, "{\"deployment_id\":\"%s\"%s%s}", PICK(from, deployments),
                                PICK(from, members), PICK(from, members));
    if (status == PC_OK && bytes_below(from, 16) == 15)
        status = pc_buf_append_byte(out, (char)bytes_byte(from));
    fuzz_require(status == PC_OK, "memory for a body");
}

/* One request as bytes. */
static void make_request(struct bytes *from, struct pc_buf *out) {
    static const char *const methods[] = {"POST", "POST", "POST", "POST", "POST", "GET", "PUT", "HEAD"};
    static const char *const keys[] = {"Api-Key " PC_MOCK_API_KEY,
                                       "Api-Key " PC_MOCK_API_KEY,
                                       "Bearer " PC_MOCK_API_KEY,
                                       "Api-Key wrong",
                                       PC_MOCK_API_KEY,
                                       ""};
    static const char *const types[] = {"application/json", "application/json; charset=utf-8", "text/plain"};
    static const char *const tails[] = {"promote",     "promote", "promote", "promote",
                                        "promote?x=1", "demote",  ""};
    struct pc_buf content, path;
    pc_buf_init(&content, 4096);
    pc_buf_init(&path, 256);
    const char *method = PICK(from, methods);
    const char *model = PICK(from, models);
    fuzz_require(pc_buf_appendf(&path, "/v1/models/%s/environments/%s/%s", model, PICK(from, environments),
                                PICK(from, tails)) == PC_OK,
                 "memory for a target");
    body(from, &content);
    struct pc_http_header headers[] = {
        {"Host", "127.0.0.1"}, {"Authorization", PICK(from, keys)}, {"Content-Type", PICK(from, types)}};
    fuzz_require(pc_http_write_request(out, method, path.data, headers, 3, true, pc_buf_view(&content)) ==
                     PC_OK,
                 "memory for a request");
    pc_buf_clear(&content);
    pc_buf_clear(&path);
}

/* `lists`, of environments, are what a refusal leaves as it was: deployments may come to rest at any request.
 */
static void check_state(struct pc_json_value state, struct pc_buf *lists) {
    struct pc_json_value model = pc_json_first(pc_json_get_text(state, "models"));
    for (; pc_json_exists(model); model = pc_json_next(model)) {
        struct pc_json_value list = pc_json_get_text(model, "environments");
        struct pc_json_value environment = pc_json_first(list);
        fuzz_require(pc_buf_append(lists, pc_json_raw(list)) == PC_OK, "memory for the state");
        for (; pc_json_exists(environment); environment = pc_json_next(environment)) {
            struct pc_json_value current = pc_json_get_text(environment, "current");
            struct pc_json_value one = pc_json_first(pc_json_get_text(model, "deployments"));
            unsigned found = pc_json_type(current) == PC_JSON_NULL ? 1 : 0;
            for (; pc_json_exists(one); one = pc_json_next(one))
                found += pc_json_equal(pc_json_get_text(one, "id"), current) ? 1 : 0;
            fuzz_require(found == 1, "an environment's current deployment is null or one of its model's");
        }
    }
}

static void read_state(struct pc_mock *mock, struct pc_buf *lists) {
    const struct pc_json_doc *doc;
    struct pc_buf state;
    pc_buf_init(&state, SIZE_MAX / 2);
    pc_buf_reset(lists);
    fuzz_require(pc_mock_save(mock, &state) == PC_OK, "memory for the state");
    fuzz_require(pc_json_read(reader, pc_buf_view(&state), &doc, NULL) == PC_OK && pc_json_doc_valid(doc),
                 "the state is JSON");
    check_state(pc_json_root(doc), lists);
    pc_buf_clear(&state);
}

static struct pc_http_parser *parse(enum pc_http_kind kind, struct pc_view bytes, bool answers_head) {
    struct pc_http_parser_options options = {.kind = kind, .answers_head = answers_head};
    struct pc_http_parser *parser = pc_http_parser_new(&options);
    fuzz_require(parser != NULL && pc_http_parser_feed(parser, bytes) == PC_OK, "memory for a parser");
    pc_http_parser_end(parser);
    return parser;
}

static void check_step(struct pc_mock *mock, struct bytes *from, struct pc_buf *before,
                       struct pc_buf *after) {
    struct pc_buf sent, answer;
    pc_buf_init(&sent, 16384);
    pc_buf_init(&answer, SIZE_MAX / 2);
    make_request(from, &sent);
    struct pc_http_parser *request_parser = parse(PC_HTTP_REQUEST, pc_buf_view(&sent), false);
    const struct pc_http_message *request = pc_http_parser_message(request_parser);
    pc_mock_answer(mock, request, &answer);
    bool head = pc_view_equal_text(request->method, "HEAD");
    struct pc_http_parser *answer_parser = parse(PC_HTTP_RESPONSE, pc_buf_view(&answer), head);
    const struct pc_http_message *response = pc_http_parser_message(answer_parser);
    fuzz_require(response->progress == PC_HTTP_COMPLETE && response->defect_count == 0 &&
                     pc_http_parser_excess(answer_parser).size == 0,
                 "an answer is one well-formed message");
    fuzz_require(pc_view_find(pc_buf_view(&answer), PC_VIEW(PC_MOCK_API_KEY)) == answer.size,
                 "an answer does not hold the key");
    if (response->status == 200 && pc_view_equal_text(request->method, "POST"))
        fuzz_require(contract_read(CODEC_DEPLOYMENT, response->body).answer == CONTRACT_TAKES,
                     "a promotion's answer is a deployment by the schema core");
    read_state(mock, after);
    if (response->status >= 300 && pc_view_equal_text(request->method, "POST"))
        fuzz_require(pc_view_equal(pc_buf_view(before), pc_buf_view(after)), "a refusal changes nothing");
    struct pc_buf swap = *before;
    *before = *after;
    *after = swap;
    pc_http_parser_free(answer_parser);
    pc_http_parser_free(request_parser);
    pc_buf_clear(&answer);
    pc_buf_clear(&sent);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct bytes from = {data, data + size};
    struct pc_mock_options options = {0};
    struct pc_mock *mock = NULL;
    struct pc_buf before, after;
    if (reader == NULL)
        reader = pc_json_reader_new(NULL);
    fuzz_require(reader != NULL && pc_mock_new(&options, &mock, NULL) == PC_OK, "memory for a mock");
    pc_buf_init(&before, SIZE_MAX / 2);
    pc_buf_init(&after, SIZE_MAX / 2);
    read_state(mock, &before);
    for (unsigned i = 0; i < MAX_REQUESTS && from.at != from.end; i++)
        check_step(mock, &from, &before, &after);
    pc_buf_clear(&before);
    pc_buf_clear(&after);
    pc_mock_free(mock);
    return 0;
}
