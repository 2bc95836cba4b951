#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fixture_open(struct fixture *fixture, const struct pc_json_limits *limits) {
    *fixture = (struct fixture){.reader = pc_json_reader_new(limits)};
    assert_non_null(fixture->reader);
}

const struct pc_json_doc *fixture_read(struct fixture *fixture, struct pc_view text) {
    free(fixture->copy);
    fixture->copy = malloc(text.size);
    if (text.size > 0) {
        assert_non_null(fixture->copy);
        memcpy(fixture->copy, text.data, text.size);
    }
    const struct pc_json_doc *doc = NULL;
    struct pc_error err = {0};
    assert_int_equal(pc_json_read(fixture->reader, (struct pc_view){fixture->copy, text.size}, &doc, &err),
                     PC_OK);
    assert_non_null(doc);
    return doc;
}

struct pc_json_value fixture_root(struct fixture *fixture, const char *text) {
    const struct pc_json_doc *doc = fixture_read(fixture, pc_view_of(text));
    if (!pc_json_doc_valid(doc))
        fail_msg("%s: %s", text, pc_json_fault_sentence(pc_json_doc_fault(doc).kind));
    return pc_json_root(doc);
}

void fixture_close(struct fixture *fixture) {
    pc_json_reader_free(fixture->reader);
    free(fixture->copy);
    *fixture = (struct fixture){0};
}

int row_failed(struct pc_view text, const char *format, ...) {
    char what[256];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    struct pc_buf shown;
    pc_buf_init(&shown, 4096);
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        bool printable = byte >= 0x20 && byte <= 0x7E;
        if ((printable ? pc_buf_append_byte(&shown, (char)byte) : pc_buf_appendf(&shown, "\\x%02X", byte)) !=
            PC_OK)
            break;
    }
    print_error("%s: %s\n", shown.data == NULL ? "(empty)" : shown.data, what);
    pc_buf_clear(&shown);
    return 1;
}
