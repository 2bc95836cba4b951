#include "cases_internal.h"

#define KEEP                                                                                                 \
    { .body = MINIMAL_BODY, .connection = "" }

static size_t sent_count(const struct pc_sent *sent) {
    size_t count = 0;
    for (size_t i = 0; i < sent->probe->request_count; i++)
        count += sent->exchanges[i] != NULL ? 1 : 0;
    return count;
}

/* "Closing after any complete answer is fine; dropping a request that was sent on a connection still open is
 * not". */
static void check_keep_alive(struct pc_check *check) {
    for (size_t i = 0; i < check->sent->probe->request_count; i++) {
        const struct pc_http_exchange *exchange = check->sent->exchanges[i];
        if (exchange == NULL || pc_check_is_accepted(exchange) || pc_target_is_busy(exchange))
            continue;
        pc_check_report_status(check, check->one->level, exchange,
                               i == 0 ? "the promotion succeeds"
                                      : "the next promotion on the same connection succeeds");
        return;
    }
}

/* Each answer belongs to the request in its place: promotes are accepted, the one between them is refused.
 * Fewer answers and then the end are fine; so is a server that accepts the second too, here. */
static void check_pipelined(struct pc_check *check) {
    size_t count = sent_count(check->sent);
    bool promotes_accepted = true;
    for (size_t i = 0; i < count; i++) {
        const struct pc_http_exchange *exchange = check->sent->exchanges[i];
        if (exchange->outcome != PC_HTTP_OUTCOME_ANSWERED && i > 0)
            return;
        bool accepted = pc_check_is_accepted(exchange) || pc_target_is_busy(exchange);
        promotes_accepted &= i == 1 || accepted;
        if (promotes_accepted)
            continue;
        pc_check_report_status(check, i == 0 ? PC_LEVEL_SHOULD : PC_LEVEL_MUST, exchange,
                               "the answer to the request in its place: a promotion");
        return;
    }
}

static void check_while_half(struct pc_check *check) {
    const struct pc_http_exchange *other = pc_check_exchange(check);
    if (!pc_check_is_accepted(other) && !pc_target_is_busy(other))
        pc_check_report_status(
            check, check->one->level, other,
            "a promote is served while another connection is silent in the middle of a request");
}

static const struct pc_case cases[] = {
    {.id = "server/http/keep-alive",
     .title = "many requests on one connection are all answered",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9112:9.3",
     .probe =
         &(const struct pc_probe){.name = "keep-alive",
                                  .delivery = PC_ON_ONE_CONNECTION,
                                  .effect = PC_EFFECT_PROMOTES,
                                  .requests = (const struct pc_request[]){KEEP, KEEP, KEEP, KEEP, KEEP, KEEP},
                                  .request_count = 6},
     .control = &pc_probe_minimal,
     .check = check_keep_alive,
     .kills = "drops-every-second"},
    {.id = "server/http/pipelined",
     .title = "pipelined requests are answered in their order",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9112:9.3.2",
     .probe =
         &(const struct pc_probe){.name = "pipelined",
                                  .delivery = PC_PIPELINED,
                                  .effect = PC_EFFECT_PROMOTES,
                                  .requests =
                                      (const struct pc_request[]){
                                          KEEP, {.body = "{\"deployment_id\":null}", .connection = ""}, KEEP},
                                  .request_count = 3},
     .control = &pc_probe_minimal,
     .check = check_pipelined,
     .kills = "pipelined-mixed-up"},
    {.id = "server/http/half-request",
     .title = "a request that stops in its middle keeps no one else waiting",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9112:9.5",
     .probe = &(const struct pc_probe){.name = "half-request",
                                       .delivery = PC_WHILE_FIRST_IS_HALF,
                                       .effect = PC_EFFECT_PROMOTES,
                                       .requests = (const struct pc_request[]){{.body = MINIMAL_BODY},
                                                                               {.body = MINIMAL_BODY}},
                                       .request_count = 2},
     .control = &pc_probe_minimal,
     .check = check_while_half,
     .kills = "one-at-a-time"},
};

const struct pc_case_table pc_cases_server_connection = {cases, COUNT(cases)};
