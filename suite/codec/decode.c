/* Text to struct: the strict reader, then the projection, then field by field. */
#include "take.h"

static enum pc_status take_document(struct codec_taking *taking, const struct codec_shape *shape,
                                    const struct pc_json_doc *doc, void *base) {
    struct codec_site root = {"", NULL, pc_json_root(doc)};
    if (!pc_json_doc_valid(doc)) {
        taking->refused = true;
        codec_refuse_fault(taking->refusal, doc);
        return PC_OK;
    }
    /* Every kind of remark is one that strict mode refuses. */
    if (taking->mode == PC_CODEC_STRICT && pc_json_doc_remark_count(doc) > 0) {
        taking->refused = true;
        codec_refuse_remark(taking->refusal, doc);
        return PC_OK;
    }
    if (pc_json_type(root.value) != PC_JSON_OBJECT) {
        taking->refused = true;
        codec_refuse_type(taking->refusal, root, "an object");
        return PC_OK;
    }
    struct codec_projection projection;
    enum pc_status status = codec_project(shape, root.value, &projection);
    taking->projection = &projection;
    if (status == PC_OK)
        status = codec_take(taking, shape, projection.tree, root, base);
    if (status != PC_OK || taking->refused)
        codec_clear(shape, base);
    taking->projection = NULL;
    codec_projection_clear(&projection);
    return status;
}

enum pc_status codec_decode(const struct codec_shape *shape, struct pc_view json, enum pc_codec_mode mode,
                            void *base, enum pc_codec_verdict *verdict, struct pc_codec_refusal *refusal) {
    struct codec_taking taking = {.mode = mode, .refusal = refusal};
    const struct pc_json_doc *doc = NULL;
    *verdict = PC_REFUSED;
    if (refusal != NULL) {
        refusal->pointer[0] = refusal->reason[0] = '\0';
        refusal->place = (struct pc_json_place){0};
    }
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    enum pc_status status = reader == NULL ? PC_NO_MEMORY : pc_json_read(reader, json, &doc, NULL);
    if (status == PC_OK)
        status = take_document(&taking, shape, doc, base);
    if (status == PC_OK && !taking.refused)
        *verdict = PC_DECODED;
    pc_json_reader_free(reader);
    return status;
}
