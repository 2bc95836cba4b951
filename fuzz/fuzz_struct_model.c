/* Any legal struct can be said: bytes become a struct, whose text is one that the contract takes (U+0000
 * aside, which only lenient mode takes) and that decodes to the same struct. */
#include "contract_answer.h"
#include "message_of_bytes.h"
#include "support.h"

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
    deployment_of_bytes(from, &made);
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
    promote_request_of_bytes(from, &made);
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
