/* The yardstick of a run: libcurl as anybody would call it, and nothing around it. */
#ifndef BENCH_BARE_CURL_H
#define BENCH_BARE_CURL_H

#include "recorder.h"

struct bare_curl;
struct bare_curl *bare_curl_new(void); /* NULL: no memory */
void bare_curl_free(struct bare_curl *curl);
/* Sends a request on a fresh connection and reads the answer, which is thrown away. False without an answer.
 */
bool bare_curl_send(struct bare_curl *curl, uint16_t port, const struct bench_request *request);

#endif
