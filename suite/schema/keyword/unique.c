/* uniqueItems (JSON Schema 2020-12 validation, section 6.4.3). Elements are hashed so that equal ones have
 * equal hashes; only those with equal hashes are compared. */
#include "decimal.h"
#include "run.h"

#define HASH_FACTOR 0x9E3779B97F4A7C15u

PC_KEYWORD_COMPILE(pc_unique_compile) {
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_BOOLEAN, "a boolean");
    if (status != PC_OK || !pc_json_boolean(value))
        return status;
    return pc_compile_op(compiler, keyword, value) ? PC_OK : PC_NO_MEMORY;
}

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * HASH_FACTOR;
    return hash ^ hash >> 32;
}

static uint64_t hash_string(struct pc_run *run, struct pc_json_value string) {
    struct pc_view text = pc_json_string_raw(string);
    uint64_t hash = 0xCBF29CE484222325u;
    if (pc_json_string_has_escapes(string)) {
        pc_buf_reset(&run->memory->scratch);
        enum pc_status status = pc_json_string_decode(string, &run->memory->scratch);
        if (status != PC_OK)
            run->status = status;
        text = pc_buf_view(&run->memory->scratch);
    }
    for (size_t i = 0; i < text.size; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 0x100000001B3u;
    return hash;
}

static uint64_t hash_scalar(struct pc_run *run, struct pc_json_value value) {
    enum pc_json_type type = pc_json_type(value);
    if (type == PC_JSON_STRING)
        return mix(hash_string(run, value), type);
    if (type == PC_JSON_BOOLEAN)
        return mix(pc_json_boolean(value), type);
    if (type != PC_JSON_NUMBER)
        return mix(pc_json_count(value), type);
    struct pc_decimal decimal = pc_decimal_of(pc_json_number_raw(value));
    return mix(pc_decimal_hash(&decimal), type);
}

static bool go_inside(struct pc_run *run, size_t depth, struct pc_walked at) {
    struct pc_validator *memory = run->memory;
    void *cursors = memory->cursors;
    if (!pc_run_reserve(run, &cursors, &memory->cursor_capacity, depth + 1, sizeof *memory->cursors))
        return false;
    memory->cursors = cursors;
    memory->cursors[depth] = at;
    return true;
}

/* The sum over all values inside, each with its depth and its key or index: the order of members does not
 * matter. */
uint64_t pc_run_hash(struct pc_run *run, struct pc_json_value value) {
    uint64_t hash = hash_scalar(run, value);
    size_t depth = 0;
    struct pc_walked at = {pc_json_first(value), 0};
    while (run->status == PC_OK) {
        if (!pc_json_exists(at.value)) {
            if (depth == 0)
                break;
            at = run->memory->cursors[--depth];
            at = (struct pc_walked){pc_json_next(at.value), at.index + 1};
            continue;
        }
        run->steps--;
        uint64_t one = mix(hash_scalar(run, at.value), depth + 1);
        if (pc_json_exists(pc_json_key(at.value)))
            one = mix(one, hash_string(run, pc_json_key(at.value)));
        else
            one = mix(one, at.index);
        hash += one;
        struct pc_json_value inside = pc_json_first(at.value);
        if (!pc_json_exists(inside))
            at = (struct pc_walked){pc_json_next(at.value), at.index + 1};
        else if (go_inside(run, depth, at)) {
            depth++;
            at = (struct pc_walked){inside, 0};
        }
    }
    return hash;
}

/* Enters one element; false where an equal one is there. */
static bool enter(struct pc_run *run, struct pc_slot *slots, size_t mask, struct pc_json_value element) {
    uint64_t hash = pc_run_hash(run, element);
    size_t slot = (size_t)(hash * HASH_FACTOR >> 20) & mask;
    for (; pc_json_exists(slots[slot].value) && run->steps >= 0; slot = (slot + 1) & mask) {
        run->steps--;
        if (slots[slot].hash != hash)
            continue;
        run->steps -= (int64_t)pc_json_raw(element).size;
        if (pc_json_equal(slots[slot].value, element))
            return false;
    }
    slots[slot] = (struct pc_slot){hash, element};
    return true;
}

PC_KEYWORD_CHECK(pc_unique_check) {
    (void)op;
    struct pc_validator *memory = run->memory;
    size_t wanted = 4;
    uint32_t count = pc_json_count(instance);
    if (count < 2)
        return true;
    while (wanted / 2 < count)
        wanted *= 2;
    void *slots = memory->slots;
    if (!pc_run_reserve(run, &slots, &memory->slot_capacity, wanted, sizeof *memory->slots))
        return true; /* no verdict: the run ends with the status */
    memory->slots = slots;
    for (size_t i = 0; i < wanted; i++)
        memory->slots[i] = (struct pc_slot){0};
    for (struct pc_json_value element = pc_json_first(instance); pc_json_exists(element);
         element = pc_json_next(element)) {
        if (run->status != PC_OK || run->steps < 0)
            return true;
        if (!enter(run, memory->slots, wanted - 1, element))
            return false;
    }
    return true;
}

PC_KEYWORD_TEXT(pc_unique_expected) {
    (void)schema;
    (void)hit;
    return pc_buf_append_text(out, "an array whose elements all differ");
}
