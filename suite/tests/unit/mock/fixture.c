#include "fixture.h"

#include <stdio.h>
#include <string.h>

enum { MAX_QUESTION = 8 << 20, MAX_ANSWER = 64 << 20 };

struct pc_mock *new_mock(const char *const *faults, size_t count) {
    const struct pc_mock_options options = {.faults = faults, .fault_count = count};
    struct pc_mock *mock = NULL;
    struct pc_error err = {0};
    if (pc_mock_new(&options, &mock, &err) != PC_OK)
        fail_msg("no mock: %s", err.message);
    return mock;
}

struct pc_mock *new_mock_with(const char *fault) {
    return new_mock(&fault, fault == NULL ? 0 : 1);
}

static const char *or_else(const char *given, const char *otherwise) {
    return given != NULL ? given : otherwise;
}

static void field(struct pc_buf *out, const char *name, const char *value) {
    if (value[0] != '\0')
        assert_int_equal(pc_buf_appendf(out, "%s: %s\r\n", name, value), PC_OK);
}

static void put_padded(const struct ask *ask, struct pc_view text, struct pc_buf *out) {
    size_t mark = ask->padding > 0 ? pc_view_find(text, PC_VIEW("~")) : text.size;
    assert_int_equal(pc_buf_append(out, pc_view_slice(text, 0, mark)), PC_OK);
    if (mark == text.size)
        return;
    assert_int_equal(pc_buf_reserve(out, ask->padding), PC_OK);
    memset(out->data + out->size, 'A', ask->padding);
    out->size += ask->padding;
    out->data[out->size] = '\0';
    assert_int_equal(pc_buf_append(out, pc_view_slice(text, mark + 1, text.size)), PC_OK);
}

static void write_question(const struct ask *ask, struct pc_buf *out) {
    const char *method = or_else(ask->method, "POST");
    bool has_body = !ask->no_body && (ask->body != NULL || strcmp(method, "POST") == 0);
    const char *text = or_else(ask->body, MINIMAL);
    struct pc_buf body;
    pc_buf_init(&body, MAX_QUESTION);
    put_padded(ask, (struct pc_view){text, ask->body_size > 0 ? ask->body_size : strlen(text)}, &body);
    if (ask->raw != NULL) {
        assert_int_equal(pc_buf_append_text(out, ask->raw), PC_OK);
        pc_buf_clear(&body);
        return;
    }
    pc_buf_appendf(out, "%s ", method);
    put_padded(ask, pc_view_of(or_else(ask->target, PROMOTE)), out);
    pc_buf_appendf(out, " %s\r\n", or_else(ask->version, "HTTP/1.1"));
    if (!ask->no_host)
        field(out, "Host", "127.0.0.1");
    field(out, "Authorization", or_else(ask->authorization, KEY));
    if (has_body)
        field(out, "Content-Type", or_else(ask->content_type, "application/json"));
    put_padded(ask, pc_view_of(or_else(ask->fields, "")), out);
    if (has_body && ask->chunked)
        pc_buf_appendf(out, "Transfer-Encoding: chunked\r\n\r\n%zx\r\n", body.size);
    else if (has_body)
        pc_buf_appendf(out, "Content-Length: %zu\r\n\r\n", body.size);
    else
        pc_buf_append_text(out, "\r\n");
    if (has_body)
        pc_buf_append(out, pc_buf_view(&body));
    if (has_body && ask->chunked)
        pc_buf_append_text(out, "\r\n0\r\n\r\n");
    pc_buf_clear(&body);
}

void put_question(struct pc_mock *mock, const struct ask *ask, struct answer *answer) {
    *answer = (struct answer){0};
    struct pc_buf bytes;
    pc_buf_init(&bytes, MAX_QUESTION);
    pc_buf_init(&answer->bytes, MAX_ANSWER);
    write_question(ask, &bytes);
    struct pc_http_parser *request =
        pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_REQUEST});
    assert_non_null(request);
    assert_int_equal(pc_http_parser_feed(request, pc_buf_view(&bytes)), PC_OK);
    pc_http_parser_end(request);
    answer->after = pc_mock_answer(mock, pc_http_parser_message(request), &answer->bytes);
    pc_http_parser_free(request);
    pc_buf_clear(&bytes);

    bool head = ask->method != NULL && strcmp(ask->method, "HEAD") == 0;
    answer->parser =
        pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_RESPONSE, .answers_head = head});
    assert_non_null(answer->parser);
    assert_int_equal(pc_http_parser_feed(answer->parser, pc_buf_view(&answer->bytes)), PC_OK);
    if (answer->after != PC_HTTP_KEEP_OPEN)
        pc_http_parser_end(answer->parser);
    answer->message = pc_http_parser_message(answer->parser);
    answer->status = answer->message->status;
}

void clear_answer(struct answer *answer) {
    pc_http_parser_free(answer->parser);
    pc_buf_clear(&answer->bytes);
}

unsigned status_of(struct pc_mock *mock, const struct ask *ask) {
    struct answer answer;
    put_question(mock, ask, &answer);
    unsigned status = answer.status;
    clear_answer(&answer);
    return status;
}

static void decode(const struct answer *answer, struct pc_deployment *out) {
    struct pc_codec_refusal refusal = {0};
    enum pc_codec_verdict verdict = PC_REFUSED;
    assert_int_equal(answer->status, 200);
    assert_int_equal(pc_deployment_decode(answer->message->body, PC_CODEC_STRICT, out, &verdict, &refusal),
                     PC_OK);
    if (verdict != PC_DECODED)
        fail_msg("no deployment: %s: %s", refusal.pointer, refusal.reason);
}

void promote(struct pc_mock *mock, const char *environment, const char *body, struct pc_deployment *out) {
    char target[128];
    struct answer answer;
    snprintf(target, sizeof target, MODEL "/environments/%s/promote", environment);
    put_question(mock, &(struct ask){.target = target, .body = body}, &answer);
    decode(&answer, out);
    clear_answer(&answer);
}

void observe(struct pc_mock *mock, const char *id, struct pc_deployment *out) {
    char target[128];
    struct answer answer;
    snprintf(target, sizeof target, MODEL "/deployments/%s", id);
    put_question(mock, &(struct ask){.method = "GET", .target = target}, &answer);
    decode(&answer, out);
    clear_answer(&answer);
}

/* Appends the text of a string value, or the value's bytes. */
static void member(const struct answer *answer, const char *pointer, struct pc_buf *out) {
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    assert_non_null(reader);
    assert_int_equal(pc_json_read(reader, answer->message->body, &doc, NULL), PC_OK);
    struct pc_json_value value = pc_json_pointer_get(pc_json_root(doc), pc_view_of(pointer));
    if (pc_json_type(value) == PC_JSON_STRING)
        assert_int_equal(pc_json_string_decode(value, out), PC_OK);
    else
        assert_int_equal(pc_buf_append(out, pc_json_raw(value)), PC_OK);
    pc_json_reader_free(reader);
}

void assert_member(const struct answer *answer, const char *pointer, const char *text) {
    struct pc_buf value;
    pc_buf_init(&value, MAX_ANSWER);
    member(answer, pointer, &value);
    assert_string_equal(value.size > 0 ? value.data : "", text);
    pc_buf_clear(&value);
}

void current_of(struct pc_mock *mock, const char *environment, char out[64]) {
    char target[128];
    struct answer answer;
    struct pc_buf id;
    pc_buf_init(&id, 63);
    snprintf(target, sizeof target, MODEL "/environments/%s", environment);
    put_question(mock, &(struct ask){.method = "GET", .target = target}, &answer);
    assert_int_equal(answer.status, 200);
    member(&answer, "/current_deployment/id", &id);
    snprintf(out, 64, "%s", id.size > 0 ? id.data : "");
    pc_buf_clear(&id);
    clear_answer(&answer);
}

bool same_text(struct pc_string string, const char *text) {
    return string.data != NULL && pc_view_equal_text(pc_string_view(string), text);
}
