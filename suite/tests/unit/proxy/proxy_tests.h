#ifndef PROXY_TESTS_H
#define PROXY_TESTS_H

#include "pc_proxy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array)       (sizeof(array) / sizeof((array)[0]))
#define UPSTREAM_AUTHORITY "up.example:8080"
#define PROXY_AUTHORITY    "127.0.0.1:9999"

int run_head_tests(void);
int run_body_tests(void);
int run_judge_tests(void);
int run_proxy_tests(void);
int run_broken_tests(void);

#endif
