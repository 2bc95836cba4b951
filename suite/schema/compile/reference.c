/* What a reference leads to (core, section 8.2): a resource by its URI, then an anchor or a JSON Pointer in
 * it. */
#include "resources.h"

#include "keywords.h"

#define SHOWN_BYTES 200

static int shown(struct pc_view text) {
    return text.size > SHOWN_BYTES ? SHOWN_BYTES : (int)text.size;
}

static enum pc_status leads_nowhere(struct pc_compiler *compiler, struct pc_json_value reference,
                                    struct pc_view text) {
    return pc_compile_fail(compiler, PC_MALFORMED, reference, "the reference leads nowhere: %.*s",
                           shown(text), text.data);
}

static enum pc_status find_resource(struct pc_compiler *compiler, struct pc_json_value reference,
                                    struct pc_view text, uint32_t *resource) {
    struct pc_buf uri;
    *resource = compiler->resource;
    if (text.size == 0 || text.data[0] == '#')
        return PC_OK;
    pc_buf_init(&uri, PC_URI_MAX_SIZE);
    enum pc_status status = pc_uri_resolve(compiler->schema->resources[compiler->resource].uri, text, &uri);
    if (status == PC_OK)
        status = pc_resources_find(compiler, pc_buf_view(&uri), resource);
    if (status == PC_NOT_FOUND)
        status =
            pc_compile_fail(compiler, PC_NOT_FOUND, reference,
                            "the reference leads to a document that is not here: %.*s; nothing is fetched, "
                            "it must be in the registry",
                            shown(pc_buf_view(&uri)), uri.data);
    else if (status == PC_LIMIT)
        pc_compile_fail(compiler, PC_LIMIT, reference, "a URI of more than %u bytes", PC_URI_MAX_SIZE);
    pc_buf_clear(&uri);
    return status;
}

static enum pc_status find_fragment(struct pc_compiler *compiler, struct pc_json_value reference,
                                    struct pc_view text, uint32_t resource, struct pc_reference *out) {
    struct pc_buf fragment;
    pc_buf_init(&fragment, PC_JSON_HARD_MAX_SIZE);
    enum pc_status status = pc_percent_decode(pc_uri_split(text).fragment, &fragment);
    struct pc_view name = pc_buf_view(&fragment);
    if (status == PC_MALFORMED) {
        status = pc_compile_fail(compiler, PC_MALFORMED, reference, "a bad percent escape in the reference");
    } else if (status != PC_OK) {
        status = pc_compile_no_memory(compiler);
    } else if (name.size == 0 || name.data[0] == '/') {
        out->value = pc_json_pointer_get(compiler->schema->resources[resource].root, name);
    } else {
        const struct pc_anchor *anchor = pc_resources_anchor(compiler, resource, name);
        if (anchor) {
            out->value = anchor->value;
            out->name = anchor->name;
            out->dynamic = anchor->dynamic;
        }
    }
    pc_buf_clear(&fragment);
    if (status == PC_OK && !pc_json_exists(out->value))
        return leads_nowhere(compiler, reference, text);
    return status;
}

enum pc_status pc_reference_resolve(struct pc_compiler *compiler, struct pc_json_value reference,
                                    struct pc_reference *out) {
    struct pc_view text;
    uint32_t resource;
    *out = (struct pc_reference){0};
    enum pc_status status = pc_compile_want(compiler, reference, PC_JSON_STRING, "a URI reference");
    if (status == PC_OK)
        status = pc_compile_unescape(compiler, reference, &text);
    if (status == PC_OK)
        status = find_resource(compiler, reference, text, &resource);
    if (status == PC_OK)
        status = find_fragment(compiler, reference, text, resource, out);
    /* Where no keyword leads (an OpenAPI document, an unknown keyword) nothing was scanned yet. */
    if (status == PC_OK && !pc_resources_place(compiler, out->value))
        status = pc_resources_scan(compiler, out->value, resource);
    return status;
}
