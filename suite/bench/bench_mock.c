/* Requests that the mock answers in a second, as a ratio to an echo on the same server code: what its model
 * of the endpoint costs. One client, one connection, one request after the other.
 *
 *   bench_mock [REQUESTS [ROUNDS]]
 *
 * Exits 1 where a request is not answered with 200. */
#include "pc_http.h"
#include "pc_mock.h"
#include "rounds.h"

#include <stdio.h>

#define DEFAULT_REQUESTS 2000u
#define MAX_REQUESTS     100000u
#define DEFAULT_ROUNDS   15u
#define TIMEOUT_MS       10000
#define MAX_ANSWER       (64u << 10)

struct bench {
    unsigned requests;
    struct pc_buf promote;
    struct pc_buf look;
    struct pc_mock *mock;
    struct pc_server *mock_server;
    struct pc_server *echo_server;
};

static enum pc_http_after echo(const struct pc_http_message *request, struct pc_buf *response,
                               void *context) {
    (void)context;
    static const struct pc_http_header headers[] = {{"Content-Type", "application/json"}};
    return pc_http_write_response(response, 200, headers, 1, true, request->body) == PC_OK ? PC_HTTP_KEEP_OPEN
                                                                                           : PC_HTTP_CLOSE;
}

static void serve_echo(struct pc_connection *connection, void *context) {
    pc_connection_serve(connection, echo, context, TIMEOUT_MS);
}

/* One request, and its answer to the end. */
static bool ask(struct pc_wire *wire, struct pc_http_parser *parser, struct pc_view request) {
    struct pc_buf bytes;
    pc_buf_init(&bytes, MAX_ANSWER);
    int64_t deadline_ms = pc_clock_ms() + TIMEOUT_MS;
    enum pc_status status = pc_wire_send(wire, request, deadline_ms, NULL);
    while (status == PC_OK && pc_http_parser_message(parser)->progress < PC_HTTP_COMPLETE) {
        pc_buf_reset(&bytes);
        status = pc_wire_receive(wire, deadline_ms, &bytes);
        if (status == PC_OK)
            status = pc_http_parser_feed(parser, pc_buf_view(&bytes));
    }
    pc_buf_clear(&bytes);
    return status == PC_OK && pc_http_parser_message(parser)->status == 200 &&
           pc_http_parser_next(parser) == PC_OK;
}

static bool ask_often(struct bench *bench, const struct pc_server *server, const struct pc_buf *request) {
    char text[64];
    struct pc_http_target target = {.timeout_ms = TIMEOUT_MS};
    struct pc_http_parser_options kind = {.kind = PC_HTTP_RESPONSE};
    struct pc_wire *wire = NULL;
    snprintf(text, sizeof text, "http://127.0.0.1:%u", pc_server_port(server));
    struct pc_http_parser *parser = pc_http_parser_new(&kind);
    bool right = parser != NULL && pc_url_parse(text, &target.url, NULL) == PC_OK &&
                 pc_wire_open(&target, &wire, NULL) == PC_OK;
    for (unsigned i = 0; right && i < bench->requests; i++)
        right = ask(wire, parser, pc_buf_view(request));
    pc_wire_close(wire);
    pc_http_parser_free(parser);
    return right;
}

static bool run_echo(void *context) {
    struct bench *bench = context;
    return ask_often(bench, bench->echo_server, &bench->promote);
}

static bool run_look(void *context) {
    struct bench *bench = context;
    return ask_often(bench, bench->mock_server, &bench->look);
}

static bool run_promote(void *context) {
    struct bench *bench = context;
    return ask_often(bench, bench->mock_server, &bench->promote);
}

/* Promotes leave copies behind: each round begins with a mock that has none. */
static bool renew(void *context) {
    struct bench *bench = context;
    pc_server_stop(bench->mock_server);
    pc_mock_free(bench->mock);
    bench->mock_server = NULL;
    bench->mock = NULL;
    return pc_mock_new(&(struct pc_mock_options){0}, &bench->mock, NULL) == PC_OK &&
           pc_mock_serve(bench->mock, 0, NULL, &bench->mock_server, NULL) == PC_OK;
}

static const struct bench_contender contenders[] = {
    {"an echo on the same server code", NULL, run_echo},
    {"the mock, a GET of the environment", renew, run_look},
    {"the mock, a promote", renew, run_promote},
};

static bool set_up(struct bench *bench) {
    static const struct pc_http_header headers[] = {{"Host", "127.0.0.1"},
                                                    {"Authorization", "Api-Key " PC_MOCK_API_KEY},
                                                    {"Content-Type", "application/json"}};
    static const char environment[] = "/v1/models/" PC_MOCK_MODEL "/environments/" PC_MOCK_ENVIRONMENT;
    static const char promote[] = "/v1/models/" PC_MOCK_MODEL "/environments/" PC_MOCK_ENVIRONMENT "/promote";
    const struct pc_server_options options = {.handle = serve_echo};
    pc_buf_init(&bench->promote, MAX_ANSWER);
    pc_buf_init(&bench->look, MAX_ANSWER);
    return pc_http_write_request(&bench->look, "GET", environment, headers, 2, false, PC_VIEW("")) == PC_OK &&
           pc_http_write_request(&bench->promote, "POST", promote, headers, 3, true,
                                 PC_VIEW("{\"deployment_id\":\"" PC_MOCK_DEPLOYMENT "\"}")) == PC_OK &&
           pc_server_start(&options, &bench->echo_server, NULL) == PC_OK;
}

int main(int argc, char **argv) {
    struct bench bench = {0};
    unsigned rounds = argc > 2 ? bench_argument(argv[2], BENCH_MAX_ROUNDS) : DEFAULT_ROUNDS;
    bench.requests = argc > 1 ? bench_argument(argv[1], MAX_REQUESTS) : DEFAULT_REQUESTS;
    if (argc > 3 || bench.requests == 0 || rounds == 0) {
        fprintf(stderr, "usage: bench_mock [REQUESTS (1 to %u) [ROUNDS (1 to %u)]]\n", MAX_REQUESTS,
                BENCH_MAX_ROUNDS);
        return 2;
    }
    printf("%u requests on one connection\n", bench.requests);
    bool right =
        set_up(&bench) && bench_compare(contenders, sizeof contenders / sizeof contenders[0], &bench, rounds);
    pc_server_stop(bench.mock_server);
    pc_server_stop(bench.echo_server);
    pc_mock_free(bench.mock);
    pc_buf_clear(&bench.promote);
    pc_buf_clear(&bench.look);
    return !right;
}
