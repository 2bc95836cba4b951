#include "tell.h"

#include "support.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MAX_SHOWN 240u /* bytes of one text */
#define BEFORE    40u  /* bytes that are shown before the one that matters */
#define MAX_TOLD  4096u

static struct pc_view from_before(struct pc_view text, size_t at) {
    return pc_view_slice(text, at > BEFORE ? at - BEFORE : 0, text.size);
}

static void append_byte(char told[MAX_TOLD], size_t *size, unsigned char byte) {
    int more = byte >= ' ' && byte < 0x7f ? snprintf(told + *size, MAX_TOLD - *size, "%c", byte)
                                          : snprintf(told + *size, MAX_TOLD - *size, "\\x%02x", byte);
    *size += (size_t)more;
}

static void append_line(char told[MAX_TOLD], size_t *size, struct tell_line line) {
    if (line.label == NULL)
        return;
    *size += (size_t)snprintf(told + *size, MAX_TOLD - *size, "\n  %s: ", line.label);
    for (size_t i = 0; i < line.text.size && i < MAX_SHOWN; i++)
        append_byte(told, size, (unsigned char)line.text.data[i]);
    if (line.text.size > MAX_SHOWN)
        *size += (size_t)snprintf(told + *size, MAX_TOLD - *size, " and %zu bytes more",
                                  line.text.size - MAX_SHOWN);
}

void tell_violated(const char *sentence, struct tell_line first, struct tell_line second) {
    char told[MAX_TOLD];
    size_t size = (size_t)snprintf(told, sizeof told, "%.500s", sentence);
    append_line(told, &size, first);
    append_line(told, &size, second);
    fuzz_violated(told);
}

void tell_unequal(const char *sentence, struct tell_line first, struct tell_line second) {
    size_t shorter = first.text.size < second.text.size ? first.text.size : second.text.size, same = 0;
    while (same < shorter && first.text.data[same] == second.text.data[same])
        same++;
    first.text = from_before(first.text, same);
    second.text = from_before(second.text, same);
    tell_violated(sentence, first, second);
}

void tell_refused(const char *sentence, const struct pc_json_doc *doc, const struct pc_validator *validator,
                  struct tell_line text) {
    struct pc_buf why;
    pc_buf_init(&why, MAX_TOLD);
    if (!pc_json_doc_valid(doc)) {
        struct pc_json_fault fault = pc_json_doc_fault(doc);
        struct pc_json_place place = pc_json_place_of(pc_json_doc_text(doc), fault.offset);
        (void)pc_buf_appendf(&why, "not JSON at line %" PRIu32 ", column %" PRIu32 ": %s", place.line,
                             place.column, pc_json_fault_sentence(fault.kind));
        text.text = from_before(text.text, fault.offset);
    } else if (pc_validation_count(validator) > 0) {
        (void)pc_violation_instance_pointer(validator, 0, &why);
        (void)pc_buf_append_text(&why, why.size == 0 ? "the document: " : ": ");
        (void)pc_violation_sentence(validator, 0, &why);
    }
    tell_violated(sentence, (struct tell_line){"why", pc_buf_view(&why)}, text);
}
