/* Faults of the text of a granted promotion's reply: not JSON, dubious JSON, JSON of another shape. */
#include "acts.h"

#include "edit.h"

#include <string.h>

/* text: a member, added to the object */
static bool add_member(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return pc_mock_json_add(&call->reply.body, "", row->text);
}

/* text: the whole body */
static bool replace_body(struct pc_mock_call *call, const struct pc_mock_row *row) {
    pc_buf_reset(&call->reply.body);
    return pc_buf_append_text(&call->reply.body, row->text) == PC_OK;
}

/* at stands in front of the body, text behind it; `number` bytes are cut off its end before */
static bool wrap(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_buf *body = &call->reply.body;
    struct pc_buf made;
    struct pc_view kept = pc_buf_view(body);
    if ((size_t)row->number > kept.size)
        return false;
    kept.size -= (size_t)row->number;
    pc_buf_init(&made, body->limit);
    bool good = pc_buf_append_text(&made, row->at) == PC_OK && pc_buf_append(&made, kept) == PC_OK &&
                pc_buf_append_text(&made, row->text) == PC_OK;
    return pc_mock_take(body, &made, good);
}

static bool single_quotes(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    for (size_t i = 0; i < call->reply.body.size; i++)
        if (call->reply.body.data[i] == '"')
            call->reply.body.data[i] = '\'';
    return true;
}

/* UTF-16, little endian, with its byte order mark. The mock's own replies are ASCII where no state says
 * otherwise; what is beyond is passed on as it is, which is no UTF-8 either. */
static bool utf_16(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    struct pc_buf *body = &call->reply.body;
    struct pc_buf made;
    pc_buf_init(&made, body->limit);
    bool good = pc_buf_append(&made, PC_VIEW("\xFF\xFE")) == PC_OK;
    for (size_t i = 0; i < body->size && good; i++)
        good = pc_buf_append(&made, (struct pc_view){(const char[]){body->data[i], '\0'}, 2}) == PC_OK;
    return pc_mock_take(body, &made, good);
}

static bool only_id(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    struct pc_buf id;
    pc_buf_init(&id, call->reply.body.limit);
    bool good = pc_mock_json_get(&call->reply.body, "/id", &id);
    pc_buf_reset(&call->reply.body);
    good = good && pc_buf_appendf(&call->reply.body, "{\"id\":%s}", id.data) == PC_OK;
    pc_buf_clear(&id);
    return good;
}

#define NOT_JSON(name, words, front, behind, cut)                                                            \
    PC_MOCK_FAULT((name), (words), "server/response/json", TEXT, .act = wrap, .at = (front),                 \
                  .text = (behind), .number = (cut))
#define BAD_VALUE(name, words, kills, pointer, value)                                                        \
    PC_MOCK_FAULT((name), (words), (kills), TEXT, .act = pc_mock_set_member, .at = (pointer), .text = (value))
#define BODY(name, words, kills, body)                                                                       \
    PC_MOCK_FAULT((name), (words), (kills), TEXT, .act = replace_body, .text = (body))

static const struct pc_mock_row rows[] = {
    NOT_JSON("json-trailing-comma", "a comma stands behind the last member", "", ",}", 1),
    NOT_JSON("json-trailing-bytes", "a second value stands behind the first", "", "{}", 0),
    NOT_JSON("json-comment", "a comment stands in front", "/* promoted */ ", "", 0),
    NOT_JSON("json-truncated", "the closing bracket is missing", "", "", 1),
    NOT_JSON("json-prefix", "an anti-hijacking prefix stands in front", ")]}',\n", "", 0),
    PC_MOCK_FAULT("json-bom", "a byte order mark stands in front", "server/response/json/bom", TEXT,
                  .act = wrap, .at = "\xEF\xBB\xBF", .text = ""),
    PC_MOCK_FAULT("json-single-quotes", "strings stand in single quotes", "server/response/json", TEXT,
                  .act = single_quotes),
    PC_MOCK_FAULT("json-utf-16", "the body is UTF-16", "server/response/json/utf-8", TEXT, .act = utf_16),
    BAD_VALUE("json-nan", "active_replica_count is NaN", "server/response/json", "/active_replica_count",
              "NaN"),
    BAD_VALUE("json-infinity", "active_replica_count is -Infinity", "server/response/json",
              "/active_replica_count", "-Infinity"),
    BAD_VALUE("json-leading-zero", "active_replica_count is 01", "server/response/json",
              "/active_replica_count", "01"),
    BAD_VALUE("json-plus-sign", "active_replica_count is +1", "server/response/json", "/active_replica_count",
              "+1"),
    BAD_VALUE("json-hexadecimal", "active_replica_count is 0x1", "server/response/json",
              "/active_replica_count", "0x1"),
    BAD_VALUE("json-undefined", "environment is undefined", "server/response/json", "/environment",
              "undefined"),
    BAD_VALUE("json-python-literal", "is_development is False", "server/response/json", "/is_development",
              "False"),
    BAD_VALUE("json-raw-newline", "a raw line feed stands in a string", "server/response/json", "/name",
              "\"two\nlines\""),
    BAD_VALUE("json-invalid-escape", "a string holds \\x41", "server/response/json", "/name", "\"\\x41\""),
    BAD_VALUE("json-invalid-utf8", "name holds bytes that are not UTF-8", "server/response/json/utf-8",
              "/name", "\"llama-\xFF\xFE\""),
    BAD_VALUE("json-latin-1", "name is in ISO 8859-1", "server/response/json/utf-8", "/name",
              "\"mod\xE8le\""),
    BAD_VALUE("json-overlong-utf8", "name holds an overlong encoding", "server/response/json/utf-8", "/name",
              "\"a\xC0\xAF\""),
    BAD_VALUE("json-lone-surrogate", "name holds half a surrogate pair, escaped",
              "server/response/json/lone-surrogate", "/name", "\"llama-\\ud83d\""),
    PC_MOCK_FAULT("json-duplicate-key", "status stands twice", "server/response/json/duplicate-key", TEXT,
                  .act = add_member, .text = "\"status\":\"ACTIVE\""),
    PC_MOCK_FAULT("array-wrapped", "the deployment stands in an array", "server/response/schema/object", TEXT,
                  .act = wrap, .at = "[", .text = "]"),
    PC_MOCK_FAULT("data-wrapped", "the deployment stands in {\"deployment\": …}",
                  "server/response/required/id", TEXT, .act = wrap, .at = "{\"deployment\":", .text = "}"),
    PC_MOCK_FAULT("only-id", "the reply is the id alone, in an object", "server/response/required/status",
                  TEXT, .act = only_id),
    BODY("body-empty", "the body is empty", "server/response/json", ""),
    BODY("body-ok", "the body is the word OK", "server/response/json", "OK"),
    BODY("body-html", "the body is HTML", "server/response/json", "<!DOCTYPE html><title>Promoted</title>"),
    BODY("body-null", "the body is null", "server/response/schema/object", "null"),
    BODY("body-true", "the body is true", "server/response/schema/object", "true"),
    BODY("body-string", "the body is a JSON string", "server/response/schema/object", "\"promoted\""),
    BODY("body-empty-object", "the body is {}", "server/response/required/*", "{}"),
};

const struct pc_mock_table pc_mock_faults_json = PC_MOCK_TABLE(rows);
