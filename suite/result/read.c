#include "input.h"
#include "result_internal.h"

static bool read_place(struct pc_input *in, struct pc_json_value object, const char *name, uint32_t *out) {
    int64_t number = 0;
    bool fine = !pc_json_exists(pc_json_get_text(object, name)) ||
                pc_input_int(in, object, name, UINT32_MAX, &number);
    *out = (uint32_t)number;
    return fine;
}

static bool read_exchanges(struct pc_input *in, struct pc_json_value object, struct pc_result *result,
                           struct pc_case_result *one) {
    struct pc_json_value array = pc_input_member(in, object, "exchanges", PC_JSON_ARRAY);
    for (struct pc_json_value item = pc_json_first(array); pc_json_exists(item); item = pc_json_next(item)) {
        if (pc_case_result_add_exchange(one, result->exchange_count) != PC_OK)
            return pc_input_no_memory(in);
        struct pc_stored_exchange *exchange = pc_result_add_exchange(result);
        if (exchange == NULL)
            return pc_input_no_memory(in);
        if (!pc_input_exchange(in, item, exchange))
            return false;
    }
    return in->status == PC_OK;
}

static bool read_finding(struct pc_input *in, struct pc_json_value object, struct pc_findings *findings) {
    struct pc_finding finding = {0};
    bool fine = pc_input_is(in, object, PC_JSON_OBJECT, "a finding was expected") &&
                pc_input_optional_text(in, object, "requirement", &finding.requirement) &&
                pc_input_optional_text(in, object, "cite", &finding.cite) &&
                pc_input_optional_text(in, object, "at", &finding.at) &&
                read_place(in, object, "line", &finding.line) &&
                read_place(in, object, "column", &finding.column) &&
                pc_input_optional_text(in, object, "expected", &finding.expected) &&
                pc_input_optional_text(in, object, "seen", &finding.seen);
    if (fine && pc_findings_add(findings, &finding) != PC_OK)
        fine = pc_input_no_memory(in);
    pc_finding_clear(&finding);
    return fine;
}

/* The value of an X-macro list that has this word; -1 and a message otherwise. */
static int read_word(struct pc_input *in, struct pc_json_value object, const char *name, int count,
                     const char *(*word)(int value)) {
    struct pc_json_value value = pc_input_member(in, object, name, PC_JSON_STRING);
    if (!pc_json_exists(value))
        return -1;
    for (int i = 0; i < count; i++) {
        if (pc_json_string_equal(value, pc_view_of(word(i))))
            return i;
    }
    pc_input_wrong(in, value, "an unknown word");
    return -1;
}

static const char *verdict_word(int value) {
    return pc_verdict_word((enum pc_verdict)value);
}

static const char *level_word(int value) {
    return pc_level_word((enum pc_level)value);
}

static bool read_case(struct pc_input *in, struct pc_json_value object, struct pc_result *result) {
    struct pc_case_result *one = pc_result_add_case(result);
    if (one == NULL)
        return pc_input_no_memory(in);
    if (!pc_input_is(in, object, PC_JSON_OBJECT, "a case was expected") ||
        !pc_input_text(in, object, "id", &one->id) || !pc_input_text(in, object, "title", &one->title))
        return false;
    int level = read_word(in, object, "level", PC_LEVEL_MAY + 1, level_word);
    int verdict = read_word(in, object, "verdict", PC_VERDICT_COUNT, verdict_word);
    if (level < 0 || verdict < 0)
        return false;
    one->level = (enum pc_level)level;
    one->verdict = (enum pc_verdict)verdict;
    if (!pc_input_optional_text(in, object, "reason", &one->reason) ||
        !pc_input_texts(in, object, "cites", &one->cites, &one->cite_count) ||
        !pc_input_int(in, object, "ms", INT64_MAX, &one->ms))
        return false;
    struct pc_json_value findings = pc_input_member(in, object, "findings", PC_JSON_ARRAY);
    for (struct pc_json_value item = pc_json_first(findings); pc_json_exists(item);
         item = pc_json_next(item)) {
        if (!read_finding(in, item, &one->findings))
            return false;
    }
    return read_exchanges(in, object, result, one);
}

static bool read_result(struct pc_input *in, struct pc_json_value root, struct pc_result *out) {
    if (!pc_input_is(in, root, PC_JSON_OBJECT, "an object was expected") ||
        !pc_input_text(in, root, "promotecheck", &out->version) ||
        !pc_input_text(in, root, "spec", &out->spec) || !pc_input_text(in, root, "side", &out->side) ||
        !pc_input_text(in, root, "target", &out->target) ||
        !pc_input_text(in, root, "started", &out->started) ||
        !pc_input_bool(in, root, "interrupted", &out->interrupted) ||
        !pc_input_bool(in, root, "strict", &out->strict) ||
        !pc_input_texts(in, root, "notes", &out->notes, &out->note_count))
        return false;
    struct pc_json_value cases = pc_input_member(in, root, "cases", PC_JSON_ARRAY);
    for (struct pc_json_value item = pc_json_first(cases); pc_json_exists(item); item = pc_json_next(item)) {
        if (!read_case(in, item, out))
            return false;
    }
    return in->status == PC_OK;
}

enum pc_status pc_result_read_json(struct pc_view json, struct pc_result *out, struct pc_error *err) {
    *out = (struct pc_result){0};
    struct pc_input in = {.err = err};
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    if (reader == NULL)
        pc_input_no_memory(&in);
    else
        in.status = pc_json_read(reader, json, &doc, err);
    if (in.status == PC_OK && !pc_json_doc_valid(doc)) {
        struct pc_json_fault fault = pc_json_doc_fault(doc);
        struct pc_json_place place = pc_json_place_of(json, fault.offset);
        in.status = pc_error_set(err, PC_MALFORMED, "results.json, line %u, column %u: %s", place.line,
                                 place.column, pc_json_fault_sentence(fault.kind));
    }
    if (in.status == PC_OK)
        read_result(&in, pc_json_root(doc), out);
    pc_json_reader_free(reader);
    if (in.status != PC_OK)
        pc_result_clear(out);
    return in.status;
}
