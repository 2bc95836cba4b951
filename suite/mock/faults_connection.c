/* Faults of a connection: what is promised of it and not kept, and what happens to others meanwhile. */
#include "acts.h"

static bool one_at_a_time(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    call->reply.one_at_a_time = true;
    return true;
}

/* BODY */

static bool expects(const struct pc_mock_call *call) {
    return pc_http_field_count(call->request, "Expect") > 0;
}

static bool silent_on_expect(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    call->answered = call->reply.silent = expects(call);
    return call->reply.silent;
}

static bool crash_on_expect(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return expects(call) && pc_mock_crash(call);
}

/* WIRE */

static bool close_unannounced(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (call->reply.after != PC_HTTP_KEEP_OPEN)
        return false;
    call->reply.after = PC_HTTP_CLOSE;
    call->reply.unannounced = true;
    return true;
}

static bool drop_each_second(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (call->nth % 2 != 0)
        return false;
    call->reply.status = 0;
    call->reply.after = PC_HTTP_CLOSE;
    return true;
}

static bool repeat_previous(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    call->reply.repeat_previous = call->nth > 1;
    return call->reply.repeat_previous;
}

#define FAULT(name, words, kills, point, function)                                                           \
    PC_MOCK_FAULT(name, words, "server/http/" kills, point, .act = (function))

static const struct pc_mock_row rows[] = {
    /* Closing after a complete answer is a peer's right (RFC 9112 section 9.6). */
    PC_MOCK_LEGAL("closes-unannounced", "closes after each answer without saying so", WIRE,
                  .act = close_unannounced),
    FAULT("one-at-a-time", "answers nobody while another connection's request is not complete (served only)",
          "half-request", CONNECTION, one_at_a_time),
    FAULT("expect-hangs", "does not answer a request with Expect (served only: else a closed connection)",
          "expect-continue", BODY, silent_on_expect),
    FAULT("expect-500", "a request with Expect ends in a 500", "expect-continue", BODY, crash_on_expect),
    FAULT("drops-every-second",
          "closes instead of answering each second request of a connection (served only)", "keep-alive", WIRE,
          drop_each_second),
    FAULT("pipelined-mixed-up",
          "answers each further request of a connection with the previous answer (served only)", "pipelined",
          WIRE, repeat_previous),
};

const struct pc_mock_table pc_mock_faults_connection = PC_MOCK_TABLE(rows);
