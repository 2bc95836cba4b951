#include "http_internal.h"

/* The reason phrases of RFC 9110 section 15, and of the statuses that other documents add. */
static const struct {
    unsigned status;
    const char *reason;
} reasons[] = {
    {100, "Continue"},
    {101, "Switching Protocols"},
    {102, "Processing"},
    {103, "Early Hints"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {203, "Non-Authoritative Information"},
    {204, "No Content"},
    {205, "Reset Content"},
    {206, "Partial Content"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {425, "Too Early"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {511, "Network Authentication Required"},
};

const char *pc_http_reason(unsigned status) {
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (reasons[i].status == status)
            return reasons[i].reason;
    }
    return "";
}

/* All behind the start line. */
static enum pc_status write_rest(struct pc_buf *out, const struct pc_http_header *headers,
                                 size_t header_count, bool with_length, struct pc_view body) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; i < header_count && status == PC_OK; i++)
        status = pc_buf_appendf(out, "%s: %s\r\n", headers[i].name, headers[i].value);
    if (status == PC_OK && with_length)
        status = pc_buf_appendf(out, "Content-Length: %zu\r\n", body.size);
    if (status == PC_OK)
        status = pc_buf_append_text(out, "\r\n");
    if (status == PC_OK)
        status = pc_buf_append(out, body);
    return status;
}

/* Half a message is none: takes back what was appended where `status` is not PC_OK. */
static enum pc_status settle(struct pc_buf *out, size_t before, enum pc_status status) {
    if (status != PC_OK && out->size > before) {
        out->size = before;
        out->data[before] = '\0';
    }
    return status;
}

enum pc_status pc_http_write_request(struct pc_buf *out, const char *method, const char *target,
                                     const struct pc_http_header *headers, size_t header_count,
                                     bool with_length, struct pc_view body) {
    size_t before = out->size;
    enum pc_status status = pc_buf_appendf(out, "%s %s HTTP/1.1\r\n", method, target);
    if (status == PC_OK)
        status = write_rest(out, headers, header_count, with_length, body);
    return settle(out, before, status);
}

enum pc_status pc_http_write_response(struct pc_buf *out, unsigned status,
                                      const struct pc_http_header *headers, size_t header_count,
                                      bool with_length, struct pc_view body) {
    size_t before = out->size;
    enum pc_status result = pc_buf_appendf(out, "HTTP/1.1 %u %s\r\n", status, pc_http_reason(status));
    if (result == PC_OK)
        result = write_rest(out, headers, header_count, with_length, body);
    return settle(out, before, result);
}
