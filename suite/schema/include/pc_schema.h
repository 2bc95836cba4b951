/* schema, floor 2: JSON Schema 2020-12 (as OpenAPI 3.1 uses it), compiled to a program and run over a
 * document.
 *
 * Compile once, validate from many threads: a pc_schema is immutable, a pc_validator is one thread's reusable
 * memory. Every violation is collected with its place; it becomes text only when asked. */
#ifndef PC_SCHEMA_H
#define PC_SCHEMA_H

#include "pc_base.h"
#include "pc_json.h"
#include "pc_registry.h"

#define PC_SCHEMA_MAX_REMARKS 100u

/* The limits that a caller sets: name, default, least, most.
 *
 * max_schemas         schema objects that are compiled, those of other documents among them
 * max_depth           of the evaluation: schemas within schemas, references followed
 * max_violations      that are collected; pc_validation_truncated tells whether there were more
 * max_steps           of work for one document (schemas applied, members and elements visited, values
 *                     compared): far beyond what a sensible schema needs, it stops those whose branches
 *                     multiply, and to it come
 * max_steps_per_byte  for each byte of the document
 * max_match_steps     of one match of a pattern, in PCRE2's measure
 * max_text_size       bytes of a text that pc_validate_text reads, and
 * max_text_depth      its arrays and objects within each other; the root's depth is 1 */
#define PC_SCHEMA_EACH_LIMIT(X)                                                                              \
    X(max_schemas, 300000, 1, 10000000)                                                                      \
    X(max_depth, 2000, 1, 1000000)                                                                           \
    X(max_violations, 1000, 1, 1000000)                                                                      \
    X(max_steps, 4000000, 1, 1000000000000)                                                                  \
    X(max_steps_per_byte, 256, 0, 1000000)                                                                   \
    X(max_match_steps, 2000000, 1, UINT32_MAX)                                                               \
    X(max_text_size, PC_JSON_DEFAULT_MAX_SIZE, 1, PC_JSON_HARD_MAX_SIZE)                                     \
    X(max_text_depth, PC_JSON_DEFAULT_MAX_DEPTH, 1, 100000000)

/* Begin with the defaults and change what you need:
 *
 *     struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
 *     limits.max_depth = 100;
 *
 * A limit outside its range is PC_USAGE where the limits are handed over, and the sentence names it. Where a
 * limit ends a call, that is PC_LIMIT and a sentence with the limit's number; only violations beyond the last
 * one are no error, and a text too long or too deep is told as the document's fault. */
#define PC_SCHEMA_LIMIT_FIELD(name, usual, least, most)   uint64_t name;
#define PC_SCHEMA_LIMIT_DEFAULT(name, usual, least, most) (usual),
struct pc_schema_limits {
    PC_SCHEMA_EACH_LIMIT(PC_SCHEMA_LIMIT_FIELD)
};
#define PC_SCHEMA_LIMITS_DEFAULT                                                                             \
    { PC_SCHEMA_EACH_LIMIT(PC_SCHEMA_LIMIT_DEFAULT) }

struct pc_schema;

/* Which formats are asserted (validation, section 7.2). */
enum pc_schema_formats {
    PC_FORMATS_BY_DOCUMENT, /* as PC_FORMATS_OPENAPI in an OpenAPI document, otherwise PC_FORMATS_ANNOTATE */
    PC_FORMATS_ANNOTATE,    /* none, as the standard says, unless a meta-schema demands it */
    PC_FORMATS_OPENAPI,     /* date-time and those of OpenAPI: int32 int64 float double byte password */
    PC_FORMATS_ASSERT,      /* all */
};

struct pc_schema_options {
    const struct pc_registry *registry; /* of other documents; only needed while compiling; NULL: none */
    struct pc_view base_uri;            /* of the document, for relative references; may be empty */
    enum pc_schema_formats formats;
    bool strict; /* unknown keywords are errors, with the nearest known name; those that begin with x- are not
                  */
    const struct pc_schema_limits *limits; /* NULL: the defaults; here only max_schemas counts */
};

/* Compiles the schema at `pointer` (JSON Pointer text, "" for the whole document) of `document`. References
 * lead into the document, or into those of the registry; the meta-schemas of the standard are always there.
 * The documents are copied as far as needed: they may go afterwards, and so may the registry.
 *
 * PC_MALFORMED with the place for a bad schema (a keyword's value of the wrong type, a `$ref` to nowhere, a
 * `pattern` that is none), PC_NOT_FOUND for a reference to a document that is not there, PC_UNSUPPORTED for
 * what this version cannot do (another draft, a required vocabulary that is not known, a pattern that PCRE2
 * cannot run), PC_LIMIT naming the limit. Unknown keywords assert nothing, as the standard says; nor do its
 * annotations and OpenAPI's (title, default, examples, deprecated, example, xml, discriminator, x-…). */
enum pc_status pc_schema_compile_with(struct pc_json_value document, struct pc_view pointer,
                                      const struct pc_schema_options *options, struct pc_schema **out,
                                      struct pc_error *err);
/* The same with options of {0}. */
enum pc_status pc_schema_compile(struct pc_json_value document, struct pc_view pointer,
                                 struct pc_schema **out, struct pc_error *err);
void pc_schema_free(struct pc_schema *schema);

/* What is legal in a schema but means nothing, such as `nullable` in OpenAPI 3.1. */
struct pc_schema_remark {
    const char *pointer; /* #/components/schemas/Pet/nullable */
    const char *sentence;
};

size_t pc_schema_remark_count(const struct pc_schema *schema);
struct pc_schema_remark pc_schema_remark_at(const struct pc_schema *schema, size_t index);

struct pc_validator;
struct pc_validator *pc_validator_new(void); /* with the default limits; NULL when memory is out */
/* `limits` NULL: the defaults. PC_USAGE for one outside its range, PC_NO_MEMORY. */
enum pc_status pc_validator_new_with(const struct pc_schema_limits *limits, struct pc_validator **out,
                                     struct pc_error *err);
void pc_validator_free(struct pc_validator *validator);

enum pc_validate_mode { PC_VALIDATE_FLAG /* stop at the first violation */, PC_VALIDATE_ALL };

/* Runs the schema over a document's value. PC_OK for valid and invalid alike: ask pc_validation_valid.
 * PC_LIMIT where max_depth, the steps of work or max_match_steps end the evaluation; the document is then not
 * valid, and without violations. The result lives in the validator
 * until its next run and borrows from the schema and the document. */
enum pc_status pc_validate(struct pc_validator *validator, const struct pc_schema *schema,
                           struct pc_json_value instance, enum pc_validate_mode mode, struct pc_error *err);

/* The same for the bytes of a document, read and judged in one pass where the schema allows it: the fastest
 * way, which needs no reader. PC_OK also for a text that is not JSON: then *doc is set and says why, and the
 * document is not valid. *doc is also set where something in the text is remarkable (a key twice, half a
 * surrogate pair); otherwise it may be NULL. Of a document with violations their number, keywords and offsets
 * are known at once, in PC_VALIDATE_FLAG as well; for all else of them call pc_validation_explain first.
 * `text` must stay until the validator's next run. */
enum pc_status pc_validate_text(struct pc_validator *validator, const struct pc_schema *schema,
                                struct pc_view text, enum pc_validate_mode mode,
                                const struct pc_json_doc **doc, struct pc_error *err);
/* Finds the paths of the violations too, which are then in the order of the document. Does nothing where they
 * are known already. */
enum pc_status pc_validation_explain(struct pc_validator *validator, struct pc_error *err);
uint32_t pc_validation_offset(const struct pc_validator *validator,
                              size_t index); /* of the value, in the text */
const char *pc_validation_keyword(const struct pc_validator *validator, size_t index);

bool pc_validation_valid(const struct pc_validator *validator);
size_t pc_validation_count(const struct pc_validator *validator);
bool pc_validation_truncated(const struct pc_validator *validator);

/* One violation. Violations come in the order of the instance, depth first; those of one value in the order
 * of the schema's keywords. For `required` there is one violation per missing key, placed at the object. In
 * `anyOf` and `oneOf` where exactly one branch admits the instance's type, that branch's own violations are
 * reported, with their pointers through it; otherwise one violation of the keyword itself, which knows the
 * branch that came nearest. */
struct pc_violation {
    const char *keyword;           /* "type", "required", …; "false" for the boolean schema */
    struct pc_json_value instance; /* where in the document */
    struct pc_json_place place;    /* its line and column */
    uint32_t detail;               /* `required`: index in the schema's list; otherwise 0 */
    struct pc_view
        detail_name; /* `required`: the missing key; additionalProperties: the key too many, as written */
};

/* `index` < pc_validation_count. */
struct pc_violation pc_validation_get(const struct pc_validator *validator, size_t index);
/* The instance's JSON Pointer, e.g. /autoscaling_settings/min_replica. */
enum pc_status pc_violation_instance_pointer(const struct pc_validator *validator, size_t index,
                                             struct pc_buf *out);
/* The keyword's absolute place: `#` and its pointer in the schema document, references resolved, and in front
 * of that the document's URI where it is another one:
 * #/components/schemas/AutoscalingSettingsV1/properties/min_replica/type */
enum pc_status pc_violation_schema_pointer(const struct pc_validator *validator, size_t index,
                                           struct pc_buf *out);
/* The same as the standard's outputs say it (core, section 12.4.2): the canonical URI of the schema resource,
 * which an `$id` gives, and the pointer in that resource. Without a URI it begins with `#`. */
enum pc_status pc_violation_absolute_location(const struct pc_validator *validator, size_t index,
                                              struct pc_buf *out);
/* The way the evaluation took from the schema's root, references as steps: /properties/status/$ref/enum */
enum pc_status pc_violation_evaluation_path(const struct pc_validator *validator, size_t index,
                                            struct pc_buf *out);
/* What the schema wants and what stands there, each a short English phrase in one line ("an integer",
 * "the string \"7\""); long values are cut. Text from the document is printable: controls are escaped. */
enum pc_status pc_violation_expected(const struct pc_validator *validator, size_t index, struct pc_buf *out);
enum pc_status pc_violation_seen(const struct pc_validator *validator, size_t index, struct pc_buf *out);

/* All of it in one English sentence: what is expected and what is seen, and where no branch of anyOf or oneOf
 * fits, which came nearest and why not even that one fits. */
enum pc_status pc_violation_sentence(const struct pc_validator *validator, size_t index, struct pc_buf *out);
/* "anyOf" or "oneOf" and the number of the branch that came nearest; NULL for all other violations. */
const char *pc_violation_nearest(const struct pc_validator *validator, size_t index, uint32_t *branch);

/* What the schema says of each property, for whoever derives test cases from it. Properties are found from
 * the root through properties, $ref, allOf and the branches of anyOf/oneOf; a recursion is entered once. In
 * document order, a parent before its children. The list ends after 2,000 of them. */
enum pc_schema_type_bit {
    PC_TYPE_NULL = 1,
    PC_TYPE_BOOLEAN = 2,
    PC_TYPE_INTEGER = 4, /* set together with NUMBER where any number is legal */
    PC_TYPE_NUMBER = 8,
    PC_TYPE_STRING = 16,
    PC_TYPE_ARRAY = 32,
    PC_TYPE_OBJECT = 64,
    PC_TYPE_ANY = 127
};

struct pc_schema_member {
    const char *instance_pointer; /* /autoscaling_settings/min_replica; "" for the root itself */
    const char *name;             /* min_replica; "" for the root */
    const char
        *schema_pointer; /* of the property's own schema (before a $ref in it): #/components/…/min_replica */
    const char *required_pointer; /* #/components/…/required/0, NULL where the key is optional */
    const char
        *type_pointer; /* the `type` keyword (or the anyOf) that decides its type; NULL where none does */
    const char *enum_pointer;        /* NULL without an enum */
    const char *format_pointer;      /* NULL without a format */
    const char *format;              /* NULL without one */
    unsigned types;                  /* bits of pc_schema_type_bit, all ways together */
    const char *const *enum_strings; /* the string values of its enum */
    size_t enum_count;
    size_t parent; /* index of the parent in the list; the root's is 0 */
};

size_t pc_schema_member_count(const struct pc_schema *schema);
/* Owned by the schema. Index 0 is the root. */
const struct pc_schema_member *pc_schema_member(const struct pc_schema *schema, size_t index);

#endif
