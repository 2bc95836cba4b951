#ifndef PC_SPEC_SHA256_H
#define PC_SPEC_SHA256_H

#include "pc_base.h"

#define PC_SHA256_HEX_SIZE 65

/* Lower-case hex with a NUL behind it. */
void pc_sha256_hex(struct pc_view bytes, char out[PC_SHA256_HEX_SIZE]);

#endif
