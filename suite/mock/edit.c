#include "edit.h"

#include "pc_json.h"

#include <string.h>

struct place {
    struct pc_json_reader *reader;
    struct pc_json_value root;
    struct pc_json_value value;
};

/* Close it whatever it returns. */
static bool open_at(struct pc_view text, const char *pointer, struct place *place) {
    const struct pc_json_doc *doc = NULL;
    *place = (struct place){.reader = pc_json_reader_new(NULL)};
    if (place->reader == NULL || pc_json_read(place->reader, text, &doc, NULL) != PC_OK ||
        !pc_json_doc_valid(doc))
        return false;
    place->root = pc_json_root(doc);
    place->value = pc_json_pointer_get(place->root, pc_view_of(pointer));
    return pc_json_exists(place->value);
}

static void close_place(struct place *place) {
    pc_json_reader_free(place->reader);
}

bool pc_mock_take(struct pc_buf *text, struct pc_buf *made, bool good) {
    if (!good) {
        pc_buf_clear(made);
        return false;
    }
    pc_buf_clear(text);
    *text = *made;
    return true;
}

/* The bytes [from, to) become `raw`. */
static bool splice(struct pc_buf *text, size_t from, size_t to, struct pc_view raw) {
    struct pc_buf made;
    struct pc_view old = pc_buf_view(text);
    pc_buf_init(&made, text->limit);
    bool good = pc_buf_append(&made, pc_view_slice(old, 0, from)) == PC_OK &&
                pc_buf_append(&made, raw) == PC_OK &&
                pc_buf_append(&made, pc_view_slice(old, to, old.size)) == PC_OK;
    return pc_mock_take(text, &made, good);
}

bool pc_mock_json_set(struct pc_buf *text, const char *pointer, const char *raw) {
    struct place place;
    bool good = open_at(pc_buf_view(text), pointer, &place);
    size_t from = pc_json_offset(place.value);
    size_t to = from + pc_json_raw(place.value).size;
    close_place(&place);
    return good && splice(text, from, to, pc_view_of(raw));
}

bool pc_mock_json_get(const struct pc_buf *text, const char *pointer, struct pc_buf *out) {
    struct place place;
    bool good =
        open_at(pc_buf_view(text), pointer, &place) && pc_buf_append(out, pc_json_raw(place.value)) == PC_OK;
    close_place(&place);
    return good;
}

/* A member reaches from behind its left neighbour, so with the comma, to its end; the first one from its key
 * to the next key. */
bool pc_mock_json_remove(struct pc_buf *text, const char *pointer) {
    struct place place;
    const char *slash = strrchr(pointer, '/');
    bool good = slash != NULL && open_at(pc_buf_view(text), pointer, &place);
    if (slash == NULL)
        return false;
    struct pc_json_value parent =
        pc_json_pointer_get(place.root, (struct pc_view){pointer, (size_t)(slash - pointer)});
    size_t from = 0, to = 0;
    if (good && pc_json_type(parent) == PC_JSON_OBJECT) {
        struct pc_json_value before = {0}, one = pc_json_first(parent);
        for (; pc_json_exists(one) && pc_json_offset(one) != pc_json_offset(place.value);
             one = pc_json_next(one))
            before = one;
        struct pc_json_value after = pc_json_next(one);
        from = pc_json_exists(before) ? pc_json_offset(before) + pc_json_raw(before).size
                                      : pc_json_offset(pc_json_key(one));
        to = pc_json_offset(one) + pc_json_raw(one).size;
        if (!pc_json_exists(before) && pc_json_exists(after))
            to = pc_json_offset(pc_json_key(after));
    }
    close_place(&place);
    return to > from && splice(text, from, to, (struct pc_view){0});
}

bool pc_mock_json_add(struct pc_buf *text, const char *pointer, const char *member) {
    struct place place;
    struct pc_buf added;
    bool good = open_at(pc_buf_view(text), pointer, &place) && pc_json_type(place.value) == PC_JSON_OBJECT;
    size_t end = pc_json_offset(place.value) + pc_json_raw(place.value).size;
    bool empty = pc_json_count(place.value) == 0;
    close_place(&place);
    pc_buf_init(&added, text->limit);
    good = good && pc_buf_appendf(&added, "%s%s", empty ? "" : ",", member) == PC_OK &&
           splice(text, end - 1, end - 1, pc_buf_view(&added));
    pc_buf_clear(&added);
    return good;
}
