/* Eccentricities of what is answered: unusual, and legal. No case may object to any of them. */
#include "call.h"

#include "edit.h"

#include <stdio.h>
#include <string.h>

/* ORDER, PROMOTED */

static bool always_copy(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    call->order.always_copy = true;
    return true;
}

/* number: enum pc_deployment_status of a new deployment */
static bool start_as(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (!call->outcome.copied)
        return false;
    call->deployment.status = (enum pc_deployment_status)row->number;
    return true;
}

static bool previous_inactive(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (call->outcome.previous == NULL || !call->order.scale_down_previous)
        return false;
    call->outcome.previous->data.status = PC_DEPLOYMENT_INACTIVE;
    return true;
}

/* DEPLOYMENT */

/* The time as it is up to the seconds; text: what stands behind */
static bool other_offset(struct pc_mock_call *call, const struct pc_mock_row *row) {
    enum { UP_TO_SECONDS = sizeof "2026-01-02T03:04:05" - 1 };
    char made[64];
    struct pc_view old = pc_string_view(call->deployment.created_at);
    if (old.size < UP_TO_SECONDS)
        return false;
    snprintf(made, sizeof made, "%.*s%s", UP_TO_SECONDS, old.data, row->text);
    return pc_string_set(&call->deployment.created_at, pc_view_of(made)) == PC_OK;
}

static bool lower_case_time(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_string *time = &call->deployment.created_at;
    (void)row;
    for (size_t i = 0; i < time->size; i++)
        if (time->data[i] == 'T' || time->data[i] == 'Z')
            time->data[i] = (char)(time->data[i] - 'A' + 'a');
    return true;
}

/* text: the value */
static bool set_time(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return pc_string_set(&call->deployment.created_at, pc_view_of(row->text)) == PC_OK;
}

/* `environment` keeps its value: after a promotion it is known. */
static bool nulls(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    call->deployment.has_autoscaling_settings = false;
    pc_string_clear(&call->deployment.instance_type_name);
    return true;
}

static bool null_settings(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_autoscaling_settings *settings = &call->deployment.autoscaling_settings;
    (void)row;
    settings->autoscaling_window = (struct pc_optional_int){.presence = PC_NULL};
    settings->scale_down_delay = (struct pc_optional_int){.presence = PC_NULL};
    settings->target_utilization_percentage = (struct pc_optional_int){.presence = PC_NULL};
    return call->deployment.has_autoscaling_settings;
}

/* number: enum pc_presence */
static bool tokens(struct pc_mock_call *call, const struct pc_mock_row *row) {
    call->deployment.autoscaling_settings.target_in_flight_tokens = (struct pc_optional_int){
        .presence = (enum pc_presence)row->number, .value = row->number == PC_PRESENT ? 40000 : 0};
    return call->deployment.has_autoscaling_settings;
}

/* No numeric bounds anywhere: each int64 is legal. */
static bool large_numbers(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    call->deployment.active_replica_count = INT64_MAX;
    call->deployment.autoscaling_settings.max_replica = INT64_MAX;
    call->deployment.autoscaling_settings.min_replica = -1;
    return true;
}

/* DEPLOYMENT_TEXT: the members that newer documents have */
static bool extra_members(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    (void)pc_mock_json_add(&call->text, "/autoscaling_settings", "\"max_scale_down_rate\":null");
    return pc_mock_json_add(&call->text, "",
                            "\"labels\":{\"team\":\"speech\"},\"region\":\"us-east-1\","
                            "\"request_backpressure_settings\":{\"max_queued\":[1,2,{}]}");
}

/* STYLE */
enum { REVERSED = 1, PRETTY = 2, ESCAPED = 4, DECIMALS = 8 };

static bool restyle(struct pc_mock_call *call, const struct pc_mock_row *row) {
    const struct pc_mock_style style = {.reversed = (row->number & REVERSED) != 0,
                                        .indent = (row->number & PRETTY) != 0 ? 4 : 0,
                                        .escaped = (row->number & ESCAPED) != 0,
                                        .decimals = (row->number & DECIMALS) != 0};
    return pc_mock_json_restyle(&call->reply.body, &style);
}

/* REFUSED */

/* number: from * 1000 + to */
static bool other_status(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (call->reply.status != (unsigned)(row->number / 1000))
        return false;
    call->reply.status = (unsigned)(row->number % 1000);
    if (call->reply.status == 401)
        pc_mock_reply_header(&call->reply, "WWW-Authenticate", "Api-Key realm=\"promotecheck mock\"");
    else
        (void)pc_mock_reply_remove_header(&call->reply, "WWW-Authenticate");
    if (call->reply.status != 405)
        (void)pc_mock_reply_remove_header(&call->reply, "Allow");
    return true;
}

/* at: Content-Type, NULL: none; text: the body, its %u the status */
static bool error_body(struct pc_mock_call *call, const struct pc_mock_row *row) {
    char status[16];
    struct pc_buf *body = &call->reply.body;
    struct pc_view text = pc_view_of(row->text);
    size_t mark = pc_view_find(text, PC_VIEW("%u"));
    snprintf(status, sizeof status, "%u", call->reply.status);
    pc_buf_reset(body);
    if (row->at == NULL)
        (void)pc_mock_reply_remove_header(&call->reply, "Content-Type");
    else
        pc_mock_reply_header(&call->reply, "Content-Type", row->at);
    return pc_buf_append(body, pc_view_slice(text, 0, mark)) == PC_OK &&
           (mark == text.size || (pc_buf_append_text(body, status) == PC_OK &&
                                  pc_buf_append(body, pc_view_slice(text, mark + 2, text.size)) == PC_OK));
}

/* WIRE */

static bool takes_chunks(const struct pc_mock_call *call) {
    return call->request->version_minor > 0 && call->reply.status != 204 && call->reply.status != 0;
}

/* number: enum pc_mock_framing */
static bool framing(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (call->reply.framing != PC_MOCK_LENGTH || !takes_chunks(call))
        return false;
    call->reply.framing = (enum pc_mock_framing)row->number;
    if (row->number == PC_MOCK_UNTIL_CLOSE)
        call->reply.after = PC_HTTP_CLOSE;
    return true;
}

static bool http_1_0(struct pc_mock_call *call, const struct pc_mock_row *row) {
    call->reply.version = row->text;
    call->reply.after = PC_HTTP_CLOSE;
    if (call->reply.framing == PC_MOCK_CHUNKED)
        call->reply.framing = PC_MOCK_LENGTH;
    return true;
}

static bool close_after_each(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (call->reply.after == PC_HTTP_KEEP_OPEN)
        call->reply.after = PC_HTTP_CLOSE;
    return true;
}

static bool lower_case(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    call->reply.lower_case_names = true;
    return true;
}

static bool no_reason(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    call->reply.no_reason = true;
    return true;
}

/* at: the field; text: its value instead, NULL: none. A Content-Type changes only where it is that of JSON.
 */
static bool header(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (strcmp(row->at, "Content-Type") == 0 && !pc_mock_reply_is_json(&call->reply))
        return false;
    if (row->text == NULL)
        return pc_mock_reply_remove_header(&call->reply, row->at);
    pc_mock_reply_header(&call->reply, row->at, row->text);
    return true;
}

/* number: milliseconds; at NULL: before the answer, else between its bytes */
static bool slowly(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (row->at == NULL)
        call->reply.delay_ms = row->number;
    else
        call->reply.drip_ms = row->number;
    return call->reply.status != 0;
}

static const struct pc_mock_row rows[] = {
    PC_MOCK_LEGAL("new-id-always", "each promotion makes a new deployment", ORDER, .act = always_copy),
    PC_MOCK_LEGAL("starts-BUILDING", "a new deployment is BUILDING", PROMOTED, .act = start_as,
                  .number = PC_DEPLOYMENT_BUILDING),
    PC_MOCK_LEGAL("starts-LOADING_MODEL", "a new deployment is LOADING_MODEL", PROMOTED, .act = start_as,
                  .number = PC_DEPLOYMENT_LOADING_MODEL),
    PC_MOCK_LEGAL("starts-SCALED_TO_ZERO", "a new deployment is SCALED_TO_ZERO", PROMOTED, .act = start_as,
                  .number = PC_DEPLOYMENT_SCALED_TO_ZERO),
    PC_MOCK_LEGAL("starts-WAKING_UP", "a new deployment is WAKING_UP", PROMOTED, .act = start_as,
                  .number = PC_DEPLOYMENT_WAKING_UP),
    PC_MOCK_LEGAL("previous-inactive", "a deployment that is scaled down becomes INACTIVE", PROMOTED,
                  .act = previous_inactive),
    PC_MOCK_LEGAL("created_at-nanoseconds-offset", "created_at has nine fraction digits and an offset",
                  DEPLOYMENT, .act = other_offset, .text = ".123456789+05:30"),
    PC_MOCK_LEGAL("created_at-many-digits", "created_at has thirty fraction digits", DEPLOYMENT,
                  .act = other_offset, .text = ".000000000000000000000000000001Z"),
    PC_MOCK_LEGAL("created_at-unknown-offset", "created_at has the offset -00:00", DEPLOYMENT,
                  .act = other_offset, .text = "-00:00"),
    PC_MOCK_LEGAL("created_at-lower-case", "created_at has t and z", DEPLOYMENT, .act = lower_case_time),
    PC_MOCK_LEGAL("created_at-leap-second", "created_at lies in a leap second", DEPLOYMENT, .act = set_time,
                  .text = "2016-12-31T23:59:60Z"),
    PC_MOCK_LEGAL_HIDING("null-everything", "instance_type_name and autoscaling_settings are null",
                         "server/response/*/autoscaling_settings/* server/promote/instance-type/*",
                         DEPLOYMENT, .act = nulls),
    PC_MOCK_LEGAL("null-settings", "the nullable autoscaling settings are null", DEPLOYMENT,
                  .act = null_settings),
    PC_MOCK_LEGAL_HIDING("target_in_flight_tokens-absent", "target_in_flight_tokens is absent",
                         "server/response/type/autoscaling_settings/target_in_flight_tokens", DEPLOYMENT,
                         .act = tokens, .number = PC_ABSENT),
    PC_MOCK_LEGAL("target_in_flight_tokens-null", "target_in_flight_tokens is null", DEPLOYMENT,
                  .act = tokens, .number = PC_NULL),
    PC_MOCK_LEGAL("target_in_flight_tokens-present", "target_in_flight_tokens is a number", DEPLOYMENT,
                  .act = tokens, .number = PC_PRESENT),
    PC_MOCK_LEGAL("large-numbers", "integers up to 2^63-1, and negative ones", DEPLOYMENT,
                  .act = large_numbers),
    PC_MOCK_LEGAL("extra-members", "members that newer documents have", DEPLOYMENT_TEXT,
                  .act = extra_members),
    PC_MOCK_LEGAL("reversed-keys", "members stand in reverse order", STYLE, .act = restyle,
                  .number = REVERSED),
    PC_MOCK_LEGAL("pretty-printed", "JSON is indented, with CR LF", STYLE, .act = restyle, .number = PRETTY),
    PC_MOCK_LEGAL("escaped-body", "each character of each string and key is escaped", STYLE, .act = restyle,
                  .number = ESCAPED),
    PC_MOCK_LEGAL("integers-as-1.0", "integers are written with .0", STYLE, .act = restyle,
                  .number = DECIMALS),
    PC_MOCK_LEGAL("422-for-400", "answers 422 instead of 400", REFUSED, .act = other_status,
                  .number = 400422),
    PC_MOCK_LEGAL_HIDING("403-for-401", "answers 403 instead of 401", "server/auth/challenge", REFUSED,
                         .act = other_status, .number = 401403),
    PC_MOCK_LEGAL("401-for-403", "answers 401 instead of 403", REFUSED, .act = other_status,
                  .number = 403401),
    PC_MOCK_LEGAL("404-for-405", "answers 404 instead of 405", REFUSED, .act = other_status,
                  .number = 405404),
    PC_MOCK_LEGAL("400-for-404", "answers 400 instead of 404", REFUSED, .act = other_status,
                  .number = 404400),
    PC_MOCK_LEGAL("422-for-404", "answers 422 instead of 404", REFUSED, .act = other_status,
                  .number = 404422),
    PC_MOCK_LEGAL("400-for-415", "answers 400 instead of 415", REFUSED, .act = other_status,
                  .number = 415400),
    PC_MOCK_LEGAL("400-for-501", "answers 400 to a method that nobody knows", REFUSED, .act = other_status,
                  .number = 501400),
    PC_MOCK_LEGAL("errors-empty", "errors have no body", REFUSED, .act = error_body, .text = ""),
    PC_MOCK_LEGAL("errors-text", "errors are text/plain", REFUSED, .act = error_body,
                  .at = "text/plain; charset=utf-8", .text = "Error %u\n"),
    PC_MOCK_LEGAL("errors-html", "errors are HTML", REFUSED, .act = error_body, .at = "text/html",
                  .text = "<html><body><h1>Error %u</h1></body></html>"),
    PC_MOCK_LEGAL("errors-problem-json", "errors are application/problem+json", REFUSED, .act = error_body,
                  .at = "application/problem+json", .text = "{\"type\":\"about:blank\",\"status\":%u}"),
    PC_MOCK_LEGAL("errors-array", "errors are a JSON array", REFUSED, .act = error_body,
                  .at = "application/json", .text = "[{\"detail\":%u}]"),
    PC_MOCK_LEGAL("chunked", "answers are chunked", WIRE, .act = framing, .number = PC_MOCK_CHUNKED),
    PC_MOCK_LEGAL("until-close", "answers have no length and end with the connection", WIRE, .act = framing,
                  .number = PC_MOCK_UNTIL_CLOSE),
    PC_MOCK_LEGAL("http-1.0", "answers in HTTP/1.0", WIRE, .act = http_1_0, .text = "HTTP/1.0"),
    PC_MOCK_LEGAL("close-after-each", "closes the connection behind each answer", WIRE,
                  .act = close_after_each),
    PC_MOCK_LEGAL("lower-case-headers", "field names are in lower case", WIRE, .act = lower_case),
    PC_MOCK_LEGAL("no-reason-phrase", "the status line has no reason phrase", WIRE, .act = no_reason),
    PC_MOCK_LEGAL("no-date", "answers have no Date", WIRE, .act = header, .at = "Date", .text = NULL),
    PC_MOCK_LEGAL("server-header", "answers say a Server", WIRE, .act = header, .at = "Server",
                  .text = "mock/1 (Unix) \xE9"),
    PC_MOCK_LEGAL("content-type-charset", "Content-Type has a charset", WIRE, .act = header,
                  .at = "Content-Type", .text = "application/json; charset=utf-8"),
    PC_MOCK_LEGAL("content-type-upper-case", "Content-Type is in upper case", WIRE, .act = header,
                  .at = "Content-Type", .text = "APPLICATION/JSON;Charset=\"UTF-8\""),
    PC_MOCK_LEGAL("slow", "answers after 100 ms (served only)", WIRE, .act = slowly, .number = 100),
    PC_MOCK_LEGAL("dripping", "answers byte by byte, a millisecond between (served only)", WIRE,
                  .act = slowly, .at = "bytes", .number = 1),
};

const struct pc_mock_table pc_mock_odd_replies = PC_MOCK_TABLE(rows);
