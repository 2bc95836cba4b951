/* Reading one of our own JSON documents: the first thing that is not as its schema has it ends the reading,
 * and every function answers false from then on. */
#ifndef PC_RESULT_INPUT_H
#define PC_RESULT_INPUT_H

#include "pc_json.h"
#include "pc_result.h"

struct pc_input {
    struct pc_error *err;
    enum pc_status status;
};

/* Both answer false. The place of `value` goes into the message. */
bool pc_input_wrong(struct pc_input *in, struct pc_json_value value, const char *what);
bool pc_input_no_memory(struct pc_input *in);

bool pc_input_is(struct pc_input *in, struct pc_json_value value, enum pc_json_type type, const char *what);
/* A member that must be there, of one type; "no value" and a message otherwise. */
struct pc_json_value pc_input_member(struct pc_input *in, struct pc_json_value object, const char *name,
                                     enum pc_json_type type);
bool pc_input_bytes(struct pc_input *in, struct pc_json_value string, struct pc_buf *out);
bool pc_input_string(struct pc_input *in, struct pc_json_value string, char **out); /* without U+0000 */
bool pc_input_text(struct pc_input *in, struct pc_json_value object, const char *name, char **out);
bool pc_input_optional_text(struct pc_input *in, struct pc_json_value object, const char *name, char **out);
/* From 0 to `most`. */
bool pc_input_int(struct pc_input *in, struct pc_json_value object, const char *name, int64_t most,
                  int64_t *out);
bool pc_input_bool(struct pc_input *in, struct pc_json_value object, const char *name, bool *out);
bool pc_input_texts(struct pc_input *in, struct pc_json_value object, const char *name, char ***out,
                    size_t *count);
bool pc_input_base64(struct pc_input *in, struct pc_json_value object, const char *name, struct pc_buf *out);

/* One element of a case's `exchanges`. */
bool pc_input_exchange(struct pc_input *in, struct pc_json_value object, struct pc_stored_exchange *out);

#endif
