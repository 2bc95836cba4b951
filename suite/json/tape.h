/* The tape: the nodes of a document in the order of the text, in memory that the reader keeps. Private to
 * json.
 *
 * Node 0 stands for the document, as an array that holds the root (node 1). A container is followed by its
 * children and then by a node of kind CLOSE; in an object each value stands directly behind its KEY. While a
 * container is open its `next` holds its parent: the stack of open containers lives in the tape itself. */
#ifndef PC_TAPE_H
#define PC_TAPE_H

#include "pc_scan.h"
#include "spelled.h"

#define PC_NODE_CLOSE      0u /* the kinds beside enum pc_json_type, whose PC_JSON_NONE no node has */
#define PC_NODE_KEY        7u
#define PC_NODE_KIND_MASK  7u
#define PC_NODE_EXTRA_UNIT 8u
#define PC_NODE_ROOT       1u
#define PC_TAPE_MAX_NODES  (1u << 29) /* so that a container's count fits in front of the kind */
#define PC_TAPE_FEW_NODES  32u        /* for which a reader asks for no memory */

/* CLOSE: `offset` is its container, `end` the container that encloses that one, `next` for a large object its
 * place in `order`. KEY: `next` is its fingerprint. */
struct pc_node {
    uint32_t offset; /* of the first byte */
    uint32_t end;    /* one behind the last byte; while an object is open: see pc_keys_note */
    uint32_t next;   /* containers: the node behind their CLOSE */
    uint32_t meta; /* kind, and above it: containers: number of children; strings and keys: 1 with escapes */
};

struct pc_json_doc {
    struct pc_scan scan;
    const struct pc_node *nodes;
    const uint64_t *order; /* the keys of large objects, sorted; see keys.c */
};

struct pc_json_reader {
    struct pc_json_doc doc;
    uint32_t max_depth;
    uint32_t max_size;
    enum pc_status status;

    struct pc_node *nodes; /* `few`, or the reader's own */
    uint32_t count;
    uint32_t capacity;
    uint32_t open; /* the innermost open container, 0 for the document itself */
    bool in_object;
    uint32_t depth;

    uint64_t *order;
    size_t order_count;
    size_t order_capacity;

    /* Last, so that a node too many is one behind the reader's memory. */
    struct pc_node few[PC_TAPE_FEW_NODES];
};

static inline uint32_t pc_node_kind(const struct pc_node *node) {
    return node->meta & PC_NODE_KIND_MASK;
}

static inline uint32_t pc_node_extra(const struct pc_node *node) {
    return node->meta / PC_NODE_EXTRA_UNIT;
}

static inline bool pc_node_is_container(const struct pc_node *node) {
    return pc_node_kind(node) == PC_JSON_ARRAY || pc_node_kind(node) == PC_JSON_OBJECT;
}

/* The node behind a value and everything in it. */
static inline uint32_t pc_node_behind(const struct pc_node *nodes, uint32_t node) {
    return pc_node_is_container(&nodes[node]) ? nodes[node].next : node + 1;
}

/* The CLOSE of a container that is closed. */
static inline const struct pc_node *pc_node_close(const struct pc_node *nodes, uint32_t container) {
    return &nodes[nodes[container].next - 1];
}

/* What stands between the quotes of a string or key. */
static inline struct pc_spelled pc_node_name(const struct pc_json_doc *doc, const struct pc_node *node) {
    struct pc_view raw = {doc->scan.text + (node->offset + 1), node->end - node->offset - 2};
    return (struct pc_spelled){raw, pc_node_extra(node) != 0 ? PC_SPELLING_JSON : PC_SPELLING_PLAIN};
}

#define PC_SMALL_OBJECT 32u         /* members that are compared one by one */
#define PC_PRINT_FACTOR 0x9E3779B1u /* 2^32 divided by the golden ratio */

/* Names that differ in their fingerprints differ. */
static inline uint32_t pc_keys_print(struct pc_spelled name) {
    char ends[PC_SPELLED_ENDS];
    struct pc_view seen = name.bytes;
    size_t size = seen.size;
    uint32_t front = 0, back = 0;
    if (name.spelling != PC_SPELLING_PLAIN) {
        size = pc_spelled_ends(name, ends);
        seen = (struct pc_view){ends, size < sizeof ends ? size : sizeof ends};
    }
    if (size >= sizeof front) {
        memcpy(&front, seen.data, sizeof front);
        memcpy(&back, seen.data + seen.size - sizeof back, sizeof back);
    } else if (size > 0) {
        front = (unsigned char)seen.data[0];
        back = (uint32_t)(unsigned char)seen.data[size / 2] << 8 | (unsigned char)seen.data[size - 1];
    }
    return (front ^ (back << 16 | back >> 16) ^ (uint32_t)size) * PC_PRINT_FACTOR;
}

/* Remarks the key, the last node, if it is named like one before it; beyond PC_SMALL_OBJECT members that is
 * left to pc_keys_sort. */
void pc_keys_compare(struct pc_json_reader *reader, uint32_t key);

/* Takes note of a new key. One of 32 bits for each fingerprint that the object has seen spares most
 * comparisons; while the object is open they stand in its `end`. */
static inline void pc_keys_note(struct pc_json_reader *reader, uint32_t key) {
    struct pc_node *node = &reader->nodes[key];
    struct pc_node *object = &reader->nodes[reader->open];
    node->next = pc_keys_print(pc_node_name(&reader->doc, node));
    uint32_t bits = 1u << (node->next >> 27);
    if ((object->end & bits) != 0)
        pc_keys_compare(reader, key);
    object->end |= bits;
}

/* Sorts the keys of an object with more than PC_SMALL_OBJECT members that was just closed, and remarks the
 * duplicates among them. False: reader->status says why. */
bool pc_keys_sort(struct pc_json_reader *reader, uint32_t object);
/* The key node of the last member with that name, 0 where there is none. */
uint32_t pc_keys_find(const struct pc_json_doc *doc, uint32_t object, struct pc_spelled name);
/* The same for a name from outside: it finds a lone surrogate as the U+FFFD that decoding makes of it. */
uint32_t pc_keys_find_decoded(const struct pc_json_doc *doc, uint32_t object, struct pc_spelled name);

#endif
