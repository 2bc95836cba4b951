/* DeploymentV1 through the codec under test: the oracles are those of codec_check.c, or of
 * reference_check.c where it is the project's own. */
#include "codec_check.h"
#include "support.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    codec_check_input(CODEC_DEPLOYMENT, data, size);
    return 0;
}
