/* mock, floor 3: the promote endpoint as a model: request x state -> response, with named faults. Uses codec,
 * never schema, spec or contract: it is the judge's second opinion. */
#ifndef PC_MOCK_H
#define PC_MOCK_H

#include "pc_base.h"
#include "pc_codec.h"
#include "pc_http.h"

/* What the built-in state holds, for whoever wants to talk to it (docs and the embedded run). */
#define PC_MOCK_API_KEY            "mockkey1.QmFzZXRlbi1pcy1tb2NrZWQ"
#define PC_MOCK_MODEL              "wdlgzjk3"
#define PC_MOCK_ENVIRONMENT        "staging"
#define PC_MOCK_OTHER_ENVIRONMENT  "production"
#define PC_MOCK_DEPLOYMENT         "w604592"
#define PC_MOCK_OTHER_DEPLOYMENT   "q8k21xz"
#define PC_MOCK_FOREIGN_DEPLOYMENT "zz9plural" /* belongs to another model */

struct pc_mock;
struct pc_mock_options {
    struct pc_view state;      /* JSON text of a state file; empty: the built-in state */
    const char *const *faults; /* names, or NULL */
    size_t fault_count;
    /* 0: the system's clocks. Else the first request comes at this time and each further one a second later,
     * so that the same requests always have the same answers. */
    int64_t first_unix_seconds;
};

/* PC_USAGE: an unknown fault (with the nearest name), a bad state (with its pointer and line:column). */
enum pc_status pc_mock_new(const struct pc_mock_options *options, struct pc_mock **out, struct pc_error *err);
void pc_mock_free(struct pc_mock *mock);

/* The pure function. Appends the response's bytes, faults of the wire included. Thread-safe: one request at a
 * time. */
enum pc_http_after pc_mock_answer(struct pc_mock *mock, const struct pc_http_message *request,
                                  struct pc_buf *response);

/* Serves it on loopback; `port` 0: any; `tls` NULL: plain TCP. The mock outlives the server. */
enum pc_status pc_mock_serve(struct pc_mock *mock, uint16_t port, const struct pc_tls_files *tls,
                             struct pc_server **server, struct pc_error *err);

/* Faults and eccentricities. An eccentricity is legal: no case may object to it. */
struct pc_mock_fault {
    const char *name;
    const char *words; /* what it does, one line */
    bool legal;        /* an eccentricity */
    /* Patterns, separated by spaces, of the ids of the cases that find it; NULL for the legal ones. */
    const char *kills;
    /* The same of the cases that find nothing to judge in a legal one: all others still judge. */
    const char *hides;
};
size_t pc_mock_fault_count(void);
const struct pc_mock_fault *pc_mock_fault(size_t index);
/* Whether the fault was acted on at least once: a fault never reached is void, not found. */
bool pc_mock_fault_reached(const struct pc_mock *mock, const char *name);
uint64_t pc_mock_request_count(const struct pc_mock *mock);
/* The state as it is now, as a state file. */
enum pc_status pc_mock_save(const struct pc_mock *mock, struct pc_buf *out);

#endif
