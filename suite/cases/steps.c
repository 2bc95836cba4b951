#include "effect.h"

bool pc_answer_read(struct pc_check *check, size_t step, struct pc_answer *out) {
    *out = (struct pc_answer){.reader = pc_json_reader_new(NULL)};
    const struct pc_http_exchange *exchange = check->sent->exchanges[step];
    const struct pc_json_doc *doc = NULL;
    if (out->reader == NULL) {
        check->out_of_memory = true;
        return false;
    }
    if (exchange == NULL || exchange->outcome != PC_HTTP_OUTCOME_ANSWERED ||
        pc_http_exchange_response(exchange)->status != 200)
        return true;
    if (pc_json_read(out->reader, pc_http_exchange_response(exchange)->body, &doc, NULL) != PC_OK) {
        check->out_of_memory = true;
        return false;
    }
    out->body = pc_json_root(doc);
    return true;
}

void pc_answer_clear(struct pc_answer *answer) {
    pc_json_reader_free(answer->reader);
    *answer = (struct pc_answer){0};
}

bool pc_check_step_accepted(struct pc_check *check, size_t step) {
    const struct pc_http_exchange *exchange = check->sent->exchanges[step];
    if (exchange != NULL && pc_check_is_accepted(exchange))
        return true;
    if (exchange != NULL && pc_target_is_busy(exchange))
        pc_check_say_busy(check, exchange);
    else if (exchange != NULL && pc_check_is_restricted(exchange))
        pc_check_not_applicable(check, "status 403: the environment is restricted");
    else if (exchange != NULL && exchange->outcome == PC_HTTP_OUTCOME_ANSWERED)
        pc_check_untestable(check, "promote %zu of %zu was refused: status %u", step + 1,
                            check->sent->probe->request_count, pc_http_exchange_response(exchange)->status);
    else
        pc_check_untestable(check, "promote %zu of %zu was not answered", step + 1,
                            check->sent->probe->request_count);
    return false;
}

bool pc_check_step_observed(struct pc_check *check, size_t step, const struct pc_answer *answer) {
    if (pc_json_type(answer->body) == PC_JSON_OBJECT)
        return true;
    const struct pc_http_exchange *exchange = check->sent->exchanges[step];
    const struct pc_http_message *request = exchange == NULL ? NULL : pc_http_exchange_request(exchange);
    struct pc_view path =
        request != NULL ? request->target : pc_view_of(check->sent->probe->requests[step].path);
    pc_check_not_applicable(check, "the server offers no observation: GET %.*s is answered with %u",
                            (int)path.size, path.data,
                            exchange == NULL ? 0 : pc_http_exchange_response(exchange)->status);
    return false;
}
