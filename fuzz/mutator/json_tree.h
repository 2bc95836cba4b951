/* A tree of whatever looks like JSON, for the mutator: it takes any bytes, and keeps every scalar as the text
 * it was. No allocation, no recursion: a tree lives in memory of its own size, and borrows from the text. */
#ifndef JSON_TREE_H
#define JSON_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define TREE_MAX_NODES 2048u /* further values of the text are dropped */
#define TREE_ROOT      1u    /* always there; 0 is "no node" */

struct tree_text {
    const char *data;
    size_t size;
};

static inline struct tree_text tree_text_of(const char *text) {
    return (struct tree_text){text, strlen(text)};
}

enum tree_kind {
    TREE_SCALAR,
    TREE_ARRAY,
    TREE_OBJECT,
    TREE_VERBATIM /* a whole value as text, from elsewhere */
};

struct tree_node {
    enum tree_kind kind;
    struct tree_text key; /* with its quotes; empty where it has none */
    struct tree_text raw; /* of a container: what it was in the text */
    uint32_t parent, first, next;
};

struct tree {
    struct tree_node nodes[TREE_MAX_NODES];
    uint32_t count;         /* nodes in use, with 0; some may be unlinked */
    struct tree_text space; /* written behind each comma and colon; none after tree_read */
};

/* `text` with one spare byte behind it, which closes a string that nothing else closes. */
void tree_read(struct tree *tree, char *text, size_t size);
/* The bytes written, or 0 where `capacity` is too small. With `mend` a scalar that is no JSON becomes null,
 * and a member without a name gets one. */
size_t tree_write(const struct tree *tree, bool mend, char *out, size_t capacity);

/* Adds a node behind the last child; 0 where there is no room. */
uint32_t tree_add(struct tree *tree, uint32_t parent, struct tree_text key, enum tree_kind kind,
                  struct tree_text raw);
void tree_set_scalar(struct tree *tree, uint32_t node, struct tree_text raw);
void tree_unlink(struct tree *tree, uint32_t node);
uint32_t tree_child_count(const struct tree *tree, uint32_t node);
uint32_t tree_child(const struct tree *tree, uint32_t node, uint32_t index);
/* The last member of that name, 0 without one; the name as it stands in the text, escapes unresolved. */
uint32_t tree_member(const struct tree *tree, uint32_t object, struct tree_text key);
bool tree_is_scalar(struct tree_text text); /* by RFC 8259's grammar */

#endif
