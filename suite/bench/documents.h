/* The benchmarks' workload: DeploymentV1 documents, always the same ones for the same count. */
#ifndef BENCH_DOCUMENTS_H
#define BENCH_DOCUMENTS_H

#include "pc_base.h"

struct bench_documents {
    struct pc_buf text;    /* one behind the other */
    struct pc_view *views; /* each document; NUL-terminated, the NUL not counted */
    size_t count;
};

/* `faulty`: each has one fault. PC_NO_MEMORY or PC_OK. */
enum pc_status bench_documents_make(struct bench_documents *documents, size_t count, bool faulty);
void bench_documents_clear(struct bench_documents *documents);

#endif
