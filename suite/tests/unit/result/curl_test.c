/* The command line repeats the request. Each line is run by a shell in which `curl` prints what it was given.
 */
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define HEAD "Host: h:1\r\nAuthorization: Api-Key " KEY "\r\n"

static struct pc_secrets secrets;

static int set_up(void **state) {
    (void)state;
    return pc_secrets_add(&secrets, PC_VIEW(KEY)) != PC_OK;
}

static int tear_down(void **state) {
    (void)state;
    pc_secrets_clear(&secrets);
    return 0;
}

static void make(struct pc_view sent, const char *url, struct pc_stored_exchange *out) {
    struct pc_http_exchange *exchange =
        make_exchange(sent, PC_VIEW("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    assert_int_equal(
        pc_stored_exchange_make(exchange, "p", &(struct pc_curl_peer){.url = url}, false, &secrets, out),
        PC_OK);
    pc_http_exchange_free(exchange);
}

/* The certificate is checked as the run checked it. */
static void trust(void **state) {
    (void)state;
    static const struct {
        struct pc_curl_peer peer;
        const char *begin;
    } table[] = {
        {{.url = "https://h"}, "curl -sS -X GET --http1.1 "},
        {{.url = "https://h", .insecure = true}, "curl -sS -k -X GET --http1.1 "},
        {{.url = "https://h", .ca_file = "a b's.pem"}, "curl -sS --cacert 'a b'\\''s.pem' -X GET --http1.1 "},
        {{.url = "https://h", .ca_file = KEY ".pem"}, "curl -sS --cacert \"$PROMOTECHECK_API_KEY\"'.pem' "},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct pc_stored_exchange stored;
        struct pc_http_exchange *exchange =
            make_exchange(PC_VIEW("GET /x HTTP/1.1\r\nHost: h\r\n\r\n"), PC_VIEW("HTTP/1.1 204 N\r\n\r\n"));
        assert_int_equal(pc_stored_exchange_make(exchange, "p", &table[i].peer, false, &secrets, &stored),
                         PC_OK);
        assert_non_null(stored.curl);
        if (strncmp(stored.curl, table[i].begin, strlen(table[i].begin)) != 0)
            fail_msg("%s", stored.curl);
        pc_stored_exchange_clear(&stored);
        pc_http_exchange_free(exchange);
    }
}

/* The exact texts, as a person sees them. */
static void lines(void **state) {
    (void)state;
    static const struct {
        const char *sent;
        const char *url;
        const char *line;
    } table[] = {
        {"POST /v1/models/m/environments/e/promote HTTP/1.1\r\n" HEAD
         "Content-Type: application/json\r\nAccept-Encoding: identity\r\nUser-Agent: promotecheck/0.1.0\r\n"
         "Content-Length: 21\r\n\r\n{\"deployment_id\":\"d\"}",
         "http://h:1",
         "curl -sS -X POST 'http://h:1/v1/models/m/environments/e/promote' "
         "-H 'Authorization: Api-Key '\"$PROMOTECHECK_API_KEY\" -H 'Content-Type: application/json' "
         "-H 'Accept-Encoding: identity' --data-raw '{\"deployment_id\":\"d\"}'"},
        {"GET /p/x HTTP/1.1\r\nHost: h:1\r\n\r\n", "http://h:1/p", "curl -sS -X GET 'http://h:1/p/x'"},
        {"GET /p HTTP/1.1\r\nHost: h\r\n\r\n", "https://h", "curl -sS -X GET --http1.1 'https://h/p'"},
        {"GET /p HTTP/1.0\r\n\r\n", "http://h", "curl -sS -X GET --http1.0 'http://h/p' -H 'Host:'"},
        {"HEAD /p HTTP/1.1\r\nHost: other\r\n\r\n", "http://h",
         "curl -sS --head 'http://h/p' -H 'Host: other'"},
        {"POST /a/../b HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", "http://h",
         "curl -sS -X POST --path-as-is 'http://h/a/../b' -H 'Content-Type:' --data-raw ''"},
        {"GET /a/%2e HTTP/1.1\r\nHost: h\r\n\r\n", "http://h",
         "curl -sS -X GET --path-as-is 'http://h/a/%2e'"},
        {"GET /a/...?/../ HTTP/1.1\r\nHost: h\r\n\r\n", "http://h", "curl -sS -X GET 'http://h/a/...?/../'"},
        {"OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", "http://h",
         "curl -sS -X OPTIONS --request-target '*' 'http://h/'"},
        {"GET /a[1]{2} HTTP/1.1\r\nHost: h\r\nX-Empty:\r\n\r\n", "http://h",
         "curl -sS -X GET --request-target '/a[1]{2}' 'http://h/' -H 'X-Empty;'"},
        {"brew /it's HTTP/1.1\r\nHost: h\r\nX: don't !\r\n\r\n", "http://h",
         "curl -sS -X 'brew' 'http://h/it'\\''s' -H 'X: don'\\''t !'"},
        /* what the cases make of the key is made of it here too; anything else is not told */
        {"GET / HTTP/1.1\r\nHost: h\r\nAuthorization: Api-Key AbCd1234.s3cr3t/Ke+\r\n\r\n", "http://h",
         "curl -sS -X GET 'http://h/' -H 'Authorization: Api-Key '\"${PROMOTECHECK_API_KEY%?}\""},
        {"GET / HTTP/1.1\r\nHost: h\r\nAuthorization: Api-Key " KEY "x\r\n\r\n", "http://h",
         "curl -sS -X GET 'http://h/' -H 'Authorization: Api-Key '\"$PROMOTECHECK_API_KEY\"'x'"},
        {"GET / HTTP/1.1\r\nHost: h\r\nAuthorization: Api-Key aBcD1234.S3CR3T/kE+Y\r\n\r\n", "http://h",
         "curl -sS -X GET 'http://h/' -H 'Authorization: Api-Key '\"$(printf %s \"$PROMOTECHECK_API_KEY\" | "
         "tr A-Za-z a-zA-Z)\""},
        {"GET / HTTP/1.1\r\nHost: h\r\nAuthorization: Basic dTpBYkNkMTIzNC5zM2NyM3QvS2UreQ==\r\n\r\n",
         "http://h", "curl -sS -X GET 'http://h/' -H 'Authorization: Basic [redacted]'"},
        {"GET /" KEY " HTTP/1.1\r\nHost: h\r\nAuthorization: other-one\r\nX: " KEY "," KEY "\r\n\r\n",
         "http://h",
         "curl -sS -X GET 'http://h/'\"$PROMOTECHECK_API_KEY\" -H 'Authorization: [redacted]' "
         "-H 'X: '\"$PROMOTECHECK_API_KEY\"','\"$PROMOTECHECK_API_KEY\""},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct pc_stored_exchange stored;
        make(pc_view_of(table[i].sent), table[i].url, &stored);
        assert_non_null(stored.curl);
        assert_string_equal(stored.curl, table[i].line);
        pc_stored_exchange_clear(&stored);
    }
}

/* In the shell, curl prints its arguments, each in a pair of brackets, and its standard input where it is
 * told to. */
static const char script[] = "curl() {\n"
                             "    for a; do printf '<%s>' \"$a\"; done\n"
                             "    for a; do case $a in @-) cat ;; esac; done\n"
                             "}\n"
                             "eval \"$1\"\n";

static void run(const char *line, struct pc_buf *out) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        setenv("PROMOTECHECK_API_KEY", KEY, 1);
        execlp("sh", "sh", "-c", script, "sh", line, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    char bytes[256];
    for (ssize_t got = 1; got > 0;) {
        got = read(ends[0], bytes, sizeof bytes);
        if (got > 0)
            assert_int_equal(pc_buf_append(out, (struct pc_view){bytes, (size_t)got}), PC_OK);
    }
    close(ends[0]);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

/* Any bytes arrive at curl as they were in the request: in the path, in a header, in a body. */
static void any_bytes(void **state) {
    (void)state;
    const struct {
        struct pc_view body;
        bool piped;
    } bodies[] = {
        {PC_VIEW("{\"a\":\"it's $HOME `id` \\\\ \\n !! %s \"}"), false},
        {PC_VIEW("'"), false},
        {PC_VIEW("@file"), false},
        {PC_VIEW("two\nlines\n"), true},
        {PC_VIEW("-%d 100% \\101 'it' $HOME `id` !! \t\xFF\x00\x01"
                 "2\0007\n\n"),
         true},
        {PC_VIEW("-n\n"), true},
        {PC_VIEW("gr\xC3\xBC\xC3\x9F"), true},
    };
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        struct pc_buf sent;
        struct pc_buf expected;
        struct pc_buf seen;
        pc_buf_init(&sent, SIZE_MAX);
        pc_buf_init(&expected, SIZE_MAX);
        pc_buf_init(&seen, SIZE_MAX);
        append(&sent,
               "POST /$(id)/'x' HTTP/1.1\r\n" HEAD "Content-Type: a\r\nX: \"`id`\" \\ $HOME 'y' !z\r\n");
        assert_int_equal(pc_buf_appendf(&sent, "Content-Length: %zu\r\n\r\n", bodies[i].body.size), PC_OK);
        assert_int_equal(pc_buf_append(&sent, bodies[i].body), PC_OK);
        struct pc_stored_exchange stored;
        make(pc_buf_view(&sent), "http://h:1", &stored);
        assert_non_null(stored.curl);
        assert_int_equal(strspn(stored.curl, "\n"), 0);
        for (const char *c = stored.curl; *c != '\0'; c++)
            assert_true(*c >= 0x20 && *c < 0x7F);
        append(&expected, "<-sS><-X><POST><http://h:1/$(id)/'x'><-H><Authorization: Api-Key " KEY ">"
                          "<-H><Content-Type: a><-H><X: \"`id`\" \\ $HOME 'y' !z>");
        append(&expected, bodies[i].piped ? "<--data-binary><@->" : "<--data-raw><");
        assert_int_equal(pc_buf_append(&expected, bodies[i].body), PC_OK);
        append(&expected, bodies[i].piped ? "" : ">");
        run(stored.curl, &seen);
        assert_true(pc_view_equal(pc_buf_view(&seen), pc_buf_view(&expected)));
        pc_stored_exchange_clear(&stored);
        pc_buf_clear(&sent);
        pc_buf_clear(&expected);
        pc_buf_clear(&seen);
    }
}

/* A key in a body: the shell puts it back where the body is text; a piped one says [redacted]. */
static void key_in_body(void **state) {
    (void)state;
    struct pc_stored_exchange stored;
    struct pc_buf seen;
    pc_buf_init(&seen, SIZE_MAX);
    make(PC_VIEW("POST / HTTP/1.1\r\nHost: h\r\nContent-Type: a\r\nContent-Length: 28\r\n\r\n{\"k\":\"" KEY
                 "\"}"),
         "http://h", &stored);
    assert_null(strstr(stored.curl, "s3cr3t"));
    run(stored.curl, &seen);
    assert_string_equal(seen.data,
                        "<-sS><-X><POST><http://h/><-H><Content-Type: a><--data-raw><{\"k\":\"" KEY "\"}>");
    pc_stored_exchange_clear(&stored);
    pc_buf_reset(&seen);
    make(PC_VIEW("POST / HTTP/1.1\r\nHost: h\r\nContent-Type: a\r\nContent-Length: 21\r\n\r\n\n" KEY),
         "http://h", &stored);
    run(stored.curl, &seen);
    assert_string_equal(seen.data,
                        "<-sS><-X><POST><http://h/><-H><Content-Type: a><--data-binary><@->\n[redacted]");
    pc_stored_exchange_clear(&stored);
    pc_buf_clear(&seen);
}

static void long_body(void **state) {
    (void)state;
    struct pc_buf sent;
    pc_buf_init(&sent, SIZE_MAX);
    append(&sent, "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: a\r\nContent-Length: 5000\r\n\r\n");
    repeat(&sent, ".", 5000);
    struct pc_stored_exchange stored;
    make(pc_buf_view(&sent), "http://h", &stored);
    assert_string_equal(stored.curl,
                        "curl -sS -X POST 'http://h/' -H 'Content-Type: a' -H 'Expect:' --data-binary @body "
                        "# body: a file with the request's 5000 bytes, see results.json");
    pc_stored_exchange_clear(&stored);
    pc_buf_clear(&sent);
}

/* What curl would repair, refuse or frame in its own way. */
static void not_for_curl(void **state) {
    (void)state;
    static const char *const requests[] = {
        "GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", /* pipelined */
        "GET / HTTP/1.1\r\nHost: h\r\n",                                      /* half of it */
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n{}",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\nHost: h\n\n",
        "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
        "CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}",
    };
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        struct pc_stored_exchange stored;
        make(pc_view_of(requests[i]), "http://h", &stored);
        if (stored.curl != NULL)
            fail_msg("%s", stored.curl);
        pc_stored_exchange_clear(&stored);
    }
    struct pc_buf sent;
    pc_buf_init(&sent, SIZE_MAX);
    append(&sent, "GET / HTTP/1.1\r\nHost: h\r\nX: ");
    repeat(&sent, "x", 64u << 10);
    append(&sent, "\r\n\r\n");
    struct pc_stored_exchange stored;
    make(pc_buf_view(&sent), "http://h", &stored);
    assert_null(stored.curl); /* nobody pastes 64 KiB */
    assert_int_equal(strlen(stored.request.headers[1].value), 64u << 10);
    pc_stored_exchange_clear(&stored);
    pc_buf_clear(&sent);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int run_curl_tests(void) {
    const struct CMUnitTest tests[] = {TEST(trust),       TEST(lines),     TEST(any_bytes),
                                       TEST(key_in_body), TEST(long_body), TEST(not_for_curl)};
    return cmocka_run_group_tests_name("curl", tests, NULL, NULL);
}
