/* Asks a mock directly, without a socket, and reads its answer with the parser of the http floor. */
#ifndef PC_TEST_MOCK_FIXTURE_H
#define PC_TEST_MOCK_FIXTURE_H

#include "pc_codec.h"
#include "pc_http.h"
#include "pc_json.h"
#include "pc_mock.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define KEY     "Api-Key " PC_MOCK_API_KEY
#define PROMOTE "/v1/models/" PC_MOCK_MODEL "/environments/" PC_MOCK_ENVIRONMENT "/promote"
#define MINIMAL "{\"deployment_id\":\"" PC_MOCK_DEPLOYMENT "\"}"
#define MODEL   "/v1/models/" PC_MOCK_MODEL

/* A member that is NULL takes its default: a correct promote. */
struct ask {
    const char *method;        /* POST */
    const char *target;        /* PROMOTE */
    const char *authorization; /* KEY; "" none */
    const char *content_type;  /* application/json; "" none */
    const char *fields;        /* further lines, each with its CR LF */
    const char *body;          /* MINIMAL for POST; "" an empty one */
    size_t body_size;          /* where the body holds NUL or is no text; 0: strlen */
    const char *version;       /* HTTP/1.1 */
    bool no_body;              /* no framing field either */
    bool no_host;
    bool chunked;
    size_t padding;  /* how many A stand for the ~ in target, fields and body; 0: a ~ */
    const char *raw; /* all of it, instead */
};

struct answer {
    struct pc_buf bytes;
    struct pc_http_parser *parser;
    const struct pc_http_message *message;
    enum pc_http_after after;
    unsigned status; /* 0: nothing came */
};

struct pc_mock *new_mock(const char *const *faults, size_t count);
struct pc_mock *new_mock_with(const char *fault); /* NULL: none */
void put_question(struct pc_mock *mock, const struct ask *ask, struct answer *answer);
void clear_answer(struct answer *answer);
/* Puts the question and gives the status alone. */
unsigned status_of(struct pc_mock *mock, const struct ask *ask);
/* Promotes and decodes; fails the test where that is no 200 with a deployment. */
void promote(struct pc_mock *mock, const char *environment, const char *body, struct pc_deployment *out);
/* The same by GET. */
void observe(struct pc_mock *mock, const char *id, struct pc_deployment *out);
/* The id of the environment's deployment as its GET shows it; "" where it has none. */
void current_of(struct pc_mock *mock, const char *environment, char out[64]);
/* A member of the answer's body, which must be JSON, compared with text. */
void assert_member(const struct answer *answer, const char *pointer, const char *text);
bool same_text(struct pc_string string, const char *text);

int run_model_tests(void);
int run_http_tests(void);
int run_auth_tests(void);
int run_body_tests(void);
int run_fault_tests(void);
int run_legal_tests(void);
int run_state_tests(void);
int run_edit_tests(void);
int run_serve_tests(void);

#endif
