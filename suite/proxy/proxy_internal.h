/* What the files of suite/proxy share. */
#ifndef PC_PROXY_INTERNAL_H
#define PC_PROXY_INTERNAL_H

#include "crossing.h"
#include "pc_proxy.h"
#include "record.h"

#include <pthread.h>

struct pc_proxy {
    struct pc_proxy_options options;
    struct pc_http_target target;
    pthread_mutex_t started; /* held until what follows is there */
    char own[2][32];         /* host and port under which clients reach it */
    struct pc_server *server;
    struct pc_record *record;
};

/* A client's connection from its first byte to its last: a pc_server's handler, `context` the proxy. */
void pc_proxy_serve(struct pc_connection *connection, void *context);

#endif
