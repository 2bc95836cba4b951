#include "client_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The servers of one call. On the heap: scripts point into it. */
struct stage {
    struct pc_called *called;
    struct pc_idle_port *nobody;
    struct staged main_script;
    struct staged elsewhere_script;
    struct pc_scripted *main;
    struct pc_scripted *elsewhere;
    char url[96];
    char elsewhere_url[96];
};

#define REFUSED_ELSEWHERE                                                                                    \
    { .status = 404, .body = "{\"code\":\"NOT_FOUND\",\"message\":\"elsewhere\"}" }

static bool redirects(const struct pc_call *call) {
    return call->reply.headers != NULL && strstr(call->reply.headers, "$elsewhere") != NULL;
}

static enum pc_status start_elsewhere(const struct pc_call *call, struct stage *stage, struct pc_error *err) {
    static const struct pc_reply reply = REFUSED_ELSEWHERE;
    enum pc_status status = pc_run_stage(&reply, "", &stage->elsewhere_script);
    if (status == PC_OK)
        status = pc_scripted_start(&stage->elsewhere_script.script, &stage->elsewhere, err);
    if (status == PC_OK)
        snprintf(stage->elsewhere_url, sizeof stage->elsewhere_url, "http://%s:%u/elsewhere",
                 call->elsewhere_is_far ? "localhost" : "127.0.0.1", pc_scripted_port(stage->elsewhere));
    return status;
}

/* Where nobody listens: the port is held, lest another lane's server gets it. */
static enum pc_status leave_empty(struct stage *stage, struct pc_error *err) {
    enum pc_status status = pc_idle_port_new(&stage->nobody, err);
    if (status == PC_OK)
        snprintf(stage->url, sizeof stage->url, "http://127.0.0.1:%u", pc_idle_port_number(stage->nobody));
    return status;
}

static enum pc_status set_up(const struct pc_call *call, struct stage *stage, struct pc_error *err) {
    if (call->refused)
        return leave_empty(stage, err);
    enum pc_status status = redirects(call) ? start_elsewhere(call, stage, err) : PC_OK;
    if (status == PC_OK)
        status = pc_run_stage(&call->reply, stage->elsewhere_url, &stage->main_script);
    if (status == PC_OK)
        status = pc_scripted_start(&stage->main_script.script, &stage->main, err);
    if (status != PC_OK)
        return pc_error_set(err, status, "no server for %s", call->name);
    snprintf(stage->url, sizeof stage->url, "http://127.0.0.1:%u", pc_scripted_port(stage->main));
    return PC_OK;
}

static void take_down(struct stage *stage) {
    if (stage == NULL)
        return;
    pc_idle_port_free(stage->nobody);
    pc_scripted_free(stage->main);
    pc_scripted_free(stage->elsewhere);
    pc_run_unstage(&stage->main_script);
    pc_run_unstage(&stage->elsewhere_script);
    free(stage);
}

/* What the server saw and said, as the exchange that a client would have recorded. */
static struct pc_http_exchange *make_exchange(const struct pc_scripted_request *request) {
    struct pc_http_exchange *exchange = calloc(1, sizeof *exchange);
    if (exchange == NULL)
        return NULL;
    struct pc_http_parser_options how = {.kind = PC_HTTP_REQUEST};
    exchange->request_parser = pc_http_parser_new(&how);
    how.kind = PC_HTTP_RESPONSE;
    exchange->response_parser = pc_http_parser_new(&how);
    exchange->loopback = true;
    pc_buf_init(&exchange->sent, PC_SCRIPTED_MAX_KEPT);
    enum pc_status status =
        exchange->request_parser == NULL || exchange->response_parser == NULL ? PC_NO_MEMORY : PC_OK;
    if (status == PC_OK)
        status = pc_buf_append(&exchange->sent, pc_buf_view(&request->raw));
    if (status == PC_OK)
        status = pc_http_parser_feed(exchange->request_parser, pc_buf_view(&request->raw));
    if (status == PC_OK && request->answer.size > 0)
        status = pc_http_parser_feed(exchange->response_parser, pc_buf_view(&request->answer));
    if (status != PC_OK) {
        pc_http_exchange_free(exchange);
        return NULL;
    }
    const struct pc_http_message *answer = pc_http_parser_message(exchange->response_parser);
    exchange->outcome =
        answer->progress == PC_HTTP_COMPLETE ? PC_HTTP_OUTCOME_ANSWERED : PC_HTTP_OUTCOME_CLOSED;
    return exchange;
}

static enum pc_status take_record(struct stage *stage, struct pc_called *called) {
    if (called->call->refused)
        return PC_OK;
    const struct pc_scripted_record *record = pc_scripted_stop(stage->main);
    enum pc_status status = record->out_of_memory ? PC_NO_MEMORY : PC_OK;
    called->requests = record->requests;
    called->connections = record->connections;
    for (size_t i = 0; status == PC_OK && i < record->requests && i < PC_SCRIPTED_MAX_REQUESTS; i++) {
        called->exchanges[i] = make_exchange(&record->kept[i]);
        status = called->exchanges[i] == NULL ? PC_NO_MEMORY : PC_OK;
        called->exchange_count += status == PC_OK;
    }
    record = stage->elsewhere == NULL ? NULL : pc_scripted_stop(stage->elsewhere);
    if (status == PC_OK && record != NULL && record->requests > 0) {
        called->elsewhere = make_exchange(&record->kept[0]);
        status = called->elsewhere == NULL ? PC_NO_MEMORY : PC_OK;
    }
    return status;
}

static enum pc_status write_request(const struct pc_call *call, struct pc_buf *out) {
    struct pc_json_writer writer;
    pc_buf_reset(out);
    pc_json_writer_init(&writer, out, 0);
    pc_json_write_object_begin(&writer);
    pc_json_write_member_text(&writer, "deployment_id",
                              call->deployment != NULL ? call->deployment : PC_CALL_DEPLOYMENT);
    if (call->scale_down != PC_FLAG_ABSENT)
        pc_json_write_member_bool(&writer, "scale_down_previous_deployment",
                                  call->scale_down == PC_FLAG_TRUE);
    if (call->preserve != PC_FLAG_ABSENT)
        pc_json_write_member_bool(&writer, "preserve_env_instance_type", call->preserve == PC_FLAG_TRUE);
    pc_json_write_object_end(&writer);
    return pc_json_writer_end(&writer);
}

static enum pc_status ask(const struct client_run *run, struct pc_adapter *adapter, struct stage *stage,
                          struct pc_called *called, struct pc_error *err) {
    const struct pc_call *call = called->call;
    struct pc_buf request;
    pc_buf_init(&request, PC_ADAPTER_MAX_LINE);
    enum pc_status status = write_request(call, &request);
    struct pc_adapter_call what = {
        .case_id = call->name,
        .base_url = stage->url,
        .api_key = PC_CALL_KEY,
        .model = pc_view_of(call->model != NULL ? call->model : PC_CALL_MODEL),
        .environment = pc_view_of(call->environment != NULL ? call->environment : PC_CALL_ENVIRONMENT),
        /* An error comes at once: who is asked beside the others need not be told to hurry. */
        .timeout_ms =
            call->waits && call->reply.status < 400 ? run->client->wait_ms : run->client->timeout_ms,
    };
    unsigned times = call->times == 0 ? 1 : call->times;
    bool goes_on = true;
    for (unsigned i = 0; status == PC_OK && goes_on && i < times; i++) {
        struct pc_adapter_answer *answer = &called->answers[called->answer_count];
        if (i == 1 && call->first_alone)
            status = write_request(&pc_run_handshake, &request);
        what.request = pc_buf_view(&request);
        if (status == PC_OK)
            status = pc_adapter_promote(adapter, &what, answer, err);
        called->answer_count++;
        bool fails =
            call->reply.status >= 400 || (call->reply.script != NULL && call->reply.script->first != NULL);
        goes_on = answer->outcome == PC_ADAPTER_DEPLOYMENT || (answer->outcome == PC_ADAPTER_ERROR && fails);
    }
    pc_buf_clear(&request);
    return status;
}

/* What a client can have read: of a script, the good answer in it, or what the case says. */
static struct pc_view sent_body(const struct pc_reply *reply) {
    const struct pc_script_step *step = reply->script == NULL ? NULL : reply->script->steps;
    if (step == NULL || reply->body != NULL)
        return pc_run_reply_body(reply);
    for (; step->act != PC_SCRIPT_END; step++) {
        if (pc_view_find(step->bytes, PC_VIEW("$deployment")) < step->bytes.size ||
            pc_view_find(step->bytes, PC_VIEW("$reply")) < step->bytes.size)
            return pc_run_reply_body(reply);
    }
    return PC_VIEW("");
}

static enum pc_status read_sent(struct pc_called *called) {
    const struct pc_json_doc *doc = NULL;
    called->reader = pc_json_reader_new(NULL);
    enum pc_status status = called->reader == NULL ? PC_NO_MEMORY : PC_OK;
    if (status == PC_OK)
        status = pc_json_read(called->reader, sent_body(&called->call->reply), &doc, NULL);
    if (status == PC_OK)
        called->sent = pc_json_root(doc);
    return status;
}

/* What came in is known when nothing can come any more. */
static void leave_stage(struct stage *stage) {
    if (stage == NULL)
        return;
    struct pc_called *called = stage->called;
    enum pc_status status = take_record(stage, called);
    if (status != PC_OK && called->status == PC_OK) {
        called->status = status;
        snprintf(called->not_called, sizeof called->not_called, "%s", pc_status_sentence(status));
    }
    take_down(stage);
}

static void keep_stage(struct client_scenes *scenes, struct stage *stage) {
    leave_stage(scenes->kept[scenes->next]);
    scenes->kept[scenes->next] = stage;
    scenes->next = (scenes->next + 1) % CLIENT_SCENES;
}

void pc_run_leave_scenes(struct client_scenes *scenes) {
    for (size_t i = 0; i < CLIENT_SCENES; i++)
        keep_stage(scenes, NULL);
}

enum pc_status pc_run_make_call(const struct client_run *run, struct pc_adapter *adapter,
                                struct client_scenes *scenes, struct pc_called *called,
                                struct pc_error *err) {
    struct stage *stage = calloc(1, sizeof *stage);
    int64_t started_ms = pc_clock_ms();
    called->secrets = &run->secrets;
    enum pc_status status = stage == NULL ? PC_NO_MEMORY : set_up(called->call, stage, err);
    if (status == PC_OK)
        status = ask(run, adapter, stage, called, err);
    if (status == PC_OK)
        status = read_sent(called);
    called->ms = pc_clock_ms() - started_ms;
    if (status == PC_OK) {
        stage->called = called;
        snprintf(called->authority, sizeof called->authority, "%s", stage->url + strlen("http://"));
        keep_stage(scenes, stage);
        return PC_OK;
    }
    take_down(stage);
    return pc_error_set(err, status, "%s could not be made: %s", called->call->name,
                        pc_status_sentence(status));
}
