/* A response while it is still data: what is said, and how it will be put on the wire. */
#ifndef PC_MOCK_REPLY_H
#define PC_MOCK_REPLY_H

#include "pc_base.h"
#include "pc_http.h"

#define PC_MOCK_MAX_BODY_SIZE (64u << 20) /* of a response: the list of all deployments fits */

enum { PC_MOCK_MAX_HEADERS = 12, PC_MOCK_MAX_HEADER_SIZE = 160 };

struct pc_mock_header {
    const char *name;
    char value[PC_MOCK_MAX_HEADER_SIZE];
};

enum pc_mock_framing {
    PC_MOCK_LENGTH,
    PC_MOCK_CHUNKED,
    PC_MOCK_LENGTH_AND_CHUNKED, /* fault */
    PC_MOCK_UNTIL_CLOSE
};

struct pc_mock_reply {
    unsigned status; /* 0: nothing is said yet */
    const char *version;
    struct pc_mock_header headers[PC_MOCK_MAX_HEADERS];
    size_t header_count;
    struct pc_buf body;
    bool bodiless;     /* HEAD, 204: framing fields as usual, no bytes */
    char message[256]; /* of an error, as plain text, UTF-8 */
    const char *code;
    enum pc_mock_framing framing;
    long length_error;       /* fault: added to the true Content-Length */
    const char *head_excess; /* fault: bytes in the head, behind the fields */
    const char *body_excess; /* fault: bytes behind the message */
    bool lower_case_names;
    bool no_reason;
    size_t cut;           /* fault: only so many bytes are sent, 0: all */
    size_t cut_end;       /* fault: so many bytes are left out at the end */
    bool bodily;          /* fault: the body is sent though there may be none */
    bool unannounced;     /* fault: closes without saying so */
    bool one_at_a_time;   /* fault: each connection waits for the requests of others */
    bool repeat_previous; /* fault: the bytes of the connection's previous answer are sent instead */
    bool silent;
    int64_t delay_ms; /* before the first byte */
    int64_t drip_ms;  /* between two bytes; 0: all at once */
    enum pc_http_after after;
};

void pc_mock_reply_init(struct pc_mock_reply *reply);
void pc_mock_reply_clear(struct pc_mock_reply *reply);
/* Replaces the header, or adds it. A value that does not fit is cut. */
void pc_mock_reply_header(struct pc_mock_reply *reply, const char *name, const char *value);
/* The error's message: `words`, then `detail`, cut to fit. */
void pc_mock_message(struct pc_mock_reply *reply, const char *words, struct pc_view detail);
/* false where it had none. */
bool pc_mock_reply_remove_header(struct pc_mock_reply *reply, const char *name);
bool pc_mock_reply_is_json(const struct pc_mock_reply *reply); /* by its Content-Type */
bool pc_mock_reply_has_header(const struct pc_mock_reply *reply, const char *name);
void pc_mock_number(size_t number, char out[PC_MOCK_MAX_HEADER_SIZE]);
enum pc_status pc_mock_reply_write(const struct pc_mock_reply *reply, struct pc_buf *out);

#endif
