#ifndef PC_TEST_SPEC_SUPPORT_H
#define PC_TEST_SPEC_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pc_spec.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* One place of the embedded document's text changed. */
struct edit {
    const char *from; /* NULL: `to` is the whole text */
    const char *to;
};

/* Writes schemas/openapi.json with the edits made, each everywhere its text stands, into a new file in the
 * working directory; returns the file's name, which the caller unlinks and frees. */
char *write_document(const struct edit *edits, size_t count);
/* Loads such a document; `message` gets the error's. */
struct pc_spec *load_edited(const struct edit *edits, size_t count, enum pc_status expected,
                            struct pc_error *err);
struct pc_spec *load_embedded(void);

extern const struct CMUnitTest sha256_tests[];
extern const size_t sha256_test_count;
extern const struct CMUnitTest load_tests[];
extern const size_t load_test_count;
extern const struct CMUnitTest words_tests[];
extern const size_t words_test_count;
extern const struct CMUnitTest requirements_tests[];
extern const size_t requirements_test_count;

#endif
