/* What the tests of the schema room share. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pc_schema.h"

/* JSON in C is easier to read with ' for ": turns them, in place. */
void turn_quotes(char *text);

/* Compiles the schema at `pointer` of a document's text, its quotes turned; formats are asserted as in
 * OpenAPI. */
enum pc_status compile_text(const char *text, const char *pointer, struct pc_schema **out,
                            struct pc_error *err);
/* The same, where unknown keywords are errors. */
enum pc_status compile_strictly(const char *text, const char *pointer, struct pc_schema **out,
                                struct pc_error *err);
/* The same for a text that must compile. */
struct pc_schema *compiled(const char *text, const char *pointer);
/* DeploymentV1 of schemas/openapi.json. */
struct pc_schema *deployment_schema(void);

enum line_form {
    INSTANCE_SCHEMA,  /* instance pointer TAB schema pointer */
    INSTANCE_KEYWORD, /* instance pointer TAB keyword */
    EVALUATION,       /* instance pointer TAB evaluation path */
    PHRASES,          /* expected TAB seen */
    FULL,             /* instance pointer TAB keyword TAB line:column TAB schema pointer */
    PLACE,            /* line:column TAB keyword */
    SENTENCE,         /* instance pointer TAB the whole sentence */
};

/* The violations of a document, a line each. Asserts that stopping at the first one gives the same verdict,
 * and that the result does not depend on what the validator did before. */
void violations_of(const struct pc_schema *schema, struct pc_view document, enum line_form form,
                   struct pc_buf *out);

/* Asserts that a document has just these violations; quotes are turned in all three texts. */
void assert_row(const char *schema, const char *document, enum line_form form, const char *expected);

/* The document's verdict, or the run's status where that is not PC_OK. */
enum pc_status verdict_of(const struct pc_schema *schema, struct pc_view document, bool *valid);

/* A whole file below the source directory. */
void read_source_file(const char *path, struct pc_buf *out);

int run_compile_tests(void);
int run_corpus_tests(void);
int run_corpus_tree_tests(void);
int run_date_time_tests(void);
int run_evaluate_tests(void);
int run_hostile_tests(void);
int run_limit_tests(void);
int run_member_tests(void);
int run_pass_tests(void);
int run_draft_tests(void);
int run_hostile_draft_tests(void);
int run_phrase_tests(void);

#endif
