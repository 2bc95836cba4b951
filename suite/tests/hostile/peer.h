/* Servers that no client should meet, and what they are made of. */
#ifndef PC_TEST_HOSTILE_PEER_H
#define PC_TEST_HOSTILE_PEER_H

#include "pc_http.h"

#include <stdatomic.h>

/* What a server has while it runs. */
struct peer_state {
    struct pc_buf answer; /* what `build` made */
    atomic_bool followed; /* a request came for a place that only an answer's Location names */
};

struct peer {
    const char *name;
    void (*handle)(struct pc_connection *connection, void *state); /* NULL: peer_answer */
    void (*build)(struct pc_buf *answer);                          /* NULL: `answer` stays empty */
    bool dead;           /* nobody listens any more when the run begins */
    bool resets;         /* so early that it may as well count as unreachable */
    bool foreign;        /* it speaks something that is recognised: nothing is judged */
    bool races;          /* its reset may overtake its answers: some count, some do not */
    bool silent;         /* each request waits for its time-out, so it is a short one */
    bool every_case;     /* the whole catalogue, not only those of the answer and `also` */
    bool warned;         /* what it does breaks no must */
    const char *also;    /* pattern, or NULL */
    const char *finding; /* patterns of the cases of which one has to be broken */
};

struct peer_table {
    const struct peer *peers;
    size_t count;
};

#define PEER_TABLE(peers)                                                                                    \
    { (peers), sizeof(peers) / sizeof((peers)[0]) }

extern const struct peer_table peers_of_connections;
extern const struct peer_table peers_without_end;
extern const struct peer_table peers_of_framing;
extern const struct peer_table peers_of_content;

/* Longer than any time-out of the run: a peer that reaches it was left alone by the client. */
#define PEER_PATIENCE_MS 5000

#define ANSWERED       "server/response/answered"
#define REDIRECT_PLACE "/promotecheck-redirected"

/* A deployment as the contract wants it, in one line. */
extern const char peer_deployment[];

/* Reads one request to its end. False where the client closed before. */
bool peer_read_request(struct pc_connection *connection);
void peer_write(struct pc_connection *connection, struct pc_view bytes);
/* Writes the bytes again and again until the client goes away. */
void peer_pour(struct pc_connection *connection, struct pc_view bytes);
/* Reads and says nothing until the client goes away. */
void peer_stay_silent(struct pc_connection *connection);
/* Reads a request and answers with what `build` made. */
void peer_answer(struct pc_connection *connection, void *state);

/* Builders fail the program where memory is out: half an answer would be another server. */
void peer_add(struct pc_buf *answer, const char *text);
void peer_add_repeated(struct pc_buf *answer, const char *text, size_t count);
/* Status line and head for a JSON body of that size. */
void peer_add_head(struct pc_buf *answer, size_t body_size);
/* A whole answer around a body that repeats `text`. */
void peer_add_json(struct pc_buf *answer, const char *before, const char *text, size_t count,
                   const char *behind);

#endif
