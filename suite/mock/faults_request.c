/* Faults of how the request's body is taken: what should be refused is accepted or ends in a 500, what is
 * legal is refused. */
#include "acts.h"

#include "pc_json.h"

#include <stdio.h>
#include <string.h>

/* number: bits of enum pc_mock_body */
static bool accept(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if ((call->body & (unsigned long)row->number) == 0)
        return false;
    pc_mock_forgive_body(call);
    return true;
}

static bool crash(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if ((call->body & (unsigned long)row->number) == 0)
        return false;
    return pc_mock_crash(call);
}

static bool refuse_legal(struct pc_mock_call *call, const char *words) {
    call->body = PC_MOCK_BODY_OTHER;
    snprintf(call->body_reason, sizeof call->body_reason, "%s", words);
    return true;
}

static bool refuse_extra_member(struct pc_mock_call *call, const struct pc_mock_row *row) {
    static const char *const known[] = {"scale_down_previous_deployment", "deployment_id",
                                        "preserve_env_instance_type"};
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    bool extra = false;
    (void)row;
    if (call->body == PC_MOCK_BODY_GOOD && reader != NULL &&
        pc_json_read(reader, call->request->body, &doc, NULL) == PC_OK) {
        struct pc_json_value one = pc_json_first(pc_json_root(doc));
        for (; pc_json_exists(one); one = pc_json_next(one)) {
            bool found = false;
            for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
                found = found || pc_json_string_equal(pc_json_key(one), pc_view_of(known[i]));
            extra = extra || !found;
        }
    }
    pc_json_reader_free(reader);
    return extra && refuse_legal(call, "extra fields are not permitted");
}

/* at: bytes that must not stand in the body; white space around the body counts where they hold any */
static bool refuse_bytes(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_view body = call->request->body;
    if (call->body != PC_MOCK_BODY_GOOD || body.size == 0)
        return false;
    bool found = strchr(row->at, '\t') != NULL && pc_view_trim(body).size < body.size;
    for (size_t i = 0; i < body.size && !found; i++)
        found = body.data[i] != '\0' && strchr(row->at, body.data[i]) != NULL;
    return found && refuse_legal(call, "the request body cannot be parsed");
}

/* RFC 9110 section 5.3: a field that nobody knows may stand twice. */
static bool refuse_repeated_field(struct pc_mock_call *call, const struct pc_mock_row *row) {
    const struct pc_http_message *request = call->request;
    bool repeated = false;
    (void)row;
    for (size_t i = 0; i < request->field_count; i++)
        for (size_t k = 0; k < i; k++)
            repeated = repeated || pc_view_equal_nocase(request->fields[i].name, request->fields[k].name);
    return repeated && refuse_legal(call, "a header field stands twice");
}

/* Two orders are common: the contract's, and the required member first. Any other is refused. */
static bool refuse_key_order(struct pc_mock_call *call, const struct pc_mock_row *row) {
    static const char *const orders[2][3] = {
        {"scale_down_previous_deployment", "deployment_id", "preserve_env_instance_type"},
        {"deployment_id", "scale_down_previous_deployment", "preserve_env_instance_type"},
    };
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    bool bad = false;
    (void)row;
    if (call->body == PC_MOCK_BODY_GOOD && reader != NULL &&
        pc_json_read(reader, call->request->body, &doc, NULL) == PC_OK) {
        bad = true;
        for (size_t i = 0; i < 2; i++) {
            uint32_t last = 0;
            bool ascending = true;
            for (size_t k = 0; k < 3; k++) {
                uint32_t at = pc_json_offset(pc_json_get_text(pc_json_root(doc), orders[i][k]));
                ascending = ascending && (at == 0 || at > last);
                last = at == 0 ? last : at;
            }
            bad = bad && !ascending;
        }
    }
    pc_json_reader_free(reader);
    return bad && refuse_legal(call, "the request body cannot be parsed");
}

static bool refuse_false(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return call->body == PC_MOCK_BODY_GOOD &&
           (call->wanted.scale_down_previous_deployment == PC_BOOL_FALSE ||
            call->wanted.preserve_env_instance_type == PC_BOOL_FALSE) &&
           refuse_legal(call, "the flags must be true");
}

/* number: 1: the flags are to differ, 0: both stand there and are true */
static bool refuse_flags(struct pc_mock_call *call, const struct pc_mock_row *row) {
    enum pc_optional_bool down = call->wanted.scale_down_previous_deployment;
    enum pc_optional_bool preserve = call->wanted.preserve_env_instance_type;
    bool disliked = row->number == 1 ? (down == PC_BOOL_FALSE) != (preserve == PC_BOOL_FALSE)
                                     : down == PC_BOOL_TRUE && preserve == PC_BOOL_TRUE;
    return call->body == PC_MOCK_BODY_GOOD && disliked && refuse_legal(call, "the flags do not go together");
}

/* at: text in the value of Content-Type */
static bool refuse_content_type(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_view type = pc_http_field_value(call->request, "Content-Type");
    if (call->body != PC_MOCK_BODY_GOOD || pc_view_find(type, pc_view_of(row->at)) == type.size)
        return false;
    call->body = PC_MOCK_BODY_CONTENT_TYPE;
    return true;
}

/* Anything but application/json, also nothing. */
static bool crash_on_content_type(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    struct pc_view type = pc_http_field_value(call->request, "Content-Type");
    bool other = call->request->body.size > 0 && (call->body == PC_MOCK_BODY_CONTENT_TYPE || type.size == 0);
    return other && pc_mock_crash(call);
}

/* number: bytes; larger bodies end in a 500 */
static bool crash_above(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (call->request->body.size <= (size_t)row->number)
        return false;
    return pc_mock_crash(call);
}

/* at: text in the body, which ends in a 500 */
static bool crash_on_text(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_view body = call->request->body;
    if (pc_view_find(body, pc_view_of(row->at)) == body.size)
        return false;
    return pc_mock_crash(call);
}

static bool refuse_chunked(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (call->request->framing != PC_HTTP_CHUNKED)
        return false;
    return pc_mock_refuse_with(call, (unsigned)row->number);
}

#define ACCEPTED(name, words, kills, bits)                                                                   \
    PC_MOCK_FAULT((name), (words), "server/request/" kills, BODY, .act = accept, .number = (bits))
#define CRASH(name, words, kills, bits)                                                                      \
    PC_MOCK_FAULT((name), (words), "server/request/" kills, BODY, .act = crash, .number = (bits))
/* Both ways to get one kind of body wrong. */
#define BOTH(what, words, kills, bits)                                                                       \
    ACCEPTED(what "-accepted", words " is accepted", kills, bits),                                           \
        CRASH(what "-500", words " ends in a 500", kills, bits)

static const struct pc_mock_row rows[] = {
    BOTH("missing-body", "a request without body", "body/missing", PC_MOCK_BODY_MISSING),
    BOTH("empty-body", "an empty body", "body/empty", PC_MOCK_BODY_EMPTY),
    BOTH("not-json", "a body that is not JSON", "body/not-json", PC_MOCK_BODY_NOT_JSON),
    BOTH("truncated", "truncated JSON", "body/truncated", PC_MOCK_BODY_TRUNCATED),
    BOTH("trailing-bytes", "a body with bytes behind its value", "body/trailing-bytes",
         PC_MOCK_BODY_TRAILING),
    BOTH("not-object", "a body that is no object", "body/not-object/*", PC_MOCK_BODY_NOT_OBJECT),
    BOTH("missing-deployment_id", "a body without deployment_id", "deployment_id/missing",
         PC_MOCK_BODY_NO_ID),
    BOTH("empty-deployment_id", "an empty deployment_id", "deployment_id/empty", PC_MOCK_BODY_EMPTY_ID),
    BOTH("null", "null for any of the three members", "*/null",
         PC_MOCK_BODY_NULL_ID | PC_MOCK_BODY_NULL_FLAG),
    ACCEPTED("deployment_id-coerced", "a deployment_id of another type is taken for the first deployment",
             "deployment_id/type/*", PC_MOCK_BODY_ID_TYPE),
    CRASH("deployment_id-type-500", "a deployment_id of another type ends in a 500", "deployment_id/type/*",
          PC_MOCK_BODY_ID_TYPE),
    ACCEPTED("boolean-coerced", "a flag of another type is taken for true", "*_*_*_*/type/*",
             PC_MOCK_BODY_FLAG_TYPE),
    CRASH("boolean-type-500", "a flag of another type ends in a 500", "*_*_*_*/type/*",
          PC_MOCK_BODY_FLAG_TYPE),
    CRASH("bom-500", "a byte order mark ends in a 500", "body/bom", PC_MOCK_BODY_BYTE_ORDER_MARK),
    CRASH("invalid-utf8-500", "invalid UTF-8 ends in a 500", "body/utf-8", PC_MOCK_BODY_NOT_UTF8),
    CRASH("duplicate-key-500", "a duplicate key ends in a 500", "body/duplicate-key",
          PC_MOCK_BODY_DUPLICATE_KEY),
    CRASH("lone-surrogate-500", "half a surrogate pair ends in a 500", "body/lone-surrogate",
          PC_MOCK_BODY_LONE_SURROGATE),
    CRASH("deep-500", "deep nesting ends in a 500", "body/deep", PC_MOCK_BODY_TOO_DEEP),
    PC_MOCK_FAULT("content-type-500", "a Content-Type that is missing or another ends in a 500",
                  "server/request/content-type/*", BODY, .act = crash_on_content_type),
    PC_MOCK_FAULT("huge-number-500", "1e400 ends in a 500", "server/request/body/huge-number", BODY,
                  .act = crash_on_text, .at = "1e400"),
    PC_MOCK_FAULT("nan-500", "NaN in the body ends in a 500", "server/request/body/nan", BODY,
                  .act = crash_on_text, .at = "NaN"),
    PC_MOCK_FAULT("nul-500", "an escaped U+0000 in the body ends in a 500", "server/request/body/nul", BODY,
                  .act = crash_on_text, .at = "\\u0000"),
    PC_MOCK_FAULT("utf-16-500", "a body in UTF-16 ends in a 500", "server/request/body/utf-16", BODY,
                  .act = crash_on_text, .at = "\xFF\xFE{"),
    PC_MOCK_FAULT("huge-body-500", "a body of more than 1 MiB ends in a 500", "server/request/body/8m", BODY,
                  .act = crash_above, .number = 1L << 20),
    PC_MOCK_FAULT("large-body-500", "a body of more than 100 KiB ends in a 500", "server/request/body/256k",
                  BODY, .act = crash_above, .number = 100L << 10),
    PC_MOCK_FAULT("extra-member-refused", "a body with a further member is refused",
                  "server/request/extra-member", BODY, .act = refuse_extra_member),
    PC_MOCK_FAULT("white-space-refused", "a body with tabs, line breaks or white space around it is refused",
                  "server/request/white-space", BODY, .act = refuse_bytes, .at = "\t\r\n"),
    PC_MOCK_FAULT("escapes-refused", "a body with escapes is refused", "server/request/escapes", BODY,
                  .act = refuse_bytes, .at = "\\"),
    PC_MOCK_FAULT("key-order-refused", "a body with its keys in an unusual order is refused",
                  "server/request/key-order", BODY, .act = refuse_key_order),
    PC_MOCK_FAULT("explicit-false-refused", "a body with an explicit false is refused",
                  "server/promote/flags/both-false server/promote/flags/true-false "
                  "server/promote/flags/false-true",
                  BODY, .act = refuse_false),
    PC_MOCK_FAULT("mixed-flags-refused", "a body with one flag true and one false is refused",
                  "server/promote/flags/true-false server/promote/flags/false-true", BODY,
                  .act = refuse_flags, .number = 1),
    PC_MOCK_FAULT("both-true-refused", "a body in which both flags are true is refused",
                  "server/promote/flags/both-true", BODY, .act = refuse_flags, .number = 0),
    PC_MOCK_FAULT("charset-refused", "application/json; charset=utf-8 is refused",
                  "server/request/content-type/charset", BODY, .act = refuse_content_type, .at = ";"),
    PC_MOCK_FAULT("upper-case-content-type-refused", "APPLICATION/JSON is refused",
                  "server/request/content-type/upper-case", BODY, .act = refuse_content_type, .at = "JSON"),
    PC_MOCK_FAULT("repeated-field-refused", "a request in which a header field stands twice is refused",
                  "server/http/header/repeated", BODY, .act = refuse_repeated_field),
    PC_MOCK_FAULT("chunked-500", "a chunked request ends in a 500", "server/http/chunked", BODY,
                  .act = refuse_chunked, .number = 500),
    PC_MOCK_FAULT("chunked-refused", "a chunked request is refused with 400", "server/http/chunked", BODY,
                  .act = refuse_chunked, .number = 400),
};

const struct pc_mock_table pc_mock_faults_request = PC_MOCK_TABLE(rows);
