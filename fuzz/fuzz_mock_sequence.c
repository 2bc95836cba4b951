/* A sequence of requests to the mock's pure function. After each one: the answer is well-formed HTTP; a 200
 * holds a deployment by the schema core, and the environment now has it; anything else changed nothing; the
 * model keeps its invariants. An input that begins with 0xFF turns a fault on, by the next two bytes, as
 * there are more than 256: then nothing is promised but that it goes on. */
#include "contract_answer.h"
#include "model_check.h"
#include "pc_mock.h"
#include "request_of_bytes.h"
#include "support.h"

#define MAX_REQUESTS 24u
#define WITH_FAULT   0xFFu
/* An input has the same answers at any time: else no finding could be repeated. */
#define FIRST_UNIX_SECONDS 1767323045

/* The state at a time, as a document. */
struct snapshot {
    struct pc_json_reader *reader;
    struct pc_buf text, digest;
    struct pc_json_value root;
};

static void take(struct pc_mock *mock, struct snapshot *out) {
    const struct pc_json_doc *doc;
    if (out->reader == NULL) {
        out->reader = pc_json_reader_new(NULL);
        pc_buf_init(&out->text, SIZE_MAX / 2);
        pc_buf_init(&out->digest, SIZE_MAX / 2);
    }
    pc_buf_reset(&out->text);
    pc_buf_reset(&out->digest);
    fuzz_require(out->reader != NULL && pc_mock_save(mock, &out->text) == PC_OK &&
                     pc_json_read(out->reader, pc_buf_view(&out->text), &doc, NULL) == PC_OK &&
                     pc_json_doc_valid(doc),
                 "the state is JSON");
    out->root = pc_json_root(doc);
    model_digest(out->root, &out->digest);
}

static struct pc_http_parser *parse(enum pc_http_kind kind, struct pc_view bytes, bool answers_head) {
    struct pc_http_parser_options options = {.kind = kind, .answers_head = answers_head};
    struct pc_http_parser *parser = pc_http_parser_new(&options);
    fuzz_require(parser != NULL && pc_http_parser_feed(parser, bytes) == PC_OK, "memory for a parser");
    pc_http_parser_end(parser);
    return parser;
}

static void check_answer(struct pc_http_parser *parser, struct pc_view bytes) {
    const struct pc_http_message *response = pc_http_parser_message(parser);
    fuzz_require(response->progress == PC_HTTP_COMPLETE && response->defect_count == 0 &&
                     pc_http_parser_excess(parser).size == 0,
                 "an answer is one well-formed message");
    fuzz_require(pc_view_find(bytes, PC_VIEW(PC_MOCK_API_KEY)) == bytes.size,
                 "an answer does not hold the key");
}

static void check_step(struct pc_mock *mock, struct bytes *from, struct snapshot *before,
                       struct snapshot *after, bool faulty) {
    struct pc_buf sent, answer;
    pc_buf_init(&sent, 16384);
    pc_buf_init(&answer, SIZE_MAX / 2);
    struct chosen_request chosen = request_of_bytes(from, &sent);
    bool head = pc_view_equal_text(pc_view_of(chosen.method), "HEAD");
    struct pc_http_parser *request = parse(PC_HTTP_REQUEST, pc_buf_view(&sent), false);
    pc_mock_answer(mock, pc_http_parser_message(request), &answer);
    struct pc_http_parser *parser = parse(PC_HTTP_RESPONSE, pc_buf_view(&answer), head);
    const struct pc_http_message *response = pc_http_parser_message(parser);
    take(mock, after);
    if (!faulty) {
        check_answer(parser, pc_buf_view(&answer));
        model_check(after->root);
    }
    if (!faulty && response->status == 200 && pc_view_equal_text(pc_view_of(chosen.method), "POST")) {
        struct contract_reading reading = contract_read(CODEC_DEPLOYMENT, response->body);
        bool escaped = pc_view_equal_text(pc_view_of(chosen.environment), "st%61ging");
        fuzz_require(reading.answer == CONTRACT_TAKES,
                     "a promotion's answer is a deployment by the schema core");
        model_check_promoted(before->root, after->root,
                             escaped ? PC_VIEW("staging") : pc_view_of(chosen.environment),
                             pc_json_root(reading.doc));
    } else if (!faulty) {
        fuzz_require(pc_view_equal(pc_buf_view(&before->digest), pc_buf_view(&after->digest)),
                     "a refusal changes nothing");
    }
    pc_http_parser_free(parser);
    pc_http_parser_free(request);
    pc_buf_clear(&answer);
    pc_buf_clear(&sent);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct snapshot snapshots[2];
    struct bytes from = {data, data + size};
    bool faulty = size > 3 && data[0] == WITH_FAULT;
    const char *fault = NULL;
    if (faulty) {
        fault = pc_mock_fault((data[1] * 256u + data[2]) % pc_mock_fault_count())->name;
        from.at += 3;
    }
    struct pc_mock_options options = {
        .faults = &fault, .fault_count = faulty ? 1 : 0, .first_unix_seconds = FIRST_UNIX_SECONDS};
    struct pc_mock *mock = NULL;
    fuzz_require(pc_mock_new(&options, &mock, NULL) == PC_OK, "memory for a mock");
    take(mock, &snapshots[0]);
    for (unsigned i = 0; i < MAX_REQUESTS && from.at != from.end; i++)
        check_step(mock, &from, &snapshots[i % 2], &snapshots[(i + 1) % 2], faulty);
    pc_mock_free(mock);
    return 0;
}
