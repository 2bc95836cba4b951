/* Citations: where a finding points, and what stands there in our words. */
#include "spec.h"

#include <string.h>

/* Where the embedded document, and so requirements.json, has what another document may have elsewhere. */
#define EMBEDDED_OPERATION "#/paths/~1v1~1models~1{model_id}~1environments~1{env_name}~1promote/post"
#define EMBEDDED_REQUEST   "#/components/schemas/PromoteToEnvironmentRequestV1"
#define EMBEDDED_RESPONSE  "#/components/schemas/DeploymentV1"

/* The places that depend on the document. */
struct landmark {
    const char *name;
    const char *embedded;
    const char *(*pointer)(const struct pc_spec *spec);
};

static const struct landmark landmarks[] = {
    {"@operation", EMBEDDED_OPERATION, pc_spec_operation_pointer},
    {"@request", EMBEDDED_REQUEST, pc_spec_request_schema_pointer},
    {"@response", EMBEDDED_RESPONSE, pc_spec_response_schema_pointer},
};
#define LANDMARK_COUNT (sizeof landmarks / sizeof landmarks[0])

/* What follows `base` in `text`: true for the place itself and for what lies below it. */
static bool below(struct pc_view text, const char *base, struct pc_view *rest) {
    struct pc_view prefix = pc_view_of(base);
    *rest = pc_view_slice(text, prefix.size, text.size);
    return pc_view_starts_with(text, prefix) && (rest->size == 0 || rest->data[0] == '/');
}

static enum pc_status walk_from(const struct pc_spec *spec, const char *base, struct pc_view rest,
                                struct pc_buf *out) {
    struct pc_spec_place place;
    pc_spec_place_init(&place, spec->document);
    enum pc_status status = pc_spec_place_walk(spec, &place, pc_view_of(base + 1), NULL);
    if (status == PC_OK)
        status = pc_spec_place_walk(spec, &place, rest, NULL);
    if (status == PC_OK)
        status = pc_buf_append_text(out, "spec:#");
    if (status == PC_OK)
        status = pc_buf_append(out, pc_buf_view(&place.pointer));
    pc_spec_place_clear(&place);
    return status == PC_MALFORMED ? PC_NOT_FOUND : status;
}

enum pc_status pc_spec_cite(const struct pc_spec *spec, const char *citation, struct pc_buf *out) {
    struct pc_view text = pc_view_of(citation);
    struct pc_view rest;
    if (!pc_view_starts_with(text, PC_VIEW("spec:@")))
        return pc_buf_append(out, text);
    text = pc_view_slice(text, sizeof "spec:" - 1, text.size);
    for (size_t i = 0; i < LANDMARK_COUNT; i++) {
        if (below(text, landmarks[i].name, &rest))
            return walk_from(spec, landmarks[i].pointer(spec), rest, out);
    }
    return PC_NOT_FOUND;
}

/* Nothing where several requirements share the source, as those do that rest on a page as a whole. */
static enum pc_status requirement_words(const struct pc_spec *spec, struct pc_view source,
                                        struct pc_buf *out) {
    const char *words = NULL;
    for (size_t i = 0; i < spec->requirement_count; i++) {
        if (!pc_view_equal_text(source, spec->requirements[i].source))
            continue;
        if (words != NULL)
            return PC_NOT_FOUND;
        words = spec->requirements[i].words;
    }
    return words == NULL ? PC_NOT_FOUND : pc_buf_append_text(out, words);
}

/* requirements.json speaks of the embedded document's places: `source` as it would stand there. */
static enum pc_status as_embedded(const struct pc_spec *spec, struct pc_view source, struct pc_buf *out) {
    struct pc_view pointer = pc_view_slice(source, sizeof "spec:" - 1, source.size);
    struct pc_view rest;
    for (size_t i = 0; i < LANDMARK_COUNT; i++) {
        if (!below(pointer, landmarks[i].pointer(spec), &rest))
            continue;
        enum pc_status status = pc_buf_appendf(out, "spec:%s", landmarks[i].embedded);
        return status == PC_OK ? pc_buf_append(out, rest) : status;
    }
    return pc_buf_append(out, source);
}

static enum pc_status spec_words(const struct pc_spec *spec, const char *citation, struct pc_buf *out) {
    struct pc_buf cite = {.limit = PC_SPEC_MAX_POINTER};
    struct pc_buf source = {.limit = PC_SPEC_MAX_POINTER};
    enum pc_status status = pc_spec_cite(spec, citation, &cite);
    if (status != PC_OK)
        goto cleanup;
    struct pc_view view = pc_buf_view(&cite);
    struct pc_view rest;
    /* What the operation says is no schema keyword, though some are spelled alike. */
    bool of_operation =
        below(pc_view_slice(view, sizeof "spec:" - 1, view.size), pc_spec_operation_pointer(spec), &rest);
    status = of_operation ? PC_NOT_FOUND
                          : pc_spec_sentence(spec, pc_view_slice(view, sizeof "spec:" - 1, view.size), out);
    if (status != PC_NOT_FOUND)
        goto cleanup;
    status = as_embedded(spec, view, &source);
    if (status == PC_OK)
        status = requirement_words(spec, pc_buf_view(&source), out);

cleanup:
    pc_buf_clear(&cite);
    pc_buf_clear(&source);
    return status;
}

enum pc_status pc_spec_words(const struct pc_spec *spec, const char *citation, struct pc_buf *out) {
    if (strncmp(citation, "spec:", sizeof "spec:" - 1) == 0)
        return spec_words(spec, citation, out);
    return requirement_words(spec, pc_view_of(citation), out);
}
