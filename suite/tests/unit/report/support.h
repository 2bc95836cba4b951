#ifndef TEST_REPORT_SUPPORT_H
#define TEST_REPORT_SUPPORT_H

#include "pc_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* U+202E, RIGHT-TO-LEFT OVERRIDE: not as a literal, lest the file that uses it be shown wrongly. */
extern const char override[4];

/* A result by hand. */
void fill_head(struct pc_result *result);
struct pc_case_result *add_case(struct pc_result *result, const char *id, const char *title,
                                enum pc_level level, enum pc_verdict verdict, const char *reason);
void add_finding(struct pc_case_result *one, const struct pc_finding *finding);
size_t add_exchange(struct pc_result *result, const char *curl);
/* A copy that a finding can point to: its texts are only read. */
char *keep(const char *literal);
void expect_text(const struct pc_result *result, const struct pc_report_options *options, const char *golden);

/* Results whose reports are checked in, see golden_test.c. */
void fill_every_verdict(struct pc_result *result);
void fill_hostile(struct pc_result *result);

int run_printable_tests(void);
int run_text_tests(void);
int run_style_tests(void);
int run_closing_tests(void);
int run_golden_tests(void);

#endif
