#include "support.h"

#include <stdlib.h>
#include <unistd.h>

static void replace_all(struct pc_buf *text, const struct edit *edit) {
    struct pc_view from = pc_view_of(edit->from);
    struct pc_view rest = pc_buf_view(text);
    struct pc_buf made;
    size_t found = 0;
    pc_buf_init(&made, 1u << 20);
    for (;;) {
        size_t at = pc_view_find(rest, from);
        assert_int_equal(pc_buf_append(&made, pc_view_slice(rest, 0, at)), PC_OK);
        if (at == rest.size)
            break;
        assert_int_equal(pc_buf_append_text(&made, edit->to), PC_OK);
        rest = pc_view_slice(rest, at + from.size, rest.size);
        found++;
    }
    if (found == 0)
        fail_msg("the document does not hold %s", edit->from);
    pc_buf_clear(text);
    *text = made;
}

char *write_document(const struct edit *edits, size_t count) {
    char name[] = "unit_spec_XXXXXX";
    struct pc_buf text;
    pc_buf_init(&text, 1u << 20);
    if (count == 0 || edits[0].from != NULL)
        assert_int_equal(pc_file_read(PC_SOURCE_DIR "/schemas/openapi.json", &text, NULL), PC_OK);
    for (size_t i = 0; i < count; i++) {
        if (edits[i].from == NULL)
            assert_int_equal(pc_buf_append_text(&text, edits[i].to), PC_OK);
        else
            replace_all(&text, &edits[i]);
    }
    int file = mkstemp(name);
    assert_true(file >= 0);
    assert_int_equal(write(file, text.data, text.size), (ssize_t)text.size);
    close(file);
    pc_buf_clear(&text);
    return pc_text_copy(name);
}

struct pc_spec *load_edited(const struct edit *edits, size_t count, enum pc_status expected,
                            struct pc_error *err) {
    struct pc_spec *spec = NULL;
    char *name = write_document(edits, count);
    enum pc_status status = pc_spec_load(name, &spec, err);
    unlink(name);
    free(name);
    if (status != expected)
        fail_msg("%s instead of %s: %s", pc_status_name(status), pc_status_name(expected), err->message);
    return spec;
}

struct pc_spec *load_embedded(void) {
    struct pc_spec *spec = NULL;
    struct pc_error err = {0};
    if (pc_spec_load(NULL, &spec, &err) != PC_OK)
        fail_msg("%s", err.message);
    return spec;
}
