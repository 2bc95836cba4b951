#include "tape.h"

static const struct pc_node *node_of(struct pc_json_value value) {
    return value.doc == NULL ? NULL : &value.doc->nodes[value.node];
}

static struct pc_json_value value_at(struct pc_json_value beside, uint32_t node) {
    return (struct pc_json_value){beside.doc, node};
}

static const struct pc_json_value no_value;

static bool is(struct pc_json_value value, enum pc_json_type type) {
    return pc_json_type(value) == type;
}

/* A CLOSE has no right neighbour's value; a key leads to its value. */
static struct pc_json_value child_at(struct pc_json_value beside, uint32_t node) {
    uint32_t kind = pc_node_kind(&beside.doc->nodes[node]);
    if (kind == PC_NODE_CLOSE)
        return no_value;
    return value_at(beside, kind == PC_NODE_KEY ? node + 1 : node);
}

const char *pc_json_type_name(enum pc_json_type type) {
    static const char *const names[] = {
        [PC_JSON_NONE] = "none",     [PC_JSON_NULL] = "null",     [PC_JSON_BOOLEAN] = "boolean",
        [PC_JSON_NUMBER] = "number", [PC_JSON_STRING] = "string", [PC_JSON_ARRAY] = "array",
        [PC_JSON_OBJECT] = "object",
    };
    return (size_t)type < sizeof names / sizeof names[0] ? names[type] : "none";
}

struct pc_json_value pc_json_root(const struct pc_json_doc *doc) {
    return doc != NULL && pc_json_doc_valid(doc) ? (struct pc_json_value){doc, PC_NODE_ROOT} : no_value;
}

bool pc_json_exists(struct pc_json_value value) {
    return value.doc != NULL;
}

enum pc_json_type pc_json_type(struct pc_json_value value) {
    if (value.doc == NULL)
        return PC_JSON_NONE;
    uint32_t kind = pc_node_kind(node_of(value));
    return kind == PC_NODE_KEY ? PC_JSON_STRING : (enum pc_json_type)kind;
}

bool pc_json_boolean(struct pc_json_value value) {
    return is(value, PC_JSON_BOOLEAN) && value.doc->scan.text[node_of(value)->offset] == 't';
}

uint32_t pc_json_offset(struct pc_json_value value) {
    return value.doc == NULL ? 0 : node_of(value)->offset;
}

struct pc_view pc_json_raw(struct pc_json_value value) {
    if (value.doc == NULL)
        return (struct pc_view){0};
    const struct pc_node *node = node_of(value);
    return (struct pc_view){value.doc->scan.text + node->offset, node->end - node->offset};
}

struct pc_json_place pc_json_place(struct pc_json_value value) {
    if (value.doc == NULL)
        return (struct pc_json_place){0};
    return pc_json_place_of(pc_json_doc_text(value.doc), node_of(value)->offset);
}

uint32_t pc_json_count(struct pc_json_value value) {
    return value.doc != NULL && pc_node_is_container(node_of(value)) ? pc_node_extra(node_of(value)) : 0;
}

struct pc_json_value pc_json_first(struct pc_json_value container) {
    if (pc_json_count(container) == 0)
        return no_value;
    return child_at(container, container.node + 1);
}

struct pc_json_value pc_json_next(struct pc_json_value value) {
    if (value.doc == NULL || pc_node_kind(node_of(value)) == PC_NODE_KEY)
        return no_value;
    return child_at(value, pc_node_behind(value.doc->nodes, value.node));
}

struct pc_json_value pc_json_key(struct pc_json_value member) {
    if (member.doc == NULL || pc_node_kind(&member.doc->nodes[member.node - 1]) != PC_NODE_KEY)
        return no_value;
    return value_at(member, member.node - 1);
}

struct pc_json_value pc_json_get(struct pc_json_value object, struct pc_view name) {
    if (!is(object, PC_JSON_OBJECT))
        return no_value;
    uint32_t key =
        pc_keys_find_decoded(object.doc, object.node, (struct pc_spelled){name, PC_SPELLING_PLAIN});
    return key == 0 ? no_value : value_at(object, key + 1);
}

struct pc_json_value pc_json_get_text(struct pc_json_value object, const char *name) {
    return pc_json_get(object, pc_view_of(name));
}

struct pc_json_value pc_json_at(struct pc_json_value array, uint32_t index) {
    if (!is(array, PC_JSON_ARRAY) || index >= pc_json_count(array))
        return no_value;
    struct pc_json_value element = pc_json_first(array);
    while (index-- > 0)
        element = pc_json_next(element);
    return element;
}
