/* A sequence of requests to the mock's pure function. After each one: the answer is well-formed HTTP; a 200
 * holds a deployment by the schema core, and the environment now has it; anything else changed nothing; what
 * is shown is what the model has; the model keeps its invariants. At the end it is saved, and loaded again it
 * is the same. An input that begins with 0xFF turns a fault on, by the next two bytes, as there are more than
 * 256: until it acts all of this holds, afterwards only that it goes on. */
#include "call.h"
#include "contract_answer.h"
#include "model_check.h"
#include "observed_check.h"
#include "start_check.h"
#include "support.h"

#define MAX_REQUESTS 24u
#define WITH_FAULT   0xFFu
#define BAD_STATE    0xFEu /* nothing is asked: whether it starts is */
#define BAD_FAULT    0xFDu
/* An input has the same answers at any time: else no finding could be repeated. */
#define FIRST_UNIX_SECONDS 1767323045

/* The built-in state, read once: to read it for each input took as long as ten requests. */
static const struct pc_mock_state *built_in(void) {
    static struct pc_mock *mock;
    if (mock == NULL)
        fuzz_require(pc_mock_new(NULL, &mock, NULL) == PC_OK, "memory for a mock");
    return &mock->state;
}

static struct pc_mock *make_mock(const char *fault) {
    struct pc_mock_options options = {.state = PC_VIEW("{\"api_keys\":[],\"models\":[]}"),
                                      .faults = &fault,
                                      .fault_count = fault == NULL ? 0 : 1,
                                      .first_unix_seconds = FIRST_UNIX_SECONDS};
    struct pc_mock *mock = NULL;
    fuzz_require(pc_mock_new(&options, &mock, NULL) == PC_OK &&
                     pc_mock_state_copy(&mock->state, built_in()) == PC_OK,
                 "memory for a mock");
    return mock;
}

static struct pc_http_parser *parse(enum pc_http_kind kind, struct pc_view bytes, bool answers_head) {
    struct pc_http_parser_options options = {.kind = kind, .answers_head = answers_head};
    struct pc_http_parser *parser = pc_http_parser_new(&options);
    fuzz_require(parser != NULL && pc_http_parser_feed(parser, bytes) == PC_OK, "memory for a parser");
    pc_http_parser_end(parser);
    return parser;
}

static void check_message(struct pc_http_parser *parser, struct pc_view bytes) {
    const struct pc_http_message *response = pc_http_parser_message(parser);
    fuzz_require(response->progress == PC_HTTP_COMPLETE && response->defect_count == 0 &&
                     pc_http_parser_excess(parser).size == 0,
                 "an answer is one well-formed message");
    fuzz_require(pc_view_find(bytes, PC_VIEW(PC_MOCK_API_KEY)) == bytes.size,
                 "an answer does not hold the key");
}

static void check_answer(const struct pc_mock *mock, const struct chosen_request *chosen,
                         const struct pc_http_message *response, const struct model_digest *before,
                         const struct model_digest *after) {
    struct pc_view method = pc_view_of(chosen->method);
    model_check(&mock->state);
    if (response->status == 200 && pc_view_equal_text(method, "POST")) {
        struct contract_reading reading = contract_read(CODEC_DEPLOYMENT, response->body);
        fuzz_require(reading.answer == CONTRACT_TAKES,
                     "a promotion's answer is a deployment by the schema core");
        model_check_promoted(before, &mock->state, pc_view_of(chosen->environment),
                             pc_json_root(reading.doc));
        return;
    }
    fuzz_require(model_same(before, after), "a refusal changes nothing, nor does who only looks");
    if (response->status == 200 && pc_view_equal_text(method, "GET"))
        observed_check(&mock->state, chosen, response->body);
}

static void check_step(struct pc_mock *mock, struct bytes *from, const char *fault,
                       struct model_digest *before, struct model_digest *after) {
    struct pc_buf sent, answer;
    pc_buf_init(&sent, 16384);
    pc_buf_init(&answer, SIZE_MAX / 2);
    struct chosen_request chosen = request_of_bytes(from, &sent);
    bool head = pc_view_equal_text(pc_view_of(chosen.method), "HEAD");
    struct pc_http_parser *request = parse(PC_HTTP_REQUEST, pc_buf_view(&sent), false);
    pc_mock_answer(mock, pc_http_parser_message(request), &answer);
    struct pc_http_parser *parser = parse(PC_HTTP_RESPONSE, pc_buf_view(&answer), head);
    if (fault == NULL || !pc_mock_fault_reached(mock, fault)) {
        check_message(parser, pc_buf_view(&answer));
        model_digest(&mock->state, after);
        check_answer(mock, &chosen, pc_http_parser_message(parser), before, after);
    }
    pc_http_parser_free(parser);
    pc_http_parser_free(request);
    pc_buf_clear(&answer);
    pc_buf_clear(&sent);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct model_digest digests[2];
    struct bytes from = {data, data + size};
    const char *fault = NULL;
    if (size > 1 && (data[0] == BAD_STATE || data[0] == BAD_FAULT)) {
        from.at++;
        (data[0] == BAD_STATE ? start_check_state : start_check_fault)(&from);
        return 0;
    }
    if (size > 3 && data[0] == WITH_FAULT) {
        fault = pc_mock_fault((data[1] * 256u + data[2]) % pc_mock_fault_count())->name;
        from.at += 3;
    }
    struct pc_mock *mock = make_mock(fault);
    unsigned requests = 0;
    model_digest(&mock->state, &digests[0]);
    for (; requests < MAX_REQUESTS && from.at != from.end; requests++)
        check_step(mock, &from, fault, &digests[requests % 2], &digests[(requests + 1) % 2]);
    fuzz_require(pc_mock_request_count(mock) == requests, "each request is counted");
    if (fault == NULL || !pc_mock_fault_reached(mock, fault))
        model_check_saved(mock, &digests[requests % 2]);
    pc_mock_free(mock);
    return 0;
}
