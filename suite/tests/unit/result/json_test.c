/* results.json: its text, what comes back, and what is refused. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

static void set(char **text, const char *value) {
    *text = pc_text_copy(value);
    assert_non_null(*text);
}

static void set_bytes(struct pc_buf *buf, const char *bytes, size_t size) {
    pc_buf_init(buf, SIZE_MAX);
    assert_int_equal(pc_buf_append(buf, (struct pc_view){bytes, size}), PC_OK);
}

static void set_header(struct pc_stored_message *message, const char *name, const char *value) {
    message->headers = calloc(1, sizeof *message->headers);
    assert_non_null(message->headers);
    message->header_count = 1;
    set(&message->headers[0].name, name);
    set(&message->headers[0].value, value);
}

/* One of everything: texts and bytes, an answer and none, a request and none. */
static void make(struct pc_result *result) {
    *result = (struct pc_result){.interrupted = true, .strict = true};
    set(&result->version, "0.1.0");
    set(&result->spec, "ab12");
    set(&result->side, "server");
    set(&result->target, "http://h");
    set(&result->started, "2026-01-02T03:04:05Z");
    assert_int_equal(pc_result_add_note(result, "a \"note\"\n"), PC_OK);
    struct pc_stored_exchange *one = pc_result_add_exchange(result);
    set(&one->probe, "p");
    set(&one->outcome, "answered");
    set(&one->curl, "curl 'x'");
    one->ms = 3;
    set(&one->request.method, "POST");
    set_bytes(&one->request.target, "/a", 2);
    strcpy(one->request.version, "1.1");
    set_header(&one->request, "Host", "h");
    set_bytes(&one->request.body, "{}", 2);
    one->request.body_size = 2;
    set_bytes(&one->request.wire, "POST", 4);
    one->response.status = 200;
    strcpy(one->response.version, "1.0");
    set_bytes(&one->response.body, "a\xFF\0", 3);
    one->response.body_size = 70000;
    set_bytes(&one->response.wire, "HTTP", 4);
    one = pc_result_add_exchange(result);
    set(&one->probe, "q");
    set(&one->outcome, "closed");
    set_bytes(&one->request.wire, "\xFF", 1);
    one = pc_result_add_exchange(result);
    set(&one->probe, "r");
    set(&one->outcome, "closed");
    set(&one->request.method, "GET");
    set_bytes(&one->request.target, "/\xFF", 2);
    struct pc_case_result *first = pc_result_add_case(result);
    set(&first->id, "server/a/b");
    set(&first->title, "t");
    first->level = PC_LEVEL_SHOULD;
    first->verdict = PC_VERDICT_WARN;
    first->ms = 4;
    assert_int_equal(pc_case_result_add_cite(first, "spec:#/x"), PC_OK);
    char words[] = "w";
    assert_int_equal(pc_findings_add(&first->findings, &(struct pc_finding){.requirement = words,
                                                                            .cite = words,
                                                                            .at = words,
                                                                            .line = 1,
                                                                            .column = 14,
                                                                            .expected = words,
                                                                            .seen = words}),
                     PC_OK);
    assert_int_equal(pc_findings_add(&first->findings, &(struct pc_finding){.seen = words}), PC_OK);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(pc_case_result_add_exchange(first, i), PC_OK);
    struct pc_case_result *second = pc_result_add_case(result);
    set(&second->id, "server/a/c");
    set(&second->title, "u");
    set(&second->reason, "why");
    second->verdict = PC_VERDICT_NA;
}

/* Without white space: the members and their order are what DESIGN calls results.json. */
static const char compact[] =
    "{\"promotecheck\":\"0.1.0\",\"spec\":\"ab12\",\"side\":\"server\",\"target\":\"http://h\","
    "\"started\":\"2026-01-02T03:04:05Z\",\"interrupted\":true,\"strict\":true,\"notes\":[\"a "
    "\\\"note\\\"\\n\"],"
    "\"summary\":{\"pass\":0,\"fail\":0,\"warn\":1,\"note\":0,\"known\":0,\"stale\":0,\"n/"
    "a\":1,\"untestable\":0,"
    "\"error\":0,\"skip\":0},"
    "\"cases\":[{\"id\":\"server/a/b\",\"title\":\"t\",\"level\":\"should\",\"verdict\":\"warn\","
    "\"cites\":[\"spec:#/x\"],\"ms\":4,"
    "\"findings\":[{\"requirement\":\"w\",\"cite\":\"w\",\"at\":\"w\",\"line\":1,\"column\":14,\"expected\":"
    "\"w\","
    "\"seen\":\"w\"},{\"seen\":\"w\"}],"
    "\"exchanges\":[{\"request\":{\"method\":\"POST\",\"target\":\"/a\",\"version\":\"1.1\","
    "\"headers\":[[\"Host\",\"h\"]],\"body\":{\"text\":\"{}\"}},"
    "\"response\":{\"status\":200,\"version\":\"1.0\",\"headers\":[],"
    "\"body\":{\"base64\":\"Yf8A\",\"size\":70000,\"truncated\":true}},"
    "\"ms\":3,\"outcome\":\"answered\",\"probe\":\"p\",\"curl\":\"curl 'x'\","
    "\"wire\":{\"request\":\"UE9TVA==\",\"response\":\"SFRUUA==\"}},"
    "{\"request\":null,\"response\":null,\"ms\":0,\"outcome\":\"closed\",\"probe\":\"q\",\"wire\":{"
    "\"request\":\"/w==\"}},"
    "{\"request\":{\"method\":\"GET\",\"target\":{\"base64\":\"L/"
    "8=\"},\"headers\":[],\"body\":{\"text\":\"\"}},"
    "\"response\":null,\"ms\":0,\"outcome\":\"closed\",\"probe\":\"r\"}]},"
    "{\"id\":\"server/a/c\",\"title\":\"u\",\"level\":\"must\",\"verdict\":\"n/"
    "a\",\"reason\":\"why\",\"cites\":[],"
    "\"ms\":0,\"findings\":[],\"exchanges\":[]}]}";

/* Takes white space away that stands outside strings. */
static void squeeze(struct pc_buf *text) {
    bool inside = false;
    size_t size = 0;
    for (size_t i = 0; i < text->size; i++) {
        char c = text->data[i];
        inside = c == '"' && (i == 0 || text->data[i - 1] != '\\') ? !inside : inside;
        if (inside || (c != ' ' && c != '\n'))
            text->data[size++] = c;
    }
    text->size = size;
    text->data[size] = '\0';
}

static void written(void **state) {
    (void)state;
    struct pc_result result;
    struct pc_buf out;
    pc_buf_init(&out, SIZE_MAX);
    make(&result);
    assert_int_equal(pc_result_write_json(&result, &out), PC_OK);
    assert_int_equal(out.data[out.size - 1], '\n');
    squeeze(&out);
    assert_string_equal(out.data, compact);
    pc_buf_clear(&out);
    /* a result with nothing in it is a document too; a full buffer is an error */
    assert_int_equal(pc_result_write_json(&(struct pc_result){0}, &out), PC_OK);
    pc_buf_clear(&out);
    pc_buf_init(&out, 500);
    assert_int_equal(pc_result_write_json(&result, &out), PC_LIMIT);
    pc_buf_clear(&out);
    pc_result_clear(&result);
}

static void round_trip(void **state) {
    (void)state;
    struct pc_result result;
    struct pc_result read;
    struct pc_error err = {0};
    struct pc_buf once;
    struct pc_buf twice;
    pc_buf_init(&once, SIZE_MAX);
    pc_buf_init(&twice, SIZE_MAX);
    make(&result);
    assert_int_equal(pc_result_write_json(&result, &once), PC_OK);
    assert_int_equal(pc_result_read_json(pc_buf_view(&once), &read, &err), PC_OK);
    assert_int_equal(pc_result_write_json(&read, &twice), PC_OK);
    assert_string_equal(twice.data, once.data);
    assert_int_equal(read.case_count, 2);
    assert_true(read.strict && read.interrupted);
    assert_int_equal(read.cases[0].level, PC_LEVEL_SHOULD);
    assert_int_equal(read.cases[0].findings.items[0].column, 14);
    assert_memory_equal(read.exchanges[0].response.body.data, "a\xFF\0", 3);
    assert_int_equal(read.exchanges[0].response.body_size, 70000);
    assert_string_equal(read.exchanges[2].request.target.data, "/\xFF");
    assert_null(read.exchanges[1].request.method);
    assert_string_equal(read.cases[1].reason, "why");
    assert_int_equal(pc_result_exit_status(&read), 130);
    pc_result_clear(&read);
    pc_result_clear(&result);
    pc_buf_clear(&once);
    pc_buf_clear(&twice);
}

/* The document with one place changed, and what is said about it. */
static void refused(void **state) {
    (void)state;
    static const struct {
        const char *from;
        const char *to;
        const char *message; /* stands in it */
    } table[] = {
        {"{\"promotecheck\":\"0.1.0\",", "{", "\"promotecheck\" is missing or no string"},
        {"{\"promotecheck\":\"0.1.0\"", "{\"promotecheck\":1",
         "line 1, column 17: \"promotecheck\" is missing"},
        {"\"spec\":\"ab12\"", "\"spec\":\"\\u0000\"", "U+0000"},
        {"\"interrupted\":true", "\"interrupted\":1", "\"interrupted\" is missing or no boolean"},
        {"\"strict\":true", "\"strict\":null", "\"strict\""},
        {"\"notes\":[", "\"notes\":[[],", "a string was expected"},
        {"\"cases\":[", "\"cases\":[7,", "a case was expected"},
        {"\"level\":\"should\"", "\"level\":\"shall\"", "an unknown word"},
        {"\"verdict\":\"warn\"", "\"verdict\":\"WARN\"", "an unknown word"},
        {"\"cites\":[\"spec:#/x\"]", "\"cites\":{}", "\"cites\" is missing or no array"},
        {"\"ms\":4", "\"ms\":4.5", "an integer that cannot stand here"},
        {"\"ms\":4", "\"ms\":-1", "an integer that cannot stand here"},
        {"\"ms\":4", "\"ms\":99999999999999999999", "an integer that cannot stand here"},
        {"\"findings\":[{", "\"findings\":[null,{", "a finding was expected"},
        {"\"line\":1", "\"line\":4294967296", "an integer that cannot stand here"},
        {"\"seen\":\"w\"}]", "\"seen\":7}]", "\"seen\" is missing or no string"},
        {"\"exchanges\":[{", "\"exchanges\":[\"\",{", "an exchange was expected"},
        {"\"method\":\"POST\",", "", "\"method\" is missing"},
        {"\"target\":\"/a\"", "\"target\":7", "\"target\" is missing or no string"},
        {"\"base64\":\"L/8=\"", "\"base64\":\"L/8\"", "not base64"},
        {"\"version\":\"1.1\"", "\"version\":\"12345678\"", "a \"version\" that is none"},
        {"[\"Host\",\"h\"]", "[\"Host\"]", "a pair of name and value"},
        {"[\"Host\",\"h\"]", "[\"Host\",\"h\",\"i\"]", "a pair of name and value"},
        {"[\"Host\",\"h\"]", "\"Host\"", "a pair of name and value"},
        {"{\"text\":\"{}\"}", "{\"text\":1}", "a string was expected"},
        {"{\"text\":\"{}\"}", "{}", "\"base64\" is missing or no string"},
        {"\"status\":200", "\"status\":\"200\"", "\"status\" is missing or no number"},
        {"\"outcome\":\"answered\",", "", "\"outcome\" is missing"},
        {"{\"request\":\"/w==\"}", "{\"request\":\"?\"}", "not base64"},
        {"\"response\":null", "\"response\":1", "\"response\" is missing or no object"},
        {"]}]}", "]}]", "line 1, column "},
        {"]}]}", "]}]}x", "bytes stand behind the value"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct pc_buf text;
        pc_buf_init(&text, SIZE_MAX);
        const char *at = strstr(compact, table[i].from);
        assert_non_null(at);
        assert_int_equal(pc_buf_append(&text, (struct pc_view){compact, (size_t)(at - compact)}), PC_OK);
        append(&text, table[i].to);
        append(&text, at + strlen(table[i].from));
        struct pc_result read;
        struct pc_error err = {0};
        assert_int_equal(pc_result_read_json(pc_buf_view(&text), &read, &err), PC_MALFORMED);
        if (strstr(err.message, table[i].message) == NULL)
            fail_msg("%s: %s", table[i].to, err.message);
        assert_non_null(strstr(err.message, "results.json, line 1, column "));
        assert_int_equal(read.case_count, 0);
        pc_buf_clear(&text);
    }
}

/* No beginning of the document and no changed byte does harm: it is read, or refused with a place. */
static void damaged(void **state) {
    (void)state;
    char text[sizeof compact];
    for (size_t i = 0; i < sizeof compact - 1; i++) {
        struct pc_result read;
        struct pc_error err = {0};
        assert_int_equal(pc_result_read_json((struct pc_view){compact, i}, &read, &err), PC_MALFORMED);
        for (const char *c = "\"\\[}0n"; *c != '\0'; c++) {
            memcpy(text, compact, sizeof compact);
            text[i] = *c;
            enum pc_status status =
                pc_result_read_json((struct pc_view){text, sizeof compact - 1}, &read, NULL);
            assert_true(status == PC_OK || status == PC_MALFORMED);
            pc_result_clear(&read);
        }
    }
}

/* A later version may say more. */
static void unknown_members(void **state) {
    (void)state;
    struct pc_buf text;
    struct pc_result read;
    pc_buf_init(&text, SIZE_MAX);
    append(&text, "{\"newer\":[{\"x\":1}],");
    append(&text, compact + 1);
    assert_int_equal(pc_result_read_json(pc_buf_view(&text), &read, NULL), PC_OK);
    assert_int_equal(read.case_count, 2);
    pc_result_clear(&read);
    pc_buf_clear(&text);
}

int run_json_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(written), cmocka_unit_test(round_trip),
                                       cmocka_unit_test(refused), cmocka_unit_test(damaged),
                                       cmocka_unit_test(unknown_members)};
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
