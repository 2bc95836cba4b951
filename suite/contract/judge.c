#include "judge.h"

#include <stdlib.h>

struct pc_judge *pc_judge_new(const struct pc_spec *spec) {
    struct pc_judge *judge = calloc(1, sizeof *judge);
    if (judge == NULL)
        return NULL;
    judge->spec = spec;
    judge->reader = pc_json_reader_new(NULL);
    judge->validator = pc_validator_new();
    if (judge->reader == NULL || judge->validator == NULL) {
        pc_judge_free(judge);
        return NULL;
    }
    pc_buf_init(&judge->joined, 2 * (size_t)PC_HTTP_MAX_BODY_SIZE);
    pc_buf_init(&judge->cite, PC_JUDGE_MAX_POINTER);
    pc_buf_init(&judge->requirement, PC_JUDGE_MAX_POINTER);
    pc_buf_init(&judge->pointer, PC_JUDGE_MAX_POINTER);
    pc_buf_init(&judge->expected, 2 * PC_JUDGE_MAX_TEXT);
    pc_buf_init(&judge->seen, 2 * PC_JUDGE_MAX_TEXT);
    return judge;
}

void pc_judge_free(struct pc_judge *judge) {
    if (judge == NULL)
        return;
    pc_json_reader_free(judge->reader);
    pc_validator_free(judge->validator);
    pc_buf_clear(&judge->joined);
    pc_buf_clear(&judge->cite);
    pc_buf_clear(&judge->requirement);
    pc_buf_clear(&judge->pointer);
    pc_buf_clear(&judge->expected);
    pc_buf_clear(&judge->seen);
    free(judge);
}

void pc_judge_hide(struct pc_judge *judge, const struct pc_secrets *secrets) {
    judge->secrets = secrets;
}

static enum pc_status report_status(struct pc_judge *judge, const struct pc_http_message *answer,
                                    struct pc_judgements *out) {
    enum pc_status status = pc_judge_print(&judge->seen, "%u ", answer->status);
    if (status == PC_OK)
        status = pc_judge_quote(judge, &judge->seen, answer->reason);
    if (status != PC_OK)
        return status;
    const struct pc_report report = {
        .subject = PC_SUBJECT_STATUS, .at = "status", .expected = "200", .seen = judge->seen.data};
    return pc_judge_report(judge, &report, out);
}

static enum pc_status judge_accepted(struct pc_judge *judge, const struct pc_http_message *answer,
                                     const struct pc_arrival *arrival, struct pc_judgements *out,
                                     struct pc_error *err) {
    /* RFC 9110 section 8.3: a message without content needs no Content-Type. */
    enum pc_status status = PC_OK;
    if (arrival->body.size > 0 || arrival->opaque || pc_http_field_get(answer, "Content-Type") != NULL)
        status = pc_judge_content_type(judge, answer, PC_SUBJECT_CONTENT_TYPE, out);
    if (status != PC_OK)
        return status;
    if (arrival->opaque) {
        bool readable = false;
        status = pc_judge_is_json(judge, arrival->body, &readable);
        if (status != PC_OK || !readable)
            return status;
    }
    return pc_judge_content(judge, arrival->body, pc_spec_response_schema(judge->spec), out, err);
}

enum pc_status pc_judge_response(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                                 struct pc_judgements *out, struct pc_error *err) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    struct pc_arrival arrival = {0};
    judge->request = pc_http_exchange_request(exchange);
    enum pc_status status = pc_judge_arrival(judge, exchange, out, &arrival);
    if (status == PC_OK && arrival.answered) {
        if (answer->status != 200)
            status = report_status(judge, answer, out);
        else
            status = judge_accepted(judge, answer, &arrival, out, err);
    }
    return status == PC_OK
               ? status
               : pc_error_set(err, status, "cannot judge an answer: %s", pc_status_sentence(status));
}

enum pc_status pc_judge_wire(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                             struct pc_judgements *out, struct pc_error *err) {
    struct pc_arrival arrival = {0};
    judge->request = pc_http_exchange_request(exchange);
    enum pc_status status = pc_judge_arrival(judge, exchange, out, &arrival);
    return status == PC_OK
               ? status
               : pc_error_set(err, status, "cannot judge an answer: %s", pc_status_sentence(status));
}

struct pc_json_value pc_judge_body(struct pc_judge *judge, const struct pc_http_exchange *exchange) {
    const struct pc_json_doc *doc = NULL;
    struct pc_view bytes = pc_judge_skip_mark(pc_judge_body_bytes(judge, exchange));
    if (pc_json_read(judge->reader, bytes, &doc, NULL) != PC_OK)
        return (struct pc_json_value){0};
    return pc_json_root(doc);
}
