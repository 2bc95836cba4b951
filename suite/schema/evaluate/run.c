/* The evaluator: a loop over an explicit stack of frames. */
#include "pass.h"

#include <inttypes.h>
#include <stdlib.h>

#define PC_PASS_TRIES 16u /* before a schema is judged by them */
#define PC_PASS_AGAIN 32u /* of the documents after that, one in so many is tried: they may have changed */

bool pc_run_reserve(struct pc_run *run, void **array, size_t *capacity, size_t wanted, size_t size) {
    if (wanted <= *capacity)
        return true;
    size_t grown = *capacity ? *capacity : 64;
    while (grown < wanted)
        grown *= 2;
    void *moved = grown <= SIZE_MAX / size ? realloc(*array, grown * size) : NULL;
    if (!moved) {
        run->status = PC_NO_MEMORY;
        return false;
    }
    *array = moved;
    *capacity = grown;
    return true;
}

/* The bits that the instance's JSON type can mean; for a number both. */
static unsigned broad_type(struct pc_json_value instance) {
    static const unsigned char bits[] = {
        [PC_JSON_NULL] = PC_TYPE_NULL,         [PC_JSON_BOOLEAN] = PC_TYPE_BOOLEAN,
        [PC_JSON_NUMBER] = PC_TYPE_ANY_NUMBER, [PC_JSON_STRING] = PC_TYPE_STRING,
        [PC_JSON_ARRAY] = PC_TYPE_ARRAY,       [PC_JSON_OBJECT] = PC_TYPE_OBJECT,
    };
    return bits[pc_json_type(instance)];
}

static unsigned exact_type(struct pc_json_value instance, unsigned broad) {
    if (broad != PC_TYPE_ANY_NUMBER)
        return broad;
    return pc_json_number_is_integer(instance) ? PC_TYPE_INTEGER : PC_TYPE_NUMBER;
}

static bool leaf_passes(struct pc_run *run, const struct pc_node *node, struct pc_json_value instance,
                        unsigned type) {
    const struct pc_op *op = &run->schema->ops[node->op];
    for (const struct pc_op *end = op + node->op_count; op < end; op++)
        if ((op->judges & type) != 0 && !op->keyword->check(run, op, instance))
            return false;
    /* Where the run is over, whoever goes through many values must come back to its loop. */
    return run->status == PC_OK && run->steps >= 0;
}

bool pc_run_passes(struct pc_run *run, const struct pc_node *node, struct pc_json_value instance) {
    unsigned type = broad_type(instance);
    while ((node->bound.pass & type) != type) {
        type = exact_type(instance, type);
        if ((node->bound.pass & type) != 0)
            return true;
        if (!pc_admits(node, type) || (node->opaque & type) != 0)
            return false;
        if (node->leaf)
            return leaf_passes(run, node, instance, type);
        run->steps--;
        node = pc_jump(run->schema, node, type);
    }
    return true;
}

unsigned pc_exact_type(struct pc_json_value instance) {
    return exact_type(instance, broad_type(instance));
}

static void begin_marks(struct pc_run *run, struct pc_frame *frame) {
    if ((frame->type & (PC_TYPE_ARRAY | PC_TYPE_OBJECT)) != 0)
        pc_marks_begin(run, frame);
}

enum pc_step pc_run_push(struct pc_run *run, const struct pc_frame *frame, const struct pc_node *node,
                         struct pc_json_value instance, enum pc_relation relation, bool quiet) {
    struct pc_frame *top = &run->memory->frames[run->depth];
    if (run->depth + run->jumped >= run->memory->limits.max_depth) {
        run->status = PC_LIMIT;
        run->too_deep = true;
        return PC_STEP_CHILD;
    }
    /* Member by member: clearing the whole frame first takes longer than all the rest. */
    top->entry = node;
    top->instance = instance;
    top->next = 0;
    top->relation = relation;
    top->index = frame && relation == PC_ELEMENT ? frame->at : 0;
    top->jumps = 0;
    top->record = 0;
    top->quiet = quiet || (frame && frame->quiet);
    top->valid = true;
    top->seen_extra = 0;
    top->marks = 0;
    top->bits_before = run->memory->bit_count;
    pc_frame_restart(top);
    top->type = relation == PC_IN_PLACE && frame ? frame->type : pc_exact_type(instance);
    for (; node->jump && pc_admits(node, top->type) && top->jumps < run->memory->limits.max_depth;
         top->jumps++)
        node = pc_jump(run->schema, node, top->type);
    top->node = node;
    run->jumped += top->jumps;
    run->steps -= 1 + (int64_t)top->jumps;
    run->depth++;
    if (run->schema->collects && ((frame && relation == PC_IN_PLACE && frame->marks != 0) || node->collects))
        begin_marks(run, top);
    return PC_STEP_CHILD;
}

static const char *reference_of(const struct pc_op *op) {
    bool is_one = op->keyword->compile == pc_ref_compile || op->keyword->compile == pc_dynamic_compile;
    return is_one ? op->keyword->name : NULL;
}

/* Keeps a frame: a record for what was applied and one for each jump from there. Room was made for them. */
static void keep_frame(const struct pc_run *run, struct pc_frame *frame, const struct pc_frame *below) {
    struct pc_validator *memory = run->memory;
    const struct pc_op *ops = run->schema->ops;
    const struct pc_node *node = frame->entry;
    struct pc_record record = {
        .below = below ? below->record : 0,
        .index = frame->index,
        .node = node,
        .instance = frame->instance,
        .relation = frame->relation,
        .reference = below ? reference_of(&ops[below->node->op + below->next]) : NULL,
    };
    memory->records[memory->record_count++] = record;
    for (uint32_t i = 0; i < frame->jumps; i++) {
        record.below = memory->record_count;
        record.relation = PC_IN_PLACE;
        record.reference = reference_of(&ops[node->op]);
        record.node = node = pc_jump(run->schema, node, frame->type);
        memory->records[memory->record_count++] = record;
    }
    frame->record = memory->record_count;
}

/* Keeps the path to the frame: what a violation needs when its frame is gone. Frames below share theirs. */
static uint32_t keep_path(struct pc_run *run, const struct pc_frame *frame) {
    struct pc_validator *memory = run->memory;
    size_t top = (size_t)(frame - memory->frames);
    size_t from = top + 1;
    size_t wanted = memory->record_count;
    for (; from > 0 && memory->frames[from - 1].record == 0; from--)
        wanted += 1 + (size_t)memory->frames[from - 1].jumps;
    void *records = memory->records;
    size_t capacity = memory->record_capacity;
    if (!pc_run_reserve(run, &records, &capacity, wanted, sizeof *memory->records))
        return 0;
    memory->records = records;
    memory->record_capacity = (uint32_t)capacity;
    for (; from <= top; from++)
        keep_frame(run, &memory->frames[from], from > 0 ? &memory->frames[from - 1] : NULL);
    return frame->record;
}

void pc_run_violate(struct pc_run *run, struct pc_frame *frame, const struct pc_op *op,
                    struct pc_json_value instance, uint32_t detail) {
    struct pc_validator *memory = run->memory;
    frame->valid = false;
    if (frame->quiet || run->stop)
        return;
    if (memory->hit_count == memory->limits.max_violations && run->trials > 0)
        return;
    if (memory->hit_count == memory->limits.max_violations) {
        memory->truncated = true;
        run->stop = true;
        return;
    }
    void *hits = memory->hits;
    size_t capacity = memory->hit_capacity;
    uint32_t record = keep_path(run, frame);
    if (record == 0 || !pc_run_reserve(run, &hits, &capacity, memory->hit_count + 1u, sizeof *memory->hits))
        return;
    memory->hits = hits;
    memory->hit_capacity = (uint32_t)capacity;
    memory->hits[memory->hit_count] = (struct pc_hit){
        .op = op,
        .record = record,
        .detail = detail,
        .order = memory->hit_count,
        .instance = instance,
    };
    memory->hit_count++;
    run->stop = run->mode == PC_VALIDATE_FLAG;
}

static void pop(struct pc_run *run) {
    const struct pc_frame *top = &run->memory->frames[--run->depth];
    run->jumped -= top->jumps;
    run->memory->bit_count = top->bits_before;
    if (run->depth == 0)
        return;
    struct pc_frame *below = &run->memory->frames[run->depth - 1];
    below->child_valid = top->valid;
    /* What failed aloud has its violation: that its members are not evaluated, too, would only hide it. */
    if (top->marks != 0 && (top->valid || !top->quiet) && top->relation == PC_IN_PLACE && below->marks != 0 &&
        !below->deaf)
        pc_marks_take_over(run, top, below);
}

/* Runs the frame on top until it pushes another one or ends. */
static void advance(struct pc_run *run, struct pc_frame *frame) {
    if (frame->node->refuses)
        pc_run_violate(run, frame, NULL, frame->instance, 0);
    while (frame->next < frame->node->op_count && (frame->valid || !frame->quiet)) {
        const struct pc_op *op = &run->schema->ops[frame->node->op + frame->next];
        if ((op->judges & frame->type) != 0) {
            if (op->keyword->check) {
                if (!op->keyword->check(run, op, frame->instance))
                    pc_run_violate(run, frame, op, frame->instance, 0);
            } else if (op->keyword->step(run, frame, op) == PC_STEP_CHILD) {
                return;
            } else {
                pc_frame_restart(frame);
            }
        }
        frame->next++;
    }
    pop(run);
}

static int compare_hits(const void *left, const void *right) {
    const struct pc_hit *a = left;
    const struct pc_hit *b = right;
    uint32_t first = pc_json_offset(a->instance);
    uint32_t second = pc_json_offset(b->instance);
    if (first != second)
        return first < second ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static enum pc_status run_failure(const struct pc_run *run, int64_t steps, struct pc_error *err) {
    const struct pc_schema_limits *limits = &run->memory->limits;
    if (run->status == PC_NO_MEMORY)
        return pc_error_set(err, PC_NO_MEMORY, "out of memory while validating");
    if (run->too_deep)
        return pc_error_set(err, PC_LIMIT, "the evaluation goes deeper than %" PRIu64 " schemas",
                            limits->max_depth);
    if (run->match_limit)
        return pc_error_set(err, PC_LIMIT,
                            "matching a pattern took more than %" PRIu64
                            " steps: it backtracks catastrophically",
                            limits->max_match_steps);
    return pc_error_set(err, PC_LIMIT,
                        "the schema needs too much work for this document: more than %" PRId64 " steps",
                        steps);
}

/* What the last run left behind. */
static void reset(struct pc_validator *validator, const struct pc_schema *schema) {
    validator->schema = schema;
    validator->record_count = 0;
    validator->hit_count = 0;
    validator->reason_count = 0;
    validator->bit_count = 0;
    validator->truncated = false;
    validator->complete = false;
    validator->only_found = false;
    validator->find_count = 0;
}

enum pc_status pc_validate(struct pc_validator *validator, const struct pc_schema *schema,
                           struct pc_json_value instance, enum pc_validate_mode mode, struct pc_error *err) {
    struct pc_run run = {.memory = validator, .schema = schema, .mode = mode, .status = PC_OK};
    reset(validator, schema);
    if (!pc_json_exists(instance))
        return pc_error_set(err, PC_USAGE, "there is no value to validate");
    const int64_t steps = pc_run_steps(validator, pc_json_doc_text(instance.doc).size);
    run.steps = steps;
    if (!pc_run_passes(&run, &schema->nodes[0], instance))
        pc_run_push(&run, NULL, &schema->nodes[0], instance, PC_IN_PLACE, false);
    while (run.depth > 0 && !run.stop && run.status == PC_OK && run.steps >= 0)
        advance(&run, &validator->frames[run.depth - 1]);
    if (run.status != PC_OK || (run.steps < 0 && !run.stop)) {
        validator->hit_count = 0;
        return run_failure(&run, steps, err);
    }
    if (validator->hit_count > 1)
        qsort(validator->hits, validator->hit_count, sizeof *validator->hits, compare_hits);
    validator->complete = true;
    return PC_OK;
}

/* A schema whose documents mostly need a tape after all is not worth the pass. */
static bool is_worth_a_pass(struct pc_validator *validator) {
    if (validator->left < PC_PASS_TRIES || validator->left < validator->tries / 2)
        return true;
    return ++validator->spared % PC_PASS_AGAIN == 0;
}

static bool try_pass(struct pc_validator *validator, const struct pc_schema *schema, struct pc_view text) {
    validator->tries++;
    if (pc_pass(validator, schema, text) != PC_PASSED) {
        validator->left++;
        validator->find_count = 0;
        validator->truncated = false;
        return false;
    }
    if (validator->spared > 0)
        validator->tries = validator->left = validator->spared = 0;
    validator->complete = true;
    validator->only_found = validator->find_count > 0;
    return true;
}

enum pc_status pc_validate_text(struct pc_validator *validator, const struct pc_schema *schema,
                                struct pc_view text, enum pc_validate_mode mode,
                                const struct pc_json_doc **doc, struct pc_error *err) {
    *doc = NULL;
    if (validator->schema != schema)
        validator->tries = validator->left = validator->spared = 0;
    reset(validator, schema);
    validator->text = text;
    if (is_worth_a_pass(validator) && try_pass(validator, schema, text))
        return PC_OK;
    return pc_validate_read(validator, mode, doc, err);
}

enum pc_status pc_validate_read(struct pc_validator *validator, enum pc_validate_mode mode,
                                const struct pc_json_doc **doc, struct pc_error *err) {
    const struct pc_json_limits limits = {(uint32_t)validator->limits.max_text_depth,
                                          (uint32_t)validator->limits.max_text_size};
    if (!validator->reader)
        validator->reader = pc_json_reader_new(&limits);
    if (!validator->reader)
        return pc_error_set(err, PC_NO_MEMORY, "out of memory while validating");
    enum pc_status status = pc_json_read(validator->reader, validator->text, doc, err);
    if (status != PC_OK || !pc_json_doc_valid(*doc))
        return status;
    return pc_validate(validator, validator->schema, pc_json_root(*doc), mode, err);
}
