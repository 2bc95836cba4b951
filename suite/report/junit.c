#include "details.h"

#include <stdlib.h>
#include <string.h>

/* XML 1.0 section 2.4; section 2.2's forbidden characters are not printable and never get here. An
 * attribute's literal line feed would be read as a space (section 3.3.3). */
#define XML_MARKUP ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&apos;"
static const struct pc_escapes attribute = {.newline = "&#10;", .of = {XML_MARKUP}};
static const struct pc_escapes content = {.of = {XML_MARKUP}};
static const struct pc_details details = {.escapes = &content, .separator = "\n"};

static void put_attribute(struct pc_writer *writer, const char *name, const char *value) {
    pc_writer_putf(writer, " %s=\"", name);
    pc_writer_escape(writer, &attribute, 0, value);
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

static void put_properties(struct pc_writer *writer, const struct pc_result *result) {
    pc_writer_put(writer, "    <properties>\n");
    put_property(writer, "version", result->version);
    put_property(writer, "spec", result->spec);
    put_property(writer, "target", result->target);
    if (result->strict)
        put_property(writer, "strict", "true");
    if (result->interrupted)
        put_property(writer, "interrupted", "true");
    for (size_t i = 0; i < result->note_count; i++)
        put_property(writer, "note", result->notes[i]);
    pc_writer_put(writer, "    </properties>\n");
}

static void put_outcome(struct pc_writer *writer, const char *element, const struct pc_result *result,
                        const struct pc_report_options *options, const struct pc_case_result *one) {
    pc_writer_putf(writer, "      <%s", element);
    if (strcmp(element, "system-out") != 0) {
        put_attribute(writer, "message", pc_case_headline(one));
        put_attribute(writer, "type", pc_verdict_word(one->verdict));
    }
    pc_writer_put(writer, ">");
    if (strcmp(element, "system-out") == 0)
        pc_writer_putf(writer, "%s: ", pc_verdict_word(one->verdict));
    pc_case_details(writer, &details, result, options, one);
    pc_writer_putf(writer, "</%s>\n", element);
}

static void put_case(struct pc_writer *writer, const struct pc_result *result,
                     const struct pc_report_options *options, const struct pc_case_result *one) {
    pc_writer_put(writer, "    <testcase");
    put_class(writer, one->id);
    put_attribute(writer, "name", one->id);
    put_seconds(writer, one->ms);
    if (one->verdict == PC_VERDICT_PASS) {
        pc_writer_put(writer, "/>\n");
        return;
    }
    pc_writer_put(writer, ">\n");
    if (one->verdict == PC_VERDICT_ERROR)
        put_outcome(writer, "error", result, options, one);
    else if (pc_case_counts(result, one))
        put_outcome(writer, "failure", result, options, one);
    else if (one->verdict == PC_VERDICT_NA || one->verdict == PC_VERDICT_SKIP) {
        pc_writer_put(writer, "      <skipped");
        put_attribute(writer, "message", pc_case_headline(one));
        pc_writer_put(writer, "/>\n");
    } else
        put_outcome(writer, "system-out", result, options, one);
    pc_writer_put(writer, "    </testcase>\n");
}

static void put_counts(struct pc_writer *writer, const struct pc_result *result, bool with_skipped) {
    struct pc_summary summary = pc_result_summary(result);
    size_t errors = summary.by_verdict[PC_VERDICT_ERROR];
    int64_t ms = 0;
    for (size_t i = 0; i < result->case_count; i++)
        ms += result->cases[i].ms;
    put_count(writer, "tests", result->case_count);
    put_count(writer, "failures", summary.failed - errors);
    put_count(writer, "errors", errors);
    if (with_skipped)
        put_count(writer, "skipped", summary.skipped);
    put_seconds(writer, ms);
}

enum pc_status pc_report_junit(const struct pc_result *result, const struct pc_report_options *options,
                               struct pc_buf *out) {
    struct pc_writer writer = {.out = out};
    pc_writer_put(&writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"promotecheck\"");
    put_counts(&writer, result, false);
    pc_writer_put(&writer, ">\n  <testsuite");
    char *name = pc_text_format("promotecheck %s", result->side != NULL ? result->side : "");
    if (name == NULL)
        pc_writer_fail(&writer, PC_NO_MEMORY);
    put_attribute(&writer, "name", name);
    free(name);
    put_counts(&writer, result, true);
    /* UTC all the same: the schemas take no time zone. */
    struct pc_view started = pc_view_of(result->started);
    started = pc_view_slice(started, 0, pc_view_find(started, PC_VIEW("Z")));
    char *timestamp = pc_view_copy(started);
    if (timestamp == NULL)
        pc_writer_fail(&writer, PC_NO_MEMORY);
    put_attribute(&writer, "timestamp", timestamp);
    free(timestamp);
    pc_writer_put(&writer, ">\n");
    put_properties(&writer, result);
    for (size_t i = 0; writer.status == PC_OK && i < result->case_count; i++)
        put_case(&writer, result, options, &result->cases[i]);
    pc_writer_put(&writer, "  </testsuite>\n</testsuites>\n");
    return writer.status;
}
