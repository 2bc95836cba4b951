/* The fourteen statuses by name. */
#ifndef CODEC_DEPLOYMENT_STATUS_H
#define CODEC_DEPLOYMENT_STATUS_H

#include "pc_codec.h"

/* PC_DEPLOYMENT_UNKNOWN for any other text; the comparison is exact, case included. */
enum pc_deployment_status codec_status_of(struct pc_view text);

#endif
