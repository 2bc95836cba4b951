/* A message's fields, one after the other, from the projection into the struct. */
#ifndef CODEC_TAKE_H
#define CODEC_TAKE_H

#include "projection.h"
#include "refuse.h"

/* One message being taken into its struct. */
struct codec_taking {
    enum pc_codec_mode mode;
    struct pc_codec_refusal *refusal; /* may be NULL */
    const struct codec_projection *projection;
    bool refused;
};

/* `tree` is the item of `object` in the projection; `base` its struct, all zero before. */
enum pc_status codec_take(struct codec_taking *taking, const struct codec_shape *shape, const cJSON *tree,
                          struct codec_site object, void *base);

#endif
