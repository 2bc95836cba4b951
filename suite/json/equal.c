#include "tape.h"

/* A key whose member a later one of the same name hides counts for nothing. */
static bool is_hidden(const struct pc_json_doc *doc, uint32_t object, uint32_t key) {
    return doc->scan.has_remark[PC_JSON_DUPLICATE_KEY] &&
           pc_keys_find(doc, object, pc_node_name(doc, &doc->nodes[key])) != key;
}

static uint32_t distinct_keys(const struct pc_json_doc *doc, uint32_t object) {
    uint32_t count = pc_node_extra(&doc->nodes[object]);
    uint32_t distinct = count;
    if (!doc->scan.has_remark[PC_JSON_DUPLICATE_KEY])
        return count;
    for (uint32_t i = 0, key = object + 1; i < count; i++) {
        distinct -= is_hidden(doc, object, key) ? 1 : 0;
        key = pc_node_behind(doc->nodes, key + 1);
    }
    return distinct;
}

/* Whether two nodes agree as far as can be seen without looking at children. */
static bool same_node(struct pc_json_value a, struct pc_json_value b) {
    enum pc_json_type type = pc_json_type(a);
    if (type != pc_json_type(b))
        return false;
    const struct pc_node *x = &a.doc->nodes[a.node];
    const struct pc_node *y = &b.doc->nodes[b.node];
    switch (type) {
    case PC_JSON_BOOLEAN:
        return pc_json_boolean(a) == pc_json_boolean(b);
    case PC_JSON_NUMBER:
        return pc_json_number_compare(pc_json_raw(a), pc_json_raw(b)) == 0;
    case PC_JSON_STRING:
        return pc_spelled_compare(pc_node_name(a.doc, x), pc_node_name(b.doc, y)) == 0;
    case PC_JSON_ARRAY:
        return pc_node_extra(x) == pc_node_extra(y);
    case PC_JSON_OBJECT:
        return distinct_keys(a.doc, a.node) == distinct_keys(b.doc, b.node);
    default:
        return true;
    }
}

/* The pair to compare next, and the containers in which it stands. */
struct pair {
    struct pc_json_value a, b;
    uint32_t in_a, in_b;
};

enum step { STEP_COMPARE, STEP_DIFFERENT, STEP_EQUAL };

/* From `next` on, a node behind a value of a, finds the next pair: a member of a is looked up in b by name,
 * an element has its neighbour's neighbour. At the end of a container the way up stands in its CLOSE: no
 * stack is needed. */
static enum step next_pair(struct pair *pair, uint32_t root, uint32_t next) {
    const struct pc_node *nodes = pair->a.doc->nodes;
    for (;;) {
        uint32_t kind = pc_node_kind(&nodes[next]);
        if (kind == PC_NODE_CLOSE) {
            pair->a.node = nodes[next].offset;
            pair->b.node = pair->in_b;
            if (pair->a.node == root)
                return STEP_EQUAL;
            pair->in_a = nodes[next].end;
            pair->in_b = pc_node_close(pair->b.doc->nodes, pair->in_b)->end;
            next++;
        } else if (kind != PC_NODE_KEY) {
            pair->a.node = next;
            bool entering = pair->b.node == pair->in_b;
            pair->b.node = entering ? pair->b.node + 1 : pc_node_behind(pair->b.doc->nodes, pair->b.node);
            return STEP_COMPARE;
        } else if (is_hidden(pair->a.doc, pair->in_a, next)) {
            next = pc_node_behind(nodes, next + 1);
        } else {
            uint32_t key = pc_keys_find(pair->b.doc, pair->in_b, pc_node_name(pair->a.doc, &nodes[next]));
            pair->a.node = next + 1;
            pair->b.node = key + 1;
            return key == 0 ? STEP_DIFFERENT : STEP_COMPARE;
        }
    }
}

bool pc_json_equal(struct pc_json_value a, struct pc_json_value b) {
    if (!pc_json_exists(a) || !pc_json_exists(b))
        return pc_json_exists(a) == pc_json_exists(b);
    struct pair pair = {.a = a, .b = b};
    for (;;) {
        if (!same_node(pair.a, pair.b))
            return false;
        uint32_t next = pair.a.node + 1;
        if (pc_node_is_container(&pair.a.doc->nodes[pair.a.node])) {
            pair.in_a = pair.a.node;
            pair.in_b = pair.b.node;
        } else if (pair.a.node == a.node) {
            return true;
        }
        enum step step = next_pair(&pair, a.node, next);
        if (step != STEP_COMPARE)
            return step == STEP_EQUAL;
    }
}
