/* The request's target: /v1/models/{model_id}/environments/{env_name}/promote. */
#include "judge.h"

#include <string.h>

#define SEGMENT_COUNT 6
#define MODEL_SEGMENT 2
#define ENV_SEGMENT   4

/* NULL: an id. */
static const char *const expected_segments[SEGMENT_COUNT] = {"v1",           "models", NULL,
                                                             "environments", NULL,     "promote"};

/* The path in an origin-form or absolute-form target (RFC 9112 section 3.2), without its query. */
static struct pc_view path_of(struct pc_view target) {
    size_t scheme = pc_view_find(target, PC_VIEW("://"));
    if (target.size > 0 && target.data[0] != '/' && scheme < target.size) {
        struct pc_view rest = pc_view_slice(target, scheme + 3, target.size);
        target = pc_view_slice(rest, pc_view_find(rest, PC_VIEW("/")), rest.size);
    }
    return pc_view_slice(target, 0, pc_view_find(target, PC_VIEW("?")));
}

/* RFC 3986 section 3.3: what may stand in a segment unencoded. */
static bool is_pchar(char byte) {
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
           (byte != '\0' && strchr("-._~!$&'()*+,;=:@%", byte) != NULL);
}

static bool is_segment(struct pc_view segment) {
    for (size_t i = 0; i < segment.size; i++) {
        if (!is_pchar(segment.data[i]))
            return false;
    }
    return segment.size > 0;
}

static struct pc_view next_segment(struct pc_view *rest) {
    size_t end = pc_view_find(*rest, PC_VIEW("/"));
    struct pc_view segment = pc_view_slice(*rest, 0, end);
    *rest = pc_view_slice(*rest, end, rest->size);
    return segment;
}

static enum pc_status read_segment(struct pc_view segment, size_t index, struct pc_buf *id) {
    if (!is_segment(segment))
        return PC_MALFORMED;
    if (expected_segments[index] == NULL)
        return pc_percent_decode(segment, id);
    /* Section 6.2.2.2: an encoded letter is that letter. */
    struct pc_buf decoded = {.limit = PC_JUDGE_MAX_POINTER};
    enum pc_status status = pc_percent_decode(segment, &decoded);
    if (status == PC_OK && !pc_view_equal_text(pc_buf_view(&decoded), expected_segments[index]))
        status = PC_MALFORMED;
    pc_buf_clear(&decoded);
    return status == PC_LIMIT ? PC_MALFORMED : status;
}

enum pc_status pc_contract_target(struct pc_view target, struct pc_buf *model, struct pc_buf *environment) {
    struct pc_view rest = path_of(target);
    for (size_t i = 0; i < SEGMENT_COUNT; i++) {
        if (rest.size == 0 || rest.data[0] != '/')
            return PC_MALFORMED;
        rest = pc_view_slice(rest, 1, rest.size);
        enum pc_status status =
            read_segment(next_segment(&rest), i, i == MODEL_SEGMENT ? model : environment);
        if (status != PC_OK)
            return status;
    }
    return rest.size == 0 ? PC_OK : PC_MALFORMED;
}
