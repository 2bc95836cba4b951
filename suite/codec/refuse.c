#include "refuse.h"

#include <stdio.h>
#include <string.h>

#define QUOTED_BYTES  60u        /* of a value in a reason */
#define POINTER_LIMIT (1u << 20) /* a longer one is not looked at: the root is named */

static void set_place(struct pc_codec_refusal *refusal, struct pc_view text, uint32_t offset) {
    refusal->place = pc_json_place_of(text, offset);
}

void codec_refuse_fault(struct pc_codec_refusal *refusal, const struct pc_json_doc *doc) {
    if (refusal == NULL)
        return;
    struct pc_json_fault fault = pc_json_doc_fault(doc);
    snprintf(refusal->reason, sizeof refusal->reason, "not JSON: %s", pc_json_fault_sentence(fault.kind));
    set_place(refusal, pc_json_doc_text(doc), fault.offset);
}

/* Whether the byte stands in the value that the pointer names, or in the name in front of it. */
static bool leads_to(struct pc_json_value root, struct pc_view pointer, uint32_t offset) {
    struct pc_json_value value = pc_json_pointer_get(root, pointer);
    struct pc_json_value key = pc_json_key(value);
    uint32_t begin = pc_json_offset(pc_json_exists(key) ? key : value);
    return pc_json_exists(value) && offset >= begin &&
           offset < pc_json_offset(value) + pc_json_raw(value).size;
}

/* A pointer can be too long for its array, and it can lead elsewhere: names that stand twice are found once,
 * a lone surrogate in a name is spelled as U+FFFD, U+0000 ends the text. Then it is cut, token by token,
 * until it names a value around the one meant: a wrong pointer would be worse than a wide one. */
static void set_pointer(struct pc_codec_refusal *refusal, struct pc_json_value root, uint32_t offset) {
    struct pc_buf pointer;
    pc_buf_init(&pointer, POINTER_LIMIT);
    if (pc_json_pointer_of(root, offset, &pointer) == PC_OK && pointer.size > 0) {
        size_t size = strlen(pointer.data);
        while (size > 0 && (size >= sizeof refusal->pointer ||
                            !leads_to(root, (struct pc_view){pointer.data, size}, offset)))
            while (pointer.data[--size] != '/')
                continue;
        memcpy(refusal->pointer, pointer.data, size);
        refusal->pointer[size] = '\0';
    }
    pc_buf_clear(&pointer);
}

void codec_refuse_remark(struct pc_codec_refusal *refusal, const struct pc_json_doc *doc) {
    static const char *const reasons[] = {
        [PC_JSON_DUPLICATE_KEY] =
            "the object has this name already (RFC 8259 section 4: names SHOULD be unique)",
        [PC_JSON_LONE_SURROGATE] = "a surrogate without its pair: no Unicode text (RFC 8259 section 8.2)",
        [PC_JSON_NUL_CHARACTER] = "U+0000 in a string",
    };
    if (refusal == NULL)
        return;
    /* The reader keeps them in the order of the text. */
    struct pc_json_remark first = pc_json_doc_remark(doc, 0);
    snprintf(refusal->reason, sizeof refusal->reason, "%s", reasons[first.kind]);
    set_pointer(refusal, pc_json_root(doc), first.offset);
    set_place(refusal, pc_json_doc_text(doc), first.offset);
}

static void set_site(struct pc_codec_refusal *refusal, struct codec_site site) {
    snprintf(refusal->pointer, sizeof refusal->pointer, "%s%s%s", site.parent, site.name == NULL ? "" : "/",
             site.name == NULL ? "" : site.name);
    refusal->place = pc_json_place(site.value);
}

void codec_refuse_missing(struct pc_codec_refusal *refusal, struct codec_site object, const char *key) {
    if (refusal == NULL)
        return;
    snprintf(refusal->reason, sizeof refusal->reason, "the key \"%s\" is missing", key);
    set_site(refusal, object);
}

void codec_refuse_type(struct pc_codec_refusal *refusal, struct codec_site site, const char *wanted) {
    if (refusal == NULL)
        return;
    snprintf(refusal->reason, sizeof refusal->reason, "%s was expected, not the type %s", wanted,
             pc_json_type_name(pc_json_type(site.value)));
    set_site(refusal, site);
}

/* The value as it stands in the text, cut, and with everything but printable ASCII as `?`: a refusal is one
 * line that can be shown anywhere. */
static void quote_value(struct pc_json_value value, char quoted[QUOTED_BYTES + 4]) {
    struct pc_view raw = pc_json_raw(value);
    size_t size = raw.size < QUOTED_BYTES ? raw.size : QUOTED_BYTES;
    for (size_t i = 0; i < size; i++)
        quoted[i] = raw.data[i] >= 0x20 && raw.data[i] < 0x7F ? raw.data[i] : '?';
    snprintf(quoted + size, 4, "%s", raw.size > size ? "..." : "");
}

void codec_refuse_value(struct pc_codec_refusal *refusal, struct codec_site site, const char *reason) {
    if (refusal == NULL)
        return;
    char quoted[QUOTED_BYTES + 4];
    quote_value(site.value, quoted);
    snprintf(refusal->reason, sizeof refusal->reason, "%s: %s", reason, quoted);
    set_site(refusal, site);
}
