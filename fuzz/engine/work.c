#include "work.h"

#include "pc_json.h"

static uint64_t steps;

struct pc_json_value __real_pc_json_first(struct pc_json_value container);
struct pc_json_value __wrap_pc_json_first(struct pc_json_value container);
struct pc_json_value __real_pc_json_next(struct pc_json_value value);
struct pc_json_value __wrap_pc_json_next(struct pc_json_value value);
struct pc_json_value __real_pc_json_key(struct pc_json_value member);
struct pc_json_value __wrap_pc_json_key(struct pc_json_value member);
struct pc_view __real_pc_json_raw(struct pc_json_value value);
struct pc_view __wrap_pc_json_raw(struct pc_json_value value);

struct pc_json_value __wrap_pc_json_first(struct pc_json_value container) {
    steps++;
    return __real_pc_json_first(container);
}

struct pc_json_value __wrap_pc_json_next(struct pc_json_value value) {
    steps++;
    return __real_pc_json_next(value);
}

struct pc_json_value __wrap_pc_json_key(struct pc_json_value member) {
    steps++;
    return __real_pc_json_key(member);
}

struct pc_view __wrap_pc_json_raw(struct pc_json_value value) {
    steps++;
    return __real_pc_json_raw(value);
}

uint64_t work_done(void) {
    uint64_t done = steps;
    steps = 0;
    return done;
}
