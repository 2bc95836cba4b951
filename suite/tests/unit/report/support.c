#include "support.h"

#include <string.h>

struct pc_case_result *add_case(struct pc_result *result, const char *id, const char *title,
                                enum pc_level level, enum pc_verdict verdict, const char *reason) {
    struct pc_case_result *one = pc_result_add_case(result);
    assert_non_null(one);
    one->id = pc_text_copy(id);
    one->title = pc_text_copy(title);
    one->level = level;
    one->verdict = verdict;
    one->reason = pc_text_copy(reason);
    one->ms = 3;
    return one;
}

void add_finding(struct pc_case_result *one, const struct pc_finding *finding) {
    assert_int_equal(pc_findings_add(&one->findings, finding), PC_OK);
}

const char override[4] = {'\xE2', '\x80', '\xAE', '\0'};

char *keep(const char *literal) {
    static char kept[64][1024];
    static size_t next;
    char *slot = kept[next++ % 64];
    assert_true(strlen(literal) < sizeof kept[0]);
    memcpy(slot, literal, strlen(literal) + 1);
    return slot;
}

void fill_head(struct pc_result *result) {
    result->version = pc_text_copy("0.1.0");
    result->spec = pc_text_copy("1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809");
    result->side = pc_text_copy("server");
    result->target = pc_text_copy("http://127.0.0.1:41233");
    result->started = pc_text_copy("2026-01-02T03:04:05Z");
}

size_t add_exchange(struct pc_result *result, const char *curl) {
    struct pc_stored_exchange *one = pc_result_add_exchange(result);
    assert_non_null(one);
    one->probe = pc_text_copy("p");
    one->outcome = pc_text_copy("answered");
    one->curl = pc_text_copy(curl);
    return result->exchange_count - 1;
}

void expect_text(const struct pc_result *result, const struct pc_report_options *options,
                 const char *golden) {
    struct pc_buf out;
    pc_buf_init(&out, SIZE_MAX);
    assert_int_equal(pc_report_text(result, options, &out), PC_OK);
    if (strcmp(out.data, golden) != 0)
        print_message("%s", out.data);
    assert_string_equal(out.data, golden);
    pc_buf_clear(&out);
}
