/* What the tests of json share: reading texts from exact-size memory, and reporting a table's row by its
 * text. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "pc_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define T(literal)                                                                                           \
    { (literal), sizeof(literal) - 1 }

/* A reader and the text that it read last. */
struct fixture {
    struct pc_json_reader *reader;
    char *copy;
};

void fixture_open(struct fixture *fixture, const struct pc_json_limits *limits);
/* Reads a heap copy of exactly the text's size: a sanitizer sees each read behind it. */
const struct pc_json_doc *fixture_read(struct fixture *fixture, struct pc_view text);
/* The root of a text that must be valid. */
struct pc_json_value fixture_root(struct fixture *fixture, const char *text);
void fixture_close(struct fixture *fixture);

/* Prints the row's text, with what is not printable escaped, and the sentence. Returns 1, for a count of
 * failures. */
__attribute__((format(printf, 2, 3))) int row_failed(struct pc_view text, const char *format, ...);

int run_accept_tests(void);
int run_refuse_tests(void);
int run_limit_tests(void);
int run_remark_tests(void);
int run_cursor_tests(void);
int run_string_tests(void);
int run_number_tests(void);
int run_equal_tests(void);
int run_pointer_tests(void);
int run_writer_tests(void);

#endif
