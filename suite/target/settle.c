/* Promotions that take their time: "candidate_deployment (present while a promotion runs)". */
#include "target_internal.h"

/* A peer whose promotion still runs is asked again so often, and so long for one request. */
#define PAUSE_MS    50
#define PATIENCE_MS 2000
/* A live server's promotion takes its time, and what is put back at the end has to wait for it. */
#define LIVE_PAUSE_MS       1000
#define RESTORE_PATIENCE_MS 60000
/* What putting back takes when nothing has to be waited for any more: waiting leaves so much. */
#define LEFT_FOR_RESTORE 6u
/* So many requests in a row may wait in vain: then nothing is waited for any more. */
#define MAX_VAIN_WAITS 2u

int64_t pc_target_patience(const struct pc_target *target) {
    int64_t patience_ms = target->live && target->restoring     ? RESTORE_PATIENCE_MS
                          : target->vain_waits < MAX_VAIN_WAITS ? PATIENCE_MS
                                                                : 0;
    return target->waiting.now_ms() + patience_ms;
}

enum pc_status pc_target_pause(struct pc_target *target) {
    return wait_ms(&target->waiting, !target->restoring, target->live ? LIVE_PAUSE_MS : PAUSE_MS);
}

/* The environment that was promoted to, as a template; the run's own where the path was spelled oddly. */
static enum pc_status append_environment_path(const struct pc_target *target, struct pc_buf *out) {
    static const char end[] = "/promote";
    struct pc_view path = pc_view_of(target->promoted_path != NULL ? target->promoted_path : "");
    size_t size = path.size < sizeof end - 1 ? 0 : path.size - (sizeof end - 1);
    if (size == 0 || !pc_view_equal_text(pc_view_slice(path, size, path.size), end))
        path = pc_view_of(PC_TARGET_ENVIRONMENT_PATH);
    else
        path = pc_view_slice(path, 0, size);
    enum pc_status status = pc_buf_append(out, path);
    return status != PC_OK ? status : pc_buf_append_byte(out, '\0');
}

/* Whether the peer shows that a promotion runs: not where it cannot be asked. */
static enum pc_status see_candidate(struct pc_target *target, const char *path, bool *seen,
                                    struct pc_error *err) {
    const struct pc_request request = {.method = "GET", .path = path};
    struct pc_http_exchange *exchange = NULL;
    *seen = false;
    enum pc_status status = pc_target_send(target, &request, &exchange, err);
    if (status != PC_OK)
        return status;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    if (reader == NULL)
        status = pc_error_set(err, PC_NO_MEMORY, "no memory for a JSON reader");
    else if (exchange->outcome == PC_HTTP_OUTCOME_ANSWERED && answer->status == 200)
        status = pc_json_read(reader, answer->body, &doc, err);
    if (status == PC_OK && doc != NULL)
        *seen = pc_json_type(pc_json_get_text(pc_json_root(doc), "candidate_deployment")) == PC_JSON_OBJECT;
    pc_json_reader_free(reader);
    pc_http_exchange_free(exchange);
    return status;
}

static enum pc_status wait_for(struct pc_target *target, const char *path, struct pc_error *err) {
    bool running = false;
    int64_t until_ms = pc_target_patience(target);
    enum pc_status status = see_candidate(target, path, &running, err);
    while (status == PC_OK && running && target->waiting.now_ms() < until_ms &&
           pc_target_affords(target, LEFT_FOR_RESTORE, 0, NULL) == PC_OK) {
        target->promotes_slowly = true;
        status = pc_target_pause(target);
        if (status == PC_OK)
            status = see_candidate(target, path, &running, err);
    }
    if (status != PC_OK)
        return status;
    target->vain_waits = running ? target->vain_waits + 1 : 0;
    if (running)
        return pc_error_set(err, PC_UNSUPPORTED,
                            "a promotion is still running: there is a candidate_deployment");
    return PC_OK;
}

enum pc_status pc_target_settle(struct pc_target *target, struct pc_error *err) {
    if (!target->promoted)
        return PC_OK;
    struct pc_buf path;
    pc_buf_init(&path, MAX_REQUEST_SIZE);
    enum pc_status status = append_environment_path(target, &path);
    if (status == PC_OK)
        status = wait_for(target, path.data, err);
    else
        pc_error_set(err, status, "no memory for a path");
    pc_buf_clear(&path);
    return status;
}
