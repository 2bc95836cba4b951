#include "check_worker.h"

#include <string.h>

#define MAX_OUTPUT ((size_t)1 << 30) /* of one piece */

enum pc_status check_worker_init(struct check_worker *worker, const struct pc_schema *schema,
                                 enum check_form form) {
    *worker = (struct check_worker){.schema = schema, .form = form, .validator = pc_validator_new()};
    pc_buf_init(&worker->piece.text, 2 * (size_t)PC_JSON_DEFAULT_MAX_SIZE);
    pc_buf_init(&worker->out, MAX_OUTPUT);
    return worker->validator == NULL ? PC_NO_MEMORY : PC_OK;
}

void check_worker_clear(struct check_worker *worker) {
    pc_validator_free(worker->validator);
    pc_buf_clear(&worker->piece.text);
    pc_buf_clear(&worker->out);
}

/* One document without a verdict does not keep the others from theirs. */
static void give_up(struct check_worker *worker, uint32_t line, const struct pc_error *why) {
    if (worker->error_count < CHECK_MAX_ERRORS) {
        struct pc_error *err = &worker->errors[worker->error_count];
        *err = (struct pc_error){0};
        pc_error_set(err, why->status, "%s, line %u: not judged: %s", worker->piece.name, line, why->message);
    }
    worker->error_count++;
    worker->summary.skipped++;
}

static void check_document(struct check_worker *worker, uint32_t line, struct pc_view text) {
    struct pc_error err = {0};
    struct check_answer answer = {
        .file = worker->piece.name, .first_line = line, .text = text, .validator = worker->validator};
    enum pc_status status =
        pc_validate_text(worker->validator, worker->schema, text, PC_VALIDATE_ALL, &answer.doc, &err);
    answer.valid = status == PC_OK && pc_validation_valid(worker->validator);
    if (status == PC_OK && !answer.valid)
        status = pc_validation_explain(worker->validator, &err);
    /* Most documents of a long file have nothing to say. */
    bool silent =
        answer.valid && answer.doc == NULL && (worker->form == CHECK_TEXT || worker->form == CHECK_GITHUB);
    if (status == PC_OK && !silent) {
        status = check_render(worker->form, &answer, &worker->out);
        pc_error_set(&err, status, "the findings do not fit");
    }
    if (status != PC_OK) {
        give_up(worker, line, &err);
        return;
    }
    worker->summary.by_verdict[!answer.valid       ? PC_VERDICT_FAIL
                               : answer.remarkable ? PC_VERDICT_WARN
                                                   : PC_VERDICT_PASS]++;
    if (answer.valid)
        worker->summary.passed++;
    else
        worker->summary.failed++;
}

/* JSON Lines: each line a document; empty lines are passed over, the last may lack its line end. */
static void check_lines(struct check_worker *worker, struct pc_view text) {
    uint32_t line = worker->piece.first_line;
    for (size_t at = 0; at < text.size; line++) {
        const char *end = memchr(text.data + at, '\n', text.size - at);
        size_t size = end == NULL ? text.size - at : (size_t)(end - text.data) - at;
        struct pc_view document = {text.data + at, size};
        if (size > 0 && document.data[size - 1] == '\r')
            document.size--;
        if (document.size > 0 && (document.data[0] == '{' || pc_view_trim(document).size > 0))
            check_document(worker, line, document);
        at += size + 1;
    }
}

void check_worker_run(struct check_worker *worker) {
    struct pc_view text = worker->piece.text.data == NULL ? PC_VIEW("") : pc_buf_view(&worker->piece.text);
    pc_buf_reset(&worker->out);
    worker->summary = (struct pc_summary){0};
    worker->error_count = 0;
    if (worker->piece.err.status != PC_OK)
        return;
    if (worker->piece.lines)
        check_lines(worker, text);
    else
        check_document(worker, 1, text);
}
