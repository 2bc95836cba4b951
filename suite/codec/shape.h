/* One table of fields per message: decode, encode, equal, copy and clear are loops over it. */
#ifndef CODEC_SHAPE_H
#define CODEC_SHAPE_H

#include "pc_codec.h"

enum codec_kind {
    CODEC_TEXT,             /* struct pc_string; data NULL is null */
    CODEC_DATE_TIME,        /* the same; strict mode wants an RFC 3339 date-time */
    CODEC_STATUS,           /* enum pc_deployment_status; the companion is its text */
    CODEC_BOOLEAN,          /* bool */
    CODEC_OPTIONAL_BOOLEAN, /* enum pc_optional_bool */
    CODEC_INTEGER,          /* int64_t */
    CODEC_OPTIONAL_INTEGER, /* struct pc_optional_int */
    CODEC_OBJECT,           /* a struct of `shape`; the companion is a bool: false is null */
    CODEC_KINDS
};

struct codec_shape;

struct codec_field {
    const char *name;
    size_t name_size;
    size_t offset;    /* of the C member in its struct */
    size_t companion; /* of a second C member that belongs to it; CODEC_STATUS and CODEC_OBJECT */
    enum codec_kind kind;
    bool nullable; /* null is legal */
    bool optional; /* the key may be absent: the all-zero value of the C type */
    const struct codec_shape *shape;
};

struct codec_shape {
    const struct codec_field *fields;
    size_t count;
    size_t size;       /* of the C struct */
    size_t first_slot; /* of its fields in an array that has one element for each field of a message */
};

#define CODEC_MAX_SLOTS 18u /* the most fields a message has, nested objects included */

extern const struct codec_shape codec_deployment_shape;
extern const struct codec_shape codec_promote_request_shape;

static inline void *codec_member(void *base, size_t offset) {
    return (char *)base + offset;
}

static inline const void *codec_member_const(const void *base, size_t offset) {
    return (const char *)base + offset;
}

/* What the C structs share; `base` points at a struct of the shape. */
void codec_clear(const struct codec_shape *shape, void *base);
enum pc_status codec_copy(const struct codec_shape *shape, void *to, const void *from);
bool codec_equal(const struct codec_shape *shape, const void *a, const void *b);
enum pc_status codec_encode(const struct codec_shape *shape, const void *base, struct pc_buf *out);
/* `base` is all zero before; after PC_REFUSED or an error it is so again. `refusal` may be NULL. */
enum pc_status codec_decode(const struct codec_shape *shape, struct pc_view json, enum pc_codec_mode mode,
                            void *base, enum pc_codec_verdict *verdict, struct pc_codec_refusal *refusal);

#endif
