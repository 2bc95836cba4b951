#include "spelling.h"

#include "oracle.h"
#include "support.h"

#include <stdlib.h>

struct spelling_job {
    unsigned how;
    struct pc_json_value omitted;
    struct pc_buf *out;
};

bool spelling_exists(struct pc_view json) {
    const uint8_t *bytes = (const uint8_t *)json.data;
    return oracle_json(bytes, json.size, SPELLING_MAX_DEPTH).accepted &&
           !oracle_has_duplicate_name(bytes, json.size) && !oracle_has_lone_surrogate(bytes, json.size);
}

static void put(const struct spelling_job *job, struct pc_view piece) {
    fuzz_require(pc_buf_append(job->out, piece) == PC_OK, "memory for a spelling");
}

static void put_space(const struct spelling_job *job) {
    put(job, (job->how & SPELLED_SPACED) != 0 ? PC_VIEW(" \r\n\t") : PC_VIEW(""));
}

static void put_string(const struct spelling_job *job, struct pc_json_value string) {
    struct pc_view raw = pc_json_raw(string);
    if ((job->how & SPELLED_ESCAPED) == 0 || raw.size < 3 || raw.data[1] == '\\' ||
        (unsigned char)raw.data[1] >= 0x80) {
        put(job, raw);
        return;
    }
    fuzz_require(pc_buf_appendf(job->out, "\"\\u%04X", (unsigned)raw.data[1]) == PC_OK,
                 "memory for a spelling");
    put(job, pc_view_slice(raw, 2, raw.size));
}

static void put_number(const struct spelling_job *job, struct pc_view raw) {
    bool point = false, exponent = false;
    for (size_t i = 0; i < raw.size; i++) {
        point = point || raw.data[i] == '.';
        exponent = exponent || raw.data[i] == 'e' || raw.data[i] == 'E';
    }
    put(job, raw);
    if ((job->how & SPELLED_POINT) != 0 && !exponent)
        put(job, point ? PC_VIEW("0") : PC_VIEW(".0"));
    if ((job->how & SPELLED_EXPONENT) != 0 && !exponent)
        put(job, PC_VIEW("e0"));
}

static void put_value(const struct spelling_job *job, struct pc_json_value value, unsigned depth);

static void put_child(const struct spelling_job *job, struct pc_json_value child, unsigned depth) {
    struct pc_json_value key = pc_json_key(child);
    put_space(job);
    if (pc_json_exists(key)) {
        put_string(job, key);
        put_space(job);
        put(job, PC_VIEW(":"));
        put_space(job);
    }
    put_value(job, child, depth);
    put_space(job);
}

static void put_children(const struct spelling_job *job, struct pc_json_value value, unsigned depth) {
    bool is_object = pc_json_type(value) == PC_JSON_OBJECT;
    uint32_t count = pc_json_count(value), put_so_far = 0;
    struct pc_json_value *children = calloc(count + 1u, sizeof *children);
    fuzz_require(children != NULL, "memory for a spelling");
    struct pc_json_value child = pc_json_first(value);
    for (uint32_t i = 0; i < count; i++, child = pc_json_next(child))
        children[i] = child;
    for (uint32_t i = 0; i < count; i++) {
        bool backwards = is_object && (job->how & SPELLED_BACKWARDS) != 0;
        child = children[backwards ? count - 1 - i : i];
        if (pc_json_exists(job->omitted) && child.node == job->omitted.node)
            continue;
        put(job, put_so_far++ > 0 ? PC_VIEW(",") : PC_VIEW(""));
        put_child(job, child, depth);
    }
    if (is_object && (job->how & SPELLED_FURTHER) != 0)
        put(job, put_so_far > 0 ? PC_VIEW(",\"zz further\":[{}]") : PC_VIEW("\"zz further\":[{}]"));
    free(children);
}

static void put_value(const struct spelling_job *job, struct pc_json_value value, unsigned depth) {
    enum pc_json_type type = pc_json_type(value);
    fuzz_require(depth <= SPELLING_MAX_DEPTH, "a document that is spelled anew is not too deep");
    if (type == PC_JSON_STRING) {
        put_string(job, value);
    } else if (type == PC_JSON_NUMBER) {
        put_number(job, pc_json_raw(value));
    } else if (type == PC_JSON_ARRAY || type == PC_JSON_OBJECT) {
        put(job, type == PC_JSON_ARRAY ? PC_VIEW("[") : PC_VIEW("{"));
        put_children(job, value, depth + 1);
        put(job, type == PC_JSON_ARRAY ? PC_VIEW("]") : PC_VIEW("}"));
    } else {
        put(job, pc_json_raw(value));
    }
}

void spell(struct pc_json_value value, unsigned how, struct pc_json_value omitted, struct pc_buf *out) {
    const struct spelling_job job = {how, omitted, out};
    put_value(&job, value, 0);
}
