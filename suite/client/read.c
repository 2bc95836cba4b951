/* The body of an answer: what is refused, and what is held. */
#include "hold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PATH 128
/* So deep some readers recurse too far, and so deep some writers do that have a reader which does not. */
#define DEEP      1000
#define VERY_DEEP 4096

enum pc_status client_invent(struct pc_buf *out) {
    return pc_buf_append_text(
        out, "{\"id\":\"\",\"created_at\":\"0001-01-01T00:00:00Z\",\"name\":\"\",\"model_id\":\"\","
             "\"is_production\":false,\"is_development\":false,\"status\":\"BUILDING\","
             "\"active_replica_count\":0,\"autoscaling_settings\":null,\"instance_type_name\":null,"
             "\"environment\":null}");
}

static bool has_escaped_key(struct pc_json_value object) {
    for (struct pc_json_value member = pc_json_first(object); pc_json_exists(member);
         member = pc_json_next(member)) {
        if (pc_json_string_has_escapes(pc_json_key(member)))
            return true;
    }
    return false;
}

/* What this client refuses of a whole answer though it is right. */
static bool refuses_document(const struct pc_client *client, struct pc_json_value root, struct pc_view body) {
    struct pc_json_value settings = pc_json_get_text(root, "autoscaling_settings");
    bool lacks_optional = pc_json_type(settings) == PC_JSON_OBJECT &&
                          !pc_json_exists(pc_json_get_text(settings, "target_in_flight_tokens"));
    return client_on(client, "refuses-everything") ||
           (client_on(client, "refuses-extra-members") &&
            (pc_json_count(root) > 11 ||
             (pc_json_type(settings) == PC_JSON_OBJECT && pc_json_count(settings) > 7))) ||
           (client_on(client, "demands-key-order") &&
            !pc_json_string_equal(pc_json_key(pc_json_first(root)), PC_VIEW("id"))) ||
           (client_on(client, "demands-compact") && body.data[0] != '{') ||
           (client_on(client, "demands-plain-keys") && has_escaped_key(root)) ||
           (client_on(client, "demands-optional") && lacks_optional);
}

static size_t count_arrays(struct pc_view body) {
    size_t count = 0;
    for (size_t i = 0; i < body.size; i++)
        count += body.data[i] == '[';
    return count;
}

/* As a program ends that does not catch its reader's exception, or its writer's. */
static void exit_if_told(const struct pc_client *client, size_t arrays) {
    if ((client_on(client, "exits-on-depth") && arrays >= DEEP) ||
        (client_on(client, "exits-on-great-depth") && arrays >= VERY_DEEP))
        _Exit(EXIT_FAILURE);
}

static void crash_if_told(const struct pc_client *client, const struct pc_json_doc *doc, size_t arrays) {
    if ((client_on(client, "crashes-on-surrogate") && pc_json_doc_has_remark(doc, PC_JSON_LONE_SURROGATE)) ||
        (client_on(client, "crashes-on-duplicate") && pc_json_doc_has_remark(doc, PC_JSON_DUPLICATE_KEY)) ||
        (client_on(client, "crashes-on-depth") && arrays >= DEEP))
        abort();
}

/* Faults, and liberties, of clients that do not read strictly. */
static bool is_lenient(const struct pc_client *client) {
    static const char *const names[] = {"missing-as-zero",
                                        "bad-null-as-zero",
                                        "wrong-type-as-zero",
                                        "zero-for-too-large",
                                        "unknown-status-as-active",
                                        "unknown-status-crashes",
                                        "status-ignores-case",
                                        "now-for-bad-time",
                                        "hands-on",
                                        "status-as-text",
                                        "status-unknown-word",
                                        "crashes-on-surrogate",
                                        "status-trimmed",
                                        "words-as-zero",
                                        "cuts-fractions",
                                        "truth-of-anything",
                                        "text-of-anything"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (client_on(client, names[i]))
            return true;
    }
    return false;
}

static enum pc_status hold_member(const struct pc_client *client, const struct pc_promotion *promotion,
                                  const struct client_member *member, struct pc_json_value object,
                                  struct pc_buf *out, bool *accepted) {
    const char *slash = strchr(member->path, '/');
    const char *name = slash != NULL ? slash + 1 : member->path;
    struct pc_json_value value = pc_json_get_text(object, name);
    if (!pc_json_exists(value) && (member->optional || client_on(client, "hands-on")) &&
        !client_on(client, "missing-as-zero"))
        return PC_OK;
    if (pc_json_type(value) == PC_JSON_NULL && client_on(client, "drops-nulls"))
        return PC_OK;
    enum pc_status status =
        pc_buf_appendf(out, "%s\"%s\":", out->data[out->size - 1] == '{' ? "" : ",", name);
    if (status == PC_OK && strcmp(name, "id") == 0 && client_on(client, "holds-requested-id"))
        return pc_json_quote(out, pc_string_view(promotion->request.deployment_id));
    bool good = true;
    if (status == PC_OK)
        status = client_hold_value(client, member, value, out, &good);
    *accepted &= good;
    return status;
}

static enum pc_status hold_members(const struct pc_client *client, const struct pc_promotion *promotion,
                                   struct pc_json_value object, bool deep, struct pc_buf *out,
                                   bool *accepted) {
    enum pc_status status = pc_buf_append_byte(out, '{');
    for (size_t i = 0; status == PC_OK && i < client_member_count; i++) {
        const struct client_member *member = &client_members[i];
        struct pc_json_value value = pc_json_get_text(object, member->path);
        if ((strchr(member->path, '/') != NULL) != deep)
            continue;
        if (member->kind == SETTINGS && pc_json_type(value) == PC_JSON_OBJECT &&
            !client_on(client, "loses-autoscaling_settings")) {
            status =
                pc_buf_appendf(out, "%s\"%s\":", out->data[out->size - 1] == '{' ? "" : ",", member->path);
            if (status == PC_OK)
                status = hold_members(client, promotion, value, true, out, accepted);
        } else {
            status = hold_member(client, promotion, member, object, out, accepted);
        }
    }
    return status == PC_OK ? pc_buf_append_byte(out, '}') : status;
}

static bool strictly_read(struct pc_view body) {
    struct pc_deployment deployment = {0};
    enum pc_codec_verdict verdict = PC_REFUSED;
    bool read = pc_deployment_decode(body, PC_CODEC_STRICT, &deployment, &verdict, NULL) == PC_OK &&
                verdict == PC_DECODED;
    pc_deployment_clear(&deployment);
    return read;
}

/* The number 0 for each NaN. */
static enum pc_status replace_nan(struct pc_view body, struct pc_buf *out) {
    size_t at = pc_view_find(body, PC_VIEW("NaN"));
    enum pc_status status = pc_buf_append(out, pc_view_slice(body, 0, at));
    if (status == PC_OK && at < body.size)
        status = pc_buf_append_byte(out, '0');
    return status == PC_OK ? pc_buf_append(out, pc_view_slice(body, at + 3, body.size)) : status;
}

enum pc_status client_read_deployment(const struct pc_client *client, const struct pc_promotion *promotion,
                                      struct pc_view body, struct pc_buf *out, bool *accepted) {
    const struct pc_json_doc *doc = NULL;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    struct pc_buf edited;
    pc_buf_init(&edited, CLIENT_MAX_TEXT);
    enum pc_status status = reader == NULL ? PC_NO_MEMORY : PC_OK;
    if (status == PC_OK && client_on(client, "zero-for-nan")) {
        status = replace_nan(body, &edited);
        body = pc_buf_view(&edited);
    }
    if (status == PC_OK)
        status = pc_json_read(reader, body, &doc, NULL);
    *accepted = false;
    if (status != PC_OK)
        goto cleanup;
    size_t arrays = count_arrays(body);
    exit_if_told(client, arrays);
    crash_if_told(client, doc, arrays);
    struct pc_json_value root = pc_json_root(doc);
    if (pc_json_type(root) != PC_JSON_OBJECT) {
        enum pc_json_fault_kind kind = pc_json_doc_fault(doc).kind;
        bool empty = client_on(client, "empty-for-garbage");
        *accepted = client_on(client, "invents-for-garbage") || empty ||
                    (kind == PC_JSON_FAULT_UNTERMINATED && client_on(client, "completes-truncated"));
        if (empty)
            status = pc_buf_append_text(out, "{}");
        else if (*accepted)
            status = client_invent(out);
    } else if (!refuses_document(client, root, body) && (is_lenient(client) || strictly_read(body))) {
        *accepted = true;
        status = hold_members(client, promotion, root, false, out, accepted);
    } else if (client_on(client, "invents-for-garbage")) {
        *accepted = true;
        status = client_invent(out);
    }

cleanup:
    pc_json_reader_free(reader);
    pc_buf_clear(&edited);
    return status;
}
