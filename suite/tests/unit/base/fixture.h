#ifndef FIXTURE_H
#define FIXTURE_H

#include "pc_base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define T(literal)                                                                                           \
    { (literal), sizeof(literal) - 1 }

int run_status_tests(void);
int run_view_tests(void);
int run_buf_tests(void);
int run_utf8_tests(void);
int run_encode_tests(void);
int run_glob_tests(void);
int run_file_tests(void);
int run_clock_tests(void);
int run_pipe_guard_tests(void);

#endif
