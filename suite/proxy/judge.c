#include "record.h"

#define MAX_PATH_SIZE ((size_t)8 << 10) /* a longer one is meant as nothing that is known here */

static bool is_meant(struct pc_view path) {
    struct pc_view last = PC_VIEW("/promote");
    while (path.size > 0 && path.data[path.size - 1] == '/')
        path.size--;
    size_t from = path.size > last.size ? path.size - last.size : 0;
    bool begins =
        pc_view_starts_with(path, PC_VIEW("/v1/models/")) || pc_view_starts_with(path, PC_VIEW("/models/"));
    return begins && pc_view_find(path, PC_VIEW("/environments/")) < path.size &&
           pc_view_equal_nocase(pc_view_slice(path, from, path.size), last);
}

static bool is_promote_path(struct pc_view target) {
    struct pc_buf path = {.limit = MAX_PATH_SIZE};
    struct pc_buf model = {.limit = MAX_PATH_SIZE};
    struct pc_buf environment = {.limit = MAX_PATH_SIZE};
    struct pc_view text = pc_proxy_path(target);
    text = pc_view_slice(text, 0, pc_view_find(text, PC_VIEW("?")));
    bool meant = pc_contract_target(text, &model, &environment) == PC_OK;
    /* Where its escapes are none, what it says is what it means. */
    if (!meant && pc_percent_decode(text, &path) == PC_OK)
        text = pc_buf_view(&path);
    meant = meant || is_meant(text);
    pc_buf_clear(&path);
    pc_buf_clear(&model);
    pc_buf_clear(&environment);
    return meant;
}

enum pc_proxy_kind pc_proxy_kind_of(const struct pc_http_message *request) {
    static const char *const idle[] = {"OPTIONS", "HEAD", "TRACE"};
    if (request->target.size == 0)
        return PC_PROXY_UNREAD;
    for (size_t i = 0; i < sizeof idle / sizeof idle[0]; i++) {
        if (pc_view_equal_text(request->method, idle[i]))
            return PC_PROXY_OTHER;
    }
    return is_promote_path(request->target) ? PC_PROXY_PROMOTE : PC_PROXY_OTHER;
}

void pc_proxy_verdict_clear(struct pc_proxy_verdict *verdict) {
    for (size_t i = 0; i < PC_PROXY_SIDE_COUNT; i++)
        pc_judgements_clear(&verdict->judgements[i]);
    *verdict = (struct pc_proxy_verdict){0};
}

enum pc_proxy_depth pc_proxy_depth_of(enum pc_subject subject) {
    switch (subject) {
    case PC_SUBJECT_ANSWERED:
    case PC_SUBJECT_FRAMING:
    case PC_SUBJECT_FIELDS:
    case PC_SUBJECT_EXCESS:
    case PC_SUBJECT_CODING:
        return PC_PROXY_WIRE;
    case PC_SUBJECT_REQUEST_METHOD:
    case PC_SUBJECT_REQUEST_TARGET:
    case PC_SUBJECT_REQUEST_AUTHORIZATION:
    case PC_SUBJECT_REQUEST_CONTENT_TYPE:
        return PC_PROXY_HEAD;
    default:
        return PC_PROXY_ALL;
    }
}

/* A status that no answer may have is wrong whatever stands in its body. */
bool pc_proxy_counts(enum pc_proxy_depth depth, enum pc_subject subject) {
    return subject == PC_SUBJECT_STATUS || pc_proxy_depth_of(subject) <= depth;
}

static enum pc_status judge_request(struct pc_judge *judge, const struct pc_proxy_crossing *crossing,
                                    struct pc_proxy_verdict *out, struct pc_error *err) {
    struct pc_http_message request = *pc_proxy_request_of(crossing);
    bool garbled = request.progress == PC_HTTP_GARBLED;
    bool stalled = crossing->end == PC_PROXY_END_STALLED;
    bool known = crossing->request.done && !crossing->request.cut;
    if (!crossing->whole && !garbled && !stalled)
        return PC_OK;
    /* To a proxy a client says the whole URL (RFC 9112 section 3.2.2). */
    if (crossing->as_proxy)
        request.target = pc_proxy_path(request.target);
    out->depth[PC_PROXY_CLIENT] = known ? PC_PROXY_ALL : garbled || stalled ? PC_PROXY_WIRE : PC_PROXY_HEAD;
    if (!known && !garbled && !stalled) {
        /* The head alone is known: what stands in for the rest makes no finding that counts. */
        request.progress = PC_HTTP_COMPLETE;
        request.body = PC_VIEW("{}");
        out->not_judged = crossing->request.cut ? "the request's body is larger than what is kept of it"
                                                : "not all of the request was read";
    }
    return pc_judge_request(judge, &request, &out->judgements[PC_PROXY_CLIENT], err);
}

/* Whether the answer, or that there is none, says something about the server. */
static bool is_the_servers(const struct pc_proxy_crossing *crossing) {
    enum pc_http_progress progress = pc_proxy_response_of(crossing)->progress;
    switch (crossing->end) {
    case PC_PROXY_END_COMPLETE:
        return true;
    case PC_PROXY_END_SILENT:
    case PC_PROXY_END_BROKEN:
        /* It may close on a request that has no end yet. */
        return crossing->request.done || crossing->expects;
    case PC_PROXY_END_GARBLED:
        return progress == PC_HTTP_GARBLED || progress == PC_HTTP_COMPLETE;
    default:
        return false;
    }
}

static enum pc_status judge_response(struct pc_judge *judge, const struct pc_proxy_crossing *crossing,
                                     struct pc_proxy_verdict *out, struct pc_error *err) {
    const struct pc_http_message *answer = pc_proxy_response_of(crossing);
    struct pc_judgements *judgements = &out->judgements[PC_PROXY_SERVER];
    if (!is_the_servers(crossing))
        return PC_OK;
    out->depth[PC_PROXY_SERVER] = PC_PROXY_WIRE;
    if (crossing->response.cut)
        out->not_judged = "the answer's body is larger than what is kept of it";
    /* A refusal is right or wrong by what the server knows: whose key it is, what runs, what exists. */
    if (answer->status >= 400 || crossing->response.cut)
        return pc_judge_wire(judge, crossing->exchange, judgements, err);
    if (answer->status == 200)
        out->depth[PC_PROXY_SERVER] = PC_PROXY_ALL;
    return pc_judge_response(judge, crossing->exchange, judgements, err);
}

enum pc_status pc_proxy_judge(struct pc_judge *judge, const struct pc_proxy_crossing *crossing,
                              enum pc_proxy_kind kind, struct pc_proxy_verdict *out, struct pc_error *err) {
    if (kind == PC_PROXY_OTHER)
        return PC_OK;
    enum pc_status status = judge_request(judge, crossing, out, err);
    bool promotes =
        kind == PC_PROXY_PROMOTE && pc_view_equal_text(pc_proxy_request_of(crossing)->method, "POST");
    return status == PC_OK && promotes ? judge_response(judge, crossing, out, err) : status;
}
