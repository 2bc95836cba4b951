/* The compiled schema: nodes (one per schema object), each with its operations (one per asserting keyword).
 */
#ifndef PC_PROGRAM_H
#define PC_PROGRAM_H

#include "arena.h"
#include "names.h"
#include "pc_pattern.h"
#include "pc_scan.h"
#include "pc_schema.h"

#define PC_NO_NODE   UINT32_MAX
#define PC_KEY_BYTES 32 /* of a key with its quotes and colon; longer ones are looked up */

/* A type set partitions numbers: PC_TYPE_INTEGER for those with an integer value, PC_TYPE_NUMBER for the
 * others. */
#define PC_TYPE_ANY_NUMBER (PC_TYPE_INTEGER | PC_TYPE_NUMBER)

struct pc_compiler;
struct pc_format;
struct pc_number_format;
struct pc_run;
struct pc_frame;
struct pc_op;
struct pc_hit;
struct pc_slot;

enum pc_step {
    PC_STEP_DONE,  /* the keyword is through */
    PC_STEP_CHILD, /* a child was pushed: call again when it has ended */
};

/* Which types an operation lets an instance of have at all, and which it passes without a further look. */
struct pc_bound {
    unsigned admit;
    unsigned pass;
};

/* Where a keyword's value has schemas in it. */
enum pc_holds { PC_HOLDS_NOTHING, PC_HOLDS_SCHEMA, PC_HOLDS_LIST, PC_HOLDS_MAP };

/* A keyword: one row of the table in keywords.c. */
struct pc_keyword {
    const char *name;
    enum pc_holds holds;
    unsigned vocabulary; /* bits of pc_vocabulary that bring it; 0: always known */
    /* Reads the keyword's value; adds an operation where it asserts something. */
    enum pc_status (*compile)(struct pc_compiler *compiler, const struct pc_keyword *keyword,
                              struct pc_json_value value);
    /* The run function is one of the two: `check` looks at the instance alone, `step` applies other schemas.
     */
    bool (*check)(struct pc_run *run, const struct pc_op *op, struct pc_json_value instance);
    enum pc_step (*step)(struct pc_run *run, struct pc_frame *frame, const struct pc_op *op);
    unsigned types;     /* of the instances it judges: it passes all others */
    bool in_place;      /* its children see the instance itself */
    bool last;          /* it runs behind all others of its schema: it looks at what they evaluated */
    unsigned annotates; /* types of the instances in which it says what it evaluated */
    bool jumps;         /* valid exactly where the child is that admits the type, if only one does */
    /* NULL: admits every type, passes those outside `types`. */
    struct pc_bound (*bound)(const struct pc_schema *schema, const struct pc_op *op);
    /* What the schema wants, as a phrase; `seen` NULL: the instance itself, described. */
    enum pc_status (*expected)(const struct pc_schema *schema, const struct pc_hit *hit, struct pc_buf *out);
    enum pc_status (*seen)(const struct pc_schema *schema, const struct pc_hit *hit, struct pc_buf *out);
};

/* The strings of an enum or of a list of keys, and the other values of an enum. */
struct pc_values {
    struct pc_names strings;
    struct pc_json_value *others;
    uint32_t other_count;
    struct pc_slot *slots; /* the others by their hash, where they are many; or NULL */
    uint32_t slot_count;   /* a power of two */
};

/* What the object keywords of one node say of a member. */
struct pc_entry {
    const char *quoted; /* the name as documents write it most; size 0 where the schema escapes it */
    uint32_t size;
    uint32_t node;     /* of `properties`, else of additionalProperties; PC_NO_NODE without either */
    uint64_t seen;     /* the bit of a required key in its frame, 0 for others */
    uint32_t required; /* index in `required`, or PC_NO_NAME */
    unsigned pass;     /* types of the members that need no further look */

    uint64_t bit; /* its own among the entries, for the pass; 0 for all other keys */
    const struct pc_plan *plan;
    uint32_t key_mask; /* of the bytes below that count; all where no key is like them */
    uint32_t key_size;
    char key[PC_KEY_BYTES]; /* "name": as documents write it most */
};

struct pc_pattern_set;

#define PC_SEEN_IN_FRAME 64u /* required keys whose bits stand in the frame itself */

struct pc_object {
    struct pc_names names;    /* `properties` in its order, then what `required` names beside it */
    struct pc_entry *entries; /* one a name, and behind them the one for all other keys */
    uint32_t property_count;
    struct pc_names required;              /* in its order */
    uint64_t wanted;                       /* the bits of the entries that are required */
    uint32_t required_op;                  /* the operation of `required` in schema->ops */
    bool streams;                          /* the pass can walk it */
    uint32_t additional_op;                /* its operation in schema->ops */
    const struct pc_pattern_set *patterns; /* additionalProperties is not for keys that match one; or NULL */
};

/* One key of dependentRequired with those it needs. */
struct pc_dependent {
    struct pc_view key;
    struct pc_names needs;
};

struct pc_op {
    const struct pc_keyword *keyword;
    struct pc_json_value source; /* the keyword's value in the schema's document */
    unsigned judges;             /* types of the instances that it does not pass at sight */
    uint32_t child;              /* its children: schema->children[child], child_count of them */
    uint32_t child_count;
    union {
        unsigned types;                 /* type */
        uint64_t count;                 /* minLength, minItems, … */
        struct pc_view number;          /* minimum, multipleOf, …: as written */
        const struct pc_values *values; /* enum, const */
        const struct pc_format *format; /* format */
        const struct pc_number_format *number_format;
        struct pc_object *object;              /* properties, required, additionalProperties */
        const struct pc_view *keys;            /* dependentSchemas: of each child */
        const struct pc_pattern_set *patterns; /* pattern (a set of one), patternProperties: of each child */
        uint32_t dynamic;                      /* $dynamicRef: the name in schema->dynamics, or PC_NO_INDEX */
        struct {
            const struct pc_dependent *list;
            uint32_t count;
        } dependents; /* dependentRequired */
        struct {
            uint64_t min;
            uint64_t max;
        } range; /* contains */
        struct {
            bool then_branch;
            bool else_branch;
        } branches; /* if: which children follow the condition */
    } as;
};

struct pc_node {
    struct pc_json_value source;
    uint32_t op; /* schema->ops[op], op_count of them, in the order of the schema's text */
    uint32_t op_count;
    uint32_t resource; /* schema->resources[resource] */
    struct pc_bound bound;
    unsigned annotates; /* types of the instances in which it may say what it evaluated */
    unsigned opaque;    /* types that only a frame can judge */
    bool refuses;       /* the schema `false` */
    bool leaf;          /* none of its operations has children */
    bool collects;      /* it has unevaluatedItems or unevaluatedProperties */
    bool jump; /* its only operation hands the instance to at most one of its children, chosen by type */
};

/* A document of which a schema is made; the one that was compiled is the first. */
struct pc_document {
    char *text;
    struct pc_json_reader *reader;
    struct pc_json_value root;
    struct pc_view uri;
};

/* What an `$id` names, or a whole document. */
struct pc_resource {
    struct pc_view uri;
    struct pc_json_value root;
    unsigned vocabularies;
};

struct pc_dynamic;
struct pc_plan;

struct pc_schema {
    struct pc_arena arena;
    struct pc_document *documents;
    struct pc_resource *resources;
    struct pc_dynamic *dynamics;
    struct pc_pattern **patterns; /* all that were compiled, to be freed */
    struct pc_schema_remark *remarks;
    uint32_t document_count;
    uint32_t resource_count;
    uint32_t dynamic_count;
    uint32_t pattern_count;
    uint32_t remark_count;
    bool scoped;   /* a $dynamicRef has a choice: the frames must show every resource that was entered */
    bool collects; /* there is an unevaluatedItems or unevaluatedProperties */
    struct pc_node *nodes;          /* the root is the first */
    struct pc_plan *plans;          /* one a node, and one more */
    const struct pc_object **walks; /* by node: pc_object_of */
    struct pc_op *ops;
    uint32_t *children;
    uint32_t node_count;
    uint32_t op_count;
    uint32_t child_count;
    struct pc_schema_member *members;
    size_t member_count;
};

static inline const struct pc_node *pc_child(const struct pc_schema *schema, const struct pc_op *op,
                                             uint32_t i) {
    return &schema->nodes[schema->children[op->child + i]];
}

/* The child that a jumping node hands an instance of the type to; the node must admit it. */
static inline const struct pc_node *pc_jump(const struct pc_schema *schema, const struct pc_node *node,
                                            unsigned type) {
    const struct pc_op *op = &schema->ops[node->op];
    uint32_t branch = 0;
    while ((pc_child(schema, op, branch)->bound.admit & type) == 0)
        branch++;
    return pc_child(schema, op, branch);
}

/* limits.c. What was given, or the defaults for NULL; PC_USAGE names one outside its range. */
enum pc_status pc_limits_take(const struct pc_schema_limits *given, struct pc_schema_limits *out,
                              struct pc_error *err);

/* `#` and the JSON Pointer of a value of the schema's document; of another document its URI in front. */
enum pc_status pc_schema_pointer_of(const struct pc_schema *schema, struct pc_json_value value,
                                    struct pc_buf *out);

#endif
