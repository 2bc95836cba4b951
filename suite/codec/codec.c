#include "shape.h"

enum pc_status pc_deployment_decode(struct pc_view json, enum pc_codec_mode mode, struct pc_deployment *out,
                                    enum pc_codec_verdict *verdict, struct pc_codec_refusal *refusal) {
    struct pc_deployment decoded = {0};
    enum pc_status status = codec_decode(&codec_deployment_shape, json, mode, &decoded, verdict, refusal);
    /* Only now: `json` may lie within the old value. */
    pc_deployment_clear(out);
    *out = decoded;
    return status;
}

enum pc_status pc_promote_request_decode(struct pc_view json, enum pc_codec_mode mode,
                                         struct pc_promote_request *out, enum pc_codec_verdict *verdict,
                                         struct pc_codec_refusal *refusal) {
    struct pc_promote_request decoded = {0};
    enum pc_status status =
        codec_decode(&codec_promote_request_shape, json, mode, &decoded, verdict, refusal);
    pc_promote_request_clear(out);
    *out = decoded;
    return status;
}

enum pc_status pc_deployment_encode(const struct pc_deployment *deployment, struct pc_buf *out) {
    return codec_encode(&codec_deployment_shape, deployment, out);
}

enum pc_status pc_promote_request_encode(const struct pc_promote_request *request, struct pc_buf *out) {
    return codec_encode(&codec_promote_request_shape, request, out);
}

void pc_deployment_clear(struct pc_deployment *deployment) {
    if (deployment != NULL)
        codec_clear(&codec_deployment_shape, deployment);
}

void pc_promote_request_clear(struct pc_promote_request *request) {
    if (request != NULL)
        codec_clear(&codec_promote_request_shape, request);
}

enum pc_status pc_deployment_copy(struct pc_deployment *to, const struct pc_deployment *from) {
    struct pc_deployment copy = {0};
    enum pc_status status = codec_copy(&codec_deployment_shape, &copy, from);
    if (status != PC_OK)
        return status;
    /* Only now: `to` may be `from`. */
    pc_deployment_clear(to);
    *to = copy;
    return PC_OK;
}

bool pc_deployment_equal(const struct pc_deployment *a, const struct pc_deployment *b) {
    return codec_equal(&codec_deployment_shape, a, b);
}

bool pc_promote_request_equal(const struct pc_promote_request *a, const struct pc_promote_request *b) {
    return codec_equal(&codec_promote_request_shape, a, b);
}
