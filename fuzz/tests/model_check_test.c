/* The invariants of the mock's model: a state that keeps them, and one for each that does not. */
#include "expect.h"
#include "model_check.h"
#include "support.h"

#include <string.h>

#define ENVIRONMENT(name, current) "{\"name\":\"" name "\",\"current\":" current "}"
#define DEPLOYMENT(id, environment, production)                                                              \
    "{\"id\":\"" id "\",\"environment\":" environment ",\"is_production\":" production ",\"model_id\":"      \
    "\"m\"}"
#define STATE(environments, deployments)                                                                     \
    "{\"models\":[{\"id\":\"m\",\"environments\":[" environments "],\"deployments\":[" deployments "]}]}"

static const char good[] =
    STATE(ENVIRONMENT("production", "\"a\"") "," ENVIRONMENT("staging", "null"),
          DEPLOYMENT("a", "\"production\"", "true") "," DEPLOYMENT("b", "null", "false"));
static const char promoted[] =
    STATE(ENVIRONMENT("production", "\"a\"") "," ENVIRONMENT("staging", "\"b\""),
          DEPLOYMENT("a", "\"production\"", "true") "," DEPLOYMENT("b", "\"staging\"", "false"));

static const char *const bad[] = {
    STATE(ENVIRONMENT("staging", "\"nosuch\""), DEPLOYMENT("a", "null", "false")),
    STATE(ENVIRONMENT("staging", "\"a\""), DEPLOYMENT("a", "null", "false")),
    STATE(ENVIRONMENT("staging", "\"a\""),
          DEPLOYMENT("a", "\"staging\"", "false") "," DEPLOYMENT("b", "\"staging\"", "false")),
    STATE(ENVIRONMENT("staging", "null"), DEPLOYMENT("a", "\"staging\"", "false")),
    STATE(ENVIRONMENT("staging", "\"a\""), DEPLOYMENT("a", "\"staging\"", "true")),
    STATE("", DEPLOYMENT("a", "null", "false") "," DEPLOYMENT("a", "null", "false")),
};

/* What was read is looked at until the end. */
static struct pc_json_reader *readers[8];
static size_t reader_count;

static struct pc_json_value read_state(const char *text) {
    const struct pc_json_doc *doc = NULL;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    fuzz_require(reader_count < sizeof readers / sizeof readers[0], "room for a reader");
    readers[reader_count++] = reader;
    fuzz_require(reader != NULL && pc_json_read(reader, pc_view_of(text), &doc, NULL) == PC_OK, "memory");
    return pc_json_root(doc);
}

static void check(const void *text) {
    model_check(read_state(text));
}

static const struct promotion {
    const char *before, *after, *environment, *id;
} wrong[] = {
    {good, good, "staging", "b"},        /* it is not there */
    {good, promoted, "staging", "a"},    /* another one is */
    {promoted, good, "production", "a"}, /* another environment changed, too */
    {good, promoted, "nosuch", "b"},     /* nobody asked for it */
};

static void check_promotion(const void *argument) {
    const struct promotion *promotion = argument;
    char deployment[80];
    snprintf(deployment, sizeof deployment, "{\"id\":\"%s\",\"model_id\":\"m\"}", promotion->id);
    model_check_promoted(read_state(promotion->before), read_state(promotion->after),
                         pc_view_of(promotion->environment), read_state(deployment));
}

int main(void) {
    const struct promotion right = {good, promoted, "staging", "b"};
    expect(!violates(check, good) && !violates(check, promoted), "a state that keeps the invariants");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        expect(violates(check, bad[i]), bad[i]);
    expect(!violates(check_promotion, &right), "a promotion");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        expect(violates(check_promotion, &wrong[i]), wrong[i].environment);
    struct pc_buf one, other;
    pc_buf_init(&one, 4096);
    pc_buf_init(&other, 4096);
    model_digest(read_state(good), &one);
    model_digest(read_state(promoted), &other);
    expect(!pc_view_equal(pc_buf_view(&one), pc_buf_view(&other)), "a change is in the digest");
    pc_buf_clear(&one);
    pc_buf_clear(&other);
    while (reader_count > 0)
        pc_json_reader_free(readers[--reader_count]);
    return expect_exit();
}
