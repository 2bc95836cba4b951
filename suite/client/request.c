#include "client.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHORT 63u

/* A string of JSON, as this client writes one. */
static enum pc_status write_string(const struct pc_client *client, struct pc_view text, struct pc_buf *out) {
    if (client_on(client, "id-unescaped")) {
        enum pc_status status = pc_buf_append_byte(out, '"');
        if (status == PC_OK)
            status = pc_buf_append(out, text);
        return status == PC_OK ? pc_buf_append_byte(out, '"') : status;
    }
    struct pc_json_writer writer;
    pc_json_writer_init(&writer, out, 0);
    writer.ascii = client_on(client, "body-ascii");
    pc_json_write_string(&writer, text);
    return pc_json_writer_end(&writer);
}

/* What happens to an id on its way. */
static enum pc_status edit_id(const struct pc_client *client, struct pc_view text, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    if (client_on(client, "id-fixed"))
        text = PC_VIEW("w604592");
    if (client_on(client, "id-cut"))
        text = pc_view_slice(text, 0, SHORT);
    if (client_on(client, "id-trimmed"))
        text = pc_view_trim(text);
    if (client_on(client, "id-falsy-replaced") && pc_view_equal_text(text, "0"))
        text = PC_VIEW("default");
    if (client_on(client, "id-percent-encoded"))
        return pc_percent_encode(text, out);
    if (client_on(client, "id-composed"))
        return client_compose(text, out);
    for (size_t i = 0; status == PC_OK && i < text.size; i++) {
        char c = text.data[i];
        if (c == '<' && client_on(client, "id-escaped-for-html"))
            status = pc_buf_append_text(out, "&lt;");
        else
            status = pc_buf_append_byte(
                out, client_on(client, "id-lower-case") ? (char)tolower((unsigned char)c) : c);
    }
    return status;
}

static bool is_digits(struct pc_view text) {
    size_t digits = 0;
    while (digits < text.size && text.data[digits] >= '0' && text.data[digits] <= '9')
        digits++;
    return digits > 0 && digits == text.size;
}

static enum pc_status write_id(const struct pc_client *client, const struct pc_promotion *promotion,
                               struct pc_buf *out) {
    struct pc_buf id;
    pc_buf_init(&id, CLIENT_MAX_TEXT);
    enum pc_status status = edit_id(client, pc_string_view(promotion->request.deployment_id), &id);
    struct pc_view text = pc_buf_view(&id);
    if (client_on(client, "body-id-array") && status == PC_OK)
        status = pc_buf_append_byte(out, '[');
    if (status == PC_OK && client_on(client, "id-as-number") && is_digits(text))
        status = pc_buf_appendf(out, "%ld", strtol(id.data, NULL, 10));
    else if (status == PC_OK)
        status = write_string(client, text, out);
    if (client_on(client, "body-id-array") && status == PC_OK)
        status = pc_buf_append_byte(out, ']');
    pc_buf_clear(&id);
    return status;
}

static enum pc_status write_flag(const struct pc_client *client, const char *name, enum pc_optional_bool flag,
                                 struct pc_buf *out) {
    if (flag == PC_BOOL_ABSENT && client_on(client, "flags-null"))
        return pc_buf_appendf(out, ",\"%s\":null", name);
    if (flag == PC_BOOL_ABSENT && client_on(client, "flags-unset-as-false"))
        flag = PC_BOOL_FALSE;
    if (flag == PC_BOOL_ABSENT && client_on(client, "defaults-sent"))
        flag = PC_BOOL_TRUE;
    bool left_out = flag == PC_BOOL_ABSENT || client_on(client, "flags-ignored") ||
                    (flag == PC_BOOL_FALSE && client_on(client, "flags-false-dropped")) ||
                    (flag == PC_BOOL_TRUE && client_on(client, "true-left-out"));
    const char *quote = client_on(client, "flags-as-strings") ? "\"" : "";
    const char *word = flag == PC_BOOL_TRUE ? "true" : "false";
    return left_out ? PC_OK : pc_buf_appendf(out, ",\"%s\":%s%s%s", name, quote, word, quote);
}

static enum pc_status write_object(const struct pc_client *client, const struct pc_promotion *promotion,
                                   struct pc_buf *out) {
    const struct pc_promote_request *request = &promotion->request;
    bool swapped = client_on(client, "flags-swapped");
    bool pretty = client_on(client, "body-pretty");
    enum pc_status status =
        pc_buf_append_text(out, pretty ? "{\n  \"deployment_id\" : " : "{\"deployment_id\":");
    if (client_on(client, "body-without-id")) {
        out->size = 0;
        status = pc_buf_append_text(out, "{\"x\":1");
    } else if (status == PC_OK) {
        status = write_id(client, promotion, out);
    }
    if (status == PC_OK && client_on(client, "body-duplicate-key"))
        status = pc_buf_append_text(out, ",\"deployment_id\":\"w604592\"");
    if (status == PC_OK)
        status = write_flag(
            client, "scale_down_previous_deployment",
            swapped ? request->preserve_env_instance_type : request->scale_down_previous_deployment, out);
    if (status == PC_OK)
        status = write_flag(
            client, "preserve_env_instance_type",
            swapped ? request->scale_down_previous_deployment : request->preserve_env_instance_type, out);
    if (status == PC_OK && client_on(client, "key-in-body"))
        status = pc_buf_appendf(out, ",\"api_key\":\"%s\"", promotion->key);
    if (status == PC_OK && client_on(client, "body-extra-member"))
        status = pc_buf_append_text(out, ",\"client\":{\"name\":\"x\"}");
    if (status == PC_OK && client_on(client, "body-lone-surrogate"))
        status = pc_buf_append_text(out, ",\"client\":\"\\ud800\"");
    if (status == PC_OK && client_on(client, "body-trailing-comma"))
        status = pc_buf_append_byte(out, ',');
    return status == PC_OK ? pc_buf_append_text(out, pretty ? "\n}\n" : "}") : status;
}

static void to_latin1(struct pc_buf *text) {
    size_t to = 0;
    for (size_t i = 0; i < text->size; i++, to++) {
        unsigned char byte = (unsigned char)text->data[i];
        bool pair = (byte == 0xC2 || byte == 0xC3) && i + 1 < text->size;
        text->data[to] =
            pair ? (char)(((byte & 3) << 6) | ((unsigned char)text->data[i + 1] & 0x3F)) : text->data[i];
        i += pair;
    }
    text->size = to;
}

static enum pc_status write_body(const struct pc_client *client, const struct pc_promotion *promotion,
                                 struct pc_buf *out) {
    if (client_on(client, "body-missing"))
        return PC_OK;
    if (client_on(client, "body-form"))
        return pc_buf_append_text(out, "deployment_id=w604592");
    enum pc_status status = write_object(client, promotion, out);
    if (client_on(client, "body-latin1") || client_on(client, "id-latin1"))
        to_latin1(out);
    struct pc_buf inner;
    pc_buf_init(&inner, CLIENT_MAX_TEXT);
    if (status == PC_OK && (client_on(client, "body-bom") || client_on(client, "body-wrapped"))) {
        status = pc_buf_append(&inner, pc_buf_view(out));
        pc_buf_reset(out);
        bool wrapped = client_on(client, "body-wrapped");
        if (status == PC_OK)
            status = pc_buf_append_text(out, wrapped ? "{\"request\":" : "\357\273\277");
        if (status == PC_OK)
            status = pc_buf_append(out, pc_buf_view(&inner));
        if (status == PC_OK && wrapped)
            status = pc_buf_append_byte(out, '}');
    }
    pc_buf_clear(&inner);
    return status;
}

static enum pc_status write_target(const struct pc_client *client, const struct pc_promotion *promotion,
                                   const struct pc_url *url, struct pc_buf *out) {
    bool swapped = client_on(client, "path-swapped");
    struct pc_view environment = client_on(client, "path-environment-fixed") ? PC_VIEW("production")
                                 : swapped                                   ? promotion->model
                                                                             : promotion->environment;
    enum pc_status status =
        pc_buf_appendf(out, "%s%s/models/", url->prefix, client_on(client, "path-without-v1") ? "" : "/v1");
    if (status == PC_OK)
        status = client_write_segment(client, swapped ? promotion->environment : promotion->model, out);
    if (status == PC_OK)
        status = pc_buf_append_text(out, "/environments/");
    if (status == PC_OK)
        status = client_write_segment(client, environment, out);
    if (status == PC_OK)
        status = pc_buf_append_text(out, "/promote");
    if (status == PC_OK && client_on(client, "key-in-query"))
        status = pc_buf_appendf(out, "?api_key=%s", promotion->key);
    return status;
}

static enum pc_status write_field(const struct pc_client *client, const char *name, const char *value,
                                  struct pc_buf *out) {
    char spelled[64];
    size_t i = 0;
    for (; name[i] != '\0' && i + 1 < sizeof spelled; i++)
        spelled[i] = client_on(client, "fields-lower-case") ? (char)tolower((unsigned char)name[i]) : name[i];
    spelled[i] = '\0';
    return pc_buf_appendf(out, "%s: %s\r\n", spelled, value);
}

static enum pc_status write_authorization(const struct pc_client *client,
                                          const struct pc_promotion *promotion, struct pc_buf *out) {
    const char *scheme = client_on(client, "auth-bearer")         ? "Bearer"
                         : client_on(client, "auth-apikey")       ? "ApiKey"
                         : client_on(client, "auth-both-schemes") ? "Bearer Api-Key"
                         : client_on(client, "auth-two-spaces")   ? "Api-Key "
                                                                  : "Api-Key";
    const char *quote = client_on(client, "auth-key-quoted") ? "\"" : "";
    char value[512];
    if (client_on(client, "auth-missing"))
        return PC_OK;
    snprintf(value, sizeof value, "%s %s%s%s", scheme, quote, promotion->key, quote);
    for (char *c = value; client_on(client, "auth-key-lower-case") && *c != '\0'; c++)
        *c = c > value + 7 ? (char)tolower((unsigned char)*c) : *c;
    enum pc_status status = write_field(client, "Authorization", value, out);
    return status == PC_OK && client_on(client, "auth-twice")
               ? write_field(client, "Authorization", value, out)
               : status;
}

static enum pc_status write_own_fields(const struct pc_client *client, const struct pc_promotion *promotion,
                                       struct pc_buf *out) {
    const struct {
        const char *when;
        const char *name;
        const char *value;
    } fields[] = {
        {"key-in-header", "X-Api-Key", promotion->key},
        {"connection-close", "Connection", "close"},
        {"expects-continue", "Expect", "100-continue"},
        {"waits-for-continue", "Expect", "100-continue"},
        {"says-gzip", "Content-Encoding", "gzip"},
        {"asks-for-gzip", "Accept-Encoding", "gzip"},
        {"fields-extra", "Accept", "*/*"},
        {"fields-extra", "User-Agent", "reference/1 (promotecheck)"},
        {"fields-extra", "X-Stainless-Retry-Count", "0"},
        {"fields-extra", "Accept-Encoding", "identity"},
    };
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < sizeof fields / sizeof fields[0]; i++) {
        if (client_on(client, fields[i].when))
            status = write_field(client, fields[i].name, fields[i].value, out);
    }
    return status;
}

static enum pc_status write_head(const struct pc_client *client, const struct pc_promotion *promotion,
                                 const struct pc_url *url, struct pc_buf *out) {
    const char *type = client_on(client, "content-type-form") ? "application/x-www-form-urlencoded"
                       : client_on(client, "request-charset") ? "application/json; charset=utf-8"
                                                              : "application/json";
    enum pc_status status = PC_OK;
    char host[320];
    snprintf(host, sizeof host, "%s", url->authority);
    if (client_on(client, "host-without-port"))
        host[strcspn(host, ":")] = '\0';
    if (!client_on(client, "host-missing"))
        status = write_field(client, "Host", host, out);
    if (status == PC_OK && client_on(client, "host-twice"))
        status = write_field(client, "Host", url->authority, out);
    if (status == PC_OK)
        status = write_authorization(client, promotion, out);
    if (status == PC_OK && client_on(client, "content-type-twice"))
        status = write_field(client, "Content-Type", type, out);
    const struct pc_promote_request *request = &promotion->request;
    bool flagged = request->scale_down_previous_deployment != PC_BOOL_ABSENT ||
                   request->preserve_env_instance_type != PC_BOOL_ABSENT;
    if (status == PC_OK && !client_on(client, "content-type-missing") &&
        !(flagged && client_on(client, "fields-lost-with-flags")))
        status = write_field(client, "Content-Type", type, out);
    return status == PC_OK ? write_own_fields(client, promotion, out) : status;
}

static enum pc_status write_framed(const struct pc_client *client, struct pc_view body, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    bool both = client_on(client, "length-and-chunked");
    bool chunked = client_on(client, "request-chunked") || both;
    if (!chunked || both)
        status = pc_buf_appendf(out, "Content-Length: %zu\r\n", body.size);
    if (chunked && status == PC_OK)
        status = pc_buf_appendf(out, "Transfer-Encoding: chunked\r\n\r\n%zx\r\n%.*s\r\n0\r\n\r\n", body.size,
                                (int)body.size, body.data);
    else if (status == PC_OK)
        status = pc_buf_append_text(out, "\r\n");
    return status == PC_OK && !chunked ? pc_buf_append(out, body) : status;
}

static void drop_carriage_returns(struct pc_buf *text) {
    size_t to = 0;
    for (size_t i = 0; i < text->size; i++) {
        if (text->data[i] != '\r')
            text->data[to++] = text->data[i];
    }
    text->size = to;
}

enum pc_status client_write_request(const struct pc_client *client, const struct pc_promotion *promotion,
                                    const struct pc_url *url, const char *target, struct pc_buf *out) {
    struct pc_buf body;
    pc_buf_init(&body, CLIENT_MAX_TEXT);
    enum pc_status status = write_body(client, promotion, &body);
    if (status == PC_OK && client_on(client, "blank-line-first"))
        status = pc_buf_append_text(out, "\r\n");
    if (status == PC_OK)
        status = pc_buf_append_text(out, client_on(client, "method-put") ? "PUT " : "POST ");
    if (status == PC_OK)
        status = target != NULL ? pc_buf_append_text(out, target) : write_target(client, promotion, url, out);
    if (status == PC_OK)
        status = pc_buf_append_text(out, " HTTP/1.1\r\n");
    if (status == PC_OK)
        status = write_head(client, promotion, url, out);
    if (status == PC_OK)
        status = write_framed(client, pc_buf_view(&body), out);
    if (client_on(client, "bare-lf"))
        drop_carriage_returns(out);
    pc_buf_clear(&body);
    return status;
}
