#include "shape.h"

#include <assert.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define FIELD(type, member)                                                                                  \
    .name = #member, .name_size = sizeof(#member) - 1, .offset = offsetof(struct type, member)

/* spec:#/components/schemas/AutoscalingSettingsV1, its keys in its order. */
static const struct codec_field autoscaling_fields[] = {
    {FIELD(pc_autoscaling_settings, min_replica), .kind = CODEC_INTEGER},
    {FIELD(pc_autoscaling_settings, max_replica), .kind = CODEC_INTEGER},
    {FIELD(pc_autoscaling_settings, autoscaling_window), .kind = CODEC_OPTIONAL_INTEGER, .nullable = true},
    {FIELD(pc_autoscaling_settings, scale_down_delay), .kind = CODEC_OPTIONAL_INTEGER, .nullable = true},
    {FIELD(pc_autoscaling_settings, concurrency_target), .kind = CODEC_INTEGER},
    {FIELD(pc_autoscaling_settings, target_utilization_percentage), .kind = CODEC_OPTIONAL_INTEGER,
     .nullable = true},
    {FIELD(pc_autoscaling_settings, target_in_flight_tokens), .kind = CODEC_OPTIONAL_INTEGER,
     .nullable = true, .optional = true},
};

#define DEPLOYMENT_FIELD_COUNT 11u

static const struct codec_shape autoscaling_shape = {
    .fields = autoscaling_fields,
    .count = COUNT(autoscaling_fields),
    .size = sizeof(struct pc_autoscaling_settings),
    .first_slot = DEPLOYMENT_FIELD_COUNT,
};

/* spec:#/components/schemas/DeploymentV1 */
static const struct codec_field deployment_fields[] = {
    {FIELD(pc_deployment, id), .kind = CODEC_TEXT},
    {FIELD(pc_deployment, created_at), .kind = CODEC_DATE_TIME},
    {FIELD(pc_deployment, name), .kind = CODEC_TEXT},
    {FIELD(pc_deployment, model_id), .kind = CODEC_TEXT},
    {FIELD(pc_deployment, is_production), .kind = CODEC_BOOLEAN},
    {FIELD(pc_deployment, is_development), .kind = CODEC_BOOLEAN},
    {FIELD(pc_deployment, status), .kind = CODEC_STATUS,
     .companion = offsetof(struct pc_deployment, status_text)},
    {FIELD(pc_deployment, active_replica_count), .kind = CODEC_INTEGER},
    {FIELD(pc_deployment, autoscaling_settings), .kind = CODEC_OBJECT, .nullable = true,
     .companion = offsetof(struct pc_deployment, has_autoscaling_settings), .shape = &autoscaling_shape},
    {FIELD(pc_deployment, instance_type_name), .kind = CODEC_TEXT, .nullable = true},
    {FIELD(pc_deployment, environment), .kind = CODEC_TEXT, .nullable = true},
};

static_assert(COUNT(deployment_fields) == DEPLOYMENT_FIELD_COUNT,
              "the nested fields' slots stand behind these");
static_assert(COUNT(deployment_fields) + COUNT(autoscaling_fields) <= CODEC_MAX_SLOTS,
              "a slot for each field");

const struct codec_shape codec_deployment_shape = {
    .fields = deployment_fields,
    .count = COUNT(deployment_fields),
    .size = sizeof(struct pc_deployment),
};

/* spec:#/components/schemas/PromoteToEnvironmentRequestV1 */
static const struct codec_field promote_request_fields[] = {
    {FIELD(pc_promote_request, scale_down_previous_deployment), .kind = CODEC_OPTIONAL_BOOLEAN,
     .optional = true},
    {FIELD(pc_promote_request, deployment_id), .kind = CODEC_TEXT},
    {FIELD(pc_promote_request, preserve_env_instance_type), .kind = CODEC_OPTIONAL_BOOLEAN, .optional = true},
};

static_assert(COUNT(promote_request_fields) <= CODEC_MAX_SLOTS, "a slot for each field");

const struct codec_shape codec_promote_request_shape = {
    .fields = promote_request_fields,
    .count = COUNT(promote_request_fields),
    .size = sizeof(struct pc_promote_request),
};
