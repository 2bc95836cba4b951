/* RFC 3339's date-time by the schema core's format and by the codec, against a second implementation. Each
 * input is tried as it is, mapped to the bytes that a date-time consists of, and as edits of a date-time, so
 * that many are nearly right. */
#include "oracle.h"
#include "pc_codec.h"
#include "pc_format.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define MAX_SIZE 200u

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

static void check(const uint8_t *data, size_t size) {
    char *copy = fuzz_exact_copy(data, size);
    struct pc_view text = {copy, size};
    bool is_date_time = oracle_date_time((const uint8_t *)copy, size);
    if (pc_utf8_valid(text)) {
        fuzz_require(pc_format_date_time(text) == is_date_time, "the format is the second implementation's");
        if (memchr(copy, 0, size) == NULL)
            fuzz_require(codec_takes(text) == is_date_time, "the codec takes what is a date-time");
    }
    free(copy);
}

/* A date-time with edits, two bytes each: where, and what is put there; or what stands there goes. */
static size_t edit(const uint8_t *data, size_t size, uint8_t *out) {
    static const char *const templates[] = {"2016-12-31T23:59:60Z", "2000-02-29T00:59:59.5+01:00"};
    struct pc_view from = pc_view_of(templates[size % 2]);
    size_t length = from.size;
    memcpy(out, from.data, length);
    for (size_t i = 0; i + 1 < size && length > 0; i += 2) {
        size_t at = data[i] % length, what = data[i + 1] % sizeof alphabet;
        if (what < sizeof alphabet - 1)
            out[at] = (uint8_t)alphabet[what];
        else
            memmove(out + at, out + at + 1, --length - at);
    }
    return length;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    uint8_t made[MAX_SIZE];
    if (size > MAX_SIZE)
        return 0;
    check(data, size);
    for (size_t i = 0; i < size; i++)
        made[i] = (uint8_t)alphabet[data[i] % (sizeof alphabet - 1)];
    check(made, size);
    check(made, edit(data, size, made));
    return 0;
}
