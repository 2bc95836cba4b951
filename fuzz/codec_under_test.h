/* What a codec offers to be hammered by fuzz_deployment_codec and fuzz_promote_codec: four functions. Write
 * them for yours, and build with -DPC_CODEC_UNDER_TEST=your_codec.c (docs/fuzzing-your-codec.md). */
#ifndef CODEC_UNDER_TEST_H
#define CODEC_UNDER_TEST_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The contract's two messages: DeploymentV1 and PromoteToEnvironmentRequestV1. */
enum codec_message { CODEC_DEPLOYMENT, CODEC_PROMOTE_REQUEST };

/* Text to a value of your own type; NULL refuses. No NUL stands behind the `size` bytes. */
void *tested_decode(enum codec_message message, const char *json, size_t size);

/* The value as text, *size its bytes; NULL where it cannot be written. */
char *tested_encode(enum codec_message message, const void *value, size_t *size);

void tested_free(enum codec_message message, void *value);
void tested_free_text(char *text);

#ifdef __cplusplus
}
#endif

#endif
