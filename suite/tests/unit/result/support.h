/* What the tests of result share. */
#ifndef TEST_RESULT_SUPPORT_H
#define TEST_RESULT_SUPPORT_H

#include "pc_result.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define KEY "AbCd1234.s3cr3t/Ke+y"

/* An exchange over these bytes, as the wire client leaves it: to be freed with pc_http_exchange_free. */
struct pc_http_exchange *make_exchange(struct pc_view sent, struct pc_view came);
void append(struct pc_buf *out, const char *text);
void repeat(struct pc_buf *out, const char *text, size_t size); /* until `size` bytes more are there */

/* Redacted, the text is `kept`. */
void expect(const struct pc_secrets *secrets, struct pc_view text, const char *kept);

int run_redact_tests(void);
int run_cut_tests(void);
int run_cover_tests(void);
int run_authorization_tests(void);
int run_exchange_tests(void);
int run_curl_tests(void);
int run_summary_tests(void);
int run_json_tests(void);

#endif
