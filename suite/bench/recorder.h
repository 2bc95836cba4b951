/* A mock behind the server code, which remembers what it was asked: so a bare client can ask the same. */
#ifndef BENCH_RECORDER_H
#define BENCH_RECORDER_H

#include "pc_http.h"
#include "pc_mock.h"

#define BENCH_MAX_REQUESTS 2000u

/* A request as it came; owned. */
struct bench_request {
    struct pc_buf target;
    struct pc_buf body;
    char method[32];
    char **headers; /* "Name: value", as libcurl wants them */
    size_t header_count;
};

struct bench_recorder;
enum pc_status bench_recorder_new(struct bench_recorder **out, struct pc_error *err);
void bench_recorder_free(struct bench_recorder *recorder);
/* From here on it remembers, or answers only. */
void bench_recorder_remember(struct bench_recorder *recorder, bool remember);
uint16_t bench_recorder_port(const struct bench_recorder *recorder);
/* A new mock, as it is at first: every round finds the same. False when memory is out. */
bool bench_recorder_renew(struct bench_recorder *recorder);
size_t bench_recorder_count(const struct bench_recorder *recorder);
const struct bench_request *bench_recorder_request(const struct bench_recorder *recorder, size_t index);
/* How many could not be remembered, because they were no HTTP. */
size_t bench_recorder_lost(const struct bench_recorder *recorder);

#endif
