#include "tape.h"

#include <stdlib.h>

#define FIRST_CAPACITY 256u /* of nodes of its own, at most: a short text gets fewer */
#define BYTES_A_NODE   8u   /* that a text has at least, mostly */
#define NODES_AT_ONCE  4u   /* a value with its key, a CLOSE, and the document's own CLOSE */

struct pc_json_reader *pc_json_reader_new(const struct pc_json_limits *limits) {
    struct pc_json_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return NULL;
    uint32_t max_depth = limits == NULL ? 0 : limits->max_depth;
    uint32_t max_size = limits == NULL ? 0 : limits->max_size;
    reader->max_depth = max_depth == 0 ? PC_JSON_DEFAULT_MAX_DEPTH : max_depth;
    reader->max_size = max_size == 0 ? PC_JSON_DEFAULT_MAX_SIZE : max_size;
    if (reader->max_size > PC_JSON_HARD_MAX_SIZE)
        reader->max_size = PC_JSON_HARD_MAX_SIZE;
    reader->doc.nodes = reader->nodes = reader->few;
    reader->capacity = PC_TAPE_FEW_NODES;
    return reader;
}

void pc_json_reader_free(struct pc_json_reader *reader) {
    if (reader == NULL)
        return;
    if (reader->nodes != reader->few)
        free(reader->nodes);
    free(reader->order);
    free(reader);
}

static uint32_t first_capacity(size_t text_size) {
    size_t guess = text_size / BYTES_A_NODE + 2 * NODES_AT_ONCE;
    if (guess < 2 * PC_TAPE_FEW_NODES)
        return 2 * PC_TAPE_FEW_NODES;
    return guess < FIRST_CAPACITY ? (uint32_t)guess : FIRST_CAPACITY;
}

static bool grow(struct pc_json_reader *reader) {
    bool has_few = reader->nodes == reader->few;
    uint32_t capacity = has_few ? first_capacity(pc_json_doc_text(&reader->doc).size) : reader->capacity * 2;
    struct pc_node *nodes = capacity > PC_TAPE_MAX_NODES
                                ? NULL
                                : realloc(has_few ? NULL : reader->nodes, capacity * sizeof *nodes);
    if (nodes == NULL) {
        reader->status = PC_NO_MEMORY;
        return false;
    }
    if (has_few)
        memcpy(nodes, reader->few, sizeof reader->few);
    reader->nodes = nodes;
    reader->capacity = capacity;
    reader->doc.nodes = nodes;
    return true;
}

static inline bool has_room(struct pc_json_reader *reader) {
    return reader->capacity - reader->count >= NODES_AT_ONCE || grow(reader);
}

/* A new node that starts at `at`. */
static inline struct pc_node *push(struct pc_json_reader *reader, const char *at) {
    struct pc_node *node = &reader->nodes[reader->count++];
    node->offset = pc_scan_offset(&reader->doc.scan, at);
    return node;
}

static inline uint32_t kind_with(uint32_t kind, bool escapes) {
    return kind | (escapes ? PC_NODE_EXTRA_UNIT : 0);
}

/* A string, number or literal. */
static inline const char *read_leaf(struct pc_json_reader *reader, const char *at) {
    struct pc_scan *scan = &reader->doc.scan;
    struct pc_node *node = push(reader, at);
    bool escapes;
    switch (*at) {
    case '"':
        at = pc_scan_string(scan, at + 1, &escapes);
        node->meta = kind_with(PC_JSON_STRING, escapes);
        break;
    case 't':
        at = pc_scan_word(scan, at, PC_VIEW("true"));
        node->meta = PC_JSON_BOOLEAN;
        break;
    case 'f':
        at = pc_scan_word(scan, at, PC_VIEW("false"));
        node->meta = PC_JSON_BOOLEAN;
        break;
    case 'n':
        at = pc_scan_word(scan, at, PC_VIEW("null"));
        node->meta = PC_JSON_NULL;
        break;
    default:
        at = *at == '-' || pc_scan_is_digit(*at) ? pc_scan_number(scan, at) : pc_scan_no_value(scan, at);
        node->meta = PC_JSON_NUMBER;
        break;
    }
    if (at != NULL)
        node->end = pc_scan_offset(scan, at);
    return at;
}

/* A member's name and its colon. */
static inline const char *read_key(struct pc_json_reader *reader, const char *at) {
    struct pc_scan *scan = &reader->doc.scan;
    if (at == scan->end || *at != '"')
        return pc_scan_unexpected(scan, PC_JSON_FAULT_EXPECTED_KEY, at);
    struct pc_node *node = push(reader, at);
    bool escapes;
    at = pc_scan_string(scan, at + 1, &escapes);
    if (at == NULL)
        return NULL;
    node->end = pc_scan_offset(scan, at);
    node->meta = kind_with(PC_NODE_KEY, escapes);
    pc_keys_note(reader, reader->count - 1);
    at = pc_scan_space(at, scan->end);
    if (at == scan->end || *at != ':')
        return pc_scan_unexpected(scan, PC_JSON_FAULT_EXPECTED_COLON, at);
    return at + 1;
}

static inline const char *open_container(struct pc_json_reader *reader, const char *at, uint32_t kind) {
    if (reader->depth == reader->max_depth)
        return pc_scan_fault(&reader->doc.scan, PC_JSON_FAULT_TOO_DEEP, at);
    reader->depth++;
    struct pc_node *node = push(reader, at);
    node->end = 0;
    node->meta = kind;
    node->next = reader->open;
    reader->open = reader->count - 1;
    reader->in_object = kind == PC_JSON_OBJECT;
    return at + 1;
}

/* `at` stands on the closing bracket. */
static inline const char *close_container(struct pc_json_reader *reader, const char *at) {
    uint32_t container = reader->open;
    struct pc_node *node = &reader->nodes[container];
    uint32_t parent = node->next;
    reader->nodes[reader->count++] =
        (struct pc_node){.offset = container, .end = parent, .meta = PC_NODE_CLOSE};
    node->next = reader->count;
    node->end = pc_scan_offset(&reader->doc.scan, at + 1);
    bool is_object = reader->in_object;
    reader->open = parent;
    reader->in_object = pc_node_kind(&reader->nodes[parent]) == PC_JSON_OBJECT;
    reader->depth--;
    if (is_object && pc_node_extra(node) > PC_SMALL_OBJECT && !pc_keys_sort(reader, container))
        return NULL;
    return at + 1;
}

/* Something else than a comma or the end stands behind a value; `1x`, `01` and `nullx` are one token. */
static const char *wrong_separator(struct pc_json_reader *reader, const char *at) {
    struct pc_scan *scan = &reader->doc.scan;
    const struct pc_node *last = &reader->nodes[reader->count - 1];
    uint32_t kind = pc_node_kind(last);
    if (at < scan->end && pc_scan_is_word(*at) && kind != PC_NODE_CLOSE && kind != PC_JSON_STRING &&
        last->end == pc_scan_offset(scan, at))
        return pc_scan_fault(
            scan, kind == PC_JSON_NUMBER ? PC_JSON_FAULT_INVALID_NUMBER : PC_JSON_FAULT_INVALID_LITERAL, at);
    return pc_scan_unexpected(
        scan, reader->open == 0 ? PC_JSON_FAULT_TRAILING_BYTES : PC_JSON_FAULT_EXPECTED_COMMA_OR_END, at);
}

/* Behind a value: closes what closes, up to the place of the next value or its name. */
static inline const char *behind_value(struct pc_json_reader *reader, const char *at) {
    const char *end = reader->doc.scan.end;
    for (;;) {
        reader->nodes[reader->open].meta += PC_NODE_EXTRA_UNIT;
        at = pc_scan_space(at, end);
        if (reader->open == 0)
            return at == end ? at : wrong_separator(reader, at);
        if (at < end && *at == ',')
            return pc_scan_space(at + 1, end);
        if (at == end || *at != (reader->in_object ? '}' : ']'))
            return wrong_separator(reader, at);
        if (!has_room(reader))
            return NULL;
        at = close_container(reader, at);
        if (at == NULL)
            return NULL;
    }
}

/* Reads until the root is complete or a fault is found: each turn one value, up to the next one. */
static void read_tree(struct pc_json_reader *reader, const char *at) {
    const char *end = reader->doc.scan.end;
    do {
        if (!has_room(reader))
            return;
        if (reader->in_object) {
            at = read_key(reader, at);
            if (at == NULL)
                return;
            at = pc_scan_space(at, end);
        }
        if (at == end) {
            pc_scan_no_value(&reader->doc.scan, at);
            return;
        }
        if (*at != '{' && *at != '[') {
            at = read_leaf(reader, at);
        } else {
            char closing = *at == '{' ? '}' : ']';
            at = open_container(reader, at, *at == '{' ? PC_JSON_OBJECT : PC_JSON_ARRAY);
            if (at == NULL)
                return;
            at = pc_scan_space(at, end);
            if (at == end || *at != closing)
                continue;
            at = close_container(reader, at);
        }
        if (at != NULL)
            at = behind_value(reader, at);
    } while (at != NULL && reader->open != 0);
}

/* What can be said before the first value: too large, nothing at all, a byte order mark. NULL with the fault,
 * or the place of the first value. */
static const char *first_value(struct pc_json_reader *reader, struct pc_view text) {
    struct pc_scan *scan = &reader->doc.scan;
    if (text.size > reader->max_size)
        return pc_scan_fault(scan, PC_JSON_FAULT_TOO_LARGE, scan->text + reader->max_size);
    if (pc_view_starts_with(text, PC_VIEW("\xEF\xBB\xBF")))
        return pc_scan_fault(scan, PC_JSON_FAULT_BYTE_ORDER_MARK, scan->text);
    const char *at = pc_scan_space(scan->text, scan->end);
    return at == scan->end ? pc_scan_fault(scan, PC_JSON_FAULT_EMPTY, at) : at;
}

enum pc_status pc_json_read(struct pc_json_reader *reader, struct pc_view text,
                            const struct pc_json_doc **doc, struct pc_error *err) {
    *doc = NULL;
    reader->status = PC_OK;
    reader->count = 0;
    reader->open = 0;
    reader->depth = 0;
    reader->order_count = 0;
    pc_scan_begin(&reader->doc.scan, text);
    reader->in_object = false;
    const char *at = first_value(reader, text);
    if (at != NULL && has_room(reader)) {
        reader->nodes[reader->count++] = (struct pc_node){.meta = PC_JSON_ARRAY};
        read_tree(reader, at);
    }
    if (reader->status != PC_OK)
        return pc_error_set(err, reader->status, "no memory to read a JSON text of %zu bytes", text.size);
    if (reader->doc.scan.fault.kind == PC_JSON_FAULT_NONE)
        reader->nodes[reader->count++] = (struct pc_node){.meta = PC_NODE_CLOSE};
    *doc = &reader->doc;
    return PC_OK;
}
