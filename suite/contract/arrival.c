/* Whether an answer came, and how much of what came is its body. */
#include "judge.h"

static enum pc_status describe_unanswered(struct pc_judge *judge, const struct pc_http_exchange *exchange) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    enum pc_status status = pc_judge_print(&judge->seen, "%s", pc_http_outcome_sentence(exchange->outcome));
    const struct pc_http_defect *fatal = pc_judge_fatal(answer);
    if (status == PC_OK && fatal != NULL) {
        status = pc_buf_appendf(&judge->seen, ": %s", pc_http_defect_sentence(fatal->kind));
    } else if (status == PC_OK && exchange->detail[0] != '\0') {
        status = pc_buf_append_text(&judge->seen, ": ");
        if (status == PC_OK)
            status = pc_judge_quote(judge, &judge->seen, pc_view_of(exchange->detail));
    }
    if (status != PC_OK || answer->wire.size == 0)
        return status;
    if (answer->status == 0)
        status = pc_buf_appendf(&judge->seen, "; %zu bytes came", answer->wire.size);
    else if (answer->framing == PC_HTTP_LENGTH)
        status =
            pc_buf_appendf(&judge->seen, "; status %u, %zu of %llu bytes of the body came", answer->status,
                           answer->body.size, (unsigned long long)answer->content_length);
    else
        status = pc_buf_appendf(&judge->seen, "; status %u, %zu bytes of the body came", answer->status,
                                answer->body.size);
    return status;
}

static enum pc_status report_unanswered(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                                        struct pc_judgements *out) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    enum pc_status status = describe_unanswered(judge, exchange);
    if (status != PC_OK)
        return status;
    struct pc_report report = {.subject = PC_SUBJECT_ANSWERED,
                               .at = "wire",
                               .expected = "a complete HTTP/1.1 answer",
                               .seen = judge->seen.data};
    const struct pc_http_defect *fatal = pc_judge_fatal(answer);
    if (fatal != NULL)
        report.cite = pc_http_defect_source(fatal->kind);
    return pc_judge_report(judge, &report, out);
}

static enum pc_status report_length(struct pc_judge *judge, uint64_t announced, size_t came,
                                    struct pc_judgements *out) {
    enum pc_status status = pc_judge_print(&judge->seen, "Content-Length is %llu, %zu bytes came",
                                           (unsigned long long)announced, came);
    if (status == PC_OK)
        status = pc_judge_print(&judge->expected, "Content-Length: %zu", came);
    if (status != PC_OK)
        return status;
    const struct pc_report report = {.subject = announced < came ? PC_SUBJECT_EXCESS : PC_SUBJECT_FRAMING,
                                     .at = "header Content-Length",
                                     .expected = judge->expected.data,
                                     .seen = judge->seen.data};
    return pc_judge_report(judge, &report, out);
}

/* A Content-Length may end in the middle of a secret: it is told by what stands in front. */
static enum pc_status quote_excess(struct pc_judge *judge, const struct pc_http_exchange *exchange) {
    struct pc_view wire = pc_http_exchange_response(exchange)->wire;
    struct pc_view excess = pc_http_exchange_excess(exchange);
    struct pc_buf whole;
    pc_buf_init(&whole, SIZE_MAX);
    enum pc_status status = pc_buf_append(&whole, wire);
    if (status == PC_OK)
        status = pc_buf_append(&whole, excess);
    if (status == PC_OK)
        status = pc_judge_quote_part(judge, &judge->seen, pc_buf_view(&whole), wire.size, excess.size);
    pc_buf_clear(&whole);
    return status;
}

static enum pc_status report_excess(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                                    struct pc_judgements *out) {
    size_t size = pc_http_exchange_excess(exchange).size;
    enum pc_status status =
        pc_judge_print(&judge->seen, "%zu byte%s behind the answer: ", size, size == 1 ? "" : "s");
    if (status == PC_OK)
        status = quote_excess(judge, exchange);
    if (status != PC_OK)
        return status;
    const struct pc_report report = {.subject = PC_SUBJECT_EXCESS,
                                     .at = "wire",
                                     .expected = "nothing behind the answer",
                                     .seen = judge->seen.data};
    return pc_judge_report(judge, &report, out);
}

static bool stopped_inside(const struct pc_http_exchange *exchange) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    return (exchange->outcome == PC_HTTP_OUTCOME_CLOSED || exchange->outcome == PC_HTTP_OUTCOME_RESET ||
            exchange->outcome == PC_HTTP_OUTCOME_TIMED_OUT) &&
           (answer->progress == PC_HTTP_TRUNCATED || answer->progress == PC_HTTP_IN_BODY);
}

/* The head can be read, its framing cannot be followed. */
static bool has_head_alone(const struct pc_http_exchange *exchange) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    const struct pc_http_defect *fatal = pc_judge_fatal(answer);
    return exchange->outcome == PC_HTTP_OUTCOME_GARBLED && answer->status != 0 && fatal != NULL &&
           pc_judge_defect_subject(fatal->kind) == PC_SUBJECT_FRAMING;
}

/* How much of what came is the body. A Content-Length can lie in both ways, and a body of JSON can tell: it
 * is complete though more was announced, or it is complete only together with the bytes behind it. */
enum extent { NO_ANSWER, HEAD_ALONE, AS_ANNOUNCED, SHORTER, LONGER };

static enum pc_status find_extent(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                                  struct pc_view *body, enum extent *extent) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    struct pc_view excess = pc_http_exchange_excess(exchange);
    bool is_json = false;
    *body = answer->body;
    if (exchange->outcome != PC_HTTP_OUTCOME_ANSWERED) {
        *extent = has_head_alone(exchange) ? HEAD_ALONE : NO_ANSWER;
        if (!stopped_inside(exchange) || answer->framing != PC_HTTP_LENGTH)
            return PC_OK;
        enum pc_status status = pc_judge_is_json(judge, *body, &is_json);
        *extent = is_json ? SHORTER : NO_ANSWER;
        return status;
    }
    *extent = AS_ANNOUNCED;
    if (excess.size == 0 || answer->framing != PC_HTTP_LENGTH)
        return PC_OK;
    enum pc_status status = pc_judge_is_json(judge, *body, &is_json);
    if (status != PC_OK || is_json)
        return status;
    pc_buf_reset(&judge->joined);
    status = pc_buf_append(&judge->joined, *body);
    if (status == PC_OK)
        status = pc_buf_append(&judge->joined, excess);
    if (status != PC_OK)
        return status == PC_LIMIT ? PC_OK : status;
    status = pc_judge_is_json(judge, pc_buf_view(&judge->joined), &is_json);
    if (status == PC_OK && is_json) {
        *extent = LONGER;
        *body = pc_buf_view(&judge->joined);
    }
    return status;
}

enum pc_status pc_judge_arrival(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                                struct pc_judgements *out, struct pc_arrival *arrival) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    struct pc_view excess = pc_http_exchange_excess(exchange);
    enum extent extent = NO_ANSWER;
    enum pc_status status = find_extent(judge, exchange, &arrival->body, &extent);
    if (status != PC_OK)
        return status;
    if (extent == NO_ANSWER)
        return report_unanswered(judge, exchange, out);
    arrival->answered = true;
    if (extent == SHORTER || extent == LONGER)
        status = report_length(judge, answer->content_length, arrival->body.size, out);
    else if (extent == AS_ANNOUNCED && excess.size > 0)
        status = report_excess(judge, exchange, out);
    if (status == PC_OK)
        status = pc_judge_defects(judge, answer, out);
    if (status == PC_OK)
        status = pc_judge_coding(judge, exchange, out, &arrival->opaque);
    arrival->opaque |= extent == HEAD_ALONE;
    return status;
}

struct pc_view pc_judge_body_bytes(struct pc_judge *judge, const struct pc_http_exchange *exchange) {
    struct pc_view body = {NULL, 0};
    enum extent extent = NO_ANSWER;
    if (find_extent(judge, exchange, &body, &extent) != PC_OK)
        return (struct pc_view){NULL, 0};
    return body;
}
