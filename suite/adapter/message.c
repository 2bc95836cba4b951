#include "message.h"

#include <stdio.h>
#include <string.h>

#define SHOWN_LINE 60
#define MAX_PHRASE 4096

extern const unsigned char pc_adapter_schema[];
extern const size_t pc_adapter_schema_size;

enum pc_status messages_init(struct messages *messages, struct pc_error *err) {
    static const char *const pointers[MESSAGE_KINDS] = {
        [MESSAGE_COMMAND] = "/$defs/command",
        [MESSAGE_WELCOME] = "/$defs/welcome",
        [MESSAGE_ANSWER] = "/$defs/answer",
        [MESSAGE_ONESHOT_ANSWER] = "/$defs/oneshot_answer",
    };
    const struct pc_view text = {(const char *)pc_adapter_schema, pc_adapter_schema_size};
    const struct pc_json_doc *doc = NULL;
    *messages = (struct messages){.validator = pc_validator_new(), .reader = pc_json_reader_new(NULL)};
    if (messages->validator == NULL || messages->reader == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the adapter's messages");
    enum pc_status status = pc_json_read(messages->reader, text, &doc, err);
    for (size_t i = 0; status == PC_OK && i < MESSAGE_KINDS; i++)
        status = pc_schema_compile(pc_json_root(doc), pc_view_of(pointers[i]), &messages->schemas[i], err);
    return status;
}

void messages_clear(struct messages *messages) {
    for (size_t i = 0; i < MESSAGE_KINDS; i++)
        pc_schema_free(messages->schemas[i]);
    pc_validator_free(messages->validator);
    pc_json_reader_free(messages->reader);
    *messages = (struct messages){0};
}

/* What we write is held against the schema too: it is what authors of adapters read. */
static enum pc_status finish(struct messages *messages, struct pc_json_writer *writer, struct pc_buf *out) {
    enum pc_status status = pc_json_writer_end(writer);
    struct pc_json_value root = {0};
    char breach[256];
    if (status == PC_OK)
        status = message_read(messages, MESSAGE_COMMAND, messages->reader, pc_buf_view(out), &root, breach);
    if (status == PC_OK && !pc_json_exists(root))
        status = PC_INTERNAL;
    return status == PC_OK ? pc_buf_append_byte(out, '\n') : status;
}

enum pc_status message_write_hello(struct messages *messages, struct pc_buf *out) {
    struct pc_json_writer writer;
    pc_json_writer_init(&writer, out, 0);
    pc_json_write_object_begin(&writer);
    pc_json_write_member_text(&writer, "cmd", "hello");
    pc_json_write_member_int(&writer, "protocol", PC_ADAPTER_PROTOCOL);
    pc_json_write_object_end(&writer);
    return finish(messages, &writer, out);
}

enum pc_status message_write_unknown(struct messages *messages, unsigned seq, struct pc_buf *out) {
    struct pc_json_writer writer;
    pc_json_writer_init(&writer, out, 0);
    pc_json_write_object_begin(&writer);
    pc_json_write_member_text(&writer, "cmd", "a-command-of-the-future");
    pc_json_write_member_int(&writer, "seq", seq);
    pc_json_write_object_end(&writer);
    return finish(messages, &writer, out);
}

enum pc_status message_write_promote(struct messages *messages, unsigned seq,
                                     const struct pc_adapter_call *call, struct pc_buf *out) {
    struct pc_json_writer writer;
    pc_json_writer_init(&writer, out, 0);
    pc_json_write_object_begin(&writer);
    pc_json_write_member_text(&writer, "cmd", "promote");
    pc_json_write_member_int(&writer, "seq", seq);
    pc_json_write_member_text(&writer, "case", call->case_id);
    pc_json_write_member_text(&writer, "base_url", call->base_url);
    pc_json_write_member_text(&writer, "api_key", call->api_key);
    pc_json_write_key(&writer, "model_id");
    pc_json_write_string(&writer, call->model);
    pc_json_write_key(&writer, "env_name");
    pc_json_write_string(&writer, call->environment);
    pc_json_write_key(&writer, "request");
    pc_json_write_raw(&writer, call->request);
    pc_json_write_member_int(&writer, "timeout_ms", call->timeout_ms);
    pc_json_write_object_end(&writer);
    return finish(messages, &writer, out);
}

static void say_not_json(const struct pc_json_doc *doc, struct pc_view line, char breach[256]) {
    snprintf(breach, 256, "a line that is not JSON (%s): %.*s%s",
             pc_json_fault_sentence(pc_json_doc_fault(doc).kind),
             (int)(line.size < SHOWN_LINE ? line.size : SHOWN_LINE), line.data,
             line.size > SHOWN_LINE ? "…" : "");
}

static enum pc_status say_violation(const struct pc_validator *validator, char breach[256]) {
    struct pc_buf where;
    struct pc_buf expected;
    struct pc_buf seen;
    pc_buf_init(&where, MAX_PHRASE);
    pc_buf_init(&expected, MAX_PHRASE);
    pc_buf_init(&seen, MAX_PHRASE);
    enum pc_status status = pc_violation_instance_pointer(validator, 0, &where);
    if (status == PC_OK)
        status = pc_violation_expected(validator, 0, &expected);
    if (status == PC_OK)
        status = pc_violation_seen(validator, 0, &seen);
    snprintf(breach, 256,
             "a line that schemas/adapter.schema.json does not allow: %s expected %.80s, seen %.80s",
             where.size > 0 ? where.data : "the message:", expected.size > 0 ? expected.data : "?",
             seen.size > 0 ? seen.data : "?");
    pc_buf_clear(&where);
    pc_buf_clear(&expected);
    pc_buf_clear(&seen);
    return status;
}

/* The words of C, Perl, PHP, Python and JavaScript for what is no number. */
static size_t word_at(const struct pc_buf *line, size_t at) {
    static const struct pc_view words[] = {{"infinity", 8}, {"inf", 3}, {"nan", 3}};
    size_t sign = line->data[at] == '-';
    struct pc_view rest = {line->data + at + sign, line->size - at - sign};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (pc_view_equal_nocase(pc_view_slice(rest, 0, words[i].size), words[i]))
            return sign + words[i].size;
    }
    return 0;
}

/* A client that hands on bytes that are no UTF-8 is not to break the protocol by it: each becomes U+FFFD. */
static void replace_invalid(struct pc_buf *line) {
    struct pc_view rest = pc_buf_view(line);
    struct pc_buf mended;
    if (pc_utf8_valid(rest))
        return;
    pc_buf_init(&mended, line->limit);
    enum pc_status status = PC_OK;
    while (status == PC_OK && rest.size > 0) {
        size_t valid = pc_utf8_valid_prefix(rest);
        status = pc_buf_append(&mended, pc_view_slice(rest, 0, valid));
        if (status == PC_OK && valid < rest.size)
            status = pc_buf_append_text(&mended, "\357\277\275");
        rest = pc_view_slice(rest, valid + 1, rest.size);
    }
    if (status == PC_OK) {
        pc_buf_reset(line);
        (void)pc_buf_append(line, pc_buf_view(&mended));
    }
    pc_buf_clear(&mended);
}

void message_mend(struct pc_buf *line) {
    replace_invalid(line);
    struct pc_buf mended;
    bool quoted = false;
    bool found = false;
    enum pc_status status = PC_OK;
    pc_buf_init(&mended, PC_ADAPTER_MAX_LINE + 16);
    for (size_t i = 0; status == PC_OK && i < line->size; i++) {
        char c = line->data[i];
        size_t size = quoted || strchr("-INin", c) == NULL || c == '\0' ? 0 : word_at(line, i);
        if (c == '"')
            quoted = !quoted;
        if (size > 0) {
            status = pc_buf_append_text(&mended, "null");
            i += size - 1;
            found = true;
        } else {
            status = pc_buf_append_byte(&mended, c);
            if (c == '\\' && quoted && i + 1 < line->size && status == PC_OK)
                status = pc_buf_append_byte(&mended, line->data[++i]);
        }
    }
    if (status == PC_OK && found) {
        pc_buf_reset(line);
        (void)pc_buf_append(line, pc_buf_view(&mended));
    }
    pc_buf_clear(&mended);
}

enum pc_status message_read(struct messages *messages, enum message_kind kind, struct pc_json_reader *reader,
                            struct pc_view line, struct pc_json_value *root, char breach[256]) {
    const struct pc_json_doc *doc = NULL;
    *root = (struct pc_json_value){0};
    if (line.data == NULL)
        line = PC_VIEW("");
    enum pc_status status = pc_json_read(reader, line, &doc, NULL);
    if (status != PC_OK)
        return status;
    if (!pc_json_doc_valid(doc)) {
        say_not_json(doc, line, breach);
        return PC_OK;
    }
    status =
        pc_validate(messages->validator, messages->schemas[kind], pc_json_root(doc), PC_VALIDATE_ALL, NULL);
    if (status == PC_LIMIT) {
        snprintf(breach, 256, "a line that is nested too deep");
        return PC_OK;
    }
    if (status != PC_OK)
        return status;
    if (pc_json_type(pc_json_root(doc)) != PC_JSON_OBJECT)
        snprintf(breach, 256, "a line that is no JSON object");
    else if (!pc_validation_valid(messages->validator))
        status = say_violation(messages->validator, breach);
    else
        *root = pc_json_root(doc);
    return status;
}
