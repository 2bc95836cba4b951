/* One request, one script of the server, and what comes of it: on both wires, and in the verdicts. */
#include "fixture.h"

#include <stdio.h>

#define STEP(name, ...)                                                                                      \
    { .act = PC_SCRIPT_##name, __VA_ARGS__ }
#define SEND(text)                                                                                           \
    {                                                                                                        \
        .act = PC_SCRIPT_SEND, .bytes = { text, sizeof(text) - 1 }                                           \
    }
#define STEPS(...)                                                                                           \
    (const struct pc_script_step[]) {                                                                        \
        __VA_ARGS__, {                                                                                       \
            .act = PC_SCRIPT_END                                                                             \
        }                                                                                                    \
    }
#define GOOD    NULL /* the good answer */
#define OK_HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define GET     "GET /v1/models HTTP/1.1\r\nHost: h\r\n\r\n"

struct row {
    const char *name;
    const char *request;
    const struct pc_script_step *steps; /* GOOD: the good answer */
    enum pc_script_moment moment;
    size_t kept_body;
    int64_t timeout_ms;
    const char *prefix; /* of the upstream's URL */
    /* What the client sees. */
    enum pc_http_outcome outcome;
    unsigned status;
    const char *own; /* the error in Proxy-Status, NULL: the answer is the server's */
    /* What the server sees: text that its request holds and does not hold; "": no request at all. */
    const char *holds, *lacks;
    /* What is found, as list_failed has it; and a note of the report. */
    const char *failed;
    const char *note;
    enum pc_status finished;
};

#define CLOSED PC_HTTP_OUTCOME_CLOSED
static const struct row rows[] = {
    {"a clean pair", PROMOTE, GOOD, .status = 200,
     .holds = "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1:", .failed = "", .note = "promotes: 1"},
    {"an upstream with a path", PROMOTE, GOOD, .prefix = "/base/api/", .status = 200,
     .holds = "POST /base/api" PATH " HTTP/1.1\r\n", .failed = ""},
    {"hop by hop",
     "POST " PATH " HTTP/1.1\r\n" HEAD_LINES "Connection: X-Mine\r\nX-Mine: 1\r\nUpgrade: h2c\r\n"
     "x-yours:  2\r\nContent-Length: 27\r\n\r\n" BODY,
     GOOD, .status = 200, .holds = "x-yours:  2\r\nContent-Length: 27\r\nVia: 1.1 promotecheck\r\n\r\n" BODY,
     .lacks = "X-Mine", .failed = ""},
    {"Connection: close",
     "POST " PATH " HTTP/1.1\r\n" HEAD_LINES "Connection: close\r\nContent-Length: 27\r\n\r\n" BODY, GOOD,
     .status = 200, .holds = "Connection: close\r\n\r\n", .failed = ""},
    {"chunks from the client",
     "POST " PATH " HTTP/1.1\r\n" HEAD_LINES
     "Transfer-Encoding: chunked\r\n\r\n5;a=b\r\n{\"dep\r\n16\r\nloyment_id\":\"w604592\"}\r\n0\r\nX: "
     "y\r\n\r\n",
     GOOD, .status = 200, .holds = "\r\n\r\n5\r\n{\"dep\r\n16\r\nloyment_id\":\"w604592\"}\r\n0\r\n\r\n",
     .lacks = "a=b", .failed = ""},
    {"a client of HTTP/1.0",
     "POST " PATH " HTTP/1.0\r\nAuthorization: Api-Key " KEY
     "\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n" BODY,
     GOOD, .status = 200, .holds = " HTTP/1.1\r\nHost: 127.0.0.1:", .failed = ""},
    {"HEAD", "HEAD /v1/models HTTP/1.1\r\nHost: h\r\n\r\n",
     STEPS(SEND("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")), .status = 200, .holds = "HEAD /v1/models",
     .failed = "", .finished = PC_USAGE},
    {"another path", GET, STEPS(SEND("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")), .status = 200,
     .holds = "GET /v1/models", .failed = "", .note = "other requests, passed on and not judged: 1",
     .finished = PC_USAGE},
    {"a promote of something else",
     "POST /v1/models/m/deployments/d/promote HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n",
     STEPS(SEND("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")), .status = 200, .holds = "/deployments/d/",
     .failed = "", .note = "other requests, passed on and not judged: 1", .finished = PC_USAGE},
    {"an answer without an end of its own", PROMOTE,
     STEPS(SEND(OK_HEAD "\r\n{}"), STEP(CLOSE, .pause_ms = 0)), .status = 200, .holds = BODY,
     .failed = "server/schema:fail"},
    {"early hints", PROMOTE,
     STEPS(SEND("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
           SEND("HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n{}")),
     .status = 409, .holds = BODY, .failed = ""},
    /* The server's faults. */
    {"a refusal is no fault", PROMOTE, STEPS(SEND("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")),
     .status = 401, .holds = BODY, .failed = ""},
    {"nor is a failure", PROMOTE,
     STEPS(SEND("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")), .status = 503,
     .holds = BODY, .failed = ""},
    {"201", PROMOTE, STEPS(SEND("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}")), .status = 201,
     .holds = BODY, .failed = "server/status:fail"},
    {"HTML", PROMOTE,
     STEPS(SEND("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>")), .status = 200,
     .holds = BODY, .failed = "server/content-type:fail server/json:fail"},
    {"bytes behind the answer", PROMOTE,
     STEPS(SEND("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n")), .status = 404,
     .holds = BODY, .failed = "server/excess:warn"},
    {"two lengths", PROMOTE,
     STEPS(SEND("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}")), .status = 404,
     .holds = BODY, .failed = "server/framing:warn"},
    {"a reset", PROMOTE, STEPS(STEP(RESET, .pause_ms = 0)), .status = 502, .own = "http_response_incomplete",
     .holds = BODY, .failed = "server/answered:fail"},
    {"a close", PROMOTE, STEPS(STEP(CLOSE, .pause_ms = 0)), .status = 502, .own = "http_response_incomplete",
     .holds = BODY, .failed = "server/answered:fail",
     .note = "answers that the proxy made itself, and that are not judged as the server's: 1"},
    {"a close in the head", PROMOTE, STEPS(SEND("HTTP/1.1 200 OK\r\nContent-"), STEP(CLOSE, .pause_ms = 0)),
     .status = 502, .own = "http_response_incomplete", .holds = BODY, .failed = "server/answered:fail"},
    {"a close in the body", PROMOTE,
     STEPS(SEND(OK_HEAD "Content-Length: 20\r\n\r\n{\"id\":"), STEP(CLOSE, .pause_ms = 0)), .outcome = CLOSED,
     .status = 200, .holds = BODY, .failed = "server/answered:fail"},
    {"a close in a chunk", PROMOTE,
     STEPS(SEND(OK_HEAD "Transfer-Encoding: chunked\r\n\r\n9\r\n{\"id\":"), STEP(CLOSE, .pause_ms = 0)),
     .outcome = CLOSED, .status = 200, .holds = BODY, .failed = "server/answered:fail"},
    {"silence", PROMOTE, STEPS(STEP(SILENCE, .pause_ms = 0)), .timeout_ms = SHORT_MS, .status = 504,
     .own = "http_response_timeout", .holds = BODY, .failed = "server/answered:fail"},
    {"silence in the body", PROMOTE,
     STEPS(SEND(OK_HEAD "Content-Length: 20\r\n\r\n{\"id\":"), STEP(SILENCE, .pause_ms = 0)),
     .timeout_ms = SHORT_MS, .outcome = CLOSED, .status = 200, .holds = BODY,
     .failed = "server/answered:fail"},
    {"no HTTP", PROMOTE, STEPS(SEND("SSH-2.0-OpenSSH\r\n")), .status = 502, .own = "http_protocol_error",
     .holds = BODY, .failed = "server/answered:fail"},
    {"a switch of protocols", PROMOTE, STEPS(SEND("HTTP/1.1 101 Switching Protocols\r\n\r\n")), .status = 502,
     .own = "http_protocol_error", .holds = BODY, .failed = "server/answered:fail"},
    {"two lengths that differ", PROMOTE,
     STEPS(SEND(OK_HEAD "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x")), .status = 502,
     .own = "http_protocol_error", .holds = BODY, .failed = "server/framing:fail"},
    {"a bad chunk", PROMOTE, STEPS(SEND(OK_HEAD "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n")),
     .outcome = CLOSED, .status = 200, .holds = BODY, .failed = "server/schema:fail server/framing:fail"},
    /* The client's. */
    {"text",
     "POST " PATH " HTTP/1.1\r\nHost: h\r\nAuthorization: Api-Key " KEY
     "\r\nContent-Type: text/plain\r\nContent-Length: 27\r\n\r\n" BODY,
     GOOD, .status = 200, .holds = BODY, .failed = "client/content-type:fail"},
    {"a bearer",
     "POST " PATH " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " KEY
     "\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n" BODY,
     GOOD, .status = 200, .holds = "Bearer " KEY, .failed = "client/authorization:fail"},
    {"a wrong body", "POST " PATH " HTTP/1.1\r\n" HEAD_LINES "Content-Length: 2\r\n\r\n{}", GOOD,
     .status = 200, .holds = "\r\n\r\n{}", .failed = "client/schema:fail"},
    {"no body", "POST " PATH " HTTP/1.1\r\n" HEAD_LINES "\r\n", GOOD, .status = 200, .holds = "POST ",
     .failed = "client/body:fail"},
    {"PUT", "PUT " PATH " HTTP/1.1\r\n" HEAD_LINES "Content-Length: 27\r\n\r\n" BODY,
     STEPS(SEND("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")), .status = 405,
     .holds = "PUT ", .failed = "client/method:fail"},
    {"a slash too many", "POST " PATH "/ HTTP/1.1\r\n" HEAD_LINES "Content-Length: 27\r\n\r\n" BODY,
     STEPS(SEND("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")), .status = 404, .holds = "promote/ ",
     .failed = "client/path:fail"},
    {"an unencoded slash in an id",
     "POST /v1/models/a/b/environments/e/promote HTTP/1.1\r\n" HEAD_LINES "Content-Length: 27\r\n\r\n" BODY,
     STEPS(SEND("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")), .status = 404, .holds = "/a/b/",
     .failed = "client/path:fail"},
    {"no HTTP from the client", "\x16\x03\x01\x02", GOOD, .status = 400, .own = "http_request_error",
     .holds = "", .failed = "client/framing:fail", .note = "connections that began with no HTTP request: 1"},
    {"a length beside chunks",
     "POST " PATH " HTTP/1.1\r\n" HEAD_LINES
     "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: "
     "h\r\n\r\n",
     GOOD, .status = 400, .own = "http_request_error", .holds = "", .failed = "client/framing:warn"},
    {"a bare LF", "POST " PATH " HTTP/1.1\n" HEAD_LINES "Content-Length: 27\r\n\r\n" BODY, GOOD,
     .status = 400, .own = "http_request_error", .holds = "", .failed = "client/fields:warn"},
    {"a chunk line that ends in LF",
     "POST " PATH " HTTP/1.1\r\n" HEAD_LINES "Transfer-Encoding: chunked\r\n\r\n1b\n" BODY "\r\n0\r\n\r\n",
     STEPS(STEP(SILENCE, .pause_ms = 0)), .status = 400, .own = "http_request_error", .holds = "",
     .failed = "client/fields:warn"},
    {"CONNECT", "CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n", GOOD, .status = 501,
     .own = "http_request_error", .holds = "", .failed = "", .finished = PC_USAGE},
    {"another host",
     "POST http://elsewhere.example" PATH " HTTP/1.1\r\n" HEAD_LINES "Content-Length: 27\r\n\r\n" BODY, GOOD,
     .status = 421, .own = "http_request_error", .holds = "", .failed = "client/path:warn"},
    {"a client that stops", "POST " PATH " HTTP/1.1\r\n" HEAD_LINES "Content-Length: 28\r\n\r\n" BODY, GOOD,
     .timeout_ms = SHORT_MS, .status = 408, .own = "http_request_error", .holds = "POST ",
     .failed = "client/framing:fail"},
    /* More than is kept. */
    {"a large request", PROMOTE, GOOD, .kept_body = 20, .status = 200, .holds = BODY, .failed = "",
     .note = "exchanges not judged in full: 1"},
    {"a large request that is wrong elsewhere",
     "PUT " PATH " HTTP/1.1\r\n" HEAD_LINES "Content-Length: 27\r\n\r\n" BODY,
     STEPS(SEND("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")), .kept_body = 20,
     .status = 405, .holds = BODY, .failed = "client/method:fail", .note = "exchanges not judged in full: 1"},
    {"a large answer", PROMOTE,
     STEPS(
         SEND(OK_HEAD
              "Content-Length: 60\r\n\r\n{\"id\":\"123456789012345678901234567890123456789012345678901\"}")),
     .kept_body = 40, .status = 200, .holds = BODY, .failed = "", .note = "exchanges not judged in full: 1"},
};

static struct pc_script script_of(const struct row *row, struct pc_script_step good[2]) {
    good[0] = (struct pc_script_step){.act = PC_SCRIPT_SEND, .bytes = pc_buf_view(&good_answer)};
    good[1] = (struct pc_script_step){.act = PC_SCRIPT_END};
    return (struct pc_script){.steps = row->steps == GOOD ? good : row->steps, .moment = row->moment};
}

static bool fits(const struct row *row, bool good, const char *what, const char *seen) {
    if (!good)
        print_error("%s: %s: %s\n", row->name, what, seen);
    return good;
}

static bool check_client(const struct row *row, const struct pc_http_exchange *exchange) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    char seen[64];
    snprintf(seen, sizeof seen, "%s %u", pc_http_outcome_word(exchange->outcome), answer->status);
    bool good = fits(row, exchange->outcome == row->outcome && answer->status == row->status,
                     "the client sees", seen);
    struct pc_view proxy_status = pc_http_field_value(answer, "Proxy-Status");
    char *wanted = pc_text_format("promotecheck; error=%s", row->own == NULL ? "" : row->own);
    bool own = row->own == NULL ? proxy_status.size == 0 : pc_view_equal_text(proxy_status, wanted);
    good &= fits(row, own, "Proxy-Status", proxy_status.size == 0 ? "none" : proxy_status.data);
    good &= fits(row, pc_http_exchange_excess(exchange).size == 0, "the client gets", "more than an answer");
    if (row->steps == GOOD && row->own == NULL)
        good &= fits(row, pc_view_equal(answer->body, pc_buf_view(&deployment)), "the body", "another");
    free(wanted);
    return good;
}

static bool check_server(const struct row *row, const struct pc_scripted_record *record) {
    struct pc_view raw = pc_buf_view(&record->kept[0].raw);
    if (row->holds[0] == '\0')
        return fits(row, record->requests == 0, "the server sees", "a request");
    bool good = fits(row, pc_view_find(raw, pc_view_of(row->holds)) < raw.size, "the server sees",
                     raw.size == 0 ? "nothing" : raw.data);
    if (row->lacks != NULL)
        good &= fits(row, pc_view_find(raw, pc_view_of(row->lacks)) == raw.size, "the server sees", raw.data);
    return good && fits(row, record->requests == 1, "the server sees", "more than one request");
}

static bool check_verdicts(const struct row *row, const struct stage *stage, enum pc_status status) {
    struct pc_buf failed;
    pc_buf_init(&failed, 4096);
    list_failed(stage, &failed);
    bool good = fits(row, strcmp(failed.data, row->failed) == 0, "found", failed.data);
    good &= fits(row, status == row->finished, "ended with", pc_status_name(status));
    if (row->note != NULL)
        good &= fits(row, has_note(stage, row->note), "no note", row->note);
    pc_buf_clear(&failed);
    return good;
}

static void each_exchange_comes_to_what_it_should(void **state) {
    bool good = true;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct stage stage;
        struct pc_script_step steps[2];
        const struct pc_script script = script_of(&rows[i], steps);
        const struct pc_proxy_options options = {
            .upstream = rows[i].prefix, .kept_body = rows[i].kept_body, .timeout_ms = rows[i].timeout_ms};
        start_stage(&stage, &script, &options);
        struct pc_http_exchange *exchange = send_bytes(&stage, pc_view_of(rows[i].request));
        enum pc_status status = end_stage(&stage);
        bool fine = check_client(&rows[i], exchange);
        fine &= check_server(&rows[i], stage.record);
        fine &= check_verdicts(&rows[i], &stage, status);
        if (!fine)
            print_error("%s", stage.told.data == NULL ? "" : stage.told.data);
        good &= fine;
        pc_http_exchange_free(exchange);
        clear_stage(&stage);
    }
    assert_true(good);
}

int run_row_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_exchange_comes_to_what_it_should)};
    return cmocka_run_group_tests_name("rows", tests, load_fixture, drop_fixture);
}
