/* Path to handler: the path is split at its slashes first and decoded segment by segment, so that %2F stays
 * inside. */
#include "call.h"

#include <string.h>

static const struct pc_mock_route routes[] = {
    {"POST", {"v1", "models", "*", "environments", "*", "promote"}, .handle = pc_mock_handle_promote},
    {"GET",
     {"v1", "models", "*", "environments", "*"},
     .handle = pc_mock_handle_environment,
     .observes = true},
    {"GET", {"v1", "models", "*", "deployments", "*"}, .handle = pc_mock_handle_deployment, .observes = true},
    {"GET", {"v1", "models", "*", "deployments"}, .handle = pc_mock_handle_deployments, .observes = true},
};

/* RFC 9112 section 3.2: origin-form, or absolute-form, which a server must accept too. Query and fragment cut
 * off. */
static struct pc_view path_of(struct pc_view target) {
    if (pc_view_starts_with(target, PC_VIEW("http://")) || pc_view_starts_with(target, PC_VIEW("https://"))) {
        size_t host = pc_view_find(target, PC_VIEW("//")) + 2;
        struct pc_view rest = pc_view_slice(target, host, target.size);
        target = pc_view_slice(rest, pc_view_find(rest, PC_VIEW("/")), rest.size);
    }
    return pc_view_slice(target, 0, pc_view_find(target, PC_VIEW("?")));
}

/* Decodes in place: what is decoded is never longer. */
static bool decode_segment(struct pc_mock_call *call, size_t from, size_t to) {
    struct pc_buf decoded;
    pc_buf_init(&decoded, to - from + 1);
    struct pc_view segment = pc_view_slice(pc_buf_view(&call->path), from, to);
    bool good = pc_percent_decode(segment, &decoded) == PC_OK;
    if (good && decoded.size > 0)
        memcpy(call->path.data + from, decoded.data, decoded.size);
    if (good)
        call->segments[call->segment_count++] = (struct pc_view){call->path.data + from, decoded.size};
    pc_buf_clear(&decoded);
    return good;
}

/* false where an escape is malformed. A path of more segments than any route has is left unsplit. */
static bool split(struct pc_mock_call *call) {
    struct pc_view path = pc_buf_view(&call->path);
    size_t slashes = 0;
    for (size_t i = 0; i < path.size; i++)
        slashes += path.data[i] == '/';
    if (path.size == 0 || path.data[0] != '/' || slashes > PC_MOCK_MAX_SEGMENTS)
        return true;
    for (size_t from = 1; from <= path.size;) {
        struct pc_view rest = pc_view_slice(path, from, path.size);
        size_t to = from + pc_view_find(rest, PC_VIEW("/"));
        if (!decode_segment(call, from, to))
            return false;
        from = to + 1;
    }
    return true;
}

static bool matches(const struct pc_mock_route *route, struct pc_mock_call *call) {
    size_t parameters = 0;
    size_t i = 0;
    for (; i < PC_MOCK_MAX_SEGMENTS && route->segments[i] != NULL; i++) {
        if (i >= call->segment_count)
            return false;
        bool parameter = strcmp(route->segments[i], "*") == 0;
        if (!parameter && !pc_view_equal_text(call->segments[i], route->segments[i]))
            return false;
        if (parameter)
            call->parameters[parameters++] = call->segments[i];
    }
    return i == call->segment_count;
}

bool pc_mock_is_promote(const struct pc_mock_call *call) {
    return call->route != NULL && call->route->handle == pc_mock_handle_promote;
}

void pc_mock_route(struct pc_mock_call *call) {
    struct pc_view path = path_of(call->request->target);
    call->method = call->request->method;
    pc_buf_init(&call->path, PC_HTTP_MAX_HEAD_SIZE * 4);
    if (pc_buf_append(&call->path, path) != PC_OK) {
        pc_mock_refuse(call, 414, "URI_TOO_LONG", "the path is too long");
        return;
    }
    pc_mock_hooks(call, PC_MOCK_POINT_PATH);
    if (!split(call)) {
        pc_mock_refuse(call, 400, "BAD_REQUEST", "the path holds a malformed percent-encoding");
        return;
    }
    for (size_t i = 0; i < sizeof routes / sizeof routes[0] && call->route == NULL; i++)
        if (matches(&routes[i], call))
            call->route = &routes[i];
    pc_mock_hooks(call, PC_MOCK_POINT_ROUTE);
}
