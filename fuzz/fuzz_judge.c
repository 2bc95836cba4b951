/* Any bytes as a server's answer, through the judge and every report: what is judged is what a second opinion
 * finds, JSON and XML stay well-formed and say the same when they are read back, nothing steers a terminal or
 * becomes markup, and the key, which the input can make the server say in many spellings, stands in none. */
#include "exchange_of_bytes.h"
#include "judgement_check.h"
#include "key_spellings.h"
#include "pc_contract.h"
#include "report_check.h"
#include "support.h"

static const char key[] = "fuzzkey7.c2VjcmV0LW9mLXRoZS1mdXp6ZXI";

static struct pc_spec *spec;
static struct pc_judge *judge;
static struct pc_secrets secrets;

static void set_up_once(void) {
    struct pc_error err = {0};
    if (judge != NULL)
        return;
    fuzz_require(pc_spec_load(NULL, &spec, &err) == PC_OK, err.message);
    judge = pc_judge_new(spec);
    fuzz_require(judge != NULL && pc_secrets_add(&secrets, PC_VIEW(key)) == PC_OK, "memory for the judge");
    pc_judge_hide(judge, &secrets);
}

static void fill(struct pc_result *result, const struct pc_http_exchange *exchange,
                 const struct pc_judgements *judgements) {
    struct pc_stored_exchange *stored = pc_result_add_exchange(result);
    struct pc_case_result *one = pc_result_add_case(result);
    fuzz_require(stored != NULL && one != NULL, "memory for a result");
    result->version = pc_text_copy("0");
    result->spec = pc_text_copy(pc_spec_sha256(spec));
    result->side = pc_text_copy("server");
    result->target = pc_text_copy("http://127.0.0.1:1");
    result->started = pc_text_copy("2026-01-02T03:04:05Z");
    one->id = pc_text_copy("server/response/fuzz");
    one->title = pc_text_copy("any bytes");
    one->verdict = judgements->count == 0 ? PC_VERDICT_PASS : PC_VERDICT_FAIL;
    for (size_t i = 0; i < judgements->count; i++)
        fuzz_require(pc_findings_add(&one->findings, &judgements->items[i].finding) == PC_OK, "memory");
    fuzz_require(pc_stored_exchange_make(exchange, "fuzz", &(struct pc_curl_peer){.url = result->target},
                                         true, &secrets, stored) == PC_OK &&
                     pc_case_result_add_exchange(one, 0) == PC_OK &&
                     pc_result_redact(result, &secrets) == PC_OK,
                 "memory for a result");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct pc_judgements judgements = {0};
    struct pc_result result = {0};
    const struct pc_view sent = {(const char *)data, size};
    set_up_once();
    struct pc_http_exchange *exchange = exchange_of_bytes(data, size, PC_VIEW(key));
    fuzz_require(pc_judge_response(judge, exchange, &judgements, NULL) == PC_OK, "memory for judging");
    judgement_check(judge, exchange, &judgements);
    fill(&result, exchange, &judgements);
    report_check(&result, &(struct pc_report_options){.verbose = true}, PC_VIEW(key));
    key_check(&result, PC_VIEW(key), sent); /* last: it sees the key in all that the reports are made of */
    pc_judgements_clear(&judgements);
    pc_result_clear(&result);
    pc_http_exchange_free(exchange);
    return 0;
}
