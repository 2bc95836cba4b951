/* The project's own codec, as a codec under test. */
#include "codec_under_test.h"
#include "pc_codec.h"

#include <stdlib.h>

static void *decode_deployment(struct pc_view json) {
    enum pc_codec_verdict verdict;
    struct pc_deployment *value = calloc(1, sizeof *value);
    if (value == NULL || pc_deployment_decode(json, PC_CODEC_STRICT, value, &verdict, NULL) != PC_OK)
        abort();
    if (verdict == PC_DECODED)
        return value;
    free(value);
    return NULL;
}

static void *decode_request(struct pc_view json) {
    enum pc_codec_verdict verdict;
    struct pc_promote_request *value = calloc(1, sizeof *value);
    if (value == NULL || pc_promote_request_decode(json, PC_CODEC_STRICT, value, &verdict, NULL) != PC_OK)
        abort();
    if (verdict == PC_DECODED)
        return value;
    free(value);
    return NULL;
}

void *tested_decode(enum codec_message message, const char *json, size_t size) {
    struct pc_view text = {json, size};
    return message == CODEC_DEPLOYMENT ? decode_deployment(text) : decode_request(text);
}

char *tested_encode(enum codec_message message, const void *value, size_t *size) {
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX / 2);
    enum pc_status status = message == CODEC_DEPLOYMENT ? pc_deployment_encode(value, &text)
                                                        : pc_promote_request_encode(value, &text);
    if (status != PC_OK)
        pc_buf_clear(&text);
    *size = text.size;
    return text.data;
}

void tested_free(enum codec_message message, void *value) {
    if (message == CODEC_DEPLOYMENT)
        pc_deployment_clear(value);
    else
        pc_promote_request_clear(value);
    free(value);
}

void tested_free_text(char *text) {
    free(text);
}
