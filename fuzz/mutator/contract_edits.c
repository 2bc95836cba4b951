#include "contract_edits.h"

#include "json_mutator.h"

#include <string.h>

#define MAX_PLAIN_DIGITS 18u  /* fewer than 64 bits have */
#define MAX_PLAIN_STRING 128u /* longer ones let a document outgrow what the engine allows */
#define MAX_TYPES        64u  /* of a message; what is beyond is left as it is */
#define MAX_TYPED_DEPTH  4u   /* of the contract's objects */

static struct tree_text key_of(const struct json_type *type) {
    return tree_text_of(type->key);
}

/* The preferred message; or the one that the root has most names of, and by chance where it has none. */
static size_t guess_message(struct mutation *m) {
    if (m->preferred != MUTATOR_ANY_MESSAGE && chance_below(&m->chance, 8) != 0)
        return m->preferred;
    size_t messages = json_types[json_type_count - 1].root + 1;
    size_t best = chance_below(&m->chance, (uint32_t)messages), most = 0;
    for (size_t message = 0; message < messages; message++) {
        size_t names = 0;
        for (size_t i = 0; i < json_type_count; i++) {
            const struct json_type *type = &json_types[i];
            if (type->root == message && type->index > 0 && type->parent == 0 &&
                tree_member(&m->tree, TREE_ROOT, key_of(type)) != 0)
                names++;
        }
        if (names > most) {
            most = names;
            best = message;
        }
    }
    return best;
}

static const struct json_type *type_at(size_t message, size_t index) {
    for (size_t i = 0; i < json_type_count; i++)
        if (json_types[i].root == message && json_types[i].index == index)
            return &json_types[i];
    return &json_types[0];
}

static void make_object(struct mutation *m, uint32_t node) {
    struct tree_node *at = &m->tree.nodes[node];
    if (at->kind != TREE_OBJECT)
        *at = (struct tree_node){.kind = TREE_OBJECT, .key = at->key, .parent = at->parent, .next = at->next};
}

/* The node of the type, made on the way where it lacks; its objects are made objects. 0: no room. */
static uint32_t node_of(struct mutation *m, const struct json_type *type) {
    const struct json_type *path[MAX_TYPED_DEPTH];
    size_t depth = 0;
    uint32_t node = TREE_ROOT;
    for (; type->index != 0 && depth < MAX_TYPED_DEPTH; type = type_at(type->root, type->parent))
        path[depth++] = type;
    while (depth > 0 && node != 0) {
        struct tree_text key = key_of(path[--depth]);
        make_object(m, node);
        uint32_t member = tree_member(&m->tree, node, key);
        node = member != 0 ? member : tree_add(&m->tree, node, key, TREE_SCALAR, (struct tree_text){"{}", 2});
    }
    return node;
}

/* A value of the type: an object that may have members, or a scalar. */
static void put_value(struct mutation *m, uint32_t node, const struct json_type *type) {
    bool null_too = (type->types & TYPE_NULL) != 0;
    if ((type->types & TYPE_OBJECT) == 0)
        tree_set_scalar(&m->tree, node, value_of_type(&m->chance, type));
    else if (null_too && chance_below(&m->chance, 8) == 0)
        tree_set_scalar(&m->tree, node, (struct tree_text){"null", 4});
    else
        make_object(m, node);
}

void contract_set_member(struct mutation *m) {
    size_t message = guess_message(m);
    const struct json_type *type = &json_types[chance_below(&m->chance, (uint32_t)json_type_count)];
    uint32_t node = type->root == message && type->index > 0 ? node_of(m, type) : 0;
    if (node != 0)
        put_value(m, node, type);
}

/* Completing. */

/* Whether the text is plainly a scalar: what only looks like one, or says it in an odd way, is not. */
static bool is_plain(struct tree_text raw) {
    char first = raw.size > 0 ? raw.data[0] : '{';
    bool number = first == '-' || (first >= '0' && first <= '9');
    if (first == '"' && (raw.size > MAX_PLAIN_STRING || memchr(raw.data, '\\', raw.size) != NULL))
        return false;
    for (size_t i = 1; i < raw.size && number; i++)
        if (raw.data[i] < '0' || raw.data[i] > '9')
            return false;
    return (!number || raw.size <= MAX_PLAIN_DIGITS) && first != '[' && first != '{' && tree_is_scalar(raw);
}

/* Whether the node is plainly of the type. An enum's value and a format's are not looked into. */
static bool fits(const struct json_type *type, const struct tree_node *node) {
    if (node->kind == TREE_OBJECT)
        return (type->types & TYPE_OBJECT) != 0;
    if (node->kind == TREE_ARRAY || !is_plain(node->raw))
        return false;
    char first = node->raw.data[0];
    unsigned is = first == '"'                   ? TYPE_STRING
                  : first == 'n'                 ? TYPE_NULL
                  : first == 't' || first == 'f' ? TYPE_BOOLEAN
                                                 : TYPE_INTEGER | TYPE_NUMBER;
    bool narrower = type->format[0] != '\0' || type->values[0] != NULL;
    return (type->types & is) != 0 && (!narrower || first == 'n');
}

static bool is_known(const struct json_type *object, struct tree_text key) {
    for (size_t i = 0; i < json_type_count; i++) {
        const struct json_type *type = &json_types[i];
        if (type->root == object->root && type->index > 0 && type->parent == object->index &&
            strlen(type->key) == key.size && memcmp(type->key, key.data, key.size) == 0)
            return true;
    }
    return false;
}

/* Of the members of one name the last stays. What the contract does not know stays half of the time, where it
 * is plain: elsewhere a second spelling of a name may hide, or what no strict reader takes. */
static void prune(struct mutation *m, const struct json_type *object, uint32_t at) {
    struct tree *tree = &m->tree;
    for (uint32_t child = tree->nodes[at].first; child != 0; child = tree->nodes[child].next) {
        const struct tree_node *node = &tree->nodes[child];
        bool named = is_plain(node->key) && node->key.data[0] == '"';
        bool stays = is_known(object, node->key) || (named && node->kind == TREE_SCALAR &&
                                                     is_plain(node->raw) && chance_below(&m->chance, 2) == 0);
        if (!stays || tree_member(tree, at, node->key) != child)
            tree_unlink(tree, child); /* it keeps its neighbour */
    }
}

/* The object that stands there, 0 where it is none. */
static uint32_t complete_member(struct mutation *m, const struct json_type *type, uint32_t parent) {
    uint32_t node = tree_member(&m->tree, parent, key_of(type));
    if (node == 0 && type->required)
        node = tree_add(&m->tree, parent, key_of(type), TREE_SCALAR, (struct tree_text){0});
    if (node == 0)
        return 0;
    if (!fits(type, &m->tree.nodes[node]))
        put_value(m, node, type);
    return m->tree.nodes[node].kind == TREE_OBJECT ? node : 0;
}

void contract_complete(struct mutation *m) {
    uint32_t objects[MAX_TYPES] = {TREE_ROOT}; /* by their index; 0 where there is none */
    size_t message = guess_message(m);
    make_object(m, TREE_ROOT);
    for (size_t i = 0; i < json_type_count; i++) {
        const struct json_type *type = &json_types[i]; /* its parent stands before it */
        if (type->root != message || type->index >= MAX_TYPES)
            continue;
        uint32_t parent = objects[type->parent];
        if (type->index > 0)
            objects[type->index] = parent == 0 ? 0 : complete_member(m, type, parent);
        if (objects[type->index] != 0)
            prune(m, type, objects[type->index]);
    }
}
