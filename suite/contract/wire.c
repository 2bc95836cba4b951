/* Whether an answer came, and what its framing and head say: the subjects that hold whatever the status is.
 */
#include "judge.h"

/* A defect that ends the reading of a message shows in the outcome, and then it is ANSWERED that is broken.
 */
static const enum pc_subject defect_subjects[] = {
    [PC_HTTP_BAD_START_LINE] = PC_SUBJECT_FIELDS,
    [PC_HTTP_BAD_FIELD] = PC_SUBJECT_FIELDS,
    [PC_HTTP_SPACE_BEFORE_COLON] = PC_SUBJECT_FIELDS,
    [PC_HTTP_FOLDED_FIELD] = PC_SUBJECT_FIELDS,
    [PC_HTTP_BARE_LF] = PC_SUBJECT_FIELDS,
    [PC_HTTP_BARE_CR] = PC_SUBJECT_FIELDS,
    [PC_HTTP_FIELD_CONTROL] = PC_SUBJECT_FIELDS,
    [PC_HTTP_BAD_LENGTH] = PC_SUBJECT_FRAMING,
    [PC_HTTP_LENGTHS_DIFFER] = PC_SUBJECT_FRAMING,
    [PC_HTTP_LENGTH_REPEATED] = PC_SUBJECT_FRAMING,
    [PC_HTTP_LENGTH_AND_CHUNKED] = PC_SUBJECT_FRAMING,
    [PC_HTTP_BAD_TRANSFER_CODING] = PC_SUBJECT_FRAMING,
    [PC_HTTP_BAD_CHUNK] = PC_SUBJECT_FRAMING,
    [PC_HTTP_TOO_MANY_FIELDS] = PC_SUBJECT_FIELDS,
    [PC_HTTP_HEAD_TOO_LARGE] = PC_SUBJECT_FIELDS,
    [PC_HTTP_BODY_TOO_LARGE] = PC_SUBJECT_FRAMING,
    [PC_HTTP_TOO_MANY_INFORMATIONAL] = PC_SUBJECT_FIELDS,
};

static bool is_first_of_kind(const struct pc_http_message *message, size_t index) {
    for (size_t i = 0; i < index; i++) {
        if (message->defects[i].kind == message->defects[index].kind)
            return false;
    }
    return true;
}

enum pc_status pc_judge_defects(struct pc_judge *judge, const struct pc_http_message *message,
                                struct pc_judgements *out) {
    for (size_t i = 0; i < message->defect_count; i++) {
        const struct pc_http_defect *defect = &message->defects[i];
        if (!is_first_of_kind(message, i))
            continue;
        enum pc_status status = pc_judge_print(&judge->seen, "%s (byte %zu)",
                                               pc_http_defect_sentence(defect->kind), defect->offset + 1);
        const struct pc_report report = {.subject = defect_subjects[defect->kind],
                                         .cite = pc_http_defect_source(defect->kind),
                                         .at = "wire",
                                         .seen = judge->seen.data};
        if (status == PC_OK)
            status = pc_judge_report(judge, &report, out);
        if (status != PC_OK)
            return status;
    }
    return PC_OK;
}

static enum pc_status describe_unanswered(struct pc_judge *judge, const struct pc_http_exchange *exchange) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    enum pc_status status = pc_judge_print(&judge->seen, "%s", pc_http_outcome_sentence(exchange->outcome));
    if (status == PC_OK && exchange->outcome == PC_HTTP_OUTCOME_GARBLED && answer->defect_count > 0) {
        const struct pc_http_defect *last = &answer->defects[answer->defect_count - 1];
        status = pc_buf_appendf(&judge->seen, ": %s", pc_http_defect_sentence(last->kind));
    } else if (status == PC_OK && exchange->detail[0] != '\0') {
        status = pc_buf_append_text(&judge->seen, ": ");
        if (status == PC_OK)
            status = pc_judge_quote(&judge->seen, pc_view_of(exchange->detail));
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
    if (exchange->outcome == PC_HTTP_OUTCOME_GARBLED && answer->defect_count > 0)
        report.cite = pc_http_defect_source(answer->defects[answer->defect_count - 1].kind);
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

static enum pc_status report_excess(struct pc_judge *judge, struct pc_view excess,
                                    struct pc_judgements *out) {
    enum pc_status status = pc_judge_print(&judge->seen, "%zu byte%s behind the answer: ", excess.size,
                                           excess.size == 1 ? "" : "s");
    if (status == PC_OK)
        status = pc_judge_quote(&judge->seen, excess);
    if (status != PC_OK)
        return status;
    const struct pc_report report = {.subject = PC_SUBJECT_EXCESS,
                                     .at = "wire",
                                     .expected = "nothing behind the answer",
                                     .seen = judge->seen.data};
    return pc_judge_report(judge, &report, out);
}

/* A coding other than the one that changes nothing. */
static bool is_coded(struct pc_view value, struct pc_view nothing) {
    return value.size > 0 && !pc_view_equal_nocase(value, nothing);
}

static enum pc_status judge_coding(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                                   struct pc_judgements *out, bool *coded) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    const struct pc_http_message *request = pc_http_exchange_request(exchange);
    struct pc_view content = pc_http_field_value(answer, "Content-Encoding");
    struct pc_view transfer = pc_http_field_value(answer, "Transfer-Encoding");
    bool content_coded = is_coded(content, PC_VIEW("identity"));
    bool transfer_coded = answer->framing == PC_HTTP_CHUNKED && is_coded(transfer, PC_VIEW("chunked"));
    *coded = content_coded || transfer_coded;
    struct pc_report report = {
        .subject = PC_SUBJECT_CODING, .at = "header Content-Encoding", .expected = "no Content-Encoding"};
    struct pc_view seen = content;
    if (transfer_coded) {
        /* RFC 9112 section 7.4: without TE in the request no transfer coding but chunked is welcome. */
        report.cite = "rfc9112:7.4";
        report.at = "header Transfer-Encoding";
        report.expected = "Transfer-Encoding: chunked";
        seen = transfer;
    } else if (!content_coded || request == NULL ||
               !pc_view_equal_nocase(pc_http_field_value(request, "Accept-Encoding"), PC_VIEW("identity"))) {
        return PC_OK;
    }
    pc_buf_reset(&judge->seen);
    enum pc_status status = pc_judge_quote(&judge->seen, seen);
    report.seen = judge->seen.data;
    return status == PC_OK ? pc_judge_report(judge, &report, out) : status;
}

static bool stopped_inside(const struct pc_http_exchange *exchange) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    return (exchange->outcome == PC_HTTP_OUTCOME_CLOSED || exchange->outcome == PC_HTTP_OUTCOME_RESET ||
            exchange->outcome == PC_HTTP_OUTCOME_TIMED_OUT) &&
           (answer->progress == PC_HTTP_TRUNCATED || answer->progress == PC_HTTP_IN_BODY);
}

/* How much of what came is the body. A Content-Length can lie in both ways, and a body of JSON can tell: it
 * is complete though more was announced, or it is complete only together with the bytes behind it. */
enum extent { NO_BODY, AS_ANNOUNCED, SHORTER, LONGER };

static enum pc_status find_extent(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                                  struct pc_view *body, enum extent *extent) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    struct pc_view excess = pc_http_exchange_excess(exchange);
    bool is_json = false;
    *body = answer->body;
    if (exchange->outcome != PC_HTTP_OUTCOME_ANSWERED) {
        *extent = NO_BODY;
        if (!stopped_inside(exchange) || answer->framing != PC_HTTP_LENGTH)
            return PC_OK;
        enum pc_status status = pc_judge_is_json(judge, *body, &is_json);
        *extent = is_json ? SHORTER : NO_BODY;
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
    enum extent extent = NO_BODY;
    enum pc_status status = find_extent(judge, exchange, &arrival->body, &extent);
    if (status != PC_OK)
        return status;
    if (extent == NO_BODY)
        return report_unanswered(judge, exchange, out);
    arrival->answered = true;
    if (extent != AS_ANNOUNCED)
        status = report_length(judge, answer->content_length, arrival->body.size, out);
    else if (excess.size > 0)
        status = report_excess(judge, excess, out);
    if (status == PC_OK)
        status = pc_judge_defects(judge, answer, out);
    if (status == PC_OK)
        status = judge_coding(judge, exchange, out, &arrival->coded);
    return status;
}

struct pc_view pc_judge_body_bytes(struct pc_judge *judge, const struct pc_http_exchange *exchange) {
    struct pc_view body = {NULL, 0};
    enum extent extent = NO_BODY;
    if (find_extent(judge, exchange, &body, &extent) != PC_OK)
        return (struct pc_view){NULL, 0};
    return body;
}
