/* The run functions of properties, required and additionalProperties: one walk over the members in their
 * order.
 *
 * Each occurrence of a duplicate key is judged: which one a reader of the document would take is not ours to
 * say. */
#include "patterned.h"

#include <string.h>

/* The bits of required keys beyond the frame's own. */
static bool start_walk(struct pc_run *run, struct pc_frame *frame, uint32_t required) {
    struct pc_validator *memory = run->memory;
    run->steps -= pc_json_count(frame->instance);
    frame->started = true;
    frame->seen = 0;
    if (required <= PC_SEEN_IN_FRAME)
        return true;
    size_t words = (required - PC_SEEN_IN_FRAME + 63) / 64;
    void *bits = memory->bits;
    if (!pc_run_reserve(run, &bits, &memory->bit_capacity, memory->bit_count + words, sizeof *memory->bits))
        return false;
    memory->bits = bits;
    memset(memory->bits + memory->bit_count, 0, words * sizeof *memory->bits);
    frame->seen_extra = memory->bit_count + 1;
    memory->bit_count += words;
    return true;
}

static uint64_t *extra_word(struct pc_run *run, const struct pc_frame *frame, uint32_t required) {
    return &run->memory->bits[frame->seen_extra - 1 + (required - PC_SEEN_IN_FRAME) / 64];
}

/* The entry of a key that is not the one expected next. */
static const struct pc_entry *look_up(struct pc_run *run, const struct pc_object *object,
                                      struct pc_json_value key) {
    uint32_t found = pc_names_find_string(&object->names, key, &run->memory->scratch);
    return &object->entries[found == PC_NO_NAME ? object->names.count : found];
}

/* True for a number that is plain digits, looked at without a branch for each: a number's length is what a
 * processor guesses worst. `key`, before it in the text, bounds what may be read. */
static inline bool is_plain_integer(const char *key, struct pc_view number) {
    static const unsigned char masks[16] = {0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255};
    const char *end = number.data + number.size;
    uint64_t bytes, mask;
    if (number.size > sizeof bytes || end - key < (ptrdiff_t)sizeof bytes)
        return false;
    memcpy(&bytes, end - sizeof bytes, sizeof bytes);
    memcpy(&mask, masks + number.size, sizeof mask);
    /* What makes another of it is a point or an exponent: `e` and `E` have this bit, and `.` becomes 0. */
    uint64_t exponents = bytes & mask & 0x4040404040404040u;
    uint64_t points = (bytes ^ 0x2E2E2E2E2E2E2E2Eu) | ~mask;
    return exponents == 0 && ((points - 0x0101010101010101u) & ~points & 0x8080808080808080u) == 0;
}

/* True where the JSON type alone, which the first byte tells, decides for a member. */
static inline bool passes_at_sight(unsigned pass, const char *key, struct pc_view member) {
    static const unsigned char types[256] = {
        ['n'] = PC_TYPE_NULL,       ['t'] = PC_TYPE_BOOLEAN,    ['f'] = PC_TYPE_BOOLEAN,
        ['"'] = PC_TYPE_STRING,     ['['] = PC_TYPE_ARRAY,      ['{'] = PC_TYPE_OBJECT,
        ['-'] = PC_TYPE_ANY_NUMBER, ['0'] = PC_TYPE_ANY_NUMBER, ['1'] = PC_TYPE_ANY_NUMBER,
        ['2'] = PC_TYPE_ANY_NUMBER, ['3'] = PC_TYPE_ANY_NUMBER, ['4'] = PC_TYPE_ANY_NUMBER,
        ['5'] = PC_TYPE_ANY_NUMBER, ['6'] = PC_TYPE_ANY_NUMBER, ['7'] = PC_TYPE_ANY_NUMBER,
        ['8'] = PC_TYPE_ANY_NUMBER, ['9'] = PC_TYPE_ANY_NUMBER,
    };
    unsigned rest = ~pass & types[(unsigned char)member.data[0]];
    return rest == 0 || (rest == PC_TYPE_NUMBER && is_plain_integer(key, member));
}

/* Judges a member that does not pass at sight; true where a frame was pushed for it. */
static bool judge_member(struct pc_run *run, struct pc_frame *frame, const struct pc_object *object,
                         const struct pc_entry *entry, struct pc_json_value member) {
    const struct pc_node *node = &run->schema->nodes[entry->node];
    bool additional = entry >= object->entries + object->property_count;
    if (additional && object->patterns && pc_pattern_set_matches(run, object->patterns, pc_json_key(member)))
        return false;
    if (pc_run_passes(run, node, member))
        return false;
    if (node->refuses && additional) {
        pc_run_violate(run, frame, &run->schema->ops[object->additional_op], member, 0);
        return false;
    }
    frame->cursor = member;
    pc_run_push(run, frame, node, member, PC_MEMBER, false);
    return true;
}

/* Which members the walk evaluates, before it begins. */
static void mark_members(struct pc_run *run, const struct pc_frame *frame, const struct pc_object *object) {
    uint64_t index = 0;
    run->steps -= pc_json_count(frame->instance);
    for (struct pc_json_value member = pc_json_first(frame->instance); member.doc != NULL && run->steps >= 0;
         member = pc_json_next(member), index++) {
        const struct pc_entry *entry = look_up(run, object, pc_json_key(member));
        bool additional = entry >= object->entries + object->property_count;
        if (entry->node != PC_NO_NODE &&
            !(additional && object->patterns &&
              pc_pattern_set_matches(run, object->patterns, pc_json_key(member))))
            pc_marks_set(run, frame, index);
    }
}

/* Walks on from `member`; true where a frame was pushed. The next key is guessed before it is looked up: the
 * schema's next property. */
static bool walk_from(struct pc_run *run, struct pc_frame *frame, const struct pc_object *object,
                      struct pc_json_value member) {
    const struct pc_entry *const other = object->entries + object->names.count;
    const struct pc_entry *guess = object->entries + frame->at;
    bool pushed = false;
    for (; member.doc != NULL; member = pc_json_next(member)) {
        struct pc_json_value key = pc_json_key(member);
        struct pc_view raw = pc_json_raw(key);
        const struct pc_entry *entry = guess;
        if (raw.size == guess->size && pc_same_bytes(raw.data, guess->quoted, raw.size))
            guess++;
        else if ((entry = look_up(run, object, key)) != other)
            guess = entry + 1;
        frame->seen |= entry->seen;
        if (entry->seen == 0 && entry->required != PC_NO_NAME)
            *extra_word(run, frame, entry->required) |= (uint64_t)1 << entry->required % 64;
        if (passes_at_sight(entry->pass, raw.data, pc_json_raw(member)))
            continue;
        frame->at = (uint32_t)(guess - object->entries);
        pushed = judge_member(run, frame, object, entry, member);
        if (pushed || run->stop || (frame->quiet && !frame->valid))
            break;
    }
    return pushed;
}

PC_KEYWORD_STEP(pc_walk_step) {
    const struct pc_object *object = op->as.object;
    struct pc_json_value member;
    if (frame->started) {
        if (!pc_child_counts(frame))
            return PC_STEP_DONE;
        member = pc_json_next(frame->cursor);
    } else {
        if (!start_walk(run, frame, object->required.count))
            return PC_STEP_DONE;
        member = pc_json_first(frame->instance);
        if (frame->marks != 0)
            mark_members(run, frame, object);
    }
    return walk_from(run, frame, object, member) ? PC_STEP_CHILD : PC_STEP_DONE;
}

PC_KEYWORD_STEP(pc_required_step) {
    uint32_t count = op->as.object->required.count;
    uint32_t in_frame = count < PC_SEEN_IN_FRAME ? count : PC_SEEN_IN_FRAME;
    bool all = frame->seen == (in_frame < 64 ? ((uint64_t)1 << in_frame) - 1 : UINT64_MAX);
    for (uint32_t i = all ? in_frame : 0; i < in_frame && !run->stop; i++)
        if ((frame->seen >> i & 1) == 0)
            pc_run_violate(run, frame, op, frame->instance, i);
    for (uint32_t i = in_frame; i < count && !run->stop; i++)
        if ((*extra_word(run, frame, i) >> i % 64 & 1) == 0)
            pc_run_violate(run, frame, op, frame->instance, i);
    return PC_STEP_DONE;
}
