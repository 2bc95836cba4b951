/* Connecting through libcurl. It keeps its connections in a multi handle, and to make one and end it costs
 * eight system calls: each is kept for the next connection. The connections are not: they are made afresh
 * (CURLOPT_FRESH_CONNECT), never used for another transfer (CURLOPT_CONNECT_ONLY), and closed when their easy
 * handle leaves the multi handle. */
#include "wire_internal.h"

#include <pthread.h>

#define MAX_IDLE    4u   /* more are connecting at once only in a few probes */
#define MAX_WAIT_MS 1000 /* libcurl ends the wait earlier where it has something to do */

static struct {
    pthread_mutex_t lock;
    CURLM *multis[MAX_IDLE];
    size_t count;
} idle = {.lock = PTHREAD_MUTEX_INITIALIZER};

static CURLM *take_multi(void) {
    pthread_mutex_lock(&idle.lock);
    CURLM *multi = idle.count > 0 ? idle.multis[--idle.count] : NULL;
    pthread_mutex_unlock(&idle.lock);
    return multi != NULL ? multi : curl_multi_init();
}

static void give_back(CURLM *multi) {
    pthread_mutex_lock(&idle.lock);
    bool kept = idle.count < MAX_IDLE;
    if (kept)
        idle.multis[idle.count++] = multi;
    pthread_mutex_unlock(&idle.lock);
    if (!kept)
        curl_multi_cleanup(multi);
}

static CURLcode outcome_of(CURLM *multi, const CURL *easy) {
    int left;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg == CURLMSG_DONE && message->easy_handle == easy)
            return message->data.result;
    }
    return CURLE_COULDNT_CONNECT;
}

CURLcode pc_http_wire_connect_only(struct pc_wire *wire) {
    int running = 1;
    wire->multi = take_multi();
    if (wire->multi == NULL || curl_multi_add_handle(wire->multi, wire->easy) != CURLM_OK)
        return CURLE_OUT_OF_MEMORY;
    wire->added = true;
    while (running > 0) {
        if (curl_multi_perform(wire->multi, &running) != CURLM_OK ||
            (running > 0 && curl_multi_poll(wire->multi, NULL, 0, MAX_WAIT_MS, NULL) != CURLM_OK))
            return CURLE_OUT_OF_MEMORY;
    }
    return outcome_of(wire->multi, wire->easy);
}

void pc_http_wire_disconnect(struct pc_wire *wire) {
    if (wire->added)
        curl_multi_remove_handle(wire->multi, wire->easy);
    curl_easy_cleanup(wire->easy);
    if (wire->multi != NULL)
        give_back(wire->multi);
}
