/* Any legal struct can be said: bytes become a struct, whose text is one that the contract takes (U+0000
 * aside, which only lenient mode takes) and that decodes to the same struct. */
#include "bytes.h"
#include "contract_answer.h"
#include "pc_codec.h"
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

static void make_deployment(struct bytes *from, struct pc_deployment *out) {
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

static void check_text(enum codec_message message, const struct pc_buf *json) {
    struct contract_reading reading = contract_read(message, pc_buf_view(json));
    fuzz_require(reading.answer == (reading.has_nul_characters ? CONTRACT_IS_OPEN : CONTRACT_TAKES),
                 "a legal struct's text keeps the contract");
    fuzz_require(!reading.has_lone_surrogates && !reading.has_large_integers && !reading.repeats_names,
                 "a legal struct's text has nothing that a strict codec refuses, but for U+0000");
}

static void check_deployment(struct bytes *from) {
    struct pc_deployment made = {0}, read = {0}, copy = {0};
    enum pc_codec_verdict verdict;
    struct pc_buf json;
    pc_buf_init(&json, SIZE_MAX / 2);
    make_deployment(from, &made);
    fuzz_require(pc_deployment_encode(&made, &json) == PC_OK, "a legal deployment can be encoded");
    check_text(CODEC_DEPLOYMENT, &json);
    fuzz_require(pc_deployment_decode(pc_buf_view(&json), PC_CODEC_LENIENT, &read, &verdict, NULL) == PC_OK &&
                     verdict == PC_DECODED,
                 "its text can be decoded");
    fuzz_require(pc_deployment_equal(&made, &read), "to the same deployment");
    fuzz_require(pc_deployment_copy(&copy, &made) == PC_OK && pc_deployment_equal(&copy, &read),
                 "as is a copy");
    pc_deployment_clear(&made);
    pc_deployment_clear(&read);
    pc_deployment_clear(&copy);
    pc_buf_clear(&json);
}

static void check_request(struct bytes *from) {
    struct pc_promote_request made = {0}, read = {0};
    enum pc_codec_verdict verdict;
    struct pc_buf json;
    pc_buf_init(&json, SIZE_MAX / 2);
    text(from, false, &made.deployment_id);
    made.scale_down_previous_deployment = (enum pc_optional_bool)bytes_below(from, 3);
    made.preserve_env_instance_type = (enum pc_optional_bool)bytes_below(from, 3);
    fuzz_require(pc_promote_request_encode(&made, &json) == PC_OK, "a legal request can be encoded");
    check_text(CODEC_PROMOTE_REQUEST, &json);
    fuzz_require(pc_promote_request_decode(pc_buf_view(&json), PC_CODEC_LENIENT, &read, &verdict, NULL) ==
                         PC_OK &&
                     verdict == PC_DECODED && pc_promote_request_equal(&made, &read),
                 "its text decodes to the same request");
    pc_promote_request_clear(&made);
    pc_promote_request_clear(&read);
    pc_buf_clear(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct bytes from = {data, data + size};
    check_deployment(&from);
    check_request(&from);
    return 0;
}
