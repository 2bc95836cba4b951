/* Promotions that take their time: "One promotion per environment at a time", and "candidate_deployment
 * (present while a promotion runs)". */
#include "call.h"

#include "edit.h"

static bool is_running(struct pc_mock_call *call) {
    const struct pc_mock_running *running = &call->mock->running;
    return call->ms < running->until_ms && call->model != NULL && call->environment != NULL &&
           pc_view_equal(pc_buf_view(&running->model), pc_string_view(call->model->id)) &&
           pc_view_equal(pc_buf_view(&running->environment), pc_string_view(call->environment->name));
}

/* Keeps what the environment shows until the promotion has ended. */
static bool keep_current(struct pc_mock_call *call, struct pc_mock_running *running) {
    const struct pc_mock_deployment *current = pc_mock_find_current(call->model, call->environment);
    pc_buf_reset(&running->current);
    if (current == NULL)
        return pc_buf_append_text(&running->current, "null") == PC_OK;
    return pc_mock_encode(call, &current->data, &running->current) == PC_OK;
}

/* ORDER; number: how long it takes, in milliseconds */
static bool take_time(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_mock_running *running = &call->mock->running;
    if (is_running(call)) {
        pc_mock_refuse(call, 409, "CONFLICT", "another promotion of this environment is running");
        return true;
    }
    pc_buf_reset(&running->model);
    pc_buf_reset(&running->environment);
    if (!keep_current(call, running) ||
        pc_buf_append(&running->model, pc_string_view(call->model->id)) != PC_OK ||
        pc_buf_append(&running->environment, pc_string_view(call->environment->name)) != PC_OK)
        return false;
    running->until_ms = call->ms + row->number;
    return true;
}

enum pc_status pc_mock_show_candidate(struct pc_mock_call *call) {
    if (!is_running(call))
        return PC_OK;
    struct pc_buf *body = &call->reply.body;
    struct pc_buf member;
    pc_buf_init(&member, PC_MOCK_MAX_BODY_SIZE);
    enum pc_status status = pc_buf_append_text(&member, "\"candidate_deployment\":");
    if (status == PC_OK && (!pc_mock_json_get(body, "/current_deployment", &member) ||
                            !pc_mock_json_add(body, "", member.data) ||
                            !pc_mock_json_set(body, "/current_deployment", call->mock->running.current.data)))
        status = PC_INTERNAL;
    pc_buf_clear(&member);
    return status;
}

static const struct pc_mock_row rows[] = {
    PC_MOCK_LEGAL("promotion-takes-time",
                  "a promotion takes 40 ms: a candidate_deployment is shown, another promote gets 409", ORDER,
                  .act = take_time, .number = 40),
};

const struct pc_mock_table pc_mock_odd_time = PC_MOCK_TABLE(rows);
