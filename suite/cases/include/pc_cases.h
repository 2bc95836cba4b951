/* cases, floor 5: what is asked of a server or of a client, as data. A server's case names a probe (what is
 * sent, once a run, shared), a client's case a call (what it is asked to do and what is done to it, once a
 * run, shared); both name a check (a function of what came of it). Tables first; the mechanical cases are
 * derived from the spec at start-up. */
#ifndef PC_CASES_H
#define PC_CASES_H

#include "pc_adapter.h"
#include "pc_base.h"
#include "pc_contract.h"
#include "pc_result.h"
#include "pc_scripted.h"
#include "pc_spec.h"
#include "pc_target.h"

#define PC_PROBE_MAX_REQUESTS 12u
#define PC_MAX_CASES          5000u

/* One or more requests, sent in this order. */
struct pc_probe {
    const char *name;
    enum pc_delivery delivery; /* as a rule PC_SEPARATELY: each on a connection of its own */
    enum pc_effect effect;     /* of all of it: PC_EFFECT_PROMOTES if any request promotes */
    const struct pc_request *requests;
    size_t request_count;
};

/* What came of a probe. */
struct pc_sent {
    const struct pc_probe *probe;
    struct pc_http_exchange *exchanges[PC_PROBE_MAX_REQUESTS]; /* NULL where it was not sent */
    char not_sent[PC_ERROR_MESSAGE_SIZE];                      /* why not, "" otherwise */
    enum pc_status status;           /* of the last sending: PC_OK, PC_NOT_FOUND, … */
    struct pc_judgements judgements; /* of the last exchange, as a promote's answer */
    bool judged;
    /* What was observed around a probe that should change nothing: "" twice, or the two states that differ.
     */
    bool observed;
    char unobserved[256]; /* why not */
    char state_before[PC_OBSERVED_SIZE];
    char state_after[PC_OBSERVED_SIZE];
};

/* A set of statuses, ended by 0. */
#define PC_MAX_STATUSES 16
struct pc_statuses {
    unsigned items[PC_MAX_STATUSES];
};

/* What a client is asked to do, and what the server does to it. */
#define PC_CALL_MAX_TIMES   4u
#define PC_CALL_MODEL       "wdlgzjk3"
#define PC_CALL_ENVIRONMENT "production"
#define PC_CALL_DEPLOYMENT  "w604592"
#define PC_CALL_KEY         "q7Lk2vXe.Zt9mB4nWc8RyPd3HsJ6uGf1a"
enum pc_call_flag { PC_FLAG_ABSENT, PC_FLAG_FALSE, PC_FLAG_TRUE };
enum pc_call_framing {
    PC_BY_LENGTH,
    PC_BY_BARE_LENGTH, /* the field's name in lower case, no space in front of its value */
    PC_BY_CHUNKS,
    PC_BY_ODD_CHUNKS, /* with all that RFC 9112 section 7.1 allows */
    PC_BY_CUT_CHUNKS, /* closed in front of the last one */
    PC_BY_CLOSE
};

struct pc_reply {
    unsigned status;      /* 0: 200 */
    const char *start;    /* the status line, without its line end; NULL: of HTTP/1.1 */
    const char *headers;  /* whole lines, each with its line end; NULL: Content-Type: application/json */
    const char *body;     /* NULL: the plain deployment; "$elsewhere" in headers: the second server's URL */
    struct pc_view bytes; /* instead of `body`, where it holds NUL or is no UTF-8 */
    enum pc_call_framing framing;
    size_t padding; /* so much white space stands in front of the body */
    bool coded;     /* in gzip, for who says that it accepts that */
    const struct pc_script *
        script; /* instead of all this; in its bytes "$deployment": a whole good answer, "$reply": this one */
};

/* The body of a reply that says nothing else: every member with a value that nobody has by default. */
extern const char *const pc_call_body;

/* What the end of an adapter in the middle of a call breaks. */
enum pc_crash {
    PC_CRASH_BREAKS_MUST,
    PC_CRASH_BREAKS_LEVEL, /* the case's own level */
    PC_EXIT_IS_TOLD /* the same, but an exit by itself is a note: the adapter may only fail to write the value
                       back */
};

struct pc_call {
    const char *name;
    const char *model, *environment, *deployment; /* NULL: the values above */
    enum pc_call_flag scale_down, preserve;
    struct pc_reply reply;
    unsigned times;   /* calls one after the other on the same server; 0: 1 */
    bool first_alone; /* the deployment and the booleans are the first call's: the next has the plain ones */
    bool waits;       /* it may last until the client's time-out: made beside the others that wait */
    enum pc_crash crash;   /* what a crash on it breaks */
    bool refused;          /* nobody listens */
    bool in_circles;       /* the answer sends the client to the same server again */
    bool elsewhere_is_far; /* the second server has another host's name, not only another port */
};

/* What came of a call. */
struct pc_called {
    const struct pc_call *call;
    enum pc_status status; /* PC_OK; PC_WITHHELD, PC_INTERRUPTED … : nothing was asked, see not_called */
    char not_called[PC_ERROR_MESSAGE_SIZE];
    struct pc_adapter_answer answers[PC_CALL_MAX_TIMES];
    size_t answer_count;
    struct pc_http_exchange *exchanges[PC_SCRIPTED_MAX_REQUESTS]; /* what the server saw and said */
    size_t exchange_count;
    unsigned requests; /* all of them, kept or not */
    unsigned connections;
    char authority[32];                 /* of the URL that the client was given */
    struct pc_http_exchange *elsewhere; /* what reached the second server first, or NULL */
    struct pc_judgements judgements;    /* of the first request */
    bool judged;
    struct pc_json_reader *reader; /* owned: of `sent` */
    struct pc_json_value sent;     /* the body that was sent; "no value" where it is no JSON */
    const struct pc_secrets *secrets;
    int64_t ms;
};
void pc_called_clear(struct pc_called *called);

struct pc_check;

struct pc_case {
    const char *id;
    const char *title;
    enum pc_level level;
    const char *cites; /* separated by spaces */
    const struct pc_probe *probe;
    const struct pc_probe *control; /* the same without the defect: must be accepted in the same run */
    void (*check)(struct pc_check *check);
    /* What the generic checks read; each check says which of them it needs. */
    enum pc_subject subject;
    const char *pointer;        /* a JSON Pointer in the answer */
    const char *schema_pointer; /* the judgement that this case claims */
    const char *expected;       /* a template (see pc_request) or literal */
    const struct pc_statuses *statuses;
    const char *kills; /* faults of the mock that it finds, separated by spaces: proved by the kill matrix */
    /* A client's case has these instead of probe and control. */
    const struct pc_call *call;
    const struct pc_call *call_control; /* must end in a deployment in the same run */
};

/* What a check sees, and says. */
struct pc_check {
    const struct pc_case *one;
    const struct pc_spec *spec;
    const struct pc_target *target;
    struct pc_judge *judge;
    struct pc_sent *sent;
    struct pc_sent *control;          /* NULL without a control */
    struct pc_called *called;         /* of a client's case, instead of the three above */
    struct pc_called *called_control; /* NULL without a control */
    const struct pc_case *const *all; /* every case: the catch-all claims what no other does */
    size_t all_count;
    enum pc_verdict verdict; /* PC_VERDICT_PASS unless the check says otherwise */
    char *reason;            /* owned */
    struct pc_findings findings;
    enum pc_level worst; /* of the findings */
    bool out_of_memory;
};

/* What a check may say. The first n/a, untestable or error stands; findings add up. */
void pc_check_not_applicable(struct pc_check *check, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void pc_check_untestable(struct pc_check *check, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Copies; `requirement` NULL: the case's title; `cite` NULL: the case's first citation. */
void pc_check_finding(struct pc_check *check, enum pc_level level, const struct pc_finding *finding);
/* The answer to the probe's last request. */
const struct pc_http_message *pc_check_answer(const struct pc_check *check);
const struct pc_http_exchange *pc_check_exchange(const struct pc_check *check);

/* Runs the case's check over what was sent and fills the result's verdict, reason and findings. Under
 * `strict` a broken should is a failure. */
enum pc_status pc_case_judge(struct pc_check *check, bool strict, struct pc_case_result *out);

/* The catalog: every case there is, derived ones included, in report order. Ids are unique and match
 * [a-z0-9_./-]+. */
struct pc_catalog;
enum pc_side { PC_SIDE_SERVER = 1, PC_SIDE_CLIENT = 2, PC_SIDE_BOTH = 3 };
enum pc_status pc_catalog_make(const struct pc_spec *spec, enum pc_side side, struct pc_catalog **out,
                               struct pc_error *err);
/* The server's cases. */
enum pc_status pc_catalog_new(const struct pc_spec *spec, struct pc_catalog **out, struct pc_error *err);
void pc_catalog_free(struct pc_catalog *catalog);
size_t pc_catalog_count(const struct pc_catalog *catalog);
const struct pc_case *pc_catalog_case(const struct pc_catalog *catalog, size_t index);
const struct pc_case *pc_catalog_find(const struct pc_catalog *catalog, const char *id); /* or NULL */
const char *pc_catalog_nearest(const struct pc_catalog *catalog,
                               const char *text); /* an id, for "did you mean" */

#endif
