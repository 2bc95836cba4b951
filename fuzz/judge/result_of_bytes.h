/* Makes the result of a run of an input's bytes: cases of any verdict with texts that a peer may have had a
 * hand in, some of them the same in several cases. */
#ifndef RESULT_OF_BYTES_H
#define RESULT_OF_BYTES_H

#include "bytes.h"
#include "pc_report.h"

/* The options' texts are the result's, or constant. */
void result_of_bytes(struct bytes *from, struct pc_result *out, struct pc_report_options *options);

#endif
