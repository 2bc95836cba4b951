/* Which requests are passed on. */
#include "head.h"

static const struct {
    unsigned status;
    const char *words;
} refusals[] = {
#define REFUSAL(name, status, words) [PC_PROXY_REFUSED_##name] = {status, words},
    PC_PROXY_REFUSAL_LIST(REFUSAL)
#undef REFUSAL
};

unsigned pc_proxy_refusal_status(enum pc_proxy_refusal refusal) {
    return refusals[refusal].status;
}

const char *pc_proxy_refusal_words(enum pc_proxy_refusal refusal) {
    return refusals[refusal].words;
}

size_t pc_proxy_head_size(struct pc_view bytes, size_t *scanned) {
    /* `scanned` stands at the beginning of a line; an empty one in front of the head belongs to it. */
    while (*scanned < bytes.size) {
        struct pc_view rest = pc_view_slice(bytes, *scanned, bytes.size);
        size_t end = pc_view_find(rest, PC_VIEW("\n"));
        if (end == rest.size)
            return 0;
        bool empty = end == 0 || (end == 1 && rest.data[0] == '\r');
        bool first = true;
        for (size_t i = 0; i < *scanned && first; i++)
            first = bytes.data[i] == '\r' || bytes.data[i] == '\n';
        *scanned += end + 1;
        if (empty && !first)
            return *scanned;
    }
    return 0;
}

/* The authority of an absolute URL; false for another target. */
static bool read_authority(struct pc_view target, struct pc_view *authority, struct pc_view *path) {
    struct pc_view scheme = PC_VIEW("http://");
    struct pc_view secure = PC_VIEW("https://");
    bool is_secure = pc_view_equal_nocase(pc_view_slice(target, 0, secure.size), secure);
    if (!is_secure && !pc_view_equal_nocase(pc_view_slice(target, 0, scheme.size), scheme))
        return false;
    struct pc_view rest = pc_view_slice(target, is_secure ? secure.size : scheme.size, target.size);
    size_t slash = pc_view_find(rest, PC_VIEW("/"));
    size_t query = pc_view_find(rest, PC_VIEW("?"));
    size_t end = slash < query ? slash : query;
    *authority = pc_view_slice(rest, 0, end);
    *path = pc_view_slice(rest, end, rest.size);
    return authority->size > 0;
}

bool pc_proxy_leads_to(struct pc_view target, const char *authority) {
    struct pc_view seen;
    struct pc_view path;
    return read_authority(target, &seen, &path) && pc_view_equal_nocase(seen, pc_view_of(authority));
}

struct pc_view pc_proxy_path(struct pc_view target) {
    struct pc_view authority;
    struct pc_view path;
    if (!read_authority(target, &authority, &path))
        return target;
    return path.size == 0 ? PC_VIEW("/") : path;
}

static enum pc_proxy_refusal judge_target(const struct pc_http_message *request,
                                          const struct pc_proxy_places *places) {
    struct pc_view target = request->target;
    struct pc_view authority;
    struct pc_view path;
    if (pc_view_starts_with(target, PC_VIEW("/")))
        return PC_PROXY_REFUSED_NONE;
    if (pc_view_equal_text(target, "*"))
        return pc_view_equal_text(request->method, "OPTIONS") ? PC_PROXY_REFUSED_NONE
                                                              : PC_PROXY_REFUSED_BAD_TARGET;
    /* A path that begins with its query would grow into the upstream's own. */
    if (!read_authority(target, &authority, &path) || pc_view_starts_with(path, PC_VIEW("?")))
        return PC_PROXY_REFUSED_BAD_TARGET;
    bool known = pc_proxy_leads_to(target, places->upstream->authority) ||
                 pc_proxy_leads_to(target, places->own[0]) || pc_proxy_leads_to(target, places->own[1]);
    return known ? PC_PROXY_REFUSED_NONE : PC_PROXY_REFUSED_MISDIRECTED;
}

/* Whether the transfer coding is chunked alone, or there is none. */
static bool has_plain_coding(const struct pc_http_message *message) {
    size_t count = pc_http_field_count(message, "Transfer-Encoding");
    return count == 0 ||
           (count == 1 &&
            pc_view_equal_nocase(pc_http_field_value(message, "Transfer-Encoding"), PC_VIEW("chunked")));
}

enum pc_proxy_refusal pc_proxy_refuse(const struct pc_http_message *request,
                                      const struct pc_proxy_places *places) {
    if (request->progress == PC_HTTP_GARBLED && request->defect_count > 0) {
        enum pc_http_defect_kind why = request->defects[0].kind;
        if (why == PC_HTTP_HEAD_TOO_LARGE || why == PC_HTTP_TOO_MANY_FIELDS)
            return PC_PROXY_REFUSED_TOO_LARGE;
        return why == PC_HTTP_BAD_TRANSFER_CODING && !has_plain_coding(request)
                   ? PC_PROXY_REFUSED_UNKNOWN_CODING
                   : PC_PROXY_REFUSED_UNREADABLE;
    }
    /* RFC 9112 section 11.2: whoever behind us reads such a head otherwise gets another request. */
    if (request->defect_count > 0)
        return PC_PROXY_REFUSED_AMBIGUOUS;
    if (pc_view_equal_text(request->method, "CONNECT"))
        return PC_PROXY_REFUSED_NO_TUNNEL;
    size_t hosts = pc_http_field_count(request, "Host");
    if (hosts > 1 || (hosts == 0 && request->version_minor > 0))
        return PC_PROXY_REFUSED_BAD_HOST;
    if (!has_plain_coding(request))
        return PC_PROXY_REFUSED_UNKNOWN_CODING;
    return judge_target(request, places);
}

bool pc_proxy_response_is_plain(const struct pc_http_message *response) {
    return response->progress != PC_HTTP_GARBLED && response->status != 101 && has_plain_coding(response);
}
