/* One scalar as a value: a document of its own that holds nothing else. */
#include "tape.h"

#include <stdlib.h>

struct pc_json_leaf {
    struct pc_json_doc doc;
    struct pc_node nodes[PC_NODE_ROOT + 1]; /* an array that holds it, as in every document, and the scalar */
};

struct pc_json_leaf *pc_json_leaf_new(void) {
    struct pc_json_leaf *leaf = calloc(1, sizeof *leaf);
    if (leaf == NULL)
        return NULL;
    leaf->doc.nodes = leaf->nodes;
    leaf->nodes[0].meta = PC_JSON_ARRAY;
    return leaf;
}

void pc_json_leaf_free(struct pc_json_leaf *leaf) {
    free(leaf);
}

struct pc_json_value pc_json_leaf_set(struct pc_json_leaf *leaf, const struct pc_scan *scan, const char *from,
                                      const char *behind, enum pc_json_type type, bool escapes) {
    leaf->doc.scan.text = scan->text;
    leaf->doc.scan.end = scan->end;
    leaf->nodes[PC_NODE_ROOT] = (struct pc_node){
        .offset = pc_scan_offset(scan, from),
        .end = pc_scan_offset(scan, behind),
        .meta = (uint32_t)type | (escapes ? PC_NODE_EXTRA_UNIT : 0),
    };
    return (struct pc_json_value){&leaf->doc, PC_NODE_ROOT};
}
