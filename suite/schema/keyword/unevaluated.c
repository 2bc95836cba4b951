/* unevaluatedItems and unevaluatedProperties (core, sections 11.2 and 11.3). They run behind all other
 * keywords of their schema: what those evaluated, directly or in place, stands in the frame's marks. */
#include "phrase.h"
#include "run.h"

PC_KEYWORD_COMPILE(pc_unevaluated_compile) {
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    return op ? pc_compile_child(compiler, op, value) : PC_NO_MEMORY;
}

/* `at` counts the members or elements. Whatever is left is evaluated by this. */
PC_KEYWORD_STEP(pc_unevaluated_step) {
    const struct pc_node *node = pc_child(run->schema, op, 0);
    enum pc_relation relation = frame->type == PC_TYPE_ARRAY ? PC_ELEMENT : PC_MEMBER;
    if (!frame->started) {
        frame->started = true;
        frame->cursor = pc_json_first(frame->instance);
    } else {
        if (!pc_child_counts(frame))
            return PC_STEP_DONE;
        frame->cursor = pc_json_next(frame->cursor);
        frame->at++;
    }
    for (; pc_json_exists(frame->cursor) && run->steps >= 0 && !run->stop;
         frame->cursor = pc_json_next(frame->cursor), frame->at++) {
        run->steps--;
        if (pc_marks_has(run, frame, frame->at))
            continue;
        pc_marks_set(run, frame, frame->at);
        if (node->refuses) {
            pc_run_violate(run, frame, op, frame->cursor, frame->at);
            if (frame->quiet)
                return PC_STEP_DONE;
        } else if (!pc_run_passes(run, node, frame->cursor)) {
            return pc_run_push(run, frame, node, frame->cursor, relation, false);
        }
    }
    return PC_STEP_DONE;
}

static bool is_member(const struct pc_hit *hit) {
    return pc_json_exists(pc_json_key(hit->instance));
}

PC_KEYWORD_TEXT(pc_unevaluated_expected) {
    (void)schema;
    return pc_buf_append_text(out, is_member(hit) ? "no keys beyond those that the schema evaluates"
                                                  : "no elements beyond those that the schema evaluates");
}

PC_KEYWORD_TEXT(pc_unevaluated_seen) {
    (void)schema;
    if (!is_member(hit))
        return pc_phrase_value(out, hit->instance);
    enum pc_status status = pc_buf_append_text(out, "the key ");
    return status == PC_OK ? pc_phrase_key(out, pc_json_key(hit->instance)) : status;
}
