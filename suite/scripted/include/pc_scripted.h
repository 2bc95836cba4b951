/* scripted, floor 2: a server that does to its clients what a script says, byte by byte, and keeps what they
 * sent. One server a script: what a client sends late, or again, is known for what it answers to. */
#ifndef PC_SCRIPTED_H
#define PC_SCRIPTED_H

#include "pc_base.h"
#include "pc_http.h"

#define PC_SCRIPTED_MAX_REQUESTS 16u        /* kept; further ones are only counted */
#define PC_SCRIPTED_MAX_KEPT     (1u << 20) /* of one request, and of what was sent in answer to it */
#define PC_SCRIPTED_READ_MS      10000      /* a client that stops in the middle of its request */

enum pc_script_act {
    PC_SCRIPT_END,     /* of the steps; the connection stays open for another request */
    PC_SCRIPT_SEND,    /* bytes */
    PC_SCRIPT_DRIP,    /* bytes, one by one, pause_ms before each */
    PC_SCRIPT_REPEAT,  /* bytes, again and again, until `total` have left or the client went away */
    PC_SCRIPT_PAUSE,   /* pause_ms without a word */
    PC_SCRIPT_SILENCE, /* not a word more, until the client goes away */
    PC_SCRIPT_CLOSE,   /* in good order */
    PC_SCRIPT_RESET
};

struct pc_script_step {
    enum pc_script_act act;
    struct pc_view bytes;
    int64_t pause_ms;
    size_t total;
};

enum pc_script_moment {
    PC_SCRIPT_AFTER_REQUEST,
    PC_SCRIPT_AFTER_HEAD, /* the body, or the rest of it, is not read before the steps are done */
    PC_SCRIPT_AT_ONCE     /* when the client has connected */
};

/* Done for each request. Borrowed, with its bytes, as long as the server lives. */
struct pc_script {
    enum pc_script_moment moment;
    bool uninvited;                     /* who waits for 100 Continue waits in vain */
    const struct pc_script_step *steps; /* ended by PC_SCRIPT_END */
    const struct pc_script_step *first; /* instead of them on the first connection; NULL: the same */
    const struct pc_script_step *coded; /* instead of both where the request accepts gzip; NULL: the same */
};

struct pc_scripted_request {
    unsigned connection;  /* counted from 1 */
    struct pc_buf raw;    /* as it came */
    struct pc_buf answer; /* what left in answer to it */
};

struct pc_scripted_record {
    unsigned connections;
    unsigned requests; /* those with at least one byte */
    struct pc_scripted_request kept[PC_SCRIPTED_MAX_REQUESTS];
    bool out_of_memory;
};

struct pc_scripted;
/* Listens on a free port of loopback. PC_IO, PC_NO_MEMORY. */
enum pc_status pc_scripted_start(const struct pc_script *script, struct pc_scripted **out,
                                 struct pc_error *err);
uint16_t pc_scripted_port(const struct pc_scripted *server);
/* Ends every conversation; then the record holds still. */
const struct pc_scripted_record *pc_scripted_stop(struct pc_scripted *server);
void pc_scripted_free(struct pc_scripted *server);

#endif
