/* Faults of paths, methods and connections. */
#include "acts.h"

#include "edit.h"

#include <string.h>

/* PATH: each `at` (case ignored) becomes `text`, from left to right, once over. */
static bool replace_in_path(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_view path = pc_buf_view(&call->path);
    struct pc_view from = pc_view_of(row->at);
    struct pc_buf made;
    bool changed = false;
    pc_buf_init(&made, call->path.limit);
    enum pc_status status = PC_OK;
    for (size_t i = 0; i < path.size && status == PC_OK;) {
        if (pc_view_equal_nocase(pc_view_slice(path, i, i + from.size), from)) {
            status = pc_buf_append_text(&made, row->text);
            i += from.size;
            changed = true;
        } else {
            status = pc_buf_append_byte(&made, path.data[i++]);
        }
    }
    return pc_mock_take(&call->path, &made, changed && status == PC_OK);
}

/* The promote goes to that environment instead, within the model of the path. */
static bool go_to_environment(struct pc_mock_call *call, struct pc_view name) {
    size_t cut = pc_view_find(pc_buf_view(&call->path), PC_VIEW("/environments/"));
    if (cut == call->path.size)
        return false;
    call->path.size = cut;
    return pc_buf_append_text(&call->path, "/environments/") == PC_OK &&
           pc_buf_append(&call->path, name) == PC_OK && pc_buf_append_text(&call->path, "/promote") == PC_OK;
}

/* A path that ends in `at` goes to the environment `text`. */
static bool promote_other_at_end(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_view path = pc_buf_view(&call->path);
    struct pc_view end = pc_view_of(row->at);
    if (path.size < end.size || !pc_view_equal(pc_view_slice(path, path.size - end.size, path.size), end))
        return false;
    return go_to_environment(call, pc_view_of(row->text));
}

/* The query's `at` is taken instead of what the path says. */
static bool prefer_query(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_view target = call->request->target;
    size_t found = pc_view_find(target, pc_view_of(row->at));
    if (found == target.size)
        return false;
    struct pc_view name = pc_view_slice(target, found + strlen(row->at), target.size);
    return go_to_environment(call, pc_view_slice(name, 0, pc_view_find(name, PC_VIEW("&"))));
}

/* Whatever stands behind `at` is not looked at. */
static bool cut_behind(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_view path = pc_buf_view(&call->path);
    size_t found = pc_view_find(path, pc_view_of(row->at));
    size_t end = found + strlen(row->at);
    if (found == path.size || end >= path.size)
        return false;
    call->path.size = end;
    return true;
}

static bool crash_on_long_target(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (call->request->target.size <= (size_t)row->number)
        return false;
    return pc_mock_crash(call);
}

static bool crash_on_long_head(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_view wire = call->request->wire;
    if (wire.size <= call->request->body.size + call->request->target.size + (size_t)row->number)
        return false;
    return pc_mock_crash(call);
}

static bool crash_on_query(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    struct pc_view target = call->request->target;
    if (pc_view_find(target, PC_VIEW("?")) == target.size)
        return false;
    return pc_mock_crash(call);
}

static bool crash_on_dots(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    struct pc_view path = pc_buf_view(&call->path);
    bool dots =
        pc_view_find(path, PC_VIEW("/./")) < path.size || pc_view_find(path, PC_VIEW("/../")) < path.size;
    return dots && pc_mock_crash(call);
}

/* number: the minor version */
static bool crash_on_version(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (call->request->version_minor != (unsigned)row->number)
        return false;
    return pc_mock_crash(call);
}

/* ROUTE; at: the method that promotes too */
static bool promote_by_method(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (!pc_mock_is_promote(call) || !pc_view_equal_text(call->method, row->at))
        return false;
    call->method = PC_VIEW("POST");
    call->forgiving = true;
    return true;
}

/* ROUTE; at: the method, NULL: each that is not POST; number: the status it gets */
static bool refuse_method(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (!pc_mock_is_promote(call) || pc_view_equal_text(call->method, "POST") ||
        (row->at != NULL && !pc_view_equal_text(call->method, row->at)))
        return false;
    return pc_mock_refuse_with(call, (unsigned)row->number);
}

static bool crash_on_strange_method(struct pc_mock_call *call, const struct pc_mock_row *row) {
    static const char *const known[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (pc_view_equal_text(call->method, known[i]))
            return false;
    return pc_mock_refuse_with(call, (unsigned)row->number);
}

/* AUTH: field names in lower case are not found. */
static bool miss_lower_case_fields(struct pc_mock_call *call, const struct pc_mock_row *row) {
    const struct pc_http_field *field = pc_http_field_get(call->request, "Authorization");
    (void)row;
    if (field == NULL || pc_view_equal_text(field->name, "Authorization"))
        return false;
    call->auth = PC_MOCK_AUTH_MISSING;
    return true;
}

/* REFUSED */

static bool no_allow(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return call->reply.status == 405 && pc_mock_reply_remove_header(&call->reply, "Allow");
}

/* text: what stands in the message of each error */
static bool leak(struct pc_mock_call *call, const struct pc_mock_row *row) {
    pc_mock_message(&call->reply, row->text, (struct pc_view){"", 0});
    return pc_mock_write_error(&call->reply) == PC_OK;
}

/* WIRE */

static bool head_with_body(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (!pc_view_equal_text(call->request->method, "HEAD"))
        return false;
    call->reply.bodily = true;
    return true;
}

#define PATH(name, words, kills, from, to)                                                                   \
    PC_MOCK_FAULT(name, words, "server/http/path/" kills, PATH, .act = replace_in_path, .at = (from),        \
                  .text = (to))
#define OTHER(name, words, kills, end)                                                                       \
    PC_MOCK_FAULT(name, words, "server/http/path/" kills, PATH, .act = promote_other_at_end, .at = (end),    \
                  .text = "production")
#define PROMOTES(method, name)                                                                               \
    PC_MOCK_FAULT(name "-promotes", method " promotes too", "server/http/method/" name, ROUTE,               \
                  .act = promote_by_method, .at = method)
#define METHOD(name, words, kills, method, code)                                                             \
    PC_MOCK_FAULT(name, words, "server/http/" kills, ROUTE, .act = refuse_method, .at = (method),            \
                  .number = (code))
#define COUNTED(point, function, name, words, kills, count)                                                  \
    PC_MOCK_FAULT(name, words, "server/http/" kills, point, .act = (function), .number = (count))
#define LEAK(name, words, leaked)                                                                            \
    PC_MOCK_FAULT(name, words, "server/http/error/no-leak", REFUSED, .act = leak, .text = (leaked))

static const struct pc_mock_row rows[] = {
    PATH("double-decoded-path", "decodes the path twice", "double-encoded", "%25", "%"),
    PATH("slash-decoded", "splits the path at %2F too", "encoded-slash", "%2F", "/"),
    PATH("escapes-not-decoded", "does not decode the path", "encoded-letters", "%", "%25"),
    OTHER("trailing-slash-other", "a trailing slash promotes to production", "trailing-slash", "/promote/"),
    OTHER("double-slash-other", "a doubled slash promotes to production", "double-slash", "//promote"),
    PC_MOCK_FAULT("query-overrides-path", "env_name in the query replaces that of the path",
                  "server/http/path/query-parameters", PATH, .act = prefer_query, .at = "?env_name="),
    PC_MOCK_FAULT("further-segments-ignored", "what stands behind /promote is not looked at",
                  "server/http/path/further-segment", PATH, .act = cut_behind, .at = "/promote"),
    COUNTED(PATH, crash_on_long_target, "long-path-500", "a target of more than 8 KiB ends in a 500",
            "path/long", 8192),
    COUNTED(PATH, crash_on_long_head, "long-header-500", "a head of more than 16 KiB ends in a 500",
            "header/long", 16384),
    COUNTED(PATH, crash_on_dots, "dot-segments-500", "a dot segment in the path ends in a 500",
            "path/dot-segments", 0),
    COUNTED(PATH, crash_on_query, "query-500", "a query string ends in a 500", "path/query", 0),
    COUNTED(PATH, crash_on_version, "http-1.0-500", "HTTP/1.0 ends in a 500", "version/1.0", 0),
    PROMOTES("GET", "get"),
    PROMOTES("PUT", "put"),
    PROMOTES("PATCH", "patch"),
    PROMOTES("DELETE", "delete"),
    PROMOTES("HEAD", "head"),
    PROMOTES("OPTIONS", "options"),
    PROMOTES("TRACE", "trace"),
    METHOD("method-500", "methods other than POST end in a 500", "method/*", NULL, 500),
    METHOD("method-400", "GET ends in a 400", "method/get", "GET", 400),
    METHOD("head-500", "HEAD ends in a 500", "method/head", "HEAD", 500),
    METHOD("options-500", "OPTIONS ends in a 500", "method/options", "OPTIONS", 500),
    COUNTED(ROUTE, crash_on_strange_method, "unknown-method-500", "an unknown method ends in a 500",
            "method/unknown", 500),
    COUNTED(AUTH, miss_lower_case_fields, "lower-case-fields-missed",
            "does not see a field whose name is in lower case", "header/lower-case", 0),
    COUNTED(REFUSED, no_allow, "no-allow", "405 comes without Allow", "method/get", 0),
    LEAK("stack-trace-in-error", "errors show a stack trace",
         "Traceback (most recent call last):\n  File \"/srv/app/views.py\", line 42, in promote\nKeyError: "
         "'deployment'"),
    LEAK("path-in-error", "errors show a path of the server",
         "ENOENT: no such file or directory, open '/home/deploy/app/models.json'"),
    COUNTED(WIRE, head_with_body, "head-with-body", "an answer to HEAD has a body", "method/head", 0),
};

const struct pc_mock_table pc_mock_faults_http = PC_MOCK_TABLE(rows);
