/* adapter, floor 3: the program that stands between promotecheck and a client. Starts it in a process group
 * of its own, speaks the line protocol of schemas/adapter.schema.json with it, and outlives whatever it does:
 * a crash, a hang, endless output, lines that are none. Everything that it writes is hostile. */
#ifndef PC_ADAPTER_H
#define PC_ADAPTER_H

#include "pc_base.h"
#include "pc_json.h"

#define PC_ADAPTER_PROTOCOL   1
#define PC_ADAPTER_MAX_LINE   (8u << 20) /* one message, either way */
#define PC_ADAPTER_MAX_STDERR (4u << 20) /* kept of one call; the rest is read and dropped */
#define PC_ADAPTER_START_MS   20000      /* for the answer to hello: interpreters start slowly */
#define PC_ADAPTER_GRACE_MS   3000       /* behind the client's own time-out, then it hangs */
#define PC_ADAPTER_NAME_SIZE  128

struct pc_adapter_options {
    char *const *argv; /* NULL-terminated, borrowed; argv[0] is looked for in PATH */
    bool oneshot;      /* one process a call, no hello */
    int64_t start_ms;  /* 0: PC_ADAPTER_START_MS */
    int64_t grace_ms;  /* 0: PC_ADAPTER_GRACE_MS */
    /* Polled while waiting; true ends the call with PC_INTERRUPTED. NULL: never. */
    bool (*interrupted)(void *context);
    void *interrupted_context;
};

/* What the client is asked to do. */
struct pc_adapter_call {
    const char *case_id;
    const char *base_url;
    const char *api_key;
    struct pc_view model;
    struct pc_view environment;
    struct pc_view request; /* JSON object */
    int64_t timeout_ms;
};

enum pc_adapter_outcome {
    PC_ADAPTER_DEPLOYMENT,
    PC_ADAPTER_ERROR,
    PC_ADAPTER_UNSUPPORTED,
    PC_ADAPTER_CRASHED, /* it died before it answered, by a signal or with a status other than 0 */
    PC_ADAPTER_HUNG,    /* no answer in time: it was killed with its group */
    PC_ADAPTER_BREACH   /* it broke the protocol: `breach` says how */
};

struct pc_adapter_answer {
    enum pc_adapter_outcome outcome;
    char kind[16];                   /* with ERROR: "http", "decode", "transport", "timeout", "argument" */
    unsigned status;                 /* with ERROR, 0: none was named */
    struct pc_json_value deployment; /* valid until clear */
    struct pc_buf line;              /* standard output of the call */
    struct pc_buf noise;             /* standard error of the call, at most PC_ADAPTER_MAX_STDERR */
    int signal;                      /* that ended it, 0: none */
    int exit_status;                 /* with CRASHED and no signal */
    int earlier_signal;              /* it died by this one after the answer before, 0: it did not */
    int64_t ms;
    char breach[256];
    struct pc_json_reader *reader; /* owned: holds the document of `line` */
};
/* `answer` is {0} or was cleared. */
void pc_adapter_answer_clear(struct pc_adapter_answer *answer);

struct pc_adapter;
/* Starts nothing yet. PC_NO_MEMORY. */
enum pc_status pc_adapter_new(const struct pc_adapter_options *options, struct pc_adapter **out,
                              struct pc_error *err);
/* Closes its input, gives it a moment to go, kills what is left of its group. */
void pc_adapter_free(struct pc_adapter *adapter);
/* Starts it and shakes hands: hello, then a command that it cannot know, which must be answered with
 * `unsupported`. With oneshot there is nothing to do. PC_UNREACHABLE names the breach; PC_USAGE where the
 * program cannot be started; PC_INTERRUPTED. */
enum pc_status pc_adapter_greet(struct pc_adapter *adapter, struct pc_error *err);
/* One call. A process that crashed, hung or broke the protocol is gone afterwards; the next call starts
 * another. PC_OK whatever the adapter did: see outcome. PC_UNREACHABLE: it could not be started again. */
enum pc_status pc_adapter_promote(struct pc_adapter *adapter, const struct pc_adapter_call *call,
                                  struct pc_adapter_answer *answer, struct pc_error *err);
/* Whether the next call is the first of its process. With oneshot none is: each has its own. */
bool pc_adapter_is_fresh(const struct pc_adapter *adapter);
/* Closes its input and reads until it has gone: what it still says is added to the noise of its last answer,
 * and so is the signal that it dies of. */
void pc_adapter_end(struct pc_adapter *adapter, struct pc_adapter_answer *last);
/* What the client said of itself, "" where it did not. */
struct pc_adapter_client {
    char name[PC_ADAPTER_NAME_SIZE];
    char version[PC_ADAPTER_NAME_SIZE];
    char language[PC_ADAPTER_NAME_SIZE];
};
const struct pc_adapter_client *pc_adapter_client(const struct pc_adapter *adapter);

#endif
