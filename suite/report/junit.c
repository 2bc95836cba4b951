#include "details.h"
#include "page.h"

#include <stdlib.h>
#include <string.h>

/* XML 1.0 section 2.4. What section 2.2 forbids and what section 3.3.3 makes a space of in an attribute is
 * not printable, and never gets here. */
static const struct pc_escapes markup = {
    .of = {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&apos;"}};
static const struct pc_details details = {.escapes = &markup,
                                          .separator = "\n",
                                          .max_value = PC_MAX_DETAIL,
                                          .max_curl = PC_MAX_DETAIL,
                                          .max_findings = 100};
/* One text for all the cases. */
static const struct pc_details brief = {.escapes = &markup,
                                        .separator = "\n",
                                        .max_value = PC_PAGE_MAX_TEXT,
                                        .max_curl = PC_BOX_MAX_CURL,
                                        .max_findings = PC_BOX_MAX_FINDINGS};

static void put_attribute(struct pc_writer *writer, const char *name, const char *value) {
    pc_writer_putf(writer, " %s=\"", name);
    pc_writer_escape(writer, &markup, PC_MAX_DETAIL, value);
    pc_writer_put(writer, "\"");
}

static void put_count(struct pc_writer *writer, const char *name, size_t count) {
    pc_writer_putf(writer, " %s=\"%zu\"", name, count);
}

static void put_seconds(struct pc_writer *writer, int64_t ms) {
    pc_writer_putf(writer, " time=\"%lld.%03lld\"", (long long)(ms / 1000), (long long)(ms % 1000));
}

/* "server/response/status" is the test "server/response/status" of the class "server.response". */
static void put_class(struct pc_writer *writer, const char *id) {
    const char *slash = strrchr(id, '/');
    char *name = pc_view_copy((struct pc_view){id, slash == NULL ? strlen(id) : (size_t)(slash - id)});
    if (name == NULL) {
        pc_writer_fail(writer, PC_NO_MEMORY);
        return;
    }
    for (char *at = name; *at != '\0'; at++)
        *at = *at == '/' ? '.' : *at;
    put_attribute(writer, "classname", name);
    free(name);
}

static void put_property(struct pc_writer *writer, const char *name, const char *value) {
    pc_writer_put(writer, "      <property");
    put_attribute(writer, "name", name);
    put_attribute(writer, "value", value);
    pc_writer_put(writer, "/>\n");
}

static void put_properties(struct pc_writer *writer, const struct pc_result *result,
                           const struct pc_report_options *options) {
    pc_writer_put(writer, "    <properties>\n");
    put_property(writer, "version", result->version);
    put_property(writer, "spec", result->spec);
    put_property(writer, "target", result->target);
    if (result->strict)
        put_property(writer, "strict", "true");
    size_t at = 0;
    for (const char *note; (note = pc_run_next_note(result, options, &at)) != NULL;)
        put_property(writer, "note", note);
    pc_writer_put(writer, "    </properties>\n");
}

/* NULL: it passes. */
static const char *outcome_of(const struct pc_result *result, const struct pc_case_result *one) {
    if (one->verdict == PC_VERDICT_NA || one->verdict == PC_VERDICT_SKIP)
        return "skipped";
    if (!pc_case_counts(result, one))
        return NULL;
    return one->verdict == PC_VERDICT_ERROR ? "error" : "failure";
}

static void put_case(struct pc_writer *writer, const struct pc_result *result,
                     const struct pc_report_options *options, const struct pc_case_result *one) {
    const char *outcome = outcome_of(result, one);
    pc_writer_put(writer, "    <testcase");
    put_class(writer, one->id);
    put_attribute(writer, "name", one->id);
    put_seconds(writer, one->ms);
    if (outcome == NULL) {
        pc_writer_put(writer, "/>\n");
        return;
    }
    pc_writer_putf(writer, ">\n      <%s", outcome);
    put_attribute(writer, "message", pc_case_headline(one));
    put_attribute(writer, "type", pc_verdict_word(one->verdict));
    pc_writer_put(writer, ">");
    if (pc_case_counts(result, one))
        pc_case_details(writer, &details, result, options, one);
    pc_writer_putf(writer, "</%s>\n    </testcase>\n", outcome);
}

/* Ant's schema knows no output of a single case. */
static void put_output(struct pc_writer *writer, const struct pc_result *result,
                       const struct pc_report_options *options) {
    pc_writer_put(writer, "    <system-out>");
    for (size_t i = 0; writer->status == PC_OK && i < result->case_count; i++) {
        const struct pc_case_result *one = &result->cases[i];
        if (outcome_of(result, one) != NULL || one->verdict == PC_VERDICT_PASS)
            continue;
        pc_writer_putf(writer, "%s: ", pc_verdict_word(one->verdict));
        pc_writer_escape(writer, &markup, PC_MAX_DETAIL, one->id);
        pc_writer_put(writer, "\n");
        pc_case_details(writer, &brief, result, options, one);
        pc_writer_put(writer, "\n\n");
    }
    pc_writer_put(writer, "</system-out>\n    <system-err></system-err>\n");
}

/* A run that did not come to its end is no success, whatever its cases say. */
static void put_failure(struct pc_writer *writer, const char *failure) {
    pc_writer_put(writer,
                  "    <testcase classname=\"promotecheck\" name=\"run\" time=\"0.000\">\n      <error");
    put_attribute(writer, "message", failure);
    pc_writer_put(writer, " type=\"error\"></error>\n    </testcase>\n");
}

static void put_counts(struct pc_writer *writer, const struct pc_result *result, bool run_failed) {
    struct pc_summary summary = pc_result_summary(result);
    size_t errors = summary.by_verdict[PC_VERDICT_ERROR];
    int64_t ms = 0;
    for (size_t i = 0; i < result->case_count; i++)
        ms += result->cases[i].ms;
    put_count(writer, "tests", result->case_count + run_failed);
    put_count(writer, "failures", summary.failed - errors);
    put_count(writer, "errors", errors + run_failed);
    put_count(writer, "skipped", summary.skipped);
    put_seconds(writer, ms);
}

/* UTC all the same: the schemas take no time zone. */
static void put_timestamp(struct pc_writer *writer, const char *started) {
    struct pc_view all = pc_view_of(started);
    char *timestamp = pc_view_copy(pc_view_slice(all, 0, pc_view_find(all, PC_VIEW("Z"))));
    if (timestamp == NULL)
        pc_writer_fail(writer, PC_NO_MEMORY);
    put_attribute(writer, "timestamp", timestamp);
    free(timestamp);
}

enum pc_status pc_report_junit(const struct pc_result *result, const struct pc_report_options *options,
                               struct pc_buf *out) {
    struct pc_writer writer = {.out = out};
    const char *failure = pc_run_failure(result, options);
    pc_writer_put(&writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                           "  <testsuite package=\"promotecheck\" id=\"0\" hostname=\"localhost\"");
    pc_writer_put(&writer, " name=\"promotecheck ");
    pc_writer_escape(&writer, &markup, PC_MAX_DETAIL, result->side);
    pc_writer_put(&writer, "\"");
    put_counts(&writer, result, failure != NULL);
    put_timestamp(&writer, result->started);
    pc_writer_put(&writer, ">\n");
    put_properties(&writer, result, options);
    for (size_t i = 0; writer.status == PC_OK && i < result->case_count; i++)
        put_case(&writer, result, options, &result->cases[i]);
    if (failure != NULL)
        put_failure(&writer, failure);
    put_output(&writer, result, options);
    pc_writer_put(&writer, "  </testsuite>\n</testsuites>\n");
    return writer.status;
}
