#include "message_of_bytes.h"

#include "support.h"

static int64_t integer(struct bytes *from) {
    static const int64_t edges[] = {
        0, 1, -1, INT64_MAX, INT64_MIN, INT64_MAX - 1, 1LL << 53, (1LL << 53) + 1};
    uint32_t choice = bytes_below(from, 12);
    return choice < sizeof edges / sizeof edges[0] ? edges[choice] : (int64_t)bytes_word(from);
}

static struct pc_optional_int optional_integer(struct bytes *from, bool may_be_absent) {
    struct pc_optional_int value = {0};
    uint32_t choice = bytes_below(from, 4);
    value.presence = choice == 0 ? PC_NULL : choice == 1 && may_be_absent ? PC_ABSENT : PC_PRESENT;
    if (value.presence == PC_PRESENT)
        value.value = integer(from);
    return value;
}

/* Text of any characters that are Unicode scalar values. */
static void text(struct bytes *from, bool nullable, struct pc_string *out) {
    struct pc_buf buffer;
    uint32_t length = bytes_below(from, 20);
    pc_buf_init(&buffer, 1024);
    if (nullable && length == 1)
        return;
    for (uint32_t i = 0; i < length; i++) {
        char utf8[4];
        uint32_t plane = bytes_below(from, 4);
        uint32_t code = plane == 0   ? bytes_byte(from) % 0x80u
                        : plane == 1 ? bytes_byte(from) % 0x20u
                                     : (uint32_t)(bytes_byte(from) << 8 | bytes_byte(from)) * (plane - 1);
        size_t size = pc_utf8_encode(code, utf8);
        fuzz_require(pc_buf_append(&buffer, (struct pc_view){utf8, size}) == PC_OK, "memory for a text");
    }
    fuzz_require(pc_string_set(out, buffer.size == 0 ? PC_VIEW("") : pc_buf_view(&buffer)) == PC_OK,
                 "memory");
    pc_buf_clear(&buffer);
}

void deployment_of_bytes(struct bytes *from, struct pc_deployment *out) {
    static const char *const times[] = {"2026-01-02T03:04:05Z", "0000-02-29t23:59:59.9-23:59",
                                        "2016-12-31T23:59:60Z"};
    struct pc_autoscaling_settings *settings = &out->autoscaling_settings;
    text(from, false, &out->id);
    text(from, false, &out->name);
    text(from, false, &out->model_id);
    text(from, true, &out->instance_type_name);
    text(from, true, &out->environment);
    fuzz_require(pc_string_set(&out->created_at, pc_view_of(times[bytes_below(from, 3)])) == PC_OK, "memory");
    out->is_production = bytes_below(from, 2) == 1;
    out->is_development = bytes_below(from, 2) == 1;
    out->status = (enum pc_deployment_status)(1 + bytes_below(from, PC_DEPLOYMENT_WAKING_UP));
    out->active_replica_count = integer(from);
    out->has_autoscaling_settings = bytes_below(from, 4) != 0;
    if (!out->has_autoscaling_settings)
        return;
    settings->min_replica = integer(from);
    settings->max_replica = integer(from);
    settings->concurrency_target = integer(from);
    settings->autoscaling_window = optional_integer(from, false);
    settings->scale_down_delay = optional_integer(from, false);
    settings->target_utilization_percentage = optional_integer(from, false);
    settings->target_in_flight_tokens = optional_integer(from, true);
}

void promote_request_of_bytes(struct bytes *from, struct pc_promote_request *out) {
    text(from, false, &out->deployment_id);
    out->scale_down_previous_deployment = (enum pc_optional_bool)bytes_below(from, 3);
    out->preserve_env_instance_type = (enum pc_optional_bool)bytes_below(from, 3);
}
