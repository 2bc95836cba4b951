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

int run_redact_tests(void);
int run_authorization_tests(void);
int run_exchange_tests(void);
int run_curl_tests(void);
int run_summary_tests(void);
int run_json_tests(void);

#endif
