/* Any bytes as a server's answer, through the judge and every report: JSON and XML stay well-formed, nothing
 * steers a terminal, and the key, which the input can make the server say (each byte 1 becomes the key),
 * stands in none. */
#include "oracle.h"
#include "pc_contract.h"
#include "pc_report.h"
#include "support.h"
#include "well_formed.h"

#include <stdlib.h>

static const char key[] = "fuzzkey7.c2VjcmV0LW9mLXRoZS1mdXp6ZXI";

static struct pc_spec *spec;
static struct pc_judge *judge;
static struct pc_secrets secrets;

static void set_up_once(void) {
    struct pc_error err = {0};
    if (judge != NULL)
        return;
    fuzz_require(pc_spec_load(NULL, &spec, &err) == PC_OK, err.message);
    judge = pc_judge_new(spec);
    fuzz_require(judge != NULL && pc_secrets_add(&secrets, PC_VIEW(key)) == PC_OK, "memory for the judge");
}

static struct pc_http_parser *parse(enum pc_http_kind kind, struct pc_view bytes) {
    struct pc_http_parser_options options = {.kind = kind};
    struct pc_http_parser *parser = pc_http_parser_new(&options);
    fuzz_require(parser != NULL && pc_http_parser_feed(parser, bytes) == PC_OK, "memory for a parser");
    pc_http_parser_end(parser);
    return parser;
}

static struct pc_http_exchange *make_exchange(const uint8_t *data, size_t size) {
    struct pc_http_exchange *exchange = calloc(1, sizeof *exchange);
    struct pc_buf answer;
    fuzz_require(exchange != NULL, "memory for an exchange");
    pc_buf_init(&exchange->sent, 4096);
    pc_buf_init(&answer, SIZE_MAX / 2);
    fuzz_require(pc_buf_appendf(&exchange->sent,
                                "POST /v1/models/m/environments/e/promote HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                "Authorization: Api-Key %s\r\nContent-Type: application/json\r\n"
                                "Content-Length: 21\r\n\r\n{\"deployment_id\":\"d\"}",
                                key) == PC_OK,
                 "memory for a request");
    for (size_t i = 0; i < size; i++)
        fuzz_require((data[i] == 1 ? pc_buf_append(&answer, PC_VIEW(key))
                                   : pc_buf_append_byte(&answer, (char)data[i])) == PC_OK,
                     "memory for an answer");
    exchange->request_parser = parse(PC_HTTP_REQUEST, pc_buf_view(&exchange->sent));
    exchange->response_parser = parse(PC_HTTP_RESPONSE, pc_buf_view(&answer));
    enum pc_http_progress progress = pc_http_parser_message(exchange->response_parser)->progress;
    exchange->outcome = progress == PC_HTTP_COMPLETE  ? PC_HTTP_OUTCOME_ANSWERED
                        : progress == PC_HTTP_GARBLED ? PC_HTTP_OUTCOME_GARBLED
                                                      : PC_HTTP_OUTCOME_CLOSED;
    pc_buf_clear(&answer);
    return exchange;
}

static void fill(struct pc_result *result, const struct pc_http_exchange *exchange,
                 const struct pc_judgements *judgements) {
    struct pc_stored_exchange *stored = pc_result_add_exchange(result);
    struct pc_case_result *one = pc_result_add_case(result);
    fuzz_require(stored != NULL && one != NULL, "memory for a result");
    result->version = pc_text_copy("0");
    result->spec = pc_text_copy(pc_spec_sha256(spec));
    result->side = pc_text_copy("server");
    result->target = pc_text_copy("http://127.0.0.1:1");
    result->started = pc_text_copy("2026-01-02T03:04:05Z");
    one->id = pc_text_copy("server/response/fuzz");
    one->title = pc_text_copy("any bytes");
    one->verdict = judgements->count == 0 ? PC_VERDICT_PASS : PC_VERDICT_FAIL;
    for (size_t i = 0; i < judgements->count; i++)
        fuzz_require(pc_findings_add(&one->findings, &judgements->items[i].finding) == PC_OK, "memory");
    fuzz_require(pc_stored_exchange_make(exchange, "fuzz", result->target, true, &secrets, stored) == PC_OK &&
                     pc_case_result_add_exchange(one, 0) == PC_OK &&
                     pc_result_redact(result, &secrets) == PC_OK,
                 "memory for a result");
}

static void check_reports(const struct pc_result *result) {
    static const struct {
        enum pc_status (*render)(const struct pc_result *, const struct pc_report_options *, struct pc_buf *);
        bool xml;
    } reports[] = {{pc_report_text, false},
                   {pc_report_junit, true},
                   {pc_report_tap, false},
                   {pc_report_github, false},
                   {pc_report_github_summary, false}};
    struct pc_report_options options = {.verbose = true};
    struct pc_result again = {0};
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX / 2);
    fuzz_require(pc_result_write_json(result, &text) == PC_OK, "results.json is written");
    fuzz_require(oracle_json((const uint8_t *)text.data, text.size, 100).accepted, "results.json is JSON");
    fuzz_require(pc_view_find(pc_buf_view(&text), PC_VIEW(key)) == text.size, "results.json hides the key");
    fuzz_require(pc_result_read_json(pc_buf_view(&text), &again, NULL) == PC_OK, "results.json is read back");
    pc_result_clear(&again);
    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++) {
        pc_buf_reset(&text);
        fuzz_require(reports[i].render(result, &options, &text) == PC_OK, "a report is rendered");
        fuzz_require(pc_utf8_valid(pc_buf_view(&text)), "a report is UTF-8");
        fuzz_require(pc_view_find(pc_buf_view(&text), PC_VIEW(key)) == text.size, "a report hides the key");
        fuzz_require(reports[i].xml ? xml_is_well_formed(text.data, text.size)
                                    : text_is_printable(text.data, text.size),
                     reports[i].xml ? "junit.xml is XML" : "a report is printable");
    }
    pc_buf_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct pc_judgements judgements = {0};
    struct pc_result result = {0};
    set_up_once();
    struct pc_http_exchange *exchange = make_exchange(data, size);
    fuzz_require(pc_judge_response(judge, exchange, &judgements, NULL) == PC_OK, "memory for judging");
    fill(&result, exchange, &judgements);
    check_reports(&result);
    pc_judgements_clear(&judgements);
    pc_result_clear(&result);
    pc_http_exchange_free(exchange);
    return 0;
}
