#include "target_internal.h"

#include <stdio.h>

void pc_target_listen(struct pc_target *target, const struct pc_http_exchange *exchange) {
    if (target->understood)
        return;
    const char *foreign = pc_http_foreign(exchange);
    snprintf(target->foreign, sizeof target->foreign, "%s", foreign != NULL ? foreign : "");
    /* Servers of TLS tell a plain request so in a plain 400, or close. */
    target->understood =
        exchange->outcome == PC_HTTP_OUTCOME_ANSWERED && pc_http_exchange_response(exchange)->status != 400;
    target->doubtful = !target->understood && exchange->outcome != PC_HTTP_OUTCOME_TIMED_OUT;
}

enum pc_status pc_target_understands(const struct pc_target *target, struct pc_error *err) {
    const char *foreign = target->foreign[0] != '\0' ? target->foreign : NULL;
    if (target->understood)
        return PC_OK;
    if (foreign == NULL && target->doubtful)
        foreign = pc_http_foreign_port(&target->peer);
    return foreign == NULL ? PC_OK
                           : pc_error_set(err, PC_UNREACHABLE, "%s://%s: %s", target->peer.url.scheme,
                                          target->peer.url.authority, foreign);
}
