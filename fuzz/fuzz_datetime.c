/* RFC 3339's date-time by the schema core's format and by the codec, against a second implementation. Each
 * input is tried as it is, and mapped to the bytes that a date-time consists of, so that most are nearly
 * right. */
#include "oracle.h"
#include "pc_codec.h"
#include "pc_format.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define MAX_SIZE 200u

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char alphabet[] = "0123456789-:TtZz+. ";
    static const char template[] = "2016-12-31T23:59:60Z";
    uint8_t mapped[MAX_SIZE];
    if (size > MAX_SIZE)
        return 0;
    check(data, size);
    for (size_t i = 0; i < size; i++)
        mapped[i] = (uint8_t)alphabet[data[i] % (sizeof alphabet - 1)];
    check(mapped, size);
    /* And laid over a date-time: a byte that is 0 keeps what stands there. */
    for (size_t i = 0; i < size; i++)
        mapped[i] = data[i] == 0 && i < sizeof template - 1 ? (uint8_t) template[i] : mapped[i];
    check(mapped, size);
    return 0;
}
