/* Bytes to verdict for DeploymentV1, as a ratio to cJSON_Parse + cJSON_Delete of the same bytes in the same
 * run.
 *
 *   bench_validate [DOCUMENTS [ROUNDS]]
 *
 * Prints medians of alternating rounds of CPU time, and the least and the greatest ratio. Exits 1 where a
 * verdict is wrong or a warm validator allocates. */
#include "documents.h"
#include "rounds.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pc_json.h"
#include "pc_schema.h"

#define DEFAULT_DOCUMENTS 4000u
#define DEFAULT_ROUNDS    15u
#define MAX_DOCUMENTS     100000u

extern const unsigned char pc_bench_openapi[];
extern const size_t pc_bench_openapi_size;

/* The linker sends every allocation of ours through here (--wrap), and gives these their names. */
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl51-cpp,readability-inconsistent-declaration-parameter-name)
 */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static size_t allocations;

void *__wrap_malloc(size_t size) {
    allocations++;
    return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    allocations++;
    return __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size) {
    allocations++;
    return __real_realloc(memory, size);
}

/* NOLINTEND(bugprone-reserved-identifier,cert-dcl51-cpp,readability-inconsistent-declaration-parameter-name)
 */

struct bench {
    struct bench_documents valid;
    struct bench_documents faulty;
    struct pc_schema *schema;
    struct pc_json_reader *reader;
    struct pc_validator *validator;
    bool failed;
};

static void run_cjson(struct bench *bench) {
    for (size_t i = 0; i < bench->valid.count; i++) {
        cJSON *tree = cJSON_Parse(bench->valid.views[i].data);
        bench->failed = bench->failed || !tree;
        cJSON_Delete(tree);
    }
}

static void run_read(struct bench *bench) {
    const struct pc_json_doc *doc;
    for (size_t i = 0; i < bench->valid.count; i++)
        if (pc_json_read(bench->reader, bench->valid.views[i], &doc, NULL) != PC_OK ||
            !pc_json_doc_valid(doc))
            bench->failed = true;
}

/* From the bytes, without a reader. */
static void judge_text(struct bench *bench, const struct bench_documents *documents, bool expected) {
    const struct pc_json_doc *doc;
    for (size_t i = 0; i < documents->count; i++)
        if (pc_validate_text(bench->validator, bench->schema, documents->views[i], PC_VALIDATE_ALL, &doc,
                             NULL) != PC_OK ||
            pc_validation_valid(bench->validator) != expected)
            bench->failed = true;
}

static void run_text(struct bench *bench) {
    judge_text(bench, &bench->valid, true);
}

static void run_faulty_text(struct bench *bench) {
    judge_text(bench, &bench->faulty, false);
}

static void judge(struct bench *bench, const struct bench_documents *documents, enum pc_validate_mode mode,
                  bool expected) {
    const struct pc_json_doc *doc;
    for (size_t i = 0; i < documents->count; i++)
        if (pc_json_read(bench->reader, documents->views[i], &doc, NULL) != PC_OK ||
            pc_validate(bench->validator, bench->schema, pc_json_root(doc), mode, NULL) != PC_OK ||
            pc_validation_valid(bench->validator) != expected)
            bench->failed = true;
}

static void run_flag(struct bench *bench) {
    judge(bench, &bench->valid, PC_VALIDATE_FLAG, true);
}

static void run_all(struct bench *bench) {
    judge(bench, &bench->valid, PC_VALIDATE_ALL, true);
}

static void run_faulty(struct bench *bench) {
    judge(bench, &bench->faulty, PC_VALIDATE_ALL, false);
}

static const struct {
    const char *name;
    void (*run)(struct bench *bench);
} contenders[] = {
    {"cJSON: parse + delete (the yardstick)", run_cjson},
    {"bytes to verdict", run_text},
    {"the same, one fault in each", run_faulty_text},
    {"read alone", run_read},
    {"read + validate, flag", run_flag},
    {"read + validate, all violations", run_all},
    {"read + validate, one fault in each", run_faulty},
};

#define CONTENDERS (sizeof contenders / sizeof contenders[0])

static int64_t cpu_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int compare_ratios(const void *left, const void *right) {
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Ratios to the yardstick of the same round: so a machine whose speed drifts does not matter. */
static void tell(const struct bench *bench, const char *name, const int64_t *times, const int64_t *yardstick,
                 unsigned rounds) {
    double ratios[BENCH_MAX_ROUNDS];
    double ns[BENCH_MAX_ROUNDS];
    for (unsigned i = 0; i < rounds; i++) {
        ratios[i] = (double)times[i] / (double)yardstick[i];
        ns[i] = (double)times[i] / (double)bench->valid.count;
    }
    qsort(ratios, rounds, sizeof ratios[0], compare_ratios);
    qsort(ns, rounds, sizeof ns[0], compare_ratios);
    printf("%-40s %8.0f ns a document   %.3f of cJSON (%.3f to %.3f)\n", name, ns[rounds / 2],
           ratios[rounds / 2], ratios[0], ratios[rounds - 1]);
}

static void measure(struct bench *bench, unsigned rounds) {
    static int64_t times[CONTENDERS][BENCH_MAX_ROUNDS];
    size_t allocated[CONTENDERS];
    for (size_t k = 0; k < CONTENDERS; k++)
        contenders[k].run(bench); /* warm */
    for (unsigned round = 0; round < rounds; round++)
        for (size_t k = 0; k < CONTENDERS; k++) {
            size_t before = allocations;
            int64_t start = cpu_ns();
            contenders[k].run(bench);
            times[k][round] = cpu_ns() - start;
            allocated[k] = allocations - before;
        }
    for (size_t k = 0; k < CONTENDERS; k++) {
        tell(bench, contenders[k].name, times[k], times[0], rounds);
        if (k > 0 && allocated[k] > 0) {
            printf("%zu allocations in a warm round of \"%s\"\n", allocated[k], contenders[k].name);
            bench->failed = true;
        }
    }
}

static enum pc_status set_up(struct bench *bench, size_t count, struct pc_error *err) {
    const struct pc_json_doc *doc;
    const struct pc_view openapi = {(const char *)pc_bench_openapi, pc_bench_openapi_size};
    bench->reader = pc_json_reader_new(NULL);
    bench->validator = pc_validator_new();
    if (!bench->reader || !bench->validator || bench_documents_make(&bench->valid, count, false) != PC_OK ||
        bench_documents_make(&bench->faulty, count, true) != PC_OK)
        return pc_error_set(err, PC_NO_MEMORY, "out of memory");
    enum pc_status status = pc_json_read(bench->reader, openapi, &doc, err);
    if (status != PC_OK)
        return status;
    return pc_schema_compile(pc_json_root(doc), PC_VIEW("/components/schemas/DeploymentV1"), &bench->schema,
                             err);
}

static void tear_down(struct bench *bench) {
    bench_documents_clear(&bench->valid);
    bench_documents_clear(&bench->faulty);
    pc_schema_free(bench->schema);
    pc_validator_free(bench->validator);
    pc_json_reader_free(bench->reader);
}

int main(int argc, char **argv) {
    struct bench bench = {0};
    struct pc_error err = {0};
    bool once = argc > 2 && strcmp(argv[1], "--valid") == 0; /* for whoever counts instructions */
    argv += once;
    argc -= once;
    unsigned count = argc > 1 ? bench_argument(argv[1], MAX_DOCUMENTS) : DEFAULT_DOCUMENTS;
    unsigned rounds = argc > 2 ? bench_argument(argv[2], BENCH_MAX_ROUNDS) : DEFAULT_ROUNDS;
    if (argc > 3 || count == 0 || rounds == 0) {
        fprintf(stderr, "usage: bench_validate [--valid] [DOCUMENTS (1 to %u) [ROUNDS (1 to %u)]]\n",
                MAX_DOCUMENTS, BENCH_MAX_ROUNDS);
        return 2;
    }
    if (set_up(&bench, count, &err) != PC_OK)
        fprintf(stderr, "bench_validate: %s\n", err.message);
    else if (once)
        run_text(&bench);
    else
        measure(&bench, rounds);
    bool failed = bench.failed || err.status != PC_OK;
    if (bench.failed)
        fprintf(stderr, "bench_validate: a verdict is wrong, or memory was allocated where none should be\n");
    tear_down(&bench);
    return failed;
}
