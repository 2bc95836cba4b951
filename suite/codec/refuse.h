/* Why a text is refused, in words and with its place. */
#ifndef CODEC_REFUSE_H
#define CODEC_REFUSE_H

#include "pc_codec.h"

/* `refusal` may be NULL in all of them. */

/* The text is not JSON. */
void codec_refuse_fault(struct pc_codec_refusal *refusal, const struct pc_json_doc *doc);
/* The first of the remarks, of which there is one at least. */
void codec_refuse_remark(struct pc_codec_refusal *refusal, const struct pc_json_doc *doc);

/* The value at `parent` (a JSON Pointer) and, where `name` is not NULL, its member of that name. */
struct codec_site {
    const char *parent;
    const char *name;
    struct pc_json_value value;
};

void codec_refuse_missing(struct pc_codec_refusal *refusal, struct codec_site object, const char *key);
void codec_refuse_type(struct pc_codec_refusal *refusal, struct codec_site site, const char *wanted);
/* The value has the right type; `reason` says what is wrong with it, and the value is quoted behind it. */
void codec_refuse_value(struct pc_codec_refusal *refusal, struct codec_site site, const char *reason);

#endif
