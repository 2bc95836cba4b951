#include "judgement_check.h"

#include "contract_answer.h"
#include "oracle.h"
#include "support.h"

#include <string.h>

#define MARK  PC_VIEW("\xEF\xBB\xBF")
#define CITED PC_VIEW("spec:#")

static size_t count_of(const struct pc_judgements *judgements, enum pc_subject subject) {
    size_t count = 0;
    for (size_t i = 0; i < judgements->count; i++)
        count += judgements->items[i].subject == subject ? 1 : 0;
    return count;
}

static bool any(const struct pc_judgements *judgements, enum pc_subject subject) {
    return count_of(judgements, subject) > 0;
}

/* pc_result.h: "All texts are owned, UTF-8, one line each; NULL where there is none." Of a sentence something
 * must be left behind its colon. */
static void check_text(const char *text, bool may_be_empty) {
    struct pc_view view = pc_view_of(text);
    if (text == NULL || (may_be_empty && view.size == 0))
        return;
    fuzz_require(pc_utf8_valid(view) && memchr(text, '\n', view.size) == NULL &&
                     memchr(text, '\r', view.size) == NULL,
                 "a finding's text is one line of UTF-8");
    fuzz_require(view.size > 0 && text[view.size - 1] != ' ', "a finding's text is whole");
}

/* pc_contract.h: "the keyword's absolute pointer", with PC_SUBJECT_SCHEMA alone; what is cited of the
 * contract stands there. */
static void check_pointers(const struct pc_judgement *one) {
    bool of_schema = one->subject == PC_SUBJECT_SCHEMA;
    fuzz_require((one->schema_pointer != NULL) == of_schema && (one->instance_pointer != NULL) == of_schema,
                 "what breaks the schema says where");
    struct pc_view cite = pc_view_of(one->finding.cite);
    fuzz_require(
        !pc_view_starts_with(cite, PC_VIEW("spec:")) ||
            (pc_view_starts_with(cite, CITED) && contract_has(pc_view_slice(cite, CITED.size, cite.size))),
        "what is cited stands in the contract");
}

static void check_findings(const struct pc_judgements *judgements) {
    for (size_t i = 0; i < judgements->count; i++) {
        const struct pc_judgement *one = &judgements->items[i];
        fuzz_require(one->finding.requirement != NULL && one->finding.cite != NULL && one->finding.at != NULL,
                     "a finding says what is demanded, by what, and where it broke");
        check_pointers(one);
        check_text(one->finding.requirement, false);
        check_text(one->finding.expected, false);
        check_text(one->finding.seen, false);
        check_text(one->finding.cite, false);
        for (size_t k = 0; k < i && one->subject == PC_SUBJECT_SCHEMA; k++)
            fuzz_require(judgements->items[k].subject != PC_SUBJECT_SCHEMA ||
                             strcmp(judgements->items[k].instance_pointer, one->instance_pointer) != 0,
                         "violations at one place are one finding");
    }
}

/* RFC 9110 section 8.3.1: type and subtype in any case, then parameters. */
static bool is_json_type(struct pc_view value) {
    return pc_view_equal_nocase(pc_view_trim(pc_view_slice(value, 0, pc_view_find(value, PC_VIEW(";")))),
                                PC_VIEW("application/json"));
}

static void check_type(const struct pc_http_message *answer, const struct pc_judgements *judgements) {
    bool all = true, one = false;
    for (size_t i = 0; i < answer->field_count; i++) {
        if (!pc_view_equal_nocase(answer->fields[i].name, PC_VIEW("Content-Type")))
            continue;
        one = true;
        all = all && is_json_type(answer->fields[i].value);
    }
    bool wanted = one || answer->body.size > 0; /* section 8.3: without content there need be none */
    fuzz_require(any(judgements, PC_SUBJECT_CONTENT_TYPE) == (wanted && !(one && all)),
                 "an answer's type is judged");
}

static struct pc_view behind_mark(struct pc_view body) {
    return pc_view_slice(body, pc_view_starts_with(body, MARK) ? MARK.size : 0, body.size);
}

static void check_body(struct pc_view body, const struct pc_judgements *judgements) {
    bool marked = pc_view_starts_with(body, MARK);
    fuzz_require(any(judgements, PC_SUBJECT_JSON_BOM) == marked, "a byte order mark is judged");
    struct contract_reading reading = contract_read(CODEC_DEPLOYMENT, behind_mark(body));
    bool is_json = reading.doc != NULL;
    if (is_json)
        contract_look_closer(CODEC_DEPLOYMENT, &reading);
    size_t faults = count_of(judgements, PC_SUBJECT_JSON) + count_of(judgements, PC_SUBJECT_JSON_UTF8);
    fuzz_require(judgements->body_is_json == is_json && faults == (is_json ? 0 : 1),
                 "what is no JSON has one fault");
    fuzz_require(any(judgements, PC_SUBJECT_JSON_DUPLICATE) == (is_json && reading.repeats_names),
                 "names that stand twice are judged");
    fuzz_require(any(judgements, PC_SUBJECT_JSON_SURROGATE) == (is_json && reading.has_lone_surrogates),
                 "lone surrogates are judged");
    fuzz_require(any(judgements, PC_SUBJECT_SCHEMA) == (is_json && reading.answer == CONTRACT_REFUSES),
                 "what breaks the schema is judged, and nothing else");
}

static bool is_of_wire(enum pc_subject subject) {
    return subject == PC_SUBJECT_ANSWERED || subject == PC_SUBJECT_FRAMING || subject == PC_SUBJECT_FIELDS ||
           subject == PC_SUBJECT_EXCESS || subject == PC_SUBJECT_CODING;
}

static bool any_of_the_wire(const struct pc_judgements *judgements) {
    for (size_t i = 0; i < judgements->count; i++)
        if (is_of_wire(judgements->items[i].subject))
            return true;
    return false;
}

/* An answer whose bytes can be read in one way only. */
static bool is_plain(const struct pc_http_exchange *exchange) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    return exchange->outcome == PC_HTTP_OUTCOME_ANSWERED && answer->progress == PC_HTTP_COMPLETE &&
           answer->defect_count == 0 && pc_http_exchange_excess(exchange).size == 0 &&
           pc_http_field_get(answer, "Content-Encoding") == NULL &&
           pc_http_field_get(answer, "Transfer-Encoding") == NULL;
}

static void check_answer(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                         const struct pc_judgements *judgements) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    check_findings(judgements);
    if (any(judgements, PC_SUBJECT_ANSWERED)) {
        fuzz_require(judgements->count == 1 && answer->progress != PC_HTTP_COMPLETE,
                     "where no answer came nothing else is said");
        return;
    }
    fuzz_require(answer->progress == PC_HTTP_COMPLETE || judgements->count > 0,
                 "what is no whole answer is judged");
    fuzz_require(any(judgements, PC_SUBJECT_STATUS) == (answer->status != 200),
                 "an answer's status is judged");
    if (answer->status != 200)
        fuzz_require(!any(judgements, PC_SUBJECT_SCHEMA) && !any(judgements, PC_SUBJECT_CONTENT_TYPE) &&
                         !any(judgements, PC_SUBJECT_JSON),
                     "errors have any body");
    fuzz_require(answer->defect_count == 0 || any_of_the_wire(judgements), "what the wire broke is judged");
    fuzz_require(answer->progress != PC_HTTP_COMPLETE || pc_http_exchange_excess(exchange).size == 0 ||
                     any(judgements, PC_SUBJECT_EXCESS),
                 "bytes behind an answer are judged");
    if (!is_plain(exchange))
        return;
    fuzz_require(!any_of_the_wire(judgements), "nothing is wrong with the wire of a plain answer");
    struct pc_view text = behind_mark(answer->body);
    fuzz_require(pc_json_exists(pc_judge_body(judge, exchange)) ==
                     oracle_json((const uint8_t *)text.data, text.size, PC_JSON_DEFAULT_MAX_DEPTH).accepted,
                 "the body can be asked for where it is JSON");
    if (answer->status == 200) {
        check_type(answer, judgements);
        check_body(answer->body, judgements);
    }
}

/* What holds for any answer is judged alike where a promotion's is expected and where any is; and what was
 * read as JSON can be read once more. */
static void check_again(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                        const struct pc_judgements *judgements) {
    struct pc_judgements wire = {0};
    size_t at = 0;
    fuzz_require(pc_judge_wire(judge, exchange, &wire, NULL) == PC_OK, "memory for judging");
    for (size_t i = 0; i < judgements->count; i++)
        if (is_of_wire(judgements->items[i].subject)) {
            fuzz_require(at < wire.count && wire.items[at].subject == judgements->items[i].subject,
                         "what holds for any answer is asked of each");
            at++;
        }
    fuzz_require(at == wire.count, "what holds for any answer is asked of each");
    fuzz_require(!judgements->body_is_json || pc_json_exists(pc_judge_body(judge, exchange)),
                 "a body that was read as JSON can be read again");
    pc_judgements_clear(&wire);
}

void judgement_check(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                     const struct pc_judgements *judgements) {
    check_answer(judge, exchange, judgements);
    check_again(judge, exchange, judgements);
}
