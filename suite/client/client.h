#ifndef PC_CLIENT_INTERNAL_H
#define PC_CLIENT_INTERNAL_H

#include "pc_client.h"

#define CLIENT_MAX_FAULTS 16u
#define CLIENT_MAX_TEXT   (16u << 20)

struct pc_client {
    const char *faults[CLIENT_MAX_FAULTS];
    size_t fault_count;
    char last_url[128];               /* of the call before */
    char key[128];                    /* of the first */
    enum pc_optional_bool scale_down; /* of the calls before */
    enum pc_optional_bool preserve;
    bool after_error;
    bool after_failure;
    char *last_answer;
    struct later *later;
};

bool client_on(const struct pc_client *client, const char *fault);

/* The request's bytes. `target` NULL: the promote path. */
enum pc_status client_write_request(const struct pc_client *client, const struct pc_promotion *promotion,
                                    const struct pc_url *url, const char *target, struct pc_buf *out);
/* One segment of the path. */
enum pc_status client_write_segment(const struct pc_client *client, struct pc_view name, struct pc_buf *out);

/* The letters of the tests' names as one code point each, where they are two (NFC). */
enum pc_status client_compose(struct pc_view text, struct pc_buf *out);
/* late.c: what happens behind an answer. */
void client_ask_later(struct pc_client *client, const struct pc_promotion *promotion);
void client_end(struct pc_client *client);
/* Sends the head, waits for 100 Continue, sends the body. */
enum pc_status client_send_patiently(const struct pc_http_target *target, struct pc_view bytes,
                                     struct pc_http_exchange **out);

/* What an answer of status 200 holds, as JSON; false: it is refused. */
enum pc_status client_read_deployment(const struct pc_client *client, const struct pc_promotion *promotion,
                                      struct pc_view body, struct pc_buf *out, bool *accepted);
/* A deployment of the client's own invention. */
enum pc_status client_invent(struct pc_buf *out);

#endif
