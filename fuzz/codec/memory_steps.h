/* What is tried with too little memory, step by step: to read, to validate, to compile as a schema, to
 * decode, copy and encode. Each step is alone, on what was made with memory before: else all that comes
 * before an allocation would be done again for it. */
#ifndef MEMORY_STEPS_H
#define MEMORY_STEPS_H

#include "pc_codec.h"
#include "pc_json.h"

/* What the steps begin with. */
struct memory_begun {
    struct pc_view json;
    struct pc_json_reader *reader;
    struct pc_json_value root; /* no value where the text is no JSON */
    struct pc_deployment deployment;
    bool is_deployment;
};
void memory_steps_begin(struct pc_view json, struct memory_begun *out);
void memory_steps_end(struct memory_begun *begun);

/* Does its work from the beginning to the end. PC_NO_MEMORY, or what came out is appended to `out`, whose
 * memory is there already. Aborts where something else came out than what was begun with. */
typedef enum pc_status memory_step(const struct memory_begun *begun, struct pc_buf *out);
#define MEMORY_STEPS 6u
extern memory_step *const memory_steps[MEMORY_STEPS];

#endif
