/* What the framing and the head of a message say. */
#include "judge.h"

/* A defect after which nobody can read on leaves the promotion unanswered. */
static const enum pc_level must = PC_LEVEL_MUST;

enum pc_subject pc_judge_defect_subject(enum pc_http_defect_kind kind) {
    switch (kind) {
    case PC_HTTP_BAD_LENGTH:
    case PC_HTTP_LENGTHS_DIFFER:
    case PC_HTTP_LENGTH_REPEATED:
    case PC_HTTP_LENGTH_AND_CHUNKED:
    case PC_HTTP_BAD_TRANSFER_CODING:
    case PC_HTTP_TRANSFER_CODING_IN_1_0:
    case PC_HTTP_BAD_CHUNK:
    case PC_HTTP_BODY_TOO_LARGE:
        return PC_SUBJECT_FRAMING;
    case PC_HTTP_BAD_START_LINE:
    case PC_HTTP_BAD_FIELD:
    case PC_HTTP_SPACE_BEFORE_COLON:
    case PC_HTTP_FOLDED_FIELD:
    case PC_HTTP_BARE_LF:
    case PC_HTTP_BARE_CR:
    case PC_HTTP_FIELD_CONTROL:
    case PC_HTTP_TOO_MANY_FIELDS:
    case PC_HTTP_HEAD_TOO_LARGE:
    case PC_HTTP_TOO_MANY_INFORMATIONAL:
        break;
    }
    return PC_SUBJECT_FIELDS;
}

const struct pc_http_defect *pc_judge_fatal(const struct pc_http_message *message) {
    return message->progress == PC_HTTP_GARBLED && message->defect_count > 0 ? &message->defects[0] : NULL;
}

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
        const struct pc_report report = {.subject = pc_judge_defect_subject(defect->kind),
                                         .level = defect == pc_judge_fatal(message) ? &must : NULL,
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

/* Whether a list of codings names one beside the one that is welcome. */
static bool is_coded(struct pc_view value, struct pc_view welcome) {
    while (value.size > 0) {
        size_t end = pc_view_find(value, PC_VIEW(","));
        struct pc_view coding = pc_view_trim(pc_view_slice(value, 0, end));
        if (coding.size > 0 && !pc_view_equal_nocase(coding, welcome))
            return true;
        value = pc_view_slice(value, end + 1, value.size);
    }
    return false;
}

enum pc_status pc_judge_coding(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                               struct pc_judgements *out, bool *coded) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    const struct pc_http_message *request = pc_http_exchange_request(exchange);
    struct pc_view content = pc_http_field_value(answer, "Content-Encoding");
    struct pc_view transfer = pc_http_field_value(answer, "Transfer-Encoding");
    bool content_coded = is_coded(content, PC_VIEW("identity"));
    bool transfer_coded = is_coded(transfer, PC_VIEW("chunked"));
    *coded = content_coded || transfer_coded;
    struct pc_report report = {
        .subject = PC_SUBJECT_CODING, .at = "header Content-Encoding", .expected = "no Content-Encoding"};
    struct pc_view seen = content;
    if (transfer_coded && answer->framing == PC_HTTP_CHUNKED) {
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
    enum pc_status status = pc_judge_quote(judge, &judge->seen, seen);
    report.seen = judge->seen.data;
    return status == PC_OK ? pc_judge_report(judge, &report, out) : status;
}
