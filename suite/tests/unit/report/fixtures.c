/* Results whose reports are checked in. */
#include "support.h"

#define MEMBER "spec:#/components/schemas/DeploymentV1/properties/model_id"

static void cite(struct pc_case_result *one, const char *citation) {
    assert_int_equal(pc_case_result_add_cite(one, citation), PC_OK);
}

static void send(struct pc_result *result, struct pc_case_result *one, const char *curl) {
    assert_int_equal(pc_case_result_add_exchange(one, add_exchange(result, curl)), PC_OK);
}

static void fill_failure(struct pc_result *result) {
    struct pc_case_result *one = add_case(result, "server/response/type/model_id", "model_id is a string",
                                          PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
    cite(one, MEMBER);
    add_finding(one, &(struct pc_finding){.requirement = keep("model_id is a string"),
                                          .cite = keep(MEMBER),
                                          .at = keep("/model_id"),
                                          .line = 3,
                                          .column = 17,
                                          .expected = keep("a string"),
                                          .seen = keep("the number 7")});
    add_finding(one, &(struct pc_finding){.requirement = keep("a body is JSON"),
                                          .cite = keep("rfc8259:2"),
                                          .at = keep(""),
                                          .line = 4,
                                          .column = 1,
                                          .seen = keep("bytes behind the value")});
    send(result, one, "curl -sS 'http://127.0.0.1:41233/v1'");
    send(result, one, NULL);
}

/* What a run that came to its end may say, and one case without a word for each verdict. */
void fill_every_verdict(struct pc_result *result) {
    fill_head(result);
    assert_int_equal(pc_result_add_note(result, "the certificate was not checked (--insecure)"), PC_OK);
    add_case(result, "server/auth/accepted", "a good key is accepted", PC_LEVEL_MUST, PC_VERDICT_PASS, NULL);
    fill_failure(result);
    struct pc_case_result *one =
        add_case(result, "server/auth/missing", "no credentials are refused with 401", PC_LEVEL_SHOULD,
                 PC_VERDICT_WARN, NULL);
    add_finding(one, &(struct pc_finding){
                         .cite = keep("spec:#/security/0"), .expected = keep("401"), .seen = keep("403")});
    one =
        add_case(result, "server/auth/echo", "the key is not repeated", PC_LEVEL_MAY, PC_VERDICT_NOTE, NULL);
    add_finding(one, &(struct pc_finding){.requirement = keep("the key is not repeated"),
                                          .seen = keep("in a header")});
    one = add_case(result, "server/promote/stored", "a promote is stored", PC_LEVEL_MUST, PC_VERDICT_NA,
                   "the server offers no observation");
    cite(one, "spec:#/paths");
    add_case(result, "server/http/http-1.0", "HTTP/1.0 is answered", PC_LEVEL_MAY, PC_VERDICT_SKIP, "--skip");
    add_case(result, "server/refuse/body", "no body is refused", PC_LEVEL_MUST, PC_VERDICT_UNTESTABLE,
             "its control was refused with 500");
    add_case(result, "server/refuse/type", "a number is refused", PC_LEVEL_MUST, PC_VERDICT_ERROR,
             "out of memory");
    add_case(result, "server/refuse/null", "null is refused", PC_LEVEL_SHOULD, PC_VERDICT_KNOWN, "issue 12");
    add_case(result, "server/refuse/empty", "an empty body is refused", PC_LEVEL_MUST, PC_VERDICT_STALE,
             "passes now");
}

/* A peer's words that mean something to each medium. Control characters are written as such. */
static const char evil[] =
    "a\x1b[31m\r\n...\n---\n::error::x\n##[error]y\nnot ok 1 - z # SKIP\nBail out! \\# \\ "
    "]]></failure></testcase><script>&amp;\"' %0A%25 ${{ b }} | `c` *d* _e_ ~f~ [g](javascript:h) !i @j $k$ "
    "# l <!-- m --> </pre>\xFF\xC0\xAF\xE2\x80\xA8\xEF\xBF\xBE\xE2\x80\xAE\x01\x7F.";

void fill_hostile(struct pc_result *result) {
    static const enum pc_verdict verdicts[] = {PC_VERDICT_FAIL, PC_VERDICT_ERROR, PC_VERDICT_WARN,
                                               PC_VERDICT_NA};
    result->version = pc_text_copy(evil);
    result->spec = pc_text_copy(evil);
    result->side = pc_text_copy(evil);
    result->target = pc_text_copy(evil);
    result->started = pc_text_copy("2026-01-02T03:04:05Z");
    assert_int_equal(pc_result_add_note(result, evil), PC_OK);
    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++) {
        struct pc_case_result *one = add_case(result, evil, evil, PC_LEVEL_MUST, verdicts[i], evil);
        cite(one, evil);
        if (verdicts[i] == PC_VERDICT_NA)
            continue;
        send(result, one, evil);
        add_finding(one, &(struct pc_finding){.requirement = keep(evil),
                                              .cite = keep(evil),
                                              .at = keep(evil),
                                              .line = 1,
                                              .column = 1,
                                              .expected = keep(evil),
                                              .seen = keep(evil)});
    }
}
