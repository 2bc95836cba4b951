/* A valid deployment and request, and what becomes of them when one member is changed. */
#ifndef TEST_CODEC_FIXTURE_H
#define TEST_CODEC_FIXTURE_H

#include "pc_codec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A member by its JSON Pointer, with a valid value and the JSON types that the contract allows it. */
enum {
    T_NULL = 1,
    T_BOOLEAN = 2,
    T_NUMBER = 4, /* of an integer's value */
    T_STRING = 8,
    T_ARRAY = 16,
    T_OBJECT = 32
};

struct member {
    const char *pointer;
    const char *valid;
    unsigned types;
    bool optional;
};

extern const struct member deployment_members[];
extern const size_t deployment_member_count;
extern const struct member request_members[];
extern const size_t request_member_count;

/* One value of each JSON type. A string that is no date-time and no status would be refused where one is
 * wanted, so the string is left to the tests of these. */
struct typed_value {
    const char *json;
    unsigned type;
};

extern const struct typed_value typed_values[];
extern const size_t typed_value_count;

/* A text with one member changed. */
struct variant {
    char text[4096];
    size_t at;     /* offset of the changed value */
    size_t parent; /* offset of the object that has it */
};

/* The deployment with `json` for the member's value; NULL leaves the member out. "" changes nothing. */
void make_deployment(struct variant *out, const char *pointer, const char *json);
void make_request(struct variant *out, const char *pointer, const char *json);

/* `more` before the closing bracket of the text, which must have room for it; gives its offset. */
size_t add_members(struct variant *out, const char *more);

/* Decodes and wants that verdict; a refusal must then name the pointer and offset of the value. */
void expect_deployment(const char *text, enum pc_codec_mode mode, struct pc_deployment *out);
void expect_deployment_refused(const char *text, enum pc_codec_mode mode, const char *pointer, size_t offset);
void expect_request(const char *text, enum pc_codec_mode mode, struct pc_promote_request *out);
void expect_request_refused(const char *text, enum pc_codec_mode mode, const char *pointer, size_t offset);

/* The encoded text, to be freed by the caller. */
char *encoded_deployment(const struct pc_deployment *deployment);
char *encoded_request(const struct pc_promote_request *request);

/* One list of tests in each file. */
int run_decode_tests(void);
int run_integer_tests(void);
int run_strict_tests(void);
int run_encode_tests(void);
int run_value_tests(void);
int run_request_tests(void);
int run_date_time_tests(void);
int run_memory_tests(void);

#endif
