#include "child.h"
#include "environment.h"
#include "message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOODBYE_MS     1000
#define DEATH_MS       500 /* a process that closed its output is given so long to end by itself */
#define MAX_LAST_WORDS 200u

struct pc_adapter {
    struct pc_adapter_options options;
    struct messages messages;
    struct child child;
    unsigned seq;
    bool greeted; /* this very process */
    struct pc_adapter_client client;
};

extern char **environ;

enum pc_status pc_adapter_new(const struct pc_adapter_options *options, struct pc_adapter **out,
                              struct pc_error *err) {
    struct pc_adapter *adapter = calloc(1, sizeof *adapter);
    if (adapter == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for an adapter");
    adapter->options = *options;
    if (options->start_ms == 0)
        adapter->options.start_ms = PC_ADAPTER_START_MS;
    if (options->grace_ms == 0)
        adapter->options.grace_ms = PC_ADAPTER_GRACE_MS;
    enum pc_status status = messages_init(&adapter->messages, err);
    if (status != PC_OK) {
        pc_adapter_free(adapter);
        return status;
    }
    *out = adapter;
    return PC_OK;
}

void pc_adapter_free(struct pc_adapter *adapter) {
    if (adapter == NULL)
        return;
    bool killed;
    child_close_input(&adapter->child);
    (void)child_wait(&adapter->child, GOODBYE_MS, &killed);
    messages_clear(&adapter->messages);
    free(adapter);
}

bool pc_adapter_is_fresh(const struct pc_adapter *adapter) {
    return !adapter->options.oneshot && (adapter->child.pid == 0 || !adapter->greeted);
}

void pc_adapter_end(struct pc_adapter *adapter, struct pc_adapter_answer *last) {
    struct child *child = &adapter->child;
    if (child->pid == 0)
        return;
    bool killed = false;
    child_close_input(child);
    struct child_end end = child_hear_out(child, GOODBYE_MS, &last->noise, &killed);
    if (!killed)
        last->earlier_signal = end.signal;
}

const struct pc_adapter_client *pc_adapter_client(const struct pc_adapter *adapter) {
    return &adapter->client;
}

void pc_adapter_answer_clear(struct pc_adapter_answer *answer) {
    if (answer == NULL)
        return;
    pc_json_reader_free(answer->reader);
    pc_buf_clear(&answer->line);
    pc_buf_clear(&answer->noise);
    *answer = (struct pc_adapter_answer){0};
}

static enum pc_status answer_init(struct pc_adapter_answer *answer) {
    *answer = (struct pc_adapter_answer){.reader = pc_json_reader_new(NULL)};
    pc_buf_init(&answer->line, PC_ADAPTER_MAX_LINE);
    pc_buf_init(&answer->noise, PC_ADAPTER_MAX_STDERR);
    return answer->reader == NULL ? PC_NO_MEMORY : PC_OK;
}

static void breach(struct pc_adapter_answer *answer, const char *words) {
    answer->outcome = PC_ADAPTER_BREACH;
    snprintf(answer->breach, sizeof answer->breach, "%s", words);
}

/* What the end of its output means: it died, or it left in good order without a word. */
static void say_ended(struct pc_adapter_answer *answer, struct child_end end, bool killed) {
    answer->signal = killed ? 0 : end.signal;
    answer->exit_status = end.exit_status;
    if (!killed && (end.signal != 0 || end.exit_status != 0))
        answer->outcome = PC_ADAPTER_CRASHED;
    else
        breach(answer, killed ? "it closed its output without an answer"
                              : "it ended without an answer, with exit status 0");
}

/* Sends `text`, takes the answer's line. PC_OK with `answered` false: outcome says what happened. */
static enum pc_status converse(struct pc_adapter *adapter, struct pc_view text, int64_t wait_ms,
                               struct pc_adapter_answer *answer, bool *answered) {
    int64_t started_ms = pc_clock_ms();
    struct talk talk = {.text = text,
                        .whole = adapter->options.oneshot,
                        .deadline_ms = started_ms + wait_ms,
                        .line = &answer->line,
                        .noise = &answer->noise,
                        .interrupted = adapter->options.interrupted,
                        .interrupted_context = adapter->options.interrupted_context};
    struct child *child = &adapter->child;
    enum pc_status status = child_talk(child, &talk);
    bool killed = false;
    *answered = status == PC_OK;
    if (status != PC_NO_MEMORY)
        child_take_noise(child, &answer->noise);
    if (status == PC_CLOSED) {
        struct child_end end = child_wait(child, DEATH_MS, &killed);
        *answered = adapter->options.oneshot && pc_view_trim(pc_buf_view(&answer->line)).size > 0;
        if (!*answered)
            say_ended(answer, end, killed);
        status = PC_OK;
    } else if (status == PC_TIMEOUT) {
        (void)child_kill(child);
        answer->outcome = PC_ADAPTER_HUNG;
        status = PC_OK;
    } else if (status == PC_LIMIT) {
        (void)child_kill(child);
        breach(answer, "it writes without an end: more than 8 MiB without a line's end");
        status = PC_OK;
    }
    answer->ms = pc_clock_ms() - started_ms;
    return status;
}

static void copy_text(struct pc_json_value object, const char *name, char *out, size_t size) {
    struct pc_json_value value = pc_json_get_text(object, name);
    struct pc_buf text;
    pc_buf_init(&text, size - 1);
    out[0] = '\0';
    if (pc_json_type(value) == PC_JSON_STRING && pc_json_string_decode(value, &text) == PC_OK)
        snprintf(out, size, "%s", text.size > 0 ? text.data : "");
    pc_buf_clear(&text);
}

static void take_answer(struct pc_json_value root, struct pc_adapter_answer *answer) {
    static const struct {
        const char *word;
        enum pc_adapter_outcome outcome;
    } outcomes[] = {
        {"deployment", PC_ADAPTER_DEPLOYMENT},
        {"error", PC_ADAPTER_ERROR},
        {"unsupported", PC_ADAPTER_UNSUPPORTED},
    };
    int64_t status = 0;
    for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++) {
        if (pc_json_string_equal(pc_json_get_text(root, "outcome"), pc_view_of(outcomes[i].word)))
            answer->outcome = outcomes[i].outcome;
    }
    copy_text(root, "kind", answer->kind, sizeof answer->kind);
    if (pc_json_number_int64(pc_json_get_text(root, "status"), &status) && status > 0 && status < 1000)
        answer->status = (unsigned)status;
    answer->deployment = pc_json_get_text(root, "deployment");
}

static enum pc_status read_answer(struct pc_adapter *adapter, struct pc_adapter_answer *answer) {
    bool oneshot = adapter->options.oneshot;
    struct pc_json_value root;
    message_mend(&answer->line);
    enum pc_status status =
        message_read(&adapter->messages, oneshot ? MESSAGE_ONESHOT_ANSWER : MESSAGE_ANSWER, answer->reader,
                     pc_buf_view(&answer->line), &root, answer->breach);
    if (status != PC_OK)
        return status;
    int64_t seq = adapter->seq;
    struct pc_json_value named = pc_json_get_text(root, "seq");
    if (!pc_json_exists(root)) {
        answer->outcome = PC_ADAPTER_BREACH;
    } else if (pc_json_exists(named) && (!pc_json_number_int64(named, &seq) || seq != adapter->seq)) {
        char words[128];
        snprintf(words, sizeof words, "an answer with the wrong seq: expected %u, seen %lld", adapter->seq,
                 (long long)seq);
        breach(answer, words);
    } else {
        take_answer(root, answer);
    }
    if (answer->outcome == PC_ADAPTER_BREACH)
        (void)child_kill(&adapter->child);
    return PC_OK;
}

/* What a dying program said last is mostly why it died: the line of a traceback that names the error. */
static struct pc_view last_words(const struct pc_adapter_answer *answer) {
    struct pc_view noise = pc_buf_view(&answer->noise);
    while (noise.size > 0 && (noise.data[noise.size - 1] == '\n' || noise.data[noise.size - 1] == '\r'))
        noise.size--;
    size_t begin = noise.size;
    while (begin > 0 && noise.data[begin - 1] != '\n')
        begin--;
    noise = pc_view_slice(noise, begin, noise.size);
    return pc_view_slice(noise, 0, noise.size < MAX_LAST_WORDS ? noise.size : MAX_LAST_WORDS);
}

static enum pc_status broken(struct pc_error *err, const char *on, const struct pc_adapter_answer *answer) {
    struct pc_view words = last_words(answer);
    switch (answer->outcome) {
    case PC_ADAPTER_CRASHED:
        return answer->signal != 0
                   ? pc_error_set(err, PC_UNREACHABLE, "the adapter died of signal %d on %s", answer->signal,
                                  on)
                   : pc_error_set(err, PC_UNREACHABLE, "the adapter ended with exit status %d on %s%s%.*s",
                                  answer->exit_status, on, words.size > 0 ? ": " : "", (int)words.size,
                                  words.data);
    case PC_ADAPTER_HUNG:
        return pc_error_set(err, PC_UNREACHABLE,
                            "the adapter does not answer %s (with --oneshot it need not)", on);
    default:
        return pc_error_set(err, PC_UNREACHABLE, "the adapter broke its protocol on %s: %s", on,
                            answer->breach);
    }
}

static enum pc_status say_hello(struct pc_adapter *adapter, struct pc_error *err) {
    struct pc_adapter_answer answer;
    struct pc_buf text;
    struct pc_json_value root = {0};
    bool answered = false;
    pc_buf_init(&text, PC_ADAPTER_MAX_LINE);
    enum pc_status status = answer_init(&answer);
    if (status == PC_OK)
        status = message_write_hello(&adapter->messages, &text);
    if (status == PC_OK)
        status = converse(adapter, pc_buf_view(&text), adapter->options.start_ms, &answer, &answered);
    if (status == PC_OK && answered)
        status = message_read(&adapter->messages, MESSAGE_WELCOME, answer.reader, pc_buf_view(&answer.line),
                              &root, answer.breach);
    struct pc_json_value client = pc_json_get_text(root, "client");
    if (status == PC_OK && !pc_json_exists(root)) {
        answer.outcome = answered ? PC_ADAPTER_BREACH : answer.outcome;
        status = broken(err, "hello", &answer);
    } else {
        copy_text(client, "name", adapter->client.name, sizeof adapter->client.name);
        copy_text(client, "version", adapter->client.version, sizeof adapter->client.version);
        copy_text(client, "language", adapter->client.language, sizeof adapter->client.language);
    }
    pc_adapter_answer_clear(&answer);
    pc_buf_clear(&text);
    return pc_error_set(err, status, "the adapter was not greeted: %s", pc_status_sentence(status));
}

static enum pc_status ask_unknown(struct pc_adapter *adapter, struct pc_error *err) {
    struct pc_adapter_answer answer;
    struct pc_buf text;
    bool answered = false;
    pc_buf_init(&text, PC_ADAPTER_MAX_LINE);
    enum pc_status status = answer_init(&answer);
    if (status == PC_OK)
        status = message_write_unknown(&adapter->messages, ++adapter->seq, &text);
    if (status == PC_OK)
        status = converse(adapter, pc_buf_view(&text), adapter->options.start_ms, &answer, &answered);
    if (status == PC_OK && answered)
        status = read_answer(adapter, &answer);
    if (status == PC_OK && answered && answer.outcome != PC_ADAPTER_UNSUPPORTED &&
        answer.outcome != PC_ADAPTER_BREACH)
        breach(&answer, "it must be answered with the outcome `unsupported`");
    if (status == PC_OK && answer.outcome != PC_ADAPTER_UNSUPPORTED)
        status = broken(err, "a command that it cannot know", &answer);
    pc_adapter_answer_clear(&answer);
    pc_buf_clear(&text);
    return pc_error_set(err, status, "the adapter was not greeted: %s", pc_status_sentence(status));
}

/* With --oneshot one process a call, with the values in its environment too: `call`, otherwise NULL. */
static enum pc_status start_child(struct pc_adapter *adapter, const struct pc_adapter_call *call,
                                  struct pc_error *err) {
    struct environment environment;
    enum pc_status status = environment_make(call, environ, &environment);
    if (status == PC_OK)
        status = child_start(&adapter->child, adapter->options.argv, environment.items, err);
    environment_clear(&environment);
    return status;
}

enum pc_status pc_adapter_greet(struct pc_adapter *adapter, struct pc_error *err) {
    if (adapter->options.oneshot)
        return PC_OK;
    (void)child_kill(&adapter->child);
    enum pc_status status = start_child(adapter, NULL, err);
    if (status == PC_OK)
        status = say_hello(adapter, err);
    if (status == PC_OK)
        status = ask_unknown(adapter, err);
    if (status != PC_OK)
        (void)child_kill(&adapter->child);
    adapter->greeted = status == PC_OK;
    return status;
}

static enum pc_status make_ready(struct pc_adapter *adapter, const struct pc_adapter_call *call,
                                 struct pc_adapter_answer *answer, struct pc_error *err) {
    struct child_end end = {0};
    if (adapter->options.oneshot)
        return start_child(adapter, call, err);
    if (child_has_ended(&adapter->child, &end))
        answer->earlier_signal = end.signal;
    return adapter->child.pid != 0 && adapter->greeted ? PC_OK : pc_adapter_greet(adapter, err);
}

enum pc_status pc_adapter_promote(struct pc_adapter *adapter, const struct pc_adapter_call *call,
                                  struct pc_adapter_answer *answer, struct pc_error *err) {
    struct pc_buf text;
    bool answered = false;
    pc_buf_init(&text, PC_ADAPTER_MAX_LINE);
    enum pc_status status = answer_init(answer);
    if (status == PC_OK)
        status = make_ready(adapter, call, answer, err);
    if (status == PC_OK)
        status = message_write_promote(&adapter->messages, ++adapter->seq, call, &text);
    if (status == PC_OK)
        status = converse(adapter, pc_buf_view(&text), call->timeout_ms + adapter->options.grace_ms, answer,
                          &answered);
    if (status == PC_OK && answered)
        status = read_answer(adapter, answer);
    if (adapter->options.oneshot || status != PC_OK)
        (void)child_kill(&adapter->child);
    pc_buf_clear(&text);
    return status == PC_OK ? PC_OK
                           : pc_error_set(err, status, "the adapter was not asked for %s: %s", call->case_id,
                                          pc_status_sentence(status));
}
