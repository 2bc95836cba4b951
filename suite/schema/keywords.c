#include "keywords.h"

#include <string.h>

#define ANNOTATION(keyword)                                                                                  \
    { .name = keyword, .compile = pc_annotation_compile }
#define UNSUPPORTED(keyword)                                                                                 \
    { .name = keyword, .compile = pc_unsupported_compile }

static const struct pc_keyword table[] = {
    {.name = "$ref",
     .compile = pc_ref_compile,
     .step = pc_all_step,
     .types = PC_TYPE_ANY,
     .in_place = true,
     .jumps = true,
     .bound = pc_all_bound},
    {.name = "$schema", .compile = pc_dialect_compile},
    {.name = "$id", .compile = pc_id_compile},
    {.name = "$defs", .compile = pc_defs_compile},

    {.name = "type",
     .compile = pc_type_compile,
     .check = pc_type_check,
     .types = PC_TYPE_ANY,
     .bound = pc_type_bound,
     .expected = pc_type_expected},
    {.name = "enum",
     .compile = pc_enum_compile,
     .check = pc_enum_check,
     .types = PC_TYPE_ANY,
     .bound = pc_enum_bound,
     .expected = pc_enum_expected},
    {.name = "const",
     .compile = pc_const_compile,
     .check = pc_enum_check,
     .types = PC_TYPE_ANY,
     .bound = pc_enum_bound,
     .expected = pc_enum_expected},

    {.name = "minimum",
     .compile = pc_number_compile,
     .check = pc_minimum_check,
     .types = PC_TYPE_ANY_NUMBER,
     .expected = pc_number_expected},
    {.name = "maximum",
     .compile = pc_number_compile,
     .check = pc_maximum_check,
     .types = PC_TYPE_ANY_NUMBER,
     .expected = pc_number_expected},
    {.name = "exclusiveMinimum",
     .compile = pc_number_compile,
     .check = pc_exclusive_minimum_check,
     .types = PC_TYPE_ANY_NUMBER,
     .expected = pc_number_expected},
    {.name = "exclusiveMaximum",
     .compile = pc_number_compile,
     .check = pc_exclusive_maximum_check,
     .types = PC_TYPE_ANY_NUMBER,
     .expected = pc_number_expected},
    {.name = "multipleOf",
     .compile = pc_multiple_of_compile,
     .check = pc_multiple_of_check,
     .types = PC_TYPE_ANY_NUMBER,
     .expected = pc_number_expected},

    {.name = "minLength",
     .compile = pc_size_compile,
     .check = pc_min_size_check,
     .types = PC_TYPE_STRING,
     .expected = pc_size_expected,
     .seen = pc_size_seen},
    {.name = "maxLength",
     .compile = pc_size_compile,
     .check = pc_max_size_check,
     .types = PC_TYPE_STRING,
     .expected = pc_size_expected,
     .seen = pc_size_seen},
    {.name = "minItems",
     .compile = pc_size_compile,
     .check = pc_min_size_check,
     .types = PC_TYPE_ARRAY,
     .expected = pc_size_expected,
     .seen = pc_size_seen},
    {.name = "maxItems",
     .compile = pc_size_compile,
     .check = pc_max_size_check,
     .types = PC_TYPE_ARRAY,
     .expected = pc_size_expected,
     .seen = pc_size_seen},
    {.name = "minProperties",
     .compile = pc_size_compile,
     .check = pc_min_size_check,
     .types = PC_TYPE_OBJECT,
     .expected = pc_size_expected,
     .seen = pc_size_seen},
    {.name = "maxProperties",
     .compile = pc_size_compile,
     .check = pc_max_size_check,
     .types = PC_TYPE_OBJECT,
     .expected = pc_size_expected,
     .seen = pc_size_seen},

    {.name = "format",
     .compile = pc_format_compile,
     .check = pc_format_check,
     .types = PC_TYPE_STRING,
     .expected = pc_format_expected},

    {.name = "properties", .compile = pc_properties_compile, .step = pc_walk_step, .types = PC_TYPE_OBJECT},
    {.name = "required",
     .compile = pc_required_compile,
     .step = pc_required_step,
     .types = PC_TYPE_OBJECT,
     .expected = pc_required_expected,
     .seen = pc_missing_seen},
    /* types 0: never run by itself, the walk of `properties` does its work */
    {.name = "additionalProperties",
     .compile = pc_additional_compile,
     .types = 0,
     .expected = pc_additional_expected,
     .seen = pc_additional_seen},
    {.name = "propertyNames",
     .compile = pc_property_names_compile,
     .step = pc_property_names_step,
     .types = PC_TYPE_OBJECT},
    {.name = "dependentRequired",
     .compile = pc_dependent_required_compile,
     .step = pc_dependent_required_step,
     .types = PC_TYPE_OBJECT,
     .expected = pc_dependent_required_expected,
     .seen = pc_missing_seen},
    {.name = "dependentSchemas",
     .compile = pc_dependent_schemas_compile,
     .step = pc_dependent_schemas_step,
     .types = PC_TYPE_OBJECT,
     .in_place = true},

    {.name = "items", .compile = pc_items_compile, .step = pc_items_step, .types = PC_TYPE_ARRAY},
    {.name = "prefixItems",
     .compile = pc_prefix_items_compile,
     .step = pc_prefix_items_step,
     .types = PC_TYPE_ARRAY},
    {.name = "contains",
     .compile = pc_contains_compile,
     .step = pc_contains_step,
     .types = PC_TYPE_ARRAY,
     .expected = pc_contains_expected},
    {.name = "minContains", .compile = pc_contains_limit_compile},
    {.name = "maxContains", .compile = pc_contains_limit_compile},
    {.name = "uniqueItems",
     .compile = pc_unique_compile,
     .check = pc_unique_check,
     .types = PC_TYPE_ARRAY,
     .expected = pc_unique_expected},

    {.name = "allOf",
     .compile = pc_branches_compile,
     .step = pc_all_step,
     .types = PC_TYPE_ANY,
     .in_place = true,
     .bound = pc_all_bound},
    {.name = "anyOf",
     .compile = pc_branches_compile,
     .step = pc_any_step,
     .types = PC_TYPE_ANY,
     .in_place = true,
     .jumps = true,
     .bound = pc_any_bound,
     .expected = pc_any_expected},
    {.name = "oneOf",
     .compile = pc_branches_compile,
     .step = pc_one_step,
     .types = PC_TYPE_ANY,
     .in_place = true,
     .jumps = true,
     .bound = pc_one_bound,
     .expected = pc_one_expected,
     .seen = pc_one_seen},
    {.name = "not",
     .compile = pc_not_compile,
     .step = pc_not_step,
     .types = PC_TYPE_ANY,
     .in_place = true,
     .bound = pc_no_bound,
     .expected = pc_not_expected},
    {.name = "if",
     .compile = pc_if_compile,
     .step = pc_if_step,
     .types = PC_TYPE_ANY,
     .in_place = true,
     .bound = pc_no_bound},
    {.name = "then", .compile = pc_branch_compile},
    {.name = "else", .compile = pc_branch_compile},

    ANNOTATION("$anchor"),
    ANNOTATION("$comment"),
    ANNOTATION("title"),
    ANNOTATION("description"),
    ANNOTATION("default"),
    ANNOTATION("examples"),
    ANNOTATION("example"),
    ANNOTATION("deprecated"),
    ANNOTATION("readOnly"),
    ANNOTATION("writeOnly"),
    ANNOTATION("xml"),
    ANNOTATION("externalDocs"),
    ANNOTATION("discriminator"),
    ANNOTATION("contentEncoding"),
    ANNOTATION("contentMediaType"),
    ANNOTATION("contentSchema"),

    UNSUPPORTED("pattern"),
    UNSUPPORTED("patternProperties"),
    UNSUPPORTED("unevaluatedItems"),
    UNSUPPORTED("unevaluatedProperties"),
    UNSUPPORTED("$dynamicRef"),
    UNSUPPORTED("$dynamicAnchor"),
    UNSUPPORTED("$vocabulary"),
};

#define TABLE_SIZE (sizeof table / sizeof table[0])

const struct pc_keyword *pc_keyword_of(struct pc_json_value key) {
    for (size_t i = 0; i < TABLE_SIZE; i++)
        if (pc_json_string_equal(key, pc_view_of(table[i].name)))
            return &table[i];
    return NULL;
}

#define NEAREST_LONGEST 32

const char *pc_keyword_nearest(struct pc_view name) {
    const char *nearest = NULL;
    size_t least = 3;
    char text[NEAREST_LONGEST + 1];
    if (name.size < 3 || name.size > NEAREST_LONGEST)
        return NULL;
    memcpy(text, name.data, name.size);
    text[name.size] = '\0';
    for (size_t i = 0; i < TABLE_SIZE; i++) {
        size_t slips = pc_text_distance(text, table[i].name);
        if (slips < least && slips < name.size / 2) {
            least = slips;
            nearest = table[i].name;
        }
    }
    return nearest;
}
