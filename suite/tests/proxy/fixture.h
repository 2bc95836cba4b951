/* A proxy between a scripted server and whatever a test sends. */
#ifndef PROXY_FIXTURE_H
#define PROXY_FIXTURE_H

#include "pc_proxy.h"
#include "pc_scripted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define PATIENCE_MS  20000 /* more than anything here takes: whoever waits so long fails */
#define SHORT_MS     150   /* a time-out that is to pass */

#define KEY  "q7Lk2vXe.Zt9mB4nWc8RyPd3HsJ6uGf1a"
#define PATH "/v1/models/m/environments/e/promote"
#define HEAD_LINES                                                                                           \
    "Host: client.example\r\nAuthorization: Api-Key " KEY "\r\nContent-Type: application/json\r\n"
#define BODY    "{\"deployment_id\":\"w604592\"}"
#define PROMOTE "POST " PATH " HTTP/1.1\r\n" HEAD_LINES "Content-Length: 27\r\n\r\n" BODY

extern struct pc_spec *spec; /* the embedded one */
/* A deployment that fits the contract, and its answers; set by load_fixture. */
extern struct pc_buf deployment;
extern struct pc_buf good_answer;    /* with a length */
extern struct pc_buf chunked_answer; /* in chunks of 50 bytes */
int load_fixture(void **state);
int drop_fixture(void **state);

struct stage {
    struct pc_scripted *upstream; /* NULL: something else is behind the proxy */
    const struct pc_scripted_record *record;
    struct pc_proxy *proxy;
    struct pc_http_target target; /* the proxy */
    char upstream_url[64];
    struct pc_result result;
    struct pc_buf told;
    struct pc_error err;
};
/* `options` may be {0}; the upstream is set from the script, unless the options name one. */
void start_stage(struct stage *stage, const struct pc_script *script, const struct pc_proxy_options *options);
/* Ends proxy and upstream; the status is pc_proxy_finish's. */
enum pc_status end_stage(struct stage *stage);
void clear_stage(struct stage *stage);

/* One conversation with the proxy; the caller frees it. */
struct pc_http_exchange *send_bytes(const struct stage *stage, struct pc_view bytes);
/* Verdict of proxy/SUBJECT; fails the test where there is no such case. */
enum pc_verdict verdict_of(const struct stage *stage, const char *subject);
/* "client/schema server/answered": the cases with findings that count, in report order. */
void list_failed(const struct stage *stage, struct pc_buf *out);
bool has_note(const struct stage *stage, const char *text);
/* A port on which nobody listens. */
uint16_t unused_port(void);
size_t open_descriptors(void);

int run_row_tests(void);
int run_connection_tests(void);
int run_report_tests(void);

#endif
