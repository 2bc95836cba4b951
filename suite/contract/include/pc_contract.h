/* contract, floor 3: what one exchange must satisfy. Judges bytes, never a library's idea of them. Rests on
 * schema and spec, never on mock or codec. One judge serves the cases, the proxy and the replay of recorded
 * traffic. */
#ifndef PC_CONTRACT_H
#define PC_CONTRACT_H

#include "pc_base.h"
#include "pc_http.h"
#include "pc_json.h"
#include "pc_result.h"
#include "pc_schema.h"
#include "pc_spec.h"

/* What a judgement is about: a case claims the judgements of its subject. Word, level, citation, and what is
 * demanded in our words. The citation "spec:@…" stands for a place that depends on the document
 * (pc_spec_cite), resolved when the finding is made. The REQUEST subjects are pc_judge_request's alone. */
#define PC_SUBJECT_LIST(X)                                                                                   \
    X(ANSWERED, "answered", MUST, "rfc9110:15", "a complete HTTP answer comes within the time-out")          \
    X(STATUS, "status", MUST, "spec:@operation/responses", "a promotion answers with status 200")            \
    X(CONTENT_TYPE, "content-type", MUST, "spec:@operation/responses/200/content",                           \
      "the answer's Content-Type is application/json")                                                       \
    X(JSON, "json", MUST, "rfc8259:2", "the body is one JSON value by RFC 8259")                             \
    X(JSON_UTF8, "json/utf-8", MUST, "rfc8259:8.1", "JSON is encoded in UTF-8")                              \
    X(JSON_BOM, "json/bom", MUST, "rfc8259:8.1", "no byte order mark stands in front of JSON")               \
    X(JSON_DUPLICATE, "json/duplicate-key", SHOULD, "rfc8259:4", "the names in an object are unique")        \
    X(JSON_SURROGATE, "json/lone-surrogate", SHOULD, "rfc8259:8.2",                                          \
      "escaped surrogates in a string come in pairs")                                                        \
    X(SCHEMA, "schema", MUST, "spec:@response", "the body fits the schema")                                  \
    X(FRAMING, "framing", SHOULD, "rfc9112:6.3",                                                             \
      "the message's framing fields say one thing, and it is true")                                          \
    X(FIELDS, "fields", SHOULD, "rfc9112:5", "the head is well-formed")                                      \
    X(EXCESS, "excess", SHOULD, "rfc9112:6.3", "no bytes follow the answer")                                 \
    X(CODING, "coding", SHOULD, "rfc9110:12.5.3",                                                            \
      "no content coding is applied against Accept-Encoding: identity")                                      \
    X(REQUEST_METHOD, "request/method", MUST, "spec:@operation", "a promotion is asked for with POST")       \
    X(REQUEST_TARGET, "request/path", MUST, "spec:@operation",                                               \
      "the request goes to the promote path, each id one percent-encoded segment of it")                     \
    X(REQUEST_AUTHORIZATION, "request/authorization", MUST, "spec:#/components/securitySchemes/ApiKeyAuth",  \
      "the key goes into Authorization, behind the word Api-Key")                                            \
    X(REQUEST_CONTENT_TYPE, "request/content-type", MUST, "spec:@operation/requestBody/content",             \
      "the request's Content-Type is application/json")                                                      \
    X(REQUEST_BODY, "request/body", MUST, "spec:@operation/requestBody/required", "the request has a body")

enum pc_subject {
#define PC_SUBJECT_ENUM(name, word, level, cite, words) PC_SUBJECT_##name,
    PC_SUBJECT_LIST(PC_SUBJECT_ENUM)
#undef PC_SUBJECT_ENUM
        PC_SUBJECT_COUNT
};
const char *pc_subject_word(enum pc_subject subject);
enum pc_level pc_subject_level(enum pc_subject subject);
const char *pc_subject_cite(enum pc_subject subject); /* with its @ unresolved */
const char *pc_subject_words(enum pc_subject subject);

struct pc_judgement {
    enum pc_subject subject;
    enum pc_level level;
    /* With PC_SUBJECT_SCHEMA: the keyword's absolute pointer; for `required` with the index behind it, so it
     * equals pc_schema_member.required_pointer. NULL otherwise. Owned. */
    char *schema_pointer;
    char *instance_pointer; /* with PC_SUBJECT_SCHEMA; owned */
    struct pc_finding finding;
};

struct pc_judgements {
    struct pc_judgement *items;
    size_t count;
    size_t capacity;
    bool body_is_json; /* the body could be read */
};
void pc_judgements_clear(struct pc_judgements *judgements);

/* One thread's judge: schema validator and reader with their reusable memory, over one spec. */
struct pc_judge;
struct pc_judge *pc_judge_new(const struct pc_spec *spec); /* NULL when memory is out */
void pc_judge_free(struct pc_judge *judge);
/* Results are redacted as they are stored, but what the judge quotes of a message may begin or end inside a
 * secret, which only the judge sees whole. Borrowed until the judge is freed; without it the credentials of
 * the request alone are looked for. */
void pc_judge_hide(struct pc_judge *judge, const struct pc_secrets *secrets);

/* Judges the answer to a valid promote. Everything that is wrong is appended to `out`: with no complete
 * answer that one thing alone; with a status other than 200 the status and the wire subjects, but not the
 * body (errors have any body). Violations at one instance pointer are folded into one judgement: one cause,
 * one finding. */
enum pc_status pc_judge_response(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                                 struct pc_judgements *out, struct pc_error *err);
/* Judges only what holds for any answer whatever its status: ANSWERED, FRAMING, FIELDS, EXCESS, CODING. */
enum pc_status pc_judge_wire(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                             struct pc_judgements *out, struct pc_error *err);
/* The two ids of a promote target (origin or absolute form, with or without a query), percent-decoded and
 * appended. PC_MALFORMED where it is no promote path. */
enum pc_status pc_contract_target(struct pc_view target, struct pc_buf *model, struct pc_buf *environment);
/* Judges a client's request: the path's shape, method, Authorization's form, Content-Type, body by the
 * schema. */
enum pc_status pc_judge_request(struct pc_judge *judge, const struct pc_http_message *request,
                                struct pc_judgements *out, struct pc_error *err);

/* The body of the exchange's answer as JSON, read with the judge's own reader: valid until the judge's next
 * call. "no value" where it is no JSON. */
struct pc_json_value pc_judge_body(struct pc_judge *judge, const struct pc_http_exchange *exchange);

#endif
