/* The validator's memory, and its violations as the caller sees them. */
#include "pass.h"
#include "phrase.h"

#include <stdlib.h>

#define SHOWN_REASONS 3u /* anyOf within anyOf */

enum pc_status pc_validator_new_with(const struct pc_schema_limits *limits, struct pc_validator **out,
                                     struct pc_error *err) {
    struct pc_schema_limits taken;
    *out = NULL;
    enum pc_status status = pc_limits_take(limits, &taken, err);
    if (status != PC_OK)
        return status;
    struct pc_validator *validator = calloc(1, sizeof *validator);
    if (!validator)
        return pc_error_set(err, PC_NO_MEMORY, "out of memory for a validator");
    validator->limits = taken;
    pc_buf_init(&validator->scratch, PC_JSON_HARD_MAX_SIZE);
    validator->frames = malloc(taken.max_depth * sizeof *validator->frames);
    validator->path = malloc(2 * taken.max_depth * sizeof *validator->path);
    if (validator->frames && validator->path && pc_pass_reserve(validator)) {
        *out = validator;
        return PC_OK;
    }
    pc_validator_free(validator);
    return pc_error_set(err, PC_NO_MEMORY, "out of memory for a validator");
}

struct pc_validator *pc_validator_new(void) {
    struct pc_validator *validator;
    pc_validator_new_with(NULL, &validator, NULL);
    return validator;
}

void pc_validator_free(struct pc_validator *validator) {
    if (!validator)
        return;
    free(validator->frames);
    free(validator->path);
    free(validator->records);
    free(validator->hits);
    free(validator->reasons);
    free(validator->slots);
    free(validator->cursors);
    free(validator->bits);
    pc_pattern_memory_free(validator->matcher);
    pc_json_reader_free(validator->reader);
    pc_json_leaf_free(validator->leaf);
    free(validator->levels);
    free(validator->finds);
    pc_buf_clear(&validator->scratch);
    free(validator);
}

bool pc_validation_valid(const struct pc_validator *validator) {
    return validator->complete && validator->hit_count + validator->find_count == 0;
}

size_t pc_validation_count(const struct pc_validator *validator) {
    return validator->only_found ? validator->find_count : validator->hit_count;
}

enum pc_status pc_validation_explain(struct pc_validator *validator, struct pc_error *err) {
    const struct pc_json_doc *doc;
    return validator->only_found ? pc_validate_read(validator, PC_VALIDATE_ALL, &doc, err) : PC_OK;
}

uint32_t pc_validation_offset(const struct pc_validator *validator, size_t index) {
    return validator->only_found ? validator->finds[index].offset
                                 : pc_json_offset(validator->hits[index].instance);
}

const char *pc_validation_keyword(const struct pc_validator *validator, size_t index) {
    const struct pc_op *op = validator->only_found ? validator->finds[index].op : validator->hits[index].op;
    return op ? op->keyword->name : "false";
}

bool pc_validation_truncated(const struct pc_validator *validator) {
    return validator->truncated;
}

static const struct pc_record *record_of(const struct pc_validator *validator, uint32_t record) {
    return &validator->records[record - 1];
}

static const struct pc_node *node_of(const struct pc_validator *validator, const struct pc_hit *hit) {
    return record_of(validator, hit->record)->node;
}

/* Keywords with `false` for a member or element are violated there, though no frame was made for it. */
static bool speaks_of_child(const struct pc_hit *hit) {
    return hit->op && (hit->op->keyword->compile == pc_additional_compile ||
                       hit->op->keyword->compile == pc_unevaluated_compile);
}

struct pc_violation pc_validation_get(const struct pc_validator *validator, size_t index) {
    const struct pc_hit *hit = &validator->hits[index];
    struct pc_violation violation = {
        .keyword = hit->op ? hit->op->keyword->name : "false",
        .instance = hit->instance,
        .place = pc_json_place(hit->instance),
    };
    if (hit->op && hit->op->keyword->step == pc_required_step) {
        violation.detail = hit->detail;
        violation.detail_name = hit->op->as.object->required.names[hit->detail];
    } else if (speaks_of_child(hit)) {
        violation.detail_name = pc_json_string_raw(pc_json_key(hit->instance));
    }
    return violation;
}

/* Calls `append` for each record from the root to `record`, and last for it. Paths are kept from the end, so
 * they are turned round first. */
static enum pc_status each_record(const struct pc_validator *validator, uint32_t record, struct pc_buf *out,
                                  enum pc_status (*append)(const struct pc_validator *,
                                                           const struct pc_record *, struct pc_buf *)) {
    uint32_t *path = validator->path;
    uint32_t count = 0;
    enum pc_status status = PC_OK;
    for (; record != 0; record = record_of(validator, record)->below)
        path[count++] = record;
    while (count > 0 && status == PC_OK)
        status = append(validator, record_of(validator, path[--count]), out);
    return status;
}

static enum pc_status append_key(struct pc_json_value key, struct pc_buf *out) {
    if (!pc_json_string_has_escapes(key))
        return pc_json_pointer_append(out, pc_json_string_raw(key));
    struct pc_buf name;
    pc_buf_init(&name, PC_JSON_HARD_MAX_SIZE);
    enum pc_status status = pc_json_string_decode(key, &name);
    if (status == PC_OK)
        status = pc_json_pointer_append(out, pc_buf_view(&name));
    pc_buf_clear(&name);
    return status;
}

/* A member's name has no pointer of its own: violations of propertyNames are placed at the object. */
static enum pc_status append_instance_step(const struct pc_validator *validator,
                                           const struct pc_record *record, struct pc_buf *out) {
    (void)validator;
    if (record->relation == PC_MEMBER)
        return append_key(pc_json_key(record->instance), out);
    if (record->relation == PC_ELEMENT)
        return pc_json_pointer_append_index(out, record->index);
    return PC_OK;
}

static enum pc_status append_instance(const struct pc_validator *validator, const struct pc_hit *hit,
                                      struct pc_buf *out) {
    enum pc_status status = each_record(validator, hit->record, out, append_instance_step);
    if (status != PC_OK || !speaks_of_child(hit))
        return status;
    struct pc_json_value key = pc_json_key(hit->instance);
    return pc_json_exists(key) ? append_key(key, out) : pc_json_pointer_append_index(out, hit->detail);
}

enum pc_status pc_violation_instance_pointer(const struct pc_validator *validator, size_t index,
                                             struct pc_buf *out) {
    return append_instance(validator, &validator->hits[index], out);
}

static struct pc_json_value keyword_source(const struct pc_validator *validator, const struct pc_hit *hit) {
    return hit->op ? hit->op->source : node_of(validator, hit)->source;
}

enum pc_status pc_violation_schema_pointer(const struct pc_validator *validator, size_t index,
                                           struct pc_buf *out) {
    return pc_schema_pointer_of(validator->schema, keyword_source(validator, &validator->hits[index]), out);
}

enum pc_status pc_violation_absolute_location(const struct pc_validator *validator, size_t index,
                                              struct pc_buf *out) {
    const struct pc_hit *hit = &validator->hits[index];
    const struct pc_resource *resource = &validator->schema->resources[node_of(validator, hit)->resource];
    /* Without a scheme it is the name of the file that the schema was read from, and nothing canonical. */
    struct pc_view uri = pc_uri_split(resource->uri).has_scheme ? resource->uri : PC_VIEW("");
    enum pc_status status = pc_buf_append(out, uri);
    if (status == PC_OK)
        status = pc_buf_append_byte(out, '#');
    if (status != PC_OK)
        return status;
    return pc_json_pointer_of(resource->root, pc_json_offset(keyword_source(validator, hit)), out);
}

static enum pc_status append_evaluation_step(const struct pc_validator *validator,
                                             const struct pc_record *record, struct pc_buf *out) {
    if (record->below == 0)
        return PC_OK;
    if (record->reference)
        return pc_json_pointer_append(out, pc_view_of(record->reference));
    return pc_json_pointer_of(record_of(validator, record->below)->node->source,
                              pc_json_offset(record->node->source), out);
}

enum pc_status pc_violation_evaluation_path(const struct pc_validator *validator, size_t index,
                                            struct pc_buf *out) {
    const struct pc_hit *hit = &validator->hits[index];
    enum pc_status status = each_record(validator, hit->record, out, append_evaluation_step);
    if (status == PC_OK && hit->op)
        status = pc_json_pointer_append(out, pc_view_of(hit->op->keyword->name));
    return status;
}

static enum pc_status append_expected(const struct pc_validator *validator, const struct pc_hit *hit,
                                      struct pc_buf *out) {
    if (!hit->op)
        return pc_buf_append_text(out, "no value here");
    return hit->op->keyword->expected(validator->schema, hit, out);
}

static enum pc_status append_seen(const struct pc_validator *validator, const struct pc_hit *hit,
                                  struct pc_buf *out) {
    if (hit->op && hit->op->keyword->seen)
        return hit->op->keyword->seen(validator->schema, hit, out);
    return pc_phrase_value(out, hit->instance);
}

enum pc_status pc_violation_expected(const struct pc_validator *validator, size_t index, struct pc_buf *out) {
    return append_expected(validator, &validator->hits[index], out);
}

enum pc_status pc_violation_seen(const struct pc_validator *validator, size_t index, struct pc_buf *out) {
    return append_seen(validator, &validator->hits[index], out);
}

static enum pc_status append_clause(const struct pc_validator *validator, const struct pc_hit *hit,
                                    struct pc_buf *out) {
    enum pc_status status = pc_buf_append_text(out, "expected ");
    if (status == PC_OK)
        status = append_expected(validator, hit, out);
    if (status == PC_OK)
        status = pc_buf_append_text(out, ", seen ");
    return status == PC_OK ? append_seen(validator, hit, out) : status;
}

const char *pc_violation_nearest(const struct pc_validator *validator, size_t index, uint32_t *branch) {
    const struct pc_hit *hit = &validator->hits[index];
    *branch = hit->branch;
    return hit->reason != 0 ? hit->op->keyword->name : NULL;
}

/* "; the nearest is anyOf/1, but there at /a: expected an integer, seen the string \"x\"", from branch to
 * branch. */
static enum pc_status append_reasons(const struct pc_validator *validator, const struct pc_hit *hit,
                                     struct pc_buf *out) {
    enum pc_status status = PC_OK;
    for (unsigned i = 0; status == PC_OK && hit->reason != 0 && i < SHOWN_REASONS; i++) {
        const struct pc_hit *reason = &validator->reasons[hit->reason - 1];
        status = pc_buf_appendf(out, "; the nearest is %s/%u, but there ", hit->op->keyword->name,
                                (unsigned)hit->branch);
        size_t before = out->size;
        if (status == PC_OK)
            status = append_instance(validator, reason, out);
        if (status == PC_OK)
            status = pc_buf_append_text(out, out->size > before ? ": " : "");
        if (status == PC_OK)
            status = append_clause(validator, reason, out);
        hit = reason;
    }
    return status;
}

enum pc_status pc_violation_sentence(const struct pc_validator *validator, size_t index, struct pc_buf *out) {
    const struct pc_hit *hit = &validator->hits[index];
    enum pc_status status = append_clause(validator, hit, out);
    return status == PC_OK ? append_reasons(validator, hit, out) : status;
}
