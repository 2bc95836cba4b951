/* Adapters as scripts of sh: those that keep the protocol, and every way to break it. */
#include "pc_adapter.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define WELCOME "read -r l; echo '{\"protocol\":1,\"client\":{\"name\":\"sh\",\"version\":\"9\"}}';"
#define UNKNOWN "read -r l; echo '{\"seq\":1,\"outcome\":\"unsupported\"}';"
#define GREETED WELCOME UNKNOWN "read -r l;"

static const struct pc_adapter_call call = {.case_id = "client/test",
                                            .base_url = "http://127.0.0.1:1",
                                            .api_key = "prefix.secret",
                                            .model = {"m 1", 3},
                                            .environment = {"production", 10},
                                            .request = {"{\"deployment_id\":\"d\"}", 21},
                                            .timeout_ms = 200};

static int64_t grace_ms = 10000; /* short only where a hang is wanted: a busy machine is slow */

static struct pc_adapter *start(const char *script, bool oneshot) {
    static char *argv[4];
    union {
        const char *borrowed;
        char *word;
    } words[] = {{"sh"}, {"-c"}, {script}};
    for (size_t i = 0; i < COUNT(words); i++)
        argv[i] = words[i].word;
    const struct pc_adapter_options options = {
        .argv = argv, .oneshot = oneshot, .start_ms = 5000, .grace_ms = grace_ms};
    struct pc_adapter *adapter = NULL;
    assert_int_equal(pc_adapter_new(&options, &adapter, NULL), PC_OK);
    return adapter;
}

static unsigned count_descriptors(void) {
    unsigned count = 0;
    for (int i = 0; i < 256; i++)
        count += fcntl(i, F_GETFD) != -1;
    return count;
}

static unsigned descriptors; /* before any adapter */

/* No process is left behind, dead or alive, and no descriptor. */
static void assert_no_child(void) {
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(count_descriptors(), descriptors);
}

struct row {
    const char *name;
    const char *script;
    bool oneshot;
    enum pc_adapter_outcome outcome;
    const char *says; /* in `breach`, or of the status */
    int signal;
    int exit_status;
};

/* main() names proxies: an adapter that sees one is done. Other variables it has. */
#define NO_PROXY                                                                                             \
    "[ -z \"${http_proxy-}${HTTP_PROXY-}${HTTPS_PROXY-}${all_proxy-}\" ] && [ \"$http_proxy_of\" = mine ] "  \
    "|| exit 9; "
#define ANSWER2(rest) GREETED "echo '{\"seq\":2," rest "}'; cat >/dev/null"

static const struct row rows[] = {
    {"deployment", ANSWER2("\"outcome\":\"deployment\",\"deployment\":{\"id\":\"d\"}"), false,
     PC_ADAPTER_DEPLOYMENT, NULL, 0, 0},
    {"NaN of Python",
     ANSWER2(
         "\"outcome\":\"deployment\",\"deployment\":{\"a\":NaN,\"b\":[-Infinity,Infinity],\"c\":\"NaN\"}"),
     false, PC_ADAPTER_DEPLOYMENT, NULL, 0, 0},
    {"nan and inf of others",
     ANSWER2("\"outcome\":\"deployment\",\"deployment\":{\"a\":nan,\"b\":[-inf,INF],\"c\":null,\"inf\":\"-"
             "nan\"}"),
     false, PC_ADAPTER_DEPLOYMENT, NULL, 0, 0},
    {"bytes that are no UTF-8",
     GREETED "printf '{\"seq\":2,\"outcome\":\"deployment\",\"deployment\":{\"a\":\"\\303\\251\\377z\"}}\\n';"
             "cat >/dev/null",
     false, PC_ADAPTER_DEPLOYMENT, NULL, 0, 0},
    {"error", ANSWER2("\"outcome\":\"error\",\"kind\":\"http\",\"status\":409"), false, PC_ADAPTER_ERROR,
     NULL, 0, 0},
    {"unsupported", ANSWER2("\"outcome\":\"unsupported\",\"reason\":\"no\""), false, PC_ADAPTER_UNSUPPORTED,
     NULL, 0, 0},
    {"oneshot", "read -r l; echo \"{\\\"outcome\\\":\\\"error\\\",\\\"kind\\\":\\\"decode\\\"}\"", true,
     PC_ADAPTER_ERROR, NULL, 0, 0},
    {"oneshot that never reads", "echo '{\"outcome\":\"unsupported\"}'", true, PC_ADAPTER_UNSUPPORTED, NULL,
     0, 0},
    {"oneshot over several lines", "printf '{\\n\"outcome\":\\n\"unsupported\"}\\n'", true,
     PC_ADAPTER_UNSUPPORTED, NULL, 0, 0},
    {"oneshot reads the variables",
     "[ \"$PROMOTE_MODEL_ID/$PROMOTE_CMD/$PROMOTE_TIMEOUT_MS\" = 'm 1/promote/200' ] && "
     "echo '{\"outcome\":\"unsupported\"}'",
     true, PC_ADAPTER_UNSUPPORTED, NULL, 0, 0},
    {"oneshot without a proxy", NO_PROXY "echo '{\"outcome\":\"unsupported\"}'", true, PC_ADAPTER_UNSUPPORTED,
     NULL, 0, 0},
    {"no proxy", NO_PROXY ANSWER2("\"outcome\":\"unsupported\""), false, PC_ADAPTER_UNSUPPORTED, NULL, 0, 0},
    {"abort", GREETED "kill -ABRT $$", false, PC_ADAPTER_CRASHED, NULL, 6, 0},
    {"segmentation fault", GREETED "kill -SEGV $$", false, PC_ADAPTER_CRASHED, NULL, 11, 0},
    {"killed", GREETED "kill -KILL $$", false, PC_ADAPTER_CRASHED, NULL, 9, 0},
    {"exit 1", GREETED "exit 1", false, PC_ADAPTER_CRASHED, NULL, 0, 1},
    {"oneshot exit 3", "exit 3", true, PC_ADAPTER_CRASHED, NULL, 0, 3},
    {"exit 0 without a word", GREETED "exit 0", false, PC_ADAPTER_BREACH, "without an answer", 0, 0},
    {"oneshot without a word", "exit 0", true, PC_ADAPTER_BREACH, "without an answer", 0, 0},
    {"output closed, alive", GREETED "exec >&-; exec sleep 100", false, PC_ADAPTER_BREACH,
     "closed its output", 0, 0},
    {"hang", GREETED "exec sleep 100", false, PC_ADAPTER_HUNG, NULL, 0, 0},
    {"hang in a child", GREETED "sleep 100; exit 1", false, PC_ADAPTER_HUNG, NULL, 0, 0},
    {"hang that ignores signals", GREETED "trap '' TERM INT HUP; while :; do sleep 1; done", false,
     PC_ADAPTER_HUNG, NULL, 0, 0},
    {"oneshot hang", "sleep 100", true, PC_ADAPTER_HUNG, NULL, 0, 0},
    {"child holds the output", GREETED "sleep 100 & exit 1", false, PC_ADAPTER_HUNG, NULL, 0, 0},
    {"no line end", GREETED "printf '{\"seq\":2'; exec sleep 100", false, PC_ADAPTER_HUNG, NULL, 0, 0},
    {"endless line", GREETED "tr '\\0' x </dev/zero", false, PC_ADAPTER_BREACH, "without an end", 0, 0},
    {"endless errors", GREETED "tr '\\0' x </dev/zero >&2", false, PC_ADAPTER_HUNG, NULL, 0, 0},
    {"empty line", GREETED "echo; cat >/dev/null", false, PC_ADAPTER_BREACH, "not JSON", 0, 0},
    {"words", GREETED "echo connecting...; cat >/dev/null", false, PC_ADAPTER_BREACH, "connecting...", 0, 0},
    {"array", GREETED "echo '[1]'; cat >/dev/null", false, PC_ADAPTER_BREACH, "no JSON object", 0, 0},
    {"invalid UTF-8", GREETED "printf '\\377\\n'; cat >/dev/null", false, PC_ADAPTER_BREACH, "not JSON", 0,
     0},
    {"deep", GREETED "head -c 100000 /dev/zero | tr '\\0' '['; echo; cat >/dev/null", false,
     PC_ADAPTER_BREACH, "not JSON", 0, 0},
    {"wrong seq", GREETED "echo '{\"seq\":7,\"outcome\":\"unsupported\"}'; cat >/dev/null", false,
     PC_ADAPTER_BREACH, "wrong seq: expected 2, seen 7", 0, 0},
    {"no seq", GREETED "echo '{\"outcome\":\"unsupported\"}'; cat >/dev/null", false, PC_ADAPTER_BREACH,
     "seq", 0, 0},
    {"no outcome", ANSWER2("\"deployment\":{}"), false, PC_ADAPTER_BREACH, "outcome", 0, 0},
    {"unknown outcome", ANSWER2("\"outcome\":\"fine\""), false, PC_ADAPTER_BREACH, "/outcome", 0, 0},
    {"unknown kind", ANSWER2("\"outcome\":\"error\",\"kind\":\"bad\""), false, PC_ADAPTER_BREACH, "/kind", 0,
     0},
    {"no deployment", ANSWER2("\"outcome\":\"deployment\""), false, PC_ADAPTER_BREACH, "deployment", 0, 0},
};

static void test_row(void **state) {
    const struct row *row = *state;
    grace_ms = row->outcome == PC_ADAPTER_HUNG ? 300 : 10000;
    struct pc_adapter *adapter = start(row->script, row->oneshot);
    struct pc_adapter_answer answer = {0};
    struct pc_error err = {0};
    if (pc_adapter_promote(adapter, &call, &answer, &err) != PC_OK)
        fail_msg("%s: %s", row->name, err.message);
    if (answer.outcome != row->outcome)
        fail_msg("%s: outcome %d, %s", row->name, (int)answer.outcome, answer.breach);
    if (row->says != NULL && strstr(answer.breach, row->says) == NULL)
        fail_msg("%s: %s", row->name, answer.breach);
    assert_int_equal(answer.signal, row->signal);
    assert_int_equal(answer.exit_status, row->exit_status);
    assert_true(answer.noise.size <= PC_ADAPTER_MAX_STDERR);
    pc_adapter_answer_clear(&answer);
    pc_adapter_free(adapter);
    assert_no_child();
}

static void test_answer_is_read(void **state) {
    (void)state;
    struct pc_adapter *adapter = start(
        GREETED "echo one >&2; echo '{\"seq\":2,\"outcome\":\"error\",\"kind\":\"http\",\"status\":409}';"
                "read -r l; echo '{\"seq\":3,\"outcome\":\"deployment\",\"deployment\":{\"id\":\"x\"}}';"
                "cat >/dev/null",
        false);
    struct pc_adapter_answer answer = {0};
    assert_int_equal(pc_adapter_promote(adapter, &call, &answer, NULL), PC_OK);
    assert_int_equal(answer.status, 409);
    assert_string_equal(answer.kind, "http");
    assert_string_equal(answer.noise.data, "one\n");
    pc_adapter_answer_clear(&answer);
    assert_int_equal(pc_adapter_promote(adapter, &call, &answer, NULL), PC_OK);
    assert_true(pc_json_string_equal(pc_json_get_text(answer.deployment, "id"), PC_VIEW("x")));
    assert_int_equal(answer.noise.size, 0);
    assert_string_equal(pc_adapter_client(adapter)->name, "sh");
    assert_string_equal(pc_adapter_client(adapter)->version, "9");
    assert_string_equal(pc_adapter_client(adapter)->language, "");
    pc_adapter_answer_clear(&answer);
    pc_adapter_free(adapter);
    assert_no_child();
}

/* What it says at its end, and what it dies of then, belongs to its last answer. */
static void test_end_is_heard(void **state) {
    (void)state;
    struct pc_adapter *adapter =
        start(GREETED "echo '{\"seq\":2,\"outcome\":\"unsupported\"}'; cat >/dev/null;"
                      "echo late >&2; echo later; kill -ABRT $$",
              false);
    struct pc_adapter_answer answer = {0};
    assert_true(pc_adapter_is_fresh(adapter));
    assert_int_equal(pc_adapter_promote(adapter, &call, &answer, NULL), PC_OK);
    assert_false(pc_adapter_is_fresh(adapter));
    pc_adapter_end(adapter, &answer);
    assert_string_equal(answer.noise.data, "late\nlater\n");
    assert_int_equal(answer.earlier_signal, 6);
    pc_adapter_answer_clear(&answer);
    pc_adapter_free(adapter);
    assert_no_child();
}

/* Who does not end with its input is killed, and that is no death of its own. */
static void test_end_is_bounded(void **state) {
    (void)state;
    struct pc_adapter *adapter =
        start(GREETED "echo '{\"seq\":2,\"outcome\":\"unsupported\"}'; exec sleep 100", false);
    struct pc_adapter_answer answer = {0};
    assert_int_equal(pc_adapter_promote(adapter, &call, &answer, NULL), PC_OK);
    pc_adapter_end(adapter, &answer);
    assert_int_equal(answer.earlier_signal, 0);
    pc_adapter_end(adapter, &answer);
    pc_adapter_answer_clear(&answer);
    pc_adapter_free(adapter);
    assert_no_child();
}

/* A process that died is started again, and greeted again. */
static void test_goes_on_after_a_crash(void **state) {
    (void)state;
    struct pc_adapter *adapter =
        start(WELCOME "read -r l; s=${l##*seq?:}; echo \"{\\\"seq\\\":${s%%[,\\}]*},"
                      "\\\"outcome\\\":\\\"unsupported\\\"}\"; read -r l; kill -SEGV $$",
              false);
    for (int i = 0; i < 3; i++) {
        struct pc_adapter_answer answer = {0};
        struct pc_error err = {0};
        if (pc_adapter_promote(adapter, &call, &answer, &err) != PC_OK)
            fail_msg("%s", err.message);
        assert_int_equal(answer.outcome, PC_ADAPTER_CRASHED);
        assert_int_equal(answer.signal, 11);
        pc_adapter_answer_clear(&answer);
    }
    pc_adapter_free(adapter);
    assert_no_child();
}

static const struct {
    const char *script;
    enum pc_status status;
    const char *says;
} greetings[] = {
    {WELCOME UNKNOWN "cat >/dev/null", PC_OK, NULL},
    {"exit 0", PC_UNREACHABLE, "hello"},
    {"exit 7", PC_UNREACHABLE, "exit status 7"},
    {"kill -SEGV $$", PC_UNREACHABLE, "signal 11"},
    {"echo hi; cat >/dev/null", PC_UNREACHABLE, "not JSON"},
    {"echo '{\"protocol\":2}'; cat >/dev/null", PC_UNREACHABLE, "/protocol"},
    {"echo '{\"protocol\":1,\"client\":7}'; cat >/dev/null", PC_UNREACHABLE, "/client"},
    {WELCOME "read -r l; echo '{\"seq\":1,\"outcome\":\"error\",\"kind\":\"argument\"}'; cat >/dev/null",
     PC_UNREACHABLE, "unsupported"},
    {WELCOME "exit 0", PC_UNREACHABLE, "cannot know"},
};

static void test_greetings(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(greetings); i++) {
        struct pc_adapter *adapter = start(greetings[i].script, false);
        struct pc_error err = {0};
        if (pc_adapter_greet(adapter, &err) != greetings[i].status)
            fail_msg("%s: %s", greetings[i].script, err.message);
        if (greetings[i].says != NULL && strstr(err.message, greetings[i].says) == NULL)
            fail_msg("%s: %s", greetings[i].script, err.message);
        pc_adapter_free(adapter);
        assert_no_child();
    }
}

static void test_no_program(void **state) {
    (void)state;
    static char word[] = "/nonexistent/adapter";
    static char *argv[] = {word, NULL};
    struct pc_adapter *adapter = NULL;
    struct pc_error err = {0};
    assert_int_equal(pc_adapter_new(&(struct pc_adapter_options){.argv = argv}, &adapter, NULL), PC_OK);
    assert_int_equal(pc_adapter_greet(adapter, &err), PC_USAGE);
    assert_non_null(strstr(err.message, "/nonexistent/adapter"));
    pc_adapter_free(adapter);
}

/* What is open here is not open there: the shell lists its own three, and the one that it lists with. */
static void test_inherits_nothing(void **state) {
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    char script[256];
    snprintf(script, sizeof script,
             "if { true >&%d; } 2>/dev/null; then exit 9; fi; echo '{\"outcome\":\"unsupported\"}'", ends[1]);
    struct pc_adapter *adapter = start(script, true);
    struct pc_adapter_answer answer = {0};
    assert_int_equal(pc_adapter_promote(adapter, &call, &answer, NULL), PC_OK);
    assert_int_equal(answer.outcome, PC_ADAPTER_UNSUPPORTED);
    pc_adapter_answer_clear(&answer);
    pc_adapter_free(adapter);
    close(ends[0]);
    close(ends[1]);
}

int main(void) {
    static const char *const proxies[] = {"http_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"};
    for (size_t i = 0; i < COUNT(proxies); i++)
        setenv(proxies[i], "http://127.0.0.1:9", 1);
    setenv("http_proxy_of", "mine", 1);
    descriptors = count_descriptors();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answer_is_read),   cmocka_unit_test(test_goes_on_after_a_crash),
        cmocka_unit_test(test_greetings),        cmocka_unit_test(test_no_program),
        cmocka_unit_test(test_inherits_nothing), cmocka_unit_test(test_end_is_heard),
        cmocka_unit_test(test_end_is_bounded),
    };
    struct CMUnitTest of_rows[COUNT(rows)];
    for (size_t i = 0; i < COUNT(rows); i++) {
        union {
            const void *borrowed;
            void *state;
        } initial = {.borrowed = &rows[i]};
        of_rows[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = test_row, .initial_state = initial.state};
    }
    int failed = cmocka_run_group_tests_name("adapter", tests, NULL, NULL) != 0;
    failed |= cmocka_run_group_tests_name("adapter/rows", of_rows, NULL, NULL) != 0;
    return failed != 0;
}
