#include "client_internal.h"

#include <stdio.h>
#include <string.h>

static bool was_asked(struct pc_check *check) {
    if (check->called->exchange_count > 0)
        return true;
    pc_check_untestable(check, "no request came: client/request/sent says so");
    return false;
}

void pc_check_client_one_request(struct pc_check *check) {
    char words[64];
    if (check->called->requests == 0)
        pc_check_client_finding(check, PC_LEVEL_MUST, "wire", "one request",
                                pc_check_client_outcome(pc_check_client_answer(check), words));
}

void pc_check_client_judge(struct pc_check *check, struct pc_called *called) {
    if (called->judged || called->exchange_count == 0)
        return;
    enum pc_status status = pc_judge_request(check->judge, pc_http_exchange_request(called->exchanges[0]),
                                             &called->judgements, NULL);
    check->out_of_memory |= status == PC_NO_MEMORY;
    called->judged = true;
}

void pc_check_client_subject(struct pc_check *check) {
    struct pc_called *called = check->called;
    if (!was_asked(check))
        return;
    pc_check_client_judge(check, called);
    for (size_t i = 0; i < called->judgements.count; i++) {
        const struct pc_judgement *one = &called->judgements.items[i];
        if (one->subject == check->one->subject)
            pc_check_finding(check, one->level, &one->finding);
    }
}

static void compare_segment(struct pc_check *check, const char *what, const char *wanted,
                            const struct pc_buf *seen) {
    char text[256];
    if (pc_view_equal(pc_buf_view(seen), pc_view_of(wanted)))
        return;
    snprintf(text, sizeof text, "%.*s", (int)(seen->size < 200 ? seen->size : 200),
             seen->size > 0 ? seen->data : "");
    pc_check_client_finding(check, check->one->level, what, wanted, text);
}

void pc_check_client_path(struct pc_check *check) {
    const struct pc_http_message *request = pc_check_client_request(check);
    const struct pc_call *call = check->called->call;
    const struct pc_adapter_answer *answer = pc_check_client_answer(check);
    struct pc_buf model = {.limit = PC_HTTP_MAX_HEAD_SIZE};
    struct pc_buf environment = {.limit = PC_HTTP_MAX_HEAD_SIZE};
    char seen[256];
    if (request == NULL) {
        /* It refuses the name before it sends anything: an error, and no other resource was promoted. Who
         * refuses control characters has a reason. */
        bool may = strcmp(answer->kind, "argument") == 0 && call->environment != NULL &&
                   strpbrk(call->environment, "\r\n") != NULL;
        pc_check_client_finding(check, may ? PC_LEVEL_MAY : check->one->level, "wire",
                                "a request that names the path's values",
                                pc_check_client_outcome(answer, seen));
        return;
    }
    if (pc_contract_target(request->target, &model, &environment) == PC_OK) {
        compare_segment(check, "model_id", call->model != NULL ? call->model : PC_CALL_MODEL, &model);
        compare_segment(check, "env_name",
                        call->environment != NULL ? call->environment : PC_CALL_ENVIRONMENT, &environment);
    } else {
        snprintf(seen, sizeof seen, "%.*s", (int)(request->target.size < 200 ? request->target.size : 200),
                 request->target.size > 0 ? request->target.data : "");
        pc_check_client_finding(check, check->one->level, "target", PC_SPEC_PATH, seen);
    }
    pc_buf_clear(&model);
    pc_buf_clear(&environment);
}

void pc_check_client_host(struct pc_check *check) {
    if (!was_asked(check))
        return;
    const struct pc_http_message *request = pc_check_client_request(check);
    struct pc_view host = pc_http_field_value(request, "Host");
    char seen[256];
    if (pc_http_field_count(request, "Host") != 1 || pc_view_equal_text(host, check->called->authority))
        return;
    snprintf(seen, sizeof seen, "%.*s", (int)(host.size < 200 ? host.size : 200),
             host.size > 0 ? host.data : "");
    pc_check_client_finding(check, PC_LEVEL_SHOULD, "header Host", check->called->authority, seen);
}

/* Servers ought to be lenient about it, so the parser is: only the bytes tell. */
void pc_check_client_begins(struct pc_check *check) {
    if (!was_asked(check))
        return;
    struct pc_view sent = pc_buf_view(&check->called->exchanges[0]->sent);
    if (sent.size > 0 && (sent.data[0] == '\r' || sent.data[0] == '\n'))
        pc_check_client_finding(check, PC_LEVEL_SHOULD, "request line", "the request's first bytes",
                                "an empty line in front of it");
}

bool pc_check_client_has_key(const struct pc_http_message *request, enum pc_level *level) {
    struct pc_view value = pc_http_field_value(request, "Authorization");
    size_t end = pc_view_find(value, PC_VIEW(" "));
    struct pc_view key = pc_view_slice(value, end + 1, value.size);
    /* RFC 9110 section 11.4 allows several spaces; the contract's value is opaque. */
    *level = pc_view_equal(pc_view_trim(key), PC_VIEW(PC_CALL_KEY)) ? PC_LEVEL_SHOULD : PC_LEVEL_MUST;
    return pc_view_equal(key, PC_VIEW(PC_CALL_KEY));
}

void pc_check_client_authorization(struct pc_check *check) {
    enum pc_level level = PC_LEVEL_MUST;
    if (!was_asked(check))
        return;
    const struct pc_http_message *request = pc_check_client_request(check);
    if (pc_http_field_value(request, "Authorization").size > 0 && !pc_check_client_has_key(request, &level))
        pc_check_client_finding(check, level, "header Authorization",
                                "Api-Key, a space, the key as it was given", "something else");
}

/* The body, the target, and every field but Authorization. */
const char *pc_check_client_key_place(struct pc_check *check, const struct pc_http_message *request) {
    if (pc_check_client_holds_key(check, request->target))
        return "target";
    for (size_t i = 0; i < request->field_count; i++) {
        if (!pc_view_equal_nocase(request->fields[i].name, PC_VIEW("Authorization")) &&
            pc_check_client_holds_key(check, request->fields[i].value))
            return "a header that is not Authorization";
    }
    return pc_check_client_holds_key(check, request->body) ? "body" : NULL;
}

void pc_check_client_key_stays(struct pc_check *check) {
    if (!was_asked(check))
        return;
    const char *place = pc_check_client_key_place(check, pc_check_client_request(check));
    if (place != NULL)
        pc_check_client_finding(check, PC_LEVEL_MUST, place, "the key in Authorization alone", "the key");
}

/* A request's body as JSON. */
static struct pc_json_value body_of(struct pc_check *check, const struct pc_http_message *request,
                                    struct pc_json_reader **reader) {
    const struct pc_json_doc *doc = NULL;
    *reader = pc_json_reader_new(NULL);
    if (*reader == NULL || pc_json_read(*reader, request->body, &doc, NULL) != PC_OK) {
        check->out_of_memory = true;
        return (struct pc_json_value){0};
    }
    return pc_json_root(doc);
}

static void compare_member(struct pc_check *check, struct pc_json_value body, const char *name,
                           const char *wanted, bool good) {
    char at[64];
    char seen[128];
    struct pc_json_value value = pc_json_get_text(body, name);
    struct pc_view raw = pc_json_raw(value);
    if (good)
        return;
    snprintf(at, sizeof at, "/%s", name);
    snprintf(seen, sizeof seen, "%.*s", (int)(raw.size < 100 ? raw.size : 100),
             raw.size > 0 ? raw.data : "no value");
    pc_check_client_finding(check, check->one->level, at, wanted, pc_json_exists(value) ? seen : "no value");
}

static void check_id(struct pc_check *check, struct pc_json_value body, const struct pc_call *call) {
    const char *wanted = call->deployment != NULL ? call->deployment : PC_CALL_DEPLOYMENT;
    struct pc_json_value id = pc_json_get_text(body, "deployment_id");
    compare_member(check, body, "deployment_id", wanted,
                   pc_json_type(id) == PC_JSON_STRING && pc_json_string_equal(id, pc_view_of(wanted)));
}

void pc_check_client_deployment_id(struct pc_check *check) {
    struct pc_json_reader *reader = NULL;
    if (!was_asked(check))
        return;
    check_id(check, body_of(check, pc_check_client_request(check), &reader), check->called->call);
    pc_json_reader_free(reader);
}

static bool fits_flag(struct pc_json_value body, const char *name, enum pc_call_flag flag) {
    struct pc_json_value value = pc_json_get_text(body, name);
    bool boolean = pc_json_type(value) == PC_JSON_BOOLEAN;
    if (flag == PC_FLAG_FALSE)
        return boolean && !pc_json_boolean(value);
    return !pc_json_exists(value) || (boolean && pc_json_boolean(value));
}

bool pc_check_client_fits_flags(struct pc_check *check, const struct pc_call *call,
                                const struct pc_http_message *request) {
    struct pc_json_reader *reader = NULL;
    struct pc_json_value body = body_of(check, request, &reader);
    bool fits = fits_flag(body, "scale_down_previous_deployment", call->scale_down) &&
                fits_flag(body, "preserve_env_instance_type", call->preserve);
    pc_json_reader_free(reader);
    return fits;
}

static void check_flag(struct pc_check *check, struct pc_json_value body, const char *name,
                       enum pc_call_flag flag) {
    static const char *const wanted[] = {[PC_FLAG_ABSENT] = "absent, or true: its default",
                                         [PC_FLAG_FALSE] = "false",
                                         [PC_FLAG_TRUE] = "true, or absent"};
    compare_member(check, body, name, wanted[flag], fits_flag(body, name, flag));
}

static void check_flags(struct pc_check *check, struct pc_json_value body, const struct pc_call *call) {
    check_flag(check, body, "scale_down_previous_deployment", call->scale_down);
    check_flag(check, body, "preserve_env_instance_type", call->preserve);
}

void pc_check_client_flags(struct pc_check *check) {
    struct pc_json_reader *reader = NULL;
    if (!was_asked(check))
        return;
    struct pc_json_value body = body_of(check, pc_check_client_request(check), &reader);
    check_flags(check, body, check->called->call);
    pc_json_reader_free(reader);
}

void pc_check_client_next_call(struct pc_check *check) {
    struct pc_json_reader *reader = NULL;
    if (check->called->exchange_count < 2) {
        pc_check_untestable(check, "no second request came: client/http/keep-alive says so");
        return;
    }
    const struct pc_http_message *second = pc_http_exchange_request(check->called->exchanges[1]);
    struct pc_json_value body = body_of(check, second, &reader);
    check_id(check, body, &pc_call_minimal);
    check_flags(check, body, &pc_call_minimal);
    pc_json_reader_free(reader);
}

void pc_check_client_elsewhere(struct pc_check *check) {
    const struct pc_http_exchange *elsewhere = check->called->elsewhere;
    if (pc_check_client_answer(check)->outcome == PC_ADAPTER_DEPLOYMENT)
        pc_check_client_finding(check, PC_LEVEL_MUST, "answer", "an error: nothing was promoted",
                                "a deployment");
    if (elsewhere == NULL)
        return;
    const struct pc_http_message *request = pc_http_exchange_request(elsewhere);
    if (request != NULL && pc_check_client_holds_key(check, request->wire))
        pc_check_client_finding(check, check->one->level, "wire",
                                "no key for the server that a redirect names", "the key");
}
