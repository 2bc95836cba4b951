/* requirements.json: an array of flat objects of strings. It is ours and embedded, so a fault in it is
 * PC_INTERNAL. */
#include "spec.h"

#include <stdlib.h>
#include <string.h>

extern const unsigned char pc_embedded_requirements[];
extern const size_t pc_embedded_requirements_size;

struct field {
    const char *name;
    size_t offset; /* in struct pc_requirement */
    bool mandatory;
};

static const struct field fields[] = {
    {"id", offsetof(struct pc_requirement, id), true},
    {"source", offsetof(struct pc_requirement, source), true},
    {"level", offsetof(struct pc_requirement, level), true},
    {"words", offsetof(struct pc_requirement, words), true},
    {"cases", offsetof(struct pc_requirement, cases), false},
    {"why_none", offsetof(struct pc_requirement, why_none), false},
};
#define FIELD_COUNT (sizeof fields / sizeof fields[0])

static enum pc_status read_field(struct pc_spec *spec, struct pc_json_value object, const struct field *field,
                                 struct pc_requirement *requirement, struct pc_error *err) {
    struct pc_json_value value = pc_json_get_text(object, field->name);
    if (!pc_json_exists(value) && !field->mandatory)
        return PC_OK;
    if (pc_json_type(value) != PC_JSON_STRING)
        return pc_error_set(err, PC_INTERNAL, "requirements.json:%u: the entry needs a string `%s`",
                            (unsigned)pc_json_place(object).line, field->name);
    size_t start = spec->texts.size;
    enum pc_status status = pc_json_string_decode(value, &spec->texts);
    if (status == PC_OK)
        status = pc_buf_append_byte(&spec->texts, '\0');
    if (status != PC_OK)
        return status;
    const char *text = spec->texts.data + start;
    memcpy((char *)requirement + field->offset, &text, sizeof text);
    return PC_OK;
}

static enum pc_status read_list(struct pc_spec *spec, struct pc_json_value list, struct pc_error *err) {
    uint32_t count = pc_json_count(list);
    if (pc_json_type(list) != PC_JSON_ARRAY || count == 0)
        return pc_error_set(err, PC_INTERNAL, "requirements.json holds no list");
    spec->requirements = calloc(count, sizeof *spec->requirements);
    if (spec->requirements == NULL)
        return PC_NO_MEMORY;
    for (struct pc_json_value item = pc_json_first(list); pc_json_exists(item); item = pc_json_next(item)) {
        struct pc_requirement *requirement = &spec->requirements[spec->requirement_count];
        for (size_t i = 0; i < FIELD_COUNT; i++) {
            enum pc_status status = read_field(spec, item, &fields[i], requirement, err);
            if (status != PC_OK)
                return status;
        }
        spec->requirement_count++;
    }
    return PC_OK;
}

enum pc_status pc_spec_read_requirements(struct pc_spec *spec, struct pc_error *err) {
    struct pc_view text = {(const char *)pc_embedded_requirements, pc_embedded_requirements_size};
    const struct pc_json_doc *doc = NULL;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    if (reader == NULL)
        return PC_NO_MEMORY;
    /* Unescaping never lengthens a text and the NUL takes the room of a quote: reserved once, the texts never
     * move. */
    pc_buf_init(&spec->texts, text.size);
    enum pc_status status = pc_buf_reserve(&spec->texts, text.size);
    if (status == PC_OK)
        status = pc_json_read(reader, text, &doc, err);
    if (status == PC_OK && !pc_json_doc_valid(doc)) {
        struct pc_json_fault fault = pc_json_doc_fault(doc);
        status = pc_error_set(err, PC_INTERNAL, "requirements.json:%u: %s",
                              (unsigned)pc_json_place_of(text, fault.offset).line,
                              pc_json_fault_sentence(fault.kind));
    }
    if (status == PC_OK)
        status = read_list(spec, pc_json_root(doc), err);
    pc_json_reader_free(reader);
    return status;
}

size_t pc_spec_requirement_count(const struct pc_spec *spec) {
    return spec->requirement_count;
}

const struct pc_requirement *pc_spec_requirement(const struct pc_spec *spec, size_t index) {
    return index < spec->requirement_count ? &spec->requirements[index] : NULL;
}

const struct pc_requirement *pc_spec_requirement_find(const struct pc_spec *spec, const char *id) {
    for (size_t i = 0; i < spec->requirement_count; i++) {
        if (strcmp(spec->requirements[i].id, id) == 0)
            return &spec->requirements[i];
    }
    return NULL;
}
