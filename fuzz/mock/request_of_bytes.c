#include "request_of_bytes.h"

#include "pc_mock.h"
#include "support.h"

static const char *pick(struct bytes *from, const char *const *list, uint32_t count) {
    return list[bytes_below(from, count)];
}
#define PICK(from, list) pick((from), (list), (uint32_t)(sizeof(list) / sizeof((list)[0])))

static const char *const models[] = {PC_MOCK_MODEL, PC_MOCK_MODEL, PC_MOCK_MODEL,
                                     "nosuchmodel", "%77dlgzjk3",  ""};
static const char *const environments[] = {"staging", "production", "canary",
                                           "locked",  "nosuch",     "st%61ging"};
static const char *const deployments[] = {PC_MOCK_DEPLOYMENT,
                                          PC_MOCK_OTHER_DEPLOYMENT,
                                          "31d0kq9",
                                          "rwn8jx1",
                                          PC_MOCK_FOREIGN_DEPLOYMENT,
                                          "nosuch",
                                          ""};

static void body(struct bytes *from, struct pc_buf *out) {
    static const char *const members[] = {"", ",\"scale_down_previous_deployment\":false",
                                          ",\"scale_down_previous_deployment\":true",
                                          ",\"preserve_env_instance_type\":false", ",\"x\":[1]"};
    static const char *const odd[] = {"",
                                      "{}",
                                      "[]",
                                      "null",
                                      "{\"deployment_id\":7}",
                                      "{\"deployment_id\":",
                                      "{\"deployment_id\":\"w604592\",\"deployment_id\":\"q8k21xz\"}"};
    enum pc_status status;
    if (bytes_below(from, 8) == 7)
        status = pc_buf_append_text(out, PICK(from, odd));
    else
        status = pc_buf_appendf(out, "{\"deployment_id\":\"%s\"%s%s}", PICK(from, deployments),
                                PICK(from, members), PICK(from, members));
    if (status == PC_OK && bytes_below(from, 16) == 15)
        status = pc_buf_append_byte(out, (char)bytes_byte(from));
    fuzz_require(status == PC_OK, "memory for a body");
}

static const char *plain(const char *segment) {
    return pc_view_equal_text(pc_view_of(segment), "st%61ging")    ? "staging"
           : pc_view_equal_text(pc_view_of(segment), "%77dlgzjk3") ? PC_MOCK_MODEL
                                                                   : segment;
}

/* The path behind the model. GET and HEAD mostly observe. */
static void resource(struct bytes *from, struct chosen_request *chosen, struct pc_buf *path) {
    static const char *const tails[] = {"/promote",     "/promote", "/promote", "/promote",
                                        "/promote?x=1", "/demote",  "/",        "/promote?env_name=staging"};
    uint32_t choice = bytes_below(from, sizeof tails / sizeof tails[0]);
    enum pc_status status;
    chosen->observed = CHOSEN_OTHER;
    if (pc_view_equal_text(pc_view_of(chosen->method), "GET") ||
        pc_view_equal_text(pc_view_of(chosen->method), "HEAD"))
        chosen->observed = choice < 3 ? (enum chosen_resource)choice : CHOSEN_OTHER;
    if (chosen->observed == CHOSEN_DEPLOYMENTS) {
        status = pc_buf_append_text(path, "/deployments");
    } else if (chosen->observed == CHOSEN_DEPLOYMENT) {
        chosen->deployment = PICK(from, deployments);
        status = pc_buf_appendf(path, "/deployments/%s", chosen->deployment);
    } else {
        bool observed = chosen->observed == CHOSEN_ENVIRONMENT;
        status =
            pc_buf_appendf(path, "/environments/%s%s", chosen->environment, observed ? "" : tails[choice]);
    }
    fuzz_require(status == PC_OK, "memory for a target");
}

struct chosen_request request_of_bytes(struct bytes *from, struct pc_buf *out) {
    static const char *const methods[] = {"POST", "POST", "POST", "POST", "POST", "GET", "PUT", "HEAD"};
    static const char *const keys[] = {"Api-Key " PC_MOCK_API_KEY,
                                       "Api-Key " PC_MOCK_API_KEY,
                                       "Bearer " PC_MOCK_API_KEY,
                                       "Api-Key wrong",
                                       PC_MOCK_API_KEY,
                                       ""};
    static const char *const types[] = {"application/json", "application/json; charset=utf-8", "text/plain"};
    struct pc_buf content, path;
    pc_buf_init(&content, 4096);
    pc_buf_init(&path, 256);
    struct chosen_request chosen = {0};
    chosen.method = PICK(from, methods);
    chosen.model = PICK(from, models);
    chosen.environment = PICK(from, environments);
    fuzz_require(pc_buf_appendf(&path, "/v1/models/%s", chosen.model) == PC_OK, "memory for a target");
    resource(from, &chosen, &path);
    body(from, &content);
    struct pc_http_header headers[] = {
        {"Host", "127.0.0.1"}, {"Authorization", PICK(from, keys)}, {"Content-Type", PICK(from, types)}};
    fuzz_require(pc_http_write_request(out, chosen.method, path.data, headers, 3, true,
                                       pc_buf_view(&content)) == PC_OK,
                 "memory for a request");
    pc_buf_clear(&content);
    pc_buf_clear(&path);
    chosen.model = plain(chosen.model);
    chosen.environment = plain(chosen.environment);
    return chosen;
}
