#include "start_check.h"

#include "call.h"
#include "model_check.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

#define MAX_CHANGES 8u

/* As it is saved: without white space a byte would as often mean nothing. */
static struct pc_view built_in(void) {
    static struct pc_buf text;
    struct pc_mock *mock = NULL;
    if (text.size == 0) {
        pc_buf_init(&text, SIZE_MAX / 2);
        fuzz_require(pc_mock_new(NULL, &mock, NULL) == PC_OK && pc_mock_save(mock, &text) == PC_OK,
                     "memory for a mock");
        pc_mock_free(mock);
    }
    return pc_buf_view(&text);
}

static enum pc_status change(struct bytes *from, struct pc_view text, struct pc_buf *out) {
    static const char *const pieces[] = {"",        "null",     "true",   "7",  "\"\"",
                                         "\"new\"", "\"x\":1,", "{},",    "[]", "\"staging\"",
                                         "A10G",    "canary",   "w604592"};
    size_t at = (bytes_byte(from) * 256u + bytes_byte(from)) % text.size;
    size_t gone = bytes_below(from, 32);
    const char *piece = pieces[bytes_below(from, sizeof pieces / sizeof pieces[0])];
    enum pc_status status = pc_buf_append(out, pc_view_slice(text, 0, at));
    if (status == PC_OK)
        status = pc_buf_append_text(out, piece);
    return status == PC_OK ? pc_buf_append(out, pc_view_slice(text, at + gone, text.size)) : status;
}

static void check_refused(enum pc_status status, const struct pc_mock *mock, const struct pc_error *err) {
    fuzz_require(status == PC_USAGE && mock == NULL && err->message[0] != '\0',
                 "what a mock cannot be started with is refused with a reason");
}

void start_check_state(struct bytes *from) {
    struct pc_buf texts[2];
    struct model_digest digest = {0};
    struct pc_mock *mock = NULL;
    struct pc_error err = {0};
    unsigned changes = 0;
    pc_buf_init(&texts[0], SIZE_MAX / 2);
    pc_buf_init(&texts[1], SIZE_MAX / 2);
    fuzz_require(pc_buf_append(&texts[0], built_in()) == PC_OK, "memory for a state");
    for (; changes < MAX_CHANGES && from->at != from->end && texts[changes % 2].size > 0; changes++) {
        struct pc_buf *to = &texts[(changes + 1) % 2];
        pc_buf_reset(to);
        fuzz_require(change(from, pc_buf_view(&texts[changes % 2]), to) == PC_OK, "memory for a state");
    }
    struct pc_mock_options options = {.state = pc_buf_view(&texts[changes % 2])};
    enum pc_status status = pc_mock_new(&options, &mock, &err);
    if (status == PC_OK) {
        model_check(&mock->state);
        model_digest(&mock->state, &digest);
        model_check_saved(mock, &digest);
    } else {
        check_refused(status, mock, &err);
    }
    model_digest_clear(&digest);
    pc_mock_free(mock);
    pc_buf_clear(&texts[0]);
    pc_buf_clear(&texts[1]);
}

static bool is_known(const char *name) {
    bool known = false;
    for (size_t i = 0; i < pc_mock_fault_count(); i++)
        known = known || strcmp(pc_mock_fault(i)->name, name) == 0;
    return known;
}

/* Between the last two quotes that hold a name. */
static void check_nearest(const char *message) {
    static const char before[] = "the nearest is \"";
    char nearest[128] = "";
    const char *at = strstr(message, before);
    fuzz_require(at != NULL, "who names no fault is told the nearest one");
    snprintf(nearest, sizeof nearest, "%.*s", (int)strcspn(at + sizeof before - 1, "\""),
             at + sizeof before - 1);
    fuzz_require(is_known(nearest), "the nearest fault is one");
}

void start_check_fault(struct bytes *from) {
    struct pc_mock *mock = NULL;
    struct pc_error err = {0};
    char name[128];
    const char *fault = name;
    size_t index = (bytes_byte(from) * 256u + bytes_byte(from)) % pc_mock_fault_count();
    snprintf(name, sizeof name, "%s", pc_mock_fault(index)->name);
    name[bytes_below(from, (uint32_t)strlen(name))] = (char)('a' + bytes_below(from, 26));
    struct pc_mock_options options = {.faults = &fault, .fault_count = 1};
    enum pc_status status = pc_mock_new(&options, &mock, &err);
    fuzz_require((status == PC_OK) == is_known(name), "a fault is known by its name");
    if (status != PC_OK) {
        check_refused(status, mock, &err);
        check_nearest(err.message);
    }
    pc_mock_free(mock);
}
