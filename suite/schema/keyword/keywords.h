/* The keywords: one table (keywords.c), each row with the functions of one file. */
#ifndef PC_KEYWORDS_H
#define PC_KEYWORDS_H

#include "compile.h"

const struct pc_keyword *pc_keyword_of(struct pc_json_value key); /* NULL: not known */
const struct pc_keyword *pc_keyword_at(size_t index);             /* NULL behind the last one */
const char *pc_keyword_nearest(struct pc_view name); /* a known name one or two slips away, or NULL */

#define PC_KEYWORD_COMPILE(name)                                                                             \
    enum pc_status name(struct pc_compiler *compiler, const struct pc_keyword *keyword,                      \
                        struct pc_json_value value)
#define PC_KEYWORD_CHECK(name)                                                                               \
    bool name(struct pc_run *run, const struct pc_op *op, struct pc_json_value instance)
#define PC_KEYWORD_STEP(name)                                                                                \
    enum pc_step name(struct pc_run *run, struct pc_frame *frame, const struct pc_op *op)
#define PC_KEYWORD_BOUND(name) struct pc_bound name(const struct pc_schema *schema, const struct pc_op *op)
#define PC_KEYWORD_TEXT(name)                                                                                \
    enum pc_status name(const struct pc_schema *schema, const struct pc_hit *hit, struct pc_buf *out)

/* core.c: identifiers, references, definitions, annotations */
PC_KEYWORD_COMPILE(pc_annotation_compile);
PC_KEYWORD_COMPILE(pc_nullable_compile);
PC_KEYWORD_COMPILE(pc_dialect_compile);
PC_KEYWORD_COMPILE(pc_defs_compile);
PC_KEYWORD_COMPILE(pc_ref_compile);

/* dynamic.c */
PC_KEYWORD_COMPILE(pc_dynamic_compile);
PC_KEYWORD_STEP(pc_dynamic_step);
PC_KEYWORD_BOUND(pc_dynamic_bound);

/* type.c */
PC_KEYWORD_COMPILE(pc_type_compile);
PC_KEYWORD_CHECK(pc_type_check);
PC_KEYWORD_BOUND(pc_type_bound);
PC_KEYWORD_TEXT(pc_type_expected);

/* values.c */
PC_KEYWORD_COMPILE(pc_enum_compile);
PC_KEYWORD_COMPILE(pc_const_compile);
PC_KEYWORD_CHECK(pc_enum_check);
PC_KEYWORD_BOUND(pc_enum_bound);
PC_KEYWORD_TEXT(pc_enum_expected);

/* number.c */
PC_KEYWORD_COMPILE(pc_number_compile);
PC_KEYWORD_COMPILE(pc_multiple_of_compile);
PC_KEYWORD_CHECK(pc_minimum_check);
PC_KEYWORD_CHECK(pc_maximum_check);
PC_KEYWORD_CHECK(pc_exclusive_minimum_check);
PC_KEYWORD_CHECK(pc_exclusive_maximum_check);
PC_KEYWORD_CHECK(pc_multiple_of_check);
PC_KEYWORD_TEXT(pc_number_expected);

/* size.c */
PC_KEYWORD_COMPILE(pc_size_compile);
PC_KEYWORD_CHECK(pc_min_size_check);
PC_KEYWORD_CHECK(pc_max_size_check);
PC_KEYWORD_TEXT(pc_size_expected);
PC_KEYWORD_TEXT(pc_size_seen);

/* format.c */
PC_KEYWORD_COMPILE(pc_format_compile);
PC_KEYWORD_CHECK(pc_format_check);
PC_KEYWORD_TEXT(pc_format_expected);
PC_KEYWORD_CHECK(pc_number_format_check);
PC_KEYWORD_TEXT(pc_number_format_expected);

/* object.c: properties, required and additionalProperties in one walk over the members */
PC_KEYWORD_COMPILE(pc_properties_compile);
PC_KEYWORD_COMPILE(pc_required_compile);
PC_KEYWORD_COMPILE(pc_additional_compile);
PC_KEYWORD_STEP(pc_walk_step);
PC_KEYWORD_STEP(pc_required_step);
PC_KEYWORD_TEXT(pc_required_expected);
PC_KEYWORD_TEXT(pc_missing_seen);
PC_KEYWORD_TEXT(pc_additional_expected);
PC_KEYWORD_TEXT(pc_additional_seen);

/* dependent.c: object keywords that look at single keys */
PC_KEYWORD_COMPILE(pc_property_names_compile);
PC_KEYWORD_STEP(pc_property_names_step);
PC_KEYWORD_COMPILE(pc_dependent_required_compile);
PC_KEYWORD_STEP(pc_dependent_required_step);
PC_KEYWORD_TEXT(pc_dependent_required_expected);
PC_KEYWORD_COMPILE(pc_dependent_schemas_compile);
PC_KEYWORD_STEP(pc_dependent_schemas_step);
PC_KEYWORD_COMPILE(pc_dependencies_compile);

/* patterned.c */
PC_KEYWORD_COMPILE(pc_pattern_properties_compile);
PC_KEYWORD_STEP(pc_pattern_properties_step);
PC_KEYWORD_COMPILE(pc_pattern_keyword_compile);
PC_KEYWORD_CHECK(pc_pattern_check);
PC_KEYWORD_TEXT(pc_pattern_expected);

/* unevaluated.c */
PC_KEYWORD_COMPILE(pc_unevaluated_compile);
PC_KEYWORD_STEP(pc_unevaluated_step);
PC_KEYWORD_TEXT(pc_unevaluated_expected);
PC_KEYWORD_TEXT(pc_unevaluated_seen);

/* array.c */
PC_KEYWORD_COMPILE(pc_items_compile);
PC_KEYWORD_COMPILE(pc_prefix_items_compile);
PC_KEYWORD_STEP(pc_items_step);
PC_KEYWORD_STEP(pc_prefix_items_step);
PC_KEYWORD_COMPILE(pc_contains_compile);
PC_KEYWORD_COMPILE(pc_contains_limit_compile);
PC_KEYWORD_STEP(pc_contains_step);
PC_KEYWORD_TEXT(pc_contains_expected);

/* unique.c */
PC_KEYWORD_COMPILE(pc_unique_compile);
PC_KEYWORD_CHECK(pc_unique_check);
PC_KEYWORD_TEXT(pc_unique_expected);

/* logic.c */
PC_KEYWORD_COMPILE(pc_branches_compile);
PC_KEYWORD_COMPILE(pc_not_compile);
PC_KEYWORD_COMPILE(pc_if_compile);
PC_KEYWORD_COMPILE(pc_branch_compile);
PC_KEYWORD_STEP(pc_all_step);
PC_KEYWORD_STEP(pc_any_step);
PC_KEYWORD_STEP(pc_one_step);
PC_KEYWORD_STEP(pc_not_step);
PC_KEYWORD_STEP(pc_if_step);
PC_KEYWORD_BOUND(pc_all_bound);
PC_KEYWORD_BOUND(pc_any_bound);
PC_KEYWORD_BOUND(pc_one_bound);
PC_KEYWORD_BOUND(pc_no_bound);
PC_KEYWORD_TEXT(pc_any_expected);
PC_KEYWORD_TEXT(pc_one_expected);
PC_KEYWORD_TEXT(pc_one_seen);
PC_KEYWORD_TEXT(pc_not_expected);

#endif
