/* What a client sends. Its texts never quote the Authorization value: the key may stand anywhere in it. */
#include "judge.h"

static const enum pc_level may = PC_LEVEL_MAY;
static const enum pc_level should = PC_LEVEL_SHOULD;
static const enum pc_level must = PC_LEVEL_MUST;

static enum pc_status judge_method(struct pc_judge *judge, const struct pc_http_message *request,
                                   struct pc_judgements *out) {
    if (pc_view_equal_text(request->method, "POST"))
        return PC_OK;
    pc_buf_reset(&judge->seen);
    enum pc_status status = pc_judge_quote(judge, &judge->seen, request->method);
    const struct pc_report report = {
        .subject = PC_SUBJECT_REQUEST_METHOD, .at = "method", .expected = "POST", .seen = judge->seen.data};
    return status == PC_OK ? pc_judge_report(judge, &report, out) : status;
}

static enum pc_status judge_target(struct pc_judge *judge, const struct pc_http_message *request,
                                   struct pc_judgements *out) {
    struct pc_buf model = {.limit = PC_HTTP_MAX_HEAD_SIZE};
    struct pc_buf environment = {.limit = PC_HTTP_MAX_HEAD_SIZE};
    struct pc_report report = {
        .subject = PC_SUBJECT_REQUEST_TARGET, .at = "target", .expected = PC_SPEC_PATH};
    bool wrong = false;
    enum pc_status status = pc_contract_target(request->target, &model, &environment);
    if (status == PC_MALFORMED || status == PC_LIMIT) {
        wrong = true;
        status = PC_OK;
    } else if (status == PC_OK && request->target.data[0] != '/') {
        wrong = true;
        report.level = &should;
        report.cite = "rfc9112:3.2.1";
        report.expected = "the path alone: a whole URL is for proxies";
    } else if (status == PC_OK && pc_view_find(request->target, PC_VIEW("?")) < request->target.size) {
        wrong = true;
        report.level = &may;
        report.expected = "no query: the operation has no parameter there";
    }
    if (status == PC_OK && wrong) {
        pc_buf_reset(&judge->seen);
        status = pc_judge_quote(judge, &judge->seen, request->target);
        report.seen = judge->seen.data;
        if (status == PC_OK)
            status = pc_judge_report(judge, &report, out);
    }
    pc_buf_clear(&model);
    pc_buf_clear(&environment);
    return status;
}

struct scheme {
    struct pc_view word;
    const char *seen;
};

/* Words that are seen in front of a key; another word could be the key itself and is not repeated. */
static const struct scheme known_schemes[] = {
    {{"Bearer", 6}, "the scheme Bearer"},
    {{"Basic", 5}, "the scheme Basic"},
    {{"Token", 5}, "the scheme Token"},
    {{"ApiKey", 6}, "the scheme ApiKey"},
    {{"Api-Key", 7}, "the scheme Api-Key in another case"},
};

static const char *wrong_authorization(const struct pc_http_message *request) {
    size_t count = pc_http_field_count(request, "Authorization");
    if (count == 0)
        return "no Authorization";
    if (count > 1)
        return "several Authorization fields";
    struct pc_view value = pc_http_field_value(request, "Authorization");
    size_t space = pc_view_find(value, PC_VIEW(" "));
    struct pc_view scheme = pc_view_slice(value, 0, space);
    struct pc_view key = pc_view_trim(pc_view_slice(value, space, value.size));
    if (pc_view_equal_text(scheme, "Api-Key"))
        return key.size > 0 ? NULL : "Api-Key without a key";
    if (value.size == 0)
        return "an empty value";
    for (size_t i = 0; i < sizeof known_schemes / sizeof known_schemes[0]; i++) {
        if (pc_view_equal_nocase(scheme, known_schemes[i].word))
            return known_schemes[i].seen;
    }
    return space == value.size ? "a value without a scheme" : "another scheme";
}

static enum pc_status judge_authorization(struct pc_judge *judge, const struct pc_http_message *request,
                                          struct pc_judgements *out) {
    const struct pc_report report = {.subject = PC_SUBJECT_REQUEST_AUTHORIZATION,
                                     .at = "header Authorization",
                                     .expected = "Api-Key, a space, the key",
                                     .seen = wrong_authorization(request)};
    return report.seen == NULL ? PC_OK : pc_judge_report(judge, &report, out);
}

/* RFC 9112 section 3.2: exactly one Host in every HTTP/1.1 request. */
static enum pc_status judge_host(struct pc_judge *judge, const struct pc_http_message *request,
                                 struct pc_judgements *out) {
    size_t count = pc_http_field_count(request, "Host");
    if (count == 1 || (count == 0 && request->version_major == 1 && request->version_minor == 0))
        return PC_OK;
    const struct pc_report report = {.subject = PC_SUBJECT_FIELDS,
                                     .cite = "rfc9112:3.2",
                                     .at = "header Host",
                                     .expected = "one Host",
                                     .seen = count == 0 ? "no Host" : "several Host fields"};
    return pc_judge_report(judge, &report, out);
}

static enum pc_status judge_incomplete(struct pc_judge *judge, const struct pc_http_message *request,
                                       struct pc_judgements *out) {
    struct pc_report report = {.subject = PC_SUBJECT_FRAMING,
                               .level = &must,
                               .at = "wire",
                               .expected = "a complete HTTP/1.1 request"};
    enum pc_status status;
    const struct pc_http_defect *fatal = pc_judge_fatal(request);
    if (fatal != NULL) {
        report.cite = pc_http_defect_source(fatal->kind);
        status = pc_judge_print(&judge->seen, "%s", pc_http_defect_sentence(fatal->kind));
    } else {
        status = pc_judge_print(&judge->seen, "the request ends after %zu bytes", request->wire.size);
    }
    report.seen = judge->seen.data;
    return status == PC_OK ? pc_judge_report(judge, &report, out) : status;
}

static enum pc_status judge_request_body(struct pc_judge *judge, const struct pc_http_message *request,
                                         struct pc_judgements *out, struct pc_error *err) {
    if (request->body.size > 0) {
        enum pc_status status = pc_judge_content_type(judge, request, PC_SUBJECT_REQUEST_CONTENT_TYPE, out);
        if (status != PC_OK)
            return status;
        return pc_judge_content(judge, request->body, pc_spec_request_schema(judge->spec), out, err);
    }
    const struct pc_report report = {.subject = PC_SUBJECT_REQUEST_BODY,
                                     .at = "body",
                                     .expected = "a JSON object",
                                     .seen =
                                         request->framing == PC_HTTP_NO_BODY ? "no body" : "an empty body"};
    return pc_judge_report(judge, &report, out);
}

/* RFC 9110 section 8.4: a coding that the server need not know; the contract names none. */
static enum pc_status judge_request_coding(struct pc_judge *judge, const struct pc_http_message *request,
                                           struct pc_judgements *out) {
    struct pc_view coding = pc_http_field_value(request, "Content-Encoding");
    if (coding.size == 0 || pc_view_equal_nocase(coding, PC_VIEW("identity")))
        return PC_OK;
    pc_buf_reset(&judge->seen);
    enum pc_status status = pc_judge_quote(judge, &judge->seen, coding);
    const struct pc_report report = {.subject = PC_SUBJECT_REQUEST_CONTENT_TYPE,
                                     .level = &should,
                                     .cite = "rfc9110:8.4",
                                     .at = "header Content-Encoding",
                                     .expected = "no Content-Encoding",
                                     .seen = judge->seen.data};
    return status == PC_OK ? pc_judge_report(judge, &report, out) : status;
}

/* RFC 9110 section 5.3: only fields that are lists may stand more than once. */
static enum pc_status judge_request_types(struct pc_judge *judge, const struct pc_http_message *request,
                                          struct pc_judgements *out) {
    size_t count = pc_http_field_count(request, "Content-Type");
    if (count < 2)
        return PC_OK;
    pc_buf_reset(&judge->seen);
    enum pc_status status = pc_judge_print(&judge->seen, "%zu Content-Type fields", count);
    const struct pc_report report = {.subject = PC_SUBJECT_REQUEST_CONTENT_TYPE,
                                     .level = &should,
                                     .cite = "rfc9110:5.3",
                                     .at = "header Content-Type",
                                     .expected = "one Content-Type",
                                     .seen = judge->seen.data};
    return status == PC_OK ? pc_judge_report(judge, &report, out) : status;
}

typedef enum pc_status judge_part(struct pc_judge *judge, const struct pc_http_message *request,
                                  struct pc_judgements *out);

enum pc_status pc_judge_request(struct pc_judge *judge, const struct pc_http_message *request,
                                struct pc_judgements *out, struct pc_error *err) {
    static judge_part *const parts[] = {pc_judge_defects,   judge_host,          judge_method,
                                        judge_target,       judge_authorization, judge_request_coding,
                                        judge_request_types};
    enum pc_status status = PC_OK;
    judge->request = request;
    if (request->progress != PC_HTTP_COMPLETE) {
        status = judge_incomplete(judge, request, out);
    } else {
        for (size_t i = 0; status == PC_OK && i < sizeof parts / sizeof parts[0]; i++)
            status = parts[i](judge, request, out);
        if (status == PC_OK)
            status = judge_request_body(judge, request, out, err);
    }
    return status == PC_OK
               ? status
               : pc_error_set(err, status, "cannot judge a request: %s", pc_status_sentence(status));
}
