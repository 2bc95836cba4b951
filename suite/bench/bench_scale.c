/* Whether the cost of a check grows with the size of a document and its number of keys, and no faster.
 *
 *   bench_scale [MOST_KEYS [MOST_BYTES]]
 *
 * Prints CPU time per byte, bytes to verdict, for documents of 1 KB and more and for objects of 10 keys and
 * more: known in the schema's order, known in another order, unknown. Exits 1 where a verdict is wrong. */
#include "rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "pc_json.h"
#include "pc_schema.h"

#define MOST_KEYS     100000u
#define MOST_BYTES    100000000u
#define ROUNDS        5u
#define LEAST_BYTES   4000000u /* that are judged in one round */
#define ROOM          ((size_t)MOST_BYTES * 2)
#define KEY_STRIDE    7919u /* a prime, so that stepping by it meets every key once */
#define ELEMENT_BYTES 128u

enum order { IN_ORDER, SCATTERED };

struct bench {
    struct pc_json_reader *reader;
    struct pc_validator *validator;
    struct pc_buf text;
    bool small; /* one round of the shortest kind, to be kept alive */
};

static int64_t cpu_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool put_keys(struct pc_buf *out, unsigned count, enum order order, const char *value) {
    enum pc_status status = PC_OK;
    for (unsigned i = 0; i < count && status == PC_OK; i++) {
        unsigned key = order == IN_ORDER ? i : (unsigned)((uint64_t)i * KEY_STRIDE % count);
        status = pc_buf_appendf(out, "%s\"key_%06u\"%s", i == 0 ? "" : ",", key, value);
    }
    return status == PC_OK;
}

/* Integers, of which `known` are required. NULL: it went wrong. */
static struct pc_schema *keys_schema(struct bench *bench, unsigned known) {
    struct pc_schema *schema = NULL;
    const struct pc_json_doc *doc;
    struct pc_error err = {0};
    struct pc_buf text;
    pc_buf_init(&text, ROOM);
    bool made = pc_buf_append_text(
                    &text, "{\"additionalProperties\":{\"type\":\"integer\"},\"required\":[") == PC_OK &&
                put_keys(&text, known, IN_ORDER, "") && pc_buf_append_text(&text, "]}") == PC_OK;
    if (made && pc_json_read(bench->reader, pc_buf_view(&text), &doc, &err) == PC_OK &&
        pc_schema_compile(pc_json_root(doc), PC_VIEW(""), &schema, &err) != PC_OK)
        fprintf(stderr, "bench_scale: %s\n", err.message);
    pc_buf_clear(&text);
    return schema;
}

static bool judge(struct bench *bench, const struct pc_schema *schema, unsigned times) {
    const struct pc_json_doc *doc;
    for (unsigned i = 0; i < times; i++)
        if (pc_validate_text(bench->validator, schema, pc_buf_view(&bench->text), PC_VALIDATE_ALL, &doc,
                             NULL) != PC_OK ||
            !pc_validation_valid(bench->validator))
            return false;
    return true;
}

/* Median of the rounds; false where the verdict is wrong. */
static bool measure(struct bench *bench, const struct pc_schema *schema, const char *what, unsigned count) {
    int64_t ns[ROUNDS] = {0};
    unsigned times =
        bench->small || bench->text.size >= LEAST_BYTES ? 1 : (unsigned)(LEAST_BYTES / bench->text.size);
    if (!schema || !judge(bench, schema, 1)) /* warm */
        return false;
    for (unsigned round = 0; round < ROUNDS; round++) {
        int64_t start = cpu_ns();
        if (!judge(bench, schema, times))
            return false;
        ns[round] = cpu_ns() - start;
    }
    qsort(ns, ROUNDS, sizeof ns[0], bench_compare_ns);
    int64_t median_ns = ns[ROUNDS / 2];
    printf("%-28s %9u %11zu bytes %8.3f ns a byte\n", what, count, bench->text.size,
           (double)median_ns / times / (double)bench->text.size);
    return true;
}

static bool run_keys(struct bench *bench, unsigned count) {
    static const struct {
        const char *what;
        enum order order;
        bool known;
    } kinds[] = {{"known keys", IN_ORDER, true},
                 {"known keys, scattered", SCATTERED, true},
                 {"unknown keys", IN_ORDER, false}};
    bool right = true;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && right; i++) {
        struct pc_schema *schema = keys_schema(bench, kinds[i].known ? count : 0);
        pc_buf_reset(&bench->text);
        right = pc_buf_append_text(&bench->text, "{") == PC_OK &&
                put_keys(&bench->text, count, kinds[i].order, ":12") &&
                pc_buf_append_text(&bench->text, "}") == PC_OK &&
                measure(bench, schema, kinds[i].what, count);
        pc_schema_free(schema);
    }
    return right;
}

static bool run_size(struct bench *bench, const struct pc_schema *schema, unsigned bytes) {
    unsigned count = 0;
    pc_buf_reset(&bench->text);
    enum pc_status status = pc_buf_append_text(&bench->text, "[");
    for (; status == PC_OK && bench->text.size + ELEMENT_BYTES < bytes; count++)
        status = pc_buf_appendf(
            &bench->text,
            "%s{\"id\":%u,\"name\":\"an element among many\",\"tags\":[\"a\",\"b\"],\"on\":true}",
            count == 0 ? "" : ",", count);
    if (status == PC_OK)
        status = pc_buf_append_text(&bench->text, "]");
    return status == PC_OK && measure(bench, schema, "elements of an array", count);
}

static bool run_sizes(struct bench *bench, unsigned most) {
    static const char source[] =
        "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"id\",\"name\"],\"properties\":{"
        "\"id\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"},\"on\":{\"type\":\"boolean\"},"
        "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}}";
    struct pc_schema *schema = NULL;
    const struct pc_json_doc *doc;
    bool right = pc_json_read(bench->reader, pc_view_of(source), &doc, NULL) == PC_OK &&
                 pc_schema_compile(pc_json_root(doc), PC_VIEW(""), &schema, NULL) == PC_OK;
    for (unsigned bytes = 1000; right && bytes <= most; bytes *= 10)
        right = run_size(bench, schema, bytes);
    pc_schema_free(schema);
    return right;
}

int main(int argc, char **argv) {
    struct bench bench = {.reader = pc_json_reader_new(NULL), .validator = pc_validator_new()};
    unsigned keys = argc > 1 ? bench_argument(argv[1], MOST_KEYS) : MOST_KEYS;
    unsigned bytes = argc > 2 ? bench_argument(argv[2], MOST_BYTES) : MOST_BYTES;
    bool right = bench.reader != NULL && bench.validator != NULL;
    pc_buf_init(&bench.text, ROOM);
    bench.small = argc > 1;
    if (argc > 3 || keys == 0 || bytes == 0) {
        fprintf(stderr, "usage: bench_scale [MOST_KEYS (1 to %u) [MOST_BYTES (1 to %u)]]\n", MOST_KEYS,
                MOST_BYTES);
        right = false;
    }
    for (unsigned count = 10; right && count <= keys; count *= 10)
        right = run_keys(&bench, count);
    right = right && run_sizes(&bench, bytes);
    if (!right)
        fprintf(stderr, "bench_scale: something went wrong, so the times mean nothing\n");
    pc_buf_clear(&bench.text);
    pc_validator_free(bench.validator);
    pc_json_reader_free(bench.reader);
    return !right;
}
