/* What the compile functions of the keywords work with. */
#ifndef PC_COMPILE_H
#define PC_COMPILE_H

#include "program.h"
#include "resources.h"

/* The object keywords of the node being compiled: one walk over the members serves them all. */
struct pc_object_parts {
    struct pc_json_value properties;
    struct pc_json_value required;
    struct pc_json_value additional;
    const struct pc_pattern_set *patterns;
    bool walk; /* the walk's operation was added */
};

/* What a reference leads to; the name, and whether it is a dynamic one, of an anchor. */
struct pc_reference {
    struct pc_json_value value;
    struct pc_view name;
    bool dynamic;
};

struct pc_compiler {
    struct pc_schema *schema;
    struct pc_error *err;
    uint32_t node;               /* being compiled */
    struct pc_json_value source; /* its schema object */
    struct pc_object_parts parts;
    uint32_t node_capacity;
    uint32_t op_capacity;
    uint32_t child_capacity;
    uint32_t dynamic_capacity;
    uint32_t pattern_capacity;
    uint32_t remark_capacity;
    uint32_t resource; /* that of the node being compiled */
    unsigned dialects; /* meta-schemas whose vocabularies are being read */
    struct pc_resources resources;
    struct pc_schema_options options;
    struct pc_schema_limits limits;
};

/* Room for one more element; false when memory is out. */
bool pc_compile_grow(void **array, uint32_t *capacity, uint32_t count, size_t size);

/* Adds an operation to the node being compiled; NULL when memory is out (recorded). Valid until the next one.
 */
struct pc_op *pc_compile_op(struct pc_compiler *compiler, const struct pc_keyword *keyword,
                            struct pc_json_value value);
/* The node of a sub-schema; it is compiled later. */
enum pc_status pc_compile_node(struct pc_compiler *compiler, struct pc_json_value value, uint32_t *node);
/* The same, appended to the operation's children: an operation adds all of its own before the next one comes.
 */
enum pc_status pc_compile_child(struct pc_compiler *compiler, struct pc_op *op, struct pc_json_value value);

/* The error "#/pointer: sentence" at a value of the schema document. */
__attribute__((format(printf, 4, 5))) enum pc_status pc_compile_fail(struct pc_compiler *compiler,
                                                                     enum pc_status status,
                                                                     struct pc_json_value at,
                                                                     const char *format, ...);
enum pc_status pc_compile_no_memory(struct pc_compiler *compiler);

/* Values of a keyword that must be of one kind; PC_MALFORMED where they are not. */
enum pc_status pc_compile_want(struct pc_compiler *compiler, struct pc_json_value value,
                               enum pc_json_type type, const char *what);
/* A number that is an integer and not negative; UINT64_MAX stands for all that are larger. */
enum pc_status pc_compile_count(struct pc_compiler *compiler, struct pc_json_value value, uint64_t *out);
/* An array of different strings, unescaped into the arena. */
enum pc_status pc_compile_name_list(struct pc_compiler *compiler, struct pc_json_value value,
                                    struct pc_names *out);
/* The names of an object's members, unescaped into the arena; each may stand once. */
enum pc_status pc_compile_keys(struct pc_compiler *compiler, struct pc_json_value object, uint32_t extra,
                               struct pc_view **out);
enum pc_status pc_compile_unescape(struct pc_compiler *compiler, struct pc_json_value string,
                                   struct pc_view *out);

/* object.c: builds the member table once all keywords of the node are known. */
enum pc_status pc_object_finish(struct pc_compiler *compiler);
/* Copies what the analysis found about each member's schema to where the walk looks. */
void pc_object_settle(const struct pc_schema *schema);
/* What a node's object keywords say of its members; NULL without any. */
const struct pc_object *pc_object_of(const struct pc_schema *schema, const struct pc_node *node);
/* reference.c: what a `$ref` leads to. */
enum pc_status pc_reference_resolve(struct pc_compiler *compiler, struct pc_json_value reference,
                                    struct pc_reference *out);
/* dynamic.c: nodes for all that a dynamic reference may lead to, and once there are no more resources, which
 * those are. */
enum pc_status pc_dynamic_close(struct pc_compiler *compiler);
enum pc_status pc_dynamic_settle(struct pc_compiler *compiler);
bool pc_dynamic_is_fixed(const struct pc_schema *schema, const struct pc_op *op);
/* Notes what is legal in a schema but means nothing, or something else than its author thought. */
enum pc_status pc_compile_remark(struct pc_compiler *compiler, struct pc_json_value at, const char *sentence);
/* analyse.c: type bounds, leaves and jumps; refuses schemas that apply themselves to the same instance for
 * ever. */
enum pc_status pc_analyse(struct pc_compiler *compiler);
/* members.c */
enum pc_status pc_members_build(struct pc_compiler *compiler);

#endif
