/* What a broken promise rests on, in lines below the oracle's sentence: who brings a codec reads these, not
 * the stack of the harness. */
#ifndef TELL_H
#define TELL_H

#include "pc_json.h"
#include "pc_schema.h"

struct tell_line {
    const char *label; /* NULL leaves the line out */
    struct pc_view text;
};

/* fuzz_violated, with up to two lines more; what is not printable is escaped, what is long is cut. */
__attribute__((noreturn)) void tell_violated(const char *sentence, struct tell_line first,
                                             struct tell_line second);

/* Two texts that should be the same, from shortly before the byte where they part. */
__attribute__((noreturn)) void tell_unequal(const char *sentence, struct tell_line first,
                                            struct tell_line second);

/* Why the contract refuses a document: the fault, or the first violation, with its place. `validator` has
 * judged `doc`, where that is JSON; `text` is its text, or has no label. */
__attribute__((noreturn)) void tell_refused(const char *sentence, const struct pc_json_doc *doc,
                                            const struct pc_validator *validator, struct tell_line text);

#endif
