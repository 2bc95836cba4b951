/* One compiled schema, many threads: each with a validator of its own, over documents that every keyword
 * sees. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "pc_schema.h"

#define THREADS 8u
#define ROUNDS  300u

static const char schema_text[] =
    "{\"$id\":\"urn:a\",\"$dynamicAnchor\":\"n\",\"type\":\"object\",\"properties\":{\"p\":{\"pattern\":\"^("
    "a|b)+$\"},"
    "\"d\":{\"format\":\"date-time\"},\"e\":{\"enum\":[\"x\",\"y\"]},\"m\":{\"multipleOf\":0.01},"
    "\"u\":{\"uniqueItems\":true},\"c\":{\"items\":{\"$dynamicRef\":\"#n\"}},\"h\":{\"format\":\"idn-"
    "hostname\"}},"
    "\"required\":[\"p\"],\"anyOf\":[{\"required\":[\"d\"]},{\"required\":[\"e\"]}],"
    "\"unevaluatedProperties\":false}";

static const struct {
    const char *text;
    size_t violations;
} documents[] = {
    {"{\"p\":\"abab\",\"d\":\"2026-01-02T03:04:05Z\",\"u\":[1,2,{}],\"c\":[{\"p\":\"a\",\"e\":\"x\"}]}", 0},
    {"{\"p\":\"abc\",\"d\":\"x\",\"e\":\"z\",\"m\":0.001,\"u\":[1,1.0],\"h\":\"-\"}", 6},
    {"{\"c\":[{\"p\":\"a\"}],\"q\":1}", 4},
};

struct worker {
    const struct pc_schema *schema;
    bool failed;
};

static void *work(void *argument) {
    struct worker *worker = argument;
    struct pc_validator *validator = pc_validator_new();
    struct pc_buf text;
    pc_buf_init(&text, 1u << 16);
    for (unsigned i = 0; validator && i < ROUNDS; i++) {
        size_t which = i % (sizeof documents / sizeof documents[0]);
        const struct pc_json_doc *doc;
        pc_buf_reset(&text);
        if (pc_validate_text(validator, worker->schema, pc_view_of(documents[which].text), PC_VALIDATE_ALL,
                             &doc, NULL) != PC_OK ||
            pc_validation_explain(validator, NULL) != PC_OK ||
            pc_validation_count(validator) != documents[which].violations)
            worker->failed = true;
        for (size_t k = 0; k < pc_validation_count(validator); k++)
            if (pc_violation_sentence(validator, k, &text) != PC_OK ||
                pc_violation_evaluation_path(validator, k, &text) != PC_OK)
                worker->failed = true;
    }
    worker->failed = worker->failed || !validator;
    pc_buf_clear(&text);
    pc_validator_free(validator);
    return NULL;
}

int main(void) {
    const struct pc_schema_options options = {.formats = PC_FORMATS_ASSERT};
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc;
    struct pc_schema *schema = NULL;
    struct pc_error err = {0};
    struct worker workers[THREADS];
    pthread_t threads[THREADS];
    unsigned started = 0;
    bool failed = !reader || pc_json_read(reader, pc_view_of(schema_text), &doc, &err) != PC_OK ||
                  pc_schema_compile_with(pc_json_root(doc), PC_VIEW(""), &options, &schema, &err) != PC_OK;
    for (; !failed && started < THREADS; started++) {
        workers[started] = (struct worker){.schema = schema};
        if (pthread_create(&threads[started], NULL, work, &workers[started]) != 0)
            break;
    }
    failed = failed || started < THREADS;
    for (unsigned i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
        failed = failed || workers[i].failed;
    }
    if (failed)
        fprintf(stderr, "schema_threads: a thread found something else: %s\n", err.message);
    pc_schema_free(schema);
    pc_json_reader_free(reader);
    return failed;
}
