#include "client_internal.h"

const char *const pc_call_body = PLAIN_DEPLOYMENT;

const struct pc_call pc_call_minimal = {.name = "promote"};

/* What the plain promote looks like on the wire: one case for each subject of the judge. */
#define WIRE(word, name, case_level, source, words, faults)                                                  \
    {                                                                                                        \
        .id = "client/request/" word, .title = words, .level = PC_LEVEL_##case_level, .cites = source,       \
        .call = &pc_call_minimal, .check = pc_check_client_subject, .subject = PC_SUBJECT_##name,            \
        .kills = faults                                                                                      \
    }

#define PATH_CITES "spec:@operation rfc3986:3.3"

/* A name that has to arrive as it is, as one segment of the path. */
#define PATH(word, case_level, words, faults, ...)                                                           \
    {                                                                                                        \
        .id = "client/request/path/" word, .title = words, .level = PC_LEVEL_##case_level,                   \
        .cites = PATH_CITES, .call = &(const struct pc_call){.name = "path-" word, __VA_ARGS__},             \
        .call_control = &pc_call_minimal, .check = pc_check_client_path, .kills = faults                     \
    }

#define LONG_10  "abcdefghij"
#define LONG_100 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10

#define ID(word, words, faults, text)                                                                        \
    {                                                                                                        \
        .id = "client/request/deployment_id/" word, .title = words, .level = PC_LEVEL_MUST,                  \
        .cites = "spec:@request/properties/deployment_id",                                                   \
        .call = &(const struct pc_call){.name = "deployment_id-" word, .deployment = (text)},                \
        .call_control = &pc_call_minimal, .check = pc_check_client_deployment_id, .kills = faults            \
    }

#define FLAGS(word, down, keep, faults)                                                                      \
    {                                                                                                        \
        .id = "client/request/flags/" word, .title = "the two booleans arrive as the caller set them",       \
        .level = PC_LEVEL_MUST,                                                                              \
        .cites = "spec:@request/properties/scale_down_previous_deployment"                                   \
                 " spec:@request/properties/preserve_env_instance_type",                                     \
        .call = &(const struct pc_call){.name = "flags-" word, .scale_down = (down), .preserve = (keep)},    \
        .call_control = &pc_call_minimal, .check = pc_check_client_flags, .kills = faults                    \
    }

static const struct pc_case cases[] = {
    {.id = "client/request/sent",
     .title = "a promote leads to a request, and to one alone",
     .level = PC_LEVEL_MUST,
     .cites = "spec:@operation docs:promote",
     .call = &pc_call_minimal,
     .check = pc_check_client_one_request,
     .kills = "sends-twice asks-first never-asks"},
    WIRE("method", REQUEST_METHOD, MUST, "spec:@operation", "a promotion is asked for with POST",
         "method-put"),
    WIRE("path", REQUEST_TARGET, MUST, "spec:@operation", "the request goes to the promote path",
         "path-without-v1 key-in-query"),
    WIRE("authorization", REQUEST_AUTHORIZATION, MUST, "spec:#/security/0",
         "the key comes once, in Authorization, behind Api-Key",
         "auth-bearer auth-apikey auth-both-schemes auth-missing auth-twice"),
    {.id = "client/request/host",
     .title = "Host is the server's name and port, as the URL has them",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9110:7.2",
     .call = &pc_call_minimal,
     .check = pc_check_client_host,
     .kills = "host-without-port"},
    {.id = "client/request/authorization/key",
     .title = "the key in Authorization is the one that was given",
     .level = PC_LEVEL_MUST,
     .cites = "spec:#/security/0",
     .call = &pc_call_minimal,
     .check = pc_check_client_authorization,
     .kills = "auth-key-lower-case auth-key-quoted auth-two-spaces"},
    {.id = "client/request/authorization/alone",
     .title = "the key stands nowhere else in the request",
     .level = PC_LEVEL_MUST,
     .cites = "spec:#/security/0",
     .call = &pc_call_minimal,
     .check = pc_check_client_key_stays,
     .kills = "key-in-query key-in-body key-in-header"},
    WIRE("content-type", REQUEST_CONTENT_TYPE, MUST, "spec:@operation/requestBody/content",
         "the request says that it is application/json",
         "content-type-missing content-type-form content-type-twice says-gzip"),
    WIRE("body", REQUEST_BODY, MUST, "spec:@operation/requestBody/required", "the request has a body",
         "body-missing"),
    WIRE("body/json", JSON, MUST, "rfc8259:2", "the body is JSON, to the letter",
         "body-form body-trailing-comma"),
    {.id = "client/request/body/utf-8",
     .title = "the body is UTF-8",
     .level = PC_LEVEL_MUST,
     .cites = "rfc8259:8.1",
     .call = &(const struct pc_call){.name = "body-utf-8", .deployment = "caf\303\251"},
     .check = pc_check_client_subject,
     .subject = PC_SUBJECT_JSON_UTF8,
     .kills = "body-latin1 id-latin1"},
    WIRE("body/bom", JSON_BOM, MUST, "rfc8259:8.1", "no byte order mark stands in front of the body",
         "body-bom"),
    WIRE("body/duplicate-key", JSON_DUPLICATE, SHOULD, "rfc8259:4", "no key stands twice in the body",
         "body-duplicate-key"),
    WIRE("body/schema", SCHEMA, MUST, "spec:@request", "the body fits the schema",
         "body-wrapped body-without-id body-id-array flags-null"),
    {.id = "client/request/body/schema/flags",
     .title = "a body with both booleans fits the schema",
     .level = PC_LEVEL_MUST,
     .cites = "spec:@request",
     .call =
         &(const struct pc_call){.name = "body-flags", .scale_down = PC_FLAG_TRUE, .preserve = PC_FLAG_FALSE},
     .check = pc_check_client_subject,
     .subject = PC_SUBJECT_SCHEMA,
     .kills = "flags-as-strings"},
    WIRE("body/surrogate", JSON_SURROGATE, SHOULD, "rfc8259:8.2", "surrogates in the body come in pairs",
         "body-lone-surrogate"),
    WIRE("framing", FRAMING, SHOULD, "rfc9112:6.3", "the request's length is the one it declares",
         "length-and-chunked"),
    {.id = "client/request/framing/alone",
     .title = "no empty line stands in front of the request",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9112:2.2",
     .call = &pc_call_minimal,
     .check = pc_check_client_begins,
     .kills = "blank-line-first"},
    WIRE("fields", FIELDS, SHOULD, "rfc9112:5", "the request's head is well-formed, with one Host",
         "host-missing host-twice bare-lf"),
    PATH("plain", MUST, "plain names arrive as they are", "path-environment-fixed path-swapped",
         .model = "abc123", .environment = "staging"),
    PATH("space", MUST, "a space arrives as a space", "path-raw path-plus-for-space path-twice",
         .model = "m 7", .environment = "pre prod"),
    PATH("slash", MUST, "a slash stays within its segment", "path-raw path-slash-raw path-twice",
         .model = "m/3", .environment = "eu/west"),
    PATH("percent", MUST, "a percent sign arrives as one", "path-raw path-percent-raw path-twice",
         .model = "m%41", .environment = "50%"),
    PATH("question-mark", MUST, "a question mark begins no query", "path-raw path-twice path-like-a-url",
         .model = "m?x=1", .environment = "why?"),
    PATH("hash", MUST, "a hash begins no fragment", "path-raw path-twice path-like-a-url", .model = "m#1",
         .environment = "c#"),
    PATH("plus", MUST, "a plus sign arrives as one", "path-plus-decoded", .model = "m+1",
         .environment = "a+b"),
    PATH("non-ascii", MUST, "letters beyond ASCII arrive as UTF-8", "path-raw path-latin1 path-twice",
         .model = "mod\303\250le", .environment = "\346\227\245\346\234\254\360\237\232\200"),
    PATH("reserved", MUST, "what may stand raw in a segment arrives as it is", "path-cut-at-semicolon",
         .model = "a;b=c,d", .environment = "!'()*:@$&+,;="),
    PATH("quotes", MUST, "quotes and brackets arrive as they are", "path-raw path-twice path-like-a-url",
         .model = "a\"b<c>&amp;", .environment = "<x>[y]{z}|\\^`"),
    PATH("blank", MUST, "a name of one space arrives as it is", "path-raw path-trimmed", .model = " ",
         .environment = " x "),
    PATH("case", MUST, "capitals stay capitals", "path-lower-case", .model = "AbC", .environment = "Prod-EU"),
    PATH("long", MUST, "a name of 300 letters arrives whole", "path-cut", .model = LONG_100 LONG_100 LONG_100,
         .environment = LONG_100),
    PATH("dots", MUST, "dots within a name arrive as they are", "path-dots-removed", .model = "v1.2..3",
         .environment = "..."),
    PATH("falsy", MUST, "names that look like nothing are names", "path-falsy-replaced", .model = "0",
         .environment = "null"),
    PATH("slash-at-the-ends", MUST, "slashes at a name's ends belong to it",
         "path-slashes-trimmed path-slash-raw", .model = "/m/", .environment = "eu/"),
    PATH("encoded", MUST, "what looks encoded is encoded again", "path-percent-raw path-twice",
         .model = "a%2Fb", .environment = "%2e%2e"),
    PATH("double-slash", MUST, "two slashes stay two", "path-slash-raw", .model = "a//b",
         .environment = "//"),
    PATH("decomposed", MUST, "letters are not composed anew", "path-composed", .model = "mode\314\200le",
         .environment = "e\314\200"),
    PATH("controls", MUST, "control characters arrive encoded, and begin no header field", "path-raw",
         .model = "a\tb", .environment = "x\r\nX-Injected: 1\r\ny"),
    PATH("dot-segment", MAY, "a name that is a dot segment arrives as it is", NULL, .model = ".",
         .environment = ".."),
    ID("plain", "the deployment's id arrives as it is", "id-fixed", "abc-123"),
    ID("escapes", "quotes, backslashes and controls in an id arrive as they are", "id-unescaped",
       "a\"b\\c\n\t\001/"),
    ID("non-ascii", "letters beyond ASCII in an id arrive as they are", "id-latin1 body-latin1",
       "\303\251\346\227\245\360\237\232\200"),
    ID("percent", "an id in the body is not percent-encoded", "id-percent-encoded", "a b/c%20"),
    ID("digits", "an id of digits stays a string, as it is", "id-as-number", "0012"),
    ID("falsy", "an id that looks like nothing is an id", "id-falsy-replaced id-as-number", "0"),
    ID("spaces", "spaces around an id belong to it", "id-trimmed", "  w 1 "),
    ID("case", "capitals in an id stay capitals", "id-lower-case", "W604-AbC"),
    ID("decomposed", "letters in an id are not composed anew", "id-composed", "mode\314\200le"),
    ID("markup", "an id is not escaped for HTML", "id-escaped-for-html", "<a href='x'>&amp;\"</a>"),
    ID("long", "an id of 300 letters arrives whole", "id-cut", LONG_100 LONG_100 LONG_100),
    FLAGS("absent-absent", PC_FLAG_ABSENT, PC_FLAG_ABSENT, "flags-unset-as-false"),
    FLAGS("absent-true", PC_FLAG_ABSENT, PC_FLAG_TRUE, "flags-unset-as-false"),
    FLAGS("absent-false", PC_FLAG_ABSENT, PC_FLAG_FALSE, "flags-false-dropped flags-swapped flags-ignored"),
    FLAGS("true-absent", PC_FLAG_TRUE, PC_FLAG_ABSENT, "flags-unset-as-false"),
    FLAGS("true-true", PC_FLAG_TRUE, PC_FLAG_TRUE, "flags-as-strings fields-lost-with-flags"),
    FLAGS("true-false", PC_FLAG_TRUE, PC_FLAG_FALSE, "flags-false-dropped flags-swapped flags-ignored"),
    FLAGS("false-absent", PC_FLAG_FALSE, PC_FLAG_ABSENT, "flags-false-dropped flags-swapped flags-ignored"),
    FLAGS("false-true", PC_FLAG_FALSE, PC_FLAG_TRUE, "flags-false-dropped flags-swapped flags-ignored"),
    FLAGS("false-false", PC_FLAG_FALSE, PC_FLAG_FALSE, "flags-false-dropped flags-ignored"),
    {.id = "client/request/flags/next-call",
     .title = "what one call sets does not stay for the next",
     .level = PC_LEVEL_MUST,
     .cites = "spec:@request/properties/scale_down_previous_deployment"
              " spec:@request/properties/preserve_env_instance_type",
     .call = &(const struct pc_call){.name = "flags-next-call",
                                     .deployment = "w604593",
                                     .scale_down = PC_FLAG_FALSE,
                                     .preserve = PC_FLAG_FALSE,
                                     .times = 2,
                                     .first_alone = true},
     .call_control = &pc_call_minimal,
     .check = pc_check_client_next_call,
     .kills = "flags-kept"},
};

const struct pc_case_table pc_cases_client_request = {cases, COUNT(cases)};
