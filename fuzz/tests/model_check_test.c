/* The invariants of the mock's model: a state that keeps them, and one for each that does not. */
#include "expect.h"
#include "model_check.h"
#include "support.h"

#include <string.h>

/* A state in short: an environment is NAME=ID, a deployment ID@ENVIRONMENT with a ! where it says to be in
 * production; - is null. */
struct sketch {
    const char *environments[2], *deployments[2];
};

static const struct sketch good = {{"production=a", "staging=-"}, {"a@production!", "b@-"}};
static const struct sketch promoted = {{"production=a", "staging=b"}, {"a@production!", "b@staging"}};

static const struct sketch fewer = {{"staging=b", NULL}, {"a@-", "b@staging"}};
static const struct sketch one_more = {{"staging=b", "new=-"}, {"a@-", "b@staging"}};

static const struct sketch bad[] = {
    {{"staging=nosuch", NULL}, {"a@-", NULL}},
    {{"staging=a", NULL}, {"a@-", NULL}},
    {{"staging=a", NULL}, {"a@staging", "b@staging"}},
    {{"staging=-", NULL}, {"a@staging", NULL}},
    {{"staging=a", NULL}, {"a@staging!", NULL}},
    {{"production=a", NULL}, {"a@production", NULL}},
    {{NULL, NULL}, {"a@-", "a@-"}},
};

static void set(struct pc_string *out, const char *text, size_t size) {
    bool is_null = size == 1 && text[0] == '-';
    fuzz_require(is_null || pc_string_set(out, (struct pc_view){text, size}) == PC_OK, "memory");
}

static struct pc_mock_state state_of(const struct sketch *sketch) {
    struct pc_mock_state state = {0};
    struct pc_mock_model *model = pc_mock_add_model(&state);
    fuzz_require(model != NULL, "memory");
    set(&model->id, "m", 1);
    for (size_t i = 0; i < 2; i++) {
        if (sketch->environments[i] != NULL) {
            size_t size = strcspn(sketch->environments[i], "=");
            struct pc_mock_environment *made = pc_mock_add_environment(model);
            fuzz_require(made != NULL, "memory");
            set(&made->name, sketch->environments[i], size);
            set(&made->current, sketch->environments[i] + size + 1,
                strlen(sketch->environments[i]) - size - 1);
        }
        if (sketch->deployments[i] != NULL) {
            const char *place = strchr(sketch->deployments[i], '@') + 1;
            struct pc_mock_deployment *made = pc_mock_add_deployment(model);
            fuzz_require(made != NULL, "memory");
            set(&made->data.id, sketch->deployments[i], (size_t)(place - sketch->deployments[i]) - 1);
            set(&made->data.environment, place, strcspn(place, "!"));
            made->data.is_production = strchr(place, '!') != NULL;
        }
    }
    return state;
}

static void check(const void *sketch) {
    struct pc_mock_state state = state_of(sketch);
    model_check(&state);
    pc_mock_state_clear(&state);
}

static const struct promotion {
    const struct sketch *before, *after;
    const char *environment, *id;
} wrong[] = {
    {&good, &good, "staging", "b"},        /* it is not there */
    {&good, &promoted, "staging", "a"},    /* another one is */
    {&promoted, &good, "production", "a"}, /* another environment changed, too */
    {&good, &promoted, "nosuch", "b"},     /* nobody asked for it */
    {&good, &fewer, "staging", "b"},       /* an environment went */
    {&fewer, &one_more, "staging", "b"},   /* one came */
};

static void check_promotion(const void *argument) {
    const struct promotion *promotion = argument;
    struct pc_mock_state before = state_of(promotion->before), after = state_of(promotion->after);
    struct model_digest digest = {0};
    char deployment[80];
    const struct pc_json_doc *doc = NULL;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    snprintf(deployment, sizeof deployment, "{\"id\":\"%s\",\"model_id\":\"m\"}", promotion->id);
    fuzz_require(reader != NULL && pc_json_read(reader, pc_view_of(deployment), &doc, NULL) == PC_OK,
                 "memory");
    model_digest(&before, &digest);
    model_check_promoted(&digest, &after, pc_view_of(promotion->environment), pc_json_root(doc));
    pc_json_reader_free(reader);
    model_digest_clear(&digest);
    pc_mock_state_clear(&before);
    pc_mock_state_clear(&after);
}

static void test_digest(void) {
    struct pc_mock_state one = state_of(&good), other = state_of(&promoted);
    struct model_digest digests[2] = {{0}};
    model_digest(&one, &digests[0]);
    model_digest(&other, &digests[1]);
    expect(!model_same(&digests[0], &digests[1]), "a change is in the digest");
    one.models[0].deployments[0].data.status = PC_DEPLOYMENT_ACTIVE;
    one.models[0].deployments[0].data.active_replica_count = 7;
    model_digest(&one, &digests[1]);
    expect(model_same(&digests[0], &digests[1]), "coming to rest is not");
    model_digest_clear(&digests[0]);
    model_digest_clear(&digests[1]);
    pc_mock_state_clear(&one);
    pc_mock_state_clear(&other);
}

/* The built-in state is none of these. */
static void check_saved(const void *sketch) {
    struct model_digest digest = {0};
    struct pc_mock *mock = NULL;
    struct pc_mock_state another = state_of(sketch);
    fuzz_require(pc_mock_new(NULL, &mock, NULL) == PC_OK, "memory");
    model_digest(&another, &digest);
    model_check_saved(mock, &digest);
    model_digest_clear(&digest);
    pc_mock_state_clear(&another);
    pc_mock_free(mock);
}

int main(void) {
    const struct promotion right = {&good, &promoted, "staging", "b"};
    expect(!violates(check, &good) && !violates(check, &promoted), "a state that keeps the invariants");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        expect(violates(check, &bad[i]), bad[i].deployments[0]);
    expect(!violates(check_promotion, &right), "a promotion");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        expect(violates(check_promotion, &wrong[i]), wrong[i].environment);
    expect(violates(check_saved, &good), "a state that is not what was saved");
    test_digest();
    return expect_exit();
}
