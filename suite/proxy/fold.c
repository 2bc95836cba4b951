#include "record.h"

#include <stdlib.h>
#include <string.h>

#define REQUEST_PREFIX PC_VIEW("request/")

static const char *const side_words[] = {[PC_PROXY_CLIENT] = "client", [PC_PROXY_SERVER] = "server"};

static bool is_of_requests(enum pc_subject subject) {
    return pc_view_starts_with(pc_view_of(pc_subject_word(subject)), REQUEST_PREFIX);
}

bool pc_proxy_has_case(enum pc_proxy_side side, enum pc_subject subject) {
    switch (subject) {
    case PC_SUBJECT_ANSWERED:
    case PC_SUBJECT_STATUS:
    case PC_SUBJECT_CONTENT_TYPE:
    case PC_SUBJECT_EXCESS:
    case PC_SUBJECT_CODING:
        return side == PC_PROXY_SERVER;
    default:
        return side == PC_PROXY_CLIENT || !is_of_requests(subject);
    }
}

static bool same(const char *a, const char *b) {
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool is_same(const struct pc_finding *a, const struct pc_finding *b) {
    return same(a->cite, b->cite) && same(a->at, b->at) && same(a->expected, b->expected) &&
           same(a->seen, b->seen);
}

/* Counts one that is known; false: it is new. */
static bool count_again(struct pc_proxy_tally *tally, const struct pc_finding *finding) {
    for (size_t i = 0; i < tally->findings.count; i++) {
        if (is_same(&tally->findings.items[i], finding)) {
            tally->times[i]++;
            return true;
        }
    }
    return tally->findings.count > PC_MAX_FINDINGS;
}

static enum pc_status add_new(struct pc_proxy_tally *tally, const struct pc_finding *finding) {
    size_t *times = realloc(tally->times, (tally->findings.count + 1) * sizeof *times);
    if (times == NULL)
        return PC_NO_MEMORY;
    tally->times = times;
    times[tally->findings.count] = 1;
    return pc_findings_add(&tally->findings, finding);
}

static void show(struct pc_proxy_tally *tally, size_t index) {
    size_t count = tally->exchange_count;
    if (index != SIZE_MAX && count < PC_PROXY_CASE_EXCHANGES &&
        (count == 0 || tally->exchanges[count - 1] != index))
        tally->exchanges[tally->exchange_count++] = index;
}

static enum pc_status fold_one(struct pc_proxy_tally *tally, const struct pc_judgement *judgement,
                               size_t index, bool *keep) {
    tally->worst =
        tally->findings.count == 0 || judgement->level < tally->worst ? judgement->level : tally->worst;
    if (count_again(tally, &judgement->finding))
        return PC_OK;
    enum pc_status status = add_new(tally, &judgement->finding);
    if (status == PC_OK) {
        show(tally, index);
        *keep = true;
    }
    return status;
}

enum pc_status pc_proxy_fold(struct pc_proxy_tallies *tallies, const struct pc_proxy_verdict *verdict,
                             size_t index, bool *keep) {
    enum pc_status status = PC_OK;
    *keep = false;
    for (size_t side = 0; status == PC_OK && side < PC_PROXY_SIDE_COUNT; side++) {
        enum pc_proxy_depth depth = verdict->depth[side];
        for (size_t i = 0; i < PC_SUBJECT_COUNT; i++)
            tallies->of[side][i].judged += pc_proxy_depth_of((enum pc_subject)i) <= depth ? 1 : 0;
        const struct pc_judgements *all = &verdict->judgements[side];
        for (size_t i = 0; status == PC_OK && i < all->count; i++) {
            const struct pc_judgement *one = &all->items[i];
            if (pc_proxy_counts(depth, one->subject))
                status = fold_one(&tallies->of[side][one->subject], one, index, keep);
        }
    }
    return status;
}

/* The finding, and how often it was seen. */
static enum pc_status unfold_finding(const struct pc_finding *finding, size_t times,
                                     struct pc_findings *out) {
    struct pc_finding copy = *finding;
    char *seen = NULL;
    if (times > 1) {
        seen = pc_text_format("%s (in %zu exchanges)", finding->seen == NULL ? "" : finding->seen, times);
        if (seen == NULL)
            return PC_NO_MEMORY;
        copy.seen = seen;
    }
    enum pc_status status = pc_findings_add(out, &copy);
    free(seen);
    return status;
}

/* The subjects are worded for answers; a request has a schema of its own. */
static const char *cite_of(enum pc_proxy_side side, enum pc_subject subject) {
    bool request = side == PC_PROXY_CLIENT && subject == PC_SUBJECT_SCHEMA;
    return request ? "spec:@request" : pc_subject_cite(subject);
}

static enum pc_status name_case(enum pc_proxy_side side, enum pc_subject subject, const struct pc_spec *spec,
                                struct pc_case_result *out) {
    const char *word = pc_subject_word(subject) + (is_of_requests(subject) ? REQUEST_PREFIX.size : 0);
    struct pc_buf cite = {.limit = PC_HTTP_MAX_HEAD_SIZE};
    out->id = pc_text_format("proxy/%s/%s", side_words[side], word);
    out->title = pc_text_copy(pc_subject_words(subject));
    out->level = pc_subject_level(subject);
    enum pc_status status = out->id == NULL || out->title == NULL ? PC_NO_MEMORY : PC_OK;
    if (status == PC_OK)
        status = pc_spec_cite(spec, cite_of(side, subject), &cite);
    if (status == PC_OK)
        status = pc_case_result_add_cite(out, cite.data);
    pc_buf_clear(&cite);
    return status == PC_NOT_FOUND ? PC_OK : status;
}

enum pc_status pc_proxy_cases(const struct pc_spec *spec, struct pc_result *result) {
    enum pc_status status = PC_OK;
    for (size_t side = 0; side < PC_PROXY_SIDE_COUNT; side++) {
        for (size_t i = 0; status == PC_OK && i < PC_SUBJECT_COUNT; i++) {
            if (!pc_proxy_has_case((enum pc_proxy_side)side, (enum pc_subject)i))
                continue;
            struct pc_case_result *one = pc_result_add_case(result);
            status = one == NULL ? PC_NO_MEMORY
                                 : name_case((enum pc_proxy_side)side, (enum pc_subject)i, spec, one);
        }
    }
    return status;
}

static enum pc_status unfold_one(const struct pc_proxy_tally *tally, enum pc_proxy_side side, bool strict,
                                 struct pc_case_result *out) {
    static const char *const nothing[] = {
        [PC_PROXY_CLIENT] = "no request was seen in which it could be judged",
        [PC_PROXY_SERVER] = "no answer was seen in which it could be judged"};
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < tally->findings.count; i++)
        status = unfold_finding(&tally->findings.items[i], tally->times[i], &out->findings);
    for (size_t i = 0; status == PC_OK && i < tally->exchange_count; i++)
        status = pc_case_result_add_exchange(out, tally->exchanges[i]);
    out->verdict = tally->findings.count > 0 ? pc_verdict_of(tally->worst, strict)
                   : tally->judged > 0       ? PC_VERDICT_PASS
                                             : PC_VERDICT_NA;
    if (out->verdict == PC_VERDICT_NA && (out->reason = pc_text_copy(nothing[side])) == NULL)
        status = PC_NO_MEMORY;
    return status;
}

enum pc_status pc_proxy_unfold(const struct pc_proxy_tallies *tallies, const struct pc_spec *spec,
                               bool strict, struct pc_result *result) {
    size_t next = result->case_count;
    enum pc_status status = pc_proxy_cases(spec, result);
    for (size_t side = 0; side < PC_PROXY_SIDE_COUNT; side++) {
        for (size_t i = 0; status == PC_OK && i < PC_SUBJECT_COUNT; i++) {
            if (pc_proxy_has_case((enum pc_proxy_side)side, (enum pc_subject)i))
                status = unfold_one(&tallies->of[side][i], (enum pc_proxy_side)side, strict,
                                    &result->cases[next++]);
        }
    }
    return status;
}

void pc_proxy_tallies_clear(struct pc_proxy_tallies *tallies) {
    for (size_t side = 0; side < PC_PROXY_SIDE_COUNT; side++) {
        for (size_t i = 0; i < PC_SUBJECT_COUNT; i++) {
            pc_findings_clear(&tallies->of[side][i].findings);
            free(tallies->of[side][i].times);
        }
    }
}
