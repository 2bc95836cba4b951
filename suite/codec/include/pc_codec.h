/* codec, floor 2: the two messages of the contract as C structs, to and from JSON text.
 * The strict reader first, then a cJSON tree: none of cJSON's laxities shows through. Independent of
 * suite/schema on purpose: each is the other's second opinion. Source: spec:#/components/schemas */
#ifndef PC_CODEC_H
#define PC_CODEC_H

#include "pc_base.h"
#include "pc_json.h"

/* DeploymentStatusV1, spec:#/components/schemas/DeploymentStatusV1/enum, in its order. */
#define PC_DEPLOYMENT_STATUS_LIST(X)                                                                         \
    X(BUILDING)                                                                                              \
    X(DEPLOYING)                                                                                             \
    X(DEPLOY_FAILED)                                                                                         \
    X(LOADING_MODEL)                                                                                         \
    X(ACTIVE)                                                                                                \
    X(UNHEALTHY)                                                                                             \
    X(BUILD_FAILED)                                                                                          \
    X(BUILD_STOPPED)                                                                                         \
    X(DEACTIVATING)                                                                                          \
    X(INACTIVE)                                                                                              \
    X(FAILED)                                                                                                \
    X(UPDATING)                                                                                              \
    X(SCALED_TO_ZERO)                                                                                        \
    X(WAKING_UP)

enum pc_deployment_status {
    PC_DEPLOYMENT_UNKNOWN, /* lenient mode only: the text is in status_text */
#define PC_DEPLOYMENT_STATUS_ENUM(name) PC_DEPLOYMENT_##name,
    PC_DEPLOYMENT_STATUS_LIST(PC_DEPLOYMENT_STATUS_ENUM)
#undef PC_DEPLOYMENT_STATUS_ENUM
};

const char *pc_deployment_status_text(enum pc_deployment_status status); /* "" for UNKNOWN */

/* Owned text by length: it may hold U+0000 in lenient mode. `data` NULL means null where null is allowed. */
struct pc_string {
    char *data; /* NUL-terminated behind size */
    size_t size;
};

/* null, absent and a value are three things; absent occurs only where the key is optional. */
enum pc_presence { PC_ABSENT, PC_NULL, PC_PRESENT };

struct pc_optional_int {
    enum pc_presence presence;
    int64_t value; /* 0 unless present */
};

enum pc_optional_bool { PC_BOOL_ABSENT, PC_BOOL_FALSE, PC_BOOL_TRUE };

struct pc_autoscaling_settings {
    int64_t min_replica;
    int64_t max_replica;
    struct pc_optional_int autoscaling_window; /* PC_NULL or PC_PRESENT */
    struct pc_optional_int scale_down_delay;
    int64_t concurrency_target;
    struct pc_optional_int target_utilization_percentage;
    struct pc_optional_int target_in_flight_tokens; /* may be PC_ABSENT */
};

struct pc_deployment {
    struct pc_string id;
    struct pc_string created_at;
    struct pc_string name;
    struct pc_string model_id;
    bool is_production;
    bool is_development;
    enum pc_deployment_status status;
    struct pc_string status_text; /* set only with PC_DEPLOYMENT_UNKNOWN */
    int64_t active_replica_count;
    bool has_autoscaling_settings; /* false: null */
    struct pc_autoscaling_settings autoscaling_settings;
    struct pc_string instance_type_name; /* data NULL: null */
    struct pc_string environment;        /* data NULL: null */
};

struct pc_promote_request {
    struct pc_string deployment_id;
    enum pc_optional_bool
        scale_down_previous_deployment; /* absent means true, and stays absent when encoded */
    enum pc_optional_bool preserve_env_instance_type;
};

enum pc_codec_mode {
    PC_CODEC_STRICT, /* refuses duplicate keys, U+0000, lone surrogates, unknown statuses, no date-time in
                        created_at */
    PC_CODEC_LENIENT /* duplicate keys: the last wins; an unknown status is kept as text */
};

/* Why a text was refused: an answer, with its place. */
struct pc_codec_refusal {
    char pointer[256]; /* JSON Pointer of the offending value (of the object, for a missing key) */
    char reason[256];
    struct pc_json_place place;
};

enum pc_codec_verdict { PC_DECODED, PC_REFUSED };

/* `out` is initialised with {0}, or holds an earlier value, which is released. After PC_REFUSED it is empty.
 * PC_NO_MEMORY is the one error. `refusal` may be NULL. */
enum pc_status pc_deployment_decode(struct pc_view json, enum pc_codec_mode mode, struct pc_deployment *out,
                                    enum pc_codec_verdict *verdict, struct pc_codec_refusal *refusal);
enum pc_status pc_promote_request_decode(struct pc_view json, enum pc_codec_mode mode,
                                         struct pc_promote_request *out, enum pc_codec_verdict *verdict,
                                         struct pc_codec_refusal *refusal);
/* Compact JSON, keys in the contract's order, integers exact. PC_USAGE where the struct says what the
 * contract cannot: null or absent where it allows neither. On any failure `out` is as it was. */
enum pc_status pc_deployment_encode(const struct pc_deployment *deployment, struct pc_buf *out);
enum pc_status pc_promote_request_encode(const struct pc_promote_request *request, struct pc_buf *out);

void pc_deployment_clear(struct pc_deployment *deployment); /* NULL and {0} are fine */
void pc_promote_request_clear(struct pc_promote_request *request);
enum pc_status pc_deployment_copy(struct pc_deployment *to, const struct pc_deployment *from);
bool pc_deployment_equal(const struct pc_deployment *a, const struct pc_deployment *b);
bool pc_promote_request_equal(const struct pc_promote_request *a, const struct pc_promote_request *b);

void pc_string_clear(struct pc_string *string);
/* Replaces; {NULL, 0} makes it null. */
enum pc_status pc_string_set(struct pc_string *string, struct pc_view text);
struct pc_view pc_string_view(struct pc_string string);

#endif
