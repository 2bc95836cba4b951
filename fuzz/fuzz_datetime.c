/* RFC 3339's date-time by the schema core's format and by the codec, against a second implementation; a date
 * and a time alone by what they make with the other half. Each input is tried as it is, mapped to the bytes
 * that a date-time consists of, and as the fields of a date-time with edits behind, so that many are nearly
 * right. */
#include "date_time_of_bytes.h"
#include "oracle.h"
#include "pc_codec.h"
#include "pc_format.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define MAX_SIZE  200u
#define DATE_SIZE 10u

static const char alphabet[] = "0123456789-:TtZz+. ";

static bool codec_takes(struct pc_view text) {
    static const char rest[] =
        "\"id\":\"\",\"name\":\"\",\"model_id\":\"\",\"is_production\":true,"
        "\"is_development\":true,\"status\":\"ACTIVE\",\"active_replica_count\":0,"
        "\"autoscaling_settings\":null,\"instance_type_name\":null,\"environment\":null}";
    struct pc_deployment deployment = {0};
    enum pc_codec_verdict verdict;
    struct pc_buf json;
    pc_buf_init(&json, SIZE_MAX / 2);
    fuzz_require(pc_buf_append_text(&json, "{\"created_at\":") == PC_OK &&
                     pc_json_quote(&json, text) == PC_OK && pc_buf_append_byte(&json, ',') == PC_OK &&
                     pc_buf_append_text(&json, rest) == PC_OK,
                 "memory for a document");
    fuzz_require(pc_deployment_decode(pc_buf_view(&json), PC_CODEC_STRICT, &deployment, &verdict, NULL) ==
                     PC_OK,
                 "memory for the codec");
    pc_deployment_clear(&deployment);
    pc_buf_clear(&json);
    return verdict == PC_DECODED;
}

static bool makes_date_time(const char *before, struct pc_view text, const char *behind) {
    struct pc_buf made;
    pc_buf_init(&made, SIZE_MAX / 2);
    fuzz_require(pc_buf_append_text(&made, before) == PC_OK && pc_buf_append(&made, text) == PC_OK &&
                     pc_buf_append_text(&made, behind) == PC_OK,
                 "memory for a text");
    bool makes = oracle_date_time((const uint8_t *)made.data, made.size);
    pc_buf_clear(&made);
    return makes;
}

/* Section 5.6: date-time = full-date "T" full-time. */
static void check_halves(struct pc_view text) {
    fuzz_require(pc_format_date(text) == makes_date_time("", text, "T00:00:00Z"),
                 "a date is what makes a date-time with a time");
    fuzz_require(pc_format_time(text) == makes_date_time("2000-01-01T", text, ""),
                 "a time is what makes a date-time with a date");
}

static void check(const uint8_t *data, size_t size) {
    char *copy = fuzz_exact_copy(data, size);
    struct pc_view text = {copy, size};
    bool is_date_time = oracle_date_time((const uint8_t *)copy, size);
    if (pc_utf8_valid(text)) {
        fuzz_require(pc_format_date_time(text) == is_date_time, "the format is the second implementation's");
        check_halves(text);
        if (is_date_time) {
            check_halves(pc_view_slice(text, 0, DATE_SIZE));
            check_halves(pc_view_slice(text, DATE_SIZE + 1, size));
        }
        if (memchr(copy, 0, size) == NULL)
            fuzz_require(codec_takes(text) == is_date_time, "the codec takes what is a date-time");
    }
    free(copy);
}

/* The fields of a date-time, and of the bytes behind them edits, two bytes each: where, and what is put
 * there; or what stands there goes. */
static void check_fields(const uint8_t *data, size_t size) {
    struct bytes from = {data, data + size};
    struct date_time_text made;
    date_time_of_bytes(&from, &made);
    while (from.end - from.at >= 2 && made.size > 0) {
        size_t at = bytes_below(&from, (uint32_t)made.size), what = bytes_below(&from, sizeof alphabet);
        if (what < sizeof alphabet - 1)
            made.bytes[at] = alphabet[what];
        else
            memmove(made.bytes + at, made.bytes + at + 1, --made.size - at);
    }
    check((const uint8_t *)made.bytes, made.size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    uint8_t made[MAX_SIZE];
    if (size > MAX_SIZE)
        return 0;
    check(data, size);
    for (size_t i = 0; i < size; i++)
        made[i] = (uint8_t)alphabet[data[i] % (sizeof alphabet - 1)];
    check(made, size);
    check_fields(data, size);
    return 0;
}
