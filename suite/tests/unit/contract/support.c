#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHUNK    100
#define MAX_WIRE (32u << 20)
#define MAX_TEXT 1100 /* of one text of a finding */

const char valid_body[] =
    "{\"id\":\"w604592\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"first\",\"model_id\":"
    "\"wdlgzjk3\","
    "\"is_production\":false,\"is_development\":false,\"status\":\"ACTIVE\",\"active_replica_count\":2,"
    "\"autoscaling_settings\":{\"min_replica\":1,\"max_replica\":5,\"autoscaling_window\":60,\"scale_down_"
    "delay\":900,"
    "\"concurrency_target\":3,\"target_utilization_percentage\":70,\"target_in_flight_tokens\":4000},"
    "\"instance_type_name\":\"A10G\",\"environment\":\"staging\"}";

const char valid_request[] = "{\"deployment_id\":\"w604592\"}";

static int set_up(void **state, const char *path) {
    struct bench *bench = calloc(1, sizeof *bench);
    struct pc_error err = {0};
    if (bench == NULL)
        return -1;
    if (pc_spec_load(path, &bench->spec, &err) != PC_OK) {
        fprintf(stderr, "%s\n", err.message);
        free(bench);
        return -1;
    }
    bench->judge = pc_judge_new(bench->spec);
    *state = bench;
    return bench->judge == NULL ? -1 : 0;
}

int bench_setup(void **state) {
    return set_up(state, NULL);
}

int bench_setup_document(void **state, const char *document) {
    char name[] = "unit_contract_XXXXXX";
    int file = mkstemp(name);
    if (file < 0)
        return -1;
    bool written = write(file, document, strlen(document)) == (ssize_t)strlen(document);
    close(file);
    int result = written ? set_up(state, name) : -1;
    unlink(name);
    return result;
}

int bench_teardown(void **state) {
    struct bench *bench = *state;
    pc_judge_free(bench->judge);
    pc_spec_free(bench->spec);
    free(bench);
    return 0;
}

static void append(struct pc_buf *out, struct pc_view bytes) {
    assert_int_equal(pc_buf_append(out, bytes), PC_OK);
}

/* Appends the text with the first `from` in it replaced. */
static void append_edited(struct pc_buf *out, struct pc_view text, const char *from, const char *to) {
    size_t at = from == NULL ? text.size : pc_view_find(text, pc_view_of(from));
    if (from != NULL && at == text.size)
        fail_msg("nothing reads %s", from);
    append(out, pc_view_slice(text, 0, at));
    if (from == NULL)
        return;
    append(out, pc_view_of(to));
    append(out, pc_view_slice(text, at + strlen(from), text.size));
}

static void append_chunks(struct pc_buf *out, struct pc_view body, const struct answer *answer) {
    const char *extension = answer->extension == NULL ? "" : answer->extension;
    for (size_t at = 0; at < body.size; at += CHUNK) {
        struct pc_view chunk = pc_view_slice(body, at, at + CHUNK);
        assert_int_equal(pc_buf_appendf(out, "%zx%s\r\n", chunk.size, extension), PC_OK);
        append(out, chunk);
        append(out, PC_VIEW("\r\n"));
    }
    assert_int_equal(
        pc_buf_appendf(out, "0%s\r\n%s\r\n", extension, answer->trailer == NULL ? "" : answer->trailer),
        PC_OK);
}

static void write_answer(const struct answer *answer, struct pc_buf *out) {
    struct pc_buf body = {.limit = MAX_WIRE};
    struct pc_view whole = answer->body.data == NULL ? pc_view_of(valid_body) : answer->body;
    const char *head = answer->head == NULL ? JSON_HEAD LENGTH : answer->head;
    append_edited(&body, whole, answer->from, answer->to);
    if (strchr(head, '@') != NULL) {
        char size[32];
        snprintf(size, sizeof size, "%zu", body.size);
        append_edited(out, pc_view_of(head), "@", size);
    } else {
        append(out, pc_view_of(head));
    }
    append(out, PC_VIEW("\r\n"));
    if (answer->chunked)
        append_chunks(out, pc_buf_view(&body), answer);
    else
        append(out, pc_buf_view(&body));
    append(out, pc_view_of(answer->behind));
    assert_true(answer->cut <= out->size);
    out->size -= answer->cut;
    pc_buf_clear(&body);
}

static enum pc_http_outcome outcome_of(const struct pc_http_message *message) {
    switch (message->progress) {
    case PC_HTTP_COMPLETE:
        return PC_HTTP_OUTCOME_ANSWERED;
    case PC_HTTP_GARBLED:
        return PC_HTTP_OUTCOME_GARBLED;
    case PC_HTTP_TRUNCATED:
        return PC_HTTP_OUTCOME_CLOSED;
    default:
        return PC_HTTP_OUTCOME_TIMED_OUT;
    }
}

struct pc_http_exchange *make_exchange(const struct answer *answer) {
    struct pc_http_exchange *exchange = calloc(1, sizeof *exchange);
    assert_non_null(exchange);
    pc_buf_init(&exchange->sent, MAX_WIRE);
    assert_int_equal(
        pc_buf_appendf(&exchange->sent,
                       "POST /v1/models/m/environments/e/promote HTTP/1.1\r\nHost: h\r\n%s"
                       "Content-Length: %zu\r\n\r\n%s",
                       answer->request == NULL ? "Accept-Encoding: identity\r\n" : answer->request,
                       strlen(valid_request), valid_request),
        PC_OK);
    exchange->request_parser = pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_REQUEST});
    exchange->response_parser =
        pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_RESPONSE});
    assert_non_null(exchange->request_parser);
    assert_non_null(exchange->response_parser);
    assert_int_equal(pc_http_parser_feed(exchange->request_parser, pc_buf_view(&exchange->sent)), PC_OK);
    struct pc_buf wire = {.limit = MAX_WIRE};
    write_answer(answer, &wire);
    assert_int_equal(pc_http_parser_feed(exchange->response_parser, pc_buf_view(&wire)), PC_OK);
    if (!answer->stays_open)
        pc_http_parser_end(exchange->response_parser);
    exchange->outcome = outcome_of(pc_http_parser_message(exchange->response_parser));
    pc_buf_clear(&wire);
    return exchange;
}

static void check_text(const char *text, bool mandatory) {
    if (text == NULL) {
        assert_false(mandatory);
        return;
    }
    assert_true(strlen(text) > 0);
    assert_true(strlen(text) < MAX_TEXT);
    for (const char *byte = text; *byte != '\0'; byte++) {
        if ((unsigned char)*byte < 0x20 || *byte == 0x7F)
            fail_msg("a control character in: %s", text);
    }
    assert_true(pc_utf8_valid(pc_view_of(text)));
}

void check_texts(const struct bench *bench, const struct pc_judgements *judgements) {
    for (size_t i = 0; i < judgements->count; i++) {
        const struct pc_judgement *one = &judgements->items[i];
        check_text(one->finding.requirement, true);
        check_text(one->finding.cite, true);
        check_text(one->finding.seen, true);
        check_text(one->finding.expected, false);
        assert_non_null(one->finding.at);
        if (strncmp(one->finding.cite, "spec:", 5) == 0)
            assert_true(pc_json_exists(
                pc_json_pointer_get(pc_spec_document(bench->spec), pc_view_of(one->finding.cite + 6))));
        assert_int_equal(one->subject == PC_SUBJECT_SCHEMA, one->schema_pointer != NULL);
        assert_int_equal(one->subject == PC_SUBJECT_SCHEMA, one->instance_pointer != NULL);
    }
}

void judge_answer(struct bench *bench, const struct answer *answer, struct pc_judgements *out) {
    struct pc_error err = {0};
    struct pc_http_exchange *exchange = make_exchange(answer);
    if (pc_judge_response(bench->judge, exchange, out, &err) != PC_OK)
        fail_msg("%s", err.message);
    check_texts(bench, out);
    pc_http_exchange_free(exchange);
}

static void show(const char *name, const struct pc_judgements *judgements) {
    for (size_t i = 0; i < judgements->count; i++) {
        const struct pc_judgement *one = &judgements->items[i];
        fprintf(stderr, "%s: %s (%s) at %s, %u:%u: expected %s, seen %s\n", name,
                pc_subject_word(one->subject), one->finding.cite, one->finding.at, one->finding.line,
                one->finding.column, one->finding.expected == NULL ? "-" : one->finding.expected,
                one->finding.seen);
    }
}

static bool fits(const struct pc_judgement *one, const struct expected *expected) {
    return one->subject == expected->subject &&
           (expected->at == NULL || strcmp(one->finding.at, expected->at) == 0) &&
           (expected->schema_pointer == NULL || strcmp(one->schema_pointer, expected->schema_pointer) == 0) &&
           (expected->seen == NULL || strstr(one->finding.seen, expected->seen) != NULL) &&
           (!expected->level_is_asked || one->level == expected->level);
}

void check_judgements(const char *name, const struct pc_judgements *judgements,
                      const struct expected *expected, size_t count) {
    bool right = judgements->count == count;
    for (size_t i = 0; right && i < count; i++)
        right = fits(&judgements->items[i], &expected[i]);
    if (right)
        return;
    show(name, judgements);
    fail_msg("%s: other judgements than expected", name);
}

void check_rows(struct bench *bench, const struct row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct pc_judgements judgements = {0};
        judge_answer(bench, &rows[i].answer, &judgements);
        check_judgements(rows[i].name, &judgements, rows[i].expected, rows[i].count);
        pc_judgements_clear(&judgements);
    }
}
