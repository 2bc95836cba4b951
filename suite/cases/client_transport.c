#include "client_internal.h"

/* Answers that never become whole: an error in bounded time, and no second request. */
#define BROKEN(...) BROKEN_AT(MUST, __VA_ARGS__)
#define BROKEN_AT(case_level, word, source, words, faults, late, moment_, ...)                               \
    {                                                                                                        \
        .id = "client/transport/" word, .title = words, .level = PC_LEVEL_##case_level, .cites = source,     \
        .call =                                                                                              \
            &(const struct pc_call){                                                                         \
                .name = "transport-" word,                                                                   \
                .waits = (late),                                                                             \
                .reply = {.script =                                                                          \
                              &(const struct pc_script){                                                     \
                                  .moment = PC_SCRIPT_##moment_,                                             \
                                  .steps = (const struct pc_script_step[]){__VA_ARGS__,                      \
                                                                           {.act = PC_SCRIPT_END}}}}},       \
        .call_control = &pc_call_minimal, .check = pc_check_client_failed, .kills = faults                   \
    }
/* Two calls, of which the first goes wrong. */
#define NEXT(word, words, ...)                                                                               \
    {                                                                                                        \
        .id = "client/transport/" word, .title = words, .level = PC_LEVEL_SHOULD, .cites = "rfc9112:9.5",    \
        .call =                                                                                              \
            &(const struct pc_call){                                                                         \
                .name = "transport-" word,                                                                   \
                .waits = true,                                                                               \
                .times = 2,                                                                                  \
                .reply = {.script =                                                                          \
                              &(const struct pc_script){                                                     \
                                  .first =                                                                   \
                                      (const struct pc_script_step[]){__VA_ARGS__, {.act = PC_SCRIPT_END}},  \
                                  .steps = (const struct pc_script_step[]){SEND("$deployment"),              \
                                                                           {.act = PC_SCRIPT_END}}}}},       \
        .call_control = &pc_call_minimal, .check = pc_check_client_members,                                  \
        .kills = "fails-behind-a-failure"                                                                    \
    }
#define BYTES(text) .bytes = {text, sizeof(text) - 1}
#define SEND(text)                                                                                           \
    { .act = PC_SCRIPT_SEND, BYTES(text) }
#define CLOSE                                                                                                \
    { .act = PC_SCRIPT_CLOSE }
#define RESET                                                                                                \
    { .act = PC_SCRIPT_RESET }
#define SILENCE                                                                                              \
    { .act = PC_SCRIPT_SILENCE }
#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define HALF "{" DEPLOYMENT_HEAD
/* Long pieces: a slow reader is not to run out of time over their number. */
#define SPACES_64 "                                                                "
#define SPACES_1K                                                                                            \
    SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64      \
        SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64

static const struct pc_case cases[] = {
    {.id = "client/transport/refused",
     .title = "a port where nobody listens is an error",
     .level = PC_LEVEL_MUST,
     .cites = "rfc9110:9.2.2",
     .call = &(const struct pc_call){.name = "transport-refused", .refused = true},
     .call_control = &pc_call_minimal,
     .check = pc_check_client_failed,
     .kills = "invents-for-transport"},
    BROKEN("reset/at-once", "rfc9110:9.2.2", "a reset of the new connection is an error",
           "invents-for-transport", false, AT_ONCE, RESET),
    BROKEN("reset/in-the-request", "rfc9110:9.2.2", "a reset in the middle of the request is an error, once",
           "invents-for-transport retries-reset", false, AFTER_HEAD, RESET),
    BROKEN("reset/after-the-request", "rfc9110:9.2.2", "a reset without an answer is an error, once",
           "invents-for-transport retries-reset", false, AFTER_REQUEST, RESET),
    BROKEN("closed/without-an-answer", "rfc9110:9.2.2",
           "a connection closed without an answer is an error, once", "invents-for-transport retries-reset",
           false, AFTER_REQUEST, CLOSE),
    BROKEN("closed/in-the-head", "rfc9112:8", "a head that ends in the middle is no answer",
           "invents-for-transport retries-reset", false, AFTER_REQUEST, SEND("HTTP/1.1 200 OK\r\nContent-"),
           CLOSE),
    BROKEN("closed/in-the-body", "rfc9112:8", "a body shorter than its Content-Length is no answer",
           "invents-for-transport retries-reset", false, AFTER_REQUEST,
           SEND(HEAD "Content-Length: 4000\r\n\r\n" HALF), CLOSE),
    /* The libraries that come with Ruby and PHP, and Perl's LWP, take it, and leave the length to their
     * users. */
    BROKEN_AT(SHOULD, "closed/behind-the-json", "rfc9112:6.3",
              "an answer that ends in front of its Content-Length is none, though its JSON is whole",
              "ignores-length", false, AFTER_REQUEST,
              SEND(HEAD "Content-Length: 4000\r\n\r\n" PLAIN_DEPLOYMENT), CLOSE),
    BROKEN_AT(SHOULD, "excess/behind-the-length", "rfc9112:6.3",
              "what stands behind the Content-Length belongs to no answer", "ignores-length", false,
              AFTER_REQUEST, SEND(HEAD "Content-Length: 100\r\n\r\n" PLAIN_DEPLOYMENT), CLOSE),
    {.id = "client/transport/closed/without-the-last-chunk",
     .title = "an answer without its last chunk is none, though its JSON is whole",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9112:8",
     .call = &(const struct pc_call){.name = "transport-last-chunk", .reply = {.framing = PC_BY_CUT_CHUNKS}},
     .call_control = &pc_call_minimal,
     .check = pc_check_client_failed,
     .kills = "ignores-length"},
    BROKEN("reset/in-the-body", "rfc9112:8", "a reset within the body leaves no answer",
           "invents-for-transport retries-reset", false, AFTER_REQUEST,
           SEND(HEAD "Content-Length: 4000\r\n\r\n" HALF), RESET),
    BROKEN("closed/in-a-chunk", "rfc9112:8", "a chunk that ends in the middle is no answer",
           "invents-for-transport retries-reset", false, AFTER_REQUEST,
           SEND(HEAD "Transfer-Encoding: chunked\r\n\r\n1000\r\n" HALF), CLOSE),
    BROKEN("garbage/status-line", "rfc9112:4", "what does not begin like HTTP is no answer",
           "invents-for-transport", false, AFTER_REQUEST, SEND("SSH-2.0-OpenSSH_9.2p1\r\n\r\n"), CLOSE),
    BROKEN("garbage/bytes", "rfc9112:4", "binary garbage is no answer", "invents-for-transport", false,
           AFTER_REQUEST, SEND("\000\001\002\377\376\000\n\n\000"), CLOSE),
    BROKEN("silence/after-the-request", "rfc9110:9.2.2", "silence ends in the client's time-out, once",
           "waits-for-ever retries-timeout invents-for-transport", true, AFTER_REQUEST, SILENCE),
    BROKEN("silence/in-the-head", "rfc9110:9.2.2", "silence within the head ends in the time-out, once",
           "waits-for-ever retries-timeout invents-for-transport", true, AFTER_REQUEST,
           SEND("HTTP/1.1 200 OK\r\nContent-"), SILENCE),
    NEXT("silence/next-call", "a call behind one that met silence has its own answer", SILENCE),
    NEXT("closed/next-call", "so has a call behind one whose answer broke off",
         SEND(HEAD "Content-Length: 4000\r\n\r\n" HALF), CLOSE),
    {.id = "client/transport/endless/redirects",
     .title = "redirects in a circle are no answer",
     .level = PC_LEVEL_MUST,
     .cites = "rfc9110:15.4",
     .call = &(const struct pc_call){.name = "transport-circle",
                                     .waits = true,
                                     .in_circles = true,
                                     .reply = {.status = 307, .headers = "Location: /v1\r\n", .body = ""}},
     .call_control = &pc_call_minimal,
     .check = pc_check_client_failed,
     .kills = "redirects-for-ever"},
    BROKEN("silence/in-the-body", "rfc9110:9.2.2", "silence within the body ends in the time-out, once",
           "waits-for-ever retries-timeout invents-for-transport", true, AFTER_REQUEST,
           SEND(HEAD "Content-Length: 4000\r\n\r\n" HALF), SILENCE),
    BROKEN("endless/body", "rfc9112:8", "32 MiB of a body without an end leave no answer",
           "invents-for-transport", true, AFTER_REQUEST, SEND(HEAD "Transfer-Encoding: chunked\r\n\r\n"),
           {.act = PC_SCRIPT_REPEAT, BYTES("800\r\n" SPACES_1K SPACES_1K "\r\n"), .total = 32u << 20}, CLOSE),
    BROKEN("endless/head", "rfc9110:5.4", "16 MiB of header fields leave no answer", "invents-for-transport",
           true, AFTER_REQUEST, SEND(HEAD),
           {.act = PC_SCRIPT_REPEAT, BYTES("X-Filler: a" SPACES_1K "a\r\n"), .total = 16u << 20}, CLOSE),
    BROKEN("endless/informational", "rfc9110:15.2", "1xx answers without an end are no answer",
           "invents-for-transport", true, AFTER_REQUEST,
           {.act = PC_SCRIPT_REPEAT,
            BYTES("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"),
            .total = 1u << 20},
           CLOSE),
};

const struct pc_case_table pc_cases_client_transport = {cases, COUNT(cases)};

/* The key goes to the server that the caller named, and to nobody else. */
#define REDIRECT(number, far, case_level, words, faults)                                                     \
    {                                                                                                        \
        .id = "client/safety/redirect/" #number "/" far, .title = words, .level = PC_LEVEL_##case_level,     \
        .cites = "rfc9110:15.4",                                                                             \
        .call =                                                                                              \
            &(const struct pc_call){                                                                         \
                .name = "redirect-" #number "-" far,                                                         \
                .elsewhere_is_far = PC_LEVEL_##case_level == PC_LEVEL_MUST,                                  \
                .reply = {.status = (number), .headers = "Location: $elsewhere\r\n", .body = ""}},           \
        .call_control = &pc_call_minimal, .check = pc_check_client_elsewhere, .kills = faults                \
    }
#define BOTH(number)                                                                                         \
    REDIRECT(number, "other-host", MUST, "a redirect to another host gets no key", "redirects-with-key"),    \
        REDIRECT(number, "other-port", MAY, "a redirect to another port of the host gets no key",            \
                 "redirects-with-key")

/* Every case minds the key; these say where clients let it slip. */
#define SECRET(word, words, ...)                                                                             \
    {                                                                                                        \
        .id = "client/safety/key/" word, .title = words, .level = PC_LEVEL_MUST,                             \
        .cites = "spec:#/security/0", .call = &(const struct pc_call){.name = "key-" word, __VA_ARGS__},     \
        .check = pc_check_client_any, .kills = "key-in-message key-end-in-message key-encoded-on-stderr"     \
    }

static const struct pc_case safety[] = {
    SECRET("http-error", "an error of the server shows no key",
           .reply = {.status = 401, .body = "{\"code\":\"X\"}"}),
    SECRET("decode-error", "an answer that cannot be read shows no key", .reply = {.body = "{\"id\":"}),
    SECRET("transport-error", "a server that is not there shows no key", .refused = true),
    {.id = "client/safety/key/success",
     .title = "a success shows no key",
     .level = PC_LEVEL_MUST,
     .cites = "spec:#/security/0",
     .call = &pc_call_minimal,
     .check = pc_check_client_any,
     .kills = "key-on-stderr key-at-exit secret-on-stderr"},
    BOTH(301),
    BOTH(302),
    BOTH(303),
    BOTH(307),
    BOTH(308)};

const struct pc_case_table pc_cases_client_safety = {safety, COUNT(safety)};
