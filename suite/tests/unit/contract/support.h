#ifndef PC_TEST_CONTRACT_SUPPORT_H
#define PC_TEST_CONTRACT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pc_contract.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define JSON_HEAD    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define LENGTH       "Content-Length: @\r\n" /* @: the body's size */
#define CHUNKED      "Transfer-Encoding: chunked\r\n"
#define MAX_EXPECTED 3

/* A deployment that is right, on one line. */
extern const char valid_body[];
extern const char valid_request[];

/* Raw bytes of an answer, written down as what differs from a right one. */
struct answer {
    const char *head;      /* NULL: JSON_HEAD LENGTH; without the empty line */
    struct pc_view body;   /* data NULL: valid_body */
    const char *from;      /* NULL: the body as it is; else this piece of it … */
    const char *to;        /* … replaced */
    size_t cut;            /* so many bytes of the end are not sent */
    const char *behind;    /* sent behind the body */
    bool chunked;          /* the body is sent in chunks of 100 bytes */
    const char *extension; /* of each chunk */
    const char *trailer;
    bool stays_open;     /* the peer does not close */
    const char *request; /* NULL: a right one; else further header lines of it in place of Accept-Encoding */
};

/* What a judgement has to be; NULL: nothing is asked. */
struct expected {
    enum pc_subject subject;
    const char *at;
    const char *schema_pointer;
    const char *seen; /* a piece of it */
    enum pc_level level;
    bool level_is_asked;
};

struct row {
    const char *name;
    struct answer answer;
    size_t count;
    struct expected expected[MAX_EXPECTED];
};

struct bench {
    struct pc_spec *spec;
    struct pc_judge *judge;
};
int bench_setup(void **state);
/* Over another document than the embedded one; bench_teardown ends it. */
int bench_setup_document(void **state, const char *document);
int bench_teardown(void **state);

struct pc_http_exchange *make_exchange(const struct answer *answer);
/* Judges the answer; every text of every judgement is looked at for what holds for all of them. */
void judge_answer(struct bench *bench, const struct answer *answer, struct pc_judgements *out);
void check_texts(const struct bench *bench, const struct pc_judgements *judgements);
void check_rows(struct bench *bench, const struct row *rows, size_t count);
void check_judgements(const char *name, const struct pc_judgements *judgements,
                      const struct expected *expected, size_t count);

extern const struct CMUnitTest legal_tests[];
extern const size_t legal_test_count;
extern const struct CMUnitTest fault_tests[];
extern const size_t fault_test_count;
extern const struct CMUnitTest member_tests[];
extern const size_t member_test_count;
extern const struct CMUnitTest wire_tests[];
extern const size_t wire_test_count;
extern const struct CMUnitTest document_tests[];
extern const size_t document_test_count;
extern const struct CMUnitTest request_tests[];
extern const size_t request_test_count;

#endif
