/* spec, floor 3: the contract as data. Loads an OpenAPI 3.1 document (the embedded one, or --spec FILE),
 * finds the promote operation in it and compiles its two schemas; loads requirements.json, our index of what
 * is demanded. */
#ifndef PC_SPEC_H
#define PC_SPEC_H

#include "pc_base.h"
#include "pc_json.h"
#include "pc_schema.h"

#define PC_SPEC_PATH     "/v1/models/{model_id}/environments/{env_name}/promote"
#define PC_SPEC_MAX_SIZE (16u << 20)

/* How far a case may go: CONTRACT's levels. */
#define PC_LEVEL_LIST(X)                                                                                     \
    X(MUST, "must")                                                                                          \
    X(SHOULD, "should")                                                                                      \
    X(MAY, "may")

struct pc_spec;

/* `path` NULL: the embedded document. PC_USAGE with a sentence a user can act on: not readable, not JSON
 * (with line:column; YAML is named as such), not OpenAPI 3.1, without the promote path, post, a JSON request
 * schema or a 200 JSON response schema, or with a keyword the schema core does not know. */
enum pc_status pc_spec_load(const char *path, struct pc_spec **out, struct pc_error *err);
void pc_spec_free(struct pc_spec *spec);

const char *pc_spec_sha256(const struct pc_spec *spec); /* lower-case hex of the document's bytes */
const char *pc_spec_source(const struct pc_spec *spec); /* the file's path, or "embedded" */
struct pc_json_value pc_spec_document(const struct pc_spec *spec);
const struct pc_schema *pc_spec_request_schema(const struct pc_spec *spec);
const struct pc_schema *pc_spec_response_schema(const struct pc_spec *spec);
/* Pointers of what a finding cites, each with "#" in front and resolving in the document. */
const char *pc_spec_operation_pointer(const struct pc_spec *spec); /* #/paths/~1v1…/post */
const char *
pc_spec_request_schema_pointer(const struct pc_spec *spec); /* where the request's schema finally stands */
const char *
pc_spec_response_schema_pointer(const struct pc_spec *spec); /* e.g. #/components/schemas/DeploymentV1 */
/* Compiles any other schema of the document: NAME of components/schemas, or a "#/pointer". PC_NOT_FOUND
 * without it. */
enum pc_status pc_spec_compile(const struct pc_spec *spec, const char *name_or_pointer,
                               struct pc_schema **out, struct pc_error *err);
enum pc_status pc_spec_compile_with(const struct pc_spec *spec, const char *name_or_pointer,
                                    const struct pc_schema_options *options, struct pc_schema **out,
                                    struct pc_error *err);

/* requirements.json, embedded: what the contract demands, in our own words. Texts are owned by the spec. */
struct pc_requirement {
    const char *id;       /* "response/status" */
    const char *source;   /* "spec:#/…", "rfc9110:15.5.6", "docs:…" */
    const char *level;    /* "must", "should", "may" */
    const char *words;    /* one sentence: what is demanded */
    const char *cases;    /* patterns of the ids that check it, separated by spaces, or NULL */
    const char *why_none; /* why nothing checks it, or NULL */
};
size_t pc_spec_requirement_count(const struct pc_spec *spec);
const struct pc_requirement *pc_spec_requirement(const struct pc_spec *spec, size_t index);
const struct pc_requirement *pc_spec_requirement_find(const struct pc_spec *spec,
                                                      const char *id); /* or NULL */
/* Appends the citation with its "@operation", "@request" or "@response" resolved:
 * "spec:@operation/responses/200/content" becomes "spec:#/paths/…/content", led through references that stand
 * in the way. Other citations stay as they are. PC_NOT_FOUND for a place that the document does not have. */
enum pc_status pc_spec_cite(const struct pc_spec *spec, const char *citation, struct pc_buf *out);
/* Appends our sentence for a citation ("spec:#/…", "spec:@…", "rfc…:…"): made from the schema where it is a
 * keyword of one ("`created_at` is a date-time by RFC 3339"), so that it is right for any document; else the
 * words of the requirement with that source; else PC_NOT_FOUND. */
enum pc_status pc_spec_words(const struct pc_spec *spec, const char *citation, struct pc_buf *out);

#endif
