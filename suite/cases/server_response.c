#include "cases_internal.h"

const struct pc_probe pc_probe_minimal = {
    .name = "promote", .effect = PC_EFFECT_PROMOTES, ONE_REQUEST(.body = MINIMAL_BODY)};

/* One case for each subject of the judge. */
#define RESPONSE(word, name, case_level, source, words, faults)                                              \
    {                                                                                                        \
        .id = "server/response/" word, .title = words, .level = PC_LEVEL_##case_level, .cites = source,      \
        .probe = &pc_probe_minimal, .check = pc_check_subject, .subject = PC_SUBJECT_##name, .kills = faults \
    }

static const struct pc_case cases[] = {
    RESPONSE("answered", ANSWERED, MUST, "rfc9110:15", "a promote is answered",
             "closes-without-answer reset-without-answer"),
    RESPONSE("status", STATUS, MUST, "spec:@operation/responses", "a promote is answered with exactly 200",
             "status-201 status-204"),
    RESPONSE("content-type", CONTENT_TYPE, MUST, "spec:@operation/responses/200/content",
             "the answer says that it is application/json", "content-type-text content-type-missing"),
    RESPONSE("json", JSON, MUST, "rfc8259:2", "the body is JSON, to the letter",
             "json-trailing-comma json-nan"),
    RESPONSE("json/utf-8", JSON_UTF8, MUST, "rfc8259:8.1", "the body is UTF-8", "json-invalid-utf8"),
    RESPONSE("json/bom", JSON_BOM, MUST, "rfc8259:8.1", "no byte order mark stands in front of the body",
             "json-bom"),
    RESPONSE("json/duplicate-key", JSON_DUPLICATE, SHOULD, "rfc8259:4", "no key stands twice in an object",
             "json-duplicate-key"),
    RESPONSE("json/lone-surrogate", JSON_SURROGATE, SHOULD, "rfc8259:8.2",
             "no string holds half a surrogate pair", "json-lone-surrogate"),
    RESPONSE("framing", FRAMING, SHOULD, "rfc9112:6.3", "the length that the answer declares is its length",
             "content-length-too-long content-length-twice"),
    RESPONSE("fields", FIELDS, SHOULD, "rfc9112:5", "the answer's head is well-formed", NULL),
    RESPONSE("excess", EXCESS, SHOULD, "rfc9112:6.3", "no bytes follow the answer",
             "content-length-too-short"),
    RESPONSE("coding", CODING, SHOULD, "rfc9110:12.5.3",
             "the body is not compressed when only identity is accepted", "gzip-claimed"),
    {.id = "server/response/schema",
     .title = "whatever else the schema says of the body holds",
     .level = PC_LEVEL_MUST,
     .cites = "spec:@response",
     .probe = &pc_probe_minimal,
     .check = pc_check_schema_rest},
};

const struct pc_case_table pc_cases_server_response = {cases, COUNT(cases)};
