/* An eccentricity keeps what is granted granted and what is refused refused, and its deployments are
 * deployments. */
#include "battery.h"

#include <string.h>

#define TAKES_TIME  "promotion-takes-time"
#define ENVIRONMENT "/v1/models/" PC_MOCK_MODEL "/environments/" PC_MOCK_ENVIRONMENT

static bool is_deployment(const struct answer *answer) {
    struct pc_deployment deployment = {0};
    enum pc_codec_verdict verdict = PC_REFUSED;
    struct pc_codec_refusal refusal = {0};
    assert_int_equal(
        pc_deployment_decode(answer->message->body, PC_CODEC_STRICT, &deployment, &verdict, &refusal), PC_OK);
    bool good = verdict == PC_DECODED && same_text(deployment.model_id, PC_MOCK_MODEL) &&
                deployment.environment.data != NULL && !deployment.is_development &&
                deployment.is_production == same_text(deployment.environment, "production");
    if (!good)
        print_error("%s: %s\n", refusal.pointer, refusal.reason);
    pc_deployment_clear(&deployment);
    return good;
}

static bool holds(const struct question *question, const struct answer *answer) {
    unsigned status = answer->status;
    if (answer->message->progress != PC_HTTP_COMPLETE || answer->message->defect_count > 0 ||
        pc_http_parser_excess(answer->parser).size > 0)
        return false;
    switch (question->expectation) {
    case GRANTED:
        return status == 200 && is_deployment(answer);
    case OBSERVED:
        return status == 200 || status == 404;
    case REFUSED:
        return (status >= 400 && status < 500) || status == 501;
    case ANSWERED:
        return status >= 200 && status < 500;
    }
    return false;
}

static size_t wrong_answers(const char *fault) {
    struct pc_mock *mock = new_mock_with(fault);
    bool takes_time = fault != NULL && strcmp(fault, TAKES_TIME) == 0;
    size_t wrong = 0;
    for (size_t i = 0; i < battery_size; i++) {
        struct answer answer;
        put_question(mock, &battery[i].ask, &answer);
        bool busy = takes_time && battery[i].expectation == GRANTED && answer.status == 409;
        if (!busy && !holds(&battery[i], &answer)) {
            print_error("%s: %s: %u\n", fault == NULL ? "no fault" : fault, battery[i].what, answer.status);
            wrong++;
        }
        clear_answer(&answer);
    }
    pc_mock_free(mock);
    return wrong;
}

static void the_plain_mock_keeps_the_contract(void **state) {
    (void)state;
    assert_int_equal(wrong_answers(NULL), 0);
}

static void eccentricities_keep_the_contract(void **state) {
    size_t wrong = 0, count = 0;
    (void)state;
    for (size_t i = 0; i < pc_mock_fault_count(); i++) {
        if (!pc_mock_fault(i)->legal)
            continue;
        wrong += wrong_answers(pc_mock_fault(i)->name);
        count++;
    }
    assert_int_equal(wrong, 0);
    assert_true(count >= 27);
}

static bool has_candidate(struct pc_mock *mock, struct answer *answer) {
    put_question(mock, &(struct ask){.method = "GET", .target = ENVIRONMENT}, answer);
    assert_int_equal(answer->status, 200);
    struct pc_view body = answer->message->body;
    return pc_view_find(body, PC_VIEW("\"candidate_deployment\":{")) < body.size;
}

/* Promotes twice, as fast as can be: whether the first was seen running, and kept the second out. */
static bool second_is_refused(struct pc_mock *mock) {
    struct answer first, between, second;
    put_question(mock, &(struct ask){0}, &first);
    bool shown = has_candidate(mock, &between);
    put_question(mock, &(struct ask){0}, &second);
    bool refused = first.status == 200 && shown && second.status == 409;
    clear_answer(&second);
    clear_answer(&between);
    clear_answer(&first);
    return refused;
}

static void wait_for_the_end(struct pc_mock *mock) {
    struct answer answer;
    int64_t until_ms = pc_clock_ms() + 10000;
    while (has_candidate(mock, &answer)) {
        assert_true(pc_clock_ms() < until_ms);
        clear_answer(&answer);
    }
    assert_member(&answer, "/current_deployment/environment", PC_MOCK_ENVIRONMENT);
    clear_answer(&answer);
}

/* "One promotion per environment at a time; a second one is refused". A machine may be too busy to ask in
 * time, but not each time. */
static void a_promotion_that_takes_time(void **state) {
    struct pc_mock *mock = new_mock_with(TAKES_TIME);
    bool refused = false;
    (void)state;
    for (unsigned i = 0; i < 50 && !refused; i++) {
        wait_for_the_end(mock);
        refused = second_is_refused(mock);
    }
    assert_true(refused);
    wait_for_the_end(mock);
    pc_mock_free(mock);
}

static void all_that_go_together(void **state) {
    static const char *const names[] = {"eccentric", "close-after-each", "no-date", "created_at-lower-case"};
    struct pc_mock *mock = new_mock(names, sizeof names / sizeof names[0]);
    struct answer answer;
    (void)state;
    put_question(mock, &(struct ask){.authorization = "bearer " PC_MOCK_API_KEY}, &answer);
    assert_int_equal(answer.status, 200);
    assert_true(is_deployment(&answer));
    assert_int_equal(answer.message->framing, PC_HTTP_CHUNKED);
    assert_int_equal(answer.after, PC_HTTP_CLOSE);
    clear_answer(&answer);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_true(pc_mock_fault_reached(mock, names[i]));
    pc_mock_free(mock);
}

int run_legal_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plain_mock_keeps_the_contract),
        cmocka_unit_test(eccentricities_keep_the_contract),
        cmocka_unit_test(a_promotion_that_takes_time),
        cmocka_unit_test(all_that_go_together),
    };
    return cmocka_run_group_tests_name("legal", tests, NULL, NULL);
}
