/* The promote request's body: decoded by the codec; where it is refused, why, as finely as faults need to
 * know. */
#include "call.h"

#include "pc_json.h"

#include <stdio.h>
#include <string.h>

enum {
    MAX_REQUEST_SIZE = 1 << 20, /* the documented request is a few hundred bytes */
    MAX_DEPTH = 128
};

static const struct {
    unsigned status;
    const char *sentence;
} refusals[] = {
#define PC_MOCK_BODY_REFUSAL(name, number, words) [PC_MOCK_BODY_INDEX_##name] = {(number), (words)},
    PC_MOCK_BODY_LIST(PC_MOCK_BODY_REFUSAL)
#undef PC_MOCK_BODY_REFUSAL
};

static enum pc_mock_body classify_fault(const struct pc_json_doc *doc, struct pc_view text) {
    struct pc_json_fault fault = pc_json_doc_fault(doc);
    switch (fault.kind) {
    case PC_JSON_FAULT_EMPTY:
        return PC_MOCK_BODY_EMPTY;
    case PC_JSON_FAULT_TRAILING_BYTES:
        return PC_MOCK_BODY_TRAILING;
    case PC_JSON_FAULT_BYTE_ORDER_MARK:
        return PC_MOCK_BODY_BYTE_ORDER_MARK;
    case PC_JSON_FAULT_INVALID_UTF8:
        return PC_MOCK_BODY_NOT_UTF8;
    case PC_JSON_FAULT_TOO_DEEP:
        return PC_MOCK_BODY_TOO_DEEP;
    default:
        return fault.offset >= text.size ? PC_MOCK_BODY_TRUNCATED : PC_MOCK_BODY_NOT_JSON;
    }
}

static enum pc_mock_body classify_flag(struct pc_json_value root, const char *name) {
    switch (pc_json_type(pc_json_get_text(root, name))) {
    case PC_JSON_NONE:
    case PC_JSON_BOOLEAN:
        return PC_MOCK_BODY_GOOD;
    case PC_JSON_NULL:
        return PC_MOCK_BODY_NULL_FLAG;
    default:
        return PC_MOCK_BODY_FLAG_TYPE;
    }
}

static enum pc_mock_body classify_object(const struct pc_json_doc *doc) {
    struct pc_json_value root = pc_json_root(doc);
    if (pc_json_type(root) != PC_JSON_OBJECT)
        return PC_MOCK_BODY_NOT_OBJECT;
    if (pc_json_doc_has_remark(doc, PC_JSON_DUPLICATE_KEY))
        return PC_MOCK_BODY_DUPLICATE_KEY;
    if (pc_json_doc_has_remark(doc, PC_JSON_LONE_SURROGATE))
        return PC_MOCK_BODY_LONE_SURROGATE;
    struct pc_json_value id = pc_json_get_text(root, "deployment_id");
    switch (pc_json_type(id)) {
    case PC_JSON_NONE:
        return PC_MOCK_BODY_NO_ID;
    case PC_JSON_NULL:
        return PC_MOCK_BODY_NULL_ID;
    case PC_JSON_STRING:
        break;
    default:
        return PC_MOCK_BODY_ID_TYPE;
    }
    enum pc_mock_body flag = classify_flag(root, "scale_down_previous_deployment");
    return flag != PC_MOCK_BODY_GOOD ? flag : classify_flag(root, "preserve_env_instance_type");
}

/* GOOD where the reader and this file find nothing wrong. */
static enum pc_mock_body classify(struct pc_view text) {
    const struct pc_json_limits limits = {.max_depth = MAX_DEPTH};
    struct pc_json_reader *reader = pc_json_reader_new(&limits);
    const struct pc_json_doc *doc = NULL;
    enum pc_mock_body body = PC_MOCK_BODY_OTHER;
    if (reader != NULL && pc_json_read(reader, text, &doc, NULL) == PC_OK)
        body = pc_json_doc_valid(doc) ? classify_object(doc) : classify_fault(doc, text);
    pc_json_reader_free(reader);
    return body;
}

/* Absent, JSON or +json: read. Clearly something else: 415 (RFC 9110 section 15.5.16). */
static bool content_is_json(const struct pc_http_message *request) {
    struct pc_view coding = pc_http_field_value(request, "Content-Encoding");
    if (coding.size > 0 && !pc_view_equal_nocase(coding, PC_VIEW("identity")))
        return false;
    struct pc_view type = pc_http_field_value(request, "Content-Type");
    type = pc_view_trim(pc_view_slice(type, 0, pc_view_find(type, PC_VIEW(";"))));
    if (type.size == 0 || pc_view_equal_nocase(type, PC_VIEW("application/json")) ||
        pc_view_equal_nocase(type, PC_VIEW("text/json")))
        return true;
    struct pc_view suffix = PC_VIEW("+json");
    size_t start = type.size > suffix.size ? type.size - suffix.size : 0;
    return pc_view_equal_nocase(pc_view_slice(type, start, type.size), suffix);
}

void pc_mock_decode_body(struct pc_mock_call *call) {
    struct pc_view text = call->request->body;
    struct pc_codec_refusal refusal = {0};
    enum pc_codec_verdict verdict = PC_REFUSED;
    call->body = classify(text);
    if (call->body == PC_MOCK_BODY_GOOD) {
        if (pc_promote_request_decode(text, PC_CODEC_STRICT, &call->wanted, &verdict, &refusal) != PC_OK ||
            verdict == PC_REFUSED)
            call->body = PC_MOCK_BODY_OTHER;
        else if (call->wanted.deployment_id.size == 0)
            call->body = PC_MOCK_BODY_EMPTY_ID;
    }
    snprintf(call->body_reason, sizeof call->body_reason, "%s", refusal.reason);
}

void pc_mock_forgive_body(struct pc_mock_call *call) {
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    struct pc_buf id;
    pc_buf_init(&id, PC_HTTP_MAX_BODY_SIZE);
    if (reader != NULL && pc_json_read(reader, call->request->body, &doc, NULL) == PC_OK &&
        pc_json_doc_valid(doc))
        (void)pc_json_string_decode(pc_json_get_text(pc_json_root(doc), "deployment_id"), &id);
    struct pc_view text = pc_buf_view(&id);
    if (pc_mock_find_deployment(call->model, text) == NULL && call->model->deployment_count > 0)
        text = pc_string_view(call->model->deployments[0].data.id);
    pc_promote_request_clear(&call->wanted);
    if (pc_string_set(&call->wanted.deployment_id, text) == PC_OK)
        call->body = PC_MOCK_BODY_GOOD;
    pc_buf_clear(&id);
    pc_json_reader_free(reader);
}

/* Leaves call->body and call->wanted, or answers. */
void pc_mock_read_body(struct pc_mock_call *call) {
    struct pc_view text = call->request->body;
    if (call->request->framing == PC_HTTP_NO_BODY)
        call->body = PC_MOCK_BODY_MISSING;
    else if (text.size == 0)
        call->body = PC_MOCK_BODY_EMPTY;
    else if (text.size > MAX_REQUEST_SIZE)
        call->body = PC_MOCK_BODY_TOO_LARGE;
    else if (!content_is_json(call->request))
        call->body = PC_MOCK_BODY_CONTENT_TYPE;
    else
        pc_mock_decode_body(call);
    pc_mock_hooks(call, PC_MOCK_POINT_BODY);
    if (call->forgiving && call->body != PC_MOCK_BODY_GOOD)
        pc_mock_forgive_body(call);
    if (call->answered || call->body == PC_MOCK_BODY_GOOD)
        return;
    size_t index = 0;
    while (index < PC_MOCK_BODY_INDEX_OTHER && (unsigned)call->body != 1u << index)
        index++;
    bool other = index == PC_MOCK_BODY_INDEX_OTHER && call->body_reason[0] != '\0';
    pc_mock_refuse(call, refusals[index].status, "VALIDATION_ERROR",
                   other ? call->body_reason : refusals[index].sentence);
}
