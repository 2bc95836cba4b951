/* The protocol's messages, both ways held against schemas/adapter.schema.json. */
#ifndef PC_ADAPTER_MESSAGE_H
#define PC_ADAPTER_MESSAGE_H

#include "pc_adapter.h"
#include "pc_schema.h"

enum message_kind { MESSAGE_COMMAND, MESSAGE_WELCOME, MESSAGE_ANSWER, MESSAGE_ONESHOT_ANSWER, MESSAGE_KINDS };

struct messages {
    struct pc_schema *schemas[MESSAGE_KINDS];
    struct pc_validator *validator;
    struct pc_json_reader *reader;
};

enum pc_status messages_init(struct messages *messages, struct pc_error *err);
void messages_clear(struct messages *messages);

/* Append a command and its line end. PC_INTERNAL where the schema does not know it. */
enum pc_status message_write_hello(struct messages *messages, struct pc_buf *out);
enum pc_status message_write_unknown(struct messages *messages, unsigned seq, struct pc_buf *out);
enum pc_status message_write_promote(struct messages *messages, unsigned seq,
                                     const struct pc_adapter_call *call, struct pc_buf *out);

/* Python, among others, prints NaN and Infinity for what it once read as such: these words, outside of
 * strings, become null, so that a client's number does not count as the adapter's breach. */
void message_mend(struct pc_buf *line);
/* Reads a line with `reader`. `root` is "no value" where it is not such a message; `breach` then says why. */
enum pc_status message_read(struct messages *messages, enum message_kind kind, struct pc_json_reader *reader,
                            struct pc_view line, struct pc_json_value *root, char breach[256]);

#endif
